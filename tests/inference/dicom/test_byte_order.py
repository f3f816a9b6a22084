"""Pictures whose bytes stand in the other order than the file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydicom.encaps import encapsulate

from inference.dicom.cells.byte_order import TURNED
from inference.dicom.reader import read_film
from tests import films


@pytest.mark.parametrize("syntax", [films.EXPLICIT, films.IMPLICIT, films.BIG_ENDIAN, films.RLE])
@pytest.mark.parametrize("bits", [10, 12, 14, 16])
@pytest.mark.parametrize("signed", [False, True])
def test_a_picture_with_its_bytes_in_the_other_order_is_turned_round(
    tmp_path: Path, syntax: str, bits: int, signed: bool
) -> None:
    """Of converters that turn the header alone, and of RLE encoders that write the lower bytes first."""
    made = films.build(tmp_path, bits=bits, signed=signed)
    cells = films.cells(made.stored, 16, bits)
    wrong = cells.astype("<u2" if syntax == films.BIG_ENDIAN else ">u2").tobytes()
    if syntax == films.RLE:
        wrong = encapsulate([films.ENCODERS[films.RLE](cells.byteswap(), bits)])
    path = films.make_film(
        tmp_path, stored=made.stored, bits=bits, signed=signed, syntax=syntax, raw=wrong, name="wrong.dcm"
    )
    image = read_film(path)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert TURNED in image.film.warnings


def test_noise_bars_and_a_wrong_sign_are_left_as_they_are(tmp_path: Path) -> None:
    """Values of eight bits in both bytes run on in either order; with a wrong sign they jump in one only."""
    noise = np.random.default_rng(1).integers(0, 1 << 16, (96, 80))
    bars = np.where(np.mgrid[0:96, 0:80][1] % 4 < 2, 0, 65535)
    for stored in (noise, bars, films.phantom(bits=8) * 257):
        image = read_film(films.make_film(tmp_path, stored=stored, bits=16))
        assert TURNED not in image.film.warnings
        np.testing.assert_array_equal(image.pixels, stored)
    twice = films.phantom(bits=8) * 257 - 32768
    image = read_film(films.make_film(tmp_path, stored=twice, bits=16, PixelRepresentation=0))
    assert TURNED not in image.film.warnings
