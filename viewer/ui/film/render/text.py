"""Text that stays legible on any film: light letters with a dark halo, kept as pictures between frames."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from viewer.ui.film.render.style import HALO
from viewer.ui.shell.theme import TEXT, TEXT_PX, px

KEPT: Final = 128
LONGEST: Final = 200  # characters of a header's text that are ever laid out
HALO_WIDTH: Final = 1.6  # logical pixels on each side


class Anchor(Enum):
    """Which part of a line of text stands at the given x."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """Size in logical pixels, colour and weight of a line."""

    size: int = TEXT_PX
    colour: str = TEXT
    bold: bool = False


def clean(text: str) -> str:
    """One printable line: header text may hold control or direction characters, or be very long."""
    shown = text[:LONGEST]
    if not shown.isprintable():  # categories C and Z but for the space
        shown = "".join([" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in shown])
    return shown.strip()


@dataclass(slots=True)
class TextArt:
    """Draws lines with a painter in device pixels.

    Attributes:
        family: font family, empty for the application's.
        ratio: device pixels per logical pixel.
        scale: of every size of type, as the reader wants it.
    """

    family: str = ""
    ratio: float = 1.0
    scale: float = field(default_factory=lambda: px(100) / 100)
    _kept: OrderedDict[tuple[str, Style, float], QImage] = field(default_factory=OrderedDict)

    def font(self, style: Style) -> QFont:
        font = QFont(self.family) if self.family else QFont()
        font.setPixelSize(max(1, round(style.size * self.ratio * self.scale)))
        font.setBold(style.bold)
        return font

    def line_height(self, style: Style) -> float:
        """Device pixels from one line to the next."""
        return float(QFontMetricsF(self.font(style)).lineSpacing())

    def width(self, text: str, style: Style) -> float:
        """Device pixels that a line takes."""
        return float(QFontMetricsF(self.font(style)).horizontalAdvance(clean(text)))

    def elided(self, text: str, style: Style, width: float) -> str:
        """The line cut to ``width`` device pixels, with an ellipsis where it was cut."""
        metrics = QFontMetricsF(self.font(style))
        return metrics.elidedText(clean(text), Qt.TextElideMode.ElideRight, width)

    def draw(
        self, painter: QPainter, text: str, x: float, y: float, style: Style, anchor: Anchor = Anchor.LEFT
    ) -> None:
        """Draw one line whose top is at ``y``; ``x`` is where ``anchor`` says."""
        line = clean(text)
        if not line:
            return
        image = self._image(line, style)
        pad = self._pad()
        painter.drawImage(round(x - anchor.value * (image.width() - 2 * pad) - pad), round(y - pad), image)

    def _pad(self) -> int:
        return round(3 * self.ratio) + 1

    def _image(self, line: str, style: Style) -> QImage:
        key = (line, style, self.ratio)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        image = self._kept[key] = self._render(line, style)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return image

    def _render(self, line: str, style: Style) -> QImage:
        font, pad = self.font(style), self._pad()
        metrics = QFontMetricsF(font)
        width = max(1, round(metrics.horizontalAdvance(line))) + 2 * pad
        image = QImage(width, round(metrics.height()) + 2 * pad, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addText(QPointF(pad, pad + metrics.ascent()), font, line)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo = QPen(QColor(HALO), 2 * HALO_WIDTH * self.ratio)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, halo)
        painter.fillPath(path, QColor(style.colour))
        painter.end()
        return image
