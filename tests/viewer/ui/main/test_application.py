"""The whole program as a process of its own: killed, told to end, started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from inference import paths
from tests.viewer.desk import bright_film, home_with_model
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store

READ_AND_WAIT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from inference import paths
from viewer.ui.main import application as app
paths.Paths.shipped_models = property(lambda self: self.data / "no-models")
made = []
real = app.Application.furnish
def furnish(self):
    real(self)
    made.append(self)
app.Application.furnish = furnish
def step():
    if not made or made[0].bench is None:
        return
    s = made[0].services
    if s.readings.saved is not None:
        timer.stop(); print('saved', s.readings.saved.ao_class, flush=True)
    elif s.readings.can_commit and made[0].bench.prediction is not None:
        s.readings.commit()
if __name__ == '__main__':
    timer = QTimer(interval=10)
    timer.timeout.connect(step)
    old = app.make_qt
    def make_qt(*arguments):
        qt = old(*arguments); timer.start(); return qt
    app.make_qt = make_qt
    sys.exit(app.run(paths.find(), [Path(sys.argv[1])]))
"""


def start(film: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", READ_AND_WAIT, str(film)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )


def children_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def ended(processes: list[psutil.Process], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(p.is_running() and p.status() != "zombie" for p in processes):
        time.sleep(0.02)
    return not any(p.is_running() and p.status() != "zombie" for p in processes)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_said_to_be_saved_is_there_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    home_with_model()
    process = start(bright_film(tmp_path / "films", "a.dcm"))
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("saved "), process.communicate(timeout=60)
        children = children_of(process)
        process.send_signal(number)
        process.wait(timeout=120)
    finally:
        process.kill()
        _out, errors = process.communicate()
    assert ended(children)
    if number is not signal.SIGKILL:
        assert process.returncode == 0
        assert errors == ""
    where = paths.find()
    with Store(where.store) as store:
        Maintenance(store).check()
        readings = store.readings()
    assert [str(reading.ao_class) for reading in readings] == [line.split()[1]]
    from viewer.app import settings

    assert settings.read(where.settings)["reader"] == readings[0].reader
