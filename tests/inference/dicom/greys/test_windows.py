"""Windows that are stated in stored values beside a rescale: converted where the picture proves it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.dicom.reader import read_film
from inference.imaging.render import default_picture
from inference.records import FilmImage, Window
from tests import films

CONVERTED = (
    "The header's window fits the stored grey values and not those that the header makes of them; it was "
    "converted."
)
DOUBTED = (
    "The header's window may be meant for the grey values as they are stored: take another one if the film "
    "looks too dark or too bright."
)
RESCALES = [
    (0.25, -50), (0.5, 0), (0.1, 100), (0.0025, 0), (10, 0), (1, -2048), (1, 3000), (16, 0), (0.25, 2000),
    (1, -8192),
]  # fmt: skip


def read(folder: Path, center: Any, width: Any, **options: Any) -> FilmImage:
    return read_film(films.make_film(folder, WindowCenter=center, WindowWidth=width, **options))


def rescale(slope: float, intercept: float) -> dict[str, float]:
    return {"RescaleSlope": slope, "RescaleIntercept": intercept}


@pytest.mark.parametrize("window", [(2048, 4096), (2100, 3600), (1900, 3000)])
@pytest.mark.parametrize(("slope", "intercept"), RESCALES)
def test_a_window_of_stored_values_beside_a_rescale_is_converted_and_that_is_said(
    tmp_path: Path, slope: float, intercept: float, window: tuple[int, int]
) -> None:
    image = read(tmp_path, *window, **rescale(slope, intercept))
    plain = default_picture(read(tmp_path, *window)).astype(int)
    assert np.abs(default_picture(image) - plain).max() <= 1
    assert list(image.film.warnings) == [CONVERTED]


@pytest.mark.parametrize("share", [0.3, 0.6, 1.0, 1.3, 1.6])
@pytest.mark.parametrize("middle", [0.4, 0.5, 0.6])
@pytest.mark.parametrize(("slope", "intercept"), [*RESCALES, (2, 0), (1, -1024), (1.2, 0), (-1, 4095)])
def test_a_window_of_modality_values_stays_as_it_is(
    tmp_path: Path, slope: float, intercept: float, middle: float, share: float
) -> None:
    """Narrow and wide ones, and such as lie aside."""
    center, width = 4096 * middle * slope + intercept, 4096 * share * abs(slope)
    image = read(tmp_path, center, width, **rescale(slope, intercept))
    assert [(one.center, one.width) for one in image.film.chain.windows] == [
        pytest.approx((center, width), rel=1e-6)
    ]
    assert image.film.warnings == ()


def test_all_that_can_be_stored_is_a_window_of_stored_values(tmp_path: Path) -> None:
    """The default of many devices: to the value what the film's bits hold, and not what the rescale gives."""
    image = read(tmp_path, 2048, 4096, **rescale(2, 0))
    assert image.film.chain.windows == (Window(4095.5, 8191),)
    signed = read(tmp_path, 0, 4096, signed=True, **rescale(1, 1024))
    assert signed.film.chain.windows == (Window(1024, 4096),)
    assert list(signed.film.warnings) == [CONVERTED]


def test_windows_that_stand_together_are_of_one_kind(tmp_path: Path) -> None:
    options = {"WindowCenterWidthExplanation": ["NORMAL", "HARD"], **rescale(0.25, 0)}
    image = read(tmp_path, [2048, 3000], [4096, 900], **options)
    assert image.film.chain.windows == (
        Window(512.375, 1024.75, name="NORMAL"),
        Window(750.375, 225.75, name="HARD"),
    )


def test_a_window_with_a_function_keeps_it(tmp_path: Path) -> None:
    image = read(tmp_path, 2048, 4000, VOILUTFunction="SIGMOID", **rescale(0.1, 0))
    plain = read(tmp_path, 2048, 4000, VOILUTFunction="SIGMOID")
    assert np.abs(default_picture(image).astype(int) - default_picture(plain)).max() <= 1
    assert list(image.film.warnings) == [CONVERTED]


def test_a_window_of_stored_values_beside_a_table_of_values(tmp_path: Path) -> None:
    table = films.lut_sequence(films.lut_item(0, np.arange(4096) * 16, 16))
    image = read(tmp_path, 2048, 4096, ModalityLUTSequence=table)
    plain = default_picture(read(tmp_path, 2048, 4096)).astype(int)
    assert np.abs(default_picture(image) - plain).max() <= 1
    assert list(image.film.warnings) == [CONVERTED]


def test_what_the_picture_does_not_prove_is_told_and_left(tmp_path: Path) -> None:
    """A window that leaves a third of the greys black or white, and none as a window of stored values."""
    image = read(tmp_path, 2100, 3900, **rescale(2, 0))
    assert image.film.chain.windows == (Window(2100, 3900),)
    assert list(image.film.warnings) == [DOUBTED]


def test_a_window_that_shows_nothing_either_way_is_left_out(tmp_path: Path) -> None:
    image = read(tmp_path, 60000, 100, **rescale(0.5, 0))
    assert [str(one.name) for one in image.film.chain.windows] == ["full range"]
    assert any("was not used" in one for one in image.film.warnings)
