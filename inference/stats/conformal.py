"""Sets of classes that hold the true one with a stated probability: split conformal prediction by class.

On calibration films each class has the scores ``1 - p(class)`` of its own films.  A class belongs to a
film's set where the film's score for it is no higher than the score that the stated share of its
calibration films reaches, with the correction for their number.  Then, for films like those of the
calibration, the set holds the true class with at least that probability, whatever the class (Vovk 2012,
"Conditional validity of inductive conformal predictors", ACML; Sadinle 2019, J Am Stat Assoc 114:223-234).
It promises nothing for films unlike those.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEVEL: Final = 0.90
"""Probability with which a set holds the true class."""
ALWAYS: Final = 1.0
"""Limit of a class with too few calibration films: it is in every set."""


def limits(probabilities: Floats, target: Ints, level: float = LEVEL) -> tuple[Floats, Ints]:
    """The highest score ``1 - p`` at which a class is in the set, and its calibration films, class by class.

    Args:
        probabilities: [n, c], rows sum to one.
        target: [n], the true class of each film.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"{level} is no level")
    classes = probabilities.shape[1]
    highest, films = np.full(classes, ALWAYS), np.zeros(classes, np.int64)
    for c in range(classes):
        scores = np.sort(1 - probabilities[target == c, c])
        films[c] = len(scores)
        place = math.ceil((len(scores) + 1) * level - 1e-9)
        if 0 < place <= len(scores):
            highest[c] = scores[place - 1]
    return highest, films


def class_sets(probabilities: Floats, highest: Sequence[float] | Floats) -> Bools:
    """Which classes are in each film's set [n, c]; the likeliest one always is, so no set is empty."""
    inside = 1 - probabilities <= np.asarray(highest) + 1e-12
    inside[np.arange(len(inside)), probabilities.argmax(axis=1)] = True
    return np.asarray(inside, bool)


def held(inside: Bools, target: Ints) -> Bools:
    """Whether each film's set holds its true class."""
    return np.asarray(inside[np.arange(len(target)), target], bool)
