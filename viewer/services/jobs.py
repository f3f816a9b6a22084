"""Run work off the UI thread and hand the results back on it.

Lanes of one worker each.  ``decode`` waits for the decode child (compiled DICOM codecs hold the
interpreter lock for a whole frame, so the work itself is in another process); ``infer`` runs the graph
(ONNX Runtime releases the lock); ``store`` is the one thread that owns the SQLite connection; ``files``
walks folders.  A result arrives through one queued signal; a cancelled job stays silent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
T = TypeVar("T")


class Lane(StrEnum):
    """Where a job runs; jobs of one lane never overlap."""

    DECODE = "decode"
    INFER = "infer"
    STORE = "store"
    FILES = "files"


@dataclass(eq=False, slots=True)
class Job:
    """A handle the caller keeps: after :meth:`cancel` its callbacks never run."""

    future: Future[Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    cancelled: bool = field(default=False)

    def cancel(self) -> None:
        """Stay silent from now on; work that has not begun is dropped."""
        self.cancelled = True
        self.future.cancel()


class JobRunner(QObject):
    """The lanes.  Lives on the UI thread; callbacks run there."""

    busy_changed = Signal(int)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"shenton-{lane}") for lane in Lane}
        self._open: set[Job] = set()
        self._closed = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> Job:
        """Queue ``work`` on ``lane``; one of the callbacks runs later on the UI thread.

        Raises:
            RuntimeError: after :meth:`shutdown`.
        """
        job = Job(self._lanes[lane].submit(work), on_done, on_error)
        self._open.add(job)
        self.busy_changed.emit(len(self._open))
        job.future.add_done_callback(lambda _future: self._settled.emit(job))
        return job

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def open_jobs(self) -> int:
        """How many jobs have not been delivered yet."""
        return len(self._open)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._open.discard(job)
        self.busy_changed.emit(len(self._open))
        if job.cancelled or job.future.cancelled():
            return
        error = job.future.exception()
        if error is None:
            job.on_done(job.future.result())
        elif isinstance(error, Exception):
            job.on_error(error)
        else:
            raise error

    def shutdown(self) -> None:
        """Silence every job and wait for the running ones.

        What is queued on the store lane still runs (what was confirmed must reach the disk); the rest is
        dropped.
        """
        self._closed = True
        for job in list(self._open):
            job.cancelled = True
        for lane, executor in self._lanes.items():
            executor.shutdown(wait=True, cancel_futures=lane is not Lane.STORE)
        self._open.clear()
