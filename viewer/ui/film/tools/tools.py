"""What the mouse does on a film: one small object from press to release."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, Protocol, TypeVar

from inference.imaging.measure import MeasureKind
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import Region, ValueChain, Window
from viewer.ui.film.layers.marks import LEAST, Grip, MarkLayer, moved, resized, spanned, within
from viewer.ui.film.render.window_level import dragged

Mark = TypeVar("Mark")
Point = tuple[float, float]
"""Device pixels of the view."""
CLICK: Final = 4.0  # logical pixels that a hand may shake in a click
ZOOM_DOUBLING: Final = 120.0  # logical pixels up that double the zoom


class Tool(Enum):
    """What the left button does."""

    WINDOW = "window"
    PAN = "pan"
    ZOOM = "zoom"
    BOX = "box"
    POINT = "point"
    LENGTH = MeasureKind.LENGTH
    ANGLE = MeasureKind.ANGLE
    NECK_SHAFT = MeasureKind.NECK_SHAFT
    CIRCLE = MeasureKind.CIRCLE
    REGION = MeasureKind.REGION
    FREE = MeasureKind.FREE
    CENTRE_EDGE = MeasureKind.CENTRE_EDGE
    ROOF = MeasureKind.ROOF
    ACETABULAR_INDEX = MeasureKind.ACETABULAR_INDEX
    OBLIQUITY = MeasureKind.OBLIQUITY
    TILT = MeasureKind.TILT
    ROTATION = MeasureKind.ROTATION
    LEG_LENGTH = MeasureKind.LEG_LENGTH
    OFFSET = MeasureKind.OFFSET
    SHENTON = MeasureKind.SHENTON
    TEXT = MeasureKind.TEXT
    ARROW = MeasureKind.ARROW


class Gesture(Protocol):
    """A press that goes on."""

    def move(self, at: Point) -> None:
        """The mouse is at ``at``."""

    def finish(self, at: Point) -> bool:
        """The button was let go; ``True`` when the gesture is over (a two-click box goes on)."""

    def cancel(self) -> None:
        """Take everything back."""


def far(a: Point, b: Point, ratio: float) -> bool:
    """Whether a movement was meant: farther than a shaking hand."""
    return math.hypot(a[0] - b[0], a[1] - b[1]) > CLICK * ratio


@dataclass(slots=True)
class WindowGesture:
    """Window and level.  Counted from the press, so that the way back leads back."""

    start: Point
    window: Window
    before: Window | None
    chain: ValueChain
    inverted: bool
    ratio: float
    show: Callable[[Window | None], None]
    awake: bool = False

    def move(self, at: Point) -> None:
        self.awake = self.awake or far(at, self.start, self.ratio)
        if self.awake:
            dx, dy = (at[0] - self.start[0]) / self.ratio, (at[1] - self.start[1]) / self.ratio
            self.show(dragged(self.window, dx, dy, self.chain, inverted=self.inverted))

    def finish(self, at: Point) -> bool:
        if self.awake:
            self.move(at)
        return True

    def cancel(self) -> None:
        if self.awake:
            self.show(self.before)


@dataclass(slots=True)
class PanGesture:
    """The film follows the mouse."""

    start: Point
    geometry: ViewGeometry
    show: Callable[[ViewGeometry], None]

    def move(self, at: Point) -> None:
        self.show(self.geometry.panned(at[0] - self.start[0], at[1] - self.start[1]))

    def finish(self, at: Point) -> bool:
        if at != self.start:
            self.move(at)
        return True

    def cancel(self) -> None:
        self.show(self.geometry)


@dataclass(slots=True)
class ZoomGesture:
    """Up is nearer; the film point of the press stays where it is.  A click asks for the menu."""

    start: Point
    geometry: ViewGeometry
    ratio: float
    show: Callable[[ViewGeometry], None]
    clicked: Callable[[Point], None]
    awake: bool = False

    def move(self, at: Point) -> None:
        self.awake = self.awake or far(at, self.start, self.ratio)
        if self.awake:
            up = (self.start[1] - at[1]) / self.ratio
            self.show(self.geometry.zoomed(2.0 ** (up / ZOOM_DOUBLING), self.start))

    def finish(self, at: Point) -> bool:
        self.move(at)
        if not self.awake:
            self.clicked(at)
        return True

    def cancel(self) -> None:
        self.show(self.geometry)


@dataclass(slots=True)
class BoxGesture:
    """A box by a drag from corner to corner, or by two clicks; the view may move in between."""

    start: Point
    ratio: float
    layer: MarkLayer
    geometry: Callable[[], ViewGeometry]
    done: Callable[[Region | None], None]
    corner: tuple[float, float]  # film pixels
    clicked_once: bool = False

    def move(self, at: Point) -> None:
        self.layer.draft = spanned(self.corner, on_film(self.geometry(), at))

    def finish(self, at: Point) -> bool:
        if not self.clicked_once and not far(at, self.start, self.ratio):
            self.clicked_once = True
            return False
        self.layer.draft = None
        region = spanned(self.corner, on_film(self.geometry(), at))
        drawn = region.x1 - region.x0 >= LEAST and region.y1 - region.y0 >= LEAST
        self.done(region if drawn else None)
        return True

    def cancel(self) -> None:
        self.layer.draft = None


@dataclass(slots=True)
class GripGesture(Generic[Mark]):
    """A mark, or a point of it, moved or resized; ``place`` makes it from the film points pressed and now."""

    start: Point
    geometry: ViewGeometry
    ratio: float
    index: int
    before: Mark
    place: Callable[[Point, Point], Mark]
    change: Callable[[int, Mark, bool], None]
    awake: bool = False

    def move(self, at: Point) -> None:
        self.awake = self.awake or far(at, self.start, self.ratio)
        if self.awake:
            self.change(self.index, self._at(at), False)

    def finish(self, at: Point) -> bool:
        if self.awake:
            self.change(self.index, self._at(at), True)
        return True

    def cancel(self) -> None:
        self.change(self.index, self.before, False)

    def _at(self, at: Point) -> Mark:
        to_film = self.geometry.to_film
        return self.place(transform(to_film, *self.start), transform(to_film, *at))


def gripped(before: Region, grip: Grip, geometry: ViewGeometry, start: Point, at: Point) -> Region:
    """A box or point after its grip went from ``start`` to ``at`` on the film."""
    if grip.across or grip.down:
        return resized(before, grip, *at, geometry.film)
    return moved(before, at[0] - start[0], at[1] - start[1], geometry.film)


def on_film(geometry: ViewGeometry, at: Point) -> tuple[float, float]:
    """The film point under device pixels ``at``, or the nearest one."""
    return within(geometry.film, *transform(geometry.to_film, *at))
