"""What an answer belongs to: the pixels, and what of the header the model reads beside them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from inference.records import Film, Lut, Sha256, Symmetry


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """All of a film that can change a model's answer to it; equal keys have one answer.

    The gates read modality, body part and view (:mod:`inference.model.input_checks`); the side is read by
    laterality, orientation and symmetry (:mod:`inference.model.class_maps`); polarity, Modality LUT, padding
    and the shape of a pixel make the network's input (:mod:`inference.model.preprocess`); a site's profile is
    chosen by the X-ray device.
    """

    pixels: Sha256
    shape: tuple[int, int]
    modality: str
    body_part: str
    view_position: str
    laterality: str
    symmetry: Symmetry
    patient_orientation: tuple[str, ...]
    pixel_aspect: float
    device_model: str
    lowest: int  # stored value of the least pixel: padding and Modality LUT count from it
    inverted: bool
    falling: bool
    padding: tuple[int, int] | None
    modality_lut: str


def answer_key(film: Film) -> AnswerKey:
    """What the answer to a film belongs to."""
    chain = film.chain
    return AnswerKey(
        film.pixel_sha256,
        film.shape,
        film.modality,
        film.body_part,
        film.view_position,
        film.laterality,
        film.symmetry,
        film.patient_orientation,
        film.pixel_aspect,
        film.device_model,
        chain.lowest,
        chain.inverted,
        chain.slope < 0,
        chain.padding,
        _digest(chain.modality_lut),
    )


def _digest(lut: Lut | None) -> str:
    if lut is None:
        return ""
    return f"{lut.first} {lut.bits} {hashlib.sha256(lut.entries.tobytes()).hexdigest()}"
