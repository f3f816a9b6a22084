"""The film's own tools at the desk: windows, polarity, measures, calibration, undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from inference.imaging import measurements as measuring
from inference.imaging import window_presets
from inference.imaging.measurements import Calibration
from inference.records import Film
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import tr
from viewer.app.services import Services
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.tools.tools import Tool
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS

MEASURES = {
    "measure_length": Tool.LENGTH,
    "measure_angle": Tool.ANGLE,
    "measure_neck_shaft": Tool.NECK_SHAFT,
    "measure_circle": Tool.CIRCLE,
    "measure_region": Tool.REGION,
}
MENU = (
    ("reset_window", "preset_auto", "preset_bone", "preset_soft", "invert", "local_contrast", "loupe"),
    ("fit", "one_to_one", "true_size", "rotate", "rotate_left", "mirror", "upright"),
    (*MEASURES, "calibrate"),
    ("mirror_compare", "compare_prior"),
)
"""What a right click on the film offers."""
PRESETS = {
    "preset_auto": window_presets.AUTO,
    "preset_bone": window_presets.BONE,
    "preset_soft": window_presets.SOFT,
}
MOST_MODELS = 64
"""Device models whose polarity is remembered."""


class FilmDesk(QObject):
    """Connects the film view with the measures, and knows what its keys do."""

    said = Signal(str)  # a quiet sentence for the status line
    unsaid = Signal(str)  # it holds no longer

    def __init__(self, window: QWidget, actions: ActionTable, view: FilmView, services: Services) -> None:
        super().__init__(window)
        self._window, self._actions, self._view, self._s = window, actions, view, services
        self._measures = services.measures
        self._hinted = ""  # what was said of the tool in hand
        view.measured.connect(self._measures.add)
        view.measure_changed.connect(self._measures.replace)
        view.measure_removed.connect(self._measures.remove)
        view.tool_changed.connect(self.show_tool)
        view.menu_wanted.connect(self._show_menu)
        self._measures.changed.connect(self._show_measures)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of these tools do."""
        view = self._view
        slots: dict[str, Callable[[], object]] = {
            "invert": self._invert,
            "reset_window": lambda: view.set_window(None),
            "preset_header": self._next_header_window,
            "rotate_left": view.rotate_left,
            "upright": view.upright,
            "calibrate": self._calibrate,
            "uncalibrate": lambda: self._measures.calibrate(None),
            "undo": self._s.readings.undo,
            "redo": self._s.readings.redo,
        }
        slots |= {name: partial(self.take_tool, tool) for name, tool in MEASURES.items()}
        slots |= {name: partial(self._preset, preset) for name, preset in PRESETS.items()}
        return slots

    # the film ------------------------------------------------------------------------------------

    def show_film(self, film: OpenFilm) -> None:
        """A film came on screen: its device's polarity; its measures follow with its reading."""
        self._set_invert(self._remembered(film.image.film))

    def _remembered(self, film: Film) -> bool:
        values = self._s.preferences.values
        return values.inverted_models.get(film.device_model, values.inverted)

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

    # measures ------------------------------------------------------------------------------------

    def take_tool(self, tool: Tool) -> None:
        """Take a tool, or put it away."""
        self._view.set_tool(Tool.WINDOW if self._view.tool() is tool else tool)
        hint = self._hint(self._view.tool())
        if hint:
            self._hinted = hint
            self.said.emit(hint)

    def tool_name(self, tool: Tool) -> str:
        """What a tool is called; empty where none is in hand."""
        names = {Tool.BOX: "box", Tool.POINT: "point", **{kind: name for name, kind in MEASURES.items()}}
        found = next((spec for spec in ACTIONS if spec.id == names.get(tool)), None)
        return tr(found.text) if found is not None else ""

    def _hint(self, tool: Tool) -> str:
        """What to click with a tool."""
        return {
            Tool.LENGTH: tr("Length: drag from end to end, or click both."),
            Tool.ANGLE: tr("Angle: click one arm, the corner, the other arm."),
            Tool.NECK_SHAFT: tr(
                "Neck-shaft angle: click the middle of the head, the middle of the neck, "
                "the shaft above, the shaft below."
            ),
            Tool.CIRCLE: tr("Circle: click three points on its rim."),
            Tool.REGION: tr("Mean of a region: drag a box around it."),
        }.get(tool, "")

    def _show_menu(self, at: QPoint) -> None:
        """What the film offers, under a right click."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in MENU:
            menu.addSeparator()
            for name in group:
                menu.addAction(self._actions[name])
        menu.popup(at)

    def show_tool(self, tool: Tool) -> None:
        """Check the action of the tool in hand; a tool's hint goes with the tool."""
        if self._hinted and self._hint(tool) != self._hinted:
            self.unsaid.emit(self._hinted)
            self._hinted = ""
        for name, kind in MEASURES.items():
            self._actions.check(name, on=tool is kind)

    def _show_measures(self) -> None:
        self._view.set_measures(self._measures.measures)
        self._view.set_calibration(self._measures.calibration)

    def _calibrate(self) -> None:
        """Set the scale on the selected length or circle, or the only one; else say how."""
        from viewer.ui.film.tools.calibration_dialog import ask_known_size

        image, pixels = self._view.image(), self._size_to_calibrate()
        if image is None or pixels is None:
            self.said.emit(
                tr("Measure something of known size (a length or a circle), select it, then calibrate.")
            )
            return
        known = ask_known_size(self._window, pixels)
        if known is not None:
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
