"""The composed table against plain formulas, and whole films against DCMTK where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from inference.dicom.grayscale import (
    AUTO,
    FULL_RANGE,
    auto_window,
    display_table,
    modality_table,
)
from inference.dicom.reader import read_film
from inference.imaging.render import default_picture
from inference.records import Lut, ValueChain, Window, WindowFunction
from tests import films

DCMTK = shutil.which("dcmj2pnm")
XA = "1.2.840.10008.5.1.4.1.1.12.1"


def chain_of(tmp_path: Path, **options: Any) -> ValueChain:
    return read_film(films.make_film(tmp_path, **options)).film.chain


def shown(tmp_path: Path, **options: Any) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Stored values of a film and the picture made of them."""
    made = films.build(tmp_path, **options)
    return made.stored, default_picture(read_film(made.path))


def grey(unit: NDArray[np.floating]) -> NDArray[np.int64]:
    return np.floor(np.clip(unit, 0, 1) * 255 + 0.5).astype(np.int64)


def test_linear_window_is_the_formula_of_the_standard(tmp_path: Path) -> None:
    stored, picture = shown(tmp_path, WindowCenter=2000, WindowWidth=1000)
    np.testing.assert_array_equal(picture, grey((stored - 1999.5) / 999 + 0.5))


def test_linear_exact_window(tmp_path: Path) -> None:
    stored, picture = shown(tmp_path, WindowCenter=2000, WindowWidth=1000, VOILUTFunction="LINEAR_EXACT")
    np.testing.assert_array_equal(picture, grey((stored - 2000) / 1000 + 0.5))


def test_sigmoid_window(tmp_path: Path) -> None:
    stored, picture = shown(tmp_path, WindowCenter=2000, WindowWidth=1000, VOILUTFunction="SIGMOID")
    np.testing.assert_array_equal(picture, grey(1 / (1 + np.exp(-4 * (stored - 2000) / 1000))))


def test_window_of_width_one_is_a_step(tmp_path: Path) -> None:
    stored, picture = shown(tmp_path, WindowCenter=2000, WindowWidth=1)
    np.testing.assert_array_equal(picture, np.where(stored > 1999.5, 255, 0))


def test_windows_keep_their_order_and_names(tmp_path: Path) -> None:
    chain = chain_of(
        tmp_path,
        WindowCenter=[100, 200, 300],
        WindowWidth=[10, 0, 30],
        WindowCenterWidthExplanation=["NORMAL", "BROKEN", "SOFTER"],
        VOILUTFunction="SIGMOID",
    )
    assert [(w.center, w.width, w.name) for w in chain.windows] == [(100, 10, "NORMAL"), (300, 30, "SOFTER")]
    assert {w.function for w in chain.windows} == {WindowFunction.SIGMOID}


def test_fractional_linear_width_is_taken_exactly(tmp_path: Path) -> None:
    chain = chain_of(tmp_path, WindowCenter=0.5, WindowWidth=0.5, RescaleSlope=1 / 4096, RescaleIntercept=0)
    assert chain.windows == (Window(0.5, 0.5, WindowFunction.LINEAR_EXACT),)


def test_rescale_comes_before_the_window(tmp_path: Path) -> None:
    stored, picture = shown(
        tmp_path, RescaleSlope=0.5, RescaleIntercept=-100, WindowCenter=400, WindowWidth=800, signed=True
    )
    np.testing.assert_array_equal(picture, grey((stored * 0.5 - 100 - 399.5) / 799 + 0.5))


def test_modality_lut_goes_before_rescale(tmp_path: Path) -> None:
    entries = (np.arange(4096)[::-1] * 3).astype(np.uint16)
    stored, picture = shown(
        tmp_path,
        ModalityLUTSequence=films.lut_sequence(films.lut_item(0, entries, 16)),
        RescaleSlope=9,
        RescaleIntercept=5,
        WindowCenter=6000,
        WindowWidth=8000,
    )
    np.testing.assert_array_equal(picture, grey((entries[stored].astype(int) - 5999.5) / 7999 + 0.5))


def test_modality_lut_of_signed_values(tmp_path: Path) -> None:
    entries = np.arange(4096).astype(np.uint16)
    item = films.lut_item(-2048, entries, 12)
    made = films.build(tmp_path, signed=True, ModalityLUTSequence=films.lut_sequence(item))
    image = read_film(made.path)
    np.testing.assert_array_equal(modality_table(image.film.chain)[image.pixels], made.stored + 2048)


def test_first_value_written_unsigned_though_the_pixels_are_signed(tmp_path: Path) -> None:
    item = films.lut_item(0, np.arange(4096), 12)
    item.LUTDescriptor = [4096, 65536 - 2048, 12]
    made = films.build(tmp_path, signed=True, ModalityLUTSequence=films.lut_sequence(item))
    lut = read_film(made.path).film.chain.modality_lut
    assert lut is not None
    assert lut.first == -2048


@pytest.mark.parametrize("syntax", [films.IMPLICIT, films.EXPLICIT, films.BIG_ENDIAN])
@pytest.mark.parametrize("signed", [False, True])
def test_table_of_65536_entries(tmp_path: Path, syntax: str, signed: bool) -> None:
    entries = np.arange(65536)[::-1].astype(np.uint16)
    item = films.lut_item(0, entries.byteswap() if syntax == films.BIG_ENDIAN else entries, 16)
    assert item.LUTDescriptor[0] == 0
    made = films.build(
        tmp_path,
        bits=16,
        signed=signed,
        syntax=syntax,
        ModalityLUTSequence=films.lut_sequence(item),
        stored=np.array([[0, 5, 1000, 30000]]),
    )
    image = read_film(made.path)
    expected = 65535 - np.array([[0, 5, 1000, 30000]])
    np.testing.assert_array_equal(modality_table(image.film.chain)[image.pixels], expected)


@pytest.mark.parametrize("packed", [False, True])
def test_eight_bit_lut_data(tmp_path: Path, packed: bool) -> None:
    entries = np.arange(255, -1, -1)
    item = films.lut_item(0, entries, 8, packed=packed)
    stored, picture = shown(tmp_path, bits=8, VOILUTSequence=films.lut_sequence(item))
    np.testing.assert_array_equal(picture, 255 - stored)


def test_lut_with_too_few_entries_is_used_with_a_warning(tmp_path: Path) -> None:
    item = films.lut_item(0, np.arange(1000), 12)
    item.LUTDescriptor = [4096, 0, 12]
    film = read_film(films.make_film(tmp_path, VOILUTSequence=films.lut_sequence(item))).film
    assert film.chain.voi_luts[0].entries.size == 1000
    assert any("fewer entries" in warning for warning in film.warnings)


@pytest.mark.parametrize("broken", ["LUTDescriptor", "LUTData"])
def test_damaged_lut_is_left_out_with_a_warning(tmp_path: Path, broken: str) -> None:
    item = films.lut_item(0, np.arange(4096), 12)
    del item[broken]
    film = read_film(films.make_film(tmp_path, VOILUTSequence=films.lut_sequence(item))).film
    assert film.chain.voi_luts == ()
    assert any("look-up table" in warning for warning in film.warnings)


def test_lut_bits_that_are_too_few_for_its_entries(tmp_path: Path) -> None:
    item = films.lut_item(0, np.arange(4096), 8)
    assert chain_of(tmp_path, VOILUTSequence=films.lut_sequence(item)).voi_luts[0].bits == 12


def test_voi_lut_wins_over_windows_and_a_window_over_it_when_asked(tmp_path: Path) -> None:
    entries = np.sqrt(np.arange(4096) / 4095) * 1023
    item = films.lut_item(0, np.rint(entries), 10)
    made = films.build(tmp_path, VOILUTSequence=films.lut_sequence(item), WindowCenter=2048, WindowWidth=4096)
    image = read_film(made.path)
    expected = grey(np.rint(entries)[made.stored] / 1023)
    np.testing.assert_array_equal(default_picture(image), expected)
    table = display_table(image.film.chain, image.film.chain.windows[0])
    np.testing.assert_array_equal(table[image.pixels], grey(made.stored / 4095))


@pytest.mark.parametrize(
    ("photometric", "shape", "inverted"),
    [
        ("MONOCHROME2", None, False),
        ("MONOCHROME1", None, True),
        ("MONOCHROME1", "INVERSE", True),
        ("MONOCHROME2", "IDENTITY", False),
        ("MONOCHROME2", "INVERSE", True),
        ("MONOCHROME1", "IDENTITY", True),
        ("MONOCHROME1", "NONSENSE", True),
    ],
)
def test_polarity_is_never_inverted_twice(
    tmp_path: Path, photometric: str, shape: str | None, inverted: bool
) -> None:
    stored, picture = shown(
        tmp_path,
        bits=8,
        PhotometricInterpretation=photometric,
        PresentationLUTShape=shape,
        WindowCenter=128,
        WindowWidth=256,
    )
    np.testing.assert_array_equal(picture, 255 - stored if inverted else stored)


def test_presentation_lut_sequence(tmp_path: Path) -> None:
    entries = np.arange(4096)[::-1]
    stored, picture = shown(
        tmp_path,
        PresentationLUTSequence=films.lut_sequence(films.lut_item(0, entries, 12)),
        PhotometricInterpretation="MONOCHROME1",
        WindowCenter=2048,
        WindowWidth=4096,
    )
    np.testing.assert_array_equal(picture, grey((4095 - stored) / 4095))


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_padding_is_black_and_left_out_of_windows(tmp_path: Path, photometric: str) -> None:
    stored = 1000 + films.phantom(bits=10)
    stored[:20] = 10
    stored[20:30] = 15
    made = films.build(
        tmp_path,
        stored=stored,
        PixelPaddingValue=10,
        PixelPaddingRangeLimit=15,
        PhotometricInterpretation=photometric,
    )
    image = read_film(made.path)
    picture = default_picture(image)
    assert (picture[:30] == 0).all()
    low, high = image.film.chain.windows[0], auto_window(image)
    assert low.center - low.width / 2 == stored[30:].min()
    assert high.center - high.width / 2 >= 1000
    assert (display_table(image.film.chain, invert=True)[image.pixels][:30] == 0).all()


def test_padding_of_signed_films(tmp_path: Path) -> None:
    stored = films.phantom(signed=True)
    made = films.build(tmp_path, stored=stored, signed=True, PixelPaddingValue=-2048)
    assert read_film(made.path).film.chain.padding == (-2048, -2048)


def test_padding_that_hides_the_whole_film_is_not_believed(tmp_path: Path) -> None:
    film = read_film(films.make_film(tmp_path, PixelPaddingValue=0, PixelPaddingRangeLimit=4095)).film
    assert film.chain.padding is None
    assert any("padding" in warning for warning in film.warnings)


HOLES = (
    "The header calls grey values padding that are not the darkest of the film: they are drawn black and "
    "may look like holes."
)


@pytest.mark.parametrize(
    ("value", "place", "photometric", "told"),
    [
        (4095, np.s_[40:44, 50:60], "MONOCHROME2", True),  # metal at the highest value
        (0, np.s_[40:44, 50:60], "MONOCHROME1", True),
        (1500, np.s_[40:44, 50:60], "MONOCHROME2", True),  # a value in the midst of the greys
        (4095, np.s_[40:44, 50:60], "MONOCHROME1", False),  # the dark end: air
        (0, np.s_[40:44, 50:60], "MONOCHROME2", False),
        (4095, np.s_[:12], "MONOCHROME2", False),  # a white border, which padding is for
        (4095, np.s_[:0], "MONOCHROME2", False),  # stated, and nowhere on the film
    ],
)
def test_padding_that_makes_holes_in_the_picture_is_told(
    value: int, place: Any, photometric: str, told: bool, tmp_path: Path
) -> None:
    stored = 1000 + films.phantom(bits=10)
    stored[stored == value] += 1
    stored[place] = value
    made = films.build(
        tmp_path, stored=stored, PixelPaddingValue=value, PhotometricInterpretation=photometric
    )
    image = read_film(made.path)
    assert image.film.chain.padding == (value, value)
    assert not default_picture(image)[place].any()
    assert (HOLES in image.film.warnings) is told


def test_no_window_means_lowest_to_highest(tmp_path: Path) -> None:
    stored = 500 + films.phantom(bits=10)
    image = read_film(films.make_film(tmp_path, stored=stored, RescaleSlope=2, RescaleIntercept=-7))
    assert [w.name for w in image.film.chain.windows] == [FULL_RANGE]
    np.testing.assert_array_equal(default_picture(image), grey((stored - 500) / 1023))


def test_fractional_values_are_spanned_as_whole_ones_are(tmp_path: Path) -> None:
    stored = np.arange(64 * 64).reshape(64, 64) % 4096
    whole = read_film(films.make_film(tmp_path, stored=stored))
    image = read_film(films.make_film(tmp_path, stored=stored, RescaleSlope="0.0001", RescaleIntercept="0"))
    shown = image.film.chain.windows[0]
    assert (shown.center, shown.width) == pytest.approx((0.20475, 0.4095))
    assert (default_picture(image) == default_picture(whole)).all()
    assert auto_window(image).width == pytest.approx(auto_window(whole).width * 1e-4, rel=1e-3)
    few = read_film(films.make_film(tmp_path, stored=stored % 4))
    assert np.unique(default_picture(few)).tolist() == [0, 85, 170, 255]


def test_film_of_one_value_is_shown(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path, stored=np.full((8, 8), 7)))
    assert default_picture(image).shape == (8, 8)
    assert auto_window(image).width >= 1


def test_an_automatic_window_spans_most_of_the_film(tmp_path: Path) -> None:
    image = read_film(films.make_film(tmp_path, WindowCenter=5, WindowWidth=10))
    automatic = auto_window(image)
    assert automatic not in image.film.chain.windows
    assert automatic.name == AUTO
    values = np.percentile(image.pixels, (0.5, 99.5))
    assert automatic.center == pytest.approx((values.sum() + 1) / 2, abs=10)


def test_senseless_rescale_is_not_used(tmp_path: Path) -> None:
    film = read_film(films.make_film(tmp_path, RescaleSlope=0, RescaleIntercept=50)).film
    assert (film.chain.slope, film.chain.intercept) == (1.0, 0.0)
    assert any("rescale" in warning for warning in film.warnings)


def test_xa_modality_table_is_not_for_display(tmp_path: Path) -> None:
    item = films.lut_item(0, np.arange(4096)[::-1], 12)
    chain = chain_of(
        tmp_path,
        SOPClassUID=XA,
        Modality="XA",
        ModalityLUTSequence=films.lut_sequence(item),
        RescaleSlope=3,
        RescaleIntercept=1,
    )
    assert (chain.modality_lut, chain.slope, chain.intercept) == (None, 1.0, 0.0)


def test_inverting_for_the_reader_turns_the_table_over() -> None:
    chain = ValueChain(bits_stored=12, signed=False, windows=(Window(2048, 4096),))
    np.testing.assert_array_equal(255 - display_table(chain), display_table(chain, invert=True))
    np.testing.assert_array_equal(
        display_table(replace(chain, inverted=True)), display_table(chain, invert=True)
    )


@pytest.mark.parametrize("function", list(WindowFunction))
def test_composing_a_table_is_quick(function: WindowFunction) -> None:
    lut = Lut(0, np.arange(65536).astype(np.uint16), 16)
    chain = ValueChain(bits_stored=16, signed=True, modality_lut=lut, padding=(0, 3))
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        display_table(chain, Window(3000.0, 5000.0, function))
        best = min(best, time.perf_counter() - start)
    assert best < 0.03  # 1 to 3 ms on the machine it was written on


def torture() -> list[dict[str, Any]]:
    """Films that between them use every rule that DCMTK knows too."""
    curve = np.rint((np.arange(4096) / 4095) ** 2 * 65535)
    cases: list[dict[str, Any]] = [
        {"bits": bits, "signed": signed, "PhotometricInterpretation": photometric, **window}
        for bits in (8, 10, 12, 14, 16)
        for signed in (False, True)
        for photometric in ("MONOCHROME1", "MONOCHROME2")
        for window in (
            {},
            {"WindowCenter": 0 if signed else 1 << (bits - 1), "WindowWidth": 3 << (bits - 3)},
        )
    ]
    cases += [
        {"WindowCenter": 1800, "WindowWidth": 900, "VOILUTFunction": "SIGMOID"},
        {"WindowCenter": [1800, 30], "WindowWidth": [900, 60]},
        {"WindowCenter": 400, "WindowWidth": 700, "RescaleSlope": 0.25, "RescaleIntercept": -100},
        {"signed": True, "WindowCenter": 0, "WindowWidth": 9000, "RescaleSlope": -3, "RescaleIntercept": 50},
        {"VOILUTSequence": films.lut_sequence(films.lut_item(0, curve, 16))},
        {"VOILUTSequence": films.lut_sequence(films.lut_item(1000, np.arange(1024), 10))},
        {"bits": 8, "VOILUTSequence": films.lut_sequence(films.lut_item(0, np.arange(256), 8, packed=True))},
        {"signed": True, "VOILUTSequence": films.lut_sequence(films.lut_item(-2048, curve, 16))},
        {
            "ModalityLUTSequence": films.lut_sequence(films.lut_item(0, curve, 16)),
            "WindowCenter": 30000,
            "WindowWidth": 50000,
        },
        {
            "ModalityLUTSequence": films.lut_sequence(films.lut_item(0, np.arange(4096) // 4, 10)),
            "VOILUTSequence": films.lut_sequence(films.lut_item(0, np.arange(1024)[::-1], 10)),
        },
        {"PresentationLUTShape": "INVERSE", "PhotometricInterpretation": "MONOCHROME1"},
        {"PresentationLUTShape": "INVERSE", "PhotometricInterpretation": "MONOCHROME2"},
        {"high_bit": 15, "WindowCenter": 2000, "WindowWidth": 3000},
        {"syntax": films.BIG_ENDIAN},
        {"syntax": films.JPEG_LOSSLESS_SV1, "WindowCenter": 2000, "WindowWidth": 3000},
        {"syntax": films.RLE, "signed": True},
    ]
    return cases + compressed()


def compressed() -> list[dict[str, Any]]:
    """One film of each codec at each depth that it has, windowed, in both polarities."""
    depths = {
        films.JPEG_BASELINE: (8,),
        films.JPEG_EXTENDED: (8, 12),
        films.JPEG_LOSSLESS: (8, 12, 16),
        films.JPEG_LOSSLESS_SV1: (8, 10, 14, 16),
        films.JPEG_LS: (8, 12, 16),
        films.JPEG_LS_NEAR: (8, 12),
        films.JPEG_2000_LOSSLESS: (8, 12, 16),
        films.JPEG_2000: (8, 12, 16),
        films.DEFLATED: (8, 12),
        films.RLE: (8, 12, 16),
    }
    return [
        {
            "syntax": syntax,
            "bits": bits,
            "PhotometricInterpretation": "MONOCHROME1" if turn % 2 else "MONOCHROME2",
            "WindowCenter": 1 << (bits - 1),
            "WindowWidth": 3 << (bits - 2),
        }
        for syntax, several in depths.items()
        for turn, bits in enumerate(several)
    ]


def in_plain_words(path: Path, syntax: str) -> Path:
    """The film as DCMTK's renderer can read it: JPEG 2000 through GDCM, JPEG-LS through dcmdjpls first."""
    plain = path.with_name("plain.dcm")
    if syntax in (films.JPEG_2000, films.JPEG_2000_LOSSLESS):
        through_gdcm(path, plain)
    elif syntax in (films.JPEG_LS, films.JPEG_LS_NEAR):
        subprocess.run(["dcmdjpls", str(path), str(plain)], check=True, timeout=240)
    else:
        return path
    return plain


def through_gdcm(source: Path, target: Path) -> None:
    """Decompress with GDCM, which is not the decoder that our reader takes first."""
    import gdcm

    reader = gdcm.ImageReader()
    reader.SetFileName(str(source))
    assert reader.Read()
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.ExplicitVRLittleEndian))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer = gdcm.ImageWriter()
    writer.SetFileName(str(target))
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write()


def by_dcmtk(path: Path, options: dict[str, Any]) -> NDArray[np.uint8]:
    """DCMTK's picture of a film: its first VOI LUT, else its first window, else lowest to highest."""
    import cv2

    voi = (
        ["+Wl", "1"]
        if "VOILUTSequence" in options
        else ["+Wi", "1"]
        if "WindowCenter" in options
        else ["+Wm"]
    )
    out = path.with_suffix(".pgm")
    subprocess.run([str(DCMTK), "-q", "-O", *voi, str(path), str(out)], check=True, timeout=240)
    picture = cv2.imread(str(out), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    return np.asarray(picture, dtype=np.uint8)


@pytest.mark.skipif(DCMTK is None, reason="DCMTK is not installed")
@pytest.mark.parametrize("options", torture(), ids=lambda o: "-".join(f"{k}={v}"[:28] for k, v in o.items()))
def test_films_look_as_dcmtk_shows_them(tmp_path: Path, options: dict[str, Any]) -> None:
    path = films.make_film(tmp_path, **options)
    plain = in_plain_words(path, options.get("syntax", films.EXPLICIT))
    ours, theirs = default_picture(read_film(path)).astype(int), by_dcmtk(plain, options).astype(int)
    difference = np.abs(ours - theirs)
    assert difference.mean() <= 1
    assert difference.max() <= 2


@pytest.mark.skipif(DCMTK is None, reason="DCMTK is not installed")
@pytest.mark.skipif(not (films.SHARED / "data/dicom").is_dir(), reason="no shared films")
@pytest.mark.parametrize(
    ("part", "options"),
    [
        ("RG2_RLE", {"WindowCenter": 1}),
        ("RG3_JLSL", {"WindowCenter": 1}),
        ("chest", {"WindowCenter": 1}),
        ("GH133", {"VOILUTSequence": 1}),
        ("mlut_18", {}),
        ("vlut_04", {"VOILUTSequence": 1}),
        ("RG2_JPLL", {"WindowCenter": 1}),
    ],
)
def test_real_films_look_as_dcmtk_shows_them(tmp_path: Path, part: str, options: dict[str, Any]) -> None:
    source = next(path for path in (films.SHARED / "data/dicom").iterdir() if part in path.name)
    copy = tmp_path / "film.dcm"
    shutil.copyfile(source, copy)
    if part == "RG3_JLSL":
        subprocess.run(["dcmdjpls", str(copy), str(copy)], check=True, timeout=240)
    ours, theirs = default_picture(read_film(source)).astype(int), by_dcmtk(copy, options).astype(int)
    assert np.abs(ours - theirs).mean() <= 1


def test_table_in_the_other_order_of_bytes(tmp_path: Path) -> None:
    table = films.lut_item(0, np.arange(4096).astype(np.uint16).byteswap(), 12)
    film = read_film(films.make_film(tmp_path, VOILUTSequence=[table])).film
    np.testing.assert_array_equal(film.chain.voi_luts[0].entries, np.arange(4096))
    assert any("bytes in the other order" in said for said in film.warnings)


def test_a_function_that_no_window_has_is_said(tmp_path: Path) -> None:
    for named, is_said in (("CUBIC", True), ("LINEAR", False), ("LINEAR_EXACT", False)):
        window = {"WindowCenter": 2048, "WindowWidth": 3000, "VOILUTFunction": named}
        said = read_film(films.make_film(tmp_path, **window)).film.warnings
        assert any("taken as linear" in one for one in said) is is_said
