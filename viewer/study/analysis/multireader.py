"""Several readers together: Obuchowski-Rockette, DBM and U-statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from inference.messages import and_list
from inference.stats import dbm, mrmc_or
from inference.stats.common import Estimate, Floats
from inference.stats.covariance import METHODS, Method, covariance, pseudovalues
from inference.stats.crossing import Crossed, cross, lacking, score_of
from inference.stats.figures import AUC, F1, LROC_AREA, SENSITIVITY, SPECIFICITY, Figure
from inference.stats.mrmc_or import KINDS, GlobalTest
from inference.stats.records import Answers
from viewer.study.analysis import every_answer
from viewer.study.analysis.every_answer import NamedUnbalanced, NamedUStat
from viewer.study.analysis.per_reader import Group, groups, in_order
from viewer.study.analysis.settings import Settings

CLUSTERS = "films come in clusters, which this method does not allow for"
TOO_FEW = "fewer than two readers, or fewer than two films of a kind: no variance"
ONE_READER_AN_ARM = "fewer than two readers in an arm: no variance"
ALONE = "answered enough films in each of these arms: a comparison of readers needs two"
ONE_READER = "one reader: the readers cannot be random"
FEW = 4
WEAK = "weak, for an arm has fewer than four readers, whose spread tells little of other readers"
"""Intervals of three readers hold (docs/results/coverage.md), but they are wide."""
GENERALISES: dict[str, str] = {
    "RRRC": "holds for readers like these and films like these (both taken as random samples)",
    "FRRC": "holds for films like these, read by these very readers only",
    "RRFC": "holds for readers like these, on these very films only",
}


@dataclass(frozen=True)
class ArmMean:
    """Mean figure of one arm's readers."""

    arm: str
    estimate: Estimate


@dataclass(frozen=True)
class ArmDifference:
    """First less second arm."""

    first: str
    second: str
    estimate: Estimate


@dataclass(frozen=True)
class Inferred:
    """One inference with names in place of indices; ``generalises`` says to whom it extends."""

    kind: str
    generalises: str
    test: GlobalTest | None
    arms: tuple[ArmMean, ...]
    differences: tuple[ArmDifference, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ReaderDifference:
    """One reader's first less second arm; holds for this reader and films like these."""

    reader: str
    first: str
    second: str
    estimate: Estimate


@dataclass(frozen=True)
class OrResult:
    """Obuchowski-Rockette with one covariance method.

    Attributes:
        method: of the covariance.
        components: of all arms.
        arms: parts of each arm alone, in the order of the arms.
        inferences: the three.
        readers: differences of the arms, reader by reader.
    """

    method: str
    components: mrmc_or.Components
    arms: tuple[mrmc_or.ArmParts, ...]
    inferences: tuple[Inferred, ...]
    readers: tuple[ReaderDifference, ...]


@dataclass(frozen=True)
class DbmResult:
    """Dorfman-Berbaum-Metz."""

    squares: dbm.Squares
    components: dbm.Components
    inferences: tuple[Inferred, ...]


@dataclass(frozen=True)
class MultiReader:
    """A figure of several readers in one or more arms.

    Attributes:
        scope: ``pooled`` or ``specialty``.
        name: of the group.
        figure: which figure.
        arms: names of the arms.
        readers: names of the readers that entered.
        readers_left: names of those that did not (too few answers in one of the arms).
        films: films that entered.
        fractures: how many of them show a fracture.
        films_left: films that did not (not answered by each of these readers in each arm).
        theta: figure of each arm and reader ``[I][J]``.
        obuchowski_rockette: with each covariance method.
        dbm: None with one arm, one reader or clusters.
        ustat: every arm and pair by U-statistics, of all answers; AUC, sensitivity and specificity without
            clusters only.  It leads where answers are missing (:mod:`viewer.study.analysis.leading`).
        unbalanced: every arm and pair by Obuchowski-Rockette of every answer, where answers are missing; it
            leads where films share patients or there are no U-statistics, or none with an interval.
        problem: why the crossed analyses are missing; empty when they are not.
        notes: what else to mind.
    """

    scope: str
    name: str
    figure: str
    arms: tuple[str, ...]
    readers: tuple[str, ...]
    readers_left: tuple[str, ...]
    films: int
    fractures: int
    films_left: int
    theta: tuple[tuple[float, ...], ...]
    obuchowski_rockette: tuple[OrResult, ...]
    dbm: DbmResult | None
    ustat: tuple[NamedUStat, ...]
    unbalanced: tuple[NamedUnbalanced, ...]
    problem: str
    notes: tuple[str, ...]


def figures(answers: Answers) -> list[Figure]:
    """The figures that the answers allow."""
    found = [AUC] if np.isfinite(answers.rating).any() else []
    found += [SENSITIVITY, SPECIFICITY, F1] if (answers.decision >= 0).any() else []
    return found + ([LROC_AREA] if (answers.located >= 0).any() else [])


def several(answers: Answers, settings: Settings) -> list[MultiReader]:
    """All arms together, then each arm alone, for every group of two or more readers and every figure."""
    found = []
    for group in groups(answers, settings.model):
        if group.scope not in ("pooled", "specialty"):
            continue
        for figure in figures(answers):
            found += _by_arms(answers, settings, group, figure)
    return found


def _by_arms(answers: Answers, settings: Settings, group: Group, figure: Figure) -> list[MultiReader]:
    """All arms together (every two of them where all cannot be crossed), then each arm alone."""
    read = arms_read(answers, figure, group.readers)
    single = [(i,) for i in read]
    if len(read) < 2:
        return [_several(answers, settings, group, figure, arm) for arm in single]
    read = in_order(answers, read)
    main = completed(answers, figure, group, read)
    together = [_apart(_several(answers, settings, group, figure, main), answers, main, read)]
    apart = apart_from(main, read, problem=bool(together[0].problem))
    together += [_several(answers, settings, group, figure, pair) for pair in apart]
    return [*together, *(_several(answers, settings, group, figure, arm) for arm in single)]


def _apart(block: MultiReader, answers: Answers, main: tuple[int, ...], read: tuple[int, ...]) -> MultiReader:
    """The comparison of the completed arms, saying which arms stand apart."""
    told = stands_apart([answers.arms[i] for i in read if i not in main])
    return replace(block, notes=(*block.notes, *told))


def stands_apart(arms: Sequence[str]) -> tuple[str, ...]:
    """The note of arms that are not compared with the completed ones; nothing where there are none."""
    if not arms:
        return ()
    verb, them = ("stands", "it") if len(arms) == 1 else ("stand", "them")
    return (f"{and_list(arms)} {verb} apart: with {them} fewer answers would be complete",)


def apart_from(main: tuple[int, ...], read: tuple[int, ...], *, problem: bool) -> list[tuple[int, int]]:
    """Pairs of arms that the comparison of the ``main`` ones does not hold; all of them where it fails."""
    pairs = combinations(read, 2) if len(read) > 2 else ()
    return [pair for pair in pairs if not set(pair) <= set(main) or (problem and pair != main)]


def completed(answers: Answers, figure: Figure, group: Group, read: tuple[int, ...]) -> tuple[int, ...]:
    """Arms that are compared with one another first: those whose complete block holds the most answers.

    An arm that only some readers, or few films, went through would cost the others theirs; it stands apart.
    """

    def block(arms: tuple[int, ...]) -> int:
        crossed = cross(answers, figure, arms, readers_of(answers, figure, group.readers, arms))
        alone = _alone(answers, figure, group, crossed)
        return 0 if crossed.problem or alone else len(arms) * len(crossed.readers) * crossed.films

    while len(read) > 2:
        fewer = [tuple(i for i in read if i != out) for out in read]
        best = max(fewer, key=block)
        if block(best) <= block(read):
            break
        read = best
    return read


def _alone(answers: Answers, figure: Figure, group: Group, crossed: Crossed) -> str:
    """Why arms are not compared that only one of several readers went through; empty where they are."""
    if len(crossed.arms) < 2 or len(crossed.readers) != 1 or crossed.problem:
        return ""
    everybody = readers_of(answers, figure, group.readers, tuple(range(len(answers.arms))))
    if len(everybody) < 2:
        return ""
    return f"{answers.readers[crossed.readers[0]]} alone {ALONE}"


def arms_read(answers: Answers, figure: Figure, readers: tuple[int, ...]) -> tuple[int, ...]:
    """Arms in which one of these readers gave what the figure needs."""
    score = score_of(answers, figure)[:, list(readers)]
    return tuple(i for i in range(len(answers.arms)) if not np.isnan(score[i]).all())


def _several(
    answers: Answers, settings: Settings, group: Group, figure: Figure, arms: tuple[int, ...]
) -> MultiReader:
    crossed = cross(answers, figure, arms, readers_of(answers, figure, group.readers, arms))
    if alone := _alone(answers, figure, group, crossed):
        crossed = replace(crossed, problem=alone)
    names = tuple(answers.arms[i] for i in arms)
    theta = np.empty((len(arms), 0))
    results: tuple[OrResult, ...] = ()
    pseudo: DbmResult | None = None
    if not crossed.problem:
        theta = theta_of(crossed, figure)
        results = tuple(
            _or_result(crossed, figure, names, method, answers, settings)
            for method in methods_of(answers, figure)
        )
        pseudo = _dbm_result(crossed, figure, names, answers, settings)
    by_all = every_answer.ustats(answers, settings, group, figure, arms)
    unbalanced = every_answer.unbalanced(answers, settings, group, figure, arms)
    return MultiReader(
        group.scope, group.name, figure.name, names, tuple(answers.readers[j] for j in crossed.readers),
        tuple(answers.readers[j] for j in crossed.readers_left), crossed.films, crossed.fractures,
        crossed.films_left, tuple(tuple(float(value) for value in row) for row in theta), results, pseudo,
        by_all, unbalanced, crossed.problem,
        _notes(answers, crossed, figure, by_all, _read_by(answers, figure, group, arms)),
    )  # fmt: skip


def readers_of(
    answers: Answers, figure: Figure, readers: tuple[int, ...], arms: tuple[int, ...]
) -> tuple[int, ...]:
    """Readers of the group with any answer in these arms."""
    score = score_of(answers, figure)[list(arms)]
    return tuple(j for j in readers if not np.isnan(score[:, j]).all())


def methods_of(answers: Answers, figure: Figure) -> tuple[Method, ...]:
    """Methods that hold and differ: for proportions without clusters all three are the same."""
    if not figure.linear:
        return ("delong",)
    if answers.clustered:
        return METHODS[:2]
    return METHODS if figure.on_positive and figure.on_negative else METHODS[:1]


def theta_of(crossed: Crossed, figure: Figure) -> Floats:
    """The figure of each arm and reader ``[I, J]``."""
    i, j, k = crossed.score.shape
    return figure.components(crossed.score.reshape(i * j, k), crossed.truth).theta.reshape(i, j)


def covariance_of(crossed: Crossed, figure: Figure, method: Method, answers: Answers) -> Floats:
    """Their covariance ``[I, J, I, J]``; clusters are allowed for."""
    i, j, k = crossed.score.shape
    cluster = crossed.cluster if answers.clustered else None
    flat = covariance(figure, crossed.score.reshape(i * j, k), crossed.truth, method, cluster)
    return flat.reshape(i, j, i, j)


def _or_result(
    crossed: Crossed,
    figure: Figure,
    arms: tuple[str, ...],
    method: Method,
    answers: Answers,
    settings: Settings,
) -> OrResult:
    theta, matrix = theta_of(crossed, figure), covariance_of(crossed, figure, method, answers)
    found = [mrmc_or.infer(theta, matrix, kind, settings.level, null=figure.null) for kind in KINDS]
    named = tuple(_named(one, arms) for one in found if one is not None)
    alone = tuple(mrmc_or.arm_parts(theta[i], matrix[i, :, i, :]) for i in range(len(arms)))
    single = tuple(
        ReaderDifference(answers.readers[reader], first, second, estimate)
        for j, reader in enumerate(crossed.readers)
        for (first, second), estimate in zip(
            combinations(arms, 2),
            mrmc_or.of_reader(theta[:, j], matrix[:, j, :, j], settings.level),
            strict=True,
        )
    )
    parts = mrmc_or.components(theta, matrix)
    return OrResult(label_of(answers, figure, method), parts, alone, named, single)


def label_of(answers: Answers, figure: Figure, method: Method) -> str:
    """What the covariance method is called in a result."""
    if not figure.linear:
        return "delta method over patients" if answers.clustered else "delta method"
    if not answers.clustered:
        return method
    return "jackknife over patients" if method == "jackknife" else "Obuchowski 1997"


def _named(found: mrmc_or.Inference, arms: tuple[str, ...]) -> Inferred:
    means = tuple(ArmMean(arm, estimate) for arm, estimate in zip(arms, found.arms, strict=True))
    differences = tuple(
        ArmDifference(arms[a], arms[b], estimate)
        for (a, b), estimate in zip(found.pairs, found.differences, strict=True)
    )
    return Inferred(found.kind, GENERALISES[found.kind], found.test, means, differences, found.notes)


def _dbm_result(
    crossed: Crossed, figure: Figure, arms: tuple[str, ...], answers: Answers, settings: Settings
) -> DbmResult | None:
    i, j, k = crossed.score.shape
    if answers.clustered or not figure.linear or min(i, j, k) < 2:
        return None
    parts = figure.components(crossed.score.reshape(i * j, k), crossed.truth)
    pseudo = pseudovalues(parts).reshape(i, j, k)
    squares = dbm.mean_squares(pseudo)
    named = tuple(_named(dbm.infer(pseudo, kind, settings.level, null=figure.null), arms) for kind in KINDS)
    return DbmResult(squares, dbm.variance_components(squares, (i, j, k)), named)


def _read_by(answers: Answers, figure: Figure, group: Group, arms: tuple[int, ...]) -> list[int]:
    """How many of the readers answered at all, arm by arm."""
    return [len(readers_of(answers, figure, group.readers, (i,))) for i in arms]


def _notes(
    answers: Answers, crossed: Crossed, figure: Figure, by_all: tuple[NamedUStat, ...], entered: list[int]
) -> tuple[str, ...]:
    notes = [f"DBM and U-statistics: {CLUSTERS}"] if answers.clustered else []
    if figure is AUC and not answers.clustered and not by_all and not lacking(figure, answers):
        notes.append(f"U-statistics: {TOO_FEW if min(entered) > 1 else ONE_READER_AN_ARM}")
    if len(crossed.readers) == 1 and not crossed.problem:
        notes.append(ONE_READER)
    if (by_all or not crossed.problem) and any(1 < count < FEW for count in entered):
        notes.append(WEAK)
    return tuple(notes)
