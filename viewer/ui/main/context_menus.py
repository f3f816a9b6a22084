"""What a right click, or the menu key, offers on a line of the worklist and on a film beside the main one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices

from viewer.app.i18n import tr
from viewer.ui.film.context_menu import OPENING, passing_menu, place

if TYPE_CHECKING:
    from viewer.ui.compare.film_pane import FilmPane
    from viewer.ui.main.main_presenter import Desk

LISTED: Final = ("next_unread", "search")


def show_list_menu(desk: Desk, path: Path | None, at: QPoint) -> None:
    """For a film of the worklist; ``None`` for a place without one."""
    menu, actions = passing_menu(desk.window), desk.window.actions_
    if path is None:
        place(menu, actions, OPENING)
    else:
        shown = path == desk.s.films.current
        read = menu.addAction(tr("Read this film"), partial(desk.list.drop, [path]))
        beside = menu.addAction(tr("Show it beside the film"), partial(desk.layouts.show_beside, path))
        read.setEnabled(not shown)
        beside.setEnabled(not shown and desk.bench.film is not None)
        if shown:
            place(menu, actions, ("again",))
        menu.addAction(tr("Open its folder"), partial(_open_folder, path))
    menu.addSeparator()
    place(menu, actions, LISTED)
    menu.popup(at)


def show_pane_menu(desk: Desk, pane: FilmPane, at: QPoint) -> None:
    """For a film beside the main one."""
    path = pane.path
    if path is None:
        return
    menu = passing_menu(desk.window)
    menu.addAction(tr("Read this film"), partial(desk.list.drop, [path]))
    link = menu.addAction(pane.link.text(), pane.link.toggle)
    link.setCheckable(True)
    link.setChecked(pane.link.isChecked())
    link.setEnabled(pane.link.isEnabled())
    menu.addAction(tr("Take this film off"), pane.take_off)
    menu.popup(at)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
