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
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference.dicom.codestream import Frame, Kind, read_frame
from inference.dicom.header import NATIVE_SYNTAXES, Layout
from inference.dicom.safe_parse import DAMAGED
from inference.errors import FilmError
from inference.messages import Message
from inference.records import Sha256

LEFT_OVER = Message("The file holds more pixel data than one picture needs.")


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
        return _decode_frame(layout, read_frame(layout))
    if layout.transfer_syntax not in NATIVE_SYNTAXES | {""}:
        raise FilmError("The file says that it is compressed, but it is not.", "Ask for the film again.")
    values, notes = _native(layout)
    shifted = shift(values, layout.bits_stored, layout.high_bit, layout.signed)
    return Pixels(shifted, layout.bits_stored, layout.signed, notes)


def pixel_sha256(shifted: NDArray[np.uint16]) -> Sha256:
    """SHA-256 of the shifted values as C-ordered little-endian uint16, nothing before them."""
    return Sha256(hashlib.sha256(np.ascontiguousarray(shifted, dtype="<u2").data).hexdigest())


def shift(values: NDArray[np.uint16], bits: int, high_bit: int, signed: bool) -> NDArray[np.uint16]:
    """Stored value minus the lowest storable one, for cells whose value ends at ``high_bit``.

    Works in place where ``values`` may be written.  Bits above and below the value (old overlays, sign
    extension) are dropped.  Turning the sign bit over is the same as subtracting the most negative two's
    complement value.
    """
    if high_bit + 1 > bits:
        values = np.right_shift(values, np.uint16(high_bit + 1 - bits))
    own = np.bitwise_and(values, np.uint16((1 << bits) - 1), out=values if values.flags.writeable else None)
    if signed:
        own ^= np.uint16(1 << (bits - 1))
    return own


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
    return cells.reshape(layout.rows, layout.columns).astype(np.uint16, copy=False), notes


def _decode_frame(layout: Layout, frame: Frame) -> Pixels:
    values = _codec(layout, frame)
    if values.shape != (layout.rows, layout.columns) or values.dtype.kind not in "iu":
        raise FilmError("The compressed picture decodes to another shape.", "Ask for the film again.")
    if values.dtype.itemsize == 1:
        values = values.view(np.uint8)
    bits, signed = min(layout.bits_stored, frame.precision), layout.signed or bool(frame.signed)
    fits = bits == layout.bits_stored and layout.high_bit < frame.precision
    cells = np.ascontiguousarray(values).astype(np.uint16, copy=False)
    return Pixels(
        shift(cells, bits, layout.high_bit if fits else bits - 1, signed), bits, signed, frame.notes
    )


Codec = Callable[[Layout, Frame], NDArray[np.generic]]


def _codec(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    """The frame through the first codec that is installed and reads it.

    A codec that is there and cannot be loaded (an ImportError that is no ModuleNotFoundError) has met the
    decode child's bound on memory.
    """
    missing = True
    for codec in CODECS[frame.kind]:
        try:
            return codec(layout, frame)
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
            "No decoder for {kind} is installed.", "Install Shenton again, whole.", kind=frame.kind
        )
    raise FilmError(
        "The picture ({kind}) is damaged: no decoder could read it.",
        "Ask for the film again.",
        kind=frame.kind,
    )


def _imagecodecs_jpeg(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpeg8_decode(frame.data))


def _imagecodecs_jpegls(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpegls_decode(frame.data))


def _imagecodecs_jpeg2k(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    return np.asarray(imagecodecs.jpeg2k_decode(frame.data, numthreads=min(4, os.cpu_count() or 1)))


def _imagecodecs_rle(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import imagecodecs

    dtype = "<u2" if layout.bits_allocated == 16 else "u1"
    cells = bytearray(layout.rows * layout.columns * layout.bits_allocated // 8)
    decoded = imagecodecs.dicomrle_decode(frame.data, dtype, out=cells)  # shorter where segments are
    return np.frombuffer(decoded, dtype).reshape(layout.rows, layout.columns)


def _openjpeg(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import openjpeg

    return np.asarray(openjpeg.decode(frame.data))


def _pyjpegls(_layout: Layout, frame: Frame) -> NDArray[np.generic]:
    import jpeg_ls

    return np.asarray(jpeg_ls.decode(np.frombuffer(frame.data, np.uint8)))


def _gdcm(layout: Layout, frame: Frame) -> NDArray[np.generic]:
    """JPEG families through gdcm, told the codestream's own bits."""
    import gdcm

    fragment, fragments = gdcm.Fragment(), gdcm.SequenceOfFragments.New()
    fragment.SetByteStringValue(frame.data)
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

CODECS: dict[Kind, tuple[Codec, ...]] = {
    Kind.JPEG: (_imagecodecs_jpeg,),
    Kind.JPEG_LOSSLESS: (_imagecodecs_jpeg, _gdcm),
    Kind.JPEG_LS: (_imagecodecs_jpegls, _pyjpegls),
    Kind.JPEG_2000: (_imagecodecs_jpeg2k, _openjpeg),
    Kind.HTJ2K: (_openjpeg,),
    Kind.RLE: (_imagecodecs_rle,),
}
