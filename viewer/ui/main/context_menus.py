"""What a right click, or the menu key, offers on a line of the worklist and on a film beside the main one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices

from viewer.app.controller import Controller
from viewer.app.i18n import mark, tr
from viewer.ui.compare.film_pane import TAKE_OFF, FilmPane
from viewer.ui.compare.layouts import Layouts
from viewer.ui.film.context_menu import OPENING, passing_menu, place
from viewer.ui.main.main_window import MainWindow
from viewer.ui.worklist.worklist_presenter import WorklistPresenter

LISTED: Final = ("next_unread", "search")
READ: Final = mark("Read this film")


class PlaceMenus(QObject):
    """Shows the menus of places that are not the main film.

    Args:
        listed: goes to a film of the list, or opens it.
        layouts: the films beside the main one.
    """

    def __init__(
        self, window: MainWindow, bench: Controller, listed: WorklistPresenter, layouts: Layouts
    ) -> None:
        super().__init__(window)
        self._window, self._bench, self._listed, self._layouts = window, bench, listed, layouts
        window.worklist.menu_wanted.connect(self._show_line)
        layouts.menu_wanted.connect(self._show_pane)

    def _show_line(self, path: Path | None, at: QPoint) -> None:
        """For a film of the worklist; ``None`` for a place without one."""
        menu, actions = passing_menu(self._window), self._window.actions_
        if path is None:
            place(menu, actions, OPENING)
        else:
            film = self._bench.film
            shown = film is not None and film.image.film.path == path
            read = menu.addAction(tr(READ), partial(self._listed.drop, [path]))
            beside = menu.addAction(tr("Show it beside the film"), partial(self._layouts.show_beside, path))
            read.setEnabled(not shown)
            beside.setEnabled(film is not None and not shown)
            if shown:
                place(menu, actions, ("again",))
            menu.addAction(tr("Open its folder"), partial(_open_folder, path))
        menu.addSeparator()
        place(menu, actions, LISTED)
        menu.popup(at)

    def _show_pane(self, pane: FilmPane, at: QPoint) -> None:
        """For a film beside the main one."""
        if pane.path is None:
            return
        menu = passing_menu(self._window)
        menu.addAction(tr(READ), partial(self._listed.drop, [pane.path]))
        link = menu.addAction(pane.link.text(), pane.link.toggle)
        link.setCheckable(True)
        link.setChecked(pane.link.isChecked())
        link.setEnabled(pane.link.isEnabled())
        menu.addAction(tr(TAKE_OFF), pane.take_off)
        menu.popup(at)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
