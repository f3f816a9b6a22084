"""``shenton study``: the commands that read films or ask the model; see also viewer.cli.study_arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from inference import unused_options
from inference.errors import StudyError
from inference.messages import and_list
from viewer.cli.common import Progress, chosen_model

if TYPE_CHECKING:
    from viewer.study.design.freeze import Locked
    from viewer.study.design.protocol import Reader
    from viewer.study.design.sampling import Read, Step
    from viewer.study.design.study_folder import Study
    from viewer.study.packs.study_pack import Reviewed


def run(args: argparse.Namespace) -> int:
    """Run one of the study's commands."""
    from viewer.cli import sit, study_arguments

    own: dict[str, Callable[[argparse.Namespace], int]] = {
        "new": _new, "lock": _lock, "pack": _pack, "merge": _merge, "report": _report,
        "sit": sit.run,
    }  # fmt: skip
    return own.get(args.study_command, study_arguments.run)(args)


def _new(args: argparse.Namespace) -> int:
    from viewer.study.design import protocol_file, study_folder
    from viewer.study.design.protocol import Design, Protocol, Rules

    if args.design not in list(Design):
        raise StudyError(
            "There is no design {design}.", "It is one of {known}.", design=args.design[:20], known=Design
        )
    if (args.folder / protocol_file.NAME).exists():
        raise StudyError("There is a protocol in this folder already.", "Edit it, or choose another folder.")
    design = Design(args.design)
    rules = Rules(args.title, design, washout_days=28 if design is Design.CROSSOVER else 0)
    readers = tuple(_reader(text) for text in args.reader)
    study_folder.create(args.folder, Protocol(rules, args.films, args.reference, readers))
    _say(f"{args.folder / protocol_file.NAME}: edit it, then lock the study.")
    return 0


def _reader(text: str) -> Reader:
    """A reader as the command line names one, CODE:SPECIALTY:YEARS."""
    from viewer.study.design.protocol import Reader

    code, _, rest = text.partition(":")
    specialty, _, years = rest.partition(":")
    if years and not years.isdecimal():
        raise StudyError("A reader's years are no whole number.", "Write CODE:SPECIALTY:YEARS.")
    return Reader(code, specialty, int(years) if years else None)


@contextmanager
def _films(total: int, what: str) -> Iterator[tuple[Read, Step]]:
    """Reads films in a child process, with a line of progress on stderr."""
    from inference.dicom.decode_worker import DecodeChild

    progress = Progress(total, what)
    with DecodeChild() as child:
        yield child.read, lambda _count: progress.step()


def _lock(args: argparse.Namespace) -> int:
    from viewer.study.design import candidates, freeze, study_folder
    from viewer.study.design.film_processes import started
    from viewer.study.packs.film_review import FilmReview

    if args.no_model:
        unused_options.refuse(args, {"model": None}, "--no-model")
    study = study_folder.load(args.folder)
    total = 0
    if study.locked is None:
        found, doubts = candidates.read_told(study.films, study.reference)
        total = len(found)
        if doubts:
            print(f"shenton: {doubts}", file=sys.stderr)
    first = started(None) if args.no_model else chosen_model(args.model, args.home, started)
    progress, review = Progress(total, "films read"), FilmReview(None)
    locked = study_folder.lock(study, first, review.take, lambda _count: progress.step(), total).need_lock()
    _say(f"Locked: {len(locked.films)} films, {len(locked.left)} left out; study {locked.study[:16]}.")
    for line in _left_out(locked):
        print(f"shenton: {line}", file=sys.stderr)
    if said := freeze.practice_patients(locked):
        print(f"shenton: {said}", file=sys.stderr)
    if said := review.text(locked):
        print(f"shenton: {said} Look at them before packs are made.", file=sys.stderr)
    return 0


def _left_out(locked: Locked) -> Iterator[str]:
    """Why films are not in the study, a line a reason; not those that the sampling left."""
    from viewer.study.design.sampling import NOT_DRAWN
    from viewer.study.packs.film_review import NAMED

    reasons = dict.fromkeys(one.reason for one in locked.left if one.reason != NOT_DRAWN)
    for reason in reasons:
        files = [one.file for one in locked.left if one.reason == reason]
        more = [f"{len(files) - NAMED} more"] if len(files) > NAMED else []
        yield f"Left out, {reason.removesuffix('.')}: {and_list([*files[:NAMED], *more])}."


def _pack(args: argparse.Namespace) -> int:
    from inference.model.text_network import TextNetwork
    from viewer.study.design import study_folder
    from viewer.study.packs import study_pack
    from viewer.study.packs.film_review import FilmReview, black_text

    study = study_folder.load(args.folder)
    locked = study.need_lock()
    if args.propose_boxes is not None:
        usual: dict[str, object] = {"reader": [], "boxes": None, "burned_in_reviewed": False}
        unused_options.refuse(args, usual, "--propose-boxes")
        return _propose(study, args.propose_boxes)
    black = _confirmed(locked, args.boxes) if args.boxes is not None else None
    with _films(len(locked.films), "films written") as (read, step), TextNetwork() as network:
        review = FilmReview(None if args.burned_in_reviewed else network)
        made = study_pack.make(study, tuple(args.reader), read, review=review, black=black, step=step)
    for path in made:
        _say(f"{path}\n  key for {path.stem}: {study.reader_key(path.stem)}")
    for said in (black_text(study.blackened()), review.overlays(locked)):
        if said:
            print(f"shenton: {said}", file=sys.stderr)
    _say("Send each reader the key separately, not with the pack.")
    return 0


def _propose(study: Study, path: Path) -> int:
    """As the window proposes: no box over a fracture or the top of the map unasked."""
    from contextlib import closing

    from inference.dicom.decode_worker import DecodeChild
    from viewer.app.study.study_films import StudyFilms
    from viewer.cli.export import say_proposed
    from viewer.export.boxes import write_proposals

    progress = Progress(len(study.need_lock().films), "films looked at")
    found = []
    with closing(StudyFilms(study, DecodeChild())) as films:
        for film in study.need_lock().films:
            found.append(films.look(film))
            progress.step()
    write_proposals(
        path, {one.pixels: one.boxes for one in found}, {one.pixels: one.possible for one in found}
    )
    say_proposed(found, path, "--boxes")
    return 0


def _confirmed(locked: Locked, path: Path) -> Reviewed:
    """The boxes of a file in which every film is confirmed.

    Raises:
        ShentonError: it cannot be read, or a film is not confirmed.
    """
    from viewer.export.boxes import read_review
    from viewer.study.packs.film_review import NAMED

    found = read_review(path)
    open_films = [film.name for film in locked.films if film.pixel_sha256 not in found]
    if open_films:
        raise StudyError(
            "{count} films are not confirmed in the file of boxes: {films}.",
            'Look at each film, correct its boxes, and set "confirmed" to true.',
            count=len(open_films),
            films=and_list(open_films[:NAMED]),
        )
    return found


def _merge(args: argparse.Namespace) -> int:
    from viewer.study.design import study_folder
    from viewer.study.packs import result_pack

    study, refused = study_folder.load(args.folder), 0
    for path in args.packs:
        try:
            result = result_pack.merge(study, path)
        except StudyError as error:
            refused += 1
            print(f"shenton: {path.name}: {error}", file=sys.stderr)
            continue
        name, answers = f"{path.name}: {result.reader}", len(result.answers)
        _say(
            f"{name}, {answers} answers, {result.missing} not reached yet; chain verified."
            if result.missing
            else f"{name}, {answers} answers, complete; chain verified."
        )
    return 1 if refused else 0


def _report(args: argparse.Namespace) -> int:
    from inference.dicom.decode_worker import DecodeChild
    from viewer.study.design import study_folder
    from viewer.study.report.write import STEPS, write

    study, progress = study_folder.load(args.folder), Progress(STEPS, "report")
    with DecodeChild() as child:
        files = write(study, args.out, child.read, step=lambda _count: progress.step())
    for path in files[:2]:
        _say(str(path))
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stdout)
