"""The worklist: what was found so far, what is known of each film, all without waiting for any of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from inference.errors import ShentonError
from inference.records import Answer, Film, OperatingPoint, Prediction, Reading, Sha256
from viewer.services.answers import class_text, reading_text, state_at, state_of
from viewer.services.jobs import Job, JobRunner, Lane
from viewer.services.models import Given
from viewer.services.states import State
from viewer.store.rows import FilmState, FilmStatus

CHUNK: Final = 256
CHUNK_SECONDS: Final = 0.1
Status = FilmState


@dataclass(slots=True, eq=False)
class Entry:
    """One line of the worklist."""

    path: Path
    name: str
    detail: str = ""
    status: Status = Status.UNREAD
    reading: str = ""
    reason: str = ""
    p_fracture: float | None = None
    state: State | None = None
    pixels: Sha256 | None = None
    thumb: NDArray[np.uint8] | None = None
    text: str = ""  # what a search looks in

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Take changed fields into the search text."""
        words = f"{self.name} {self.path.name} {self.detail} {self.status} {self.reading} {self.state or ''}"
        self.text = words.casefold()

    def matches(self, words: tuple[str, ...]) -> bool:
        """Whether every word is found in what the line says."""
        return all(word in self.text for word in words)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one step of a walk found."""

    paths: list[Path]
    finished: bool


def take(found: Iterator[Path]) -> Chunk:
    """At most :data:`CHUNK` paths, and not much longer than :data:`CHUNK_SECONDS`."""
    paths: list[Path] = []
    until = time.monotonic() + CHUNK_SECONDS
    for path in found:
        paths.append(path)
        if len(paths) >= CHUNK or time.monotonic() > until:
            return Chunk(paths, finished=False)
    return Chunk(paths, finished=True)


def shown_date(dicom_date: str) -> str:
    """A DICOM date (``20240131``) as ``2024-01-31``; anything else as it is."""
    if len(dicom_date) == 8 and dicom_date.isdigit():
        return f"{dicom_date[:4]}-{dicom_date[4:6]}-{dicom_date[6:]}"
    return dicom_date


class Worklist(QObject):
    """The list itself.  Positions in :attr:`entries` never change while a list is open."""

    cleared = Signal()
    added = Signal(int, int)  # first, last position
    changed = Signal(int)
    scanning_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, find_films: Callable[[Iterable[Path]], Iterator[Path]]) -> None:
        super().__init__()
        self._jobs, self._find_films = jobs, find_films
        self.entries: list[Entry] = []
        self._at: dict[Path, int] = {}
        self._by_pixels: dict[Sha256, list[int]] = {}
        self._job: Job | None = None
        self.scanning = False

    def open(self, paths: Iterable[Path]) -> None:
        """Begin a new list from files, folders and DICOMDIRs."""
        self.cancel()
        self.entries, self._at, self._by_pixels = [], {}, {}
        self.cleared.emit()
        self._scanning(on=True)
        given = list(paths)
        self._step(lambda: iter(self._find_films(given)))

    def cancel(self) -> None:
        """Stop scanning; what was found stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._scanning(on=False)

    def _scanning(self, *, on: bool) -> None:
        if self.scanning != on:
            self.scanning = on
            self.scanning_changed.emit(on)

    def _step(self, make: Callable[[], Iterator[Path]]) -> None:
        def work() -> tuple[Iterator[Path], Chunk]:
            found = make()
            return found, take(found)

        self._job = self._jobs.submit(Lane.FILES, work, self._found, self._scan_failed)

    def _found(self, result: tuple[Iterator[Path], Chunk]) -> None:
        found, chunk = result
        self._add([path for path in dict.fromkeys(chunk.paths) if path not in self._at])
        if chunk.finished:
            self._job = None
            self._scanning(on=False)
        else:
            self._step(lambda: found)

    def _scan_failed(self, error: Exception) -> None:
        self._job = None
        self._scanning(on=False)
        self.failed.emit(error)

    def _add(self, paths: list[Path]) -> None:
        if not paths:
            return
        first = len(self.entries)
        for offset, path in enumerate(paths):
            self._at[path] = first + offset
            self.entries.append(Entry(path, path.stem or path.name))
        self.added.emit(first, len(self.entries) - 1)

    def position(self, path: Path) -> int | None:
        return self._at.get(path)

    def _update(self, position: int, **values: object) -> None:
        entry = self.entries[position]
        for name, value in values.items():
            setattr(entry, name, value)
        entry.refresh()
        self.changed.emit(position)

    def set_film(self, path: Path, film: Film, thumb: NDArray[np.uint8]) -> None:
        """What became known when the film was decoded."""
        position = self._at.get(path)
        if position is None:
            return
        name = film.patient_name.replace("^", " ").strip() or self.entries[position].name
        detail = " · ".join(part for part in (shown_date(film.study_date), film.view_position) if part)
        self._note_pixels(position, film.pixel_sha256)
        self._update(position, name=name, detail=detail, pixels=film.pixel_sha256, thumb=thumb)
        if self.entries[position].status is Status.REFUSED:  # the file was put right meanwhile
            self._update(position, status=Status.UNREAD, reason="")

    def _note_pixels(self, position: int, pixels: Sha256) -> None:
        places = self._by_pixels.setdefault(pixels, [])
        if position not in places:
            places.append(position)

    def set_refused(self, path: Path, error: Exception) -> None:
        """The file could not be read."""
        position = self._at.get(path)
        if position is not None:
            reason = error.message if isinstance(error, ShentonError) else "An error inside the program."
            self._update(position, status=Status.REFUSED, reason=reason)

    def set_answer(self, given: Given) -> None:
        """The model in use answered."""
        answer: Answer = given.answer
        p_fracture = answer.p_fracture if isinstance(answer, Prediction) else None
        for position in self._by_pixels.get(given.pixels, ()):
            self._update(
                position, p_fracture=p_fracture, state=state_of(answer, given.model.card.operating_points)
            )

    def forget_answers(self) -> None:
        """Another model is in use: the figures shown were the old one's."""
        for position, entry in enumerate(self.entries):
            if entry.state is not None:
                self._update(position, p_fracture=None, state=None)

    def set_filed(self, statuses: Mapping[Path, FilmStatus], points: Sequence[OperatingPoint] = ()) -> None:
        """What the store remembers of these paths from earlier sittings; ``points`` as for an answer."""
        for path, known in statuses.items():
            position = self._at.get(path)
            if position is None or known.film_sha256 is None:
                continue
            entry = self.entries[position]
            self._note_pixels(position, known.film_sha256)
            if entry.state is None and known.p_fracture is not None and known.threshold is not None:
                entry.p_fracture = known.p_fracture
                entry.state = state_at(known.p_fracture, known.threshold, points)
            if known.state in (Status.READ, Status.CORRECTED) and known.ao_class is not None:
                entry.status, entry.reading = known.state, class_text(known.ao_class)
            entry.refresh()
            self.changed.emit(position)

    def set_reading(self, pixels: Sha256, reading: Reading | None, state: Status) -> None:
        """The reader's own reading of a film that counts now."""
        words = reading_text(reading.ao_class, reading.side) if reading is not None else ""
        status = state if reading is not None else Status.UNREAD
        for position in self._by_pixels.get(pixels, ()):
            self._update(position, status=status, reading=words)

    def forget_readings(self) -> None:
        """Another reader sits down."""
        for position, entry in enumerate(self.entries):
            if entry.status in (Status.READ, Status.CORRECTED):
                self._update(position, status=Status.UNREAD, reading="")
