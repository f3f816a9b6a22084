"""Look-up tables that are too short for their film, or longer or shorter than their descriptor says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from inference.dicom.reader import read_film
from inference.imaging.render import default_picture
from inference.records import FilmImage
from tests import films

ENDS = (
    "A look-up table of the header ends before the film's grey values do: those beyond are all drawn alike."
)
UNUSED = "A look-up table of the header ends before most of the film's grey values and was not used."
MORE = "A look-up table of the header has more entries than it claims; they are used."
FEWER = "A look-up table of the header has fewer entries than it claims."
OF_STORED = (
    "A look-up table of the header fits the stored grey values and not those that the header makes of them; "
    "it was not used."
)
KINDS = ["ModalityLUTSequence", "VOILUTSequence"]
INPUTS = np.arange(4096)
CURVE = np.rint(4095 / (1 + np.exp(-(INPUTS - 2048) / 700))).astype(int)
ROUGH = np.clip(CURVE + np.random.default_rng(1).integers(-3, 4, 4096), 0, 4095)


def item(count: int, entries: Any, *, bits: int = 12, first: int = 0, dtype: str = "<u2") -> Dataset:
    """A table whose descriptor says what it likes."""
    made = films.lut_item(first, [0], bits)
    made.LUTDescriptor = [count, first, bits]
    raw = np.asarray(entries).astype(dtype).tobytes()
    made.LUTData = raw + b"\0" * (len(raw) % 2)
    return made


def read(folder: Path, kind: str, one: Dataset, **options: Any) -> FilmImage:
    return read_film(films.make_film(folder, **{kind: films.lut_sequence(one)}, **options))


def difference(image: FilmImage, folder: Path, kind: str, entries: NDArray[np.int64], bits: int = 12) -> int:
    """How far the film's picture is from that through a table as it should be, in greys."""
    right = read(folder, kind, films.lut_item(0, entries, bits), name="right.dcm")
    assert right.film.warnings == ()
    return int(np.abs(default_picture(image).astype(int) - default_picture(right)).max())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bits", [12, 16])
@pytest.mark.parametrize(
    ("count", "entries", "said"),
    [
        (2048, CURVE, MORE),
        (1000, CURVE, MORE),
        (4090, ROUGH, MORE),
        (256, ROUGH, MORE),
        (5000, CURVE, FEWER),
        (8192, CURVE, FEWER),
        (8192, ROUGH, FEWER),
        (8191, ROUGH, FEWER),
        (0, ROUGH, FEWER),
        (4096, np.concatenate([CURVE, np.zeros(4096, int)]), None),
        (4096, np.concatenate([ROUGH, ROUGH]), None),
    ],
)
def test_words_are_read_whatever_number_of_them_is_claimed(
    tmp_path: Path, kind: str, bits: int, count: int, entries: Any, said: str | None
) -> None:
    scale = 1 << (bits - 12)
    image = read(tmp_path, kind, item(count, entries * scale, bits=bits))
    assert difference(image, tmp_path, kind, entries[:4096] * scale, bits) == 0
    assert list(image.film.warnings) == ([said] if said else [])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", ["<u2", "u1"])
@pytest.mark.parametrize(("count", "said"), [(4096, None), (2048, MORE), (8192, FEWER), (5000, FEWER)])
def test_bytes_are_read_in_words_or_packed_whatever_number_is_claimed(
    tmp_path: Path, kind: str, dtype: str, count: int, said: str | None
) -> None:
    image = read(tmp_path, kind, item(count, CURVE >> 4, bits=8, dtype=dtype))
    assert difference(image, tmp_path, kind, CURVE >> 4, 8) == 0
    assert list(image.film.warnings) == ([said] if said else [])


@pytest.mark.parametrize("kind", KINDS)
def test_entries_written_as_numbers_are_read_beyond_what_is_claimed(tmp_path: Path, kind: str) -> None:
    one = films.lut_item(0, CURVE, 12)
    one.LUTDescriptor = [2048, 0, 12]
    one.add_new("LUTData", "US", [int(entry) for entry in CURVE])
    image = read(tmp_path, kind, one)
    assert difference(image, tmp_path, kind, CURVE) == 0
    assert list(image.film.warnings) == [MORE]


@pytest.mark.parametrize(
    ("kind", "first", "entries"),
    [
        ("ModalityLUTSequence", 0, CURVE[:3000]),
        ("ModalityLUTSequence", 0, CURVE[:2400]),
        ("ModalityLUTSequence", 1200, CURVE[1200:]),
        ("ModalityLUTSequence", 0, np.concatenate([CURVE[:2400], np.zeros(1696, int)])),  # claims 2400
        ("VOILUTSequence", 0, CURVE[:3000]),
        ("VOILUTSequence", 1200, CURVE[1200:]),
        ("VOILUTSequence", 0, (4095 - CURVE)[:3000]),
    ],
)
def test_a_table_that_ends_within_the_picture_is_told(
    tmp_path: Path, kind: str, first: int, entries: Any
) -> None:
    count = 2400 if not entries[-1] else len(entries)
    image = read(tmp_path, kind, item(count, entries, first=first))
    assert list(image.film.warnings) == [ENDS]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("entries", [CURVE[:1000] + 1500, (4095 - CURVE)[:800]])
def test_a_table_that_ends_before_most_of_the_picture_is_not_used(
    tmp_path: Path, kind: str, entries: Any
) -> None:
    image = read(tmp_path, kind, item(len(entries), entries))
    plain = read_film(films.make_film(tmp_path, name="plain.dcm"))
    np.testing.assert_array_equal(default_picture(image), default_picture(plain))
    assert list(image.film.warnings) == [UNUSED]


@pytest.mark.parametrize(
    ("kind", "first", "entries"),
    [
        ("ModalityLUTSequence", 0, np.minimum(CURVE, 3000)[:3000]),  # it has levelled out
        ("VOILUTSequence", 0, np.minimum(CURVE, 3000)[:3000]),
        ("VOILUTSequence", 1024, np.linspace(0, 4095, 2048)),  # from black to white, as a window
        ("VOILUTSequence", 1024, np.linspace(4095, 0, 2048)),
        ("ModalityLUTSequence", 0, CURVE[:3960]),  # hardly any of the film lies beyond
    ],
)
def test_a_table_that_ends_where_it_may_is_no_matter(
    tmp_path: Path, kind: str, first: int, entries: Any
) -> None:
    image = read(tmp_path, kind, item(len(entries), entries, first=first))
    assert image.film.warnings == ()


@pytest.mark.parametrize(("slope", "intercept"), [(0.25, 0), (1, -1024), (4, 0), (1, 3000), (0.5, -100)])
def test_a_table_for_all_that_can_be_stored_beside_a_rescale_is_not_used(
    tmp_path: Path, slope: float, intercept: float
) -> None:
    header = {"RescaleSlope": slope, "RescaleIntercept": intercept}
    image = read(tmp_path, "VOILUTSequence", item(4096, CURVE), **header)
    plain = read_film(films.make_film(tmp_path, name="plain.dcm", **header))
    np.testing.assert_array_equal(default_picture(image), default_picture(plain))
    assert OF_STORED in image.film.warnings


@pytest.mark.parametrize(("slope", "first", "count"), [(1, -1024, 4096), (2, 0, 8191), (0.5, 0, 2048)])
def test_a_table_for_rescaled_values_is_used(tmp_path: Path, slope: float, first: int, count: int) -> None:
    one = films.lut_item(first, np.rint(np.linspace(0, 4095, count)).astype(int), 12)
    header = {"RescaleSlope": slope, "RescaleIntercept": first}
    image = read(tmp_path, "VOILUTSequence", one, **header)
    assert len(image.film.chain.voi_luts) == 1
    assert image.film.warnings == ()


@pytest.mark.parametrize("kind", [*KINDS, "PresentationLUTSequence"])
def test_a_hostile_table_costs_a_sentence_at_the_most(tmp_path: Path, kind: str) -> None:
    rng = np.random.default_rng(7)
    for _ in range(25):
        one = films.lut_item(0, [0], 12)
        one.LUTDescriptor = [int(n) for n in rng.choice([0, 1, 2, 255, 4096, 65535], rng.integers(1, 5))]
        one.LUTData = rng.bytes(2 * int(rng.choice([0, 1, 2, 128, 4096, 70000])))
        picture = default_picture(read(tmp_path, kind, one))
        assert picture.min() < picture.max()
