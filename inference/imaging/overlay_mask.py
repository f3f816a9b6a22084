"""A film's overlay planes as masks for the screen; they never reach a network."""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film

Mask = NDArray[np.uint8]
SMALLEST: Final = 256
"""Pixels of the longer side below which no smaller copy is made."""
OPAQUE: Final = 255


def levels(film: Film) -> tuple[Mask, ...]:
    """The overlay at its own size and ever halved, 255 where something is drawn; empty without an overlay.

    A pixel of a smaller copy is drawn where any of its four is: thin lines and letters stay.
    """
    if film.overlay is None:
        return ()
    rows, columns = film.shape
    size = -(-rows * columns // 8)
    try:
        data = zlib.decompressobj().decompress(film.overlay.packed, size)
    except zlib.error:
        return ()
    if len(data) != size:
        return ()
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=rows * columns).reshape(rows, columns)
    found = [bits * np.uint8(OPAQUE)]
    while max(found[-1].shape) > SMALLEST:
        found.append(_halved(found[-1]))
    return tuple(found)


def _halved(mask: Mask) -> Mask:
    rows, columns = (side + side % 2 for side in mask.shape)
    even = np.pad(mask, ((0, rows - mask.shape[0]), (0, columns - mask.shape[1])))
    down = np.maximum(even[::2], even[1::2])
    return np.maximum(down[:, ::2], down[:, 1::2])


def on_view(masks: tuple[Mask, ...], geometry: ViewGeometry) -> Mask:
    """The overlay as the view shows it: uint8 [height, width] of the view, 255 where it is drawn."""
    import cv2

    width, height = geometry.view
    down = int(max(0.0, np.floor(np.log2(1 / max(geometry.scale, 1e-6)))))
    level = min(down, len(masks) - 1)
    factor = float(1 << level)
    (a, b, c), (d, e, f) = geometry.to_view
    # area convention: a pixel's middle lies at +0.5 on both sides
    first = (a * factor, b * factor, c + 0.5 * (a + b) * factor - 0.5)
    second = (d * factor, e * factor, f + 0.5 * (d + e) * factor - 0.5)
    matrix = np.array((first, second), np.float64)
    drawn = cv2.warpAffine(masks[level], matrix, (width, height), flags=cv2.INTER_LINEAR)
    return np.asarray(drawn, np.uint8)
