"""Grab the guide's pictures from the running program:  python packaging/screenshots.py [folder]

Each picture is the real window on the shipped films and the shipped model.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from viewer.ui.main.application import Application

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]


class Camera:
    """Drives the running program and writes what its window shows."""

    def __init__(self, application: Application, out: Path) -> None:
        from viewer.cli.demo import settle, wait

        self._settle, self._wait, self._out = settle, wait, out
        self.window = application.window
        self.window.resize(1600, 1000)
        application.show()
        wait(lambda: application.desk is not None, "the window")
        assert application.bench is not None
        assert application.services is not None
        self.bench, self.services = application.bench, application.services
        worklist = self.services.worklist
        wait(lambda: bool(worklist.entries) and not worklist.scanning, "films")
        wait(lambda: not self.services.models.is_loading, "the model")
        self.names = [entry.path.name for entry in worklist.entries]

    def show(self, name: str) -> None:
        """Bring a film and its answer on screen."""
        self.window.worklist.select(self.names.index(name))
        self._wait(lambda: self._shown() == name and not self.bench.is_asking, name)
        self._settle()

    def _shown(self) -> str:
        return self.bench.film.image.film.path.name if self.bench.film is not None else ""

    def grab(self, name: str, kind: str = "png") -> None:
        """Write the window."""
        self._settle()
        self.window.grab().save(str(self._out / f"{name}.{kind}"), quality=80 if kind == "jpg" else -1)

    def dialog(self, action: str) -> None:
        """Open a dialog by its action, write it, close it."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        def take() -> None:
            shown = QApplication.activeModalWidget()
            if shown is not None:
                shown.grab().save(str(self._out / f"{action}.png"))
                shown.close()

        QTimer.singleShot(800, take)
        self.window.actions_[action].trigger()

    def compare(self) -> None:
        """Lay the opposite hip beside this one."""
        self.window.actions_["mirror_compare"].trigger()
        self._wait(self.window.film_split.widget(1).isVisible, "the opposite hip")

    def answer(self) -> None:
        """Read the film on screen as A3, left."""
        from inference.aoota import ReaderClass
        from inference.records import Side

        readings = self.services.readings
        readings.choose_class(ReaderClass.A3)
        readings.edit(side=Side.LEFT)
        readings.commit()
        self._wait(lambda: not readings.can_commit, "the store")


def take_all(camera: Camera) -> None:
    """Every picture of the guide."""
    for name in camera.names:
        camera.show(name)
    camera.show("01.dcm")
    camera.grab("normal")
    camera.show("04.dcm")
    camera.grab("answer")
    camera.window.answer.map.set_on(True)
    camera.grab("window")
    camera.answer()
    camera.show("04.dcm")
    camera.grab("reading")
    camera.show("11.dcm")
    camera.grab("no-answer")
    camera.show("01.dcm")
    camera.compare()
    camera.grab("mirror")
    camera.window.actions_["mirror_compare"].trigger()
    for action in ("models", "export", "from_pacs", "help", "display_check"):
        camera.dialog(action)
    camera.show("04.dcm")
    camera.window.resize(1280, 800)
    camera.grab("small")


def take_languages(qt: QApplication, out: Path) -> None:
    """The window in each other language; JPEG, to stay small."""
    from inference import paths
    from viewer.app.languages import FONTS, put_in_force
    from viewer.ui.main.application import Application
    from viewer.ui.shell import theme

    for code, fonts in FONTS.items():
        put_in_force(qt, code)
        theme.apply(qt, fonts)
        with tempfile.TemporaryDirectory() as home:
            application = Application(paths.find(Path(home)))
            camera = Camera(application, out)
            camera.window.resize(1280, 800)
            camera.show("04.dcm")
            camera.window.answer.map.set_on(True)
            camera.grab(f"window-{code}", "jpg")
            application.window.close()
            application.close()


def main(out: Path) -> int:
    """Write every picture into ``out``."""
    from inference import paths
    from viewer.ui.main.application import Application, make_qt

    qt = make_qt(["shenton"])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        application = Application(paths.find(Path(home)))
        take_all(Camera(application, out))
        application.window.close()
        application.close()
    take_languages(qt, out)
    del qt
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Grab the guide's pictures from the running program.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    sys.exit(main(parser.parse_args().folder))
