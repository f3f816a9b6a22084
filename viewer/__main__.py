"""``shenton``: the window, or one of the commands that need none."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

DEBIAN_LIBRARIES: Final = (
    "libgl1 libegl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
)
DEBIAN_X11: Final = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"


def main(argv: Sequence[str] | None = None) -> int:
    """Run Shenton; the exit status of the program."""
    multiprocessing.freeze_support()
    if problem := foreign_inference():
        return _say(problem)
    home, rest = _take_home(list(sys.argv[1:] if argv is None else argv))
    if home is not None:
        os.environ["SHENTON_HOME"] = str(home)
    from viewer.cli import COMMANDS

    if rest and rest[0] in COMMANDS:
        from viewer.cli import main as command

        return command(rest)
    arguments = _parser().parse_args(rest)
    return show_window(arguments.files)


def foreign_inference() -> str:
    """What is wrong when another package named ``inference`` was imported; PyPI has one."""
    try:
        import inference

        if getattr(inference, "SHENTON_ROOM", None) == "inference":
            return ""
        where = getattr(inference, "__file__", None) or "an unknown place"
    except ImportError as error:
        return f"Shenton's own package `inference` is missing ({error}). Install Shenton again."
    return (
        f"Another package named `inference` hides Shenton's own ({where}). "
        "Install Shenton in a virtual environment of its own, or run: pip uninstall inference"
    )


def _take_home(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """``--home`` wherever it stands, so that every command and the decode process agree on it."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", type=Path)
    known, rest = parser.parse_known_args(arguments)
    return known.home, rest


def _parser() -> argparse.ArgumentParser:
    import inference
    from viewer.cli import COMMANDS

    parser = argparse.ArgumentParser(
        prog="shenton",
        description="Reads frontal pelvic radiographs offline. Research use only, not for diagnosis.",
        epilog=f"Without a window: shenton {{{'|'.join(COMMANDS)}}} --help",
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="film, folder or DICOMDIR")
    parser.add_argument("--home", type=Path, help="folder for this user's data instead of the usual ones")
    parser.add_argument("--version", action="version", version=f"shenton {inference.__version__}")
    return parser


def show_window(files: Sequence[Path]) -> int:
    """Open the window, or say in one line why that is not possible here."""
    if problem := no_display() or missing_library():
        return _say(problem)
    from inference import paths
    from viewer.app import run

    return run(paths.find(), files)


def no_display() -> str:
    """Why no window can be shown here, when there is no display."""
    given = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform != "linux" or any(os.environ.get(name) for name in given):
        return ""
    return "There is no display. The same work without a window: shenton demo --out DIR"


def missing_library() -> str:
    """The system library that Qt lacks, and how to get it."""
    try:
        import PySide6.QtWidgets  # noqa: F401  (loading it is the check)
    except ModuleNotFoundError:
        return "PySide6 is not installed. Run: make setup"
    except ImportError as error:
        return f"Qt cannot start: {error}. On Debian: sudo apt-get install -y {DEBIAN_LIBRARIES}"
    return _missing_x11()


def _missing_x11() -> str:
    """Qt's X11 plugin ends the whole program when libxcb-cursor is missing, so it is asked for first."""
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
        return ""
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return ""
    import ctypes

    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        return f"Qt cannot open a window: {error}. On Debian: sudo apt-get install -y {DEBIAN_X11}"
    return _silent_display()


def _silent_display() -> str:
    """Whether the X server that DISPLAY names answers; where it does not, Qt ends the whole program, too."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return ""  # Qt says so itself
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if not failed:
        return ""
    return (
        f"The display {os.environ.get('DISPLAY')} does not answer. "
        "The same work without a window: env -u DISPLAY shenton demo --out DIR"
    )


def _say(problem: str) -> int:
    sys.stderr.write(f"shenton: {problem}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
