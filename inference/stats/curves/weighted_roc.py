"""Empirical ROC curves of weighted films: every round of a resampling in one pass over sorted ratings."""

from __future__ import annotations

import numpy as np

from inference.stats.common import Bools, Floats


def sensitivity_at(rating: Floats, truth: Bools, weight: Floats, fpf: Floats) -> Floats:
    """Sensitivity at false-positive fractions ``fpf [P]`` of every round ``weight [R, K]``, ``[R, P]``.

    Straight lines between the points of the curve; at a vertical step the upper end counts, as in the curve's
    area.  The k-th highest of ``n`` films without a fracture is expected at the fraction ``k / (n + 1)``, so
    ``f`` is looked up at ``(f (n + 1) - 1/2) / n``: at ``f`` itself few films beyond the cut-off put the
    sensitivity too high (plotting positions: Gumbel EJ (1958), Statistics of Extremes, section 1.2.7).
    NaN where a round lacks a kind of film.
    """
    x, y = _points(rating, truth, weight)
    films = np.maximum(weight @ (~truth).astype(np.float64), 1.0)
    return np.stack(
        [
            np.interp(np.clip((fpf * (n + 1) - 0.5) / n, 0, 1), one, other)
            for one, other, n in zip(x, y, films, strict=True)
        ]
    )


def partial_area(rating: Floats, truth: Bools, weight: Floats, low: float, high: float) -> Floats:
    """Area under the curve of every round ``weight [R, K]`` between two false-positive fractions ``[R]``."""
    x, y = _points(rating, truth, weight, high)
    return _area_to(x, y, high) - (_area_to(x, y, low) if low > 0 else 0.0)


def _points(rating: Floats, truth: Bools, weight: Floats, end: float = 1.0) -> tuple[Floats, Floats]:
    """False- and true-positive fractions from (0, 0) to (1, 1), or safely beyond ``end``; ``[R, P]``."""
    order = np.argsort(-rating, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(rating[order]) != 0, True])
    last = len(order) - 1
    if end < 1:  # eight standard deviations beyond: no round gets there with fewer films
        share = np.cumsum(~truth[order]) / max(int((~truth).sum()), 1)
        far = end + 8 * np.sqrt(end * (1 - end) / max(int((~truth).sum()), 1)) + 0.02
        last = int(ends[min(int(np.searchsorted(share[ends], far)), len(ends) - 1)])
        ends = ends[ends <= last]
    near, kinds = weight[:, order[: last + 1]], []
    for kind in (~truth, truth):
        drawn = np.cumsum(near * kind[order[: last + 1]], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = drawn[:, ends] / (weight @ kind.astype(np.float64))[:, None]
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
