"""Other stores' files: opened as a checked copy, and put in the place of this one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from inference.errors import StoreError
from inference.files import put_in_place, to_disk
from inference.messages import Message
from viewer.store import anchor, audit_chain, database, integrity
from viewer.store.sqlite_errors import OTHER, primary, stated


class OpenStore(Protocol):
    """What is needed of an open store here; :class:`viewer.store.store.Store` has it."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The store's own."""

    def writing(self) -> AbstractContextManager[str]:
        """One transaction, on the disk at the end; gives the time."""


Opener = Callable[[Path], AbstractContextManager[OpenStore]]
"""Opens the store at a path, brings it to this version, and closes it at the end."""


@contextmanager
def opened_copy(
    source: Path, folder: Path, opener: Opener, step: Callable[[float], None]
) -> Iterator[OpenStore]:
    """A private copy of the store at ``source``, brought to this version and checked; gone at the end.

    The original is only read, also while another program has it open.

    Raises:
        StoreError: it is no store, newer, damaged, or was altered outside the program.
    """
    with stated():
        scratch = Path(tempfile.mkdtemp(prefix=".incoming-", dir=folder))
    try:
        with _of_the_other(), stated():
            copied = _copied(source, scratch / source.name, step)
            with opener(copied) as other:
                with database.transaction(other.connection, "DEFERRED"):
                    integrity.check(other.connection)
                yield other
    finally:
        anchor.forget(scratch / source.name)
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _of_the_other() -> Iterator[None]:
    """Say that a fault is the other store's."""
    try:
        yield
    except StoreError as error:
        if "store" not in error.message.values:
            raise
        raise StoreError(
            Message(error.message, store=OTHER), "Get that file again from where it came from."
        ) from error


def look(path: Path, source: Path) -> None:
    """A short look at what is to be put in the place of the store at ``path``, before anybody is asked.

    Raises:
        StoreError: there is no file, it is the store itself, no store of this program, or of a newer one.
    """
    with stated():
        if path.exists() and source.resolve() == path.resolve():
            raise StoreError("This is the store that is in use.", "Choose a backup of it.")
    with _of_the_other(), stated():
        _look_at(source)


def _look_at(source: Path) -> None:
    if not source.is_file():
        raise StoreError("There is no file in this place.", "Choose a backup or another store's file.")
    database.look(source)


def _copied(source: Path, target: Path, step: Callable[[float], None]) -> Path:
    _look_at(source)
    with closing(database.connect(source, mode="ro")) as original:
        copied = database.copy(original, target, step)
    if not database.look(copied):  # the copy has no log beside it that could hold the marks
        raise StoreError(
            "This file is an empty database, no store of readings.",
            "Choose a backup or another store's file.",
        )
    return copied


def restore(
    path: Path,
    source: Path,
    opener: Opener,
    now: Callable[[], str],
    step: Callable[[float], None],
    ask: Callable[[], None] = lambda: None,
) -> Path | None:
    """Put the store at ``source`` in the place of the one at ``path``, which is kept beside it.

    Nobody may have the store at ``path`` open.  Its place is never empty: a crash leaves the old one or the
    new one.

    Args:
        ask: called once ``source`` was copied and checked; raises a StoreError to stop.

    Returns:
        Where the old store was kept; None when there was none.

    Raises:
        StoreError: the source is refused, it was not agreed to, or the old store is in use; nothing has
            changed then.
    """
    look(path, source)
    with stated():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.restored")
    try:
        with opened_copy(source, path.parent, opener, step) as other, stated():
            ask()
            _note(other, "store restored", {"audit_head": audit_chain.head(other.connection)[1]})
            database.copy(other.connection, part)
        with stated():
            kept = _keep(path, now())
            anchor.forget(path)  # another store lies here from now on, and that is meant
            put_in_place(part, path)
        return kept
    finally:
        part.unlink(missing_ok=True)


def _note(store: OpenStore, action: str, detail: dict[str, object]) -> None:
    """Write into the audit chain what was done with the store as a whole."""
    with store.writing() as now:
        audit_chain.append(
            store.connection, at=now, actor="store", action=action, subject="store", detail=detail
        )


def _keep(path: Path, now: str) -> Path | None:
    """A second name for the old store; its log is folded into it first, which shows whether it is in use."""
    if not path.exists():
        return None
    kept = _free_name(path, now)
    try:
        with closing(database.connect(path, database.BUSY_SECONDS)) as old:
            alone = old.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and primary(error) in (5, 6):
            raise _in_use() from error
        _keep_log(path, kept)  # damaged: that is why it is replaced
        alone = True
    if not alone:
        raise _in_use()
    with suppress(OSError):
        os.link(path, kept)
        return kept
    shutil.copy2(path, kept)  # a file system without second names
    to_disk(kept)
    return kept


def _keep_log(path: Path, kept: Path) -> None:
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).replace(kept.with_name(kept.name + suffix))


def _free_name(path: Path, now: str) -> Path:
    """``NAME.before-restore-20261122-174500.sqlite``, numbered where that exists."""
    moment = datetime.fromisoformat(now).strftime("%Y%m%d-%H%M%S")
    names = (
        f"{path.stem}.before-restore-{moment}{n}{path.suffix}"
        for n in ["", *(f"-{k}" for k in range(2, 1000))]
    )
    return next(place for name in names if not (place := path.with_name(name)).exists())


def _in_use() -> StoreError:
    return StoreError(
        "The store of readings is in use by another program.",
        "Close other Shenton windows and try again; nothing was changed.",
    )
