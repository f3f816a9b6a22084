"""The film checks that an export fits: which films each learns from, and which measure it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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


def _metal(own: Seen) -> Told:
    """What the changed training films show of metal."""
    return told_of(
        (own.latents[i], metal_shown(entry.meta, *own.shown(i)), entry.patient)
        for i, entry in enumerate(own.entries)
    )


def _held_metal(answers: Answers) -> Told:
    """What the validation films show of metal, whole and unchanged."""
    return told_of(
        (item.latent, metal_shown(item.known.meta, item.known.points, whole_film(item)), item.known.patient)
        for item in answers.films
    )


def whole_film(item: Measured) -> Box:
    """The field of a whole film, in its pixels."""
    rows, columns = item.film.shape
    return (0.0, 0.0, float(columns), float(rows))
