"""Figures of single readers, of specialties and of all readers: decisions, areas, and pairs of readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from inference.messages import and_list
from inference.stats import delong, f1, mcnemar, proportions
from inference.stats.common import Bools, Estimate, Floats, Ints
from inference.stats.crossing import score_of
from inference.stats.delong import Area
from inference.stats.f1 import F1
from inference.stats.figures import AUC, LROC_AREA, Figure
from inference.stats.mcnemar import Paired
from inference.stats.proportions import Counts, Proportion
from inference.stats.records import Answers
from viewer.study.analysis.settings import Settings

POOLED_NOTE = (
    "Answers of several readers are counted as if each were independent, which they are not: use the "
    "interval of several readers."
)
POOLED_OVER_PATIENTS = (
    "The interval holds for these very readers, on patients like these: use the interval of several readers."
)
_MOST_TOLD = 6
AIDED_ARM = "aided"
"""Name of the arm that a comparison puts first, as protocols call it."""


@dataclass(frozen=True)
class Group:
    """Readers that are reported together.

    Attributes:
        scope: ``reader``, ``model``, ``specialty`` or ``pooled`` (every reader but the model).
        name: of the reader or specialty; ``all readers`` when pooled.
        readers: their indices.
    """

    scope: str
    name: str
    readers: tuple[int, ...]


@dataclass(frozen=True)
class Operating:
    """Decisions of a group in one arm.

    Attributes:
        scope: of the group.
        name: of the group.
        arm: name of the arm.
        readers: how many readers decided.
        counts: decisions against the truth.
        rates: sensitivity, specificity and the others, by name.
        clustered: the same with intervals that allow for clusters; empty without clusters.
        f1: with its bootstrap interval.
        note: what to mind.
        films: how many films stand behind each rate and F1, and how many of them show a fracture, by name.
    """

    scope: str
    name: str
    arm: str
    readers: int
    counts: Counts
    rates: dict[str, Proportion]
    clustered: dict[str, Proportion]
    f1: F1
    note: str
    films: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class ReaderArea:
    """An area under a reader's curve in one arm; ``figure`` says which area."""

    figure: str
    reader: str
    arm: str
    area: Area


@dataclass(frozen=True)
class Comparison:
    """Two readings of the same films: one reader in two arms, or a reader and the model.

    Attributes:
        reader: name of the reader.
        first: arm of the first reading.
        second: arm of the second, or the model's name.
        films: films answered in both.
        rated: films rated in both, and how many of them show a fracture: those of ``auc``.
        auc: first minus second AUC with DeLong's test; None without ratings of enough films.
        sensitivity: McNemar's test on the films with a fracture.
        specificity: on the films without.
        accuracy: on all films.
        clustered: the three differences with clusters allowed for; empty without clusters.
    """

    reader: str
    first: str
    second: str
    films: int
    rated: tuple[int, int]
    auc: Estimate | None
    sensitivity: Paired
    specificity: Paired
    accuracy: Paired
    clustered: dict[str, Estimate]


def groups(answers: Answers, model: str) -> list[Group]:
    """Each reader, then each specialty, then all readers but the model."""
    people = [j for j, name in enumerate(answers.readers) if name != model]
    single = [
        Group("model" if name == model else "reader", name, (j,)) for j, name in enumerate(answers.readers)
    ]
    named = dict.fromkeys(answers.specialty[j] for j in people if answers.specialty[j])
    special = [Group("specialty", s, tuple(j for j in people if answers.specialty[j] == s)) for s in named]
    return [*single, *special, *([Group("pooled", "all readers", tuple(people))] if people else [])]


def turned_round(areas: Sequence[ReaderArea]) -> Iterator[str]:
    """Whose ratings rank films without a fracture higher beyond chance, in one sentence."""
    found: dict[str, list[str]] = {}
    for one in areas:
        if one.figure == AUC.name and one.area.shown is not None and one.area.shown.upper < 0.5:
            found.setdefault(one.reader, []).append(one.arm)
    if found:
        told = [f"{reader} ({', '.join(arms)})" for reader, arms in list(found.items())[:_MOST_TOLD]]
        more = [f"{len(found) - _MOST_TOLD} more"] if len(found) > _MOST_TOLD else []
        yield (
            f"Areas below 0.5 beyond chance: {and_list([*told, *more])}.  A higher rating counts as more "
            "suspicious: turn ratings that were given the other way round."
        )


def halves(answers: Answers, model: str) -> Iterator[str]:
    """Who gave a rating without a decision, or the other way round, where others gave both.

    Ratings of the ``model`` alone do not make those of readers missing, who were not asked for any.
    """
    rated, decided = np.isfinite(answers.rating), answers.decision >= 0
    people = [j for j, name in enumerate(answers.readers) if name != model]
    for lacks, there, what, figure in (
        (rated & ~decided, decided, "decision", "sensitivity, specificity, F1 or agreement on decisions"),
        (decided & ~rated, rated[:, people], "rating", "AUC"),
    ):
        if not there.any() or not lacks.any():
            continue
        told = [
            f"{answers.readers[j]} ({answers.arms[i]}, {int(lacks[i, j].sum())})"
            for i, j in np.argwhere(lacks.any(axis=2)).tolist()
        ]
        more = [f"{len(told) - _MOST_TOLD} more"] if len(told) > _MOST_TOLD else []
        yield f"Answers without a {what}, which enter no {figure}: {and_list([*told[:_MOST_TOLD], *more])}."


def operating(answers: Answers, settings: Settings) -> list[Operating]:
    """Decisions of every group in every arm in which it decided."""
    found = []
    for group in groups(answers, settings.model):
        for i, arm in enumerate(answers.arms):
            decision = answers.decision[i, list(group.readers)]
            if (decision >= 0).any():
                found.append(_operating(group, arm, decision, answers, settings))
    return found


def _operating(group: Group, arm: str, decision: Ints, answers: Answers, settings: Settings) -> Operating:
    counts = proportions.count(decision, answers.truth)
    cluster = answers.cluster if answers.clustered else None
    interval = f1.bootstrap(
        decision,
        answers.truth,
        settings.seed,
        cluster=cluster,
        repeats=settings.repeats,
        level=settings.level,
    )
    readers = int((decision >= 0).any(axis=1).sum())
    adjusted = {} if cluster is None else _clustered_rates(decision, answers.truth, cluster, settings.level)
    rates = proportions.rates(counts, settings.level)
    pooled = POOLED_NOTE if cluster is None else POOLED_OVER_PATIENTS
    note = pooled if readers > 1 else ""
    films = _films(decision, answers.truth)
    return Operating(group.scope, group.name, arm, readers, counts, rates, adjusted, interval, note, films)


def _films(decision: Ints, truth: Bools) -> dict[str, tuple[int, int]]:
    """Films behind each figure of ``decision [R, K]``, each counted once, and those with a fracture."""
    known, yes, no = ((decision >= 0).any(axis=0), (decision == 1).any(axis=0), (decision == 0).any(axis=0))
    which = {
        "sensitivity": known & truth, "specificity": known & ~truth, "false_negative_rate": known & truth,
        "false_positive_rate": known & ~truth, "accuracy": known, "positive_predictive_value": yes,
        "negative_predictive_value": no, "F1": known,
    }  # fmt: skip
    return {name: (int(films.sum()), int((films & truth).sum())) for name, films in which.items()}


def _clustered_rates(decision: Ints, truth: Bools, cluster: Ints, level: float) -> dict[str, Proportion]:
    called = decision == 1
    wide: Bools = np.tile(truth, (len(decision), 1))
    right: Bools = called == wide
    which: dict[str, tuple[Bools, Bools]] = {
        "sensitivity": (called, wide), "specificity": (~called, ~wide),
        "false_negative_rate": (~called, wide),
        "false_positive_rate": (called, ~wide), "accuracy": (right, np.ones_like(wide)),
        "positive_predictive_value": (wide, called), "negative_predictive_value": (~wide, ~called),
    }  # fmt: skip
    patients, known = np.tile(cluster, (len(decision), 1)), decision >= 0
    return {
        name: proportions.clustered(hit[of & known].astype(np.float64), patients[of & known], level)
        for name, (hit, of) in which.items()
    }


def areas(answers: Answers, settings: Settings) -> list[ReaderArea]:
    """AUC, and LROC area where places were marked, of every reader in every arm with ratings."""
    figures = [AUC, *([LROC_AREA] if (answers.located >= 0).any() else [])]
    found = []
    for figure in figures:
        score = score_of(answers, figure)
        for i, arm in enumerate(answers.arms):
            for j, reader in enumerate(answers.readers):
                known = ~np.isnan(score[i, j])
                if known.any() and (figure is AUC or (answers.located[i, j] >= 0).any()):
                    area = _area(score[i, j, known], answers, known, settings, figure)
                    found.append(ReaderArea(figure.name, reader, arm, area))
    return found


def _area(score: Floats, answers: Answers, known: Bools, settings: Settings, figure: Figure) -> Area:
    cluster = answers.cluster[known] if answers.clustered else None
    return delong.area(score, answers.truth[known], settings.level, cluster=cluster, figure=figure)


def comparisons(answers: Answers, settings: Settings) -> list[Comparison]:
    """Every reader between arms, then every reader against the model."""
    return [
        _compare(answers, settings, label, one, two)
        for label, one, two in _pairs(answers, settings.model)
        if (answers.answered[one] & answers.answered[two]).any()
    ]


def model_arm(answers: Answers, model: str, arm: int) -> int | None:
    """The arm whose answers of the model stand beside ``arm``: the same, else the first that it answered."""
    own = np.asarray(answers.answered[:, answers.readers.index(model)].any(axis=1))
    return (arm if own[arm] else int(np.argmax(own))) if own.any() else None


def in_order(answers: Answers, arms: tuple[int, ...]) -> tuple[int, ...]:
    """Arms as they are compared, first less second: aided less unaided, else as the data have them."""
    return tuple(sorted(arms, key=lambda i: answers.arms[i].casefold() != AIDED_ARM))


Place = tuple[int, int]


def _pairs(answers: Answers, model: str) -> Iterator[tuple[tuple[str, str, str], Place, Place]]:
    for j, reader in enumerate(answers.readers):
        if reader == model:
            continue
        for a, b in combinations(in_order(answers, tuple(range(len(answers.arms)))), 2):
            yield (reader, answers.arms[a], answers.arms[b]), (a, j), (b, j)
        for a in range(len(answers.arms)) if model else ():
            other = model_arm(answers, model, a)
            if other is not None:
                yield (reader, answers.arms[a], model), (a, j), (other, answers.readers.index(model))


def _compare(
    answers: Answers, settings: Settings, label: tuple[str, str, str], one: Place, two: Place
) -> Comparison:
    right = [_right(answers, one), _right(answers, two)]
    both = (right[0] >= 0) & (right[1] >= 0)
    sensitivity, specificity, accuracy = (
        mcnemar.paired(right[0][both & kind], right[1][both & kind], settings.level)
        for kind in _kinds(answers.truth).values()
    )
    adjusted = _clustered_pairs(answers, settings, right, both) if answers.clustered else {}
    films = int((answers.answered[one] & answers.answered[two]).sum())
    known = np.isfinite(answers.rating[one]) & np.isfinite(answers.rating[two])
    rated = (int(known.sum()), int((known & answers.truth).sum()))
    auc = _compare_areas(answers, settings, one, two)
    return Comparison(*label, films, rated, auc, sensitivity, specificity, accuracy, adjusted)


def _right(answers: Answers, at: Place) -> Ints:
    """1 where the decision agrees with the truth, 0 where not, -1 where there is none, ``[K]``."""
    decision = answers.decision[at[0], at[1]]
    return np.where(decision >= 0, decision == answers.truth, -1).astype(np.int64)


def _kinds(truth: Bools) -> dict[str, Bools]:
    return {"sensitivity": truth, "specificity": ~truth, "accuracy": np.ones_like(truth)}


def _clustered_pairs(
    answers: Answers, settings: Settings, right: list[Ints], both: Bools
) -> dict[str, Estimate]:
    found = {}
    for name, kind in _kinds(answers.truth).items():
        used = both & kind
        if used.any():
            one, two = (side[used].astype(np.float64) for side in right)
            found[name] = mcnemar.clustered(one, two, answers.cluster[used], settings.level)
    return found


def _compare_areas(answers: Answers, settings: Settings, one: Place, two: Place) -> Estimate | None:
    score = np.stack([answers.rating[one], answers.rating[two]])
    known = np.isfinite(score).all(axis=0)
    cluster = answers.cluster[known] if answers.clustered else None
    return delong.compare(score[:, known], answers.truth[known], settings.level, cluster=cluster)
