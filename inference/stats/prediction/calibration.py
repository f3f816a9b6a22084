"""Calibration of probabilities: slope, intercept, Brier score and the calibration curve.

``logit P(fracture) = a + b logit p``: ``b`` is the slope (1 is right, below it the probabilities are too
extreme); the intercept is ``a`` with ``b`` fixed at 1 (0 is right, calibration in the large). Sources: Cox DR
(1958), Biometrika 45:562-565; Van Calster B et al. (2019), BMC Med 17:230; Brier GW (1950), Mon Weather Rev
78:1-3; scaled Brier: Steyerberg EW et al. (2010), Epidemiology 21:128-138.  Standard errors are robust, over
patients where films share them (Liang KY, Zeger SL (1986), Biometrika 73:13-22).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Estimate, Floats, Interval, Ints, wald
from inference.stats.proportions import wilson

METHOD: Final = "logistic recalibration, robust standard errors; groups with Wilson's intervals"
SOURCE: Final = "Cox 1958; Van Calster et al. 2019; Brier 1950"
EDGE: Final = 1e-6
GROUPS: Final = 10
SEPARATED: Final = "the probabilities separate the two kinds of film, so no slope is defined"
NO_LIMIT: Final = "the fit of the slope reached no limit: no slope"
TOO_FEW: Final = "needs films of both kinds and probabilities that differ"
_STEPS: Final = 50


@dataclass(frozen=True)
class Group:
    """Films of neighbouring probabilities: how many, mean probability, share with a fracture."""

    films: int
    predicted: float
    observed: float
    interval: Interval


@dataclass(frozen=True)
class Calibration:
    """Calibration of a model; None where not defined, with the reason in ``note``.

    Attributes:
        slope: of the logit, tested against 1.
        intercept: with the slope at 1, tested against 0.
        brier: mean squared error of the probabilities.
        scaled_brier: 1 less Brier over that of the share of fractures for all; None without both kinds.
        groups: of about equal size, by rising probability.
        films: how many.
        note: why a figure is missing, or what was done.
    """

    slope: Estimate | None
    intercept: Estimate | None
    brier: float
    scaled_brier: float | None
    groups: tuple[Group, ...]
    films: int
    note: str = ""


def calibrate(
    probability: Floats, truth: Bools, level: float = LEVEL, *, cluster: Ints | None = None
) -> Calibration:
    """Calibration of ``probability [n]``, 0 to 1; those at 0 and 1 count as :data:`EDGE` from it.

    Raises:
        ValueError: there is none, or one lies outside 0 to 1.
    """
    if not len(probability) or probability.min() < 0 or probability.max() > 1:
        raise ValueError("probabilities lie between 0 and 1")
    notes = []
    if bool(((probability < EDGE) | (probability > 1 - EDGE)).any()):
        notes.append(f"probabilities of 0 and 1 count as {EDGE:g} and 1 - {EDGE:g}")
    inside = np.clip(probability, EDGE, 1 - EDGE)
    logit = np.log(inside / (1 - inside))
    y = truth.astype(np.float64)
    brier = float(((probability - y) ** 2).mean())
    share = float(y.mean())
    scaled = 1 - brier / (share * (1 - share)) if 0 < share < 1 else None
    slope, intercept, why = _recalibrated(logit, y, level, cluster)
    notes += [why] if why else []
    return Calibration(
        slope, intercept, brier, scaled, grouped(probability, truth, level), len(y), "; ".join(notes)
    )


def _recalibrated(
    logit: Floats, y: Floats, level: float, cluster: Ints | None
) -> tuple[Estimate | None, Estimate | None, str]:
    if not 0 < y.mean() < 1:
        return None, None, TOO_FEW
    ones = np.ones(len(y))
    large = _fitted(ones[:, None], y, logit, cluster)
    intercept = (
        None if large is None else wald(float(large[0][0]), float(large[1][0, 0]), level=level, null=0.0)
    )
    if np.ptp(logit) < 1e-9:
        return None, intercept, TOO_FEW
    if separated(logit, y):
        return None, intercept, SEPARATED
    spread = float(logit.std())  # in its own unit: the slope of probabilities that hardly differ is large
    both = _fitted(np.stack([ones, (logit - logit.mean()) / spread], axis=1), y, np.zeros(len(y)), cluster)
    if both is None:
        return None, intercept, NO_LIMIT
    slope, variance = float(both[0][1]) / spread, float(both[1][1, 1]) / spread**2
    return wald(slope, variance, level=level, null=1.0), intercept, ""


def separated(x: Floats, y: Floats) -> bool:
    """Whether a cut in ``x`` parts (but for ties at it) the two kinds of film: no finite slope exists."""
    high, low = x[y > 0], x[y == 0]
    return bool(high.min() >= low.max() or low.min() >= high.max())


def _fitted(x: Floats, y: Floats, offset: Floats, cluster: Ints | None) -> tuple[Floats, Floats] | None:
    """Coefficients and robust covariance of a logistic regression, by Newton; None without a limit."""
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-np.clip(x @ beta + offset, -500, 500)))
        information = (x * (fitted * (1 - fitted))[:, None]).T @ x
        try:
            step = np.linalg.solve(information, x.T @ (y - fitted))
        except np.linalg.LinAlgError:
            return None
        beta = beta + np.clip(step, -5, 5)
        if float(np.abs(step).max()) < 1e-10:
            return beta, _sandwich(x, y, fitted, information, cluster)
    return None


def _sandwich(x: Floats, y: Floats, fitted: Floats, information: Floats, cluster: Ints | None) -> Floats:
    scores = x * (y - fitted)[:, None]
    if cluster is not None:
        _, index = np.unique(cluster, return_inverse=True)
        scores = np.stack([np.bincount(index, weights=column) for column in scores.T], axis=1)
    units = len(scores)
    bread = np.linalg.inv(information)
    return np.asarray(units / max(units - 1, 1) * (bread @ (scores.T @ scores) @ bread))


def grouped(
    probability: Floats, truth: Bools, level: float = LEVEL, groups: int = GROUPS
) -> tuple[Group, ...]:
    """Films in groups of about equal size by rising probability; alike ones stay together."""
    order = np.argsort(probability, kind="stable")
    place = np.arange(len(order)) * groups // len(order)
    values = probability[order]
    first = np.searchsorted(values, values, side="left")
    label, made = place[first], []
    for one in np.unique(label):
        own = order[label == one]
        hits, n = int(truth[own].sum()), len(own)
        made.append(Group(n, float(probability[own].mean()), hits / n, wilson(hits, n, level)))
    return tuple(made)
