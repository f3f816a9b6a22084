"""Dorfman, Berbaum and Metz' analysis of variance of pseudovalues, as revised by Hillis.

With jackknife pseudovalues and the jackknife covariance this analysis and Obuchowski and Rockette's give the
same F, degrees of freedom and intervals for random readers and cases (Hillis et al. 2005).

Sources: Dorfman DD, Berbaum KS, Metz CE (1992), Invest Radiol 27:723-731; Hillis SL, Obuchowski NA, Schartz
KM, Berbaum KS (2005), Stat Med 24:1579-1607; Hillis SL, Berbaum KS, Metz CE (2008), Acad Radiol 15:647-661.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Estimate, Floats, f_tail, settle, wald, within_one
from inference.stats.mrmc_or import GlobalTest, Inference, Kind, df_of_mean

_CLAMPED: Final = "MS(TC) - MS(TRC) is negative and counts as 0"


@dataclass(frozen=True)
class Squares:
    """Mean squares of pseudovalues by arm (T), reader (R) and film (C)."""

    t: float
    r: float
    c: float
    tr: float
    tc: float
    rc: float
    trc: float


@dataclass(frozen=True)
class Components:
    """Variance components of the DBM model, any of which may be negative (Hillis et al. 2005)."""

    r: float
    c: float
    tr: float
    tc: float
    rc: float
    trc: float


def mean_squares(pseudo: Floats) -> Squares:
    """Three-way analysis of variance of pseudovalues ``[I, J, K]``, one a cell.

    Raises:
        ValueError: fewer than two arms, readers or films.
    """
    shape: tuple[int, ...] = pseudo.shape
    if min(shape) < 2:
        raise ValueError("the analysis needs two arms, two readers and two films")
    effects = _effects(pseudo)

    def square(*axes: int) -> float:
        freedom = math.prod(shape[axis] - 1 for axis in axes)
        copies = math.prod(shape[axis] for axis in range(3) if axis not in axes)
        return _tidy(copies * float((effects[axes] ** 2).sum()) / freedom, pseudo)

    return Squares(square(0), square(1), square(2), square(0, 1), square(0, 2), square(1, 2), square(0, 1, 2))


def _tidy(square: float, pseudo: Floats) -> float:
    """Zero for a mean square that is nothing but rounding of ``pseudo``."""
    return 0.0 if square <= 1e-18 * max(float((pseudo**2).max()), 1.0) else square


def _effects(pseudo: Floats) -> dict[tuple[int, ...], Floats]:
    """Interaction effects by axes: each mean less all effects of fewer axes."""
    found: dict[tuple[int, ...], Floats] = {}
    for size in range(4):
        for axes in combinations(range(3), size):
            others = tuple(axis for axis in range(3) if axis not in axes)
            mean = pseudo.mean(axis=others, keepdims=True) if others else pseudo
            lower = [value for key, value in found.items() if set(key) < set(axes)]
            found[axes] = np.asarray(mean - sum(lower) if lower else mean)
    return found


def variance_components(squares: Squares, shape: tuple[int, int, int]) -> Components:
    """Components from mean squares for ``shape`` (I, J, K); Hillis et al. (2005)."""
    i, j, k = shape
    return Components(
        r=(squares.r - squares.tr - squares.rc + squares.trc) / (i * k),
        c=(squares.c - squares.tc - squares.rc + squares.trc) / (i * j),
        tr=(squares.tr - squares.trc) / k,
        tc=(squares.tc - squares.trc) / j,
        rc=(squares.rc - squares.trc) / i,
        trc=squares.trc,
    )


def infer(pseudo: Floats, kind: Kind, level: float = LEVEL, *, null: float | None = None) -> Inference:
    """One inference from pseudovalues ``[I, J, K]``.

    RRRC: error term ``MS(TR) + max(MS(TC) - MS(TRC), 0)`` with Hillis' degrees of freedom.  FRRC: ``MS(TC)``
    with ``(I-1)(K-1)``.  RRFC: ``MS(TR)`` with ``(I-1)(J-1)``.  Each arm alone: the same without the arm,
    ``MS(R) + max(MS(C) - MS(RC), 0)``, ``MS(C)`` and ``MS(R)`` of its own pseudovalues.
    """
    arms, readers, films = pseudo.shape
    squares = mean_squares(pseudo)
    error, df = _error_term(squares, kind, pseudo.shape)
    means = pseudo.mean(axis=(1, 2))
    pairs = tuple(combinations(range(arms), 2))
    variance = 2 * error / (readers * films)
    differences = tuple(
        wald(float(means[a] - means[b]), variance, df, level=level, null=0.0, bounds=(-1.0, 1.0))
        for a, b in pairs
    )
    alone = tuple(_alone(pseudo[i], kind, level, null) for i in range(arms))
    clamped = kind == "RRRC" and settle(squares.tc - squares.trc, squares.tc) < 0
    return Inference(
        kind, _test(squares, arms, error, df), pairs, differences, alone, (_CLAMPED,) if clamped else ()
    )  # fmt: skip


def _error_term(squares: Squares, kind: Kind, shape: tuple[int, ...]) -> tuple[float, float]:
    arms, readers, films = shape
    if kind == "FRRC":
        return squares.tc, float((arms - 1) * (films - 1))
    base = float((arms - 1) * (readers - 1))
    if kind == "RRFC":
        return squares.tr, base
    error = squares.tr + max(settle(squares.tc - squares.trc, squares.tc), 0.0)
    return error, base * (error / squares.tr) ** 2 if squares.tr > 0 else math.inf


def _alone(pseudo: Floats, kind: Kind, level: float, null: float | None) -> Estimate:
    """One arm's pseudovalues ``[J, K]`` (Hillis et al. 2008); degrees of freedom as in ``mrmc_or.single``."""
    readers, films = pseudo.shape
    by_reader, by_film, middle = pseudo.mean(axis=1), pseudo.mean(axis=0), float(pseudo.mean())
    rest = pseudo - by_reader[:, None] - by_film[None, :] + middle
    ms_r = _tidy(films * float(by_reader.var(ddof=1)), pseudo)
    ms_c = _tidy(readers * float(by_film.var(ddof=1)), pseudo)
    ms_rc = _tidy(float((rest**2).sum()) / ((readers - 1) * (films - 1)), pseudo)
    error, df = ms_r, float(readers - 1)
    if kind == "FRRC":
        error, df = ms_c, float(films - 1)
    elif kind == "RRRC":
        shared = max(settle(ms_c - ms_rc, ms_c), 0.0)
        least = ms_rc if shared else (ms_c + (readers - 1) * ms_rc) / readers
        error, df = ms_r + shared, df_of_mean(ms_r, least, shared, readers - 1)
    return within_one(middle, error / (readers * films), df, level=level, null=null)


def _test(squares: Squares, arms: int, error: float, df: float) -> GlobalTest:
    df1, finite = float(arms - 1), None if math.isinf(df) else df
    if error <= 0:
        return GlobalTest("F", None, df1, finite, None, squares.t, error)
    value = squares.t / error
    return GlobalTest("F", value, df1, finite, f_tail(value, df1, finite), squares.t, error)
