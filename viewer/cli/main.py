"""The commands that need no window: ``shenton predict``, ``render``, ``export`` and the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from inference.closed_output import quietly
from inference.errors import ShentonError
from inference.messages import system_reason

COMMANDS: Final = ("predict", "render", "export", "pacs", "doctor", "demo", "study", "store", "self-test")


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command; nothing heavy is imported to build it."""
    parser = argparse.ArgumentParser(
        prog="shenton", description="Research use only, not for diagnosis.", allow_abbrev=False
    )
    parser.add_argument("--home", type=Path, help="folder for this user's data instead of the usual ones")
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))

    from viewer.cli import export, pacs, predict_arguments, study_arguments

    predict_arguments.add_arguments(commands.add_parser("predict", help="answer films and write a table"))
    _add_render(commands.add_parser("render", help="write each film's default display as a grey PNG"))
    export.add_arguments(commands.add_parser("export", help="export the readings, de-identified by default"))
    pacs.add_arguments(
        commands.add_parser("pacs", help="ask a PACS, fetch films from it, send readings to it")
    )
    _add_doctor(commands.add_parser("doctor", help="check the installation and say what is missing"))
    commands.add_parser("self-test", help="decode every syntax and run the models, against known results")
    _add_demo(
        commands.add_parser("demo", help="do the main job on the demonstration films, without a display")
    )
    _add_store(commands.add_parser("store", help="check, back up, restore or merge the store of readings"))
    study_arguments.add_arguments(
        commands.add_parser("study", help="run and analyse reader studies, verify the statistics")
    )
    return parser


def _add_render(parser: argparse.ArgumentParser) -> None:
    """What ``shenton render`` takes."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="film, folder or DICOMDIR")
    parser.add_argument("--out", required=True, type=Path, help="folder for the pictures")
    parser.add_argument("--overlay", action="store_true", help="also draw the heat map (colour PNG)")
    parser.add_argument("--model", type=Path, help="bundle folder for --overlay")


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    """What ``shenton doctor`` takes."""
    parser.add_argument("--bench", action="store_true", help="milliseconds a film for each engine here")
    parser.add_argument(
        "--release",
        type=Path,
        metavar="FILE",
        help="what a signed release file that you brought would change",
    )
    parser.add_argument("--model", type=Path, help="bundle folder for --bench")


def _add_demo(parser: argparse.ArgumentParser) -> None:
    """What ``shenton demo`` takes."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="films instead of the shipped ones"
    )
    parser.add_argument("--out", type=Path, default=Path("demo-out"), help="folder for pictures and table")
    parser.add_argument("--films", type=int, default=0, help="at most so many films (0: all)")


def _add_store(parser: argparse.ArgumentParser) -> None:
    """What ``shenton store`` takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar="check|backup|restore|merge")
    check = what.add_parser("check", help="check file, rows and audit chain")
    check.add_argument(
        "--accept", action="store_true", help="take a store that was cut short or replaced as it is now"
    )
    for name, words in (
        ("backup", "write a whole, checked copy"),
        ("restore", "put a backup in the place of the store, which is kept"),
        ("merge", "take in what another store holds and this one lacks"),
    ):
        made = what.add_parser(name, help=words)
        made.add_argument("file", type=Path, metavar="FILE", nargs="?" if name == "merge" else None)
        if name == "merge":
            made.add_argument(
                "--all", type=Path, metavar="DIR", help="every store in a folder, each by itself"
            )
        if name == "restore":
            made.add_argument("--yes", action="store_true", help="do not ask")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (0 done, 1 a stated error, 130 interrupted)."""
    args = build_parser().parse_args(argv)
    name = args.command.replace("-", "_")
    run: Callable[[argparse.Namespace], int] = import_module(f"viewer.cli.{name}").run
    try:
        return quietly(lambda: run(args))
    except ShentonError as error:
        print(f"shenton: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a disk may refuse wherever it is touched
        print(f"shenton: The system refused: {system_reason(error)}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("shenton: interrupted", file=sys.stderr)
        return 130
