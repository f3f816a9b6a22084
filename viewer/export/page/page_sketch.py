"""A page as a picture: what the PDF of a reading shows, drawn to be looked at beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.pdf_fonts import font_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

DOTS: Final = 5.0  # a millimetre
POINT: Final = 25.4 / 72  # mm
A4: Final = (210.0, 297.0)
Colour = tuple[int, int, int]


class Sketch:
    """Takes the calls that a page makes of ``fpdf.FPDF``, in millimetres; text by its base line."""

    def __init__(self) -> None:
        self._pages: list[Image] = []
        self._text: Colour = (0, 0, 0)
        self._line: Colour = (0, 0, 0)
        self._fill: Colour = (0, 0, 0)
        self._wide = 1
        self._font: FreeTypeFont | None = None
        self.add_page()

    def pages(self) -> list[NDArray[np.uint8]]:
        """The pages, RGB uint8 [rows, columns, 3]."""
        return [np.asarray(page) for page in self._pages]

    def add_page(self) -> None:
        from PIL import Image, ImageDraw

        size = (round(A4[0] * DOTS), round(A4[1] * DOTS))
        self._pages.append(Image.new("RGB", size, (255, 255, 255)))
        self._pen = ImageDraw.Draw(self._pages[-1])

    def set_font(self, _family: str, style: str, size: float) -> None:
        from PIL import ImageFont

        self._font = ImageFont.truetype(font_file(style), size * POINT * DOTS)

    def set_text_color(self, *colour: int) -> None:
        self._text = _colour(colour)

    def set_draw_color(self, *colour: int) -> None:
        self._line = _colour(colour)

    def set_fill_color(self, *colour: int) -> None:
        self._fill = _colour(colour)

    def set_line_width(self, width: float) -> None:
        self._wide = max(1, round(width * DOTS))

    def get_string_width(self, words: str) -> float:
        assert self._font is not None
        return self._font.getlength(words) / DOTS

    def text(self, x: float, y: float, words: str) -> None:
        self._pen.text((x * DOTS, y * DOTS), words, font=self._font, fill=self._text, anchor="ls")

    def image(self, picture: Image, x: float, y: float, *, w: float) -> None:
        wide = max(1, round(w * DOTS))
        size = (wide, max(1, round(picture.height * wide / picture.width)))
        self._pages[-1].paste(picture.convert("RGB").resize(size), (round(x * DOTS), round(y * DOTS)))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.polyline([(x0, y0), (x1, y1)])

    def polyline(self, points: Sequence[tuple[float, float]]) -> None:
        self._pen.line([(x * DOTS, y * DOTS) for x, y in points], self._line, self._wide)

    def rect(self, x: float, y: float, w: float, h: float, *, style: str = "") -> None:
        box = (x * DOTS, y * DOTS, (x + w) * DOTS, (y + h) * DOTS)
        if style == "F":
            self._pen.rectangle(box, fill=self._fill)
        else:
            self._pen.rectangle(box, outline=self._line, width=self._wide)


def _colour(parts: tuple[int, ...]) -> Colour:
    red, green, blue = parts
    return red, green, blue
