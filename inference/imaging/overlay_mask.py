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
WIDEST: Final = 11
"""Pixels of the view from which on a drawing is an area."""
TINT: Final = 0x30
"""How much ink covers an area."""


def levels(film: Film) -> tuple[Mask, ...]:
    """The overlay at its own size and ever halved, 255 where something is drawn; empty without an overlay.

    A pixel of a smaller copy is drawn in full where two of its four are, and half where one is: thin lines
    stay, and letters do not run.
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
    even = np.pad(mask, ((0, rows - mask.shape[0]), (0, columns - mask.shape[1]))).astype(np.uint16)
    down = even[::2] + even[1::2]
    return np.asarray(np.minimum((down[:, ::2] + down[:, 1::2]) // 2, OPAQUE), np.uint8)


def ink_and_rim(drawn: Mask) -> Mask:
    """What :func:`on_view` gives as ink, and a dark rim around it: it is read on black and on white.

    What is wider than :data:`WIDEST` is an area and no line: its middle is a tint without a rim, so that the
    film below it can be read.

    Returns:
        uint8 of the same size: how much ink in the upper four bits, how much rim in the lower four.
    """
    import cv2

    rim = cv2.dilate(drawn, np.ones((3, 3), np.uint8))
    both = (drawn & 0xF0) | (rim >> 4)
    inside = cv2.erode(drawn, np.ones((WIDEST, WIDEST), np.uint8))
    if inside.any():
        both[inside > 0] = TINT
    return np.asarray(both, np.uint8)


def on_view(masks: tuple[Mask, ...], geometry: ViewGeometry) -> Mask:
    """The overlay as the view shows it: uint8 [height, width] of the view, 255 where it is drawn."""
    import cv2

    width, height = geometry.view
    # the next smaller copy, a little enlarged: a line of one pixel is never stepped over
    down = int(max(0.0, np.ceil(np.log2(1 / max(geometry.scale, 1e-6)) - 1e-6)))
    level = min(down, len(masks) - 1)
    factor = float(1 << level)
    (a, b, c), (d, e, f) = geometry.to_view
    # area convention: a pixel's middle lies at +0.5 on both sides
    first = (a * factor, b * factor, c + 0.5 * (a + b) * factor - 0.5)
    second = (d * factor, e * factor, f + 0.5 * (d + e) * factor - 0.5)
    matrix = np.array((first, second), np.float64)
    drawn = cv2.warpAffine(masks[level], matrix, (width, height), flags=cv2.INTER_LINEAR)
    return np.asarray(drawn, np.uint8)
