"""``shenton study analyse FILE`` and ``shenton study verify``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the study's commands below ``parser`` (that of ``shenton study``)."""
    commands = parser.add_subparsers(dest="study_command", required=True, metavar="analyse|verify")
    analyse = commands.add_parser("analyse", help="every figure of a table of answers (.imrmc or long CSV)")
    analyse.add_argument("file", type=Path, metavar="FILE", help="reader,case,arm,truth,rating or .imrmc")
    analyse.add_argument("--json", action="store_true", help="every figure at full precision")
    analyse.add_argument("--cutoff", type=float, help="a rating at or above it counts as a fracture")
    analyse.add_argument("--model", default="", metavar="NAME", help="the reader that is the model")
    analyse.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")
    analyse.add_argument("--seed", type=int, default=20190, help="of the bootstrap (20190)")
    verify = commands.add_parser("verify", help="check the statistics on this machine against known figures")
    verify.add_argument("--json", action="store_true", help="every figure at full precision")


def run(args: argparse.Namespace) -> int:
    """Run the command that :func:`add_arguments` parsed; 0 done, 1 a check failed.

    Raises:
        StudyDataError: the file or the settings are refused.
    """
    return _verify(args) if args.study_command == "verify" else _analyse(args)


def _analyse(args: argparse.Namespace) -> int:
    from viewer.study import analyse, files, tables

    settings = analyse.Settings(level=args.level, cutoff=args.cutoff, model=args.model, seed=args.seed)
    result = analyse.analyse(files.read(args.file), settings)
    if args.json:
        sys.stdout.write(json.dumps(analyse.to_json(result), indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.write(tables.text(result))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from viewer.study import verify

    checks = verify.verify()
    sys.stdout.write(verify.to_json(checks) if args.json else verify.text(checks))
    return 0 if all(check.ok for check in checks) else 1
