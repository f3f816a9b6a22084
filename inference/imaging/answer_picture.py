"""A model's answer drawn on a film, for pictures and exports: map, contour, verdict, model, threshold, scale.

In English, and never with a name of a patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.imaging.contours import dashes
from inference.imaging.heatmap_overlay import (
    VERDICT_COLOURS,
    WEAK,
    blend,
    on_film,
    peak_contour,
    strength,
    visible_table,
)
from inference.messages import Message
from inference.model.card import ModelCard
from inference.model.class_maps import combine, drawn, weights
from inference.model.verdict import Verdict, points_of, probability_text, verdict_of, zone_at
from inference.records import Affine, Prediction

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

Floats = NDArray[np.float32]
_TEXT: Final = (215, 219, 224)
_BLACK: Final = (0, 0, 0)


def answer_verdict(prediction: Prediction, card: ModelCard) -> Verdict:
    """What the answer is called, by the rule of the window."""
    points = points_of(prediction, card.operating_points)
    return verdict_of(prediction.p_fracture, prediction.threshold, zone_at(prediction.threshold, points))


def draw_answer(
    grey: NDArray[np.uint8],
    prediction: Prediction,
    card: ModelCard,
    *,
    target: str = "fracture",
    verdict: Verdict | None = None,
) -> NDArray[np.uint8]:
    """The film with the map of ``target``, its contour and a legend; RGB uint8 [rows, columns, 3].

    Without a map where no fracture was found (Cheng 2019): that is printed instead.

    Args:
        grey: default display, uint8 [rows, columns].
        card: of the model that answered; its ``map_scale`` is drawn in full colour.
        verdict: of an answer that was given under other operating points than those in force now.
    """
    verdict = verdict or answer_verdict(prediction, card)
    if verdict is Verdict.CLEAR:
        return print_legend(np.repeat(grey[..., None], 3, axis=2), prediction, verdict, None)
    values = fracture_values(prediction, card, target)
    scale, peak = max(card.map_scale, 1e-9), float(values.max())
    heat = on_film((values / scale).astype(np.float32), prediction.map_to_film, grey.shape)
    picture = blend(grey, heat)
    _contour(picture, values, prediction.map_to_film, verdict)
    return print_legend(picture, prediction, verdict, strength(peak, scale))


def _contour(
    picture: NDArray[np.uint8], values: NDArray[np.float32], to_film: Affine, verdict: Verdict
) -> None:
    """Draw the line at half of the peak: solid where a fracture is likely, dashed where it is possible."""
    matrix = np.asarray(to_film, np.float64)
    width = max(1, round(min(picture.shape[:2]) / 400))
    for line in peak_contour(values):
        carried = line @ matrix[:, :2].T + matrix[:, 2]
        parts = [carried] if verdict is Verdict.LIKELY else dashes(carried, 6.0 * width)
        pieces = [np.round((part - 0.5) * 16).astype(np.int32) for part in parts]
        cv2.polylines(picture, pieces, False, (0, 0, 0), 3 * width, cv2.LINE_AA, shift=4)
        cv2.polylines(picture, pieces, False, VERDICT_COLOURS[verdict], width, cv2.LINE_AA, shift=4)


def strength_text(share: float) -> str:
    """How strong a map is, e.g. ``Weak map: peak at 20% of the scale``; Pillow's font has no wider space."""
    return f"{'Weak map' if share < WEAK else 'Map'}: peak at {share:.0%} of the scale"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def map_note(prediction: Prediction, card: ModelCard, verdict: Verdict | None = None) -> Message:
    """The caption below a picture of :func:`draw_answer`."""
    verdict = verdict or answer_verdict(prediction, card)
    if verdict is Verdict.CLEAR:
        return Message("No fracture found, no heat map.")
    share = strength(float(fracture_values(prediction, card).max()), card.map_scale)
    percent = _percent(share)
    if verdict is Verdict.LIKELY and share < WEAK:
        return Message("Heat map: fracture likely. Weak map: peak at {share} of the scale.", share=percent)
    if verdict is Verdict.LIKELY:
        return Message("Heat map: fracture likely. Peak at {share} of the scale.", share=percent)
    if share < WEAK:
        return Message("Heat map: fracture possible. Weak map: peak at {share} of the scale.", share=percent)
    return Message("Heat map: fracture possible. Peak at {share} of the scale.", share=percent)


def fracture_values(prediction: Prediction, card: ModelCard, target: str = "fracture") -> Floats:
    """The map of ``target``, float32 [h, w], 0 or more."""
    return drawn(combine(prediction.class_maps, weights(target, prediction.logits, card.temperature)))


def print_legend(
    picture: NDArray[np.uint8], prediction: Prediction, verdict: Verdict, share: float | None
) -> NDArray[np.uint8]:
    """The picture with the verdict, the model, its threshold and, where a map is drawn, the scale.

    Args:
        picture: RGB uint8 [rows, columns, 3].
        share: of the scale that the map's peak reaches; None where no map is drawn.
    """
    from PIL import Image, ImageDraw

    rows, columns = picture.shape[:2]
    size = max(10, round(min(rows, columns) / 45))
    font, small = _font(size), _font(max(9, round(size * 0.8)))
    made = Image.fromarray(picture)
    pen, edge = ImageDraw.Draw(made), size // 2
    lines: list[tuple[str, tuple[int, int, int], FreeTypeFont | ImageFont]] = [
        (f"{verdict} ({probability_text(prediction.p_fracture)})", VERDICT_COLOURS[verdict], font),
        (f"{prediction.model.name[:48]}, threshold {prediction.threshold:.2f}", _TEXT, small),
    ]
    if share is not None:
        lines.append((strength_text(share), _TEXT, small))
    height = edge
    for words, colour, face in lines:
        halo = max(1, size // 9)
        pen.text((edge, height), words, font=face, fill=colour, stroke_width=halo, stroke_fill=_BLACK)
        height += round(size * 1.3)
    if share is not None:
        _scale(pen, (edge, height + size // 4), size, share)
    return np.asarray(made)


def _scale(pen: ImageDraw, at: tuple[int, int], size: int, share: float) -> None:
    """The colours from none to the full scale, and a tick where the map's peak lies."""
    (left, top), width, height = at, 9 * size, max(4, size // 2)
    table = visible_table("inferno")
    pen.rectangle((left - 1, top - 1, left + width, top + height), outline=_TEXT, fill=_BLACK)
    for step in range(width):
        pen.line(
            (left + step, top, left + step, top + height - 1), tuple(table[step * 255 // width].tolist())
        )
    place = left + round(min(share, 1.0) * (width - 1))
    pen.rectangle((place - 1, top - height // 2, place + 1, top + height + height // 2), _TEXT, _BLACK)


def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)
