"""Lee 2020, table 2: accuracy and macro F1 at 2, 3 and 7 classes, all read off the same seven."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES

LEVELS: Final = (2, 3, 7)
_OF_THREE: Final = np.array([0, 1, 1, 1, 2, 2, 2])


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one set of films.

    Attributes:
        accuracy, f1: by level; F1 is the mean over the classes that occur in truth (as everywhere here).
        auc: fracture against normal; NaN, not defined, where one of them is missing.
        films: how many.
    """

    accuracy: dict[int, float]
    f1: dict[int, float]
    auc: float
    films: int

    def told(self) -> dict[str, Any]:
        """As JSON: a figure that is not defined is None."""
        return asdict(self) | {"auc": None if math.isnan(self.auc) else self.auc}

    def flat(self) -> dict[str, float]:
        """Name to figure."""
        return {
            **{f"accuracy_{level}": self.accuracy[level] for level in LEVELS},
            **{f"f1_{level}": self.f1[level] for level in LEVELS},
        }


def at_level(shares: NDArray[Any], target: NDArray[Any], level: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Answer and truth at a level: probabilities are summed over the group, then the largest is taken.

    Args:
        shares: [N, 7] probabilities.
        target: [N] class numbers.
        level: 2 (normal, fracture), 3 (normal, A, B) or 7.
    """
    if level == len(CLASSES):
        return shares.argmax(axis=1), target
    group = _OF_THREE if level == 3 else np.minimum(_OF_THREE, 1)
    summed = np.stack([shares[:, group == g].sum(axis=1) for g in range(level)], axis=1)
    return summed.argmax(axis=1), group[target]


def scores(shares: NDArray[Any], target: NDArray[Any]) -> Scores:
    """All figures of [N, 7] probabilities against [N] truths."""
    from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

    accuracy, f1 = {}, {}
    for level in LEVELS:
        answer, truth = at_level(shares, target, level)
        accuracy[level] = float(accuracy_score(truth, answer))
        there = np.unique(truth)
        f1[level] = float(f1_score(truth, answer, labels=there, average="macro", zero_division=0.0))
    broken = target > 0
    both = bool(broken.any() and not broken.all())
    auc = float(roc_auc_score(broken, 1 - shares[:, 0])) if both else math.nan
    return Scores(accuracy, f1, auc, len(target))
