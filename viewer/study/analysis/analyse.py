"""Every figure of a reader study from its table of answers.

>>> from pathlib import Path
>>> from viewer.study import analyse, files
>>> result = analyse.analyse(files.read(Path("answers.csv")), analyse.Settings(cutoff=50))  # doctest: +SKIP
>>> analyse.to_json(result)["multireader"]  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, replace

import numpy as np

import inference
from inference.stats.records import Answers
from viewer.study.analysis import against_model, agreement, decision_changes, flow, multireader, per_reader
from viewer.study.analysis.against_model import AgainstModel
from viewer.study.analysis.agreement import CohenKappa, FleissKappa
from viewer.study.analysis.decision_changes import Switches
from viewer.study.analysis.flow import Stage
from viewer.study.analysis.measures import measures
from viewer.study.analysis.measures.measures import Measures
from viewer.study.analysis.multireader import MultiReader
from viewer.study.analysis.per_reader import Comparison, Operating, ReaderArea
from viewer.study.analysis.settings import DIRECTION, Settings, beyond, check, decided, stand_ins, two_scales

__all__ = ["Result", "Settings", "analyse", "to_json"]

LIMITS = "Research use only, not for diagnosis."


@dataclass(frozen=True)
class MissingAnswers:
    """Films that a reader left out in an arm in which the reader answered others."""

    reader: str
    arm: str
    missing: int


@dataclass(frozen=True)
class Data:
    """What was analysed.

    Attributes:
        arms: names.
        readers: names, the model among them.
        films: how many.
        fractures: how many of them show a fracture.
        clusters: how many clusters (patients) where films share them, else None.
        answers: how many ratings or decisions.
        missing: answers that are missing, by reader and arm.
        decisions: where the decisions come from.
        doubts: what the file says of itself that its answers contradict.
    """

    arms: tuple[str, ...]
    readers: tuple[str, ...]
    films: int
    fractures: int
    clusters: int | None
    answers: int
    missing: tuple[MissingAnswers, ...]
    decisions: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """All figures, at full precision.

    Attributes:
        version: of the program.
        limits: what the figures are not for.
        direction: of the ratings.
        settings: as given.
        data: what was analysed.
        operating: decisions by reader, specialty and pooled.
        areas: of single readers.
        comparisons: of single readers between arms and with the model.
        multireader: of several readers.
        against_model: readers less the model.
        fleiss: agreement of all.
        cohen: agreement of two.
        measures: curves, calibration, worth at a prevalence, reliability.
        switches: what changed from the unaided to the aided arm.
        flow: who and what entered, from the data to the comparison that stands first.
    """

    version: str
    limits: str
    direction: str
    settings: Settings
    data: Data
    operating: tuple[Operating, ...]
    areas: tuple[ReaderArea, ...]
    comparisons: tuple[Comparison, ...]
    multireader: tuple[MultiReader, ...]
    against_model: tuple[AgainstModel, ...]
    fleiss: tuple[FleissKappa, ...]
    cohen: tuple[CohenKappa, ...]
    switches: tuple[Switches, ...]
    flow: tuple[Stage, ...]
    measures: Measures


def analyse(answers: Answers, settings: Settings | None = None) -> Result:
    """Analyse ``answers``; a figure that the data do not define is None and says why.

    The methods and their papers are named in ``docs/study-method.md`` and beside each figure.

    Args:
        answers: by reader, arm and case, with truth, rating, decision and class as far as there are any.
        settings: arms to compare, the primary question, cut-offs on the scale of the ratings, levels 0..1;
            the usual ones where None.

    Raises:
        StudyDataError: the settings do not fit the answers.
    """
    chosen = settings or Settings()
    check(chosen, answers)
    full, source = decided(answers, chosen)
    several = tuple(multireader.several(full, chosen))
    decided_by = tuple(per_reader.operating(full, chosen))
    areas = tuple(per_reader.areas(full, chosen))
    doubts = (
        *full.doubts, *beyond(answers, chosen),
        *stand_ins(full.rating),
        *(() if chosen.one_scale else two_scales(full, chosen.model)),
        *per_reader.halves(full, chosen.model), *per_reader.turned_round(areas),
    )  # fmt: skip
    return Result(
        version=inference.__version__,
        limits=LIMITS,
        direction=DIRECTION,
        settings=chosen,
        data=_data(replace(full, doubts=doubts), source),
        operating=decided_by,
        areas=areas,
        comparisons=tuple(per_reader.comparisons(full, chosen)),
        multireader=several,
        against_model=tuple(against_model.against_model(full, chosen)),
        fleiss=tuple(agreement.fleiss(full, chosen)),
        cohen=tuple(agreement.cohen(full, chosen)),
        switches=tuple(decision_changes.switches(full, chosen)),
        flow=flow.of_answers(full, chosen.model, several),
        measures=measures.measures(full, chosen, decided_by),
    )


def _data(answers: Answers, source: str) -> Data:
    given = answers.answered
    missing = tuple(
        MissingAnswers(answers.readers[j], answers.arms[i], int((~given[i, j]).sum()))
        for i in range(len(answers.arms))
        for j in range(len(answers.readers))
        if given[i, j].any() and not given[i, j].all()
    )
    clusters = len(np.unique(answers.cluster)) if answers.clustered else None
    return Data(
        answers.arms, answers.readers, len(answers.cases), int(answers.truth.sum()), clusters,
        int(given.sum()), missing, source, answers.doubts,
    )  # fmt: skip


def to_json(result: Result) -> dict[str, object]:
    """``result`` as plain JSON values.

    Raises:
        ValueError: a figure is not finite, which would be a fault of the program.
    """
    values = plain(result)
    if not isinstance(values, dict):
        raise TypeError("a result is a mapping")
    return values


def plain(value: object) -> object:
    """Dataclasses and lists of them as plain JSON values; errors as :func:`to_json`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain(dataclasses.asdict(value))
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (float, np.floating)):
        if not math.isfinite(value):
            raise ValueError("a figure is not finite")
        return float(value)
    return value
