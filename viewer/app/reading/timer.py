"""How long a reader looked at a film.  Qt-free."""

from __future__ import annotations

import time


class Clock:
    """Seconds spent on a film, pauses apart."""

    def __init__(self) -> None:
        self._spent, self._since = 0.0, time.monotonic()
        self._running = True

    def restart(self) -> None:
        self._spent, self._since = 0.0, time.monotonic()

    def pause(self) -> None:
        if self._running:
            self._spent += time.monotonic() - self._since
            self._running = False

    def resume(self) -> None:
        if not self._running:
            self._since, self._running = time.monotonic(), True

    def add(self, seconds: float) -> None:
        """Count what was spent in an earlier sitting."""
        self._spent += seconds

    @property
    def seconds(self) -> float:
        return self._spent + (time.monotonic() - self._since if self._running else 0.0)
