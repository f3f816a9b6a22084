"""Pixel padding against the picture (PS3.3 C.7.5.1.1.2).

Padding is what stands beside the picture.  A Pixel Padding Range Limit that is set too far takes a part of
the picture with it, which would be drawn black and hidden from the network.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

CLEARLY_GREY: Final = 32
"""Of 256: what is drawn darker than this loses little by being black."""
SMALL_PART: Final = 0.01
"""Of a film: so much of it may be called padding wrongly without a sentence."""
FLAT: Final = 0.8
"""Of what would be lost: where so much of it is of nearly one grey, it is a border."""
NEARLY_ONE: Final = 3
"""Greys to either side that are nearly the same."""
FEWEST_STEPS: Final = 50
"""Steps over the border of the padding that tell what it is."""
SAMPLE: Final = 1_000_000
"""About so many pixels are looked at."""


def takes_picture(padding: NDArray[np.bool_], greys: NDArray[np.uint8], pixels: NDArray[np.uint16]) -> bool:
    """Whether a part of the picture that is clearly no background is called padding.

    There the picture runs on over the border of what is called padding: from pixel to pixel its grey hardly
    changes.  Padding beside a picture is of one grey, ends with a jump, or is as dark as the picture's
    darkest part.

    Args:
        padding: bool [65536], whether a shifted value is padding.
        greys: uint8 [65536], how the film would be drawn without any.
        pixels: shifted values, uint16 [rows, columns].
    """
    rows = pixels[:: max(1, pixels.size // SAMPLE)]
    inside, drawn = padding[rows], greys[rows].astype(np.int16)
    lost = inside & (drawn > CLEARLY_GREY)
    if np.count_nonzero(lost) <= SMALL_PART * lost.size:
        return False
    shares = np.bincount(drawn[lost], minlength=256) / np.count_nonzero(lost)
    if np.convolve(shares, np.ones(2 * NEARLY_ONE + 1)).max() > FLAT:
        return False
    border = (inside[:, 1:] != inside[:, :-1]) & (lost[:, 1:] | lost[:, :-1])
    steps = np.abs(np.diff(drawn, axis=1))[border]
    return steps.size >= FEWEST_STEPS and bool(2 * np.count_nonzero(steps < CLEARLY_GREY) > steps.size)
