"""Mouse and wheel of a film view: which gesture a press begins, and where its result goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import Qt

from inference.imaging.measure import Measure, MeasureKind
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import Region, Window
from viewer.ui.film.film_display import ZOOM_STEP
from viewer.ui.film.film_scene import FilmScene
from viewer.ui.film.layers.marks import Grip, Mark
from viewer.ui.film.layers.measurements import MeasureGrip
from viewer.ui.film.render.window_level import shows_high_dark, starting_window
from viewer.ui.film.tools import measure_gesture
from viewer.ui.film.tools.measure_gesture import FreeGesture, MeasureGesture, pelvic_line
from viewer.ui.film.tools.tools import (
    BoxGesture,
    Gesture,
    GripGesture,
    PanGesture,
    Point,
    Tool,
    WindowGesture,
    ZoomGesture,
    gripped,
    on_film,
)

NOTCH: Final = 120  # eighths of a degree: one step of a wheel

Button = Qt.MouseButton
Shape = Qt.CursorShape
CURSORS: Final = {
    Tool.PAN: Shape.OpenHandCursor,
    Tool.ZOOM: Shape.SizeVerCursor,
    Tool.TEXT: Shape.IBeamCursor,
}
"""Of tools that have one of their own."""


@dataclass(slots=True)
class Hands:
    """Where results of gestures go."""

    window: Callable[[Window | None], None]
    geometry: Callable[[ViewGeometry], None]
    drawn: Callable[[Region], None]
    changed: Callable[[int, Region, bool], None]
    menu: Callable[[Point], None]
    step: Callable[[int], None]
    selected: Callable[[int | None], None]
    measured: Callable[[Measure], None]
    measure_changed: Callable[[int, Measure, bool], None]
    measure_selected: Callable[[int | None], None]
    loupe_window: Callable[[Window | None], None]


@dataclass(slots=True)
class FilmMouse:
    """Turns presses, moves, releases and wheel steps (device pixels) into gestures on a scene."""

    scene: FilmScene
    hands: Hands
    tool: Tool = Tool.WINDOW
    looks_only: bool = False  # marks and measures are another view's: none is picked up here
    _held: Gesture | None = None
    _button: Button = Button.NoButton
    _waiting: BoxGesture | MeasureGesture | FreeGesture | None = field(default=None)  # for its next click
    _turned: int = 0

    @property
    def busy(self) -> bool:
        """A button is held, or a box or a measure waits for its next point."""
        return self._held is not None or self._waiting is not None

    def press(self, button: Button, at: Point, *, shift: bool) -> None:
        if self.scene.loaded is None or self._held is not None:
            return
        if button is Button.LeftButton and self._waiting is not None:
            self._held, self._waiting, self._button = self._waiting, None, button
            if isinstance(self._held, FreeGesture):
                self._held.press(at)
            return
        self._held = self._begin(button, at, shift=shift)
        self._button = button if self._held is not None else Button.NoButton

    def move(self, at: Point) -> None:
        gesture = self._held or self._waiting
        if gesture is not None:
            gesture.move(at)

    def release(self, button: Button, at: Point) -> None:
        if self._held is None or button is not self._button:
            return
        gesture, self._held, self._button = self._held, None, Button.NoButton
        if not gesture.finish(at) and isinstance(gesture, BoxGesture | MeasureGesture | FreeGesture):
            self._waiting = gesture

    def select(self, at: Point) -> None:
        """Select the measure or the mark under a point, for the menu; nothing there changes nothing."""
        measure, mark = self._measure_at(at), self._grip_at(at)
        if measure is not None:
            self.hands.measure_selected(measure.index)
        elif mark is not None:
            self.hands.selected(mark.index)

    def cancel(self) -> bool:
        """Take the present gesture back; ``False`` when there was none."""
        gesture = self._held or self._waiting
        self._held, self._waiting, self._button = None, None, Button.NoButton
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def drop(self) -> bool:
        """Another film or other marks come: take the gesture back; whether a mark or measure was begun."""
        made = (BoxGesture, MeasureGesture, FreeGesture, GripGesture)
        begun = isinstance(self._held or self._waiting, made)
        self.cancel()
        return begun

    def wheel(self, delta: int, at: Point, *, zoom: bool) -> None:
        """``delta`` in eighths of a degree, away from the reader positive: nearer, or the previous film."""
        if zoom and self.scene.loupe is not None:
            self.scene.loupe.zoomed(ZOOM_STEP ** (delta / NOTCH))
            return
        if zoom:
            self.hands.geometry(self.scene.geometry.zoomed(ZOOM_STEP ** (delta / NOTCH), at))
            return
        self._turned = delta if self._turned * delta < 0 else self._turned + delta
        while abs(self._turned) >= NOTCH:
            step = -1 if self._turned > 0 else 1
            self._turned += step * NOTCH
            self.hands.step(step)

    def shape(self, at: Point) -> Shape:
        """The cursor over ``at``."""
        if isinstance(self._held, PanGesture):
            return Shape.ClosedHandCursor
        if self.scene.loaded is None:
            return Shape.ArrowCursor
        if self.tool in CURSORS:
            return CURSORS[self.tool]
        if self.tool is not Tool.WINDOW:
            return Shape.CrossCursor
        grip = self._grip_at(at)
        if grip is None:
            measure = self._measure_at(at)
            return Shape.ArrowCursor if measure is None else Shape.SizeAllCursor
        return Shape.PointingHandCursor if grip.across or grip.down else Shape.SizeAllCursor

    def _begin(self, button: Button, at: Point, *, shift: bool) -> Gesture | None:
        geometry, ratio = self.scene.geometry, self.scene.art.ratio
        if button is Button.MiddleButton or (button is Button.LeftButton and shift):
            return PanGesture(at, geometry, self.hands.geometry)
        if button is Button.RightButton:
            return ZoomGesture(at, geometry, ratio, self.hands.geometry, self.hands.menu)
        if button is not Button.LeftButton:
            return None
        if self.tool is Tool.PAN:
            return PanGesture(at, geometry, self.hands.geometry)
        if self.tool is Tool.ZOOM:
            return ZoomGesture(at, geometry, ratio, self.hands.geometry, lambda _at: None)
        if self.tool is not Tool.WINDOW and self.scene.is_foreign:
            return None  # what is seen there is another part of the body
        if self.tool is Tool.POINT:
            self._mark_point(at)
            return None
        if isinstance(self.tool.value, MeasureKind):
            return self._begin_measure(at, self.tool.value)
        if self.tool is Tool.BOX:
            return self._begin_box(at)
        return self._grip(at) or self._measure_grip(at) or self._window(at)

    def _begin_box(self, at: Point) -> Gesture:
        corner, scene = on_film(self.scene.geometry, at), self.scene
        return BoxGesture(at, scene.art.ratio, scene.marks, lambda: scene.geometry, self._boxed, corner)

    def _boxed(self, region: Region | None) -> None:
        if region is not None:
            self._keep(region)

    def _mark_point(self, at: Point) -> None:
        x, y = transform(self.scene.geometry.to_film, *at)
        rows, columns = self.scene.geometry.film
        if 0 <= x <= columns and 0 <= y <= rows:
            self._keep(Region(x, y, x, y))

    def _keep(self, region: Region) -> None:
        marks = self.scene.marks
        marks.set((*marks.marks, Mark(region)))
        self.hands.selected(len(marks.marks) - 1)
        self.hands.drawn(region)

    def _begin_measure(self, at: Point, kind: MeasureKind) -> Gesture:
        scene = self.scene
        layer, done = scene.measures, self.hands.measured
        if kind is MeasureKind.FREE:
            return FreeGesture(at, scene.art.ratio, layer, lambda: scene.geometry, done)
        return MeasureGesture(
            at, scene.art.ratio, kind, layer, lambda: scene.geometry, done, pelvic_line(kind, layer.measures)
        )

    def _measure_at(self, at: Point) -> MeasureGrip | None:
        scene = self.scene
        shut = scene.hidden or self.looks_only or scene.is_foreign
        return None if shut else scene.measures.hit(scene.geometry, at, scene.art.ratio)

    def _measure_grip(self, at: Point) -> Gesture | None:
        scene = self.scene
        grip = self._measure_at(at)
        self.hands.measure_selected(None if grip is None else grip.index)
        if grip is None:
            return None
        before = scene.measures.measures[grip.index]
        geometry, change = scene.geometry, self.hands.measure_changed
        place = partial(measure_gesture.gripped, before, grip, geometry)
        return GripGesture(at, geometry, scene.art.ratio, grip.index, before, place, change)

    def _grip_at(self, at: Point) -> Grip | None:
        scene = self.scene
        shut = scene.hidden or self.looks_only or scene.is_foreign
        return None if shut else scene.marks.hit(scene.geometry, at, scene.art.ratio)

    def _grip(self, at: Point) -> Gesture | None:
        scene = self.scene
        grip = self._grip_at(at)
        self.hands.selected(None if grip is None else grip.index)
        if grip is None:
            return None
        before = scene.marks.marks[grip.index].region
        geometry = scene.geometry
        place = partial(gripped, before, grip, geometry)
        return GripGesture(at, geometry, scene.art.ratio, grip.index, before, place, self.hands.changed)

    def _window(self, at: Point) -> Gesture | None:
        if self.scene.loaded is None:
            return None
        image, window = self.scene.loaded.image, self.scene.window
        chain = image.film.chain
        start = window or starting_window(chain, image.pixels)
        high_dark = shows_high_dark(chain, invert=self.scene.invert)
        ratio, loupe = self.scene.art.ratio, self.scene.loupe
        if loupe is not None and loupe.window is not None:
            own = loupe.window
            return WindowGesture(at, own, own, chain, high_dark, ratio, self.hands.loupe_window)
        return WindowGesture(at, start, window, chain, high_dark, ratio, self.hands.window)
