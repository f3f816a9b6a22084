"""An end for every request: when the time is over, its connections are shut, whoever waits on them.

Time limits of a socket hold for one read; a peer that drips a byte now and then meets them for ever.  The
user's Stop ends a request the same way, after a moment for a polite end.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Final

STORED_S: Final = 120.0
"""For one object to come or go; a film of 30 MB over the slowest line that is worth it (250 kB/s)."""
GRACE_S: Final = 3.0
"""From the user's Stop until the connection is shut."""


class Deadline:
    """Shuts the connections that it watches after ``seconds``, unless renewed, or after the user's Stop.

    Args:
        stop: set by the user.
        grace_s: from then on.

    Attributes:
        late: whether the time was over.
        stopped: whether the user ended it.
        on_stop: called once when the user does, on the deadline's thread: what asks the other side to end.
    """

    def __init__(self, seconds: float, stop: threading.Event | None = None, grace_s: float = GRACE_S) -> None:
        self.late = self.stopped = False
        self.on_stop: Callable[[], object] = lambda: None
        self._stop, self._grace_s = stop, grace_s
        self._end = time.monotonic() + seconds
        self._watched: list[socket.socket] = []
        self._lock, self._over = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="shenton-deadline", daemon=True)

    def __enter__(self) -> Deadline:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        with self._lock:
            for own in self._watched:
                own.close()
            self._watched = []

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, self._end - time.monotonic())

    def renew(self, seconds: float) -> None:
        """Begin anew: there was progress.  What the user stopped goes on no longer than it may."""
        if not self.stopped:
            self._end = time.monotonic() + seconds

    def wind_up(self) -> None:
        """End what goes on: ask the other side, and shut the connection a moment later."""
        with self._lock:
            first, self.stopped = not self.stopped, True
        if first:
            self._end = min(self._end, time.monotonic() + self._grace_s)
            self.on_stop()

    def last(self, seconds: float) -> None:
        """Nothing is asked any more: so long for a polite end."""
        self._end = time.monotonic() + seconds

    def watch(self, connection: Any) -> None:
        """Shut this connection at the end, by a descriptor of our own: TLS takes the first one over."""
        if connection is None or connection.fileno() < 0:
            return
        own = socket.fromfd(connection.fileno(), connection.family, connection.type)
        with self._lock:
            self._watched.append(own)
            if self.late:
                _shut(own)

    def cut(self) -> None:
        """Shut what is watched now."""
        with self._lock:
            for own in self._watched:
                _shut(own)

    def _run(self) -> None:
        while not self._over.wait(min(0.25, self.left + 0.01)):
            if self._stop is not None and self._stop.is_set():
                self.wind_up()
            if self.left <= 0:
                self.late = True
                self.cut()
                return


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        connection.shutdown(socket.SHUT_RDWR)
