"""Writing a row of a reader's line: within a sitting, after the newest row, noted in the audit chain."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inference.records import Reading
from viewer.store import audit_chain, films, reading_history
from viewer.store import readers as people
from viewer.store.disagreements import ADJUDICATION, ROUTINE
from viewer.store.reading_line import Line
from viewer.store.rows import reading_values


class ReadingWriter:
    """The open sittings of a store, and the rows that readers add in them.

    Every method belongs into a transaction that the caller holds; ``now`` is that transaction's time.

    Args:
        connection: of the open store.
        app_version: goes into each sitting.
    """

    def __init__(self, connection: sqlite3.Connection, app_version: str) -> None:
        self._db, self._app_version = connection, app_version
        self._sessions: dict[str, int] = {}

    @contextmanager
    def kept_whole(self) -> Iterator[None]:
        """A sitting that began in a transaction is gone with it when it fails."""
        sessions = dict(self._sessions)
        try:
            yield
        except BaseException:
            self._sessions = sessions
            raise

    @property
    def is_sitting(self) -> bool:
        """Whether any sitting is open."""
        return bool(self._sessions)

    def end(self, now: str) -> None:
        """Note the end of every sitting."""
        people.end_sessions(self._db, list(self._sessions.values()), now)

    def forget(self) -> None:
        """The store closes."""
        self._sessions = {}

    def start(self, reader: str, mode: str, now: str) -> int:
        """Begin a sitting in place of the reader's earlier one."""
        if (earlier := self._sessions.get(reader)) is not None:
            people.end_sessions(self._db, [earlier], now)
        number = people.start_session(self._db, reader, mode, self._app_version, now)
        self._sessions[reader] = number
        return number

    def is_settling(self, reader: str) -> bool:
        """Whether the reader's open sitting is there to settle where others differ."""
        number = self._sessions.get(reader)
        row = self._db.execute("SELECT mode FROM session WHERE id = ?", (number,)).fetchone()
        return row is not None and row["mode"] == ADJUDICATION

    def append(
        self, film: int, reader: str, line: Line, values: dict[str, Any], action: str, now: str
    ) -> int:
        """A row after the newest of its line.

        Args:
            film: row of the film.
            line: the reader's rows on it so far.
            values: the columns of the answer.
            action: for the audit chain.

        Returns:
            The new row's number.
        """
        session = self._sessions.get(reader) or self.start(reader, ROUTINE, now)
        whole = {
            "uid": uuid.uuid4().hex,
            "film_id": film,
            "reader_id": people.reader_id(self._db, reader, now),
            "session_id": session,
            "supersedes_id": line.head.id if line.head else None,
            "retracted": 0,
            "decided_at": now,
            **values,
        }
        number = films.insert(self._db, "reading", whole)
        audit_chain.append_row(self._db, "reading", number, at=now, actor=reader, action=action)
        return number

    def retract(
        self, film: int, line: Line, about: Reading, stands: Reading | None, action: str, now: str
    ) -> None:
        """A row that repeats ``about`` and says that ``stands``, or nothing, counts from now on."""
        values = reading_history.copied_values(self._db, about.id or 0, list(reading_values(about)))
        values |= {"retracted": 1, "stands_id": stands.id if stands else None, "seconds": 0.0}
        self.append(film, about.reader, line, values, action, now)
