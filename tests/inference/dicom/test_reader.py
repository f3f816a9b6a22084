"""Files as they come: without preamble, with garbage, hostile, and the real ones of the shared folder."""

from __future__ import annotations

import os
import random
import socket
import struct
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from inference.dicom import safe_parse
from inference.dicom.codecs import pixel_sha256
from inference.dicom.reader import read_film
from inference.errors import FilmError
from tests import films

SECRET = "Hildegard"


def test_file_without_preamble_and_meta_information(tmp_path: Path) -> None:
    made = films.build(tmp_path, syntax=films.IMPLICIT)
    data = made.path.read_bytes()
    made.path.write_bytes(data[safe_parse.meta_end(data) :])
    image = read_film(made.path)
    np.testing.assert_array_equal(image.pixels, made.shifted)
    assert image.film.transfer_syntax == ""


@pytest.mark.parametrize("syntax", [films.EXPLICIT, films.JPEG_2000_LOSSLESS])
def test_file_without_preamble(tmp_path: Path, syntax: str) -> None:
    made = films.build(tmp_path, syntax=syntax)
    made.path.write_bytes(made.path.read_bytes()[132:])
    np.testing.assert_array_equal(read_film(made.path).pixels, made.shifted)


def test_private_and_garbled_elements_are_stepped_over(tmp_path: Path) -> None:
    made = films.dataset(Rows=4, Columns=4, BitsAllocated=8, BitsStored=8, HighBit=7, PixelRepresentation=0)
    made.add_new(0x00091001, "UN", bytes(range(256)) * 40)
    made.add_new(0x000B0010, "LO", "SOMEONE")
    made.add_new(0x00290010, "OB", b"\xfe\xff\x00\xe0" * 9)
    made.add_new(0x7FE00010, "OW", bytes(16))
    assert read_film(films.write(tmp_path / "film.dcm", made)).film.shape == (4, 4)


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ({"WindowCenter": "abc"}, "WindowCenter", b"abc "),
        ({"PixelSpacing": [0.1, 0.1]}, "PixelSpacing", b"x\\y"),
    ],
)
def test_numbers_that_are_none_are_passed_over(
    tmp_path: Path, header: dict[str, object], field: str, value: bytes
) -> None:
    path = films.make_film(tmp_path, WindowCenter=2000, WindowWidth=100, PixelSpacing=[0.1, 0.1])
    data = path.read_bytes()
    written = {"WindowCenter": b"2000", "PixelSpacing": b"0.1\\0.1 "}[field]
    path.write_bytes(data.replace(written, value.ljust(len(written))))
    film = read_film(path).film
    assert (film.chain.windows[0].name, film.spacing_mm) in [("full range", (0.1, 0.1)), ("", None)]


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\0" * 200, b"plain text " * 100, b"PK\x03\x04" + bytes(300)]
)
def test_what_is_no_film_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(FilmError, match=r"empty|not a DICOM|damaged|unknown kind"):
        read_film(path)


def test_missing_file_and_folder_and_pipe_are_errors(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", "pipe", "."):
        with pytest.raises(FilmError):
            read_film(tmp_path / name)
    with pytest.raises(FilmError, match="not an ordinary file"):
        read_film(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system's sockets are no files")
def test_a_socket_is_no_ordinary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("film.dcm")
        with pytest.raises(FilmError, match="not an ordinary file"):
            read_film(tmp_path / "film.dcm")


def test_files_over_the_limit_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.dcm"
    with path.open("wb") as file:
        file.truncate(safe_parse.MAX_FILE_BYTES + 1)
    with pytest.raises(FilmError, match="the limit for one film"):
        read_film(path)


def test_deflated_bomb_is_an_error(tmp_path: Path) -> None:
    path = films.deflated_bomb(tmp_path / "bomb.dcm", megabytes=300)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(FilmError, match="inflates to more than 256 MB"):
        read_film(path)


def test_deflated_film_that_is_damaged_is_an_error(tmp_path: Path) -> None:
    path = films.make_film(tmp_path, syntax=films.DEFLATED)
    data = bytearray(path.read_bytes())
    data[safe_parse.meta_end(bytes(data))] = 0xFF
    path.write_bytes(data)
    with pytest.raises(FilmError, match="deflated part is damaged"):
        read_film(path)


def test_first_header_group_without_end_is_an_error(tmp_path: Path) -> None:
    element = struct.pack("<HH2sH", 2, 0x0102, b"SH", 65534) + bytes(65534)
    path = tmp_path / "film.dcm"
    path.write_bytes(bytes(128) + b"DICM" + element * 17)
    with pytest.raises(FilmError, match="no end"):
        read_film(path)


@pytest.mark.parametrize("tag", [(0x0008, 0x2112), (0x0028, 0x3010), (0x0009, 0x1001)])
def test_sequences_nested_ten_thousand_deep_are_an_error_at_most(
    tmp_path: Path, tag: tuple[int, int]
) -> None:
    path = films.make_film(tmp_path)
    data = path.read_bytes()
    opened = struct.pack("<HH2sHI", *tag, b"SQ", 0, 0xFFFFFFFF) + struct.pack(
        "<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF
    )
    at = data.index(b"\x28\x00\x02\x00US") if tag[0] > 0x28 else data.index(b"\x08\x00\x60\x00CS")
    path.write_bytes(data[:at] + opened * 10_000 + data[at:])
    with pytest.raises(FilmError):
        read_film(path)


@pytest.mark.parametrize("length", [0x7FFFFFFE, 0xFFFFFFFE, 0xFFFFFFFF])
@pytest.mark.parametrize("tag", [b"\xe0\x7f\x10\x00OW", b"\x10\x00\x10\x00PN", b"\x08\x00\x18\x00UI"])
def test_lengths_that_claim_gigabytes_allocate_nothing(tmp_path: Path, tag: bytes, length: int) -> None:
    path = films.make_film(tmp_path, bits=16)
    data = bytearray(path.read_bytes())
    at = data.rindex(tag) if tag.startswith(b"\xe0") else data.index(tag)
    if tag.startswith(b"\xe0"):
        data[at + 8 : at + 12] = struct.pack("<I", length)
    else:
        data[at + 4 : at + 12] = b"UN\0\0" + struct.pack("<I", length)
    path.write_bytes(data)
    try:
        image = read_film(path)
    except FilmError:
        return
    assert image.pixels.nbytes == 96 * 80 * 2


def test_errors_and_warnings_do_not_name_the_patient_or_the_path(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / SECRET
    folder.mkdir()
    path = films.make_film(folder, PatientName=SECRET, PatientID=SECRET, StudyDescription=SECRET, Rows=7)
    for cut in (400, 900, path.stat().st_size - 3):
        path.write_bytes(path.read_bytes()[:cut])
        try:
            said = " ".join(read_film(path).film.warnings)
        except FilmError as error:
            said = str(error)
        assert SECRET not in said
    with pytest.raises(FilmError) as missing:
        read_film(folder / "missing.dcm")
    assert SECRET not in str(missing.value)
    assert caplog.records == []


MUTATED = [
    (films.EXPLICIT, 12),
    (films.IMPLICIT, 12),
    (films.BIG_ENDIAN, 12),
    (films.DEFLATED, 8),
    (films.RLE, 12),
    (films.JPEG_BASELINE, 8),
    (films.JPEG_LOSSLESS_SV1, 12),
    (films.JPEG_LS, 12),
    (films.JPEG_2000_LOSSLESS, 12),
    (films.HTJ2K_LOSSLESS, 16),
]


@pytest.mark.parametrize(("syntax", "bits"), MUTATED)
def test_mutated_films_are_read_or_reported(tmp_path: Path, syntax: str, bits: int) -> None:
    curve = films.lut_sequence(films.lut_item(0, np.arange(256), 8))
    made = films.build(
        tmp_path, syntax=syntax, bits=bits, VOILUTSequence=curve, WindowCenter=9, WindowWidth=9
    )
    data, draw = made.path.read_bytes(), random.Random(f"{syntax}{bits}")
    for _ in range(40):
        made.path.write_bytes(mutate(data, draw))
        try:
            image = read_film(made.path)
        except FilmError:
            continue
        assert image.film.pixel_sha256 == pixel_sha256(image.pixels)


def mutate(data: bytes, draw: random.Random) -> bytes:
    """Some bytes of the file changed, taken out, doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        at = draw.randrange(132, max(133, len(changed)))
        kind = draw.randrange(6)
        if kind == 0:
            del changed[at:]
        elif kind == 1:
            del changed[at : at + draw.randrange(1, 9)]
        elif kind == 2:
            changed[at:at] = changed[at : at + draw.randrange(1, 9)]
        else:
            changed[at : at + 1] = bytes([draw.randrange(256)])
    return bytes(changed)


REAL = films.SHARED / "data/dicom"


@pytest.mark.skipif(not REAL.is_dir(), reason="no shared films")
def test_every_real_film_is_read() -> None:
    for path in sorted(REAL.iterdir()):
        film = read_film(path).film
        dataset = dcmread(path, stop_before_pixels=True)
        assert film.shape == (dataset.Rows, dataset.Columns)
        assert film.sop_uid == dataset.SOPInstanceUID


@pytest.mark.skipif(not REAL.is_dir(), reason="no shared films")
def test_one_real_film_in_three_compressions_has_one_hash() -> None:
    found = {read_film(path).film.pixel_sha256 for path in sorted(REAL.glob("*RG2_*"))}
    assert len(found) == 1
