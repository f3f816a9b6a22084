"""Several marks on a film: FROC and weighted AFROC.

A reader marks places and rates each.  A mark on a lesion counts for it (the highest one), any other is a non-
lesion mark.  The weighted AFROC area compares each lesion with the highest non-lesion mark of each film
without a fracture, ties half, lesions of a film weighing one together (alike, or as stated); an unmarked
lesion and an unmarked film lie below every mark.  It is a mean over pairs of films, so every method for the
AUC holds for it.

Sources: Chakraborty DP, Zhai X (2016), Med Phys 43:2548-2562 and Chakraborty DP (2017), Observer Performance
Methods for Diagnostic Imaging, ch. 14 (weighted AFROC); Bunch PC et al. (1978), J Appl Photogr Eng 4:166-171
(FROC).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.auc import midranks
from inference.stats.common import Bools, Floats, Ints
from inference.stats.figures import Components

METHOD: Final = "weighted AFROC area, empirical"
SOURCE: Final = "Chakraborty and Zhai 2016; Bunch et al. 1978"


@dataclass(frozen=True)
class Marks:
    """Marks of G readings on K films with L lesions.

    Attributes:
        lesion: highest rating on each lesion ``[G, L]``; minus infinity where unmarked.
        film: film of each lesion ``[L]``.
        other: highest non-lesion mark of each film ``[G, K]``; minus infinity without one.
        all_other: every non-lesion rating of each reading ``[G][n]``.
        truth: films with a lesion ``[K]``.
        weight: of each lesion ``[L]``, one film's sum to one; None where they count alike.
    """

    lesion: Floats
    film: Ints
    other: Floats
    all_other: tuple[Floats, ...]
    truth: Bools
    weight: Floats | None = None


@dataclass(frozen=True)
class Froc:
    """Empirical FROC curve: non-lesion marks a film ``[P]`` against the share of lesions marked ``[P]``."""

    marks_per_film: Floats
    lesions: Floats


def components(marks: Marks) -> Components:
    """Weighted AFROC area of each reading with its structural components.

    Raises:
        ValueError: a kind of film is missing.
    """
    if marks.truth.all() or not marks.truth.any():
        raise ValueError("needs films with and without a lesion")
    number = np.cumsum(marks.truth) - 1
    owner, n1, n0 = number[marks.film], int(marks.truth.sum()), int((~marks.truth).sum())
    weight = 1 / np.bincount(owner, minlength=n1)[owner] if marks.weight is None else marks.weight
    positive, negative = np.zeros((len(marks.lesion), n1)), np.zeros((len(marks.lesion), n0))
    for row, (lesion, normal) in enumerate(zip(marks.lesion, marks.other[:, ~marks.truth], strict=True)):
        joined = midranks(np.concatenate([lesion, normal]))
        outranked = (joined[: len(lesion)] - midranks(lesion)) / n0
        positive[row] = np.bincount(owner, weights=weight * outranked, minlength=n1)
        order = np.argsort(lesion)
        total = np.concatenate([[0.0], np.cumsum(weight[order])])
        below = total[np.searchsorted(lesion[order], normal, side="left")]
        alike = total[np.searchsorted(lesion[order], normal, side="right")] - below
        negative[row] = (n1 - below - alike / 2) / n1
    return Components(positive.mean(axis=1), positive, negative)


def froc(marks: Marks, reading: int) -> Froc:
    """FROC curve of one reading, from (0, 0), a point for each rating that occurs."""
    lesion, other = marks.lesion[reading], marks.all_other[reading]
    levels = np.unique(np.concatenate([lesion[np.isfinite(lesion)], other]))[::-1]
    right = [(lesion >= level).mean() for level in levels]
    wrong = [(other >= level).sum() / len(marks.truth) for level in levels]
    return Froc(np.array([0.0, *wrong]), np.array([0.0, *right]))


def highest(marks: Marks) -> Floats:
    """Highest rating of each film ``[G, K]``: the ratings of an inferred ROC study."""
    found = marks.other.copy()
    for at, film in enumerate(marks.film):
        found[:, film] = np.maximum(found[:, film], marks.lesion[:, at])
    return found


def lroc_scores(marks: Marks) -> Floats:
    """Ratings ``[G, K]`` of an LROC study: the highest mark, below everything where it lies on no lesion."""
    top = highest(marks)
    on = np.full(top.shape, -np.inf)
    for at, film in enumerate(marks.film):
        on[:, film] = np.maximum(on[:, film], marks.lesion[:, at])
    right = marks.truth[None, :] & (on >= top) & np.isfinite(on)
    return np.where(marks.truth[None, :] & ~right, -np.inf, top)
