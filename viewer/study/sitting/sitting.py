"""One reader's sittings as a state machine over the record of events; Qt-free.

>>> sitting = Sitting(assignment, Path("answers.sqlite"))  # doctest: +SKIP
>>> sitting.begin()                                        # doctest: +SKIP
>>> sitting.shown()            # the film is painted: time runs
>>> sitting.submit(Response(True, 80))                     # doctest: +SKIP

Every method that changes something writes one event first and returns the new :class:`Position`; when it
returns, the event is on the disk.  The machine is used by one thread at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import inference
from inference.errors import StudyError
from inference.hash_chain import canonical, digest
from viewer.study.design import reading_order
from viewer.study.design.protocol import AIDED, Response, Truth, check_response, missing
from viewer.study.design.reading_order import Assignment, Step
from viewer.study.files.event_log import Begun, Event, Record
from viewer.study.sitting import responses
from viewer.study.sitting.state import State

GRACE_S: Final = 1.0
"""An answer may come so much later than the time limit and still count as in time."""
CLOCK_SLACK: Final = timedelta(minutes=2)


class Phase(StrEnum):
    """Where a sitting stands."""

    WAITING = "waiting"  # before a session; ``opens`` says from when it may begin
    RATING = "rating"
    REVEALED = "revealed"  # sequential: the answer is locked, the model's is shown, rate again
    FEEDBACK = "feedback"  # practice: the reference standard is shown
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Position:
    """What the screen is to show.

    Attributes:
        phase: where the sitting stands.
        session: number of the session, from 1.
        sessions: how many there are.
        step: the question; None while waiting and when done.
        aided: the model's answer and map are to be shown.
        locked: the answer to the stage before (sequential), for display.
        earlier: the answer that stands after going back, to be changed.
        truth: the reference standard (feedback on a practice film).
        opens: when the session may begin; None where at once.
        can_go_back: :meth:`Sitting.back` is allowed.
        interrupted: this film was on the screen before without an answer (crash), so its time is not whole.
    """

    phase: Phase
    session: int
    sessions: int
    step: Step | None = None
    aided: bool = False
    locked: Response | None = None
    earlier: Response | None = None
    truth: Truth | None = None
    opens: datetime | None = None
    can_go_back: bool = False
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Time of day (with zone) and seconds that only run forward; a test puts its own in."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic


class Sitting:
    """The sittings of one reader; resumes at the film where the record ends.

    Args:
        assignment: what the reader is to do.
        path: file of the record, made when nothing was begun.
        clock: of the dates and timings.
        begun: the note that the sitting was begun; beside the record where None.

    Attributes:
        older_copy: the record lacks what was written here last: an older copy of it was put back.

    Raises:
        StudyError: the record is damaged, altered, of another assignment, or gone though it was begun.
    """

    def __init__(
        self, assignment: Assignment, path: Path, clock: Clock | None = None, begun: Begun | None = None
    ) -> None:
        self.assignment, self._clock = assignment, clock or Clock()
        self._steps = assignment.steps
        self._since: float | None = None  # when the film came on the screen, by the running clock
        self._begun = begun or Begun(path, path.with_suffix(".begun"))
        self._begun.need()
        self._record, self._state, self.older_copy = Record(path), State(), False
        try:
            self._opened()
        except BaseException:
            self._record.close()
            raise

    def _opened(self) -> None:
        """Note the start of the program, after checking that the record belongs to the assignment."""
        self._begun.need(empty=not self._record.events)
        own = digest({"assignment": canonical(reading_order.to_table(self.assignment))})
        if self._record.events and self._record.events[0].data.get("assignment_sha256") != own:
            raise StudyError(
                "The answers here belong to another study or reader.",
                "Open the study pack in a folder of its own.",
            )
        for event in self._record.events:
            self._state.apply(event)
        if self._state.begun:  # by a version that left no note
            self._begun.write()
        self.older_copy = not self._begun.is_followed_by(self._record.events)
        data: dict[str, object] = {"assignment_sha256": own, "app_version": inference.__version__}
        if self.older_copy:
            data["older_copy"] = True
        self._write("opened", {**data, "study": self.assignment.study, "reader": self.assignment.reader.code})
        if self.older_copy and self.position().phase in (Phase.RATING, Phase.REVEALED):
            self.pause()  # the reader is told before the next film is shown

    def position(self) -> Position:
        """Where the sitting stands."""
        state, step = self._state, self._current()
        sessions = len(self.assignment.sessions)
        if state.feedback is not None:
            shown = self._steps[state.feedback]
            truth = self.assignment.truths[shown.film]
            return Position(Phase.FEEDBACK, shown.session, sessions, shown, shown.arm == AIDED, truth=truth)
        if step is None:
            return Position(Phase.DONE, sessions, sessions)
        if state.begun < step.session:
            return Position(Phase.WAITING, step.session, sessions, opens=self.opens())
        locked = self._locked(step)
        phase = Phase.RATING if locked is None else Phase.REVEALED
        return Position(
            Phase.PAUSED if state.paused else phase, step.session, sessions, step, step.arm == AIDED, locked,
            state.answers.get(self._number()), None, None, self._before() is not None, state.interrupted,
        )  # fmt: skip

    def begin(self) -> Position:
        """Begin the next session.

        Raises:
            StudyError: it is not yet open (wash-out), with the date from which it is.
        """
        where = self._in(Phase.WAITING)
        opens = self.opens()
        if opens is not None and self._clock.now() < opens:
            raise StudyError(
                "The wash-out is not over: session {session} opens on {day}.",
                "Come back then; the answers so far are kept.",
                session=where.session,
                day=_day(opens),
            )
        self._begun.write()
        return self._write("session begun", {"session": where.session})

    def opens(self) -> datetime | None:
        """When the next session opens by the wash-out; None before the first session."""
        if not self._state.begun:
            return None
        ended = datetime.fromisoformat(self._state.answered_at)
        return ended + timedelta(days=self.assignment.rules.washout_days)

    def shown(self) -> Position:
        """The film is on the screen: its time runs from now; asked again, it goes on."""
        where = self._in(Phase.RATING, Phase.REVEALED)
        if self._since is not None:
            return where
        position = self._write("film shown", {"step": self._number()})
        self._since = self._clock.seconds()
        return position

    @property
    def seconds(self) -> float:
        """Seconds that the film has been on the screen at this stage, pauses apart."""
        running = 0.0 if self._since is None else self._clock.seconds() - self._since
        return self._state.spent.get(self._number(), 0.0) + running

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the time limit; None without a limit."""
        limit = self.assignment.rules.time_limit
        return max(limit - self.seconds, 0.0) if limit else None

    def submit(self, response: Response, *, map_shown: bool = False) -> Position:
        """Lock an answer and go on: to the model's answer, to the feedback, or to the next film.

        Args:
            map_shown: a heat map is on the screen, so its verdict is needed where it is asked.

        Raises:
            StudyError: the answer is not complete or does not fit the protocol; nothing was written.
        """
        self._in(Phase.RATING, Phase.REVEALED)
        check_response(response, self.assignment.rules)
        if says := missing(response, self.assignment.rules, map_shown=map_shown):
            raise StudyError(says)
        limit = self.assignment.rules.time_limit
        return self._answer(response, late=bool(limit) and self.seconds > limit + GRACE_S)

    def expire(self, response: Response | None = None) -> Position:
        """The time is over: what was answered so far is locked, even if it is nothing.

        Raises:
            StudyError: there is no limit, or it is not reached.
        """
        self._in(Phase.RATING, Phase.REVEALED)
        left = self.seconds_left
        if left is None or left > 0:
            raise StudyError("The time for this film is not over.", "Answer it.")
        given = response or Response()
        check_response(given, self.assignment.rules)
        return self._answer(given, late=True)

    def _answer(self, response: Response, *, late: bool) -> Position:
        step, seconds = self._steps[self._number()], self.seconds
        data = {
            "step": self._number(),
            "session": step.session,
            "film": step.film,
            "arm": step.arm,
            "practice": step.practice,
            "response": responses.to_table(response),
            "seconds": round(seconds, 3),
            "interrupted": self._state.interrupted,
            "timed_out": late,
            "supersedes": self._state.answered_by.get(self._number()),
            "feedback": step.practice and step.last_arm,
        }
        return self._write("answer", data)

    def seen(self) -> Position:
        """The feedback on a practice film was read: go on."""
        self._in(Phase.FEEDBACK)
        return self._write("feedback seen", {"step": self._state.feedback})

    def pause(self) -> Position:
        """Stop the clock; the film is to leave the screen."""
        self._in(Phase.RATING, Phase.REVEALED)
        return self._write("paused", {"step": self._number(), "seconds": round(self.seconds, 3)})

    def resume(self) -> Position:
        """Go on at the same film; its time goes on with :meth:`shown`."""
        self._in(Phase.PAUSED)
        return self._write("resumed", {"step": self._number()})

    def back(self) -> Position:
        """Return to the film before, whose answer can then be replaced; :meth:`submit` returns here.

        Raises:
            StudyError: the protocol has no way back, or there is no film before in this session.
        """
        self._in(Phase.RATING)
        before = self._before()
        if before is None:
            raise StudyError("There is no way back to the film before.", "Answers of this study are final.")
        left = {"left": self._number(), "seconds": round(self.seconds, 3)}
        return self._write("went back", {"step": before, **left})

    def close(self) -> None:
        """Leave; an open film counts as paused."""
        if self._since is not None:
            self.pause()
        self._record.close()

    @property
    def events(self) -> tuple[Event, ...]:
        """The whole record."""
        return self._record.events

    def _before(self) -> int | None:
        """The step to which the protocol lets the reader return."""
        number = self._number()
        if not self.assignment.rules.back or number <= 0 or number >= len(self._steps):
            return None
        here, before = self._steps[number], self._steps[number - 1]
        same = here.session == before.session and not here.practice and not before.practice
        return number - 1 if same else None

    def _number(self) -> int:
        """Number of the current step: the one gone back to, else the first without an answer."""
        if self._state.revisited is not None:
            return self._state.revisited
        answered = self._state.answers
        return next((n for n in range(len(self._steps)) if n not in answered), len(self._steps))

    def _current(self) -> Step | None:
        number = self._number()
        return self._steps[number] if number < len(self._steps) else None

    def _locked(self, step: Step) -> Response | None:
        """The same film's answer in the arm before, in the same session."""
        before = self._number() - 1
        if before < 0 or self._steps[before].film != step.film or self._steps[before].session != step.session:
            return None
        return self._state.answers.get(before)

    def _in(self, *allowed: Phase) -> Position:
        where = self.position()
        if where.phase not in allowed:
            raise StudyError(
                "This is not possible now ({phase}).",
                "Go on where the screen stands.",
                phase=where.phase.value,
            )
        return where

    def _write(self, kind: str, data: Mapping[str, object]) -> Position:
        now = self._clock.now().astimezone(UTC)
        if self._record.events:
            last = datetime.fromisoformat(self._record.events[-1].at)
            if now < last - CLOCK_SLACK:
                raise StudyError(
                    "This computer's clock is before the last answer ({day}).",
                    "Set the clock right.",
                    day=_day(last),
                )
            now = max(now, last)
        event = self._record.append(now.isoformat(timespec="milliseconds"), kind, data)
        self._state.apply(event)
        if kind == "answer" or self.older_copy:
            self._begun.keep_up(event)
        if kind != "film shown":  # whatever else happened, the film's time stands still
            self._since = None
        return self.position()


def _day(moment: datetime) -> str:
    """Date and hour where the reader sits."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
