"""The frozen program beside the clone that it was made from: start to the first pixels, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.bench.measure import Line

PROGRAM = "SHENTON_FROZEN"
"""Names the program; without it the one that ``make package`` leaves in ``dist``."""
ROUNDS = 5
DISPLAY = ":97"
WAIT_S = 60.0
SETTLED_S = 8.0
"""Until the window has loaded its model: what it holds is looked at then."""


def frozen() -> Iterator[Line]:
    """In turns; memory is what the processes hold, what they share counted once (PSS).

    Both run on a screen without a picture (Xvfb), whose memory is watched: the first start of each, which
    fills the disk's cache, does not count.
    """
    import psutil

    program = Path(os.environ.get(PROGRAM, Path(__file__).parents[2] / "dist" / "shenton" / "shenton"))
    if not program.is_file():
        raise SystemExit(f"no frozen program at {program}: make package, or name one with {PROGRAM}")
    commands = {
        "frozen": ([str(program)], Path("/")),
        "clone": ([sys.executable, "-m", "viewer"], program.parents[2]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    megabytes: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as place, _screen(Path(place)) as picture:
        for number in range(ROUNDS + 1):
            for name, (command, where) in commands.items():
                run, taken = _started([*command, "--home", f"{place}/{name}"], where, picture)
                if number:
                    seconds[name].append(taken)
                    time.sleep(SETTLED_S)
                    family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
                    megabytes[name].append(sum(one.memory_full_info().pss for one in family) / 2**20)
                _end(run, picture)
    for what, rows, unit in (("start to the first pixels", seconds, "s"), ("memory", megabytes, "MB")):
        ratio = statistics.median(a / b for a, b in zip(rows["frozen"], rows["clone"], strict=True))
        a, b = (statistics.median(rows[name]) for name in ("frozen", "clone"))
        note = f"{a:.2f} {unit} against {b:.2f} {unit}"
        yield Line(f"the frozen program against the cloned one: {what}", ratio, 2, note=note)


@contextmanager
def _screen(place: Path) -> Iterator[np.memmap]:
    """A screen, and its memory as it changes."""
    size = ["-screen", "0", "1600x1000x24"]
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, *size, "-fbdir", str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        file, until = place / "Xvfb_screen0", time.monotonic() + WAIT_S
        while not (file.is_file() and file.stat().st_size > 1600 * 1000 * 4):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit("Xvfb does not start")
            time.sleep(0.1)
        yield np.memmap(file, np.uint8, "r")[-1600 * 1000 * 4 :].reshape(1000, 1600, 4)[::8, ::8]
    finally:
        server.kill()
        server.wait()


def _started(
    command: Sequence[str], where: Path, picture: np.memmap
) -> tuple[subprocess.Popen[bytes], float]:
    """The program, and the seconds until it has painted a tenth of the screen."""
    environment = {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
    start = time.perf_counter()
    run = subprocess.Popen(
        command, cwd=where, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while np.count_nonzero(picture[..., :3]) < 0.1 * picture[..., :3].size:
        if run.poll() is not None or time.perf_counter() - start > WAIT_S:
            run.kill()
            raise SystemExit(f"{command[0]} painted nothing")
        time.sleep(0.002)
    return run, time.perf_counter() - start


def _end(run: subprocess.Popen[bytes], picture: np.memmap) -> None:
    """The program, and its picture: the next start begins with a black screen."""
    run.kill()
    run.wait()
    until = time.monotonic() + WAIT_S
    while np.count_nonzero(picture[..., :3]) and time.monotonic() < until:
        time.sleep(0.01)
