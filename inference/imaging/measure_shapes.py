"""How a measure is drawn: its lines, and fainter the lines that it is measured against.  In film pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from inference.imaging import hip_geometry as hip
from inference.imaging.hip_geometry import Point
from inference.imaging.measure import PELVIC_LINE, Measure, MeasureKind, circle
from inference.records import Film

Line = tuple[Point, ...]
STEPS = 64
"""Pieces of a whole circle."""
BEYOND = 0.12
"""Share of its length by which a line that is measured against goes on at both ends."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn: ``lines`` solid, ``guides`` dashed."""

    lines: tuple[Line, ...] = ()
    guides: tuple[Line, ...] = ()


def shape(measure: Measure, film: Film) -> Shape:
    """The lines of a measure; circles and ellipses as many-sided lines, too."""
    p, tall, kind = measure.points, film.pixel_aspect, measure.kind
    if kind is MeasureKind.CIRCLE:
        found = circle(p, film)
        return Shape(() if found is None else (_ellipse(found.centre, found.across, found.down),))
    if kind is MeasureKind.REGION:
        (ax, ay), (bx, by) = p
        return Shape((_ellipse(((ax + bx) / 2, (ay + by) / 2), abs(bx - ax) / 2, abs(by - ay) / 2),))
    if kind is MeasureKind.SHENTON:
        return _shenton(p, tall)
    if kind in PELVIC_LINE or kind is MeasureKind.ACETABULAR_INDEX:
        return _on_pelvic_line(measure, tall)
    if kind is MeasureKind.OFFSET:
        foot = _foot(p[0], p[1], p[2], tall)
        return Shape(((p[0], foot),), (_longer(p[1], p[2], foot),))
    if kind is MeasureKind.OBLIQUITY:
        left, right = sorted(p)
        return Shape((p,), ((left, (right[0], left[1])),))
    return Shape(_plain(measure))


def _plain(measure: Measure) -> tuple[Line, ...]:
    p = measure.points
    if measure.kind in (MeasureKind.NECK_SHAFT, MeasureKind.ROTATION):
        return (p[:2], p[2:])
    if measure.kind is MeasureKind.FREE:
        return ((*p, p[0]),)
    return (p,) if len(p) > 1 else ()


def _on_pelvic_line(measure: Measure, tall: float) -> Shape:
    p = measure.points
    guide = _longer(p[0], p[1])
    if measure.kind is MeasureKind.ACETABULAR_INDEX:
        near = min(p[:2], key=lambda end: math.hypot(end[0] - p[2][0], (end[1] - p[2][1]) * tall))
        return Shape(((near, p[2]),), (guide,))
    if measure.kind is MeasureKind.ROOF:
        return Shape((p[2:],), (guide, _parallel(p, tall)))
    if measure.kind is MeasureKind.CENTRE_EDGE:
        return Shape((p[2:],), (guide, _upright(p, tall)))
    feet = [_foot(point, p[0], p[1], tall) for point in p[2:]]
    return Shape(((feet[0], p[2]), (feet[1], p[3])), (_longer(p[0], p[1], *feet),))


def _upright(p: Line, tall: float) -> Line:
    """From the head's centre up, perpendicular to the pelvic line, as far as the edge lies away."""
    axes = hip.pelvic_axes(p[0], p[1], tall)
    if axes is None:
        return ()
    far = math.hypot(p[3][0] - p[2][0], (p[3][1] - p[2][1]) * tall)
    return (p[2], (p[2][0] - axes.caudal[0] * far, p[2][1] - axes.caudal[1] * far / tall))


def _parallel(p: Line, tall: float) -> Line:
    """From the roof's medial end along the pelvic line, as far as its lateral end lies away."""
    axes = hip.pelvic_axes(p[0], p[1], tall)
    if axes is None:
        return ()
    medial, lateral = sorted(p[2:], key=lambda end: abs(axes.coordinates(end, tall)[0]))
    out = math.copysign(1.0, axes.coordinates(lateral, tall)[0])
    far = out * math.hypot(lateral[0] - medial[0], (lateral[1] - medial[1]) * tall)
    return (medial, (medial[0] + axes.along[0] * far, medial[1] + axes.along[1] * far / tall))


def _foot(point: Point, a: Point, b: Point, tall: float) -> Point:
    """Where the perpendicular from a point meets the line through two others."""
    dx, dy = b[0] - a[0], (b[1] - a[1]) * tall
    square = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * tall * dy) / square if square > 0 else 0.0
    return a[0] + along * dx, a[1] + along * (b[1] - a[1])


def _longer(a: Point, b: Point, *also: Point) -> Line:
    """A line a little beyond its ends, and over other points of it."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy or 1.0
    at = [((q[0] - a[0]) * dx + (q[1] - a[1]) * dy) / square for q in (a, b, *also)]
    return tuple((a[0] + t * dx, a[1] + t * dy) for t in (min(at) - BEYOND, max(at) + BEYOND))


def _ellipse(centre: Point, across: float, down: float) -> Line:
    turns = [2 * math.pi * step / STEPS for step in range(STEPS + 1)]
    return tuple((centre[0] + across * math.cos(t), centre[1] + down * math.sin(t)) for t in turns)


def _shenton(p: Line, tall: float) -> Shape:
    """The arc of the ramus and that of the neck; between them, dashed, the ramus' arc goes on."""
    ramus, neck = _arch(p[:3], tall), _arch(p[3:], tall)
    if ramus is None:
        return Shape((p[:3], p[3:]))
    second = _piece(neck, p[3:], tall) if neck is not None else p[3:]
    return Shape((_piece(ramus, p[:3], tall), second), (_piece(ramus, p, tall),))


def _arch(points: Line, tall: float) -> hip.Arc | None:
    """The circle through three points where it opens downwards."""
    found = hip.arc(points, tall)
    middle = sum(y for _, y in points) * tall / len(points)
    return found if found is not None and found.centre[1] > middle else None


def _piece(arc: hip.Arc, points: Sequence[Point], tall: float) -> Line:
    """The part of a circle that spans the directions of points, over its top."""
    x0, y0 = arc.centre
    turns = [math.atan2(x - x0, y0 - y * tall) for x, y in points]  # 0: straight up
    low, high = min(turns), max(turns)
    count = max(8, round(STEPS * (high - low) / (2 * math.pi)))
    at = [low + (high - low) * step / count for step in range(count + 1)]
    return tuple((x0 + arc.radius * math.sin(t), (y0 - arc.radius * math.cos(t)) / tall) for t in at)
