"""What an object says that it is, read off its first bytes, without a parser of the rest."""

from __future__ import annotations

import struct
from typing import Final

from inference.dicom.encoding import BIG_ENDIAN, EXPLICIT, LONG_VRS, encoding_at
from inference.dicom.safe_parse import meta_end
from inference.errors import FilmError

_CLASS: Final = 0x00080016
_INSTANCE: Final = 0x00080018
_ELEMENTS: Final = 32
"""More do not come before them."""
_LONGEST: Final = 1 << 12


def sop_identity(data: bytes) -> tuple[str, str]:
    """SOP Class UID and SOP Instance UID of a file's data set (PS3.3 C.12.1); empty where they are not plain.

    Args:
        data: a file (PS3.10), whatever transfer syntax it states.
    """
    try:
        at = meta_end(data)
    except FilmError:
        return "", ""
    syntax, found = encoding_at(data, at), dict[int, str]()
    order = ">" if syntax == BIG_ENDIAN else "<"
    for _element in range(_ELEMENTS if syntax else 0):
        if at + 12 > len(data):
            break
        group, element = struct.unpack_from(f"{order}HH", data, at)
        tag = group << 16 | element
        start, length = _value(data, at, order, has_vr=syntax in (EXPLICIT, BIG_ENDIAN))
        if tag > _INSTANCE or length > _LONGEST:
            break
        if tag in (_CLASS, _INSTANCE):
            found[tag] = data[start : start + length].decode("ascii", "replace").strip("\0 ")
        at = start + length
    return found.get(_CLASS, ""), found.get(_INSTANCE, "")


def _value(data: bytes, at: int, order: str, *, has_vr: bool) -> tuple[int, int]:
    """Where an element's value begins, and its length (PS3.5 7.1)."""
    if not has_vr:
        return at + 8, int(struct.unpack_from(f"{order}I", data, at + 4)[0])
    if data[at + 4 : at + 6] in LONG_VRS:
        return at + 12, int(struct.unpack_from(f"{order}I", data, at + 8)[0])
    return at + 8, int(struct.unpack_from(f"{order}H", data, at + 6)[0])
