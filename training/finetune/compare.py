"""Fine-tuning on readers' labels, and the gate against the locked test set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from inference.aoota import NORMAL
from inference.model.bundle import Bundle
from inference.model.card import Metric
from inference.stats import bootstrap
from inference.stats.bootstrap import LEAST_PATIENTS, METHOD
from inference.stats.common import Floats
from training.data.batches import FilmSet
from training.data.known_film import KnownFilm
from training.evaluation import scoring
from training.evaluation.asking import Models, ask_all

TOLERATED: Final = -0.02
"""A candidate may not be worse than this; see :func:`judge`."""
NEW_SHARE: Final = 0.5
MOST_REPEATS: Final = 10


class Verdict(StrEnum):
    """What the locked test set says of a candidate."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNDECIDED = "too few films to tell"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fracture AUC of old and new on the same locked films; the difference is new less old."""

    films: int
    patients: int
    old: float
    new: float
    low: float
    high: float
    verdict: Verdict
    unanswered: tuple[int, int] = (0, 0)  # films that old and new gave no answer on: scored 0.5
    look: int = 1  # number of this model among all that were held against this locked set

    @property
    def sentence(self) -> str:
        """For the card and the screen."""
        counts = f"{self.films} locked films of {self.patients} patients{self._looks()}"
        if not np.isfinite(self.new - self.old):
            return f"{self.verdict}: {counts}"
        ends = f"95 % {self.low:+.3f} to {self.high:+.3f}" if np.isfinite(self.low) else "no interval"
        return (
            f"{self.verdict}: fracture AUC {self.new:.3f} against {self.old:.3f} (difference "
            f"{self.new - self.old:+.3f}, {ends}) on {counts}{self._refusals()}"
        )

    def _looks(self) -> str:
        """Nothing at the first look; later ones are no longer independent of the choice before them."""
        if self.look < 2:
            return ""
        return f" (look {self.look} at this set: the more models are tried on it, the less a good one says)"

    def _refusals(self) -> str:
        before, after = self.unanswered
        if not before + after:
            return ""
        return f"; without an answer and scored 0.5: {after} films by the new model, {before} by the old"

    def metric(self) -> list[Metric]:
        """The figures for the candidate's card."""
        if not np.isfinite(self.new - self.old):
            return []
        low, high = (round(v, 4) if np.isfinite(v) else None for v in (self.low, self.high))
        method = f"paired {METHOD}" if np.isfinite(self.low) else "no interval"

        def row(name: str, value: float, method: str) -> Metric:
            return Metric(name, round(value, 4), None, None, self.films, method, self.patients)

        return [
            row("AUC, fracture", self.new, "no interval of its own"),
            row("AUC, fracture, of the base model", self.old, "the same films"),
            replace(row("AUC difference", self.new - self.old, method), low=low, high=high),
        ]


def judge(low: float, high: float, kinds: tuple[int, int]) -> Verdict:
    """The verdict on the difference's 95 % interval; ``kinds``: locked patients with and without a fracture.

    Too few patients (:data:`inference.stats.bootstrap.LEAST_PATIENTS`) come first.  Then refused: the whole
    interval lies below zero.  Then accepted: it lies above -0.02.  (An interval that does both, say -0.015
    to -0.005, is refused: the new model is worse.)
    """
    if min(kinds) < LEAST_PATIENTS or not (np.isfinite(low) and np.isfinite(high)):
        return Verdict.UNDECIDED
    if high < 0:
        return Verdict.REFUSED
    return Verdict.ACCEPTED if low > TOLERATED else Verdict.UNDECIDED


def compare(
    old: Bundle, new: Bundle, films: Sequence[KnownFilm], rounds: int = bootstrap.ROUNDS, look: int = 1
) -> Comparison:
    """Both models on the same films, each with its own gate and calibration, as the viewer runs them."""
    truth = np.array([film.ao_class != NORMAL for film in films], bool)
    patients = [film.patient for film in films]
    broken = {name for name, value in zip(patients, truth, strict=True) if value}
    kinds = (len(broken), len(set(patients) - broken))
    if not films or truth.all() or not truth.any():
        nan = float("nan")
        return Comparison(len(films), len(set(patients)), nan, nan, nan, nan, Verdict.UNDECIDED, look=look)
    (before, without), (after, without_new) = fracture([old, new], films)
    draws = bootstrap.patient_draws(patients, truth, rounds)
    ends = bootstrap.interval(
        lambda i: bootstrap.auc(after[i], truth[i]) - bootstrap.auc(before[i], truth[i]), draws
    )
    low, high = ends or (float("nan"), float("nan"))
    return Comparison(
        len(films),
        len(set(patients)),
        bootstrap.auc(before, truth),
        bootstrap.auc(after, truth),
        low,
        high,
        judge(low, high, kinds),
        (without, without_new),
        look,
    )


def fracture(bundles: Sequence[Bundle], films: Sequence[KnownFilm]) -> list[tuple[Floats, int]]:
    """Of each model the calibrated fracture probabilities (0.5 without an answer), and how many have none.

    Raises:
        TrainingError: a model gives no answer on any film.
    """
    found = []
    for answers, bundle in zip(ask_all(Models(tuple(bundles)), films), bundles, strict=True):
        refused = np.array([scoring.is_refused(item, bundle.card) for item in answers.films])
        probabilities = 1 - answers.probabilities(bundle.card.temperature)[:, 0]
        values = np.full(len(films), 0.5)
        values[answers.places] = np.where(refused, 0.5, probabilities)
        found.append((values, int(refused.sum()) + len(answers.left_out)))
    return found


def mixed(new: FilmSet, old: FilmSet) -> FilmSet:
    """New films, repeated until they are about half of the whole (at most tenfold), and the old ones."""
    if not len(new):
        return old
    repeats = int(np.clip(round(len(old) * NEW_SHARE / (1 - NEW_SHARE) / len(new)), 1, MOST_REPEATS))
    return replace(old, picks=new.picks * repeats + old.picks)
