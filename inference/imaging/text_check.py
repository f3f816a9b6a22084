"""The text detector's self-test: a built-in picture with a line of text, and where it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.imaging.text_boxes import lines_of_map, network_input
from inference.records import Region

if TYPE_CHECKING:
    from inference.model.text_network import TextNetwork

WORDS: Final = "SHENTON 1911"
KNOWN: Final = Region(117.3, 174.8, 335.2, 203.7)
"""Where the shipped detector finds the words, in pixels of the picture."""
TOLERANCE: Final = 4.0
"""Pixels by which another machine's result may differ."""
LEAST: Final = 0.5


def builtin_picture() -> NDArray[np.uint8]:
    """A grey slope with a line of white text, uint8 [480, 640]."""
    picture = np.tile(np.linspace(30, 110, 640).astype(np.uint8), (480, 1))
    cv2.putText(picture, WORDS, (120, 200), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 235, 2, cv2.LINE_AA)
    return picture


def finds_builtin(network: TextNetwork) -> bool:
    """Whether the detector finds the built-in line where it is known to be, and nothing else.

    Raises:
        ShentonError: the detector does not run; see :meth:`TextNetwork.map`.
    """
    picture = builtin_picture()
    rows, columns = picture.shape
    found = lines_of_map(network.map(network_input(picture)), (rows, columns), LEAST)
    if len(found) != 1:
        return False
    box = found[0].box
    corners = zip((box.x0, box.y0, box.x1, box.y1), (KNOWN.x0, KNOWN.y0, KNOWN.x1, KNOWN.y1), strict=True)
    return all(abs(here - known) <= TOLERANCE for here, known in corners)
