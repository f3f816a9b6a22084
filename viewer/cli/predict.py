"""``shenton predict PATH… --out results.csv``: one line a file, refused ones too.

Every core has a process that reads and answers (:mod:`inference.archive`); the lines come in the order of the
files.  A run that was ended goes on with ``--resume``: no line is lost, none comes twice.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count as counting
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference import paths as places
from inference.archive.pool import LocalPool, Pool, cores, in_order
from inference.archive.worker import FilmAnswer, FilmWorker
from inference.errors import ShentonError
from inference.model.bundle import Bundle
from inference.model.site_profile import SiteProfile, named
from inference.paths import Paths
from viewer.cli.common import OWN_THRESHOLDS, Progress, chosen_model, files_of
from viewer.export import prediction_parquet
from viewer.export.predictions import PredictionTable, check_alone, check_is_table, read_rows, written_path

if TYPE_CHECKING:
    from viewer.app.pacs_client import Target
    from viewer.cli.pacs_films import PacsFilms

KINDS_SHOWN: Final = 12
WINDOW: Final = Path("window")
"""In place of a file: the site profiles in force in the window."""
OTHER_TABLES: Final = frozenset(
    {".xlsx", ".xls", ".ods", ".tsv", ".json", ".jsonl", ".feather", ".sqlite", ".dcm"}
)


def run(args: argparse.Namespace) -> int:
    """Answer every file; a refused one costs its line and nothing else."""
    _check_out(args.out)
    as_parquet = args.out.suffix.lower() == prediction_parquet.SUFFIX
    if as_parquet:
        prediction_parquet.check()
    lines = prediction_parquet.lines_of(args.out) if as_parquet else args.out
    _check_source(args)
    target = _target(args) if args.pacs else None  # once: a password is asked for
    studies = _studies(args, target) if target else []
    files = [] if target else [str(path) for path in files_of(args.paths)]
    worker = _first_worker(args, len(files) or cores())
    try:
        if args.resume and as_parquet and not lines.exists() and _is_written(args.out):
            prediction_parquet.take_apart(args.out, lines)
        if not args.resume:
            _set_aside(lines)
            if as_parquet:
                _set_aside(args.out)
        with _table(args, worker, lines) as table:
            if target:
                _fill_from_pacs(args, worker, _pacs_films(target, studies, lines, table), table)
            else:
                _fill(args, worker, files, table)
    finally:
        worker.close()
    for line in kinds(lines) if lines.is_file() else ():  # what a device took cannot be counted
        print(line, file=sys.stderr)
    if as_parquet:
        prediction_parquet.write(lines, args.out)
        lines.unlink()
    print(f"results: {args.out}", file=sys.stderr)
    return 0


def _table(args: argparse.Namespace, worker: FilmWorker, lines: Path) -> PredictionTable:
    """The table of this model under these site profiles."""
    identity = worker.bundle.identity
    names = [f"{one.name} {one.version}" for one in (identity, *(named(identity, s) for s in worker.sites))]
    return PredictionTable(
        lines, resume=args.resume, model_sha256=identity.sha256, model=names[0], under=names[1:]
    )


def _check_out(out: Path) -> None:
    """What is there already is a table, and what is to be there is one that its name promises.

    Raises:
        ShentonError: another file would be moved away, or the name promises what is not written.
    """
    if out.suffix.lower() in OTHER_TABLES:
        raise ShentonError(
            "No table of the kind {suffix} is written.", "Name a .csv or .parquet file.", suffix=out.suffix
        )
    if not out.is_file():
        return
    if out.suffix.lower() != prediction_parquet.SUFFIX:
        check_is_table(out)
    elif not prediction_parquet.is_one(out):
        raise ShentonError("The file that is there is no Parquet.", "Write to another file with --out.")


def _check_source(args: argparse.Namespace) -> None:
    """Films come from paths or from a PACS.

    Raises:
        ShentonError: from both or neither, or from a PACS to a cluster.
    """
    if args.pacs and args.paths:
        raise ShentonError("Films come from paths or from a PACS, not from both.", "Make two tables.")
    if args.pacs and args.cluster:
        raise ShentonError(
            "Films of a PACS are answered on this computer only.",
            "Fetch them to a disk that the cluster sees, with shenton pacs get.",
        )
    if not (args.pacs or args.paths):
        raise ShentonError("There is no film to answer.", "Name films or folders, or a PACS with --pacs.")


def _target(args: argparse.Namespace) -> Target:
    from viewer.cli import pacs

    return pacs.target_from(pacs.values_of(args))


def _studies(args: argparse.Namespace, target: Target) -> list[str]:
    """The studies of the PACS that are named or match."""
    from viewer.cli import pacs
    from viewer.cli.pacs_films import studies_that_match

    if args.study:
        return list(dict.fromkeys(pacs.named_studies(args)))
    return studies_that_match(target, pacs.query_of(args))


def _first_worker(args: argparse.Namespace, films: int) -> FilmWorker:
    """The first of the workers, started: it says whether the model runs at all."""
    from inference.model.fast_check import approved

    where = places.find(args.home)
    sites_of = _sites_asked_for(args, where)
    threads = max(1, cores() // _wanted(args, films))

    def start(bundle: Bundle) -> FilmWorker:
        checked = None if args.cluster else approved(bundle, where.cache)
        sites = sites_of(bundle.card.onnx_sha256)
        worker = FilmWorker(bundle, threads=threads, checked=checked, sites=sites)
        try:
            return worker.start()
        except ShentonError:
            worker.close()
            raise

    say = "" if args.site_profile else f"{OWN_THRESHOLDS} --site-profile window answers as it does."
    worker = chosen_model(args.model, args.home, start, say)
    _check_sites(args, worker)
    card = worker.bundle.card
    note = f" ({worker.notice})" if worker.notice else ""
    print(f"model: {card.name} {card.version}, {worker.provider}{note}", file=sys.stderr)
    for site in worker.sites:
        device = f"films of {site.device}" if site.device else "films that name no X-ray device"
        print(f"site profile: {site.identity}, for {device}", file=sys.stderr)
    return worker


def _sites_asked_for(args: argparse.Namespace, where: Paths) -> Callable[[str], tuple[SiteProfile, ...]]:
    """By a model's hash: the site profiles that are named, or those in force in the window.

    Raises:
        ShentonError: one cannot be read, or two are of one device.
    """
    from inference.model import site_profile

    given: list[Path] = args.site_profile
    if given == [WINDOW]:
        from viewer.app import settings
        from viewer.app.prediction.site_profiles import in_force

        used = settings.load(where.settings)[0].sites_used
        return lambda sha256: in_force(where.site_profiles, used, sha256)
    if WINDOW in given:
        raise ShentonError(
            "Site profiles are those of the window or those of files, not both.", "Give one of the two."
        )
    read = tuple(site_profile.read(path) for path in given)
    if len({one.device for one in read}) < len(read):
        raise ShentonError("Two site profiles are of the same X-ray device.", "Name one for each device.")
    return lambda sha256: tuple(one for one in read if one.model_sha256 == sha256)


def _check_sites(args: argparse.Namespace, worker: FilmWorker) -> None:
    """Whether the model that answers is that of the site profiles.

    Raises:
        ShentonError: it is not; the worker is closed.
    """
    wanted = 1 if args.site_profile == [WINDOW] else len(args.site_profile)
    if len(worker.sites) >= wanted:
        return
    worker.close()
    if args.site_profile == [WINDOW]:
        raise ShentonError(
            "No site profile of this model is in force in the window.",
            "Leave --site-profile out, or name a file.",
        )
    raise ShentonError(
        "The site profile was made with another model.",
        "Name that model with --model, or calibrate this one.",
    )


def _wanted(args: argparse.Namespace, films: int) -> int:
    """How many processes there shall be."""
    if args.workers is not None and args.workers < 1:
        raise ShentonError("A run needs at least one worker.", "Give --workers a number from 1 on.")
    return args.workers or max(1, min(cores(), films))


@contextmanager
def _pool(args: argparse.Namespace, worker: FilmWorker, films: int) -> Iterator[Pool[FilmAnswer]]:
    if args.cluster:
        from inference.archive.cluster import cluster_pool

        worker.close()  # it has shown that the model runs; films are answered elsewhere
        with cluster_pool(args.cluster, worker.bundle, worker.sites) as pool:
            yield pool
        return
    with LocalPool(worker, worker.another, _wanted(args, films)) as pool:
        yield pool


def _fill(args: argparse.Namespace, worker: FilmWorker, files: list[str], table: PredictionTable) -> None:
    """Answer the files that the table lacks."""
    rest = list(lacking(files, table.done))
    before = len(files) - len(rest)
    if before:
        print(f"films: {before} of {len(files)} were answered before", file=sys.stderr)
    if not rest:
        return
    progress = Progress(len(files), "films", before)
    with _pool(args, worker, len(rest)) as pool:
        for film in in_order(pool, rest):
            table.put(film)
            progress.step()


def _pacs_films(target: Target, studies: list[str], lines: Path, table: PredictionTable) -> PacsFilms:
    """What the table lacks of the studies; the films lie beside it until they are answered."""
    from viewer.cli.pacs_films import PacsFilms

    return PacsFilms(target, studies, lines.with_name(f"{lines.name}.films"), table.done)


def _fill_from_pacs(
    args: argparse.Namespace, worker: FilmWorker, films: PacsFilms, table: PredictionTable
) -> None:
    """Answer the films as they come."""
    from viewer.cli.pacs_films import FILMS_AHEAD

    progress = Progress(films.total, "studies", films.finished)
    with films, _pool(args, worker, cores()) as pool:
        for film in in_order(pool, films, FILMS_AHEAD):
            table.put(films.answered(film))
            progress.reached(films.finished)


def lacking(files: Iterable[str], done: Counter[str]) -> Iterator[str]:
    """The files that have no line yet."""
    left = done.copy()
    for file in files:
        name = written_path(file)
        if left[name] > 0:
            left[name] -= 1
        else:
            yield file


def _is_written(table: Path) -> bool:
    return table.is_file() and table.stat().st_size > 0


def _set_aside(table: Path) -> None:
    """A table that is there is kept under another name: it may have taken weeks.

    Raises:
        ShentonError: another run is writing it.
    """
    if not _is_written(table):
        return
    check_alone(table)
    names = (f"{table.name}.before{f'-{number}' if number > 1 else ''}" for number in counting(1))
    kept = next(path for name in names if not (path := table.with_name(name)).exists())
    table.replace(kept)
    words = (
        f"The table that was there is now {kept}. To go on with it, give it its name back and use --resume."
    )
    print(words, file=sys.stderr)


def kinds(lines: Path) -> Iterator[str]:
    """How many films of a table were answered, and of each kind of reason how many were not."""
    answered, reasons = 0, Counter[str]()
    for row, _end in read_rows(lines):
        if row[1] == "ok":
            answered += 1
        elif row[1] == "refused":
            reasons[re.sub(r"\d+(\.\d+)?", "N", row[2])] += 1
    yield f"answered: {answered}, refused: {reasons.total()}"
    for reason, count in reasons.most_common(KINDS_SHOWN):
        yield f"  {count:>7}  {reason}"
    if len(reasons) > KINDS_SHOWN:
        yield f"  and {len(reasons) - KINDS_SHOWN} more kinds"
