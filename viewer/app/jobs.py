"""Run work off the UI thread and hand the results back on it.

Lanes of one worker each. ``decode`` waits for the decode child (compiled DICOM codecs hold the interpreter
lock for a whole frame, so the work itself is in another process); ``infer`` waits for the model's child,
``models`` for one that starts, ``install`` for one on trial; ``glance`` waits for a decode child of its own
that makes the list's small pictures; ``store`` is the one thread that owns the SQLite connection; ``files``
walks folders, and ``open`` asks the disk what it is that was opened; ``study`` reads, hashes and counts what
belongs to studies; ``view`` works on pixels for the eye; ``leave`` writes exports and talks to a PACS. What
is slow in one lane never holds another: a film is opened while a folder is walked, a study verified,
pictures made. A result arrives through one queued signal; a cancelled job stays silent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event
from typing import Any, Final, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
T = TypeVar("T")
PATIENCE_S: Final = 3.0
"""How long the end waits for what must not reach the disk: a walk through a dead network share never ends."""


class Lane(StrEnum):
    """Where a job runs; jobs of one lane never overlap."""

    DECODE = "decode"
    GLANCE = "glance"  # films for the list's small pictures: never before the one on screen
    INFER = "infer"
    MODELS = "models"  # lists and starts models: never behind a film that the old one is slow with
    INSTALL = "install"  # the trial run of a model that may be a slow one
    STORE = "store"
    FILES = "files"  # walks through folders
    OPEN = "open"  # what lies at a path that was opened: never behind a walk, nor in front of a film
    STUDY = "study"  # packs, statistics, their hashes: minutes
    VIEW = "view"
    LEAVE = "leave"  # exports, and what goes to and comes from a PACS


@dataclass(eq=False, slots=True)
class Job:
    """A handle the caller keeps: after :meth:`cancel` its callbacks never run."""

    lane: Lane
    future: Future[Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    cancelled: bool = field(default=False)

    def cancel(self) -> None:
        """Stay silent from now on; work that has not begun is dropped."""
        self.cancelled = True
        self.future.cancel()


class StopSigns:
    """What asks the works of one service to stop; used on the UI thread.

    Each work has a sign of its own, so that one that was stopped is not let go on by the next.
    """

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


class JobRunner(QObject):
    """The lanes.  Lives on the UI thread; callbacks run there."""

    busy_changed = Signal(int)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: self._executor(lane) for lane in Lane}
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
        job = Job(lane, self._lanes[lane].submit(work), on_done, on_error)
        self._open.add(job)
        self.busy_changed.emit(len(self._open))
        job.future.add_done_callback(lambda _future: self._settle(job))
        return job

    def _settle(self, job: Job) -> None:
        """On the lane.  What outlasts :meth:`shutdown` may outlast this object, too."""
        if not self._closed:
            self._settled.emit(job)

    def step_over(self, job: Job) -> None:
        """Cancel a job; what is submitted to its lane from now on does not wait for its end.

        For work that cannot be stopped and touches nothing that others use: a walk through a network share
        that does not answer.
        """
        job.cancel()
        if job.future.done() or self._closed:
            return
        old = self._lanes[job.lane]
        self._lanes[job.lane] = self._executor(job.lane)
        old.shutdown(wait=False)  # its thread ends with the work

    @staticmethod
    def _executor(lane: Lane) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, thread_name_prefix=f"shenton-{lane}")

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

    def shutdown(self, patience_s: float = PATIENCE_S) -> frozenset[Lane]:
        """Silence every job and wait for the running ones; those still at work afterwards are returned.

        What is queued on the store lane still runs, however long it takes (what was confirmed must reach the
        disk); the rest is dropped, and waited for no longer than ``patience_s`` seconds.
        """
        self._closed = True
        for job in list(self._open):
            job.cancelled = True
        for lane, executor in self._lanes.items():
            executor.shutdown(wait=False, cancel_futures=lane is not Lane.STORE)
        self._lanes[Lane.STORE].shutdown(wait=True)
        late = wait_for([job.future for job in self._open], patience_s).not_done
        stuck = frozenset(job.lane for job in self._open if job.future in late)
        self._open.clear()
        return stuck
