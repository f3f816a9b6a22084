"""Stored values of a film: transfer syntax to codec, bits and sign, and the pixel hash.

Which codec: told by the codestream, not by the transfer syntax alone.  Measured on real CR and DX films,
imagecodecs was the quickest for every JPEG family (JPEG lossless 22 ms against 67 with gdcm, JPEG 2000 125
against 174, JPEG-LS 33 against 56, RLE 21 against 41 with pylibjpeg-rle) and the only permissive one for
12-bit lossy JPEG.  Other libraries are the second opinion when it refuses a frame; not for RLE, where
pylibjpeg-rle panics on damaged segments, past every ``except``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from inference.dicom.cells import broken_off
from inference.dicom.cells.byte_order import in_order
from inference.dicom.cells.value_place import Place, found_place, saturated, shift
from inference.dicom.codestream import LOSSY_FAMILIES, Frame, Kind, is_as_stated, read_frame
from inference.dicom.header import NATIVE_SYNTAXES, Layout
from inference.dicom.safe_parse import DAMAGED, OTHER_ENCODING
from inference.errors import FilmError
from inference.messages import Message
from inference.records import Sha256

LEFT_OVER = Message("The file holds more pixel data than one picture needs.")
NOT_COMPRESSED: Final = Message("The file says that it is compressed, but it is not; it was read as it is.")
LOSSY_SYNTAXES: Final = frozenset(f"1.2.840.10008.1.2.4.{tail}" for tail in (50, 51, 81, 91, 93, 203))


@dataclass(frozen=True, slots=True)
class Pixels:
    """Decoded pixels.

    Attributes:
        shifted: uint16 [rows, columns], stored value minus the lowest storable one.
        bits: bits that carry the value, after the codestream's own precision.
        signed: whether stored values are signed.
        notes: sentences to show beside the film.
    """

    shifted: NDArray[np.uint16]
    bits: int
    signed: bool
    notes: tuple[Message, ...] = ()


def decode(layout: Layout) -> Pixels:
    """The film's stored values, shifted to be unsigned.

    Raises:
        FilmError: no codec, data cut short, or a codestream that contradicts the header.
    """
    if layout.encapsulated:
        frame = read_frame(layout)
        made = _decode_frame(layout, frame)
        stated = is_as_stated(frame.kind, layout.transfer_syntax)
        return made if stated else replace(made, notes=(OTHER_ENCODING, *made.notes))
    says_compressed = layout.transfer_syntax not in NATIVE_SYNTAXES | {""}
    if says_compressed and len(layout.pixel_data) not in _native_sizes(layout):
        raise FilmError("The file says that it is compressed, but it is not.", "Ask for the film again.")
    values, notes = _native(layout)
    claimed = Place(layout.bits_stored, layout.high_bit, layout.signed)
    found, said = found_place(values, claimed, layout.bits_allocated, may_be_text=layout.lossy)
    wrong = (NOT_COMPRESSED,) if says_compressed else ()
    cut = broken_off.notes(values, layout.bits_allocated)
    return Pixels(shift(values, found), found.bits, found.signed, (*wrong, *notes, *cut, *said))


def raw_cells(layout: Layout) -> NDArray[np.uint16]:
    """The pixel cells as stored, uint16 [rows, columns], with whatever stands beside the grey value.

    Raises:
        FilmError: as :func:`decode`.
    """
    if not layout.encapsulated:
        return _native(layout)[0]
    return _cells(layout, read_frame(layout))[0].astype(np.int32).astype(np.uint16)


def _native_sizes(layout: Layout) -> tuple[int, int]:
    """Bytes of the picture uncompressed, without and with a byte that makes them even."""
    size = layout.rows * layout.columns * layout.bits_allocated // 8
    return size, size + size % 2


def pixel_sha256(shifted: NDArray[np.uint16]) -> Sha256:
    """SHA-256 of the shifted values as C-ordered little-endian uint16, nothing before them."""
    return Sha256(hashlib.sha256(np.ascontiguousarray(shifted, dtype="<u2").data).hexdigest())


def _native(layout: Layout) -> tuple[NDArray[np.uint16], tuple[Message, ...]]:
    """Uncompressed cells as uint16; PS3.5 8.1.1 and, for 8-bit words in big endian, 8.1.2."""
    count, data = layout.rows * layout.columns, layout.pixel_data
    size = layout.bits_allocated // 8
    if len(data) < count * size:
        raise FilmError(
            "The picture is cut short: {there} of {wanted} bytes are there.",
            "Copy the file again from where it came from.",
            there=len(data),
            wanted=count * size,
        )
    notes = (LEFT_OVER,) if len(data) > count * size + 1 else ()
    if size == 2:
        cells: NDArray[np.generic] = np.frombuffer(data, ">u2" if layout.big_endian else "<u2", count)
    elif layout.big_endian and layout.words:
        even = count + count % 2
        words = np.frombuffer(bytes(data[:even]).ljust(even, b"\0"), ">u2")
        cells = words.astype("<u2").view(np.uint8)[:count]
    else:
        cells = np.frombuffer(data, np.uint8, count)
    whole = cells.reshape(layout.rows, layout.columns).astype(np.uint16, copy=False)
    ordered, turned = in_order(whole, signed=layout.signed) if size == 2 else (whole, ())
    return ordered, (*notes, *turned)


def _decode_frame(layout: Layout, frame: Frame) -> Pixels:
    values, turned = _cells(layout, frame)
    frame = replace(frame, notes=(*frame.notes, *turned))
    if values.dtype.itemsize == 1:
        values = values.view(np.uint8)
    bits = min(layout.bits_stored, frame.precision)
    frame = replace(frame, signed=bool(frame.signed) and not _holds_unsigned(values, bits, layout, frame))
    signed = layout.signed or bool(frame.signed)
    fits = bits == layout.bits_stored and layout.high_bit < frame.precision
    high = layout.high_bit if fits else bits - 1
    if frame.precision > bits and is_lossy(layout, frame):
        signs = bool(frame.signed), layout.signed
        return Pixels(
            saturated(values, bits, high + 1 - bits, frame.precision, signs), bits, signed, frame.notes
        )
    cells = np.ascontiguousarray(values).astype(np.uint16, copy=False)
    sure = frame.signed is not None or layout.lossy or is_lossy(layout, frame)
    found, said = found_place(cells, Place(bits, high, signed), frame.precision, may_be_text=sure)
    return Pixels(shift(cells, found), found.bits, found.signed, (*frame.notes, *said))


def _cells(layout: Layout, frame: Frame) -> tuple[NDArray[np.generic], tuple[Message, ...]]:
    """The decoded cells, and what is to be said of the order of their bytes, which RLE leaves to the file."""
    values = _codec(layout, frame)
    if values.shape != (layout.rows, layout.columns) or values.dtype.kind not in "iu":
        raise FilmError("The compressed picture decodes to another shape.", "Ask for the film again.")
    if frame.kind is Kind.RLE and values.dtype.itemsize == 2:
        return in_order(values.astype(np.uint16, copy=False), signed=layout.signed)
    return values, ()


def _holds_unsigned(values: NDArray[np.generic], bits: int, layout: Layout, frame: Frame) -> bool:
    """Whether a signed codestream, wider than the value, holds unsigned ones: by what few lie outside."""
    if layout.signed or frame.precision <= bits or values.dtype.kind != "i":
        return False
    half, wide = 1 << (bits - 1), values.astype(np.int32)
    outside = np.count_nonzero((wide < 0) | (wide >= 2 * half))
    return bool(outside < np.count_nonzero((wide < -half) | (wide >= half)))


def is_lossy(layout: Layout, frame: Frame) -> bool:
    """Whether the codestream may differ from what was taken."""
    return frame.lossy or frame.kind in LOSSY_FAMILIES or layout.transfer_syntax in LOSSY_SYNTAXES


Decode = Callable[[Layout, Frame], NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Codec:
    """A decoder of one family of codestreams: its name, unique in the family, and the package it comes with.

    ``decode``: (layout, frame) to the cells [rows, columns]; a ModuleNotFoundError says that the package is
    missing, any of :data:`~inference.dicom.safe_parse.DAMAGED` that it cannot read the frame.
    """

    name: str
    package: str
    decode: Decode


CODECS: dict[Kind, tuple[Codec, ...]] = dict.fromkeys(Kind, ())
"""Codecs of each family, the first choice first."""


def register(kind: Kind, codec: Codec) -> None:
    """Add a codec after those that are there; one of the same name is replaced where it stands."""
    others = CODECS[kind]
    if any(one.name == codec.name for one in others):
        CODECS[kind] = tuple(codec if one.name == codec.name else one for one in others)
    else:
        CODECS[kind] = (*others, codec)


def _codec(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    """The frame through the first codec that is installed and reads it.

    One that is there and cannot be loaded (a plain ImportError) has met the decode child's bound on memory.
    """
    missing = True
    for codec in CODECS[frame.kind]:
        try:
            return codec.decode(layout, frame)
        except ModuleNotFoundError:
            continue
        except ImportError as error:
            raise MemoryError from error
        except MemoryError:
            raise
        except (RuntimeError, *DAMAGED):
            missing = False
    if missing:
        raise FilmError(
            "No decoder for {kind} is installed; it comes with {packages}.",
            "Install Shenton again, whole.",
            kind=frame.kind.value,
            packages=tuple(dict.fromkeys(codec.package for codec in CODECS[frame.kind])),
        )
    raise FilmError(
        "The picture ({kind}) is damaged: no decoder could read it.",
        "Ask for the film again.",
        kind=frame.kind.value,
    )


def _imagecodecs_jpeg(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpeg8_decode(bytes(frame.data)))


def _imagecodecs_jpegls(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpegls_decode(bytes(frame.data)))


def _imagecodecs_jpeg2k(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpeg2k_decode(bytes(frame.data), numthreads=min(4, os.cpu_count() or 1)))


def _imagecodecs_rle(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    dtype = "<u2" if layout.bits_allocated == 16 else "u1"
    cells = bytearray(layout.rows * layout.columns * layout.bits_allocated // 8)
    data = cast("bytes", frame.data)  # any buffer will do, which its types do not say
    decoded = imagecodecs.dicomrle_decode(data, dtype, out=cells)  # shorter where segments are
    return np.frombuffer(decoded, dtype).reshape(layout.rows, layout.columns)


def _openjpeg(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import openjpeg

    return np.asarray(openjpeg.decode(bytes(frame.data)))


def _pyjpegls(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import jpeg_ls

    return np.asarray(jpeg_ls.decode(np.frombuffer(frame.data, np.uint8)))


def _gdcm(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    """JPEG families through gdcm, told the codestream's own bits."""
    import gdcm

    fragment, fragments = gdcm.Fragment(), gdcm.SequenceOfFragments.New()
    fragment.SetByteStringValue(bytes(frame.data))
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((frame.columns, frame.rows, 1))
    image.SetDataElement(element)
    image.SetPhotometricInterpretation(
        gdcm.PhotometricInterpretation(gdcm.PhotometricInterpretation.MONOCHROME2)
    )
    image.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(_GDCM_SYNTAX[frame.kind])))
    wide = frame.precision > 8
    image.SetPixelFormat(
        gdcm.PixelFormat(1, 16 if wide else 8, frame.precision, frame.precision - 1, int(bool(frame.signed)))
    )
    raw = image.GetBuffer().encode("utf-8", "surrogateescape")
    return np.frombuffer(raw, "<u2" if wide else "u1").reshape(layout.rows, layout.columns)


_GDCM_SYNTAX = {
    Kind.JPEG: "1.2.840.10008.1.2.4.50",
    Kind.JPEG_LOSSLESS: "1.2.840.10008.1.2.4.57",
    Kind.JPEG_2000: "1.2.840.10008.1.2.4.91",
}

for _kind, _found in (
    (Kind.JPEG, Codec("imagecodecs", "imagecodecs", _imagecodecs_jpeg)),
    (Kind.JPEG_LOSSLESS, Codec("imagecodecs", "imagecodecs", _imagecodecs_jpeg)),
    (Kind.JPEG_LOSSLESS, Codec("gdcm", "python-gdcm", _gdcm)),
    (Kind.JPEG_LS, Codec("imagecodecs", "imagecodecs", _imagecodecs_jpegls)),
    (Kind.JPEG_LS, Codec("jpeg_ls", "pyjpegls", _pyjpegls)),
    (Kind.JPEG_2000, Codec("imagecodecs", "imagecodecs", _imagecodecs_jpeg2k)),
    (Kind.JPEG_2000, Codec("openjpeg", "pylibjpeg-openjpeg", _openjpeg)),
    (Kind.HTJ2K, Codec("openjpeg", "pylibjpeg-openjpeg", _openjpeg)),
    (Kind.RLE, Codec("imagecodecs", "imagecodecs", _imagecodecs_rle)),
):
    register(_kind, _found)
