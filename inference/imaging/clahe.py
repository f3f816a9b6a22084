"""Local contrast: contrast-limited adaptive histogram equalisation (Zuiderveld 1994), for the eye only.

The result holds stored values again, over the same range, so that the film's own chain, a window and every
measure of the display work on it unchanged.  Nothing of it reaches the network or a measured value.
(OpenCV's own counts 65,536 levels of a 16-bit film, of which a tile fills few: its limit then means little.)
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import ENTRIES
from inference.records import FilmImage

TILES: Final = 8
BINS: Final = 256
CLIP: Final = 3.0
ENDS: Final = (0.2, 99.8)
"""Percentiles of stored values between which the contrast is spread; what lies outside stays at the ends."""
LEAST_SIDE: Final = 4 * TILES

Tables = NDArray[np.float32]


def equalised(image: FilmImage) -> NDArray[np.uint16]:
    """Pixels uint16 [rows, columns] with local contrast raised; padding is left as it is.

    Eight tiles a side, 256 bins; a tile's histogram is cut at three times its mean, the rest spread evenly.
    Some 1 s for 7 megapixels: call it off the window's thread.
    """
    low, high = _range(image)
    if high - low < 2 or min(image.pixels.shape) < LEAST_SIDE:
        return image.pixels
    clipped = np.clip(image.pixels, low, high) - np.uint16(low)
    found = _blended(clipped, _tables(clipped, high - low))
    found += np.uint16(low)
    padded = _padding(image)
    if padded is not None:
        hidden = (image.pixels >= padded[0]) & (image.pixels <= padded[1])
        found[hidden] = image.pixels[hidden]
    return found


def _padding(image: FilmImage) -> tuple[int, int] | None:
    chain = image.film.chain
    if chain.padding is None:
        return None
    first, last = (min(max(value - chain.lowest, 0), ENTRIES - 1) for value in chain.padding)
    return first, last


def _range(image: FilmImage) -> tuple[int, int]:
    """Stored values between which the film's contrast lies, padding left out."""
    step = max(1, int((image.pixels.size / 500_000) ** 0.5))
    counts = np.bincount(image.pixels[::step, ::step].reshape(-1), minlength=ENTRIES).astype(np.float64)
    padded = _padding(image)
    if padded is not None:
        counts[padded[0] : padded[1] + 1] = 0
    if not counts.any():
        return 0, 0
    reached = np.cumsum(counts) / counts.sum()
    low, high = (int(np.searchsorted(reached, share / 100)) for share in ENDS)
    return low, high


def _edges(length: int) -> NDArray[np.int64]:
    """Where the tiles of one side begin, and where the last one ends."""
    return np.round(np.linspace(0, length, TILES + 1)).astype(np.int64)


def _tables(values: NDArray[np.uint16], top: int) -> Tables:
    """float32 [tiles, tiles, top + 1]: what each value 0..``top`` becomes in each tile."""
    bins = min(BINS, top)
    places, at = np.linspace(0, top, bins + 1), np.arange(top + 1)
    rows, columns = _edges(values.shape[0]), _edges(values.shape[1])
    tables = np.empty((TILES, TILES, top + 1), np.float32)
    for i in range(TILES):
        for j in range(TILES):
            tile = values[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
            share = np.histogram(tile, bins, (0, top))[0] / tile.size * bins
            kept = np.minimum(share, CLIP)
            kept += (share.sum() - kept.sum()) / bins
            tables[i, j] = np.interp(at, places, np.concatenate(([0.0], np.cumsum(kept))) * top / bins)
    return tables


def _blended(values: NDArray[np.uint16], tables: Tables) -> NDArray[np.uint16]:
    """Each pixel through the tables of the four nearest tiles, weighed by its distance to their middles."""
    found = np.empty(values.shape, np.uint16)
    down, across = _between(values.shape[0]), _between(values.shape[1])
    for (top, bottom, i, k), wy in down:
        for (left, right, j, m), wx in across:
            block = values[top:bottom, left:right]
            above = (1 - wx) * tables[i, j][block] + wx * tables[i, m][block]
            below = (1 - wx) * tables[k, j][block] + wx * tables[k, m][block]
            found[top:bottom, left:right] = np.round((1 - wy[:, None]) * above + wy[:, None] * below)
    return found


def _between(length: int) -> list[tuple[tuple[int, int, int, int], NDArray[np.float32]]]:
    """Stretches between two middles of tiles: first, end, both tiles; and the second tile's weight."""
    edges = _edges(length)
    middles = (edges[:-1] + edges[1:]) / 2
    cuts = [0, *(int(m) for m in np.round(middles)), length]
    found = []
    for number, (first, end) in enumerate(pairwise(cuts)):
        before, after = max(number - 1, 0), min(number, TILES - 1)
        if before == after:
            weight = np.zeros(end - first, np.float32)
        else:
            gap = middles[after] - middles[before]
            share = (np.arange(first, end) + 0.5 - middles[before]) / gap
            weight = share.clip(0, 1).astype(np.float32)
        found.append(((first, end, before, after), weight))
    return found
