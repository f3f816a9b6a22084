"""Everything that the answers alone give beside the comparison of readers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference.stats.common import Bools, Floats, Ints
from inference.stats.concordance import chance_corrected, icc
from inference.stats.concordance.chance_corrected import Agreement
from inference.stats.concordance.icc import Icc
from inference.stats.crossing import cross
from inference.stats.curves import averaged_roc, partial_auc
from inference.stats.curves.averaged_roc import AveragedRoc
from inference.stats.curves.partial_auc import PartialArea
from inference.stats.figures import AUC
from inference.stats.prediction import calibration, prevalence
from inference.stats.prediction.calibration import Calibration
from inference.stats.prediction.prevalence import AtPrevalence, NetBenefit
from inference.stats.records import Answers
from viewer.study.analysis.per_reader import Operating, groups
from viewer.study.analysis.settings import Settings

CALIBRATED, CALIBRATION_SOURCE, ICC_SOURCE = calibration.METHOD, calibration.SOURCE, icc.SOURCE
SHORT = 11  # a scale of more steps than this is no short ordinal scale


@dataclass(frozen=True)
class ArmRoc:
    """The curve averaged over the readers of one arm; complete cases.

    ``readers_left`` rated too few films of the arm, or none.
    """

    arm: str
    readers: tuple[str, ...]
    readers_left: tuple[str, ...]
    films: int
    fractures: int
    films_left: int
    curve: AveragedRoc
    method: str = averaged_roc.METHOD
    source: str = averaged_roc.SOURCE

    @property
    def without(self) -> str:
        """Who and what of this arm is not in the curve; empty for nobody and nothing."""
        parts = []
        if self.readers_left:
            parts.append(f"without {', '.join(self.readers_left)}, who rated too few films there, or none")
        if self.films_left:
            films = "1 film" if self.films_left == 1 else f"{self.films_left} films"
            parts.append(f"without {films} that not every one of the others rated")
        return f"{self.arm}: {'; '.join(parts)}" if parts else ""


@dataclass(frozen=True)
class ReaderPartial:
    """A partial area of one reader in one arm, of all films that the reader rated."""

    reader: str
    arm: str
    films: int
    fractures: int
    area: PartialArea
    method: str = partial_auc.METHOD
    source: str = partial_auc.SOURCE


@dataclass(frozen=True)
class Worths:
    """A reader's (or the model's) decisions at a stated prevalence."""

    name: str
    arm: str
    films: int
    fractures: int
    at: AtPrevalence
    method: str = prevalence.METHOD
    source: str = prevalence.SOURCE


@dataclass(frozen=True)
class ModelPerformance:
    """The model's probabilities: calibration and net benefit; ``problem`` where they are none."""

    calibration: Calibration | None
    net_benefit: tuple[NetBenefit, ...]
    films: int
    fractures: int
    problem: str
    calibration_method: str = CALIBRATED
    calibration_source: str = CALIBRATION_SOURCE
    net_benefit_method: str = prevalence.NET_METHOD
    net_benefit_source: str = prevalence.NET_SOURCE


@dataclass(frozen=True)
class Reliability:
    """Agreement of the readers of one arm; a coefficient is None where the arm has no such answers.

    Attributes:
        arm: name.
        readers: how many answered.
        ac1: Gwet's, of the decisions.
        alpha: Krippendorff's, of the decisions.
        ac2: Gwet's with quadratic weights, of ratings on a short scale.
        alpha_interval: Krippendorff's with squared distances, of the ratings.
        icc: of the ratings of films that every reader rated.
        films_left: films that the intraclass correlations leave out.
        decisions: how many were given.
        ratings: likewise.
    """

    arm: str
    readers: int
    ac1: Agreement | None
    alpha: Agreement | None
    ac2: Agreement | None
    alpha_interval: Agreement | None
    icc: Icc | None
    films_left: int
    decisions: int
    ratings: int
    gwet_source: str = chance_corrected.GWET
    krippendorff_source: str = chance_corrected.KRIPPENDORFF
    icc_source: str = ICC_SOURCE


@dataclass(frozen=True)
class Measures:
    """All of them.

    Attributes:
        prevalence: at which predictive values and net benefit hold.
        prevalence_stated: whether it was stated; else it is the share of fractures among these films.
        clustered: films share patients, which not every method here allows for.
    """

    prevalence: float | None
    prevalence_stated: bool
    averaged_roc: tuple[ArmRoc, ...]
    partial: tuple[ReaderPartial, ...]
    worth: tuple[Worths, ...]
    model: ModelPerformance | None
    reliability: tuple[Reliability, ...]
    clustered: bool = False


def measures(answers: Answers, settings: Settings, operating: tuple[Operating, ...]) -> Measures:
    """The measures of ``answers``, whose decisions are known, and of their counts ``operating``."""
    share = float(answers.truth.mean())
    assumed = settings.prevalence if settings.prevalence is not None else share
    held = assumed if 0 < assumed < 1 else None
    return Measures(
        held, settings.prevalence is not None, tuple(_curves(answers, settings)),
        tuple(_partials(answers, settings)),
        () if held is None else tuple(_worths(operating, held, settings)),
        _model(answers, settings, held), tuple(_reliabilities(answers, settings)), answers.clustered,
    )  # fmt: skip


def _people(answers: Answers, settings: Settings) -> tuple[int, ...]:
    return next((one.readers for one in groups(answers, settings.model) if one.scope == "pooled"), ())


def _cluster(answers: Answers, films: Bools) -> Ints | None:
    return answers.cluster[films] if answers.clustered else None


def _curves(answers: Answers, settings: Settings) -> list[ArmRoc]:
    found = []
    people = _people(answers, settings)
    for i, arm in enumerate(answers.arms):
        rated = tuple(j for j in people if np.isfinite(answers.rating[i, j]).any())
        if not rated:
            continue
        one = cross(answers, AUC, (i,), rated)
        if one.problem:
            continue
        cluster = one.cluster if answers.clustered else None
        curve = averaged_roc.average(
            one.score[0], one.truth, settings.level, cluster=cluster, seed=settings.seed
        )
        names = tuple(answers.readers[j] for j in one.readers)
        left = tuple(answers.readers[j] for j in people if j not in one.readers)
        found.append(ArmRoc(arm, names, left, one.films, one.fractures, one.films_left, curve))
    return found


def _partials(answers: Answers, settings: Settings) -> list[ReaderPartial]:
    found = []
    for i, arm in enumerate(answers.arms):
        for j, reader in enumerate(answers.readers):
            known = np.isfinite(answers.rating[i, j])
            if known.any():
                area = partial_auc.partial(
                    answers.rating[i, j, known], answers.truth[known], settings.level,
                    cluster=_cluster(answers, known), high=settings.partial_to, seed=settings.seed,
                )  # fmt: skip
                counts = (int(known.sum()), int(answers.truth[known].sum()))
                found.append(ReaderPartial(reader, arm, *counts, area))
    return found


def _worths(operating: tuple[Operating, ...], held: float, settings: Settings) -> list[Worths]:
    """Of single readers and the model: counts of several readers are not independent."""
    return [
        Worths(
            one.name, one.arm, one.counts.tp + one.counts.fp + one.counts.fn + one.counts.tn,
            one.counts.tp + one.counts.fn, prevalence.at_prevalence(one.counts, held, settings.level),
        )
        for one in operating
        if one.scope in ("reader", "model")
    ]  # fmt: skip


def _model(answers: Answers, settings: Settings, held: float | None) -> ModelPerformance | None:
    """Of the arm in which the model rated most films."""
    if not settings.model:
        return None
    model = answers.readers.index(settings.model)
    rated = np.isfinite(answers.rating[:, model])
    arm = int(np.argmax(rated.sum(axis=1)))
    known = rated[arm]
    row: Floats = answers.rating[arm, model, known]
    truth = answers.truth[known]
    counts = (len(row), int(truth.sum()))
    if not len(row):
        return ModelPerformance(None, (), *counts, "the model gave no ratings")
    if row.min() < 0 or row.max() > 1:
        return ModelPerformance(
            None, (), *counts, "the model's ratings are no probabilities (not all within 0 to 1)"
        )
    fitted = calibration.calibrate(row, truth, settings.level, cluster=_cluster(answers, known))
    if held is None or truth.all() or not truth.any():
        return ModelPerformance(fitted, (), *counts, "net benefit needs films with and without a fracture")
    curve = prevalence.decision_curve(row, truth, held, settings.level)
    return ModelPerformance(fitted, curve, *counts, "")


def _reliabilities(answers: Answers, settings: Settings) -> list[Reliability]:
    found = []
    for i, arm in enumerate(answers.arms):
        people = [j for j in _people(answers, settings) if answers.answered[i, j].any()]
        if len(people) >= 2:
            found.append(_reliability(answers, settings, i, arm, people))
    return found


def _reliability(answers: Answers, settings: Settings, i: int, arm: str, people: list[int]) -> Reliability:
    decision, rating = answers.decision[i, people], answers.rating[i, people]
    decided = np.where(decision >= 0, decision, np.nan).astype(np.float64)
    known = np.isfinite(rating)
    full = known.all(axis=0)
    ac1 = alpha = ac2 = alpha_interval = both = None
    if (decision >= 0).any():
        ac1 = chance_corrected.gwet(_counts(decided, np.array([0.0, 1.0])), level=settings.level)
        alpha = chance_corrected.krippendorff(decided, level=settings.level)
    if known.any():
        alpha_interval = chance_corrected.krippendorff(rating, "interval", settings.level)
        both = icc.icc(rating[:, full], settings.level)
        steps = _steps(rating[known])
        if steps is not None:
            ac2 = chance_corrected.gwet(_counts(rating, steps), "quadratic", settings.level)
    left = int((known.any(axis=0) & ~full).sum())
    given = (int((decision >= 0).sum()), int(known.sum()))
    return Reliability(arm, len(people), ac1, alpha, ac2, alpha_interval, both, left, *given)


def _counts(values: Floats, categories: Floats) -> Floats:
    return np.stack([(values == one).sum(axis=0) for one in categories], axis=1).astype(np.float64)


def _steps(values: Floats) -> Floats | None:
    """The whole numbers of a short scale, from the lowest to the highest that occurs; else None."""
    if not bool((values == np.round(values)).all()) or not 3 <= np.ptp(values) + 1 <= SHORT:
        return None
    return np.arange(values.min(), values.max() + 1)
