"""``shenton``: the window, or one of the commands that need none."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from viewer.cli.platform_checks import missing_library, no_display


def main(argv: Sequence[str] | None = None) -> int:
    """Run Shenton; the exit status of the program."""
    multiprocessing.freeze_support()
    try:
        return _run(argv)
    except KeyboardInterrupt:  # while it starts; later each command hears of it itself
        _say("interrupted")
        return 130


def _run(argv: Sequence[str] | None) -> int:
    if problem := foreign_inference():
        return _say(problem)
    home, rest = _take_home(list(sys.argv[1:] if argv is None else argv))
    if home is not None:
        os.environ["SHENTON_HOME"] = str(home)
    from inference.errors import ShentonError
    from inference.paths import keep_caches_here

    try:
        keep_caches_here()
    except ShentonError as error:
        return _say(str(error))
    from viewer.cli.main import COMMANDS

    rest = ["self-test" if word == "--self-test" else word for word in rest[:1]] + rest[1:]
    if rest and rest[0] in COMMANDS:
        from viewer.cli.main import main as command

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
    from viewer.cli.main import COMMANDS

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
    from viewer.ui.main.application import run

    return run(paths.find(), files)


def _say(problem: str) -> int:
    sys.stderr.write(f"shenton: {problem}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
