"""How a bundle does on real films: 11 fractures against two kinds of films without one, apart.

Orientation alone separates the shared fractures from the landscape films, so the aspect ratio's AUC stands
beside the model's.  Its direction is a rule made beforehand, the same against both kinds of films: the taller
the film for its width, the likelier a fracture.  The other direction's AUC (one less it) is stated, too.
Refused and unreadable films count and are scored 0.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from inference.stats.weighted_figures import area
from training.data.fracatlas import (
    CREDIT,
    FRACTURED,
    LANDSCAPE,
    PORTRAIT,
    RealFilm,
    limb_films,
    read_fracatlas,
)
from training.data.known_film import KnownFilm, validates
from training.data.limb_films import block_patient
from training.evaluation import scoring
from training.evaluation.asking import Models, ask_all
from training.evaluation.model_outputs import Answers
from training.evaluation.records import Kind, SetResult
from training.evaluation.scoring import Scored

Progress = Callable[[str], Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]]

LIMBS: Final = 150


@dataclass(frozen=True, slots=True)
class Contrast:
    """The fractures against one kind of films without a fracture."""

    name: str
    films: tuple[RealFilm, ...]


def contrasts(films: list[RealFilm]) -> list[Contrast]:
    """Against portrait frontal films without a fracture, and against landscape ones; none that may teach."""
    films = [item for item in films if not item.teaches]
    broken = [item for item in films if item.triage == FRACTURED]
    upright = [item for item in films if item.triage == PORTRAIT and item.frontal]
    lying = [item for item in films if item.triage == LANDSCAPE]
    return [
        Contrast("real films: fractures against portrait films without one", (*broken, *upright)),
        Contrast("real films: fractures against landscape films without one", (*broken, *lying)),
    ]


def results(models: Models, folder: Path, progress: Progress, limit: int = 0) -> list[SetResult]:
    """One set of films a contrast, and the films that are no pelvis; all models on the same films.

    Raises:
        TrainingError: the folder is not FracAtlas.
    """
    films = read_fracatlas(folder)
    made = [_contrast(models, item, progress, limit) for item in contrasts(films) if item.films]
    return [*made, _other_films(models, films, progress, limit)]


def _contrast(models: Models, contrast: Contrast, progress: Progress, limit: int) -> SetResult:
    films = _limited(contrast.films, limit)
    answers, scored = _asked(models, [item.film for item in films], progress(contrast.name))
    taller, truth = np.array([-item.aspect for item in films]), scored[0].truth
    return SetResult(
        contrast.name + (f", {limit} of either kind at most" if limit else ""),
        Kind.FRACTURE,
        answers,
        scored,
        baselines={
            "AUC, aspect ratio alone: taller is fracture": area(taller, truth),
            "AUC, aspect ratio alone: wider is fracture": area(-taller, truth),
        },
        note=_note(scored[0]),
        shown=True,
    )


def _asked(
    models: Models,
    films: Sequence[KnownFilm],
    progress: Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]],
) -> tuple[tuple[Answers, ...], tuple[Scored, ...]]:
    answers = ask_all(models, films, progress)
    cards = [bundle.card for bundle in models.shown]
    return tuple(answers), tuple(scoring.score(*pair) for pair in zip(answers, cards, strict=True))


def _note(scored: Scored) -> str:
    broken, others = (len(set(scored.patients[kind])) for kind in (scored.truth, ~scored.truth))
    return (
        f"{int(scored.truth.sum())} fractures of about {broken} patients, {int((~scored.truth).sum())} films "
        f"without one of about {others}. Films: {CREDIT}."
    )


def _other_films(models: Models, films: list[RealFilm], progress: Progress, limit: int) -> SetResult:
    """Limb films that no training and no gate learned from: how many the gate refuses."""
    used = {film.key for film in limb_films(films)}
    rest = [
        item
        for item in films
        if not item.hip and item.film.key not in used and validates(block_patient(item.film.key))
    ]
    chosen = limb_films(rest, limit or LIMBS)
    answers, scored = _asked(models, chosen, progress("films that are no pelvis"))
    note = (
        "The film gate should give no answer on these. They are of the tenth that never trains, "
        f"only validates, where limb films train. Films: {CREDIT}."
    )
    name = "real films of other body parts" + (f", first {limit} only" if limit else "")
    return SetResult(name, Kind.OTHER, answers, scored, {}, note, shown=True)


def _limited(films: tuple[RealFilm, ...], limit: int) -> list[RealFilm]:
    """So many of either kind (for a quick look)."""
    if not limit:
        return list(films)
    broken = [item for item in films if item.triage == FRACTURED]
    return broken[:limit] + [item for item in films if item.triage != FRACTURED][:limit]
