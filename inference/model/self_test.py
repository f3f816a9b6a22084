"""Inputs of a bundle's self-tests."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference import paths
from inference.model import preprocess
from inference.model.card_validation import BUILTIN_INPUTS
from inference.records import InputSpec

SMALL_FILM: Final = "films_small.bin"
"""The first demonstration film as the network sees it, reduced: a byte a pixel."""
SMALL: Final = 64
"""Its rows and columns."""


def builtin_input(name: str, spec: InputSpec) -> NDArray[np.float32]:
    """A self-test's input, float32 [1, channels, size, size], normalised like a film.

    ``zeros``: an empty square; ``ramp``: 0 to 1 from the top left to the bottom right corner; ``checker``:
    16 x 16 fields of 0.25 and 0.75; ``pelvis``: the first demonstration film (synthetic), reduced and
    enlarged again: what looks for hips finds some on it.

    Raises:
        KeyError: an unknown name.
        OSError: the reduced film is missing.
    """
    if name not in BUILTIN_INPUTS:
        raise KeyError(name)
    steps = np.arange(spec.size)
    unit = np.zeros((spec.size, spec.size))
    if name == "ramp":
        unit = np.add.outer(steps, steps) / (2 * (spec.size - 1))
    elif name == "checker":
        fields = steps * 16 // spec.size
        unit = 0.25 + 0.5 * (np.add.outer(fields, fields) % 2)
    elif name == "pelvis":
        unit = _enlarged(spec.size)
    return preprocess.normalise(unit.astype(np.float32), spec)


def _enlarged(size: int) -> NDArray[np.float64]:
    """The reduced film in 0..1, [size, size], linear between its pixels."""
    small = np.fromfile(paths.resources() / SMALL_FILM, np.uint8).reshape(SMALL, SMALL) / 255
    return np.asarray(cv2.resize(small, (size, size), interpolation=cv2.INTER_LINEAR))
