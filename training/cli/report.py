"""``shenton-train report``: Lee 2020's base, M1 and M2 on films with reports."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from inference import unused_options
from inference.files import write_whole
from inference.model.preprocess import VERSION
from inference.records import InputSpec
from training import run_folder
from training.cli.decoded import progress_bar, tell_left_out
from training.cli.fit import check_imagenet
from training.cli.learned import began
from training.cli.lineage import check_first_weights, from_imagenet
from training.cli.options.argument_types import check_size
from training.data import cache
from training.data.batches import FilmSet
from training.data.dataset import read_truth
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.data.splits import (
    check_apart,
    check_tests_apart,
    holds,
    may_train,
    may_validate,
    test_rows,
    trains,
)
from training.errors import TrainingError
from training.report_supervision.decoders import Decoding
from training.report_supervision.films import PairedFilms
from training.report_supervision.folds import Shares, answers, cross, written
from training.report_supervision.module import ReportPlan, Schedule, System
from training.report_supervision.network import ReportNet, Shape
from training.report_supervision.pairing import Pairing, paired_of
from training.report_supervision.run import BEST, Machine, train
from training.report_supervision.scores import scores
from training.report_supervision.stored_views import parts_before, plain_views
from training.report_supervision.text import PATIENTS, SPECIAL, Vocabulary

log = logging.getLogger(__name__)
CELL = 32
TEST = "test.json"


def run(args: argparse.Namespace) -> int:
    """Pair, train or cross-validate; at the end every film and report that had no part is named."""
    check_size(args.size, CELL, "256 or 512")
    check_imagenet(args)
    _check_folds(args)
    _check_options(args)
    spec = InputSpec(size=args.size, preprocessing=VERSION)
    films, pairing, faults = _read(args.data, args, spec, _taught(args))
    taught = films if args.folds or args.val else films.where(trains)
    taught = taught.at_most(args.at_most)
    words = _vocabulary(_training_reports(taught, pairing))
    own = _encoded(taught, pairing, words)
    plan = plan_of(args)
    if args.folds:
        _cross(own, words, plan, args)
    else:
        held = (
            _other(args.val, args, spec, words, _validates)
            if args.val
            else _encoded(films.where(holds), pairing, words)
        )
        tested = _other(args.test, args, spec, words, _tests) if args.test else None
        _check_apart(args, own, held, tested)
        start = {"start": args.init, "imagenet": args.imagenet}
        facts, views = _facts(args, spec), _views_folder(args)
        net = train(plan, own, held, words, args.out, _machine(args), facts=facts, views=views, **start)
        log.info("weights in %s", args.out / BEST)
        if tested:
            _test(net, plan, tested, words, args)
    for sentence in (*faults, *pairing.told()):
        log.warning("%s", sentence)
    return 0


def _check_apart(
    args: argparse.Namespace, own: PairedFilms, held: PairedFilms, tested: PairedFilms | None
) -> None:
    """No patient teaches and judges, or chooses and measures.

    Raises:
        TrainingError: some do.
    """
    others = tuple(tested.films.entries()) if tested else ()
    if args.val:
        check_apart(own.films.entries(), held.films.entries())
    check_apart(own.films.entries(), others, "--test")
    check_tests_apart(held.films.entries(), others)
    check_first_weights(args.init, (*held.films.entries(), *others))


def _check_folds(args: argparse.Namespace) -> None:
    """Cross-validation has its own held-out films.

    Raises:
        TrainingError: an option is given that has no part in it, or one fold is asked for.
    """
    if args.folds == 1:
        raise TrainingError("Cross-validation needs two folds at least.", "Use for example --folds 5.")
    if args.folds:
        unused_options.refuse(args, {"val": None, "test": None}, "--folds")


def _check_options(args: argparse.Namespace) -> None:
    """What the system or the network that is asked for has no use for is refused.

    Raises:
        ShentonError: such an option is given.
    """
    if not args.frozen:
        unused_options.refuse_without(args, {"rounds": 1}, "--frozen")
    if args.system != System.M2:
        unused_options.refuse(args, {"weight": 1.0}, f"--system {args.system}")
    if args.system == System.BASE:
        unused_options.refuse(args, {"decoder": "lstm", "hide_words": 0.0}, "--system base")
    if args.decoder == Decoding.BAG:
        unused_options.refuse(args, {"hide_words": 0.0}, "--decoder bag")


def plan_of(args: argparse.Namespace) -> ReportPlan:
    """The plan that the options describe."""
    return ReportPlan(
        system=System(args.system),
        shape=Shape(
            args.architecture,
            dropout=args.dropout,
            decoding=Decoding(args.decoder),
            hidden=args.hide_words,
        ),
        size=args.size,
        epochs=args.epochs,
        batch=args.batch,
        learning_rate=args.lr,
        weight=args.weight,
        gamma=args.gamma,
        seed=args.seed,
        tone=args.tone,
        schedule=Schedule(args.schedule),
        frozen=args.frozen,
        rounds=args.rounds,
        writer_rounds=args.writer_rounds,
    )


def _facts(args: argparse.Namespace, spec: InputSpec) -> dict[str, Any]:
    """What export needs to find the films again; the same keys as a run of ``fit``."""
    return {
        "input": asdict(spec),
        "data": [str(folder.absolute()) for folder in args.data],
        "val": [str(folder.absolute()) for folder in args.val or ()],
        "init": str(args.init.absolute()) if args.init else None,
        "began": began(args.init, args.imagenet),
        "imagenet": args.imagenet or from_imagenet(args.init),
        "cache": str((args.cache or args.out / "cache").absolute()),
    }


def _machine(args: argparse.Namespace) -> Machine:
    return Machine(args.device, args.precision, args.threads, bar=sys.stderr.isatty())


Wanted = Callable[[Sequence[KnownFilm]], Sequence[KnownFilm]]


def _taught(args: argparse.Namespace) -> Wanted:
    """Which films of the training sets have a part: one that a manifest keeps for testing has none."""
    wanted = may_train if args.val else (lambda film: may_train(film) or holds(film))
    return lambda films: list(filter(wanted, films))


def _validates(films: Sequence[KnownFilm]) -> Sequence[KnownFilm]:
    return list(filter(may_validate, films))


def _tests(films: Sequence[KnownFilm]) -> Sequence[KnownFilm]:
    return test_rows(films)[0]


def _read(
    folders: Sequence[Path], args: argparse.Namespace, spec: InputSpec, wanted: Wanted
) -> tuple[FilmSet, Pairing, list[str]]:
    """The wanted films of all folders that can be read, their reports, and sentences about films left out."""
    root = args.cache or args.out / "cache"
    picks, faults, told = [], list[str](), []
    words: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        known = read_truth(folder)
        some = [film for film in wanted(known) if film.ao_class != SOME_FRACTURE]
        if unclear := len(wanted(known)) - len(some):
            faults.append(
                f"{unclear} films of {folder.name} are left out: the class of their fracture is not known."
            )
        report = cache.build(
            known,
            root / folder.absolute().name,
            size=args.cache_size,
            progress=progress_bar(f"decoding {folder.name}"),
        )
        tell_left_out(report)
        if report.left_out:
            faults.append(f"{len(report.left_out)} films of {folder.name} could not be read.")
        films, keys = cache.open_cache(root / folder.absolute().name), {film.key for film in some}
        found = paired_of(folder, some)
        words.update({_named(films, key): said for key, said in found.words.items()})
        told.append(found)
        picks += [(films, place) for place, entry in enumerate(films.entries) if entry.key in keys]
    return FilmSet(tuple(picks), spec), _joined(words, told), faults


def _named(films: cache.FilmCache, key: str) -> str:
    """A film's name among those of all sets: two sets may each have one of the same key."""
    return f"{films.folder.name}/{key}"


def _names(films: FilmSet) -> list[str]:
    return [_named(own, own.entries[place].key) for own, place in films.picks]


def _joined(words: dict[str, tuple[str, ...]], told: Sequence[Pairing]) -> Pairing:
    return Pairing(
        words,
        tuple(key for part in told for key in part.without_report),
        sum(part.without_film for part in told),
        tuple(key for part in told for key in part.several),
        tuple(key for part in told for key in part.not_english),
    )


def _training_reports(films: FilmSet, pairing: Pairing) -> list[tuple[str, tuple[str, ...]]]:
    """Patient and words of each film that has a report."""
    named = zip(films.entries(), _names(films), strict=True)
    reports = [(one.patient, pairing.words[name]) for one, name in named if name in pairing.words]
    if not reports:
        raise TrainingError(
            "No film has a report.",
            "Check patient keys and study dates of films and reports, or the manifest's column report.",
        )
    return reports


def _vocabulary(reports: Sequence[tuple[str, tuple[str, ...]]]) -> Vocabulary:
    found = Vocabulary.of(reports)
    if len(found) == len(SPECIAL):
        raise TrainingError(
            "No word occurs in the reports of {patients} patients.",
            "Rarer words are left out, since they could name somebody: more patients are needed.",
            patients=PATIENTS,
        )
    return found


def _encoded(films: FilmSet, pairing: Pairing, words: Vocabulary) -> PairedFilms:
    """Films with their reports as numbers; without one all padding: the report loss leaves them out."""
    rows = [pairing.words.get(name) for name in _names(films)]
    if not rows:
        raise TrainingError("There are too few films to train and validate.", "Make or add films.")
    empty = np.zeros_like(words.encode(()))
    return PairedFilms(films, np.stack([empty if row is None else words.encode(row) for row in rows]))


def _other(
    folders: Sequence[Path], args: argparse.Namespace, spec: InputSpec, words: Vocabulary, wanted: Wanted
) -> PairedFilms:
    """Films of other folders, their reports in the words of the training reports."""
    films, pairing, faults = _read(folders, args, spec, wanted)
    for sentence in faults:
        log.warning("%s", sentence)
    return _encoded(films, pairing, words)


def _views_folder(args: argparse.Namespace) -> Path:
    return Path(args.cache or args.out / "cache") / "views"


def _test(
    net: ReportNet, plan: ReportPlan, films: PairedFilms, words: Vocabulary, args: argparse.Namespace
) -> None:
    """Answers on films that had no part, their figures and the reports that are written, in ``test.json``."""
    after = parts_before(net, plan.frozen)
    stored = plain_views(net, after, films, _views_folder(args)) if after else None
    shares = answers(net, films, after=after, stored=stored)
    found = scores(shares, films.films.targets())
    # the names tell how many, too
    more: dict[str, Any] = {"shares": shares.tolist()}
    if plan.writer_rounds:
        said = written(net, films, after=after, stored=stored)
        more["reports"] = [words.decode(row) for row in said]
    run_folder.write_json(args.out / TEST, found.told() | films.films.named() | more)
    log.info("%s", run_folder.in_words({"test films": found.films, "AUC": found.auc}))


def _cross(paired: PairedFilms, words: Vocabulary, plan: ReportPlan, args: argparse.Namespace) -> None:
    """Every fold begins with the same weights; that these know none of the films is looked at."""
    check_first_weights(args.init, paired.films.entries())
    if args.init and not (args.init / "run.json").is_file():
        log.warning("The model %s does not say which films taught it: it may know these.", args.init.name)
    views = _views_folder(args)

    def one(own: PairedFilms, held: PairedFilms, folder: Path) -> Shares:
        net = train(
            plan,
            own,
            held,
            words,
            folder,
            _machine(args),
            choose_best=False,
            start=args.init,
            imagenet=args.imagenet,
            views=views,
            whole=paired,
        )
        after = parts_before(net, plan.frozen)
        stored = plain_views(net, after, held, views, paired) if after else None
        return answers(net, held, after=after, stored=stored)

    asked = {"plan": plan.told(), "words": words.words, "imagenet": args.imagenet}
    if args.init:
        asked["init"] = str(args.init.absolute())
    found = cross(paired, args.folds, args.seed, args.out, one, asked)
    write_whole(args.out / "folds.md", found.table())
    log.info("%s", found.table())
