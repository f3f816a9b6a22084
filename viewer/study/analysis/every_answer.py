"""Several readers by every answer: U-statistics, and Obuchowski-Rockette where answers are missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from inference.stats import ustat
from inference.stats.common import Bools, Estimate, Floats
from inference.stats.crossing import score_of
from inference.stats.figures import AUC, SENSITIVITY, SPECIFICITY, Figure, entering
from inference.stats.models import unbalanced as every
from inference.stats.records import Answers
from inference.stats.ustat import UStat
from viewer.study.analysis.per_reader import Group
from viewer.study.analysis.settings import Settings


@dataclass(frozen=True)
class NamedUStat:
    """U-statistics of one arm, or of the first less the second.

    Attributes:
        arms: names.
        result: the figures.
        films: films of the kinds that enter and that anybody answered in these arms.
        fractures: how many of them show a fracture.
        answers: answers behind the figure.
    """

    arms: tuple[str, ...]
    result: UStat
    films: int
    fractures: int
    answers: int


@dataclass(frozen=True)
class NamedUnbalanced:
    """Obuchowski-Rockette of every answer of one arm, or of the first less the second.

    Attributes:
        arms: names.
        means: weighted mean of each arm.
        estimate: of the one arm, or of the difference.
        readers: readers that entered in an arm.
        left: names of those that did not: fewer than two films (patients) of a kind in every arm.
        one_arm: names of those that entered in one arm of two.
        films: films that they answered, of the kinds that enter.
        fractures: how many of them show a fracture.
        answers: answers behind the figure.
    """

    arms: tuple[str, ...]
    means: tuple[float, ...]
    estimate: Estimate
    readers: int
    left: tuple[str, ...]
    one_arm: tuple[str, ...]
    films: int
    fractures: int
    answers: int


def ustats(
    answers: Answers, settings: Settings, group: Group, figure: Figure, arms: tuple[int, ...]
) -> tuple[NamedUStat, ...]:
    if figure not in (AUC, SENSITIVITY, SPECIFICITY) or answers.clustered:
        return ()
    rating, truth = _as_ratings(answers, figure, group.readers)
    if len(arms) == 1:
        one = ustat.one_arm(rating[arms[0]], truth, settings.level, arms[0], null=figure.null)
        return () if one is None else (_named_ustat(answers, figure, group, arms, one),)
    found = []
    for pair in combinations(arms, 2):
        both = ustat.two_arms(rating[list(pair)], truth, settings.level, pair)
        if both is not None:
            found.append(_named_ustat(answers, figure, group, pair, both))
    return tuple(found)


def _as_ratings(answers: Answers, figure: Figure, readers: tuple[int, ...]) -> tuple[Floats, Bools]:
    """Ratings ``[I, J, K']`` whose area is the figure, and the kinds of their films ``[K']``."""
    if figure is AUC:
        return answers.rating[:, list(readers)], answers.truth
    decision = answers.decision[:, list(readers)]
    return ustat.decided(decision, answers.truth, positive=figure is SENSITIVITY)


def _named_ustat(
    answers: Answers, figure: Figure, group: Group, arms: tuple[int, ...], result: UStat
) -> NamedUStat:
    known = ~np.isnan(score_of(answers, figure)[np.ix_(arms, group.readers)]) & entering(
        figure, answers.truth
    )
    films = known.any(axis=(0, 1))
    return NamedUStat(
        tuple(answers.arms[i] for i in arms), result, int(films.sum()), int((films & answers.truth).sum()),
        int(known.sum()),
    )  # fmt: skip


def unbalanced(
    answers: Answers, settings: Settings, group: Group, figure: Figure, arms: tuple[int, ...]
) -> tuple[NamedUnbalanced, ...]:
    """Each pair of arms (or the one arm) where an answer is missing; nothing where none is."""
    score = np.where(entering(figure, answers.truth), score_of(answers, figure), np.nan)
    found = []
    for pair in combinations(arms, min(len(arms), 2)):
        own = score[np.ix_(pair, group.readers)]
        films = ~np.isnan(own).all(axis=(0, 1))
        silent = np.isnan(own).all(axis=(0, 2))  # readers of other arms are not missing here
        if not np.isnan(own[:, ~silent][:, :, films]).any():
            continue
        cluster = answers.cluster if answers.clustered else None
        made = every.infer(own, answers.truth, figure, cluster, settings.level)
        if made is not None:
            found.append(_named_unbalanced(answers, group, pair, own, made))
    return tuple(found)


def _named_unbalanced(
    answers: Answers, group: Group, arms: tuple[int, ...], score: Floats, made: every.Unbalanced
) -> NamedUnbalanced:
    known = ~np.isnan(score) & made.entered[:, :, None]
    films = known.any(axis=(0, 1))
    given = ~np.isnan(score).all(axis=(0, 2))
    names = [answers.readers[j] for j in group.readers]
    some: Bools = np.asarray(made.entered.any(axis=0))
    whole: Bools = np.asarray(made.entered.all(axis=0))
    return NamedUnbalanced(
        tuple(answers.arms[i] for i in arms), made.means, made.estimate, int(some.sum()),
        tuple(n for n, out in zip(names, given & ~some, strict=True) if out),
        tuple(n for n, half in zip(names, some & ~whole, strict=True) if half),
        int(films.sum()), int((films & answers.truth).sum()), int(known.sum()),
    )  # fmt: skip
