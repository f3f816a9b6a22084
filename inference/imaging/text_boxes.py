"""Lines of text from the map of a text detector: differentiable binarisation, seen from its end.

A network of that kind answers with how likely each pixel lies in the shrunk middle of a line of text (Liao et
al. 2020, "Real-time scene text detection with differentiable binarization", section 3.4): the map is cut at a
threshold, each component is a line, and its box is grown by what the shrinking took away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.records import Region

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]

SHORT_SIDE: Final = 960
"""Pixels of the shorter side of what the network looks at."""
LONGEST: Final = 3200
"""A film longer than this at that scale is looked at smaller: the network's memory grows with its input."""
STEP: Final = 32
"""Both sides of the network's input are multiples of this."""
CUT: Final = 0.3
"""Pixels of the map from here on belong to a line."""
UNCLIP: Final = 1.6
"""How far a box grows: area over perimeter, times this (equation 10 of the paper, D' = A' r' / L')."""
NARROWEST: Final = 3.0
"""Lines of a shorter side below this many pixels of the map are specks."""
MOST: Final = 1000
ANCHOR: Final = 64
"""Rows of a strip below the film with a line of text in it: see :func:`network_input`."""
WORDS: Final = "AB 123 CD"
LARGEST: Final = 0.2
"""No line of text covers more of a film than this."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its upright box in film pixels, and the mean of the map over it, 0 to 1."""

    box: Region
    score: float


def network_input(grey: Grey) -> Grey:
    """A film's display at the size that the network looks at: uint8 [h, w], multiples of :data:`STEP`.

    Below the film stands a strip with text.  Where a picture holds no text at all the network takes the whole
    of it for a letter (on most real films without text; its map is then high from edge to edge); with some
    text in sight it does not, and what it finds of other text stays the same.

    Args:
        grey: uint8 [rows, columns], as the film is displayed.
    """
    rows, columns = grey.shape
    scale = min(SHORT_SIDE / min(rows, columns), LONGEST / max(rows, columns))
    height, width = (max(STEP, round(side * scale / STEP) * STEP) for side in (rows, columns))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    film = np.asarray(cv2.resize(grey, (width, height), interpolation=how), np.uint8)
    return np.vstack([film, _anchor(width)])


def _anchor(width: int) -> Grey:
    """White words on black, uint8 [ANCHOR, width]."""
    strip = np.zeros((ANCHOR, width), np.uint8)
    for left in range(20, max(21, width - 280), 320):
        cv2.putText(strip, WORDS, (left, 44), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 255, 2, cv2.LINE_AA)
    return strip


def lines_of_map(values: Floats, shape: tuple[int, int], least: float) -> list[TextLine]:
    """The lines of text on a film.

    Args:
        values: the network's map of :func:`network_input`, float32 [h, w], 0 to 1.
        shape: rows and columns of the film.
        least: mean of the map over a line; what has less is none.
    """
    values = values[:-ANCHOR]
    mask = cv2.dilate((values > CUT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _levels = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = (_line(values, contour, shape, least) for contour in contours[:MOST])
    most = LARGEST * shape[0] * shape[1]
    return [line for line in found if line is not None and line.box.area <= most]


def _line(
    values: Floats, contour: NDArray[np.int32], shape: tuple[int, int], least: float
) -> TextLine | None:
    middle, size, angle = cv2.minAreaRect(contour)
    if min(size) < NARROWEST:
        return None
    score = _mean_inside(values, cv2.boxPoints((middle, size, angle)))
    if score < least:
        return None
    grown = UNCLIP * size[0] * size[1] / (2 * (size[0] + size[1]))
    corners = cv2.boxPoints((middle, (size[0] + 2 * grown, size[1] + 2 * grown), angle))
    down, across = shape[0] / values.shape[0], shape[1] / values.shape[1]
    x0, y0 = np.maximum(corners.min(axis=0), 0) * (across, down)
    x1, y1 = corners.max(axis=0) * (across, down)
    box = Region(float(x0), float(y0), min(float(x1), shape[1]), min(float(y1), shape[0]))
    return TextLine(box, score)


def _mean_inside(values: Floats, corners: Floats) -> float:
    """The mean of the map over a quadrangle."""
    low = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, values.shape[::-1])
    part = values[low[1] : high[1], low[0] : high[0]]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - low).astype(np.int32)], 1)
    return float(part[inside > 0].mean()) if inside.any() else 0.0
