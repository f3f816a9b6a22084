"""``shenton-train report-study``: what reports gain, by system, decoder, number of films and seed."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from inference import unused_options
from inference.stats import bootstrap
from training.benchmark.report_study import KINDS, ReportStudy, write_table
from training.benchmark.report_study import run as run_study
from training.cli.options.argument_types import at_least

log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument("--data", type=Path, required=True, help="training films with reports")
    made.add_argument("--val", type=Path, required=True, help="validation films: they choose the best epoch")
    made.add_argument("--test", type=Path, required=True, help="films that every run answers")
    made.add_argument("--out", type=Path, required=True, help="folder of the study; started again it goes on")
    made.add_argument("--sizes", type=at_least(0), nargs="+", default=[0], help="training films; 0: all")
    made.add_argument("--seeds", type=at_least(0), nargs="+", default=[1, 2, 3])
    made.add_argument("--systems", choices=tuple(KINDS), nargs="+", default=list(KINDS))
    made.add_argument("--cross", type=Path, help="films with reports to cross-validate on, of other patients")
    made.add_argument("--folds", type=at_least(2), default=5)
    made.add_argument(
        "--table", action="store_true", help="run nothing: the table of what is finished by now"
    )
    made.add_argument("plan", nargs="*", help="after --, options of report that every training has")


def run(args: argparse.Namespace, command: Callable[[Sequence[str]], int]) -> int:
    """Train what is missing, compare, write the table.

    Args:
        command: runs one ``shenton-train`` command in this process; its exit status.
    """
    study, rounds = study_of(args), bootstrap.ROUNDS
    if args.table:
        path = write_table(study, rounds)
    else:
        path = run_study(study, command, lambda words: log.info("%s", words), rounds)
    log.info("%s", path.read_text("utf8"))
    return 0


def study_of(args: argparse.Namespace) -> ReportStudy:
    """The study that the options describe.

    Raises:
        ShentonError: an option is given that has no use.
    """
    if args.cross is None:
        unused_options.refuse_without(args, {"folds": 5}, "--cross")
    names = ("data", "val", "test")
    films = tuple(word for name in names for word in (f"--{name}", str(getattr(args, name).absolute())))
    return ReportStudy(
        out=args.out.absolute(),
        films=films,
        crossed=("--data", str(args.cross.absolute())) if args.cross else (),
        sizes=tuple(sorted(set(args.sizes), key=lambda size: (size == 0, size))),
        seeds=tuple(dict.fromkeys(args.seeds)),
        kinds=tuple(kind for kind in KINDS if kind in args.systems),
        folds=args.folds,
        plan=tuple(args.plan),
    )
