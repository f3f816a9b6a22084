"""How a data set is really encoded: by its first element, whatever the file says of itself (PS3.5 7.1).

A wrong Transfer Syntax UID makes any parser read lengths out of texts.  The first element of a film belongs
to group 0008 and is short, so its bytes tell byte order and value representations beyond doubt.
"""

from __future__ import annotations

import struct
from typing import Final

IMPLICIT: Final = b"1.2.840.10008.1.2"
EXPLICIT: Final = b"1.2.840.10008.1.2.1"
BIG_ENDIAN: Final = b"1.2.840.10008.1.2.2"
DEFLATED: Final = b"1.2.840.10008.1.2.1.99"
LONG_VRS: Final = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)
"""Value representations whose length takes four bytes (PS3.5 7.1.2)."""
_FIRST_GROUPS: Final = (0x0004, 0x0008)
_LONGEST_FIRST: Final = 1 << 10
"""No first element is longer: lengths and UIDs."""


def encoding_at(data: bytes, start: int) -> bytes:
    """The uncompressed transfer syntax in which the data set at ``start`` is encoded.

    Empty where no data set can be told there (a deflated one, or damage).
    """
    if len(data) < start + 12:
        return b""
    for order, with_vr in (("<", EXPLICIT), (">", BIG_ENDIAN)):
        group, _element, vr, length = struct.unpack_from(f"{order}HH2sH", data, start)
        if group not in _FIRST_GROUPS:
            continue
        if vr.isalpha() and vr.isupper() and length < _LONGEST_FIRST:
            return with_vr
        (longer,) = struct.unpack_from(f"{order}I", data, start + 4)
        if order == "<" and longer < _LONGEST_FIRST:
            return IMPLICIT
    return b""


def agrees(stated: bytes, found: bytes) -> bool:
    """Whether a file's Transfer Syntax UID fits its encoding; compressed films are explicit little endian.

    Where either is unknown there is nothing to disagree with.
    """
    if not stated or not found:
        return True
    return found == (stated if stated in (IMPLICIT, BIG_ENDIAN) else EXPLICIT)


def stated_syntax(data: bytes, start: int) -> bytes:
    """The Transfer Syntax UID of the file meta information, which ends at ``start``; empty without one."""
    at = data.find(b"\x02\x00\x10\x00UI", 0, start)
    if at < 0:
        return b""
    (length,) = struct.unpack_from("<H", data, at + 6)
    return data[at + 8 : at + 8 + length].rstrip(b"\0 ")


def stating(syntax: bytes, body: bytes) -> bytes:
    """A file of the data set ``body`` with its Transfer Syntax UID alone before it (PS3.10 7.1)."""
    padded = syntax + b"\0" * (len(syntax) % 2)
    element = b"\x02\x00\x10\x00UI" + struct.pack("<H", len(padded)) + padded
    length = b"\x02\x00\x00\x00UL\x04\x00" + struct.pack("<I", len(element))
    return b"\0" * 128 + b"DICM" + length + element + body
