"""What a record's events add up to: the state that a sitting resumes from and a merge reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from inference.errors import StudyError
from viewer.study.design.protocol import Response
from viewer.study.files.event_log import Event
from viewer.study.sitting import responses


class State:
    """The state after some events; steps are numbered as in ``Assignment.steps``.

    Attributes:
        answers: the standing answer of each step.
        answered_by: number of the event that holds it.
        begun: number of the newest session that was begun; 0 before the first.
        answered_at: when the newest answer was locked; empty before the first.
        paused: a pause is on.
        spent: seconds that an unanswered step was on the screen before a pause.
        on_screen: step whose film is on the screen.
        interrupted: the film was on the screen when the program ended without a word.
        revisited: step to which the reader went back.
        feedback: practice step whose feedback waits to be read.
    """

    def __init__(self) -> None:
        self.answers: dict[int, Response] = {}
        self.answered_by: dict[int, int] = {}
        self.begun = 0
        self.answered_at = ""
        self.paused = False
        self.spent: dict[int, float] = {}
        self.on_screen: int | None = None
        self.interrupted = False
        self.revisited: int | None = None
        self.feedback: int | None = None

    def apply(self, event: Event) -> None:
        """Take one more event in.

        Raises:
            StudyError: an event that this version does not know.
        """
        handler = _HANDLERS.get(event.kind)
        if handler is None:
            raise StudyError(
                "The answers here were written by a newer Shenton.", "Use the version that wrote them."
            )
        try:
            handler(self, event.data, event)
        except (KeyError, TypeError, ValueError) as error:
            raise StudyError(
                "The answers of this sitting cannot be read.", "Tell whoever runs the study."
            ) from error

    def _opened(self, data: Mapping[str, object], event: Event) -> None:
        self.interrupted = self.interrupted or self.on_screen is not None
        self.on_screen = None

    def _begun(self, data: Mapping[str, object], event: Event) -> None:
        self.begun = _whole(data, "session")

    def _shown(self, data: Mapping[str, object], event: Event) -> None:
        self.on_screen = _whole(data, "step")

    def _paused(self, data: Mapping[str, object], event: Event) -> None:
        self.paused, self.on_screen = True, None
        self.spent[_whole(data, "step")] = float(str(data["seconds"]))

    def _resumed(self, data: Mapping[str, object], event: Event) -> None:
        self.paused = False

    def _answer(self, data: Mapping[str, object], event: Event) -> None:
        step = _whole(data, "step")
        self.answers[step] = responses.from_table(data["response"])
        self.answered_by[step], self.answered_at = event.number, event.at
        self.on_screen, self.revisited, self.interrupted = None, None, False
        self.spent.pop(step, None)
        self.feedback = step if data["feedback"] else None

    def _seen(self, data: Mapping[str, object], event: Event) -> None:
        self.feedback = None

    def _back(self, data: Mapping[str, object], event: Event) -> None:
        self.spent[_whole(data, "left")] = float(str(data["seconds"]))
        self.on_screen, self.interrupted = None, False
        self.revisited = _whole(data, "step")


def _whole(data: Mapping[str, object], key: str) -> int:
    value = data[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(key)
    return value


_HANDLERS: Final[Mapping[str, Callable[[State, Mapping[str, object], Event], None]]] = {
    "opened": State._opened,
    "session begun": State._begun,
    "film shown": State._shown,
    "paused": State._paused,
    "resumed": State._resumed,
    "answer": State._answer,
    "feedback seen": State._seen,
    "went back": State._back,
}
