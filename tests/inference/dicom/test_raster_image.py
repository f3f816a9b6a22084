"""PNG and JPEG films."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from inference.dicom.codecs import pixel_sha256
from inference.dicom.raster_image import FEW_GREYS, NOTE
from inference.dicom.reader import read_film
from inference.errors import FilmError, FilmRefusedError
from inference.imaging.render import default_picture
from tests import films

GREY = films.phantom(60, 90, bits=8).astype(np.uint8)


def save(folder: Path, picture: Image.Image, name: str = "film.png", **options: object) -> Path:
    path = folder / name
    picture.save(path, **options)  # type: ignore[arg-type]
    return path


def test_png_is_shown_as_it_is_and_marked(tmp_path: Path) -> None:
    image = read_film(save(tmp_path, Image.fromarray(GREY)))
    np.testing.assert_array_equal(image.pixels, GREY)
    np.testing.assert_array_equal(default_picture(image), GREY)
    assert image.film.warnings == (NOTE,)
    assert not image.film.is_dicom
    assert image.film.spacing_mm is None
    assert image.film.pixel_sha256 == pixel_sha256(image.pixels)


def test_sixteen_bit_png(tmp_path: Path) -> None:
    values = films.phantom(bits=16).astype(np.uint16)
    image = read_film(save(tmp_path, Image.fromarray(values)))
    assert image.film.chain.bits_stored == 16
    np.testing.assert_array_equal(image.pixels, values)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P"])
def test_grey_saved_in_another_mode(tmp_path: Path, mode: str) -> None:
    image = read_film(save(tmp_path, Image.fromarray(GREY).convert(mode)))
    np.testing.assert_array_equal(image.pixels, GREY)


def test_one_bit_png(tmp_path: Path) -> None:
    image = read_film(save(tmp_path, Image.fromarray(GREY > 99)))
    np.testing.assert_array_equal(image.pixels, np.where(GREY > 99, 255, 0))


def test_jpeg_in_grey_and_in_colour(tmp_path: Path) -> None:
    for mode in ("L", "RGB"):
        path = save(tmp_path, Image.fromarray(GREY).convert(mode), "film.jpg", quality=95)
        assert np.abs(read_film(path).pixels.astype(int) - GREY).max() < 12


def test_jpeg_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = save(tmp_path, Image.fromarray(GREY), "film.jpg", exif=exif)
    assert read_film(path).film.shape == (90, 60)


def test_colour_picture_is_refused(tmp_path: Path) -> None:
    colours = np.zeros((20, 20, 3), np.uint8)
    colours[5:, :, 0] = 200
    with pytest.raises(FilmRefusedError, match="colour picture"):
        read_film(save(tmp_path, Image.fromarray(colours)))


@pytest.mark.parametrize("name", ["film.png", "film.jpg"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_picture_cut_short_is_an_error(tmp_path: Path, name: str, part: float) -> None:
    path = save(
        tmp_path, Image.fromarray(np.random.default_rng(0).integers(0, 255, (99, 99), np.uint8)), name
    )
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(FilmError, match="damaged"):
        read_film(path)


def test_png_whose_copy_was_interrupted_is_an_error(tmp_path: Path) -> None:
    """It has its full length and nothing but zeros at its end, which inflate to something."""
    y, x = np.mgrid[0:512, 0:512]
    wave = (127 + 100 * np.sin(x / 40) * np.cos(y / 50)).astype(np.uint8)
    wave += np.random.default_rng(0).integers(0, 9, wave.shape, np.uint8)
    path = save(tmp_path, Image.fromarray(wave))
    data = path.read_bytes()
    for part in np.linspace(0.1, 0.99, 60):
        kept = int(part * len(data))
        path.write_bytes(data[:kept] + bytes(len(data) - kept))
        with pytest.raises(FilmError, match="damaged"):
            read_film(path)


def test_png_that_claims_too_many_pixels_is_an_error(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 65500, 65500, 8, 0, 0, 0, 0))
    path = tmp_path / "film.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")
    )
    with pytest.raises(FilmError, match="too many"):
        read_film(path)


def test_png_with_a_text_bomb_is_read_or_reported(tmp_path: Path) -> None:
    path = save(tmp_path, Image.fromarray(GREY))
    data = path.read_bytes()
    body = b"k\0\0" + zlib.compress(bytes(100 << 20))
    text = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    path.write_bytes(data[:33] + text + data[33:])
    try:
        assert read_film(path).film.shape == (60, 90)
    except FilmError:
        return


@pytest.mark.parametrize("channels", ["grey and alpha", "colour", "colour and alpha"])
def test_sixteen_bits_in_several_channels_keep_all_their_bits(tmp_path: Path, channels: str) -> None:
    import cv2

    grey = films.phantom(bits=12).astype(np.uint16)
    opaque, path = np.full_like(grey, 65535), tmp_path / "film.png"
    if channels == "grey and alpha":
        rows = np.dstack([grey, opaque]).astype(">u2")
        head = struct.pack(">IIBBBBB", grey.shape[1], grey.shape[0], 16, 4, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row.tobytes() for row in rows))
        parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))
    else:
        planes = [grey] * 3 + [opaque] * (channels == "colour and alpha")
        assert cv2.imwrite(str(path), np.dstack(planes))
    image = read_film(path)
    np.testing.assert_array_equal(image.pixels, grey)
    assert default_picture(image).max() == 255


def test_sixteen_bits_of_colour_are_refused(tmp_path: Path) -> None:
    import cv2

    grey = films.phantom(bits=12).astype(np.uint16)
    assert cv2.imwrite(str(tmp_path / "film.png"), np.dstack([grey, grey // 2, grey]))
    with pytest.raises(FilmRefusedError, match="colour"):
        read_film(tmp_path / "film.png")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("kind", ["hot pixel", "marker", "shifted up"])
def test_twelve_bits_among_sixteen_are_shown_whatever_else_is_there(tmp_path: Path, kind: str) -> None:
    values = films.phantom(200, 200).astype(np.uint16)
    if kind == "shifted up":
        values += 32768
    else:
        values[: 1 if kind == "hot pixel" else 7, : 1 if kind == "hot pixel" else 7] = 65535
    image = read_film(save(tmp_path, Image.fromarray(values)))
    shown = default_picture(image)
    assert np.ptp(np.percentile(shown, (1, 99))) > 200
    assert FEW_GREYS in image.film.warnings
    assert image.film.chain.windows[1].width == 65536
