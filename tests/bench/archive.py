"""What an archive's run costs beside the network alone, and whether any kill loses a line."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from inference import paths
from inference.archive.pool import LocalPool, in_order
from inference.archive.worker import FilmWorker
from inference.model.child_session import ChildSession
from inference.model.self_test import builtin_input
from tests.bench.measure import Line, in_turns
from tests.bench.model import shipped

ROUNDS = 3
KILLS = 100
FILMS = 400
ROOT = Path(__file__).resolve().parents[2]


def throughput() -> Iterator[Line]:
    """Films answered a second, from file to line, against passes of the network alone on the same cores.

    Both have one process with one thread on each core, both answer the demonstration films; in turns.
    """
    bundle, cores = shipped()[0], os.cpu_count() or 1
    films = [str(path) for path in sorted((paths.resources() / "films").glob("*.dcm"))]
    tensor = builtin_input("ramp", bundle.card.input)
    with ExitStack() as stack:
        sessions = [stack.enter_context(ChildSession(bundle, threads=1)).start() for _ in range(cores)]
        both = stack.enter_context(ChildSession(bundle, threads=cores)).start()
        first = FilmWorker(bundle).start()
        pool = stack.enter_context(LocalPool(first, first.another, cores))
        threads = stack.enter_context(ThreadPoolExecutor(cores))

        def forward() -> None:
            shares = [len(films[number::cores]) for number in range(cores)]
            list(
                threads.map(
                    lambda pair: [pair[0].run(tensor) for _ in range(pair[1])],
                    zip(sessions, shares, strict=True),
                )
            )

        def one_session() -> None:
            for _ in films:
                both.run(tensor)

        def archive() -> None:
            answers = list(in_order(pool, films))
            assert all(answer.probabilities or answer.reason for answer in answers)

        yield _share("processes of one thread", forward, archive, len(films))
        yield _share("one session with all cores", one_session, archive, len(films))


def _share(name: str, alone: Callable[[], None], archive: Callable[[], None], films: int) -> Line:
    a, b, ratio = in_turns(alone, archive, ROUNDS)
    note = f"{films / a:.2f} passes against {films / b:.2f} films a second"
    return Line(
        f"an archive's films: against the network alone, {name}", ratio, 0.9, at_least=True, note=note
    )


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
