"""The states an answer can have.  Light: the window is painted with it before anything else is imported."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What the answer says; each has its own colour, shape and word on screen."""

    FRACTURE = "fracture"
    DOUBT = "doubt"
    CLEAR = "no fracture"
    WITHHELD = "not answered"
