"""PNG and JPEG pictures as films: grey values without calibration, marked as such."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import AUTO, AUTO_PERCENTILES, full_range, sampled_counts, spanning
from inference.dicom.greys.seen import FAINT, FEWEST_VALUES
from inference.dicom.safe_parse import DAMAGED, MAX_PIXELS, MAX_SIDE
from inference.dicom.symmetry import symmetry
from inference.errors import FilmError, FilmRefusedError
from inference.messages import Message
from inference.records import Film, FilmImage, Sha256, ValueChain, Window

if TYPE_CHECKING:
    from PIL.Image import Image

NOTE = Message("not DICOM, no calibration")
FEW_GREYS = Message(
    "Nearly all of the picture lies in a small part of its grey values; it is shown over that part."
)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
MAX_COLOUR = 24
"""Grey levels by which the channels of a grey picture saved in colour may differ (JPEG rounds chroma)."""


def is_picture(head: bytes) -> bool:
    """Whether the bytes begin as a PNG or a JPEG file does."""
    return head.startswith((_PNG, b"\xff\xd8\xff"))


def read_picture(path: Path, data: bytes) -> FilmImage:
    """A PNG or JPEG file as a film of 8 or 16 unsigned bits; its ``pixel_sha256`` is left empty.

    Raises:
        FilmRefusedError: a colour picture.
        FilmError: damaged or too large.
    """
    grey = _grey(data)
    pixels = np.ascontiguousarray(grey, dtype=np.uint16)
    chain, said = _chain(pixels, 8 * grey.dtype.itemsize)
    film = Film(
        path=path,
        sop_uid="",
        study_uid="",
        series_uid="",
        sop_class="",
        shape=(pixels.shape[0], pixels.shape[1]),
        chain=chain,
        pixel_sha256=Sha256(""),
        is_dicom=False,
        symmetry=symmetry(pixels),
        warnings=(NOTE, *said),
    )
    return FilmImage(film, pixels)


def _chain(pixels: NDArray[np.uint16], bits: int) -> tuple[ValueChain, tuple[Message, ...]]:
    """The whole range of the file, or of the film where values of fewer bits lie in cells of 16."""
    used = max(int(pixels.max()).bit_length(), 8)
    if used >= bits:
        whole = Window((1 << bits) / 2, float(1 << bits), name=Message("full range"))
        if bits == 8 or (narrow := _narrow(pixels)) is None:
            return ValueChain(bits_stored=bits, signed=False, windows=(whole,)), ()
        return ValueChain(bits_stored=bits, signed=False, windows=(narrow, whole)), (FEW_GREYS,)
    chain = ValueChain(bits_stored=used, signed=False)
    said = Message(
        "The picture uses {used} of its {bits} bits: shown from its darkest to its brightest value.",
        used=used,
        bits=bits,
    )
    return replace(chain, windows=(full_range(chain, pixels),)), (said,)


def _narrow(pixels: NDArray[np.uint16]) -> Window | None:
    """The window over nearly all values of a picture that would be faint over the whole range of 16 bits.

    One hot pixel, a white marker or a value added to all make twelve bits in cells of sixteen no narrower.
    """
    counts = sampled_counts(pixels)
    reached = np.cumsum(counts) / counts.sum()
    low, high = (int(end) for end in np.searchsorted(reached, np.divide(AUTO_PERCENTILES, 100)))
    if high - low >= FAINT * 256 or np.count_nonzero(counts) < FEWEST_VALUES:
        return None
    return spanning(low, high, AUTO)


def _grey(data: bytes) -> NDArray[np.uint8] | NDArray[np.uint16]:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            _check_size(image.size)
            if image.format == "PNG":
                _check_sums(data)
            if _is_deep_in_colour(data):
                return _deep_channel(data)
            image = ImageOps.exif_transpose(image)
            return _channel(image)
    except FilmError:
        raise
    except Image.DecompressionBombError:
        raise FilmError("The picture claims too many pixels.", "It is damaged.") from None
    except (SyntaxError, *DAMAGED):
        raise FilmError("The picture is damaged.", "Copy the file again from where it came from.") from None


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width < 1 or height < 1 or width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        raise FilmError(
            "The picture claims {width} x {height} pixels, which is too many.",
            "It is damaged.",
            width=width,
            height=height,
        )


def _check_sums(data: bytes) -> None:
    """Compare a PNG's parts with their check sums, which Pillow leaves out for the picture itself.

    A copy that was interrupted may have its full length and zeros at its end, which inflate to something.

    Raises:
        ValueError: a part that the picture needs is damaged.
    """
    at, view = len(_PNG), memoryview(data)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        (stated,) = struct.unpack_from(">I", data, at + 8 + length)
        is_whole = zlib.crc32(view[at + 4 : at + 8 + length]) == stated or name[:1].islower()
        if not (is_whole and name.isalpha()):
            raise ValueError("a part of the picture is not what was written")
        if name == b"IEND":
            return
        at += 12 + length


def _is_deep_in_colour(data: bytes) -> bool:
    """Whether a PNG has 16 bits in each of several channels, of which Pillow keeps the upper 8."""
    return data[:4] == b"\x89PNG" and data[24:25] == b"\x10" and data[25:26] in (b"\x02", b"\x04", b"\x06")


def _deep_channel(data: bytes) -> NDArray[np.uint16]:
    """The one grey channel of such a picture; transparency is left out."""
    import cv2

    colours = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if colours is None or colours.dtype != np.uint16 or colours.ndim != 3:
        raise ValueError("no picture of 16 bits")
    colours = colours[..., :3] if colours.shape[2] > 2 else colours[..., :1]
    spread = int((colours.max(axis=2) - colours.min(axis=2)).max())
    if spread * 255 > MAX_COLOUR * int(colours.max()):
        raise FilmRefusedError("This is a colour picture, not a radiograph.", "Open a greyscale radiograph.")
    return np.ascontiguousarray(colours[..., min(1, colours.shape[2] - 1)], dtype=np.uint16)


def _channel(image: Image) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """The one grey channel; a picture whose channels differ is refused."""
    if image.mode.startswith("I"):
        clipped: NDArray[np.uint16] = np.clip(np.asarray(image), 0, 65535).astype(np.uint16)
        return clipped
    if image.mode in ("L", "1", "LA"):
        return np.asarray(image.convert("L"))
    colours = np.asarray(image.convert("RGB"))
    spread = int((colours.max(axis=2) - colours.min(axis=2)).max())
    if spread > MAX_COLOUR:
        raise FilmRefusedError("This is a colour picture, not a radiograph.", "Open a greyscale radiograph.")
    return np.asarray(image.convert("RGB").convert("L"))
