"""Whether the two bytes of a 16-bit cell are in the order that the file says (PS3.5 7.3, 8.1.2, G.2).

Some converters turn the header's byte order and forget the pixels, a private transfer syntax of one maker has
them turned by design, and old encoders of RLE write the lower byte's segment first.  Read so, a picture is
noise: from pixel to pixel it jumps over more than half of what a cell can hold, which no film does.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.messages import Message

TURNED: Final = Message(
    "The picture has its bytes in the other order than the file says; they were turned round."
)
SAMPLE: Final = 60_000
"""About so many pixels are looked at, whole rows."""
NOISE: Final = 128
"""One of so many neighbours, or more, jumps in noise."""
CLEARER: Final = 16
"""So many times fewer jumps the other order must have."""
Cells = NDArray[np.uint16]


def in_order(values: Cells, *, signed: bool) -> tuple[Cells, tuple[Message, ...]]:
    """The cells [rows, columns] with their bytes in the right order, and what is to be said about it.

    A film that the header gives the wrong sign jumps, too: only one that does so either way is in disorder.
    """
    rows = values[:: max(1, values.size // SAMPLE)]
    jumps = _jumps(rows, signed=signed)
    if jumps * NOISE < rows.size:
        return values, ()  # nearly every film
    jumps = min(jumps, _jumps(rows, signed=not signed))
    if jumps * NOISE < rows.size or _jumps(rows.byteswap(), signed=signed) * CLEARER > jumps:
        return values, ()
    return values.byteswap(), (TURNED,)


def _jumps(rows: Cells, *, signed: bool) -> int:
    """Neighbours that are more than half of all apart."""
    read = (rows.view(np.int16) if signed else rows).astype(np.int32)
    return int(np.count_nonzero(np.abs(np.diff(read, axis=1)) > 1 << 15))
