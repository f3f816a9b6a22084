"""An end for every request: when the time is over, its connections are shut, whoever waits on them.

Time limits of a socket hold for one read; a peer that drips a byte now and then meets them for ever.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Final

STORED_S: Final = 120.0
"""For one object to come or go; a film of 30 MB over the slowest line that is worth it (250 kB/s)."""


class Deadline:
    """Shuts the connections that it watches after ``seconds``, unless renewed.

    Attributes:
        late: whether the time was over.
    """

    def __init__(self, seconds: float) -> None:
        self.late = False
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
        """Begin anew: there was progress."""
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
            if self.left <= 0:
                self.late = True
                self.cut()
                return


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        connection.shutdown(socket.SHUT_RDWR)
