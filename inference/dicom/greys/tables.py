"""Look-up tables of a header against the picture: whether they reach as far as its grey values do.

What lies beyond the ends of a table is drawn as its first or last entry (PS3.3 C.11.1.1.1, C.11.2.1.1).  That
is meant where a table has levelled out there, and loses a part of the picture where it has not.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom import grayscale
from inference.dicom.greys.seen import Seen
from inference.dicom.greys.windows import is_of_stored
from inference.messages import Message
from inference.records import Lut, ValueChain

SMALL_PART: Final = 0.01
"""Of a film's greys: so much may lie beyond the ends of a table without a sentence."""
MOST: Final = 0.5
"""Of a film's greys: a table that ends before so much of them is not used."""
END: Final = 64
"""The last of so many parts of a table tells whether it has levelled out."""
LEVEL: Final = 256
"""It has where it rises there by less than one of so many parts of its range."""
Values = NDArray[np.float64]


def serves(lut: Lut, chain: ValueChain, seen: Seen, notes: list[Message], *, values: bool = False) -> bool:
    """Whether a table is one for the film's values and long enough to be used; what it loses is noted.

    Args:
        values: whether it is the Modality LUT, out of which come values and no greys.
    """
    if not values and is_of_stored(lut, chain, seen):
        notes.append(
            Message(
                "A look-up table of the header fits the stored grey values and not those that the header "
                "makes of them; it was not used."
            )
        )
        return False
    stored = seen.values.astype(np.float64) + chain.lowest
    inputs = stored if values else grayscale.modality_values(chain)[seen.values]
    lost = _beyond(lut, inputs, seen, values=values)
    if lost > MOST:
        notes.append(
            Message(
                "A look-up table of the header ends before most of the film's grey values and was not used."
            )
        )
    elif lost > SMALL_PART:
        notes.append(
            Message(
                "A look-up table of the header ends before the film's grey values do: those beyond are "
                "all drawn alike."
            )
        )
    return lost <= MOST


def _beyond(lut: Lut, inputs: Values, seen: Seen, *, values: bool) -> float:
    """The share of the film's greys that lies beyond an end where the table has not levelled out."""
    shares, entries = seen.inner(inputs), lut.entries.astype(np.int64)
    part = max(entries.size // END, 1)
    lost = 0.0
    for inner, end, beyond in (
        (int(entries[: part + 1][-1]), int(entries[0]), inputs < lut.first),
        (int(entries[-part - 1 :][0]), int(entries[-1]), inputs > lut.first + entries.size - 1),
    ):
        level = abs(end - inner) * LEVEL <= np.ptp(entries)
        is_end = not values and not lut.top * 0.02 < end < lut.top * 0.98  # black or white, as of a window
        if not level and not is_end and np.count_nonzero(beyond) > 1:
            lost += float(shares[beyond].sum())
    return lost
