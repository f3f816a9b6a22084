"""Items through a pool of processes: in order, each once, no more of them under way than fit."""

from __future__ import annotations

import os
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Final, Generic, Protocol, TypeVar

from inference.archive.process import Work, WorkProcess

T = TypeVar("T")
AHEAD: Final = 64
"""How many parts a worker may be ahead of the oldest that is still under way."""


WORTH_IT: Final = 3
"""Items for which one more process is worth its start."""


class Pool(Protocol[T]):
    """Where work is done: the processes of this machine, or a cluster.

    Attributes:
        workers: how many items are worked on at a time.
        part: how many items go out at once.
        lost: what a part's future raises where nobody could do it.
    """

    workers: int
    part: int
    lost: tuple[type[Exception], ...]

    def submit(self, items: Sequence[str]) -> Future[list[T]]:
        """Do the work with these items somewhere."""

    def given_up(self, item: str) -> T:
        """The result for an item of a part that was lost."""

    def cancel(self) -> None:
        """Give up what is under way."""


class LocalPool(Generic[T]):
    """Processes of this machine.

    Args:
        first: a process that is started already.
        more: makes another one.
        workers: how many there may be in all.
    """

    part = 1
    lost: tuple[type[Exception], ...] = ()

    def __init__(self, first: WorkProcess[T], more: Callable[[], WorkProcess[T]], workers: int) -> None:
        self.workers = workers
        self._all = [first, *(more() for _ in range(workers - 1))]
        self._idle: queue.SimpleQueue[WorkProcess[T]] = queue.SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="shenton-work")

    def submit(self, items: Sequence[str]) -> Future[list[T]]:
        return self._threads.submit(self._answer, items)

    def _answer(self, items: Sequence[str]) -> list[T]:
        worker = self._idle.get()
        try:
            return [worker.answer(item) for item in items]
        finally:
            self._idle.put(worker)

    def given_up(self, item: str) -> T:
        raise AssertionError(item)  # no part is lost here: a process that ends is reported item by item

    @property
    def pids(self) -> list[int]:
        """Process numbers of those that run."""
        return [pid for worker in self._all if (pid := worker.pid) is not None]

    def cancel(self) -> None:
        for worker in self._all:
            worker.cancel()

    def __enter__(self) -> LocalPool[T]:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.close()


@contextmanager
def processes(work: Work[T], items: int, most: int = 0) -> Iterator[LocalPool[T]]:
    """Processes for so many items: as many as this program may use cores, or ``most``.

    Raises:
        ShentonError: the work cannot be done at all.
    """
    wanted = max(1, min(most or cores(), -(-items // WORTH_IT)))
    first = WorkProcess(work)
    try:
        first.start()
        with LocalPool(first, first.another, wanted) as pool:
            yield pool
    finally:
        first.close()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(pool: Pool[T], items: Iterable[str], ahead: int = AHEAD) -> Iterator[T]:
    """The results for ``items`` in their order; none is asked for more than ``ahead`` parts a worker early.

    Raises:
        ShentonError: no process can be started (any more).
    """
    rest = iter(items)
    waiting: deque[tuple[list[str], Future[list[T]]]] = deque()
    try:
        while True:
            part = list(islice(rest, pool.part))
            if part:
                waiting.append((part, pool.submit(part)))
            if not part and not waiting:
                return
            if not part or len(waiting) >= ahead * pool.workers:
                yield from _results(pool, *waiting.popleft())
            while waiting and waiting[0][1].done():
                yield from _results(pool, *waiting.popleft())
    finally:
        for _part, future in waiting:
            future.cancel()


def _results(pool: Pool[T], part: Sequence[str], future: Future[list[T]]) -> list[T]:
    try:
        return future.result()
    except pool.lost:
        return [pool.given_up(item) for item in part]
