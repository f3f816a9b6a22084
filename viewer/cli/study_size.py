"""``shenton study size``: how many films and readers a study needs."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference import unused_options
from inference.errors import StudyError

if TYPE_CHECKING:
    from viewer.study.analysis.multireader import MultiReader
    from viewer.study.design.sample_size import Films, Plan, Variances

_OF_EXPECTED: Final[dict[str, Any]] = {
    "between": 0.1, "of": 0, "within": 0.05, "correlations": [0.47, 0.3, 0.3, 0.8],
}  # fmt: skip
"""Options that stand in for a pilot, with their defaults."""
_Commands = argparse._SubParsersAction


def add_arguments(commands: _Commands[argparse.ArgumentParser]) -> None:
    """Add ``size`` to the study's commands."""
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
    readers.add_argument(
        "--difference", type=float, required=True, help="of the endpoint, second less first arm"
    )
    readers.add_argument("--margin", type=float, help="show that the second arm is not worse by it")
    readers.add_argument("--readers", type=int, nargs="+", default=[3, 5, 8, 12, 16, 20])
    readers.add_argument("--fixed-readers", action="store_true", help="the claim is of these very readers")
    readers.add_argument("--blocks", type=int, default=1, help="split-plot: groups of readers with own films")
    readers.add_argument("--cluster-size", type=float, default=1.0, help="films (hips) a patient, on average")
    readers.add_argument("--cluster-correlation", type=float, default=0.0, help="of the films of a patient")
    readers.add_argument(
        "--picture", type=Path, metavar="FILE", help="power over readers and films (.png, .svg)"
    )
    _add_expected(readers)
    for kind in (paired, readers):
        kind.add_argument("--power", type=float, default=0.8)
        kind.add_argument("--alpha", type=float, help="0.05 two-sided, 0.025 one-sided")


def _add_expected(readers: argparse.ArgumentParser) -> None:
    """What stands in for a pilot."""
    known = readers.add_argument_group("without a pilot (Obuchowski and McClish 1997)")
    known.add_argument("--expected", type=float, metavar="VALUE", help="mean of the endpoint over readers")
    known.add_argument("--endpoint", default="AUC", help="AUC, sensitivity or specificity")
    known.add_argument(
        "--between", type=float, default=_OF_EXPECTED["between"], help="best less worst reader (0.1)"
    )
    known.add_argument(
        "--of",
        type=int,
        default=_OF_EXPECTED["of"],
        help="how many readers that is of; default: each number asked",
    )
    known.add_argument(
        "--within", type=float, default=_OF_EXPECTED["within"], help="one reader, reading twice (0.05)"
    )
    known.add_argument(
        "--share", type=float,
        help="share of films with a fracture (0.5); with --pilot another than the pilot's, for an AUC",
    )  # fmt: skip
    known.add_argument(
        "--correlations", type=float, nargs=4, default=_OF_EXPECTED["correlations"],
        metavar=("R1", "R2", "R3", "RB"),
        help="same reader; same arm; neither; the readers' true values in the two arms",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Say how many films; 0 done.

    Raises:
        StudyError: a figure makes no sense, or nothing is known of the readers.
    """
    from viewer.study.design import sample_size

    if args.size_command == "precision":
        found = sample_size.precision(
            args.expected, args.half_width, prevalence=args.prevalence, exact=args.exact
        )
        return _say_films(found, f"half width {found.reached:.4f}")
    if args.size_command == "paired":
        found = sample_size.paired(
            args.first, args.second, args.margin, discordant=args.discordant, power=args.power,
            alpha=0.025 if args.alpha is None else args.alpha, prevalence=args.prevalence,
        )  # fmt: skip
        return _say_films(found, f"power {found.reached:.3f}")
    return _several(args)


def _say_films(found: Films, reached: str) -> int:
    if found.total == found.films:
        sys.stdout.write(f"{found.films} films; {reached}; {found.method}.\n")
    else:
        sys.stdout.write(f"{found.films} films, {found.total} of both kinds; {reached}; {found.method}.\n")
    return 0


def _several(args: argparse.Namespace) -> int:
    from viewer.study.design import pilot_free
    from viewer.study.design.sample_size import Plan

    plan = Plan(args.difference, args.margin, args.alpha, args.fixed_readers, args.blocks)
    _check_sources(args)
    pilot_free.design_effect(args.cluster_size, args.cluster_correlation)  # refuses what makes no sense
    pilot = None if args.expected is not None else _variances(args)
    for count in args.readers:
        sys.stdout.write(f"{count} readers: {_told(pilot or _expected(args, count), count, plan, args)}\n")
    source = _mixed(args) if pilot else pilot_free.SOURCE
    sys.stdout.write(f"Hillis, Obuchowski and Berbaum 2011; {source}.\n")
    if args.picture is not None:
        _draw(args, pilot or _expected(args, max(args.readers)), plan)
    return 0


def _check_sources(args: argparse.Namespace) -> None:
    """What is known of the readers is told once.

    Raises:
        ShentonError: two sources are given, or options of one that is not asked.
    """
    if args.cluster_size <= 1:
        unused_options.refuse_without(args, {"cluster_correlation": 0.0}, "--cluster-size")
    if args.expected is not None:
        unused_options.refuse(args, {"pilot": None, "components": None}, "--expected")
        return
    if args.components is not None and args.pilot is not None:
        unused_options.refuse(args, {"pilot": None, "share": None, **_OF_EXPECTED}, "--components")
    unused_options.refuse_without(args, _OF_EXPECTED, "--expected")


def _mixed(args: argparse.Namespace) -> str:
    """Which films are counted, in words."""
    from viewer.study.design.analysis_plan import Endpoint

    if args.endpoint == Endpoint.SENSITIVITY:
        return "films with a fracture alone"
    if args.endpoint == Endpoint.SPECIFICITY:
        return "films without a fracture alone"
    if args.share is not None:
        return f"films of both kinds, {args.share:g} of them with a fracture (Obuchowski and McClish 1997)"
    return "films of both kinds, mixed as in the pilot"


def _told(parts: Variances, count: int, plan: Plan, args: argparse.Namespace) -> str:
    from viewer.study.design import pilot_free, sample_size

    found = sample_size.fewest_films(parts, count, plan, args.power)
    if found is None:
        best = sample_size.highest_power(parts, count, plan)
        more = sample_size.fewest_readers(parts, best.films, plan, args.power)
        wanted = "not even 200" if more is None else more
        return (
            f"no number of films suffices: the power is {best.reached:.3f} at most, with {best.films} films; "
            f"{wanted} readers would do with as many"
        )
    if args.cluster_size > 1:
        people = pilot_free.patients(found.films, args.cluster_size, args.cluster_correlation)
        effect = pilot_free.design_effect(args.cluster_size, args.cluster_correlation)
        return (
            f"{found.films} films, power {found.reached:.3f}; {people} patients with "
            f"{args.cluster_size:g} each (design effect {effect:.3f})"
        )
    return f"{found.films} films, power {found.reached:.3f}"


def _draw(args: argparse.Namespace, parts: Variances, plan: Plan) -> None:
    from inference.files import write_whole
    from viewer.study.design import power_picture

    kind = args.picture.suffix.lower().removeprefix(".")
    if kind not in ("png", "svg"):
        raise StudyError("A picture of the power is a .png or a .svg.", "Give the file such a name.")
    write_whole(args.picture, power_picture.draw(parts, args.readers[:6], plan, args.power, kind))
    sys.stdout.write(f"{args.picture}\n")


def _expected(args: argparse.Namespace, count: int) -> Variances:
    from viewer.study.design import pilot_free
    from viewer.study.design.analysis_plan import Endpoint

    if args.endpoint not in list(Endpoint):
        raise StudyError(
            "There is no endpoint {endpoint}.",
            "It is one of {known}.",
            endpoint=args.endpoint[:20],
            known=Endpoint,
        )
    r1, r2, r3, rb = args.correlations
    return pilot_free.variances(
        pilot_free.Expected(
            Endpoint(args.endpoint), args.expected, args.between, args.of or max(count, 2), args.within,
            0.5 if args.share is None else args.share, r1, r2, r3, rb,
        )
    )  # fmt: skip


def _variances(args: argparse.Namespace) -> Variances:
    from viewer.study.analysis import analyse
    from viewer.study.analysis.answers import answer_files
    from viewer.study.design.analysis_plan import Endpoint
    from viewer.study.design.sample_size import Variances

    if args.components is not None:
        if args.share is not None:
            raise StudyError(
                "Components do not tell what share of their films shows a fracture.",
                "Give the pilot itself by --pilot, or leave --share out.",
            )
        var_tr, error, cov1, cov2, cov3, films = args.components
        if not 2 <= films < math.inf:
            raise StudyError("A pilot has two films or more.", "Give their number last.")
        return Variances(var_tr, error, cov1, cov2, cov3, int(films))
    if args.pilot is None:
        raise StudyError(
            "Nothing is known about the readers.", "Give --pilot FILE, --components or --expected VALUE."
        )
    if args.share is not None and args.endpoint != Endpoint.AUC:
        raise StudyError(
            "For {endpoint} the films are of one kind, whatever their share.",
            "Leave --share out.",
            endpoint=args.endpoint[:20],
        )
    result = analyse.analyse(answer_files.read(args.pilot), analyse.Settings(repeats=100))
    for block in result.multireader:
        if (
            block.scope == "pooled"
            and block.figure == args.endpoint
            and len(block.arms) == 2
            and block.obuchowski_rockette
        ):
            sys.stdout.writelines(f"Mind: {one}.\n" for one in _to_mind(block))
            return _of_share(args, Variances.of(block.obuchowski_rockette[0].components, block.films), block)
    raise StudyError(
        "The pilot has no {endpoint} of two arms that several readers read.",
        "Give --components instead, or a pilot with ratings (AUC) or decisions.",
        endpoint=args.endpoint[:20],
    )


def _to_mind(block: MultiReader) -> Iterator[str]:
    """What the pilot's components leave out, and which of them are estimated as negative."""
    from inference.messages import counted

    if block.readers_left or block.films_left:
        kept = f"{counted(len(block.readers), 'reader')} and {counted(block.films, 'film')}"
        left = f"{counted(len(block.readers_left), 'reader')} and {counted(block.films_left, 'film')}"
        yield f"the pilot's components come from {kept}, without {left} that lack answers"
    parts = block.obuchowski_rockette[0].components
    if (parts.var_tr or 0.0) < 0:
        yield "the variance of arm by reader is estimated as negative and counts as zero"
    if (parts.cov2 or 0.0) < (parts.cov3 or 0.0):
        yield "Cov2 - Cov3 is negative and counts as zero"


def _of_share(args: argparse.Namespace, parts: Variances, block: MultiReader) -> Variances:
    """A pilot's components for the share of fractures that is planned."""
    from viewer.study.design import pilot_free

    if args.share is None:
        return parts
    areas = [area for arm in block.theta for area in arm]
    return pilot_free.at_share(parts, sum(areas) / len(areas), block.fractures / block.films, args.share)
