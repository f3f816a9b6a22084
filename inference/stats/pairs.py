"""Sums over pairs of films (one with, one without a fracture), in bounded memory."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.stats.auc import placements
from inference.stats.common import Bools, Floats

Codes = NDArray[np.int16] | NDArray[np.int32]
_CELLS: Final = 16_000_000
"""Success scores that are held at once: 64 MB."""
_kept: list[tuple[bytes, list[bytes], Floats]] = []
"""The newest products: the readings of one arm are among those of two."""


def pair_products(score: Floats, truth: Bools) -> Floats:
    """Sum over pairs of films of the products of two readings' success scores, ``[G, G]``.

    Args:
        score: ``[G, K]``; NaN where a reading has none, whose pairs count as 0.
        truth: ``[K]``.

    A success score is 1 where the film with the fracture is rated higher, one half where alike.  Doubled, it
    is a whole number, so single precision sums a chunk exactly.
    """
    rows = [blake2b(row.tobytes(), digest_size=16).digest() for row in score]
    kind = blake2b(truth.tobytes(), digest_size=16).digest()
    for known, names, products in _kept:
        if known == kind and set(rows) <= set(names):
            at = [names.index(row) for row in rows]
            return np.asarray(products[np.ix_(at, at)])
    found = _products(score, truth)
    _kept[:] = [(kind, rows, found)]
    return found


def _products(score: Floats, truth: Bools) -> Floats:
    high, low = _codes(score, truth)
    result = np.zeros((len(score), len(score)))
    step = max(_CELLS // max(low.size, 1), 1)
    twice = np.empty((len(score), min(step, high.shape[1]), low.shape[1]), dtype=np.float32)
    for start in range(0, high.shape[1], step):
        part = high[:, start : start + step]
        size = part.shape[1]
        for row, above, below in zip(twice, part, low, strict=True):
            np.add(above[:, None] > below, above[:, None] >= below, out=row[:size], dtype=np.float32)
        result += _exact_gram(twice[:, :size].reshape(len(score), -1))
    return result / 4


def _codes(score: Floats, truth: Bools) -> tuple[Codes, Codes]:
    """Ratings as small whole numbers in the same order: of fractures ``[G, n1]``, of the others ``[G, n0]``.

    A missing fracture lies below everything and a missing other film above, so that their pairs count as 0.
    """
    codes = np.empty(score.shape, dtype=np.int16 if score.shape[1] < 32_000 else np.int32)
    for row, values in zip(codes, score, strict=True):
        known = ~np.isnan(values)
        row[known] = np.unique(values[known], return_inverse=True)[1]
        row[~known & truth], row[~known & ~truth] = -1, score.shape[1]
    return np.ascontiguousarray(codes[:, truth]), np.ascontiguousarray(codes[:, ~truth])


def _exact_gram(twice: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> Floats:
    """``twice @ twice.T``, exact: parts stay below 2 to the power 24, where single precision ends."""
    most = (1 << 24) // 4
    parts = [twice[:, at : at + most] for at in range(0, twice.shape[1], most)]
    return np.asarray(sum((part @ part.T).astype(np.float64) for part in parts))


def outranked(score: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Success scores summed for each film with a fracture ``[G, n1]`` and for each without ``[G, n0]``.

    ``score [G, K]`` may hold NaN, whose films get 0; by ranks, so that many films cost little.
    """
    fracture, normal = np.zeros((len(score), int(truth.sum()))), np.zeros((len(score), int((~truth).sum())))
    for row, own, other in zip(score, fracture, normal, strict=True):
        known = ~np.isnan(row)
        n1, n0 = int((known & truth).sum()), int((known & ~truth).sum())
        if n1 and n0:
            v10, v01 = placements(row[known], truth[known])
            own[known[truth]], other[known[~truth]] = v10 * n0, v01 * n1
    return fracture, normal
