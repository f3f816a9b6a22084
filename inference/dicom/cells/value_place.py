"""Where in its cell a grey value lies, and whether it has a sign (PS3.3 C.7.6.3.1.1, PS3.5 8.1.1).

Bits Stored, High Bit and Pixel Representation are believed unless the picture itself says otherwise: a value
that is read from the wrong bits, or with the wrong sign, jumps from one end of its range to the other where
the picture runs on.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inference.dicom.header import WRONG_HIGH_BIT
from inference.messages import Message

BITS_ABOVE: Final = Message("Bits above the grey values, such as old overlays, were left out.")
MORE_BITS: Final = Message("The header claims fewer bits than a grey value has; it was read as it is.")
WRONG_SIGN: Final = Message(
    "The header is wrong about whether grey values have a sign; they were read as they are."
)
CELL_BITS: Final = 16
SAMPLE: Final = 1_000_000
"""About so many pixels are looked at for what the header states wrongly."""
FEWEST_JUMPS: Final = 100
"""Jumps that tell a wrong statement; films read rightly had 35 at the most, read wrongly 800 and more."""
CLEARER: Final = 4
"""So many times fewer jumps the other reading must have."""
JOINED: Final = 3
"""Neighbours on either side of zero are nearly alike: less than an eighth of the range apart."""

Cells = NDArray[np.uint16]
Notes = tuple[Message, ...]


class Place(NamedTuple):
    """How many bits a grey value has, the bit of its cell that it ends at, and whether it has a sign."""

    bits: int
    high: int
    signed: bool


def shift(values: Cells, place: Place) -> Cells:
    """Stored value minus the lowest storable one, for cells whose value lies at ``place``.

    Works in place where ``values`` may be written; whole cells that are unsigned come back as they are.  Bits
    above and below the value (old overlays, sign extension) are dropped.  Turning the sign bit over is the
    same as subtracting the most negative two's complement value.
    """
    bits, high, signed = place
    if high + 1 > bits:
        values = np.right_shift(values, np.uint16(high + 1 - bits))
    into = values if values.flags.writeable else None
    if bits < CELL_BITS:
        values = into = np.bitwise_and(values, np.uint16((1 << bits) - 1), out=into)
    return np.bitwise_xor(values, np.uint16(1 << (bits - 1)), out=into) if signed else values


def found_place(values: Cells, stated: Place, allocated: int, *, may_be_text: bool) -> tuple[Place, Notes]:
    """Where a value really lies, and what is to be said about it.

    Args:
        may_be_text: jumps do not tell the sign: edges of burnt-in text jump, too, and in what was compressed
            with loss they cannot be told by their values.
    """
    used = _used(values) if stated.bits < allocated else 0  # of whole cells it tells nothing
    place, said = _ends_at(values, used, stated, allocated)
    if said == (BITS_ABOVE,):
        if not place.signed and _fits(values, place.bits, allocated, signed=True):
            return place._replace(signed=True), (WRONG_SIGN,)
        if wider := _carried_on(values, place, allocated):
            return Place(wider, wider - 1, place.signed), (MORE_BITS,)
        if place.high + 1 > place.bits and (higher := _higher(values, place, allocated)):
            return place._replace(high=higher), (WRONG_HIGH_BIT,)
    elif not may_be_text and not used >> (place.high + 1) and _sign_is_wrong(values, place):
        return place._replace(signed=not place.signed), (*said, WRONG_SIGN)
    return place, said


def _used(values: Cells) -> int:
    """The bits that are set in any cell."""
    return int(np.bitwise_or.reduce(values, axis=None))


def _ends_at(values: Cells, used: int, stated: Place, allocated: int) -> tuple[Place, Notes]:
    """The bit that a value really ends at.

    High Bit is believed unless bits below the value are used while those above are empty (or the sign), or
    the other way round.
    """
    bits, high, signed = stated
    if bits >= allocated:
        return stated, ()
    below, room = high + 1 - bits, allocated - bits
    if below > 0:
        if used & ((1 << below) - 1) and _fits(values, bits, allocated, signed=signed):
            return stated._replace(high=bits - 1), (WRONG_HIGH_BIT,)
        return stated, (BITS_ABOVE,) if used >> (high + 1) and not signed else ()
    if used >> bits == 0 or (signed and _fits(values, bits, allocated, signed=True)):
        return stated, ()
    if used & ((1 << room) - 1) == 0 and not signed:
        return stated._replace(high=allocated - 1), (WRONG_HIGH_BIT,)
    return stated, (BITS_ABOVE,)


def _fits(values: Cells, bits: int, allocated: int, *, signed: bool) -> bool:
    """Whether the lowest ``bits`` bits are the value: nothing, or copies of its sign, stand above them."""
    if not signed:
        return _used(values) >> bits == 0
    up = CELL_BITS - allocated
    above = np.left_shift(values, np.uint16(up)).view(np.int16) >> (up + bits - 1)
    return bool(((above == 0) | (above == -1)).all())


def _sampled(values: Cells, pixels: int = SAMPLE) -> Cells:
    return values[:: max(1, values.size // pixels)]


def _read(rows: Cells, place: Place) -> NDArray[np.int32]:
    """The values at a place, from 0 up."""
    return shift(rows.copy(), place).astype(np.int32)


def _far(read: NDArray[np.int32], bits: int) -> NDArray[np.bool_]:
    """bool [rows, columns - 1]: neighbours that are more than half the range of ``bits`` apart."""
    return np.abs(np.diff(read, axis=1)) > 1 << (bits - 1)


def _carried_on(values: Cells, place: Place, allocated: int) -> int:
    """The bits of a value that goes on above ``bits``; 0 where other things stand there, such as overlays.

    A lossy codec that overshoots leaves a few values above the range: there the neighbours of those, which
    lie inside it, tell.
    """
    bits, high, signed = place
    if high + 1 > bits:
        return 0
    rows = _sampled(values)
    wider = allocated if signed else _used(rows).bit_length()
    if wider <= bits:
        return 0
    whole = _read(rows, Place(wider, wider - 1, signed))
    wide, narrow = _far(whole, bits), _far(_read(rows, place), bits)
    if (count := np.count_nonzero(narrow)) >= FEWEST_JUMPS and np.count_nonzero(wide) * CLEARER < count:
        return wider
    middle = 1 << (wider - 1) if signed else 0
    half = 1 << (bits - 1)
    inside = (whole >= middle - half) & (whole < middle + half) if signed else whole < 1 << bits
    edges = inside[:, 1:] != inside[:, :-1]
    jumps = np.count_nonzero(narrow & edges)
    tell = 2 * jumps > np.count_nonzero(edges) and np.count_nonzero(wide & edges) * CLEARER < jumps
    return wider if tell else 0


def _higher(values: Cells, place: Place, allocated: int) -> int:
    """The bit that a value ends at which goes on above High Bit and leaves the lowest bits empty; else 0."""
    rows = _sampled(values)
    used = _used(rows)
    high = (used & -used).bit_length() - 2 + place.bits
    if not place.high < high < allocated or used >> (high + 1):
        return 0
    there = np.count_nonzero(_far(_read(rows, place._replace(high=high)), place.bits))
    stated = np.count_nonzero(_far(_read(rows, place), place.bits))
    return high if stated >= FEWEST_JUMPS and there * CLEARER < stated else 0


def _sign_is_wrong(values: Cells, place: Place) -> bool:
    """Whether the picture runs on only with the other sign, in cells with nothing above the value.

    Those that hold copies of a sign above it have one.  Black beside white jumps, too: at the edge
    of the exposed field, at metal, in text that was burnt in.  So only neighbours count that the other sign
    makes nearly alike, and none of which one is the lowest or the highest value of the film.
    """
    bits, _high, signed = place
    if bits < 2:
        return False
    rows = _sampled(values, SAMPLE // 4)  # every film is looked at so
    torn = _runs(_read(rows, place), bits)
    jumps = np.count_nonzero(torn)
    if jumps < FEWEST_JUMPS:  # nearly every film
        return False
    other = _read(rows, place._replace(signed=not signed))
    count = np.count_nonzero(torn & (np.abs(np.diff(other, axis=1)) < 1 << max(bits - JOINED, 0)))
    if count < FEWEST_JUMPS or 2 * count < jumps:
        return False
    return bool(2 * CLEARER * np.count_nonzero(_runs(other, bits)) < count)


def _runs(read: NDArray[np.int32], bits: int) -> NDArray[np.bool_]:
    """bool [rows, columns - 1]: jumps between neighbours, those to and from the film's own ends left out."""
    ends = (read == read.min()) | (read == read.max())
    return np.asarray(_far(read, bits) & ~(ends[:, 1:] | ends[:, :-1]))


def saturated(
    values: NDArray[np.generic], bits: int, below: int, precision: int, signs: tuple[bool, bool]
) -> NDArray[np.uint16]:
    """Shifted values of a lossy codestream that is wider than Bits Stored.

    A lossy codec overshoots at edges; what lies beyond the storable range is its end, never its other end.
    ``below``: bits under the value; ``precision``: of the codestream; ``signs``: whether the codestream is
    signed, and whether the header says so.
    """
    wide = np.right_shift(values.astype(np.int32), below)
    top, half, whole = (1 << bits) - 1, 1 << (bits - 1), 1 << (precision - below)
    if not signs[0] and signs[1]:  # two's complement in unsigned cells, as wide as these or as the value
        span = whole if int(wide.max(initial=0)) >= whole // 2 > top else top + 1
        wide = np.where(wide >= span // 2, np.minimum(wide, span - 1) - span, wide)
    low = -half if any(signs) else 0
    return (np.clip(wide, low, low + top) - low).astype(np.uint16)
