"""What opens for films and readings that leave or come: the export and the PACS; imported when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from inference.records import Sha256
from viewer.app.controller import Controller
from viewer.ui.film.film_view import FilmView

if TYPE_CHECKING:
    from viewer.app.pacs_service import PacsService
    from viewer.export.exporter import Look


class LeavingDoors(QObject):
    """The dialogs behind File, Export… and its neighbours."""

    def __init__(
        self,
        window: QWidget,
        bench: Controller,
        view: FilmView,
        incoming: Path,
        open_paths: Callable[[list[Path]], object],
    ) -> None:
        super().__init__(window)
        self._window, self._bench, self._view = window, bench, view
        self._incoming, self._open_paths = incoming, open_paths
        self._pacs: PacsService | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of the table do."""
        return {"export": self.show_export, "from_pacs": self.show_fetch, "to_pacs": self.show_send}

    @property
    def pacs(self) -> PacsService:
        """Made when it is asked for first; nothing is on the network before."""
        if self._pacs is None:
            from viewer.app.pacs_service import PacsService

            self._pacs = PacsService(self._bench.s.jobs, self._incoming, self)
        return self._pacs

    def close(self) -> None:
        """Close the receiver's port and forget the password."""
        if self._pacs is not None:
            self._pacs.close()

    def on_screen(self) -> tuple[Sha256, Look] | None:
        """The film on screen and the greys that the reader gave it."""
        from viewer.export.exporter import Look

        film = self._bench.film
        if film is None or self._bench.is_loading:
            return None
        return film.image.film.pixel_sha256, Look(self._view.film_window(), self._view.inverted())

    def show_export(self) -> None:
        from viewer.ui.export.export_dialog import ExportDialog

        _run(ExportDialog(self._window, self._bench.s, self.on_screen()))

    def show_fetch(self) -> None:
        from viewer.ui.export.pacs_fetch_dialog import FetchDialog

        _run(FetchDialog(self._window, self.pacs, self._bench.s.preferences, self._open_paths))

    def show_send(self) -> None:
        from viewer.ui.export.pacs_send_dialog import SendDialog

        _run(SendDialog(self._window, self._bench.s, self.pacs, self.on_screen()))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
