"""Agreement between readings: Cohen's kappa (weighted or not) and Fleiss' kappa."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from inference.stats.common import LEVEL, Floats, Interval, Ints, critical, two_sided

Weights = Literal["none", "linear", "quadratic"]
ONE_ANSWER: Final = "every answer is the same, so agreement beyond chance is not defined"

NO_SPREAD: Final = "the standard error of these films is zero, which says nothing of others: no interval"
NO_ERROR: Final = (
    "fewer than three films, or one film decides whether the answers vary: no standard error, no interval"
)
_NOTHING: Final = 1e-9  # a standard error that is nothing but rounding


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance.

    Attributes:
        value: kappa; None where chance alone already agrees always.
        observed: observed (weighted) agreement, 0 to 1.
        expected: agreement expected by chance, 0 to 1.
        ase: asymptotic standard error, for the interval.
        ase0: standard error under no agreement, for the test.
        z: ``value / ase0``.
        p: two-sided probability of ``z``.
        interval: ``value ± z ase``, cut at -1 and 1.
        subjects: number of films.
        note: why a figure is missing.
    """

    value: float | None
    observed: float | None
    expected: float | None
    ase: float | None
    ase0: float | None
    z: float | None
    p: float | None
    interval: Interval | None
    subjects: int
    note: str = ""


def contingency(first: Ints, second: Ints, categories: int) -> Floats:
    """Counts ``[C, C]`` of paired answers ``[n]`` in categories 0 to C-1; a negative one is no answer."""
    kept = (first >= 0) & (second >= 0)
    flat = first[kept] * categories + second[kept]
    return np.bincount(flat, minlength=categories**2).reshape(categories, categories).astype(np.float64)


def agreement_weights(categories: int, kind: Weights = "none") -> Floats:
    """Weights of agreement ``[C, C]``, 1 on the diagonal (Cohen 1968, Psychol Bull 70:213-220)."""
    if kind == "none" or categories == 1:
        return np.eye(categories)
    distance = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))) / (categories - 1)
    return np.asarray(1 - (distance if kind == "linear" else distance**2))


def cohen(table: Floats, kind: Weights = "none", level: float = LEVEL) -> Kappa:
    """Cohen's kappa of two readings from their table of counts ``[C, C]``.

    Source: Cohen J (1960), Educ Psychol Meas 20:37-46; standard errors of Fleiss JL, Cohen J, Everitt BS
    (1969), Psychol Bull 72:323-327.
    """
    n = int(table.sum())
    if n == 0:
        return _undefined(None, None, 0, "no film was answered in both")
    share, weight = table / n, agreement_weights(len(table), kind)
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    observed, expected = float((weight * share).sum()), float(rows @ weight @ columns)
    if expected >= 1 - 1e-12:
        return _undefined(observed, expected, n, ONE_ANSWER)
    value = (observed - expected) / (1 - expected)
    ase, ase0 = _cohen_errors(share, weight, observed, expected, n)
    return _kappa(value, observed, expected, ase, ase0, n, level)


def _cohen_errors(
    share: Floats, weight: Floats, observed: float, expected: float, n: int
) -> tuple[float, float]:
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    margin = (weight @ columns)[:, None] + (rows @ weight)[None, :]
    inner = (weight * (1 - expected) - margin * (1 - observed)) ** 2
    spread = float((share * inner).sum()) - (observed * expected - 2 * expected + observed) ** 2
    chance = float((np.outer(rows, columns) * (weight - margin) ** 2).sum()) - expected**2
    ase = math.sqrt(max(spread, 0.0) / n) / (1 - expected) ** 2
    return ase, math.sqrt(max(chance, 0.0) / n) / (1 - expected)


def category_counts(answers: Ints, categories: int) -> Floats:
    """How many readers chose each category, ``[K, C]``, from ``answers [J, K]``; negative: none."""
    return np.stack([(answers == c).sum(axis=0) for c in range(categories)], axis=1).astype(np.float64)


def fleiss(counts: Floats, level: float = LEVEL) -> Kappa:
    """Fleiss' kappa of m readers from ``counts [K, C]``: how many readers put film k in category c.

    Every film needs the same number of readers; the caller leaves out the others and says so.
    Source: Fleiss JL (1971), Psychol Bull 76:378-382; test by the null variance of Fleiss, Nee and Landis
    (1979), Psychol Bull 86:974-977; ``ase`` is the jackknife over films.

    Raises:
        ValueError: the films have different numbers of readers, or fewer than two.
    """
    films = len(counts)
    if films == 0:
        return _undefined(None, None, 0, "no film was answered by every reader")
    readers = counts.sum(axis=1)
    if readers.min() != readers.max() or readers[0] < 2:
        raise ValueError("Fleiss' kappa needs the same number of readers, two or more, on every film")
    value, observed, expected = _fleiss_value(counts)
    if value is None:
        return _undefined(observed, expected, films, ONE_ANSWER)
    ase0 = _fleiss_null_error(counts.sum(axis=0) / counts.sum(), films, float(readers[0]))
    return _kappa(value, observed, expected, _fleiss_jackknife(counts), ase0, films, level)


def _fleiss_value(counts: Floats) -> tuple[float | None, float, float]:
    m = float(counts[0].sum())
    observed = float(((counts**2).sum() / len(counts) - m) / (m * (m - 1)))
    share = counts.sum(axis=0) / counts.sum()
    expected = float(share @ share)
    return (None if expected >= 1 - 1e-12 else (observed - expected) / (1 - expected)), observed, expected


def _fleiss_null_error(share: Floats, films: int, readers: float) -> float:
    product = share * (1 - share)
    total = float(product.sum())
    inner = total**2 - float((product * (1 - 2 * share)).sum())
    return math.sqrt(2 * max(inner, 0.0) / (films * readers * (readers - 1))) / total


def _fleiss_jackknife(counts: Floats) -> float | None:
    n, m = len(counts), float(counts[0].sum())
    if n < 3:
        return None
    squares = (counts**2).sum(axis=1)
    observed = ((squares.sum() - squares) / (n - 1) - m) / (m * (m - 1))
    share = (counts.sum(axis=0) - counts) / ((n - 1) * m)
    expected = (share**2).sum(axis=1)
    if bool((expected >= 1 - 1e-12).any()):
        return None
    values = (observed - expected) / (1 - expected)
    return math.sqrt((n - 1) / n * float(((values - values.mean()) ** 2).sum()))


def _kappa(
    value: float, observed: float, expected: float, ase: float | None, ase0: float, n: int, level: float
) -> Kappa:
    z = value / ase0 if ase0 > 0 else None
    p = None if z is None else two_sided(z)
    if ase is None or ase <= _NOTHING:  # perfect agreement, or none: the error of these films is zero
        return Kappa(
            value, observed, expected, ase, ase0, z, p, None, n, NO_ERROR if ase is None else NO_SPREAD
        )
    half = critical(level) * ase
    interval = Interval(max(value - half, -1.0), min(value + half, 1.0))
    return Kappa(value, observed, expected, ase, ase0, z, p, interval, n)


def _undefined(observed: float | None, expected: float | None, n: int, note: str) -> Kappa:
    return Kappa(None, observed, expected, None, None, None, None, None, n, note)
