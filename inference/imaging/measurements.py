"""Lengths, angles, circles and grey values on a film, and what a millimetre on it is worth.

Points are film pixels in area convention: pixel (0, 0) covers 0..1, x to the right, y down.  Where the pixels
are not square, shapes are worked out in the body's proportions.  A millimetre never stands without where it
comes from (PS3.3 10.7.1.3): a radiograph is magnified, by some 10 to 30 % at the hip, and by how much is
known only from the header's factor or distances, or from something of known size on the film.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from inference.dicom.grayscale import modality_table
from inference.imaging.hip_geometry import Point
from inference.imaging.measure import POINTS, Circle, Measure, MeasureKind, angle, circle, columns
from inference.imaging.measure_values import Quantity, Value, sides, values
from inference.messages import Message
from inference.model.film_hips import one_hip_side
from inference.records import Film, FilmImage, Side, SpacingKind

__all__ = [
    "POINTS", "Calibration", "Circle", "Measure", "MeasureKind", "Point", "RegionValues", "angle",
    "area_words", "calibrated", "circle", "columns", "known_length", "length_words", "origin",
    "region_values", "side_letter", "words",
]  # fmt: skip

SAMPLE: Final = 1 << 18
"""A region of more pixels is read on a grid of about so many: its mean stays, and a drag stays smooth."""
LEAST_PIXELS: Final = 5.0
"""A calibration needs a line of at least so many pixels."""


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


def area_words(squares: float, film: Film) -> Message:
    """An area with its unit: square millimetres and where they come from, else the number of film pixels."""
    pixels = Message("{count:.0f} px", count=squares / film.pixel_aspect)
    if film.spacing_mm is None:
        return pixels
    mm = Message("{area:.0f} mm²", area=squares * film.spacing_mm[1] ** 2)
    if film.spacing_kind is SpacingKind.UNKNOWN:
        return Message("{columns} ({mm}, {origin})", columns=pixels, mm=mm, origin=origin(film))
    return Message("{mm} ({origin})", mm=mm, origin=origin(film))


def words(measure: Measure, film: Film, region: RegionValues | None = None) -> Message:
    """What a measure says; ``region`` are the grey values of a region.

    A side stands as R or L, in brackets where the film's header does not say which is which.
    """
    if measure.text:
        return Message(measure.text)
    if measure.kind is MeasureKind.REGION:
        return _region_words(measure, film, region)
    found = values(measure, film)
    if not found:
        return _NOTHING.get(measure.kind, Message("not defined by these points"))
    return _WORDS[found[0].quantity](found, film)


def side_letter(side: Side, film: Film) -> Message:
    """R or L, in brackets where the header does not say; ``?`` where nothing does."""
    if side is Side.UNCERTAIN:
        return Message("?")
    letter = Message("R") if side is Side.RIGHT else Message("L")
    assumed = sides(film).assumed and one_hip_side(film) is Side.UNCERTAIN
    return Message("({side})", side=letter) if assumed else letter


def _region_words(measure: Measure, film: Film, region: RegionValues | None) -> Message:
    if region is None:
        return Message("no pixels")
    grey = Message(
        "mean {mean:.5g}, SD {sd:.3g}, {pixels} px", mean=region.mean, sd=region.sd, pixels=region.pixels
    )
    if film.spacing_mm is None:
        return grey
    return Message("{grey}, {area}", grey=grey, area=area_words(values(measure, film)[0].number, film))


_NOTHING: Final = {
    MeasureKind.TEXT: Message(""),
    MeasureKind.ARROW: Message(""),
    MeasureKind.CIRCLE: Message("no circle"),
    MeasureKind.FREE: Message("the line crosses itself: no area"),
    MeasureKind.LEG_LENGTH: Message("one trochanter on each side, please"),
    MeasureKind.SHENTON: Message("these points make no arch"),
}
Found = tuple[Value, ...]


def _tenths(degrees: float) -> float:
    """Rounded as it is shown, so that nothing is minus zero."""
    return round(degrees, 1) + 0.0


def _plain_length(found: Found, film: Film) -> Message:
    return length_words(found[0].number, film)


def _plain_angle(found: Found, _film: Film) -> Message:
    return Message("{angle:.1f}°", angle=found[0].number)


def _neck_shaft(found: Found, film: Film) -> Message:
    side = side_letter(found[0].side, film)
    return Message("{side} neck-shaft {angle:.1f}°", side=side, angle=_tenths(found[0].number))


def _diameter(found: Found, film: Film) -> Message:
    return Message("Ø {length}", length=length_words(found[0].number, film))


def _centre_edge(found: Found, film: Film) -> Message:
    side = side_letter(found[0].side, film)
    return Message("{side} centre-edge {angle:.1f}°", side=side, angle=_tenths(found[0].number))


def _roof(found: Found, film: Film) -> Message:
    side = side_letter(found[0].side, film)
    return Message("{side} Tönnis {angle:.1f}°", side=side, angle=_tenths(found[0].number))


def _index(found: Found, film: Film) -> Message:
    side = side_letter(found[0].side, film)
    return Message("{side} acetabular index {angle:.1f}°", side=side, angle=_tenths(found[0].number))


def _shows_none(number: float, film: Film) -> bool:
    """Whether a length in film columns is shown as nothing: then it has no side."""
    in_pixels = film.spacing_mm is None or film.spacing_kind is SpacingKind.UNKNOWN
    return round(number) == 0 if in_pixels else round(number * (film.spacing_mm or (1, 1))[1], 1) == 0


def _obliquity(found: Found, film: Film) -> Message:
    if _shows_none(found[1].number, film):
        return Message("obliquity {angle:.1f}°, both sides level", angle=found[0].number)
    return Message(
        "obliquity {angle:.1f}°, {side} lower by {length}",
        angle=found[0].number, side=side_letter(found[0].side, film),
        length=length_words(found[1].number, film),
    )  # fmt: skip


def _tilt(found: Found, film: Film) -> Message:
    if _shows_none(found[1].number, film):
        return Message(
            "symphysis {length} below the sacrum, in the middle",
            length=length_words(found[0].number, film),
        )
    return Message(
        "symphysis {length} below the sacrum, {aside} to {side}",
        length=length_words(found[0].number, film), aside=length_words(found[1].number, film),
        side=side_letter(found[1].side, film),
    )  # fmt: skip


def _obturator(found: Found, film: Film) -> Message:
    right, left = side_letter(Side.RIGHT, film), side_letter(Side.LEFT, film)
    return Message("obturator {right} : {left} {ratio:.2f}", right=right, left=left, ratio=found[0].number)


def _longer(found: Found, film: Film) -> Message:
    if _shows_none(found[0].number, film):
        return Message("leg length: no difference")
    return Message(
        "leg length: {side} longer by {length}",
        side=side_letter(found[0].side, film), length=length_words(found[0].number, film),
    )  # fmt: skip


def _offset(found: Found, film: Film) -> Message:
    return Message(
        "{side} offset {length}",
        side=side_letter(found[0].side, film), length=length_words(found[0].number, film),
    )  # fmt: skip


def _shenton(found: Found, film: Film) -> Message:
    length, side = length_words(abs(found[0].number), film), side_letter(found[0].side, film)
    if found[0].number < 0:
        return Message("{side} Shenton: neck {length} below the arc", side=side, length=length)
    return Message("{side} Shenton: neck {length} above the arc", side=side, length=length)


def _area(found: Found, film: Film) -> Message:
    return Message("area {area}", area=area_words(found[0].number, film))


_WORDS: Final[dict[Quantity, Callable[[Found, Film], Message]]] = {
    Quantity.LENGTH: _plain_length,
    Quantity.ANGLE: _plain_angle,
    Quantity.NECK_SHAFT: _neck_shaft,
    Quantity.DIAMETER: _diameter,
    Quantity.CENTRE_EDGE: _centre_edge,
    Quantity.ROOF: _roof,
    Quantity.ACETABULAR_INDEX: _index,
    Quantity.OBLIQUITY: _obliquity,
    Quantity.SYMPHYSIS: _tilt,
    Quantity.OBTURATOR: _obturator,
    Quantity.LONGER_BY: _longer,
    Quantity.OFFSET: _offset,
    Quantity.SHENTON: _shenton,
    Quantity.AREA: _area,
}
"""By the first quantity of a measure."""


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
