"""A site's own operating points, from its own films: with readings, or without where their mix is known.

With readings the thresholds are quantiles of the site's own scores.  Without, the share of films above a
threshold is what false alarms and found fractures add up to; the share of fractures is stated or estimated
by expectation maximisation (Saerens 2002, Neural Comput 14:21-41), how many of them are found is taken
from the card's curve, and what remains are false alarms.  That the curve holds at the site is an assumption.

``score`` [n] is the probability of a fracture, ``truth`` [n] whether there is one, ``patient`` [n] whose
film it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.stats.common import critical
from inference.stats.proportions import Proportion, clustered, proportion

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Curve = tuple[tuple[float, float, float], ...]
"""Threshold, sensitivity, specificity; thresholds rise."""

LEAST: Final = 20
"""Films (of a kind, where they are read) below which no threshold is set."""
FOLDS: Final = 5
_TINY: Final = 1e-6


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the specificity of the specific point and the sensitivity of the sensitive one."""

    specificity: float = 0.90
    sensitivity: float = 0.95


@dataclass(frozen=True)
class Thresholds:
    """Two operating points; ``sensitive <= specific``.  None: the films cannot set that one."""

    sensitive: float | None
    specific: float | None


@dataclass(frozen=True)
class Rates:
    """False alarms and found fractures at one threshold; None where no film of that kind is known."""

    threshold: float
    specificity: Proportion | None
    sensitivity: Proportion | None


def films_needed(rate: float, half_width: float, level: float = 0.95) -> int:
    """Independent films of a kind that are needed to know ``rate`` to within ``half_width``.

    Raises:
        ValueError: a number out of range.
    """
    if not (0 < rate < 1 and 0 < half_width < 1):
        raise ValueError("rate and half width lie between 0 and 1")
    return math.ceil(critical(level) ** 2 * rate * (1 - rate) / half_width**2)


def specific_threshold(normal: Floats, specificity: float) -> float | None:
    """The lowest threshold that no more than the allowed share of films without a fracture reaches.

    With the correction for their number (as split conformal: of n + 1), so that the next film keeps the rate.
    None with fewer than :data:`LEAST` films.
    """
    if len(normal) < LEAST:
        return None
    ordered = np.sort(normal)
    place = math.ceil((len(normal) + 1) * specificity - 1e-9)
    if place > len(normal):
        return _inside((float(ordered[-1]) + 1) / 2)
    below = float(ordered[place - 1])
    above = ordered[ordered > below]
    return _inside((below + (float(above[0]) if len(above) else 1.0)) / 2)


def sensitive_threshold(broken: Floats, sensitivity: float) -> float | None:
    """The highest threshold that the wanted share of films with a fracture reaches; None with too few."""
    mirrored = specific_threshold(1 - broken, sensitivity)
    return None if mirrored is None else _inside(1 - mirrored)


def from_readings(score: Floats, truth: Bools, wanted: Wanted) -> Thresholds:
    """Thresholds from films that were read."""
    return _ordered(
        sensitive_threshold(score[truth], wanted.sensitivity),
        specific_threshold(score[~truth], wanted.specificity),
    )


def estimated_share(score: Floats, prior: float, rounds: int = 500) -> float:
    """The share of fractures among unread films, by expectation maximisation; ``prior``: where ``score``
    was fitted.

    The score must be a calibrated probability there, and only the share of fractures may differ here.
    """
    if not 0 < prior < 1:
        raise ValueError("the prior lies between 0 and 1")
    share = prior
    for _ in range(rounds):
        up, down = score * share / prior, (1 - score) * (1 - share) / (1 - prior)
        new = float((up / np.maximum(up + down, 1e-12)).mean())
        if abs(new - share) < 1e-7:
            return new
        share = new
    return share


def false_alarms(score: Floats, share: float, curve: Curve, thresholds: Floats) -> Floats:
    """Estimated share of false alarms among unread films without a fracture, at each threshold."""
    at, sensitivity = np.array([row[0] for row in curve]), np.array([row[1] for row in curve])
    found = np.interp(thresholds, at, sensitivity)
    above = (score[None, :] >= thresholds[:, None]).mean(axis=1)
    estimated = np.clip((above - share * found) / max(1 - share, _TINY), 0, 1)
    return np.asarray(np.minimum.accumulate(estimated), np.float64)


def from_mix(score: Floats, share: float, curve: Curve, wanted: Wanted) -> Thresholds:
    """Thresholds from unread films among which ``share`` has a fracture.

    The sensitive point is where the card's curve has the wanted sensitivity; unread films cannot move it.
    None for the specific one with fewer than :data:`LEAST` films.
    """
    sensitive = max((row[0] for row in curve if row[1] >= wanted.sensitivity), default=None)
    if len(score) < LEAST or not curve:
        return _ordered(sensitive, None)
    values = np.unique(np.clip(score, _TINY, 1 - _TINY))
    tried = np.concatenate([[values[0] / 2], (values[1:] + values[:-1]) / 2, [(values[-1] + 1) / 2]])
    alarms = false_alarms(score, share, curve, tried)
    good = np.flatnonzero(alarms <= 1 - wanted.specificity)
    specific = float(tried[good[0]]) if len(good) else float(tried[-1])
    return _ordered(sensitive, _inside(specific))


def rates_at(threshold: float, score: Floats, truth: Bools, patient: Ints) -> Rates:
    """Both rates at a threshold, intervals by patient."""
    called = score >= threshold
    return Rates(
        threshold,
        _rate(~called[~truth], patient[~truth]),
        _rate(called[truth], patient[truth]),
    )


def held_out_rates(
    name: str, score: Floats, truth: Bools, patient: Ints, wanted: Wanted, folds: int = FOLDS
) -> Rates | None:
    """Rates of the point ``name`` (specific, sensitive) on patients that did not set it, fold by fold.

    The threshold named is that of all films.  None where some fold leaves too few to set it.
    """
    whole = getattr(from_readings(score, truth, wanted), name)
    if whole is None:
        return None
    fold = fold_of(patient, folds)
    called = np.zeros(len(score), bool)
    for number in np.unique(fold):
        held = fold == number
        own = getattr(from_readings(score[~held], truth[~held], wanted), name)
        if own is None:
            return None
        called[held] = score[held] >= own
    return Rates(whole, _rate(~called[~truth], patient[~truth]), _rate(called[truth], patient[truth]))


def fold_of(patient: Ints, folds: int = FOLDS) -> Ints:
    """A fold for each film; films of one patient are in one fold, neighbouring patients together."""
    _, index = np.unique(patient, return_inverse=True)
    return np.asarray(index * folds // max(int(index.max(initial=0)) + 1, 1), np.int64)


def fitted_temperature(log_odds: Floats, truth: Bools) -> float | None:
    """The factor by which log-odds of a fracture are to be divided, least cross-entropy; None with too few
    films.

    Source: Guo 2017, "On calibration of modern neural networks", ICML; of two kinds.
    """
    if min(int(truth.sum()), int((~truth).sum())) < LEAST:
        return None
    tried = np.exp(np.linspace(math.log(0.2), math.log(5.0), 201))
    sign = np.where(truth, -1.0, 1.0)
    costs = [float(np.logaddexp(0, sign * log_odds / value).mean()) for value in tried]
    return round(float(tried[int(np.argmin(costs))]), 4)


def _rate(success: Bools, patient: Ints) -> Proportion | None:
    if not len(success):
        return None
    if len(np.unique(patient)) == len(success):
        return proportion(float(success.sum()), len(success))
    return clustered(success.astype(np.float64), patient)


def _ordered(sensitive: float | None, specific: float | None) -> Thresholds:
    """The sensitive point is never the stricter one."""
    if sensitive is not None and specific is not None and sensitive > specific:
        sensitive, specific = specific, sensitive
    return Thresholds(sensitive, specific)


def _inside(threshold: float) -> float:
    return min(max(round(threshold, 6), _TINY), 1 - _TINY)
