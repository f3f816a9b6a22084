"""What a human has made black on the films of a study before packs were written, as its ledger tells.

Every reader is to see the same films.  The newest event of the kind :data:`EVENT` holds, by name of the film,
the boxes in film pixels and the hash of the pixels as they are in the packs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inference.errors import StudyError
from inference.records import Region
from viewer.study.files.event_log import Event

EVENT: Final = "films blackened"
MOST: Final = 1000
"""Boxes of one film."""


@dataclass(frozen=True, slots=True)
class Black:
    """What is black on one film of the packs; ``pixel_sha256`` of what is left."""

    boxes: tuple[Region, ...]
    pixel_sha256: str


Blackened = Mapping[str, Black]
"""By name of the film; films without a box are left out."""


def to_table(black: Blackened) -> dict[str, object]:
    """As the ledger keeps it."""
    films = {
        name: {"pixel_sha256": one.pixel_sha256, "boxes": [[b.x0, b.y0, b.x1, b.y1] for b in one.boxes]}
        for name, one in sorted(black.items())
    }
    return {"films": films}


def newest(events: Iterable[Event]) -> Blackened | None:
    """What the ledger says last; None where nobody has reviewed the films for it.

    Raises:
        StudyError: the event does not follow its form.
    """
    found = [event for event in events if event.kind == EVENT]
    return _from_table(found[-1].data) if found else None


def _from_table(data: Mapping[str, object]) -> Blackened:
    try:
        films = data["films"]
        assert isinstance(films, Mapping)
        return {str(name): _black(one) for name, one in films.items()}
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        raise StudyError(
            "The study's ledger says nothing readable of the boxes over its films.", "Put the ledger back."
        ) from error


def _black(one: Mapping[str, object]) -> Black:
    boxes, sha256 = one["boxes"], one["pixel_sha256"]
    assert isinstance(boxes, Sequence)
    assert isinstance(sha256, str)
    assert len(boxes) <= MOST
    return Black(tuple(Region(*(float(value) for value in box)) for box in boxes), sha256)
