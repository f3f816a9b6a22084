"""Figures of a table of marks: weighted AFROC, localisation ROC and inferred ROC areas, and FROC curves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

import inference
from inference.stats import mrmc_or
from inference.stats.common import LEVEL, Estimate, Floats, Ints, within_one
from inference.stats.covariance import clustered, jackknife
from inference.stats.crossing import cross
from inference.stats.curves import free_response
from inference.stats.curves.free_response import Froc, Marks
from inference.stats.figures import AUC, Components
from inference.stats.mrmc_or import KINDS, GlobalTest
from inference.stats.records import MISSING, Answers, StudyDataError
from viewer.study.analysis.localisation.mark_table import MarkTable
from viewer.study.analysis.multireader import ALONE, apart_from, completed, stands_apart
from viewer.study.analysis.per_reader import Group

FigureName = Literal["weighted AFROC area", "area under the LROC curve", "inferred ROC area"]
WAFROC: Final[FigureName] = "weighted AFROC area"
LROC: Final[FigureName] = "area under the LROC curve"
ROC: Final[FigureName] = "inferred ROC area"
EVERY: Final[tuple[FigureName, ...]] = (WAFROC, LROC, ROC)
SOURCES: Final[dict[FigureName, str]] = {
    WAFROC: "Chakraborty DP, Zhai X (2016), Med Phys 43:2548-2562",
    LROC: "Swensson RG (1996), Med Phys 23:1709-1725; Popescu LM (2007), Med Phys 34:1556-1564",
    ROC: "Chakraborty DP (2017), Observer Performance Methods for Diagnostic Imaging, ch. 13",
}
SINGLE: Final = "jackknife over films; score or logit interval"
"""How the area of one reader's marks gets its interval."""
FROC_METHOD: Final = "FROC, empirical"
FROC_SOURCE: Final = "Bunch PC et al. (1978), J Appl Photogr Eng 4:166-171"
OR_SOURCE: Final = "Obuchowski and Rockette 1995; Hillis 2007, 2014"
STEPS: Final = (0.1, 0.25, 0.5, 1.0)
"""Non-lesion marks a film at which the share of lesions is told."""
LIMITS: Final = "Research use only, not for diagnosis."


@dataclass(frozen=True)
class ReaderFroc:
    """FROC curve of one reader in one arm, of all films that the reader read there.

    Attributes:
        films: read.
        lesions: on them.
        found: lesions that were marked at all.
        beside: non-lesion marks.
        marks_per_film: non-lesion marks a film at each point of the curve, rising from 0.
        share: of the lesions, at each point.
    """

    reader: str
    arm: str
    films: int
    lesions: int
    found: int
    beside: int
    marks_per_film: tuple[float, ...]
    share: tuple[float, ...]

    def share_at(self, marks_per_film: float) -> float | None:
        """Highest share of lesions with at most so many non-lesion marks a film; None without lesions."""
        if not self.lesions:
            return None
        pairs = zip(self.marks_per_film, self.share, strict=True)
        return max(share for marks, share in pairs if marks <= marks_per_film + 1e-12)


@dataclass(frozen=True)
class ReaderArea:
    """A figure of one reader in one arm, of all films that the reader read there; None where undefined."""

    figure: str
    reader: str
    arm: str
    films: int
    with_lesion: int
    estimate: Estimate | None
    note: str


@dataclass(frozen=True)
class Line:
    """One inference over readers: an arm's mean, or the first less the second arm."""

    arms: tuple[str, ...]
    kind: str
    estimate: Estimate
    test: GlobalTest | None


@dataclass(frozen=True)
class Together:
    """A figure of all readers in one or more arms, of the films that each of them read in each arm.

    Attributes:
        components: Obuchowski and Rockette's.
        problem: why there is no inference; empty where there is one.
    """

    figure: str
    arms: tuple[str, ...]
    readers: tuple[str, ...]
    readers_left: tuple[str, ...]
    films: int
    with_lesion: int
    films_left: int
    theta: tuple[tuple[float, ...], ...]
    components: mrmc_or.Components | None
    lines: tuple[Line, ...]
    problem: str
    notes: tuple[str, ...]
    method: str
    source: str


@dataclass(frozen=True)
class Localisation:
    """All of it.

    Attributes:
        version: of the program.
        limits: what the figures are not for.
        level: of the intervals.
        films: how many.
        with_lesion: with a lesion.
        lesions: on them.
        marks: made.
        patients: clusters where films share them, else None.
        notes: what was left out or merged.
    """

    version: str
    limits: str
    level: float
    arms: tuple[str, ...]
    readers: tuple[str, ...]
    films: int
    with_lesion: int
    lesions: int
    marks: int
    patients: int | None
    notes: tuple[str, ...]
    froc: tuple[ReaderFroc, ...]
    areas: tuple[ReaderArea, ...]
    together: tuple[Together, ...]
    froc_method: str = FROC_METHOD
    froc_source: str = FROC_SOURCE


def analyse(
    table: MarkTable, level: float = LEVEL, *, figures: tuple[FigureName, ...] = EVERY, apart: str = ""
) -> Localisation:
    """Every figure of ``table``; ``apart`` is a reader (the model) that is in no mean over readers.

    Raises:
        StudyDataError: the level is none.
    """
    if not 0.5 <= level < 1:
        raise StudyDataError("The confidence level is not between 0.5 and 1.", "The usual one is 0.95.")
    people = tuple(j for j, reader in enumerate(table.readers) if reader != apart)
    froc, areas = [], []
    for i, arm in enumerate(table.arms):
        for j, reader in enumerate(table.readers):
            films = np.flatnonzero(table.read[i, j])
            if len(films):
                marks = table.marks_of([(i, j)], films)
                froc.append(_froc(marks, reader, arm))
                areas += [_area(table, marks, films, (figure, reader, arm), level) for figure in figures]
    together = [one for figure in figures for one in _by_arms(table, figure, people, level)]
    return Localisation(
        inference.__version__, LIMITS, level, table.arms, table.readers, len(table.cases),
        int(table.truth.sum()), int(table.lesions.sum()), table.marks,
        len(np.unique(table.cluster)) if table.clustered else None, table.notes, tuple(froc), tuple(areas),
        tuple(together),
    )  # fmt: skip


def _froc(marks: Marks, reader: str, arm: str) -> ReaderFroc:
    lesions, found = marks.lesion.shape[1], int(np.isfinite(marks.lesion[0]).sum())
    curve = free_response.froc(marks, 0) if lesions else Froc(np.zeros(1), np.zeros(1))
    points = (tuple(curve.marks_per_film.tolist()), tuple(curve.lesions.tolist()))
    return ReaderFroc(reader, arm, len(marks.truth), lesions, found, len(marks.all_other[0]), *points)


def parts_of(figure: FigureName, marks: Marks) -> Components:
    """Components of a figure; an unmarked film or lesion lies below every mark.

    Raises:
        ValueError: a kind of film is missing.
    """
    if figure == WAFROC:
        return free_response.components(marks)
    score = free_response.highest(marks) if figure == ROC else _lroc(marks)
    if marks.truth.all() or not marks.truth.any():
        raise ValueError("needs films with and without a lesion")
    return AUC.components(score, marks.truth)


def _lroc(marks: Marks) -> Floats:
    """LROC scores; a film without a lesion that nobody marked still outranks a lesion that was not found."""
    score = free_response.lroc_scores(marks)
    lowest = score[np.isfinite(score)].min(initial=0.0) - 1
    return np.where(~marks.truth & ~np.isfinite(score), lowest, score)


def _covariance(table: MarkTable, parts: Components, films: Ints) -> Floats:
    if table.clustered:
        return clustered(parts, table.truth[films], table.cluster[films])
    return jackknife(parts)


def _area(
    table: MarkTable, marks: Marks, films: Ints, what: tuple[FigureName, str, str], level: float
) -> ReaderArea:
    figure, reader, arm = what
    counts = (len(films), int(marks.truth.sum()))
    kinds = [
        len(np.unique(table.cluster[films[kind]])) for kind in (marks.truth, ~marks.truth)
    ]  # of patients, or films
    if min(kinds) < 1:
        return ReaderArea(figure, reader, arm, *counts, None, "needs films with and without a lesion")
    parts = parts_of(figure, marks)
    if min(kinds) < 2:
        value = float(parts.theta[0])
        note = "fewer than two films (or patients) of a kind: no variance"
        return ReaderArea(
            figure, reader, arm, *counts, Estimate(value, 0.0, None, None, None, note=note), note
        )
    variance = float(_covariance(table, parts, films)[0, 0])
    one = within_one(float(parts.theta[0]), variance, level=level, null=_null(figure))
    return ReaderArea(figure, reader, arm, *counts, one, one.note)


def _null(figure: FigureName) -> float | None:
    return AUC.null if figure == ROC else None


def _crossed(table: MarkTable, arms: tuple[int, ...], people: tuple[int, ...]) -> tuple[Answers, Ints]:
    """The readings as ratings that are the films' own numbers, so that what stays tells which films stay."""
    rating = np.where(table.read, np.arange(len(table.cases), dtype=np.float64), np.nan)
    empty = np.full(table.read.shape, MISSING, dtype=np.int64)
    answers = Answers(
        table.arms, table.readers, table.cases, table.truth, rating, empty, empty, table.cluster,
        ("",) * len(table.readers),
    )  # fmt: skip
    readers = tuple(j for j in people if table.read[list(arms), j].any())
    return answers, np.array(readers, dtype=np.int64)


def _by_arms(
    table: MarkTable, figure: FigureName, people: tuple[int, ...], level: float
) -> Iterator[Together]:
    """The completed arms together, the others two by two, each alone (as :mod:`..multireader` compares)."""
    read = tuple(i for i in range(len(table.arms)) if table.read[i, list(people)].any())
    if len(read) > 1:
        answers, _ = _crossed(table, read, people)
        main = completed(answers, AUC, Group("pooled", "all readers", people), read)
        first = _together(table, figure, main, people, level)
        told = stands_apart([table.arms[i] for i in read if i not in main])
        yield replace(first, notes=(*first.notes, *told))
        for pair in apart_from(main, read, problem=bool(first.problem)):
            yield _together(table, figure, pair, people, level)
    for i in read:
        yield _together(table, figure, (i,), people, level)


def _together(
    table: MarkTable, figure: FigureName, arms: tuple[int, ...], people: tuple[int, ...], level: float
) -> Together:
    answers, readers = _crossed(table, arms, people)
    one = cross(answers, AUC, arms, tuple(int(j) for j in readers))
    method = "Obuchowski-Rockette, " + ("Obuchowski 1997" if table.clustered else "jackknife")
    head = (
        figure, tuple(table.arms[i] for i in arms), tuple(table.readers[j] for j in one.readers),
        tuple(table.readers[j] for j in one.readers_left), one.films, one.fractures, one.films_left,
    )  # fmt: skip
    tail = (method, f"{SOURCES[figure]}; {OR_SOURCE}")
    problem = one.problem
    if not problem and len(arms) > 1 and len(one.readers) == 1 < len(people):
        problem = f"{head[2][0]} alone {ALONE}"
    if problem:
        return Together(*head, (), None, (), problem, (), *tail)
    films = one.score[0, 0].astype(np.int64)
    parts = parts_of(figure, table.marks_of([(i, j) for i in arms for j in one.readers], films))
    shape = (len(arms), len(one.readers))
    theta = parts.theta.reshape(shape)
    matrix = _covariance(table, parts, films).reshape(*shape, *shape)
    found = [mrmc_or.infer(theta, matrix, kind, level, null=_null(figure)) for kind in KINDS]
    lines = [line for each in found if each is not None for line in _lines(each, head[1])]
    notes = tuple(dict.fromkeys(note for each in found if each is not None for note in each.notes))
    return Together(
        *head, tuple(tuple(float(v) for v in row) for row in theta), mrmc_or.components(theta, matrix),
        tuple(lines), "", notes, *tail,
    )  # fmt: skip


def _lines(found: mrmc_or.Inference, names: tuple[str, ...]) -> list[Line]:
    if len(names) == 1:
        return [Line(names, found.kind, found.arms[0], None)]
    return [
        Line((names[a], names[b]), found.kind, one, found.test)
        for (a, b), one in zip(found.pairs, found.differences, strict=True)
    ]
