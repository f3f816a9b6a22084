"""The worklist: what was found so far, what is known of each film, all without waiting for any of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from inference.dicom.listing import Listed, read_listing
from inference.errors import ShentonError
from inference.messages import NOTHING, Message
from inference.model.verdict import points_of
from inference.records import Film, OperatingPoint, Reading, Sha256
from viewer.app.film_walk import LOOK_SECONDS, LOOKED_AT, FilmWalk, headers
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.listed_answers import ListedAnswers
from viewer.app.prediction.model_service import Given
from viewer.app.prediction.prediction_text import state_at
from viewer.app.worklist_entry import Entry, Known, Picture, Status, completed, is_of_one, listed_of
from viewer.app.worklist_identity import Identities, Priors
from viewer.store.rows import FilmStatus

THUMBS_KEPT: Final = 1000
"""Small pictures in memory, some 9 kB each; none is ever written to the disk."""
INSIDE: Final = Message("An error inside the program.")


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
    listed = Signal()  # more is known of whose films these are
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobRunner,
        find_films: Callable[[Iterable[Path]], Iterator[Path]],
        look: Callable[[Path], Listed | None] = read_listing,
    ) -> None:
        """``look`` reads what a header says of patient and study, without decoding the film."""
        super().__init__()
        self._jobs = jobs
        self._look = look
        self._looking: Job | None = None
        self.walk = FilmWalk(
            jobs,
            find_films,
            begun=self._begin_list,
            found=self._add,
            turned=self._scanning,
            failed=self.failed.emit,
        )
        self.blind = False
        self._points: tuple[OperatingPoint, ...] = ()
        self._threshold: float | None = None
        self._empty()

    def _empty(self) -> None:
        self.entries: list[Entry] = []
        self._at: dict[Path, int] = {}
        self._by_pixels: dict[Sha256, list[int]] = {}
        self._answers = ListedAnswers()
        self._thumbs: OrderedDict[int, None] = OrderedDict()  # positions, the longest unseen first
        self.identities = Identities()
        self._priors = Priors()
        self._looked = 0  # so many headers were looked at
        self.was_read = False  # a film of this list was answered since it is open: lines stay where they are
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def open(self, paths: Iterable[Path]) -> None:
        """Begin a new list from files, folders and DICOMDIRs, once the first film is found there."""
        self.walk.begin(paths)

    def cancel(self) -> None:
        """Stop scanning; what was found stays."""
        self.walk.stop()

    @property
    def scanning(self) -> bool:
        """Whether folders are being walked through."""
        return self.walk.is_on

    def _scanning(self, on: bool) -> None:  # what a signal hands over
        self.scanning_changed.emit(on)
        self._look_on()

    def _begin_list(self) -> None:
        self._empty()
        self.cleared.emit()

    def _add(self, found: Iterable[Path]) -> None:
        paths = [path for path in dict.fromkeys(found) if path not in self._at]
        if not paths:
            return
        first = len(self.entries)
        for offset, path in enumerate(paths):
            self._at[path] = first + offset
            self.entries.append(Entry(path, path.stem or path.name))
        self.added.emit(first, len(self.entries) - 1)
        self._look_on()

    # whose films these are ------------------------------------------------------------------------

    def ignore_headers(self) -> None:
        """Look at no header ahead of its film: for pictures that are to name nobody."""
        self._look = lambda _path: None

    @property
    def all_listed(self) -> bool:
        """Whether the headers of all films were looked at."""
        return self._looked >= len(self.entries)

    def _look_on(self) -> None:
        """Read the next headers, behind whatever else the lane has to do."""
        first = self._looked
        too_early = self.scanning and first and self.walk.seconds < LOOK_SECONDS
        if too_early or self._looking is not None or self.all_listed or self._jobs.closed:
            return
        self.walk.seconds = 0.0
        look = self._look
        paths = [entry.path for entry in self.entries[first : first + LOOKED_AT]]
        self._looking = self._jobs.submit(
            Lane.FILES, lambda: headers(look, paths), lambda new: self._listed(first, new), self._not_listed
        )

    def _listed(self, first: int, found: list[Listed | None]) -> None:
        self._looking = None
        self._looked = first + len(found)
        for position, one in enumerate(found, first):
            self._take_header(position, one)
        self.listed.emit()
        self._look_on()

    def _take_header(self, position: int, found: Listed | None) -> None:
        entry = self.entries[position]
        if found is not None and entry.status is not Status.REFUSED:
            self._take_listed(position, found if entry.listed is None else completed(entry.listed, found))
            entry.refresh()

    def _look_again(self, position: int) -> None:
        """Another file may lie at the path than the one whose header was read."""
        entry = self.entries[position]

        def done(found: Listed | None) -> None:
            if entry in self.entries[position : position + 1] and found != entry.listed:
                if entry.status is Status.REFUSED:  # whatever was read before was of another file
                    self._take_listed(position, found or Listed())
                    entry.refresh()
                self._take_header(position, found)
                self.changed.emit(position)
                self.listed.emit()

        self._jobs.submit(Lane.FILES, lambda: self._look(entry.path), done, self.failed.emit)

    def _not_listed(self, error: Exception) -> None:
        self._looking = None
        self._looked = len(self.entries)  # the films themselves are still to be had
        self.failed.emit(error)

    def _take_listed(self, position: int, found: Listed) -> None:
        entry = self.entries[position]
        entry.take_listed(found)
        self.identities.note_name(found)
        self._priors.note(position, entry)

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
        known = self.entries[position].listed
        told = listed_of(film)
        if replaced := self.entries[position].pixels not in (None, film.pixel_sha256):
            self._forget_film(position)
        if position not in (places := self._by_pixels.setdefault(film.pixel_sha256, [])):
            places.append(position)
        self._answers.note_film(position, film)
        for at in self.identities.under_one_uid(position, film):
            self._set_uid_taken(at)
        self._take_listed(position, told if replaced else completed(told, known))
        self._update(position, pixels=film.pixel_sha256, shape=film.shape, thumb=thumb, expected=False)
        self._show_answers_to(film.pixel_sha256)  # those of another header are not this film's
        if replaced or (known is not None and not is_of_one(told, known)):
            self._look_again(position)
        elif known is None:
            self.listed.emit()
        self._bound_thumbs(position)
        if self.entries[position].status is Status.REFUSED:  # the file was put right meanwhile
            self._update(position, status=Status.UNREAD, reason=NOTHING)

    def set_uid_taken(self, path: Path, pixels: Sha256) -> None:
        """The store met another picture under the UID of the film that lies at ``path``."""
        position = self._at.get(path)
        if position is not None and self.entries[position].pixels == pixels:
            self._set_uid_taken(position)

    def _set_uid_taken(self, position: int) -> None:
        if not self.entries[position].uid_taken:
            self._update(position, uid_taken=True)

    def _bound_thumbs(self, position: int) -> None:
        self._thumbs[position] = None
        self._thumbs.move_to_end(position)
        while len(self._thumbs) > THUMBS_KEPT:
            oldest, _none = self._thumbs.popitem(last=False)
            self.entries[oldest].thumb = None

    def _forget_film(self, position: int) -> None:
        """Another film lies at the path now, or none: what was known of the old one is not of this one."""
        entry = self.entries[position]
        if entry.pixels is not None and position in self._by_pixels.get(entry.pixels, ()):
            self._by_pixels[entry.pixels].remove(position)
        self._answers.forget_film(position)
        entry.forget()
        self._priors.note(position, entry)
        self.changed.emit(position)

    def set_refused(self, path: Path, error: Exception) -> None:
        """The file could not be read."""
        if (position := self._at.get(path)) is not None:
            reason = error.message if isinstance(error, ShentonError) else INSIDE
            looked = self.entries[position].listed if self.entries[position].pixels is None else None
            self._forget_film(position)
            self._take_header(position, looked)  # the header of the very file, as far as is known
            self._update(position, status=Status.REFUSED, reason=reason)
            self._look_again(position)

    # what a model said ----------------------------------------------------------------------------

    def set_answer(self, given: Given) -> None:
        """The model in use answered."""
        self._points = given.model.points
        self._threshold = given.model.chosen_threshold
        self._answers.give(given.film, given.answer)
        self._show_answers_to(given.film.pixel_sha256)

    def set_points(self, points: Sequence[OperatingPoint], threshold: float | None) -> None:
        """Other operating points are in force; ``threshold`` is one that the reader chose."""
        self._points = tuple(points)
        self._threshold = threshold
        self._show_answers()

    def set_blind(self, *, on: bool) -> None:
        """Hide what the model says of films that are not answered yet, or show it again."""
        self.blind = on
        self._show_answers()

    def _show_answers(self) -> None:
        for position in self._answers.positions:
            self._show_answer(position)

    def _show_answers_to(self, pixels: Sha256) -> None:
        for position in self._by_pixels.get(pixels, ()):
            self._show_answer(position)

    def _show_answer(self, position: int) -> None:
        """Write what is known of an answer into its line, unless it must stay out of sight."""
        entry, known = self.entries[position], self._answers.of(position)
        hidden = self.blind and not entry.is_read
        p_fracture = None if known is None or hidden else known.p_fracture
        state = None if known is None or hidden else self._state(known)
        before = entry.differs
        entry.compare(known, None if known is None else self._state(known))
        if (entry.p_fracture, entry.state, before) != (p_fracture, state, entry.differs):
            self._update(position, p_fracture=p_fracture, state=state)

    def _state(self, known: Known) -> State:
        if known.p_fracture is None or known.threshold is None:
            return State.WITHHELD
        if self._threshold is not None:
            return state_at(known.p_fracture, self._threshold)
        return state_at(known.p_fracture, known.threshold, points_of(known, self._points))

    def knows_answer(self, path: Path) -> bool:
        """Whether the model in use has answered the film that lies here."""
        position = self._at.get(path)
        return position is not None and self.is_answered(position)

    def is_answered(self, position: int) -> bool:
        """Whether the model in use has answered this film, shown or not."""
        return self._answers.of(position) is not None

    @property
    def answered(self) -> int:
        """How many lines the model in use has answered, shown or not."""
        return self._answers.count

    def forget_answers(self) -> None:
        """Another model is in use: the figures shown were the old one's."""
        self._answers.clear()
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

    def set_filed(
        self, statuses: Mapping[Sha256, FilmStatus], *, disputes: bool = False, answers: bool = True
    ) -> None:
        """What the store remembers of these films from earlier sittings.

        ``disputes``: the reader may know where others differ.  ``answers``: a model would say the same now.
        """
        for pixels, known in statuses.items():
            if answers and known.p_fracture is not None and known.threshold is not None:
                said = Known(known.p_fracture, known.threshold, known.answer, known.answer_side)
                self._answers.file((pixels, known.shape), said)
            for position in self._places((pixels, known.shape)):
                entry = self.entries[position]
                if known.state in (Status.READ, Status.CORRECTED) and known.ao_class is not None:
                    entry.take_reading(known.state, known.ao_class, known.side)
                entry.disputed = disputes and known.disputed
                entry.drafted = known.drafted
                entry.key = known.key
                self._show_answer(position)
                entry.refresh()
                self.changed.emit(position)

    def set_reading(self, film: Picture, reading: Reading | None, state: Status, *, disputed: bool) -> None:
        """The reader's own reading of a film that counts now; whether it still is one to be settled."""
        self.was_read = self.was_read or reading is not None
        status = state if reading is not None else Status.UNREAD
        for position in self._places(film):
            given = (None, None) if reading is None else (reading.ao_class, reading.side)
            self.entries[position].take_reading(status, *given)
            self._update(position, disputed=disputed, drafted=False)
            self._show_answer(position)

    def _places(self, film: Picture) -> list[int]:
        return [at for at in self._by_pixels.get(film[0], ()) if film[1] in (None, self.entries[at].shape)]

    def set_own(self, film: Picture, **notes: bool) -> None:
        """What the reader has of a film: an answer not confirmed yet (``drafted``), a key image (``key``)."""
        for position in self._places(film):
            if any(getattr(self.entries[position], name) != on for name, on in notes.items()):
                self._update(position, **notes)

    def forget_readings(self) -> None:
        """Another reader sits down."""
        for position, entry in enumerate(self.entries):
            if entry.is_read or entry.disputed or entry.drafted or entry.key:
                entry.take_reading(Status.UNREAD, None, None)
                self._update(position, disputed=False, drafted=False, differs=False, key=False)
                self._show_answer(position)
