"""The states an answer can have.  Light: the window is painted with it before anything else is imported."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from viewer.app.i18n import mark


class State(StrEnum):
    """What the answer says; each has its own colour, shape and word on screen."""

    FRACTURE = "fracture"
    DOUBT = "doubt"
    CLEAR = "clear"
    WITHHELD = "withheld"


STATE_WORDS: Final = {
    State.FRACTURE: mark("Fracture likely"),
    State.DOUBT: mark("Fracture possible"),
    State.CLEAR: mark("No fracture found"),
    State.WITHHELD: mark("not answered"),
}
"""What is shown; translate with :func:`~viewer.app.i18n.tr`."""
