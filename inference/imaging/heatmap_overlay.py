"""The heat map drawn on a film, without a window: for pictures, reports and exports.

The scale is absolute: the same evidence looks the same on every film (``ModelCard.map_scale``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.model.card import ModelCard
from inference.model.class_maps import combine, weights
from inference.records import Affine, Prediction

COLOUR_MAPS: Final = {"inferno": cv2.COLORMAP_INFERNO, "viridis": cv2.COLORMAP_VIRIDIS}
"""Perceptually even maps (van der Walt and Smith, CC0), as OpenCV ships them."""


@lru_cache(maxsize=4)
def colour_table(name: str) -> NDArray[np.uint8]:
    """RGB table uint8 [256, 3] of a colour map in :data:`COLOUR_MAPS`."""
    ramp = np.arange(256, dtype=np.uint8).reshape(1, 256)
    table: NDArray[np.uint8] = cv2.applyColorMap(ramp, COLOUR_MAPS[name])[0, :, ::-1].copy()
    table.setflags(write=False)
    return table


def on_film(values: NDArray[np.float32], to_film: Affine, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A map carried to film pixels: float32 [rows, columns], zero outside the map.

    Args:
        values: float32 [h, w] at the model's resolution.
        to_film: carries map coordinates (pixel (0, 0) covers 0..1) to film coordinates.
        shape: rows and columns of the film.
    """
    matrix = centre_convention(np.asarray(to_film, np.float64))
    drawn: NDArray[np.float32] = cv2.warpAffine(
        values.astype(np.float32),
        matrix,
        shape[::-1],
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return drawn


def centre_convention(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """An affine between area coordinates as OpenCV wants it, between pixel centres."""
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5
    return shifted


def blend(
    grey: NDArray[np.uint8],
    heat: NDArray[np.float32],
    *,
    opacity: float = 0.6,
    colours: str = "inferno",
    threshold: float = 0.05,
) -> NDArray[np.uint8]:
    """RGB uint8 [rows, columns, 3]: ``heat`` (0..1) over ``grey``, transparency following the value."""
    level = np.clip(heat, 0.0, 1.0)
    alpha = (opacity * np.where(level < threshold, 0.0, level))[..., None].astype(np.float32)
    colour = colour_table(colours)[(level * 255).astype(np.uint8)].astype(np.float32)
    mixed: NDArray[np.uint8] = (grey[..., None] * (1 - alpha) + colour * alpha + 0.5).astype(np.uint8)
    return mixed


def draw_answer(
    grey: NDArray[np.uint8], prediction: Prediction, card: ModelCard, *, target: str = "fracture"
) -> NDArray[np.uint8]:
    """The film with the map of ``target``; without a map where the answer is no fracture (Cheng 2019).

    Args:
        grey: default display, uint8 [rows, columns].
        card: of the model that answered; its ``map_scale`` is drawn in full colour.
    """
    if not prediction.is_fracture:
        return np.repeat(grey[..., None], 3, axis=2)
    values = combine(prediction.class_maps, weights(target, prediction.logits, card.temperature))
    heat = (np.maximum(values, 0.0) / max(card.map_scale, 1e-9)).astype(np.float32)
    return blend(grey, on_film(heat, prediction.map_to_film, grey.shape))
