"""Figures of merit as functions of film weights: all rounds of a bootstrap are a few array operations.

A round that draws a patient twice weighs its films by two; the films as they are weigh one each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.stats import bootstrap as metrics
from inference.stats.bootstrap import LEAST_PATIENTS, METHOD
from inference.stats.common import Bools, Floats, Ints

Strings = NDArray[np.str_]

ALIKE: Final = "no interval: every bootstrap round gave the same, which says nothing of other patients"
"""Of a figure without a spread that is no share of films: a width of 0 would be no finding."""
EXACT: Final = "Clopper-Pearson, a patient as one trial"
"""Of a share where the patients are few or the bootstrap gives one value only (0 or 1)."""
EXACT_PAIRS: Final = "Clopper-Pearson over the disjoint pairs of patients"
"""Of an AUC of 0 or 1: as many trials as patients of the rarer kind, all with one outcome."""
FEW: Final = "too few patients for an interval"
CHUNK: Final = 250
"""Bootstrap rounds handled at once: what is held in memory is bounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of merit.

    Attributes:
        of: weights [rounds, n] to values [rounds]; NaN where it is not defined.
        kinds: the kind of each film (a number), where the figure compares kinds: each needs enough patients.
            None for a share of films.
        pairs: the figure is an area under a ROC curve: a share of pairs of films.
    """

    of: Callable[[Floats], Floats]
    kinds: Ints | None = None
    pairs: bool = False

    def value(self, among: Bools) -> float:
        """The figure over the films ``among``."""
        return float(self.of(among.astype(np.float64)[None])[0])


def share(values: Bools | Floats) -> Figure:
    """The mean of values in 0..1."""
    numbers = np.asarray(values, np.float64)
    return Figure(lambda w: _ratio(w @ numbers, w.sum(axis=1)))


def area(score: Floats, truth: Bools) -> Figure:
    """Area under the ROC curve (Mann-Whitney, ties count half)."""
    order = np.argsort(score, kind="stable")
    ordered, positive = score[order], truth[order].astype(np.float64)
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(score) else np.zeros(0, int)

    def of(w: Floats) -> Floats:
        drawn = w[:, order]
        ups = np.add.reduceat(drawn * positive, starts, axis=1)
        downs = np.add.reduceat(drawn * (1 - positive), starts, axis=1)
        below = np.cumsum(downs, axis=1) - downs / 2
        return _ratio((ups * below).sum(axis=1), ups.sum(axis=1) * downs.sum(axis=1))

    return Figure(of, truth.astype(np.int64), pairs=True)


def mean_area(probabilities: Floats, target: Ints) -> Figure:
    """Mean one-against-rest AUC of the classes that occur (both they and others)."""
    each = [area(probabilities[:, c], target == c) for c in range(probabilities.shape[1])]
    return Figure(lambda w: _mean_of([one.of(w) for one in each]), target)


def macro_f1(answer: Ints, target: Ints, classes: int) -> Figure:
    """Mean F1 of the classes that occur in ``target`` (Lee 2020's "Avg.")."""

    def of(w: Floats) -> Floats:
        return _mean_of([_f1(w, answer == c, target == c) for c in range(classes)])

    return Figure(of, target)


def _f1(w: Floats, answered: Bools, true: Bools) -> Floats:
    there = w @ true.astype(np.float64)
    hits = w @ (answered & true).astype(np.float64)
    value = _ratio(2 * hits, w @ answered.astype(np.float64) + there)
    return np.where(there > 0, value, np.nan)


def fracture_f1(hit: Bools, cleared: Bools, truth: Bools) -> Figure:
    """F1 of "fracture"; a film without an answer is neither hit nor cleared, so it is wrong either way."""
    right = (hit & truth).astype(np.float64)
    wrong = ((truth & ~hit) | (~truth & ~cleared)).astype(np.float64)
    return Figure(lambda w: _ratio(2 * (w @ right), 2 * (w @ right) + w @ wrong), truth.astype(np.int64))


def difference(first: Figure, second: Figure) -> Figure:
    """The first less the second, round by round: both on the same patients."""
    return Figure(lambda w: first.of(w) - second.of(w), first.kinds)


def interval(
    figure: Figure, value: float, weights: Floats, among: Bools, patients: Strings, *, paired: bool = False
) -> tuple[tuple[float, float] | None, str]:
    """The 95 % interval of ``value`` over the films ``among`` and how it was made; None with the reason.

    A bootstrap over patients where there are at least :data:`inference.stats.bootstrap.LEAST_PATIENTS`
    patients (of each kind) and its rounds differ.  Else, of a share: Clopper-Pearson with a patient as one
    trial.  Of an AUC of 0 or 1: Clopper-Pearson with as many trials as disjoint pairs of patients.  Of
    anything else, a ``paired`` difference included: none.
    """
    count = least_patients(figure, among, patients)
    ends = bootstrap(figure, weights, among) if count >= LEAST_PATIENTS else None
    if ends is not None and ends[1] - ends[0] > 1e-9:
        return ends, f"paired {METHOD}" if paired else METHOD
    if figure.kinds is None and not paired:
        return metrics.clopper_pearson(value, count), EXACT
    if figure.pairs and value in (0.0, 1.0):
        return metrics.clopper_pearson(value, count), EXACT_PAIRS
    if count < LEAST_PATIENTS:
        return None, f"{FEW} ({count}{'' if figure.kinds is None else ' of the rarest kind'})"
    return None, ALIKE


def bootstrap(figure: Figure, weights: Floats, among: Bools) -> tuple[float, float] | None:
    """Percentiles 2.5 and 97.5 over the rounds; None where fewer than nine of ten give a number."""
    parts = [figure.of(weights[at : at + CHUNK] * among) for at in range(0, len(weights), CHUNK)]
    values = np.concatenate(parts)
    finite = values[np.isfinite(values)]
    if not len(finite) or len(finite) < 0.9 * len(values):
        return None
    low, high = np.percentile(finite, [2.5, 97.5])
    return float(low), float(high)


def least_patients(figure: Figure, among: Bools, patients: Strings) -> int:
    """Patients among the films; of the rarest kind where the figure compares kinds."""
    if figure.kinds is None:
        return count_patients(among, patients)
    kinds = [among & (figure.kinds == kind) for kind in np.unique(figure.kinds[among])]
    return min(count_patients(kind, patients) for kind in kinds)


def count_patients(among: Bools, patients: Strings) -> int:
    """Different patients of the films ``among``."""
    return len(np.unique(patients[among]))


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _mean_of(values: Sequence[Floats]) -> Floats:
    table = np.stack(values)
    there = np.isfinite(table)
    return _ratio(np.where(there, table, 0).sum(axis=0), there.sum(axis=0).astype(np.float64))
