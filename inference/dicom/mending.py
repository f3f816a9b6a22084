"""Data sets whose sequences have no end, or whose elements name no value representation (PS3.5 7.1, 7.5).

Some devices leave delimiters out or write nulls in their place, and some write blanks or rubbish for a value
representation.  A parser then takes the rest of the header for the inside of a sequence.  The bytes are
mended before it looks again; only a data set that it could not read is mended.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from inference.dicom.encoding import BIG_ENDIAN, IMPLICIT, LONG_VRS, encoding_at

MAX_ELEMENTS: Final = 100_000
"""A header of more is not mended: the work is bounded whatever the file holds."""
_SHORT: Final = frozenset(
    {b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FD", b"FL", b"IS", b"LO", b"LT", b"PN", b"SH"}
    | {b"SL", b"SS", b"ST", b"TM", b"UI", b"UL", b"US"}
)
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_PIXELS: Final = 0x7FE0
_UNDEFINED: Final = 0xFFFFFFFF


class _Hopeless(Exception):
    """Nothing here can be mended."""


@dataclass(slots=True)
class _Open:
    """A sequence or an item of undefined length that has begun and not ended; ``last`` is its last tag."""

    tag: int  # of the sequence
    is_item: bool
    last: int = 0


@dataclass(frozen=True, slots=True)
class _Way:
    """A place at which the outermost sequence may have ended: where to go on if it never does."""

    at: int
    written: int
    opened: tuple[_Open, ...]


@dataclass(slots=True)
class _Mender:
    data: bytes
    order: str
    explicit: bool
    out: bytearray
    opened: list[_Open] = field(default_factory=list)
    way: _Way | None = None
    changed: bool = False

    def run(self, start: int) -> bytes | None:
        at = start
        for _ in range(MAX_ELEMENTS):
            if at + 8 > len(self.data):
                if not self.opened:
                    break
                at = self._back()
                continue
            tag = self._tag(at)
            if not self.opened and tag in (_ITEM_END, _SEQUENCE_END):  # one too many
                at, self.changed = at + 8, True
                continue
            if tag >> 16 == _PIXELS and not self._is_icon(at):
                if self.opened:
                    self.way = self.way or _Way(at, len(self.out), tuple(self.opened))
                    at = self._back()
                    continue
                self.out += self.data[at:]
                break
            at = self._marker(at, tag) if self.opened and self._is_marker(at, tag) else self._element(at, tag)
        else:
            return None
        return bytes(self.out) if self.changed else None

    def _tag(self, at: int) -> int:
        group, element = struct.unpack_from(f"{self.order}HH", self.data, at)
        return int(group) << 16 | int(element)

    def _is_marker(self, at: int, tag: int) -> bool:
        return tag >> 16 == 0xFFFE or self.data[at : at + 8] == bytes(8)

    def _is_icon(self, at: int) -> bool:
        """Whether pixels stand in an item that ends after them, as those of an icon do (C.7.6.1.1.6)."""
        if not self.opened or not self.opened[-1].is_item:
            return False
        _head, length, begin = self._head(at, self._tag(at))
        end = begin + length
        return length != _UNDEFINED and end + 8 <= len(self.data) and self._tag(end) >> 16 == 0xFFFE

    def _marker(self, at: int, tag: int) -> int:
        """An item, a delimiter, or nulls in the place of one."""
        (length,) = struct.unpack_from(f"{self.order}I", self.data, at + 4)
        top = self.opened[-1]
        if tag == _ITEM:
            if top.is_item:
                self._close()
            end = at + 8 if length == _UNDEFINED else at + 8 + length
            self.out += self.data[at:end]
            if length == _UNDEFINED:
                self.opened.append(_Open(self.opened[-1].tag, is_item=True))
            return end
        if tag == _SEQUENCE_END and top.is_item:
            self._close()
        self.changed |= tag == 0
        if tag != _ITEM_END or top.is_item:  # one delimiter too many is left out
            self._close(missing=False)
        return at + 8

    def _close(self, *, missing: bool = True) -> None:
        """The delimiter of what was opened last."""
        ended = self.opened.pop()
        tag = _ITEM_END if ended.is_item else _SEQUENCE_END
        self.out += struct.pack(f"{self.order}HHI", tag >> 16, tag & 0xFFFF, 0)
        self.changed |= missing
        if not self.opened:
            self.way = None

    def _back(self) -> int:
        """Where the outermost sequence must have ended, for its end never came."""
        if self.way is None:
            raise _Hopeless
        way = self.way
        del self.out[way.written :]
        self.opened = list(way.opened)
        while self.opened:
            self._close()
        return way.at

    def _element(self, at: int, tag: int) -> int:
        while self.opened and (not self.opened[-1].is_item or tag <= self.opened[-1].last):
            self._close()  # tags rise within an item; what falls back stands outside
        if self.opened:
            self.opened[-1].last = tag
            if self.way is None and tag >> 16 > self.opened[0].tag >> 16:
                self.way = _Way(at, len(self.out), tuple(self.opened))
        head, length, begin = self._head(at, tag)
        self.out += head
        if length == _UNDEFINED:
            if begin + 8 <= len(self.data) and self._tag(begin) in (_ITEM, _SEQUENCE_END):
                self.opened.append(_Open(tag, is_item=False))
                return begin
            raise _Hopeless
        if begin + length > len(self.data):
            if self.opened and self.way is not None:
                return self._back()
            raise _Hopeless
        self.out += self.data[begin : begin + length]
        return begin + length

    def _head(self, at: int, tag: int) -> tuple[bytes, int, int]:
        """An element's header as it should be written, its length, and where its value begins."""
        (wide,) = struct.unpack_from(f"{self.order}I", self.data, at + 4)
        if not self.explicit:
            return self.data[at : at + 8], wide, at + 8
        vr, (short,) = self.data[at + 4 : at + 6], struct.unpack_from(f"{self.order}H", self.data, at + 6)
        if vr in _SHORT:
            return self.data[at : at + 8], short, at + 8
        if vr in LONG_VRS and at + 12 <= len(self.data):
            (length,) = struct.unpack_from(f"{self.order}I", self.data, at + 8)
            return self.data[at : at + 12], length, at + 12
        return self._without_vr(at, tag, short, wide)

    def _without_vr(self, at: int, tag: int, short: int, wide: int) -> tuple[bytes, int, int]:
        """An element without a representation: its length is the one after which another element follows."""
        vr = _dictionary_vr(tag)
        length = next((n for n in (short, wide) if self._follows(at + 8 + n, tag)), None)
        if length is None or length > 0xFFFF:
            raise _Hopeless
        self.changed = True
        return self.data[at : at + 4] + vr + struct.pack(f"{self.order}H", length), length, at + 8

    def _follows(self, at: int, tag: int) -> bool:
        if at + 8 > len(self.data):
            return False
        found = self._tag(at)
        return found >> 16 == 0xFFFE or (found > tag and self.data[at + 4 : at + 6] in _SHORT | LONG_VRS)


def _dictionary_vr(tag: int) -> bytes:
    from pydicom.datadict import dictionary_VR

    try:
        found = dictionary_VR(tag).encode()
    except KeyError:
        found = b"LO"
    return found if found in _SHORT else b"LO"


def mended(data: bytes, start: int) -> bytes | None:
    """The file with its sequences closed and its elements named; None where nothing could be mended.

    A sequence ends where its delimiter stands, or nulls in its place; else where tags fall back behind one
    of its items'; else, if its end never comes, at the first element of a later group.

    Args:
        start: where the data set begins, behind the file meta information.
    """
    found = encoding_at(data, start)
    order = ">" if found == BIG_ENDIAN else "<"
    mender = _Mender(data, order, found != IMPLICIT, bytearray(data[:start]))
    try:
        return mender.run(start)
    except (_Hopeless, struct.error):
        return None
