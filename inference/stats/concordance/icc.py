"""Intraclass correlation of ratings of the same films by the same readers.

ICC(2,1): readers are a random sample, absolute agreement.  ICC(3,1): these very readers, consistency.
Sources: Shrout PE, Fleiss JL (1979), Psychol Bull 86:420-428; intervals McGraw KO, Wong SP (1996), Psychol
Methods 1:30-46, table 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inference.stats.common import LEVEL, Floats, Interval
from inference.stats.concordance.chance_corrected import scaled

METHOD: Final = "two-way analysis of variance, F intervals"
SOURCE: Final = "Shrout and Fleiss 1979; McGraw and Wong 1996"
ALIKE: Final = "the films' means do not vary: no intraclass correlation is defined"
TOO_FEW: Final = "fewer than two readers, or fewer than two films rated by all of them"
EXACT: Final = "the readers agree exactly: no interval"
NEGATIVE: Final = (
    "the variance between films is estimated as negative: the ratings of a film differ more than films do"
)


@dataclass(frozen=True)
class Icc:
    """Both coefficients; None where undefined, with the reason."""

    agreement: float | None
    agreement_interval: Interval | None
    consistency: float | None
    consistency_interval: Interval | None
    films: int
    readers: int
    note: str = ""


def icc(rating: Floats, level: float = LEVEL) -> Icc:
    """Coefficients of complete ratings ``[J, K]``."""
    readers, films = rating.shape
    if readers < 2 or films < 2:
        return Icc(None, None, None, None, films, readers, TOO_FEW)
    rating = scaled(rating)
    middle = float(rating.mean())
    by_film, by_reader = rating.mean(axis=0), rating.mean(axis=1)
    rest = rating - by_film[None, :] - by_reader[:, None] + middle
    scale = float(((rating - middle) ** 2).sum())
    ms_film = readers * float(((by_film - middle) ** 2).sum()) / (films - 1)
    ms_reader = films * float(((by_reader - middle) ** 2).sum()) / (readers - 1)
    ms_error = float((rest**2).sum()) / ((films - 1) * (readers - 1))
    if ms_film <= 1e-12 * max(scale, 1e-300):
        return Icc(None, None, None, None, films, readers, ALIKE)
    consistency = (ms_film - ms_error) / (ms_film + (readers - 1) * ms_error)
    below = ms_film + (readers - 1) * ms_error + readers * (ms_reader - ms_error) / films
    agreement = (ms_film - ms_error) / below if below > 0 else None
    if ms_error <= 1e-12 * scale:
        return Icc(agreement, None, consistency, None, films, readers, EXACT)
    ends = _agreement_interval((ms_film, ms_reader, ms_error), (readers, films), agreement, level)
    return Icc(
        agreement, ends, consistency, _consistency_interval(ms_film / ms_error, readers, films, level), films,
        readers, NEGATIVE if ms_film < ms_error else "",
    )  # fmt: skip


def _quantile(df1: float, df2: float, level: float) -> float:
    from scipy.special import fdtri

    return float(fdtri(df1, df2, (1 + level) / 2))


def _consistency_interval(f: float, readers: int, films: int, level: float) -> Interval:
    df, df_error = films - 1.0, (films - 1.0) * (readers - 1)
    low, high = f / _quantile(df, df_error, level), f * _quantile(df_error, df, level)
    return Interval((low - 1) / (low + readers - 1), (high - 1) / (high + readers - 1))


def _agreement_interval(
    squares: tuple[float, float, float], shape: tuple[int, int], value: float | None, level: float
) -> Interval | None:
    """Satterthwaite's approximation (McGraw and Wong 1996, ICC(A,1))."""
    if value is None or value >= 1:
        return None
    (film, reader, error), (k, n) = squares, shape
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    below = (a * reader) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    if below <= 0:
        return None
    df = (a * reader + b * error) ** 2 / below
    first, second = _quantile(n - 1, df, level), _quantile(df, n - 1, level)
    spread = k * reader + (k * n - k - n) * error
    lower = n * (film - first * error) / (first * spread + n * film)
    upper = n * (second * film - error) / (spread + n * second * film)
    # two films may give a value below -1
    return Interval(max(lower, -1.0) if value >= -1 else lower, min(upper, 1.0))
