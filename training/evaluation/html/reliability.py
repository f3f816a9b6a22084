"""How far a stated probability of a fracture is the share of fractures: curve, ECE, Brier score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.model.card import Metric
from inference.stats.bootstrap import clopper_pearson
from inference.stats.common import Bools, Floats
from inference.stats.weighted_figures import Figure, count_patients, share
from training.evaluation.model_outputs import Answers
from training.evaluation.scoring import Scored, metric

MOST_BINS: Final = 10
FILMS_A_BIN: Final = 15


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of about as many films each: mean stated probability, share of fractures with its interval."""

    stated: Floats
    observed: Floats
    low: Floats
    high: Floats
    films: tuple[int, ...]


def reliability(answers: Answers, scored: Scored, temperature: float) -> Reliability | None:
    """The curve over the answered films; None where they do not fill two bins."""
    values, rows = stated(answers, scored, temperature), []
    for inside in bins(values, scored):
        found = float(scored.truth[inside].mean())
        ends = clopper_pearson(found, count_patients(inside, scored.patients))
        rows.append((float(values[inside].mean()), found, *ends, int(inside.sum())))
    if len(rows) < 2:
        return None
    at, observed, low, high, films = (np.array(column) for column in zip(*rows, strict=True))
    return Reliability(at, observed, low, high, tuple(map(int, films)))


def stated(answers: Answers, scored: Scored, temperature: float) -> Floats:
    """Probability of a fracture [n] at a temperature; NaN where there is no answer."""
    values = np.full(len(scored.known), np.nan)
    values[answers.places] = 1 - answers.probabilities(temperature)[:, 0]
    values[scored.refused] = np.nan
    return values


def bins(values: Floats, scored: Scored) -> Sequence[Bools]:
    """Answered films in the order of their probability, cut into about equal parts."""
    order = np.flatnonzero(~scored.refused)
    order = order[np.argsort(values[order], kind="stable")]
    count = min(MOST_BINS, len(order) // FILMS_A_BIN)
    parts = np.array_split(order, count) if count else []
    return [np.isin(np.arange(len(values)), part) for part in parts]


def figures(answers: Answers, scored: Scored, temperature: float) -> list[Metric | None]:
    """Brier score and expected calibration error over the answered films, with intervals."""
    values, truth = stated(answers, scored, temperature), scored.truth.astype(np.float64)
    filled = np.where(scored.refused, 0.0, values)
    parts = np.stack(found) if (found := bins(values, scored)) else np.ones((1, len(truth)))
    gaps = (parts * (filled - truth)).T

    def error(weights: Floats) -> Floats:
        return np.asarray(np.abs(weights @ gaps).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9))

    return [
        metric("Brier score", share((filled - truth) ** 2), scored, ~scored.refused),
        metric("calibration error", Figure(error, np.zeros(len(truth), np.int64)), scored, ~scored.refused),
    ]
