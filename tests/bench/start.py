"""Start to the first painted window, and memory with a large film and the model open."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests import films
from tests.bench.films import large
from tests.bench.measure import Line, in_turns

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        import os
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import os, sys
from viewer.ui.main import application as app
from inference import paths
qt = app.make_qt(["shenton"])
program = app.Application(paths.find())
program.window.painted_first.disconnect()
program.window.painted_first.connect(lambda: os._exit(0))
program.show()
qt.exec()
"""

MEMORY = """
import sys
from pathlib import Path
import psutil
from inference import paths
from viewer.ui.main import application as app
from viewer.cli.demo import settle, wait
qt = app.make_qt(["shenton"])
program = app.Application(paths.find(), [Path(sys.argv[1])])
program.window.resize(1920, 1080)
program.show()
wait(lambda: program.bench is not None and program.bench.film is not None, "film")
wait(lambda: program.bench.given is not None or program.bench.answer_error is not None, "answer")
settle(2.0)
print(psutil.Process().memory_info().rss / 2**20)
program.window.close()
program.close()
"""


def _python(code: str, home: Path, *arguments: str) -> str:
    where = {
        "SHENTON_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "",  # an installed program has its bytecode
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | where,
    )
    return done.stdout


def first_paint() -> Iterator[Line]:
    """Our window against a bare PySide6 window, each as a whole process."""
    with tempfile.TemporaryDirectory() as home:
        ours, bare, ratio = in_turns(
            partial(_python, OURS, Path(home)), partial(_python, BARE, Path(home)), 7
        )
    note = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Line("start to first painted window: against a bare window", ratio, 3, note=note)


def memory() -> Iterator[Line]:
    """Resident memory of the window's process; the decode child is not counted."""
    with tempfile.TemporaryDirectory() as home:
        film = films.make_film(Path(home), stored=large(), bits=16)
        megabytes = float(_python(MEMORY, Path(home), str(film)))
    yield Line("memory with a 2,688 x 2,688 film and the model open", megabytes, 400, "MB")
