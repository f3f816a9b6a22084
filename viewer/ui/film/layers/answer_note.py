"""What the model said, printed on the film: verdict, class, model, threshold, and the map's scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from inference.imaging.heatmap_overlay import visible_table
from viewer.ui.film.render.style import GAP, HALO, MARGIN
from viewer.ui.film.render.text import Anchor, Style, TextArt
from viewer.ui.shell.theme import HEADING_PX, SMALL_PX, TEXT

BAR: Final = (132.0, 8.0)
"""The scale's width and height, logical pixels."""


@dataclass(frozen=True, slots=True)
class AnswerNote:
    """Lines under the upper right corner's.

    Attributes:
        verdict: in words; in ``colour``, ``#RRGGBB``.
        lines: class and probability; model and threshold; how strong the map is.
        colour_map: of the map on the film; empty where none is drawn in colour.
        share: of the scale that the map's peak reaches.
    """

    verdict: str
    colour: str
    lines: tuple[str, ...] = ()
    colour_map: str = ""
    share: float = 0.0


def paint_note(
    painter: QPainter,
    art: TextArt,
    note: AnswerNote,
    view: tuple[int, int],
    top: float,
    badges: tuple[float, float],
) -> None:
    """Draw the note at the right edge from ``top`` on, below the badges where it would meet them.

    Args:
        painter: in device pixels, as all lengths.
        badges: the widest badge's width, and where the badges end.
    """
    right, room = view[0] - MARGIN * art.ratio, (view[0] - badges[0]) / 2 - 2 * MARGIN * art.ratio
    loud, quiet = Style(HEADING_PX, note.colour, bold=True), Style(SMALL_PX, TEXT)
    widest = max(art.width(note.verdict, loud), *(art.width(line, quiet) for line in note.lines), 0.0)
    if widest > room:
        top, room = max(top, badges[1]), view[0] - 2 * MARGIN * art.ratio
    for words, style in ((note.verdict, loud), *((line, quiet) for line in note.lines)):
        art.draw(painter, art.elided(words, style, room), right, top, style, Anchor.RIGHT)
        top += art.line_height(style)
    if note.colour_map:
        _scale(painter, art, note, right, top + GAP * art.ratio)


def _scale(painter: QPainter, art: TextArt, note: AnswerNote, right: float, top: float) -> None:
    """The colours from nothing to the full scale, with a tick at the map's peak."""
    ratio, style = art.ratio, Style(11, TEXT)
    width, height = BAR[0] * ratio, BAR[1] * ratio
    end = "100\N{NO-BREAK SPACE}%"
    bar_right = right - art.width(end, style) - GAP * ratio
    bar = QRectF(bar_right - width, top, width, height)
    table = visible_table(note.colour_map)
    colours = QImage(table.tobytes(), len(table), 1, 3 * len(table), QImage.Format.Format_RGB888)
    painter.setPen(QPen(QColor(HALO), 2 * ratio))
    painter.drawRect(bar)
    painter.drawImage(bar, colours)
    text_top = top + (height - art.line_height(style)) / 2
    art.draw(painter, "0", bar.left() - GAP * ratio, text_top, style, Anchor.RIGHT)
    art.draw(painter, end, right, text_top, style, Anchor.RIGHT)
    x = bar.left() + min(note.share, 1.0) * width
    tick = QRectF(x - ratio, top - 3 * ratio, 2 * ratio, height + 6 * ratio)
    painter.fillRect(tick.adjusted(-ratio, -ratio, ratio, ratio), QColor(HALO))
    painter.fillRect(tick, QColor(TEXT))
