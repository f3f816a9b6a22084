"""A child that is ended while it starts."""

from __future__ import annotations

import multiprocessing.spawn
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from inference.child_process import ChildProcess

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
