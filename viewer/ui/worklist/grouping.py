"""The lines of the worklist: patients with several films as a heading, their studies, their films.  Qt-free.

Made in one pass over plain values: ten thousand films are grouped and sorted within a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: the patient, or one study of the patient's."""

    level: Level
    patient: str
    films: tuple[int, ...]  # positions in the worklist
    folded: bool = False


@dataclass(slots=True)
class Lines:
    """What is shown, from the top: a film by its position, or a heading."""

    rows: list[int | Head] = field(default_factory=list)
    films: list[int] = field(default_factory=list)  # rows that are films
    row_of: dict[int, int] = field(default_factory=dict)  # by position; a folded film's is its heading's
    nth: dict[int, int] = field(default_factory=dict)  # by position: how many films stand above

    def append(self, positions: Sequence[int]) -> None:
        """Films that nothing is known of yet, at the end."""
        first = len(self.rows)
        self.rows += positions
        self.films += range(first, first + len(positions))
        self.row_of.update(zip(positions, range(first, first + len(positions)), strict=True))
        above = len(self.nth)
        self.nth.update(zip(positions, range(above, above + len(positions)), strict=True))


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
            _film(made, positions[0])
        else:
            _group(made, entries, str(key), positions, folded=key in folded)
    return made


def _film(made: Lines, at: int) -> None:
    made.row_of[at], made.nth[at] = len(made.rows), len(made.nth)
    made.films.append(len(made.rows))
    made.rows.append(at)


def _group(made: Lines, entries: Sequence[Entry], patient: str, films: list[int], *, folded: bool) -> None:
    studies: dict[str, list[int]] = {}
    for at in films:
        studies.setdefault(entries[at].study, []).append(at)
    dated = sorted(studies.values(), key=lambda inside: _date(entries[inside[0]]), reverse=True)
    top = len(made.rows)
    made.rows.append(Head(Level.PATIENT, patient, tuple(films), folded))
    if folded:
        made.row_of.update(dict.fromkeys(films, top))
        made.nth.update(zip(films, range(len(made.nth), len(made.nth) + len(films)), strict=True))
        return
    for inside in dated:
        made.rows.append(Head(Level.STUDY, patient, tuple(inside)))
        for at in inside:
            _film(made, at)


def _date(entry: Entry) -> tuple[str, str]:
    return ("", "") if entry.listed is None else (entry.listed.study_date, entry.listed.study_time)
