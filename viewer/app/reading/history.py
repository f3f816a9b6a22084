"""The steps of a label: who answered what when, corrected it, took it back.  Qt-free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.records import Reading, Sha256
from viewer.app.i18n import mark, tr
from viewer.store.reading_line import Turn, by_reader

if TYPE_CHECKING:
    from viewer.store.store import Store


TURN_WORDS: Final = {
    Turn.ANSWERED: mark("answered"),
    Turn.CORRECTED: mark("corrected"),
    Turn.TAKEN_BACK: mark("taken back"),
    Turn.BROUGHT_BACK: mark("brought back"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the store: what it did; ``counts``: it is the reader's answer now."""

    reading: Reading
    turn: Turn
    mode: str = ""
    counts: bool = False

    @property
    def words(self) -> str:
        """What the row did, as it is shown."""
        return tr(TURN_WORDS[self.turn])


def steps(rows: Iterable[Reading], modes: Mapping[int, str] | None = None) -> list[Step]:
    """The steps of one film, oldest first; each reader's line is followed for itself."""
    kept = list(rows)
    lines = by_reader(kept)
    waiting = {reader: iter(line.moves) for reader, line in lines.items()}
    moves = [next(waiting[row.reader]) for row in kept]
    standing = {line.standing.id for line in lines.values() if line.standing is not None}
    told: set[int | None] = set()
    made: list[Step] = []
    for move in reversed(moves):
        row, about = move.row, move.about.id
        counts = about in standing and about not in told and move.turn is not Turn.TAKEN_BACK
        told |= {about} if counts else set()
        made.append(Step(row, move.turn, (modes or {}).get(row.id or 0, ""), counts))
    return made[::-1]


def label_history(store: Store, pixels: Sha256, reader: str, *, adjudicating: bool) -> list[Step]:
    """On the store lane: every step that ``reader`` may see; others' only for who settles them."""
    rows = store.history(pixels)
    if not (adjudicating and store.others(pixels, reader)):
        rows = [row for row in rows if row.reader == reader]
    return steps(rows, store.modes(pixels))
