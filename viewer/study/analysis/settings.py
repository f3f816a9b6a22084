"""What an analysis is told beside the answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from inference.messages import and_list
from inference.stats.common import LEVEL, Bools, Floats
from inference.stats.curves.partial_auc import UPPER
from inference.stats.f1 import REPEATS
from inference.stats.records import Answers, StudyDataError

ENOUGH_TO_TELL = 10
"""With fewer ratings a reader's scale cannot be told from them."""
MOST_NAMES = 6
TWO_SCALES = 5.0
"""Largest ratings that differ by more than this factor are on two scales."""
FAR_OFF = 2.0
"""A value so many ranges of all other ratings away from them is no rating."""
CODES = (-1.0, -9.0, -99.0, -999.0, -9999.0)
"""What tables write for a missing answer where no rating is negative."""
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
        model_cutoff: the same for the model, whose answers have a scale of their own.
        prevalence: share of fractures at which predictive values and net benefit are told; None: that of the
            films, which is said.
        partial_to: false-positive fraction up to which partial areas run.
        one_scale: all readers rated on one scale, as a protocol says; else it is guessed from their ratings.
    """

    level: float = LEVEL
    cutoff: float | None = None
    model: str = ""
    seed: int = 20190
    repeats: int = REPEATS
    model_cutoff: float | None = None
    prevalence: float | None = None
    partial_to: float = UPPER
    one_scale: bool = False


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
    for cutoff in (settings.cutoff, settings.model_cutoff):
        if cutoff is not None and not math.isfinite(cutoff):
            raise StudyDataError("The cut-off is no number.", "Give a rating, for example --cutoff 50.")
    if settings.model_cutoff is not None and not settings.model:
        raise StudyDataError("A cut-off of the model needs the model's name.", "Give --model NAME.")
    _check_scales(settings, answers)
    if settings.prevalence is not None and not 0 < settings.prevalence < 1:
        raise StudyDataError("The prevalence is not between 0 and 1.", "Give a share such as 0.1.")
    if not 0 < settings.partial_to <= 1:
        raise StudyDataError(
            "A partial area ends at a false-positive fraction from above 0 to 1.", "0.2 is usual."
        )
    if settings.seed < 0:
        raise StudyDataError("The seed is negative.", "Give a whole number from 0.")
    if not 100 <= settings.repeats <= 1_000_000:
        raise StudyDataError("The bootstrap needs 100 to 1000000 repeats.", "4000 are usual.")


def _check_scales(settings: Settings, answers: Answers) -> None:
    """Refuse one cut-off for ratings of two scales, which are told by their magnitude and by their steps.

    Raises:
        StudyDataError: names whose ratings are on another scale.
    """
    if settings.cutoff is None:
        return
    given = _to_cut(answers, settings)
    largest = {who: float(np.abs(values).max()) for who, values in given.items()}
    if not largest:
        return
    low, high = min(largest, key=largest.__getitem__), max(largest, key=largest.__getitem__)
    shares, steps = (next((w for w, v in given.items() if is_one(v)), "") for is_one in (_shares, _steps))
    if shares and steps:
        low, high = shares, steps
    if (shares and steps) or (largest[low] > 0 and largest[high] > TWO_SCALES * largest[low]):
        raise StudyDataError(
            "One cut-off cannot serve two scales: ratings of {low} go to {least}, those of {high} to {most}.",
            "Give the model its own (--model NAME --model-cutoff 0.5), or fill the column decision.",
            low=low, least=f"{largest[low]:g}", high=high, most=f"{largest[high]:g}",
        )  # fmt: skip


def _to_cut(answers: Answers, settings: Settings) -> dict[str, Floats]:
    """Ratings that the one cut-off cuts, by whose they are; of those who gave enough to tell a scale."""
    cut = np.isfinite(answers.rating) & (answers.decision < 0)
    found: dict[str, Floats] = {}
    for j, reader in enumerate(answers.readers):
        for i, arm in enumerate(answers.arms):
            if cut[i, j].sum() >= ENOUGH_TO_TELL and (
                reader != settings.model or settings.model_cutoff is None
            ):
                who = reader if settings.model else f"{reader} in {arm}"
                who = "the readers" if settings.one_scale and reader != settings.model else who
                own = answers.rating[i, j][cut[i, j]]
                found[who] = np.concatenate([found[who], own]) if who in found else own
    return found


def _shares(values: Floats) -> bool:
    """Whether ratings look like probabilities: between 0 and 1, and not only whole."""
    return bool((values >= 0).all() and (values <= 1).all() and (values != np.round(values)).any())


def _steps(values: Floats) -> bool:
    """Whether ratings look like steps of a scale: whole, and beyond 1."""
    return bool((values == np.round(values)).all() and (values > 1).any())


def decided(answers: Answers, settings: Settings) -> tuple[Answers, str]:
    """``answers`` with every decision that the ratings give, and where the decisions come from.

    Decisions in the data stay.  Others come from the cut-off; without a cut-off, ratings that are all 0 or 1
    are decisions.  No cut-off is ever chosen from the data.
    """
    known, rated = answers.decision >= 0, np.isfinite(answers.rating)
    stated = "decisions as given" if known.any() else ""
    cutoff = _cutoffs(answers, settings)
    by_cutoff = rated & ~known & np.isfinite(cutoff)
    if by_cutoff.any():
        cut = np.where(by_cutoff, answers.rating >= cutoff, answers.decision)
        return _with(answers, cut), "; else ".join(part for part in (stated, _told(settings)) if part)
    if stated:
        return answers, stated
    if rated.any() and bool(np.isin(answers.rating[rated], (0.0, 1.0)).all()):
        return _with(
            answers, np.where(rated, answers.rating, -1)
        ), "ratings are 0 or 1 and count as decisions"
    return answers, "no decisions and no cut-off were given, so there are no sensitivities"


def _cutoffs(answers: Answers, settings: Settings) -> Floats:
    """The cut-off of each reader ``[1, J, 1]``; NaN where there is none."""
    values = [settings.cutoff] * len(answers.readers)
    if settings.model and settings.model_cutoff is not None:
        values[answers.readers.index(settings.model)] = settings.model_cutoff
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)[None, :, None]


def beyond(answers: Answers, settings: Settings) -> Iterator[str]:
    """Where a cut-off lies outside all ratings that it is to cut, so that it tells nothing apart."""
    cut = np.isfinite(answers.rating) & (answers.decision < 0)
    model = np.array([reader == settings.model for reader in answers.readers], dtype=bool)
    own = settings.model_cutoff is not None
    for cutoff, rows, who in (
        (settings.cutoff, ~model if own else np.ones_like(model), ""),
        (settings.model_cutoff, model, f" of {settings.model}"),
    ):
        values = answers.rating[:, rows][cut[:, rows]]
        if cutoff is None or not len(values):
            continue
        yield from _beyond_of_one(answers, cut, rows, cutoff)
        low, high = float(values.min()), float(values.max())
        if low < cutoff <= high:
            continue
        what = "No rating reaches" if cutoff > high else "No rating lies below"
        yield (
            f"{what} the cut-off {cutoff:g}: ratings{who} go from {low:g} to {high:g}.  Sensitivity and "
            "specificity say nothing here."
        )


def _beyond_of_one(answers: Answers, cut: Bools, rows: Bools, cutoff: float) -> Iterator[str]:
    """Readers whose every rating lies on one side of a cut-off that parts those of others."""
    own = {
        answers.readers[j]: answers.rating[:, j][cut[:, j]]
        for j in np.flatnonzero(rows)
        if cut[:, j].sum() >= ENOUGH_TO_TELL
    }
    for side, names in (
        ("below", [name for name, values in own.items() if values.max() < cutoff]),
        ("at or above", [name for name, values in own.items() if values.min() >= cutoff]),
    ):
        if names and len(names) < len(own):
            more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
            told = and_list([*names[:MOST_NAMES], *more])
            yield f"Every rating of {told} lies {side} the cut-off {cutoff:g}."


def two_scales(answers: Answers, model: str) -> Iterator[str]:
    """Where readers of one arm seem to rate on two scales, for which agreement of ratings does not allow."""
    for i, arm in enumerate(answers.arms):
        known = np.isfinite(answers.rating[i])
        largest = {
            name: float(np.abs(answers.rating[i, j, known[j]]).max())
            for j, name in enumerate(answers.readers)
            if name != model and known[j].sum() >= ENOUGH_TO_TELL
        }
        if not largest:
            continue
        low, high = min(largest, key=largest.__getitem__), max(largest, key=largest.__getitem__)
        if 0 < TWO_SCALES * largest[low] < largest[high]:
            yield (
                f"Ratings of {low} in {arm} go to {largest[low]:g}, those of {high} to {largest[high]:g}: "
                "if these are two scales, the agreement of ratings (intraclass correlation, alpha, weighted "
                "kappa) says nothing."
            )


def stand_ins(rating: Floats) -> Iterator[str]:
    """Where the lowest or the highest rating, given more than once, stands for an answer that is missing.

    Tables write -1, -9, 99 or -999 for it; taken for ratings they are the surest of all.
    """
    values = rating[np.isfinite(rating)]
    if values.size < ENOUGH_TO_TELL:
        return
    for value in (float(values.min()), float(values.max())):
        others = values[values != value]
        count = int(values.size - others.size)
        if count < 2 or others.size < ENOUGH_TO_TELL:
            continue
        low, high = float(others.min()), float(others.max())
        if min(abs(value - low), abs(value - high)) > FAR_OFF * (high - low) > 0:
            why = "far from all others"
        elif value in CODES and low >= 0 < high:
            why = "and no other is negative"
        else:
            continue
        yield (
            f"{count} ratings are {value:g}, {why} ({low:g} to {high:g}): if that stands for a missing "
            "answer, leave the field empty."
        )


def _told(settings: Settings) -> str:
    parts = []
    if settings.cutoff is not None:
        parts.append(f"a rating of {settings.cutoff:g} or more counts as a fracture")
    if settings.model_cutoff is not None:
        own = f"one of {settings.model_cutoff:g} or more by {settings.model}"
        parts.append(own if parts else f"{own} counts as a fracture")
    return ", ".join(parts)


def _with(answers: Answers, decision: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Answers:
    return replace(answers, decision=decision.astype(np.int64))
