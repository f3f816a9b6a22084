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
    entries = _lut_entries(item["LUTData"].value, count, claimed, item.original_encoding[1] is False, notes)
    if entries.size == 0:
        raise ValueError("no entries")
    if entries.size < count:
        notes.append(Message("A look-up table of the header has fewer entries than it claims."))
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


def _are_words(value: bytes | bytearray, words: NDArray[np.uint16], bits: int) -> bool:
    """Whether bytes, as many as there should be entries, are half as many words and no packed bytes.

    Words rise or fall and fit the bits claimed; where the bytes rise or fall themselves, they are entries.
    """
    packed = np.frombuffer(value, np.uint8)
    fits = bits > 8 and int(words.max(initial=0)) < 1 << bits
    return fits and _is_monotone(words) and not _is_monotone(packed[: 2 * (packed.size // 2)])


def _is_monotone(values: NDArray[np.integer[Any]]) -> bool:
    steps = np.diff(values.astype(np.int64))
    return bool((steps >= 0).all() or (steps <= 0).all())


def _lut_entries(
    value: Any, count: int, bits: int, big_endian: bool, notes: list[Message]
) -> NDArray[np.uint16]:
    """The entries, from 0 up."""
    if not isinstance(value, (bytes, bytearray)):
        listed = np.asarray([value] if isinstance(value, int) else list(value)[:count], dtype=np.int64)
        lowest = int(listed.min(initial=0))
        if lowest < 0:
            notes.append(
                Message(
                    "A look-up table of the header holds negative values; its lowest was taken for black."
                )
            )
        return (listed - lowest).astype(np.uint16)
    words = np.frombuffer(value, ">u2" if big_endian else "<u2", min(count, len(value) // 2))
    are_words = _are_words(value, words, bits) or _are_words(value, words.byteswap(), bits)
    if len(value) in (count, count + 1) and count > 1 and not are_words:
        return np.frombuffer(value, np.uint8, count).astype(np.uint16)  # two 8-bit entries a word
    swapped = words.byteswap()
    too_large = words.size and swapped.max() < 1 << bits <= words.max()
    if too_large or (words.size > 2 and _is_monotone(swapped) and not _is_monotone(words)):
        notes.append(
            Message("A look-up table of the header has its bytes in the other order; they were turned round.")
        )
        words = swapped  # then they are what the descriptor says
    return words.astype(np.uint16)


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
