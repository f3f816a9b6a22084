"""Two paired decisions on the same films: McNemar's exact test and the paired difference."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from inference.stats.common import LEVEL, Estimate, Floats, Interval, Ints, wald
from inference.stats.proportions import wilson


@dataclass(frozen=True)
class Paired:
    """Paired decisions of two readings.

    Attributes:
        both: right in both.
        first: right in the first only.
        second: right in the second only.
        neither: right in neither.
        difference: share right in the first minus share right in the second; None without films.
        interval: of the difference (Newcombe 1998, method 10).
        p: exact two-sided probability; None without films.
        mid_p: the same by mid-p, which is less careful than needed by less; None without films.
    """

    both: int
    first: int
    second: int
    neither: int
    difference: float | None
    interval: Interval | None
    p: float | None
    mid_p: float | None = None


def exact(first: int, second: int) -> float:
    """Exact two-sided probability of McNemar's test from the two discordant counts; 1 when both are 0.

    Source: McNemar Q (1947), Psychometrika 12:153-157; exact binomial form with p = 1/2, twice the smaller
    tail, at most 1.
    """
    from scipy.special import bdtr

    n = first + second
    return 1.0 if n == 0 else float(min(1.0, 2 * bdtr(min(first, second), n, 0.5)))


def mid_p(first: int, second: int) -> float:
    """Mid-p of McNemar's test: the exact probability less half of the one of the counts seen, on both sides.

    1 when both are 0.  Summed from tails, for binomial coefficients of many films are no numbers any more.
    Source: Fagerland MW, Lydersen S, Laake P (2013), BMC Med Res Methodol 13:91.
    """
    from scipy.special import bdtr

    n, least = first + second, min(first, second)
    if n == 0:
        return 1.0
    upto, below = float(bdtr(least, n, 0.5)), float(bdtr(least - 1, n, 0.5)) if least else 0.0
    return 1 - 0.5 * (upto - below) if first == second else upto + below


def paired(first: Ints, second: Ints, level: float = LEVEL) -> Paired:
    """McNemar's test of two readings ``[n]``, each 1 where right and 0 where wrong."""
    a, b = first == 1, second == 1
    both, one = int((a & b).sum()), int((a & ~b).sum())
    two, neither = int((~a & b).sum()), int((~a & ~b).sum())
    n = both + one + two + neither
    if not n:
        return Paired(both, one, two, neither, None, None, None)
    interval = newcombe(both, one, two, neither, level)
    return Paired(both, one, two, neither, (one - two) / n, interval, exact(one, two), mid_p(one, two))


def newcombe(both: int, first: int, second: int, neither: int, level: float = LEVEL) -> Interval:
    """Interval of a paired difference of proportions, square-and-add of two Wilson intervals.

    Source: Newcombe RG (1998), Stat Med 17:2635-2650, method 10 (with the continuity-corrected phi).
    """
    n = both + first + second + neither
    p1, p2 = (both + first) / n, (both + second) / n
    one, two = wilson(both + first, n, level), wilson(both + second, n, level)
    phi = _phi(both, first, second, neither)
    down, up = p1 - one.lower, one.upper - p1
    down2, up2 = p2 - two.lower, two.upper - p2
    below = math.sqrt(max(down**2 - 2 * phi * down * up2 + up2**2, 0.0))
    above = math.sqrt(max(up**2 - 2 * phi * up * down2 + down2**2, 0.0))
    return Interval(max(p1 - p2 - below, -1.0), min(p1 - p2 + above, 1.0))


def _phi(both: int, first: int, second: int, neither: int) -> float:
    n = both + first + second + neither
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    if margins == 0:
        return 0.0
    product = both * neither - first * second
    corrected = max(product - n / 2, 0) if product > 0 else product
    return corrected / math.sqrt(margins)


def clustered(first: Floats, second: Floats, cluster: Ints, level: float = LEVEL) -> Estimate:
    """Difference of two paired proportions ``[n]`` whose units come in clusters, with its test.

    ``Var = C/(C-1) * sum_c (d_c - m_c d)^2 / n^2``.  Source: Obuchowski NA (1998), Stat Med 17:1495-1507.
    With one cluster alone the variance is not defined and taken as zero.
    """
    _, index = np.unique(cluster, return_inverse=True)
    clusters, n = int(index.max()) + 1, len(first)
    difference = float((first - second).mean())
    residual = np.bincount(index, weights=first - second - difference)
    variance = clusters / (clusters - 1) * float(residual @ residual) / n**2 if clusters > 1 else 0.0
    return wald(difference, variance, null=0.0, level=level, bounds=(-1.0, 1.0))
