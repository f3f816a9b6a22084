"""How an answer is put into words, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from inference.aoota import FRACTURES, NORMAL, ReaderClass
from inference.model.input_checks import doubt_words
from inference.records import Answer, NoAnswer, OperatingPoint, Prediction, Reading, Side
from viewer.app.i18n import listed, mark, tr, translated
from viewer.app.prediction.answer_state import State

SENSITIVE: Final = "sensitive"
SPECIFIC: Final = "specific"


SIDE_WORDS: Final[dict[Side, str]] = {
    Side.LEFT: mark("left hip"),
    Side.RIGHT: mark("right hip"),
    Side.BOTH: mark("both hips"),
    Side.UNCERTAIN: mark("side uncertain"),
    Side.NONE: "",
}
CLASS_WORDS: Final[dict[ReaderClass, str]] = {
    ReaderClass.NORMAL: mark("Normal"),
    ReaderClass.INDETERMINATE: mark("Indeterminate"),
    ReaderClass.UNREADABLE: mark("Unreadable"),
}


def doubts_text(prediction: Prediction) -> str:
    """What the answer must be read with, by the card's film checks; one line each, empty for none."""
    return "\n".join(translated(words) for words in doubt_words(prediction.doubts))


def doubt_zone(points: Iterable[OperatingPoint]) -> tuple[float, float] | None:
    """Between the sensitive and the specific threshold, when a model brings both in that order."""
    named = {point.name: point.threshold for point in points}
    if SENSITIVE in named and SPECIFIC in named and named[SENSITIVE] < named[SPECIFIC]:
        return named[SENSITIVE], named[SPECIFIC]
    return None


def state_of(answer: Answer, points: Sequence[OperatingPoint] = ()) -> State:
    """Fracture, doubt, no fracture or withheld."""
    if isinstance(answer, NoAnswer):
        return State.WITHHELD
    return state_at(answer.p_fracture, answer.threshold, points)


def state_at(p_fracture: float, threshold: float, points: Sequence[OperatingPoint] = ()) -> State:
    """The state of a probability against the threshold in force and the model's operating points."""
    zone = doubt_zone(points)
    if zone is not None:
        above = sum(p_fracture >= edge for edge in zone)
        return (State.CLEAR, State.DOUBT, State.FRACTURE)[above]
    return State.FRACTURE if p_fracture >= threshold else State.CLEAR


def sentence(answer: Answer, points: Sequence[OperatingPoint] = ()) -> str:
    """The answer as one sentence, e.g. ``Fracture likely, right hip, AO/OTA A2``."""
    if isinstance(answer, NoAnswer):
        return translated(answer.reason)
    state = state_of(answer, points)
    if state is State.CLEAR:
        return tr("No fracture found")
    first = tr("Fracture likely") if state is State.FRACTURE else tr("Fracture possible")
    if not answer.is_fracture:
        return first
    parts = [first, side_text(answer.side), f"AO/OTA {answer.best_class}"]
    return listed(parts)


def side_text(side: Side) -> str:
    """A side in words; nothing for no side."""
    return tr(SIDE_WORDS[side]) if SIDE_WORDS[side] else ""


def point_text(point: OperatingPoint) -> str:
    """An operating point and what it was set on."""
    return tr(
        "Threshold “{name}”: {threshold:.3f}, set on {set_on} ({films} films)",
        name=point.name, threshold=point.threshold, set_on=point.set_on, films=point.films,
    )  # fmt: skip


def class_text(ao_class: ReaderClass | str) -> str:
    """A reader's class in words."""
    known = ReaderClass(ao_class)
    return tr(CLASS_WORDS[known]) if known in CLASS_WORDS else known.value


def reading_text(ao_class: ReaderClass, side: Side) -> str:
    """A reading in a few words, e.g. ``A2, right hip``."""
    word = side_text(side)
    return listed((class_text(ao_class), word if ao_class in FRACTURE_CLASSES else ""))


FRACTURE_CLASSES: Final = frozenset((*map(ReaderClass, FRACTURES), ReaderClass.C1, ReaderClass.C2))


def agrees(reading: Reading, prediction: Prediction) -> bool:
    """Whether a reader's class is the model's (the side is not asked: the model reads it off a map)."""
    return str(reading.ao_class) == prediction.best_class


def agreeable(prediction: Prediction | None, points: Sequence[OperatingPoint]) -> ReaderClass | None:
    """The class that *agree* files: none where nothing was found, nothing where the model is in doubt."""
    if prediction is None:
        return None
    state = state_of(prediction, points)
    if state is State.DOUBT and not prediction.is_fracture:
        return None
    return ReaderClass.NORMAL if state is State.CLEAR else ReaderClass(prediction.best_class)


def usual_side(ao_class: ReaderClass, prediction: Prediction | None) -> Side:
    """The side a reading begins with: the model's for a fracture, none for a normal film."""
    if ao_class in (ReaderClass.NORMAL, ReaderClass.UNREADABLE):
        return Side.NONE
    if prediction is None or prediction.side is Side.NONE:
        return Side.UNCERTAIN
    return prediction.side


def map_targets() -> tuple[tuple[str, str], ...]:
    """The map chooser's entries: key and words."""
    groups = (
        ("fracture", tr("fracture or not")),
        ("A", tr("A (trochanteric)")),
        ("B", tr("B (neck)")),
    )
    classes = tuple(
        (name, tr("class {name}", name=tr("normal") if name == NORMAL else name))
        for name in (*FRACTURES, NORMAL)
    )
    return groups + classes
