"""What models said of the films of a list, for the headers that they were asked under."""

from __future__ import annotations

from inference.records import Answer, Film, Prediction, Sha256
from viewer.app.prediction.answer_key import AnswerKey, answer_key
from viewer.app.worklist_entry import Known, Picture


class ListedAnswers:
    """The answers by film, and by the lines of the list where these films lie.

    An answer of an earlier sitting is known by the pixels alone.  Where the list holds these pixels under
    several headers nobody can say which of them it was given to, and none of them shows it.
    """

    def __init__(self) -> None:
        self._keys: dict[int, AnswerKey] = {}  # of the film at a position
        self._places: dict[Sha256, dict[AnswerKey, set[int]]] = {}
        self._given: dict[AnswerKey, Known] = {}
        self._filed: dict[Picture, Known] = {}

    def note_film(self, position: int, film: Film) -> None:
        """This film lies at a position now."""
        key = answer_key(film)
        if self._keys.get(position) != key:
            self.forget_film(position)
            self._keys[position] = key
            self._places.setdefault(key.pixels, {}).setdefault(key, set()).add(position)

    def forget_film(self, position: int) -> None:
        """Nobody knows what lies there."""
        key = self._keys.pop(position, None)
        if key is not None:
            lines = self._places[key.pixels]
            lines[key].discard(position)
            if not lines[key]:
                del lines[key]

    def give(self, film: Film, answer: Answer) -> None:
        """The model in use answered this film."""
        said = Known()
        if isinstance(answer, Prediction):
            said = Known(answer.p_fracture, answer.threshold, answer.named_class, answer.side, answer.points)
        self._given[answer_key(film)] = said

    def file(self, film: Picture, known: Known) -> None:
        """It answered these pixels, in this shape, in an earlier sitting."""
        self._filed.setdefault(film, known)

    def clear(self) -> None:
        """Another model is in use."""
        self._given, self._filed = {}, {}

    def of(self, position: int) -> Known | None:
        """What is known of the film at a position."""
        key = self._keys.get(position)
        return None if key is None else self._of(key)

    def _of(self, key: AnswerKey) -> Known | None:
        given = self._given.get(key)
        if given is None and len(self._places.get(key.pixels, ())) == 1:
            return self._filed.get((key.pixels, key.shape))
        return given

    @property
    def count(self) -> int:
        """How many lines have an answer."""
        return sum(
            len(lines[key])
            for lines in self._places.values()
            for key in lines
            if self._of(key) is not None
        )  # fmt: skip

    @property
    def positions(self) -> list[int]:
        """The lines that have an answer."""
        return [position for position in self._keys if self.of(position) is not None]
