"""What an archive's run costs beside the network alone, and whether any kill loses a line."""

from __future__ import annotations

import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from inference import paths
from inference.archive.pool import LocalPool, in_order
from inference.archive.worker import FilmWorker
from inference.model.child_session import ChildSession, Limits
from inference.model.self_test import builtin_input
from tests.bench.measure import Line, seconds
from tests.bench.model import shipped

ROUNDS = 3
KILLS = 100
FILMS = 400
ROOT = Path(__file__).resolve().parents[2]


def throughput() -> Iterator[Line]:
    """Films answered a second, from file to line, against passes of the network alone on the same cores.

    Both have one process with one thread on each core, in turns.  The processor's time of both is told, too:
    it does not depend on what else the machine does.  JPEG 2000 is the one compression that costs a tenth of
    the network's time and more, so that films without it have a line of their own.
    """
    bundle, cores = shipped()[0], os.cpu_count() or 1
    every = [str(path) for path in sorted((paths.resources() / "films").glob("*.dcm"))]
    light = [path for path in every if not _is_jpeg2000(path)]
    tensor = builtin_input("ramp", bundle.card.input)
    with ExitStack() as stack:
        sessions = [
            stack.enter_context(ChildSession(bundle, threads=1, limits=Limits(pass_s=120.0))).start()
            for _ in range(cores)
        ]
        first = FilmWorker(bundle).start()
        pool = stack.enter_context(LocalPool(first, first.another, cores))
        threads = stack.enter_context(ThreadPoolExecutor(cores))

        def forward(count: int) -> None:
            def share(number: int) -> None:
                for _ in range(len(range(number, count, cores))):
                    sessions[number].run(tensor)

            list(threads.map(share, range(cores)))

        def archive(films: list[str]) -> None:
            answers = list(in_order(pool, films))
            assert all(answer.probabilities or answer.reason for answer in answers)

        archive(every[:cores])
        alone = [session.pid for session in sessions if session.pid is not None]
        for name, films in (("without JPEG 2000", light), ("the demonstration films", every)):
            yield from _shares(
                name, partial(forward, len(films)), partial(archive, films), (alone, pool.pids)
            )


def _shares(
    name: str, alone: Callable[[], None], archive: Callable[[], None], pids: tuple[list[int], list[int]]
) -> Iterator[Line]:
    """Throughput and processor time of the network alone as shares of the archive's."""
    rounds = []
    for _ in range(ROUNDS):
        before = [_processor_seconds(group) for group in pids]
        walls = (seconds(alone), seconds(archive))
        used = [_processor_seconds(group) - then for group, then in zip(pids, before, strict=True)]
        rounds.append((walls[0] / walls[1], used[0] / used[1]))
    by_clock, by_processor = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield Line(f"archive, {name}: share of the network alone, by the clock", by_clock, 0.9, at_least=True)
    yield Line(f"archive, {name}: the same, by processor time", by_processor, 0.85, at_least=True)


def _processor_seconds(pids: list[int]) -> float:
    import psutil

    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return sum(one.user + one.system for one in times)


def _is_jpeg2000(path: str) -> bool:
    import pydicom

    return "JPEG 2000" in pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID.name


def kills() -> Iterator[Line]:
    """The whole program on a tiny model, killed at any moment, gone on with, a hundred times."""
    from tests import films, models

    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        models.write_bundle(folder / "tiny")
        film = films.make_film(folder, name="film.dcm").read_bytes()
        (folder / "films").mkdir()
        for number in range(FILMS):
            (folder / "films" / f"{number:04d}.dcm").write_bytes(film)
        out = folder / "results.csv"
        command = [sys.executable, "-m", "viewer", "predict", str(folder / "films"), "--out", str(out)]
        command += ["--model", str(folder / "tiny"), "--resume"]
        for _ in range(KILLS):
            _killed(command, out, rng)
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with out.open(newline="", encoding="utf8") as file:
            names = [Path(row[0]).name for row in csv.reader(file)][1:]
    expected = [f"{number:04d}.dcm" for number in range(FILMS)]
    wrong = len(set(expected) ^ set(names)) + len(names) - len(set(names))
    yield Line(f"lines lost or doubled after {KILLS} kills", wrong, 0, unit="")


def _killed(command: list[str], out: Path, rng: random.Random) -> None:
    """One run, killed after it has written a few lines, or before it has written any."""
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = out.stat().st_size if out.exists() else 0
    enough, until = rng.randrange(0, 700), time.monotonic() + 60
    while run.poll() is None and time.monotonic() < until:
        if out.exists() and out.stat().st_size - before >= enough:
            break
        time.sleep(0.002)
    time.sleep(rng.random() * 0.01)
    run.kill()
    run.wait()
