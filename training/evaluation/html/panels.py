"""Pictures of films beside every model's map, with the truth box drawn."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError
from inference.imaging.heatmap_overlay import blend, on_film
from inference.imaging.render import thumbnail
from inference.model import class_maps
from inference.model.bundle import Bundle
from inference.model.card import ModelCard
from inference.model.verdict import probability_text
from inference.records import Affine, FilmImage, Prediction
from inference.stats.common import Ints
from training.data.known_film import class_number
from training.evaluation.model_outputs import Answers, Measured
from training.evaluation.records import Kind, SetResult
from training.evaluation.scoring import Scored

SIDE: Final = 300
"""Longer side of a picture in pixels."""
MOST: Final = 8
BOX: Final = (64, 220, 255)
QUALITY: Final = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as a data address, with what stands below it."""

    address: str
    caption: str


@dataclass(frozen=True, slots=True)
class Row:
    """One film: plain, then each model's map."""

    title: str
    film: Picture
    maps: tuple[Picture, ...]


def rows(result: SetResult, bundles: Sequence[Bundle]) -> list[Row]:
    """The films chosen by :func:`chosen`; one that cannot be read any more is passed over."""
    found = []
    with DecodeChild() as child:
        for place in chosen(result):
            try:
                image = child.read(result.answers[0].asked[place].path)
            except FilmError:
                continue
            found.append(_row(result, bundles, int(place), image))
    return found


def chosen(result: SetResult) -> Ints:
    """By a rule, not by looking: the first boxed film of each class, or of each patient without classes."""
    known, seen, places = result.answers[0].asked, set(), []
    for place, film in enumerate(known):
        kind = film.ao_class if result.kind is Kind.CLASSES else film.patient
        if film.boxes and kind not in seen:
            seen.add(kind)
            places.append(place)
    places.sort(key=lambda place: (class_number(known[place].ao_class), place))
    return np.array(places[:MOST], np.int64)


def _row(result: SetResult, bundles: Sequence[Bundle], place: int, image: FilmImage) -> Row:
    known = result.answers[0].asked[place]
    grey = thumbnail(image, SIDE)
    scale = grey.shape[1] / image.film.shape[1]
    boxes = [tuple(round(value * scale) for value in box) for box in known.boxes]
    truth = known.ao_class if result.kind is Kind.CLASSES else "fracture"
    title = f"Film {place + 1} of the set: {truth}" + (f", {known.side}" if known.side else "")
    plain = _address(_boxed(np.repeat(grey[..., None], 3, axis=2), boxes))
    maps = tuple(
        _map(answers, scored, bundle.card, place, grey, scale, boxes)
        for answers, scored, bundle in zip(result.answers, result.scored, bundles, strict=True)
    )
    return Row(title, Picture(plain, "the film and the box of the truth"), maps)


def _map(
    answers: Answers,
    scored: Scored,
    card: ModelCard,
    place: int,
    grey: NDArray[np.uint8],
    scale: float,
    boxes: Sequence[tuple[int, ...]],
) -> Picture:
    at = np.flatnonzero(answers.places == place)
    if not len(at):
        return Picture(_address(np.repeat(grey[..., None], 3, axis=2)), "no output")
    item = answers.films[int(at[0])]
    drawn = blend(grey, heat(item, item.to_film, card, grey.shape, scale))
    return Picture(_address(_boxed(drawn, boxes)), _told(scored, place))


def heat(
    answer: Measured | Prediction, to_film: Affine, card: ModelCard, shape: tuple[int, ...], scale: float
) -> NDArray[np.float32]:
    """The fracture map on a picture of ``scale``, 1 at the value that the viewer draws in full colour."""
    signed = class_maps.fracture_map(answer.class_maps, answer.logits, card.temperature)
    values = class_maps.drawn(signed) / max(card.map_scale, 1e-9)
    (a, _, c), (_, e, f) = to_film
    small = ((a * scale, 0.0, c * scale), (0.0, e * scale, f * scale))
    return on_film(values.astype(np.float32), small, (shape[0], shape[1]))


def _told(scored: Scored, place: int) -> str:
    if scored.refused[place]:
        return "no answer: refused by the gate"
    probability, called = scored.fracture[place], bool(scored.fracture[place] >= scored.threshold)
    answer = CLASSES[int(scored.answer[place])]
    peak = "peak in the box" if scored.pointed[place] else "peak outside"
    verdict = "called a fracture" if called else "not called"
    where = f"{peak}, {100 * scored.mass[place]:.0f}\N{NO-BREAK SPACE}% of the mass inside"
    chance = probability_text(float(probability))
    return f"p\N{NO-BREAK SPACE}{chance}, {verdict}, likeliest class {answer}; {where}"


def _boxed(picture: NDArray[np.uint8], boxes: Sequence[tuple[int, ...]]) -> NDArray[np.uint8]:
    drawn = np.ascontiguousarray(picture)
    for x0, y0, x1, y1 in boxes:
        cv2.rectangle(drawn, (x0, y0), (x1, y1), BOX, 1, cv2.LINE_AA)
    return drawn


def _address(picture: NDArray[np.uint8]) -> str:
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode("ascii")
