"""Output that nobody reads any more (``shenton … | head`` ends quietly) or that finds no room."""

from __future__ import annotations

import errno
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from inference.errors import ShentonError
from inference.messages import system_reason

CLOSED: Final = 141
"""Exit status of a program whose reader went away: 128 and the number of SIGPIPE, as shells count."""
_NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC))


def quietly(run: Callable[[], int]) -> int:
    """The exit status of ``run``; :data:`CLOSED` where its standard output was closed before it ended.

    Where there is no standard output at all, what is written goes nowhere.

    Raises:
        BrokenPipeError: another pipe than standard output broke.
        ShentonError: the output found no room.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf8")  # noqa: SIM115 - open until the end
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        if not _closed():
            raise
        return CLOSED
    except OSError as error:
        if error.filename is not None or error.errno not in _NO_ROOM:
            raise
        _to_nowhere(sys.stdout.fileno())
        raise ShentonError(
            "The output could not be written ({reason}).",
            "Make room, or write it to another place.",
            reason=system_reason(error),
        ) from error
    return status


def _closed() -> bool:
    """Whether nobody reads standard output any more; then what is left to write goes nowhere."""
    try:
        out = sys.stdout.fileno()
    except (OSError, ValueError):
        return False
    if hasattr(select, "poll"):
        asked = select.poll()
        asked.register(out, select.POLLOUT)
        if not any(event & (select.POLLERR | select.POLLHUP) for _, event in asked.poll(0)):
            return False
    _to_nowhere(out)
    return True


def _to_nowhere(out: int) -> None:
    """What is still to be written there is let go, or Python would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out)
    os.close(nowhere)
