"""What every test shares: a home of its own, and nothing left running behind it."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests import children

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for kind in ("OPENBLAS", "MKL", "OMP"):  # before numpy and torch load: threads that wait for a turn spin
    os.environ.setdefault(f"{kind}_NUM_THREADS", "1")
MEMORY = Path("/dev/shm")
"""Linux's folder in memory: thousands of small files that the product makes safe there cost a fifth less."""
ROOM_BYTES = 4 << 30


def _has_room(folder: Path) -> bool:
    """Whether tests can live there: in a container it may be tiny, and programs may not be run from it."""
    if not folder.is_dir() or not os.access(folder, os.W_OK) or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(folder).free >= ROOM_BYTES


if sys.platform == "linux" and _has_room(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # what ``tmp_path`` lies in

GRACE_SECONDS = 60.0  # a busy computer ends a thread late; what stays is a leak all the same
PATIENCE_MS = 90_000
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    wait.__kwdefaults__["timeout"] = PATIENCE_MS  # theirs, 5 s, is what a process needs to start

# a busy computer makes examples slowly: that is no fault of theirs
settings.register_profile("shenton", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shenton")

gc.disable()  # nothing that the collection of tests makes goes again, but each walk would look at all of it


def pytest_collection_finish() -> None:
    """What the tests' imports made is looked at no more: some million objects less at each walk."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def child_server() -> Iterator[None]:
    """The product's child processes start without their imports; see :mod:`tests.children`."""
    with children.served():
        yield


@pytest.fixture(autouse=True)
def new_interpreters(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests of the child processes themselves start them as a user does."""
    if request.node.get_closest_marker("spawned") is None:
        yield
        return
    with children.spawned():
        yield


@pytest.fixture(scope="session", autouse=True)
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """The next test's home; counted here, for pytest looks through all its folders to make a new one.

    What tests share has the first: it is made before any test's own home is set.
    """
    root = tmp_path_factory.mktemp("homes")
    folders = (root / str(number) for number in itertools.count())
    shared = next(folders)
    shared.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENTON_HOME", str(shared))
        yield folders


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path]) -> Iterator[Path]:
    """A temporary ``SHENTON_HOME``; no test touches the user's own data.

    Set apart from the test's own ``monkeypatch``, whose ``undo`` would lay bare the user's home.
    """
    folder = next(homes)
    folder.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENTON_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads, child processes, windows and running timers that a test started must end with it.

    The decode process that the viewer's tests share may be a new one: a closed sitting kills a read.
    """
    shared = request.getfixturevalue("child") if "child" in request.fixturenames else None
    shows = "qtbot" in request.fixturenames or "qapp" in request.fixturenames
    if shows:
        gc.freeze()  # what stands before the test is none of its leaks: half a million objects less to walk
    threads, running = set(threading.enumerate()), set(multiprocessing.active_children())
    windows = _windows() if shows else []  # a test that failed may have left its own
    yield
    left: list[str] = []
    _wait(lambda: not _threads(threads))
    left += [f"thread {thread.name}" for thread in _threads(threads)]
    left += [
        f"process {child.name}"
        for child in multiprocessing.active_children()
        if child not in running and (shared is None or child.pid != shared.pid)
    ]
    if shows:
        left += _qt_leaks(windows)
    assert not left, f"left running: {', '.join(left)}"


def _threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t not in before and not t.daemon and t.is_alive()]


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + GRACE_SECONDS
    while not done() and time.monotonic() < until:
        time.sleep(0.01)


def _windows() -> list[Any]:
    """The top-level widgets that are shown."""
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]


def _qt_leaks(before: list[Any]) -> list[str]:
    """Windows still shown, but those of ``before``, and timers still running, after Qt's own deletions."""
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    core: Any = sys.modules.get("PySide6.QtCore")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    gc.collect()
    tops = [window for window in _windows() if window not in before]
    timers = [item for item in gc.get_objects() if issubclass(type(item), core.QTimer)]
    running = [timer for timer in timers if _is_running(timer)]
    return [f"window {type(top).__name__}" for top in tops] + [f"timer of {_owner(t)}" for t in running]


def _is_running(timer: Any) -> bool:
    try:
        return bool(timer.isActive())
    except RuntimeError:  # deleted on Qt's side
        return False


def _owner(timer: Any) -> str:
    return type(timer.parent()).__name__ if timer.parent() is not None else "nobody"
