"""Local contrast and the windows for bone and soft tissue."""

from __future__ import annotations

import numpy as np
import pytest

from inference.dicom.grayscale import display_table
from inference.imaging import window_presets
from inference.imaging.clahe import equalised
from inference.records import ValueChain, Window
from tests.pixels import film_image, soft_picture


def test_local_contrast_is_raised_and_the_range_kept() -> None:
    pixels = soft_picture(400, 300)
    y, x = np.mgrid[0:400, 0:300]
    pixels = np.clip(pixels + 12 * ((x // 10 + y // 10) % 2), 0, 4095).astype(np.uint16)  # hardly there
    image = film_image(pixels, ValueChain(bits_stored=12, signed=False))
    found = equalised(image)
    assert (found.shape, found.dtype) == (pixels.shape, pixels.dtype)
    assert found.min() >= pixels.min()
    assert found.max() <= pixels.max()
    corner = np.s_[300:400, 0:60]  # a flat part
    assert found[corner].std() > 1.4 * pixels[corner].std()


def test_padding_stays_padding() -> None:
    pixels = soft_picture(200, 200)
    pixels[:40] = 0
    chain = ValueChain(bits_stored=12, signed=False, padding=(0, 0))
    found = equalised(film_image(pixels, chain))
    assert (found[:40] == 0).all()


@pytest.mark.parametrize("value", [0, 700])
def test_a_flat_film_stays_flat(value: int) -> None:
    pixels = np.full((50, 60), value, np.uint16)
    assert np.array_equal(equalised(film_image(pixels)), pixels)


@pytest.mark.parametrize("inverted", [False, True])
def test_bone_is_darker_than_soft_tissue_on_screen(inverted: bool) -> None:
    pixels = soft_picture(200, 200)
    pixels = (4095 - pixels).astype(np.uint16) if inverted else pixels
    chain = ValueChain(bits_stored=12, signed=False, inverted=inverted)
    image = film_image(pixels, chain)
    mean = {
        name: display_table(chain, window_presets.preset(image, name))[pixels].mean()
        for name in (window_presets.BONE, window_presets.SOFT)
    }
    assert mean[window_presets.BONE] < mean[window_presets.SOFT] - 10


def test_the_headers_windows_follow_each_other() -> None:
    one, two = Window(100, 50, name="one"), Window(300, 80, name="two")
    chain = ValueChain(bits_stored=12, signed=False, windows=(one, two))
    image = film_image(soft_picture(20, 20), chain)
    assert window_presets.after(image, None) == one
    assert window_presets.after(image, one) == two
    assert window_presets.after(image, two) is None
    assert window_presets.after(film_image(soft_picture(20, 20)), None) is None
    assert window_presets.preset(image, window_presets.FILM) is None
