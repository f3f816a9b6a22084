"""The film's own tools at the desk: windows, polarity, measures, calibration, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from inference.imaging import measurements as measuring
from inference.imaging import window_presets
from inference.imaging.measure import WRITTEN, Measure, MeasureKind
from inference.imaging.measurements import Calibration
from inference.records import Film
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import mark, tr
from viewer.app.services import Services
from viewer.app.settings import WHEELS
from viewer.ui.film.context_menu import film_menu
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.tools.measure_gesture import pelvic_line
from viewer.ui.film.tools.text_dialog import ask_text
from viewer.ui.film.tools.tools import Tool
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS
from viewer.ui.shell.measure_guide import TAKEN_BY, step_name
from viewer.ui.shell.undoable import Undoable

MEASURES = {name: Tool(kind) for name, kind in TAKEN_BY.items()}
HANDS = {"tool_window": Tool.WINDOW, "tool_zoom": Tool.ZOOM, "tool_pan": Tool.PAN}
HINTS = {
    Tool.LENGTH: mark("Length: drag from end to end, or click both."),
    Tool.ANGLE: mark("Angle: click one arm, the corner, the other arm."),
    Tool.NECK_SHAFT: mark(
        "Neck-shaft angle: click the middle of the head, the middle of the neck, "
        "the shaft above, the shaft below."
    ),
    Tool.CIRCLE: mark("Circle: click three points on its rim."),
    Tool.REGION: mark("Ellipse: drag a box around it."),
    Tool.FREE: mark("Area: draw around it, or click corner by corner and the first corner again."),
    Tool.TEXT: mark("Text: click where it stands."),
    Tool.ARROW: mark("Arrow: drag from its tail to its tip."),
}
TOOLS = {**HANDS, **MEASURES, "box": Tool.BOX, "point": Tool.POINT}
PRESETS = {
    "preset_auto": window_presets.AUTO,
    "preset_bone": window_presets.BONE,
    "preset_soft": window_presets.SOFT,
}
DROPPED = mark("What you had begun to draw was dropped: another film, or other marks, came. Draw it again.")
MOST_MODELS = 64
"""Device models whose polarity is remembered."""


class FilmPresenter(QObject):
    """Connects the film view with the measures, and knows what its keys do."""

    said = Signal(str)  # a quiet sentence for the status line
    hinted = Signal(str)  # what to do with the tool in hand
    unhinted = Signal()  # it was put away
    removed = Signal(object)  # Undoable

    def __init__(self, window: QWidget, actions: ActionTable, view: FilmView, services: Services) -> None:
        super().__init__(window)
        self._window, self._actions, self._view, self._s = window, actions, view, services
        self._measures = services.measures
        self._hinted: Tool | None = None  # whose hint was said
        view.measured.connect(self._add_measure)
        view.measure_changed.connect(self._measures.replace)
        view.measure_removed.connect(self._remove_measure)
        view.tool_changed.connect(self.show_tool)
        view.menu_wanted.connect(self._show_menu)
        view.text_wanted.connect(self._ask_text)
        view.dropped.connect(lambda: self.said.emit(tr(DROPPED)))
        self._show_wheel()
        self._measures.changed.connect(self._show_measures)
        services.readings.saved_changed.connect(self._show_banner)
        self.show_tool(view.tool())

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of these tools do."""
        view = self._view
        slots: dict[str, Callable[[], object]] = {
            "invert": self._invert,
            "reset_window": lambda: view.set_window(None),
            "preset_header": self._next_header_window,
            "fit": view.fit,
            "one_to_one": view.one_to_one,
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "corners": view.cycle_corners,
            "mirror": view.flip_h,
            "rotate": view.rotate_right,
            "rotate_left": view.rotate_left,
            "upright": view.upright,
            "calibrate": self._calibrate,
            "uncalibrate": self._uncalibrate,
            "redo": self._s.readings.redo,
        }
        slots |= {name: partial(self.take_tool, tool) for name, tool in (HANDS | MEASURES).items()}
        slots |= {f"wheel_{wheel}": partial(self._set_wheel, wheel) for wheel in WHEELS}
        slots["edit_text"] = self._edit_text
        slots["key_image"] = self._mark_key
        slots |= {name: partial(self._preset, preset) for name, preset in PRESETS.items()}
        return slots

    def _still_asked(self, film: Film | None) -> bool:
        """Whether what was begun on ``film`` may be kept: it is still the one that is read; or say so.

        While another one is being opened the old one is in sight, and no film is read.
        """
        if film is not None and film is self._s.readings.film:
            return True
        self.said.emit(tr("Another film was opened; nothing was changed."))
        return False

    def _add_measure(self, measure: Measure) -> None:
        if self._still_asked(self._s.readings.film):
            self._measures.add(measure)
        else:
            self._show_measures()

    def _remove_measure(self, index: int) -> None:
        self._measures.remove(index)
        self.removed.emit(Undoable(tr("Removed."), self._s.readings.undo, of_film=True))

    def _uncalibrate(self) -> None:
        self._measures.calibrate(None)
        words = tr("The film's calibration was taken back.")
        self.removed.emit(Undoable(words, self._s.readings.undo, of_film=True))

    # the film ------------------------------------------------------------------------------------

    def show_film(self, film: OpenFilm) -> None:
        """A film came on screen: its device's polarity; its measures follow with its reading."""
        self._set_invert(self._remembered(film.image.film))

    def _remembered(self, film: Film) -> bool:
        values = self._s.preferences.values
        if not film.device_model:  # what was chosen for those is not for films of a device
            return values.inverted
        return values.inverted_models.get(film.device_model, False)

    def _set_invert(self, inverted: bool) -> None:
        self._view.set_invert(inverted)
        self._actions.check("invert", on=inverted)

    def _invert(self) -> None:
        """Turn the greys over, and remember it for films of this device."""
        inverted, image = not self._view.inverted(), self._view.image()
        self._set_invert(inverted)
        model = image.film.device_model if image is not None else ""
        if not model:
            self._s.preferences.set(inverted=inverted)
            return
        known = {k: v for k, v in self._s.preferences.values.inverted_models.items() if k != model}
        newest = dict([*known.items(), (model, inverted)][-MOST_MODELS:])
        self._s.preferences.set(inverted_models=newest)

    # windows -------------------------------------------------------------------------------------

    def _preset(self, name: str) -> None:
        image = self._view.image()
        if image is not None:
            self._view.set_window(window_presets.preset(image, name))

    def _next_header_window(self) -> None:
        image = self._view.image()
        if image is not None:
            self._view.set_window(window_presets.after(image, self._view.film_window()))

    # tools ---------------------------------------------------------------------------------------

    def take_tool(self, tool: Tool) -> None:
        """Take a tool, or put it away."""
        self._view.set_tool(Tool.WINDOW if self._view.tool() is tool else tool)
        self.show_tool(self._view.tool())
        hint = self._hint(self._view.tool())
        if hint:
            self._hinted = self._view.tool()
            self.hinted.emit(hint)

    def tool_name(self, tool: Tool) -> str:
        """What a tool is called."""
        name = next(name for name, kind in TOOLS.items() if kind is tool)
        found = next(spec for spec in ACTIONS if spec.id == name)
        return tr(found.short or found.text)

    def _hint(self, tool: Tool) -> str:
        """What to click with a tool."""
        if not isinstance(tool.value, MeasureKind):
            return ""
        if tool in HINTS:
            return tr(HINTS[tool])
        given = len(pelvic_line(tool.value, self._view.measures()))
        step = step_name(tool.value, given)
        if given:
            return tr("Pelvic line as before. Click: {step}.", step=step)
        return tr("Click: {step}. The next points are named at the cursor.", step=step)

    def show_tool(self, tool: Tool) -> None:
        """Check the action of the tool in hand; a tool's hint goes with the tool."""
        if self._hinted is not None and tool is not self._hinted:
            self._hinted = None
            self.unhinted.emit()
        for name, kind in (HANDS | MEASURES).items():
            self._actions.check(name, on=tool is kind)

    def _set_wheel(self, wheel: str) -> None:
        self._s.preferences.set(wheel=wheel)
        self._show_wheel()

    def _show_wheel(self) -> None:
        self._view.wheel = self._s.preferences.values.wheel
        for wheel in WHEELS:
            self._actions.check(f"wheel_{wheel}", on=wheel == self._view.wheel)

    def _show_menu(self, at: QPoint) -> None:
        """What fits what is under the mouse, under a right click."""
        menu = film_menu(self._window, self._actions, self._view)
        menu.popup(at)

    # texts ---------------------------------------------------------------------------------------

    def _ask_text(self, measure: Measure) -> None:
        """The words of a new text."""
        film = self._s.readings.film
        words = ask_text(self._window, "")
        if words and self._still_asked(film):
            self._view.add_measure(replace(measure, text=words))

    def _edit_text(self) -> None:
        """Other words for the selected text or arrow."""
        index = self._view.selected_measure()
        measure = None if index is None else self._view.measures()[index]
        if index is None or measure is None or measure.kind not in WRITTEN:
            self.said.emit(tr("Select a text or an arrow first."))
            return
        film = self._s.readings.film
        words = ask_text(self._window, measure.text)
        wanted = words is not None and (words or measure.kind is MeasureKind.ARROW)
        if words is not None and wanted and self._still_asked(film):
            now = self._view.measures()  # those of the store may have come in front of it meanwhile
            if measure in now:
                self._view.change_measure(now.index(measure), replace(measure, text=words))

    def _show_banner(self) -> None:
        """The film's UID is another picture's (the list's line says more), or its number another name's."""
        readings = self._s.readings
        words = tr("⚠ This patient number was met under another name, too") if readings.other_name else ""
        words = tr("⚠ Another picture has this film's UID") if readings.uid_taken else words
        self._view.set_banner(words if readings.film is not None else "")

    # measures ------------------------------------------------------------------------------------

    def _show_measures(self) -> None:
        self._view.set_measures(self._measures.measures)
        self._view.set_calibration(self._measures.calibration)
        self._view.set_key(on=self._measures.is_key)
        self._actions.check("key_image", on=self._measures.is_key)

    def _mark_key(self) -> None:
        """Mark the film as a key image, or take that back; without an answer nothing would leave of it."""
        if not self._measures.can_mark:
            self._actions.check("key_image", on=self._measures.is_key)
            return
        self._measures.mark_key()
        if not self._measures.is_key:
            self.said.emit(tr("Key image removed. Ctrl+Z brings it back."))
        elif self._s.readings.saved is None:
            self.said.emit(tr("Key image. It is exported once you have answered this film."))
        else:
            self.said.emit(tr("Key image. It is exported with your answer."))

    def _calibrate(self) -> None:
        """Set the scale on the selected length or circle, or the only one; else say how."""
        from viewer.ui.film.tools.calibration_dialog import ask_known_size

        image, pixels = self._view.image(), self._size_to_calibrate()
        if image is None or pixels is None:
            self.said.emit(
                tr("Measure something of known size (a length or a circle), select it, then calibrate.")
            )
            return
        film = self._s.readings.film
        known = ask_known_size(self._window, pixels)
        if known is not None and self._still_asked(film):
            self._measures.calibrate(Calibration(known, pixels))

    def _size_to_calibrate(self) -> float | None:
        """The size in film columns of the selected length or circle, or of the only one."""
        image, measures = self._view.image(), self._view.measures()
        if image is None:
            return None
        chosen = self._view.selected_measure()
        asked = measures if chosen is None else measures[chosen : chosen + 1]
        sizes = [measuring.known_length(measure, image.film) for measure in asked]
        found = [size for size in sizes if size is not None]
        return found[0] if len(found) == 1 else None
