"""Agreement of the readers with one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from inference.stats import agreement
from inference.stats.agreement import Kappa
from inference.stats.common import Ints
from inference.stats.records import MISSING, Answers
from viewer.study.analysis.settings import Settings

ORDINAL: Final = 11  # a scale of more steps than this is no short ordinal scale


@dataclass(frozen=True)
class FleissKappa:
    """Agreement of all readers of an arm on the decision; films that one of them left out are counted."""

    arm: str
    readers: int
    films: int
    films_left: int
    kappa: Kappa


@dataclass(frozen=True)
class CohenKappa:
    """Agreement of two readings, on the decision and, where ratings are a short ordinal scale, weighted."""

    first: str
    second: str
    arms: tuple[str, str]
    decision: Kappa
    linear: Kappa | None
    quadratic: Kappa | None


def fleiss(answers: Answers, settings: Settings) -> list[FleissKappa]:
    """Fleiss' kappa of every arm that two or more readers (the model apart) decided in."""
    found = []
    people = [j for j, name in enumerate(answers.readers) if name != settings.model]
    for i, arm in enumerate(answers.arms):
        decision = answers.decision[i, people]
        decision = decision[(decision >= 0).any(axis=1)]
        if len(decision) < 2:
            continue
        full = (decision >= 0).all(axis=0)
        counts = agreement.category_counts(decision[:, full], 2)
        left = int(((decision >= 0).any(axis=0) & ~full).sum())
        kappa = agreement.fleiss(counts, settings.level)
        found.append(FleissKappa(arm, len(decision), int(full.sum()), left, kappa))
    return found


def cohen(answers: Answers, settings: Settings) -> list[CohenKappa]:
    """Cohen's kappa of every two readers in an arm, and of every reader between two arms.

    Whether ratings are a short ordinal scale is told by the readers' alone: a model's are probabilities.
    """
    people = [j for j, name in enumerate(answers.readers) if name != settings.model]
    steps = _ordinal(answers, people)
    found = []
    for i, arm in enumerate(answers.arms):
        for a, b in combinations(range(len(answers.readers)), 2):
            pair = (answers.readers[a], answers.readers[b])
            found.append(_cohen(answers, settings, steps, pair, (arm, arm), (i, a), (i, b)))
    for j, reader in enumerate(answers.readers):
        for i, other in combinations(range(len(answers.arms)), 2):
            arms = (answers.arms[i], answers.arms[other])
            found.append(_cohen(answers, settings, steps, (reader, reader), arms, (i, j), (other, j)))
    return [one for one in found if one is not None]


def _cohen(
    answers: Answers, settings: Settings, steps: Ints | None, names: tuple[str, str], arms: tuple[str, str],
    one: tuple[int, int], two: tuple[int, int],
) -> CohenKappa | None:  # fmt: skip
    if not (answers.answered[one] & answers.answered[two]).any():
        return None
    decided = agreement.contingency(answers.decision[one], answers.decision[two], 2)
    plain = agreement.cohen(decided, level=settings.level)
    if steps is None or settings.model in names:
        return CohenKappa(*names, arms, plain, None, None)
    table = agreement.contingency(steps[one], steps[two], int(steps.max()) + 1)
    weighted = [agreement.cohen(table, kind, settings.level) for kind in ("linear", "quadratic")]
    return CohenKappa(*names, arms, plain, weighted[0], weighted[1])


def _ordinal(answers: Answers, people: list[int]) -> Ints | None:
    """The readers' ratings as steps of an ordinal scale from 0, ``[I, J, K]``; None where there is none."""
    known = np.zeros(answers.rating.shape, dtype=bool)
    known[:, people] = np.isfinite(answers.rating[:, people])
    values = answers.rating[known]
    if not values.size or not bool((values == np.round(values)).all()):
        return None
    lowest, span = float(values.min()), float(values.max() - values.min()) + 1
    if not 3 <= span <= ORDINAL:
        return None
    steps = np.full(answers.rating.shape, MISSING, dtype=np.int64)
    steps[known] = (values - lowest).astype(np.int64)
    return steps
