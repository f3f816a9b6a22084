"""What happens when: the film on screen, its answer, its reading, and what is done ahead of the reader."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inference.errors import ShentonError
from inference.messages import NOTHING
from inference.records import Answer, Film, Prediction, Sha256
from viewer.app.error_report import trace
from viewer.app.film_service import OpenFilm
from viewer.app.jobs import Lane
from viewer.app.prediction.answer_key import answer_key
from viewer.app.prediction.model_service import Given, LoadedModel
from viewer.app.reading.stored_reading import Filed
from viewer.app.services import Services
from viewer.app.worklist import INSIDE
from viewer.app.worklist_entry import Status
from viewer.store.rows import FilmStatus

log = logging.getLogger(__name__)
_BACKGROUND_MS: Final = 30
_AHEAD_MS: Final = 50
"""The film on screen is painted first: what is read ahead would take the cores from it."""


class Controller(QObject):
    """Connects the services; the window shows what it says."""

    film_shown = Signal(object)  # OpenFilm
    film_failed = Signal(object, object)  # Path, Exception
    answer_changed = Signal()
    first_found = Signal()  # the list has its first line
    failed = Signal(object)  # an error to be shown

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.s = services
        self.film: OpenFilm | None = None
        self.given: Given | None = None
        self.refusal = NOTHING  # why the file that was wanted is not shown
        self.answer_error: Exception | None = None
        self.is_loading, self._closing = False, False
        self.stuck: frozenset[Lane] = frozenset()  # what the end did not wait for
        self._wanted: list[int] = []
        self._put_off: set[Path] = set()  # whose answer had to wait for the film on screen
        self._want_all, self._at = False, 0  # whether every film is to be answered, and how far that is
        self._ahead: list[Path] = []
        self._background = QTimer(self, singleShot=True, interval=_BACKGROUND_MS)
        self._background.timeout.connect(self._do_background)
        self._reading_ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._reading_ahead.timeout.connect(lambda: self.s.films.read_ahead(*self._ahead))
        self._connect()

    def _connect(self) -> None:
        s = self.s
        s.films.loading.connect(self._loading)
        s.films.opened.connect(self._opened)
        s.films.failed.connect(self._film_failed)
        s.films.decoded.connect(self._decoded)
        s.films.refused.connect(self._refused)
        s.films.idle.connect(self._rest)
        s.models.answered.connect(self._answered)
        s.models.not_answered.connect(self._not_answered)
        s.models.ready.connect(self._model_ready)
        s.models.threshold_changed.connect(self._threshold_changed)
        s.models.sites_changed.connect(self._sites_changed)
        s.models.failed.connect(self.failed)
        s.readings.filed.connect(self._filed)
        s.measures.key_changed.connect(lambda film, on: s.worklist.set_own(film, key=on))
        s.readings.failed.connect(self.failed)
        s.store.failed.connect(self.failed)
        s.store.opened.connect(self._store_opened)
        s.store.replaced.connect(self._store_replaced)
        s.worklist.cleared.connect(self._cleared)
        s.worklist.added.connect(self._added)
        s.worklist.failed.connect(self.failed)

    def start(self) -> None:
        """Open the store, load the model, warm the decode process."""
        self.s.store.open()
        self.s.films.warm()
        self.s.models.start(self.s.preferences.values.model_sha256)

    # the list ------------------------------------------------------------------------------------

    def open(self, paths: Iterable[Path]) -> None:
        """A new worklist from files, folders and DICOMDIRs."""
        self.s.worklist.open(paths)

    def _cleared(self) -> None:
        """The new list has its first film: nothing of the old one is wanted any more."""
        self.s.models.forget_later()
        self._wanted, self._ahead, self._put_off, self._at = [], [], set(), 0
        self.s.films.forget()

    def _added(self, first: int, last: int) -> None:
        self._ask_paths([entry.path for entry in self.s.worklist.entries[first : last + 1]])
        if first == 0:
            self.first_found.emit()

    def _ask_paths(self, paths: list[Path]) -> None:
        """Which of these were read before, if they still are what lay there: those are looked at again."""
        reader, disputes = self.s.readings.reader, self.s.readings.adjudicating
        if not paths or not self.s.store.usable:
            return

        def done(statuses: dict[Path, FilmStatus]) -> None:
            read = (Status.READ, Status.CORRECTED)
            self.s.worklist.expect(
                path for path, known in statuses.items()
                if known.state in read or known.key or (disputes and known.disputed)
            )  # fmt: skip
            self._rest()

        self.s.store.call(lambda store: store.worklist(paths, reader), done)

    def _ask_all(self) -> None:
        """What the store knows of every film of the list."""
        self._ask_store(self.s.worklist.known_pixels)
        self._ask_paths([entry.path for entry in self.s.worklist.entries if entry.pixels is None])

    def _ask_store(self, films: list[Sha256], then: Callable[[], None] = lambda: None) -> None:
        """What the store knows of these films; ``then`` follows, with or without a store."""
        if not films or not self.s.store.usable:
            then()
            return
        reader, model = self.s.readings.reader, self.s.models.model
        sha = Sha256(model.sha256) if model else None
        disputes = self.s.readings.adjudicating

        def done(statuses: dict[Sha256, FilmStatus]) -> None:
            if (reader, disputes) == (self.s.readings.reader, self.s.readings.adjudicating):
                if model is self.s.models.model:
                    self.s.worklist.set_filed(
                        statuses, disputes=disputes, answers=not (model and model.sites)
                    )
                then()

        self.s.store.call(lambda store: store.statuses(films, reader, sha), done)

    def _store_opened(self) -> None:
        self._ask_all()
        if self.film is not None and not self.is_loading:
            self.s.readings.set_given(self.given)

    def _store_replaced(self) -> None:
        """A backup was restored, or another store's rows came in."""
        self.s.readings.reload()
        self._forget_readings()

    def set_reader(self, reader: str) -> None:
        """Another pseudonym: its own readings are shown from now on."""
        self.s.preferences.set(reader=reader)
        self.s.readings.set_reader(reader)
        self._forget_readings()

    def set_adjudicating(self, *, on: bool) -> None:
        """The reader settles where others differ, and sees what they answered; or reads blind again."""
        self.s.readings.set_adjudicating(on=on)
        self._forget_readings()

    def set_blind(self, *, on: bool) -> None:
        """Hide what the model says until the reader has answered, or show it at once."""
        self.s.preferences.set(answer_first=on)
        self.s.readings.set_blind(on=on)
        self.s.worklist.set_blind(on=on)
        self.answer_changed.emit()

    def _forget_readings(self) -> None:
        self.s.worklist.forget_readings()
        self._ask_all()

    # the film on screen --------------------------------------------------------------------------

    def show(self, position: int, ahead: Iterable[int] = ()) -> None:
        """Show a line of the list; ``ahead`` are the lines that are read meanwhile, nearest first."""
        entries = self.s.worklist.entries
        self._put_off.update(self.s.models.forget_later())
        self._reading_ahead.stop()
        far = ahead if self.s.preferences.values.work_ahead else ()
        self._ahead = [entries[at].path for at in far if 0 <= at < len(entries)]
        self.s.films.open(entries[position].path)

    def again(self) -> None:
        """Read the film on screen, or the file that was refused, once more; ask a model that failed again."""
        if self.answer_error is not None and self.s.models.model is not None:
            self.s.models.model.predictor.session.forgive()
        self.s.films.again()

    def _loading(self, _path: Path) -> None:
        """The old film stays on screen but is not read any more: a key may be meant for the next."""
        self.is_loading, self.refusal = True, NOTHING
        self.s.readings.leave()
        self.answer_changed.emit()

    def _opened(self, film: OpenFilm) -> None:
        self.is_loading = False
        self.film, self.given, self.answer_error = film, None, None
        self.film_shown.emit(film)
        self.s.readings.begin(film.image.film)
        self.s.models.ask(film.image)
        self.answer_changed.emit()
        self._reading_ahead.start()

    def _film_failed(self, path: Path, error: Exception) -> None:
        self.is_loading = False
        self.film, self.given, self.answer_error = None, None, None
        self.s.readings.leave()
        self.refusal = error.message if isinstance(error, ShentonError) else INSIDE
        self.film_failed.emit(path, error)
        self.answer_changed.emit()
        self._reading_ahead.start()

    def _decoded(self, film: OpenFilm) -> None:
        header: Film = film.image.film
        self.s.worklist.set_film(header.path, header, film.thumb)
        known = self.s.models.known(header)
        if known is not None:
            self.s.worklist.set_answer(known)

        def taken(other: bool) -> None:
            if other:
                self.s.worklist.set_uid_taken(header.path, header.pixel_sha256)

        if self.s.store.usable:
            self.s.store.call(lambda store: store.bears_known_uid(header), taken)

        def answer() -> None:
            if film is not self.film and not self.s.worklist.knows_answer(header.path):
                self.s.models.ask_later(film.image)

        self._ask_store([header.pixel_sha256], answer)

    def _refused(self, path: Path, error: Exception) -> None:
        self.s.worklist.set_refused(path, error)
        if isinstance(error, ShentonError):
            reason = error.message
            self.s.store.tell(lambda store: store.add_refusal(path, reason))
        else:
            log.error("a film could not be read\n%s", "\n".join(trace(error)))

    # its answer ----------------------------------------------------------------------------------

    @property
    def is_asking(self) -> bool:
        """Whether the answer to the film on screen is still being made."""
        waiting = self.film is not None and self.given is None and self.answer_error is None
        return waiting and (self.s.models.model is not None or self.s.models.is_loading)

    def _answered(self, given: Given) -> None:
        self.s.worklist.set_answer(given)
        if self._is_on_screen(given.film):
            self.given = given
            self.s.readings.set_given(given)
            self.answer_changed.emit()
        elif given.is_new:
            self._keep_answer(given.film, given.answer)
        self._rest()

    def _keep_answer(self, film: Film, answer: Answer) -> None:
        """An answer given ahead is kept as one on screen is: the next start sorts by it at once."""
        if isinstance(answer, Prediction):
            self.s.store.tell(lambda store: store.add_prediction(film, answer))
        else:
            self.s.store.tell(lambda store: store.add_no_answer(film, answer))

    def _is_on_screen(self, film: Film) -> bool:
        """Whether what was said of ``film`` is true of the one on screen."""
        here = None if self.is_loading or self.film is None else self.film.image.film
        return here is not None and answer_key(film) == answer_key(here)

    def _not_answered(self, film: Film, error: Exception) -> None:
        if self._is_on_screen(film):
            self.answer_error = error
            self.answer_changed.emit()
        self._rest()

    def _model_ready(self, model: LoadedModel) -> None:
        self.s.preferences.set(model_sha256=model.sha256)
        self.s.worklist.forget_answers()
        self.s.worklist.set_points(model.points, model.chosen_threshold)
        self._at = 0
        self.given, self.answer_error = None, None
        self.s.readings.set_given(None)
        if self.film is not None and not self.is_loading:
            self.s.models.ask(self.film.image)
        self._ask_all()
        self.answer_changed.emit()

    def _sites_changed(self) -> None:
        """Probabilities change with a site's temperature: every film is answered anew."""
        self.s.worklist.forget_answers()
        self._at = 0
        self._threshold_changed()
        self._ask_all()

    def _threshold_changed(self) -> None:
        model = self.s.models.model
        assert model is not None
        self.s.worklist.set_points(model.points, model.chosen_threshold)
        self.given, self.answer_error = None, None
        self.s.readings.set_given(None)
        if self.film is not None and not self.is_loading:
            self.s.models.ask(self.film.image)
        self.answer_changed.emit()

    def _filed(self, pixels: Sha256, filed: Filed) -> None:
        disputed = self.s.readings.adjudicating and filed.status.disputed
        film = (pixels, filed.status.shape)
        self.s.worklist.set_reading(film, filed.current, filed.status.state, disputed=disputed)

    @property
    def prediction(self) -> Prediction | None:
        """The model's answer to the film on screen, unless it was withheld or must stay hidden."""
        if self.s.readings.answer_hidden:
            return None
        answer = self.given.answer if self.given is not None else None
        return answer if isinstance(answer, Prediction) else None

    # ahead of the reader -------------------------------------------------------------------------

    def want_in_sight(self, positions: list[int]) -> None:
        """These lines are on screen: their pictures and answers are made when nothing else is to be done."""
        self._wanted = list(positions)
        self._rest()

    def _rest(self) -> None:
        """Something has come to an end: look a moment later for what could be done ahead."""
        if not self.s.jobs.closed and not self._closing:
            self._background.start()

    def _do_background(self) -> None:
        busy = self._reading_ahead.isActive() or not (self.s.films.is_idle and self.s.models.is_idle)
        if busy or self.s.jobs.closed:
            return
        entries = self.s.worklist.entries
        in_sight = (entries[at] for at in self._wanted if at < len(entries))
        for entry in in_sight:
            unseen = entry.thumb is None or entry.path in self._put_off
            if unseen and entry.status is not Status.REFUSED:
                self._put_off.discard(entry.path)
                self.s.films.glance(entry.path)
                return
        expected = self.s.worklist.expected()
        if expected is not None:
            self.s.films.glance(expected)
        elif self._want_all and self.s.models.model is not None and self.s.preferences.values.work_ahead:
            self._answer_next()

    def want_all(self, *, on: bool) -> None:
        """Whether every film of the list is answered when nothing else is to be done."""
        self._want_all, self._at = on, 0
        self._rest()

    def _answer_next(self) -> None:
        """The next film of the list without an answer; each is looked at once."""
        entries = self.s.worklist.entries
        while self._at < len(entries):
            position, self._at = self._at, self._at + 1
            if entries[position].status is not Status.REFUSED and not self.s.worklist.is_answered(position):
                self.s.films.glance(entries[position].path)
                return

    # the end -------------------------------------------------------------------------------------

    def close(self) -> None:
        """End everything in order: what was confirmed is on the disk when this returns."""
        self._closing = True
        self._background.stop()
        self._reading_ahead.stop()
        self.s.worklist.cancel()
        self.s.readings.leave()
        self.s.preferences.save()
        self.s.films.close()
        self.s.models.close()
        self.s.store.close()
        self.stuck = self.s.jobs.shutdown()
        self.s.films.release(self.stuck)
