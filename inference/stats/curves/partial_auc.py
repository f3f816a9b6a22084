"""Partial area under the ROC curve, standardised to run from 0.5 (useless) to 1 (perfect).

``(1 + (A - min) / (max - min)) / 2`` with the area ``A`` between two false-positive fractions, ``min`` under
the diagonal there and ``max`` their distance.
Sources: McClish DK (1989), Med Decis Making 9:190-195; interval by a stratified bootstrap over films
(patients), on the logit scale (Efron B, Tibshirani RJ (1993), An Introduction to the Bootstrap, ch. 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import LEVEL, Bools, Floats, Interval, Ints, logit_interval
from inference.stats.curves.resampling import bootstrap, least_units
from inference.stats.curves.weighted_roc import partial_area

METHOD: Final = "standardised partial area; bootstrap over films, logit"
SOURCE: Final = "McClish 1989; Efron and Tibshirani 1993"
UPPER: Final = 0.2
"""False-positive fraction up to which it is told without another wish: specificity of 0.8 and more."""
ROUNDS: Final = 400
"""Rounds of the bootstrap; where films are many, fewer (from 100), for its standard error needs no more."""
_CELLS: Final = 100_000
FEWEST: Final = 10


@dataclass(frozen=True)
class PartialArea:
    """A partial area.

    Attributes:
        low: false-positive fraction from which.
        high: up to which.
        area: the bare area; None without both kinds of film.
        value: standardised; None likewise.
        interval: of ``value``; None with its reason in ``note``.
        note: why a figure is missing.
    """

    low: float
    high: float
    area: float | None
    value: float | None
    interval: Interval | None
    note: str = ""


def standardised(area: float, low: float, high: float) -> float:
    """McClish's standardised area."""
    least, most = (high**2 - low**2) / 2, high - low
    return (1 + (area - least) / (most - least)) / 2


def partial(
    rating: Floats, truth: Bools, level: float = LEVEL, *, cluster: Ints | None = None, low: float = 0.0,
    high: float = UPPER, seed: int = 20190, rounds: int | None = None,
) -> PartialArea:  # fmt: skip
    """The partial area of ``rating [K]``."""
    if truth.all() or not truth.any():
        return PartialArea(low, high, None, None, None, "needs films with and without a fracture")
    area = float(partial_area(rating, truth, np.ones((1, len(truth))), low, high)[0])
    value = standardised(area, low, high)
    if least_units(truth, cluster) < FEWEST:
        return PartialArea(low, high, area, value, None, f"fewer than {FEWEST} films (patients) of a kind")
    many = rounds or int(np.clip(_CELLS // len(truth), 100, ROUNDS))
    drawn = partial_area(rating, truth, bootstrap(truth, cluster, many, seed), low, high)
    spread = float(np.var(standardised_all(drawn, low, high), ddof=1))
    if not 0 < value < 1 or spread <= 1e-15:
        return PartialArea(low, high, area, value, None, "every bootstrap round gave the same: no interval")
    return PartialArea(low, high, area, value, logit_interval(value, spread, level=level))


def standardised_all(areas: Floats, low: float, high: float) -> Floats:
    """:func:`standardised` of many."""
    least, most = (high**2 - low**2) / 2, high - low
    return np.asarray((1 + (areas - least) / (most - least)) / 2)
