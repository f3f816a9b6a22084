"""Plain figures of merit, and their intervals by bootstrap over patients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES, GROUPS
from inference.stats import proportions
from inference.stats.auc import auc as area
from inference.stats.common import Floats, Ints

ROUNDS: Final = 2000
METHOD: Final = f"bootstrap over patients, drawn apart by kind, {ROUNDS} rounds, percentiles 2.5 and 97.5"
LEAST_PATIENTS: Final = 10
"""With fewer patients (of either kind, for a figure of two kinds) a bootstrap is no evidence."""
GROUP_OF: Final = np.array(
    [list(GROUPS).index(next(g for g, m in GROUPS.items() if c in m)) for c in CLASSES]
)


def softmax(logits: NDArray[np.floating], temperature: float = 1.0) -> Floats:
    """Rows of probabilities."""
    scaled = np.asarray(logits, np.float64) / temperature
    grown = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), np.float64)


def auc(score: Floats, truth: NDArray[np.bool_]) -> float:
    """Area under the ROC curve (Mann-Whitney, ties count half); NaN where a kind is missing."""
    return float("nan") if truth.all() or not truth.any() else area(score, truth)


def macro_auc(probabilities: Floats, target: Ints) -> float:
    """Mean one-against-rest AUC of the classes that occur."""
    present = [c for c in range(probabilities.shape[1]) if (target == c).any() and (target != c).any()]
    values = [auc(probabilities[:, c], target == c) for c in present]
    return float(np.mean(values)) if values else float("nan")


def accuracy(answer: Ints, target: Ints) -> float:
    """Share of equal entries."""
    return float((answer == target).mean()) if len(target) else float("nan")


def macro_f1(answer: Ints, target: Ints, classes: int) -> float:
    """Mean F1 over the classes that occur in ``target`` (Lee 2020's "Avg.")."""
    values = []
    for c in range(classes):
        if not (target == c).any():
            continue
        hits = float(((answer == c) & (target == c)).sum())
        values.append(2 * hits / float((answer == c).sum() + (target == c).sum()))
    return float(np.mean(values)) if values else float("nan")


def group_probabilities(probabilities: Floats) -> Floats:
    """Seven classes to normal, A, B: sums."""
    return np.stack([probabilities[:, g == GROUP_OF].sum(axis=1) for g in range(len(GROUPS))], axis=1)


def patient_draws(
    patients: Sequence[str], truth: NDArray[np.bool_], rounds: int = ROUNDS, seed: int = 20
) -> list[Ints]:
    """Film numbers of each bootstrap round: patients drawn with replacement, all their films with them.

    Patients with and without a fracture are drawn apart, so that every round holds both kinds.
    """
    names = np.asarray(patients, dtype=str)
    rng = np.random.default_rng(seed)
    broken = set(names[truth])
    kinds = [sorted(broken), sorted(set(names) - broken)]
    films = {name: np.flatnonzero(names == name) for kind in kinds for name in kind}
    draws = []
    for _ in range(rounds):
        chosen = [kind[i] for kind in kinds if kind for i in rng.integers(0, len(kind), len(kind))]
        draws.append(np.concatenate([films[name] for name in chosen]))
    return draws


def film_weights(draws: Sequence[Ints], films: int) -> Floats:
    """Draws as weights [rounds, films]: how often each film is in the round."""
    return np.stack([np.bincount(draw, minlength=films) for draw in draws]).astype(np.float64)


def interval(figure: Callable[[Ints], float], draws: Sequence[Ints]) -> tuple[float, float] | None:
    """95 % interval of ``figure(film numbers)``; None where fewer than nine rounds of ten give a number."""
    values = np.array([figure(draw) for draw in draws])
    values = values[np.isfinite(values)]
    if len(values) < 0.9 * len(draws):
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def clopper_pearson(share: float, trials: int) -> tuple[float, float]:
    """Exact 95 % interval of a share (0..1) of ``trials`` independent trials.

    With patients as the trials and a share over films the successes are no whole number; the beta quantiles
    hold for it all the same (Korn and Graubard 1998, with the patients as the effective sample size: as
    careful as can be, for all films of a patient then count as one).

    Source: Clopper and Pearson (1934), Biometrika 26:404-413.
    """
    hits = share * trials
    hits = float(round(hits)) if abs(hits - round(hits)) <= 1e-9 else hits
    found = proportions.clopper_pearson(min(max(hits, 0.0), float(trials)), trials)
    return found.lower, found.upper
