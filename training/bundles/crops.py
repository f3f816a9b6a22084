"""Films cut anew, so that of many no hip lies wholly on them: what the check for cropped films learns from.

Every film that teaches a model holds a whole hip, so those without one are made, from its films and with its
landmarks.  Validation films are cut as files, before anything is done to them, and go the way of a film.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError, ModelOutputError
from inference.model.preprocess import normalise
from inference.model.session import Session
from inference.records import FilmImage
from training.bundles.fit_film_checks import Known, no_whole_hip
from training.data.augment_geometry import View
from training.data.batches import FilmSet, changed
from training.data.cache import Entry
from training.data.known_film import Box, KnownFilm, Point
from training.evaluation.latents import PLAN, TRIES, placed
from training.evaluation.model_outputs import measure

Rng = np.random.Generator

SHOWN: Final = 2 / 3
"""Share of the films that are cut until no hip is whole; the others keep one."""
SMALLEST: Final = 0.4
"""A field is at least so wide and so high, in units of the film's."""
TURN: Final = 8.0  # degrees


def cut_entries(session: Session, films: FilmSet, chosen: Iterable[int], seed: int) -> list[Known]:
    """Cut cached films, changed in tone as in training, with what the graph makes of them."""
    found = []
    for index in map(int, chosen):
        entry, rng = films.entry(index), np.random.default_rng([seed, index])
        view = _view(entry, rng)
        unit = changed(films.pixels(index), view, None, films.spec.size, PLAN, rng)
        latent = session.run(normalise(unit, films.spec)).latent
        found.append((latent, no_whole_hip(*placed(entry, view)), entry.patient))
    return found


def cut_files(session: Session, films: Sequence[KnownFilm], seed: int) -> list[Known]:
    """Cut film files, run through the whole path; one that gives no answer is left out."""
    with DecodeChild() as child:
        return [
            known
            for number, film in enumerate(films)
            for known in _cut_file(session, child, film, np.random.default_rng([seed, number]))
        ]


def _cut_file(session: Session, child: DecodeChild, film: KnownFilm, rng: Rng) -> Iterator[Known]:
    try:
        image = child.read(film.path)
        rows, columns = image.film.shape
        field = _field((0.0, 0.0, float(columns), float(rows)), film.points, rng)
        latent = measure(session, film, _part(image, field)).latent
    except (FilmError, ModelOutputError):  # such films are named where they are measured whole
        return
    yield latent, no_whole_hip(film.points, field), film.patient


def _part(image: FilmImage, field: Box) -> FilmImage:
    """What lies in a field of whole film pixels, as a film of its own."""
    x0, y0, x1, y1 = map(int, field)
    pixels = np.ascontiguousarray(image.pixels[y0:y1, x0:x1])
    return FilmImage(replace(image.film, shape=(y1 - y0, x1 - x0)), pixels)


def _view(entry: Entry, rng: Rng) -> View:
    """A field of a cached film, a little turned."""
    wanted, view = rng.random() < SHOWN, _drawn(entry.content, rng)
    for _ in range(TRIES):
        if no_whole_hip(*placed(entry, view)) is wanted:
            break
        view = _drawn(entry.content, rng)
    return view


def _drawn(content: Box, rng: Rng) -> View:
    x0, y0, x1, y1 = random_field(content, rng)
    middle, extent = ((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0)
    return View(middle, extent, float(rng.uniform(-TURN, TURN)), bool(rng.random() < 0.5))


def _field(content: Box, points: Mapping[str, Point], rng: Rng) -> Box:
    """A field of a film file, in whole pixels."""
    wanted, field = rng.random() < SHOWN, _whole_pixels(random_field(content, rng))
    for _ in range(TRIES):
        if no_whole_hip(points, field) is wanted:
            break
        field = _whole_pixels(random_field(content, rng))
    return field


def random_field(content: Box, rng: Rng) -> Box:
    """A part of a film, anywhere on it: left, top, right, bottom in its units."""
    x0, y0, x1, y1 = content
    width, height = ((b - a) * rng.uniform(SMALLEST, 1.0) for a, b in ((x0, x1), (y0, y1)))
    left, top = rng.uniform(x0, x1 - width), rng.uniform(y0, y1 - height)
    return (float(left), float(top), float(left + width), float(top + height))


def _whole_pixels(field: Box) -> Box:
    x0, y0, x1, y1 = map(int, field)
    return (float(x0), float(y0), float(x1), float(y1))
