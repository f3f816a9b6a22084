"""Figures on limb films: which part, and fracture or not within the same part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from inference.stats.common import Ints
from training.data.limb_films import ONE_PART
from training.fitting.losses import fracture_logit

Floats = NDArray[np.float64]


def limb_figures(whole: dict[str, Tensor], close: dict[str, Tensor] | None) -> dict[str, float]:
    """Fracture AUC of close and whole views; of whole films, where there is that head, which part they show.

    ``part_accuracy`` is over all limb films, those of several parts among them; ``one_part_accuracy`` over
    films of one part, with those to choose from: the task of Cheng 2019.

    Args:
        whole, close: ``logits`` [n, 7], ``target`` [n], ``part`` [n] and, with that head, ``named``
            [n, parts]; without ``close`` no fracture was learned, and only the part is told.
    """
    row = {}
    for name, answers in (("limb_auc", close), ("limb_auc_whole", whole)) if close else ():
        odds = fracture_logit(answers["logits"]).double().numpy()
        row[name] = within_parts(odds, (answers["target"] > 0).numpy(), answers["part"].numpy())
    if "named" in whole:
        named, part, count = whole["named"], whole["part"], len(ONE_PART)
        one = part < count
        row["part_accuracy"] = float((named.argmax(dim=1) == part).double().mean())
        if one.any():
            right = named[one, :count].argmax(dim=1) == part[one]
            row["one_part_accuracy"] = float(right.double().mean())
    return row


def within_parts(score: Floats, broken: NDArray[np.bool_], parts: Ints) -> float:
    """Area under the ROC curve over pairs of films of the same part, so that the part tells nothing.

    NaN without pairs.
    """
    won = pairs = 0.0
    for part in np.unique(parts):
        yes, no = score[broken & (parts == part)], score[~broken & (parts == part)]
        won += float((yes[:, None] > no).sum() + 0.5 * (yes[:, None] == no).sum())
        pairs += yes.size * no.size
    return won / pairs if pairs else float("nan")
