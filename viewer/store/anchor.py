"""The newest step of a store's audit chain, noted outside the store.

A chain cannot show that its own end was cut off, nor that the whole of it was written anew.  Its newest row
is therefore noted in a small file, one for each store by where it lies: a store whose rows do not lead to
that note was changed, cut short or replaced outside the program.  The note on the user's store lies in the
user's configuration folder; that on a store which a command made for itself lies with that store.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from inference import paths, strict_json
from inference.files import put_in_place
from inference.messages import Message
from viewer.store import audit_chain

log = logging.getLogger(__name__)


class Anchor(NamedTuple):
    """What is noted of a store: which one it is, how many steps its chain has, and the newest one's hash."""

    store_uid: str
    rows: int
    head: str


UNREADABLE = Anchor("", -1, "")
"""A note that is there and says nothing."""


def place(store: Path) -> Path:
    """Where the note on the store at ``store`` lies."""
    name = sha256(str(store.resolve()).encode("utf8", "surrogateescape")).hexdigest()[:32]
    return _folder(store.resolve()) / "store-heads" / f"{name}.json"


def _folder(store: Path) -> Path:
    """Where notes on a store belong: in the configuration of the home whose store it is, else beside it."""
    homes = (paths.find(), paths.find(store.parent.parent))
    return next((home.config for home in homes if home.store.resolve() == store), store.parent)


def read(note: Path) -> Anchor | None:
    """What was noted; None where nothing was, :data:`UNREADABLE` where it cannot be read."""
    try:
        data = strict_json.loads(note.read_text("utf8"))
        return Anchor(str(data["store_uid"]), int(data["rows"]), str(data["head"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE


def write(note: Path, anchor: Anchor) -> None:
    """Note it, on the disk when this returns.

    Raises:
        OSError: the disk refused.
    """
    note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(
        prefix=f".{note.name}-", dir=note.parent
    )  # two windows may write at once
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf8") as file:
            json.dump(anchor._asdict(), file)
        put_in_place(part, note)
    finally:
        part.unlink(missing_ok=True)


def forget(store: Path) -> None:
    """Another store was put in the place of this one on purpose."""
    place(store).unlink(missing_ok=True)


def newest(connection: sqlite3.Connection) -> Anchor:
    """What is to be noted now."""
    row = connection.execute("SELECT hex(value) FROM meta WHERE key = 'store_uid'").fetchone()
    return Anchor(str(row[0]) if row else "", *audit_chain.head(connection))


def problem(connection: sqlite3.Connection, noted: Anchor) -> Message:
    """How the store differs from what was noted of it; empty where its rows lead there."""
    if noted == UNREADABLE:
        return Message("the note of its newest step, kept outside the store, cannot be read")
    now = newest(connection)
    if now.store_uid != noted.store_uid:
        return Message("another store lies in its place; steps in the one before: {rows}", rows=noted.rows)
    if not noted.rows:
        return Message("")
    row = connection.execute("SELECT hash FROM audit WHERE id = ?", (noted.rows,)).fetchone()
    if row is None:
        return Message(
            "its newest steps are missing: it had {rows}, it has {now}", rows=noted.rows, now=now.rows
        )
    if row[0] == noted.head:
        return Message("")
    return Message("audit row {row} is not the one that was noted", row=noted.rows)


class Watch:
    """Follows one open store; belongs to its thread.

    Attributes:
        changed: how the store differs from what was noted of it; empty where it does not.
    """

    def __init__(self, connection: sqlite3.Connection, store: Path) -> None:
        self._db, self._note = connection, place(store)
        self._noted = read(self._note)
        self.changed = Message("")
        self.compare()
        if self._noted is None:
            self.note()

    def compare(self) -> None:
        """Look whether the rows still lead to what was noted."""
        if self._noted is not None and not self.changed:
            self.changed = problem(self._db, self._noted)

    def keep_up(self) -> None:
        """Note the newest step, unless that would write over what shows a change."""
        if not self.changed:
            self.note()

    def note(self) -> None:
        """The store as it is now is what is expected of it from now on."""
        now = newest(self._db)
        if now != self._noted:
            try:
                write(self._note, now)
            except OSError as error:  # what was to be saved is saved; an older note still holds for its rows
                log.warning("the newest step of the store was not noted: %s", error.strerror)
                return
        self._noted, self.changed = now, Message("")
