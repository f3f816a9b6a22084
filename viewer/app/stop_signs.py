"""Asking works to stop: each has its own sign, so that one that was stopped is not let go on by the next.

Qt-free.
"""

from __future__ import annotations

from threading import Event
from weakref import WeakSet


class StopSigns:
    """The signs of the works that one service has begun; used on the UI thread."""

    def __init__(self) -> None:
        self._given: WeakSet[Event] = WeakSet()  # a work's own closure keeps its sign

    def new(self) -> Event:
        """The sign of a work that begins; it is never taken back."""
        sign = Event()
        self._given.add(sign)
        return sign

    def set(self) -> None:
        """Stop every work that has begun so far, whether its lane has come to it or not."""
        for sign in list(self._given):
            sign.set()
