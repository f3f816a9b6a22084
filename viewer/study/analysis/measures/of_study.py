"""Measures that need what a study asked and timed: reading times by a mixed model, and AO/OTA classes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from inference.aoota import ReaderClass
from inference.stats.common import Bools, Floats, Interval, Ints, critical, two_sided
from inference.stats.models import linear_mixed
from inference.stats.prediction import multiclass
from inference.stats.prediction.multiclass import Multiclass
from viewer.study.analysis.summary import Tally
from viewer.study.design import reading_order
from viewer.study.design.protocol import AIDED, UNAIDED, Design
from viewer.study.packs.result_pack import Given

NORMAL = "normal"
ALL = "all readers"
DF = "Student's t by the readers (arm and period: readers less 1, sequence: less 2 degrees of freedom)"
EVERY = tuple(one.value for one in ReaderClass if one is not ReaderClass.UNREADABLE)
"""Classes that a reference standard or a reader may name; indeterminate is an answer that is never right."""
SEQUENCE = "aided first over unaided first"
NO_SEQUENCE = "fewer than three readers do not tell the sequence from the readers: it is not estimated"


@dataclass(frozen=True)
class TimeEffect:
    """One effect: times are multiplied by ``ratio``."""

    name: str
    ratio: float
    interval: Interval
    df: float
    p: float


@dataclass(frozen=True)
class TimeModel:
    """Logarithm of the seconds of an answer, readers and films random.

    Attributes:
        effects: of the arm; in a crossover of the period and the sequence, too.
        answers: that entered.
        readers: how many.
        films: how many.
        left: answers that were interrupted, revised or cut off by the time limit.
        variances: variance components of the logarithm, by name.
        note: why there is no effect, or not each.
    """

    effects: tuple[TimeEffect, ...]
    answers: int
    readers: int
    films: int
    left: int
    variances: dict[str, float]
    note: str = ""
    method: str = f"log seconds; {linear_mixed.METHOD}; {DF}"
    source: str = linear_mixed.SOURCE


@dataclass(frozen=True)
class Confusion:
    """Classes that a reader gave in an arm, against the reference standard; no fracture is a class.

    Attributes:
        reader: code, or all readers.
        arm: name.
        readers: how many.
        films: of known class that were answered with one.
        left: answers that do not enter: to films of unknown class, or without a class.
        found: the figures.
    """

    reader: str
    arm: str
    readers: int
    films: int
    left: int
    found: Multiclass
    method: str = multiclass.METHOD
    source: str = multiclass.SOURCE


@dataclass(frozen=True)
class StudyMeasures:
    """Both; None and nothing where the study did not ask."""

    times: TimeModel | None
    confusions: tuple[Confusion, ...]


def measures(found: Tally) -> StudyMeasures:
    """Times and classes of a counted study."""
    return StudyMeasures(times(found), tuple(_confusions(found)))


def times(found: Tally) -> TimeModel | None:
    """The model of the reading times; None without a timed answer."""
    every = [(code, one) for code, result in found.results.items() for one in result.answers]
    kept = [(code, one) for code, one in every if _whole(one)]
    if not kept:
        return None
    readers, reader = np.unique([code for code, _ in kept], return_inverse=True)
    films, film = np.unique([one.film for _, one in kept], return_inverse=True)
    aided = np.array([one.arm == AIDED for _, one in kept])
    counts = (len(kept), len(readers), len(films), len(every) - len(kept))
    if len(readers) < 2:
        return TimeModel((), *counts, {}, "one reader: readers cannot be random")
    columns = _columns(found, [code for code, _ in kept], aided)
    if not columns:
        return TimeModel((), *counts, {}, "one arm: there is nothing to compare")
    factors: dict[str, Ints] = {"reader": reader, "film": film}
    if aided.any() and not aided.all():
        factors["reader by arm"] = 2 * reader + aided
    y = np.log([one.seconds for _, one in kept])
    x = np.stack([np.ones(len(y)), *columns.values()], axis=1)
    fitted = linear_mixed.fit(y, x, list(factors.values()))
    if fitted is None:
        return TimeModel((), *counts, {}, "the answers do not tell the effects apart, or no time varies")
    parts = dict(zip(factors, fitted.variances, strict=True)) | {"residual": fitted.residual}
    level = found.analysis.settings.level
    effects = tuple(
        _effect(name, float(fitted.beta[n]), math.sqrt(float(fitted.covariance[n, n])), len(readers), level)
        for n, name in enumerate(columns, 1)
        if float(fitted.covariance[n, n]) > 0
    )
    crossed = found.locked.protocol.rules.design is Design.CROSSOVER
    return TimeModel(effects, *counts, parts, NO_SEQUENCE if crossed and SEQUENCE not in columns else "")


def _whole(one: Given) -> bool:
    return not (one.interrupted or one.revised or one.timed_out) and one.seconds > 0


def _columns(found: Tally, codes: list[str], aided: Bools) -> dict[str, Floats]:
    """Columns of the design by the effects' names."""
    columns: dict[str, Floats] = {}
    if aided.any() and not aided.all():
        columns[f"{AIDED} over {UNAIDED}"] = aided.astype(np.float64)
    protocol = found.locked.protocol
    if protocol.rules.design is Design.CROSSOVER:
        turns = reading_order.turns([reader.code for reader in protocol.readers], protocol.seed)
        first_aided = np.array([turns[code] % 2 == 1 for code in codes])
        columns["second over first period"] = (aided != first_aided).astype(np.float64)
        if len(set(codes)) > 2:
            columns[SEQUENCE] = first_aided.astype(np.float64)
    return {name: column for name, column in columns.items() if 0 < column.mean() < 1}


def _effect(name: str, beta: float, se: float, readers: int, level: float) -> TimeEffect:
    df = float(readers - (2 if name == SEQUENCE else 1))
    half = critical(level, df) * se
    return TimeEffect(
        name, math.exp(beta), Interval(math.exp(beta - half), math.exp(beta + half)), df,
        two_sided(beta / se, df),
    )  # fmt: skip


def _confusions(found: Tally) -> Iterable[Confusion]:
    """Of every reader and arm where classes were asked; films whose class is known."""
    locked = found.locked
    if not locked.protocol.rules.questions.ao_class:
        return
    films = {film.name: film for film in locked.test_films}
    known = {name: _class(film.truth.fracture, film.truth.ao_class) for name, film in films.items()}
    for arm in locked.protocol.rules.arms:
        every: list[tuple[str, str, str]] = []
        readers, seen, out = 0, set[str](), 0
        for code, result in found.results.items():
            given = [one for one in result.answers if one.arm == arm]
            own = [one for one in given if known.get(one.film) and _answered(one)]
            left = len(given) - len(own)
            pairs = [(known[one.film], _answered(one), str(films[one.film].cluster)) for one in own]
            if pairs:
                yield Confusion(code, arm, 1, len({one.film for one in own}), left, _counted(found, pairs))
            every, out = every + pairs, out + left
            readers, seen = readers + bool(pairs), seen | {one.film for one in own}
        if every:
            yield Confusion(ALL, arm, readers, len(seen), out, _counted(found, every))


def _counted(found: Tally, pairs: list[tuple[str, str, str]]) -> Multiclass:
    used = {name for truth, answer, _ in pairs for name in (truth, answer)}
    classes = tuple(name for name in EVERY if name in used)
    truth, answer = (np.array([classes.index(pair[side]) for pair in pairs]) for side in (0, 1))
    _, unit = np.unique([pair[2] for pair in pairs], return_inverse=True)
    settings = found.analysis.settings
    return multiclass.multiclass(truth, answer, unit, classes, settings.level, seed=settings.seed)


def _class(fracture: bool, name: str) -> str:
    """The class of a film; empty where a fracture's class is not known."""
    if not fracture:
        return NORMAL
    return name if name in EVERY else ""


def _answered(one: Given) -> str:
    """The class of an answer; empty where none was given."""
    if one.response.fracture is None:
        return ""
    if not one.response.fracture:
        return NORMAL
    return one.response.ao_class
