"""One reader's sitting, driven from a window: the state machine on the store lane, the films ahead of it.

What the window shows is on the disk first; each answer's time is taken where the key was pressed, not where
the lane got to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from inference.errors import StudyError
from inference.model.verdict import Zone
from inference.records import Affine, Film
from viewer.app.film_service import FilmService, OpenFilm
from viewer.app.jobs import JobRunner, Lane
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import HeatMap
from viewer.study.design.protocol import Response
from viewer.study.sitting.sitting import Clock, Phase, Position, Sitting

if TYPE_CHECKING:
    from viewer.study.design.reading_order import Step


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """What the model said about a film, frozen before the study began.

    Attributes:
        words: its answer as a sentence.
        p_fracture: calibrated probability; None where the answer was withheld.
        heat: the fracture map; None where there is none to show.
        map_to_film: carries map coordinates to film pixels.
        synthetic: the model was trained on synthetic films.
        zone: the frozen sensitive and specific threshold; None where one threshold decides.
        doubts: what the answer must be read with, by the model's film checks; one line each, empty for none.
    """

    state: State
    words: str
    p_fracture: float | None = None
    threshold: float = 0.5
    heat: HeatMap | None = None
    map_to_film: Affine = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    synthetic: bool = False
    doubts: str = ""
    zone: Zone | None = None


class Films(Protocol):
    """Where the films of a sitting are, and what the model said about them."""

    def path(self, film: str) -> Path:
        """The film's file."""

    def check(self, film: str, shown: Film) -> None:
        """Refuse what was read from that file where it is another film.

        Raises:
            StudyError: it is.
        """

    def advice(self, film: str) -> Advice | None:
        """The model's frozen answer; read from the disk, so in a job."""


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """What the window is to show.

    Attributes:
        seconds_left: until the time limit, at the moment of :attr:`at` (``time.monotonic``); None without.
        advice: the model's answer where the position shows it.
    """

    position: Position
    at: float
    seconds_left: float | None = None
    advice: Advice | None = None


class SittingService(QObject):
    """The sitting behind a window."""

    ready = Signal(object)  # Assignment, once, before the first move
    moved = Signal(object)  # Screen: another place in the sitting
    timed = Signal(object)  # Screen: the same place, its film on the screen and its time running
    film_opened = Signal(object)  # OpenFilm of the present step
    film_failed = Signal(object)  # Exception
    failed = Signal(object)  # Exception: nothing was written

    def __init__(self, jobs: JobRunner, films: FilmService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._films = jobs, films
        self._sitting: Sitting | None = None  # touched on the store lane only
        self._folder: Films | None = None
        self._stamp: float | None = None
        self.now = Clock().now
        self.screen: Screen | None = None
        self.busy, self._ended = False, False
        films.opened.connect(self._film_opened)
        films.failed.connect(self._film_failed)

    def open(self, make: Callable[[Clock], tuple[Sitting, Films]], now: Clock | None = None) -> None:
        """Open the sitting that ``make`` gives on the store lane; :attr:`moved` or :attr:`failed` follows.

        Args:
            now: of the dates; a test puts its own in.
        """
        self.now = (now or Clock()).now
        clock = Clock(self.now, self._seconds)

        def work() -> Screen:
            sitting, self._folder = make(clock)
            self._sitting = sitting
            return self._screen(sitting, sitting.position())

        self._start(work)

    def _seconds(self) -> float:
        return time.monotonic() if self._stamp is None else self._stamp

    # what the reader does ------------------------------------------------------------------------

    @property
    def older_copy(self) -> bool:
        """Whether an older copy of the answers was put back."""
        return self._sitting is not None and self._sitting.older_copy

    def begin(self) -> None:
        """Begin the session that waits."""
        self._move(lambda sitting: sitting.begin())

    def submit(self, response: Response, *, map_shown: bool) -> None:
        """Lock an answer."""
        self._move(lambda sitting: sitting.submit(response, map_shown=map_shown))

    def expire(self, response: Response) -> None:
        """The time is over."""
        self._move(lambda sitting: sitting.expire(response))

    def seen(self) -> None:
        """The feedback was read."""
        self._move(lambda sitting: sitting.seen())

    def pause(self) -> None:
        self._move(lambda sitting: sitting.pause())

    def resume(self) -> None:
        self._move(lambda sitting: sitting.resume())

    def back(self) -> None:
        """Return to the film before."""
        self._move(lambda sitting: sitting.back())

    def note_shown(self) -> None:
        """The film was painted: its time runs."""
        if self._sitting is not None and not self.busy and not self._jobs.closed:
            work = self._stamped(lambda sitting: sitting.shown())
            self._jobs.submit(Lane.STORE, work, self._timed, self._failed)

    # running it ----------------------------------------------------------------------------------

    def _move(self, work: Callable[[Sitting], Position]) -> None:
        """A second key while the first one's answer is written means nothing."""
        if not self.busy and self._sitting is not None:
            self._start(self._stamped(work))

    def _start(self, work: Callable[[], Screen]) -> None:
        if not self._jobs.closed:
            self.busy = True
            self._jobs.submit(Lane.STORE, work, self._moved, self._failed)

    def _stamped(self, work: Callable[[Sitting], Position]) -> Callable[[], Screen]:
        stamp, sitting = time.monotonic(), self._sitting
        assert sitting is not None

        def run() -> Screen:
            self._stamp = stamp
            try:
                return self._screen(sitting, work(sitting))
            finally:
                self._stamp = None

        return run

    def _screen(self, sitting: Sitting, position: Position) -> Screen:
        """On the store lane."""
        assert self._folder is not None
        step, advice = position.step, None
        if step is not None and position.aided:
            advice = self._folder.advice(step.film)
        return Screen(position, self._seconds(), sitting.seconds_left, advice)

    def _moved(self, screen: Screen) -> None:
        if self._ended:
            return
        self.busy = False
        if self.screen is None and self._sitting is not None:
            self.ready.emit(self._sitting.assignment)
        self.screen = screen
        self.moved.emit(screen)
        step = screen.position.step
        if step is not None and screen.position.phase is not Phase.PAUSED:
            self._want(step)

    def _timed(self, screen: Screen) -> None:
        if not self._ended:
            self.screen = screen
            self.timed.emit(screen)

    def _failed(self, error: Exception) -> None:
        if not self._ended:
            self.busy = False
            self.failed.emit(error)

    # films ---------------------------------------------------------------------------------------

    def _want(self, step: Step) -> None:
        assert self._folder is not None
        path = self._folder.path(step.film)
        self._films.open(path)
        following = self._following(step)
        if following:
            self._films.read_ahead(self._folder.path(following))

    def _following(self, step: Step) -> str:
        """The film after this one, in this session."""
        assert self._sitting is not None
        steps = self._sitting.assignment.steps
        later = steps[steps.index(step) :]
        return next((one.film for one in later if one.film != step.film and one.session == step.session), "")

    def _film_opened(self, film: OpenFilm) -> None:
        step = self.screen.position.step if self.screen is not None else None
        try:
            if step is not None and self._folder is not None:
                self._folder.check(step.film, film.image.film)
        except StudyError as error:
            self.film_failed.emit(error)
        else:
            self.film_opened.emit(film)

    def _film_failed(self, _path: Path, error: Exception) -> None:
        self.film_failed.emit(error)

    # the end -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Leave: an open film counts as paused.  Nothing is said any more."""
        self._ended = True
        self._films.close()
        sitting, self._sitting = self._sitting, None
        if sitting is not None and not self._jobs.closed:
            self._jobs.submit(Lane.STORE, sitting.close, lambda _none: None, lambda _error: None)
