"""Answers in several classes: confusion matrix, F1 of each class and their mean, Matthews' correlation.

Macro-F1 is the mean over the classes that occur in the reference standard.  Intervals are percentiles of a
bootstrap over films (patients), drawn apart by the classes of their films.

Sources: Gorodkin J (2004), Comput Biol Chem 28:367-374 (correlation of several classes); Sokolova M, Lapalme
G (2009), Inf Process Manag 45:427-437 (macro-F1); Efron B, Tibshirani RJ (1993), An Introduction to the
Bootstrap, ch. 8 and 13.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.messages import and_list
from inference.stats.common import LEVEL, Bools, Floats, Interval, Ints

METHOD: Final = "counts; intervals by bootstrap over films, drawn apart by class, percentiles"
SOURCE: Final = "Gorodkin 2004; Sokolova and Lapalme 2009"
ROUNDS: Final = 1000
FEW: Final = 5
"""With fewer films (patients) of a class its share of the mean hardly varies in a bootstrap."""
_CELLS: Final = 2_000_000
"""Draws that are held at once, 16 MB: readers times films times rounds would be gigabytes."""
ALIKE: Final = "every bootstrap round gave the same: no interval"
UNDEFINED: Final = "all answers or all truths are of one class: no correlation is defined"


@dataclass(frozen=True)
class ClassFigure:
    """Precision, recall and F1 of one class; None for 0/0."""

    name: str
    films: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class Multiclass:
    """Answers against the reference standard.

    Attributes:
        classes: names, in order.
        counts: rows are the reference standard, columns the answers.
        each: figures of each class.
        macro_f1: mean over the classes that occur; None without any.
        macro_interval: its interval.
        mcc: Matthews' correlation; None where undefined.
        mcc_interval: its interval.
        note: why a figure is missing.
    """

    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    each: tuple[ClassFigure, ...]
    macro_f1: float | None
    macro_interval: Interval | None
    mcc: float | None
    mcc_interval: Interval | None
    note: str = ""


def confusion(truth: Ints, answer: Ints, classes: int) -> Floats:
    """Counts ``[C, C]`` of truths (rows) and answers."""
    return np.asarray(_by_unit(truth, answer, np.zeros(len(truth), np.int64), classes, 1)[0])


def _by_unit(truth: Ints, answer: Ints, unit: Ints, classes: int, units: int) -> Floats:
    """Counts ``[U, C, C]`` of each unit: every round of the bootstrap is a sum of them."""
    flat = (unit * classes + truth) * classes + answer
    counts = np.bincount(flat, minlength=units * classes**2)
    return np.asarray(counts.reshape(units, classes, classes), dtype=np.float64)


def _again(own: Floats, rounds: int, seed: int) -> Floats:
    """Counts ``[R, C, C]`` of units drawn with replacement, so many rounds at once as memory allows.

    Units are drawn apart by the classes of their films, so that no class of the reference standard is missing
    in a round, which would be the mean over other classes.
    """
    _, stratum = np.unique(_kinds(own), axis=0, return_inverse=True)
    total = np.zeros((rounds, own[0].size))
    for kind in range(int(stratum.max()) + 1):
        alike = own[stratum.reshape(-1) == kind].reshape(-1, own[0].size)
        random, units = np.random.default_rng((seed, kind)), len(alike)
        step = max(_CELLS // units, 1)
        for start in range(0, rounds, step):
            size = min(step, rounds - start)
            drawn = random.multinomial(units, np.full(units, 1 / units), size=size)
            total[start : start + size] += drawn.astype(np.float64) @ alike
    return total.reshape(rounds, *own.shape[1:])


def _kinds(own: Floats) -> Bools:
    """Which classes the films of each unit are of ``[U, C]``."""
    return np.asarray(own.sum(axis=2) > 0)


def macro_f1(table: Floats) -> Floats:
    """Of tables ``[..., C, C]``; NaN for an empty one."""
    hits, rows, columns = np.diagonal(table, axis1=-2, axis2=-1), table.sum(axis=-1), table.sum(axis=-2)
    with np.errstate(divide="ignore", invalid="ignore"):
        f1 = 2 * hits / (rows + columns)
        return np.asarray(np.where(rows > 0, f1, 0).sum(axis=-1) / (rows > 0).sum(axis=-1))


def matthews(table: Floats) -> Floats:
    """Correlation of tables ``[..., C, C]``; NaN where one margin has a single class."""
    n, hits = table.sum(axis=(-2, -1)), np.trace(table, axis1=-2, axis2=-1)
    rows, columns = table.sum(axis=-1), table.sum(axis=-2)
    both = n * hits - (rows * columns).sum(axis=-1)
    below = (n**2 - (rows**2).sum(axis=-1)) * (n**2 - (columns**2).sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(both / np.sqrt(below))


def multiclass(
    truth: Ints, answer: Ints, unit: Ints, classes: tuple[str, ...], level: float = LEVEL, *,
    seed: int = 20190, rounds: int = ROUNDS,
) -> Multiclass:  # fmt: skip
    """Figures of ``answer [n]`` against ``truth [n]`` (numbers of ``classes``); ``unit [n]``: patient."""
    _, index = np.unique(unit, return_inverse=True)
    units = int(index.max()) + 1 if len(index) else 0
    own = _by_unit(truth, answer, index, len(classes), units)
    table = own.sum(axis=0)
    again = _again(own, rounds, seed) if units > 1 else np.zeros((0, 1, 1))
    f1, correlation = _finite(macro_f1(table)), _finite(matthews(table))
    ends = (_interval(macro_f1(again), level), _interval(matthews(again), level))
    notes = [] if correlation is not None else [UNDEFINED]
    if (f1 is not None and ends[0] is None) or (correlation is not None and ends[1] is None):
        notes.append(ALIKE)
    if rare := [
        name for name, there in zip(classes, _kinds(own).sum(axis=0), strict=True) if 0 < there < FEW
    ]:
        notes.append(f"few films (patients) are of {and_list(rare)}: read the intervals as rough")
    return Multiclass(
        classes, tuple(tuple(int(n) for n in row) for row in table),
        tuple(_figure(name, c, table) for c, name in enumerate(classes)), f1,
        ends[0] if f1 is not None else None,
        correlation, ends[1] if correlation is not None else None, "; ".join(notes),
    )  # fmt: skip


def _figure(name: str, c: int, table: Floats) -> ClassFigure:
    hits, there, called = float(table[c, c]), float(table[c].sum()), float(table[:, c].sum())
    return ClassFigure(
        name, int(there), hits / called if called else None, hits / there if there else None,
        2 * hits / (there + called) if there + called else None,
    )  # fmt: skip


def _finite(value: Floats) -> float | None:
    return float(value) if np.isfinite(value) else None


def _interval(values: Floats, level: float) -> Interval | None:
    """Percentiles; None where fewer than nine of ten rounds are defined, or all are alike."""
    known = values[np.isfinite(values)]
    if len(known) < 0.9 * max(len(values), 1) or not len(known) or float(np.ptp(known)) < 1e-12:
        return None
    low, high = np.percentile(known, [50 * (1 - level), 50 * (1 + level)])
    return Interval(float(low), float(high))
