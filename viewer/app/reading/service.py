"""The reader's answer to the film on screen: drafted, confirmed, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from inference.aoota import ReaderClass
from inference.records import Film, OperatingPoint, Prediction, Reading, Region
from viewer.app.prediction.model_service import Given
from viewer.app.reading.answer_notes import AnswerNotes
from viewer.app.reading.draft import proposal_of, reading_of, shown_of, side_for
from viewer.app.reading.seen import Seen
from viewer.app.reading.stored_reading import Filed, draft_of, filed_of, merged, need_first
from viewer.app.reading.timer import Clock
from viewer.app.reading.undo_steps import Kind, UndoSteps
from viewer.app.reading.unsaved_drafts import UnsavedDrafts
from viewer.app.store_service import StoreService
from viewer.store.disagreements import ADJUDICATION, ROUTINE
from viewer.store.reading_line import OvertakenError
from viewer.store.rows import Draft
from viewer.store.sights import Fact

if TYPE_CHECKING:
    from viewer.store.store import Store

DRAFT_AFTER_MS: Final = 400


class ReadingService(QObject):
    """One film, one reader.  Nothing counts as saved before the store's thread has committed it."""

    film_changed = Signal()  # another film, or none, is read
    draft_changed = Signal()
    saved_changed = Signal()  # what the store holds on the film, or whether it can be written to
    answer_changed = Signal()  # the model's answer, as far as the reader may know it
    filed = Signal(object, object)  # Sha256, Filed: what counts now for a film
    failed = Signal(object)

    def __init__(self, store: StoreService, reader: str) -> None:
        super().__init__()
        self._store, self._reader, self.clock = store, reader, Clock()
        self.blind, self.adjudicating = False, False
        self._modes: dict[str, str] = {}  # of each reader's open session
        self.seen, self._loads = Seen(store, self.failed.emit), 0  # how often the store was asked
        self.steps = UndoSteps(self, self._take_back, self._bring_back)
        self._unsaved = UnsavedDrafts(store, self.failed.emit)
        self._reset()
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        store.failed.connect(lambda _error: self.saved_changed.emit())
        store.opened.connect(self._store_opened)

    def _reset(self) -> None:
        self._film: Film | None = None
        self.draft = Draft()
        self.saved: Reading | None = None
        self.redoable: Reading | None = None
        self.history: tuple[Reading, ...] = ()
        self.others: tuple[Reading, ...] = ()
        self.prediction: Prediction | None = None
        self.points: tuple[OperatingPoint, ...] = ()
        self.saving = self.loaded = self.elsewhere = self.unrecorded = False
        self.uid_taken = self.other_name = False
        self.seen.end()
        self.may_settle = False  # readers differ on this film, and this one has not read it in the usual way
        self._notes = AnswerNotes(self._store)
        self.steps.clear()

    # what is on screen ---------------------------------------------------------------------------

    def begin(self, film: Film) -> None:
        """Another film is on screen."""
        self._put_away()
        self._film = film
        self.seen.begin(film, self._reader)
        self.clock.restart()
        self.film_changed.emit()
        self._load()

    def reload(self) -> None:
        """The store holds other rows now: look again at what is filed on the film on screen."""
        if self._film is not None:
            self._sit_down(self._reader)

    def _store_opened(self) -> None:
        """The store opened late: what was entered meanwhile goes on top of what is filed, and is kept."""
        self._modes = {}  # sessions end with the store that they began in
        self._enter_mode()
        if not self.loaded:
            self._load()
        self._unsaved.retry()
        self.seen.retry()
        if self.draft != Draft():
            self._draft_timer.start()

    def leave(self) -> None:
        """No film is read; the draft of the one that goes away is kept."""
        self._put_away()
        self.film_changed.emit()

    def _put_away(self) -> None:
        if self._draft_timer.isActive():
            self._keep_draft()
        self._reset()

    def _load(self) -> None:
        film, reader = self._film, self._reader
        if film is None:
            return
        adjudicating = self.adjudicating
        self._loads = number = self._loads + 1

        def loaded(filed: Filed) -> None:
            if number == self._loads and self._is_here(film, reader):  # else asked again since
                self._loaded(film, reader, filed)

        self._store.tell(lambda store: store.add_film(film))
        self._store.call(
            lambda store: filed_of(store, film, reader, adjudicating=adjudicating), loaded, self.failed.emit
        )

    def _loaded(self, film: Film, reader: str, filed: Filed) -> None:
        touched = self.draft
        self._take(filed)
        self.steps.drop(Kind.DRAFT)
        if filed.draft is not None and not self.loaded:
            self.clock.add(filed.draft.seconds)
        self._resume(self._unsaved.waiting(film, reader) or filed.draft or self.draft)
        self._resume(merged(self.draft, Draft(), touched))  # the reader was faster than the disk
        self.loaded = True
        self.filed.emit(film.pixel_sha256, filed)  # another path may have brought these pixels here
        self._tell_loaded(touched)
        self.answer_changed.emit()  # what the reader knew of it before

    def _tell_loaded(self, before: Draft) -> None:
        """What the store holds is known, and the draft with it."""
        if self.draft != before:
            self.draft_changed.emit()
        self.saved_changed.emit()

    def _resume(self, draft: Draft) -> None:
        """Go on with an unfinished answer; undo leads back to what counts."""
        if replace(draft, seconds=0.0) != replace(self.draft, seconds=0.0):
            self._step_to(draft)
            self._draft_timer.start()

    def _step_to(self, draft: Draft) -> None:
        """Another draft, as one step of undo."""
        before, self.draft = self.draft, draft
        self.steps.done(Kind.DRAFT, lambda: self._set_draft(before), lambda: self._set_draft(draft))

    def _take(self, filed: Filed) -> None:
        self.saved, self.redoable, self.history = filed.current, filed.redo, filed.history
        self.others = filed.others if self.adjudicating else ()
        self.seen.take(filed.seen, others=bool(self.others))
        self.may_settle, self.elsewhere = filed.may_settle, filed.elsewhere
        self.unrecorded = not filed.recorded
        self.uid_taken, self.other_name = filed.uid_taken, filed.other_name
        self.draft = draft_of(filed.current) if filed.current is not None else Draft()

    def set_given(self, given: Given | None) -> None:
        """The model's answer to the film on screen arrived, or is not valid any more."""
        self.prediction = given.answer if given and isinstance(given.answer, Prediction) else None
        self.points = given.model.points if given else ()
        film = self._film
        if given is not None and film is not None and given.is_of(film):
            self._notes.note(film, given.answer)
        self.answer_changed.emit()

    def note_seen(self, *, answer: bool = False, heat_map: bool = False) -> None:
        """The answer or the map is, or was, visible for this film."""
        shown = answer and self.prediction is not None and not self.answer_hidden
        self.seen.note(answer=shown, heat_map=heat_map)
        if heat_map:
            self.answer_changed.emit()

    def set_reader(self, reader: str) -> None:
        """Another reader sits down; what the first one confirmed stays the first one's."""
        if reader != self._reader:
            self._sit_down(reader)

    def _sit_down(self, reader: str) -> None:
        film, answer, seen = self._film, (self.prediction, self.points), self.seen.here
        self.leave()  # the draft so far is the first one's
        self._reader = reader
        self._enter_mode()
        if film is not None:
            self.begin(film)
            self.prediction, self.points = answer
            self.seen.add(seen)  # it was on screen, whoever looks
            self.answer_changed.emit()

    def set_adjudicating(self, *, on: bool) -> None:
        """Settle where others differ, in a session of that mode and with their answers in sight; or not."""
        if on != self.adjudicating:
            self.adjudicating = on
            self._enter_mode()
            self.reload()

    def _enter_mode(self) -> None:
        """What this reader answers from now on belongs to a session of the mode in force."""
        reader, mode = self._reader, ADJUDICATION if self.adjudicating else ROUTINE
        if self._modes.get(reader, ROUTINE) != mode:  # a routine session begins by itself
            self._modes[reader] = mode
            self._store.tell(lambda store: store.start_session(reader, mode))

    def set_blind(self, *, on: bool) -> None:
        """Keep the model's answer out of sight until the reader has answered."""
        self.blind = on
        self.answer_changed.emit()

    @property
    def answer_hidden(self) -> bool:
        """Whether the model's answer to this film must stay out of sight now."""
        return self.blind and self.saved is None and not self.seen.here.answer

    @property
    def visible_prediction(self) -> Prediction | None:
        """The model's answer, when the reader may know it."""
        return None if self.answer_hidden else self.prediction

    @property
    def reader(self) -> str:
        return self._reader

    @property
    def film(self) -> Film | None:
        return self._film

    @property
    def map_seen(self) -> bool:
        return self.seen.here.heat_map

    # drafting ------------------------------------------------------------------------------------

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something that is not confirmed."""
        reference = draft_of(self.saved) if self.saved is not None else Draft()
        return replace(self.draft, seconds=0.0) != replace(reference, seconds=0.0)

    @property
    def proposal(self) -> Draft | None:
        """What Enter would confirm: the draft, filled up from the model's answer; None when nothing."""
        return proposal_of(self.draft, self.visible_prediction, self.points)

    @property
    def can_commit(self) -> bool:
        ready = self._film is not None and self._store.usable and not self.saving and self.loaded
        settles = self.may_settle if self.adjudicating else not self.seen.knows_others
        says = self.saved is None or self.is_changed or self.elsewhere or self.unrecorded
        return ready and settles and says and self.proposal is not None

    def edit(self, **values: Any) -> None:
        """Change the draft; one step of undo."""
        changed = replace(self.draft, **values)
        if self._film is None or changed == self.draft:
            return
        self._step_to(changed)
        self._set_draft(changed)

    def _set_draft(self, draft: Draft) -> None:
        self.draft = draft
        self._draft_timer.start()
        self.draft_changed.emit()

    def choose_class(self, ao_class: ReaderClass) -> None:
        """Pick a class; the side follows where it must (a normal film has none)."""
        self.edit(ao_class=ao_class, side=side_for(ao_class, self.draft.side))

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
        if film is None:
            return
        if self.is_changed:
            self._unsaved.keep(film, reader, replace(self.draft, seconds=self.clock.seconds))
        else:
            self._unsaved.drop(film, reader)

    # confirming ----------------------------------------------------------------------------------

    def commit(self) -> None:
        """Confirm the draft, or agree with the model where nothing was drafted."""
        proposal = self.proposal
        if not self.can_commit or proposal is None or self._film is None:
            return
        self._draft_timer.stop()
        film, prediction, notes, facts = self._film, self.prediction, self._notes, self.seen.here.facts
        shown = shown_of(prediction, answer_seen=Fact.ANSWER in facts, map_seen=Fact.MAP in facts)
        reading = reading_of(proposal, film, self._reader, shown, self.clock.seconds, self.saved)

        def work(store: Store) -> None:
            need_first(store, reading)
            number = notes.number(store, film, prediction)
            store.add_reading(replace(reading, shown=replace(reading.shown, prediction=number)), film)

        self._write(work, self.steps.confirmed, lambda: None)

    @property
    def can_save(self) -> bool:
        """False when the store could not be opened: then nothing that is confirmed is kept."""
        return not self._store.broken

    def _write(
        self, work: Callable[[Store], object], on_written: Callable[[], object],
        on_failed: Callable[[], object],
    ) -> None:  # fmt: skip
        """One change on the store lane, and what counts afterwards; calls follow on the same film only."""
        assert self._film is not None
        film, reader, adjudicating = self._film, self._reader, self.adjudicating
        draft = replace(self.draft, seconds=self.clock.seconds)
        self.saving = True
        self.saved_changed.emit()

        def whole(store: Store) -> Filed:
            work(store)
            return filed_of(store, film, reader, adjudicating=adjudicating)

        def written(filed: Filed) -> None:
            self._unsaved.forget(film, reader)
            if self._reader == reader:
                self.filed.emit(film.pixel_sha256, filed)
            if self._is_here(film, reader):
                self._written(draft, filed, on_written)

        def not_written(error: Exception) -> None:
            """What was to be saved stays a draft: on screen, or for when its film comes back."""
            if self._is_here(film, reader):
                self.saving = False
                on_failed()
                self._draft_timer.start()
                self.saved_changed.emit()
                if isinstance(error, OvertakenError):
                    self._load()  # the newest answer, with the draft on top of it
            else:
                self._unsaved.keep(film, reader, draft)
            self.failed.emit(error)

        self._store.call(whole, written, not_written)

    def _is_here(self, film: Film, reader: str) -> bool:
        return self._film is not None and self._film.picture == film.picture and self._reader == reader

    def _written(self, draft: Draft, filed: Filed, on_written: Callable[[], object]) -> None:
        self.saving = False
        touched = self.draft
        self._take(filed)
        on_written()
        changed = merged(self.draft, draft, touched)  # while it was saved
        if replace(changed, seconds=0.0) != replace(self.draft, seconds=0.0):
            self.steps.drop(Kind.DRAFT)
        self._resume(replace(changed, seconds=0.0))
        self._tell_loaded(touched)

    # undo ----------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return not self.saving and self.steps.can_undo(saved=self.saved is not None)

    @property
    def can_redo(self) -> bool:
        return not self.saving and self.steps.can_redo(redoable=self.redoable is not None)

    def undo(self) -> None:
        """Take back what was done last on this film, a measure too; below that, the confirmed readings."""
        if not self.saving and self._film is not None:
            self.steps.undo(saved=self.saved is not None)

    def redo(self) -> None:
        """Bring back what was undone last."""
        if self.can_redo and self._film is not None:
            self.steps.redo(redoable=self.redoable is not None)

    def _take_back(self, on_failed: Callable[[], object]) -> None:
        """The confirmed reading does not count any more."""
        if self.saved is not None and self.saved.id is not None:
            number, reader = self.saved.id, self._reader
            self._write(lambda store: store.undo(number, reader), lambda: None, on_failed)

    def _bring_back(self, on_failed: Callable[[], object]) -> None:
        """The reading that was taken back last counts again."""
        if self._film is not None:
            pixels, reader = self._film.pixel_sha256, self._reader
            self._write(lambda store: store.redo(pixels, reader), lambda: None, on_failed)
