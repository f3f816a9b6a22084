"""The reader's answer to the film on screen: drafted, confirmed, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from inference.aoota import ReaderClass
from inference.records import Film, Prediction, Reading, Region, Sha256, Shown, Side
from viewer.services.answers import usual_side
from viewer.services.clock import Clock
from viewer.services.models import Given
from viewer.services.storage import StoreService
from viewer.store.rows import Draft, FilmStatus

if TYPE_CHECKING:
    from viewer.store.store import Store

DRAFT_AFTER_MS: Final = 400
STEPS_KEPT: Final = 100


@dataclass(frozen=True, slots=True)
class Filed:
    """What the store holds on a film for this reader."""

    current: Reading | None
    draft: Draft | None
    redo: Reading | None
    history: tuple[Reading, ...]
    status: FilmStatus


def filed_of(store: Store, pixels: Sha256, reader: str) -> Filed:
    """On the store lane: everything about one film and one reader."""
    return Filed(
        store.current(pixels, reader),
        store.draft(pixels, reader),
        store.redoable(pixels, reader),
        tuple(row for row in store.history(pixels) if row.reader == reader),
        store.statuses([pixels], reader).get(pixels, FilmStatus()),
    )


def draft_of(reading: Reading) -> Draft:
    """A confirmed reading as the draft it came from."""
    return Draft(
        reading.ao_class, reading.side, reading.confidence, reading.regions, reading.comment, reading.flags,
        reading.map_verdict,
    )  # fmt: skip


def merged(base: Draft, before: Draft, after: Draft) -> Draft:
    """``base`` with what was changed between ``before`` and ``after``."""
    pairs = ((item.name, getattr(before, item.name), getattr(after, item.name)) for item in fields(Draft))
    return replace(base, **{name: new for name, old, new in pairs if new != old})


class ReadingService(QObject):
    """One film, one reader.  Nothing counts as saved before the store's thread has committed it."""

    changed = Signal()  # anything that the reading panel shows
    filed = Signal(object, object)  # Sha256, Filed: what counts now for a film
    failed = Signal(object)

    def __init__(self, store: StoreService, reader: str) -> None:
        super().__init__()
        self._store, self._reader = store, reader
        self.clock = Clock()
        self._film: Film | None = None
        self._reset()
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        store.failed.connect(lambda _error: self.changed.emit())
        store.opened.connect(self._store_opened)

    def _reset(self) -> None:
        self.draft = Draft()
        self.saved: Reading | None = None
        self.redoable: Reading | None = None
        self.history: tuple[Reading, ...] = ()
        self.prediction: Prediction | None = None
        self.saving, self.loaded = False, False
        self._answer_seen, self._map_seen = False, False
        self._numbers: dict[int, int] = {}  # ids of this film's predictions; the store lane's
        self._undone: list[Draft] = []
        self._before: list[Draft] = []

    # what is on screen ---------------------------------------------------------------------------

    def begin(self, film: Film) -> None:
        """Another film is on screen."""
        self.leave()
        self._film = film
        self._reset()
        self.clock.restart()
        self._load()

    def reload(self) -> None:
        """The store holds other rows now: look again at what is filed on the film on screen."""
        film, prediction, seen = self._film, self.prediction, (self._answer_seen, self._map_seen)
        if film is None:
            return
        self.leave()
        self.begin(film)
        self.prediction, (self._answer_seen, self._map_seen) = prediction, seen
        self.changed.emit()

    def _store_opened(self) -> None:
        """The store opened late: what was entered meanwhile goes on top of what is filed, and is kept."""
        if not self.loaded:
            self._load()
        if self.draft != Draft():
            self._draft_timer.start()

    def leave(self) -> None:
        """Keep the draft of the film that goes away."""
        if self._draft_timer.isActive():
            self._keep_draft()
        self._film = None
        self._reset()
        self.changed.emit()

    def _load(self) -> None:
        film, reader = self._film, self._reader
        self.changed.emit()
        if film is None:
            return
        pixels = film.pixel_sha256
        self._store.tell(lambda store: store.add_film(film))
        self._store.call(
            lambda store: filed_of(store, pixels, reader),
            lambda filed: self._loaded(pixels, filed),
            self.failed.emit,
        )

    def _loaded(self, pixels: Sha256, filed: Filed) -> None:
        if self._film is None or self._film.pixel_sha256 != pixels:
            return
        touched = self.draft
        self._take(filed)
        self._before = []
        if filed.draft is not None and not self.loaded:
            self.clock.add(filed.draft.seconds)
        self._resume(filed.draft or self.draft)
        self._resume(merged(self.draft, Draft(), touched))  # the reader was faster than the disk
        self.loaded = True
        self.filed.emit(pixels, filed)  # another path may have brought these pixels here
        self.changed.emit()

    def _resume(self, draft: Draft) -> None:
        """Go on with an unfinished answer; undo leads back to what counts."""
        if replace(draft, seconds=0.0) != replace(self.draft, seconds=0.0):
            self._before = [*self._before, self.draft]
            self.draft = draft
            self._draft_timer.start()

    def _take(self, filed: Filed) -> None:
        self.saved, self.redoable, self.history = filed.current, filed.redo, filed.history
        self.draft = draft_of(filed.current) if filed.current is not None else Draft()

    def set_given(self, given: Given | None) -> None:
        """The model's answer to the film on screen arrived, or is not valid any more."""
        self.prediction = given.answer if given and isinstance(given.answer, Prediction) else None
        film = self._film
        if given is not None and film is not None and given.pixels == film.pixel_sha256:
            self._file_answer(film, given)
        self.changed.emit()

    def _file_answer(self, film: Film, given: Given) -> None:
        answer, numbers = given.answer, self._numbers
        if isinstance(answer, Prediction):
            self._store.tell(lambda store: numbers.update({id(answer): store.add_prediction(film, answer)}))
        else:
            self._store.tell(lambda store: store.add_no_answer(film, answer))

    def note_seen(self, *, answer: bool = False, heat_map: bool = False) -> None:
        """The answer or the map is, or was, visible for this film."""
        self._answer_seen |= answer and self.prediction is not None
        self._map_seen |= heat_map
        if heat_map:
            self.changed.emit()

    def set_reader(self, reader: str) -> None:
        """Another reader sits down; what the first one confirmed stays the first one's."""
        if reader == self._reader:
            return
        film, prediction, seen = self._film, self.prediction, (self._answer_seen, self._map_seen)
        self.leave()  # the draft so far is the first one's
        self._reader = reader
        if film is not None:
            self.begin(film)
            self.prediction = prediction
            self._answer_seen, self._map_seen = seen  # it is on screen, whoever looks
            self.changed.emit()

    @property
    def reader(self) -> str:
        return self._reader

    @property
    def film(self) -> Film | None:
        return self._film

    @property
    def map_seen(self) -> bool:
        return self._map_seen

    # drafting ------------------------------------------------------------------------------------

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something that is not confirmed."""
        reference = draft_of(self.saved) if self.saved is not None else Draft()
        return replace(self.draft, seconds=0.0) != replace(reference, seconds=0.0)

    @property
    def proposal(self) -> Draft | None:
        """What Enter would confirm: the draft, filled up from the model's answer; None when nothing."""
        draft = self.draft
        if draft.ao_class is None:
            if self.prediction is None:
                return None
            draft = replace(draft, ao_class=ReaderClass(self.prediction.best_class))
        assert draft.ao_class is not None
        if draft.side is None:
            draft = replace(draft, side=usual_side(draft.ao_class, self.prediction))
        return draft

    @property
    def can_commit(self) -> bool:
        ready = self._film is not None and self._store.usable and not self.saving and self.loaded
        return ready and self.proposal is not None and (self.saved is None or self.is_changed)

    def edit(self, **values: Any) -> None:
        """Change the draft; one step of undo."""
        changed = replace(self.draft, **values)
        if self._film is None or changed == self.draft:
            return
        self._before = [*self._before[-STEPS_KEPT:], self.draft]
        self._undone = []
        self._set_draft(changed)

    def _set_draft(self, draft: Draft) -> None:
        self.draft = draft
        self._draft_timer.start()
        self.changed.emit()

    def choose_class(self, ao_class: ReaderClass) -> None:
        """Pick a class; the side follows where it must (a normal film has none)."""
        side = self.draft.side
        if ao_class in (ReaderClass.NORMAL, ReaderClass.UNREADABLE):
            side = Side.NONE
        elif side is None or side is Side.NONE:
            side = usual_side(ao_class, self.prediction)
        self.edit(ao_class=ao_class, side=side)

    def add_region(self, region: Region) -> None:
        self.edit(regions=(*self.draft.regions, region))

    def set_regions(self, regions: tuple[Region, ...]) -> None:
        self.edit(regions=regions)

    def step_confidence(self, by: int) -> None:
        now = 50 if self.draft.confidence is None else self.draft.confidence
        self.edit(confidence=min(100, max(0, now + by)))

    def _keep_draft(self) -> None:
        self._draft_timer.stop()
        film, reader = self._film, self._reader
        if film is None or not self._store.usable:
            return
        pixels = film.pixel_sha256
        if self.is_changed:
            draft = replace(self.draft, seconds=self.clock.seconds)
            self._store.tell(lambda store: store.save_draft(pixels, reader, draft))
        else:
            self._store.tell(lambda store: store.drop_draft(pixels, reader))

    # confirming ----------------------------------------------------------------------------------

    def commit(self) -> None:
        """Confirm the draft, or agree with the model where nothing was drafted."""
        proposal = self.proposal
        if not self.can_commit or proposal is None or self._film is None:
            return
        self._draft_timer.stop()
        film, prediction, reading = self._film, self.prediction, self._reading(self._film, proposal)

        numbers = self._numbers

        def work(store: Store) -> None:
            number = numbers.get(id(prediction))
            if prediction is not None and number is None:  # it could not be noted when it came
                number = store.add_prediction(film, prediction)
            store.add_reading(replace(reading, shown=replace(reading.shown, prediction=number)))

        self._write(work, reading.film_sha256)

    @property
    def can_save(self) -> bool:
        """False when the store could not be opened: then nothing that is confirmed is kept."""
        return not self._store.broken

    def _reading(self, film: Film, draft: Draft) -> Reading:
        assert draft.ao_class is not None
        assert draft.side is not None
        return Reading(
            film_sha256=film.pixel_sha256,
            reader=self._reader,
            ao_class=draft.ao_class,
            side=draft.side,
            confidence=draft.confidence,
            regions=draft.regions,
            comment=draft.comment,
            flags=draft.flags,
            map_verdict=draft.map_verdict,
            shown=self._shown(),
            seconds=round(self.clock.seconds, 1),
            supersedes=self.saved.id if self.saved is not None else None,
        )

    def _shown(self) -> Shown:
        prediction = self.prediction
        if prediction is None:  # another model's answer may have been on screen before
            return Shown(answer_visible=self._answer_seen, map_visible=self._map_seen)
        return Shown(
            model_sha256=prediction.model.sha256,
            p_fracture=prediction.p_fracture,
            threshold=prediction.threshold,
            answer_visible=self._answer_seen,
            map_visible=self._map_seen,
        )

    def _write(self, work: Callable[[Store], object], pixels: Sha256) -> None:
        """One change on the store lane, and what counts afterwards."""
        reader, draft = self._reader, replace(self.draft, seconds=self.clock.seconds)
        self.saving = True
        self.changed.emit()

        def whole(store: Store) -> Filed:
            work(store)
            return filed_of(store, pixels, reader)

        self._store.call(
            whole,
            lambda filed: self._written(pixels, reader, draft, filed),
            lambda error: self._not_written(pixels, reader, draft, error),
        )

    def _is_here(self, pixels: Sha256, reader: str) -> bool:
        return self._film is not None and self._film.pixel_sha256 == pixels and self._reader == reader

    def _written(self, pixels: Sha256, reader: str, draft: Draft, filed: Filed) -> None:
        if self._reader == reader:
            self.filed.emit(pixels, filed)
        if not self._is_here(pixels, reader):
            return
        self.saving = False
        touched = self.draft
        self._take(filed)
        self._before, self._undone = [], []
        self._resume(replace(merged(self.draft, draft, touched), seconds=0.0))  # changed while it was saved
        self.changed.emit()

    def _not_written(self, pixels: Sha256, reader: str, draft: Draft, error: Exception) -> None:
        """What was to be saved stays a draft: on screen, or for when its film comes back."""
        if self._is_here(pixels, reader):
            self.saving = False
            self._draft_timer.start()
            self.changed.emit()
        elif self._store.usable:
            self._store.tell(lambda store: store.save_draft(pixels, reader, draft))
        self.failed.emit(error)

    # undo ----------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return not self.saving and (bool(self._before) or self.saved is not None)

    @property
    def can_redo(self) -> bool:
        return not self.saving and (bool(self._undone) or (self.redoable is not None and not self._before))

    @property
    def undo_depth(self) -> int:
        """How many changes of the draft can be taken back."""
        return len(self._before)

    def undo(self) -> None:
        """Take back the last change of the draft, else the confirmed reading."""
        if self.saving or self._film is None:
            return
        if self._before:
            self._undone.append(self.draft)
            self._set_draft(self._before.pop())
        elif self.saved is not None and self.saved.id is not None:
            number, reader = self.saved.id, self._reader
            self._write(lambda store: store.undo(number, reader), self._film.pixel_sha256)

    def redo(self) -> None:
        """Bring back what was undone last."""
        if not self.can_redo or self._film is None:
            return
        if self._undone:
            self._before.append(self.draft)
            self._set_draft(self._undone.pop())
        else:
            pixels, reader = self._film.pixel_sha256, self._reader
            self._write(lambda store: store.redo(pixels, reader), pixels)
