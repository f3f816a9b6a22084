"""What every method shares: array names, distributions, and an estimate with its interval.

Distributions come from ``scipy.special`` alone (``scipy.stats`` costs two seconds to import).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

LEVEL: Final = 0.95
NO_VARIATION: Final = "the estimated variance is zero, so the interval is the point and no test was made"
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
        lower: lower confidence limit.
        upper: upper confidence limit.
        statistic: ``(value - null) / se``; None where nothing is tested.
        p: two-sided probability under the null value; None where nothing is tested.
        note: what was done where the data did not define the usual answer.
    """

    value: float
    se: float
    df: float | None
    lower: float
    upper: float
    statistic: float | None = None
    p: float | None = None
    note: str = ""


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

    A variance of zero (readers who never differ, perfect readers) gives the point as its own interval and no
    test; ``p`` is then 1 where the value equals the null value, else None.  A negative variance counts as
    zero and is named in the note.  Limits are cut at ``bounds``.
    """
    if variance <= 0:
        return _without_variance(value, variance, null)
    se = math.sqrt(variance)
    half = critical(level, df) * se
    statistic = None if null is None else (value - null) / se
    p = None if statistic is None else two_sided(statistic, df)
    lower, upper = _cut(value - half, bounds), _cut(value + half, bounds)
    return Estimate(value, se, None if _is_normal(df) else df, lower, upper, statistic, p)


def _without_variance(value: float, variance: float, null: float | None) -> Estimate:
    note = (
        NO_VARIATION
        if variance == 0
        else f"a negative variance ({variance:.3g}) was taken as 0: {NO_VARIATION}"
    )
    same = null is not None and math.isclose(value, null, abs_tol=1e-12)
    return Estimate(value, 0.0, None, value, value, None, 1.0 if same else None, note)


def _cut(value: float, bounds: tuple[float, float] | None) -> float:
    return value if bounds is None else min(max(value, bounds[0]), bounds[1])


def _is_normal(df: float | None) -> bool:
    return df is None or df > _NORMAL_FROM


def settle(value: float, *terms: float) -> float:
    """Zero for a difference of ``terms`` that is nothing but rounding, else ``value``."""
    scale = max((abs(term) for term in terms), default=0.0)
    return 0.0 if abs(value) <= 1e-12 * scale else value
