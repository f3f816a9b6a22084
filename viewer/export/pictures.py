"""A reading as a picture: the film with what was drawn on it, and below it in words what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.imaging.blackened import blanked
from inference.imaging.render import default_picture
from inference.records import FilmImage, Region
from viewer.export.cases import ExportCase
from viewer.export.presentation_state import words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

MARK: Final = (90, 169, 230)
TEXT: Final = (215, 219, 224)
CAUTION: Final = (230, 159, 0)
BACKGROUND: Final = (16, 18, 20)


def grey_picture(image: FilmImage, blank: Sequence[Region] = ()) -> NDArray[np.uint8]:
    """The film's default display, uint8 [rows, columns], black under ``blank``."""
    return default_picture(replace(image, pixels=blanked(image, blank)))


def square(drawn: NDArray[np.uint8], aspect: float) -> NDArray[np.uint8]:
    """A picture with square pixels, enlarged along the longer side of a pixel.

    Args:
        aspect: height of a pixel over its width.
    """
    import cv2

    if aspect == 1.0:
        return drawn
    down, across = max(aspect, 1.0), max(1 / aspect, 1.0)
    size = (round(drawn.shape[1] * across), round(drawn.shape[0] * down))
    return np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def reading_picture(
    drawn: NDArray[np.uint8], case: ExportCase, note: str = "", aspect: float = 1.0
) -> NDArray[np.uint8]:
    """The film with the reader's marks, and a strip below it with the reading, RGB uint8.

    Args:
        drawn: the film, grey or with a heat map: uint8 [rows, columns] or [rows, columns, 3].
        note: what to say about the heat map.
        aspect: height of a film pixel over its width; the picture's own pixels are square.
    """
    from PIL import Image, ImageDraw

    down, across = max(aspect, 1.0), max(1 / aspect, 1.0)
    drawn = square(drawn, aspect)
    rows, columns = drawn.shape[:2]
    size = max(11, round(min(rows, columns) / 45))
    lines = [*words(case)[:-1], *([note] if note else []), words(case)[-1]]
    font = _font(size)
    wrapped = [part for line in lines for part in _wrapped(line, font, columns - 2 * size)]
    made = Image.new("RGB", (columns, rows + round(size * (1.4 * len(wrapped) + 1.2))), BACKGROUND)
    made.paste(Image.fromarray(drawn).convert("RGB"), (0, 0))
    pen = ImageDraw.Draw(made)
    for region in case.item.reading.regions:
        here = Region(region.x0 * across, region.y0 * down, region.x1 * across, region.y1 * down)
        _mark(pen, here, max(1, size // 6))
    for number, line in enumerate(wrapped):
        loud = line.startswith(("SYNTHETIC", "Research"))
        at = (size, rows + size * (0.6 + 1.4 * number))
        pen.text(at, line, font=font, fill=CAUTION if loud else TEXT)
    return np.asarray(made)


def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _wrapped(line: str, font: FreeTypeFont | ImageFont, width: float) -> list[str]:
    """A line broken between words where it is too wide."""
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and font.getlength(longer) > width:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts


def _mark(pen: ImageDraw, region: Region, width: int) -> None:
    if region.is_point:
        reach = 5 * width
        pen.line((region.x0 - reach, region.y0, region.x0 + reach, region.y0), MARK, width)
        pen.line((region.x0, region.y0 - reach, region.x0, region.y0 + reach), MARK, width)
    else:
        pen.rectangle((region.x0, region.y0, region.x1, region.y1), outline=MARK, width=width)


def save_png(picture: NDArray[np.uint8], path: Path) -> None:
    """Write a picture without any metadata."""
    from PIL import Image

    Image.fromarray(picture).save(path, format="PNG")
