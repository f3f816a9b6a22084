"""Variance of reader-averaged areas by U-statistics: any readers, any films, missing answers allowed.

The eight second-order moments of Barrett, Clarkson and Gallas are estimated without bias from the answers
that exist; no reader or film is left out because another answer is missing.  A reader's area weighs by the
pairs of films that the reader rated.  Figures match FDA iMRMC.

Sources: Gallas BD (2006), Acad Radiol 13:353-362; Gallas BD, Pennello GA, Myers KJ (2007), J Opt Soc Am A
24:B70-B80; Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009), Commun Stat Theory Methods 38:2586-2603
(moments, coefficients); degrees of freedom after Satterthwaite with the floor of Gaylor DW, Hopper FN (1969),
Technometrics 11:691-706, as in the iMRMC user manual.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Estimate, Floats, Ints, wald, within_one
from inference.stats.mrmc_or import BOUNDS
from inference.stats.pairs import outranked, pair_products

NEGATIVE: Final = "the unbiased variance is not positive, so the maximum-likelihood one stands in"
# Unbiased sums from biased ones: rows and columns are the eight moments, in the order
# (same reader; same pair, same normal, same fracture, neither) and the same for different readers.
_PAIRS: Final = np.array([[1, 0, 0, 0], [-1, 1, 0, 0], [-1, 0, 1, 0], [1, -1, -1, 1]], dtype=np.float64)
UNBIAS: Final = np.block([[_PAIRS, np.zeros((4, 4))], [-_PAIRS, _PAIRS]])
# Coefficient of the variance of (normal films, films with a fracture, readers) from those of the moments.
_MAIN: Final = {"normal": (0, 2, 4, 6), "fracture": (0, 1, 4, 5), "reader": (0, 1, 2, 3)}
_MOMENT: Final = {"normal": 6, "fracture": 5, "reader": 3}


@dataclass(frozen=True)
class Moments:
    """Moments of two arms' success scores (or of one arm with itself).

    Attributes:
        unbiased: the eight U-statistic moments ``[8]``.
        biased: the eight maximum-likelihood moments ``[8]``.
        coefficient: their weights in the (co)variance ``[8]``; the last has 1 taken off.
    """

    unbiased: Floats
    biased: Floats
    coefficient: Floats

    def covariance(self) -> float:
        """Unbiased (co)variance of the reader-averaged areas."""
        return float(self.coefficient @ self.unbiased)

    def likelihood(self) -> float:
        """Maximum-likelihood (co)variance, never negative for a variance."""
        return float(self.coefficient @ self.biased)


@dataclass(frozen=True)
class UStat:
    """One arm, or the difference of two, with readers and films random.

    Attributes:
        arms: indices of the arm or arms.
        areas: reader-averaged area of each arm.
        variances: variance of each arm's area.
        estimate: with BDG degrees of freedom; of one arm with an interval that holds near 1.
        normal: the same estimate with the normal distribution and Wald's interval, as iMRMC prints it.
        whole: the same with the degrees of freedom cut to a whole number, as iMRMC prints it.
        readers: readers with answers in any of the arms.
        crossed: every such reader answered every such film in every arm.
    """

    arms: tuple[int, ...]
    areas: tuple[float, ...]
    variances: tuple[float, ...]
    estimate: Estimate
    normal: Estimate
    whole: Estimate
    readers: int
    crossed: bool


def moments(first: Floats, second: Floats, truth: Bools) -> Moments | None:
    """Moments of two arms' ratings ``[J, K]`` (NaN missing); None where they cannot be told without bias.

    That is where an arm has no pair of films, or no two readings share neither reader nor film.

    Source: Gallas et al. (2009), moments M1 to M8 with design weights.
    """
    weights = np.array([_total(first, truth), _total(second, truth)])
    if not weights.all():
        return None
    numerator, pairs = _score_sums(first, second, truth), _design_sums(first, second, truth)
    top, below = UNBIAS @ numerator, UNBIAS @ pairs
    coefficient = below / weights.prod()
    coefficient[7] -= 1
    if below[7] <= 0.5:  # the square of the expected area: two readers and two films of each kind
        return None
    return Moments(_ratio(top, below), _ratio(numerator, pairs), coefficient)


def _score_sums(first: Floats, second: Floats, truth: Bools) -> Floats:
    """Eight sums of products of success scores: four within a reader, four of the sums over readers."""
    same, readers = first is second, len(first)
    flat = first if same else np.concatenate([first, second])
    pairs, (fracture, normal) = pair_products(flat, truth), outranked(flat, truth)
    one, two = slice(0, readers), slice(0, readers) if same else slice(readers, 2 * readers)
    total = fracture.sum(axis=1)
    within = [
        np.trace(pairs[one, two]), (fracture[one] * fracture[two]).sum(), (normal[one] * normal[two]).sum(),
        total[one] @ total[two],
    ]  # fmt: skip
    between = [
        pairs[one, two].sum(), fracture[one].sum(axis=0) @ fracture[two].sum(axis=0),
        normal[one].sum(axis=0) @ normal[two].sum(axis=0), total[one].sum() * total[two].sum(),
    ]  # fmt: skip
    return np.array([*within, *between], dtype=np.float64)


def _design_sums(first: Floats, second: Floats, truth: Bools) -> Floats:
    """The same sums of the design: 1 for each pair of films that a reader rated; no table of all pairs."""
    known = [np.isfinite(arm).astype(np.float64) for arm in (first, second)]
    (low, high), (low2, high2) = ((k[:, ~truth], k[:, truth]) for k in known)
    same_low, same_high = (low * low2).sum(axis=1), (high * high2).sum(axis=1)
    all_low, all_high = low.sum(axis=1) * low2.sum(axis=1), high.sum(axis=1) * high2.sum(axis=1)
    within = [same_low @ same_high, all_low @ same_high, same_low @ all_high, all_low @ all_high]
    pairs = float(((low @ low2.T) * (high @ high2.T)).sum())
    fracture = (low.sum(axis=1) @ high) @ (low2.sum(axis=1) @ high2)
    normal = (high.sum(axis=1) @ low) @ (high2.sum(axis=1) @ low2)
    every = (low.sum(axis=1) @ high.sum(axis=1)) * (low2.sum(axis=1) @ high2.sum(axis=1))
    return np.array([*within, pairs, fracture, normal, every], dtype=np.float64)


def _total(rating: Floats, truth: Bools) -> float:
    known = np.isfinite(rating)
    return float((known[:, truth].sum(axis=1) * known[:, ~truth].sum(axis=1)).sum())


def _readers(rating: Floats, truth: Bools) -> int:
    known = np.isfinite(rating)
    return int((known[:, truth].any(axis=1) & known[:, ~truth].any(axis=1)).sum())


def _ratio(top: Floats, below: Floats) -> Floats:
    return np.divide(top, below, out=np.zeros(len(top)), where=below > 0.5)


def mean_area(rating: Floats, truth: Bools) -> float:
    """Area averaged over readers ``[J, K]``, each weighing by its pairs of films."""
    return float(outranked(rating, truth)[0].sum() / _total(rating, truth))


def decided(decision: Ints, truth: Bools, *, positive: bool) -> tuple[Floats, Bools]:
    """Decisions ``[..., K]`` (1, 0, -1 missing) as ratings whose area is the sensitivity or the specificity.

    Two stand-ins for the films of the other kind, rated one half by everybody, are outranked by each right
    call; they never vary, so the moments are those of a proportion (Gallas et al. 2007, section 5: binary
    data; Chen W, Wunderlich A, Petrick N, Gallas BD (2014), J Med Imaging 1:031011).
    """
    films = truth if positive else ~truth
    own = decision[..., films]
    rating = np.where(own >= 0, own, np.nan).astype(np.float64)
    stand_in = np.full((*rating.shape[:-1], 2), 0.5)
    stand_in[np.isnan(rating).all(axis=-1)] = np.nan
    kinds = np.concatenate([np.full(rating.shape[-1], positive), np.full(2, not positive)])
    return np.concatenate([rating, stand_in], axis=-1), kinds


def one_arm(
    rating: Floats, truth: Bools, level: float = LEVEL, arm: int = 0, *, null: float | None = 0.5
) -> UStat | None:
    """One arm's ratings ``[J, K]`` against an area of ``null``; None with too few readers or films."""
    own = moments(rating, rating, truth) if _readers(rating, truth) >= 2 else None
    if own is None:
        return None
    area = mean_area(rating, truth)
    variance, note = _positive(own.covariance(), own.likelihood())
    df = _degrees(variance, own, own, own)
    return _result((arm,), (area,), (variance,), variance, df, note, rating[None], level, null)


def two_arms(
    rating: Floats, truth: Bools, level: float = LEVEL, arms: tuple[int, int] = (0, 1)
) -> UStat | None:
    """First minus second arm from ratings ``[2, J, K]``; None where an arm has too few readers or films."""
    if min(_readers(rating[0], truth), _readers(rating[1], truth)) < 2:
        return None
    one, two = rating[0], rating[1]
    cross = moments(one, two, truth)
    first, second = moments(one, one, truth), moments(two, two, truth)
    if first is None or second is None or cross is None:
        return None
    areas = (mean_area(rating[0], truth), mean_area(rating[1], truth))
    total = first.covariance() + second.covariance() - 2 * cross.covariance()
    likely = first.likelihood() + second.likelihood() - 2 * cross.likelihood()
    variance, note = _positive(total, likely)
    df = _degrees(variance, first, second, cross)
    own = (max(first.covariance(), 0.0), max(second.covariance(), 0.0))
    return _result(arms, areas, own, variance, df, note, rating, level, 0.0)


def _positive(unbiased: float, likely: float) -> tuple[float, str]:
    if unbiased > 1e-15:
        return unbiased, ""
    if likely > 1e-15:
        return likely, NEGATIVE
    return (unbiased if unbiased < -1e-15 else 0.0), ""


def _degrees(variance: float, first: Moments, second: Moments, cross: Moments) -> float | None:
    """Satterthwaite's degrees of freedom from the mean squares of films and readers (BDG); at least 2."""
    sources = [_square_over_freedom(name, first, second, cross) for name in _MAIN]
    below = sum(square for square, _ in sources)
    if below <= 0:
        return None
    return max(variance**2 / below, min(freedom for _, freedom in sources), 2.0)


def _square_over_freedom(name: str, first: Moments, second: Moments, cross: Moments) -> tuple[float, float]:
    """``(MS / df)^2 / df`` of one source of variation, and its degrees of freedom."""
    one, two = _freedom(first, name), _freedom(second, name)
    if first is second:
        return (_component(first, name) / one) ** 2 / one, one
    shared = float(cross.coefficient[list(_MAIN[name])].sum() + (1.0 if 7 in _MAIN[name] else 0.0)) > 1e-12
    least = min(one, two)
    if shared:
        both = _component(first, name) + _component(second, name) - 2 * _component(cross, name)
        return (both / least) ** 2 / least, least
    apart = (_component(first, name) / one) ** 2 / one + (_component(second, name) / two) ** 2 / two
    return apart, least


def _freedom(own: Moments, name: str) -> float:
    weight = float(own.coefficient[list(_MAIN[name])].sum())
    return max(float(np.round(1 / weight - 1)), 1.0) if weight > 0 else 1.0


def _component(own: Moments, name: str) -> float:
    """Biased variance component of one source alone (iMRMC: BCK)."""
    return float(own.biased[_MOMENT[name]] - own.biased[7])


def _result(
    arms: tuple[int, ...], areas: tuple[float, ...], variances: tuple[float, ...], variance: float,
    df: float | None, note: str, rating: Floats, level: float, null: float | None,
) -> UStat:  # fmt: skip
    value = areas[0] - areas[1] if len(areas) == 2 else areas[0]
    bounds = BOUNDS if len(areas) == 1 else (-1.0, 1.0)

    def made(freedom: float | None, *, near_one: bool = False) -> Estimate:
        found = wald(value, variance, freedom, level=level, null=null, bounds=bounds)
        if near_one and len(areas) == 1:
            found = within_one(value, variance, freedom, level=level, null=null)
        return replace(found, note="; ".join(part for part in (note, found.note) if part))

    known = np.isfinite(rating)
    present = known.any(axis=(0, 2))
    films = known.any(axis=(0, 1))
    crossed = bool(known[:, present][:, :, films].all())
    whole = None if df is None else float(int(df))
    return UStat(
        arms, areas, variances, made(df, near_one=True), made(None), made(whole), int(present.sum()), crossed
    )
