"""The lanes: order, cancelling, errors, the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from viewer.app.jobs import JobRunner, Lane


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.shutdown()


def test_a_result_arrives_on_the_ui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    here = threading.get_ident()
    runner.submit(
        Lane.INFER, threading.get_ident, lambda there: seen.append((there, threading.get_ident())), raise_
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def raise_(error: Exception) -> None:
    raise error


def test_jobs_of_a_lane_keep_their_order_and_never_overlap(runner: JobRunner, qtbot: QtBot) -> None:
    busy, seen = threading.Lock(), []

    def work(number: int) -> int:
        assert busy.acquire(blocking=False)
        time.sleep(0.005)
        busy.release()
        return number

    for number in range(10):
        runner.submit(Lane.STORE, lambda n=number: work(n), seen.append, raise_)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 10)
    assert seen == list(range(10))


def test_an_error_goes_to_its_own_callback(runner: JobRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    runner.submit(Lane.FILES, lambda: 1 / 0, raise_, errors.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_a_cancelled_job_stays_silent(runner: JobRunner, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), []
    running = runner.submit(Lane.DECODE, gate.wait, seen.append, raise_)
    waiting = runner.submit(Lane.DECODE, lambda: seen.append("ran"), seen.append, raise_)
    running.cancel()
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: runner.open_jobs == 0)
    assert seen == []


def test_the_end_waits_for_the_store_and_drops_the_rest(qtbot: QtBot) -> None:
    runner, gate = JobRunner(), threading.Event()
    done: list[str] = []
    runner.submit(Lane.STORE, gate.wait, lambda _: None, raise_)
    runner.submit(Lane.STORE, lambda: done.append("store"), lambda _: done.append("told"), raise_)
    runner.submit(Lane.INFER, gate.wait, lambda _: None, raise_)
    runner.submit(Lane.INFER, lambda: done.append("infer"), lambda _: None, raise_)
    threading.Timer(0.05, gate.set).start()
    runner.shutdown()
    assert done == ["store"]
    qtbot.wait(20)
    assert done == ["store"]
    with pytest.raises(RuntimeError):
        runner.submit(Lane.STORE, gate.wait, lambda _: None, raise_)


def test_the_end_does_not_wait_for_ever(qtbot: QtBot) -> None:
    """A dead network share keeps a walk waiting; what was confirmed is written all the same."""
    runner, gate = JobRunner(), threading.Event()
    done: list[str] = []
    runner.submit(Lane.FILES, gate.wait, lambda _: None, raise_)
    runner.submit(Lane.STORE, lambda: time.sleep(0.1), lambda _: None, raise_)
    runner.submit(Lane.STORE, lambda: done.append("store"), lambda _: None, raise_)
    start = time.monotonic()
    assert runner.shutdown(0.05) == {Lane.FILES}
    assert time.monotonic() - start < 2
    assert done == ["store"]
    runner.deleteLater()
    qtbot.wait(20)
    gate.set()
