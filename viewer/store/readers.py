"""Readers and their sessions: the statements behind the store's methods."""

from __future__ import annotations

import re
import sqlite3
import uuid
from typing import Final

from inference.errors import StoreError
from viewer.store import audit_chain
from viewer.store.films import insert
from viewer.store.rows import storable

_CODE: Final = re.compile(r"\w[\w.-]{0,31}")


def reader_id(
    connection: sqlite3.Connection, code: str, now: str, specialty: str = "", years: int | None = None
) -> int:
    """The row of a reader, made when the code is new.

    Raises:
        StoreError: ``code`` is no pseudonym.
    """
    row = connection.execute("SELECT id FROM reader WHERE code = ?", (storable(code),)).fetchone()
    if row is not None:
        return int(row[0])
    if not _CODE.fullmatch(code):
        raise StoreError(
            "A reader's code has 1 to 32 letters, digits, dots, dashes or underscores.",
            "Choose a short pseudonym such as R1; it appears in exports.",
        )
    known = {"specialty": storable(specialty), "years": years}
    number = insert(connection, "reader", {"code": code, **known, "added_at": now})
    audit_chain.append_row(connection, "reader", number, at=now, actor=code, action="reader added")
    return number


def start_session(connection: sqlite3.Connection, reader: str, mode: str, app_version: str, now: str) -> int:
    """A new sitting of a reader."""
    values = {
        "uid": uuid.uuid4().hex,
        "reader_id": reader_id(connection, reader, now),
        "mode": mode,
        "app_version": app_version,
        "started_at": now,
    }
    number = insert(connection, "session", values)
    audit_chain.append_row(connection, "session", number, at=now, actor=reader, action="session started")
    return number


def end_sessions(connection: sqlite3.Connection, numbers: list[int], now: str) -> None:
    """Note when sittings ended."""
    connection.executemany(
        "UPDATE session SET ended_at = ? WHERE id = ?", [(now, number) for number in numbers]
    )
