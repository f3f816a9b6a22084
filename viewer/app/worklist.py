"""The worklist: what was found so far, what is known of each film, all without waiting for any of it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from inference.errors import ShentonError
from inference.messages import NOTHING, Message
from inference.records import Answer, Film, OperatingPoint, Prediction, Reading, Sha256
from viewer.app.i18n import mark, tr, translated
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.prediction.answer_state import STATE_WORDS, State
from viewer.app.prediction.model_service import Given
from viewer.app.prediction.prediction_text import class_text, reading_text, state_at
from viewer.store.rows import FilmState, FilmStatus

CHUNK: Final = 96
CHUNK_SECONDS: Final = 0.1
THUMBS_KEPT: Final = 1000
"""Small pictures in memory, some 9 kB each; none is ever written to the disk."""
Status = FilmState
INSIDE: Final = Message("An error inside the program.")


@dataclass(slots=True, eq=False)
class Entry:
    """One line of the worklist."""

    path: Path
    name: str
    detail: str = ""
    number: str = ""  # the patient's; searched, not shown
    status: Status = Status.UNREAD
    reading: str = ""
    reason: Message = NOTHING
    p_fracture: float | None = None
    state: State | None = None
    pixels: Sha256 | None = None
    thumb: NDArray[np.uint8] | None = None
    disputed: bool = False  # readers differ; known to one who may settle it only
    expected: bool = False  # a film that lay here was read before; whether it is this one is not known yet
    text: str = ""  # what a search looks in

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Take changed fields into the search text: the words that the line shows, and the file's name."""
        words = (self.name, self.path.name, self.number, self.detail, answer_words(self), status_line(self))
        self.text = " ".join(words).casefold()

    def matches(self, words: tuple[str, ...]) -> bool:
        """Whether every word is found in what the line says."""
        return all(word in self.text for word in words)


_STATUS_WORDS: Final = {
    Status.UNREAD: mark("unread"),
    Status.READ: mark("read"),
    Status.CORRECTED: mark("corrected"),
}
_STATUS_MARKS: Final = {Status.UNREAD: "○", Status.READ: "✓", Status.CORRECTED: "✎"}


def answer_words(entry: Entry) -> str:
    """State and probability of the answer as the line shows them; empty where there is none."""
    if entry.state is None:
        return ""
    figure = "" if entry.p_fracture is None else f" {entry.p_fracture:.2f}"
    return f"{tr(STATE_WORDS[entry.state])}{figure}"


def status_line(entry: Entry) -> str:
    """What is known of the reading: mark and word, or why the file was refused."""
    if entry.status is Status.REFUSED:
        return tr("✕ refused: {reason}", reason=translated(entry.reason))
    if entry.disputed:
        return tr("≠ readers differ")
    if entry.expected:
        return tr("○ read before? being looked at")
    sign, word = _STATUS_MARKS[entry.status], tr(_STATUS_WORDS[entry.status])
    return f"{sign} {word}: {entry.reading}" if entry.reading else f"{sign} {word}"


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


@dataclass(frozen=True, slots=True)
class Known:
    """What a model said of a film: probability and threshold, or neither where it gave no answer."""

    p_fracture: float | None
    threshold: float | None


class Worklist(QObject):
    """The list itself.  Positions in :attr:`entries` never change while a list is open.

    What is stored of a film is shown for the pixels that lie at a path now, never for the path itself:
    another disc brings other films under the same names.

    While :attr:`blind`, what the model said of a film stays out of its line until the reader has answered.
    """

    cleared = Signal()
    added = Signal(int, int)  # first, last position
    changed = Signal(int)
    scanning_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, find_films: Callable[[Iterable[Path]], Iterator[Path]]) -> None:
        super().__init__()
        self._jobs, self._find_films = jobs, find_films
        self._job: Job | None = None
        self.scanning, self.blind = False, False
        self.found_nothing = False  # the last walk came back empty; the list before it stays
        self._fresh = False
        self._points: tuple[OperatingPoint, ...] = ()
        self._threshold: float | None = None
        self._empty()

    def _empty(self) -> None:
        self.entries: list[Entry] = []
        self._at: dict[Path, int] = {}
        self._by_pixels: dict[Sha256, list[int]] = {}
        self._answers: dict[Sha256, Known] = {}
        self._thumbs: OrderedDict[int, None] = OrderedDict()  # positions, the longest unseen first

    def open(self, paths: Iterable[Path]) -> None:
        """Begin a new list from files, folders and DICOMDIRs, once the first film is found there."""
        self.cancel()
        self._fresh, self.found_nothing = True, False
        self._scanning(on=True)
        given = list(paths)
        self._step(lambda: iter(self._find_films(given)))

    def cancel(self) -> None:
        """Stop scanning; what was found stays."""
        if self._job is not None:
            self._jobs.step_over(self._job)  # a share that does not answer holds no other list up
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
        if chunk.paths and self._fresh:
            self._fresh = False
            self._empty()
            self.cleared.emit()
        self._add([path for path in dict.fromkeys(chunk.paths) if path not in self._at])
        if chunk.finished:
            self._job = None
            self.found_nothing = self._fresh
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
        if self.entries[position].pixels not in (None, film.pixel_sha256):
            self._forget_film(position)
        self._note_pixels(position, film.pixel_sha256)
        number, pixels = film.patient_number.strip(), film.pixel_sha256
        self._update(
            position, name=name, detail=detail, number=number, pixels=pixels, thumb=thumb, expected=False
        )
        self._bound_thumbs(position)
        if self.entries[position].status is Status.REFUSED:  # the file was put right meanwhile
            self._update(position, status=Status.UNREAD, reason=NOTHING)

    def _bound_thumbs(self, position: int) -> None:
        self._thumbs[position] = None
        self._thumbs.move_to_end(position)
        while len(self._thumbs) > THUMBS_KEPT:
            oldest, _none = self._thumbs.popitem(last=False)
            self.entries[oldest].thumb = None

    def _note_pixels(self, position: int, pixels: Sha256) -> None:
        places = self._by_pixels.setdefault(pixels, [])
        if position not in places:
            places.append(position)

    def _forget_film(self, position: int) -> None:
        """Another film lies at the path now, or none: what was known of the old one is not of this one."""
        pixels = self.entries[position].pixels
        if pixels is not None and position in self._by_pixels.get(pixels, ()):
            self._by_pixels[pixels].remove(position)
        nothing = {"reading": "", "p_fracture": None, "state": None, "pixels": None, "thumb": None}
        self._update(position, status=Status.UNREAD, disputed=False, expected=False, **nothing)

    def set_refused(self, path: Path, error: Exception) -> None:
        """The file could not be read."""
        position = self._at.get(path)
        if position is not None:
            reason = error.message if isinstance(error, ShentonError) else INSIDE
            self._forget_film(position)
            self._update(position, status=Status.REFUSED, reason=reason)

    # what a model said ----------------------------------------------------------------------------

    def set_answer(self, given: Given) -> None:
        """The model in use answered."""
        answer: Answer = given.answer
        self._points, self._threshold = given.model.points, given.model.chosen_threshold
        if isinstance(answer, Prediction):
            self._answers[given.pixels] = Known(answer.p_fracture, answer.threshold)
        else:
            self._answers[given.pixels] = Known(None, None)
        for position in self._by_pixels.get(given.pixels, ()):
            self._show_answer(position, given.pixels)

    def set_points(self, points: Sequence[OperatingPoint], threshold: float | None) -> None:
        """Other operating points are in force; ``threshold`` is one that the reader chose."""
        self._points, self._threshold = tuple(points), threshold
        self._show_answers()

    def set_blind(self, *, on: bool) -> None:
        """Hide what the model says of films that are not answered yet, or show it again."""
        self.blind = on
        self._show_answers()

    def _show_answers(self) -> None:
        for pixels in self._answers:
            for position in self._by_pixels.get(pixels, ()):
                self._show_answer(position, pixels)

    def _show_answer(self, position: int, pixels: Sha256) -> None:
        """Write what is known of an answer into its line, unless it must stay out of sight."""
        entry, known = self.entries[position], self._answers.get(pixels)
        hidden = self.blind and entry.status not in (Status.READ, Status.CORRECTED)
        p_fracture = None if known is None or hidden else known.p_fracture
        state = None if known is None or hidden else self._state(known)
        if (entry.p_fracture, entry.state) != (p_fracture, state):
            self._update(position, p_fracture=p_fracture, state=state)

    def _state(self, known: Known) -> State:
        if known.p_fracture is None or known.threshold is None:
            return State.WITHHELD
        threshold = known.threshold if self._threshold is None else self._threshold
        return state_at(known.p_fracture, threshold, self._points)

    def knows_answer(self, pixels: Sha256) -> bool:
        """Whether the model in use has answered this film."""
        return pixels in self._answers

    def is_answered(self, position: int) -> bool:
        """Whether the model in use has answered this film, shown or not."""
        pixels = self.entries[position].pixels
        return pixels is not None and pixels in self._answers

    @property
    def answered(self) -> int:
        """How many lines the model in use has answered, shown or not."""
        return sum(len(self._by_pixels.get(pixels, ())) for pixels in self._answers)

    def forget_answers(self) -> None:
        """Another model is in use: the figures shown were the old one's."""
        self._answers = {}
        for position, entry in enumerate(self.entries):
            if entry.state is not None:
                self._update(position, p_fracture=None, state=None)

    # what readers said ----------------------------------------------------------------------------

    def expect(self, paths: Iterable[Path]) -> None:
        """Films that lay at these paths were read in earlier sittings; they are to be looked at again."""
        for path in paths:
            position = self._at.get(path)
            if position is not None and self.entries[position].pixels is None:
                self._update(position, expected=True)

    def expected(self) -> Path | None:
        """The first film of the list that is to be looked at again."""
        return next((entry.path for entry in self.entries if entry.expected), None)

    @property
    def known_pixels(self) -> list[Sha256]:
        """The films of the list that were decoded."""
        return [pixels for pixels, places in self._by_pixels.items() if places]

    def set_filed(self, statuses: Mapping[Sha256, FilmStatus], *, disputes: bool = False) -> None:
        """What the store remembers of these films from earlier sittings.

        ``disputes``: the reader may know where other readers differ.
        """
        for pixels, known in statuses.items():
            if known.p_fracture is not None and known.threshold is not None:
                self._answers.setdefault(pixels, Known(known.p_fracture, known.threshold))
            for position in self._by_pixels.get(pixels, ()):
                entry = self.entries[position]
                if known.state in (Status.READ, Status.CORRECTED) and known.ao_class is not None:
                    entry.status, entry.reading = known.state, class_text(known.ao_class)
                entry.disputed = disputes and known.disputed
                self._show_answer(position, pixels)
                entry.refresh()
                self.changed.emit(position)

    def set_reading(
        self, pixels: Sha256, reading: Reading | None, state: Status, *, disputed: bool = False
    ) -> None:
        """The reader's own reading of a film that counts now; whether it still is one to be settled."""
        words = reading_text(reading.ao_class, reading.side) if reading is not None else ""
        status = state if reading is not None else Status.UNREAD
        for position in self._by_pixels.get(pixels, ()):
            self._update(position, status=status, reading=words, disputed=disputed)
            self._show_answer(position, pixels)

    def forget_readings(self) -> None:
        """Another reader sits down."""
        for position, entry in enumerate(self.entries):
            if entry.status in (Status.READ, Status.CORRECTED) or entry.disputed:
                self._update(position, status=Status.UNREAD, reading="", disputed=False)
                if entry.pixels is not None:
                    self._show_answer(position, entry.pixels)
