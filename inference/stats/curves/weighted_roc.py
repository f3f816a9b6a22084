"""Empirical ROC curves of weighted films: every round of a resampling in one pass over sorted ratings."""

from __future__ import annotations

from typing import Final

import numpy as np

from inference.stats.common import Bools, Floats, Ints

_ROUNDS: Final = 20
"""Rounds that are worked on at once: their curves stay in the processor's cache."""


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
    """Area under the curve of every round ``weight [R, K]`` between two false-positive fractions ``[R]``.

    Only films without a fracture move the curve to the right, so it is looked at where they stand; a step of
    films that are rated alike is a straight line.
    """
    order, ends = _sorted(rating, truth, high)
    broken = truth[order]
    fractures, normals = order[broken], order[~broken]
    below = np.stack([np.cumsum(~broken)[ends], np.cumsum(broken)[ends]])  # films of each kind so far
    before = np.concatenate([np.zeros((2, 1), dtype=np.int64), below[:, :-1]], axis=1)
    wide = below[0] > before[0]
    (x0, y0), (x1, y1) = before[:, wide], below[:, wide]
    areas = np.empty(len(weight))
    for start in range(0, len(weight), _ROUNDS):
        part = weight[start : start + _ROUNDS]
        x, y = _fractions(part, normals, ~truth), _fractions(part, fractures, truth)
        steps = (x[:, x0], x[:, x1], y[:, y0], y[:, y1])
        level = bool((y0 == y1).all())
        areas[start : start + _ROUNDS] = _area_to(*steps, high, level=level) - (
            _area_to(*steps, low, level=level) if low > 0 else 0.0
        )
    return areas


def _fractions(weight: Floats, films: Ints, kind: Bools) -> Floats:
    """Share of a kind that lies among the first so many ``films``, from none on; ``[R, F + 1]``."""
    share = np.zeros((len(weight), len(films) + 1))
    np.cumsum(weight[:, films], axis=1, out=share[:, 1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        share /= weight[:, kind].sum(axis=1)[:, None]
    return share


def _sorted(rating: Floats, truth: Bools, end: float) -> tuple[Ints, Ints]:
    """Films from the highest rating down to safely beyond ``end``, and where each different rating ends."""
    order = np.argsort(-rating, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(rating[order]) != 0, True])
    last = len(order) - 1
    if end < 1:  # eight standard deviations beyond: no round gets there with fewer films
        share = np.cumsum(~truth[order]) / max(int((~truth).sum()), 1)
        far = end + 8 * np.sqrt(end * (1 - end) / max(int((~truth).sum()), 1)) + 0.02
        last = int(ends[min(int(np.searchsorted(share[ends], far)), len(ends) - 1)])
    return order[: last + 1], ends[ends <= last]


def _points(rating: Floats, truth: Bools, weight: Floats) -> tuple[Floats, Floats]:
    """False- and true-positive fractions from (0, 0) to (1, 1); ``[R, P]``.

    Weights are whole numbers, so sums of them are exact in any order.
    """
    order, ends = _sorted(rating, truth, 1.0)
    near = weight[:, order]
    drawn = np.cumsum(near, axis=1)[:, ends]
    normal = np.cumsum(near * ~truth[order], axis=1)[:, ends]
    kinds = []
    for found in (normal, drawn - normal):
        share = np.zeros((len(weight), len(ends) + 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            np.divide(found, found[:, -1:], out=share[:, 1:])
        kinds.append(share)
    return kinds[0], kinds[1]


def _area_to(x0: Floats, x1: Floats, y0: Floats, y1: Floats, end: float, *, level: bool) -> Floats:
    """Area under each curve from 0 to ``end``, by trapezia cut there; ``level``: all are flat."""
    left, right = np.minimum(x0, end), np.minimum(x1, end)
    middle = y0
    if not level:
        width = x1 - x0
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = np.where(width > 0, (y1 - y0) / width, 0.0)
        middle = y0 + slope * ((left + right) / 2 - x0)
    return np.asarray(((right - left) * middle).sum(axis=1))
