"""What several models said on one set of films, and the figures that this makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from inference.model.bundle import Bundle
from inference.model.card import ModelCard
from inference.stats import delong, weighted_figures
from inference.stats.common import Bools
from inference.stats.weighted_figures import Figure, share
from training.evaluation import scoring
from training.evaluation.records import Difference, Kind, Section, SetResult
from training.evaluation.scoring import Scored, metric

COMPARED: Final = (
    scoring.AREA,
    "AUC, mean of the classes",
    "accuracy, 2 classes",
    "accuracy, 3 classes",
    "accuracy, 7 classes",
    "macro F1, 7 classes",
)
"""The figures whose differences between models are given."""


def section(result: SetResult, number: int, card: ModelCard) -> Section:
    """The figures of model ``number`` on a set."""
    scored, answers = result.scored[number], result.answers[number]
    made = Section(result.name, len(scored.known), [], left_out=answers.left_out, note=result.note)
    if result.kind is Kind.OTHER:
        made.figures = [scoring.refusal_figure(scored)]
        return made
    if result.kind is Kind.CLASSES:
        made.figures = scoring.class_figures(scored) + scoring.set_figures(scored, card)
        made.subgroups = scoring.subgroup_figures(scored)
        made.confusion = scoring.confusion(scored)
    else:
        named = {scoring.AREA: weighted_figures.area(scored.fracture, scored.truth)} | result.baselines
        made.figures = scoring.measured(named, scored)
    made.figures += scoring.point_figures(scored, card)
    made.figures += scoring.place_figures(scored)
    made.figures += scoring.refusal_figures(scored)
    return made


def labels(bundles: Sequence[Bundle]) -> list[str]:
    """A short name for every model; those of one name and version are numbered."""
    names = [f"{item.card.name} {item.card.version}" for item in bundles]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: place + 1].count(name)})"
        for place, name in enumerate(names)
    ]


def differences(result: SetResult, names: Sequence[str]) -> list[Difference]:
    """Every later model against every earlier one, on the same films and the same bootstrap rounds."""
    if result.kind is Kind.OTHER:
        return []
    found = []
    for second in range(len(names)):
        for first in range(second):
            found += _differences(result, names, first, second)
    return found


def _differences(result: SetResult, names: Sequence[str], first: int, second: int) -> list[Difference]:
    a, b = result.scored[first], result.scored[second]
    ours, theirs = compared(a, result.kind), compared(b, result.kind)
    found = []
    for name, (figure, among) in theirs.items():
        row = metric(name, weighted_figures.difference(figure, ours[name][0]), a, among, paired=True)
        if row is None:
            continue
        tested = name == scoring.AREA and row.low is not None
        p = _delong(a, b) if tested else None
        found.append(Difference(result.name, names[first], names[second], row, p))
    return found


def _delong(first: Scored, second: Scored) -> float | None:
    """DeLong's two-sided p of two areas on the same films, taken as independent; None where undefined."""
    found = delong.compare(np.stack([second.fracture, first.fracture]), first.truth)
    return None if found is None else found.p


def compared(scored: Scored, kind: Kind) -> dict[str, tuple[Figure, Bools]]:
    """What is compared on a set (:data:`COMPARED`, sensitivity, specificity), each with its films."""
    every = np.ones(len(scored.known), bool)
    found = scoring.level_figures(scored) if kind is Kind.CLASSES else {}
    found.setdefault(scoring.AREA, weighted_figures.area(scored.fracture, scored.truth))
    hit = (scored.fracture >= scored.threshold) & ~scored.refused
    cleared = scoring.called_normal(scored, scored.threshold)
    return {name: (found[name], every) for name in COMPARED if name in found} | {
        "sensitivity at the default point": (share(hit), scored.truth),
        "specificity at the default point": (share(cleared), ~scored.truth),
    }
