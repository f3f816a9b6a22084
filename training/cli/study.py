"""``shenton-train study``: all systems trained and compared, at full or at toy scale."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from training.benchmark.study import QUICK, Scale, Sets, Study
from training.benchmark.study import run as run_study
from training.cli.options.argument_types import at_least
from training.errors import TrainingError

log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command but the machine's."""
    made.add_argument("--out", type=Path, required=True, help="folder of the study; started again it goes on")
    made.add_argument("--quick", action="store_true", help="toy scale: shows that every step runs")
    made.add_argument("--data", type=Path, help="training films with reports.jsonl; without: made")
    made.add_argument("--val", type=Path, help="validation films, with --data")
    made.add_argument("--test", type=Path, help="test films, with --data")
    made.add_argument("--limbs", type=Path, help="limb films: FracAtlas, or made by synth; without: made")
    made.add_argument("--epochs", type=at_least(0), default=0, help="of each training; 0: as the scale says")
    made.add_argument("--imagenet", action="store_true", help="four more rows, on an encoder from ImageNet")
    made.add_argument(
        "--jobs", type=at_least(1), default=1, help="trainings at once, each in its own process"
    )


def run(args: argparse.Namespace, run_command: Callable[[Sequence[str]], int]) -> int:
    """Make films, train, export, evaluate, write the table.

    Args:
        run_command: runs one ``shenton-train`` command in this process; its exit status.
    """
    one = run_command if args.jobs == 1 else _in_process_of_its_own
    path = run_study(study_of(args), one, lambda words: log.info("%s", words), args.jobs)
    log.info("%s", path.read_text("utf8"))
    return 0


def _in_process_of_its_own(words: Sequence[str]) -> int:
    """Exit status of a command; trainings beside one another need a process each."""
    return subprocess.run([sys.executable, "-m", "training.cli.main", *words], check=False).returncode


def study_of(args: argparse.Namespace) -> Study:
    """The study that the options describe.

    Raises:
        TrainingError: some of the three sets of films are given, but not all.
    """
    given = [folder for folder in (args.data, args.val, args.test) if folder is not None]
    if len(given) not in (0, 3):
        raise TrainingError("Some sets of films are missing.", "Give --data, --val and --test, or none.")
    scale = QUICK if args.quick else Scale()
    if args.epochs:
        scale = replace(scale, epochs=args.epochs, limb_epochs=args.epochs, report_epochs=args.epochs)
        scale = replace(scale, lite_epochs=(args.epochs, args.epochs))
    out = args.out.absolute()
    films = out / "films"
    made = [films / name for name in ("train", "val", "test")]
    train, val, test = (folder.absolute() for folder in given or made)
    limbs = args.limbs.absolute() if args.limbs else films / "limb-films"
    options = ("--device", args.device, "--precision", args.precision, "--threads", str(args.threads))
    sets = Sets(train, val, test, limbs)
    return Study(out, scale, sets, bool(given), args.limbs is not None, options, args.imagenet)
