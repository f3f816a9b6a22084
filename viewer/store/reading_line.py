"""What undo and redo leave of a reader's rows on one film: the one walk over the append-only history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from inference.errors import StoreError
from inference.records import Reading


class OvertakenError(StoreError):
    """Another window answered, or took an answer back, in between."""

    def __init__(self) -> None:
        super().__init__(
            "This answer has changed in the meantime.", "Look at the newest answer and try again."
        )


class Turn(Enum):
    """What a row did."""

    ANSWERED = auto()
    CORRECTED = auto()
    TAKEN_BACK = auto()
    BROUGHT_BACK = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """One row: what it did, and the reading that it did it to (itself, for an answer)."""

    row: Reading
    turn: Turn
    about: Reading


@dataclass(slots=True)
class Line:
    """One film, one reader, oldest first, with the stacks that undo and redo walk on.

    ``done`` ends with the reading that stands; ``undone`` ends with the one that a redo brings back;
    ``moves`` tells of each row what it did.
    """

    rows: list[Reading]
    done: list[Reading] = field(default_factory=list)
    undone: list[Reading] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.moves = [self._take(row) for row in self.rows]

    def _take(self, row: Reading) -> Move:
        if not row.retracted:
            turn = Turn.CORRECTED if self.done else Turn.ANSWERED
            self.done.append(row)
            self.undone.clear()
            return Move(row, turn, row)
        if self.undone and self.undone[-1].id == row.stands:
            self.done.append(self.undone.pop())
            return Move(row, Turn.BROUGHT_BACK, self.done[-1])
        if not self.done:  # a row of a damaged history takes nothing back
            return Move(row, Turn.TAKEN_BACK, row)
        self.undone.append(self.done.pop())
        return Move(row, Turn.TAKEN_BACK, self.undone[-1])

    @property
    def head(self) -> Reading | None:
        """The newest row; the next one supersedes it."""
        return self.rows[-1] if self.rows else None

    @property
    def standing(self) -> Reading | None:
        """The reading that counts."""
        return self.done[-1] if self.done else None


def by_reader(rows: Iterable[Reading]) -> dict[str, Line]:
    """The rows of one film, oldest first, as the line of each reader."""
    found: dict[str, list[Reading]] = {}
    for row in rows:
        found.setdefault(row.reader, []).append(row)
    return {reader: Line(own) for reader, own in found.items()}
