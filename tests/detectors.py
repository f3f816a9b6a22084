"""Detectors of text for processes that a test starts: they travel by name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference.imaging import text_boxes
from inference.model.text_network import TextHere

SMALL = 320
"""Pixels of the shorter side that a detector sees: a ninth of the time, and the tests' films are small."""


def small() -> TextHere:
    """The one that is shipped, in its process."""
    text_boxes.SHORT_SIDE = SMALL  # type: ignore[misc]
    return TextHere(threads=1)


class Bright:
    """One of little cost: it takes a bright picture's top for text."""

    def map(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        values = np.zeros(picture.shape, np.float32)
        values[10:30, 10:90] = 0.9 if picture.mean() > 72 else 0
        return values


class Blind:
    """One that finds nothing."""

    def map(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        return np.zeros(picture.shape, np.float32)
