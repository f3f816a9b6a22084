"""A film whose burned-in text is made black under boxes that a human has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inference.dicom.codecs import pixel_sha256
from inference.dicom.grayscale import falls
from inference.records import FilmImage, Region


def blanked(image: FilmImage, boxes: Sequence[Region]) -> NDArray[np.uint16]:
    """The pixels with every one that a box touches at the film's darkest value, whichever way it is shown."""
    if not boxes:
        return image.pixels
    pixels = image.pixels.copy()
    dark = int(pixels.max()) if falls(image.film.chain) else int(pixels.min())
    for box in boxes:
        y0, x0 = max(0, int(np.floor(box.y0))), max(0, int(np.floor(box.x0)))
        pixels[y0 : max(y0, int(np.ceil(box.y1))), x0 : max(x0, int(np.ceil(box.x1)))] = dark
    return pixels


def blackened(image: FilmImage, boxes: Sequence[Region]) -> FilmImage:
    """The film with those pixels, under their own hash and without burned-in text; itself without a box."""
    if not boxes:
        return image
    pixels = blanked(image, boxes)
    return FilmImage(replace(image.film, pixel_sha256=pixel_sha256(pixels), burned_in=False), pixels)
