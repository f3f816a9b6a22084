"""The lines of the worklist: patients with several films as a heading, their studies, their films.  Qt-free.

Made in small steps over plain values: ten thousand films are grouped and sorted between two frames each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.app.i18n import mark
from viewer.app.worklist_entry import Entry, Standing

STEP: Final = 500
"""So many films one step of the work touches, where they can be told apart."""


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
    heads: list[tuple[int, Level]] = field(default_factory=list)  # rows that are headings
    films: list[int] = field(default_factory=list)  # rows that are films
    row_of: dict[int, int] = field(default_factory=dict)  # by position; a folded film's is its heading's
    nth: dict[int, int] = field(default_factory=dict)  # by position: how many films stand above

    def add_films(self, positions: Sequence[int]) -> None:
        """Films at the end."""
        places = range(len(self.rows), len(self.rows) + len(positions))
        self.rows += positions
        self.films += places
        self.row_of.update(zip(positions, places, strict=True))
        self._number(positions)

    def add_head(self, head: Head) -> None:
        """A heading at the end; the films of a folded one are under it."""
        row = len(self.rows)
        self.rows.append(head)
        self.heads.append((row, head.level))
        if head.folded:
            self.row_of.update(dict.fromkeys(head.films, row))
            self._number(head.films)

    def _number(self, positions: Sequence[int]) -> None:
        above = len(self.nth)
        self.nth.update(zip(positions, range(above, above + len(positions)), strict=True))


def sort_key(entry: Entry, order: Order) -> float:
    """Small comes first; equal ones keep the order in which they were found."""
    if order is Order.SUSPICIOUS:
        return -entry.p_fracture if entry.p_fracture is not None else 1.0
    return float(not is_to_read(entry))


Steps = Generator[int, None, Lines]
"""Work in small steps: each says how many films it touched, the end is what was made."""


def arranging(
    entries: Sequence[Entry], wanted: Callable[[Entry], bool] | None, order: Order, folded: Collection[str]
) -> Steps:
    """The wanted films as lines; None wants all.

    A patient stands where the first film of the order is; studies of a patient follow newest first.  One film
    alone needs no heading: its line names the patient.
    """
    found: list[int] = []
    for part in _parts(range(len(entries))):
        found += part if wanted is None else [at for at in part if wanted(entries[at])]
        yield len(part)
    if order is not Order.FOUND:
        keys: dict[int, float] = {}
        for part in _parts(found):
            keys.update([(at, sort_key(entries[at], order)) for at in part])
            yield len(part)
        found.sort(key=keys.__getitem__)
    groups: dict[str | int, list[int]] = {}
    for part in _parts(found):
        for at in part:
            groups.setdefault(entries[at].patient or at, []).append(at)
        yield len(part)
    made, alone = Lines(), list[int]()
    for key, films in groups.items():
        if len(films) == 1 and len(alone) < STEP:
            alone += films
            continue
        made.add_films(alone)
        yield len(alone)
        if len(films) == 1:
            alone = films
        else:
            alone = []
            yield from _group(made, entries, str(key), films, folded=key in folded)
    made.add_films(alone)
    return made


def _parts(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(positions), STEP):
        yield positions[start : start + STEP]


def _group(
    made: Lines, entries: Sequence[Entry], patient: str, films: list[int], *, folded: bool
) -> Generator[int, None, None]:
    made.add_head(Head(Level.PATIENT, patient, tuple(films), folded))
    if folded:
        yield len(films)
        return
    studies: dict[str, list[int]] = {}
    for part in _parts(films):
        for at in part:
            studies.setdefault(entries[at].study, []).append(at)
        yield len(part)
    for inside in sorted(studies.values(), key=lambda one: _date(entries[one[0]]), reverse=True):
        made.add_head(Head(Level.STUDY, patient, tuple(inside)))
        made.add_films(inside)
        yield len(inside)


def _date(entry: Entry) -> tuple[str, str]:
    return ("", "") if entry.listed is None else (entry.listed.study_date, entry.listed.study_time)
