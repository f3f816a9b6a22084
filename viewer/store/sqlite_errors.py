"""What SQLite says, in words for the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from inference.errors import StoreError
from inference.messages import NOTHING, Message, system_reason

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

STORE: Final = Message("The store of readings")
OTHER: Final = Message("The other store")
_SAYINGS: Final = {
    _BUSY: (
        Message("{store} is in use by another program.", store=STORE),
        Message("Close other Shenton windows and try again; nothing was saved this time."),
    ),
    _READONLY: (
        Message("{store} cannot be written.", store=STORE),
        Message("Check that you own the file and that its disk is not read-only."),
    ),
    _IOERR: (
        Message("The disk reported an error under the store of readings; nothing was saved this time."),
        Message("Check the disk and its free space, then try again."),
    ),
    _CORRUPT: (
        Message("{store} is damaged; it was left as it is.", store=STORE),
        Message("Put back a backup, and keep the damaged file for recovery."),
    ),
    _FULL: (
        Message("The disk is full; nothing was saved this time."),
        Message("Free some space and try again."),
    ),
    _CANTOPEN: (
        Message("{store} could not be opened.", store=STORE),
        Message("Check that its folder exists and that you may write there."),
    ),
}
_SAYINGS[_LOCKED], _SAYINGS[_NOTADB] = _SAYINGS[_BUSY], _SAYINGS[_CORRUPT]


def primary(error: sqlite3.Error) -> int:
    """SQLite's primary result code, or 0 where the error comes from the Python layer."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection was in the way."""
    return primary(error) in (_BUSY, _LOCKED)


def is_readonly(error: sqlite3.Error) -> bool:
    """Whether the connection lacks the right to write (also: to roll back another's crash)."""
    return primary(error) == _READONLY


def damaged(detail: Message = NOTHING) -> StoreError:
    """The error for a store whose file or rows are not what they were."""
    message, hint = _SAYINGS[_CORRUPT]
    if not detail:
        return StoreError(message, hint)
    return StoreError(
        "{store} is damaged; it was left as it is ({detail}).", hint, store=STORE, detail=detail
    )


@contextmanager
def stated() -> Iterator[None]:
    """Turn what can go wrong outside the program into a StoreError; bugs pass unchanged.

    Raises:
        StoreError: busy, full, damaged, read-only or unreachable store.
    """
    try:
        yield
    except sqlite3.Error as error:
        saying = _SAYINGS.get(primary(error))
        if saying is None:
            raise
        raise StoreError(*saying) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged bytes in its message
        raise damaged() from error
    except OSError as error:
        raise StoreError(
            "{store} could not be reached ({reason}).",
            "Check its folder and the free space on its disk.",
            store=STORE,
            reason=system_reason(error),
        ) from error
