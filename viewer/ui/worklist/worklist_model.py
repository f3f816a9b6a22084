"""The worklist as Qt's views want it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from viewer.app.i18n import listed, many, tr, translated
from viewer.app.worklist import Worklist
from viewer.app.worklist_entry import (
    UID_TAKEN,
    Entry,
    answer_words,
    shown_date,
    shown_time,
    status_line,
)
from viewer.ui.shell.widgets import plain_tip
from viewer.ui.worklist.grouping import Head, Kind, Level, Lines, Order, Steps, arranging, is_kind, is_to_read

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
HEAD_ROLE: Final = Qt.ItemDataRole.UserRole + 1
GROUPED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
SLICE: Final = 2500
"""So many films are touched before the window looks at its events again, some 3 ms."""


class WorklistModel(QAbstractListModel):
    """Follows a :class:`Worklist`, filtered, sorted and grouped; lines appear while it is still scanning.

    The order is made over plain values, a slice in each turn of the event loop, and put in place when it is
    whole: a proxy model would ask Python for every comparison, and a tree view for every node, which for
    10,000 films takes longer than a frame.  A list of some hundred films is in order at once.  Headings are
    rows, too.
    """

    rearranged = Signal()

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self._worklist = worklist
        self._words: tuple[str, ...] = ()
        self._order, self._kind = Order.FOUND, Kind.ALL
        self._folded: set[str] = set()
        self._lines = Lines()
        self._former: tuple[int, Lines] | None = None  # a film, and the lines that it was last among
        self._unread: dict[str, int] = {}  # by patient, as far as it was counted for these lines
        self._work: Steps | None = None
        self._begun = 0  # so many films the list had when the work began
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self.rearrange)
        self.rearrange()
        worklist.cleared.connect(self._clear)
        worklist.added.connect(self._added)
        worklist.changed.connect(self._changed)

    def _clear(self) -> None:
        self._folded, self._former = set(), None
        self.rearrange()

    def set_search(self, text: str) -> None:
        """Show the lines that hold every word."""
        self._words = tuple(text.casefold().split())
        self.rearrange()

    def set_order(self, order: Order) -> None:
        """Sort anew; later changes of a line do not move it: it must not run away while it is read."""
        self._order = order
        self.rearrange()

    def set_kind(self, kind: Kind) -> None:
        """Show lines of one kind; one that changes stays where it is until the next choice."""
        self._kind = kind
        self.rearrange()

    def is_folded(self, patient: str) -> bool:
        """Whether the films of a patient are hidden under the heading."""
        return patient in self._folded

    def fold(self, patient: str, *, on: bool) -> None:
        """Hide the films of a patient under the heading, or show them again."""
        if patient and (patient in self._folded) != on:
            self._folded ^= {patient}
            self.rearrange()

    def rearrange(self) -> None:
        """Filter, group and sort everything again; :attr:`rearranged` tells when it is done."""
        entries = self._worklist.entries
        wanted = self._is_wanted if self._words or self._kind is not Kind.ALL else None
        self._begun = len(entries)
        self._work = arranging(entries, wanted, self._order, self._folded)
        self._go_on()

    @property
    def is_arranging(self) -> bool:
        """Whether another order is being made."""
        return self._work is not None

    def finish(self) -> None:
        """Put the order that is being made in place now."""
        while self._work is not None:
            self._go_on()

    def _go_on(self) -> None:
        if self._work is None:
            return
        done = 0
        try:
            while done < SLICE:
                done += next(self._work)
        except StopIteration as end:
            self._work = None
            self._put_in_place(end.value)
        else:
            self._next.start()

    def _put_in_place(self, made: Lines) -> None:
        made.add_films(self._wanted_from(self._begun, len(self._worklist.entries)))
        self._unread = {}
        if made.rows == self._lines.rows:
            if made.rows:
                self.dataChanged.emit(self.index(0), self.index(len(made.rows) - 1))
        else:
            self.beginResetModel()
            self._lines = made
            self.endResetModel()
        self.rearranged.emit()

    def _wanted_from(self, first: int, end: int) -> list[int]:
        entries = self._worklist.entries
        return [at for at in range(first, end) if self._is_wanted(entries[at])]

    def _is_wanted(self, entry: Entry) -> bool:
        return entry.matches(self._words) and is_kind(entry, self._kind)

    def _added(self, first: int, last: int) -> None:
        """New lines come last, whatever the order; sorting again is the reader's choice."""
        new = self._wanted_from(first, last + 1)
        if not new:
            return
        start = len(self._lines.rows)
        self.beginInsertRows(_ROOT, start, start + len(new) - 1)
        self._lines.add_films(new)
        self.endInsertRows()

    def _changed(self, position: int) -> None:
        """A line stays where it is, but for the list of what is to be settled: that fills and empties."""
        row, entry = self._lines.row_of.get(position), self._worklist.entries[position]
        self._unread.pop(entry.patient, None)
        if self._kind is Kind.DIFFER and self._is_wanted(entry) != (row is not None):
            self._anew.start()  # once for all that change in this turn
            return
        if row is not None:
            at = self.index(row)
            self.dataChanged.emit(at, at)

    # where things are ----------------------------------------------------------------------------

    @property
    def film_count(self) -> int:
        """How many films are shown, those in folded groups too."""
        return len(self._lines.row_of)

    def head_rows(self) -> list[tuple[int, Level]]:
        """The rows that are headings."""
        return self._lines.heads

    def head(self, row: int) -> Head | None:
        """The heading of a row."""
        found = self._lines.rows[row] if 0 <= row < len(self._lines.rows) else None
        return found if isinstance(found, Head) else None

    def position(self, row: int) -> int | None:
        """The position in the worklist of a row on screen; None for a heading."""
        found = self._lines.rows[row] if 0 <= row < len(self._lines.rows) else None
        return found if isinstance(found, int) else None

    def row_of(self, position: int) -> int | None:
        """The row on screen of a position in the worklist, unless search, filter or a fold hides it."""
        row = self._lines.row_of.get(position)
        return row if row is not None and self._lines.rows[row] == position else None

    def place(self, position: int | None) -> int:
        """How many films stand above a film, folded ones too; -1 where it is not among them."""
        return -1 if position is None else self._lines.nth.get(position, -1)

    def _below(self, position: int | None) -> int:
        """How many films are in sight above a film, or above where it is folded away; -1 for none."""
        row = None if position is None else self._lines.row_of.get(position)
        return self._below_gone(position) if row is None else bisect_left(self._lines.films, row)

    def note_place(self, position: int | None) -> None:
        """The lines are made anew: a film that is not among them then leaves its place behind."""
        if position is not None and position in self._lines.row_of:
            self._former = (position, self._lines)

    def _below_gone(self, position: int | None) -> int:
        """How many films are in sight above the place of a film that the filter took away; -1 for none."""
        if self._former is None or self._former[0] != position:
            return -1
        old = self._former[1]
        for above in reversed(old.films[: bisect_left(old.films, old.row_of[self._former[0]])]):
            at = old.rows[above]
            row = self.row_of(at) if isinstance(at, int) else None
            if row is not None:
                return bisect_left(self._lines.films, row) + 1
        return 0

    def neighbour(self, position: int | None, by: int) -> int | None:
        """The row of the film that a step of ``by`` films reaches; None where it would stay."""
        films, own = self._lines.films, None if position is None else self.row_of(position)
        if not films:
            return None
        now = self._below(position)
        folded = own is None and now >= 0  # it is between the films above and below its heading
        wanted = films[min(max(now + by - (folded and by > 0), 0), len(films) - 1)]
        return None if wanted == own else wanted

    def first_found(self, position: int | None) -> int | None:
        """The row of the first film that a search found; None without one, or for the film on screen."""
        self.finish()
        here = position is not None and self.row_of(position) is not None
        return None if here or not self._words else self.neighbour(None, 1)

    def next_to_read(self, position: int | None) -> int | None:
        """The position of the first film below, then from the top, that is still to be read."""
        films, entries = self._lines.films, self._worklist.entries
        start = self._below(position)
        if start < 0 or (position is not None and self.row_of(position) is not None):
            start += 1  # else it is folded or filtered away, and what stands at its place is the next one
        for row in (*films[start:], *films[:start]):
            at = self._lines.rows[row]
            if isinstance(at, int) and at != position and is_to_read(entries[at]):
                return at
        return None

    # what a row says -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled
        return flags if self.head(index.row()) else flags | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines.rows):
            return None
        found = self._lines.rows[index.row()]
        if isinstance(found, Head):
            return self._head_data(found, role)
        entry = self._worklist.entries[found]
        if role == ENTRY_ROLE:
            return entry
        if role == GROUPED_ROLE:
            return bool(entry.patient) and index.row() > 0 and self._is_grouped(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed((entry.name, *_said(entry)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                translated(entry.reason) or "\n".join((entry.name, entry.path.name, *_said(entry)))
            )
        return None

    def _is_grouped(self, row: int) -> bool:
        """Whether the line above is a study's heading or a film of the same study.

        A film whose file has gone is of no patient, but keeps its line: the heading decides below it.
        """
        entries, above = self._worklist.entries, self._lines.rows[row - 1]
        if isinstance(above, Head):
            return True
        own = self._lines.rows[row]
        if not entries[above].patient:
            at = bisect_left(self._lines.heads, row, key=lambda one: one[0]) - 1
            head = self.head(self._lines.heads[at][0]) if at >= 0 else None
            return head is not None and own in head.films
        return isinstance(own, int) and entries[above].patient == entries[own].patient

    def _head_data(self, head: Head, role: int) -> object:
        if role == HEAD_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head_title(head)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            whole = listed(filter(None, (self.head_title(head), self.head_count(head, whole=True))))
            return plain_tip(whole) if role == Qt.ItemDataRole.ToolTipRole else whole
        return None

    def head_title(self, head: Head) -> str:
        """Name and number of a patient; date, time and description of a study."""
        films = map(self._worklist.entries.__getitem__, head.films)
        entry = next((film for film in films if film.listed is not None), None)  # not one whose file has gone
        if entry is None:
            entry = self._worklist.entries[head.films[0]]
        if head.level is Level.PATIENT or entry.listed is None:
            return " · ".join(part for part in (entry.name, entry.number) if part)
        one = entry.listed
        when = f"{shown_date(one.study_date)} {shown_time(one.study_time)}".strip()
        prior = tr("prior") if entry.prior else ""
        parts = (when or tr("no date"), prior, one.study_description)
        return " · ".join(part for part in parts if part)

    def head_count(self, head: Head, *, whole: bool = False) -> str:
        """How many films of a patient are still to be read; of how many, where the ``whole`` is asked for."""
        if head.level is Level.STUDY:
            return ""
        unread = self._unread_of(head)
        films = many(len(head.films), "film")
        if whole and unread:
            return tr("{films}, {unread} unread", films=films, unread=unread)
        return tr("{unread} unread", unread=unread) if unread else films

    def _unread_of(self, head: Head) -> int:
        """Counted once, not at every paint: one anonymous number may stand over thousands of films."""
        found = self._unread.get(head.patient)
        if found is None:
            entries = self._worklist.entries
            found = self._unread[head.patient] = sum(is_to_read(entries[at]) for at in head.films)
        return found


def _said(entry: Entry) -> list[str]:
    """The line's second and third row in words."""
    prior = tr("prior") if entry.prior else ""
    warned = [tr(UID_TAKEN)] if entry.uid_taken else []
    key = tr("key image") if entry.key else ""
    parts = filter(None, [entry.number, entry.detail, prior, key, answer_words(entry)])
    return [*parts, status_line(entry, whole=True), *warned]
