"""Agreement of any number of readers beyond chance, missing answers allowed: Gwet and Krippendorff.

Gwet's AC1 (AC2 with weights) stays sensible where nearly all answers are alike, where kappa collapses.
Krippendorff's alpha is disagreement seen over disagreement by chance.
Sources: Gwet KL (2008), Br J Math Stat Psychol 61:29-48 and Gwet KL (2014), Handbook of Inter-Rater
Reliability, 4th ed., ch. 2-5 (coefficients and variances, readers fixed); Krippendorff K (2011), Computing
Krippendorff's alpha-reliability, University of Pennsylvania (nominal, interval); its standard error is the
jackknife over films.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from inference.stats.agreement import Weights, agreement_weights
from inference.stats.common import LEVEL, Floats, Interval, critical

GWET: Final = "Gwet 2008, 2014; Student's t over films"
KRIPPENDORFF: Final = "Krippendorff 2011; jackknife over films"
ONE_CATEGORY: Final = "every answer is the same, so agreement beyond chance is not defined"
TOO_FEW: Final = "fewer than two films were answered by two readers"
NO_SPREAD: Final = "the estimated variance is zero: no interval"


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its standard error and interval; None where undefined, with the reason."""

    value: float | None
    ase: float | None
    interval: Interval | None
    films: int
    note: str = ""


def gwet(counts: Floats, weights: Weights = "none", level: float = LEVEL) -> Agreement:
    """AC1, or AC2 with linear or quadratic weights, of ``counts [K, C]``: readers that chose each category.

    C counts the categories of the scale, those that nobody chose among them.
    """
    counts = counts[counts.sum(axis=1) > 0]
    readers, n = counts.sum(axis=1), len(counts)
    two = readers >= 2
    if int(two.sum()) < 2:
        return Agreement(None, None, None, int(two.sum()), TOO_FEW)
    if counts.shape[1] < 2:  # a scale of one category leaves nothing to chance
        return Agreement(None, None, None, n, ONE_CATEGORY)
    weight = agreement_weights(counts.shape[1], weights)
    own = (counts * (counts @ weight.T - 1)).sum(axis=1)
    seen = np.where(two, own / np.where(two, readers * (readers - 1), 1), 0.0)
    share = (counts / readers[:, None]).mean(axis=0)
    factor = float(weight.sum()) / (len(share) * (len(share) - 1))
    chance = factor * float((share * (1 - share)).sum())
    value = (float(seen.sum()) / int(two.sum()) - chance) / (1 - chance)
    films = n / int(two.sum()) * (seen - chance * two) / (1 - chance)
    each_chance = factor * (counts @ (1 - share)) / readers
    terms = films - 2 * (1 - value) * (each_chance - chance) / (1 - chance)
    variance = float(((terms - value) ** 2).sum()) / (n * (n - 1))
    return _with_interval(value, variance, n - 1, n, level)


def krippendorff(
    rating: Floats, metric: Literal["nominal", "interval"] = "nominal", level: float = LEVEL
) -> Agreement:
    """Alpha of ratings ``[J, K]`` (NaN missing) of films that two or more readers answered."""
    rating = scaled(rating[:, (~np.isnan(rating)).sum(axis=0) >= 2])
    films = rating.shape[1]
    if films < 2:
        return Agreement(None, None, None, films, TOO_FEW)
    apart, chance, answers, left = (_nominal if metric == "nominal" else _interval)(rating)
    if chance <= 0:
        return Agreement(None, None, None, films, ONE_CATEGORY)
    value = 1 - (answers - 1) * float(apart.sum()) / chance
    own = (~np.isnan(rating)).sum(axis=0)
    if films < 3 or bool((left <= 0).any()):
        return Agreement(value, None, None, films, "one film decides whether the answers vary: no interval")
    each = 1 - (answers - own - 1) * (float(apart.sum()) - apart) / left
    variance = (films - 1) / films * float(((each - each.mean()) ** 2).sum())
    return _with_interval(value, variance, films - 1, films, level)


def scaled(rating: Floats) -> Floats:
    """Ratings over their largest (NaN missing), so that no square of them overflows or vanishes."""
    largest = float(np.nanmax(np.abs(rating))) if rating.size and not np.isnan(rating).all() else 0.0
    return rating / largest if largest > 0 else rating


_Sums = tuple[Floats, float, int, Floats]


def _nominal(rating: Floats) -> _Sums:
    """Disagreement of each film ``[K]``, of all answers, how many, and of all without each film ``[K]``."""
    counts = np.stack(
        [(rating == value).sum(axis=0) for value in np.unique(rating[~np.isnan(rating)])], axis=1
    )
    own, total = counts.sum(axis=1), counts.sum(axis=0).astype(np.float64)
    apart = (own**2 - (counts**2).sum(axis=1)) / (own - 1)
    n = int(own.sum())
    left = (n - own) ** 2 - ((total - counts) ** 2).sum(axis=1)
    return apart, float(n**2 - (total**2).sum()), n, left


def _interval(rating: Floats) -> _Sums:
    """The same with squared distances, from sums of squares."""
    known = ~np.isnan(rating)
    values = np.where(known, rating - np.nanmean(rating), 0.0)
    own, one, two = known.sum(axis=0), values.sum(axis=0), (values**2).sum(axis=0)
    apart = 2 * (own * two - one**2) / (own - 1)
    n, total, squares = int(own.sum()), float(one.sum()), float(two.sum())
    left = 2 * ((n - own) * (squares - two) - (total - one) ** 2)
    whole = 2 * (n * squares - total**2)
    least = 1e-12 * max(n * squares, 1e-300)
    return apart, whole if whole > least else 0.0, n, np.where(left > least, left, 0.0)


def _with_interval(value: float, variance: float, df: int, films: int, level: float) -> Agreement:
    if variance <= 1e-18:
        return Agreement(value, None, None, films, NO_SPREAD)
    se = math.sqrt(variance)
    half = critical(level, float(df)) * se
    lower = value - half if value < -1 else max(value - half, -1.0)  # answers missing: it may lie below -1
    return Agreement(value, se, Interval(lower, min(value + half, 1.0)), films)
