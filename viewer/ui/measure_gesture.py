"""Measuring by the mouse: points by clicks, the first two by a drag as well; points moved afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inference.measure import POINTS, Measure, MeasureKind, Point
from viewer.ui.film_geometry import ViewGeometry, transform
from viewer.ui.film_tools import far, on_film
from viewer.ui.measure_layer import WHOLE, Draft, MeasureGrip, MeasureLayer, shifted, with_point


@dataclass(slots=True)
class MeasureGesture:
    """A measure in the making; it goes on from click to click, and the view may move in between."""

    start: Point  # device pixels of the first press
    ratio: float
    kind: MeasureKind
    layer: MeasureLayer
    geometry: Callable[[], ViewGeometry]
    done: Callable[[Measure], None]
    points: tuple[Point, ...] = ()

    def move(self, at: Point) -> None:
        here = on_film(self.geometry(), at)
        self.layer.draft = Draft(self.kind, (*(self.points or (self._first(),)), here))

    def finish(self, at: Point) -> bool:
        if not self.points:
            self.points = (self._first(),)
            if not far(at, self.start, self.ratio):
                self.move(at)
                return False
        self.points = (*self.points, on_film(self.geometry(), at))
        if len(self.points) < POINTS[self.kind]:
            self.move(at)
            return False
        self.layer.draft = None
        if len(set(self.points)) == len(self.points):
            self.done(Measure(self.kind, self.points))
        return True

    def cancel(self) -> None:
        self.layer.draft = None

    def _first(self) -> Point:
        return on_film(self.geometry(), self.start)


@dataclass(slots=True)
class MeasureGripGesture:
    """A point of a measure moved, or all of it."""

    start: Point
    geometry: ViewGeometry
    ratio: float
    grip: MeasureGrip
    before: Measure
    change: Callable[[int, Measure, bool], None]
    awake: bool = False

    def move(self, at: Point) -> None:
        self.awake = self.awake or far(at, self.start, self.ratio)
        if self.awake:
            self.change(self.grip.index, self._at(at), False)

    def finish(self, at: Point) -> bool:
        if self.awake:
            self.change(self.grip.index, self._at(at), True)
        return True

    def cancel(self) -> None:
        self.change(self.grip.index, self.before, False)

    def _at(self, at: Point) -> Measure:
        to_film, film = self.geometry.to_film, self.geometry.film
        x, y = transform(to_film, *at)
        if self.grip.point != WHOLE:
            return with_point(self.before, self.grip.point, x, y, film)
        x0, y0 = transform(to_film, *self.start)
        return shifted(self.before, x - x0, y - y0, film)
