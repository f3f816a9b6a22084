"""Whether the fracture map lies where the truth box is, and on which side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference.model import class_maps
from inference.records import Affine
from training.data.known_film import Box
from training.evaluation.model_outputs import Measured

Floats = NDArray[np.float32]


def peak(signed: Floats, to_film: Affine) -> tuple[float, float]:
    """The map's highest point in film pixels: the middle of its highest cell."""
    row, column = np.unravel_index(int(signed.argmax()), signed.shape)
    (a, _, c), (_, e, f) = to_film
    return (float(column) + 0.5) * a + c, (float(row) + 0.5) * e + f


def peak_inside(signed: Floats, to_film: Affine, boxes: tuple[Box, ...]) -> bool:
    """The pointing game: whether the peak lies in a truth box, with half a map cell of tolerance."""
    x, y = peak(signed, to_film)
    dx, dy = to_film[0][0] / 2, to_film[1][1] / 2
    return any(b[0] - dx <= x <= b[2] + dx and b[1] - dy <= y <= b[3] + dy for b in boxes)


def mass_inside(signed: Floats, to_film: Affine, boxes: tuple[Box, ...]) -> float:
    """Share of the positive mass in the truth boxes; cells count by the share that a box covers."""
    positive = class_maps.drawn(signed).astype(np.float64)
    total = float(positive.sum())
    if not total > 0:
        return 0.0
    covered = np.zeros(positive.shape)
    (a, _, c), (_, e, f) = to_film
    for x0, y0, x1, y1 in boxes:
        across = _cover((x0 - c) / a, (x1 - c) / a, positive.shape[1])
        down = _cover((y0 - f) / e, (y1 - f) / e, positive.shape[0])
        covered = np.maximum(covered, np.outer(down, across))
    return float((positive * covered).sum() / total)


def _cover(low: float, high: float, cells: int) -> NDArray[np.float64]:
    edges = np.arange(cells)
    return np.asarray(np.clip(np.minimum(edges + 1, high) - np.maximum(edges, low), 0, 1), np.float64)


def named_side(item: Measured, temperature: float, margin: float) -> str:
    """The side that the viewer would name if the answer is fracture."""
    signed = item.fracture_map(temperature)
    side = class_maps.film_side(signed, item.to_film, item.film, margin, turns=item.turns, hips=item.hips)
    return str(side)
