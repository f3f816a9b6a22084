"""Headers that contradict themselves, and tables that fall: one polarity, and all greys of the film."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.dicom import grayscale
from inference.dicom.reader import read_film
from inference.imaging.render import default_picture, thumbnail
from inference.model import preprocess
from inference.records import FilmImage, InputSpec, Window
from tests import films

SPEC = InputSpec(size=64)
RAMP = np.arange(4096)


def read(folder: Path, **options: Any) -> FilmImage:
    return read_film(films.make_film(folder, **options))


def voi(first: int, entries: Any, bits: int) -> dict[str, Any]:
    return {"VOILUTSequence": films.lut_sequence(films.lut_item(first, entries, bits))}


def presentation(entries: Any, bits: int) -> dict[str, Any]:
    return {"PresentationLUTSequence": films.lut_sequence(films.lut_item(0, entries, bits))}


def negative() -> Any:
    return 4095 - films.phantom()


MODALITY = films.lut_sequence(films.lut_item(0, RAMP[::-1], 12))
TURNED: dict[str, dict[str, Any]] = {
    "VOI LUT": voi(0, RAMP[::-1], 12),
    "Presentation LUT": presentation(RAMP[::-1], 12),
    "photometric": {"PhotometricInterpretation": "MONOCHROME1"},
    "photometric against a shape": {
        "PhotometricInterpretation": "MONOCHROME1",
        "PresentationLUTShape": "IDENTITY",
    },
    "shape": {"PresentationLUTShape": "INVERSE"},
    "slope": {"RescaleSlope": -1},
    "slope and intercept": {"RescaleSlope": -2, "RescaleIntercept": 100},
    "Modality LUT": {"ModalityLUTSequence": MODALITY},
    "VOI LUT on a negative slope": {"RescaleSlope": -1, **voi(-4095, RAMP, 12)},
    "Modality LUT and falling VOI LUT and MONOCHROME1": {
        "ModalityLUTSequence": MODALITY,
        "PhotometricInterpretation": "MONOCHROME1",
        **voi(0, RAMP[::-1], 12),
    },
    "Presentation LUT under MONOCHROME1": {
        "PhotometricInterpretation": "MONOCHROME1",
        **presentation(RAMP[::-1], 12),
    },
}


@pytest.mark.parametrize("how", TURNED)
def test_the_network_sees_what_the_screen_shows(tmp_path: Path, how: str) -> None:
    """A negative that its header turns back is the plain film: on screen, reduced, and to the network."""
    plain = read(tmp_path, name="plain.dcm")
    turned = read(tmp_path, stored=negative(), name="turned.dcm", **TURNED[how])
    difference = np.abs(default_picture(plain).astype(int) - default_picture(turned))
    assert difference.max() <= 1
    assert np.abs(thumbnail(plain, 40).astype(int) - thumbnail(turned, 40)).max() <= 1
    ours, theirs = (preprocess.square(image, SPEC)[0] for image in (turned, plain))
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


@pytest.mark.parametrize("how", TURNED)
def test_a_window_keeps_the_polarity(tmp_path: Path, how: str) -> None:
    image = read(tmp_path, stored=negative(), **TURNED[how])
    table = grayscale.display_table(image.film.chain, grayscale.auto_window(image))
    shown, default = table[image.pixels].astype(float), default_picture(image).astype(float)
    assert np.corrcoef(shown.ravel(), default.ravel())[0, 1] > 0.9
    assert grayscale.falls(image.film.chain)


def test_both_tables_falling_is_no_inversion(tmp_path: Path) -> None:
    curve = np.rint(4095 * (RAMP[::-1] / 4095) ** 2).astype(int)
    image = read(tmp_path, **voi(0, RAMP[::-1], 12), **presentation(curve, 12))
    assert not image.film.chain.inverted
    expected = 255 * (films.phantom() / 4095) ** 2
    assert np.abs(default_picture(image) - expected).max() <= 1


def test_the_presentation_lut_is_written_with_its_polarity(tmp_path: Path) -> None:
    chain = read(tmp_path, **presentation(RAMP[::-1], 12)).film.chain
    assert chain.inverted
    written = grayscale.written_presentation_lut(chain)
    assert written is not None
    np.testing.assert_array_equal(written.entries, RAMP[::-1])
    turned = grayscale.written_presentation_lut(chain, invert=True)
    assert turned is not None
    np.testing.assert_array_equal(turned.entries, RAMP)
    assert grayscale.written_presentation_lut(replace(chain, presentation_lut=None)) is None


@pytest.mark.parametrize(("photometric", "shape"), [("MONOCHROME1", "IDENTITY"), ("MONOCHROME2", "INVERSE")])
def test_a_contradiction_on_black_and_white_is_said(tmp_path: Path, photometric: str, shape: str) -> None:
    image = read(tmp_path, PhotometricInterpretation=photometric, PresentationLUTShape=shape)
    assert image.film.chain.inverted
    assert any("contradicts itself on black and white" in said for said in image.film.warnings)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("maker", [voi, lambda _first, entries, bits: presentation(entries, bits)])
@pytest.mark.parametrize("top", [4095, 3000, 900])
def test_a_table_that_claims_more_bits_than_it_uses(
    tmp_path: Path, photometric: str, maker: Any, top: int
) -> None:
    entries = np.rint(RAMP * (top / 4095)).astype(int)
    image = read(tmp_path, PhotometricInterpretation=photometric, **maker(0, entries, 16))
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)
    assert any("fewer bits than it claims" in said for said in image.film.warnings)


def test_a_table_that_stays_below_white_within_its_bits_is_the_makers_wish(tmp_path: Path) -> None:
    picture = default_picture(read(tmp_path, **voi(0, np.rint(RAMP * (950 / 4095)).astype(int), 10)))
    assert picture.max() == round(255 * 950 / 1023)


@pytest.mark.parametrize("first", [-4095, 61441])
@pytest.mark.parametrize(
    "header", [{"RescaleSlope": -1}, {"RescaleIntercept": -4095}, {"RescaleSlope": -1, "BitsStored": 12}]
)
def test_a_table_over_negative_values_of_unsigned_films(
    tmp_path: Path, first: int, header: dict[str, Any]
) -> None:
    item = films.lut_item(0, RAMP, 12)
    item.add_new("LUTDescriptor", "SS" if first < 0 else "US", [4096, first, 12])
    image = read(tmp_path, VOILUTSequence=films.lut_sequence(item), **header)
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)


@pytest.mark.parametrize("photometric", ["MONOCHROME", "MONO", "GRAYSCALE"])
def test_a_grey_film_that_does_not_say_which_way_round_is_shown_and_said(
    tmp_path: Path, photometric: str
) -> None:
    film = read(tmp_path, PhotometricInterpretation=photometric).film
    assert any("does not say whether low values" in str(note) for note in film.warnings)


def test_a_window_that_leaves_a_few_greys_is_left_out_and_said(tmp_path: Path) -> None:
    film = read(tmp_path, WindowCenter=2000, WindowWidth=10**6).film
    assert [window.name for window in film.chain.windows] == ["full range"]
    assert any("so wide" in str(note) for note in film.warnings)


@pytest.mark.parametrize("stored", [12, 16])
def test_a_window_of_cells_and_not_of_their_values_is_left_out_and_said(tmp_path: Path, stored: int) -> None:
    """Twelve bits under a window of sixteen are sixteen greys beside black."""
    values = films.phantom(bits=12)
    cell = {"BitsStored": stored, "HighBit": stored - 1, "WindowCenter": 32768, "WindowWidth": 65536}
    image = read_film(films.make_film(tmp_path, stored=values, bits=16, **cell))
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)
    assert any("so wide" in str(note) for note in image.film.warnings)
    faint = read_film(
        films.make_film(tmp_path, stored=values // 64 + 2000, WindowCenter=2048, WindowWidth=4096)
    )
    assert faint.film.chain.windows == (Window(2048, 4096),)  # of few values


@pytest.mark.parametrize("center", [64, 128])
def test_a_window_that_leaves_hardly_a_grey_is_said(tmp_path: Path, center: int) -> None:
    image = read(tmp_path, WindowCenter=center, WindowWidth=2 * center)
    assert any("nothing but black and white" in note for note in image.film.warnings)


def test_what_lies_beside_the_field_says_nothing_of_a_window(tmp_path: Path) -> None:
    """A small field on a large plate, dark around it: its window shows the field and is kept."""
    stored = np.random.default_rng(6).integers(20, 60, (300, 300))
    stored[120:180, 120:180] = films.phantom(60, 60) // 2 + 1000
    image = read_film(films.make_film(tmp_path, stored=stored, WindowCenter=2000, WindowWidth=2000))
    assert image.film.chain.windows == (Window(2000, 2000),)
    assert not any("black and white" in str(note) for note in image.film.warnings)


@pytest.mark.parametrize(("first", "entries"), [(0, [5] * 4096), (60000, RAMP)])
def test_a_table_of_values_that_would_show_nothing_is_left_out_and_said(
    tmp_path: Path, first: int, entries: Any
) -> None:
    item = films.lut_item(first, entries, 12)
    image = read(tmp_path, ModalityLUTSequence=films.lut_sequence(item))
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)
    assert image.film.chain.modality_lut is None
    assert any("would show nothing" in said for said in image.film.warnings)


def test_a_table_with_its_bytes_in_the_other_order_is_turned_round_whatever_its_bits(tmp_path: Path) -> None:
    item = films.lut_item(0, (RAMP * 16).astype(np.uint16).byteswap(), 16)
    image = read(tmp_path, VOILUTSequence=films.lut_sequence(item))
    assert image.film.chain.voi_luts[0].entries.tolist() == (RAMP * 16).tolist()
    assert any("other order" in said for said in image.film.warnings)


def test_a_table_longer_than_the_film_has_values_is_as_white_as_they_reach(tmp_path: Path) -> None:
    image = read(tmp_path, **voi(0, np.arange(65536), 16))
    assert default_picture(image).max() > 200
    assert any("its maximum is white" in str(note) for note in image.film.warnings)
    turned = films.lut_item(0, np.arange(2048, dtype=np.uint16).byteswap(), 12)
    turned.LUTDescriptor = [4096, 0, 12]
    film = read(tmp_path, VOILUTSequence=films.lut_sequence(turned)).film
    assert film.chain.voi_luts[0].entries.size == 2048


def test_half_as_many_words_as_claimed_are_no_packed_bytes(tmp_path: Path) -> None:
    item = films.lut_item(0, RAMP[::2], 12)
    item.LUTDescriptor = [4096, 0, 12]
    found = read(tmp_path, VOILUTSequence=films.lut_sequence(item)).film
    assert found.chain.voi_luts[0].entries.tolist() == RAMP[::2].tolist()
    assert "A look-up table of the header has fewer entries than it claims." in found.warnings
    item = films.lut_item(0, RAMP[:128] * 514 + 256, 16)  # 0, 1, 2, ... two a word
    item.LUTDescriptor = [256, 0, 8]
    packed = read(tmp_path, VOILUTSequence=films.lut_sequence(item)).film
    assert packed.chain.voi_luts[0].entries.tolist() == list(range(256))


@pytest.mark.parametrize("signed", [False, True])
def test_entries_written_as_negative_numbers(tmp_path: Path, signed: bool) -> None:
    item = films.lut_item(-2048 if signed else 0, RAMP, 12)
    item.add_new("LUTData", "SS", [int(n) - 2048 for n in RAMP])
    image = read(tmp_path, signed=signed, VOILUTSequence=films.lut_sequence(item))
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)
    assert any("negative values" in said for said in image.film.warnings)


@pytest.mark.parametrize(
    "header",
    [
        {"WindowCenter": 0, "WindowWidth": 1},
        {"WindowCenter": 60000, "WindowWidth": 100},
        {"WindowCenter": -5000, "WindowWidth": 20, "VOILUTFunction": "SIGMOID"},
        voi(0, [0] * 4096, 12),
        voi(30000, RAMP, 12),
        voi(0, [], 12),
        presentation([255] * 256, 8),
    ],
)
def test_what_would_show_nothing_is_left_out_and_said(tmp_path: Path, header: dict[str, Any]) -> None:
    image = read(tmp_path, **header)
    picture = default_picture(image)
    assert (picture.min(), picture.max()) == (0, 255)
    assert any("was not used" in said for said in image.film.warnings)


@pytest.mark.parametrize(("width", "said"), [(1, True), (2, True), (400, False)])
def test_a_window_that_is_a_step_is_used_and_said(tmp_path: Path, width: int, said: bool) -> None:
    film = read(tmp_path, WindowCenter=2048, WindowWidth=width, VOILUTFunction="SIGMOID").film
    assert [window.width for window in film.chain.windows] == [width]
    assert any("nothing but black and white" in note for note in film.warnings) == said
    two = read(tmp_path, stored=RAMP[:80, None] % 2 + np.zeros((1, 80), int), WindowCenter=1, WindowWidth=1)
    assert two.film.warnings == ()


def test_a_blank_film_keeps_its_window(tmp_path: Path) -> None:
    image = read(tmp_path, stored=np.full((80, 80), 7), WindowCenter=2048, WindowWidth=4096)
    assert image.film.chain.windows == (Window(2048, 4096),)


@pytest.mark.parametrize(
    ("center", "width", "found"),
    [
        (b"2048\\ ", b"4096\\ ", [Window(2048, 4096)]),
        (b"2048,5", b"4096,0", [Window(2048.5, 4096)]),
        (b"[2048]", b"[4096]", [Window(2048, 4096)]),
        (b"[2048, 1000]", b"[4096, 500]", [Window(2048, 4096), Window(1000, 500)]),
        (b"(2048\\1000)", b"(4096\\500)", [Window(2048, 4096), Window(1000, 500)]),
        (b"none\\1000", b"4096\\500", [Window(1000, 500)]),
        (b"2048\\1000", b"4096", [Window(2048, 4096)]),
        (b"2048 HU", b"4096", [Window(2048, 4096)]),
    ],
)
def test_badly_written_windows_are_read_as_far_as_they_can_be(
    tmp_path: Path, center: bytes, width: bytes, found: list[Window]
) -> None:
    path = films.make_film(tmp_path, WindowCenter="123456789012", WindowWidth="210987654321")
    data = path.read_bytes()
    for placeholder, value in ((b"123456789012", center), (b"210987654321", width)):
        assert data.count(placeholder) == 1
        data = data.replace(placeholder, value.ljust(12))
    path.write_bytes(data)
    film = read_film(path).film
    assert list(film.chain.windows) == found
    assert any("not written as it should be" in said or "without a" in said for said in film.warnings)


NOT_USED = "The header's window is not written as it should be and was not used."
RESCALE_UNUSED = "The rescale values of the header make no sense and were not used."
RESCALE_ODD = (
    "The header's rescale values are not written as they should be; what of them could be read is used."
)


def written(folder: Path, **values: str) -> FilmImage:
    """A film whose decimal strings stand there as they are, whatever they hold."""
    holders = {name: f"9876543210{number:02}" for number, name in enumerate(values)}
    path = films.make_film(folder, **{"WindowCenter": 2048, "WindowWidth": 4096, **holders})
    data = path.read_bytes()
    for name, value in values.items():
        assert data.count(holders[name].encode()) == 1
        data = data.replace(holders[name].encode(), value.encode("latin-1").ljust(12))
    path.write_bytes(data)
    return read_film(path)


@pytest.mark.parametrize(
    "number", ["2 048", "2\xa0048", "2,048", "2.048,5", "2,048.5", "1 024 000", "2'048", "2.0D3", "2O48"]
)
def test_a_window_that_may_be_one_number_or_another_is_not_used(tmp_path: Path, number: str) -> None:
    """A sign between the thousands may be a decimal comma or part two values; an exponent D is none."""
    film = written(tmp_path, WindowCenter=number).film
    assert film.chain.windows[0].name == "full range"
    assert NOT_USED in film.warnings


@pytest.mark.parametrize(
    ("header", "found", "said"),
    [
        ({"RescaleSlope": "+2.0E0"}, (2.0, 0.0), None),
        ({"RescaleSlope": "0,500"}, (0.5, 0.0), RESCALE_ODD),
        ({"RescaleSlope": "2\\"}, (2.0, 0.0), RESCALE_ODD),
        ({"RescaleSlope": "2\\3"}, (1.0, 0.0), RESCALE_UNUSED),
        ({"RescaleSlope": "2", "RescaleIntercept": "-1 024"}, (1.0, 0.0), RESCALE_UNUSED),
        ({"RescaleSlope": "none", "RescaleIntercept": "-1024"}, (1.0, 0.0), RESCALE_UNUSED),
    ],
)
def test_a_rescale_is_used_whole_or_not_at_all_and_that_is_said(
    tmp_path: Path, header: dict[str, str], found: tuple[float, float], said: str | None
) -> None:
    film = written(tmp_path, **header).film
    assert (film.chain.slope, film.chain.intercept) == found
    assert [one for one in film.warnings if "rescale" in one] == ([said] if said else [])


@pytest.mark.parametrize("rescale", [{}, {"RescaleSlope": 1, "RescaleIntercept": 0}, {"RescaleSlope": 2}])
def test_a_modality_table_beside_a_rescale_is_used_and_the_other_named(
    tmp_path: Path, rescale: dict[str, int]
) -> None:
    """They exclude each other (PS3.3 C.11.1); a rescale that changes nothing is not worth a sentence."""
    film = read(tmp_path, ModalityLUTSequence=MODALITY, **rescale).film
    assert film.chain.modality_lut is not None
    assert (film.chain.slope, film.chain.intercept) == (1.0, 0.0)
    assert any("exclude each other" in one for one in film.warnings) is (rescale.get("RescaleSlope") == 2)
