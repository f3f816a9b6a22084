"""Two models on the same films: DeLong's test of the difference of their areas."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from inference.stats.bootstrap import Floats
from inference.stats.weighted_figures import Bools


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """Second area less first, its standard error and two-sided p; NaN with fewer than two films of a kind."""

    value: float
    error: float
    p: float


def delong(first: Floats, second: Floats, truth: Bools) -> AreaDifference:
    """Difference of two correlated areas under the ROC curve, films taken as independent.

    Args:
        first, second: scores [n] of the two models.
        truth: [n].

    Source: DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837-845.
    """
    up, down = (_placements(second, truth)[k] - _placements(first, truth)[k] for k in (0, 1))
    if min(len(up), len(down)) < 2:
        return AreaDifference(float("nan"), float("nan"), float("nan"))
    value = float(up.mean())
    error = math.sqrt(float(up.var(ddof=1)) / len(up) + float(down.var(ddof=1)) / len(down))
    if error == 0:
        return AreaDifference(value, 0.0, 1.0 if value == 0 else 0.0)
    return AreaDifference(value, error, math.erfc(abs(value) / error / math.sqrt(2)))


def _placements(score: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Of each fracture the share of other films below it; of each other film that of fractures above it."""
    high, low = score[truth], score[~truth]
    if not len(high) or not len(low):
        return np.zeros(0), np.zeros(0)
    return _below(high, low), 1 - _below(low, high)


def _below(values: Floats, others: Floats) -> Floats:
    order = np.sort(others)
    ranks = np.searchsorted(order, values, "left") + np.searchsorted(order, values, "right")
    return np.asarray(ranks / 2 / len(others), np.float64)
