"""The studies that are run on this computer: known folders, and the long work on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from inference.errors import ShentonError, StudyError
from inference.messages import NOTHING, Message, sentences
from viewer.app.film_service import FilmReader
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.preferences import Preferences
from viewer.app.settings import fits
from viewer.app.study import kept_draft
from viewer.app.study.kept_draft import Draft
from viewer.app.study.task import Task

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from viewer.app.study.pack_review import PackReview
    from viewer.study.design.blackening import Blackened
    from viewer.study.design.protocol import Protocol
    from viewer.study.design.study_folder import Study
    from viewer.study.packs.result_pack import Result
    from viewer.study.packs.study_pack import Reviewed

MAX_KNOWN: Final = 50
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """One reader of a study.

    Attributes:
        key: to be told apart from the pack; empty before the lock.
        pack: file of the study pack, where it was made.
        result: as merged; None before.
    """

    code: str
    specialty: str
    years: int | None
    key: str = ""
    pack: Path | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A study as the desk shows it.

    Attributes:
        problem: what is wrong with its merged results.
        note: of the work just done: which films show text, are partly black, or lose overlays.
        black: what a human has made black on the films of its packs; None before anybody looked.
    """

    study: Study
    readers: tuple[ReaderLine, ...]
    problem: Message = NOTHING
    note: Message = NOTHING
    black: Blackened | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one file of a merge: a result, or the reason for the refusal."""

    file: str
    result: Result | None
    reason: Message = NOTHING


class StudyRoom(QObject):
    """Everything here runs in jobs; the callers get tasks."""

    known_changed = Signal()

    def __init__(
        self, jobs: JobRunner, preferences: Preferences, new_reader: Callable[[], FilmReader]
    ) -> None:
        super().__init__()
        self.jobs, self._preferences, self._new_reader = jobs, preferences, new_reader

    # known studies -------------------------------------------------------------------------------

    @property
    def known(self) -> list[Path]:
        """Folders, the newest first."""
        return [Path(line) for line in self._preferences.values.studies.splitlines() if line]

    def remember(self, folder: Path) -> None:
        """Put a folder at the top of the list."""
        others = [one for one in self.known if one != folder]
        self._keep([folder, *others])

    def forget(self, folder: Path) -> Callable[[], None]:
        """Take a folder off the list; nothing on the disk changes.  What is given back undoes it."""
        at = self.known.index(folder) if folder in self.known else 0
        self._keep([one for one in self.known if one != folder])

        def put_back() -> None:
            others = [one for one in self.known if one != folder]
            self._keep([*others[:at], folder, *others[at:]])

        return put_back

    def _keep(self, folders: Sequence[Path]) -> None:
        self._preferences.set(studies="\n".join(str(one) for one in folders[:MAX_KNOWN]))
        self.known_changed.emit()

    @property
    def draft(self) -> Draft | None:
        """Entries of a wizard that was closed, in this run or one before; None without."""
        return kept_draft.from_text(self._preferences.values.study_draft)

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        text = kept_draft.to_text(draft)
        self._preferences.set(study_draft=text if fits("study_draft", text) else "")

    # work ----------------------------------------------------------------------------------------

    def look(self, folder: Path, done: Callable[[Sheet], None], failed: Callable[[Exception], None]) -> Job:
        """Read a study's folder."""
        return self.jobs.submit(Lane.STUDY, lambda: look(folder), done, failed)

    def titles(self, done: Callable[[dict[Path, str]], None], failed: Callable[[Exception], None]) -> Job:
        """The titles of the known studies, by folder; those that cannot be read are left out."""
        known = self.known
        return self.jobs.submit(Lane.FILES, lambda: titles(known), done, failed)

    def create(self, folder: Path, protocol: Protocol) -> Task:
        """Write a new protocol, or a changed one; gives the :class:`Sheet`."""

        def work(_step: Step) -> Sheet:
            from viewer.study.design import study_folder as folders

            folders.create(folder, protocol)
            return look(folder)

        return Task(self.jobs, work)

    def lock(self, folder: Path, bundle: Bundle | None) -> Task:
        """Draw the films, let the model answer them, lock; gives the :class:`Sheet`."""
        return Task(self.jobs, lambda step: _lock(folder, bundle, step))

    def review(self, study: Study) -> PackReview:
        """The films of a locked study, to be looked at before packs are made; close it after use."""
        from viewer.app.study.pack_review import PackReview

        return PackReview(self.jobs, study, self._new_reader)

    def make_packs(self, folder: Path, codes: tuple[str, ...], black: Reviewed | None = None) -> Task:
        """A study pack for each of these readers, all where none is named; gives the :class:`Sheet`.

        Args:
            black: what a human has confirmed on each film; None for what is black in earlier packs.
        """
        return Task(
            self.jobs, lambda step: self._reading(lambda read: _packs(folder, codes, read, step, black))
        )

    def merge(self, folder: Path, files: Sequence[Path]) -> Task:
        """Merge result packs; gives a list of :class:`Merged`."""
        return Task(self.jobs, lambda step: merge(folder, files, step))

    def owner(
        self, files: Sequence[Path], done: Callable[[Path | None], None], failed: Callable[[Exception], None]
    ) -> Job:
        """The known study to which the first of these result packs belongs; None where it is not known."""
        known = self.known
        return self.jobs.submit(Lane.STUDY, lambda: owner(known, files), done, failed)

    def report(self, folder: Path, out: Path) -> Task:
        """Write the report into a folder; gives the page to open."""
        return Task(self.jobs, lambda step: self._reading(lambda read: _report(folder, out, read, step)))

    def _reading(self, work: Callable[[FilmReader], Any]) -> Any:
        """Films come from elsewhere: a decode process of its own reads them."""
        reader = self._new_reader()
        try:
            return work(reader)
        finally:
            reader.close()


def titles(folders: Sequence[Path]) -> dict[Path, str]:
    """The title of each study, from its protocol or else its lock."""
    from viewer.study.design import freeze, protocol_file

    found = {}
    for folder in folders:
        with suppress(StudyError):
            try:
                protocol = protocol_file.read(folder / protocol_file.NAME)
            except StudyError:
                protocol = freeze.read(folder / freeze.NAME).protocol
            found[folder] = protocol.rules.title.replace("\n", " ")
    return found


def look(folder: Path) -> Sheet:
    """A study's folder as it stands; in a job.

    Raises:
        StudyError: there is no study, or it was changed after the lock.
    """
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import result_pack, study_pack

    study, problem, black = folders.load(folder), NOTHING, None
    merged: dict[str, Result] = {}
    if study.locked is not None:
        try:
            black = study.blackened()
            merged = result_pack.merged(study)
        except StudyError as error:
            problem = error.whole
    lines = []
    for reader in study.protocol.readers:
        file = study.folder / folders.PACKS / f"{reader.code}{study_pack.SUFFIX}"
        key = study.reader_key(reader.code) if study.locked is not None else ""
        made = file if file.is_file() else None
        lines.append(
            ReaderLine(reader.code, reader.specialty, reader.years, key, made, merged.get(reader.code))
        )
    return Sheet(study, tuple(lines), problem, black=black)


def _lock(folder: Path, bundle: Bundle | None, step: Step) -> Sheet:
    from viewer.study.design import candidates, freeze
    from viewer.study.design import study_folder as folders
    from viewer.study.design.film_processes import started
    from viewer.study.packs.film_review import FilmReview

    step(0)
    study, review = folders.load(folder), FilmReview(None)
    films = len(candidates.read(study.films, study.reference)) if study.locked is None else 0
    study = folders.lock(study, started(bundle), review.take, step, films)
    locked = study.need_lock()
    return replace(look(folder), note=sentences((freeze.practice_patients(locked), review.text(locked))))


def _packs(
    folder: Path, codes: tuple[str, ...], reader: FilmReader, step: Step, black: Reviewed | None
) -> Sheet:
    from inference.model.text_network import TextNetwork
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import study_pack
    from viewer.study.packs.film_review import FilmReview, black_text

    study = folders.load(folder)
    with TextNetwork() as network:
        review = FilmReview(network)
        study_pack.make(study, codes, reader.read, review=review, black=black, step=step)
    made = look(folder)
    said = [one for one in (black_text(made.black), review.overlays(study.need_lock())) if one]
    return replace(made, note=Message("{first} {second}", first=said[0], second=said[1]) if said[1:] else
                   next(iter(said), NOTHING))  # fmt: skip


def owner(known: Sequence[Path], files: Sequence[Path]) -> Path | None:
    """The folder among ``known`` whose locked study the first readable result pack names."""
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import result_pack

    named = None
    for path in files:
        with suppress(StudyError):
            named = result_pack.study_of(path)
            break
    for folder in known:
        with suppress(StudyError):
            study = folders.load(folder)
            if study.locked is not None and study.locked.study == named:
                return folder
    return None


def merge(folder: Path, files: Sequence[Path], step: Step) -> list[Merged]:
    """Merge one file after the other; what is refused does not hold up the rest."""
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import result_pack

    study, found = folders.load(folder), []
    for number, path in enumerate(files, 1):
        try:
            found.append(Merged(path.name, result_pack.merge(study, path)))
        except ShentonError as error:
            found.append(Merged(path.name, None, error.whole))
        step(number)
    return found


def _report(folder: Path, out: Path, reader: FilmReader, step: Step) -> Path:
    from viewer.study.design import study_folder as folders
    from viewer.study.report.write import write

    return write(folders.load(folder), out, reader.read, step=step)[0]
