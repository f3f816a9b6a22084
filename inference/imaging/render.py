"""A film as an 8-bit picture by its own default display (see :mod:`inference.dicom.grayscale`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import display_table
from inference.records import FilmImage


def apply_table(pixels: NDArray[np.uint16], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Every pixel through a table of 65,536 greys; OpenCV 5's 16-bit LUT is five times numpy's ``take``."""
    import cv2

    if pixels.size == 0:
        return np.zeros(pixels.shape, np.uint8)
    try:
        return np.asarray(cv2.LUT(pixels, table.reshape(1, -1)), dtype=np.uint8)
    except cv2.error:  # OpenCV 4 has no 16-bit table
        return table[pixels]


def default_picture(image: FilmImage) -> NDArray[np.uint8]:
    """uint8 [rows, columns]: all rules of the header, the first VOI LUT or window, full size."""
    return apply_table(image.pixels, display_table(image.film.chain))


def thumbnail(image: FilmImage, side: int) -> NDArray[np.uint8]:
    """The default display, reduced so that its longer side is at most ``side`` pixels (area average)."""
    import cv2

    grey = default_picture(image)
    scale = side / max(grey.shape)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
