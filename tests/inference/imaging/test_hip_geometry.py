"""The hip's measures: known shapes, pixels that are not square, the generator's films."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.imaging import hip_geometry as hip
from inference.imaging import measurements
from inference.imaging.measure import POINTS, Measure, MeasureKind
from inference.imaging.measure_shapes import shape
from inference.imaging.measure_values import Quantity, Unit, values
from inference.paths import resources
from inference.records import Film, Side, SpacingKind
from tests.stores import film

Point = tuple[float, float]
A, B = (100.0, 300.0), (300.0, 300.0)
"""A level pelvic line; the patient's right at the film's left."""
FILM = film(
    spacing_mm=(0.5, 0.5), spacing_kind=SpacingKind.DETECTOR, patient_orientation=("L", "F"), shape=(600, 400)
)


def polar(origin: Point, degrees_from_up: float, far: float, out: float) -> Point:
    """``far`` from a point, so many degrees from straight up towards ``out`` (-1: the film's left)."""
    turn = math.radians(degrees_from_up)
    return origin[0] + out * far * math.sin(turn), origin[1] - far * math.cos(turn)


@pytest.mark.parametrize("degrees", [-12.0, 0.0, 25.0, 40.0])
@pytest.mark.parametrize("head", [(50.0, 250.0), (350.0, 250.0)])
def test_the_centre_edge_angle_opens_outwards_on_both_sides(head: Point, degrees: float) -> None:
    out = -1.0 if head[0] < 200 else 1.0
    edge = polar(head, degrees, 60, out)
    assert hip.centre_edge(A, B, head, edge, 1.0) == pytest.approx(degrees)
    assert hip.centre_edge(B, A, head, edge, 1.0) == pytest.approx(degrees)


@pytest.mark.parametrize("degrees", [-8.0, 0.0, 14.0])
def test_the_roof_rises_outwards(degrees: float) -> None:
    medial = (350.0, 200.0)
    lateral = polar(medial, 90 - degrees, 40, 1.0)
    assert hip.roof(A, B, medial, lateral, 1.0) == pytest.approx(degrees)
    assert hip.roof(A, B, lateral, medial, 1.0) == pytest.approx(degrees), "whichever was clicked first"


def test_the_acetabular_index_is_taken_from_the_cartilage_of_its_side() -> None:
    edge = polar(A, 90 - 28, 50, -1.0)
    assert hip.acetabular_index(A, B, edge, 1.0) == pytest.approx(28)
    assert hip.acetabular_index(B, A, edge, 1.0) == pytest.approx(28)


def test_obliquity_tilt_and_rotation() -> None:
    down = hip.obliquity((100, 300), (300, 310), 1.0)
    assert down is not None
    assert (down.degrees, down.lower_by, down.right_of_film) == (
        pytest.approx(math.degrees(math.atan(0.05))), 10, True,
    )  # fmt: skip
    level = hip.tilt(A, B, (200, 340), (206, 410), 1.0)
    assert level is not None
    assert (level.caudal, level.to_right_of_film) == pytest.approx((70, 6))
    assert hip.rotation((100, 300), (130, 340), (250, 300), (290, 330), 1.0) == pytest.approx(1.0)


def test_leg_length_needs_a_trochanter_on_each_side() -> None:
    found = hip.leg_lengths(A, B, (60, 380), (340, 390), 1.0)
    assert found == hip.LegLengths(80, 90)
    assert hip.leg_lengths(A, B, (340, 390), (60, 380), 1.0) == found
    assert hip.leg_lengths(A, B, (60, 380), (90, 390), 1.0) is None


def test_the_offset_stands_on_the_shaft() -> None:
    assert hip.femoral_offset((40, 200), (100, 250), (100, 500), 1.0) == pytest.approx(60)
    assert hip.femoral_offset((40, 200), (100, 250), (100, 250), 1.0) is None


def on_arch(centre: Point, radius: float, *degrees: float) -> tuple[Point, ...]:
    return tuple(polar(centre, turn, radius, 1.0) for turn in degrees)


@pytest.mark.parametrize("step", [-6.0, 0.0, 9.0])
def test_shentons_line_tells_how_far_the_neck_stepped(step: float) -> None:
    ramus = on_arch((200, 400), 100, -60, -30, 0)
    neck = on_arch((200, 400), 100 + step, 25, 45, 65)
    found = hip.shenton(ramus, neck, 1.0)
    assert found is not None
    assert (found.pubic.centre, found.pubic.radius) == (pytest.approx((200, 400)), pytest.approx(100))
    assert found.step == pytest.approx(step)
    upside_down = tuple((x, 800 - y) for x, y in ramus)
    assert hip.shenton(upside_down, neck, 1.0) is None
    assert hip.shenton(((0, 0), (10, 10), (20, 20)), neck, 1.0) is None


def test_areas() -> None:
    assert hip.polygon_area(((0, 0), (10, 0), (10, 4), (0, 4)), 1.0) == pytest.approx(40)
    assert hip.polygon_area(((0, 0), (10, 4), (10, 0), (0, 4)), 1.0) is None, "a line that crosses itself"
    assert hip.ellipse_area((0, 0), (20, 10), 1.0) == pytest.approx(math.pi * 10 * 5)
    circle = [
        (50 + 30 * math.cos(t / 50 * math.pi), 50 + 30 * math.sin(t / 50 * math.pi)) for t in range(100)
    ]
    assert hip.polygon_area(circle, 1.0) == pytest.approx(math.pi * 900, rel=0.01)


DEFINED: tuple[tuple[Callable[..., object], tuple[Point, ...]], ...] = (
    (hip.centre_edge, (A, B, (50, 250), (20, 190))),
    (hip.roof, (A, B, (350, 200), (388, 190))),
    (hip.acetabular_index, (A, B, (60, 280))),
    (hip.obliquity, ((100, 300), (300, 310))),
    (hip.tilt, (A, B, (200, 340), (206, 410))),
    (hip.leg_lengths, (A, B, (60, 380), (340, 390))),
    (hip.femoral_offset, ((40, 200), (100, 250), (105, 500))),
    (hip.rotation, ((100, 300), (130, 340), (250, 300), (290, 330))),
    (hip.neck_shaft, ((40, 200), (70, 230), (100, 250), (105, 500))),
)


@pytest.mark.parametrize(("measured", "points"), DEFINED)
def test_pixels_that_are_not_square_change_nothing(
    measured: Callable[..., object], points: tuple[Point, ...]
) -> None:
    squeezed = [(x, y / 2) for x, y in points]
    square, tall = measured(*points, 1.0), measured(*squeezed, 2.0)
    first, second = (
        [v] if isinstance(v, float) else [getattr(v, n) for n in v.__slots__] for v in (square, tall)
    )  # type: ignore[attr-defined]
    assert second == pytest.approx(first)


@pytest.mark.parametrize("measured", [hip.centre_edge, hip.roof, hip.tilt, hip.leg_lengths])
def test_a_pelvis_that_lies_on_its_side_is_not_measured(measured: Callable[..., object]) -> None:
    assert measured((100.0, 100.0), (105.0, 400.0), (50.0, 250.0), (300.0, 190.0), 1.0) is None
    assert measured(A, A, (50.0, 250.0), (300.0, 190.0), 1.0) is None


coordinate = st.floats(0, 400)
point = st.tuples(coordinate, coordinate)


@given(kind=st.sampled_from(sorted(set(MeasureKind))), points=st.lists(point, min_size=6, max_size=6))
def test_any_points_give_finite_numbers_or_none(kind: MeasureKind, points: list[Point]) -> None:
    measure = Measure(kind, tuple(points[: POINTS[kind]]))
    assert all(math.isfinite(value.number) for value in values(measure, FILM))
    assert isinstance(measurements.words(measure, FILM), str)
    assert all(math.isfinite(n) for line in shape(measure, FILM).lines for p in line for n in p)


def test_the_words_name_the_patients_side_and_where_millimetres_come_from() -> None:
    leg = Measure(MeasureKind.LEG_LENGTH, (A, B, (60, 380), (340, 390)))
    assert measurements.words(leg, FILM) == "leg length: L longer by 5.0 mm (at detector)"
    unknown = replace(FILM, patient_orientation=())
    assert measurements.words(leg, unknown) == "leg length: (L) longer by 5.0 mm (at detector)"
    mirrored = replace(FILM, patient_orientation=("R", "F"), spacing_mm=None)
    assert measurements.words(leg, mirrored) == "leg length: R longer by 10 px"
    edge = Measure(MeasureKind.CENTRE_EDGE, (A, B, (50, 250), polar((50, 250), 30, 60, -1)))
    assert measurements.words(edge, FILM) == "R centre-edge 30.0°"
    assert measurements.words(edge, replace(unknown, laterality="L")) == "L centre-edge 30.0°"
    free = Measure(MeasureKind.FREE, ((0, 0), (10, 0), (10, 4), (0, 4)))
    assert measurements.words(free, FILM) == "area 10 mm² (at detector)"
    assert measurements.words(free, replace(FILM, spacing_mm=None)) == "area 40 px"
    crossing = Measure(MeasureKind.FREE, ((0, 0), (10, 4), (10, 0), (0, 4)))
    assert measurements.words(crossing, FILM) == "the line crosses itself: no area"


def known_films() -> list[dict[str, Any]]:
    """Demonstration films with both hips, with what the generator knows of them."""
    records = json.loads((resources() / "films_truth.json").read_text("utf8"))
    return [record for record in records if len(record["hips_in_field"]) == 2]


def as_film(record: dict[str, Any]) -> Film:
    header = pydicom.dcmread(resources() / "films" / record["film"], stop_before_pixels=True)
    down, across = header.ImagerPixelSpacing
    return replace(FILM, spacing_mm=(float(down), float(across)), shape=(header.Rows, header.Columns))


@pytest.mark.parametrize("record", known_films(), ids=lambda record: str(record["film"]))
def test_on_the_generators_landmarks(record: dict[str, Any]) -> None:
    """Head centres, trochanters and shafts where the generator put them: what they measure fits a pelvis."""
    marks = {name: tuple(at) for name, at in record["landmarks"].items()}
    here = as_film(record)
    mm = here.spacing_mm[1] if here.spacing_mm is not None else 0.0
    line = marks["right_head"], marks["left_head"]
    axes = hip.pelvic_axes(*line, 1.0)
    assert axes is not None
    for side in ("right", "left"):
        head, lesser = marks[f"{side}_head"], marks[f"{side}_lesser"]
        offset = Measure(MeasureKind.OFFSET, (head, marks[f"{side}_greater"], marks[f"{side}_shaft"]))
        assert values(offset, here)[0].side is Side(side)
        # the same drop, worked out without the module
        along, down = axes.coordinates(lesser, 1.0)
        dx, dy = line[1][0] - line[0][0], line[1][1] - line[0][1]
        cross = (dx * (lesser[1] - line[0][1]) - dy * (lesser[0] - line[0][0])) / math.hypot(dx, dy)
        assert down == pytest.approx(cross)
        assert (along < 0) is (side == "right")
    leg = values(Measure(MeasureKind.LEG_LENGTH, (*line, marks["right_lesser"], marks["left_lesser"])), here)
    assert [value.quantity for value in leg] == [Quantity.LONGER_BY, Quantity.TROCHANTER, Quantity.TROCHANTER]
    right, left = leg[1].number * mm, leg[2].number * mm
    assert (leg[1].unit, leg[1].side, leg[2].side) == (Unit.COLUMNS, Side.RIGHT, Side.LEFT)
    assert 20 < right < 110
    assert 20 < left < 110
    assert leg[0].number * mm == pytest.approx(abs(right - left))
