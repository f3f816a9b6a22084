"""``shenton-train compare``: runs of ``fit`` on films that had no part, seeds together, paired by film."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from inference.files import write_whole
from inference.stats import bootstrap
from training import run_folder
from training.benchmark.answered import Answered, Rows
from training.cli.decoded import cached
from training.cli.lineage import check_first_weights
from training.cli.options.argument_types import at_least, check_writable
from training.data.batches import FilmSet, plain_batches
from training.data.dataset import read_truth
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.data.splits import check_tests_apart, may_validate, test_rows
from training.errors import TrainingError
from training.networks.densenet import build

BATCH: Final = 16
log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument(
        "--row",
        nargs="+",
        action="append",
        required=True,
        metavar=("NAME", "RUN"),
        help="a row's name and its runs of fit, each of another seed; the others are compared with the first",
    )
    made.add_argument("--test", type=Path, required=True, help="films that every run answers")
    made.add_argument("--cache", type=Path, required=True, help="folder of decoded films")
    made.add_argument(
        "--cache-size", type=at_least(1), default=512, help="size at which films are kept decoded"
    )
    made.add_argument("--threads", type=at_least(0), default=0, help="processor threads; 0: as torch chooses")
    made.add_argument("--out", type=Path, required=True, help="the table, Markdown")


def run(args: argparse.Namespace) -> int:
    """Ask every run, write the table."""
    if args.threads:
        torch.set_num_threads(args.threads)
    check_writable(args.out)
    rows = {name: _by_seed(name, [Path(folder) for folder in runs]) for name, *runs in args.row}
    if len(rows) < len(args.row):
        raise TrainingError("A row is given twice.", "Give each once.")
    known = {film.key for film in test_rows(read_truth(args.test))[0] if film.ao_class != SOME_FRACTURE}
    if not known:
        raise TrainingError(
            "No film of {folder} has a known class.",
            "Name films whose truth is normal or an AO/OTA class.",
            folder=args.test.name,
        )
    films = FilmSet.of([cached(args.test, args.cache, args.cache_size)], _first_input(rows))
    films = films.where(lambda entry: entry.key in known)
    for folder in (one for seeds in rows.values() for one in seeds.values()):
        _check_unknown(folder, films)
    answered = {
        name: {seed: asked(folder, films) for seed, folder in seeds.items()} for name, seeds in rows.items()
    }
    table = Rows.of(answered, bootstrap.ROUNDS)
    lines = ["# Runs", "", table.said(), "", *table.lines(next(iter(rows))), "", *curves(rows)]
    write_whole(args.out, "\n".join(lines) + "\n")
    log.info("%s", args.out.read_text("utf8"))
    return 0


def _by_seed(name: str, folders: Sequence[Path]) -> dict[int, Path]:
    """A row's runs by their seed.

    Raises:
        TrainingError: there are none, one is no run of fit, or two have one seed.
    """
    found = {}
    for folder in folders:
        told = run_folder.run_file(folder)
        if "augment" not in told["plan"]:
            raise TrainingError("{folder} is no run of fit.", "Name runs of fit.", folder=folder.name)
        found[int(told["plan"]["seed"])] = folder
    if len(found) < len(folders) or not found:
        raise TrainingError("The row {name} needs runs of different seeds.", "Give each once.", name=name)
    return found


def _first_input(rows: dict[str, dict[int, Path]]) -> Any:
    told = run_folder.run_file(next(iter(next(iter(rows.values())).values())))
    return run_folder.spec_of(told["input"])


def _check_unknown(folder: Path, films: FilmSet) -> None:
    """The films neither taught the run or what it began with, nor chose its best epoch.

    Raises:
        TrainingError: some did.
    """
    entries = tuple(films.entries())
    check_first_weights(folder, entries)
    held: list[KnownFilm] = []
    for other in map(Path, run_folder.run_file(folder)["val"]):
        held += filter(may_validate, read_truth(other)) if other.is_dir() else ()
    check_tests_apart(held, entries)


@torch.no_grad()
def asked(folder: Path, films: FilmSet) -> Answered:
    """What a run's best weights answer; close views of one hip where it learned those alone."""
    told = run_folder.run_file(folder)
    augment = told["plan"]["augment"]
    close, near = augment.get("close", 0.0) >= 1, augment.get("near", 0.0)
    films = replace(films, spec=run_folder.spec_of(told["input"]), close=close, near=near)
    net = build(told["plan"]["architecture"], told["plan"]["parts"])
    net.load_state_dict(run_folder.load(folder / "best.pt")["weights"])
    net.eval()
    passed = (net.training_pass(batch.films) for batch in plain_batches(films, BATCH))
    parts = [out.logits.float().softmax(dim=1) for out in passed]
    named = films.named()
    return Answered(
        np.asarray(torch.cat(parts).numpy(), np.float64),
        np.asarray(named["target"], np.int64),
        np.asarray(named["patients"], dtype=str),
        tuple(named["films"]),
    )


def curves(rows: dict[str, dict[int, Path]]) -> list[str]:
    """Each run's epochs: loss of training, loss and AUC on its validation films."""
    lines = ["| run | seed | epoch | training loss | validation loss | validation AUC |", "|" + " --- |" * 6]
    for name, seeds in rows.items():
        for seed, folder in seeds.items():
            for row in run_folder.load(folder / "last.pt")["progress"]["history"]:
                cells = (_number(row.get(key)) for key in ("train_loss", "loss", "auc"))
                lines.append(f"| {name} | {seed} | {row['epoch']:.0f} | {' | '.join(cells)} |")
    return lines


def _number(value: float | None) -> str:
    return "–" if value is None or not np.isfinite(value) else f"{value:.3f}"
