"""Opening a store file: look first, then connect, then bring it to the newest schema.

A file that is damaged, foreign or newer than this program is refused before anything is written to it.
``PRAGMA user_version`` counts the numbered steps in ``migrations``; ``application_id`` marks the file.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from inference.errors import StoreError
from inference.files import PRIVATE, creating, replacing
from inference.messages import Message
from viewer.store import audit_chain, schema
from viewer.store.sqlite_errors import STORE, damaged, is_busy, is_readonly, stated

APPLICATION_ID: Final = 0x53484E54  # "SHNT"
BUSY_SECONDS: Final = 5.0
_MAGIC: Final = b"SQLite format 3\0"
_T = TypeVar("_T")


def open_store(path: Path, now: Callable[[], str], busy_seconds: float) -> sqlite3.Connection:
    """A connection to the store at ``path``, created or migrated as needed; ``now`` says the time.

    Raises:
        StoreError: damaged, foreign, newer, busy or unreachable; the file is then unchanged.
    """
    if sqlite3.sqlite_version_info < (3, 38):
        raise StoreError(
            "SQLite {sqlite_version} is too old for the store of readings.",
            "Use a Python whose SQLite is 3.38 or newer.",
            sqlite_version=sqlite3.sqlite_version,
        )
    with stated():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _create(path, now, busy_seconds)
        _inspect(path, busy_seconds)
        connection = connect(path, busy_seconds)
        try:
            _patiently(lambda: _prepare(connection, path, now), busy_seconds)
        except BaseException:
            connection.close()
            raise
        return connection


def _create(path: Path, now: Callable[[], str], busy_seconds: float) -> None:
    """Make a new store, where no other process makes one meanwhile."""
    with creating(path) as part, closing(connect(part, busy_seconds)) as connection:
        _prepare(connection, part, now)
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, all of it on the disk


def _inspect(path: Path, busy_seconds: float) -> None:
    """Refuse what this program must not touch: another program's file, a newer Shenton's, a damaged one."""
    if not path.stat().st_size:
        raise _emptied(path)
    if look(path):
        _make_private(path)
    _probe(path, busy_seconds)


def _emptied(path: Path) -> StoreError:
    """The error for a file of 0 bytes: a disk or a copy lost what was in it."""
    near = (*path.parent.glob(f"{path.name}.v*.bak"), *path.parent.glob(f"{path.stem}.before-restore-*"))
    kept = max((place for place in near if place.stat().st_size), key=_changed_at, default=None)
    empty = "{store} is empty (0 bytes): what was in it is lost there; it was left as it is."
    if kept is None:
        return StoreError(
            empty,
            "Put back a backup, in the store's window or with “shenton store restore FILE”; to begin anew, "
            "move the empty file away.",
            store=STORE,
        )
    return StoreError(
        empty,
        "Put back a backup ({file}, beside it), in the store's window or with “shenton store restore FILE”; "
        "to begin anew, move the empty file away.",
        store=STORE,
        file=kept.name,
    )


def _changed_at(place: Path) -> float:
    return place.stat().st_mtime


def look(path: Path) -> bool:
    """Whether the file's first bytes are marked as a store of a version that is known here.

    Raises:
        StoreError: no database, another program's, or a newer store.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise damaged(Message("it is not a database"))
    application = int.from_bytes(head[68:72], "big")
    _check_marks(application, int.from_bytes(head[60:64], "big"), tables=0)
    return application == APPLICATION_ID


def _make_private(path: Path) -> None:
    """Owner-only rights, before SQLite gives its side files those of the file."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(FileNotFoundError, PermissionError):  # another owner's file stays as that owner wants
            path.with_name(name).chmod(0o600)


def _probe(path: Path, busy_seconds: float) -> None:
    """Read what lies in the pages and in the log beside them, through a connection that cannot write."""
    try:
        with closing(connect(path, busy_seconds, mode="ro")) as probe:
            probe.execute("BEGIN")  # one moment's state, whatever another process does
            _check_marks(*_marks(probe))
            _check_pages(probe)
    except sqlite3.OperationalError as error:
        if not is_readonly(error):  # a crash left a journal that only a writing connection can roll back
            raise


def _check_pages(probe: sqlite3.Connection) -> None:
    if [str(row[0]) for row in probe.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise damaged(Message("its pages are inconsistent"))
    expected = schema.expected_shape(version_of(probe))
    if schema.without_triggers(schema.shape(probe)) != schema.without_triggers(expected):
        raise damaged(Message("its tables are not what they were"))


def _marks(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Application id, schema version, number of tables."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchone()[0]
    return application, version_of(connection), tables


def _check_marks(application: int, version: int, tables: int) -> None:
    if application != APPLICATION_ID and (application or version or tables):
        raise StoreError(
            "This file is not a Shenton store of readings; it was left as it is.",
            "Move it away, or start with another --home folder.",
        )
    if version > (known := len(schema.steps())):
        raise StoreError(
            "The store is of version {version}, this program knows {known}; it was left as it is.",
            "Use the newer Shenton that wrote it.",
            version=version,
            known=known,
        )


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open store."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def secret_of(connection: sqlite3.Connection) -> bytes:
    """The secret behind the store's pseudonyms."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'secret'").fetchone()
    if row is None:
        raise damaged(Message("its secret is missing"))
    return bytes(row[0])


def connect(path: Path, busy_seconds: float = BUSY_SECONDS, mode: str = "rw") -> sqlite3.Connection:
    """A bare connection to an existing file."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=busy_seconds)
    connection.row_factory = sqlite3.Row
    connection.text_factory = _text
    return connection


def _text(data: bytes) -> str:
    """Damaged text comes through, for the audit chain to find."""
    return data.decode("utf8", "surrogateescape")


def _prepare(connection: sqlite3.Connection, path: Path, now: Callable[[], str]) -> None:
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreError(
            "This folder cannot hold the store of readings (its file system lacks shared memory).",
            "Choose a folder on a local disk with --home.",
        )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive's cache
    connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE must fire the append-only triggers
    connection.create_function("os_random", 1, os.urandom)
    _migrate(connection, path, now)
    connection.execute("PRAGMA foreign_keys = ON")


def _patiently(action: Callable[[], _T], seconds: float) -> _T:
    """Repeat while another process creates or migrates: SQLite gives up at once on some of these locks."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= deadline:
                raise
            time.sleep(0.02)


def _migrate(connection: sqlite3.Connection, path: Path, now: Callable[[], str]) -> None:
    """Run the steps that the store lacks, one exclusive transaction each; copy the file first."""
    known = schema.steps()
    have = version_of(connection)
    if have >= len(known):
        return
    if have:
        _keep_version(connection, path, have)
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may rebuild a table
    for number, sql in enumerate(known, 1):
        with transaction(connection, "EXCLUSIVE"):
            if version_of(connection) < number:  # another process may have been faster
                _run_step(connection, number, sql, now())
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the header in the main file now names the version


def _run_step(connection: sqlite3.Connection, number: int, sql: str, now: str) -> None:
    for statement in schema.statements(sql):
        connection.execute(statement)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged(Message("its rows do not fit together"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")
    if number == 1:
        audit_chain.append_secret(connection, at=now)
    else:
        about = {"action": "schema step", "subject": f"version {number}"}
        audit_chain.append(connection, at=now, actor="store", **about, detail={})


def _keep_version(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Keep the store as it is beside itself, ``NAME.v1.bak`` (or ``.v1-2.bak`` where that exists)."""
    names = (f"{path.name}.v{version}{suffix}.bak" for suffix in ["", *(f"-{n}" for n in range(2, 1000))])
    target = next(place for name in names if not (place := path.with_name(name)).exists())
    with suppress(_OvertakenError), creating(target) as part:  # a copy that another process keeps stays
        copy(connection, part)
        if version_of(connection) != version:  # another process migrated first, and has kept its own copy
            raise _OvertakenError


class _OvertakenError(Exception):
    """Another process has migrated the store meanwhile."""


def copy(connection: sqlite3.Connection, target: Path, step: Callable[[float], None] | None = None) -> Path:
    """A consistent single-file copy of an open store, owner-only, on the disk when this returns.

    ``step`` hears how far it is, 0..1; what it raises ends the copy.
    """
    with (
        replacing(target, mode=PRIVATE) as part,
        closing(sqlite3.connect(part, isolation_level=None)) as other,
    ):
        if step is None:
            connection.backup(other)
        else:
            connection.backup(other, pages=256, progress=_progress(step), sleep=0.01)
        other.execute("PRAGMA journal_mode = DELETE")
    return target


def _progress(step: Callable[[float], None]) -> Callable[[int, int, int], None]:
    return lambda _status, left, total: step(1 - left / max(1, total))


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All or nothing; when this returns, what was written is on the disk."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has already rolled back
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
