"""What opens for films and readings that leave or come: the export and the PACS; imported when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from inference.records import Sha256
from viewer.services.workbench import Workbench
from viewer.ui.film_view import FilmView
from viewer.ui.window import MainWindow

if TYPE_CHECKING:
    from viewer.export.writer import Look


class LeavingDoors(QObject):
    """The dialogs behind File, Export… and its neighbours."""

    def __init__(self, window: MainWindow, bench: Workbench, view: FilmView) -> None:
        super().__init__(window)
        self._window, self._bench, self._view = window, bench, view

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of the table do."""
        return {"export": self.show_export}

    def on_screen(self) -> tuple[Sha256, Look] | None:
        """The film on screen and the greys that the reader gave it."""
        from viewer.export.writer import Look

        film = self._bench.film
        if film is None or self._bench.is_loading:
            return None
        return film.image.film.pixel_sha256, Look(self._view.film_window(), self._view.inverted())

    def show_export(self) -> None:
        from viewer.ui.export_dialog import ExportDialog

        _run(ExportDialog(self._window, self._bench.s, self.on_screen()))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
