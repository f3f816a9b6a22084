"""How a bundle does on real films: 11 fractures against two kinds of films without one, apart.

Orientation alone separates the shared fractures from the landscape films, so the aspect ratio's AUC stands
beside the model's.  Its direction is a rule made beforehand, the same against both kinds of films: the taller
the film for its width, the likelier a fracture.  The other direction's AUC (one less it) is stated, too.
Refused and unreadable films count and are scored 0.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from inference.card import Metric
from inference.runtime import Session
from training import scoring
from training.answers import ask
from training.figures import area, share
from training.real import CREDIT, FRACTURED, LANDSCAPE, PORTRAIT, RealFilm, limb_films, read_fracatlas
from training.report import Section
from training.scoring import Scored, metric
from training.truth import KnownFilm

Progress = Callable[[str], Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]]

LIMBS: Final = 150


@dataclass(frozen=True, slots=True)
class Contrast:
    """The fractures against one kind of films without a fracture."""

    name: str
    films: tuple[RealFilm, ...]


def contrasts(films: list[RealFilm]) -> list[Contrast]:
    """Against non-fractured portrait frontal films, and against normal landscape films."""
    broken = [item for item in films if item.triage == FRACTURED]
    upright = [item for item in films if item.triage == PORTRAIT and item.frontal]
    lying = [item for item in films if item.triage == LANDSCAPE]
    return [
        Contrast("real films: fractures against portrait films without one", (*broken, *upright)),
        Contrast("real films: fractures against landscape films without one", (*broken, *lying)),
    ]


def sections(session: Session, folder: Path, progress: Progress, limit: int = 0) -> list[Section]:
    """One section a contrast, and one for films that are no pelvis.

    Raises:
        TrainingError: the folder is not FracAtlas.
    """
    films = read_fracatlas(folder)
    made = [_section(session, item, progress, limit) for item in contrasts(films) if item.films]
    return [*made, _other_films(session, films, progress, limit)]


def _section(session: Session, contrast: Contrast, progress: Progress, limit: int) -> Section:
    films = _limited(contrast.films, limit)
    aspects = {item.film.key: item.aspect for item in films}
    answers = ask(session, [item.film for item in films], progress(contrast.name))
    card = session.bundle.card
    scored = scoring.score(answers, card)
    taller = np.array([-aspects[film.key] for film in scored.known])
    figures = [
        metric("AUC, fracture", area(scored.fracture, scored.truth), scored),
        metric("AUC, aspect ratio alone: taller is fracture", area(taller, scored.truth), scored),
        metric("AUC, aspect ratio alone: wider is fracture", area(-taller, scored.truth), scored),
        *scoring.point_figures(scored, card),
        *_refusals(scored),
        *scoring.place_figures(scored),
    ]
    return Section(
        contrast.name,
        len(scored.known),
        [item for item in figures if item is not None],
        left_out=answers.left_out,
        note=_note(scored),
    )


def _refusals(scored: Scored) -> list[Metric | None]:
    """No answer, among fractures and among the others."""

    none = share(scored.refused)
    return [
        metric("no answer, fractures", none, scored, scored.truth),
        metric("no answer, without a fracture", none, scored, ~scored.truth),
    ]


def _note(scored: Scored) -> str:
    broken, others = (len(set(scored.patients[kind])) for kind in (scored.truth, ~scored.truth))
    return (
        f"{int(scored.truth.sum())} fractures of about {broken} patients, {int((~scored.truth).sum())} films "
        f"without one of about {others}; {int(scored.refused.sum())} films got no answer and are scored 0.5. "
        f"Films: {CREDIT}."
    )


def _other_films(session: Session, films: list[RealFilm], progress: Progress, limit: int) -> Section:
    """Limb films that did not set the gate: how many the gate refuses."""
    used = {film.key for film in limb_films(films)}
    rest = [item for item in films if not item.hip and item.film.key not in used]
    answers = ask(session, limb_films(rest, limit or LIMBS), progress("films that are no pelvis"))
    scored = scoring.score(answers, session.bundle.card)
    found = scoring.refusal_figure(scored)
    return Section(
        "real films of other body parts",
        len(answers.asked),
        [found],
        left_out=answers.left_out,
        note=f"The film gate should give no answer on these. Films: {CREDIT}.",
    )


def _limited(films: tuple[RealFilm, ...], limit: int) -> list[RealFilm]:
    """So many of either kind (for a quick look)."""
    if not limit:
        return list(films)
    broken = [item for item in films if item.triage == FRACTURED]
    return broken[:limit] + [item for item in films if item.triage != FRACTURED][:limit]
