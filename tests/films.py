"""Real films for the tests, made on the spot; each knows the stored values that it must decode to."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, generate_uid

from inference.dicom.safe_parse import meta_end

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
JPEG_BASELINE = "1.2.840.10008.1.2.4.50"
JPEG_EXTENDED = "1.2.840.10008.1.2.4.51"
JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57"
JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70"
JPEG_LS = "1.2.840.10008.1.2.4.80"
JPEG_LS_NEAR = "1.2.840.10008.1.2.4.81"
JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90"
JPEG_2000 = "1.2.840.10008.1.2.4.91"
HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201"
HTJ2K_RPCL = "1.2.840.10008.1.2.4.202"
HTJ2K = "1.2.840.10008.1.2.4.203"
RLE = "1.2.840.10008.1.2.5"

NATIVE = (IMPLICIT, EXPLICIT, DEFLATED, BIG_ENDIAN)
DX = "1.2.840.10008.5.1.4.1.1.1.1"
CR = "1.2.840.10008.5.1.4.1.1.1"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True)
class MadeFilm:
    """A film file and the stored values in it, int64 [rows, columns]."""

    path: Path
    stored: NDArray[np.int64]
    bits: int
    signed: bool

    @property
    def shifted(self) -> NDArray[np.uint16]:
        """What ``FilmImage.pixels`` must be."""
        return (self.stored + ((1 << (self.bits - 1)) if self.signed else 0)).astype(np.uint16)


def phantom(rows: int = 96, columns: int = 80, bits: int = 12, signed: bool = False) -> NDArray[np.int64]:
    """Smooth shapes over the whole storable range, both ends of it included."""
    y, x = np.mgrid[0:rows, 0:columns]
    wave = (
        np.sin(x / columns * 5) * np.cos(y / rows * 4) + 0.6 * np.hypot(x - columns / 2, y - rows / 2) / rows
    )
    unit = (wave - wave.min()) / (wave.max() - wave.min())
    values = np.rint(unit * ((1 << bits) - 1)).astype(np.int64)
    return values - (1 << (bits - 1)) if signed else values


def cells(
    stored: NDArray[np.int64], allocated: int, bits: int, high_bit: int | None = None
) -> NDArray[np.uint16] | NDArray[np.uint8]:
    """Stored values as cells of ``allocated`` bits, sign extended where the value ends below the top."""
    low = 0 if high_bit is None else high_bit + 1 - bits
    return ((stored << low) & ((1 << allocated) - 1)).astype(np.uint16 if allocated == 16 else np.uint8)


Encoder = Callable[[NDArray[Any], int], bytes]


def _jpeg(frame: NDArray[Any], bits: int) -> bytes:
    import imagecodecs

    return bytes(imagecodecs.jpeg8_encode(frame, level=98, bitspersample=8 if bits <= 8 else 12))


def _jpeg_lossless(predictor: int) -> Encoder:
    def encode(frame: NDArray[Any], bits: int) -> bytes:
        import imagecodecs

        return bytes(
            imagecodecs.jpeg8_encode(frame, lossless=True, predictor=predictor, bitspersample=max(bits, 2))
        )

    return encode


def _jpeg_ls(near: int) -> Encoder:
    def encode(frame: NDArray[Any], bits: int) -> bytes:
        import jpeg_ls

        return bytes(
            jpeg_ls.encode_buffer(
                frame.tobytes(),
                rows=frame.shape[0],
                columns=frame.shape[1],
                samples_per_pixel=1,
                bits_stored=bits,
                lossy_error=near,
                interleave_mode=0,
            )
        )

    return encode


def jpeg2000(frame: NDArray[Any], bits: int, *, lossless: bool = True) -> bytes:
    """A codestream; a signed ``frame`` gives a signed codestream."""
    from openjpeg.utils import encode_array

    rate = {} if lossless else {"compression_ratios": [4]}
    return bytes(encode_array(frame, bits_stored=bits, photometric_interpretation=0, codec_format=0, **rate))


def _htj2k(reversible: bool) -> Encoder:
    def encode(frame: NDArray[Any], bits: int) -> bytes:
        import imagecodecs

        return bytes(imagecodecs.htj2k_encode(frame, reversible=reversible))

    return encode


def _rle(frame: NDArray[Any], bits: int) -> bytes:
    from rle.utils import encode_array

    encoded = next(
        encode_array(
            frame,
            rows=frame.shape[0],
            columns=frame.shape[1],
            samples_per_pixel=1,
            number_of_frames=1,
            bits_allocated=8 * frame.dtype.itemsize,
        )
    )
    return bytes(encoded)


ENCODERS: dict[str, Encoder] = {
    JPEG_BASELINE: _jpeg,
    JPEG_EXTENDED: _jpeg,
    JPEG_LOSSLESS: _jpeg_lossless(6),
    JPEG_LOSSLESS_SV1: _jpeg_lossless(1),
    JPEG_LS: _jpeg_ls(0),
    JPEG_LS_NEAR: _jpeg_ls(2),
    JPEG_2000_LOSSLESS: jpeg2000,
    JPEG_2000: lambda frame, bits: jpeg2000(frame, bits, lossless=False),
    HTJ2K_LOSSLESS: _htj2k(True),
    HTJ2K_RPCL: _htj2k(True),
    HTJ2K: _htj2k(False),
    RLE: _rle,
}
LOSSY = frozenset({JPEG_BASELINE, JPEG_EXTENDED, JPEG_LS_NEAR, JPEG_2000, HTJ2K})


def dataset(**header: Any) -> Dataset:
    """A frontal pelvis as a DX object, without pixels; ``header`` replaces elements, None takes them out."""
    elements: dict[str, Any] = {
        "SOPClassUID": DX,
        "SOPInstanceUID": generate_uid(),
        "StudyInstanceUID": generate_uid(),
        "SeriesInstanceUID": generate_uid(),
        "PatientName": "Test^Film",
        "PatientID": "T1",
        "Modality": "DX",
        "BodyPartExamined": "PELVIS",
        "ViewPosition": "AP",
        "PhotometricInterpretation": "MONOCHROME2",
        "SamplesPerPixel": 1,
    }
    elements.update(header)
    made = Dataset()
    for keyword, value in elements.items():
        if value is not None:
            setattr(made, keyword, value)
    return made


def build(
    folder: Path,
    *,
    stored: NDArray[np.int64] | None = None,
    bits: int = 12,
    allocated: int | None = None,
    high_bit: int | None = None,
    signed: bool = False,
    syntax: str = EXPLICIT,
    frame: bytes | None = None,
    raw: bytes | None = None,
    name: str = "film.dcm",
    **header: Any,
) -> MadeFilm:
    """Write a film.

    Args:
        stored: stored values; a phantom of ``bits`` where none are given.
        frame: a codestream to put in instead of encoding ``stored``.
        raw: pixel data to put in as they are.
        header: elements to replace, or to leave out with None.
    """
    stored = phantom(bits=bits, signed=signed) if stored is None else stored
    allocated = allocated or (8 if bits <= 8 else 16)
    made = dataset(
        **{
            "Rows": stored.shape[0],
            "Columns": stored.shape[1],
            "BitsAllocated": allocated,
            "BitsStored": bits,
            "HighBit": bits - 1 if high_bit is None else high_bit,
            "PixelRepresentation": int(signed),
            **header,
        }
    )
    if raw is None:
        raw = _pixel_data(cells(stored, allocated, bits, high_bit), bits, syntax, frame)
    made.add_new("PixelData", "OW" if allocated == 16 and syntax in NATIVE else "OB", raw)
    path = folder / name
    write(path, made, syntax)
    return MadeFilm(path, stored, bits, signed)


def _pixel_data(values: NDArray[Any], bits: int, syntax: str, frame: bytes | None) -> bytes:
    if frame is None and syntax in NATIVE:
        big = syntax == BIG_ENDIAN and values.dtype.itemsize == 2
        raw = values.astype(">u2" if big else values.dtype).tobytes()
        return raw + b"\0" * (len(raw) % 2)
    if frame is None:
        mask = values if syntax == RLE else values & np.asarray((1 << bits) - 1, values.dtype)
        frame = ENCODERS[syntax](mask, bits)
    return encapsulate([frame])


def write(path: Path, made: Dataset, syntax: str = EXPLICIT) -> Path:
    """Write a data set as a DICOM file in a transfer syntax."""
    if "PixelData" in made:
        made["PixelData"].is_undefined_length = syntax not in NATIVE
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = UID(syntax)
    made.file_meta.MediaStorageSOPClassUID = made.get("SOPClassUID", DX)
    made.file_meta.MediaStorageSOPInstanceUID = made.get("SOPInstanceUID", generate_uid())
    dcmwrite(path, made, enforce_file_format=True)
    return path


def make_film(folder: Path, **options: Any) -> Path:
    """A film file; options as for :func:`build`."""
    return build(folder, **options).path


def lut_item(first: int, entries: NDArray[Any] | list[int], bits: int, *, packed: bool = False) -> Dataset:
    """An item of a Modality, VOI or Presentation LUT Sequence."""
    item = Dataset()
    count = len(entries) % 65536
    if first < 0:
        item.add_new("LUTDescriptor", "SS", [count - 65536 if count > 32767 else count, first, bits])
    else:
        item.add_new("LUTDescriptor", "US", [count, first, bits])
    raw = np.asarray(entries, dtype=np.uint8 if packed else "<u2").tobytes()
    item.add_new("LUTData", "OW", raw + b"\0" * (len(raw) % 2))
    return item


def lut_sequence(*items: Dataset) -> Sequence:
    """A sequence of LUT items."""
    return Sequence(items)


def deflated_bomb(path: Path, megabytes: int) -> Path:
    """A small deflated film that claims to hold ``megabytes`` of zeros."""
    head = build(path.parent, syntax=DEFLATED, name="head.dcm").path.read_bytes()
    data = build(path.parent, syntax=EXPLICIT, name="body.dcm").path.read_bytes()
    at = data.index(b"\x08\x00\x16\x00")
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = squeezer.compress(data[at:]) + squeezer.flush(zlib.Z_FULL_FLUSH)
    zeros = squeezer.compress(bytes(1 << 20)) + squeezer.flush(zlib.Z_FULL_FLUSH)  # looks back at nothing
    path.write_bytes(head[: meta_end(head)] + start + zeros * megabytes + squeezer.flush())
    return path


def crowded(path: Path, megabytes: int) -> Path:
    """A small deflated film whose look-up table is a crowd of empty elements: seconds of work."""
    head = build(path.parent, syntax=DEFLATED, name="head.dcm").path.read_bytes()
    data = build(path.parent, syntax=EXPLICIT, name="body.dcm").path.read_bytes()
    start, pixels = meta_end(data), data.index(b"\xe0\x7f\x10\x00OW")
    element = b"\x09\x00\x01\x10UN\0\0\0\0\0\0" + b"\x09\x00\x02\x10SH\0\0"
    block = element * ((1 << 20) // len(element))
    size = megabytes * len(block)
    sequence = struct.pack("<HH4sIHHI", 0x0028, 0x3010, b"SQ\0\0", size + 8, 0xFFFE, 0xE000, size)
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = [data[start:pixels], sequence, *[block] * megabytes, data[pixels:]]
    path.write_bytes(head[: meta_end(head)] + b"".join(map(squeezer.compress, parts)) + squeezer.flush())
    return path
