"""The window under work: a folder of ten thousand films while it is being listed, and the next film."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests import films
from tests.bench.films import large
from tests.bench.measure import Line, seconds

if TYPE_CHECKING:
    from viewer.ui.main.application import Application

FILMS = 10_000
LARGE = 8
PATIENCE_S = 300.0


@contextmanager
def _program(home: Path) -> Iterator[Application]:
    """The real window on a scratch home, with the shipped model."""
    from PySide6.QtWidgets import QApplication

    from inference.paths import Paths
    from viewer.cli.demo import wait
    from viewer.ui.main import application
    from viewer.ui.main.pauses import Pauses

    qt = QApplication.instance() or application.make_qt(["shenton"])
    where = Paths(home / "data", home / "config", home / "cache", home / "log").make()
    program, pauses = application.Application(where), Pauses(qt)  # as application.run does
    program.furnished.connect(pauses.furnished)
    program.window.resize(1920, 1080)
    program.show()
    try:
        wait(lambda: program.desk is not None, "the window")
        wait(lambda: program.bench is not None and program.bench.given is not None, "the first answer")
        yield program
    finally:
        program.window.close()
        program.close()
        pauses.end()
        del qt


class Blocks(NamedTuple):
    """How long the window's thread looked at no event, at the longest, and how long all of it took."""

    own: float  # seconds of the thread's own work
    wall: float  # seconds on the clock, other programs included
    whole: float


def blocks(until: Callable[[], bool]) -> Blocks:
    """Let the window work until something is so, and watch its pauses."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    ticks = [(time.thread_time(), time.perf_counter())]
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append((time.thread_time(), time.perf_counter())))
    timer.start()
    start = time.perf_counter()
    while not until() and time.perf_counter() - start < PATIENCE_S:
        QApplication.processEvents()
        time.sleep(0.0002)
    timer.stop()
    pauses = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ticks)]
    return Blocks(max(p[0] for p in pauses), max(p[1] for p in pauses), time.perf_counter() - start)


def listing() -> Iterator[Line]:
    """Ten thousand small files in one folder, listed by the real window, then searched and sorted."""
    from PySide6.QtCore import QTimer

    with tempfile.TemporaryDirectory() as folder:
        films_, home = Path(folder) / "films", Path(folder) / "home"
        films_.mkdir()
        small = films.make_film(films_, stored=films.phantom(64, 48), name="film-00000.dcm").read_bytes()
        for number in range(1, FILMS):
            (films_ / f"film-{number:05}.dcm").write_bytes(small)
        with _program(home) as program:
            assert program.desk is not None
            assert program.services is not None
            worklist, panel = program.services.worklist, program.window.worklist
            program.desk.open_paths([films_])
            opening = program.desk.opening
            found = blocks(lambda: not opening.busy)
            assert len(worklist.entries) == FILMS
            yield _block_line("listing 10,000 films: longest pause of the window", found)
            acts: tuple[tuple[str, Callable[[], object]], ...] = (
                ("sorting", lambda: panel._sort.setCurrentText("Unread first")),
                ("searching", lambda: panel.search.setText("film-077")),
            )
            for words, work in acts:
                QTimer.singleShot(0, work)
                until = time.perf_counter() + 1.0
                found = blocks(lambda until=until: time.perf_counter() > until)  # type: ignore[misc]
                yield _block_line(f"{words} 10,000 films: longest pause of the window", found)


def _block_line(name: str, found: Blocks) -> Line:
    note = f"on the clock {found.wall * 1000:.0f} ms, whole {found.whole:.1f} s"
    return Line(name, found.own * 1000, 50, "ms", note=note)


def next_film() -> Iterator[Line]:
    """From the key to the next film painted, when it was read ahead; full-size 16-bit films."""
    from viewer.cli.demo import wait

    with tempfile.TemporaryDirectory() as folder:
        films_, home = Path(folder) / "films", Path(folder) / "home"
        films_.mkdir()
        stored = large()
        for number in range(LARGE):
            films.make_film(films_, stored=stored + number, bits=16, name=f"{number}.dcm")
        with _program(home) as program:
            assert program.desk is not None
            assert program.bench is not None
            assert program.services is not None
            bench, services, view = program.bench, program.services, program.desk.view
            program.desk.open_paths([films_])
            wait(lambda: len(services.worklist.entries) == LARGE and not services.worklist.scanning, "list")
            times: list[float] = []
            own: list[float] = []
            for number in range(1, LARGE):
                path = services.worklist.entries[number].path

                def ready(path: Path = path) -> bool:
                    kept = services.films.kept(path)
                    return kept is not None and services.models.known(kept.image.film) is not None

                wait(ready, "the film read ahead")

                def step() -> None:
                    program.window.worklist.step(1)
                    view.repaint()

                begin = time.thread_time()
                times.append(seconds(step))
                own.append(time.thread_time() - begin)
                assert bench.film is not None
                assert bench.film.image.film.path == path
                assert bench.given is not None
    note = (
        f"slowest of {len(times)} {max(times) * 1000:.0f} ms; own work {statistics.median(own) * 1000:.0f} ms"
    )
    yield Line("next film with its answer, read ahead", statistics.median(times) * 1000, 100, "ms", note=note)
