"""Obuchowski and Rockette's analysis of several readers and films, with Hillis' degrees of freedom.

Input is a table of figures ``theta [I, J]`` (arm by reader) and their covariance ``[I, J, I, J]`` due to the
sample of films, by any method of :mod:`inference.stats.covariance`.

Sources: Obuchowski NA, Rockette HE (1995), Commun Stat Simul Comput 24:285-308; Hillis SL (2007), Stat Med
26:596-619 (degrees of freedom; section 5.3 for one arm alone); Hillis SL (2014), Stat Med 33:330-360
(model, variance components, table 1).  Where ``Cov2 - Cov3`` (or Cov2 of one arm) is negative, it counts as
zero, as those papers say, and the result says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

import numpy as np

from inference.stats.common import LEVEL, Estimate, Floats, chi_square_tail, f_tail, settle, wald, within_one

Kind = Literal["RRRC", "FRRC", "RRFC"]
KINDS: Final[tuple[Kind, ...]] = ("RRRC", "FRRC", "RRFC")
BOUNDS: Final = (0.0, 1.0)
_DIFFERENCE: Final = (-1.0, 1.0)
NEGATIVE_COV2: Final = "Cov2 of an arm alone is negative and counts as 0"
NEGATIVE_DIFFERENCE: Final = "Cov2 - Cov3 is negative and counts as 0"
NEGATIVE_READERS: Final = (
    "the variance between readers is estimated as negative, so the standard error is smaller than for these "
    "very readers"
)
"""Of random readers and films; the papers keep that standard error, whose intervals hold all the same."""
_ROUNDING: Final = 1e-9
_NOTHING: Final = 1e-24  # a mean square of figures that are equal but for rounding


@dataclass(frozen=True)
class Components:
    """Mean squares, error covariances and variance components; None where the design has none.

    Attributes:
        ms_t: mean square of arms.
        ms_r: mean square of readers.
        ms_tr: mean square of arm by reader.
        var: error variance (mean over arms and readers).
        cov1: covariance, same reader, different arms.
        cov2: covariance, different readers, same arm.
        cov3: covariance, different readers, different arms.
        var_r: variance component of readers, may be negative.
        var_tr: variance component of arm by reader, may be negative.
    """

    ms_t: float | None
    ms_r: float | None
    ms_tr: float | None
    var: float
    cov1: float | None
    cov2: float | None
    cov3: float | None
    var_r: float | None
    var_tr: float | None


@dataclass(frozen=True)
class GlobalTest:
    """Test that all arms are equal.

    Attributes:
        name: ``"F"`` or ``"chi-square"``.
        value: the statistic; None where its denominator is zero.
        df1: degrees of freedom of the numerator.
        df2: of the denominator; None for chi-square and where infinite.
        p: upper tail; None where the denominator is zero.
        numerator: mean square of arms.
        denominator: the error term.
    """

    name: str
    value: float | None
    df1: float
    df2: float | None
    p: float | None
    numerator: float
    denominator: float


@dataclass(frozen=True)
class Inference:
    """One of the three inferences.

    Attributes:
        kind: RRRC (random readers, random cases), FRRC (fixed readers), RRFC (fixed cases).
        test: that all arms are equal; None with one arm.
        differences: first minus second arm, by the pairs of ``pairs``.
        pairs: indices of the arms that are compared.
        arms: each arm alone, from its own answers only.
        notes: what was clamped.
    """

    kind: Kind
    test: GlobalTest | None
    pairs: tuple[tuple[int, int], ...]
    differences: tuple[Estimate, ...]
    arms: tuple[Estimate, ...]
    notes: tuple[str, ...]


def components(theta: Floats, covariance: Floats) -> Components:
    """Mean squares and covariances of ``theta [I, J]`` and ``covariance [I, J, I, J]``.

    Source: Hillis (2014), table 1.
    """
    arms, readers = theta.shape
    ms_t, ms_r, ms_tr = mean_squares(theta)
    same_arm = np.eye(arms, dtype=bool)[:, None, :, None]
    same_reader = np.eye(readers, dtype=bool)[None, :, None, :]
    var = float(covariance[np.broadcast_to(same_arm & same_reader, covariance.shape)].mean())
    cov1 = _mean(covariance, ~same_arm & same_reader)
    cov2 = _mean(covariance, same_arm & ~same_reader)
    cov3 = _mean(covariance, ~same_arm & ~same_reader)
    var_r, var_tr = _readers_variance((ms_r, ms_tr), (var, cov1, cov2, cov3), arms)
    return Components(ms_t, ms_r, ms_tr, var, cov1, cov2, cov3, var_r, var_tr)


def mean_squares(theta: Floats) -> tuple[float | None, float | None, float | None]:
    """Mean squares of arms, readers and arm by reader of ``theta [I, J]``; None without two of them."""
    arms, readers = theta.shape
    by_arm, by_reader, middle = theta.mean(axis=1), theta.mean(axis=0), float(theta.mean())
    rest = theta - by_arm[:, None] - by_reader[None, :] + middle
    ms_t = readers * float(((by_arm - middle) ** 2).sum()) / (arms - 1) if arms > 1 else None
    ms_r = arms * float(((by_reader - middle) ** 2).sum()) / (readers - 1) if readers > 1 else None
    both = (arms - 1) * (readers - 1)
    ms_tr = float((rest**2).sum()) / both if both else None
    return _tidy(ms_t), _tidy(ms_r), _tidy(ms_tr)


def _tidy(value: float | None) -> float | None:
    return 0.0 if value is not None and value < _NOTHING else value


def _mean(covariance: Floats, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float | None:
    chosen = covariance[np.broadcast_to(where, covariance.shape)]
    return float(chosen.mean()) if chosen.size else None


def _readers_variance(
    squares: tuple[float | None, float | None],
    errors: tuple[float, float | None, float | None, float | None],
    arms: int,
) -> tuple[float | None, float | None]:
    (ms_r, ms_tr), (var, cov1, cov2, cov3) = squares, errors
    if ms_r is not None and ms_tr is None and cov2 is not None:
        return ms_r - var + cov2, None
    if ms_r is None or ms_tr is None or cov1 is None or cov2 is None or cov3 is None:
        return None, None
    return (ms_r - ms_tr) / arms - cov1 + cov3, ms_tr - var + cov1 + max(cov2 - cov3, 0.0)


def single(
    theta: Floats,
    covariance: Floats,
    kind: Kind,
    level: float = LEVEL,
    *,
    null: float | None = None,
    bounds: tuple[float, float] | None = BOUNDS,
    as_printed: bool = False,
) -> Estimate:
    """Mean of one arm's figures ``theta [J]`` with its interval; ``covariance [J, J]``.

    RRRC: ``sqrt((MS(R) + J max(Cov2, 0)) / J)`` with ``(MS(R) + J max(Cov2, 0))^2 / (MS(R)^2 / (J - 1))``
    degrees of freedom (Hillis 2007, section 5.3, equation 25), where MS(R) counts as no less than
    ``Var - Cov2``.  FRRC: ``sqrt((Var + (J-1) max(Cov2, 0)) / J)``, normal.  RRFC: ``sqrt(MS(R) / J)`` with
    ``J - 1``.

    Why that bound: MS(R) estimates ``Var(R) + Var - Cov2`` (Hillis 2014, table 1), and no variance of readers
    is negative.  With three readers MS(R) has two degrees of freedom and is often far below; the variance and
    the quantile of t then both came out small, and the interval held too rarely (docs/results/coverage.md).
    The variance itself stays unbiased.  ``as_printed`` leaves that bound out, as OR-DBM MRMC does.

    Raises:
        ValueError: RRRC or RRFC with one reader.
    """
    readers = len(theta)
    if readers < 2 and kind != "FRRC":
        raise ValueError(f"{kind} needs two readers")
    shared = max(_off_diagonal(covariance), 0.0)
    mean = float(theta.mean())
    cut = NEGATIVE_COV2 if _off_diagonal(covariance) < 0 and kind != "RRFC" else ""
    if kind == "FRRC":
        variance = (float(np.trace(covariance)) / readers + (readers - 1) * shared) / readers
        return _noted(_mean_of_arm(mean, variance, None, level, null, bounds), cut)
    ms_r = _tidy(float(theta.var(ddof=1))) or 0.0
    films = readers * shared if kind == "RRRC" else 0.0
    error = ms_r + films
    least = float(np.trace(covariance)) / readers - shared if kind == "RRRC" else 0.0
    df = df_of_mean(ms_r, 0.0 if as_printed else least, films, readers - 1)
    one = _mean_of_arm(mean, error / readers, df, level, null, bounds)
    return _noted(_noted(one, cut), NEGATIVE_READERS if _fewer(ms_r, least) and error > 0 else "")


def _fewer(square: float, least: float) -> bool:
    """Whether a mean square of readers is below what it estimates without any variance of readers."""
    return square < least * (1 - _ROUNDING)


def _noted(one: Estimate, note: str) -> Estimate:
    """An estimate that says what was clamped, after what it says already."""
    return replace(one, note="; ".join(part for part in (one.note, note) if part)) if note else one


def _mean_of_arm(
    mean: float, variance: float, df: float | None, level: float, null: float | None,
    bounds: tuple[float, float] | None,
) -> Estimate:  # fmt: skip
    """An interval that holds near 1 where the figure lies between 0 and 1, else Wald's."""
    if bounds == BOUNDS:
        return within_one(mean, variance, df, level=level, null=null)
    return wald(mean, variance, df, level=level, null=null, bounds=bounds)


def _off_diagonal(covariance: Floats) -> float:
    n = len(covariance)
    return float(covariance.sum() - np.trace(covariance)) / (n * (n - 1)) if n > 1 else 0.0


def _df(error: float, mean_square: float, base: float) -> float:
    """``error^2 / (mean_square^2 / base)`` (Hillis 2007, ddf_H); infinite where the mean square is zero."""
    return base * (error / mean_square) ** 2 if mean_square > 0 else math.inf


def df_of_mean(mean_square: float, least: float, films: float, base: float) -> float:
    """Hillis' degrees of freedom of one arm's mean, the mean square of readers no less than ``least``.

    Args:
        mean_square: of the readers.
        least: what it estimates at the least, without any variance of readers.
        films: what the films add to it in the error term.
        base: readers less one.
    """
    square = max(mean_square, least)
    return _df(square + films, square, base)


@dataclass(frozen=True)
class ArmParts:
    """One arm alone: mean square of its readers, error variance, covariance of two readers."""

    ms_r: float | None
    var: float
    cov2: float | None


def arm_parts(theta: Floats, covariance: Floats) -> ArmParts:
    """Parts of one arm's figures ``theta [J]`` and their covariance ``[J, J]``."""
    readers = len(theta)
    ms_r = _tidy(float(theta.var(ddof=1))) if readers > 1 else None
    cov2 = _off_diagonal(covariance) if readers > 1 else None
    return ArmParts(ms_r, float(np.trace(covariance)) / readers, cov2)


def of_reader(theta: Floats, covariance: Floats, level: float = LEVEL) -> tuple[Estimate, ...]:
    """Differences of the arms of one reader, ``theta [I]`` and ``covariance [I, I]``, normal, films random.

    In the order of ``itertools.combinations``; for two arms the standard error is ``sqrt(2 (Var - Cov1))``.
    """
    found = []
    for a, b in combinations(range(len(theta)), 2):
        own = float(covariance[a, a] + covariance[b, b])
        variance = settle(own - 2 * float(covariance[a, b]), own)
        difference = float(theta[a] - theta[b])
        found.append(wald(difference, variance, level=level, null=0.0, bounds=_DIFFERENCE))
    return tuple(found)


def infer(
    theta: Floats, covariance: Floats, kind: Kind, level: float = LEVEL, *, null: float | None = None
) -> Inference | None:
    """One inference over ``theta [I, J]``; None where it needs two readers and there is one.

    RRRC: error term ``MS(TR) + J max(Cov2 - Cov3, 0)``, F with ``I - 1`` and Hillis' degrees of freedom.
    FRRC: ``Var - Cov1 + (J-1) max(Cov2 - Cov3, 0)``, chi-square.  RRFC: ``MS(TR)``, F.
    A difference of two arms has the standard error ``sqrt(2 error / J)`` and the same degrees of freedom.
    """
    arms, readers = theta.shape
    if readers < 2 and kind != "FRRC":
        return None
    parts = components(theta, covariance)
    alone = tuple(
        single(theta[i], covariance[i, :, i, :], kind, level, null=null) for i in range(arms)
    )  # fmt: skip
    notes = _notes(parts, covariance, kind)
    if arms < 2:
        return Inference(kind, None, (), (), alone, notes)
    error, df = _error_term(parts, kind, arms, readers)
    pairs = tuple(combinations(range(arms), 2))
    means = theta.mean(axis=1)
    cut = NEGATIVE_DIFFERENCE if NEGATIVE_DIFFERENCE in notes else ""
    made = (
        wald(float(means[a] - means[b]), 2 * error / readers, df, level=level, null=0.0, bounds=_DIFFERENCE)
        for a, b in pairs
    )
    least = parts.var - (parts.cov1 or 0.0) - max((parts.cov2 or 0.0) - (parts.cov3 or 0.0), 0.0)
    negative = kind == "RRRC" and error > 0 and _fewer(parts.ms_tr or 0.0, least)
    differences = tuple(_noted(_noted(one, cut), NEGATIVE_READERS if negative else "") for one in made)
    return Inference(kind, _global(parts, kind, arms, error, df), pairs, differences, alone, notes)


def _error_term(parts: Components, kind: Kind, arms: int, readers: int) -> tuple[float, float | None]:
    shared = max((parts.cov2 or 0.0) - (parts.cov3 or 0.0), 0.0)
    shared = settle(shared, parts.cov2 or 0.0, parts.cov3 or 0.0)
    if kind == "FRRC":
        own = settle(parts.var - (parts.cov1 or 0.0), parts.var)
        return own + (readers - 1) * shared, None
    square, base = parts.ms_tr or 0.0, float((arms - 1) * (readers - 1))
    error = square + (readers * shared if kind == "RRRC" else 0.0)
    return error, _df(error, square, base)


def _global(parts: Components, kind: Kind, arms: int, error: float, df: float | None) -> GlobalTest:
    top, df1 = parts.ms_t or 0.0, float(arms - 1)
    name = "chi-square" if kind == "FRRC" else "F"
    finite = None if df is None or math.isinf(df) else df
    if error <= 0:
        return GlobalTest(name, None, df1, finite, None, top, error)
    if kind == "FRRC":
        value = df1 * top / error
        return GlobalTest(name, value, df1, None, chi_square_tail(value, df1), top, error)
    return GlobalTest(name, top / error, df1, finite, f_tail(top / error, df1, finite), top, error)


def _notes(parts: Components, covariance: Floats, kind: Kind) -> tuple[str, ...]:
    if kind == "RRFC" or parts.cov2 is None:
        return ()
    notes = []
    if parts.cov3 is not None and settle(parts.cov2 - parts.cov3, parts.cov2) < 0:
        notes.append(NEGATIVE_DIFFERENCE)
    low = [i for i in range(len(covariance)) if _off_diagonal(covariance[i, :, i, :]) < 0]
    if low:
        notes.append(NEGATIVE_COV2)
    return tuple(notes)
