"""``shenton-train study``: all systems trained and compared, at full or at toy scale."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from training.benchmark.study import QUICK, Scale, Sets, Study
from training.benchmark.study import run as run_study
from training.errors import TrainingError

log = logging.getLogger(__name__)


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
