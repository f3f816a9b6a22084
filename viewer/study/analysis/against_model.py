"""Readers of an arm less the model, which is one more reading of the same films."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from inference.stats import standalone
from inference.stats.common import Estimate
from inference.stats.crossing import Crossed, cross, score_of
from inference.stats.figures import Figure, entering
from inference.stats.models import unbalanced
from inference.stats.records import Answers
from inference.stats.standalone import Standalone
from viewer.study.analysis.multireader import (
    arms_read,
    covariance_of,
    figures,
    label_of,
    methods_of,
    readers_of,
    theta_of,
)
from viewer.study.analysis.per_reader import Group, groups, model_arm
from viewer.study.analysis.settings import Settings


@dataclass(frozen=True)
class EveryAnswer:
    """Readers of one arm less the model, each on the films that both answered.

    Attributes:
        readers: names of those that entered.
        left: names of those that did not: fewer than two films (patients) of a kind beside the model.
        values: each reader's figure.
        beside: the model's on the same films.
        mean: weighted mean of the readers.
        model: weighted mean of the model's.
        estimate: of the difference; readers and films random, the model fixed.
        films: films that a reader and the model answered, of the kinds that enter.
        fractures: how many of them show a fracture.
        answers: answers behind the figure, the model's one a film among them.
    """

    readers: tuple[str, ...]
    left: tuple[str, ...]
    values: tuple[float, ...]
    beside: tuple[float, ...]
    mean: float
    model: float
    estimate: Estimate
    films: int
    fractures: int
    answers: int


@dataclass(frozen=True)
class AgainstModel:
    """Readers of one arm less the model.

    Attributes:
        results: of complete cases, by covariance method.
        every: of every answer, where complete cases leave answers out; it leads.
        problem: why there are no complete cases; empty where there are.
    """

    scope: str
    name: str
    figure: str
    arm: str
    readers: tuple[str, ...]
    readers_left: tuple[str, ...]
    films: int
    fractures: int
    films_left: int
    results: dict[str, Standalone]
    every: EveryAnswer | None
    problem: str


def against_model(answers: Answers, settings: Settings) -> list[AgainstModel]:
    """Readers of every arm, group and figure less the model, which may have answered in an arm of its own."""
    if not settings.model:
        return []
    found = []
    for group in groups(answers, settings.model):
        if group.scope in ("pooled", "specialty"):
            for figure in figures(answers):
                for i in arms_read(answers, figure, group.readers):
                    found.append(_against(answers, settings, group, figure, i))
    return found


def _against(answers: Answers, settings: Settings, group: Group, figure: Figure, arm: int) -> AgainstModel:
    model = answers.readers.index(settings.model)
    beside = _beside(answers, settings.model, arm)
    people = readers_of(answers, figure, group.readers, (arm,))
    crossed = cross(beside, figure, (arm,), (*people, model))
    problem = crossed.problem
    if not problem and (model not in crossed.readers or len(crossed.readers) < 2):
        problem = "the model, or every reader, answered too few films"
    results = {} if problem else _standalone(crossed, figure, answers, settings)
    return AgainstModel(
        group.scope, group.name, figure.name, answers.arms[arm],
        tuple(answers.readers[j] for j in crossed.readers if j != model),
        tuple(answers.readers[j] for j in crossed.readers_left), crossed.films, crossed.fractures,
        crossed.films_left, results, _every(beside, settings, figure, people, (arm, model), crossed), problem,
    )  # fmt: skip


def _every(
    answers: Answers, settings: Settings, figure: Figure, people: tuple[int, ...], at: tuple[int, int],
    crossed: Crossed,
) -> EveryAnswer | None:  # fmt: skip
    """By every answer; None where complete cases use as many, or fewer than two readers can be compared.

    Args:
        at: indices of the arm and of the model.
    """
    arm, model = at
    score = np.where(entering(figure, answers.truth), score_of(answers, figure)[arm], np.nan)
    cluster = answers.cluster if answers.clustered else None
    own = score[list(people)]
    made = unbalanced.against_model(own, score[model], answers.truth, figure, cluster, settings.level)
    if made is None:
        return None
    known = ~np.isnan(own) & ~np.isnan(score[model]) & made.entered[:, None]
    films = known.any(axis=0)
    total = int(known.sum() + films.sum())
    if not crossed.problem and total <= len(crossed.readers) * crossed.films:
        return None
    names = [answers.readers[j] for j in people]
    stays = np.flatnonzero(made.entered).tolist()
    return EveryAnswer(
        tuple(names[j] for j in stays), tuple(n for j, n in enumerate(names) if j not in stays),
        tuple(float(made.readers[j]) for j in stays), tuple(float(made.model[j]) for j in stays),
        *made.means, made.estimate, int(films.sum()), int((films & answers.truth).sum()), total,
    )  # fmt: skip


def _beside(answers: Answers, model: str, arm: int) -> Answers:
    """The answers with those of the model put into ``arm``."""
    source, j = model_arm(answers, model, arm), answers.readers.index(model)
    if source is None or source == arm:
        return answers
    rating, decision, located = answers.rating.copy(), answers.decision.copy(), answers.located.copy()
    for values in (rating, decision, located):
        values[arm, j] = values[source, j]
    return replace(answers, rating=rating, decision=decision, located=located)


def _standalone(
    crossed: Crossed, figure: Figure, answers: Answers, settings: Settings
) -> dict[str, Standalone]:
    """Results by method; the model is the last of the crossed readers."""
    theta = theta_of(crossed, figure)[0]
    return {
        label_of(answers, figure, method): standalone.compare(
            theta, covariance_of(crossed, figure, method, answers)[0, :, 0, :], settings.level
        )
        for method in methods_of(answers, figure)
    }
