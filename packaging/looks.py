"""The window at every size, scale and language, to be looked at:  python packaging/looks.py FOLDER [FILM...]

Each line of :data:`LOOKS` is a run of its own, as Qt takes its scale at the start.  Without films: the
shipped ones.  Films of patients stay out of the project, and so do their pictures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from screenshots import Camera

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Look(NamedTuple):
    """One run: logical pixels of the window, Qt's scale, language."""

    width: int
    height: int
    scale: str = "1"
    language: str = "en"

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}-{self.scale}-{self.language}"


LOOKS: Final = (
    Look(1280, 800),
    Look(1920, 1080),
    Look(3840, 2160),
    Look(1280, 800, "1.5"),
    Look(1280, 800, language="ko"),
    Look(1280, 800, language="zh_TW"),
)
DIALOGS: Final = (
    "report_text", "preferences", "export", "from_pacs", "site_thresholds", "points", "models", "store",
    "history", "help", "display_check", "about",
)  # fmt: skip


def take(look: Look, out: Path, films: list[Path]) -> None:
    """The pictures of one run."""
    import screenshots

    from inference import paths
    from viewer.app.languages import FONTS, put_in_force
    from viewer.ui.main.application import Application, make_qt
    from viewer.ui.shell import theme

    qt = make_qt(["shenton"])
    put_in_force(qt, look.language)
    theme.apply(qt, FONTS.get(look.language, ()))
    with tempfile.TemporaryDirectory() as home:
        os.environ["SHENTON_HOME"] = home  # what the store notes beside itself is not the user's, either
        application = Application(paths.find(Path(home)), films)
        camera = screenshots.Camera(application, out)
        camera.window.resize(look.width, look.height)
        walk(camera, look)
        application.window.close()
        application.close()
    del qt


def walk(camera: Camera, look: Look) -> None:
    """The window with an answer, a reading, four films; menus and dialogs at the first size."""
    camera.show(camera.names[0])
    camera.grab(f"{look.name}-film", kind="png")
    camera.window.answer.map.set_on(True)
    camera.grab(f"{look.name}-answer", kind="png")
    camera.answer()
    camera.grab(f"{look.name}-reading", kind="png")
    camera.do("panes_4")
    camera.grab(f"{look.name}-panes", kind="png")
    camera.do("panes_1")
    if look is LOOKS[0]:
        for title, menu in camera.menus():
            camera.grab(f"menu-{title}", menu, "png")
        for action in DIALOGS:
            camera.dialog(action)


def main(arguments: Any) -> int:
    """Every run, one after another; 1 where one failed."""
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.only is not None:
        take(LOOKS[arguments.only], arguments.folder, arguments.films)
        return 0
    failed = 0
    for number, look in enumerate(LOOKS):
        environment = {**os.environ, "QT_SCALE_FACTOR": look.scale}
        command = [sys.executable, __file__, str(arguments.folder), *map(str, arguments.films)]
        failed |= subprocess.call([*command, "--only", str(number)], env=environment)
    return int(bool(failed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The window at every size, scale and language.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("films", type=Path, nargs="*", help="films or folders in place of the shipped ones")
    parser.add_argument("--only", type=int, choices=range(len(LOOKS)), help="one run of the table alone")
    sys.exit(main(parser.parse_args()))
