"""What a compressed frame says about itself, read before any decoder sees it.

A 186 KB JPEG that claims 65,500 x 65,500 pixels keeps one decoder busy for half a minute and aborts
another: so the codestream's own size is compared with Rows and Columns first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from inference.dicom.header import Layout
from inference.errors import FilmError, FilmRefusedError
from inference.messages import Message


class Kind(StrEnum):
    """Families of compressed frames, told by the codestream itself."""

    JPEG = "JPEG"  # baseline, extended, progressive
    JPEG_LOSSLESS = "JPEG lossless"
    JPEG_LS = "JPEG-LS"
    JPEG_2000 = "JPEG 2000"
    HTJ2K = "High-Throughput JPEG 2000"
    RLE = "RLE"


_JPEG_SYNTAXES = "1.2.840.10008.1.2.4."
_STATED: Final = {
    **dict.fromkeys(("57", "58", "65", "66", "70"), Kind.JPEG_LOSSLESS),
    **dict.fromkeys(("80", "81"), Kind.JPEG_LS),
    **dict.fromkeys(("90", "91", "92", "93"), Kind.JPEG_2000),
    **dict.fromkeys(("201", "202", "203"), Kind.HTJ2K),
    **dict.fromkeys(map(str, range(50, 57)), Kind.JPEG),
}
LOSSY_FAMILIES = frozenset({Kind.JPEG})
STRAY = Message("The compressed picture had stray bytes at its end; they were left out.")
NO_TABLE: Final = Message("The compressed picture lacks the table before it; it was read all the same.")
MORE: Final = Message("The file holds more than one compressed picture; the first is shown.")
NO_END: Final = Message("The compressed picture has no proper end; what it needs was there.")
_SEQUENCE_END: Final = b"\xfe\xff\xdd\xe0\0\0\0\0"
BLANK: Final = 32
"""So many bytes alike at the end are no packets of a picture."""
RLE_SYNTAX = "1.2.840.10008.1.2.5"


def is_as_stated(kind: Kind, syntax: str) -> bool:
    """Whether a codestream is of the family that the transfer syntax names (PS3.5 A.4); none is no lie."""
    if not syntax:
        return True
    if syntax == RLE_SYNTAX:
        return kind is Kind.RLE
    return _STATED.get(syntax.removeprefix(_JPEG_SYNTAXES)) is kind


@dataclass(frozen=True, slots=True)
class Frame:
    """A codestream and what its header says.

    Attributes:
        data: the codestream, ready for a decoder; RLE's, which is as large as the picture, lies in the file's
            own bytes.
        signed: the codestream's own sign; None where the format has none.
        lossy: whether the codestream itself says that it may differ from what was taken.
        notes: what had to be repaired.
    """

    kind: Kind
    data: bytes | memoryview
    rows: int
    columns: int
    components: int
    precision: int
    signed: bool | None = None
    notes: tuple[Message, ...] = ()
    lossy: bool = False


def frame_bytes(pixel_data: memoryview) -> tuple[memoryview, tuple[Message, ...]]:
    """The one frame of encapsulated pixel data: all fragments after the offset table (PS3.5 A.4).

    A frame of one fragment is not copied.

    The fragments end at the sequence delimiter, at the file's end, or where something else stands in its
    place; whether the picture is whole its codestream tells.

    Raises:
        FilmError: not a sequence of fragments, or cut short.
    """
    fragments: list[memoryview] = []
    at = 0
    while at + 8 <= len(pixel_data):
        group, element, length = struct.unpack_from("<HHI", pixel_data, at)
        if (group, element) == (0xFFFE, 0xE0DD):
            return _joined(fragments)
        if (group, element) != (0xFFFE, 0xE000) and len(fragments) > 1:
            return _without_end(fragments, pixel_data, at)
        if (group, element) != (0xFFFE, 0xE000):
            raise FilmError("The compressed picture's fragments are damaged.", "Ask for the film again.")
        if at + 8 + length > len(pixel_data):
            raise _cut_short()
        fragments.append(pixel_data[at + 8 : at + 8 + length])
        at += 8 + length
    return _without_end(fragments, pixel_data, at)


def _without_end(
    fragments: list[memoryview], pixel_data: memoryview, at: int
) -> tuple[memoryview, tuple[Message, ...]]:
    """The frame of fragments that no delimiter follows at ``at``.

    Raises:
        FilmError: one stands some bytes before: so many are missing, as after a transfer that took the file
            for a text and its line ends for too long.
    """
    if _SEQUENCE_END in bytes(pixel_data[max(0, at - 7) : at + 7]):
        raise _cut_short()
    return _joined(fragments, NO_END)


def _joined(fragments: list[memoryview], *notes: Message) -> tuple[memoryview, tuple[Message, ...]]:
    """The frame, and what is to be said: some encoders forget the offset table before it."""
    forgot = bool(fragments) and _begins_frame(fragments[0])
    parts = fragments if forgot else fragments[1:]
    if not parts:
        raise _cut_short()
    said = (*notes, *([NO_TABLE] if forgot else []), *([MORE] if any(map(_begins_frame, parts[1:])) else []))
    return parts[0] if len(parts) == 1 else memoryview(b"".join(parts)), said


def _begins_frame(fragment: memoryview) -> bool:
    return bytes(fragment[:4]).startswith((b"\xff\xd8\xff", b"\xff\x4f\xff\x51"))


def _cut_short() -> FilmError:
    return FilmError("The compressed picture is cut short.", "Copy the file again from where it came from.")


def read_frame(layout: Layout) -> Frame:
    """The compressed frame, its header compared with the DICOM header's.

    Raises:
        FilmError: damaged, of an unknown kind, or at odds with the DICOM header.
    """
    data, notes = frame_bytes(layout.pixel_data)
    head = bytes(data[:8])
    try:
        if head[:2] == b"\xff\xd8":
            frame = _jpeg(bytes(data))
        elif head[:4] == b"\xff\x4f\xff\x51" or head[4:] == b"jP  ":
            frame = _jpeg2000(bytes(data))
        elif layout.transfer_syntax == RLE_SYNTAX or head == struct.pack(
            "<II", layout.bits_allocated // 8, 64
        ):  # RLE, also under another name
            frame = _rle(data, layout)
        else:
            raise FilmError("The picture's compression is not known.", "Ask for it uncompressed.")
    except (struct.error, IndexError, ValueError, OverflowError):
        raise _cut_short() from None
    _compare(frame, layout)
    return replace(frame, notes=(*frame.notes, *notes))


def _compare(frame: Frame, layout: Layout) -> None:
    if (frame.rows, frame.columns) != (layout.rows, layout.columns):
        raise FilmError(
            "The picture inside is {columns} x {rows} pixels,"
            " but the header says {header_columns} x {header_rows}.",
            "The file is damaged; ask for the film again.",
            columns=frame.columns,
            rows=frame.rows,
            header_columns=layout.columns,
            header_rows=layout.rows,
        )
    if frame.components != 1:
        raise FilmRefusedError(
            "The picture inside has {components} colour components.",
            "Open a greyscale radiograph.",
            components=frame.components,
        )
    shallow = frame.precision < layout.bits_stored and frame.kind in LOSSY_FAMILIES
    if not 1 <= frame.precision <= 16 or frame.precision > layout.bits_allocated or shallow:
        raise FilmError(
            "The picture inside has {bits} bits, but the header says {header_bits}.",
            "The file is damaged; ask for the film again.",
            bits=frame.precision,
            header_bits=layout.bits_stored,
        )


def _jpeg(data: bytes) -> Frame:
    """ITU-T T.81 B.2.2 and T.87 C.2.2: the frame header, found by walking the marker segments."""
    at = 2
    while True:
        at = data.find(0xFF, at) if data[at] != 0xFF else at
        if at < 0:
            raise _cut_short()
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if marker in (0xD9, 0xDA):
            raise FilmError("The compressed picture has no frame header.", "Ask for the film again.")
        (length,) = struct.unpack_from(">H", data, at + 1)
        if (0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)) or marker == 0xF7:
            break
        at += 1 + max(length, 2)
    precision, rows, columns, components = struct.unpack_from(">BHHB", data, at + 3)
    if not data.rstrip(b"\x00\xff").endswith(b"\xff\xd9") and b"\xff\xd9" not in data[-64:]:
        raise _cut_short()
    return Frame(_jpeg_kind(marker), data, rows, columns, components, precision)


def _jpeg_kind(marker: int) -> Kind:
    if marker == 0xF7:
        return Kind.JPEG_LS
    if marker == 0xC3:
        return Kind.JPEG_LOSSLESS
    if marker in (0xC0, 0xC1, 0xC2):
        return Kind.JPEG
    raise FilmError("The picture uses a form of JPEG that is not supported.", "Ask for it uncompressed.")


def _jpeg2000(data: bytes) -> Frame:
    """ISO/IEC 15444-1 A.5.1: image and tile size; the sign of the components is the codestream's own."""
    start = _jp2_codestream(data) if data[:4] != b"\xff\x4f\xff\x51" else 0
    stream = data[start:] if start else data
    capabilities, x1, y1, x0, y0 = struct.unpack_from(">H4I", stream, 6)
    components, depth = struct.unpack_from(">HB", stream, 40)
    stream, notes = _end_tile_parts(stream)
    return Frame(
        Kind.HTJ2K if capabilities & 0x4000 else Kind.JPEG_2000,
        stream,
        y1 - y0,
        x1 - x0,
        components,
        (depth & 0x7F) + 1,
        bool(depth & 0x80),
        notes,
        _is_irreversible(stream),
    )


def _is_irreversible(stream: bytes) -> bool:
    """Whether the main header's COD names the 9-7 wavelet (ISO/IEC 15444-1 A.6.1): it rounds."""
    at = 2
    while (marker := stream[at : at + 2]) not in (b"\xff\x52", b"\xff\x90", b""):
        if marker[:1] != b"\xff":
            return False
        at += 2 + int(struct.unpack_from(">H", stream, at + 2)[0])
    return stream[at : at + 2] == b"\xff\x52" and stream[at + 13] == 0


def _jp2_codestream(data: bytes) -> int:
    """Offset of the codestream in a JP2 file (ISO/IEC 15444-1 I.4), which DICOM does not allow but meets."""
    at = 0
    while data[at + 4 : at + 8] != b"jp2c":
        (length,) = struct.unpack_from(">I", data, at)
        if length < 8:
            raise FilmError("The compressed picture is damaged.", "Ask for the film again.")
        at += length
    return at + 8


def _end_tile_parts(stream: bytes) -> tuple[bytes, tuple[Message, ...]]:
    """The codestream closed right after its last tile-part.

    Some encoders add a comment or padding there, which is against ISO/IEC 15444-1 A.1 and which decoders
    refuse; nothing of the picture is in it.
    """
    at = _first_tile_part(stream)
    while stream[at : at + 2] == b"\xff\x90":
        (length,) = struct.unpack_from(">I", stream, at + 6)
        if length == 0:
            _check_end(stream, len(stream))
            return stream, ()
        if length < 14 or at + length > len(stream):
            raise _cut_short()
        at += length
    if stream[at : at + 2] in (b"\xff\xd9", b""):
        return stream, ()
    _check_end(stream, at)
    return stream[:at] + b"\xff\xd9", (STRAY,)


def _check_end(stream: bytes, at: int) -> None:
    """Whether the packets before ``at`` are there, behind which no end of the codestream stands.

    A copy that was interrupted may have its full length and hold nothing but zeros, or ones, at its end.

    Raises:
        FilmError: they are not.
    """
    if stream[at - BLANK : at] in (b"\0" * BLANK, b"\xff" * BLANK):
        raise _cut_short()


def _first_tile_part(stream: bytes) -> int:
    at = 2
    while stream[at : at + 2] != b"\xff\x90":
        marker, length = struct.unpack_from(">HH", stream, at)
        if marker < 0xFF00 or length < 2:
            raise FilmError("The compressed picture's header is damaged.", "Ask for the film again.")
        at += 2 + length
    return at


def _rle(data: memoryview, layout: Layout) -> Frame:
    """PS3.5 G.5: the RLE header; one segment a byte of each sample."""
    segments, *offsets = struct.unpack_from("<16I", data)
    used = offsets[:segments] if segments <= 15 else []
    ordered = all(a < b for a, b in pairwise(used))
    if segments != layout.bits_allocated // 8 or not used or used[0] != 64 or not ordered:
        raise FilmError("The RLE picture's segments do not fit its header.", "Ask for the film again.")
    if used[-1] >= len(data):
        raise _cut_short()
    return Frame(Kind.RLE, data, layout.rows, layout.columns, 1, layout.bits_allocated)
