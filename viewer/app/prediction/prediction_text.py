"""How an answer is put into words, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from inference.aoota import FRACTURES, NORMAL, OPEN, ReaderClass, class_named
from inference.model.input_checks import doubt_words
from inference.model.verdict import Verdict, Zone, doubt_zone, points_of, probability_text, verdict_of
from inference.records import Answer, NoAnswer, OperatingPoint, Prediction, Reading, Side
from viewer.app.i18n import listed, many, mark, quoted, tr, translated
from viewer.app.prediction.answer_state import STATE_WORDS, State

STATES: Final[dict[Verdict, State]] = {
    Verdict.LIKELY: State.FRACTURE,
    Verdict.POSSIBLE: State.DOUBT,
    Verdict.CLEAR: State.CLEAR,
}
VERDICT_WORDS: Final[dict[State, str]] = {
    state: STATE_WORDS[state] for state in (State.FRACTURE, State.DOUBT, State.CLEAR)
}
"""The same words wherever an answer is named: on its card, on the film, in the worklist."""
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


def state_of(answer: Answer, points: Sequence[OperatingPoint] = ()) -> State:
    """Fracture, doubt, no fracture or withheld; ``points``: the model's, where the answer brings none."""
    if isinstance(answer, NoAnswer):
        return State.WITHHELD
    return state_at(answer.p_fracture, answer.threshold, points_of(answer, points))


def state_at(p_fracture: float, threshold: float, points: Sequence[OperatingPoint] = ()) -> State:
    """The state of a probability against the threshold in force and the model's operating points."""
    return STATES[verdict_of(p_fracture, threshold, doubt_zone(points))]


def sentence(answer: Answer, points: Sequence[OperatingPoint] = ()) -> str:
    """The answer as one sentence, e.g. ``Fracture likely, right hip, AO/OTA A2``."""
    if isinstance(answer, NoAnswer):
        return translated(answer.reason)
    return verdict_sentence(answer, state_of(answer, points))


def verdict_sentence(answer: Prediction, state: State) -> str:
    """A verdict with the side and class of a fracture."""
    first = tr(VERDICT_WORDS[state])
    if state is State.CLEAR or not answer.is_fracture:
        return first
    return listed([first, side_text(answer.side), ao_text(answer.named_class)])


def ao_text(name: str) -> str:
    """A fracture class of the model in words, or that it is open (:func:`inference.aoota.likely_class`)."""
    return f"AO/OTA {name}" if name != OPEN else tr("AO/OTA class open")


def said_class(prediction: Prediction, state: State) -> str:
    """What the card says of the class: in doubt below its threshold a model names none."""
    return class_named(prediction.probabilities, prediction.threshold, clear=state is State.CLEAR)


def class_line(prediction: Prediction, state: State) -> str:
    """The card's line of the class and the threshold in force, e.g. ``AO/OTA A2 0.61 · threshold 0.50``."""
    values, threshold = prediction.probabilities, prediction.threshold
    name = said_class(prediction, state)
    if name == NORMAL:
        return tr(
            "normal {p} · threshold {threshold:.2f}", p=probability_text(values[NORMAL]), threshold=threshold
        )
    if name == OPEN:
        return tr("AO/OTA class open · threshold {threshold:.2f}", threshold=threshold)
    return tr(
        "AO/OTA {name} {p} · threshold {threshold:.2f}",
        name=name,
        p=probability_text(values[name]),
        threshold=threshold,
    )


def rule_sentence(threshold: float, zone: Zone | None) -> str:
    """The rule behind the verdict in one sentence."""
    if zone is None:
        return tr("Fracture likely from {high:.2f}; below, no fracture found.", high=threshold)
    return tr(
        "Fracture likely from {high:.2f}, possible from {low:.2f}; below, no fracture found.",
        low=zone[0], high=zone[1],
    )  # fmt: skip


POINTS_TO: Final[dict[Side, str]] = {
    Side.RIGHT: mark("The map points to the right hip"),
    Side.LEFT: mark("The map points to the left hip"),
    Side.BOTH: mark("The map points to both hips"),
    Side.UNCERTAIN: mark("The side is uncertain"),
    Side.NONE: mark("The side is uncertain"),
}


POINTS_MOSTLY_TO: Final[dict[Side, str]] = {
    Side.RIGHT: mark("The map points mostly to the right hip"),
    Side.LEFT: mark("The map points mostly to the left hip"),
}
"""Where the map is warm on the other hip, too."""


def pointed_text(side: Side, *, mostly: bool) -> str:
    """Where the map points, in words that agree with what is drawn; ``mostly``: it is warm on both hips."""
    table = POINTS_MOSTLY_TO if mostly and side in POINTS_MOSTLY_TO else POINTS_TO
    return tr(table[side])


def strength_text(share: float, *, weak: bool) -> str:
    """How strong a map is, e.g. ``Weak map: 20 % of the scale``; past its end, the scale tells no more."""
    percent = ("" if share <= 1 else ">") + f"{min(share, 1):.0%}".replace("%", "\N{NO-BREAK SPACE}%")
    return (
        tr("Weak map: {share} of the scale", share=percent)
        if weak
        else tr("Map: {share} of the scale", share=percent)
    )


def side_text(side: Side) -> str:
    """A side in words; nothing for no side."""
    return tr(SIDE_WORDS[side]) if SIDE_WORDS[side] else ""


def point_text(point: OperatingPoint) -> str:
    """An operating point and what it was set on."""
    return tr(
        "Threshold “{name}”: {threshold:.3f}, set on {set_on} ({films})",
        name=point.name, threshold=point.threshold, set_on=quoted(point.set_on),
        films=many(point.films, "film"),
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
    """The class that *agree* files: none where nothing was found, nothing where the model names no class."""
    if prediction is None:
        return None
    named = said_class(prediction, state_of(prediction, points))
    return None if named == OPEN else ReaderClass(named)


def in_doubt(prediction: Prediction, points: Sequence[OperatingPoint]) -> bool:
    """Whether the model calls a fracture possible below its threshold: then it says no class at all."""
    return state_of(prediction, points) is State.DOUBT and not prediction.is_fracture


def usual_side(ao_class: ReaderClass) -> Side | None:
    """The side that follows from a class alone: none for a normal film; None where the reader must name it.

    The model's side never becomes the reader's by itself.
    """
    if ao_class in (ReaderClass.NORMAL, ReaderClass.UNREADABLE):
        return Side.NONE
    return Side.UNCERTAIN if ao_class is ReaderClass.INDETERMINATE else None


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
