"""Readers of an arm less the model, which is one more reading of the same films."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inference.stats import standalone
from inference.stats.crossing import Crossed, cross
from inference.stats.figures import Figure
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
class AgainstModel:
    """Readers of one arm less the model; ``results`` by covariance method."""

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
        crossed.films_left, results, problem,
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
