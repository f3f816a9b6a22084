"""The heat map drawn on a film, without a window: for pictures, reports and exports.

The scale is absolute: the same evidence looks the same on every film (``ModelCard.map_scale``).  What is weak
on it stays visible all the same: colours begin above the dark end of the colour map, transparency follows the
root of the value, a contour stands at half of the map's own peak, and a legend says how much of the scale the
peak reaches.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.imaging.contours import contour_lines
from inference.model.verdict import Verdict
from inference.records import Affine

COLOUR_MAPS: Final = {"inferno": cv2.COLORMAP_INFERNO, "viridis": cv2.COLORMAP_VIRIDIS}
"""Perceptually even maps (van der Walt and Smith, CC0), as OpenCV ships them."""

LOW_END: Final = 0.4
"""Share of a colour map that is left out at its dark end: on a dark film it would not be seen."""
WEAK: Final = 0.6
"""A map whose peak stays below this share of the scale is called weak.

Of the fractures that the model finds on generated test films, 120 of 130 lie above it with 0.9.1, 8 of 9
where one hip fills the film; of the 11 real ones 8.  Of films without a fracture 1 of 66 generated and 3 of
78 real ones do.
"""
THRESHOLD: Final = 0.05
"""Share of the scale below which no colour is drawn, unless a map's peak lies hardly above it."""
EDGE: Final = 0.05
"""Share of the scale above the threshold over which colour fades in: no hard edge that is not in the map."""
CONTOUR_SIDE: Final = 256
LEAST_AREA: Final = 0.5
HALF: Final = 0.5
"""The contour's level, as a share of the map's own peak."""
VERDICT_COLOURS: Final[dict[Verdict, tuple[int, int, int]]] = {
    Verdict.LIKELY: (230, 159, 0),
    Verdict.POSSIBLE: (240, 228, 66),
    Verdict.CLEAR: (215, 219, 224),
}
"""RGB of the contour (Okabe and Ito's), the same as on screen."""


def strength(peak: float, scale: float) -> float:
    """How much of the scale a map's peak reaches, 0 or more."""
    return peak / max(scale, 1e-9)


@lru_cache(maxsize=4)
def visible_table(name: str) -> NDArray[np.uint8]:
    """RGB table uint8 [256, 3] for levels 0..1: the colour map without its dark end (:data:`LOW_END`)."""
    places = np.round(255 * (LOW_END + (1 - LOW_END) * np.linspace(0, 1, 256))).astype(int)
    table: NDArray[np.uint8] = colour_table(name)[places]
    table.setflags(write=False)
    return table


def lowest_drawn(threshold: float, share: float) -> float:
    """Share of the scale from which on a map is coloured.

    A map that is drawn is seen, however weak: inside the contour at half of its peak there is colour.  A
    higher threshold than the usual one is somebody's choice and stays.

    Args:
        threshold: as chosen.
        share: of the scale that the map's peak reaches.
    """
    return min(threshold, HALF * HALF * share) if threshold <= THRESHOLD else threshold


def transparency(level: NDArray[np.float32], opacity: float, threshold: float) -> NDArray[np.float32]:
    """Alpha 0..1 of levels 0..1: rises with the value, as its root; nothing below ``threshold``."""
    edge = min(EDGE, threshold) or EDGE
    alpha = opacity * np.sqrt(level) * np.clip((level - threshold) / edge, 0.0, 1.0)
    return np.asarray(alpha, np.float32)


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
    threshold: float = THRESHOLD,
) -> NDArray[np.uint8]:
    """RGB uint8 [rows, columns, 3]: ``heat`` (0..1) over ``grey``, transparency following the value."""
    level = np.clip(heat, 0.0, 1.0)
    alpha = transparency(level, opacity, lowest_drawn(threshold, float(level.max())))[..., None]
    colour = visible_table(colours)[(level * 255).astype(np.uint8)].astype(np.float32)
    mixed: NDArray[np.uint8] = (grey[..., None] * (1 - alpha) + colour * alpha + 0.5).astype(np.uint8)
    return mixed


def peak_contour(values: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    """The closed lines float64 [n, 2] at half of a map's peak, in map coordinates; none for an empty map.

    Rings smaller than half a map pixel are left out: they are made by interpolation, not by the network.
    """
    peak = float(values.max())
    if not peak > 0:
        return []
    fine, times = smooth(values, CONTOUR_SIDE)
    lines = [line / times for line in contour_lines(fine, HALF * peak)]
    return [line for line in lines if _area(line) >= LEAST_AREA]


def _area(line: NDArray[np.float64]) -> float:
    x, y = line.T
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2


def smooth(values: NDArray[np.float32], side: int) -> tuple[NDArray[np.float32], int]:
    """A map made finer to some ``side`` pixels, bicubic, and how many times finer it is."""
    times = max(1, side // max(values.shape))
    fine = cv2.resize(values, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    return np.asarray(fine, np.float32), times
