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
    """A connection, and the association on it as soon as there is one.

    Args:
        connection: ours to close.
        association: pynetdicom's.
    """

    def __init__(self, connection: socket.socket, association: Any = None) -> None:
        self.association = association
        self._closing = [connection]
        self._own = socket.fromfd(connection.fileno(), connection.family, connection.type)

    @classmethod
    def of(cls, association: Any) -> Line:
        """The connection of an association that has one."""
        return cls(association.dul.socket.socket, association)

    @property
    def is_over(self) -> bool:
        """Whether the threads of the association were at work and have ended."""
        if self.association is None:
            return False
        threads = (self.association.dul, self.association)
        return all(one.ident is not None and not one.is_alive() for one in threads)

    def shut(self) -> None:
        """Shut the connection, whoever waits on it; by a descriptor of our own: TLS takes over the first."""
        with suppress(OSError):  # the other side was quicker
            self._own.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Shut the connection, and let nothing hold the threads; at once, they end a little later."""
        self.shut()
        if self.association is None:
            return
        dul = self.association.dul
        dul.kill_dul()
        dul.to_user_queue.put(None)  # who waits for an answer to an association or a release
        self.association.dimse.msg_queue.put((None, None))  # or for one to a request

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
        self.stop()
        ended = True
        if self.association is not None:
            ended = _joined(self.association.dul, until)
            if ended:
                self.association.kill()  # waits for that thread, without a limit
            ended = _joined(self.association, until) and ended
            if self.association.dul.socket is not None and self.association.dul.socket.socket is not None:
                self._closing.append(self.association.dul.socket.socket)
        for one in (*self._closing, self._own):
            one.close()
        return ended


def _joined(thread: threading.Thread, until: float) -> bool:
    if not thread.is_alive() or thread is threading.current_thread():
        return True
    thread.join(max(0.0, until - time.monotonic()))
    return not thread.is_alive()
