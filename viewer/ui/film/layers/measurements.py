"""Measures on a film: painted, picked up by the mouse, moved point by point in film coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from inference.imaging import measurements as measuring
from inference.imaging.measurements import POINTS, Measure, MeasureKind, Point
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import FilmImage
from viewer.app.i18n import translated
from viewer.ui.film.layers.marks import REACH, within
from viewer.ui.film.render.style import GAP, HALO
from viewer.ui.film.render.text import Style, TextArt
from viewer.ui.shell.theme import ACCENT, TEXT

CROSS: Final = 5.0  # logical pixels of half a cross
WHOLE: Final = -1


@dataclass(frozen=True, slots=True)
class MeasureGrip:
    """What the mouse holds: a point of measure ``index``, or all of it (:data:`WHOLE`)."""

    index: int
    point: int = WHOLE


@dataclass(frozen=True, slots=True)
class Draft:
    """A measure in the making; the last point is the mouse."""

    kind: MeasureKind
    points: tuple[Point, ...]


@dataclass(slots=True)
class MeasureLayer:
    """The measures of one film, the one that is selected, and what each says."""

    measures: list[Measure] = field(default_factory=list)
    selected: int | None = None
    draft: Draft | None = None
    _image: FilmImage | None = None
    _said: dict[Measure, str] = field(default_factory=dict)

    def set(self, measures: Sequence[Measure]) -> None:
        """Show these measures; the selection stays where it still fits."""
        self.measures = list(measures)
        self._said = {measure: text for measure, text in self._said.items() if measure in self.measures}
        if self.selected is not None and self.selected >= len(self.measures):
            self.selected = None

    def set_image(self, image: FilmImage | None) -> None:
        """The film that is measured, with the spacing in force."""
        self._image, self._said = image, {}

    def words(self, measure: Measure) -> str:
        """What a measure says on this film; a region's pixels are read once."""
        if self._image is None:
            return ""
        if measure not in self._said:
            region = measure.kind is MeasureKind.REGION
            values = measuring.region_values(self._image, measure.points) if region else None
            self._said[measure] = translated(measuring.words(measure, self._image.film, values))
        return self._said[measure]

    def hit(self, geometry: ViewGeometry, at: Point, ratio: float) -> MeasureGrip | None:
        """What a press at device pixels ``at`` would hold: a point first, then a line; the topmost."""
        order = sorted(range(len(self.measures)), key=lambda i: (i != self.selected, -i))
        for index in order:
            points = [transform(geometry.to_view, *point) for point in self.measures[index].points]
            near = [i for i, p in enumerate(points) if math.dist(p, at) <= REACH * ratio]
            if near:
                return MeasureGrip(index, near[0])
        for index in order:
            if self._distance(self.measures[index], geometry, at) <= REACH * ratio:
                return MeasureGrip(index)
        return None

    def _distance(self, measure: Measure, geometry: ViewGeometry, at: Point) -> float:
        """Device pixels from a point to the nearest line of a measure."""
        if measure.kind in (MeasureKind.CIRCLE, MeasureKind.REGION):
            frame = self._round(measure, geometry)
            if frame is None or min(frame.width(), frame.height()) < 1:
                return math.inf
            x, y = at[0] - frame.center().x(), at[1] - frame.center().y()
            reach = math.hypot(2 * x / frame.width(), 2 * y / frame.height())
            return abs(reach - 1) * min(frame.width(), frame.height()) / 2
        lines = [
            (transform(geometry.to_view, *a), transform(geometry.to_view, *b)) for a, b in _lines(measure)
        ]
        return min((_from_line(at, a, b) for a, b in lines), default=math.inf)

    def _round(self, measure: Measure, geometry: ViewGeometry) -> QRectF | None:
        """The box on screen around a circle or a region."""
        if measure.kind is MeasureKind.REGION:
            (ax, ay), (bx, by) = (transform(geometry.to_view, *point) for point in measure.points)
            return QRectF(QPointF(ax, ay), QPointF(bx, by)).normalized()
        found = measuring.circle(measure.points, self._image.film) if self._image is not None else None
        if found is None:
            return None
        x, y = transform(geometry.to_view, *found.centre)
        radius = found.radius * geometry.scale
        return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)

    # painting

    def paint(self, painter: QPainter, geometry: ViewGeometry, art: TextArt) -> None:
        """Draw every measure with a painter in device pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, measure in enumerate(self.measures):
            self._paint(painter, measure, geometry, art, selected=index == self.selected)
        if self.draft is not None:
            self._paint_draft(painter, self.draft, geometry, art)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint(
        self, painter: QPainter, measure: Measure, geometry: ViewGeometry, art: TextArt, *, selected: bool
    ) -> None:
        colour = ACCENT if selected else TEXT
        frame = None
        if measure.kind in (MeasureKind.CIRCLE, MeasureKind.REGION):
            frame = self._round(measure, geometry)
        for pen in _pens(colour, art.ratio):
            painter.setPen(pen)
            if frame is not None:
                painter.drawEllipse(frame)
            for a, b in _lines(measure):
                painter.drawLine(_on_view(geometry, a), _on_view(geometry, b))
            _paint_crosses(painter, measure.points, geometry, art.ratio)
        at = _label_place(measure, frame, geometry, art)
        _paint_label(painter, self.words(measure), at, colour, geometry, art)

    def _paint_draft(self, painter: QPainter, draft: Draft, geometry: ViewGeometry, art: TextArt) -> None:
        if len(draft.points) == POINTS[draft.kind]:
            measure = Measure(draft.kind, draft.points)
            self._paint(painter, measure, geometry, art, selected=True)
            self._said.pop(measure, None)
            return
        line = QPolygonF([_on_view(geometry, point) for point in draft.points])
        for pen in _pens(ACCENT, art.ratio):
            painter.setPen(pen)
            if draft.kind is not MeasureKind.CIRCLE:
                painter.drawPolyline(line)
            _paint_crosses(painter, draft.points, geometry, art.ratio)


def _lines(measure: Measure) -> list[tuple[Point, Point]]:
    """The straight lines of a measure."""
    points = measure.points
    if measure.kind is MeasureKind.LENGTH:
        return [(points[0], points[1])]
    if measure.kind is MeasureKind.ANGLE:
        return [(points[0], points[1]), (points[1], points[2])]
    if measure.kind is MeasureKind.NECK_SHAFT:
        return [(points[0], points[1]), (points[2], points[3])]
    return []


def _from_line(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square if square > 0 else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(at[0] - a[0] - along * dx, at[1] - a[1] - along * dy)


def _on_view(geometry: ViewGeometry, point: Point) -> QPointF:
    return QPointF(*transform(geometry.to_view, *point))


def _pens(colour: str, ratio: float) -> tuple[QPen, QPen]:
    return QPen(QColor(HALO), 4.0 * ratio), QPen(QColor(colour), 1.6 * ratio)


def _paint_crosses(
    painter: QPainter, points: tuple[Point, ...], geometry: ViewGeometry, ratio: float
) -> None:
    half = CROSS * ratio
    for point in points:
        x, y = transform(geometry.to_view, *point)
        painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
        painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))


def _label_place(measure: Measure, frame: QRectF | None, geometry: ViewGeometry, art: TextArt) -> QPointF:
    """Where the words begin: right of a circle, of an angle's vertex, else of the rightmost point."""
    away = 2 * GAP * art.ratio
    if frame is not None:
        return QPointF(frame.right() + away, frame.center().y())
    points = [transform(geometry.to_view, *point) for point in measure.points]
    x, y = points[1] if measure.kind is MeasureKind.ANGLE else max(points)
    return QPointF(x + away, y)


def _paint_label(
    painter: QPainter, text: str, at: QPointF, colour: str, geometry: ViewGeometry, art: TextArt
) -> None:
    """The words, kept inside the view."""
    style = Style(colour=colour, bold=True)
    width, height = geometry.view
    room = GAP * art.ratio
    x = max(min(at.x(), width - art.width(text, style) - room), room)
    y = max(min(at.y() - art.line_height(style) / 2, height - art.line_height(style) - room), room)
    art.draw(painter, text, x, y, style)


def shifted(measure: Measure, dx: float, dy: float, film: tuple[int, int]) -> Measure:
    """The measure moved, kept whole inside the film."""
    xs, ys = [x for x, _ in measure.points], [y for _, y in measure.points]
    dx = min(max(dx, -min(xs)), film[1] - max(xs))
    dy = min(max(dy, -min(ys)), film[0] - max(ys))
    return Measure(measure.kind, tuple((x + dx, y + dy) for x, y in measure.points))


def with_point(measure: Measure, index: int, x: float, y: float, film: tuple[int, int]) -> Measure:
    """The measure with one point elsewhere on the film."""
    points = list(measure.points)
    points[index] = within(film, x, y)
    return Measure(measure.kind, tuple(points))
