"""Measuring by the mouse: points by clicks, the first two by a drag as well; points moved afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inference.imaging.measurements import POINTS, Measure, MeasureKind, Point
from inference.imaging.view_geometry import ViewGeometry
from viewer.ui.film.layers.measurements import WHOLE, Draft, MeasureGrip, MeasureLayer, shifted, with_point
from viewer.ui.film.tools.tools import far, on_film


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


def gripped(before: Measure, grip: MeasureGrip, geometry: ViewGeometry, start: Point, at: Point) -> Measure:
    """A measure after its grip went from ``start`` to ``at`` on the film."""
    if grip.point != WHOLE:
        return with_point(before, grip.point, *at, geometry.film)
    return shifted(before, at[0] - start[0], at[1] - start[1], geometry.film)
