"""Grab the guide's pictures from the running program:  python packaging/screenshots.py [folder]

Each picture is the real window on the shipped films and the shipped model.  Windows with a film are JPEG, to
stay small: pictures stay in the history for ever.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from viewer.ui.main.application import Application

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
MEASURES: Final = (
    ("centre_edge", ((336, 488), (670, 526), (758, 508), (823, 435))),
    ("leg_length", ((336, 488), (670, 526), (222, 624), (792, 680))),
    ("neck_shaft", ((269, 464), (189, 503), (147, 694), (144, 907))),
)
"""By kind and film points, on film 01."""


class Camera:
    """Drives the running program and writes what its window shows."""

    def __init__(self, application: Application, out: Path) -> None:
        from viewer.cli.demo import settle, wait

        self._settle, self.wait, self._out = settle, wait, out
        self.application, self.window = application, application.window
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
        self.window.message.setText("")  # what a busy computer says of itself is no part of a picture

    def show(self, name: str) -> None:
        """Bring a film and its answer on screen."""
        from inference.errors import ModelOutputError

        self.window.worklist.select(self.names.index(name))
        self.wait(lambda: self._shown() == name and not self.bench.is_asking, name)
        self.wait(lambda: self.services.readings.loaded, "its readings and measures")
        if isinstance(self.bench.answer_error, ModelOutputError):
            raise SystemExit("The model took too long on this busy computer: take the pictures later.")
        self._settle()

    def _shown(self) -> str:
        return self.bench.film.image.film.path.name if self.bench.film is not None else ""

    def grab(self, name: str, widget: QWidget | None = None, kind: str = "jpg") -> None:
        """Write the window, or another widget."""
        self._settle()
        quality = 80 if kind == "jpg" else -1
        (widget or self.window).grab().save(str(self._out / f"{name}.{kind}"), quality=quality)

    def do(self, action: str) -> None:
        """Trigger an action of the table."""
        self.window.actions_[action].trigger()
        self._settle()

    def dialog(self, action: str, look: Callable[[Any], object] | None = None) -> None:
        """Open a dialog by its action, write it, or look into it; close it."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        def take() -> None:
            shown = QApplication.activeModalWidget()
            if shown is None:
                return
            try:
                look(shown) if look is not None else self.grab(action, shown, "png")
            finally:
                shown.close()

        QTimer.singleShot(800, take)
        self.window.actions_[action].trigger()

    def menus(self) -> Iterator[tuple[str, QWidget]]:
        """Each menu, open, by its title."""
        from PySide6.QtWidgets import QMenu

        for action in self.window.menuBar().actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.popup(self.window.mapToGlobal(self.window.rect().topLeft()))
                yield action.text().replace("&", ""), menu
                menu.close()

    def measures(self) -> None:
        """Some measures of the hip on film 01."""
        from inference.imaging.measure import Measure, MeasureKind

        desk = self.application.desk
        assert desk is not None
        desk.view.set_measures([Measure(MeasureKind(kind), points) for kind, points in MEASURES])

    def compare(self) -> None:
        """Lay the opposite hip beside this one."""
        self.window.actions_["mirror_compare"].trigger()
        self.wait(self.window.film_split.widget(1).isVisible, "the opposite hip")

    def answer(self) -> None:
        """Read the film on screen as A3, left."""
        from inference.aoota import ReaderClass
        from inference.records import Side

        readings = self.services.readings
        readings.choose_class(ReaderClass.A3)
        readings.edit(side=Side.LEFT)
        readings.commit()
        self.wait(lambda: not readings.can_commit, "the store")


def take_all(camera: Camera) -> None:
    """Every picture of the guide."""
    camera.show("04.dcm")
    camera.window.answer.map.set_on(True)
    camera.grab("window")
    camera.answer()
    camera.show("04.dcm")
    camera.grab("reading")
    camera.show("11.dcm")
    camera.grab("no-answer")
    camera.show("01.dcm")
    camera.measures()
    camera.grab("measures")
    camera.show("01.dcm")
    camera.compare()
    camera.grab("mirror")
    camera.do("mirror_compare")
    camera.show("04.dcm")
    for action in ("report_text", "models", "export", "from_pacs", "help", "display_check"):
        camera.dialog(action)


def take_panes(out: Path) -> None:
    """Four films: three made one patient's for this picture, and another's."""
    from inference import paths
    from viewer.ui.main.application import Application

    with tempfile.TemporaryDirectory() as home:
        films = one_patient(Path(home) / "films")
        application = Application(paths.find(Path(home)), [films])
        camera = Camera(application, out)
        for name in reversed(camera.names):
            camera.show(name)
        assert application.desk is not None
        layouts = application.desk.layouts
        camera.do("panes_4")
        camera.wait(lambda: all(pane.view.image() is not None for pane in layouts.panes[:2]), "the priors")
        layouts.put(layouts.panes[2], films / camera.names[-1])
        camera.wait(lambda: layouts.panes[2].view.image() is not None, "another film")
        camera.grab("panes")
        application.window.close()
        application.close()


def one_patient(folder: Path) -> Path:
    """Four of the shipped films; the first three under one patient's number, a year apart."""
    import pydicom

    from inference.paths import resources

    folder.mkdir(parents=True)
    for number, name in enumerate(("03.dcm", "02.dcm", "05.dcm", "09.dcm")):
        film = pydicom.dcmread(resources() / "films" / name)
        if number < 3:
            film.PatientID, film.PatientName = "SYNTHETIC-1", "Synthetic^Film"
            film.PatientSex, film.PatientAge, film.PatientBirthDate = "F", f"{60 - number:03}Y", ""
            film.StudyDate = film.AcquisitionDate = f"{2024 - number}0310"
        film.save_as(folder / f"{number + 1}.dcm")
    return folder


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
            camera.grab(f"window-{code}")
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
    take_panes(out)
    take_languages(qt, out)
    del qt
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Grab the guide's pictures from the running program.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    chosen = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as notes:  # the store's notes are not the user's, either
        os.environ["SHENTON_HOME"] = notes
        status = main(chosen)
    sys.exit(status)
