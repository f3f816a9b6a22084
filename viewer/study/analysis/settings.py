"""What an analysis is told beside the answers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from inference.stats.common import LEVEL
from inference.stats.f1 import REPEATS
from inference.stats.records import Answers, StudyDataError

DIRECTION = "A higher rating is more suspicious of a fracture."


@dataclass(frozen=True)
class Settings:
    """Choices of an analysis.

    Attributes:
        level: confidence level of every interval.
        cutoff: where no decision was given, a rating at or above it is one for a fracture.
        model: name of the reader that is the model; empty without one.
        seed: of the bootstrap.
        repeats: of the bootstrap.
    """

    level: float = LEVEL
    cutoff: float | None = None
    model: str = ""
    seed: int = 20190
    repeats: int = REPEATS


def check(settings: Settings, answers: Answers) -> None:
    """Refuse choices that make no sense for ``answers``.

    Raises:
        StudyDataError: says which.
    """
    if not 0.5 <= settings.level < 1:
        raise StudyDataError("The confidence level is not between 0.5 and 1.", "The usual one is 0.95.")
    if settings.model and settings.model not in answers.readers:
        raise StudyDataError(
            "No reader has the name given for the model.", "Write it as in the column reader."
        )
    if settings.cutoff is not None and not math.isfinite(settings.cutoff):
        raise StudyDataError("The cut-off is no number.", "Give a rating, for example --cutoff 50.")
    if settings.seed < 0:
        raise StudyDataError("The seed is negative.", "Give a whole number from 0.")
    if not 100 <= settings.repeats <= 1_000_000:
        raise StudyDataError("The bootstrap needs 100 to 1000000 repeats.", "4000 are usual.")


def decided(answers: Answers, settings: Settings) -> tuple[Answers, str]:
    """``answers`` with every decision that the ratings give, and where the decisions come from.

    Decisions in the data stay.  Others come from the cut-off; without a cut-off, ratings that are all 0 or 1
    are decisions.  No cut-off is ever chosen from the data.
    """
    known, rated = answers.decision >= 0, np.isfinite(answers.rating)
    stated = "decisions as given" if known.any() else ""
    if settings.cutoff is not None and (rated & ~known).any():
        by_cutoff = np.where(rated & ~known, answers.rating >= settings.cutoff, answers.decision)
        told = f"a rating of {settings.cutoff:g} or more counts as a fracture"
        return _with(answers, by_cutoff), "; else ".join(part for part in (stated, told) if part)
    if stated:
        return answers, stated
    if rated.any() and bool(np.isin(answers.rating[rated], (0.0, 1.0)).all()):
        return _with(
            answers, np.where(rated, answers.rating, -1)
        ), "ratings are 0 or 1 and count as decisions"
    return answers, "no decisions and no cut-off were given, so there are no sensitivities"


def _with(answers: Answers, decision: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Answers:
    return replace(answers, decision=decision.astype(np.int64))
