"""An association ends for good: its connection is shut, both of its threads are joined, its socket is closed.

pynetdicom leaves the socket of a connection that broke off to the garbage collector; until then the other
side waits, and so do threads that write to it or read from it.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any, Final

JOIN_S: Final = 5.0
"""For threads to come to their end once nothing holds them."""


class Line:
    """An association and its connection, from the moment that there is one.

    Args:
        association: pynetdicom's, whose socket is made.
    """

    def __init__(self, association: Any) -> None:
        self.association = association
        connection = association.dul.socket.socket
        self._closing = [connection]
        self._own = socket.fromfd(connection.fileno(), connection.family, connection.type)

    @property
    def is_over(self) -> bool:
        """Whether the connection broke off; not before both threads were at work."""
        return self.association.dul.ident is not None and not self.association.dul.is_alive()

    def shut(self) -> None:
        """Shut the connection, whoever waits on it; by a descriptor of our own: TLS takes over the first."""
        with suppress(OSError):  # the other side was quicker
            self._own.shutdown(socket.SHUT_RDWR)

    def release(self, seconds: float) -> None:
        """End politely where that can be done in time, and for good in any case."""
        asking = threading.Thread(
            target=self.association.release, name="shenton-release", daemon=True
        )  # it waits for the other threads without a limit
        asking.start()
        asking.join(seconds)
        self.end()
        asking.join(JOIN_S)

    def end(self, seconds: float = JOIN_S) -> bool:
        """Shut the connection, end both threads, close the socket; False where a thread does not end."""
        until = time.monotonic() + seconds
        dul = self.association.dul
        now = dul.socket.socket if dul.socket is not None else None
        self.shut()
        dul.kill_dul()
        dul.to_user_queue.put(None)  # who waits for an answer to an association or a release
        self.association.dimse.msg_queue.put((None, None))  # or for one to a request
        ended = _joined(dul, until)
        if ended:
            self.association.kill()  # waits for that thread, without a limit
        ended = _joined(self.association, until) and ended
        for one in (*self._closing, now, self._own):
            if one is not None:
                one.close()
        return ended


def _joined(thread: threading.Thread, until: float) -> bool:
    if not thread.is_alive() or thread is threading.current_thread():
        return True
    thread.join(max(0.0, until - time.monotonic()))
    return not thread.is_alive()
