"""Grab the guide's pictures from the running program:  python packaging/screenshots.py [folder]

Each picture is the real window on the shipped films and the shipped model.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]


def main(out: Path) -> int:
    """Write every picture into ``out``."""
    from PySide6.QtWidgets import QWidget

    from inference import paths
    from inference.aoota import ReaderClass
    from inference.records import Side
    from viewer.app import Application, make_qt
    from viewer.commands.demo import settle, wait

    make_qt(["shenton"])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        application = Application(paths.find(Path(home)))
        window = application.window
        window.resize(1600, 1000)
        application.show()
        wait(lambda: application.desk is not None, "the window")
        desk, bench, services = application.desk, application.bench, application.services
        assert desk is not None
        assert bench is not None
        assert services is not None
        wait(lambda: bool(services.worklist.entries) and not services.worklist.scanning, "films")
        wait(lambda: not services.models.is_loading, "the model")

        def show(name: str) -> None:
            entries = services.worklist.entries
            position = next(n for n, entry in enumerate(entries) if entry.path.name == name)
            window.worklist.select(position)
            wait(
                lambda: (
                    bench.film is not None and bench.film.image.film.path.name == name and not bench.is_asking
                ),
                name,
            )
            settle()

        def grab(name: str, of: QWidget | None = None) -> None:
            settle()
            (of or window).grab().save(str(out / f"{name}.png"))

        def dialog(name: str, open_it: Callable[[], None]) -> None:
            from PySide6.QtCore import QTimer
            from PySide6.QtWidgets import QApplication

            def take() -> None:
                shown = QApplication.activeModalWidget()
                if shown is not None:
                    shown.grab().save(str(out / f"{name}.png"))
                    shown.close()

            QTimer.singleShot(800, take)
            open_it()

        for name in [entry.path.name for entry in services.worklist.entries]:
            show(name)
        show("01.dcm")
        grab("normal")
        show("04.dcm")
        grab("answer")
        window.answer.map.set_on(True)
        grab("window")
        services.readings.choose_class(ReaderClass.A3)
        services.readings.edit(side=Side.LEFT)
        services.readings.commit()
        wait(lambda: not services.readings.can_commit, "the store")
        show("04.dcm")
        grab("reading")
        show("11.dcm")
        grab("no-answer")
        dialog("models", window.actions_["models"].trigger)
        dialog("export", window.actions_["export"].trigger)
        dialog("help", window.actions_["help"].trigger)
        show("04.dcm")
        window.resize(1280, 800)
        grab("small")
        window.close()
        application.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"))
