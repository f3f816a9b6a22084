"""A loupe under the mouse: a part of the film larger, with a grey window of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from inference.dicom.grayscale import display_table, modality_table, spanning
from inference.imaging.pyramid import Pyramid, apply_table, resample
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import FilmImage, Window
from viewer.ui.film.render.style import GAP
from viewer.ui.film.render.text import Anchor, Style, TextArt
from viewer.ui.film.render.window_level import window_text
from viewer.ui.shell.theme import ACCENT, BACKGROUND

SIDE: Final = 260  # logical pixels
LEAST: Final = 1.5
MOST: Final = 8.0
PART: Final = (1.0, 99.0)  # percentiles of what lies under it


@dataclass(slots=True)
class Loupe:
    """Switched on; ``at`` is where the mouse is, in device pixels, while it is over the film.

    Attributes:
        window: its own greys; taken from what lies under it at first.
        times: nearer than the view by so much.
    """

    at: tuple[float, float] | None = None
    window: Window | None = None
    times: float = 2.5

    def zoomed(self, factor: float) -> None:
        """Nearer or farther, within bounds."""
        self.times = min(max(self.times * factor, LEAST), MOST)

    def paint(
        self,
        painter: QPainter,
        image: FilmImage,
        pyramid: Pyramid,
        geometry: ViewGeometry,
        art: TextArt,
        *,
        invert: bool,
    ) -> None:
        """Draw the loupe with a painter in device pixels."""
        if self.at is None:
            return
        side = round(SIDE * art.ratio)
        part = _around(geometry, self.at, side, self.times)
        patch = resample(pyramid, part)
        if patch is None:
            return
        if self.window is None:
            self.window = _local(image, patch.pixels)
        left, top = (round(v - side / 2) for v in self.at)
        painter.fillRect(left, top, side, side, QColor(BACKGROUND))
        grey = apply_table(patch.pixels, display_table(image.film.chain, self.window, invert=invert))
        rows, columns = grey.shape
        picture = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        painter.drawImage(left + patch.left, top + patch.top, picture)
        painter.setPen(QPen(QColor(ACCENT), 2 * art.ratio))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, top, side, side))
        words = f"{self.times:.1f}×  {window_text(self.window, image.film.chain)}"
        style = Style(colour=ACCENT)
        y = top + side - art.line_height(style) - GAP * art.ratio
        art.draw(painter, words, left + side / 2, y, style, Anchor.MIDDLE)


def _around(geometry: ViewGeometry, at: tuple[float, float], side: int, times: float) -> ViewGeometry:
    """The film point under ``at`` in the middle of a square view, nearer."""
    centre = transform(geometry.to_film, *at)
    return replace(geometry, view=(side, side), scale=geometry.scale * times, centre=centre, fitted=False)


def _local(image: FilmImage, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint16]]) -> Window:
    """A window over what lies under the loupe."""
    values = modality_table(image.film.chain)[pixels]
    low, high = (float(v) for v in np.percentile(values, PART))
    return spanning(low, high, "loupe") if high > low else Window(low + 0.5, 2.0, name="loupe")
