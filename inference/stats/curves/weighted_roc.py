"""Empirical ROC curves of weighted films: every round of a resampling in one pass over sorted ratings."""

from __future__ import annotations

import numpy as np

from inference.stats.common import Bools, Floats


def sensitivity_at(rating: Floats, truth: Bools, weight: Floats, fpf: Floats) -> Floats:
    """Sensitivity at false-positive fractions ``fpf [P]`` of every round ``weight [R, K]``, ``[R, P]``.

    Straight lines between the points of the curve; at a vertical step the middle of nothing is taken: the
    upper end counts, as in the curve's area.  NaN where a round lacks a kind of film.
    """
    x, y = _points(rating, truth, weight)
    return np.stack([np.interp(fpf, one, other) for one, other in zip(x, y, strict=True)])


def partial_area(rating: Floats, truth: Bools, weight: Floats, low: float, high: float) -> Floats:
    """Area under the curve of every round ``weight [R, K]`` between two false-positive fractions ``[R]``."""
    x, y = _points(rating, truth, weight)
    return _area_to(x, y, high) - _area_to(x, y, low)


def _points(rating: Floats, truth: Bools, weight: Floats) -> tuple[Floats, Floats]:
    """False- and true-positive fractions from (0, 0) to (1, 1), ``[R, P]`` each."""
    order = np.argsort(-rating, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(rating[order]) != 0, True])
    kinds = []
    for kind in (~truth, truth):
        drawn = np.cumsum(weight[:, order] * kind[order], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = drawn[:, ends] / drawn[:, -1:]
        kinds.append(np.concatenate([np.zeros((len(weight), 1)), share], axis=1))
    return kinds[0], kinds[1]


def _area_to(x: Floats, y: Floats, end: float) -> Floats:
    """Area under each curve from 0 to ``end``, by trapezia that are cut there."""
    left, right = np.minimum(x[:, :-1], end), np.minimum(x[:, 1:], end)
    width = x[:, 1:] - x[:, :-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(width > 0, (y[:, 1:] - y[:, :-1]) / width, 0.0)
    middle = y[:, :-1] + slope * ((left + right) / 2 - x[:, :-1])
    return np.asarray(((right - left) * middle).sum(axis=1))
