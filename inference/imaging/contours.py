"""Contour lines of a map, and lines cut into dashes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def contour_lines(values: NDArray[np.float32], level: float) -> list[NDArray[np.float64]]:
    """Closed lines float64 [n, 2] as (x, y) where ``values`` crosses ``level``: marching squares.

    Area coordinates: the value at index (0, 0) stands at (0.5, 0.5).  A border of zeros closes each line.
    """
    from skimage.measure import find_contours

    found = find_contours(np.pad(values.astype(np.float64), 1), level)
    return [line[:, ::-1] - 0.5 for line in found]


def dashes(line: NDArray[np.float64], length: float) -> list[NDArray[np.float64]]:
    """A line cut into dashes of ``length`` with gaps of the same length, along its way.

    Args:
        line: float64 [n, 2], in the unit of ``length``.
    """
    steps = np.hypot(*np.diff(line, axis=0).T)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    found = []
    for begin in np.arange(0.0, way[-1], 2 * length):
        end = min(begin + length, way[-1])
        inside = (way > begin) & (way < end)
        marks = np.concatenate([[begin], way[inside], [end]])
        found.append(np.stack([np.interp(marks, way, line[:, axis]) for axis in (0, 1)], axis=1))
    return found
