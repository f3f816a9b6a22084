"""The steps of a label: who answered what when, corrected it, took it back.  Qt-free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from inference.records import Reading, Sha256
from viewer.app.i18n import mark

if TYPE_CHECKING:
    from viewer.store.store import Store


class What(StrEnum):
    """What a step did; the value is shown."""

    ANSWERED = mark("answered")
    CORRECTED = mark("corrected")
    TAKEN_BACK = mark("taken back")
    BROUGHT_BACK = mark("brought back")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the store in words; ``counts``: it is the reader's answer now."""

    reading: Reading
    what: What
    mode: str = ""
    counts: bool = False


def steps(rows: Iterable[Reading], modes: Mapping[int, str] | None = None) -> list[Step]:
    """The steps of one film, oldest first; each reader's line is followed for itself."""
    by_reader: dict[str, _Line] = {}
    found = [by_reader.setdefault(row.reader, _Line()).take(row) for row in rows]
    standing = {line.done[-1].id for line in by_reader.values() if line.done}
    told: set[int | None] = set()
    made: list[Step] = []
    for what, row, subject in reversed(found):
        counts = subject in standing and subject not in told and what is not What.TAKEN_BACK
        told |= {subject} if counts else set()
        made.append(Step(row, what, (modes or {}).get(row.id or 0, ""), counts))
    return made[::-1]


class _Line:
    """One reader's answers to one film, with what undo and redo do to them."""

    def __init__(self) -> None:
        self.done: list[Reading] = []
        self.undone: list[Reading] = []

    def take(self, row: Reading) -> tuple[What, Reading, int | None]:
        """What the row did, and the id of the answer that it is about."""
        if not row.retracted:
            what = What.CORRECTED if self.done else What.ANSWERED
            self.done, self.undone = [*self.done, row], []
            return what, row, row.id
        if self.undone and self.undone[-1].id == row.stands:
            self.done.append(self.undone.pop())
            return What.BROUGHT_BACK, row, self.done[-1].id
        self.undone.append(self.done.pop() if self.done else row)
        return What.TAKEN_BACK, row, self.undone[-1].id


def label_history(store: Store, pixels: Sha256, reader: str, *, adjudicating: bool) -> list[Step]:
    """On the store lane: every step that ``reader`` may see; others' only for who settles them."""
    rows = store.history(pixels)
    if not (adjudicating and store.others(pixels, reader)):
        rows = [row for row in rows if row.reader == reader]
    return steps(rows, store.modes(pixels))
