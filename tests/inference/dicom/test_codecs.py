"""Stored values of every transfer syntax, bit depth and sign; and what must not be decoded."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from inference.dicom import codecs, codestream, header, safe_parse
from inference.dicom.cells import value_place
from inference.dicom.header import Layout
from inference.dicom.reader import read_film
from inference.errors import FilmError, FilmRefusedError
from tests import films

LOSSLESS = [syntax for syntax in (*films.NATIVE, *films.ENCODERS) if syntax not in films.LOSSY]
HTJ2K = (films.HTJ2K_LOSSLESS, films.HTJ2K_RPCL, films.HTJ2K)


def depths(syntax: str) -> list[tuple[int, int, bool]]:
    """Bits stored, bits allocated, signed: what the encoder at hand can write in this syntax."""
    all_depths = [(b, 8, s) for b in (6, 8) for s in (False, True)]
    all_depths += [(b, 16, s) for b in (8, 9, 10, 12, 14, 15, 16) for s in (False, True)]
    if syntax in HTJ2K:  # the encoder takes its precision from the array's type
        return [(8, 8, False), (16, 16, False)]
    if syntax.startswith("1.2.840.10008.1.2.4."):
        return [d for d in all_depths if d[0] > 8 or d[1] == 8]
    return all_depths


CASES = [(syntax, *depth) for syntax in LOSSLESS for depth in depths(syntax)]


@pytest.mark.parametrize(("syntax", "bits", "allocated", "signed"), CASES)
def test_lossless_syntaxes_give_the_stored_values(
    tmp_path: Path, syntax: str, bits: int, allocated: int, signed: bool
) -> None:
    made = films.build(tmp_path, syntax=syntax, bits=bits, allocated=allocated, signed=signed)
    image = read_film(made.path)
    assert (image.film.chain.bits_stored, image.film.chain.signed) == (bits, signed)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert image.film.pixel_sha256 == codecs.pixel_sha256(made.shifted)
    assert image.film.transfer_syntax == syntax
    assert image.film.warnings == ()


@pytest.mark.parametrize(
    ("syntax", "bits"),
    [
        (films.JPEG_BASELINE, 8),
        (films.JPEG_EXTENDED, 8),
        (films.JPEG_EXTENDED, 12),
        (films.JPEG_LS_NEAR, 8),
        (films.JPEG_LS_NEAR, 12),
        (films.JPEG_LS_NEAR, 16),
        (films.JPEG_2000, 8),
        (films.JPEG_2000, 12),
        (films.JPEG_2000, 16),
        (films.HTJ2K, 8),
        (films.HTJ2K, 16),
    ],
)
def test_lossy_syntaxes_come_close(tmp_path: Path, syntax: str, bits: int) -> None:
    made = films.build(tmp_path, syntax=syntax, bits=bits)
    error = np.abs(read_film(made.path).pixels.astype(int) - made.stored)
    assert error.max() <= max(3, 0.02 * (1 << bits))


@pytest.mark.parametrize("predictor", range(1, 8))
def test_every_predictor_of_lossless_jpeg(tmp_path: Path, predictor: int) -> None:
    import imagecodecs

    stored = films.phantom(bits=14)
    frame = imagecodecs.jpeg8_encode(
        stored.astype(np.uint16), lossless=True, predictor=predictor, bitspersample=14
    )
    made = films.build(tmp_path, stored=stored, bits=14, syntax=films.JPEG_LOSSLESS, frame=bytes(frame))
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


@pytest.mark.parametrize("kind", list(codestream.Kind))
def test_every_codec_of_a_kind_agrees(tmp_path: Path, kind: codestream.Kind) -> None:
    syntax, bits = {
        codestream.Kind.JPEG: (films.JPEG_BASELINE, 8),
        codestream.Kind.JPEG_LOSSLESS: (films.JPEG_LOSSLESS, 12),
        codestream.Kind.JPEG_LS: (films.JPEG_LS, 12),
        codestream.Kind.JPEG_2000: (films.JPEG_2000_LOSSLESS, 12),
        codestream.Kind.HTJ2K: (films.HTJ2K_LOSSLESS, 16),
        codestream.Kind.RLE: (films.RLE, 12),
    }[kind]
    layout = layout_of(films.build(tmp_path, syntax=syntax, bits=bits).path)
    frame = codestream.read_frame(layout)
    assert frame.kind is kind
    first, *others = (codec.decode(layout, frame) for codec in codecs.CODECS[kind])
    for other in others:
        assert np.abs(first.astype(int) - other.astype(int)).max() <= (
            1 if kind is codestream.Kind.JPEG else 0
        )


def layout_of(path: Path) -> Layout:
    return header.layout(safe_parse.parse(path.read_bytes(), header.KEYWORDS))


def test_bits_above_the_value_are_left_out(tmp_path: Path) -> None:
    stored = films.phantom(bits=10)
    overlay = stored | (0b1010_00 << 10)
    made = films.build(tmp_path, stored=overlay, bits=16, BitsStored=10, HighBit=9)
    np.testing.assert_array_equal(read_film(made.path).pixels, stored)


@pytest.mark.parametrize("signed", [False, True])
def test_value_that_ends_at_the_top_bit(tmp_path: Path, signed: bool) -> None:
    made = films.build(tmp_path, bits=12, high_bit=15, signed=signed)
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def test_signed_values_without_sign_extension(tmp_path: Path) -> None:
    stored = films.phantom(bits=12, signed=True)
    made = films.build(
        tmp_path, stored=stored & 0xFFF, bits=16, BitsStored=12, HighBit=11, PixelRepresentation=1
    )
    np.testing.assert_array_equal(read_film(made.path).pixels, stored + 2048)


def test_eight_bit_pixels_in_big_endian_words(tmp_path: Path) -> None:
    stored = films.phantom(bits=8)
    raw = stored.astype(np.uint8).view(">u2").astype("<u2").tobytes()
    made = films.build(tmp_path, stored=stored, bits=8, syntax=films.BIG_ENDIAN, raw=raw)
    data = bytearray(made.path.read_bytes())
    at = data.rindex(b"\x7f\xe0\x00\x10OB")
    data[at + 4 : at + 6] = b"OW"
    made.path.write_bytes(data)
    np.testing.assert_array_equal(read_film(made.path).pixels, stored)


def test_jpeg2000_unsigned_codestream_of_signed_values(tmp_path: Path) -> None:
    """The header says signed, the codestream unsigned: its bits are two's complement values."""
    stored = films.phantom(bits=13, signed=True)
    frame = films.jpeg2000((stored & 0x1FFF).astype(np.uint16), 13)
    made = films.build(
        tmp_path, stored=stored, bits=16, signed=True, syntax=films.JPEG_2000_LOSSLESS, frame=frame
    )
    image = read_film(made.path)
    assert (image.film.chain.bits_stored, image.film.chain.signed) == (13, True)
    np.testing.assert_array_equal(image.pixels, stored + 4096)


def test_jpeg2000_signed_codestream_of_an_unsigned_header(tmp_path: Path) -> None:
    stored = films.phantom(bits=12, signed=True)
    frame = films.jpeg2000(stored.astype(np.int16), 12)
    made = films.build(tmp_path, stored=stored, bits=12, syntax=films.JPEG_2000_LOSSLESS, frame=frame)
    image = read_film(made.path)
    assert image.film.chain.signed
    np.testing.assert_array_equal(image.pixels, stored + 2048)


def test_signed_codestream_with_signed_header(tmp_path: Path) -> None:
    stored = films.phantom(bits=12, signed=True)
    frame = films.jpeg2000(stored.astype(np.int16), 12)
    made = films.build(
        tmp_path, stored=stored, bits=12, signed=True, syntax=films.JPEG_2000_LOSSLESS, frame=frame
    )
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def test_stray_bytes_after_the_last_tile_part_are_left_out(tmp_path: Path) -> None:
    stored = films.phantom(bits=12)
    frame = films.jpeg2000(stored.astype(np.uint16), 12)
    padded = frame[:-2] + b"\xff\x64\x00\x0b\x00\x01PADDING" + frame[-2:]
    made = films.build(tmp_path, stored=stored, syntax=films.JPEG_2000_LOSSLESS, frame=padded)
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, stored)
    assert image.film.warnings == (codestream.STRAY,)


def test_frame_in_many_fragments(tmp_path: Path) -> None:
    frame = films.ENCODERS[films.JPEG_LS](films.phantom().astype(np.uint16), 12)
    frame += b"\0" * (len(frame) % 2)
    parts = [b"", *(frame[at : at + 100] for at in range(0, len(frame), 100))]
    raw = b"".join(b"\xfe\xff\x00\xe0" + struct.pack("<I", len(part)) + part for part in parts)
    made = films.build(tmp_path, syntax=films.JPEG_LS, raw=raw)
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def usual_bits(syntax: str) -> int:
    """Bits of grey values that films of this syntax usually have, or that its encoder takes."""
    return 8 if syntax == films.JPEG_BASELINE else 16 if syntax in HTJ2K else 12


def pixel_data(data: bytes) -> int:
    """Where a film's pixel data begin, of either byte order."""
    start = max(data.rfind(b"\xe0\x7f\x10\x00O"), data.rfind(b"\x7f\xe0\x00\x10O"))
    assert start > 0
    return start


@pytest.mark.parametrize("syntax", [films.EXPLICIT, films.BIG_ENDIAN, *films.ENCODERS])
@pytest.mark.parametrize("part", [0.25, 0.9])
def test_film_cut_short_is_an_error(tmp_path: Path, syntax: str, part: float) -> None:
    bits = usual_bits(syntax)
    made = films.build(tmp_path, syntax=syntax, bits=bits)
    data = made.path.read_bytes()
    start = pixel_data(data)
    made.path.write_bytes(data[: start + int((len(data) - start) * part)])
    with pytest.raises(FilmError, match=r"cut short|damaged|do not fit|ends before"):
        read_film(made.path)


@pytest.mark.parametrize("syntax", [*films.ENCODERS])
@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
def test_a_compressed_film_whose_copy_was_interrupted_is_an_error(
    tmp_path: Path, syntax: str, filling: bytes
) -> None:
    """The room for a file is often claimed before it is filled: it has its full length, and a blank end."""
    bits = usual_bits(syntax)
    noise = np.random.default_rng(3).integers(0, 1 << bits - 4, (96, 80))
    made = films.build(tmp_path, syntax=syntax, bits=bits, stored=films.phantom(bits=bits) // 2 + noise)
    data = made.path.read_bytes()
    start = pixel_data(data)
    for part in (0.3, 0.6, 0.95):
        kept = start + int((len(data) - start) * part)
        made.path.write_bytes(data[:kept] + filling * (len(data) - kept))
        with pytest.raises(FilmError, match=r"cut short|damaged|do not fit"):
            read_film(made.path)


@pytest.mark.parametrize("syntax", [*films.ENCODERS])
@pytest.mark.parametrize("behind", [b"", b"\xfc\xff\xfc\xffOB\0\0\4\0\0\0\0\0\0\0"])
def test_a_compressed_film_that_lost_some_bytes_is_an_error(
    tmp_path: Path, syntax: str, behind: bytes
) -> None:
    """As in a transfer as text, which makes the line ends of another system shorter."""
    bits = usual_bits(syntax)
    path = films.make_film(tmp_path, syntax=syntax, bits=bits)
    data = path.read_bytes()
    start = pixel_data(data)
    for missing, part in ((1, 0.5), (2, 0.9), (7, 0.6)):
        at = start + int((len(data) - start) * part)
        path.write_bytes(data[:at] + data[at + missing :] + behind)
        with pytest.raises(FilmError, match=r"cut short|damaged|do not fit|fragments"):
            read_film(path)


@pytest.mark.parametrize("syntax", [films.IMPLICIT, films.EXPLICIT, films.BIG_ENDIAN])
@pytest.mark.parametrize("bits", [8, 12, 16])
@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
def test_an_uncompressed_film_whose_copy_was_interrupted_is_told(
    tmp_path: Path, syntax: str, bits: int, filling: bytes
) -> None:
    stored = np.clip(films.phantom(bits=bits), 1, (1 << bits) - 2)
    made = films.build(tmp_path, syntax=syntax, bits=bits, stored=stored)
    assert "breaks off" not in str(read_film(made.path).film.warnings)
    data, row = made.path.read_bytes(), 80 * (1 if bits == 8 else 2)
    for left, number in ((2.5, 94), (40.3, 56), (0.4, None)):  # of a last row alone nothing can be told
        kept = len(data) - 2 * round(left * row / 2)
        made.path.write_bytes(data[:kept] + filling * (len(data) - kept))
        told = [note for note in read_film(made.path).film.warnings if "breaks off" in note.template]
        assert [note.values["row"] for note in told] == [number] * (number is not None)


def test_a_collimated_film_does_not_break_off(tmp_path: Path) -> None:
    """Black below a level edge, a slanting one, a round one, and below letters."""
    y, x = np.mgrid[0:200, 0:160]
    edges = [y < 150, y < 150 - x / 20, np.hypot(x - 80, y - 90) < 70, (y < 150) & (x > 30)]
    edges += [(y > 9) & (y < 150 - x / 90), (y > 9) & (y < 150 - x / 300)]
    for edge in edges:
        made = films.build(tmp_path, stored=np.where(edge, films.phantom(200, 160) // 2 + 1, 0))
        assert "breaks off" not in str(read_film(made.path).film.warnings)
    bar = np.where(y < 100, films.phantom(200, 160) // 2 + 1, 0)
    for column in range(10, 150, 12):
        bar[120:150, column : column + 5] = 4095
    bar[150:156, 22:27] = 4095  # the tail of a letter
    made = films.build(tmp_path, stored=bar)
    assert "breaks off" not in str(read_film(made.path).film.warnings)


@pytest.mark.parametrize("syntax", [s for s in films.ENCODERS if s != films.RLE])
def test_codestream_cut_short_inside_whole_fragments_is_an_error(tmp_path: Path, syntax: str) -> None:
    bits = usual_bits(syntax)
    stored = films.phantom(bits=bits)
    frame = films.ENCODERS[syntax](films.cells(stored, 8 if bits == 8 else 16, bits), bits)
    made = films.build(tmp_path, bits=bits, syntax=syntax, frame=frame[: len(frame) // 2])
    with pytest.raises(FilmError, match=r"cut short|damaged"):
        read_film(made.path)


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0\x00\x04\x00\x00", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\x4f\xff\x51"]
)
@pytest.mark.parametrize("filling", [b"\0", b"\xff", b""])
def test_a_frame_without_further_markers_is_an_error(tmp_path: Path, head: bytes, filling: bytes) -> None:
    made = films.build(tmp_path, bits=8, syntax=films.JPEG_BASELINE, frame=head + filling * 200)
    with pytest.raises(FilmError):
        read_film(made.path)


def test_more_pixel_data_than_needed_is_read_with_a_warning(tmp_path: Path) -> None:
    stored = films.phantom()
    made = films.build(tmp_path, stored=stored, raw=stored.astype("<u2").tobytes() + bytes(100))
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, stored)
    assert image.film.warnings == (codecs.LEFT_OVER,)


def with_size(frame: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame header claims another size."""
    at = next(i for i in range(len(frame)) if frame[i] == 0xFF and frame[i + 1] in (0xC0, 0xC1, 0xC3, 0xF7))
    return frame[: at + 5] + struct.pack(">HH", height, width) + frame[at + 9 :]


@pytest.mark.parametrize(
    "syntax", [films.JPEG_BASELINE, films.JPEG_LOSSLESS_SV1, films.JPEG_LS, films.JPEG_EXTENDED]
)
def test_codestream_of_another_size_is_refused_before_it_is_decoded(tmp_path: Path, syntax: str) -> None:
    stored = films.phantom(bits=8)
    frame = with_size(films.ENCODERS[syntax](stored.astype(np.uint8), 8), 65500, 65500)
    made = films.build(tmp_path, stored=stored, bits=8, syntax=syntax, frame=frame)
    with pytest.raises(FilmError, match="65500 x 65500 pixels, but the header says 80 x 96"):
        read_film(made.path)


def test_jpeg2000_of_another_size_is_refused(tmp_path: Path) -> None:
    frame = films.jpeg2000(films.phantom(64, 64).astype(np.uint16), 12)
    made = films.build(tmp_path, syntax=films.JPEG_2000_LOSSLESS, frame=frame)
    with pytest.raises(FilmError, match="64 x 64 pixels, but the header says 80 x 96"):
        read_film(made.path)


def test_size_beyond_the_bound_is_refused_by_its_header(tmp_path: Path) -> None:
    made = films.build(tmp_path, Rows=65500, Columns=65500)
    with pytest.raises(FilmError, match="too many"):
        read_film(made.path)


def test_colour_codestream_under_a_grey_header_is_refused(tmp_path: Path) -> None:
    import imagecodecs

    frame = imagecodecs.jpeg8_encode(np.zeros((96, 80, 3), np.uint8))
    made = films.build(tmp_path, bits=8, syntax=films.JPEG_BASELINE, frame=bytes(frame))
    with pytest.raises(FilmRefusedError, match="3 colour components"):
        read_film(made.path)


def test_lossy_codestream_of_fewer_bits_is_refused(tmp_path: Path) -> None:
    frame = films.ENCODERS[films.JPEG_BASELINE](films.phantom(bits=8).astype(np.uint8), 8)
    made = films.build(tmp_path, bits=12, syntax=films.JPEG_BASELINE, frame=frame)
    with pytest.raises(FilmError, match="8 bits, but the header says 12"):
        read_film(made.path)


def test_codestream_of_more_bits_than_a_cell_is_refused(tmp_path: Path) -> None:
    frame = films.ENCODERS[films.JPEG_LS](films.phantom(bits=12).astype(np.uint16), 12)
    made = films.build(tmp_path, bits=8, syntax=films.JPEG_LS, frame=frame)
    with pytest.raises(FilmError, match="12 bits, but the header says 8"):
        read_film(made.path)


def test_the_codestream_tells_the_codec(tmp_path: Path) -> None:
    """A JPEG-LS frame in a file that names JPEG lossless."""
    frame = films.ENCODERS[films.JPEG_LS](films.phantom().astype(np.uint16), 12)
    made = films.build(tmp_path, syntax=films.JPEG_LOSSLESS_SV1, frame=frame)
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def test_unknown_compression_is_an_error(tmp_path: Path) -> None:
    made = films.build(tmp_path, syntax=films.JPEG_2000_LOSSLESS, frame=b"\x00\x00\x01\xb3 MPEG frame")
    with pytest.raises(FilmError, match="compression is not known"):
        read_film(made.path)


@pytest.mark.parametrize("rows", [48, 95])
def test_rle_segments_that_end_early_are_an_error(tmp_path: Path, rows: int) -> None:
    frame = films.ENCODERS[films.RLE](films.phantom(rows, 80).astype(np.uint16), 12)
    made = films.build(tmp_path, syntax=films.RLE, frame=frame)
    with pytest.raises(FilmError, match="damaged"):
        read_film(made.path)


@pytest.mark.parametrize("offsets", [(64, 10**6), (65, 70), (70, 64)])
def test_rle_header_that_lies_is_an_error(tmp_path: Path, offsets: tuple[int, int]) -> None:
    frame = struct.pack("<16I", 2, *offsets, *([0] * 13)) + bytes(200)
    made = films.build(tmp_path, syntax=films.RLE, frame=frame)
    with pytest.raises(FilmError):
        read_film(made.path)


@pytest.mark.parametrize(
    ("bits", "allocated", "high"),
    [(0, 32, 31), (20, 32, 19), (17, 16, 16), (12, 16, 16), (12, 16, 10), (8, 1, 7)],
)
def test_bits_that_cannot_be_are_an_error(tmp_path: Path, bits: int, allocated: int, high: int) -> None:
    made = films.build(tmp_path, BitsAllocated=allocated, BitsStored=bits, HighBit=high)
    with pytest.raises(FilmError, match="are not supported"):
        read_film(made.path)


@pytest.mark.parametrize("lossless", [True, False])
def test_signed_codestream_of_unsigned_values(tmp_path: Path, lossless: bool) -> None:
    stored = films.phantom(128, 128)
    frame = films.jpeg2000(stored.astype(np.int16), 16, lossless=lossless)
    made = films.build(tmp_path, stored=stored, bits=12, frame=frame, syntax=films.JPEG_2000)
    image = read_film(made.path)
    assert not image.film.chain.signed
    assert np.abs(image.pixels.astype(int) - stored).max() <= (0 if lossless else 60)


def test_a_codestream_of_another_family_than_stated_is_told(tmp_path: Path) -> None:
    path = films.make_film(tmp_path, syntax=films.JPEG_2000_LOSSLESS)
    whole, right = path.read_bytes(), read_film(path)
    assert safe_parse.OTHER_ENCODING not in right.film.warnings
    for stated in (films.JPEG_LS, films.JPEG_LOSSLESS, films.JPEG_BASELINE, "1.2.840.10008.1.2.4.99"):
        path.write_bytes(whole.replace(films.JPEG_2000_LOSSLESS.encode(), stated.encode(), 1))
        found = read_film(path)
        np.testing.assert_array_equal(found.pixels, right.pixels)
        assert safe_parse.OTHER_ENCODING in found.film.warnings


@pytest.mark.parametrize(
    ("syntax", "signed"), [(films.EXPLICIT, False), (films.EXPLICIT, True), (films.JPEG_LS, False)]
)
def test_values_of_more_bits_than_the_header_claims_are_not_cut(
    tmp_path: Path, syntax: str, signed: bool
) -> None:
    made = films.build(tmp_path, bits=12, signed=signed, syntax=syntax, BitsStored=10, HighBit=9)
    image = read_film(made.path)
    lowest = image.film.chain.lowest
    assert image.film.warnings == (value_place.MORE_BITS,)
    np.testing.assert_array_equal(image.pixels.astype(int) + lowest, made.stored)


@pytest.mark.parametrize("signed", [False, True])
def test_a_few_values_above_the_range_are_the_brightest_there(tmp_path: Path, signed: bool) -> None:
    """What a lossy codec leaves where it overshoots, stored again without loss."""
    stored = films.phantom(signed=signed)
    top = int(stored.max())
    stored[40:44, 30:34] = top - 5
    stored[41:43, 31:33] = top + np.array([[3, 90], [40, 1]])
    made = films.build(tmp_path, stored=stored, bits=16, signed=signed, BitsStored=12, HighBit=11)
    image = read_film(made.path)
    assert image.film.warnings == (value_place.MORE_BITS,)
    np.testing.assert_array_equal(image.pixels.astype(int) + image.film.chain.lowest, stored)


@pytest.mark.parametrize("syntax", [films.JPEG_2000, films.JPEG_2000_LOSSLESS])
def test_the_codestream_tells_that_it_is_lossy(tmp_path: Path, syntax: str) -> None:
    """Overshoot saturates, whatever the transfer syntax calls the compression."""
    stored = films.phantom(128, 128)
    stored[20:100:8, 20:100] = 4095
    stored[24:100:8, 20:100] = 0
    frame = films.jpeg2000(stored.astype(np.uint16), 16, lossless=False)
    made = films.build(tmp_path, stored=stored, frame=frame, syntax=syntax)
    image = read_film(made.path)
    assert image.film.chain.bits_stored == 12
    assert value_place.MORE_BITS not in image.film.warnings
    assert np.abs(image.pixels.astype(int) - stored).max() < 1000


def test_one_stray_value_is_no_range(tmp_path: Path) -> None:
    stored = films.phantom(bits=12)
    stray = stored.copy()
    stray[10, 10] = 65535
    made = films.build(tmp_path, stored=stray, bits=16, BitsStored=12, HighBit=11)
    image = read_film(made.path)
    assert (image.film.warnings, image.film.chain.bits_stored) == ((value_place.BITS_ABOVE,), 12)


@pytest.mark.parametrize("stated", [11, 12, 13, 14])
def test_a_value_that_ends_above_the_high_bit_is_read_whole(tmp_path: Path, stated: int) -> None:
    made = films.build(tmp_path, high_bit=15, HighBit=stated)
    image = read_film(made.path)
    assert image.film.warnings == (header.WRONG_HIGH_BIT,)
    np.testing.assert_array_equal(image.pixels, made.stored)


@pytest.mark.parametrize(
    ("signed", "extended", "bits"),
    [(True, False, 12), (False, True, 12), (True, False, 16), (False, True, 16)],
)
def test_a_sign_that_the_header_states_wrongly(
    tmp_path: Path, signed: bool, extended: bool, bits: int
) -> None:
    """``signed``: as stated; ``extended``: cells hold copies of a sign."""
    stored = films.phantom(200, 200, signed=extended) * (1 << bits - 12)
    said = {"PixelRepresentation": int(signed), "BitsStored": bits, "HighBit": bits - 1}
    image = read_film(films.make_film(tmp_path, stored=stored, bits=16, signed=extended, **said))
    assert image.film.warnings == (value_place.WRONG_SIGN,)
    np.testing.assert_array_equal(image.pixels.astype(int) + image.film.chain.lowest, stored)
    lossy = films.make_film(
        tmp_path, stored=stored, bits=16, signed=extended, LossyImageCompression="01", **said
    )
    assert (value_place.WRONG_SIGN in read_film(lossy).film.warnings) is (extended and bits == 12)


def test_black_beside_white_does_not_tell_the_sign(tmp_path: Path) -> None:
    stored = films.phantom(200, 200) // 3 + 200
    stored[20:60, 20:120] = 0
    stored[25:55, 25:115:3] = 4095
    image = read_film(films.make_film(tmp_path, stored=stored))
    assert image.film.warnings == ()
    np.testing.assert_array_equal(image.pixels, stored)


@pytest.mark.parametrize("signed", [False, True])
def test_an_exposed_field_or_metal_in_the_dark_does_not_tell_the_sign(tmp_path: Path, signed: bool) -> None:
    """Edges of more than half the range, which the other sign would make smaller but not close."""
    grain = np.random.default_rng(5).integers(0, 40, (200, 200))
    stored = grain + 40
    stored[30:170, 30:170] = 2300 + 20 * grain[30:170, 30:170]
    stored[60:90, 60:90] = 3900 + grain[60:90, 60:90]
    stored = stored - 2048 * signed
    image = read_film(films.make_film(tmp_path, stored=stored, signed=signed))
    assert value_place.WRONG_SIGN not in image.film.warnings
    np.testing.assert_array_equal(image.pixels.astype(int) + image.film.chain.lowest, stored)


@pytest.mark.parametrize("stored", [None, 0])
def test_the_high_bit_tells_how_many_bits_a_value_has_where_nothing_else_does(
    tmp_path: Path, stored: int | None
) -> None:
    made = films.build(tmp_path, BitsStored=stored)
    image = read_film(made.path)
    assert (image.film.chain.bits_stored, image.film.warnings) == (12, ())
    np.testing.assert_array_equal(image.pixels, made.stored)


@pytest.mark.parametrize("allocated", [None, 8, 12])
def test_the_length_of_the_picture_tells_how_large_its_cells_are(
    tmp_path: Path, allocated: int | None
) -> None:
    made = films.build(tmp_path, BitsAllocated=allocated)
    image = read_film(made.path)
    assert image.film.warnings == (header.WRONG_HIGH_BIT,)
    np.testing.assert_array_equal(image.pixels, made.stored)


def test_drawings_above_the_values_are_no_part_of_them(tmp_path: Path) -> None:
    stored = films.phantom(bits=10)
    drawn = stored.copy()
    drawn[20:70, 30:60:3] += 1 << 11
    made = films.build(tmp_path, stored=drawn, bits=16, BitsStored=10, HighBit=9)
    image = read_film(made.path)
    assert image.film.warnings == (value_place.BITS_ABOVE,)
    np.testing.assert_array_equal(image.pixels, stored)


def test_fragments_without_a_table_or_with_a_second_picture_are_told(tmp_path: Path) -> None:
    from pydicom.encaps import encapsulate

    frame = films.ENCODERS[films.JPEG_LS](films.phantom().astype(np.uint16), 12)
    frame += b"\0" * (len(frame) % 2)
    table, end = b"\xfe\xff\x00\xe0\0\0\0\0", b"\xfe\xff\xdd\xe0\0\0\0\0"
    whole = encapsulate([frame], has_bot=False)
    assert whole.startswith(table)
    for name, raw, said in (
        ("whole", whole, ()),
        ("bare", whole.removeprefix(table), (codestream.NO_TABLE,)),
        ("two", whole.removesuffix(end) + whole.removeprefix(table), (codestream.MORE,)),
    ):
        made = films.build(tmp_path, syntax=films.JPEG_LS, raw=raw, name=f"{name}.dcm")
        image = read_film(made.path)
        assert image.film.warnings == said
        np.testing.assert_array_equal(image.pixels, made.shifted)
