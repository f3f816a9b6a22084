"""The menu under a right click: what fits the selected measure or mark first, then what fits the film."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from inference.imaging.measure import WRITTEN, MeasureKind
from viewer.app.i18n import mark, tr
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, HIP, HIP_TOOLS, SUBMENUS

SCALES: Final = (MeasureKind.LENGTH, MeasureKind.CIRCLE)
LOOK: Final = ("heat_map", "loupe", "invert", "local_contrast", "fit")
WINDOWS: Final = ("reset_window", "preset_auto", "preset_bone", "preset_soft", "preset_header")
TURNS: Final = ("one_to_one", "true_size", "rotate", "rotate_left", "mirror", "upright")
MEASURE: Final = (
    "measure_length",
    "measure_angle",
    "measure_circle",
    "measure_region",
    "measure_free",
    "measure_text",
    "measure_arrow",
)
COMPARE: Final = ("mirror_compare", "compare_prior", "panes_2")
"""What a right click on the film offers."""
OPENING: Final = ("open", "open_folder", "from_pacs", "demonstration")
"""What it offers where there is none."""
ZOOM_AND_TURN: Final = mark("Zoom and turn")


def film_menu(window: QWidget, actions: ActionTable, view: FilmView) -> QMenu:
    """The menu for what is selected on the film; it goes when it closes."""
    menu = passing_menu(window)
    if view.image() is None:
        place(menu, actions, OPENING)
        return menu
    place(menu, actions, _of_selection(view))
    menu.addSeparator()
    place(menu, actions, LOOK)
    place(menu.addMenu(tr(SUBMENUS["preset_"])), actions, WINDOWS)
    place(menu.addMenu(tr(ZOOM_AND_TURN)), actions, TURNS)
    menu.addSeparator()
    place(menu, actions, MEASURE)
    place(menu.addMenu(tr(HIP)), actions, hip_tools())
    place(menu, actions, ("calibrate",))
    menu.addSeparator()
    place(menu, actions, ("key_image", "copy"))
    menu.addSeparator()
    place(menu, actions, COMPARE)
    return menu


def passing_menu(window: QWidget) -> QMenu:
    """An empty menu that goes when it closes."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def place(menu: QMenu, actions: ActionTable, names: Iterable[str]) -> None:
    """Put the table's actions into a menu."""
    for name in names:
        menu.addAction(actions[name])


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
