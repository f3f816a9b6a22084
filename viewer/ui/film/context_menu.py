"""The menu under a right click: what fits the selected measure or mark first, then what fits the film."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from inference.imaging.measure import WRITTEN, MeasureKind
from viewer.app.i18n import tr
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, HIP, HIP_TOOLS

SCALES: Final = (MeasureKind.LENGTH, MeasureKind.CIRCLE)
FILM: Final = (
    ("reset_window", "preset_auto", "preset_bone", "preset_soft", "invert", "local_contrast", "loupe"),
    ("fit", "one_to_one", "true_size", "rotate", "rotate_left", "mirror", "upright"),
)
MEASURE: Final = (
    "measure_length",
    "measure_angle",
    "measure_circle",
    "measure_region",
    "measure_free",
    "measure_text",
    "measure_arrow",
)
COMPARE: Final = ("mirror_compare", "compare_prior")
"""What a right click on the film offers."""


def film_menu(window: QWidget, actions: ActionTable, view: FilmView) -> QMenu:
    """The menu for what is selected on the film; it goes when it closes."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in _of_selection(view):
        menu.addAction(actions[name])
    for group in FILM:
        menu.addSeparator()
        for name in group:
            menu.addAction(actions[name])
    menu.addSeparator()
    for name in MEASURE:
        menu.addAction(actions[name])
    hip = menu.addMenu(tr(HIP))
    for name in hip_tools():
        hip.addAction(actions[name])
    menu.addAction(actions["calibrate"])
    menu.addSeparator()
    menu.addAction(actions["key_image"])
    for name in COMPARE:
        menu.addAction(actions[name])
    return menu


def hip_tools() -> tuple[str, ...]:
    """The ids of the hip's measures, in order."""
    return ("measure_neck_shaft", *(spec.id for spec in ACTIONS if spec.id.startswith(HIP_TOOLS)))


def _of_selection(view: FilmView) -> tuple[str, ...]:
    """What can be done with the selected measure or mark."""
    index = view.selected_measure()
    if index is None:
        return ("delete_region",) if view.has_selected_mark() else ()
    kind = view.measures()[index].kind
    own = ("edit_text",) if kind in WRITTEN else ("calibrate",) if kind in SCALES else ()
    return (*own, "delete_region")
