"""A reader's record: every event of the sittings, append-only and chained by hash.

One SQLite file in the folder of an opened study pack; an event is on the disk before the screen says so.
What happened is told by the events alone; a sitting is replayed from them, so a crash loses nothing that was
confirmed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from inference import strict_json
from inference.errors import StudyError
from inference.files import PRIVATE, creating, write_whole
from inference.hash_chain import FIRST, canonical, digest
from inference.messages import Message, system_reason

APPLICATION_ID: Final = 0x53485244  # "SHRD"
_COLUMNS: Final = ("number", "at", "kind", "data_json", "prev_hash")
_SCHEMA: Final = """
CREATE TABLE event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  data_json TEXT NOT NULL CHECK (json_valid(data_json)),
  prev_hash TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``hash`` covers all other fields."""

    number: int
    at: str
    kind: str
    data: Mapping[str, object]
    prev_hash: str
    hash: str


def made(number: int, at: str, kind: str, data: Mapping[str, object], prev_hash: str) -> Event:
    """A new event with its hash."""
    return Event(
        number, at, kind, data, prev_hash, _hash((number, at, kind, canonical(dict(data)), prev_hash))
    )


def _hash(values: tuple[object, ...]) -> str:
    return digest(dict(zip(_COLUMNS, values, strict=True)))


def chain_problem(events: Iterable[Event]) -> Message:
    """What is wrong with a chain of events, empty when all is as it was written."""
    previous, expected = FIRST, 1
    for event in events:
        if event.number != expected:
            return Message("event {number} is missing", number=expected)
        if event.prev_hash != previous or event.hash != _hash_again(event, previous):
            return Message("event {number} was changed", number=expected)
        previous, expected = event.hash, expected + 1
    return Message()


def _hash_again(event: Event, previous: str) -> str:
    """The hash that an event must have; empty where its data are nothing that is written here."""
    data: object = event.data  # a file may hold anything
    if not isinstance(data, Mapping):
        return ""
    try:
        return made(event.number, event.at, event.kind, data, previous).hash
    except (TypeError, ValueError):  # also a number that is not finite
        return ""


class Record:
    """The record in a file, made when missing.

    Raises:
        StudyError: the file is no record, is empty, damaged or cannot be reached, or its chain is broken.
    """

    def __init__(self, path: Path) -> None:
        with _stated():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                _create(path)
            elif not path.stat().st_size:
                raise _emptied()
            self._connection = _connect(path)
            try:
                self._prepare()
                self._events = list(self._read())
            except BaseException:
                self._connection.close()
                raise
        if problem := chain_problem(self._events):
            self.close()
            raise StudyError(
                "The answers of this sitting were changed outside the program: {problem}.",
                "Tell whoever runs the study; nothing was written.",
                problem=problem,
            )

    def _prepare(self) -> None:
        run = self._connection.execute
        if run("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StudyError("This file holds no answers of a sitting.", "Open the study pack again.")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive's cache
        run("PRAGMA recursive_triggers = ON")  # REPLACE must fire the append-only triggers

    def _read(self) -> Iterator[Event]:
        for row in self._connection.execute(
            "SELECT number, at, kind, data_json, prev_hash, hash FROM event ORDER BY number"
        ):
            yield Event(row[0], row[1], row[2], strict_json.loads(row[3]), row[4], row[5])

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self._events)

    @property
    def head(self) -> str:
        """Hash of the newest event."""
        return self._events[-1].hash if self._events else FIRST

    def append(self, at: str, kind: str, data: Mapping[str, object]) -> Event:
        """Write one event; it is on the disk when this returns.

        Raises:
            StudyError: the disk refuses, or another window has written since.
        """
        event = made(len(self._events) + 1, at, kind, data, self.head)
        values = (event.number, at, kind, canonical(dict(data)), event.prev_hash, event.hash)
        with _stated():
            try:
                self._connection.execute(
                    f"INSERT INTO event ({', '.join(_COLUMNS)}, hash) VALUES (?, ?, ?, ?, ?, ?)", values
                )
            except sqlite3.IntegrityError as error:
                raise StudyError(
                    "This sitting goes on in another window.", "Close this one; nothing was written."
                ) from error
        self._events.append(event)
        return event

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)


def _create(path: Path) -> None:
    """Make a new record, where no other process makes one meanwhile.

    Raises:
        StudyError: the journal of a record lies there, whose file is gone.
    """
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:  # SQLite would play it into the new file
        raise _emptied()
    with creating(path) as part, closing(_connect(part)) as connection:
        connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA application_id = {APPLICATION_ID};COMMIT;")


class Begun:
    """The note that a record was begun, kept apart from it: a record that is lost is no new one.

    Args:
        record: the file of the record.
        note: the file of the note.
    """

    def __init__(self, record: Path, note: Path) -> None:
        self._record, self._note = record, note

    def need(self, *, empty: bool = False) -> None:
        """Refuse to begin anew what was begun.

        Args:
            empty: the file of the record is there and holds no event.

        Raises:
            StudyError: the record is gone, and the note is there.
        """
        with _stated():
            lost = (empty or not self._record.exists()) and self._note.exists()
        if lost:
            raise StudyError(
                "This sitting was begun here, and its file of answers is gone: what was answered is lost.",
                "Put {record} back from a backup into its folder; where there is none, tell whoever runs the "
                "study before you move {note} away, which begins anew.",
                record=self._record.name,
                note=self._note.name,
            )

    def write(self) -> None:
        """Note it, on the disk when this returns.

        Raises:
            StudyError: the disk refuses.
        """
        with _stated():
            if not self._note.exists():
                write_whole(self._note, self._words(), mode=PRIVATE)

    def keep_up(self, newest: Event) -> None:
        """Note the newest event: an older copy of the record is known by it; a full disk stops no answer."""
        with suppress(OSError):
            write_whole(self._note, f"{self._words()}{newest.number} {newest.hash}\n", mode=PRIVATE)

    def _words(self) -> str:
        return f"{self._record.name} was begun.\n"

    def is_followed_by(self, events: Sequence[Event]) -> bool:
        """Whether ``events`` hold the one that was noted last; True where none was, by an older version."""
        try:
            found = re.search(r"^(\d{1,9}) ([0-9a-f]{64})$", self._note.read_text("utf8"), re.MULTILINE)
        except (OSError, ValueError):
            return True
        if found is None:
            return True
        number = int(found[1])
        return 0 < number <= len(events) and events[number - 1].hash == found[2]


def _emptied() -> StudyError:
    return StudyError(
        "The file of answers is damaged: it is empty (0 bytes) or gone, and what was in it is lost there.",
        "Put its backup back; where there is none, tell whoever runs the study before you move what is left "
        "of it away and begin anew.",
    )


@contextmanager
def _stated() -> Iterator[None]:
    """Turn what the disk or another program does into a StudyError."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except (sqlite3.DatabaseError, ValueError, RecursionError) as error:
        raise StudyError(
            "The file of answers is damaged, full or in use; nothing was saved this time.",
            "Check the disk and its free space, close other windows, and try again.",
        ) from error
    except OSError as error:
        raise StudyError(
            "The file of answers could not be reached ({reason}).",
            "Check its folder and the free space on its disk.",
            reason=system_reason(error),
        ) from error
