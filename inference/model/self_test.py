"""Inputs of a bundle's self-tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inference.model import preprocess
from inference.model.card_validation import BUILTIN_INPUTS
from inference.records import InputSpec


def builtin_input(name: str, spec: InputSpec) -> NDArray[np.float32]:
    """A self-test's input, float32 [1, channels, size, size], normalised like a film.

    ``zeros``: an empty square; ``ramp``: 0 to 1 from the top left to the bottom right corner; ``checker``:
    16 x 16 fields of 0.25 and 0.75.

    Raises:
        KeyError: an unknown name.
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
    return preprocess.normalise(unit.astype(np.float32), spec)
