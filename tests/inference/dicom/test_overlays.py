"""Overlay planes of a file: read at their place, told, sent from the decode process, never in the pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread

from inference.dicom.decode_worker import DecodeChild
from inference.dicom.reader import read_film
from inference.imaging.overlay_mask import levels, on_view
from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film
from tests import films

Mask = NDArray[np.bool_]


def frame(rows: int = 40, columns: int = 30) -> Mask:
    """A rectangle's rim with something that is not symmetric in it."""
    made = np.zeros((rows, columns), np.bool_)
    made[[0, -1]] = made[:, [0, -1]] = True
    made[5, 3:12] = True
    return made


def packed_plane(mask: Mask, big: bool = False) -> bytes:
    data = np.packbits(mask, axis=None, bitorder="little")
    data = np.pad(data, (0, len(data) % 2))
    return (data.reshape(-1, 2)[:, ::-1] if big else data).tobytes()


def with_plane(
    path: Path, mask: Mask, group: int = 0x6000, origin: tuple[int, int] = (1, 1), **changes: Any
) -> Path:
    """The film with an overlay plane; ``changes`` by element, None leaves one out."""
    dataset = dcmread(path)
    elements: dict[int, tuple[str, Any]] = {
        0x0010: ("US", mask.shape[0]), 0x0011: ("US", mask.shape[1]), 0x0040: ("CS", "G"),
        0x0050: ("SS", list(origin)), 0x0100: ("US", 1), 0x0102: ("US", 0),
        0x3000: ("OW", packed_plane(mask)),
    }  # fmt: skip
    for name, value in changes.items():
        element = int(name.removeprefix("e"), 16)
        elements[element] = (elements[element][0], value)
    for element, (vr, value) in elements.items():
        if value is not None:
            dataset.add_new((group, element), vr, value)
    return films.write(path, dataset, dataset.file_meta.TransferSyntaxUID)


def mask_of(film: Film) -> Mask:
    return levels(film)[0] > 0


@pytest.mark.parametrize("group", [0x6000, 0x6002, 0x601E])
def test_a_plane_lies_at_its_place(tmp_path: Path, group: int) -> None:
    plain = films.build(tmp_path)
    image = read_film(with_plane(plain.path, frame(), group, (11, 21)))
    expected = np.zeros(image.film.shape, np.bool_)
    expected[10:50, 20:50] = frame()
    assert np.array_equal(mask_of(image.film), expected)
    assert np.array_equal(image.pixels, plain.shifted)  # never in what the network sees
    assert image.film.warnings == ("The file carries an overlay; show or hide it (Shift+G).",)
    assert image.film.overlay is not None
    assert image.film.overlay.count == 1


def test_what_lies_off_the_film_is_cut_off(tmp_path: Path) -> None:
    film = read_film(with_plane(films.make_film(tmp_path), frame(), origin=(-4, 70))).film
    expected = np.zeros(film.shape, np.bool_)
    expected[:35, 69:] = frame()[5:, :11]
    assert np.array_equal(mask_of(film), expected)
    assert film.warnings == (
        "The file carries an overlay; show or hide it (Shift+G).",
        "An overlay reaches beyond the picture; what of it lies outside is not shown.",
    )


@pytest.mark.parametrize("origin", [(-39, 1), (1, -200), (5000, 1), (1, 32767), (-32768, -32768)])
def test_a_plane_that_lies_wholly_off_the_film_is_told(tmp_path: Path, origin: tuple[int, int]) -> None:
    """It was called an overlay that can be shown, and nothing came."""
    film = read_film(with_plane(films.make_film(tmp_path), frame(), origin=origin)).film
    assert film.overlay is None
    said = "The file carries an overlay that lies outside the picture; it is not shown."
    assert film.warnings == (said,)
    two = read_film(with_plane(film.path, frame(), 0x6002, origin))
    assert two.film.warnings == (
        "The file carries 2 overlays that lie outside the picture; they are not shown.",
    )
    three = read_film(with_plane(film.path, frame(), 0x6004)).film
    assert (three.overlay is not None, len(three.warnings)) == (True, 2)


def test_a_drawing_off_the_film_on_a_field_that_reaches_it_is_told(tmp_path: Path) -> None:
    ink = np.zeros((60, 30), np.bool_)
    ink[0] = True
    film = read_film(with_plane(films.make_film(tmp_path), ink, origin=(-10, 1))).film
    assert (film.overlay, "lies outside the picture" in film.warnings[0]) == (None, True)


def test_several_planes_are_laid_together(tmp_path: Path) -> None:
    path = with_plane(films.make_film(tmp_path), frame())
    film = read_film(with_plane(path, frame(), 0x6004, (30, 30))).film
    assert mask_of(film)[0, 0]
    assert mask_of(film)[68, 58]
    assert "2 overlays; show or hide them (Shift+G)" in film.warnings[0]


@pytest.mark.parametrize("syntax", [films.EXPLICIT, films.JPEG_LS])
def test_a_plane_in_an_unused_bit_of_the_cells(tmp_path: Path, syntax: str) -> None:
    stored = films.phantom(bits=10)
    mask = np.zeros(stored.shape, np.bool_)
    mask[20:30, 40:60] = True
    cells = stored | (mask.astype(np.int64) << 13)
    made = films.build(tmp_path, stored=cells, bits=16, syntax=syntax, BitsStored=10, HighBit=9)
    image = read_film(with_plane(made.path, mask, e100=16, e102=13, e3000=None))
    assert np.array_equal(mask_of(image.film), mask)
    assert np.array_equal(image.pixels, stored)
    assert len(image.film.warnings) == 1
    assert "show or hide it" in image.film.warnings[0]


def test_words_in_big_endian(tmp_path: Path) -> None:
    path = with_plane(
        films.make_film(tmp_path, syntax=films.BIG_ENDIAN), frame(), e3000=packed_plane(frame(), big=True)
    )
    assert np.array_equal(mask_of(read_film(path).film)[:40, :30], frame())


@pytest.mark.parametrize(
    "changes",
    [
        {"e10": 65535, "e11": 65535},
        {"e10": 0},
        {"e11": None},
        {"e3000": b"\1\2"},
        {"e3000": None, "e102": 3, "e100": 16},  # a bit of the grey value
        {"e3000": None, "e102": 300, "e100": 16},
        {"e3000": None, "e100": 8, "e102": 15},
    ],
)
def test_a_plane_that_does_not_fit_is_told(tmp_path: Path, changes: dict[str, Any]) -> None:
    film = read_film(with_plane(films.make_film(tmp_path), frame(), **changes)).film
    assert film.overlay is None
    assert film.warnings == ("The file carries an overlay that cannot be read; it is not shown.",)


def test_an_odd_origin_counts_as_the_corner(tmp_path: Path) -> None:
    path = with_plane(films.make_film(tmp_path), frame(), e50=[5])
    assert mask_of(read_film(path).film)[0, 0]


def test_it_comes_from_the_decode_process(tmp_path: Path) -> None:
    path = with_plane(films.make_film(tmp_path), frame())
    with DecodeChild() as child:
        assert child.read(path).film.overlay == read_film(path).film.overlay


def test_thin_lines_stay_when_the_film_is_small_and_come_where_they_belong(tmp_path: Path) -> None:
    rows, columns = 1200, 900
    mask = np.zeros((rows, columns), np.bool_)
    mask[600], mask[:, 450] = True, True
    film = read_film(with_plane(films.make_film(tmp_path, stored=films.phantom(rows, columns)), mask)).film
    masks = levels(film)
    small = on_view(masks, ViewGeometry(film.shape, (225, 300)).fit())
    assert (small[150] > 60).all() or (small[149] > 60).all()
    assert small[100, 20] == 0
    one_to_one = on_view(masks, ViewGeometry(film.shape, (900, 1200)).fit())
    assert np.array_equal(one_to_one > 0, mask)
