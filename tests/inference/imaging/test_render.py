"""A film as an 8-bit picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inference.dicom.grayscale import display_table
from inference.dicom.reader import read_film
from inference.imaging.render import apply_table, default_picture, squared, thumbnail
from tests import films
from tests.pixels import film_image, soft_picture


def test_default_picture_is_the_table_at_every_pixel(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path, bits=16, signed=True, WindowCenter=100, WindowWidth=9000))
    picture = default_picture(image)
    assert picture.dtype == np.uint8
    np.testing.assert_array_equal(picture, display_table(image.film.chain)[image.pixels])


def test_apply_table_is_exact_for_every_value() -> None:
    table = np.random.default_rng(1).integers(0, 256, 65536).astype(np.uint8)
    pixels = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    np.testing.assert_array_equal(apply_table(pixels, table), table[pixels])
    np.testing.assert_array_equal(apply_table(pixels[::2, 1::3], table), table[pixels[::2, 1::3]])


def test_nothing_to_apply_a_table_to() -> None:
    assert apply_table(np.zeros((0, 4), np.uint16), np.zeros(65536, np.uint8)).shape == (0, 4)


def test_thumbnail_keeps_the_shape_and_the_mean(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path, stored=films.phantom(300, 200)))
    small = thumbnail(image, 60)
    assert small.shape == (60, 40)
    assert abs(small.mean() - default_picture(image).mean()) < 1


def test_thumbnail_of_a_small_film_is_the_film(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path))
    np.testing.assert_array_equal(thumbnail(image, 500), default_picture(image))


def test_thumbnail_of_a_thin_film(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path, stored=films.phantom(2, 900)))
    assert thumbnail(image, 30).shape == (1, 30)


@pytest.mark.parametrize(
    ("aspect", "shape"), [((2.0, 1.0), (60, 60)), ((1.0, 2.0), (15, 60)), ((1.0, 1.0), (30, 60))]
)
def test_a_thumbnail_has_square_pixels(aspect: tuple[float, float], shape: tuple[int, int]) -> None:
    image = film_image(soft_picture(100, 200), aspect_ratio=aspect)
    assert thumbnail(image, 60).shape == shape
    grey = default_picture(image)
    height, width = squared(grey, image.film).shape
    assert height / width == pytest.approx(shape[0] / shape[1])
    assert squared(np.repeat(grey[..., None], 3, axis=2), image.film).shape == (height, width, 3)
