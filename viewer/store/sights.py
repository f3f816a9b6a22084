"""What a reader had on screen of a film beside its picture; it lasts, whether or not an answer followed.

A reading by one who had seen the model's answer, or what others answered, is no reading of the film alone,
however much later it is given and in whichever store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Any, Final

from inference.records import Film, Sha256
from viewer.store import audit_chain, films, readers
from viewer.store.disagreements import ADJUDICATION
from viewer.store.sqlite_errors import stated


class Fact(StrEnum):
    """What was on screen."""

    ANSWER = "answer"  # the model's, or its probability
    MAP = "map"  # the model's heat map
    OTHERS = "others"  # what other readers answered


_OF: Final = f"""
WITH line AS (
  SELECT r.shown_answer, r.shown_map, session.mode FROM reading r
  JOIN session ON session.id = r.session_id WHERE r.film_id = :film AND r.reader_id = :reader)
SELECT what FROM sight WHERE film_id = :film AND reader_id = :reader
UNION SELECT 'answer' FROM line WHERE shown_answer
UNION SELECT 'map' FROM line WHERE shown_map
UNION SELECT 'others' FROM line WHERE mode = '{ADJUDICATION}'
"""
BEFORE: Final = (
    "EXISTS (SELECT 1 FROM sight WHERE sight.film_id = r.film_id AND sight.reader_id = r.reader_id "
    "AND sight.what = '{fact}' AND sight.seen_at < r.decided_at)"
)
"""Whether the reader of the reading ``r`` had seen a ``fact`` before giving it."""
_NOT_ALONE: Final = f"""
SELECT count(*) FROM standing_reading r JOIN session ON session.id = r.session_id
WHERE (NOT r.shown_answer AND {BEFORE.format(fact=Fact.ANSWER.value)})
   OR (session.mode <> '{ADJUDICATION}' AND {BEFORE.format(fact=Fact.OTHERS.value)})
"""


def of_rows(connection: sqlite3.Connection, film: int, reader: int) -> frozenset[Fact]:
    """What the reader has ever seen of the film, by their rows; readings tell it, too."""
    rows = connection.execute(_OF, {"film": film, "reader": reader})
    return frozenset(Fact(row[0]) for row in rows)


def of(connection: sqlite3.Connection, film_sha256: str, reader: str) -> frozenset[Fact]:
    """What the reader has ever seen of the film."""
    row = connection.execute(
        "SELECT film.id, reader.id FROM film JOIN reader WHERE film.pixel_sha256 = ? AND reader.code = ?",
        (film_sha256, reader),
    ).fetchone()
    return frozenset() if row is None else of_rows(connection, row[0], row[1])


def told(connection: sqlite3.Connection, film_sha256: str, reader: str) -> dict[str, Any]:
    """The columns of a new reading that the store itself knows to be true, whatever its caller says."""
    facts = of(connection, film_sha256, reader)
    columns = {Fact.ANSWER: "shown_answer", Fact.MAP: "shown_map"}
    return {name: 1 for fact, name in columns.items() if fact in facts}


def not_alone(connection: sqlite3.Connection) -> int:
    """How many answers that count say of themselves that they were given blind, and were not."""
    return int(connection.execute(_NOT_ALONE).fetchone()[0])


class Sights:
    """The sights of one store; made by it, and used in its thread.

    Every method raises StoreError as the store's own do.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        writing: Callable[[], AbstractContextManager[str]],
        film_row: Callable[[Film, str], int],
    ) -> None:
        self._db, self._writing, self._film_row = connection, writing, film_row

    def note(self, film: Film, reader: str, facts: Collection[Fact]) -> None:
        """``reader`` has seen ``facts`` of ``film``; what is known already is not written again."""
        if set(facts) <= self.of(film.pixel_sha256, reader):
            return
        with self._writing() as now:
            row = self._film_row(film, now)
            self._add(row, readers.reader_id(self._db, reader, now), reader, facts, now)

    def note_all(self, pixels: Iterable[Sha256], reader: str, facts: Collection[Fact]) -> None:
        """The same of many films; those that the store does not know are left out."""
        new = [one for one in pixels if not set(facts) <= self.of(one, reader)]
        if not new:
            return
        with self._writing() as now:
            who = readers.reader_id(self._db, reader, now)
            for one in new:
                if (row := films.film_id(self._db, one)) is not None:
                    self._add(row, who, reader, facts, now)

    def _add(self, film: int, who: int, reader: str, facts: Collection[Fact], now: str) -> None:
        for fact in sorted(set(facts) - of_rows(self._db, film, who)):
            values = {"film_id": film, "reader_id": who, "what": fact.value, "seen_at": now}
            row = films.insert(self._db, "sight", values)
            audit_chain.append_row(self._db, "sight", row, at=now, actor=reader, action="seen")

    def of(self, film_sha256: Sha256, reader: str) -> frozenset[Fact]:
        """What ``reader`` has ever seen of the film with these pixels."""
        with stated():
            return of(self._db, film_sha256, reader)
