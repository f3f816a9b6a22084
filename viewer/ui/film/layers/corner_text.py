"""What is written over a film: corner text, side letters, badges, and the sentences when there is no film."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film
from viewer.app.i18n import mark, tr
from viewer.ui.film.render.style import GAP, LETTER_PX, MARGIN
from viewer.ui.film.render.text import Anchor, Style, TextArt, clean
from viewer.ui.shell.theme import ACCENT, BACKGROUND, HEADING_PX, QUIET, TEXT

EMPTY_TEXT: Final = mark("Open a film (Ctrl+O) or drop a file or folder here")
_OPPOSITE: Final = {"L": "R", "R": "L", "A": "P", "P": "A", "H": "F", "F": "H"}
_ASSUMED: Final = ("L", "F")
_PIECES: Final = re.compile(
    r"\s*(?:[\u2e80-\u2fff\u3040-\u9fff][\u3000-\u303f\uff00-\uffef]*|[^\s\u2e80-\u2fff\u3040-\u9fff]+)"
)
"""Words with the blank before them; Chinese breaks after any character, never before a comma."""


class CornerState(Enum):
    """How much is written in the corners."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"

    def next(self) -> CornerState:
        states = list(CornerState)
        return states[(states.index(self) + 1) % len(states)]


@dataclass(frozen=True, slots=True)
class CornerText:
    """Lines for each corner, most important first: ``SHORT`` shows the first line only."""

    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A direction letter at an edge of the view; ``edge`` is a unit step (dx, dy) from the middle."""

    edge: tuple[int, int]
    text: str


def side_letters(film: Film, geometry: ViewGeometry) -> list[Letter]:
    """The patient's sides at the edges of the view (PS3.3 C.7.6.1.1.1, Patient Orientation).

    Without a usable orientation the film is taken to be frontal, the patient's right at its left edge, and
    the letters stand in brackets.  Head and foot are written only where the display is turned.
    """
    orientation, assumed = _orientation(film)
    if orientation is None:
        return []
    found = []
    for letters, step in ((orientation[0], (1, 0)), (orientation[1], (0, 1))):
        if letters[0] in "HF" and not geometry.turns:
            continue
        (a, b), (c, d) = geometry.linear
        dx, dy = _sign(a * step[0] + b * step[1]), _sign(c * step[0] + d * step[1])
        opposite = "".join(_OPPOSITE[letter] for letter in letters)
        for edge, text in (((dx, dy), letters), ((-dx, -dy), opposite)):
            found.append(Letter(edge, f"({text})" if assumed else text))
    return found


def _orientation(film: Film) -> tuple[tuple[str, ...] | None, bool]:
    given = film.patient_orientation
    if len(given) == 2 and all(word and set(word) <= set(_OPPOSITE) for word in given):
        return given, False
    from inference.dicom.view_words import is_lateral

    if is_lateral(film.view_position):
        return None, True
    return _ASSUMED, True


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def badges(film: Film, geometry: ViewGeometry, *, inverted: bool) -> list[str]:
    """What a reader must not overlook about this film or its display."""
    turned = tr("display rotated {degrees}°", degrees=90 * geometry.turns) if geometry.turns else ""
    mirrored = tr("display mirrored") if geometry.flipped else ""
    found = [
        tr("SYNTHETIC") if film.synthetic else "",
        "" if film.is_dicom else tr("not DICOM, no calibration"),
        mirrored,
        turned,
        tr("inverted") if inverted else "",
    ]
    return [badge for badge in found if badge]


def paint_letters(
    painter: QPainter, art: TextArt, letters: list[Letter], view: tuple[int, int], top: float, bottom: float
) -> None:
    """Draw side letters at the middle of the view's edges, clear of what stands at its top and bottom.

    Args:
        painter: in device pixels, as ``view``, ``top`` and ``bottom`` are.
    """
    style, margin = Style(LETTER_PX, TEXT, bold=True), MARGIN * art.ratio
    height = art.line_height(style)
    rows = {-1: max(top, margin), 0: (view[1] - height) / 2, 1: view[1] - max(bottom, margin) - height}
    for letter in letters:
        dx, dy = letter.edge
        anchor = (Anchor.LEFT, Anchor.MIDDLE, Anchor.RIGHT)[dx + 1]
        x = view[0] / 2 + dx * (view[0] / 2 - margin)
        art.draw(painter, letter.text, x, rows[dy], style, anchor)


def paint_badges(
    painter: QPainter, art: TextArt, lines: list[tuple[str, str]], view: tuple[int, int]
) -> tuple[float, float]:
    """Draw badges under one another at the top, each in its colour.

    Returns:
        the widest one's width, and where they end, device pixels.
    """
    ratio = art.ratio
    top, widest = MARGIN * ratio, 0.0
    for given, colour in lines:
        style = Style(colour=colour, bold=True)
        height = art.line_height(style)
        line = art.elided(given, style, view[0] - 2 * MARGIN * ratio - 4 * GAP * ratio)
        width = art.width(line, style) + 4 * GAP * ratio
        frame = QRectF((view[0] - width) / 2, top, width, height + GAP * ratio)
        painter.setPen(QPen(QColor(colour), ratio))
        painter.setBrush(QColor(BACKGROUND))
        painter.drawRoundedRect(frame, GAP * ratio, GAP * ratio)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        art.draw(painter, line, view[0] / 2, top + GAP * ratio / 2, style, Anchor.MIDDLE)
        top += height + 2 * GAP * ratio
        widest = max(widest, width)
    return widest, top


def shortened(text: CornerText, state: CornerState) -> CornerText:
    """The lines that a state shows; empty ones never."""
    many = {CornerState.FULL: None, CornerState.SHORT: 1, CornerState.NONE: 0}[state]
    corners = (text.top_left, text.top_right, text.bottom_left, text.bottom_right)
    return CornerText(*(tuple(line for line in corner if clean(line))[:many] for corner in corners))


def paint_corners(
    painter: QPainter,
    art: TextArt,
    text: CornerText,
    view: tuple[int, int],
    badge_width: float,
    ruler: tuple[float, float],
) -> None:
    """Draw the corners' lines: the upper ones cut where they would meet the badges, the lower ones lifted
    above the ruler where they would meet it, and wrapped: a warning says itself whole.

    Args:
        painter: in device pixels, as all lengths.
        ruler: width and height that the ruler takes at the lower edge.
    """
    style, margin = Style(), MARGIN * art.ratio
    upper, lower = ((view[0] - taken) / 2 - 2 * margin for taken in (badge_width, ruler[0]))
    foot, height = view[1] - margin, art.line_height(style)
    if max((art.width(line, style) for line in (*text.bottom_left, *text.bottom_right)), default=0) > lower:
        lower, foot = view[0] / 2 - 2 * margin, view[1] - ruler[1]
    warnings = [part for line in text.bottom_left for part in _fitted(art, line, style, lower)]
    for lines, right, top, room in (
        (text.top_left, False, margin, upper),
        (text.top_right, True, margin, upper),
        (warnings, False, foot - height * len(warnings), lower),
        (text.bottom_right, True, foot - height * len(text.bottom_right), lower),
    ):
        x, anchor = (view[0] - margin, Anchor.RIGHT) if right else (margin, Anchor.LEFT)
        for number, line in enumerate(lines):
            art.draw(painter, art.elided(line, style, room), x, top + number * height, style, anchor)


def paint_message(
    painter: QPainter, art: TextArt, lines: list[tuple[str, Style]], view: tuple[int, int]
) -> None:
    """Draw sentences in the middle of an empty view, wrapped to it."""
    room = 0.8 * view[0]
    wrapped = [(part, style) for line, style in lines for part in _wrapped(art, line, style, room)]
    heights = [art.line_height(style) + GAP * art.ratio for _, style in wrapped]
    y = (view[1] - sum(heights)) / 2
    for (line, style), height in zip(wrapped, heights, strict=True):
        art.draw(painter, line, view[0] / 2, y, style, Anchor.MIDDLE)
        y += height


def _wrapped(art: TextArt, line: str, style: Style, room: float) -> list[str]:
    rows: list[str] = []
    for piece in _PIECES.findall(line):
        if rows and art.width(rows[-1] + piece, style) <= room:
            rows[-1] += piece
        else:
            rows.append(art.elided(piece.strip(), style, room))
    return rows


def _fitted(art: TextArt, line: str, style: Style, room: float) -> list[str]:
    """A line as it is, or in as many rows as it needs."""
    return [line] if art.width(line, style) <= room else _wrapped(art, line, style, room)


def paint_loading(painter: QPainter, art: TextArt, text: str, view: tuple[int, int], bottom: float) -> None:
    """Draw what is being read above the ruler (``bottom`` device pixels tall); the film stays in sight."""
    style = Style(colour=ACCENT)
    y = view[1] - bottom - 2 * art.line_height(style) - LETTER_PX * art.ratio
    art.draw(painter, text, view[0] / 2, y, style, Anchor.MIDDLE)


HEADING: Final = Style(HEADING_PX, TEXT)
NOTE: Final = Style(colour=QUIET)
