"""Output that nobody reads any more: ``shenton … | head`` ends quietly."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from typing import Final

CLOSED: Final = 141
"""Exit status of a program whose reader went away: 128 and the number of SIGPIPE, as shells count."""


def quietly(run: Callable[[], int]) -> int:
    """The exit status of ``run``; :data:`CLOSED` where its standard output was closed before it ended.

    Raises:
        BrokenPipeError: another pipe than standard output broke.
    """
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        if not _closed():
            raise
        return CLOSED
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
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out)
    os.close(nowhere)
    return True
