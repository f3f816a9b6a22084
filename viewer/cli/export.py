"""``shenton export --out DIR``: the current readings; de-identified unless identifiers are asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference import paths as places
from inference import unused_options
from inference.errors import ExportError, StoreError
from viewer.cli.store import say_changes
from viewer.store.maintenance import Maintenance

if TYPE_CHECKING:
    from viewer.app.text_review import ReviewFilm
    from viewer.export.cases import ExportCase
    from viewer.export.exporter import ExportReport, Kind, Plan, Progress

KINDS: Final = ("labels", "coco", "pictures", "png", "pdf", "sr", "gsps", "sc", "key", "film")
"""The values of :class:`viewer.export.plan.Kind`, for the help alone: its import takes longer than that."""
_QUESTION: Final = (
    "What leaves will name the patients: names, numbers, dates and the UIDs of their studies.\n"
    "Type yes to go on: "
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line of ``shenton export`` understands."""
    parser.add_argument("--out", required=True, type=Path, help="folder to write into")
    parser.add_argument(
        "--what",
        default="labels",
        metavar="KIND[,KIND...]",
        help=f"any of {', '.join(KINDS)} (default labels)",
    )
    parser.add_argument(
        "--propose-boxes", type=Path, metavar="FILE", help="write boxes over possible text, and stop"
    )
    add_identity_arguments(parser)


def add_identity_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose names leave, what is made black, which model draws: for files and for a PACS alike."""
    parser.add_argument("--dates", choices=("remove", "shift"), default="remove", help="of the studies")
    parser.add_argument("--boxes", type=Path, metavar="FILE", help="boxes that a human has confirmed")
    parser.add_argument("--keep-identifiers", action="store_true", help="for a PACS; asks first")
    parser.add_argument("--yes", action="store_true", help="answers the question of --keep-identifiers")
    parser.add_argument(
        "--model", type=Path, help="bundle folder for heat maps; the default is the one in use"
    )


def run(args: argparse.Namespace) -> int:
    """Export the user's store; 1 when films were left out."""
    from viewer.app.export_cases import cases_of, cautions, installed_models, note, preview_of
    from viewer.store.store import Store

    where = places.find(args.home)
    store = where.store
    if not store.exists():
        raise StoreError("There are no readings yet.", "Answer a film in the viewer first.")
    if args.propose_boxes is not None:  # it writes nothing else
        usual = {"what": "labels", "dates": "remove", "boxes": None, "keep_identifiers": False}
        unused_options.refuse(args, usual, "--propose-boxes")
    plan = plan_of(args)
    with Store(store) as opened:
        changed = say_changes(opened)
        cases = cases_of(
            opened, *installed_models((where.shipped_models, where.user_models), where.site_profiles)
        )
        for caution in cautions(preview_of(cases)):
            print(caution, file=sys.stderr)
        if args.propose_boxes is not None:
            return _propose(cases, args)
        report = _export(plan, cases, args, Maintenance(opened).head()[1])
        note(opened, plan, len(cases))
    told = _tell(report, len(cases), args.out)
    return 1 if changed else told


def plan_of(args: argparse.Namespace, only: frozenset[Kind] | None = None) -> Plan:
    """What the command line asks for; names leave after a question only.

    Args:
        only: what may be asked for; None for every kind.

    Raises:
        ExportError: something else, or names without a yes.
    """
    from viewer.export.boxes import read_review
    from viewer.export.exporter import Kind, Plan
    from viewer.export.identity import Disguise, Plain

    if args.keep_identifiers:
        unused_options.refuse(args, {"dates": "remove"}, "--keep-identifiers")
    kinds = [kind.value for kind in Kind if only is None or kind in only]
    names = [name.strip() for name in args.what.split(",") if name.strip()]
    if unknown := [name for name in names if name not in kinds]:
        raise ExportError("“{name}” cannot be exported.", "Choose of: {kinds}.", name=unknown[0], kinds=kinds)
    if args.keep_identifiers:
        _ask(args.yes)
    if args.keep_identifiers and "film" in names:
        raise ExportError(
            "Films are copied without names only.", "With names, the film's own file is the copy."
        )
    identity = Plain() if args.keep_identifiers else Disguise(shift_dates=args.dates == "shift")
    reviewed = read_review(args.boxes) if args.boxes is not None else {}
    return Plan(frozenset(Kind(name) for name in names), identity, reviewed)


def _ask(answered: bool) -> None:
    """The question before names leave; its answer is never remembered."""
    if answered:
        return
    if not sys.stdin.isatty():
        raise ExportError("Names would leave, and nobody can be asked.", "Add --yes if that is meant.")
    if input(_QUESTION).strip().casefold() != "yes":
        raise ExportError(
            "Nothing left this computer.", "Leave --keep-identifiers out to do it without names."
        )


def _propose(cases: Sequence[ExportCase], args: argparse.Namespace) -> int:
    """As the window proposes: no box over a reader's mark or the top of the map unasked."""
    from contextlib import closing

    from viewer.app.export_cases import proposals
    from viewer.app.text_review import PeakFinder
    from viewer.cli.common import chosen_session
    from viewer.export.boxes import write_proposals

    with closing(PeakFinder(lambda: chosen_session(args.model, args.home))) as peak:
        films = proposals(cases, peak)
    write_proposals(
        args.propose_boxes,
        {film.pixels: film.boxes for film in films},
        {film.pixels: film.possible for film in films},
    )
    say_proposed(films, args.propose_boxes, "--boxes")
    return 0


def say_proposed(films: Sequence[ReviewFilm], path: Path, option: str) -> None:
    """What was written for a human to look at, on stderr.

    Args:
        option: that takes the file back.
    """
    boxes = sum(len(film.boxes) for film in films)
    places = sum(len(film.possible) for film in films)
    asked = sum(len(film.asked) for film in films)
    print(
        f"{boxes} boxes on {len(films)} films proposed in {path}, and {places} places to look at. Look at "
        f'each film, correct its boxes, set "confirmed" to true, and give the file with {option}.',
        file=sys.stderr,
    )
    if asked:
        print(
            f"Of those places {asked} look like text, but a box there would cover a mark or the top of the "
            "heat map.",
            file=sys.stderr,
        )
    for note in sorted({str(film.note) for film in films if film.note}):
        print(note, file=sys.stderr)


def _export(plan: Plan, cases: Sequence[ExportCase], args: argparse.Namespace, head: str) -> ExportReport:
    from viewer.app.export_cases import MapDrawer, run_export
    from viewer.cli.common import chosen_session
    from viewer.export.exporter import MAPPED, TABLES

    films = len({case.item.film_key for case in cases}) if plan.kinds - TABLES else 0
    draw = MapDrawer(lambda: chosen_session(args.model, args.home)) if plan.kinds & MAPPED else None
    return run_export(plan, cases, args.out, draw=draw, progress=_progress(films), audit_head=head)


def _progress(films: int) -> Progress:
    from viewer.cli.common import Progress

    line = Progress(films, "films")

    def step(done: int, _total: int) -> bool:
        if done:
            line.step()
        return True

    return step


def _tell(report: ExportReport, readings: int, folder: Path) -> int:
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(report.written.items()))
    print(f"{readings} readings, files: {counts or 'none'}, in {folder}", file=sys.stderr)
    for one in report.left_out:
        print(f"left out: {one.key}: {one.reason}", file=sys.stderr)
    for one in report.notes:
        print(f"{one.key}: {one.reason}", file=sys.stderr)
    if report.beside:
        print(report.beside, file=sys.stderr)
    if report.missing:
        print(
            f"{len(report.missing)} files were written and are not there any more: "
            "the export is not complete. Check the folder and its disk, then export again.",
            *(f"  {name}" for name in report.missing),
            sep="\n",
            file=sys.stderr,
        )
    return 0 if report.is_complete else 1
