"""Long work of a study that tells how far it is and can be stopped between two steps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.app.jobs import JobRunner, Lane


class Stopped(Exception):
    """Raised in the work's own thread where it was asked to stop."""


class Task(QObject):
    """One piece of work on a lane.

    Args:
        work: is handed :meth:`step`, to be called with the number of what is done so far.
    """

    progressed = Signal(int)
    done = Signal(object)
    failed = Signal(object)  # Exception
    stopped = Signal()

    def __init__(
        self, jobs: JobRunner, work: Callable[[Callable[[int], None]], Any], lane: Lane = Lane.STUDY
    ) -> None:
        super().__init__()
        self._asked = threading.Event()
        self._job = jobs.submit(lane, lambda: work(self.step), self._finish, self._error)

    def step(self, count: int) -> None:
        """On the lane: report, or end the work where that was asked for."""
        if self._asked.is_set():
            raise Stopped
        self.progressed.emit(count)

    def _finish(self, result: object) -> None:
        self.done.emit(result)

    def _error(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)

    def stop(self) -> None:
        """Ask the work to end; :attr:`stopped` follows, or :attr:`done` where it was too late."""
        self._asked.set()

    def silence(self) -> None:
        """Stop, and say nothing more."""
        self.stop()
        self._job.cancel()
