"""What a reader measures: kinds, points, and the plane geometry that they share.

Points are film pixels in area convention: pixel (0, 0) covers 0..1, x to the right, y down.  Where the pixels
are not square, shapes are worked out in the body's proportions: lengths count in widths of a pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from inference.imaging.hip_geometry import Point, arc
from inference.records import Film

MOST_POINTS: Final = 400
"""Of a region drawn by hand."""
MOST_LETTERS: Final = 200
"""Of a text on the film."""


class MeasureKind(StrEnum):
    """What is measured."""

    LENGTH = "length"
    ANGLE = "angle"
    NECK_SHAFT = "neck_shaft"
    CIRCLE = "circle"
    REGION = "region"
    CENTRE_EDGE = "centre_edge"
    ROOF = "roof"
    ACETABULAR_INDEX = "acetabular_index"
    OBLIQUITY = "obliquity"
    TILT = "tilt"
    ROTATION = "rotation"
    LEG_LENGTH = "leg_length"
    OFFSET = "offset"
    SHENTON = "shenton"
    FREE = "free"
    TEXT = "text"
    ARROW = "arrow"


POINTS: Final = {
    MeasureKind.LENGTH: 2,  # its ends
    MeasureKind.ANGLE: 3,  # one arm, the vertex, the other arm
    MeasureKind.NECK_SHAFT: 4,  # middle of the head, middle of the neck; shaft above, shaft below
    MeasureKind.CIRCLE: 3,  # on the rim
    MeasureKind.REGION: 2,  # corners of the box around an ellipse
    MeasureKind.CENTRE_EDGE: 4,  # pelvic line; centre of the head, lateral edge of the roof
    MeasureKind.ROOF: 4,  # pelvic line; medial and lateral end of the weight-bearing roof
    MeasureKind.ACETABULAR_INDEX: 3,  # both triradiate cartilages; lateral edge of the roof
    MeasureKind.OBLIQUITY: 2,  # the same point of both sides
    MeasureKind.TILT: 4,  # pelvic line; sacrococcygeal joint, upper border of the symphysis
    MeasureKind.ROTATION: 4,  # both ends of one obturator foramen, then of the other
    MeasureKind.LEG_LENGTH: 4,  # pelvic line (teardrops); both lesser trochanters
    MeasureKind.OFFSET: 3,  # centre of the head; shaft above, shaft below
    MeasureKind.SHENTON: 6,  # three on the pubic ramus from medial to lateral, three on the femoral neck
    MeasureKind.FREE: 3,  # at least
    MeasureKind.TEXT: 1,
    MeasureKind.ARROW: 2,  # tail, tip
}
PELVIC_LINE: Final = frozenset(
    {MeasureKind.CENTRE_EDGE, MeasureKind.ROOF, MeasureKind.TILT, MeasureKind.LEG_LENGTH}
)
"""Begin with the same point of both sides, which a later measure of the film takes over."""
WRITTEN: Final = frozenset({MeasureKind.TEXT, MeasureKind.ARROW})
"""Say what the reader writes; it never leaves the program."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured: its points in the order of :data:`POINTS`; ``text`` of a text or an arrow."""

    kind: MeasureKind
    points: tuple[Point, ...]
    text: str = ""

    def __post_init__(self) -> None:
        least = POINTS[self.kind]
        most = MOST_POINTS if self.kind is MeasureKind.FREE else least
        if not least <= len(self.points) <= most:
            raise ValueError(f"{self.kind} has {least} points, not {len(self.points)}")
        if not np.isfinite(np.array(self.points)).all():
            raise ValueError("a measure's points must be finite")
        if len(self.text) > MOST_LETTERS or (self.text and self.kind not in WRITTEN):
            raise ValueError("a text belongs to a text or an arrow, and is short")


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the body on the film: centre and half axes in film pixels, radius in units of a column."""

    centre: Point
    across: float
    down: float
    radius: float


def columns(a: Point, b: Point, film: Film) -> float:
    """The distance between two points, in widths of a film pixel."""
    return math.hypot(b[0] - a[0], (b[1] - a[1]) * film.pixel_aspect)


def angle(vertex: Point, a: Point, b: Point, film: Film) -> float:
    """Degrees (0..180) between the arms from ``vertex`` to ``a`` and to ``b``."""
    return _between((vertex, a), (vertex, b), film)


def _between(a: tuple[Point, Point], b: tuple[Point, Point], film: Film) -> float:
    tall = film.pixel_aspect
    (ax, ay), (bx, by) = ((q[0] - p[0], (q[1] - p[1]) * tall) for p, q in (a, b))
    return math.degrees(math.atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


def circle(points: tuple[Point, ...], film: Film) -> Circle | None:
    """The circle through three points, or ``None`` when they lie on a line."""
    tall = film.pixel_aspect
    found = arc(points, tall)
    if found is None:
        return None
    x, y = found.centre
    return Circle((x, y / tall), found.radius, found.radius / tall, found.radius)
