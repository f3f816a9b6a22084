"""The questions of the sample-size page: their words, what they begin with, and who computes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.app.i18n import mark

if TYPE_CHECKING:
    from viewer.study.design.sample_size import Films, Plan, Variances

Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked.

    Attributes:
        name: its words.
        start: value to begin with; a truth is a box to tick, a whole number is one, several words a choice.
        low: smallest number.
        high: largest number.
        decimals: of a number that is not whole; a variance of areas has its first digits at the fourth.
    """

    name: str
    start: float | bool | tuple[str, ...]
    low: float = 0.0
    high: float = 1.0
    decimals: int = 4


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found.

    Attributes:
        films: how many are enough; None where no number is.
        best: the highest power, where no number is enough.
        readers: how many would be enough then; None where not even 200 are.
        patients: behind the films, where several are of one patient.
        picture: power over films and readers as PNG; empty without.
    """

    films: Films | None
    best: Films | None = None
    readers: int | None = None
    patients: int | None = None
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Question:
    """One way to count films.

    Attributes:
        words: the question.
        reached: what the films give.
        fields: what is asked.
        work: takes the fields' values in their order; a tick is 1, a choice its number from 0.
    """

    words: str
    reached: str
    fields: tuple[Field, ...]
    work: Callable[[Values], Reached]


def _precision(values: Values) -> Reached:
    from viewer.study.design import sample_size

    return Reached(sample_size.precision(values[0], values[1], prevalence=values[2]))


def _paired(values: Values) -> Reached:
    from viewer.study.design import sample_size

    return Reached(sample_size.paired(values[0], values[1], values[2], power=values[3], prevalence=values[4]))


def _pilot(values: Values) -> Reached:
    from viewer.study.design.sample_size import Variances

    arm_reader, error, cov1, cov2, cov3 = values[2:7]
    parts = Variances(arm_reader, error, cov1, cov2, cov3, int(values[7]))
    return _several(lambda _count: parts, values[0], values[1], values[8:])


def _no_pilot(values: Values) -> Reached:
    from viewer.study.design import pilot_free
    from viewer.study.design.analysis_plan import Endpoint

    endpoint = tuple(Endpoint)[int(values[2])]

    def parts(count: int) -> Variances:
        return pilot_free.variances(
            pilot_free.Expected(endpoint, values[3], values[4], max(count, 2), values[5], values[6])
        )

    return _several(parts, values[0], values[1], values[7:])


def _several(parts: Callable[[int], Variances], count: float, difference: float, how: Values) -> Reached:
    """``how``: power, margin, fixed readers, blocks, films a patient, their correlation."""
    from viewer.study.design import pilot_free, power_picture, sample_size
    from viewer.study.design.sample_size import Plan

    power, margin, fixed, blocks, size, correlation = how
    plan = Plan(difference, margin or None, None, bool(fixed), int(blocks))
    readers, own = int(count), parts(int(count))
    found = sample_size.fewest_films(own, readers, plan, power)
    picture = power_picture.draw(own, _around(readers, plan), plan, power)
    if found is None:
        best = sample_size.highest_power(own, readers, plan)
        more = sample_size.fewest_readers(own, best.films, plan, power)
        return Reached(None, best, more, None, picture)
    effect = pilot_free.design_effect(size, correlation)
    people = pilot_free.patients(found.films, size, correlation) if effect and size > 1 else None
    return Reached(found, patients=people, picture=picture)


def _around(readers: int, plan: Plan) -> list[int]:
    """The readers asked for, half of them, and more, in equal blocks."""
    step = plan.blocks
    wanted = (readers / 2, readers, 1.5 * readers, 2 * readers)
    return sorted({max(round(one / step), 1 if plan.fixed_readers else 2) * step for one in wanted})


_VARIANCE: Final = 8
_READERS: Final = Field(mark("Readers"), 10, 1, 1000)
_HOW: Final = (
    Field(mark("Power"), 0.8),
    Field(mark("Margin (0 asks whether the arms differ)"), 0.0),
    Field(mark("The claim is of these very readers only"), False),
    Field(mark("Groups of readers, each with films of its own"), 1, 1, 100),
    Field(mark("Films a patient, on average"), 1.0, 1.0, 100.0),
    Field(mark("Correlation between a patient's films (0 to 1)"), 0.0),
)
QUESTIONS: Final = (
    Question(
        mark("How exact is a sensitivity or specificity?"),
        mark("half width"),
        (
            Field(mark("Expected proportion"), 0.95),
            Field(mark("Half width of its 95 % interval"), 0.05),
            Field(mark("Share of such films"), 0.5),
        ),
        _precision,
    ),
    Question(
        mark("Is reading with the model not worse than without (same films)?"),
        mark("power"),
        (
            Field(mark("Expected without the model"), 0.90),
            Field(mark("Expected with the model"), 0.92),
            Field(mark("Margin (0 asks whether it is better)"), 0.05),
            Field(mark("Power"), 0.8),
            Field(mark("Share of such films"), 0.5),
        ),
        _paired,
    ),
    Question(
        mark("Do two arms differ, over readers and films? From what I expect"),
        mark("power"),
        (
            _READERS,
            Field(mark("Difference of the arms"), 0.1, -1.0),
            Field(mark("What is compared"), (mark("AUC"), mark("sensitivity"), mark("specificity"))),
            Field(mark("Expected mean of the readers"), 0.75),
            Field(mark("Range of the readers (best minus worst)"), 0.1),
            Field(mark("One reader, reading twice: largest difference"), 0.05),
            Field(mark("Share of films with a fracture"), 0.5),
            *_HOW,
        ),
        _no_pilot,
    ),
    # the components are those of the FDA's iMRMC example: five readers, two arms, 80 films
    Question(
        mark("Do two arms differ, over readers and films? From a pilot"),
        mark("power"),
        (
            Field(mark("Readers"), 20, 1, 1000),
            Field(mark("Difference of the arms"), 0.1, -1.0),
            Field(mark("Pilot: arm by reader"), 0.0083, decimals=_VARIANCE),
            Field(mark("Pilot: error variance"), 0.0030, decimals=_VARIANCE),
            Field(mark("Pilot: Cov1 (same reader, other arm)"), 0.0015, -1.0, decimals=_VARIANCE),
            Field(mark("Pilot: Cov2 (other reader, same arm)"), 0.0016, -1.0, decimals=_VARIANCE),
            Field(mark("Pilot: Cov3 (other reader, other arm)"), 0.0009, -1.0, decimals=_VARIANCE),
            Field(mark("Pilot: films"), 80, 2, 100_000),
            *_HOW,
        ),
        _pilot,
    ),
)
