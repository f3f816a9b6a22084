"""Padding ranges that take a part of the picture with them, and such that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.dicom.reader import read_film
from inference.imaging.render import default_picture
from inference.records import FilmImage
from tests import films

TAKEN = "The header calls a part of the picture padding; it is shown all the same."


def read(folder: Path, value: int, limit: int, **options: Any) -> FilmImage:
    return read_film(
        films.make_film(folder, PixelPaddingValue=value, PixelPaddingRangeLimit=limit, **options)
    )


@pytest.mark.parametrize(
    ("value", "limit", "header"),
    [
        (0, 1300, {}),
        (1300, 0, {}),
        (0, 1300, {"WindowCenter": 1500, "WindowWidth": 2500}),
        (0, 1300, {"RescaleSlope": 0.25, "RescaleIntercept": -50}),
        (2700, 4095, {"PhotometricInterpretation": "MONOCHROME1"}),
        (2700, 4095, {}),  # the bright part: bones
        (1500, 2500, {}),
        (-2048, -700, {"signed": True}),
    ],
)
def test_a_range_that_takes_a_part_of_the_picture_is_not_applied_and_that_is_said(
    tmp_path: Path, value: int, limit: int, header: dict[str, Any]
) -> None:
    image = read(tmp_path, value, limit, **header)
    plain = read_film(films.make_film(tmp_path, **header))
    assert image.film.chain == plain.film.chain
    np.testing.assert_array_equal(default_picture(image), default_picture(plain))
    assert [one for one in image.film.warnings if "padding" in one] == [TAKEN]


@pytest.mark.parametrize("noise", [0, 8])
@pytest.mark.parametrize(
    ("border", "value", "limit", "header"),
    [
        (0, 0, 700, {}),
        (4090, 4080, 4095, {}),
        (4090, 4095, 3900, {}),
        (4090, 4095, 3400, {"PhotometricInterpretation": "MONOCHROME1"}),
        (2000, 1980, 2020, {}),
    ],
)
def test_a_border_of_one_grey_beside_the_picture_is_padding(
    tmp_path: Path, border: int, value: int, limit: int, header: dict[str, Any], noise: int
) -> None:
    """What surrounds the values of the border where a lossy codec or a rotation has touched it."""
    stored = 800 + films.phantom(bits=10)
    beside = np.zeros(stored.shape, bool)
    beside[:14] = beside[:, :20] = True
    around = border + np.random.default_rng(4).integers(-noise, noise + 1, stored.shape)
    stored[beside] = np.clip(around, 0, 4095)[beside]
    low, high = min(value, limit), max(value, limit)
    stored[~beside & (stored >= low) & (stored <= high)] = high + 1 if high < 4095 else low - 1
    image = read(tmp_path, value, limit, stored=stored, **header)
    assert image.film.chain.padding == (low, high)
    assert not default_picture(image)[beside].any()
    assert TAKEN not in image.film.warnings


def test_the_dark_end_is_drawn_black_without_a_word(tmp_path: Path) -> None:
    """A range that ends where the greys are still nearly black takes nothing that was seen."""
    image = read(tmp_path, 0, 400)
    assert image.film.chain.padding == (0, 400)
    assert image.film.warnings == ()
