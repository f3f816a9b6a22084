"""Whether an uncompressed picture breaks off in the middle: an interrupted copy that has its full length.

Many programs claim the room for a file before they fill it.  What was never copied is all zeros, or all ones
on flash memory: the picture ends within a row, and nothing follows.  A collimated film is black at its end,
too, but along whole rows, or by and by along a slanting edge; where it is black at its beginning as well, its
edge may slant by less than a row.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.messages import Message

ROWS: Final = 8
"""So many rows above the end go on as far as each other."""
PART: Final = 64
"""Of a row: so large a part has to be there, and another one missing."""
APART: Final = 64
"""Of a row: by so small a part the rows above may end apart."""
ALIKE: Final = 0.8
"""Of what the row above shows before the end, the last one shows so much."""
Cells = NDArray[np.uint16]


def notes(values: Cells, allocated: int) -> tuple[Message, ...]:
    """The sentence on a picture that breaks off; cells of ``allocated`` bits, uint16 [rows, columns]."""
    for blank in (0, (1 << allocated) - 1):
        if (row := _broken_off(values, blank)) is not None:
            said = Message(
                "The picture breaks off in row {row} of {rows}, and nothing follows: the file seems to have "
                "been copied in part. Copy it again from where it came from.",
                row=row + 1,
                rows=len(values),
            )
            return (said,)
    return ()


def _broken_off(values: Cells, blank: int) -> int | None:
    """The row within which the picture ends; None where it does not end within one."""
    if (values[-1] != blank).any() or (values[0] == blank).all():
        return None  # nearly every film
    there = np.flatnonzero((values != blank).any(axis=1))
    if not there.size or there[-1] < ROWS:
        return None
    row, part = int(there[-1]), values.shape[1] // PART
    last, above = values[row] != blank, values[row - ROWS : row] != blank
    end = _end(last)
    ends = [_end(one) for one in above if one.any()]
    if len(ends) < ROWS or max(ends) - min(ends) > values.shape[1] // APART:
        return None
    shown = np.count_nonzero(above[-1, :end])
    alike = np.count_nonzero(above[-1, :end] & last[:end]) >= ALIKE * shown
    goes_on = bool((np.count_nonzero(above[:, end:], axis=1) > part).all())
    return row if np.count_nonzero(last) > part and alike and goes_on else None


def _end(shown: NDArray[np.bool_]) -> int:
    """The first column behind all that is shown of a row."""
    return int(np.flatnonzero(shown)[-1]) + 1
