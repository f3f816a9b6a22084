"""Figures of merit with their structural components, from which every covariance is built.

A figure here is a mean over pairs (one film with, one without a fracture) or over films of one kind.  Such a
figure has components: what each film contributes.  DeLong's covariance, the jackknife, pseudovalues and the
clustered covariance are four sums over the same components.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inference.stats.auc import placements
from inference.stats.common import Bools, Floats, Ints


@dataclass(frozen=True)
class Components:
    """What each film contributes to a figure, for G readings.

    Attributes:
        theta: the figure of each reading ``[G]``.
        positive: contributions of the films with a fracture ``[G, n1]``; n1 is 0 where they do not enter.
        negative: contributions of the films without ``[G, n0]``; n0 is 0 where they do not enter.
    """

    theta: Floats
    positive: Floats
    negative: Floats


@dataclass(frozen=True)
class Figure:
    """A figure of merit.

    Attributes:
        name: its plain name.
        needs: ``"rating"``, ``"decision"`` or ``"located"``, the answer that it is computed from.
        on_positive: films with a fracture enter.
        on_negative: films without a fracture enter.
        components: function of scores ``[G, K]`` and truth ``[K]``.
        null: value of a useless reader, for the test of one arm alone; None where there is none.
        linear: a mean over films or pairs; else the components are those of its linear part (delta method),
            for which only the covariance of sums of components holds.
    """

    name: str
    needs: str
    on_positive: bool
    on_negative: bool
    components: Callable[[Floats, Bools], Components]
    null: float | None = None
    linear: bool = True


def entering(figure: Figure, truth: Bools) -> Bools:
    """Films ``[K]`` that enter ``figure``."""
    return (truth & figure.on_positive) | (~truth & figure.on_negative)


def enough(figure: Figure, truth: Bools, cluster: Ints | None = None) -> bool:
    """Whether there are two films (two clusters) of each kind that enters, the fewest with a variance."""
    kinds = [kind for kind, enters in ((truth, figure.on_positive), (~truth, figure.on_negative)) if enters]
    if cluster is None:
        return all(np.count_nonzero(kind) >= 2 for kind in kinds)
    return all(len(np.unique(cluster[kind])) >= 2 for kind in kinds)


def _auc(score: Floats, truth: Bools) -> Components:
    pairs = [placements(row, truth) for row in score]
    positive, negative = np.stack([p for p, _ in pairs]), np.stack([n for _, n in pairs])
    return Components(positive.mean(axis=1), positive, negative)


def _sensitivity(score: Floats, truth: Bools) -> Components:
    yes = (score[:, truth] == 1).astype(np.float64)
    return Components(yes.mean(axis=1), yes, np.empty((len(score), 0)))


def _specificity(score: Floats, truth: Bools) -> Components:
    no = (score[:, ~truth] == 0).astype(np.float64)
    return Components(no.mean(axis=1), np.empty((len(score), 0)), no)


def _f1(score: Floats, truth: Bools) -> Components:
    """``F = 2 TP / (TP + FP + n1)`` with its linear part: the delta method with n1 and n0 fixed.

    The components of a kind of film have mean F and the slope of F in the share called a fracture.
    """
    yes, false = (score[:, truth] == 1).astype(np.float64), (score[:, ~truth] == 1).astype(np.float64)
    n1, n0 = yes.shape[1], false.shape[1]
    tp, fp = yes.sum(axis=1, keepdims=True), false.sum(axis=1, keepdims=True)
    below = tp + fp + n1
    theta = 2 * tp / below
    positive = theta + n1 * 2 * (fp + n1) / below**2 * (yes - tp / n1)
    negative = theta - n0 * 2 * tp / below**2 * (false - fp / n0)
    return Components(theta[:, 0], positive, negative)


AUC = Figure("AUC", "rating", True, True, _auc, 0.5)
SENSITIVITY = Figure("sensitivity", "decision", True, False, _sensitivity)
SPECIFICITY = Figure("specificity", "decision", False, True, _specificity)
F1 = Figure("F1", "decision", True, True, _f1, linear=False)
LROC_AREA = Figure("area under the LROC curve", "located", True, True, _auc)
