"""What a measure says in numbers: quantity, number, unit, the patient's side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inference.imaging import hip_geometry as hip
from inference.imaging.hip_geometry import Point
from inference.imaging.measure import Measure, MeasureKind, angle, circle, columns
from inference.model.film_hips import halves, lies_across, names_sides, one_hip_side
from inference.records import Film, Side


class Quantity(StrEnum):
    """What a number counts."""

    LENGTH = "length"
    ANGLE = "angle"
    NECK_SHAFT = "neck_shaft"
    DIAMETER = "diameter"
    CENTRE_EDGE = "centre_edge"
    ROOF = "roof"
    ACETABULAR_INDEX = "acetabular_index"
    OBLIQUITY = "obliquity"
    LOWER_BY = "lower_by"
    SYMPHYSIS = "symphysis"
    SYMPHYSIS_OFFSET = "symphysis_offset"
    OBTURATOR = "obturator"
    LONGER_BY = "longer_by"
    TROCHANTER = "trochanter"
    OFFSET = "offset"
    SHENTON = "shenton"
    AREA = "area"


class Unit(StrEnum):
    """Of a number that no spacing has touched yet."""

    DEGREES = "degrees"
    COLUMNS = "columns"  # widths of a film pixel
    SQUARES = "squares"  # of a film pixel's width
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Value:
    """One number; ``side`` is the patient's, :attr:`Side.NONE` where the quantity has none."""

    quantity: Quantity
    number: float
    unit: Unit
    side: Side = Side.NONE


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side of the patient is at the film's left, or at its top where the body lies across the film.

    Attributes:
        first: at the left or top.
        assumed: the header does not say.
        axis: of a point that tells the sides apart: 0 across the film, 1 down.
    """

    first: Side
    assumed: bool
    axis: int = 0

    @property
    def last(self) -> Side:
        return Side.LEFT if self.first is Side.RIGHT else Side.RIGHT

    @property
    def left_of_film(self) -> Side:
        return self.first if self.axis == 0 else Side.UNCERTAIN

    @property
    def right_of_film(self) -> Side:
        return self.last if self.axis == 0 else Side.UNCERTAIN


def sides(film: Film) -> Sides:
    """By Patient Orientation (PS3.3 C.7.6.1.1.1), else as a frontal film is hung: right at its left."""
    if not names_sides(film):
        return Sides(Side.RIGHT, assumed=True)
    axis, mirrored = halves(film.patient_orientation)
    return Sides(Side.LEFT if mirrored else Side.RIGHT, assumed=False, axis=1 - axis)


def side_of(film: Film, point: Point, middle: float | None = None) -> Side:
    """The patient's side of a film point; a film of one hip is of the side that its header names.

    Uncertain where the body lies across the film and the header does not say which way.

    Args:
        middle: the column of the middle of a pelvic line that the reader drew, which runs across the film.
    """
    if (stated := one_hip_side(film)) is not Side.UNCERTAIN:
        return stated
    known = sides(film)
    if middle is not None:
        return known.left_of_film if point[0] < middle else known.right_of_film
    if lies_across(film):
        return Side.UNCERTAIN
    return known.first if point[known.axis] < film.shape[1 - known.axis] / 2 else known.last


def values(measure: Measure, film: Film) -> tuple[Value, ...]:
    """The numbers of a measure, the telling one first; none where its points define none.

    Grey values are no part of it (:func:`inference.imaging.measurements.region_values`).
    """
    made = _VALUES.get(measure.kind)
    return made(measure.points, film) if made is not None else ()


Points = tuple[Point, ...]


def _one(quantity: Quantity, number: float | None, unit: Unit, side: Side = Side.NONE) -> tuple[Value, ...]:
    return () if number is None else (Value(quantity, number, unit, side),)


def _middle(p: Points) -> float:
    return (p[0][0] + p[1][0]) / 2


def _length(p: Points, film: Film) -> tuple[Value, ...]:
    return _one(Quantity.LENGTH, columns(p[0], p[1], film), Unit.COLUMNS)


def _angle(p: Points, film: Film) -> tuple[Value, ...]:
    return _one(Quantity.ANGLE, angle(p[1], p[0], p[2], film), Unit.DEGREES)


def _neck_shaft(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.neck_shaft(p[0], p[1], p[2], p[3], film.pixel_aspect)
    return _one(Quantity.NECK_SHAFT, found, Unit.DEGREES, side_of(film, p[0]))


def _circle(p: Points, film: Film) -> tuple[Value, ...]:
    found = circle(p, film)
    return _one(Quantity.DIAMETER, 2 * found.radius if found is not None else None, Unit.COLUMNS)


def _region(p: Points, film: Film) -> tuple[Value, ...]:
    return _one(Quantity.AREA, hip.ellipse_area(p[0], p[1], film.pixel_aspect), Unit.SQUARES)


def _free(p: Points, film: Film) -> tuple[Value, ...]:
    return _one(Quantity.AREA, hip.polygon_area(p, film.pixel_aspect), Unit.SQUARES)


def _centre_edge(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.centre_edge(p[0], p[1], p[2], p[3], film.pixel_aspect)
    return _one(Quantity.CENTRE_EDGE, found, Unit.DEGREES, side_of(film, p[2], _middle(p)))


def _roof(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.roof(p[0], p[1], p[2], p[3], film.pixel_aspect)
    return _one(Quantity.ROOF, found, Unit.DEGREES, side_of(film, p[2], _middle(p)))


def _index(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.acetabular_index(p[0], p[1], p[2], film.pixel_aspect)
    return _one(Quantity.ACETABULAR_INDEX, found, Unit.DEGREES, side_of(film, p[2], _middle(p)))


def _obliquity(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.obliquity(p[0], p[1], film.pixel_aspect)
    if found is None:
        return ()
    side = sides(film).right_of_film if found.right_of_film else sides(film).left_of_film
    return (
        Value(Quantity.OBLIQUITY, found.degrees, Unit.DEGREES, side),
        Value(Quantity.LOWER_BY, found.lower_by, Unit.COLUMNS, side),
    )


def _tilt(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.tilt(p[0], p[1], p[2], p[3], film.pixel_aspect)
    if found is None:
        return ()
    to = sides(film).right_of_film if found.to_right_of_film > 0 else sides(film).left_of_film
    return (
        Value(Quantity.SYMPHYSIS, found.caudal, Unit.COLUMNS),
        Value(Quantity.SYMPHYSIS_OFFSET, abs(found.to_right_of_film), Unit.COLUMNS, to),
    )


def _rotation(p: Points, film: Film) -> tuple[Value, ...]:
    known = sides(film)
    pairs = sorted(((p[0], p[1]), (p[2], p[3])), key=lambda pair: pair[0][known.axis] + pair[1][known.axis])
    first, second = pairs if known.first is Side.RIGHT else pairs[::-1]
    return _one(Quantity.OBTURATOR, hip.rotation(*first, *second, film.pixel_aspect), Unit.RATIO)


def _leg_length(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.leg_lengths(p[0], p[1], p[2], p[3], film.pixel_aspect)
    if found is None:
        return ()
    known, left, right = sides(film), found.left_of_film, found.right_of_film
    longer = known.left_of_film if left > right else known.right_of_film
    return (
        Value(Quantity.LONGER_BY, abs(left - right), Unit.COLUMNS, longer),
        Value(Quantity.TROCHANTER, left, Unit.COLUMNS, known.left_of_film),
        Value(Quantity.TROCHANTER, right, Unit.COLUMNS, known.right_of_film),
    )


def _offset(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.femoral_offset(p[0], p[1], p[2], film.pixel_aspect)
    return _one(Quantity.OFFSET, found, Unit.COLUMNS, side_of(film, p[0]))


def _shenton(p: Points, film: Film) -> tuple[Value, ...]:
    found = hip.shenton(p[:3], p[3:], film.pixel_aspect)
    step = found.step if found is not None else None
    return _one(Quantity.SHENTON, step, Unit.COLUMNS, side_of(film, p[3]))


_VALUES: Final[dict[MeasureKind, Callable[[Points, Film], tuple[Value, ...]]]] = {
    MeasureKind.LENGTH: _length,
    MeasureKind.ANGLE: _angle,
    MeasureKind.NECK_SHAFT: _neck_shaft,
    MeasureKind.CIRCLE: _circle,
    MeasureKind.REGION: _region,
    MeasureKind.FREE: _free,
    MeasureKind.CENTRE_EDGE: _centre_edge,
    MeasureKind.ROOF: _roof,
    MeasureKind.ACETABULAR_INDEX: _index,
    MeasureKind.OBLIQUITY: _obliquity,
    MeasureKind.TILT: _tilt,
    MeasureKind.ROTATION: _rotation,
    MeasureKind.LEG_LENGTH: _leg_length,
    MeasureKind.OFFSET: _offset,
    MeasureKind.SHENTON: _shenton,
}
