"""Overlay planes: drawings of one bit a pixel beside a film's values (PS3.3 C.9.2), laid on its matrix.

They stand in groups 6000 to 601E, either as data of their own (60xx,3000) or, in older files, in bits of the
pixel cells that the grey values leave free (60xx,0102).  They are for the eye: they never reach a network.
"""

from __future__ import annotations

import zlib
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inference.dicom import codecs
from inference.dicom.header import OVERLAY_GROUPS, Layout
from inference.dicom.safe_parse import DAMAGED, MAX_PIXELS, MAX_SIDE, Parsed
from inference.errors import FilmError
from inference.messages import Message
from inference.records import Overlay

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

Mask = NDArray[np.bool_]


class _Laid(Enum):
    """What of a plane came onto the film: all of it, a part, nothing of it, or it could not be read."""

    WHOLE, CUT, OUTSIDE, UNREAD = range(4)


_ROWS, _COLUMNS, _ORIGIN, _ALLOCATED, _BIT, _DATA = 0x0010, 0x0011, 0x0050, 0x0100, 0x0102, 0x3000


def read(parsed: Parsed, layout: Layout) -> tuple[Overlay | None, tuple[Message, ...]]:
    """All overlay planes of a file in one, and what is to be said about them."""
    dataset = parsed.dataset
    first = (_ROWS, _BIT, _DATA)
    groups = [group for group in OVERLAY_GROUPS if any(group << 16 | tag in dataset for tag in first)]
    if not groups:
        return None, ()
    whole, found = np.zeros((layout.rows, layout.columns), np.bool_), Counter[_Laid]()
    cells: list[NDArray[np.uint16]] = []
    for group in groups:
        try:
            plane = _plane(dataset, group, parsed, layout, cells)
        except (*DAMAGED, FilmError):
            plane = None
        found[_Laid.UNREAD if plane is None else _lay(whole, plane, _origin(dataset, group))] += 1
    count = found[_Laid.WHOLE] + found[_Laid.CUT]
    return (packed(whole, count) if count else None), _told(found)


def _told(found: Counter[_Laid]) -> tuple[Message, ...]:
    """Sentences about the planes: those that can be shown, and those of which something cannot."""
    count, lost = found[_Laid.WHOLE] + found[_Laid.CUT], found[_Laid.UNREAD]
    cut, outside = found[_Laid.CUT], found[_Laid.OUTSIDE]
    shown = (
        Message("The file carries an overlay; show or hide it (Shift+G).")
        if count == 1
        else Message("The file carries {count} overlays; show or hide them (Shift+G).", count=count)
    )
    unread = (
        Message("The file carries an overlay that cannot be read; it is not shown.")
        if lost == 1
        else Message("The file carries {count} overlays that cannot be read; they are not shown.", count=lost)
    )
    beyond = Message("An overlay reaches beyond the picture; what of it lies outside is not shown.")
    off = (
        Message("The file carries an overlay that lies outside the picture; it is not shown.")
        if outside == 1
        else Message(
            "The file carries {count} overlays that lie outside the picture; they are not shown.",
            count=outside,
        )
    )
    notes = ((count, shown), (cut, beyond), (outside, off), (lost, unread))
    return tuple(note for how_many, note in notes if how_many)


def packed(mask: Mask, count: int = 1) -> Overlay:
    """A mask [rows, columns] as it travels."""
    return Overlay(count, zlib.compress(np.packbits(mask, axis=None).tobytes(), 1))


def _plane(
    dataset: Dataset, group: int, parsed: Parsed, layout: Layout, cells: list[NDArray[np.uint16]]
) -> Mask | None:
    """One plane [rows, columns] of its own size; None where its header and its data do not fit."""
    if group << 16 | _DATA not in dataset:
        return _embedded(dataset, group, layout, cells)
    rows, columns = (_number(dataset, group << 16 | element) or 0 for element in (_ROWS, _COLUMNS))
    if not 0 < rows <= MAX_SIDE or not 0 < columns <= MAX_SIDE:
        return None
    value = dataset[group << 16 | _DATA].value
    size = -(-rows * columns // 8)
    if rows * columns > MAX_PIXELS or not isinstance(value, bytes) or len(value) < size:
        return None
    data = np.frombuffer(value, np.uint8)
    if parsed.big_endian and dataset[group << 16 | _DATA].VR != "OB":
        data = data[: len(data) // 2 * 2].reshape(-1, 2)[:, ::-1].reshape(-1)
    bits = np.unpackbits(data[:size], count=rows * columns, bitorder="little")
    return bits.astype(np.bool_).reshape(rows, columns)


def _embedded(dataset: Dataset, group: int, layout: Layout, cells: list[NDArray[np.uint16]]) -> Mask | None:
    """A plane in a bit of the pixel cells that the grey value leaves free; as large as the film."""
    bit, allocated = (_number(dataset, group << 16 | element) for element in (_BIT, _ALLOCATED))
    if bit is None or allocated != layout.bits_allocated or not 0 <= bit < layout.bits_allocated:
        return None
    if layout.high_bit + 1 - layout.bits_stored <= bit <= layout.high_bit:
        return None  # a bit of the grey value
    if not cells:
        cells.append(codecs.raw_cells(layout))
    return (cells[0] >> np.uint16(bit) & np.uint16(1)).astype(np.bool_)


def _origin(dataset: Dataset, group: int) -> tuple[int, int]:
    """Row and column of the plane's first pixel on the film, from 0; they may lie outside it."""
    found = _numbers(dataset, group << 16 | _ORIGIN)
    if len(found) != 2:
        return 0, 0
    return found[0] - 1, found[1] - 1


def _number(dataset: Dataset, tag: int) -> int | None:
    return next(iter(_numbers(dataset, tag)), None)


def _numbers(dataset: Dataset, tag: int) -> tuple[int, ...]:
    """The whole numbers of an element of a repeating group; none where it is absent or holds no numbers."""
    if tag not in dataset:
        return ()
    value = dataset[tag].value
    parts = value if isinstance(value, (list, tuple)) or type(value).__name__ == "MultiValue" else [value]
    return tuple(int(part) for part in parts if isinstance(part, int))


def _lay(whole: Mask, plane: Mask, origin: tuple[int, int]) -> _Laid:
    """Add a plane at its place; what lies off the film is cut off: whether any of its drawing was."""
    top, left = origin
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(whole.shape[0], top + plane.shape[0]), min(whole.shape[1], left + plane.shape[1])
    if not (y0 < y1 and x0 < x1):
        return _Laid.OUTSIDE
    part = plane[y0 - top : y1 - top, x0 - left : x1 - left]
    whole[y0:y1, x0:x1] |= part
    kept, drawn = np.count_nonzero(part), np.count_nonzero(plane)
    if kept == drawn:
        return _Laid.WHOLE
    return _Laid.CUT if kept else _Laid.OUTSIDE
