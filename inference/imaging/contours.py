"""Contour lines of a map: marching squares without a loop over pixels."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_EDGES: Final[tuple[tuple[tuple[int, int], ...], ...]] = (
    (),
    ((3, 0),),
    ((0, 1),),
    ((3, 1),),
    ((1, 2),),
    ((3, 0), (1, 2)),
    ((0, 2),),
    ((3, 2),),
    ((2, 3),),
    ((2, 0),),
    ((0, 1), (2, 3)),
    ((2, 1),),
    ((1, 3),),
    ((1, 0),),
    ((0, 3),),
    (),
)
"""Cell sides (0 top, 1 right, 2 bottom, 3 left) that a line joins, by which corners are above the level
(1 top left, 2 top right, 4 bottom right, 8 bottom left)."""


def contour_segments(values: NDArray[np.float32], level: float) -> NDArray[np.float64]:
    """Line pieces float64 [n, 2, 2] as (x, y) where ``values`` crosses ``level``.

    Area coordinates: the value at index (0, 0) stands at (0.5, 0.5).  A border of zeros closes each line.
    """
    grid = np.pad(values.astype(np.float64), 1)
    above = grid >= level
    case = above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]
    rows, columns = np.nonzero((case > 0) & (case < 15))
    sides = _crossings(grid, level, rows, columns)
    kinds = case[rows, columns]
    pieces = [np.empty((0, 2, 2))]
    for kind, joined in enumerate(_EDGES):
        cells = np.nonzero(kinds == kind)[0]
        pieces += [np.stack((sides[cells, a], sides[cells, b]), axis=1) for a, b in joined if cells.size]
    return np.concatenate(pieces) - 0.5


def _crossings(
    grid: NDArray[np.float64], level: float, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Where the level crosses each cell's four sides, linearly between corners: float64 [n, 4, 2]."""
    tl, tr = grid[rows, columns], grid[rows, columns + 1]
    bl, br = grid[rows + 1, columns], grid[rows + 1, columns + 1]
    x, y = columns.astype(np.float64), rows.astype(np.float64)
    top = np.stack((x + _share(tl, tr, level), y), axis=1)
    right = np.stack((x + 1, y + _share(tr, br, level)), axis=1)
    bottom = np.stack((x + _share(bl, br, level), y + 1), axis=1)
    left = np.stack((x, y + _share(tl, bl, level)), axis=1)
    return np.stack((top, right, bottom, left), axis=1)


def _share(a: NDArray[np.float64], b: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    run = np.where(b == a, 1.0, b - a)
    share: NDArray[np.float64] = np.clip((level - a) / run, 0.0, 1.0)
    return share


def contour_lines(values: NDArray[np.float32], level: float) -> list[NDArray[np.float64]]:
    """The pieces of :func:`contour_segments` joined end to end: closed lines float64 [n, 2] as (x, y)."""
    pieces = contour_segments(values, level)
    if not len(pieces):
        return []
    ends: dict[tuple[float, float], list[int]] = {}
    keys = [tuple((round(float(x), 6), round(float(y), 6)) for x, y in piece) for piece in pieces]
    for number, pair in enumerate(keys):
        for end in pair:
            ends.setdefault(end, []).append(number)
    left, lines = set(range(len(keys))), []
    while left:
        number = left.pop()
        start, at = keys[number]
        line = [start, at]
        while at != start:
            following = next((other for other in ends[at] if other in left), None)
            if following is None:
                break
            left.remove(following)
            first, second = keys[following]
            at = second if first == at else first
            line.append(at)
        lines.append(np.array(line))
    return lines


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
