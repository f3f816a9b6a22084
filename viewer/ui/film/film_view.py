"""The film under the mouse: gestures, boxes and points, dropped files.

No key is handled here; the window's table of actions calls the slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from inference.dicom.grayscale import modality_table
from inference.imaging.measure import Measure, MeasureKind
from inference.imaging.pyramid import Pyramid
from inference.imaging.view_geometry import transform
from inference.records import FilmImage, Region, Window
from viewer.ui.film.film_display import FilmDisplay
from viewer.ui.film.layers.loupe import Loupe
from viewer.ui.film.layers.marks import Mark
from viewer.ui.film.tools.mouse import FilmMouse, Hands
from viewer.ui.film.tools.tools import Point, Tool

_BY_KEY: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True, slots=True)
class CursorReading:
    """The film under the mouse: film pixels, and the value there in modality units."""

    x: float
    y: float
    value: float


class FilmView(FilmDisplay):
    """Shows one film.

    Mouse: left drag window (right = wider, up = brighter), middle or Shift+left drag pan, right drag or
    Ctrl+wheel zoom at the cursor, wheel next or previous film, double click fit, right click menu.
    """

    window_changed = Signal(object)  # Window | None, by a gesture
    cursor_moved = Signal(object)  # CursorReading | None
    film_step = Signal(int)  # +1 next, -1 previous
    region_drawn = Signal(object)  # Region, a box
    point_marked = Signal(object)  # Region, a point
    region_changed = Signal(int, object)  # index in regions(), Region
    region_removed = Signal(int)  # index it had in regions()
    measured = Signal(object)  # Measure
    measure_changed = Signal(int, object)  # index in measures(), Measure
    measure_removed = Signal(int)
    text_wanted = Signal(object)  # Measure without its words
    selection_changed = Signal()
    tool_changed = Signal(object)  # Tool
    paths_dropped = Signal(list)  # list[Path]
    menu_wanted = Signal(object)  # QPoint on screen
    dropped = Signal()  # a mark or measure that was begun: another film or other marks came

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hands = Hands(
            window=self._window_by_hand,
            geometry=self._set_geometry,
            drawn=self._drawn,
            changed=self._region_by_hand,
            menu=self._want_menu,
            step=self.film_step.emit,
            selected=self._select,
            measured=self._measured,
            measure_changed=self._measure_by_hand,
            measure_selected=self._select_measure,
            loupe_window=self._loupe_window,
        )
        self._mouse = FilmMouse(self._scene, hands)
        self.wheel = "film"  # what it does: one of viewer.app.settings.WHEELS
        self._focused = False
        self._dropping = False
        self._prepare()

    def _prepare(self) -> None:
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_image(
        self, image: FilmImage | None, pyramid: Pyramid | None = None, *, keep_view: bool = False
    ) -> None:
        self._drop()
        super().set_image(image, pyramid, keep_view=keep_view)
        self.cursor_moved.emit(None)

    def _drop(self) -> None:
        if self._mouse.drop():
            self.dropped.emit()

    # Marks

    def set_regions(self, marks: Sequence[Mark]) -> None:
        """Show these marks instead of the present ones."""
        self._drop()
        self._scene.marks.set(marks)
        self.update()

    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._scene.marks.marks)

    def regions(self) -> tuple[Region, ...]:
        """The reader's own boxes and points."""
        return self._scene.marks.regions()

    # Measures

    def set_measures(self, measures: Sequence[Measure]) -> None:
        """Show these measures instead of the present ones."""
        if tuple(measures) != self.measures():
            self._drop()
            self._scene.measures.set(measures)
            self.update()

    def measures(self) -> tuple[Measure, ...]:
        return tuple(self._scene.measures.measures)

    def selected_measure(self) -> int | None:
        """The index of the selected measure."""
        return self._scene.measures.selected

    def has_selected_mark(self) -> bool:
        """Whether one of the reader's boxes or points is selected."""
        return self._scene.marks.selected is not None

    def measure_words(self) -> list[str]:
        """What each measure says."""
        return [self._scene.measures.words(measure) for measure in self.measures()]

    # Loupe

    def has_loupe(self) -> bool:
        return self._scene.loupe is not None

    def set_loupe(self, *, on: bool) -> None:
        """A part of the film larger under the mouse; left drag and Ctrl+wheel are then the loupe's."""
        at = self._at(QPointF(self.mapFromGlobal(self.cursor().pos())))
        self._scene.loupe = Loupe(at if self.underMouse() else None) if on else None
        self.update()

    def loupe(self) -> Loupe | None:
        return self._scene.loupe

    def _loupe_window(self, window: Window | None) -> None:
        if self._scene.loupe is not None:
            self._scene.loupe.window = window
            self.update()

    def _move_loupe(self, at: Point | None) -> None:
        if self._scene.loupe is not None:
            self._scene.loupe.at = at
            self.update()

    # Tools

    def tool(self) -> Tool:
        return self._mouse.tool

    def set_tool(self, tool: Tool) -> None:
        """What the left button does; a tool goes back to the window after one mark or measure."""
        if tool is not self._mouse.tool:
            self._mouse.cancel()
            self._mouse.tool = tool
            self._show_cursor(self._at(QPointF(self.mapFromGlobal(self.cursor().pos()))))
            self.tool_changed.emit(tool)
            self.update()

    @Slot()
    def cancel(self) -> None:
        """Take back the gesture that goes on; without one, leave the tool, then the selection."""
        if not self._mouse.cancel():
            if self._mouse.tool is not Tool.WINDOW:
                self.set_tool(Tool.WINDOW)
            else:
                self._select(None)
                self._select_measure(None)
        self.update()

    @Slot()
    def delete_selected(self) -> None:
        """Remove the reader's selected mark or measure."""
        if self._scene.measures.selected is not None:
            self._remove_measure(self._scene.measures.selected)
            return
        index, marks = self._scene.marks.selected, self._scene.marks
        if index is None:
            return
        self._mouse.cancel()
        own = marks.own_index(index)
        marks.set([mark for i, mark in enumerate(marks.marks) if i != index])
        self._select(None)
        self.region_removed.emit(own)

    # Results of gestures

    def _window_by_hand(self, window: Window | None) -> None:
        self.set_window(window)
        self.window_changed.emit(window)

    def _drawn(self, region: Region) -> None:
        self.update()
        self.set_tool(Tool.WINDOW)
        (self.point_marked if region.is_point else self.region_drawn).emit(region)

    def _region_by_hand(self, index: int, region: Region, final: bool) -> None:
        marks = list(self._scene.marks.marks)
        marks[index] = replace(marks[index], region=region)
        self._scene.marks.set(marks)
        self.update()
        if final:
            self.region_changed.emit(self._scene.marks.own_index(index), region)

    def _select(self, index: int | None) -> None:
        self._scene.marks.selected = index
        if index is not None:
            self._scene.measures.selected = None
        self.selection_changed.emit()
        self.update()

    def _measured(self, measure: Measure) -> None:
        layer = self._scene.measures
        if measure.kind is MeasureKind.TEXT and not measure.text:
            self.set_tool(Tool.WINDOW)
            self.text_wanted.emit(measure)
            return
        layer.set((*layer.measures, measure))
        self._select_measure(len(layer.measures) - 1)
        self.set_tool(Tool.WINDOW)
        self.measured.emit(measure)

    def add_measure(self, measure: Measure) -> None:
        """A measure that was finished elsewhere: a text with its words."""
        self._measured(measure)

    def change_measure(self, index: int, measure: Measure) -> None:
        """Another measure in place of one."""
        self._measure_by_hand(index, measure, True)

    def _measure_by_hand(self, index: int, measure: Measure, final: bool) -> None:
        measures = list(self._scene.measures.measures)
        measures[index] = measure
        self._scene.measures.set(measures)
        self.update()
        if final:
            self.measure_changed.emit(index, measure)

    def _remove_measure(self, index: int) -> None:
        self._mouse.cancel()
        measures = self.measures()
        self._scene.measures.set(measures[:index] + measures[index + 1 :])
        self._select_measure(None)
        self.measure_removed.emit(index)

    def _select_measure(self, index: int | None) -> None:
        self._scene.measures.selected = index
        if index is not None:
            self._scene.marks.selected = None
        self.selection_changed.emit()
        self.update()

    def _want_menu(self, at: Point) -> None:
        self._mouse.select(at)
        ratio = self._scene.art.ratio
        self.menu_wanted.emit(self.mapToGlobal(QPointF(at[0] / ratio, at[1] / ratio)).toPoint())

    # Events

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key; the mouse's own is shown when the right button is let go without a drag."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))

    def _at(self, position: QPointF) -> Point:
        ratio = self._scene.art.ratio
        return position.x() * ratio, position.y() * ratio

    def mousePressEvent(self, event: QMouseEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._mouse.press(event.button(), self._at(event.position()), shift=shift)
        self._show_cursor(self._at(event.position()))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self._mouse.tool is Tool.WINDOW and not self._mouse.busy:
            self.fit()
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if self._mouse.busy:
            self._mouse.move(at)
            self.update()
        else:
            self._show_cursor(at)
            self._move_loupe(at)
        self.cursor_moved.emit(self._reading(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        self._mouse.release(event.button(), at)
        self._show_cursor(at)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        zoom = self.wheel == "zoom" or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.wheel == "nothing" and not zoom:
            event.accept()
            return
        self._mouse.wheel(event.angleDelta().y(), self._at(event.position()), zoom=zoom)
        self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._move_loupe(None)
        self.cursor_moved.emit(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_cursor(self._at(event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._frame(focused=event.reason() in _BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._frame(focused=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_paths(event):
            self._frame(dropping=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._frame(dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._frame(dropping=False)
        paths = _local_paths(event)
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def _frame(self, *, focused: bool | None = None, dropping: bool | None = None) -> None:
        """A line around the view while it has the keyboard or files hang over it."""
        self._focused = self._focused if focused is None else focused
        self._dropping = self._dropping if dropping is None else dropping
        self._framed = self._focused or self._dropping
        self.update()

    def _show_cursor(self, at: Point) -> None:
        self.setCursor(self._mouse.shape(at))

    def _reading(self, at: Point) -> CursorReading | None:
        loaded = self._scene.loaded
        if loaded is None:
            return None
        x, y = transform(self._scene.geometry.to_film, *at)
        rows, columns = loaded.image.film.shape
        if not (0 <= x < columns and 0 <= y < rows):
            return None
        stored = int(loaded.image.pixels[int(y), int(x)])
        return CursorReading(x, y, float(modality_table(loaded.image.film.chain)[stored]))


def _local_paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
