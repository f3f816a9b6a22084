"""Files that break the rules and can be read all the same: shown as they are, and what is wrong is said."""

from __future__ import annotations

import logging
import struct
import threading
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import config
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate

from inference.dicom import codecs, header, safe_parse
from inference.dicom.cells import value_place
from inference.dicom.codestream import Kind
from inference.dicom.file_discovery import looks_like_film
from inference.dicom.reader import read_film
from inference.errors import FilmError
from inference.imaging.render import default_picture
from tests import films


def with_syntax(path: Path, stated: str) -> Path:
    """The file with another Transfer Syntax UID than it has."""
    from inference.dicom.encoding import stating

    data = path.read_bytes()
    path.write_bytes(stating(stated.encode(), data[safe_parse.meta_end(data) :]))
    return path


@pytest.mark.parametrize("real", films.NATIVE)
@pytest.mark.parametrize("stated", [*films.NATIVE, films.JPEG_LOSSLESS_SV1, films.RLE])
def test_a_wrong_transfer_syntax(tmp_path: Path, real: str, stated: str) -> None:
    made = films.build(tmp_path, syntax=real, WindowCenter=2048, WindowWidth=4096)
    image = read_film(with_syntax(made.path, stated))
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert len(image.film.chain.windows) == 1
    assert bool(image.film.warnings) is (real != stated)


@pytest.mark.parametrize(
    "stated", [films.JPEG_LOSSLESS_SV1, films.JPEG_2000_LOSSLESS, films.EXPLICIT, films.RLE]
)
@pytest.mark.parametrize(
    "real", [films.JPEG_LOSSLESS_SV1, films.JPEG_LS, films.JPEG_2000_LOSSLESS, films.RLE]
)
def test_another_compression_than_stated(tmp_path: Path, real: str, stated: str) -> None:
    made = films.build(tmp_path, syntax=real)
    np.testing.assert_array_equal(read_film(with_syntax(made.path, stated)).pixels, made.shifted)


@pytest.mark.parametrize(
    "instead", [b"", bytes(8), bytes(300), b"\xfe\xff\x0d\xe0\0\0\0\0", b"\x20\0\x10\0ab"]
)
def test_nulls_or_nothing_for_the_sequence_delimiter(tmp_path: Path, instead: bytes) -> None:
    made = films.build(tmp_path, syntax=films.JPEG_LOSSLESS_SV1)
    data = made.path.read_bytes()
    assert data.endswith(b"\xfe\xff\xdd\xe0\0\0\0\0")
    made.path.write_bytes(data[:-8] + instead)
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert any("no proper end" in said for said in image.film.warnings)


@pytest.mark.parametrize("signed", [False, True])
def test_values_that_lie_at_the_bottom_of_their_cells(tmp_path: Path, signed: bool) -> None:
    """High Bit 15, and the twelve bits are the lowest all the same."""
    made = films.build(tmp_path, signed=signed, HighBit=15)
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert any("where a grey value lies" in said for said in image.film.warnings)


def test_values_that_lie_at_the_top_of_their_cells(tmp_path: Path) -> None:
    made = films.build(tmp_path, high_bit=15, HighBit=11)
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def test_bits_above_the_value_are_left_out_and_said(tmp_path: Path) -> None:
    stored = films.phantom()
    raw = (stored | (1 << 14)).astype("<u2").tobytes()
    image = read_film(films.make_film(tmp_path, stored=stored, raw=raw))
    np.testing.assert_array_equal(image.pixels, stored)
    assert any("old overlays" in said for said in image.film.warnings)


def edge(top: int) -> Any:
    """A film of two ends, with the noise that a lossy codec overshoots with."""
    stored = np.where(np.mgrid[0:96, 0:80][1] < 40, 0, top).astype(np.int64)
    return stored + np.where(stored == top, np.random.default_rng(1).integers(0, 60, stored.shape), 0)


@pytest.mark.parametrize(("syntax", "bits"), [(films.JPEG_2000, 12), (films.JPEG_EXTENDED, 10)])
def test_lossy_overshoot_ends_at_the_brightest_value(tmp_path: Path, syntax: str, bits: int) -> None:
    """A codestream that is wider than Bits Stored may exceed it: white then, never black specks in white."""
    over = edge((1 << bits) - 1).astype(np.uint16)
    frame = films.jpeg2000(over, 16) if syntax == films.JPEG_2000 else films.ENCODERS[syntax](over, 12)
    path = films.make_film(tmp_path, stored=over.astype(np.int64), bits=bits, syntax=syntax, frame=frame)
    image = read_film(path)
    assert int(image.pixels.max()) == (1 << bits) - 1
    assert (default_picture(image)[:, 44:] > 240).all()


@pytest.mark.parametrize(
    ("signs", "given", "kept"),
    [
        ((False, False), [0, 4095, 4100, 65535], [0, 4095, 4095, 4095]),
        ((True, True), [-2100, -2048, 2047, 3000], [0, 0, 4095, 4095]),
        ((True, False), [-2100, 0, 2047, 3000], [0, 2048, 4095, 4095]),
        ((False, True), [2048, 4095, 0, 2047], [0, 2047, 2048, 4095]),
        ((False, True), [65536 - 2100, 65535, 0, 2100], [0, 2047, 2048, 4095]),
    ],
)
def test_saturation(signs: tuple[bool, bool], given: list[int], kept: list[int]) -> None:
    values = np.array([given], np.int16 if signs[0] else np.uint16)
    np.testing.assert_array_equal(value_place.saturated(values, 12, 0, 16, signs), [kept])


@pytest.mark.parametrize(
    ("first", "said"), [(0x6000, "an overlay"), (0x6002, "an overlay"), (0x601E, "an overlay")]
)
def test_every_overlay_group_is_told(tmp_path: Path, first: int, said: str) -> None:
    path = films.make_film(tmp_path)
    from pydicom import dcmread

    dataset = dcmread(path)
    dataset.add_new((first, 0x0010), "US", 96)
    films.write(path, dataset)
    assert any(said in warning for warning in read_film(path).film.warnings)
    dataset.add_new((0x6004, 0x0010), "US", 96)
    films.write(path, dataset)
    assert any("2 overlays" in warning for warning in read_film(path).film.warnings)


def test_twelve_bits_in_a_png_of_sixteen(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "film.png"
    Image.fromarray(films.phantom().astype(np.uint16)).save(path)
    image = read_film(path)
    picture = default_picture(image)
    assert (picture.min(), picture.max(), image.film.chain.bits_stored) == (0, 255, 12)
    assert any("12 of its 16 bits" in said for said in image.film.warnings)


def test_a_missing_codec_is_named_with_what_provides_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_layout: object, _frame: object) -> Any:
        raise ModuleNotFoundError

    monkeypatch.setattr(codecs, "CODECS", dict(codecs.CODECS))
    for codec in codecs.CODECS[Kind.JPEG_LS]:
        codecs.register(Kind.JPEG_LS, codecs.Codec(codec.name, codec.package, gone))
    assert [one.name for one in codecs.CODECS[Kind.JPEG_LS]] == ["imagecodecs", "jpeg_ls"]
    with pytest.raises(FilmError, match="JPEG-LS is installed; it comes with imagecodecs, pyjpegls"):
        read_film(films.make_film(tmp_path, syntax=films.JPEG_LS))
    codecs.register(Kind.JPEG_LS, codecs.Codec("ours", "numpy", lambda lay, _f: films.phantom().astype("u2")))
    assert read_film(tmp_path / "film.dcm").pixels.shape == (96, 80)


def test_pydicom_stays_quiet_while_two_threads_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A value of a header is never logged or warned of: not by a thread that began while another ended."""
    bad = films.make_film(tmp_path, WindowCenter="123456789012")
    bad.write_bytes(bad.read_bytes().replace(b"123456789012", b"NAME^PATIENT"))
    seen: list[bool] = []

    def read() -> None:
        for _ in range(15):
            read_film(bad)
            seen.append(config.settings.reading_validation_mode == config.IGNORE)
            seen.append(logging.getLogger("pydicom").disabled and config.convert_wrong_length_to_UN)

    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.DEBUG):
        threads = [threading.Thread(target=read) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(seen) == 60
    assert all(seen)
    assert not [one for one in warned if "pydicom" in one.filename]
    assert "NAME" not in caplog.text


def test_the_frame_may_be_split(tmp_path: Path) -> None:
    made = films.build(tmp_path, syntax=films.JPEG_LOSSLESS_SV1)
    frame = films.ENCODERS[films.JPEG_LOSSLESS_SV1](films.cells(made.stored, 16, 12), 12)
    films.build(tmp_path, syntax=films.JPEG_LOSSLESS_SV1, raw=encapsulate([frame], fragments_per_frame=3))
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


ITEM_END, SEQUENCE_END = b"\xfe\xff\x0d\xe0\0\0\0\0", b"\xfe\xff\xdd\xe0\0\0\0\0"


def with_open_sequences(path: Path, item_end: bytes, sequence_end: bytes) -> Path:
    """The film with its VOI LUT Sequence, and one of references with a patient in it, of undefined length."""
    data = path.read_bytes()
    for tag in (b"\x08\0\x15\x11", b"\x28\0\x10\x30"):
        at = data.index(tag + b"SQ")
        (length,) = struct.unpack_from("<I", data, at + 8)
        inner = data[at + 20 : at + 12 + length]
        opened = tag + b"SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff"
        data = data[:at] + opened + inner + item_end + sequence_end + data[at + 12 + length :]
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("item_end", [ITEM_END, b"", bytes(8), ITEM_END * 2])
@pytest.mark.parametrize("sequence_end", [SEQUENCE_END, b"", bytes(8)])
def test_sequences_of_the_header_without_an_end(tmp_path: Path, item_end: bytes, sequence_end: bytes) -> None:
    other = films.dataset(PatientID="SOMEONE ELSE")
    reference = Dataset()
    reference.ReferencedSOPInstanceUID, reference.PatientID = "1.2.3", other.PatientID
    reference.SeriesInstanceUID = "1.2.3.4"
    table = films.lut_item(0, list(range(4095, -1, -1)), 12)
    made = films.build(
        tmp_path, ReferencedSeriesSequence=[reference], VOILUTSequence=[table], PatientID="THIS ONE"
    )
    image = read_film(with_open_sequences(made.path, item_end, sequence_end))
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert image.film.patient_number == "THIS ONE"
    assert image.film.series_uid != "1.2.3.4"
    if item_end in (ITEM_END, b"", bytes(8)):
        assert image.film.chain.inverted  # the falling table was read


@pytest.mark.parametrize("vr", [b"  ", b"??", b"lo", b"\0\0"])
def test_an_element_without_its_representation(tmp_path: Path, vr: bytes) -> None:
    made = films.build(tmp_path, PatientID="THIS ONE")
    data = made.path.read_bytes()
    made.path.write_bytes(data.replace(b"\x10\0\x20\0LO", b"\x10\0\x20\0" + vr))
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert image.film.patient_number == "THIS ONE"
    assert any("header is damaged" in str(said) for said in image.film.warnings)


@pytest.mark.parametrize("syntax", [films.BIG_ENDIAN, films.DEFLATED])
def test_no_transfer_syntax_at_all(tmp_path: Path, syntax: str) -> None:
    made = films.build(tmp_path, syntax=syntax)
    np.testing.assert_array_equal(read_film(with_syntax(made.path, "")).pixels, made.shifted)


@pytest.mark.parametrize(
    "inside",
    [b"", struct.pack("<HH4sIHHI", 0x0028, 0x3010, b"SQ\0\0", 0xFFFFFFFF, 0xFFFE, 0xE000, 0xFFFFFFFF)],
)
def test_a_header_of_nothing_but_elements_is_given_up(tmp_path: Path, inside: bytes) -> None:
    """Kilobytes that inflate to millions of empty elements would hold a processor for a minute."""
    head = films.make_film(tmp_path, syntax=films.DEFLATED).read_bytes()
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = (
        squeezer.compress(inside + b"\x09\x00\x02\x10SH\0\0" * (safe_parse.MAX_STEPS + 10)) + squeezer.flush()
    )
    path = tmp_path / "elements.dcm"
    path.write_bytes(head[: safe_parse.meta_end(head)] + body)
    assert path.stat().st_size < 100_000
    with pytest.raises(FilmError, match="too many elements"):
        read_film(path)


def test_a_look_up_table_of_millions_of_elements_is_given_up(tmp_path: Path) -> None:
    path = films.crowded(tmp_path / "crowded.dcm", megabytes=17)
    assert path.stat().st_size < 100_000
    with pytest.raises(FilmError, match="too many elements"):
        read_film(path)


@pytest.mark.parametrize(
    "lead",
    [b"DICM", b"\xef\xbb\xbf" + bytes(128) + b"DICM", b"HTTP/1.1 200 OK\r\n\r\n" + bytes(128) + b"DICM"],
)
def test_what_stands_before_a_file_is_left_out_and_said(tmp_path: Path, lead: bytes) -> None:
    made = films.build(tmp_path)
    made.path.write_bytes(lead + made.path.read_bytes()[132:])
    image = read_film(made.path)
    assert image.film.warnings == (safe_parse.LEAD,)
    assert image.film.patient_number == "T1"
    np.testing.assert_array_equal(image.pixels, made.stored)
    assert looks_like_film(made.path.rename(tmp_path / "film"))


def test_a_big_endian_data_set_without_a_preamble_is_read(tmp_path: Path) -> None:
    made = films.build(tmp_path, syntax=films.BIG_ENDIAN)
    data = made.path.read_bytes()
    made.path.write_bytes(data[safe_parse.meta_end(data) :])
    np.testing.assert_array_equal(read_film(made.path).pixels, made.stored)


@pytest.mark.parametrize(("claimed", "vr"), [(0, b"OW"), (100, b"OW"), (None, b"\0\0")])
def test_a_picture_is_read_whole_whatever_its_element_claims(
    tmp_path: Path, claimed: int | None, vr: bytes
) -> None:
    made = films.build(tmp_path)
    data = bytearray(made.path.read_bytes())
    at = data.rindex(b"\xe0\x7f\x10\x00OW")
    data[at + 4 : at + 6] = vr
    if claimed is not None:
        data[at + 8 : at + 12] = struct.pack("<I", claimed)
    made.path.write_bytes(bytes(data))
    image = read_film(made.path)
    assert image.film.warnings == (() if claimed is None else (header.WRONG_LENGTH,))
    np.testing.assert_array_equal(image.pixels, made.stored)


def test_padding_behind_a_short_picture_is_no_part_of_it(tmp_path: Path) -> None:
    made = films.build(tmp_path)
    data = bytearray(made.path.read_bytes())
    at = data.rindex(b"\xe0\x7f\x10\x00OW") + 12
    data[at - 4 : at] = struct.pack("<I", 100)
    padding = struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, 1 << 16) + bytes(1 << 16)
    made.path.write_bytes(bytes(data[: at + 100]) + padding)
    with pytest.raises(FilmError, match="cut short"):
        read_film(made.path)
