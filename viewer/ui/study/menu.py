"""The ways into reader studies from the program's window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from inference.imaging.pyramid import build_pyramid
from viewer.app.film_service import FilmReader, FilmService, Preparation
from viewer.app.i18n import tr
from viewer.app.jobs import JobRunner, Lane
from viewer.app.services import Services
from viewer.app.study.pack_films import PackFilms
from viewer.app.study.sitting_service import SittingService
from viewer.app.study.study_service import StudyRoom
from viewer.study.files import signed_archive
from viewer.study.packs import result_pack, study_pack
from viewer.study.packs.study_pack import OpenPack
from viewer.study.sitting.sitting import Clock
from viewer.ui.study.sitting.window import SittingWindow

if TYPE_CHECKING:
    from viewer.ui.study.desk.studies_dialog import StudyDesk

MOST_LOOKED_AT: Final = 64
"""A pack comes alone or with a few others, never behind hundreds of films."""
THUMB: Final = 16
"""A sitting shows no small pictures; the service makes one all the same."""


def is_pack(path: Path) -> bool:
    """Whether a file is a study pack, by its name or, where it was renamed, by what it holds."""
    if path.suffix.lower() == study_pack.SUFFIX:
        return True
    return signed_archive.looks_packed(path) and signed_archive.kind_of(path) == signed_archive.STUDY_PACK


class Packs(NamedTuple):
    """The first study pack among files, and the result packs."""

    study: Path | None
    results: tuple[Path, ...]


def packs_of(paths: Iterable[Path]) -> Packs:
    """The packs among files; it reads their beginnings."""
    given = list(islice(paths, MOST_LOOKED_AT))
    found = next((path for path in given if is_pack(path)), None)
    return Packs(found, tuple(path for path in given if result_pack.is_result(path)))


class Seat(QObject):
    """One sitting: its window and what is behind it, with a decode process of its own.

    Args:
        left: called when the window closes.
    """

    def __init__(
        self, jobs: JobRunner, reader: FilmReader, opened: OpenPack, left: Callable[[], object]
    ) -> None:
        super().__init__()
        from inference.imaging import render

        self._jobs, self._reader = jobs, reader
        prepare = Preparation(
            lambda image: build_pyramid(image.pixels), lambda image: render.thumbnail(image, THUMB)
        )
        films = FilmService(jobs, reader, prepare, self)
        self.service = SittingService(jobs, films, self)
        films_of = PackFilms(opened)
        self.window = SittingWindow(
            self.service, jobs, lambda target: result_pack.make(opened, target), notes=films_of.notes()
        )
        self.window.left.connect(self._end)
        self.window.left.connect(left)
        films.warm()
        self.service.open(lambda clock: (opened.sitting(clock), films_of), Clock())

    def show(self) -> None:
        self.window.showFullScreen()
        self.window.activateWindow()

    def _end(self) -> None:
        """On the store lane, behind the record's end: that lane's work is done even when the program ends."""
        if not self._jobs.closed:
            self._jobs.submit(Lane.STORE, self._reader.close, lambda _none: None, lambda _error: None)


class StudyMenu(QObject):
    """Opens the study desk, the checks of the statistics, and sittings."""

    def __init__(self, window: QWidget, services: Services, home: Path) -> None:
        super().__init__(window)
        self._window, self._s, self._home = window, services, home
        self.seat: Seat | None = None
        self.room = StudyRoom(services.jobs, services.preferences, services.new_reader)

    def show_desk(self) -> None:
        """The studies that are run here."""
        self._open_desk()

    def _open_desk(self) -> StudyDesk:
        from viewer.ui.study.desk.studies_dialog import StudyDesk

        dialog = StudyDesk(self._window, self.room, self._s.models.model, self.ask_pack)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_verify(self) -> None:
        from viewer.ui.study.desk.verify_dialog import VerifyDialog

        dialog = VerifyDialog(self._window, self._s.jobs)
        dialog.exec()
        dialog.deleteLater()

    def ask_pack(self) -> None:
        """Choose a study pack and sit it."""
        kinds = ";;".join((tr("Study packs (*{suffix})", suffix=study_pack.SUFFIX), tr("All files (*)")))
        title = tr("Read a study")
        name, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if name:
            self.sit(Path(name))

    def take(self, packs: Packs) -> bool:
        """Sit the study pack among dropped or opened files, or merge the result packs; whether any."""
        if packs.study is not None:
            self.sit(packs.study)
        elif packs.results:
            self._open_desk().take(packs.results)
        return packs.study is not None or bool(packs.results)

    def sit(self, path: Path) -> None:
        """Ask for the pack's key, then open the sitting's window."""
        from viewer.ui.study.sitting.key_dialog import KeyDialog

        if self.seat is not None:
            self.seat.show()
            return
        dialog = KeyDialog(self._window, self._s.jobs, path, self._home)
        dialog.opened.connect(self._open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self, opened: OpenPack) -> None:
        self.seat = Seat(self._s.jobs, self._s.new_reader(), opened, self._left)
        self.seat.show()
        self._window.hide()  # no patient's name beside the study

    def _left(self) -> None:
        self._window.show()  # before the sitting's window goes: the last window's end is the program's
        if self.seat is not None:
            self.seat.window.deleteLater()
            self.seat.deleteLater()
            self.seat = None

    def close(self) -> None:
        """The program ends: a sitting counts as paused."""
        if self.seat is not None:
            self.seat.window.close()
