"""Fine-tuning on readers' labels, and the gate against the locked test set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np

from inference.aoota import NORMAL
from inference.bundle import Bundle
from inference.card import Metric
from inference.errors import FilmError
from inference.runtime import Session
from training import metrics, scoring
from training.answers import ask
from training.data import FilmSet
from training.metrics import METHOD
from training.policy import Decision
from training.truth import KnownFilm

TOLERATED: Final = -0.02
"""A candidate may not be worse than this; see :func:`judge`."""
LEAST_PATIENTS: Final = 10
"""With fewer locked patients of either kind there is no verdict: a bootstrap of so few is no evidence."""
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

    @property
    def sentence(self) -> str:
        """For the card and the screen."""
        if not np.isfinite(self.new - self.old):
            return f"{self.verdict}: {self.films} locked films of {self.patients} patients"
        return (
            f"{self.verdict}: fracture AUC {self.new:.3f} against {self.old:.3f} (difference "
            f"{self.new - self.old:+.3f}, 95 % {self.low:+.3f} to {self.high:+.3f}) on {self.films} locked "
            f"films of {self.patients} patients"
        )

    def metric(self) -> list[Metric]:
        """The figures for the candidate's card."""
        if not np.isfinite(self.new - self.old):
            return []
        return [
            Metric("AUC, fracture", round(self.new, 4), films=self.films, method="no interval of its own"),
            Metric(
                "AUC, fracture, of the base model",
                round(self.old, 4),
                films=self.films,
                method="the same films",
            ),
            Metric(
                "AUC difference",
                round(self.new - self.old, 4),
                round(self.low, 4),
                round(self.high, 4),
                self.films,
                f"paired {METHOD}",
            ),
        ]


def judge(low: float, high: float, kinds: tuple[int, int]) -> Verdict:
    """The verdict on the difference's 95 % interval; ``kinds``: locked patients with and without a fracture.

    Too few patients come first.  Then refused: the whole interval lies below zero.  Then accepted: it lies
    above -0.02.  (An interval that does both, say -0.015 to -0.005, is refused: the new model is worse.)
    """
    if min(kinds) < LEAST_PATIENTS or not (np.isfinite(low) and np.isfinite(high)):
        return Verdict.UNDECIDED
    if high < 0:
        return Verdict.REFUSED
    return Verdict.ACCEPTED if low > TOLERATED else Verdict.UNDECIDED


def compare(old: Bundle, new: Bundle, films: Sequence[KnownFilm], rounds: int = metrics.ROUNDS) -> Comparison:
    """Both models on the same films, each with its own gate and calibration, as the viewer runs them."""
    truth = np.array([film.ao_class != NORMAL for film in films], bool)
    patients = [film.patient for film in films]
    broken = {name for name, value in zip(patients, truth, strict=True) if value}
    kinds = (len(broken), len(set(patients) - broken))
    if not films or truth.all() or not truth.any():
        nan = float("nan")
        return Comparison(len(films), len(set(patients)), nan, nan, nan, nan, Verdict.UNDECIDED)
    before, after = (_fracture(bundle, films) for bundle in (old, new))
    draws = metrics.patient_draws(patients, truth, rounds)
    ends = metrics.interval(
        lambda i: metrics.auc(after[i], truth[i]) - metrics.auc(before[i], truth[i]), draws
    )
    low, high = ends or (float("nan"), float("nan"))
    return Comparison(
        len(films),
        len(set(patients)),
        metrics.auc(before, truth),
        metrics.auc(after, truth),
        low,
        high,
        judge(low, high, kinds),
    )


def _fracture(bundle: Bundle, films: Sequence[KnownFilm]) -> metrics.Floats:
    """Calibrated fracture probability of each film, 0.5 where there is no answer."""
    answers = ask(Session(bundle), films)
    if answers.left_out:
        raise FilmError(
            "A locked film could not be read.", "Bring the files back as they were when it was labelled."
        )
    probabilities = answers.probabilities(bundle.card.temperature)[:, 0]
    refused = np.array([scoring.is_refused(item, bundle.card) for item in answers.films])
    return np.where(refused, 0.5, 1 - probabilities)


def find_labelled(
    wanted: set[str],
    folder: Path,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
) -> dict[str, Path]:
    """Files below ``folder`` whose pixels are wanted, by pixel hash; what cannot be read is passed over."""
    from inference.dicom.listing import find_films
    from inference.dicom.reader import read_film

    found: dict[str, Path] = {}
    for path in progress(list(find_films([folder]))):
        if wanted <= set(found):
            break
        try:
            digest = str(read_film(path).film.pixel_sha256)
        except FilmError:
            continue
        if digest in wanted:
            found.setdefault(digest, path)
    return found


def known_film(decision: Decision, path: Path) -> KnownFilm:
    """A decided film as a film with known truth; a fracture of no known class stands as A1 (testing only)."""
    return KnownFilm(
        path=path,
        key=decision.pixel_sha256,
        ao_class=decision.ao_class or ("A1" if decision.fracture else NORMAL),
        side=decision.side,
        patient=decision.patient,
        pixel_sha256=decision.pixel_sha256,
        boxes=decision.boxes,
    )


def mixed(new: FilmSet, old: FilmSet) -> FilmSet:
    """New films, repeated until they are about half of the whole (at most tenfold), and the old ones."""
    if not len(new):
        return old
    repeats = int(np.clip(round(len(old) * NEW_SHARE / (1 - NEW_SHARE) / len(new)), 1, MOST_REPEATS))
    return replace(old, picks=new.picks * repeats + old.picks)
