"""The scale ruler: a round length on screen, and where its millimetres come from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film, SpacingKind
from viewer.app.i18n import mark, tr
from viewer.ui.film.render.style import HALO, MARGIN
from viewer.ui.film.render.text import Anchor, Style, TextArt
from viewer.ui.shell.theme import TEXT

MILLIMETRES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
PIXELS: Final = tuple(step * 10**power for power in range(5) for step in (1, 2, 5))
LONGEST: Final = 180  # logical pixels
PROVENANCE: Final = {
    SpacingKind.CALIBRATED: mark("calibrated"),
    SpacingKind.DETECTOR: mark("at detector, not at the bone"),
    SpacingKind.BY_HAND: mark("calibrated by hand"),
    SpacingKind.MAGNIFIED: mark("corrected for magnification"),
    SpacingKind.UNKNOWN: mark("pixels, true size unknown"),
}


@dataclass(frozen=True, slots=True)
class Ruler:
    """A ruler of ``length`` device pixels with ``parts`` equal parts."""

    length: float
    parts: int
    label: str
    provenance: str


def spacing_across(film: Film, geometry: ViewGeometry) -> float | None:
    """Millimetres per film pixel along the screen's horizontal, ``None`` where unknown."""
    if film.spacing_mm is None or film.spacing_kind is SpacingKind.UNKNOWN:
        return None
    value = film.spacing_mm[0 if geometry.turns % 2 else 1]
    return value if math.isfinite(value) and value > 0 else None


def ruler_for(film: Film, geometry: ViewGeometry, ratio: float) -> Ruler:
    """The longest round length that fits beside the other text at this zoom."""
    per_pixel = geometry.scale * (geometry.aspect if geometry.turns % 2 else 1.0)
    room = min(LONGEST * ratio, 0.4 * geometry.view[0])
    spacing = spacing_across(film, geometry)
    if spacing is None:
        value = _longest(PIXELS, room / per_pixel)
        return Ruler(value * per_pixel, _parts(value), f"{value} px", tr(PROVENANCE[SpacingKind.UNKNOWN]))
    value = _longest(MILLIMETRES, room / per_pixel * spacing)
    label = f"{value // 10} cm" if value >= 10 else f"{value} mm"
    return Ruler(value / spacing * per_pixel, _parts(value), label, _provenance(film))


def _provenance(film: Film) -> str:
    word = tr(PROVENANCE[film.spacing_kind])
    if film.spacing_kind is SpacingKind.MAGNIFIED and film.magnification:
        source = tr("stated") if film.magnification_stated else tr("from distances")
        return f"{word} ×{film.magnification:.2f}, {source}"
    return word


def _longest(steps: tuple[int, ...], room: float) -> int:
    return max((step for step in steps if step <= room), default=steps[0])


def _parts(value: int) -> int:
    while value % 10 == 0:
        value //= 10
    return {1: 10, 2: 4, 5: 5}[value]


def ruler_height(art: TextArt) -> float:
    """Device pixels that the ruler and its lines take at the lower edge."""
    return 2 * art.line_height(Style()) + (MARGIN + 20) * art.ratio


def ruler_width(art: TextArt, ruler: Ruler) -> float:
    """Device pixels that the ruler and its words take across."""
    return max(ruler.length, art.width(ruler.provenance, Style()))


def paint_ruler(painter: QPainter, art: TextArt, ruler: Ruler, view: tuple[int, int]) -> None:
    """Draw the ruler at the middle of the lower edge, with a painter in device pixels."""
    ratio, style = art.ratio, Style()
    middle, line = view[0] / 2, art.line_height(style)
    art.draw(painter, ruler.provenance, middle, view[1] - MARGIN * ratio - line, style, Anchor.MIDDLE)
    base = round(view[1] - MARGIN * ratio - line - 6 * ratio)
    left = round(middle - ruler.length / 2)
    lines = [QLineF(left, base, left + ruler.length, base)]
    for part in range(ruler.parts + 1):
        tall = (9 if part in (0, ruler.parts) else 5) * ratio
        x = left + ruler.length * part / ruler.parts
        lines.append(QLineF(x, base, x, base - tall))
    for colour, width in ((HALO, 4.0), (TEXT, 1.5)):
        painter.setPen(QPen(QColor(colour), width * ratio))
        painter.drawLines(lines)
    art.draw(painter, ruler.label, middle, base - 10 * ratio - line, style, Anchor.MIDDLE)
