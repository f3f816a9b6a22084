"""The lines of the worklist: patients with several films as a heading, their studies, their films.  Qt-free.

Made in one pass over plain values: ten thousand films are grouped and sorted within a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.app.i18n import mark
from viewer.app.worklist_entry import Entry, Standing


class Order(StrEnum):
    """How the worklist is sorted."""

    FOUND = "found"
    SUSPICIOUS = "suspicious"
    UNREAD = "unread"


ORDER_WORDS: Final = {
    Order.FOUND: mark("In the order found"),
    Order.SUSPICIOUS: mark("Most suspicious first"),
    Order.UNREAD: mark("Unread first"),
}


class Kind(StrEnum):
    """Which lines are shown."""

    ALL = "all"
    UNREAD = "unread"
    DRAFT = "draft"
    READ = "read"
    MODEL = "model"
    DIFFER = "differ"
    REFUSED = "refused"
    PRIOR = "prior"


KIND_WORDS: Final = {
    Kind.ALL: mark("All films"),
    Kind.UNREAD: mark("Unread"),
    Kind.DRAFT: mark("Drafts"),
    Kind.READ: mark("Read"),
    Kind.MODEL: mark("Differs from the model"),
    Kind.DIFFER: mark("Readers differ"),
    Kind.REFUSED: mark("Refused"),
    Kind.PRIOR: mark("Priors"),
}
_WANTED: Final[dict[Kind, Callable[[Entry], bool]]] = {
    Kind.ALL: lambda _entry: True,
    Kind.UNREAD: lambda entry: entry.standing is Standing.UNREAD,
    Kind.DRAFT: lambda entry: entry.drafted,
    Kind.READ: lambda entry: entry.is_read,
    Kind.MODEL: lambda entry: entry.differs,
    Kind.DIFFER: lambda entry: entry.disputed,
    Kind.REFUSED: lambda entry: entry.standing is Standing.REFUSED,
    Kind.PRIOR: lambda entry: entry.prior,
}


def is_kind(entry: Entry, kind: Kind) -> bool:
    """Whether a line belongs to what the reader wants to see."""
    return _WANTED[kind](entry)


def is_to_read(entry: Entry) -> bool:
    """Whether the reader's answer to a film is still to come."""
    return entry.standing in (Standing.UNREAD, Standing.DRAFT)


class Level(StrEnum):
    """What a heading stands over."""

    PATIENT = "patient"
    STUDY = "study"


class Head(NamedTuple):
    """A heading: the patient, or one study of the patient's."""

    level: Level
    patient: str
    films: tuple[int, ...]  # positions in the worklist
    folded: bool = False


@dataclass(slots=True)
class Lines:
    """What is shown, from the top: a film by its position, or a heading."""

    rows: list[int | Head] = field(default_factory=list)
    folded: dict[int, list[int]] = field(default_factory=dict)  # films under a folded heading, by its row
    films: list[int] = field(default_factory=list)  # rows that are films
    row_of: dict[int, int] = field(default_factory=dict)  # by position; a folded film's is its heading's
    nth: dict[int, int] = field(default_factory=dict)  # by position: how many films stand above

    def append(self, positions: Sequence[int]) -> None:
        """Films at the end; :meth:`count` them afterwards."""
        self.rows += positions

    def count(self) -> None:
        """Say where each film stands."""
        rows = self.rows
        self.films = [row for row, one in enumerate(rows) if one.__class__ is int]
        shown = [rows[row] for row in self.films]
        self.row_of = dict(zip(shown, self.films, strict=True))  # type: ignore[arg-type]
        if not self.folded:
            self.nth = dict(zip(shown, range(len(shown)), strict=True))  # type: ignore[arg-type]
            return
        order = [at for row, one in enumerate(rows) for at in self.folded.get(row, [one])]
        films = [at for at in order if isinstance(at, int)]
        self.nth = dict(zip(films, range(len(films)), strict=True))
        for row, hidden in self.folded.items():
            self.row_of.update(dict.fromkeys(hidden, row))


def sort_key(entry: Entry, order: Order) -> float:
    """Small comes first; equal ones keep the order in which they were found."""
    if order is Order.SUSPICIOUS:
        return -entry.p_fracture if entry.p_fracture is not None else 1.0
    return float(not is_to_read(entry))


def arranged(entries: Sequence[Entry], wanted: list[int], order: Order, folded: Collection[str]) -> Lines:
    """The wanted positions as lines.

    A patient stands where the first film of the order is; studies of a patient follow newest first.  One film
    alone needs no heading: its line names the patient.
    """
    if order is not Order.FOUND:
        wanted = sorted(wanted, key=lambda at: sort_key(entries[at], order))
    groups: dict[str | int, list[int]] = {}
    for at in wanted:
        groups.setdefault(entries[at].patient or at, []).append(at)
    made = Lines()
    for key, positions in groups.items():
        if len(positions) == 1:
            made.append(positions)
        else:
            _group(made, entries, str(key), positions, folded=key in folded)
    made.count()
    return made


def _group(made: Lines, entries: Sequence[Entry], patient: str, films: list[int], *, folded: bool) -> None:
    made.rows.append(Head(Level.PATIENT, patient, tuple(films), folded))
    if folded:
        made.folded[len(made.rows) - 1] = films
        return
    studies: dict[str, list[int]] = {}
    for at in films:
        studies.setdefault(entries[at].study, []).append(at)
    for inside in sorted(studies.values(), key=lambda one: _date(entries[one[0]]), reverse=True):
        made.rows.append(Head(Level.STUDY, patient, tuple(inside)))
        made.append(inside)


def _date(entry: Entry) -> tuple[str, str]:
    return ("", "") if entry.listed is None else (entry.listed.study_date, entry.listed.study_time)
