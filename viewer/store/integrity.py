"""Checking a store and copying it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from inference.errors import StoreError
from inference.files import PRIVATE, replacing
from inference.messages import Message
from viewer.store import audit_chain, database, schema
from viewer.store.rows import StoreReport
from viewer.store.sqlite_errors import STORE, damaged


def check(connection: sqlite3.Connection) -> StoreReport:
    """See ``Store.check``."""
    if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
        raise damaged(Message("its pages are inconsistent"))
    if schema.shape(connection) != schema.expected_shape(database.version_of(connection)):
        raise altered(Message("its tables or triggers were changed"))
    if problems := audit_chain.verify(connection):
        raise altered(problems[0])
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged(Message("its rows do not fit together"))
    return report(connection)


def backup(
    connection: sqlite3.Connection, path: Path, target: Path, step: Callable[[float], None] | None = None
) -> StoreReport:
    """See ``Store.backup``."""
    if target.resolve() == path.resolve():
        raise StoreError("A backup cannot replace the store itself.", "Choose another file.")
    with replacing(target, mode=PRIVATE) as part:
        database.copy(connection, part, step)
        with closing(database.connect(part)) as copied:
            return check(copied)


def altered(what: Message) -> StoreError:
    """The error for a store that somebody changed outside the program."""
    return StoreError(
        "{store} was changed outside the program: {what}.",
        "Put back a backup from before the change, or tell whoever keeps this store.",
        store=STORE,
        what=what,
    )


def report(connection: sqlite3.Connection) -> StoreReport:
    """How much a store holds."""

    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    number, last = audit_chain.head(connection)
    return StoreReport(
        version=database.version_of(connection),
        films=count("film"),
        predictions=count("prediction"),
        readings=count("standing_reading"),
        readers=count("reader"),
        audit_rows=number,
        audit_head=last,
    )
