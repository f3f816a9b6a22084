"""Lengths, angles, circles and grey values, against plain geometry; and where each millimetre comes from."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.dicom.reader import read_film
from inference.imaging import measure_values, measurements
from inference.imaging.measurements import Calibration, Measure, MeasureKind
from inference.records import Side, SpacingKind, Symmetry, ValueChain
from tests.films import make_film
from tests.pixels import film_image
from tests.stores import film

SQUARE = film(spacing_mm=(0.2, 0.2), spacing_kind=SpacingKind.CALIBRATED)
TALL = film(spacing_mm=(0.4, 0.2), spacing_kind=SpacingKind.CALIBRATED)
LENGTH = Measure(MeasureKind.LENGTH, ((10, 10), (40, 50)))
coordinate = st.floats(0, 2000)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"spacing_kind": SpacingKind.CALIBRATED}, "10.0 mm (calibrated)"),
        ({"spacing_kind": SpacingKind.DETECTOR}, "10.0 mm (at detector)"),
        (
            {"spacing_kind": SpacingKind.MAGNIFIED, "magnification": 1.2},
            "10.0 mm (magnified ×1.20, stated factor)",
        ),
        (
            {"spacing_kind": SpacingKind.MAGNIFIED, "magnification": 1.2, "magnification_stated": False},
            "10.0 mm (magnified ×1.20, from distances)",
        ),
        ({"spacing_kind": SpacingKind.UNKNOWN}, "50 px (10.0 mm, origin unknown)"),
        ({"spacing_kind": SpacingKind.UNKNOWN, "spacing_mm": None}, "50 px"),
        ({"spacing_kind": SpacingKind.BY_HAND}, "10.0 mm (calibrated by hand)"),
    ],
)
def test_a_length_says_where_its_millimetres_come_from(changes: dict[str, object], said: str) -> None:
    assert measurements.words(LENGTH, film(**{"spacing_mm": (0.2, 0.2), **changes})) == said


@pytest.mark.parametrize(
    ("header", "kind", "stated"),
    [
        ({"EstimatedRadiographicMagnificationFactor": 1.25}, SpacingKind.MAGNIFIED, True),
        ({"DistanceSourceToDetector": 1150, "DistanceSourceToPatient": 1000}, SpacingKind.MAGNIFIED, False),
        ({}, SpacingKind.DETECTOR, True),
    ],
)
def test_the_header_tells_factor_from_distances(
    tmp_path: Path, header: dict[str, float], kind: SpacingKind, stated: bool
) -> None:
    made = read_film(make_film(tmp_path, ImagerPixelSpacing=[0.15, 0.15], **header)).film
    assert (made.spacing_kind, made.magnification_stated) == (kind, stated)


def test_pixels_that_are_not_square_are_measured_in_the_bodys_proportions() -> None:
    down = Measure(MeasureKind.LENGTH, ((10, 10), (10, 60)))
    assert measurements.words(down, TALL) == "20.0 mm (calibrated)"
    right = Measure(MeasureKind.ANGLE, ((20, 0), (0, 0), (20, 10)))
    assert measurements.words(right, TALL) == "45.0°"
    found = measurements.circle(((100, 50), (110, 55), (120, 50)), TALL)
    assert found is not None
    assert (found.centre, found.across, found.down) == (pytest.approx((110, 50)), 10, 5)


def test_the_neck_shaft_angle_lies_between_the_way_to_the_head_and_the_way_down() -> None:
    tilt = math.radians(130)
    head = (200 + 50 * math.sin(tilt), 200 + 50 * math.cos(tilt))
    found = Measure(MeasureKind.NECK_SHAFT, (head, (200, 200), (205, 260), (205, 400)))
    assert measurements.words(found, SQUARE) == "(R) neck-shaft 130.0°"
    mirrored = tuple((-x, y) for x, y in found.points)
    assert measurements.words(Measure(MeasureKind.NECK_SHAFT, mirrored), SQUARE) == "(R) neck-shaft 130.0°"


@given(coordinate, coordinate, st.floats(1, 900), st.lists(st.floats(0, 6.28), min_size=3, max_size=3))
def test_three_points_of_a_circle_give_it_back(x: float, y: float, r: float, at: list[float]) -> None:
    gaps = [abs(math.remainder(a - b, math.tau)) for a, b in ((at[0], at[1]), (at[1], at[2]), (at[0], at[2]))]
    if min(gaps) < 0.2:
        return
    found = measurements.circle(tuple((x + r * math.cos(a), y + r * math.sin(a)) for a in at), SQUARE)
    assert found is not None
    assert (*found.centre, found.radius) == pytest.approx((x, y, r), abs=1e-3 * (1 + r))


@given(*[st.tuples(st.integers(0, 3000), st.integers(0, 3000))] * 3)
def test_angles_do_not_depend_on_the_order_of_the_arms(
    a: tuple[float, float], vertex: tuple[float, float], b: tuple[float, float]
) -> None:
    found = measurements.angle(vertex, a, b, SQUARE)
    assert 0 <= found <= 180
    assert found == pytest.approx(measurements.angle(vertex, b, a, SQUARE))


def test_points_on_a_line_are_no_circle() -> None:
    flat = Measure(MeasureKind.CIRCLE, ((0, 0), (10, 10), (20, 20)))
    assert measurements.words(flat, SQUARE) == "no circle"
    assert measurements.known_length(flat, SQUARE) is None


def test_a_region_reads_modality_values_in_its_ellipse() -> None:
    pixels = np.zeros((100, 100), np.uint16)
    pixels[20:40, 30:70] = 500
    image = film_image(pixels, ValueChain(bits_stored=12, signed=False, slope=2.0, intercept=-100.0))
    found = measurements.region_values(image, ((70, 40), (30, 20)))
    assert found is not None
    assert (found.mean, found.sd) == (900.0, 0.0)
    assert found.pixels == pytest.approx(math.pi * 20 * 10, rel=0.02)
    assert measurements.region_values(image, ((200, 200), (300, 300))) is None
    words = measurements.words(Measure(MeasureKind.REGION, ((30, 20), (70, 40))), image.film, found)
    assert words == f"mean 900, SD 0, {found.pixels} px"


def test_a_large_region_is_read_on_a_grid_with_the_same_mean() -> None:
    rng = np.random.default_rng(1)
    image = film_image(rng.integers(0, 4096, (2000, 2000)).astype(np.uint16))
    found = measurements.region_values(image, ((0, 0), (2000, 2000)))
    assert found is not None
    assert found.mean == pytest.approx(2047.5, abs=15)
    assert found.pixels == pytest.approx(math.pi * 1000 * 1000, rel=0.01)


def test_the_side_of_a_body_that_lies_across_the_film_is_read_along_its_own_axis() -> None:
    def sides(**header: Any) -> list[Side]:
        lying = film_image(np.zeros((400, 300), np.uint16), body_part="PELVIS", **header).film
        return [
            measure_values.side_of(lying, point) for point in ((20, 50), (280, 50), (20, 350), (280, 350))
        ]

    left, right = Side.LEFT, Side.RIGHT
    assert sides(patient_orientation=("F", "L")) == [right, right, left, left]
    assert sides(patient_orientation=("H", "R")) == [left, left, right, right]
    assert sides(patient_orientation=("L", "F")) == sides() == [right, left, right, left]
    assert sides(symmetry=Symmetry.ALONG) == [Side.UNCERTAIN] * 4
    lying = film_image(np.zeros((400, 300), np.uint16), symmetry=Symmetry.ALONG).film
    assert str(measurements.side_letter(Side.UNCERTAIN, lying)) == "?"


def test_a_calibration_replaces_the_headers_spacing() -> None:
    own = measurements.calibrated(TALL, Calibration(known_mm=25.0, pixels=100.0))
    assert own.spacing_mm == pytest.approx((0.5, 0.25))
    assert measurements.words(LENGTH, own).endswith("mm (calibrated by hand)")
    bare = measurements.calibrated(
        film(spacing_mm=None, spacing_kind=SpacingKind.UNKNOWN), Calibration(28.0, 140)
    )
    assert bare.spacing_mm == pytest.approx((0.2, 0.2))
    assert measurements.calibrated(TALL, None) is TALL
    assert measurements.known_length(LENGTH, SQUARE) == 50.0


@pytest.mark.parametrize(("mm", "pixels"), [(0, 100), (-1, 100), (25, 4), (25, math.nan), (math.inf, 100)])
def test_nonsense_is_no_calibration(mm: float, pixels: float) -> None:
    with pytest.raises(ValueError, match="no calibration"):
        Calibration(mm, pixels)


def test_a_measure_has_its_points() -> None:
    with pytest.raises(ValueError, match="3 points"):
        Measure(MeasureKind.ANGLE, ((0, 0), (1, 1)))
    with pytest.raises(ValueError, match="finite"):
        Measure(MeasureKind.LENGTH, ((0, 0), (1, math.inf)))


def test_odd_spacing_is_taken_for_square() -> None:
    assert film(spacing_mm=(9.0, 0.1)).pixel_aspect == 1.0
