"""The AO/OTA classes of the proximal femur that Shenton knows (Lee 2020; AO/OTA compendium 2018).

The model answers seven classes; readers may also answer C1, C2, indeterminate and unreadable.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from inference.messages import Message

EDITION: Final = 2018
NORMAL: Final = "normal"
CLASSES: Final[tuple[str, ...]] = (NORMAL, "A1", "A2", "A3", "B1", "B2", "B3")
"""Order of the model's logits; index 0 is normal."""
FRACTURES: Final[tuple[str, ...]] = CLASSES[1:]
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "normal": (NORMAL,),
    "A": ("A1", "A2", "A3"),
    "B": ("B1", "B2", "B3"),
}
OPEN: Final = ""
"""In place of a fracture class where none is likely."""
LIKELY_SHARE: Final = 0.5
"""The share of the probability of a fracture that a class must hold to be named."""
DESCRIPTIONS: Final[Mapping[str, Message]] = {
    NORMAL: Message("no fracture of the proximal femur"),
    "A1": Message("simple pertrochanteric fracture"),
    "A2": Message("multifragmentary pertrochanteric fracture, lateral wall incompetent"),
    "A3": Message("intertrochanteric (reverse oblique) fracture"),
    "B1": Message("subcapital femoral neck fracture"),
    "B2": Message("transcervical femoral neck fracture"),
    "B3": Message("basicervical femoral neck fracture"),
    "C1": Message("head split fracture"),
    "C2": Message("head depression fracture"),
}


class ReaderClass(StrEnum):
    """Every class a reader can choose."""

    NORMAL = "normal"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    C1 = "C1"
    C2 = "C2"
    INDETERMINATE = "indeterminate"
    UNREADABLE = "unreadable"


def likely_class(probabilities: Mapping[str, float]) -> str:
    """The class that an answer of a fracture names: the one as likely as all other fracture classes together.

    :data:`OPEN` where there is none: the best of several weak ones would be read as an answer.

    Args:
        probabilities: of the seven classes, by name.
    """
    best = max(FRACTURES, key=probabilities.__getitem__)
    return best if probabilities[best] >= LIKELY_SHARE * (1.0 - probabilities[NORMAL]) else OPEN


def class_named(probabilities: Mapping[str, float], threshold: float, *, clear: bool) -> str:
    """What is said of the class: ``normal``, a fracture class that is likely, or :data:`OPEN`.

    Args:
        probabilities: of the seven classes, by name.
        threshold: in force; below it a fracture may be possible, and its class is open.
        clear: no fracture was found.
    """
    if clear:
        return NORMAL
    return likely_class(probabilities) if 1.0 - probabilities[NORMAL] >= threshold else OPEN


def group_of(name: str) -> str:
    """The three-level group (``normal``, ``A`` or ``B``) of one of the seven classes.

    Raises:
        KeyError: ``name`` is not one of :data:`CLASSES`.
    """
    for group, members in GROUPS.items():
        if name in members:
            return group
    raise KeyError(name)
