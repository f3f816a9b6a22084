"""Sums over pairs of films (one with, one without a fracture), in bounded memory."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.stats.auc import placements
from inference.stats.common import Bools, Floats, Ints

Codes = NDArray[np.int16] | NDArray[np.int32]
Words = NDArray[np.uint64]
_SHORT: Final = 256
"""Ratings of at most so many values are counted rather than compared."""
_CHUNK: Final = 131_072
"""Pairs of films that are compared at once: their bits stay in the processor's cache."""
_COMPARED: Final = 50_000_000
"""With more pairs of films than this, sorting costs less than comparing."""
_kept: list[tuple[bytes, list[bytes], Floats]] = []
"""The newest products: the readings of one arm are among those of two."""


def pair_products(score: Floats, truth: Bools) -> Floats:
    """Sum over pairs of films of the products of two readings' success scores, ``[G, G]``.

    Args:
        score: ``[G, K]``; NaN where a reading has none, whose pairs count as 0.
        truth: ``[K]``.

    A success score is 1 where the film with the fracture is rated higher, one half where alike.  Every sum is
    one of whole numbers divided by four, so it is exact.
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
    """By counts on short scales, else by comparing films: bit by bit, or sorted where they are many."""
    high, low = _codes(score, truth)
    result = np.empty((len(score), len(score)))
    short = np.maximum(high.max(axis=1), low.max(axis=1)) < _SHORT
    _fill_counted(result, high, low, np.flatnonzero(short))
    if not short.all():
        _fill_compared(result, high, low, np.flatnonzero(~short))
    return result


def _fill_counted(result: Floats, high: Codes, low: Codes, short: Ints) -> None:
    """Products of readings on short scales, from how many films have each two codes.

    With ``N`` normal films counted by both codes, a fracture's sum of products is twice a sum over what lies
    below it, half of what is alike counted: ``n + L^2`` steps for ``L`` codes.
    """
    for place, a in enumerate(short):
        for b in short[place:]:
            across = int(max(high[b].max(), low[b].max())) + 2
            down = int(max(high[a].max(), low[a].max())) + 2
            flat = (low[a].astype(np.int64) + 1) * across + low[b] + 1
            normal = np.bincount(flat, minlength=down * across).reshape(down, across).astype(np.float64)
            below = np.cumsum(normal, axis=0) - normal / 2
            below = np.cumsum(below, axis=1) - below / 2
            result[a, b] = result[b, a] = below[high[a].astype(np.int64) + 1, high[b] + 1].sum()


def _fill_compared(result: Floats, high: Codes, low: Codes, fine: Ints) -> None:
    """Products of readings on a fine scale with one another and with all others."""
    others = np.setdiff1d(np.arange(len(result)), fine)
    order = np.concatenate([fine, others])
    if high.shape[1] * low.shape[1] <= _COMPARED and hasattr(np, "bitwise_count"):
        found = _bit_products(high[order], low[order], len(fine))
    else:
        found = np.zeros((len(fine), len(result)))
        for place, a in enumerate(fine):
            for beside, b in enumerate(order[place:], place):
                found[place, beside] = _sorted_product((high[a], low[a]), (high[b], low[b]))
    for place, a in enumerate(fine):
        result[a, order[place:]] = result[order[place:], a] = found[place, place:]


def _bit_products(high: Codes, low: Codes, first: int) -> Floats:
    """Products ``[first, G]`` of the first readings with those after them, from the bits of two comparisons.

    A success score is half of above plus half of above or alike: a product is a quarter of four counts.
    """
    tied = np.array([bool(np.isin(one, other).any()) for one, other in zip(high, low, strict=True)])
    product = np.zeros((first, len(high)))
    step = max(_CHUNK // max(low.shape[1], 1), 1)
    for start in range(0, high.shape[1], step):
        part = high[:, start : start + step]
        over = _packed(part, low, strict=True)
        least = _packed(part, low, strict=False) if tied.any() else over
        for a in range(first):
            above = _common(over[a], over[a:])
            if tied.any():
                one = np.where(tied[a:], _common(over[a], least[a:]), above)
                two = _common(least[a], over[a:]) if tied[a] else above
                both = _common(least[a], least[a:]) if tied[a] else one
                above = (above + one + two + both) / 4
            product[a, a:] += above
    return product


def _packed(high: Codes, low: Codes, *, strict: bool) -> Words:
    """Which fractures lie above which normal films, a bit a pair ``[G, words]``."""
    size = high.shape[1] * low.shape[1]
    words = np.zeros((len(high), -(-size // 64) * 8), dtype=np.uint8)
    for row, one, other in zip(words, high, low, strict=True):
        found = one[:, None] > other if strict else one[:, None] >= other
        bits = np.packbits(found)
        row[: len(bits)] = bits
    return words.view(np.uint64)


_LOW_BYTES: Final = np.uint64(0x00FF00FF00FF00FF)


def _common(one: Words, many: Words) -> Floats:
    """How many bits ``one [words]`` shares with each of ``many [G, words]``."""
    counted = np.bitwise_count(one & many)
    spare = -counted.shape[1] % 8
    eights = np.pad(counted, ((0, 0), (0, spare))).view(np.uint64) if spare else counted.view(np.uint64)
    fours = (eights & _LOW_BYTES) + (
        (eights >> np.uint64(8)) & _LOW_BYTES
    )  # four counts of 16 bits in a word
    total = fours.view(np.uint16).sum(axis=1, dtype=np.int64)
    return np.asarray(total, dtype=np.float64)


def _sorted_product(one: tuple[Codes, Codes], two: tuple[Codes, Codes]) -> float:
    """Sum over pairs of the products of two readings' success scores, in ``n (log n)^2`` steps.

    A success score is half of above plus half of above or alike, so the product is a quarter of four counts
    of pairs in which the fracture lies above in both readings.
    """
    ties = (True, False)
    return sum(_both_above(one, two, first, second) for first in ties for second in ties) / 4


def _both_above(one: tuple[Codes, Codes], two: tuple[Codes, Codes], first: bool, second: bool) -> int:
    """Pairs whose fracture lies above (``True``: strictly) in both readings, by merging sorted halves.

    Films are put into the order of the first reading; then every fracture counts the normal films before it
    that lie below it in the second reading, block by block of a bottom-up merge sort.
    """
    fracture = np.repeat([True, False], [len(one[0]), len(one[1])])
    rank = _order(np.concatenate(two), fracture, second).argsort()
    order = _order(np.concatenate(one), fracture, first)
    rank, fracture = rank[order], fracture[order]
    place, total, n = np.arange(len(rank)), 0, len(rank)
    size = 1
    while size < n:
        block, right = place // (2 * size), (place // size) % 2 == 1
        lows = np.sort(block[~right & ~fracture] * n + rank[~right & ~fracture])
        asked = right & fracture
        own = block[asked]
        total += int((np.searchsorted(lows, own * n + rank[asked]) - np.searchsorted(lows, own * n)).sum())
        size *= 2
    return total


def _order(codes: Ints, fracture: Bools, strict: bool) -> Ints:
    """Films in rising order; among alike ones fractures first where only what lies strictly above counts."""
    return np.lexsort((fracture if not strict else ~fracture, codes))


def _codes(score: Floats, truth: Bools) -> tuple[Codes, Codes]:
    """Ratings as small whole numbers in the same order: of fractures ``[G, n1]``, of the others ``[G, n0]``.

    A missing fracture lies below everything and a missing other film above, so that their pairs count as 0.
    """
    codes = np.empty(score.shape, dtype=np.int16 if score.shape[1] < 32_000 else np.int32)
    for row, values in zip(codes, score, strict=True):
        known = ~np.isnan(values)
        levels, row[known] = np.unique(values[known], return_inverse=True)
        row[~known & truth], row[~known & ~truth] = -1, len(levels)
    return np.ascontiguousarray(codes[:, truth]), np.ascontiguousarray(codes[:, ~truth])


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
