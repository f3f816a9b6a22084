"""Measures on a film: painted, picked up by the mouse, moved point by point in film coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from inference.imaging import measurements as measuring
from inference.imaging.measure import PELVIC_LINE, POINTS, WRITTEN, Measure, MeasureKind
from inference.imaging.measure_shapes import Shape, shape
from inference.imaging.measurements import Point
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import FilmImage
from viewer.app.i18n import translated
from viewer.ui.film.layers.marks import REACH, within
from viewer.ui.film.render.style import GAP, HALO
from viewer.ui.film.render.text import Style, TextArt
from viewer.ui.shell.measure_guide import step_name
from viewer.ui.shell.theme import ACCENT, TEXT

CROSS: Final = 5.0  # logical pixels of half a cross
ARROW: Final = 14.0  # logical pixels of an arrow's head
ARROW_TURN: Final = 0.45  # radians between its barbs and the line
CLOSED: Final = frozenset({MeasureKind.CIRCLE, MeasureKind.REGION, MeasureKind.FREE})
SPLITS: Final = {
    **dict.fromkeys((*PELVIC_LINE, MeasureKind.NECK_SHAFT, MeasureKind.ROTATION), 2),
    MeasureKind.ACETABULAR_INDEX: 2,
    MeasureKind.OFFSET: 1,
    MeasureKind.SHENTON: 3,
}
"""After how many points of a measure in the making another line begins."""
WHOLE: Final = -1


LABEL: Final = Style(bold=True)


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
    _shapes: dict[Measure, Shape] = field(default_factory=dict)
    _text_box: dict[Measure, QRectF] = field(default_factory=dict)
    _taken: list[QRectF] = field(default_factory=list)  # where words stand in this painting

    def set(self, measures: Sequence[Measure]) -> None:
        """Show these measures; the selection stays where it still fits."""
        self.measures = list(measures)
        self._said = {measure: text for measure, text in self._said.items() if measure in self.measures}
        self._shapes = {measure: drawn for measure, drawn in self._shapes.items() if measure in self.measures}
        self._text_box = {measure: box for measure, box in self._text_box.items() if measure in self.measures}
        if self.selected is not None and self.selected >= len(self.measures):
            self.selected = None

    def for_picture(self, *, texts: bool) -> MeasureLayer:
        """The same measures for a picture, with or without the words that the reader wrote."""
        made = replace(self, _text_box={})
        if not texts:
            kept = [one for one in self.measures if one.kind is not MeasureKind.TEXT]
            made.measures = [replace(one, text="") if one.kind in WRITTEN else one for one in kept]
            made.selected = None
        return made

    def set_image(self, image: FilmImage | None) -> None:
        """The film that is measured, with the spacing in force."""
        self._image, self._said, self._shapes = image, {}, {}

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
        if measure.kind is MeasureKind.TEXT:
            return _outside(self._text_box.get(measure), at)
        found = math.inf
        for line in self.shape(measure).lines:
            shown = [transform(geometry.to_view, *point) for point in line]
            found = min([found, *(_from_line(at, a, b) for a, b in pairwise(shown))])
        return found

    def shape(self, measure: Measure) -> Shape:
        """The lines of a measure; worked out once."""
        if self._image is None:
            return Shape()
        if measure not in self._shapes:
            self._shapes[measure] = shape(measure, self._image.film)
        return self._shapes[measure]

    # painting

    def paint(self, painter: QPainter, geometry: ViewGeometry, art: TextArt) -> None:
        """Draw every measure with a painter in device pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._taken = []
        for index, measure in enumerate(self.measures):
            self._paint(painter, measure, geometry, art, selected=index == self.selected)
        if self.draft is not None:
            self._paint_draft(painter, self.draft, geometry, art)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint(
        self, painter: QPainter, measure: Measure, geometry: ViewGeometry, art: TextArt, *, selected: bool
    ) -> None:
        colour = ACCENT if selected else TEXT
        drawn = self.shape(measure)
        lines = [_polygon(geometry, line) for line in drawn.lines]
        long = art.width(self.words(measure), LABEL) if measure.kind is MeasureKind.TEXT else 0.0
        if not _is_in_sight([*lines, _polygon(geometry, measure.points)], geometry, long):
            self._text_box.pop(measure, None)  # nobody can take hold of it there
            return  # its words would stand at the view's edge beside nothing
        for pen in _pens(colour, art.ratio):
            painter.setPen(pen)
            for line in lines:
                painter.drawPolyline(line)
            if measure.kind is MeasureKind.ARROW:
                _paint_head(painter, lines[0], art.ratio)
            if measure.kind not in WRITTEN or selected:
                crosses = measure.points if measure.kind is not MeasureKind.FREE else ()
                _paint_crosses(painter, crosses, geometry, art.ratio)
        for pen in _thin(colour, art.ratio):
            painter.setPen(pen)
            for guide in drawn.guides:
                painter.drawPolyline(_polygon(geometry, guide))
        at = _label_place(measure, lines, geometry, art)
        box = _paint_label(painter, self.words(measure), at, colour, geometry, art, self._taken)
        if measure.kind is MeasureKind.TEXT:
            self._text_box[measure] = box

    def _paint_draft(self, painter: QPainter, draft: Draft, geometry: ViewGeometry, art: TextArt) -> None:
        count = len(draft.points)
        if count == POINTS[draft.kind] and draft.kind is not MeasureKind.FREE:
            measure = Measure(draft.kind, draft.points)
            self._paint(painter, measure, geometry, art, selected=True)
            for kept in (self._said, self._shapes):
                kept.pop(measure, None)
        else:
            self._paint_points(painter, draft, geometry, art)
        step = step_name(draft.kind, count - 1)
        if step and count:
            x, y = transform(geometry.to_view, *draft.points[-1])
            at = QPointF(x + 3 * GAP * art.ratio, y + 3 * GAP * art.ratio)
            _paint_label(painter, step, at, ACCENT, geometry, art, [], bold=False)

    def _paint_points(self, painter: QPainter, draft: Draft, geometry: ViewGeometry, art: TextArt) -> None:
        """The points so far; what belongs together is joined."""
        for pen in _pens(ACCENT, art.ratio):
            painter.setPen(pen)
            if draft.kind is not MeasureKind.CIRCLE:
                for part in _parts(draft):
                    painter.drawPolyline(_polygon(geometry, part))
            crosses = draft.points if draft.kind is not MeasureKind.FREE else draft.points[:1]
            _paint_crosses(painter, crosses, geometry, art.ratio)


def _parts(draft: Draft) -> list[tuple[Point, ...]]:
    """The points of a draft as the lines that they will become."""
    at = SPLITS.get(draft.kind)
    return [draft.points] if at is None else [draft.points[:at], draft.points[at:]]


def _from_line(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square if square > 0 else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(at[0] - a[0] - along * dx, at[1] - a[1] - along * dy)


def _on_view(geometry: ViewGeometry, point: Point) -> QPointF:
    return QPointF(*transform(geometry.to_view, *point))


def _outside(box: QRectF | None, at: Point) -> float:
    """How far a point lies from a box; 0 inside."""
    if box is None:
        return math.inf
    dx = max(box.left() - at[0], at[0] - box.right(), 0.0)
    dy = max(box.top() - at[1], at[1] - box.bottom(), 0.0)
    return math.hypot(dx, dy)


def _polygon(geometry: ViewGeometry, points: Sequence[Point]) -> QPolygonF:
    return QPolygonF([_on_view(geometry, point) for point in points])


def _pens(colour: str, ratio: float) -> tuple[QPen, QPen]:
    return QPen(QColor(HALO), 4.0 * ratio), QPen(QColor(colour), 1.6 * ratio)


def _thin(colour: str, ratio: float) -> tuple[QPen, QPen]:
    pen = QPen(QColor(colour), 1.0 * ratio)
    pen.setDashPattern([6, 5])
    return QPen(QColor(HALO), 2.6 * ratio), pen


def _paint_head(painter: QPainter, line: QPolygonF, ratio: float) -> None:
    """The head of an arrow at the line's end."""
    tip, tail = line.last(), line.first()
    turn = math.atan2(tail.y() - tip.y(), tail.x() - tip.x())
    for side in (-ARROW_TURN, ARROW_TURN):
        x, y = math.cos(turn + side), math.sin(turn + side)
        painter.drawLine(tip, QPointF(tip.x() + ARROW * ratio * x, tip.y() + ARROW * ratio * y))


def _paint_crosses(
    painter: QPainter, points: tuple[Point, ...], geometry: ViewGeometry, ratio: float
) -> None:
    half = CROSS * ratio
    for point in points:
        x, y = transform(geometry.to_view, *point)
        painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
        painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))


def _label_place(measure: Measure, lines: list[QPolygonF], geometry: ViewGeometry, art: TextArt) -> QPointF:
    """Where the words begin: right of a closed line, of an angle's vertex, else of the rightmost point."""
    away = 2 * GAP * art.ratio
    if measure.kind in CLOSED and lines:
        frame = lines[0].boundingRect()
        return QPointF(frame.right() + away, frame.center().y())
    points = [transform(geometry.to_view, *point) for point in measure.points]
    if measure.kind in PELVIC_LINE:
        points = points[2:]  # beside the hip, not at the end of the pelvic line
    if measure.kind is MeasureKind.ARROW:
        return QPointF(points[0][0] + away, points[0][1])
    x, y = points[1] if measure.kind is MeasureKind.ANGLE else max(points)
    return QPointF(x + away, y)


def _paint_label(
    painter: QPainter, text: str, at: QPointF, colour: str, geometry: ViewGeometry, art: TextArt,
    taken: list[QRectF], *, bold: bool = True,
) -> QRectF:  # fmt: skip
    """The words, kept inside the view and clear of those in ``taken``, which they join; where they stand."""
    style = replace(LABEL, colour=colour, bold=bold)
    width, height = geometry.view
    room, long, high = GAP * art.ratio, art.width(text, style), art.line_height(style)
    x = max(min(at.x(), width - long - room), room)
    under = high if x < at.x() else 0.0  # no room beside it: below it
    y = max(min(at.y() - high / 2 + under, height - high - room), room)
    box = _clear_of(taken, QRectF(x, y, long, high), height - room)
    art.draw(painter, text, box.x(), box.y(), style)
    taken.append(box)
    return box


def _clear_of(taken: list[QRectF], box: QRectF, bottom: float) -> QRectF:
    """The nearest place above or below where the box lies on none of these; its own where there is none."""
    steps = sorted(range(-len(taken), len(taken) + 1), key=lambda step: (abs(step), -step))
    places = (box.translated(0.0, step * box.height()) for step in steps)
    inside = (place for place in places if place.top() >= 0 and place.bottom() <= bottom)
    return next((place for place in inside if not any(place.intersects(one) for one in taken)), box)


def _is_in_sight(lines: list[QPolygonF], geometry: ViewGeometry, long: float) -> bool:
    """Whether any part of a measure, or of words of this length at it, lies in the view."""
    view = QRectF(0.0, 0.0, *geometry.view)
    return any(line.boundingRect().adjusted(-1, -1, 1 + long, 1).intersects(view) for line in lines)


def shifted(measure: Measure, dx: float, dy: float, film: tuple[int, int]) -> Measure:
    """The measure moved, kept whole inside the film."""
    xs, ys = [x for x, _ in measure.points], [y for _, y in measure.points]
    dx = min(max(dx, -min(xs)), film[1] - max(xs))
    dy = min(max(dy, -min(ys)), film[0] - max(ys))
    return replace(measure, points=tuple((x + dx, y + dy) for x, y in measure.points))


def with_point(measure: Measure, index: int, x: float, y: float, film: tuple[int, int]) -> Measure:
    """The measure with one point elsewhere on the film."""
    points = list(measure.points)
    points[index] = within(film, x, y)
    return replace(measure, points=tuple(points))
