"""The connections that the receiver holds: how many, how long each may wait, how much each may bring.

Where there are too many, one that has not come to an association gives way, else the one that has been
longest without a whole message: slow connections never shut others out.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from viewer.pacs.deadline import STORED_S
from viewer.pacs.ending import Line
from viewer.pacs.incoming import Incoming, bound_reads

MAX_CONNECTIONS: Final = 16
MAX_QUEUED: Final = 8
"""Messages of one association that wait for an answer; asynchronous ones were not agreed (PS3.7 D.3.3.3)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a connection may wait for what, and how much it may bring.

    Attributes:
        opening_s: from the connection to the association, a handshake of TLS with it.
        object_s: from an object's first piece to its last.
        idle_s: between two messages.
        association_bytes: of one association in all.
        under_way_bytes: of all messages that are not whole or not answered: they are held in memory.
    """

    connections: int = MAX_CONNECTIONS
    opening_s: float = 10.0
    object_s: float = STORED_S
    idle_s: float = 60.0
    association_bytes: int = 8 << 30
    under_way_bytes: int = 1 << 30


class Held(Line):
    """One connection and what it is doing."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection)
        self.key = connection.fileno()
        self.since = time.monotonic()  # when it came, or its last whole message
        self.begun: float | None = None  # when the message under way began
        self.weight = 0  # bytes of that message
        self.waiting = 0  # bytes of those that are not answered yet
        self.total = 0
        self.queued = 0
        self.stopped = False

    @property
    def established(self) -> bool:
        return self.association is not None and bool(self.association.is_established)

    def take(self, association: Any) -> None:
        """The association that begins on it."""
        self._closing.append(association.dul.socket.socket)  # of TLS, which is another object
        self.association = association

    def stop(self) -> None:
        self.stopped = True
        super().stop()

    def is_late(self, limits: Limits) -> bool:
        """Whether it has waited, or been at it, for too long."""
        now = time.monotonic()
        if self.begun is not None:
            return now - self.begun > limits.object_s
        return now - self.since > (limits.idle_s if self.established else limits.opening_s)


class Connections:
    """All of them; every method may be called from any thread and returns at once, but for :meth:`end`."""

    def __init__(
        self, incoming: Incoming, limits: Limits, heard: Callable[[], object] = lambda: None
    ) -> None:
        """Nothing is held yet; ``heard`` is called when something is refused."""
        self._incoming, self._limits, self._heard = incoming, limits, heard
        self._lock = threading.Lock()
        self._lines: list[Held] = []
        self._closed = False

    def __len__(self) -> int:
        with self._lock:
            return sum(not line.stopped for line in self._lines)

    def accepted(self, connection: socket.socket) -> None:
        """A connection came; where there are too many, another one gives way."""
        line = Held(connection)
        with self._lock:
            self._lines.append(line)
            held = [one for one in self._lines if not one.stopped]
            if self._closed:
                line.stop()
            elif len(held) > self._limits.connections:
                min(held[:-1], key=lambda one: (one.established, one.since)).stop()

    def opened(self, association: Any) -> None:
        """An association begins on a connection that was accepted."""
        line = self._line(association.dul.socket.socket.fileno())
        bound_reads(association)
        if line is not None:
            line.take(association)
            if line.stopped:
                line.stop()  # it was stopped before this one was there

    def _line(self, key: int) -> Held | None:
        with self._lock:
            found = [line for line in self._lines if line.key == key]
        return found[-1] if found else None

    def _of(self, event: Any) -> Held | None:
        with self._lock:
            return next((line for line in self._lines if line.association is event.assoc), None)

    def gone(self, key: int, connection: socket.socket) -> None:
        """A connection that came to no association; ``key`` is the descriptor that it had."""
        line = self._line(key)
        connection.close()
        if line is not None:
            with self._lock:
                self._lines.remove(line)
            line.end()

    def established(self, event: Any) -> None:
        if (line := self._of(event)) is not None:
            line.since = time.monotonic()
        if not event.assoc.accepted_contexts:
            self._incoming.turn_away()
            self._heard()

    def received(self, event: Any) -> None:
        """One PDU came."""
        line = self._of(event)
        if line is None:
            return
        line.total += event.pdu.pdu_length
        if type(event.pdu).__name__ == "P_DATA_TF":
            line.begun = line.begun or time.monotonic()
            line.weight += event.pdu.pdu_length
        if line.weight + line.waiting > self._incoming.max_object and not line.stopped:
            self._incoming.cut()
            line.stop()
            self._heard()
        if line.total > self._limits.association_bytes:
            line.stop()
        with self._lock:
            held = [one for one in self._lines if not one.stopped]
            if sum(one.weight + one.waiting for one in held) > self._limits.under_way_bytes:
                max(held, key=lambda one: one.weight + one.waiting).stop()

    def whole(self, event: Any) -> None:
        """A message is whole."""
        line = self._of(event)
        if line is None:
            return
        with self._lock:
            line.waiting, line.weight = line.waiting + line.weight, 0
            line.since, line.begun = time.monotonic(), None
            line.queued += 1
        if line.queued > MAX_QUEUED:  # it does not wait for answers
            line.stop()

    def answered(self, event: Any) -> None:
        """A message was answered."""
        line = self._of(event)
        if line is None:
            return
        with self._lock:
            line.since = time.monotonic()
            line.queued -= 1
            line.waiting = line.waiting if line.queued > 0 else 0

    def sweep(self) -> None:
        """Stop what is late or broke off; forget what has ended."""
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            broken = line.association is not None and _has_ended(line.association.dul)
            if not line.stopped and (broken or line.is_late(self._limits)):
                line.stop()
            if line.is_over:
                line.end()
                with self._lock:
                    self._lines.remove(line)

    def close(self) -> None:
        """Stop all, and every one that still comes."""
        with self._lock:
            self._closed, lines = True, list(self._lines)
        for line in lines:
            line.stop()

    def end(self) -> None:
        """Wait for the threads of all."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            line.end()


def _has_ended(thread: threading.Thread) -> bool:
    return thread.ident is not None and not thread.is_alive()
