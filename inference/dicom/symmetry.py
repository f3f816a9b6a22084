"""Whether a picture shows both hips side by side: its left half mirrors its right one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.records import Symmetry

_ACROSS: Final = 48
"""Grey means a side that are compared; fine enough for pelvis and thighs, too coarse for a tilt to matter."""
_TAKEN: Final = 4
"""Pixels a side that are taken into each mean, evenly spread."""
_OFF_CENTRE: Final = 8
"""How far, in half means, the axis of the body may lie from the film's middle."""
MIRRORS: Final = 0.7
"""Least correlation of the halves.  Set by eye on real hip films (FracAtlas): all 9 films of
one hip lay below (at most 0.63), 9 of 12 of both hips above."""
CLEARER: Final = 0.05
"""By how much the other axis must be the better one for a body that lies across the film."""


def symmetry(pixels: NDArray[np.uint16]) -> Symmetry:
    """What the picture's symmetry says of a film [rows, columns] of any polarity."""
    ranks = _ranks(_means(pixels))
    across, along = _mirrored(ranks), _mirrored(ranks.T)
    if along > across + CLEARER and along >= MIRRORS:
        return Symmetry.ALONG
    return Symmetry.ACROSS if across >= MIRRORS else Symmetry.NONE


def _means(pixels: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Means of the film's greys, float64 [48, 48]."""
    places = [np.linspace(0, length - 1, _ACROSS * _TAKEN).round().astype(np.intp) for length in pixels.shape]
    taken = pixels[np.ix_(*places)].astype(np.float64)
    means: NDArray[np.float64] = taken.reshape(_ACROSS, _TAKEN, _ACROSS, _TAKEN).mean(axis=(1, 3))
    return means


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Middle ranks, 0..1: whatever curve the greys went through."""
    ordered = np.sort(values, axis=None)
    twice = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    ranks: NDArray[np.float64] = twice / (2.0 * values.size)
    return ranks


def _mirrored(ranks: NDArray[np.float64]) -> float:
    """Highest correlation of the picture with its mirror image, over upright axes near the middle."""
    width = ranks.shape[1]
    kept = [
        ranks[:, max(0, shift) : min(width, width + shift)] for shift in range(-_OFF_CENTRE, _OFF_CENTRE + 1)
    ]
    return max(_correlation(part, part[:, ::-1]) for part in kept)


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    a, b = a - a.mean(), b - b.mean()
    power = float((a * a).sum())
    return float((a * b).sum()) / power if power > 0 else 0.0
