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


def group_of(name: str) -> str:
    """The three-level group (``normal``, ``A`` or ``B``) of one of the seven classes.

    Raises:
        KeyError: ``name`` is not one of :data:`CLASSES`.
    """
    for group, members in GROUPS.items():
        if name in members:
            return group
    raise KeyError(name)
