"""``shenton study``: the arguments of its commands, and the commands that need neither film nor model."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.study.design.sample_size import Films, Variances

_Commands = argparse._SubParsersAction


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the study's commands below ``parser`` (that of ``shenton study``)."""
    commands = parser.add_subparsers(dest="study_command", required=True, metavar="COMMAND")
    _add_running(commands)
    analyse = commands.add_parser("analyse", help="every figure of a table of answers (.imrmc or long CSV)")
    analyse.add_argument(
        "file", type=Path, metavar="FILE", help="reader,case,arm,truth,rating, .imrmc, or a study's folder"
    )
    analyse.add_argument("--json", action="store_true", help="every figure at full precision")
    analyse.add_argument("--cutoff", type=float, help="a rating at or above it counts as a fracture")
    analyse.add_argument("--model-cutoff", type=float, help="the same for the model, on its own scale")
    analyse.add_argument("--model", default="", metavar="NAME", help="the reader that is the model")
    analyse.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")
    analyse.add_argument(
        "--prevalence", type=float, help="share of fractures for predictive values, net benefit"
    )
    analyse.add_argument(
        "--partial-to", type=float, default=0.2, help="1 - specificity where partial areas end"
    )
    analyse.add_argument("--seed", type=int, default=20190, help="of the bootstrap (20190)")
    verify = commands.add_parser("verify", help="check the statistics on this machine against known figures")
    verify.add_argument("--json", action="store_true", help="every figure at full precision")
    _add_size(commands)


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
    sit = commands.add_parser("sit", help="read a study pack, full screen")
    sit.add_argument("pack", type=Path, metavar="PACK")
    sit.add_argument("--key", default="", help="the reader's key; asked for when missing")
    merge = commands.add_parser("merge", help="take result packs in")
    merge.add_argument("folder", type=Path, metavar="STUDY")
    merge.add_argument("packs", type=Path, nargs="+", metavar="PACK")
    report = commands.add_parser("report", help="HTML, PDF, tables and answers of a study")
    report.add_argument("folder", type=Path, metavar="STUDY")
    report.add_argument("--out", required=True, type=Path, help="folder for the report")


def _add_size(commands: _Commands[argparse.ArgumentParser]) -> None:
    size = commands.add_parser("size", help="how many films and readers a study needs")
    kinds = size.add_subparsers(dest="size_command", required=True, metavar="precision|paired|readers")
    precision = kinds.add_parser("precision", help="films for an interval of a given half width")
    precision.add_argument("--expected", type=float, required=True, help="sensitivity or specificity, 0 to 1")
    precision.add_argument("--half-width", type=float, required=True, help="for example 0.05")
    precision.add_argument("--exact", action="store_true", help="Clopper-Pearson in place of Wilson")
    paired = kinds.add_parser("paired", help="films to show that a second reading is not worse")
    paired.add_argument("--first", type=float, required=True, help="proportion of the first reading")
    paired.add_argument("--second", type=float, required=True, help="proportion of the second reading")
    paired.add_argument("--margin", type=float, required=True, help="non-inferiority margin; 0: superiority")
    paired.add_argument("--discordant", type=float, help="share of films on which the two differ")
    for kind in (precision, paired):
        kind.add_argument("--prevalence", type=float, default=1.0, help="share of such films among all")
    readers = kinds.add_parser("readers", help="films for several readers and two arms (MRMC)")
    readers.add_argument("--pilot", type=Path, metavar="FILE", help=".imrmc or long CSV with two arms")
    readers.add_argument(
        "--components", type=float, nargs=6, metavar=("VAR_TR", "VAR", "COV1", "COV2", "COV3", "FILMS"),
        help="Obuchowski-Rockette components in place of a pilot",
    )  # fmt: skip
    readers.add_argument("--difference", type=float, required=True, help="of the AUC, second less first arm")
    readers.add_argument("--margin", type=float, help="show that the second arm is not worse by it")
    readers.add_argument("--readers", type=int, nargs="+", default=[3, 5, 8, 12, 16, 20])
    for kind in (paired, readers):
        kind.add_argument("--power", type=float, default=0.8)
        kind.add_argument("--alpha", type=float, help="0.05 two-sided, 0.025 one-sided")


def run(args: argparse.Namespace) -> int:
    """Run analyse, verify or size as :func:`add_arguments` parsed it; 0 done, 1 a check failed.

    Raises:
        ShentonError: the file or the settings are refused.
    """
    commands = {"verify": _verify, "size": _size, "analyse": _analyse}
    return commands[args.study_command](args)


def _size(args: argparse.Namespace) -> int:
    from viewer.study.design import sample_size

    if args.size_command == "precision":
        found = sample_size.precision(
            args.expected, args.half_width, prevalence=args.prevalence, exact=args.exact
        )
        return _say_films(found, f"half width {found.reached:.4f}")
    if args.size_command == "paired":
        found = sample_size.paired(
            args.first, args.second, args.margin, discordant=args.discordant, power=args.power,
            alpha=args.alpha or 0.025, prevalence=args.prevalence,
        )  # fmt: skip
        return _say_films(found, f"power {found.reached:.3f}")
    parts = _variances(args)
    for count in args.readers:
        films = sample_size.readers(
            parts, count, args.difference, margin=args.margin, power_wanted=args.power, alpha=args.alpha
        )
        told = (
            "no number of films suffices"
            if films is None
            else f"{films.films} films, power {films.reached:.3f}"
        )
        sys.stdout.write(f"{count} readers: {told}\n")
    sys.stdout.write("Hillis, Obuchowski and Berbaum 2011; films of both kinds, mixed as in the pilot.\n")
    return 0


def _say_films(found: Films, reached: str) -> int:
    total = "" if found.total == found.films else f", {found.total} of both kinds"
    sys.stdout.write(f"{found.films} films{total}; {reached}; {found.method}.\n")
    return 0


def _variances(args: argparse.Namespace) -> Variances:
    from inference.errors import StudyError
    from viewer.study.analysis import analyse, answer_files
    from viewer.study.design.sample_size import Variances

    if args.components is not None:
        var_tr, error, cov1, cov2, cov3, films = args.components
        return Variances(var_tr, error, cov1, cov2, cov3, int(films))
    if args.pilot is None:
        raise StudyError("Nothing is known about the readers.", "Give --pilot FILE or --components.")
    result = analyse.analyse(answer_files.read(args.pilot), analyse.Settings(repeats=100))
    for block in result.multireader:
        if (
            block.scope == "pooled"
            and block.figure == "AUC"
            and len(block.arms) == 2
            and block.obuchowski_rockette
        ):
            return Variances.of(block.obuchowski_rockette[0].components, block.films)
    raise StudyError("The pilot has no two arms that several readers rated.", "Give --components instead.")


def _analyse(args: argparse.Namespace) -> int:
    from viewer.study.analysis import analyse, answer_files, tables
    from viewer.study.analysis.summary import tally
    from viewer.study.design import study_folder

    if args.file.is_dir():
        result = tally(study_folder.load(args.file), level=args.level).analysis
    else:
        settings = analyse.Settings(
            level=args.level, cutoff=args.cutoff, model=args.model, seed=args.seed,
            model_cutoff=args.model_cutoff, prevalence=args.prevalence, partial_to=args.partial_to,
        )  # fmt: skip
        result = analyse.analyse(answer_files.read(args.file), settings)
    if args.json:
        sys.stdout.write(json.dumps(analyse.to_json(result), indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.write(tables.text(result))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from viewer.study.analysis import verify

    checks = verify.verify()
    sys.stdout.write(verify.to_json(checks) if args.json else verify.text(checks))
    return 0 if all(check.ok for check in checks) else 1
