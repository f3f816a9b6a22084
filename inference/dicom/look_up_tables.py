"""Look-up tables of a header: LUT Descriptor and LUT Data (PS3.3 C.11.1.1, C.11.2.1.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom.elements import numbers
from inference.dicom.grayscale import ENTRIES
from inference.dicom.safe_parse import DAMAGED
from inference.messages import Message
from inference.records import Lut, ValueChain

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MOST: Final = 32
"""Items of a sequence that are looked at."""
ROUGHER: Final = 4
"""Entries that are read wrongly go up and down so many times more."""
RUNS_ON: Final = 64
"""A step of this part of a curve's range is none that breaks it."""
Span = tuple[float, float]


def tables(
    dataset: Dataset, keyword: str, span: Span | None, notes: list[Message], *, values: bool = False
) -> tuple[Lut, ...]:
    """Tables of a sequence.

    Args:
        span: lowest and highest value that goes into them; None where their first value does not matter.
        values: whether what comes out are modality values, and no greys.
    """
    try:
        items = list(dataset.get(keyword) or ())[:MOST]
    except DAMAGED:
        items = []
        notes.append(Message("A look-up table of the header is damaged and was not used."))
    found = []
    for item in items:
        try:
            found.append(_lut(item, span, notes, values=values))
        except DAMAGED:
            notes.append(Message("A look-up table of the header is damaged and was not used."))
    return tuple(found)


def _lut(item: Dataset, span: Span | None, notes: list[Message], *, values: bool) -> Lut:
    """LUT Descriptor and LUT Data (PS3.3 C.11.1.1, C.11.2.1.1).

    The descriptor's first value is never negative and 0 means 65,536; the second follows the sign of the
    table's input, whatever value representation it was written with.
    """
    count, first, bits = (int(value) for value in numbers(item, "LUTDescriptor"))
    count = (count % ENTRIES) or ENTRIES
    claimed = bits if 1 <= bits <= 16 else 16
    inputs = count if span is None else int(span[1] - span[0]) + 1
    entries = _lut_entries(item["LUTData"].value, (count, inputs), claimed, _is_big(item), notes)
    if entries.size == 0:
        raise ValueError("no entries")
    if entries.size < count:
        notes.append(Message("A look-up table of the header has fewer entries than it claims."))
    entries = _as_many_as_meant(entries, count, inputs, notes)
    count = max(count, entries.size)
    start = _first_input(first, count, span)
    top = int(_met(entries, start, span).max())
    used = max(top.bit_length(), 1)
    if values:
        used = max(int(entries.max()).bit_length(), 1)
    elif 1 < used < claimed:
        entries = np.rint(np.minimum(entries, top) * (((1 << used) - 1) / top)).astype(np.uint16)
        notes.append(
            Message("A look-up table of the header uses fewer bits than it claims; its maximum is white.")
        )
        claimed = used
    return Lut(start, entries, max(claimed, used))


def _met(entries: NDArray[np.uint16], start: int, span: Span | None) -> NDArray[np.uint16]:
    """The entries that values of the film can reach; a table may be longer than its film has values."""
    if span is None:
        return entries
    low, high = (min(max(int(end) - start, 0), entries.size - 1) for end in span)
    return entries[low : high + 1]


def _first_input(first: int, count: int, span: Span | None) -> int:
    """The first input of a table of ``count`` entries, read with the sign under which it meets more inputs.

    It is written in 16 bits, as signed or unsigned by the stored pixels (C.11.2.1.1), though its inputs are
    modality values, which a slope or intercept can make negative on unsigned films.
    """
    if span is None:
        return first
    low, high = span
    own = first % ENTRIES
    readings = sorted({own, own - ENTRIES} if own >= ENTRIES // 2 else {own}, key=abs)

    def met(start: int) -> float:
        return min(high, start + count - 1) - max(low, start)

    best = max(readings, key=met)
    signed = own - ENTRIES if low < 0 and own >= ENTRIES // 2 else own
    return best if met(best) > met(signed) else signed


def _is_big(item: Dataset) -> bool:
    return item.original_encoding[1] is False


def _roughness(values: NDArray[np.integer[Any]]) -> float:
    """How far entries go up and down in all, by their range: 1 of a curve that only rises or only falls."""
    if values.size < 2:
        return 1.0
    whole = values.astype(np.int64)
    return float(np.abs(np.diff(whole)).sum()) / max(int(np.ptp(whole)), 1)


def _are_bytes(value: bytes | bytearray, needed: tuple[int, int], bits: int) -> bool:
    """Whether two 8-bit entries stand in a word, by the number of entries and by which reading is a curve.

    Args:
        needed: entries by the descriptor, and inputs that the film can have.
    """
    count, inputs = needed
    words, packed = np.frombuffer(value, "<u2", len(value) // 2), np.frombuffer(value, np.uint8)
    in_words = min(_roughness(words), _roughness(words.byteswap()))
    in_bytes = _roughness(packed[: 2 * words.size])
    if len(value) in (count, count + 1):
        return count > 1 and in_bytes <= ROUGHER * in_words
    too_large = bits <= 8 and min(words.max(initial=0), words.byteswap().max(initial=0)) > 255
    return too_large and in_bytes <= 2 * in_words and (words.size != count or inputs > count)


def _is_monotone(values: NDArray[np.integer[Any]]) -> bool:
    steps = np.diff(values.astype(np.int64))
    return bool((steps >= 0).all() or (steps <= 0).all())


def _lut_entries(
    value: Any, needed: tuple[int, int], bits: int, big_endian: bool, notes: list[Message]
) -> NDArray[np.uint16]:
    """The entries, from 0 up, those behind the number that is claimed as well.

    Args:
        needed: entries by the descriptor, and inputs that the film can have.
    """
    if not isinstance(value, (bytes, bytearray)):
        listed = np.asarray([value] if isinstance(value, int) else list(value)[:ENTRIES], dtype=np.int64)
        lowest = int(listed[: needed[0]].min(initial=0))
        if lowest < 0:
            notes.append(
                Message(
                    "A look-up table of the header holds negative values; its lowest was taken for black."
                )
            )
        return np.maximum(listed - lowest, 0).astype(np.uint16)
    value = value[: 2 * ENTRIES]
    if _are_bytes(value, needed, bits):
        packed = np.frombuffer(value, np.uint8).astype(np.uint16)
        return packed[: needed[0]] if packed.size == needed[0] + 1 else packed
    words = np.frombuffer(value, ">u2" if big_endian else "<u2", len(value) // 2)
    claimed, swapped = words[: needed[0]], words[: needed[0]].byteswap()
    too_large = claimed.size and swapped.max() < 1 << bits <= claimed.max()
    if too_large or (claimed.size > 2 and _is_monotone(swapped) and not _is_monotone(claimed)):
        notes.append(
            Message("A look-up table of the header has its bytes in the other order; they were turned round.")
        )
        words = words.byteswap()  # then they are what the descriptor says
    return words.astype(np.uint16)


def _as_many_as_meant(
    entries: NDArray[np.uint16], count: int, inputs: int, notes: list[Message]
) -> NDArray[np.uint16]:
    """As many entries as are claimed; more where the film has more values and the curve runs on behind them.

    Zeros, or whatever else fills up the element, are no entries.
    """
    if entries.size <= count or inputs <= count:
        return entries[:count]
    told, whole = entries[:count].astype(np.int64), entries[:inputs].astype(np.int64)
    step = abs(int(whole[count]) - int(whole[count - 1]))
    usual = max(int(np.abs(np.diff(told)).max(initial=0)), int(np.ptp(whole)) // RUNS_ON)
    if step > usual or np.ptp(whole[count:]) == 0 or _roughness(whole) > ROUGHER * _roughness(told):
        return entries[:count]
    notes.append(Message("A look-up table of the header has more entries than it claims; they are used."))
    return entries[:inputs]


# written anew ---------------------------------------------------------------------------------------


def full_range(lut: Lut) -> Lut:
    """A VOI or Presentation LUT of 16 bits, the top of its range the white (PS3.3 C.11.2.1.1, C.11.8)."""
    if lut.bits == 16:
        return lut
    whole = lut.entries.astype(np.float64) * (65535.0 / ((1 << lut.bits) - 1))
    return replace(lut, entries=np.rint(np.clip(whole, 0, 65535)).astype(np.uint16), bits=16)


def modality_table(chain: ValueChain, lut: Lut) -> Lut:
    """A Modality LUT of 16 bits with its values as they are (PS3.3 C.11.1.1 allows 8 and 16).

    Values that need fewer bits get one entry more, of the highest value, behind all that a pixel can reach:
    a table that claims bits that it does not use counts as wrong.
    """
    if int(lut.entries.max()) > 0x7FFF:
        return replace(lut, bits=16)
    reached = chain.lowest + (1 << chain.bits_stored) - lut.first
    entries = np.pad(lut.entries, (0, max(0, reached - lut.entries.size)), mode="edge")
    if entries.size < 65536:
        entries = np.append(entries, np.uint16(0xFFFF))
    return replace(lut, entries=entries, bits=16)


def lut_item(lut: Lut) -> Dataset:
    """An item of a LUT sequence (PS3.3 C.11.1.1)."""
    from pydicom.dataset import Dataset

    item = Dataset()
    count = len(lut.entries) % 65536
    if lut.first < 0:
        item.add_new("LUTDescriptor", "SS", [count - 65536 if count > 32767 else count, lut.first, lut.bits])
    else:
        item.add_new("LUTDescriptor", "US", [count, lut.first, lut.bits])
    item.add_new("LUTData", "OW", lut.entries.astype("<u2").tobytes())
    return item
