"""Where a reader's answer differs from the model's; one rule for window and worklist.  Qt-free."""

from __future__ import annotations

from enum import Flag, auto
from typing import Final

from inference.aoota import ReaderClass
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

    Args:
        in_doubt: the model calls a fracture possible and names no class: it lies below the threshold.
    """
    if ao_class in UNDECIDED:
        return Difference.NOTHING
    found = Difference.CLASS if str(ao_class) != model_class and not in_doubt else Difference.NOTHING
    if side in _NAMED and model_side in _NAMED and side is not model_side:
        found |= Difference.SIDE
    return found
