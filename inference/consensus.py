"""Which readings of a film count, and which one settles it: one rule for the exports and for training.

Of one reader's readings the latest counts.  Readings given without the AI in sight, and without what others
answered but to settle them, decide alone where there are any.  A reading given to settle (adjudication)
decides alone; else the class with the most votes wins, where *unreadable* and *indeterminate* are less than
half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inference.aoota import ReaderClass
from inference.labels_file import LabelRow, Settles

SILENT: Final = (ReaderClass.INDETERMINATE.value, ReaderClass.UNREADABLE.value)
"""Answers that do not vote."""


def counting(rows: Sequence[LabelRow]) -> tuple[list[LabelRow], bool]:
    """The readings of a film that count, and whether with the AI's or others' answers in sight."""
    latest = _latest(rows)
    unaided = [row for row in latest if not row.ai_visible and not _knew(row, rows) and not _leant(row)]
    return (unaided, False) if unaided else (latest, True)


def judging(counted: Sequence[LabelRow], adjudicator: str | None = None) -> list[LabelRow]:
    """Those that decide alone: the named adjudicator's, else the one that was given to settle."""
    named = [row for row in counted if row.reader == adjudicator]
    return named or [row for row in counted if row.settles == Settles.ADJUDICATED]


def voting(deciding: Sequence[LabelRow]) -> list[LabelRow]:
    """Those of the deciding readings that vote; none where half or more of them do not."""
    found = [row for row in deciding if row.ao_class not in SILENT]
    return found if 2 * len(found) > len(deciding) else []


def winner(votes: Sequence[str]) -> str | None:
    """The value with the most votes; None on a tie or without any."""
    ranked = Counter(votes).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def settled(rows: Sequence[LabelRow]) -> list[LabelRow]:
    """The readings of one film, the one that settles it marked, the others unmarked.

    Args:
        rows: in the order in which they were given; those given to settle are marked so.
    """
    counted, _aided = counting(rows)
    kind, candidates = _settling(counted)
    chosen = next((row for row in reversed(rows) if row in candidates), None)
    return [replace(row, settles=kind if row is chosen else None) for row in rows]


def _settling(counted: Sequence[LabelRow]) -> tuple[Settles, list[LabelRow]]:
    if judges := judging(counted):
        return Settles.ADJUDICATED, judges
    if len(counted) == 1:
        return Settles.SOLE, list(counted)
    votes = voting(counted)
    won = winner([row.ao_class for row in votes])
    return Settles.LATEST, [row for row in votes if row.ao_class == won]


def _knew(row: LabelRow, rows: Sequence[LabelRow]) -> bool:
    """Whether the reader had read this film with the AI in sight before."""
    return any(other.ai_visible and other.reader == row.reader and other.order < row.order for other in rows)


def _leant(row: LabelRow) -> bool:
    """Whether the reader knew what others had answered, and did not answer to settle it."""
    return row.others_visible and row.settles != Settles.ADJUDICATED


def _latest(rows: Sequence[LabelRow]) -> list[LabelRow]:
    """Each reader's last reading without the AI, or the last at all where there is none without it."""
    by_reader: dict[tuple[str, bool], LabelRow] = {}
    for row in sorted(rows, key=lambda row: (row.order, row.reading_key)):
        by_reader[row.reader, row.ai_visible] = row
    return [by_reader[key] for key in sorted(by_reader)]
