"""What ``shenton pacs`` says: counts, reasons, how far it is; never a name, UIDs only where asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.app.pacs_client import Sent
    from viewer.pacs.queries import Failure


def objects(count: int) -> str:
    """So many objects."""
    return f"{count} object{'' if count == 1 else 's'}"


def tell_failures(failures: Sequence[Failure], *, shown: bool) -> None:
    """Each reason with how many it holds for, and which."""
    from viewer.pacs.queries import by_reason

    for why, uids in by_reason(failures).items():
        say(f"{objects(len(uids))}: {why}")
        for uid in uids if shown else ():
            say(f"  {uid or 'without a UID'}")
    if failures and not shown:
        say("Their UIDs are shown with --identifiers.")


def tell_sent(sent: Sent, where: str, *, shown: bool) -> int:
    """What went, what did not and why; the exit status."""
    if sent.failed:
        why = sent.why.rstrip(".")
        say(f"{objects(sent.done)} sent to {where}, {sent.failed} not taken: {why}.")
    else:
        say(f"{objects(sent.done)} sent to {where}.")
    if sent.note:
        say(sent.note)
    tell_failures(sent.failures, shown=shown)
    for reason in sent.left_out:
        say(f"left out: {reason}")
    return 0 if sent.done and not sent.failed and not sent.left_out else 1


class Line:
    """How far it is, on a terminal only."""

    def __init__(self, what: str) -> None:
        self._what, self._live, self._open = what, sys.stderr.isatty(), False

    def step(self, done: int, total: int) -> bool:
        if self._live and total:
            print(f"{self._what}: {done} of {total}   ", end="\r", file=sys.stderr)
            self._open = True
        return True

    def end(self) -> None:
        if self._open:
            print(file=sys.stderr)


def say(words: str) -> None:
    """One line on stderr."""
    print(f"shenton: {words}", file=sys.stderr)
