"""Boxes and points on a film: drawn, picked up by the mouse, moved and resized in film coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inference.imaging.view_geometry import ViewGeometry, box, transform
from inference.records import Region
from viewer.ui.film.render.style import GAP, HALO, TRUTH
from viewer.ui.film.render.text import Style, TextArt
from viewer.ui.shell.theme import ACCENT, TEXT

REACH: Final = 7.0  # logical pixels around a line or a handle
HANDLE: Final = 3.5
POINT: Final = 9.0
LEAST: Final = 1.0  # film pixels a side of a box keeps


class MarkKind(StrEnum):
    """Whose mark it is; only the reader's own can be changed."""

    READER = "reader"
    OTHER = "other"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Mark:
    """A region on the film; ``label`` is a letter or a word written beside it."""

    region: Region
    kind: MarkKind = MarkKind.READER
    label: str = ""


COLOURS: Final = {MarkKind.READER: ACCENT, MarkKind.OTHER: TEXT, MarkKind.TRUTH: TRUTH}
LINES: Final = {
    MarkKind.READER: Qt.PenStyle.SolidLine,
    MarkKind.OTHER: Qt.PenStyle.DashLine,
    MarkKind.TRUTH: Qt.PenStyle.DotLine,
}
LETTERS: Final = {MarkKind.READER: "", MarkKind.OTHER: "O", MarkKind.TRUTH: "T"}
SIDES: Final = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Grip:
    """What the mouse holds: mark ``index`` by its film-left (-1) or film-right (1) and top or bottom side;
    (0, 0) holds the whole mark."""

    index: int
    across: int = 0
    down: int = 0


def within(film: tuple[int, int], x: float, y: float) -> tuple[float, float]:
    """The nearest point of a film of (rows, columns)."""
    return min(max(x, 0.0), float(film[1])), min(max(y, 0.0), float(film[0]))


def spanned(a: tuple[float, float], b: tuple[float, float]) -> Region:
    """The box between two corners."""
    return Region(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def moved(region: Region, dx: float, dy: float, film: tuple[int, int]) -> Region:
    """The region shifted, kept whole inside the film."""
    dx = min(max(dx, -region.x0), film[1] - region.x1)
    dy = min(max(dy, -region.y0), film[0] - region.y1)
    return Region(region.x0 + dx, region.y0 + dy, region.x1 + dx, region.y1 + dy)


def resized(region: Region, grip: Grip, x: float, y: float, film: tuple[int, int]) -> Region:
    """The box with the held sides at (x, y); a side cannot pass the opposite one."""
    x, y = within(film, x, y)
    x0, y0, x1, y1 = region.x0, region.y0, region.x1, region.y1
    x0 = min(x, x1 - LEAST) if grip.across < 0 else x0
    x1 = max(x, x0 + LEAST) if grip.across > 0 else x1
    y0 = min(y, y1 - LEAST) if grip.down < 0 else y0
    y1 = max(y, y0 + LEAST) if grip.down > 0 else y1
    return Region(x0, y0, x1, y1)


@dataclass(slots=True)
class MarkLayer:
    """The marks of one film and the one that is selected."""

    marks: list[Mark] = field(default_factory=list)
    selected: int | None = None
    draft: Region | None = None  # the box being drawn

    def set(self, marks: Sequence[Mark]) -> None:
        """Show these marks; the selection stays where it still fits."""
        self.marks = list(marks)
        if self.selected is not None and self.selected >= len(self.marks):
            self.selected = None

    def regions(self) -> tuple[Region, ...]:
        """The reader's own regions."""
        return tuple(mark.region for mark in self.marks if mark.kind is MarkKind.READER)

    def own_index(self, index: int) -> int:
        """Which of the reader's own regions mark ``index`` is."""
        return sum(mark.kind is MarkKind.READER for mark in self.marks[:index])

    def hit(self, geometry: ViewGeometry, at: tuple[float, float], ratio: float) -> Grip | None:
        """What a press at device pixels ``at`` would hold; the selected mark first, then the topmost."""
        order = sorted(range(len(self.marks)), key=lambda i: (i != self.selected, -i))
        for index in order:
            if self.marks[index].kind is MarkKind.READER:
                grip = _grip(self.marks[index].region, index, geometry, at, REACH * ratio)
                if grip is not None:
                    return grip
        return None

    def paint(self, painter: QPainter, geometry: ViewGeometry, art: TextArt) -> None:
        """Draw every mark with a painter in device pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, mark in enumerate(self.marks):
            _paint(painter, mark, geometry, art, selected=index == self.selected)
        if self.draft is not None:
            _paint(painter, Mark(self.draft), geometry, art, selected=False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def view_box(region: Region, geometry: ViewGeometry) -> QRectF:
    """The region in device pixels."""
    x0, y0, x1, y1 = box(geometry.to_view, region.x0, region.y0, region.x1, region.y1)
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def _grip(
    region: Region, index: int, geometry: ViewGeometry, at: tuple[float, float], reach: float
) -> Grip | None:
    if not region.is_point:
        for across, down in ((i, j) for i in SIDES for j in SIDES if i or j):
            x, y = _handle(region, across, down, geometry)
            if math.hypot(at[0] - x, at[1] - y) <= reach:
                return Grip(index, across, down)
    frame, point = view_box(region, geometry), QPointF(*at)
    outer, inner = frame.adjusted(-reach, -reach, reach, reach), frame.adjusted(reach, reach, -reach, -reach)
    inside = inner.isValid() and inner.contains(point)
    return Grip(index) if outer.contains(point) and not inside else None


def _handle(region: Region, across: int, down: int, geometry: ViewGeometry) -> tuple[float, float]:
    x = (region.x0 + region.x1 + across * (region.x1 - region.x0)) / 2
    y = (region.y0 + region.y1 + down * (region.y1 - region.y0)) / 2
    return transform(geometry.to_view, x, y)


def _paint(painter: QPainter, mark: Mark, geometry: ViewGeometry, art: TextArt, *, selected: bool) -> None:
    frame, ratio = view_box(mark.region, geometry), art.ratio
    for colour, width, line in (
        (HALO, 4.0, Qt.PenStyle.SolidLine),
        (COLOURS[mark.kind], 2.0, LINES[mark.kind]),
    ):
        painter.setPen(QPen(QColor(colour), width * ratio, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.region.is_point:
            _paint_point(painter, frame.topLeft(), ratio)
        else:
            painter.drawRect(frame)
    if selected and not mark.region.is_point:
        _paint_handles(painter, mark, geometry, ratio)
    label = mark.label or LETTERS[mark.kind]
    away = (POINT + GAP if mark.region.is_point else GAP) * ratio
    art.draw(painter, label, frame.right() + away, frame.top(), Style(colour=COLOURS[mark.kind], bold=True))


def _paint_point(painter: QPainter, at: QPointF, ratio: float) -> None:
    """A ring with four ticks: the pixel that is meant stays in sight."""
    ring, tick = POINT * ratio, 5 * ratio
    painter.drawEllipse(at, ring, ring)
    ends = ((1, 0), (-1, 0), (0, 1), (0, -1))
    near, far = ring, ring + tick
    lines = [QLineF(at + QPointF(x, y) * near, at + QPointF(x, y) * far) for x, y in ends]
    painter.drawLines(lines)


def _paint_handles(painter: QPainter, mark: Mark, geometry: ViewGeometry, ratio: float) -> None:
    painter.setPen(QPen(QColor(HALO), ratio))
    painter.setBrush(QColor(COLOURS[mark.kind]))
    half = HANDLE * ratio
    for across, down in ((i, j) for i in SIDES for j in SIDES if i or j):
        x, y = _handle(mark.region, across, down, geometry)
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    painter.setBrush(Qt.BrushStyle.NoBrush)
