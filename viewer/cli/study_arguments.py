"""``shenton study``: the arguments of its commands, and the commands that need neither film nor model."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Final

from inference import unused_options
from inference.messages import and_list
from inference.stats.records import StudyDataError
from viewer.cli import study_size

_OF_RATINGS: Final = {"partial_to": 0.2, "seed": 20190}
"""Options that analyse takes for a table of ratings alone, with their defaults."""
_OF_TABLES: Final = {
    "cutoff": None, "model_cutoff": None, "model": "", "prevalence": None, "one_scale": False,
}  # fmt: skip
"""Those that it takes for a table, and not for a study's folder, whose protocol says them."""
_Commands = argparse._SubParsersAction


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the study's commands below ``parser`` (that of ``shenton study``)."""
    commands = parser.add_subparsers(dest="study_command", required=True, metavar="COMMAND")
    _add_running(commands)
    analyse = commands.add_parser("analyse", help="every figure of a table of answers (.imrmc or long CSV)")
    analyse.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="reader,case,arm,truth,rating (with lesion: marks, see docs); .imrmc; a study's folder",
    )
    analyse.add_argument("--json", action="store_true", help="every figure at full precision")
    analyse.add_argument("--cutoff", type=float, help="a rating at or above it counts as a fracture")
    analyse.add_argument("--model-cutoff", type=float, help="the same for the model, on its own scale")
    analyse.add_argument("--model", default="", metavar="NAME", help="the reader that is the model")
    analyse.add_argument(
        "--one-scale", action="store_true", help="readers rated on one scale, however far their ratings go"
    )
    analyse.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")
    analyse.add_argument(
        "--prevalence", type=float, help="share of fractures for predictive values, net benefit"
    )
    analyse.add_argument(
        "--partial-to",
        type=float,
        default=_OF_RATINGS["partial_to"],
        help="1 - specificity where partial areas end",
    )
    analyse.add_argument("--seed", type=int, default=_OF_RATINGS["seed"], help="of the bootstrap (20190)")
    verify = commands.add_parser("verify", help="check the statistics on this machine against known figures")
    verify.add_argument("--json", action="store_true", help="every figure at full precision")
    study_size.add_arguments(commands)


def _add_running(commands: _Commands[argparse.ArgumentParser]) -> None:
    new = commands.add_parser("new", help="write a protocol to edit")
    new.add_argument("folder", type=Path, metavar="STUDY", help="the study's folder, made when missing")
    new.add_argument("--title", default="Reader study")
    new.add_argument("--design", default="sequential", help="unaided, aided, sequential or crossover")
    new.add_argument("--films", default="films", help="folder of the films, relative to the study's")
    new.add_argument("--reference", default="", help="CSV with film and truth; default: the films' own truth")
    new.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="CODE[:SPECIALTY[:YEARS]]",
        help="once for each reader",
    )
    lock = commands.add_parser("lock", help="draw the films, ask the model, and lock the study")
    lock.add_argument("folder", type=Path, metavar="STUDY")
    lock.add_argument("--model", type=Path, help="bundle folder; the default is the one in use")
    lock.add_argument("--no-model", action="store_true", help="no model's curve beside unaided readers")
    pack = commands.add_parser("pack", help="write a study pack for each reader, and print the keys")
    pack.add_argument("folder", type=Path, metavar="STUDY")
    pack.add_argument("--reader", action="append", default=[], metavar="CODE", help="default: every reader")
    pack.add_argument(
        "--propose-boxes", type=Path, metavar="FILE", help="write boxes over possible text, and stop"
    )
    pack.add_argument("--boxes", type=Path, metavar="FILE", help="boxes that a human has confirmed")
    pack.add_argument(
        "--burned-in-reviewed",
        action="store_true",
        help="you have looked at the films: no text in their pictures names a patient",
    )
    sit = commands.add_parser("sit", help="read a study pack, full screen")
    sit.add_argument("pack", type=Path, metavar="PACK")
    sit.add_argument("--key", default="", help="the reader's key; asked for when missing")
    merge = commands.add_parser("merge", help="take result packs in")
    merge.add_argument("folder", type=Path, metavar="STUDY")
    merge.add_argument("packs", type=Path, nargs="+", metavar="PACK")
    report = commands.add_parser("report", help="HTML, PDF, tables and answers of a study")
    report.add_argument("folder", type=Path, metavar="STUDY")
    report.add_argument("--out", required=True, type=Path, help="folder for the report")


def run(args: argparse.Namespace) -> int:
    """Run analyse, verify or size as :func:`add_arguments` parsed it; 0 done, 1 a check failed.

    Raises:
        ShentonError: the file or the settings are refused.
    """
    commands = {"verify": _verify, "size": study_size.run, "analyse": _analyse}
    return commands[args.study_command](args)


def _analyse(args: argparse.Namespace) -> int:
    from viewer.study.analysis import analyse, cited, tables
    from viewer.study.analysis.answers import answer_files
    from viewer.study.analysis.answers.cells import read_text
    from viewer.study.analysis.localisation import marks_csv
    from viewer.study.analysis.summary import tally
    from viewer.study.design import study_folder
    from viewer.study.report import front, write

    first = ""
    if not args.file.is_dir() and marks_csv.is_marks(text := read_text(args.file)):
        return _localise(text, args)
    if args.file.is_dir():  # its protocol says all but the level
        unused_options.refuse(args, {**_OF_TABLES, **_OF_RATINGS}, "a study's folder")
        found = tally(study_folder.load(args.file), level=args.level)
        result, values = found.analysis, write.answered(found) if args.json else None
        first = "".join(f"{line}\n" for line in front.sentences(found))
    else:
        settings = analyse.Settings(
            level=args.level, cutoff=args.cutoff, model=args.model, seed=args.seed,
            model_cutoff=args.model_cutoff, prevalence=args.prevalence, partial_to=args.partial_to,
            one_scale=args.one_scale,
        )  # fmt: skip
        result = analyse.analyse(answer_files.read(args.file), settings)
        values = cited.to_json(result) if args.json else None
    if args.json:
        sys.stdout.write(json.dumps(values, indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.write(f"{first}\n{tables.text(result)}" if first else tables.text(result))
    return 0


def _localise(text: str, args: argparse.Namespace) -> int:
    from viewer.study.analysis.localisation import localise, marks_csv, tables

    unused = (args.cutoff, args.model_cutoff, args.prevalence)
    if any(value is not None for value in unused):
        raise StudyDataError(
            "A table of marks has no cut-off and no prevalence.", "Leave out --cutoff and --prevalence."
        )
    unused_options.refuse(args, {**_OF_RATINGS, "one_scale": False}, "a table of marks")
    table = marks_csv.parse(text)
    if args.model and args.model not in table.readers:
        raise StudyDataError(
            "No reader is called {model}.",
            "The readers are {readers}.",
            model=args.model[:40],
            readers=and_list(table.readers[:20]),
        )
    found = localise.analyse(table, args.level, apart=args.model)
    if args.json:
        sys.stdout.write(json.dumps(tables.to_json(found), indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.write(tables.text(found))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from viewer.study.analysis import verify

    checks = verify.verify()
    sys.stdout.write(verify.to_json(checks) if args.json else verify.text(checks))
    return 0 if all(check.ok for check in checks) else 1
