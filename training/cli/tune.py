"""``shenton-train tune``: readers' labels in, a candidate bundle with its verdict out."""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from inference import labels_file, unused_options
from inference.aoota import NORMAL
from inference.dicom.decode_worker import DecodeChild
from inference.model.bundle import Bundle, load, write
from training.bundles.make_bundle import CardText, make_bundle
from training.bundles.onnx_graph import roles_of
from training.cli.decoded import pace, progress_bar, tell_left_out
from training.cli.fit import fit_with_display
from training.data import cache, holdout, label_consensus
from training.data.batches import FilmSet
from training.data.dataset import read_truth
from training.data.find_by_hash import find_labelled
from training.data.known_film import KnownFilm
from training.data.label_consensus import Decision, known_film
from training.data.splits import check_apart, holds, trains
from training.errors import TrainingError
from training.finetune import compare
from training.fitting.trainer import FitPlan, Trainer
from training.networks.rebuilt import closer_of, taught, with_looks
from training.networks.weights import architecture_of, finder_of, from_graph, load_weights

log = logging.getLogger(__name__)

HISTORY = "history.jsonl"


@dataclass(frozen=True, slots=True)
class Films:
    """Where every film of a tuning goes; ``own`` are readers' films, ``old`` those of the base's kind."""

    train: FilmSet
    val: FilmSet
    val_files: tuple[KnownFilm, ...]
    test: tuple[KnownFilm, ...]
    own_count: int
    aided_count: int
    old_count: int


def run(args: argparse.Namespace) -> int:
    """Join, decide, lock, tune, compare, write."""
    if args.old:
        unused_options.refuse(args, {"old_count": 200}, "--old")
    base = load(args.base)
    args.out.mkdir(parents=True, exist_ok=True)
    _check_base(base, args.out)
    if args.threads:
        torch.set_num_threads(args.threads)
    decisions = label_consensus.decide_all(labels_file.read(_file(args.labels)), args.adjudicator)
    paths = _joined(decisions, args.films)
    films = gather(args, base, decisions, paths)
    number = _next_number(args.out)
    work = args.out / f"work-{number}"
    shutil.rmtree(work, ignore_errors=True)  # what a broken-off tuning left
    _tuned(args, base, films, work)
    draft = _draft(args, base, films, work)
    comparison = compare.compare(base, draft, films.test, look=1 + len(_history(args.out)))
    final = _with_verdict(draft, comparison, args.out / f"candidate-{number}")
    shutil.rmtree(work, ignore_errors=True)
    log.info("%s", comparison.sentence)
    log.info("wrote %s; the base stays as it was", final.folder)
    return 0


def _check_base(base: Bundle, folder: Path) -> None:
    """A base that was itself tuned must have been tuned in this folder; its finder of turns must be whole.

    Raises:
        TrainingError: it was tuned elsewhere, perhaps on films that this folder's locked set tests on; or
            what turns films upright in it is not known.
    """
    finder_of(base.graph_bytes())  # said before hours of tuning, not after
    closer_of(base.graph_bytes())
    if base.card.base_sha256 is None or any(base.card.onnx_sha256 in row for row in _history(folder)):
        return
    raise TrainingError(
        "The base was tuned in another folder, so it may have learned from films that would test it here.",
        "Name that folder as --out, or start from the model that it was tuned from.",
    )


def _history(folder: Path) -> list[str]:
    """One line for every candidate that was held against the locked set of this folder."""
    path = folder / HISTORY
    return [row for row in path.read_text("utf8").splitlines() if row.strip()] if path.is_file() else []


def _next_number(folder: Path) -> int:
    """One more than the highest candidate's, so that a candidate that was removed is in no one's way."""
    tails = (path.name.removeprefix("candidate-") for path in folder.glob("candidate-*"))
    return 1 + max((int(tail) for tail in tails if tail.isdecimal()), default=0)


def _file(path: Path) -> Path:
    if not path.is_file():
        raise TrainingError(
            "There is no labels file {file}.", "Export the labels from the viewer first.", file=path.name
        )
    return path


def _joined(decisions: Sequence[Decision], folder: Path) -> dict[str, Path]:
    """Files of the decided films; says what the policy left out and which films are not there."""
    from tqdm import tqdm

    for reason, count in sorted(Counter(item.reason for item in decisions if item.reason).items()):
        log.info("not for seven-class training: %d films (%s)", count, reason)
    wanted = {item.pixel_sha256 for item in decisions if item.ao_class or item.fracture is not None}

    def bar(paths: Iterable[Path]) -> Iterable[Path]:
        shown: Iterable[Path] = tqdm(
            paths, desc="looking for labelled films", unit="file", mininterval=pace()
        )
        return shown

    found = find_labelled(wanted, folder, bar, {item.pixel_sha256: item.shape for item in decisions})
    rest = "" if len(found) == len(wanted) else "; no file there has the pixels and the shape of the others"
    log.info("%d labelled films, %d found%s", len(wanted), len(found), rest)
    if not found:
        raise TrainingError(
            "None of the labelled films is in the folder.", "Name the folder that holds them."
        )
    return found


def gather(
    args: argparse.Namespace, base: Bundle, decisions: Sequence[Decision], paths: dict[str, Path]
) -> Films:
    """Split by the locked test set, add old films, decode."""
    here = [item for item in decisions if item.pixel_sha256 in paths]
    lock = holdout.draw_or_load(args.out, here, args.test_share, args.seed)
    test = [known_film(item, paths[item.pixel_sha256]) for item in here if lock.tests(item)]
    train = [item for item in here if lock.trains(item)]
    own = [known_film(item, paths[item.pixel_sha256]) for item in train]
    old = _old_films(args)
    new_set = _decoded(own, args.out / "cache" / "own", base)
    old_set = _decoded(old, args.out / "cache" / "old", base)
    if not len(new_set):
        raise TrainingError("No labelled film is left to train on.", "Label films of more patients.")
    keys = {film.key for film in own}
    new_set = new_set.where(lambda entry: entry.key in keys)
    _check_apart(new_set, old_set, test)
    held = [film for film in (*own, *old) if holds(film)]
    return Films(
        train=compare.mixed(*(s.where(trains) for s in (new_set, old_set))),
        val=replace(new_set, picks=new_set.picks + old_set.picks).where(holds),
        val_files=tuple(held),
        test=tuple(test),
        own_count=len(own),
        aided_count=sum(item.aided for item in train),
        old_count=len(old),
    )


def _check_apart(new: FilmSet, old: FilmSet, test: Sequence[KnownFilm]) -> None:
    """Old films that were given may be readers' films, under another patient's key.

    Raises:
        TrainingError: a locked film would teach, or choose the best epoch; or a film would do both.
    """
    check_apart((*new.entries(), *old.entries()), test, "the locked test set")
    both = [*new.entries(), *old.entries()]
    check_apart(filter(trains, both), list(filter(holds, both)), "the tenth that validates")


def _old_films(args: argparse.Namespace) -> list[KnownFilm]:
    """Films of the kind that the base learned from: given, or made now."""
    if args.old:
        return [
            replace(film, key=f"{folder.name}/{film.key}")
            for folder in args.old
            for film in read_truth(folder)
        ]
    from training.synth.dataset import Request, generate

    folder = args.out / "old-films"
    generate(Request(folder, args.old_count, 900_001, "train", 640, 0), progress=True).check()
    return read_truth(folder)


def _decoded(films: Sequence[KnownFilm], folder: Path, base: Bundle) -> FilmSet:
    spec = base.card.input
    if not films:
        return FilmSet((), spec)
    shutil.rmtree(folder, ignore_errors=True)  # labels and boxes may have changed since the last tuning
    with DecodeChild() as child:
        report = cache.build(
            films, folder, size=spec.size, progress=progress_bar("decoding"), read=child.read
        )
    tell_left_out(report)
    return FilmSet.of([cache.open_cache(folder)], spec)


def _tuned(args: argparse.Namespace, base: Bundle, films: Films, work: Path) -> None:
    """Train on from the base's own weights."""
    graph = base.graph_bytes()
    plan = FitPlan(
        architecture=architecture_of(from_graph(graph)),
        epochs=args.epochs,
        batch=args.batch,
        learning_rate=args.lr,
        seed=args.seed,
        device=args.device,
        precision=args.precision,
        threads=args.threads,
    )
    trainer = Trainer(plan, films.train, films.val, work, net=taught(graph))
    result = fit_with_display(trainer, work)
    if not result.finished:
        raise TrainingError("The tuning was interrupted; no candidate was written.", "Start it again.")


def _draft(args: argparse.Namespace, base: Bundle, films: Films, work: Path) -> Bundle:
    """The candidate before its verdict, calibrated on the validation films."""
    graph = base.graph_bytes()
    tuned = taught(graph)
    tuned.load_state_dict(load_weights(work))
    net = with_looks(tuned, graph)
    kinds = {film.ao_class == NORMAL for film in films.val_files}
    if len(kinds) < 2:
        raise TrainingError(
            "The validation films are all with, or all without, a fracture.", "Label or mix in more films."
        )
    made = make_bundle(
        net,
        films.train,
        films.val_files,
        None,
        work / "bundle",
        _text(args, base, films, net),
        threads=args.threads or None,
        base_gate=base.card.gate,
        progress=progress_bar,
    )
    return made.bundle


def _text(args: argparse.Namespace, base: Bundle, films: Films, net: nn.Module) -> CardText:
    card = base.card
    data = (
        f"{films.own_count} films labelled by readers ({films.aided_count} of them with the AI in sight), "
        f"mixed with {films.old_count} films of the base's kind; begun with {card.name} {card.version}. "
        f"The base learned from: {card.training_data}"
    )
    return CardText(
        name=args.name or card.name,
        version=args.model_version or f"{card.version}+tuned",
        training_data=data,
        licences=(*card.training_licences, "readers' films: not to be passed on with the model"),
        limits=card.limits,
        licence=card.licence,
        synthetic=card.synthetic_training,
        set_on=f"{len(films.val_files)} validation films, readers' and old ones",
        extra={"base_sha256": card.onnx_sha256, "extra_outputs": roles_of(net)},
    )


def _with_verdict(draft: Bundle, comparison: compare.Comparison, folder: Path) -> Bundle:
    figures = comparison.metric()
    card = replace(
        draft.card,
        verdict=comparison.sentence,
        metrics={"locked test set": tuple(figures)} if figures else {},
    )
    made = write(folder, draft.graph_bytes(), card)
    row = {"candidate": folder.name, "sha256": card.onnx_sha256, "verdict": comparison.sentence}
    with (folder.parent / HISTORY).open("a", encoding="utf8") as history:
        history.write(json.dumps(row) + "\n")
    return made
