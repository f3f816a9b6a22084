"""Empirical area under the ROC curve by midranks.  A higher rating is more suspicious, always."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np

from inference.stats.common import Bools, Floats

_LONGEST: Final = 20_000
"""Readings of more films are not kept."""
_HELD: Final = 2_000_000
"""Films whose placements are kept, 16 MB: every method asks for those of the same readings."""
_kept: dict[bytes, tuple[Floats, Floats]] = {}


@dataclass(frozen=True)
class Roc:
    """Empirical ROC curve, from (0, 0) to (1, 1), one point for each distinct rating.

    Attributes:
        fpf: false-positive fractions ``[P]``.
        tpf: true-positive fractions ``[P]``.
        cutoff: a film at or above it is called a fracture ``[P]``; the first is infinite.
    """

    fpf: Floats
    tpf: Floats
    cutoff: Floats


def midranks(values: Floats) -> Floats:
    """Ranks from 1, ties sharing their mean rank; ``values [n]`` may hold infinities, never NaN.

    Source: Sun X, Xu W (2014), IEEE Signal Process Lett 21:1389-1393.
    """
    _, index, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[index], dtype=np.float64)


def placements(rating: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Share of films of the other kind that each film outranks, ties half.

    Returns:
        ``V10 [n1]`` (each fracture over those without one) and ``V01 [n0]`` (each film without a fracture
        under the fractures), the structural components of DeLong et al. (1988).
    """
    if len(rating) > _LONGEST:
        return _placements(rating, truth)
    name = blake2b(rating.tobytes() + truth.tobytes(), digest_size=16).digest()
    found = _kept.get(name)
    if found is None:
        found = _placements(rating, truth)
        if len(_kept) * len(rating) > _HELD:
            _kept.clear()
        _kept[name] = found
    return found


def _placements(rating: Floats, truth: Bools) -> tuple[Floats, Floats]:
    positive, negative = rating[truth], rating[~truth]
    pooled = midranks(np.concatenate([positive, negative]))
    n1, n0 = len(positive), len(negative)
    v10 = (pooled[:n1] - midranks(positive)) / n0
    v01 = 1 - (pooled[n1:] - midranks(negative)) / n1
    v10.flags.writeable = v01.flags.writeable = False
    return v10, v01


def auc(rating: Floats, truth: Bools) -> float:
    """Area under the empirical ROC curve: the share of pairs ranked rightly, ties half.

    Source: Bamber D (1975), J Math Psychol 12:387-415; Hanley JA, McNeil BJ (1982), Radiology 143:29-36.

    Raises:
        ValueError: one of the two kinds of film is missing.
    """
    if truth.all() or not truth.any():
        raise ValueError("an ROC area needs films with and without a fracture")
    return float(placements(rating, truth)[0].mean())


def roc(rating: Floats, truth: Bools) -> Roc:
    """Empirical ROC curve of ``rating [n]`` against ``truth [n]``.

    Source: Fawcett T (2006), Pattern Recognit Lett 27:861-874, algorithm 1.
    """
    levels = np.unique(rating)[::-1]
    positive, negative = np.sort(rating[truth]), np.sort(rating[~truth])
    tpf = 1 - np.searchsorted(positive, levels, side="left") / len(positive)
    fpf = 1 - np.searchsorted(negative, levels, side="left") / len(negative)
    cutoff = np.concatenate([[np.inf], levels])
    return Roc(np.concatenate([[0.0], fpf]), np.concatenate([[0.0], tpf]), cutoff)
