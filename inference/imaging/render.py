"""A film as an 8-bit picture by its own default display (see :mod:`inference.dicom.grayscale`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import display_table
from inference.dicom.safe_parse import MAX_PIXELS
from inference.records import Film, FilmImage


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
    """uint8 [rows, columns]: all rules of the header, the first VOI LUT or window, the film's own matrix.

    Where its pixels are not square it is askew until it is :func:`squared`.
    """
    return apply_table(image.pixels, display_table(image.film.chain))


def squared(picture: NDArray[np.uint8], film: Film) -> NDArray[np.uint8]:
    """A picture of the film's matrix with square pixels; itself where they are square already.

    Args:
        picture: uint8 [rows, columns] or [rows, columns, 3].
    """
    import cv2

    rows, columns = picture.shape[:2]
    height, width = square_shape((rows, columns), film)
    if (height, width) == (rows, columns):
        return picture
    how = cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)


def square_shape(shape: tuple[int, int], film: Film) -> tuple[int, int]:
    """Rows and columns of the film, or of a smaller copy, with square pixels.

    The side of the coarser pixels grows, unless that makes more pixels than a film may have.
    """
    (rows, columns), aspect = shape, film.pixel_aspect
    down, across = max(aspect, 1.0), 1.0 / min(aspect, 1.0)
    if rows * down * columns * across > MAX_PIXELS:
        down, across = min(aspect, 1.0), 1.0 / max(aspect, 1.0)
    return max(1, round(rows * down)), max(1, round(columns * across))


def thumbnail(image: FilmImage, side: int) -> NDArray[np.uint8]:
    """The default display with square pixels, its longer side at most ``side`` pixels (area average)."""
    import cv2

    grey = default_picture(image)
    height, width = square_shape((grey.shape[0], grey.shape[1]), image.film)
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if size == grey.shape[::-1]:
        return grey
    if (size[0] - grey.shape[1]) * (size[1] - grey.shape[0]) < 0:  # one side grows, the other shrinks
        least = (min(size[0], grey.shape[1]), min(size[1], grey.shape[0]))
        grey = np.asarray(cv2.resize(grey, least, interpolation=cv2.INTER_AREA), np.uint8)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, size, interpolation=how), dtype=np.uint8)
