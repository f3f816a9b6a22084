"""Localisation ROC: a fracture counts as found only where the place marked lies on it.

The area is the share of pairs in which the film with a fracture is both marked rightly and rated above the
film without one, ties half.  A film with a fracture that is marked wrongly (or not at all) therefore enters
as rated below everything, and every method for the AUC holds for this area too.  The curve ends at the share
of fractures marked rightly, not at 1.

Sources: Swensson RG (1996), Med Phys 23:1709-1725; Popescu LM (2007), Med Phys 34:1556-1564 (empirical area).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import Bools, Floats, Ints
from inference.stats.figures import LROC_AREA, Components, Figure

AREA: Final = LROC_AREA


@dataclass(frozen=True)
class Lroc:
    """Empirical LROC curve from (0, 0) to (1, share of fractures marked rightly).

    Attributes:
        fpf: share of films without a fracture at or above the cut-off ``[P]``.
        pcl: share of films with a fracture at or above it and marked rightly ``[P]``.
        cutoff: the rating ``[P]``; the first is infinite, the last minus infinity.
    """

    fpf: Floats
    pcl: Floats
    cutoff: Floats


def scores(rating: Floats, located: Ints, truth: Bools) -> Floats:
    """Ratings ``[..., K]``, minus infinity for a fracture that was not marked rightly (``located`` not 1)."""
    return np.where(truth & (located != 1), -np.inf, rating)


def curve(score: Floats, truth: Bools) -> Lroc:
    """LROC curve of one reading's :func:`scores` ``[K]``."""
    levels = np.unique(score[np.isfinite(score)])[::-1]
    positive, negative = np.sort(score[truth]), np.sort(score[~truth])
    pcl = 1 - np.searchsorted(positive, levels, side="left") / len(positive)
    fpf = 1 - np.searchsorted(negative, levels, side="left") / len(negative)
    ends = np.concatenate([[np.inf], levels, [-np.inf]])
    last = pcl[-1] if len(pcl) else 0.0
    return Lroc(np.concatenate([[0.0], fpf, [1.0]]), np.concatenate([[0.0], pcl, [last]]), ends)


def pcl_at(line: Lroc, fpf: float) -> float:
    """Share of fractures found at a false-positive fraction, by straight lines between points of the curve.

    At an ``fpf`` of several points (a vertical step) the lowest counts, as in RJafroc.

    Raises:
        ValueError: ``fpf`` lies outside (0, 1].
    """
    if not 0 < fpf <= 1:
        raise ValueError("a false-positive fraction lies between 0 and 1")
    right = int(np.argmax(line.fpf >= fpf - 1e-12))
    left = right - 1
    width = line.fpf[right] - line.fpf[left]
    share = min((fpf - line.fpf[left]) / width, 1.0)
    return float(line.pcl[left] + share * (line.pcl[right] - line.pcl[left]))


def area_to(line: Lroc, fpf: float = 1.0) -> float:
    """Area under the curve from 0 to ``fpf``, by trapezia; at 1 the area of the pairs (ties half)."""
    inside = line.fpf < fpf - 1e-12
    x = np.concatenate([line.fpf[inside], [fpf]])
    y = np.concatenate([line.pcl[inside], [pcl_at(line, fpf)]])
    return float(np.trapezoid(y, x))


def figure_pcl(fpf: float) -> Figure:
    """:func:`pcl_at` as a figure of merit; it has no components, so only the jackknife holds for it."""
    return Figure(
        f"share found at a false-positive fraction of {fpf:g}", "located", True, True,
        lambda score, truth: _bare([pcl_at(curve(row, truth), fpf) for row in score]),
    )  # fmt: skip


def figure_area(fpf: float) -> Figure:
    """:func:`area_to` as a figure of merit; only the jackknife holds for it."""
    return Figure(
        f"area under the LROC curve to a false-positive fraction of {fpf:g}", "located", True, True,
        lambda score, truth: _bare([area_to(curve(row, truth), fpf) for row in score]),
    )  # fmt: skip


def _bare(theta: list[float]) -> Components:
    empty = np.empty((len(theta), 0))
    return Components(np.array(theta), empty, empty)
