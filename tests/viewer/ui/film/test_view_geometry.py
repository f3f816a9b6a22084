"""Zoom, pan, turn and flip; the pyramid and the buffer cut from it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.imaging.pyramid import apply_table, build_pyramid, resample
from inference.imaging.view_geometry import ViewGeometry, compose, invert, transform

POSES = [(turns, flipped) for turns in range(4) for flipped in (False, True)]


def posed(shape: tuple[int, int], view: tuple[int, int], turns: int, flipped: bool) -> ViewGeometry:
    return replace(ViewGeometry(shape, view), turns=turns, flipped=flipped).fit()


@given(
    st.integers(1, 4000), st.integers(1, 4000), st.integers(0, 3), st.booleans(),
    st.floats(0.05, 20), st.floats(-500, 500), st.floats(-500, 500),
)  # fmt: skip
def test_film_to_view_and_back(
    rows: int, columns: int, turns: int, flipped: bool, zoom: float, dx: float, dy: float
) -> None:
    geometry = posed((rows, columns), (640, 480), turns, flipped).zoomed(zoom, (100, 90)).panned(dx, dy)
    for point in ((0.0, 0.0), (columns / 3, rows / 2)):
        back = transform(geometry.to_film, *transform(geometry.to_view, *point))
        assert back == pytest.approx(point, abs=1e-6)
    x, y = geometry.centre
    assert 0 <= x <= columns
    assert 0 <= y <= rows


@pytest.mark.parametrize(("turns", "flipped"), POSES)
def test_the_point_under_the_cursor_stays(turns: int, flipped: bool) -> None:
    geometry = posed((900, 700), (640, 480), turns, flipped)
    anchor = (300.0, 200.0)
    film = transform(geometry.to_film, *anchor)
    nearer = geometry.zoomed(3.0, anchor)
    assert transform(nearer.to_view, *film) == pytest.approx(anchor, abs=1.5)
    assert nearer.scale == pytest.approx(3 * geometry.scale)


def test_turning_and_flipping_follow_the_screen() -> None:
    geometry = ViewGeometry((100, 200), (400, 400)).fit()
    right = geometry.rotated(1)
    assert transform(right.to_view, 0, 0)[0] > transform(right.to_view, 0, 100)[0]
    assert geometry.mirrored().rotated(1).mirrored() == geometry.rotated(-1)
    assert geometry.rotated(1).rotated(-1) == geometry
    assert geometry.rotated(2).mirrored().upright() == geometry


def test_a_fitted_film_is_whole_and_stays_fitted() -> None:
    geometry = ViewGeometry((3000, 2000), (800, 600)).fit()
    assert geometry.film_box() == (200, 0, 600, 600)
    assert geometry.resized((400, 900)).film_box() == (0, 150, 400, 750)
    zoomed = geometry.at_scale(1.0).resized((400, 900))
    assert (zoomed.scale, zoomed.centre) == (1.0, (1000.0, 1500.0))


def test_oblong_pixels_keep_their_shape() -> None:
    geometry = ViewGeometry((100, 100), (400, 400), aspect=2.0).fit()
    left, top, right, bottom = geometry.film_box()
    assert (right - left) * 2 == bottom - top == 400
    turned = geometry.rotated(1)
    left, top, right, bottom = turned.film_box()
    assert (right - left) == 2 * (bottom - top) == 400


def test_affines_compose_and_invert() -> None:
    a, b = ((2.0, 0.5, 3.0), (-0.25, 1.0, 7.0)), ((1.0, -1.0, 4.0), (0.5, 3.0, -2.0))
    assert transform(compose(a, b), 5, 6) == pytest.approx(transform(a, *transform(b, 5, 6)))
    with pytest.raises(ValueError, match="cannot be inverted"):
        invert(((1.0, 1.0, 0.0), (1.0, 1.0, 0.0)))


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (700, 401), (512, 1024), (3, 2000)])
def test_pyramid_levels_are_two_by_two_means(shape: tuple[int, int]) -> None:
    film = np.random.default_rng(1).integers(0, 65536, shape, dtype=np.uint16)
    levels = build_pyramid(film).levels
    assert np.array_equal(levels[0], film)
    for fine, coarse in itertools.pairwise(levels):
        assert coarse.shape == (-(-fine.shape[0] // 2), -(-fine.shape[1] // 2))
        padded = np.pad(fine, ((0, fine.shape[0] % 2), (0, fine.shape[1] % 2)), mode="edge").astype(int)
        mean = padded.reshape(coarse.shape[0], 2, coarse.shape[1], 2).sum(axis=(1, 3)) / 4
        assert np.abs(coarse - mean).max() <= 0.5


@pytest.mark.parametrize(("turns", "flipped"), POSES)
@pytest.mark.parametrize("level", [0, 1])
def test_one_to_one_is_exact(turns: int, flipped: bool, level: int) -> None:
    film = np.random.default_rng(2).integers(0, 65536, (601, 803), dtype=np.uint16)
    pyramid = build_pyramid(film)
    geometry = posed(film.shape, (320, 200), turns, flipped).at_scale(0.5**level).panned(13.4, -8.7)
    patch = resample(pyramid, geometry)
    assert patch is not None
    rows, columns = np.mgrid[0 : patch.pixels.shape[0], 0 : patch.pixels.shape[1]] + 0.5
    (a, b, c), (d, e, f) = geometry.to_film
    x = a * (columns + patch.left) + b * (rows + patch.top) + c
    y = d * (columns + patch.left) + e * (rows + patch.top) + f
    source = pyramid.levels[level]
    assert np.array_equal(patch.pixels, source[(y / 2**level).astype(int), (x / 2**level).astype(int)])


@pytest.mark.parametrize("scale", [0.11, 0.3, 0.45, 0.62, 0.9, 1.7, 6.0])
def test_every_zoom_shows_the_right_place(scale: float) -> None:
    x, y = np.meshgrid(np.arange(1200) + 0.5, np.arange(900) + 0.5)
    ramp = (20 * x + 30 * y).astype(np.uint16)
    geometry = ViewGeometry(ramp.shape, (500, 400)).fit().at_scale(scale)
    patch = resample(build_pyramid(ramp), geometry)
    assert patch is not None
    for row, column in ((0.3, 0.3), (0.7, 0.6)):
        i, j = int(row * patch.pixels.shape[0]), int(column * patch.pixels.shape[1])
        fx, fy = transform(geometry.to_film, patch.left + j + 0.5, patch.top + i + 0.5)
        assert patch.pixels[i, j] == pytest.approx(20 * fx + 30 * fy, abs=60)  # about a film pixel


def test_a_film_longer_than_opencv_warps() -> None:
    film = np.zeros((2, 40_000), np.uint16)
    film[:, -1] = 9
    geometry = ViewGeometry(film.shape, (300, 200)).fit().at_scale(1.0).panned(-19_900, 0)
    patch = resample(build_pyramid(film), geometry)
    assert patch is not None
    assert patch.pixels[0, -1] == 9
    assert resample(build_pyramid(film), replace(geometry, centre=(-900.0, 0.0))) is None


def test_the_table_is_applied_exactly() -> None:
    rng = np.random.default_rng(3)
    table = rng.integers(0, 256, 65536, dtype=np.uint8)
    pixels = rng.integers(0, 65536, (37, 41), dtype=np.uint16)
    assert np.array_equal(apply_table(pixels, table), table[pixels])
