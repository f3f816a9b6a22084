"""An archive's films through a pool of workers: in order, each once, no more of them under way than fit."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Final, Protocol

from inference.archive.worker import FilmAnswer, FilmWorker

AHEAD: Final = 64
"""How many parts a worker may be ahead of the oldest that is still under way."""


class Pool(Protocol):
    """Where films are answered: the processes of this machine, or a cluster.

    Attributes:
        workers: how many films are answered at a time.
        part: how many films go out at once.
        lost: what a part's future raises where nobody could answer it.
    """

    workers: int
    part: int
    lost: tuple[type[Exception], ...]

    def submit(self, paths: Sequence[str]) -> Future[list[FilmAnswer]]:
        """Answer these films somewhere."""

    def cancel(self) -> None:
        """Give up what is under way."""


class LocalPool:
    """Processes of this machine.

    Args:
        first: a worker that is started already.
        more: makes another one.
        workers: how many there may be in all.
    """

    part = 1
    lost: tuple[type[Exception], ...] = ()

    def __init__(self, first: FilmWorker, more: Callable[[], FilmWorker], workers: int) -> None:
        self.workers = workers
        self._all = [first, *(more() for _ in range(workers - 1))]
        self._idle: queue.SimpleQueue[FilmWorker] = queue.SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="shenton-film")

    def submit(self, paths: Sequence[str]) -> Future[list[FilmAnswer]]:
        return self._threads.submit(self._answer, paths)

    def _answer(self, paths: Sequence[str]) -> list[FilmAnswer]:
        worker = self._idle.get()
        try:
            return [worker.answer(path) for path in paths]
        finally:
            self._idle.put(worker)

    @property
    def pids(self) -> list[int]:
        """Process numbers of the workers that run."""
        return [pid for worker in self._all if (pid := worker.pid) is not None]

    def cancel(self) -> None:
        for worker in self._all:
            worker.cancel()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.close()


def in_order(pool: Pool, paths: Iterable[str], ahead: int = AHEAD) -> Iterator[FilmAnswer]:
    """The answers to ``paths`` in their order; no path is asked for more than ``ahead`` parts a worker early.

    Raises:
        ShentonError: no worker can be started (any more).
    """
    rest = iter(paths)
    waiting: deque[tuple[list[str], Future[list[FilmAnswer]]]] = deque()
    try:
        while True:
            part = list(islice(rest, pool.part))
            if part:
                waiting.append((part, pool.submit(part)))
            if not part and not waiting:
                return
            if not part or len(waiting) >= ahead * pool.workers:
                yield from _answers(pool, *waiting.popleft())
            while waiting and waiting[0][1].done():
                yield from _answers(pool, *waiting.popleft())
    finally:
        for _part, future in waiting:
            future.cancel()


def _answers(pool: Pool, part: Sequence[str], future: Future[list[FilmAnswer]]) -> list[FilmAnswer]:
    try:
        return future.result()
    except pool.lost:
        return [
            FilmAnswer(path, reason="Every worker of the cluster that was given it was lost.")
            for path in part
        ]
