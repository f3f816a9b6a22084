"""Unfinished answers: the statements behind the store's methods."""

from __future__ import annotations

import sqlite3

from viewer.store.rows import Draft, draft_from, draft_json

_WHERE = (
    "WHERE film_id = (SELECT id FROM film WHERE pixel_sha256 = ?) "
    "AND reader_id = (SELECT id FROM reader WHERE code = ?)"
)


def save(connection: sqlite3.Connection, film: int, reader: int, draft: Draft, now: str) -> None:
    """Keep a draft in place of an earlier one."""
    connection.execute(
        "INSERT INTO draft (film_id, reader_id, draft_json, saved_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET draft_json = excluded.draft_json, saved_at = excluded.saved_at",
        (film, reader, draft_json(draft), now),
    )


def load(connection: sqlite3.Connection, film_sha256: str, reader: str) -> Draft | None:
    """The draft of one film and one reader."""
    row = connection.execute(f"SELECT draft_json FROM draft {_WHERE}", (film_sha256, reader)).fetchone()
    return draft_from(row[0]) if row else None


def drop(connection: sqlite3.Connection, film_sha256: str, reader: str) -> None:
    """Forget a draft."""
    connection.execute(f"DELETE FROM draft {_WHERE}", (film_sha256, reader))
