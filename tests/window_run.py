"""The window as a user has it, run under the guard: open, answer, read, save, close.

``python -m tests.window_run FOLDER``: exits with 0 once a reading is in the store.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 150.0


def main() -> int:
    from inference import paths
    from inference.aoota import ReaderClass
    from inference.records import Side
    from viewer.ui.main.application import Application, make_qt

    qt = make_qt(["shenton"])
    app = Application(paths.find(), [Path(sys.argv[1])])
    app.window.resize(1280, 800)
    app.show()

    def until(done: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the window did not come so far")
            qt.processEvents()
            time.sleep(0.005)

    until(lambda: app.bench is not None and app.bench.film is not None)
    assert app.bench is not None
    assert app.services is not None
    bench, readings = app.bench, app.services.readings
    until(lambda: (bench.given is not None or bench.answer_error is not None) and readings.loaded)
    assert bench.given is not None, bench.answer_error
    readings.choose_class(ReaderClass.A1)
    readings.edit(side=Side.LEFT)
    until(lambda: readings.can_commit)
    readings.commit()
    until(lambda: readings.saved is not None)
    app.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
