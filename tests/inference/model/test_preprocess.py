"""The film as the network sees it: matrix, polarity, and independence of how the film was stored."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.model import preprocess
from inference.records import InputSpec, Lut, ValueChain, Window
from tests.pixels import film_image, soft_picture

SPEC = InputSpec(size=128)


def chain(**changes: object) -> ValueChain:
    return ValueChain(**{"bits_stored": 12, "signed": False, **changes})  # type: ignore[arg-type]


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from([32, 128, 333]))
@settings(max_examples=80, deadline=None)
def test_the_matrix_takes_the_content_box_onto_the_film(rows: int, columns: int, size: int) -> None:
    place = preprocess.placement((rows, columns), size)
    (a, b, c), (d, e, f) = place.to_film
    x0, y0, x1, y1 = place.box
    assert 0 <= x0 < x1 <= size
    assert 0 <= y0 < y1 <= size
    assert max(x1 - x0, y1 - y0) == size
    assert (b, d) == (0.0, 0.0)
    corners = [a * x0 + c, a * x1 + c, e * y0 + f, e * y1 + f]
    assert np.allclose(corners, [0, columns, 0, rows], atol=1e-9 * max(rows, columns))
    assert abs((x0 + x1) - size) <= 1


@pytest.mark.parametrize("shape", [(700, 500), (333, 901), (96, 60)])
def test_a_spot_is_found_again_through_the_matrix(shape: tuple[int, int]) -> None:
    rows, columns = shape
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    spot_x, spot_y, sigma = columns * 0.3, rows * 0.7, max(shape) / 25
    unit = np.exp(-((x - spot_x) ** 2 + (y - spot_y) ** 2) / (2 * sigma**2))
    image = film_image(np.round(unit * 60000).astype(np.uint16))
    values, to_film, _ = preprocess.square(image, InputSpec(size=128, percentiles=(0.0, 100.0)))
    grid_y, grid_x = np.mgrid[0:128, 0:128] + 0.5
    centre = [(values * grid).sum() / values.sum() for grid in (grid_x, grid_y)]
    (sx, _, tx), (_, sy, ty) = to_film
    found = (centre[0] * sx + tx, centre[1] * sy + ty)
    assert np.allclose(found, (spot_x, spot_y), atol=0.6 * max(sx, 1))


@pytest.mark.parametrize("shape", [(300, 200), (90, 128), (50, 70)])
def test_monochrome1_equals_monochrome2(shape: tuple[int, int]) -> None:
    pixels = soft_picture(*shape)
    two = preprocess.square(film_image(pixels, chain()), SPEC)[0]
    flipped = (4095 - pixels).astype(np.uint16)
    one = preprocess.square(film_image(flipped, chain(inverted=True)), SPEC)[0]
    assert np.abs(one - two).max() < 1e-5


def test_a_falling_slope_and_an_inverted_film_cancel() -> None:
    pixels = soft_picture(200, 160)
    plain = preprocess.network_input(film_image(pixels, chain()), SPEC)
    falling = preprocess.network_input(
        film_image(pixels, chain(slope=-2.5, intercept=9e8, inverted=True)), SPEC
    )
    assert falling.sha256 == plain.sha256


def test_slope_intercept_sign_and_windows_change_nothing() -> None:
    pixels = soft_picture(240, 200)
    plain = preprocess.network_input(film_image(pixels, chain()), SPEC)
    for other in (
        chain(slope=0.37, intercept=-1024.0),
        chain(slope=1e-6, intercept=1e9),
        chain(windows=(Window(100.0, 20.0),)),
        chain(signed=True),
    ):
        assert preprocess.network_input(film_image(pixels, other), SPEC).sha256 == plain.sha256


def test_bits_change_nothing() -> None:
    pixels = soft_picture(300, 260, top=1023)
    ten = preprocess.square(film_image(pixels, chain(bits_stored=10)), SPEC)[0]
    sixteen = preprocess.square(film_image(pixels << 6, chain(bits_stored=16)), SPEC)[0]
    assert np.abs(ten - sixteen).max() < 1e-5


def test_the_window_does_not_depend_on_resolution() -> None:
    large = soft_picture(1024, 768)
    small = large.reshape(256, 4, 192, 4).mean((1, 3)).round().astype(np.uint16)
    one, two = (preprocess.square(film_image(p, chain()), SPEC)[0] for p in (large, small))
    assert np.abs(one - two).max() < 0.01


@pytest.mark.parametrize("border", [0, 4095])
@pytest.mark.parametrize("width", [10, 60])
def test_a_collimation_border_does_not_pull_the_window(border: int, width: int) -> None:
    inner = soft_picture(400, 300, top=3000) + 300
    framed = np.full((400 + 2 * width, 300 + 2 * width), border, np.uint16)
    framed[width:-width, width:-width] = inner
    framed[width + 5 : width + 20, width + 5 : width + 20] = 4095  # a burnt-in side marker
    spec = InputSpec(size=framed.shape[0])
    plain = preprocess.square(film_image(inner.astype(np.uint16), chain()), InputSpec(size=400))[0]
    values = preprocess.square(film_image(framed, chain()), spec)[0]
    start = (framed.shape[0] - framed.shape[1]) // 2
    cut = values[width:-width, start + width : start + width + 300]
    middle = slice(40, -40)
    expected = plain[:, 50:350]
    assert np.abs(cut[middle, middle] - expected[middle, middle]).max() < 0.05


@pytest.mark.parametrize("inverted", [False, True])
def test_padding_is_black_and_not_counted(inverted: bool) -> None:
    pixels = soft_picture(256, 256, top=3000) + np.uint16(400)
    padded = pixels.copy()
    padded[:, :64] = 0
    values = preprocess.square(
        film_image(padded, chain(padding=(0, 0), inverted=inverted)), InputSpec(size=256)
    )
    alone = preprocess.square(
        film_image(pixels[:, 64:].copy(), chain(inverted=inverted)), InputSpec(size=256)
    )
    assert (values[0][:, :64] == 0).all()
    assert np.abs(values[0][:, 64:] - alone[0][:, 32:224]).max() < 1e-5


def test_signed_padding_is_given_in_stored_values() -> None:
    pixels = soft_picture(128, 128, top=3000) + np.uint16(400)
    pixels[:30] = 48  # stored value -2000 of a signed 12-bit film
    image = film_image(pixels, chain(signed=True, padding=(-2000, -2000)))
    values, *_ = preprocess.square(image, SPEC)
    assert (values[:30] == 0).all()
    assert values[30:].mean() > 0.2


@pytest.mark.parametrize("value", [0, 77, 65535])
@pytest.mark.parametrize("padding", [None, (77, 77)])
def test_a_constant_film_gives_zeros(value: int, padding: tuple[int, int] | None) -> None:
    image = film_image(np.full((401, 307), value, np.uint16), chain(bits_stored=16, padding=padding))
    values, *_ = preprocess.square(image, SPEC)
    assert (values == 0).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (2999, 2), (128, 128), (127, 128)])
def test_odd_shapes_stay_in_range(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    given_input = preprocess.network_input(film_image(rng.integers(0, 65536, shape).astype(np.uint16)), SPEC)
    unit = given_input.tensor * SPEC.std + SPEC.mean
    assert given_input.tensor.shape == (1, 1, 128, 128)
    assert given_input.tensor.dtype == np.float32
    assert -1e-6 <= unit.min() <= unit.max() <= 1 + 1e-6


def test_channels_are_copies_and_the_hash_is_of_the_bytes() -> None:
    image = film_image(soft_picture(100, 80), chain())
    one = preprocess.network_input(image, SPEC)
    three = preprocess.network_input(image, InputSpec(size=128, channels=3))
    assert three.tensor.shape == (1, 3, 128, 128)
    assert (three.tensor == one.tensor).all()
    assert one.sha256 == preprocess.tensor_sha256(one.tensor.copy())
    assert one.sha256 != three.sha256


def test_a_large_film_takes_little_time() -> None:
    image = film_image(np.tile(soft_picture(672, 672), (4, 4)), chain())
    spec = InputSpec()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        preprocess.network_input(image, spec)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.2  # 20 ms measured on two idle cores


@pytest.mark.parametrize("inverted", [False, True])
def test_a_modality_lut_is_followed(inverted: bool) -> None:
    """A falling table over the stored values equals the film with those values."""
    pixels = soft_picture(150, 130, top=1000) + np.uint16(24)
    entries = np.linspace(60000, 100, 1025).round().astype(np.uint16)
    lut = Lut(first=0, entries=entries, bits=16)
    with_lut = film_image(pixels, chain(modality_lut=lut, inverted=inverted))
    baked = film_image(entries[pixels], chain(bits_stored=16, inverted=inverted))
    one, two = (preprocess.square(film, SPEC)[0] for film in (with_lut, baked))
    assert np.abs(one - two).max() < 1e-5


@pytest.mark.parametrize("header", [{"spacing_mm": (0.3, 0.15)}, {"aspect_ratio": (2.0, 1.0)}])
def test_the_network_sees_square_pixels(header: dict[str, Any]) -> None:
    """A film of pixels twice as tall as wide is the square film that it was taken from, place and values."""
    square = soft_picture(240, 200)
    tall = np.round(square.reshape(120, 2, 200).mean(axis=1)).astype(np.uint16)
    ours, to_film, box = preprocess.square(film_image(tall, **header), SPEC)
    theirs, to_square, same = preprocess.square(film_image(square), SPEC)
    assert box == same
    assert np.abs(ours - theirs).mean() < 0.01
    assert to_film[1][1] == pytest.approx(to_square[1][1] / 2)
    assert to_film[0] == to_square[0]


def test_wide_pixels_shrink_one_way_and_grow_the_other() -> None:
    square = soft_picture(240, 240)
    wide = square[:, ::4].copy()
    ours, _, box = preprocess.square(film_image(wide, aspect_ratio=(1.0, 4.0)), SPEC)
    theirs, _, same = preprocess.square(film_image(square), SPEC)
    assert box == same
    assert np.abs(ours - theirs).mean() < 0.05
