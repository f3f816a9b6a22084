"""Proportions of a reader's decisions, each with Wilson's and the exact interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from inference.stats.common import LEVEL, Bools, Floats, Interval, Ints, beta_quantile, critical


@dataclass(frozen=True)
class Proportion:
    """A proportion with its intervals; all None where nothing was counted.

    Attributes:
        successes: how many.
        total: of how many.
        value: ``successes / total``.
        wilson: score interval (Wilson 1927).
        exact: interval of Clopper and Pearson (1934).
    """

    successes: float
    total: float
    value: float | None
    wilson: Interval | None
    exact: Interval | None


@dataclass(frozen=True)
class Counts:
    """Decisions against the reference standard."""

    tp: int
    fp: int
    fn: int
    tn: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn)


def wilson(successes: float, total: float, level: float = LEVEL) -> Interval:
    """Score interval of a proportion.

    Source: Wilson EB (1927), J Am Stat Assoc 22:209-212; without continuity correction.

    Raises:
        ValueError: ``total`` is not positive or ``successes`` lies outside it.
    """
    _check(successes, total)
    z2 = critical(level) ** 2
    share = successes / total
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = math.sqrt(z2 * share * (1 - share) / total + z2 * z2 / (4 * total * total)) / (1 + z2 / total)
    lower = 0.0 if successes == 0 else max(middle - half, 0.0)
    return Interval(lower, 1.0 if successes == total else min(middle + half, 1.0))


def clopper_pearson(successes: float, total: float, level: float = LEVEL) -> Interval:
    """Exact interval of a proportion, by quantiles of the beta distribution.

    Source: Clopper CJ, Pearson ES (1934), Biometrika 26:404-413.

    Raises:
        ValueError: ``total`` is not positive or ``successes`` lies outside it.
    """
    _check(successes, total)
    tail = (1 - level) / 2
    lower = 0.0 if successes == 0 else beta_quantile(tail, successes, total - successes + 1)
    upper = 1.0 if successes == total else beta_quantile(1 - tail, successes + 1, total - successes)
    return Interval(lower, upper)


def proportion(successes: float, total: float, level: float = LEVEL) -> Proportion:
    """A proportion with both intervals; ``total`` 0 leaves it undefined."""
    if total == 0:
        return Proportion(successes, total, None, None, None)
    exact = clopper_pearson(successes, total, level)
    return Proportion(successes, total, successes / total, wilson(successes, total, level), exact)


def count(decision: Ints, truth: Bools) -> Counts:
    """Counts of decisions (1 fracture, 0 none, -1 no answer; ``[..., K]``) against ``truth [K]``."""
    yes, no = decision == 1, decision == 0
    return Counts(
        tp=int((yes & truth).sum()), fp=int((yes & ~truth).sum()), fn=int((no & truth).sum()),
        tn=int((no & ~truth).sum()),
    )  # fmt: skip


def rates(counts: Counts, level: float = LEVEL) -> dict[str, Proportion]:
    """Every proportion of a two-by-two table, by name.

    The predictive values hold for the share of fractures among the films of the study, not for a clinic.
    """
    tp, fp, fn, tn = counts.tp, counts.fp, counts.fn, counts.tn
    return {
        "sensitivity": proportion(tp, tp + fn, level),
        "specificity": proportion(tn, tn + fp, level),
        "false_negative_rate": proportion(fn, tp + fn, level),
        "false_positive_rate": proportion(fp, tn + fp, level),
        "accuracy": proportion(tp + tn, tp + fp + fn + tn, level),
        "positive_predictive_value": proportion(tp, tp + fp, level),
        "negative_predictive_value": proportion(tn, tn + fn, level),
    }


def clustered(success: Floats, cluster: Ints, level: float = LEVEL) -> Proportion:
    """A proportion whose units come in clusters (two hips of one patient); ``success [n]`` is 0 or 1.

    The variance is that of a ratio, ``C/(C-1) * sum_c (x_c - p m_c)^2 / n^2``; the intervals are Wilson's and
    the exact one on counts divided by the design effect.  A design effect below 1 counts as 1.  Where every
    unit agrees the variance says nothing, and the number of clusters is taken for the number of units.
    Source: Rao JNK, Scott AJ (1992), Biometrics 48:577-585; Obuchowski NA (1998), Stat Med 17:1495-1507.
    """
    n = len(success)
    if n == 0:
        return proportion(0, 0, level)
    effect = _design_effect(success, cluster)
    total, hits = n / effect, float(success.sum()) / effect
    exact = clopper_pearson(hits, total, level)
    return Proportion(float(success.sum()), n, float(success.mean()), wilson(hits, total, level), exact)


def _design_effect(success: Floats, cluster: Ints) -> float:
    _, index = np.unique(cluster, return_inverse=True)
    clusters, n, share = int(index.max()) + 1, len(success), float(success.mean())
    if share in (0.0, 1.0) or clusters < 2:
        return n / clusters
    residual = np.bincount(index, weights=success - share)
    variance = clusters / (clusters - 1) * float(residual @ residual) / n**2
    return max(variance / (share * (1 - share) / n), 1.0)


def _check(successes: float, total: float) -> None:
    if not 0 <= successes <= total or total <= 0:
        raise ValueError(f"{successes} of {total} is no proportion")
