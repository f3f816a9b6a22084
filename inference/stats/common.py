"""What every method shares: array names, distributions, and an estimate with its interval.

Distributions come from ``scipy.special`` alone (``scipy.stats`` costs two seconds to import).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

LEVEL: Final = 0.95
NO_VARIATION: Final = (
    "the estimated variance is zero, which says nothing of other readers and films: no interval, no test"
)
_NORMAL_FROM: Final = 1e8


@dataclass(frozen=True)
class Interval:
    """Two-sided confidence interval."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Estimate:
    """A figure with its standard error, interval and test.

    Attributes:
        value: the estimate.
        se: its standard error.
        df: degrees of freedom of Student's t; None stands for the normal distribution.
        lower: lower confidence limit; None where the variance is zero or negative.
        upper: upper confidence limit; None likewise.
        statistic: ``(value - null) / se``; None where nothing is tested.
        p: two-sided probability under the null value; None where nothing is tested.
        note: what was done where the data did not define the usual answer.
    """

    value: float
    se: float
    df: float | None
    lower: float | None
    upper: float | None
    statistic: float | None = None
    p: float | None = None
    note: str = ""

    @property
    def interval(self) -> Interval | None:
        """Both limits; None where there are none."""
        return None if self.lower is None or self.upper is None else Interval(self.lower, self.upper)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies within the limits; never where there are none."""
        return self.lower is not None and self.upper is not None and self.lower <= value <= self.upper

    def turned(self) -> Estimate:
        """The same with the other sign: second less first."""
        lower, upper = (None if end is None else -end for end in (self.upper, self.lower))
        statistic = None if self.statistic is None else -self.statistic
        return Estimate(-self.value, self.se, self.df, lower, upper, statistic, self.p, self.note)


def normal_quantile(probability: float) -> float:
    """Quantile of the standard normal distribution."""
    from scipy.special import ndtri

    return float(ndtri(probability))


def normal_cdf(value: float) -> float:
    """Distribution function of the standard normal."""
    from scipy.special import ndtr

    return float(ndtr(value))


def two_sided(statistic: float, df: float | None = None) -> float:
    """Two-sided probability of Student's t with ``df`` degrees of freedom (None: normal)."""
    from scipy.special import betainc, ndtr

    if _is_normal(df) or df is None:
        return float(2 * ndtr(-abs(statistic)))
    return float(betainc(df / 2, 0.5, df / (df + statistic * statistic)))


def critical(level: float = LEVEL, df: float | None = None) -> float:
    """Upper quantile that leaves ``(1 - level) / 2`` above it (None: normal)."""
    from scipy.special import stdtrit

    upper = (1 + level) / 2
    return normal_quantile(upper) if _is_normal(df) or df is None else float(stdtrit(df, upper))


def f_tail(value: float, df1: float, df2: float | None) -> float:
    """Upper tail of Fisher's F; ``df2`` None or infinite is the chi-square of ``value * df1``."""
    from scipy.special import fdtrc

    if _is_normal(df2) or df2 is None:
        return chi_square_tail(value * df1, df1)
    return float(fdtrc(df1, df2, value))


def chi_square_tail(value: float, df: float) -> float:
    """Upper tail of the chi-square distribution."""
    from scipy.special import chdtrc

    return float(chdtrc(df, max(value, 0.0)))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Quantile of the beta distribution."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, probability))


def wald(
    value: float,
    variance: float,
    df: float | None = None,
    *,
    level: float = LEVEL,
    null: float | None = None,
    bounds: tuple[float, float] | None = None,
) -> Estimate:
    """``value`` with the interval ``value ± t(df) * sqrt(variance)`` and the test against ``null``.

    A variance of zero (readers who never differ, perfect readers) or below gives neither interval nor test,
    and the note says why.  Limits are cut at ``bounds``.
    """
    if variance <= 0:
        return _without_variance(value, variance)
    se = math.sqrt(variance)
    half = critical(level, df) * se
    statistic = None if null is None else (value - null) / se
    p = None if statistic is None else two_sided(statistic, df)
    lower, upper = _cut(value - half, bounds), _cut(value + half, bounds)
    return Estimate(value, se, None if _is_normal(df) else df, lower, upper, statistic, p)


def within_one(
    value: float, variance: float, df: float | None = None, *, level: float = LEVEL, null: float | None = None
) -> Estimate:
    """A figure between 0 and 1 with an interval that holds near 1, and the test that goes with it.

    An area (``null`` is 0.5) gets interval and test on the logit scale, so that p is below 1 - ``level``
    where the interval leaves out ``null``, and only there; a proportion Wilson's score interval with the
    effective size ``value (1 - value) / variance``; both with Student's t.  Wald's is too short near 1
    (docs/results/coverage.md).

    Sources: Pepe MS (2003), The Statistical Evaluation of Medical Tests, ch. 5 (logit); Wilson EB (1927), J
    Am Stat Assoc 22:209-212; Korn EL, Graubard BI (1998), Surv Methodol 24:193-201 (effective size).
    """
    plain = wald(value, variance, df, level=level, null=null)
    if variance <= 0 or not 0 < value < 1:
        return plain
    if null is not None:
        limits = logit_interval(value, variance, df, level)
        statistic = (_logit(value) - _logit(null)) * value * (1 - value) / math.sqrt(variance)
        return replace(
            plain, lower=limits.lower, upper=limits.upper, statistic=statistic, p=two_sided(statistic, df)
        )
    size, z2 = value * (1 - value) / variance, critical(level, df) ** 2
    middle = (value + z2 / (2 * size)) / (1 + z2 / size)
    half = math.sqrt(z2 * variance + (z2 / (2 * size)) ** 2) / (1 + z2 / size)
    return replace(plain, lower=max(middle - half, 0.0), upper=min(middle + half, 1.0))


def logit_interval(value: float, variance: float, df: float | None = None, level: float = LEVEL) -> Interval:
    """Interval of ``value`` strictly between 0 and 1 on the logit scale, by the delta method."""
    middle = _logit(value)
    half = critical(level, df) * math.sqrt(variance) / (value * (1 - value))
    return Interval(_expit(middle - half), _expit(middle + half))


def _logit(x: float) -> float:
    return math.log(x / (1 - x))


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _without_variance(value: float, variance: float) -> Estimate:
    below = f"the estimated variance is negative ({variance:.3g}) and counts as zero: no interval, no test"
    return Estimate(value, 0.0, None, None, None, None, None, NO_VARIATION if variance == 0 else below)


def _cut(value: float, bounds: tuple[float, float] | None) -> float:
    return value if bounds is None else min(max(value, bounds[0]), bounds[1])


def _is_normal(df: float | None) -> bool:
    return df is None or df > _NORMAL_FROM


def settle(value: float, *terms: float) -> float:
    """Zero for a difference of ``terms`` that is nothing but rounding, else ``value``."""
    scale = max((abs(term) for term in terms), default=0.0)
    return 0.0 if abs(value) <= 1e-12 * scale else value
