"""The audit chain: who did what when, each row holding the hash of the one before.

A row about a row of a watched table also holds that row's own hash, so a change there shows too.
The chain cannot show that its own end was cut off together with the counters; note :func:`head` elsewhere
(the manifest of an export can hold it) to be able to tell.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from inference import strict_json
from inference.hash_chain import FIRST, canonical, digest
from inference.messages import Message

_META: Final = "meta"
_COLUMNS: Final = ("id", "at", "actor", "action", "subject", "detail_json", "prev_hash")

WATCHED: Final[Mapping[str, tuple[str, ...]]] = {
    "film": (
        "id", "pixel_sha256", "rows", "columns", "is_dicom", "synthetic", "view_position",
        "spacing_row_mm", "spacing_column_mm", "spacing_kind", "added_at",
    ),
    "film_source": (
        "id", "film_id", "sop_key", "study_key", "patient_key", "patient_known", "added_at",
    ),
    "model": ("id", "sha256", "name", "version"),
    "reader": ("id", "code", "specialty", "years", "added_at"),
    "session": ("id", "uid", "reader_id", "mode", "app_version", "started_at"),
    "prediction": (
        "id", "film_id", "model_id", "input_sha256", "provider", "threshold", "p_fracture", "answer", "side",
        "probabilities_json", "logits_json", "elapsed_ms", "created_at",
    ),
    "reading": (
        "id", "uid", "film_id", "reader_id", "session_id", "supersedes_id", "retracted", "stands_id",
        "ao_class", "edition", "side", "confidence", "regions_json", "flags_json", "map_verdict", "comment",
        "shown_prediction_id", "shown_model_sha256", "shown_p_fracture", "shown_threshold", "shown_answer",
        "shown_map", "seconds", "decided_at",
    ),
    "reading_file": ("id", "reading_id", "source_id", "salt", "header_hash", "path_hash"),
    "sight": ("id", "film_id", "reader_id", "what", "seen_at"),
    "calibration": ("id", "film_id", "study_key", "reader_id", "known_mm", "pixels", "decided_at"),
}  # fmt: skip
"""Columns that a row's hash covers.  A later schema step that adds one adds it under a new kind of hash."""


def append(
    connection: sqlite3.Connection,
    *,
    at: str,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, object],
) -> None:
    """Add one row; the caller holds the writing transaction."""
    number, previous = head(connection)
    values = (number + 1, at, actor, action, subject, canonical(detail), previous)
    connection.execute(
        f"INSERT INTO audit ({', '.join(_COLUMNS)}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, _hash(values)),
    )


def append_row(
    connection: sqlite3.Connection, table: str, row_id: int, *, at: str, actor: str, action: str
) -> None:
    """Add one row about a row of a watched table."""
    columns = ", ".join(WATCHED[table])
    row = connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    detail = {"sha256": _row_hash(table, row)}
    append(connection, at=at, actor=actor, action=action, subject=f"{table} {row_id}", detail=detail)


def append_secret(connection: sqlite3.Connection, *, at: str) -> None:
    """Add the row about the store itself, with a hash of its secret: other pseudonyms would show."""
    detail = {"sha256": _secret_hash(connection)}
    append(connection, at=at, actor="store", action="store made", subject=_META, detail=detail)


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the newest row."""
    row = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, FIRST)


def verify(connection: sqlite3.Connection) -> tuple[Message, ...]:
    """What is wrong with the chain and the rows that it covers; empty when all is as it was written."""
    if broken := tuple(_chain_problems(connection)):
        return broken
    return (*_row_problems(connection), *_counter_problems(connection))


def _hash(values: tuple[object, ...]) -> str:
    return digest(dict(zip(_COLUMNS, values, strict=True)))


def _row_hash(table: str, row: sqlite3.Row) -> str:
    try:
        return digest(dict(zip(WATCHED[table], tuple(row), strict=True)))
    except ValueError:  # an infinite number, which was never written here
        return ""


def _secret_hash(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT key, hex(value) FROM meta ORDER BY key")
    return sha256(canonical([tuple(row) for row in rows]).encode()).hexdigest()


def _chain_problems(connection: sqlite3.Connection) -> Iterator[Message]:
    previous = FIRST
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)}, hash FROM audit ORDER BY id")
    for expected, row in enumerate(rows, 1):
        values = tuple(row)[:-1]
        if row["id"] != expected:
            yield Message("audit row {number} is missing", number=expected)
            return
        if row["prev_hash"] != previous or row["hash"] != _hash(values):
            yield Message("audit row {number} was changed", number=expected)
            return
        previous = row["hash"]


def _row_problems(connection: sqlite3.Connection) -> Iterator[Message]:
    written: dict[str, str] = {}
    for row in connection.execute("SELECT subject, detail_json FROM audit ORDER BY id"):
        if digest := strict_json.loads(row["detail_json"]).get("sha256"):
            written[row["subject"]] = digest
    for table, columns in WATCHED.items():
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"):
            subject = f"{table} {row['id']}"
            known = written.pop(subject, None)
            if known is None:
                yield Message("{subject} is not in the audit chain", subject=subject)
            elif known != _row_hash(table, row):
                yield Message("{subject} was changed", subject=subject)
    if written.pop(_META, None) != _secret_hash(connection):
        yield Message("the secret of the pseudonyms was changed")
    for subject in written:
        yield Message("{subject} is missing", subject=subject)


def _counter_problems(connection: sqlite3.Connection) -> Iterator[Message]:
    """SQLite's own counters remember rows that were cut off the end."""
    for table in ("audit", *WATCHED):
        counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        newest = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        if (counted[0] if counted else 0) != (newest or 0):
            yield Message("the newest rows of {table} are missing", table=table)
