"""A child that is ended while it starts, and one that a busy computer has no time for."""

from __future__ import annotations

import multiprocessing.spawn
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from inference import child_process
from inference.child_process import MOST_SLOWER, ChildProcess, grace, slowness

EXECUTABLE = "/bin/false"


class Child(ChildProcess):
    def go(self, size: int) -> None:
        self._spawn(print, (bytes(size),), "test")

    def close(self) -> None:
        self._stop()


@pytest.fixture
def dead_at_once() -> Iterator[None]:
    """Every child ends before it reads a word, as one that memory is too short for."""
    resource_tracker.ensure_running()  # a program, too, which lives on
    before = multiprocessing.spawn.get_executable()
    multiprocessing.spawn.set_executable(EXECUTABLE)
    yield
    multiprocessing.spawn.set_executable(before)


@pytest.mark.usefixtures("dead_at_once")
@pytest.mark.skipif(not Path(EXECUTABLE).exists(), reason="no program that ends at once")
@pytest.mark.parametrize("size", [100, 1 << 21])
def test_one_that_is_gone_is_not_written_to_for_ever(size: int) -> None:
    """A model's card of a megabyte filled Python's own pipe to it, which this end held open, too."""
    child = Child()
    writer = threading.Thread(target=child.go, args=(size,), daemon=True)
    writer.start()
    writer.join(60)
    assert not writer.is_alive()
    child.close()


@contextmanager
def others(count: int) -> Iterator[None]:
    """Threads that want the interpreter all the time, as programs want a processor."""
    over = threading.Event()

    def spin() -> None:
        while not over.is_set():
            pass

    threads = [threading.Thread(target=spin, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_how_busy_a_computer_is_shows_in_what_work_takes() -> None:
    assert slowness() >= 1
    with others(5):
        assert slowness() > 2


def test_a_limit_grows_with_what_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for slow, more in ((1.0, 0.0), (3.5, 5.0), (1000.0, 2 * (MOST_SLOWER - 1))):
        monkeypatch.setattr(child_process, "slowness", lambda slow=slow: slow)
        assert grace(2.0) == more
        assert grace(0.0) == 0.0


def test_a_child_that_speaks_late_on_a_busy_computer_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = multiprocessing.Pipe()
    child = Child()
    child._pipe = ours
    monkeypatch.setattr(child_process, "slowness", lambda: 1.0)
    with pytest.raises(TimeoutError):
        child._wait(0.01)
    late = threading.Timer(0.3, theirs.send_bytes, [b"word"])
    monkeypatch.setattr(child_process, "MOST_SLOWER", 10_000.0)
    monkeypatch.setattr(child_process, "slowness", lambda: 9000.0)
    late.start()
    child._wait(0.01)
    assert ours.recv_bytes() == b"word"
