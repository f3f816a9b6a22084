"""The states an answer can have.  Light: the window is painted with it before anything else is imported."""

from __future__ import annotations

from enum import StrEnum

from viewer.app.i18n import mark


class State(StrEnum):
    """What the answer says; each has its own colour, shape and word on screen."""

    FRACTURE = mark("fracture")
    DOUBT = mark("doubt")
    CLEAR = mark("no fracture")
    WITHHELD = mark("not answered")
