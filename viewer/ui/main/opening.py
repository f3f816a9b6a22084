"""What is opened is looked at on the disk first, which may be a network share that is gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject

from viewer.app.controller import Controller
from viewer.app.i18n import tr
from viewer.app.jobs import Job, Lane
from viewer.ui.film.film_view import FilmView
from viewer.ui.study.menu import Packs, StudyMenu, packs_of
from viewer.ui.worklist.worklist_presenter import WorklistPresenter


class Found(NamedTuple):
    """What lies at paths that were opened: those that are there, the folders among them, and packs."""

    there: tuple[Path, ...]
    folders: tuple[Path, ...]
    packs: Packs


def look_at(paths: Sequence[Path]) -> Found:
    """Ask the disk; a network share that is gone answers after minutes, or never."""
    there, folders = (tuple(filter(asked, paths)) for asked in (os.path.exists, os.path.isdir))
    return Found(there, folders, packs_of(paths))


class Opening(QObject):
    """Makes a worklist of what is opened, off the window's thread; what is opened next takes its place."""

    def __init__(
        self, view: FilmView, bench: Controller, listed: WorklistPresenter, studies: StudyMenu
    ) -> None:
        super().__init__(listed)
        self._view, self._bench, self._list, self._studies = view, bench, listed, studies
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether films are looked for, or what was opened."""
        return self._job is not None or self._bench.s.worklist.scanning

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Films and folders, a study pack that is sat, or result packs that are merged."""

        def told(found: Found) -> None:
            if not self._studies.take(found.packs):
                self._list.note_opened(paths, folders=found.folders)
                self._bench.open(paths)

        self._ask(paths, told)

    def open_demonstration(self, films: Sequence[Path]) -> None:
        """The films that ship; the next start does not come back to them."""
        self._drop()
        self._list.note_opened(films, keep=False)
        self._bench.open(films)

    def open_last(self) -> None:
        """What was open at the end of the last run, as far as it is there, and its film."""
        paths, film = self._list.take_last()

        def told(found: Found) -> None:
            if found.there:
                self._list.note_opened(found.there, folders=found.folders, film=film)
                self._bench.open(found.there)
            else:
                self._list.say_gone()

        if paths:
            self._ask(paths, told)

    def cancel(self) -> None:
        """Look no further; what was found stays."""
        self._drop()
        self._bench.s.worklist.cancel()
        self._settle()

    def _ask(self, paths: Sequence[Path], on_found: Callable[[Found], None]) -> None:
        def told(found: Found) -> None:
            self._job = None
            on_found(found)
            self._settle()

        def not_told(error: Exception) -> None:
            self._job = None
            self._settle()
            self._bench.failed.emit(error)

        self._drop()
        self._job = self._bench.s.jobs.submit(Lane.OPEN, lambda: look_at(paths), told, not_told)
        if not self._bench.s.worklist.entries:
            self._view.set_loading(tr("Looking for films…"))

    def _drop(self) -> None:
        if self._job is not None:
            self._bench.s.jobs.step_over(self._job)  # a share that does not answer holds nothing else up
            self._job = None

    def _settle(self) -> None:
        if not self._bench.s.worklist.entries and not self.busy:
            self._view.set_loading("")
