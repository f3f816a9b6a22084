"""Where a reader's answer differs from the model's; one rule for window and worklist.  Qt-free."""

from __future__ import annotations

from enum import Flag, auto
from typing import Final

from inference.aoota import NORMAL, OPEN, ReaderClass
from inference.records import Side

UNDECIDED: Final = (ReaderClass.INDETERMINATE, ReaderClass.UNREADABLE)
"""Who does not decide does not differ."""
_NAMED: Final = (Side.LEFT, Side.RIGHT, Side.BOTH)


class Difference(Flag):
    """What differs."""

    NOTHING = 0
    CLASS = auto()
    SIDE = auto()


def difference(
    model_class: str,
    model_side: Side,
    ao_class: ReaderClass,
    side: Side | None,
    *,
    in_doubt: bool = False,
) -> Difference:
    """Of a reader's class and side from the model's; sides are compared where both name one.

    Where the model leaves the class open, any fracture is what it said.

    Args:
        in_doubt: the model calls a fracture possible and names no class: it lies below the threshold.
    """
    if ao_class in UNDECIDED:
        return Difference.NOTHING
    named = NORMAL if ao_class is ReaderClass.NORMAL else OPEN if model_class == OPEN else str(ao_class)
    found = Difference.CLASS if named != model_class and not in_doubt else Difference.NOTHING
    if side in _NAMED and model_side in _NAMED and side is not model_side:
        found |= Difference.SIDE
    return found
