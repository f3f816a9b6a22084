"""Films that went wrong, as pictures: the film with the reference standard, and beside it the model's map."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import FilmError
from inference.imaging.blackened import blackened
from inference.imaging.heatmap_overlay import blend, on_film
from inference.imaging.render import default_picture, squared
from inference.model import class_maps
from inference.records import FilmImage, Prediction
from viewer.study.analysis.summary import MODEL, Tally
from viewer.study.design.blackening import Black
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.design.protocol import Truth
from viewer.study.design.sampling import Read
from viewer.study.design.study_folder import Study
from viewer.study.report.failures import caption, wrong_of_model, wrong_readers
from viewer.study.report.parts import Panel

MOST: Final = 12
HEIGHT: Final = 420
_BOX: Final = (60, 220, 120)
_GAP: Final = 8


def panels(study: Study, found: Tally, read: Read) -> Iterator[tuple[str, Panel]]:
    """Films that the model had wrong, then those that half of the readers or more had wrong, at most 12 each.

    What is black in the packs is black here.  A film that can no longer be read, or is not the one that was
    locked, is left out of the pictures.
    """
    wrong = wrong_of_model(found)
    hard = [name for name in _hardest(found) if name not in wrong]
    black = study.blackened() or {}
    for kind, names in ((MODEL, wrong), ("readers", hard)):
        for name in names[:MOST]:
            if (jpeg := _picture(study, found, name, read, black.get(name))) is not None:
                yield kind, Panel(name, jpeg, caption(found, name))


def _hardest(found: Tally) -> list[str]:
    """Films that half of the readers or more had wrong in some arm, the hardest first."""
    share = {
        film.name: max((wrong / of for wrong, of in wrong_readers(found, film.name).values()), default=0.0)
        for film in found.locked.test_films
    }
    return sorted(
        (name for name, value in share.items() if value >= 0.5), key=lambda name: (-share[name], name)
    )


def _picture(study: Study, found: Tally, name: str, read: Read, black: Black | None) -> bytes | None:
    from PIL import Image

    film = found.locked.film(name)
    try:
        image = read(study.films / film.file)
    except FilmError:
        return None
    if not film.shows(image.film):
        return None
    try:
        image = blackened(image, black.boxes if black is not None else ())
    except FilmError:  # what the box was drawn over would show
        return None
    answer = None if found.model is None else found.model.answers.get(name)
    both = [_with_truth(image, film.truth)]
    if isinstance(answer, Prediction) and found.model is not None:
        both.append(_with_map(image, answer, found.model))
    small = [_small(squared(picture, image.film)) for picture in both]
    gap = np.full((small[0].shape[0], _GAP, 3), 255, np.uint8)
    joined = np.concatenate([part for one in small for part in (one, gap)][:-1], axis=1)
    out = io.BytesIO()
    Image.fromarray(joined).save(out, "JPEG", quality=85)
    return out.getvalue()


def _with_truth(image: FilmImage, truth: Truth) -> NDArray[np.uint8]:
    import cv2

    grey = default_picture(image)
    colour = np.repeat(grey[..., None], 3, axis=2)
    width = max(1, round(max(grey.shape) / 250))
    for box in truth.boxes:
        first, last = (round(box.x0), round(box.y0)), (round(box.x1), round(box.y1))
        cv2.rectangle(colour, first, last, _BOX, width)
    return colour


def _with_map(image: FilmImage, answer: Prediction, model: FrozenAnswers) -> NDArray[np.uint8]:
    """The fracture map, whatever the answer was: a missed fracture's map shows what the model looked at."""
    grey = default_picture(image)
    values = class_maps.fracture_map(answer.class_maps, answer.logits, model.temperature)
    heat = (class_maps.drawn(values) / max(model.map_scale, 1e-9)).astype(np.float32)
    return blend(grey, on_film(heat, answer.map_to_film, (grey.shape[0], grey.shape[1])))


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2

    scale = HEIGHT / picture.shape[0]
    size = (max(1, round(picture.shape[1] * scale)), HEIGHT)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)
