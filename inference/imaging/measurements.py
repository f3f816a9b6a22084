"""Lengths, angles, circles and grey values on a film, and what a millimetre on it is worth.

Points are film pixels in area convention: pixel (0, 0) covers 0..1, x to the right, y down.  Where the pixels
are not square, shapes are worked out in the body's proportions.  A millimetre never stands without where it
comes from (PS3.3 10.7.1.3): a radiograph is magnified, by some 10 to 30 % at the hip, and by how much is
known only from the header's factor or distances, or from something of known size on the film.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from inference.dicom.grayscale import modality_table
from inference.messages import Message
from inference.records import Film, FilmImage, SpacingKind

Point = tuple[float, float]
SAMPLE: Final = 1 << 18
"""A region of more pixels is read on a grid of about so many: its mean stays, and a drag stays smooth."""
LEAST_PIXELS: Final = 5.0
"""A calibration needs a line of at least so many pixels."""


class MeasureKind(StrEnum):
    """What is measured."""

    LENGTH = "length"
    ANGLE = "angle"
    NECK_SHAFT = "neck_shaft"
    CIRCLE = "circle"
    REGION = "region"


POINTS: Final = {
    MeasureKind.LENGTH: 2,  # its ends
    MeasureKind.ANGLE: 3,  # one arm, the vertex, the other arm
    MeasureKind.NECK_SHAFT: 4,  # middle of the head, middle of the neck; shaft above, shaft below
    MeasureKind.CIRCLE: 3,  # on the rim
    MeasureKind.REGION: 2,  # corners of the box around an ellipse
}


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured: its points in the order of :data:`POINTS`."""

    kind: MeasureKind
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) != POINTS[self.kind]:
            raise ValueError(f"{self.kind} has {POINTS[self.kind]} points, not {len(self.points)}")
        if not np.isfinite(np.array(self.points)).all():
            raise ValueError("a measure's points must be finite")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Something of known size on the film.

    Attributes:
        known_mm: its true size.
        pixels: its size on the film, in pixels across.
    """

    known_mm: float
    pixels: float

    def __post_init__(self) -> None:
        if not (0 < self.known_mm < 10_000 and LEAST_PIXELS <= self.pixels < 100_000):
            raise ValueError(f"{self.known_mm} mm over {self.pixels} pixels is no calibration")

    @property
    def mm_across(self) -> float:
        """Millimetres per film column."""
        return self.known_mm / self.pixels


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the body on the film: centre and half axes in film pixels, radius in units of a column."""

    centre: Point
    across: float
    down: float
    radius: float


@dataclass(frozen=True, slots=True)
class RegionValues:
    """Modality values inside a region; ``pixels`` counts all of them, also where only a grid was read."""

    mean: float
    sd: float
    pixels: int


def calibrated(film: Film, calibration: Calibration | None) -> Film:
    """The film with the reader's own calibration in place of the header's spacing."""
    if calibration is None:
        return film
    across = calibration.mm_across
    return replace(film, spacing_mm=(across * film.pixel_aspect, across), spacing_kind=SpacingKind.BY_HAND)


def columns(a: Point, b: Point, film: Film) -> float:
    """The distance between two points, in widths of a film pixel."""
    return math.hypot(b[0] - a[0], (b[1] - a[1]) * film.pixel_aspect)


def angle(vertex: Point, a: Point, b: Point, film: Film) -> float:
    """Degrees (0..180) between the arms from ``vertex`` to ``a`` and to ``b``."""
    return _between((vertex, a), (vertex, b), film)


def neck_shaft(points: tuple[Point, ...], film: Film) -> float:
    """Degrees between the neck (towards the head) and the shaft (downwards): some 125 to 135 in adults."""
    head, neck, above, below = points
    return _between((neck, head), (above, below), film)


def _between(a: tuple[Point, Point], b: tuple[Point, Point], film: Film) -> float:
    tall = film.pixel_aspect
    (ax, ay), (bx, by) = ((q[0] - p[0], (q[1] - p[1]) * tall) for p, q in (a, b))
    return math.degrees(math.atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


def circle(points: tuple[Point, ...], film: Film) -> Circle | None:
    """The circle through three points, or ``None`` when they lie on a line."""
    tall = film.pixel_aspect
    (ax, ay), (bx, by), (cx, cy) = ((x, y * tall) for x, y in points)
    bx, by, cx, cy = bx - ax, by - ay, cx - ax, cy - ay
    turn = 2 * (bx * cy - by * cx)
    size = max(math.hypot(bx, by), math.hypot(cx, cy))
    if abs(turn) <= 1e-4 * size * size:
        return None
    b2, c2 = bx * bx + by * by, cx * cx + cy * cy
    x, y = (cy * b2 - by * c2) / turn, (bx * c2 - cx * b2) / turn
    radius = math.hypot(x, y)
    return Circle((ax + x, (ay + y) / tall), radius, radius / tall, radius)


def region_values(image: FilmImage, points: tuple[Point, ...]) -> RegionValues | None:
    """Mean and standard deviation in the ellipse inside the box of two corners; ``None`` when it is empty."""
    (ax, ay), (bx, by) = points
    rows, cols = image.film.shape
    x0, x1 = sorted((min(max(ax, 0), cols), min(max(bx, 0), cols)))
    y0, y1 = sorted((min(max(ay, 0), rows), min(max(by, 0), rows)))
    left, top, right, bottom = math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)
    if right - left < 1 or bottom - top < 1:
        return None
    step = max(1, math.ceil(math.sqrt((right - left) * (bottom - top) / SAMPLE)))
    x = (np.arange(left, right, step) + 0.5 - (ax + bx) / 2) / max(abs(bx - ax) / 2, 0.5)
    y = (np.arange(top, bottom, step) + 0.5 - (ay + by) / 2) / max(abs(by - ay) / 2, 0.5)
    inside = y[:, None] ** 2 + x[None, :] ** 2 <= 1
    if not inside.any():
        return None
    stored = image.pixels[top:bottom:step, left:right:step][inside]
    values = modality_table(image.film.chain)[stored].astype(np.float64)
    return RegionValues(float(values.mean()), float(values.std()), int(inside.sum()) * step * step)


# Words


_ORIGIN: Final = {
    SpacingKind.CALIBRATED: Message("calibrated"),
    SpacingKind.BY_HAND: Message("calibrated by hand"),
    SpacingKind.DETECTOR: Message("at detector"),
}


def origin(film: Film) -> Message:
    """Where a millimetre on this film comes from, in few words; ``pixels`` where there is none."""
    if film.spacing_mm is None:
        return Message("pixels")
    if film.spacing_kind is SpacingKind.MAGNIFIED:
        source = Message("stated factor") if film.magnification_stated else Message("from distances")
        return Message("magnified ×{factor:.2f}, {source}", factor=film.magnification or 1, source=source)
    return _ORIGIN.get(film.spacing_kind, Message("origin unknown"))


def length_words(columns_: float, film: Film) -> Message:
    """A length with its unit and where the unit comes from.

    Spacing of unknown origin may be the detector's or the body's: pixels come first there.
    """
    if film.spacing_mm is None:
        return Message("{columns:.0f} px", columns=columns_)
    mm = Message("{columns:.1f} mm", columns=columns_ * film.spacing_mm[1])
    if film.spacing_kind is SpacingKind.UNKNOWN:
        return Message("{columns:.0f} px ({mm}, {origin})", columns=columns_, mm=mm, origin=origin(film))
    return Message("{mm} ({origin})", mm=mm, origin=origin(film))


def words(measure: Measure, film: Film, values: RegionValues | None = None) -> Message:
    """What a measure says; ``values`` are a region's."""
    points = measure.points
    if measure.kind is MeasureKind.LENGTH:
        return length_words(columns(points[0], points[1], film), film)
    if measure.kind is MeasureKind.ANGLE:
        return Message("{angle:.1f}°", angle=angle(points[1], points[0], points[2], film))
    if measure.kind is MeasureKind.NECK_SHAFT:
        return Message("neck-shaft {angle:.1f}°", angle=neck_shaft(points, film))
    if measure.kind is MeasureKind.CIRCLE:
        found = circle(points, film)
        return (
            Message("Ø {length}", length=length_words(2 * found.radius, film))
            if found is not None
            else Message("no circle")
        )
    if values is None:
        return Message("no pixels")
    return Message(
        "mean {mean:.5g}, SD {sd:.3g}, {pixels} px", mean=values.mean, sd=values.sd, pixels=values.pixels
    )


def known_length(measure: Measure, film: Film) -> float | None:
    """The size in film columns that a calibration can be set on: a length, or a circle's diameter."""
    if measure.kind is MeasureKind.LENGTH:
        found = columns(measure.points[0], measure.points[1], film)
    elif measure.kind is MeasureKind.CIRCLE:
        drawn = circle(measure.points, film)
        found = 2 * drawn.radius if drawn is not None else 0.0
    else:
        return None
    return found if found >= LEAST_PIXELS else None
