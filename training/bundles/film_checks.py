"""The film checks that an export fits: which films each learns from, and which measure it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from inference.model.card import FilmCheck
from inference.model.session import Session
from training.bundles.crops import cut_entries, cut_files
from training.bundles.fit_film_checks import (
    CROPPED,
    IMPLANT,
    Known,
    Told,
    fit_check,
    metal_shown,
    no_whole_hip,
    told_of,
)
from training.data.augment_geometry import View
from training.data.batches import FilmSet
from training.data.cache import Entry
from training.data.known_film import Box, KnownFilm, Point
from training.evaluation.latents import Seen, placed
from training.evaluation.model_outputs import Answers, Measured

CUT_TRAIN: Final = 240
CUT_HELD: Final = 120
"""Films that are cut anew: so many that an export takes a minute or two more."""
METAL_FILMS: Final = 280
"""Films of either background with metal, and without, for the check for metal."""
REAL: Final = "real"
Checked = tuple[FilmCheck | None, str]
Cuts = tuple[list[Known], list[Known]]
"""Of training and of validation films."""


def cut(session: Session, train: FilmSet, answers: Answers) -> Cuts:
    """Training and validation films cut anew, with what the graph makes of them."""
    return cut_entries(session, train, cut_films(train), 13), cut_files(session, held_to_cut(answers), 14)


def cut_films(train: FilmSet) -> list[int]:
    """Numbers of the training films with landmarks that are cut."""
    order = np.random.default_rng(13).permutation(len(train))
    return [int(i) for i in order if _has_hip(train.entry(int(i)).points)][:CUT_TRAIN]


def held_to_cut(answers: Answers) -> list[KnownFilm]:
    """The validation films that are cut."""
    known = [item.known for item in answers.films if _has_hip(item.known.points)]
    return [known[i] for i in np.random.default_rng(14).permutation(len(known))[:CUT_HELD]]


def _has_hip(points: Mapping[str, Point]) -> bool:
    return no_whole_hip(points, (0.0, 0.0, 1.0, 1.0)) is not None


def metal_known(entry: Entry, view: View) -> bool:
    """Whether a view of a film shows all of its implant's hip; of one without an implant any will do."""
    return not entry.meta.get("implant") or metal_shown(entry.meta, *placed(entry, view)) is True


def implant_check(own: Seen, answers: Answers, set_on: str) -> Checked:
    """Metal in a hip: fitted on changed training films, measured on validation films as they are."""
    return fit_check(IMPLANT, _metal(own), _held_metal(answers), set_on)


def cropped_check(own: Seen, answers: Answers, cuts: Cuts, set_on: str) -> Checked:
    """No hip wholly on the film: fitted and measured on films as they are and on films cut anew."""
    trained, held = cuts
    plain = ((own.latents[i], no_whole_hip(*own.shown(i)), e.patient) for i, e in enumerate(own.entries))
    whole = (
        (item.latent, no_whole_hip(item.known.points, whole_film(item)), item.known.patient)
        for item in answers.films
    )
    named = f"{set_on}, whole and {len(held)} of them cut"
    return fit_check(CROPPED, told_of([*plain, *trained]), told_of([*whole, *held]), named)


def metal_films(films: FilmSet, begun: Sequence[int] = ()) -> list[int]:
    """Numbers of films for the check for metal, beside those of ``begun`` that are seen in any case.

    Of either background as many with metal as without, so that not the source tells it; none of a background
    on which no film shows metal.
    """
    kinds = [(background(entry.meta), bool(entry.meta.get("implant"))) for entry in films.entries()]
    order = [int(i) for i in np.random.default_rng(11).permutation(len(films))]
    taken, chosen = set(begun), list[int]()
    for where in sorted({where for where, metal in kinds if metal}):
        for metal in (True, False):
            have = sum(kinds[i] == (where, metal) for i in begun)
            more = [i for i in order if kinds[i] == (where, metal) and i not in taken]
            chosen += more[: max(0, METAL_FILMS - have)]
    return chosen


def background(meta: Mapping[str, Any]) -> str:
    """Whether a film was drawn into a real one, or is one; empty for a generated film, or where none says."""
    return REAL if meta.get("source") in ("grafted", "sham", "real") else ""


def _metal(own: Seen) -> Told:
    """What the changed training films show of metal."""
    return told_of(
        (own.latents[i], metal_shown(entry.meta, *own.shown(i)), entry.patient)
        for i, entry in enumerate(own.entries)
    )


def _held_metal(answers: Answers) -> Told:
    """What the validation films show of metal, whole and unchanged, by their background."""
    shown = [metal_shown(item.known.meta, item.known.points, whole_film(item)) for item in answers.films]
    told = told_of(
        (item.latent, metal, item.known.patient) for item, metal in zip(answers.films, shown, strict=True)
    )
    known = zip(answers.films, shown, strict=True)
    return replace(
        told, sources=tuple(background(item.known.meta) for item, metal in known if metal is not None)
    )


def whole_film(item: Measured) -> Box:
    """The field of a whole film, in its pixels."""
    rows, columns = item.film.shape
    return (0.0, 0.0, float(columns), float(rows))
