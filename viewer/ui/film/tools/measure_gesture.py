"""Measuring by the mouse: points by clicks, the first two by a drag as well; points moved afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inference.imaging.measure import MOST_POINTS, PELVIC_LINE, POINTS, Measure, MeasureKind
from inference.imaging.measurements import Point
from inference.imaging.view_geometry import ViewGeometry, transform
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
            if len(self.points) < POINTS[self.kind] and not far(at, self.start, self.ratio):
                self.move(at)
                return False
        if len(self.points) < POINTS[self.kind]:
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
class FreeGesture:
    """A closed line: drawn with the button held, or corner by corner; its first corner or a second click on
    the last one closes it."""

    start: Point
    ratio: float
    layer: MeasureLayer
    geometry: Callable[[], ViewGeometry]
    done: Callable[[Measure], None]
    points: tuple[Point, ...] = ()  # film pixels
    last: Point = (0.0, 0.0)  # device pixels
    by_hand: bool = False  # drawn in one go
    held: bool = True

    def press(self, at: Point) -> None:
        """The button goes down for another corner."""
        self.held, self.last = True, at

    def move(self, at: Point) -> None:
        geometry = self.geometry()
        here = on_film(geometry, at)
        if not self.points:
            self.points, self.last = (on_film(geometry, self.start),), self.start
        drawing = self.held and (self.by_hand or len(self.points) == 1)
        if drawing and far(at, self.last, self.ratio) and len(self.points) < MOST_POINTS - 1:
            self.points, self.last, self.by_hand = (*self.points, here), at, True
        self.layer.draft = Draft(MeasureKind.FREE, (*self.points, here))

    def finish(self, at: Point) -> bool:
        self.move(at)
        self.held = False
        if self.by_hand or self._closes(at) or len(self.points) >= MOST_POINTS - 1:
            return self._end()
        here = on_film(self.geometry(), at)
        if here != self.points[-1]:
            self.points = (*self.points, here)
        self.move(at)
        return False

    def _closes(self, at: Point) -> bool:
        """Whether a click lies on the first corner, or on the last one once more."""
        if len(self.points) < POINTS[MeasureKind.FREE]:
            return False
        to_view = self.geometry().to_view
        return any(not far(at, transform(to_view, *self.points[i]), 2 * self.ratio) for i in (0, -1))

    def _end(self) -> bool:
        self.layer.draft = None
        if len(set(self.points)) >= POINTS[MeasureKind.FREE]:
            self.done(Measure(MeasureKind.FREE, self.points))
        return True

    def cancel(self) -> None:
        self.layer.draft = None


def pelvic_line(kind: MeasureKind, measures: Sequence[Measure]) -> tuple[Point, ...]:
    """The first two points of a measure on the pelvic line: those of the last one on this film."""
    if kind not in PELVIC_LINE:
        return ()
    found = [measure for measure in measures if measure.kind in PELVIC_LINE]
    return found[-1].points[:2] if found else ()


def gripped(before: Measure, grip: MeasureGrip, geometry: ViewGeometry, start: Point, at: Point) -> Measure:
    """A measure after its grip went from ``start`` to ``at`` on the film."""
    if grip.point != WHOLE:
        return with_point(before, grip.point, *at, geometry.film)
    return shifted(before, at[0] - start[0], at[1] - start[1], geometry.film)
