"""A film whose burned-in text is made black under boxes that a human has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inference.dicom.codecs import pixel_sha256
from inference.dicom.grayscale import falls
from inference.errors import FilmError
from inference.records import FilmImage, Region


def blanked(image: FilmImage, boxes: Sequence[Region]) -> NDArray[np.uint16]:
    """The pixels with every one that a box touches at the film's darkest value, whichever way it is shown.

    Raises:
        FilmError: a box covers nothing of the film, so that what it was drawn over would stay.
    """
    if not boxes:
        return image.pixels
    pixels = image.pixels.copy()
    dark = int(pixels.max()) if falls(image.film.chain) else int(pixels.min())
    for box in boxes:
        y0, x0 = max(0, int(np.floor(box.y0))), max(0, int(np.floor(box.x0)))
        part = pixels[y0 : max(y0, int(np.ceil(box.y1))), x0 : max(x0, int(np.ceil(box.x1)))]
        if part.size == 0 or box.area == 0:
            raise FilmError(
                "A box to be made black covers nothing of the film: {box}.",
                "Draw it over the text, or take it away.",
                box=", ".join(f"{value:g}" for value in (box.x0, box.y0, box.x1, box.y1)),
            )
        part[...] = dark
    return pixels


def blackened(image: FilmImage, boxes: Sequence[Region]) -> FilmImage:
    """The film with those pixels, under their own hash and without burned-in text; itself without a box.

    Raises:
        FilmError: see :func:`blanked`.
    """
    if not boxes:
        return image
    pixels = blanked(image, boxes)
    return FilmImage(replace(image.film, pixel_sha256=pixel_sha256(pixels), burned_in=False), pixels)
