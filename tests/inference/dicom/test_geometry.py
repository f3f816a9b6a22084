"""Which millimetre a film has, and which way round it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inference.dicom.geometry import aspect_pair
from inference.dicom.reader import read_film
from inference.records import SpacingKind
from tests import films


@pytest.mark.parametrize(
    ("header", "kind", "mm"),
    [
        ({}, SpacingKind.UNKNOWN, None),
        ({"PixelSpacing": [0.2, 0.1]}, SpacingKind.UNKNOWN, (0.2, 0.1)),
        ({"ImagerPixelSpacing": [0.15, 0.15]}, SpacingKind.DETECTOR, (0.15, 0.15)),
        (
            {"PixelSpacing": [0.15, 0.15], "ImagerPixelSpacing": [0.15, 0.15]},
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        (
            {"PixelSpacing": [0.13, 0.13], "ImagerPixelSpacing": [0.15, 0.15]},
            SpacingKind.CALIBRATED,
            (0.13, 0.13),
        ),
        (
            {
                "PixelSpacing": [0.15, 0.15],
                "ImagerPixelSpacing": [0.15, 0.15],
                "PixelSpacingCalibrationType": "FIDUCIAL",
            },
            SpacingKind.CALIBRATED,
            (0.15, 0.15),
        ),
        (
            {"PixelSpacing": [1, 1], "ImagerPixelSpacing": [0.143, 0.143]},
            SpacingKind.DETECTOR,
            (0.143, 0.143),
        ),
        (
            {
                "PixelSpacing": [0.2, 0.2],
                "ImagerPixelSpacing": [0.15, 0.15],
                "PixelSpacingCalibrationType": "GEOMETRY",
            },
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        (
            {"PixelSpacing": [0.14, 0.14], "ImagerPixelSpacing": [0.143, 0.143]},
            SpacingKind.DETECTOR,
            (0.143, 0.143),
        ),
        (
            {"PixelSpacing": [0.1488, 0.1488], "ImagerPixelSpacing": [0.15, 0.15]},
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        ({"ImagerPixelSpacing": [30, 15]}, SpacingKind.UNKNOWN, None),
        ({"PixelSpacing": [0.0143, 0.0143]}, SpacingKind.UNKNOWN, None),  # centimetres
        (
            {"PixelSpacing": [0.026, 0.026], "ImagerPixelSpacing": [0.15, 0.15]},
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        (
            {"PixelSpacing": [0.143, 0.143], "ImagerPixelSpacing": [1, 1]},
            SpacingKind.UNKNOWN,
            (0.143, 0.143),
        ),
        (
            {"PixelSpacing": [1, 1], "NominalScannedPixelSpacing": [0.175, 0.175]},
            SpacingKind.UNKNOWN,
            (0.175, 0.175),
        ),
        ({"PixelSpacing": [1, 1], "ImagerPixelSpacing": [1, 1]}, SpacingKind.DETECTOR, (1, 1)),
        (
            {"PixelSpacing": [0.15, 0.15], "PixelSpacingCalibrationType": "FIDUCIAL"},
            SpacingKind.CALIBRATED,
            (0.15, 0.15),
        ),
        (
            {"PixelSpacing": [0.15, 0.15], "PixelSpacingCalibrationType": "NONE"},
            SpacingKind.UNKNOWN,
            (0.15, 0.15),
        ),
        (
            {"ImagerPixelSpacing": [0.15, 0.15], "EstimatedRadiographicMagnificationFactor": 1.25},
            SpacingKind.MAGNIFIED,
            (0.12, 0.12),
        ),
        (
            {
                "ImagerPixelSpacing": [0.15, 0.15],
                "DistanceSourceToDetector": 1150,
                "DistanceSourceToPatient": 1000,
            },
            SpacingKind.MAGNIFIED,
            (0.15 / 1.15, 0.15 / 1.15),
        ),
        (
            {"ImagerPixelSpacing": [0.15, 0.15], "EstimatedRadiographicMagnificationFactor": 1},
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        (
            {"ImagerPixelSpacing": [0.15, 0.15], "EstimatedRadiographicMagnificationFactor": 40},
            SpacingKind.DETECTOR,
            (0.15, 0.15),
        ),
        *(
            (
                {
                    "ImagerPixelSpacing": [0.15, 0.15],
                    "EstimatedRadiographicMagnificationFactor": factor,
                    "DistanceSourceToDetector": 1150,
                    "DistanceSourceToPatient": 1000,
                },
                SpacingKind.MAGNIFIED,
                (0.15 / 1.15, 0.15 / 1.15),
            )
            for factor in (115, 0.87, -1.15)
        ),
        ({"PixelSpacing": [0, 0]}, SpacingKind.UNKNOWN, None),
        ({"PixelSpacing": [-0.1, 0.1]}, SpacingKind.UNKNOWN, None),
        ({"NominalScannedPixelSpacing": [0.1, 0.1]}, SpacingKind.UNKNOWN, (0.1, 0.1)),
    ],
)
def test_spacing(
    tmp_path: Path, header: dict[str, Any], kind: SpacingKind, mm: tuple[float, float] | None
) -> None:
    film = read_film(films.make_film(tmp_path, **header)).film
    assert film.spacing_kind is kind
    assert film.spacing_mm == (None if mm is None else pytest.approx(mm))


def test_a_spacing_that_makes_a_film_larger_than_any_is_none(tmp_path: Path) -> None:
    wide = films.phantom(rows=8, columns=2000)
    film = read_film(films.make_film(tmp_path, stored=wide, ImagerPixelSpacing=[1, 1])).film
    assert film.spacing_mm is None
    assert "A pixel spacing of the header makes no sense and was not used." in film.warnings


def test_an_orientation_in_other_signs_is_read_and_one_that_cannot_be_is_said(tmp_path: Path) -> None:
    odd = "The patient orientation of the header makes no sense and was not used."
    for given in ("L/F", "L, F", ["LEFT", "FOOT"], ["l", "f"]):
        film = read_film(films.make_film(tmp_path, PatientOrientation=given)).film
        assert film.patient_orientation == ("L", "F")
        assert odd not in film.warnings
    for given in (["X", "Y"], ["L", "R"], ["L", "F", "H"], ["LEG"]):
        film = read_film(films.make_film(tmp_path, PatientOrientation=given)).film
        assert film.patient_orientation == ()
        assert odd in film.warnings
    film = read_film(films.make_film(tmp_path, PatientOrientation=["LF", "FR"])).film
    assert film.patient_orientation == ("LF", "FR")


def test_a_magnification_that_cannot_be_is_said(tmp_path: Path) -> None:
    odd = "The magnification of the header makes no sense and was not used."
    near, far = {"DistanceSourceToPatient": 1000}, {"DistanceSourceToDetector": 1150}
    turned = {"DistanceSourceToPatient": 1150, "DistanceSourceToDetector": 1000}
    for header, said in (
        ({"EstimatedRadiographicMagnificationFactor": 115, **near, **far}, True),
        ({"EstimatedRadiographicMagnificationFactor": 0.87}, True),
        ({"EstimatedRadiographicMagnificationFactor": "nan"}, True),
        (turned, True),
        ({"EstimatedRadiographicMagnificationFactor": 1.15, **turned}, False),
        *((fine, False) for fine in (near, far, {**near, **far}, {})),
    ):
        film = read_film(films.make_film(tmp_path, ImagerPixelSpacing=[0.15, 0.15], **header)).film
        assert (odd in film.warnings) is said
    apart = {"EstimatedRadiographicMagnificationFactor": 1.5, **near, **far}
    film = read_film(films.make_film(tmp_path, ImagerPixelSpacing=[0.15, 0.15], **apart)).film
    assert any("contradict each other" in str(note) for note in film.warnings)
    film = read_film(films.make_film(tmp_path, ImagerPixelSpacing=["0.00015", "0.00015"])).film  # metres
    assert film.spacing_mm is None
    assert "A pixel spacing of the header makes no sense and was not used." in film.warnings


@pytest.mark.parametrize(
    ("header", "side"),
    [
        ({}, ""),
        ({"Laterality": "L"}, "L"),
        ({"ImageLaterality": "R", "Laterality": "L"}, "R"),
        ({"ImageLaterality": "B"}, "B"),
        ({"ImageLaterality": "X"}, ""),
        ({"ImageLaterality": "LEFT"}, "L"),
        ({"ImageLaterality": ["R", ""]}, "R"),
        ({"Laterality": "rt"}, "R"),
        ({"ImageLaterality": ["L", "R"]}, "B"),
        ({"ImageLaterality": "X", "Laterality": "L"}, "L"),
    ],
)
def test_laterality(tmp_path: Path, header: dict[str, str], side: str) -> None:
    assert read_film(films.make_film(tmp_path, **header)).film.laterality == side


@pytest.mark.parametrize(
    ("orientation", "known", "said"),
    [
        (["L", "F"], ("L", "F"), ""),
        (["R", "F"], ("R", "F"), "mirrored"),
        (["L", "H"], ("L", "H"), "upside down"),
        (["L"], (), ""),
        (None, (), ""),
    ],
)
def test_orientation(
    tmp_path: Path, orientation: list[str] | None, known: tuple[str, ...], said: str
) -> None:
    film = read_film(films.make_film(tmp_path, PatientOrientation=orientation)).film
    assert film.patient_orientation == known
    assert (said in " ".join(film.warnings)) if said else film.warnings == ()


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ({"PixelAspectRatio": [2, 1]}, False),
        ({"PixelAspectRatio": [9, 1]}, True),
        ({"PixelAspectRatio": [1, 1]}, False),
        ({"PixelSpacing": [0.2, 0.1]}, False),
        ({"PixelSpacing": [0.2, 0.1], "PixelAspectRatio": [2, 1]}, False),
        ({"PixelSpacing": [0.9, 0.1]}, True),
    ],
)
def test_only_pixels_that_are_shown_askew_are_told(
    tmp_path: Path, header: dict[str, Any], told: bool
) -> None:
    """The view follows uneven spacing, so the sentence would be false there."""
    film = read_film(films.make_film(tmp_path, **header)).film
    assert any("not square" in warning for warning in film.warnings) is told


@pytest.mark.parametrize(
    ("header", "aspect", "pair"),
    [
        ({}, 1.0, (1, 1)),
        ({"PixelSpacing": [0.2, 0.1]}, 2.0, (2, 1)),
        ({"ImagerPixelSpacing": [0.3, 0.15]}, 2.0, (2, 1)),
        ({"ImagerPixelSpacing": [0.1, 0.15]}, 2 / 3, (2, 3)),
        ({"PixelAspectRatio": [2, 1]}, 2.0, (2, 1)),
        ({"PixelAspectRatio": [4, 3]}, 4 / 3, (4, 3)),
        ({"PixelAspectRatio": [1, 0]}, 1.0, (1, 1)),
        ({"PixelAspectRatio": [9, 1]}, 1.0, (1, 1)),
        ({"ImagerPixelSpacing": [30, 15]}, 2.0, (2, 1)),
        ({"PixelSpacing": [1, 1], "ImagerPixelSpacing": [0.3, 0.15]}, 2.0, (2, 1)),
        ({"PixelSpacing": [0.15, 0.15], "PixelAspectRatio": [2, 1]}, 1.0, (1, 1)),
    ],
)
def test_the_shape_of_a_pixel(
    tmp_path: Path, header: dict[str, Any], aspect: float, pair: tuple[int, int]
) -> None:
    film = read_film(films.make_film(tmp_path, **header)).film
    assert film.pixel_aspect == pytest.approx(aspect)
    assert aspect_pair(film) == pair


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"PixelSpacing": [1, 1], "ImagerPixelSpacing": [0.143, 0.143]}, "larger than the detector's"),
        ({"PixelSpacing": [0, 0]}, "makes no sense"),
        ({"PixelSpacing": [0.143, 0.143], "ImagerPixelSpacing": [1, 1]}, "makes no sense"),
        ({"PixelSpacing": [0.026, 0.026], "ImagerPixelSpacing": [0.15, 0.15]}, "no magnification explains"),
        ({"PixelSpacing": [0.15, 0.15], "PixelAspectRatio": [2, 1]}, "contradict"),
        ({"PixelSpacing": [0.15, 0.15], "ImagerPixelSpacing": [0.3, 0.16]}, "different shapes"),
        ({"PixelSpacing": [0.3, 0.15], "NominalScannedPixelSpacing": [0.2, 0.2]}, "different shapes"),
        ({"PixelAspectRatio": [0, 2]}, "aspect ratio of the header makes no sense"),
    ],
)
def test_what_of_the_spacing_is_not_used_is_said(tmp_path: Path, header: dict[str, Any], said: str) -> None:
    film = read_film(films.make_film(tmp_path, **header)).film
    assert any(said in warning for warning in film.warnings)


def test_two_spacings_of_one_shape_say_nothing(tmp_path: Path) -> None:
    header = {"PixelSpacing": [0.25, 0.126], "ImagerPixelSpacing": [0.286, 0.143]}
    assert read_film(films.make_film(tmp_path, **header)).film.warnings == ()
