"""What the commands share that teach a small network on sets of films: their options, and the sets."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from inference.records import InputSpec
from training.cli.decoded import cached
from training.cli.options.argument_types import at_least
from training.data.augment_geometry import SIDE
from training.data.batches import FilmSet
from training.data.splits import check_apart, may_train, may_validate


def add_sets(made: argparse.ArgumentParser, what: str) -> None:
    """Which films teach and measure, where they are decoded, what is written."""
    made.add_argument("--data", type=Path, nargs="+", required=True, help=what)
    made.add_argument("--val", type=Path, nargs="+", required=True, help="further ones, to measure on")
    made.add_argument("--cache", type=Path, required=True, help="folder of decoded films")
    made.add_argument("--out", type=Path, required=True, help="file of the network's weights")


def add_beginning(made: argparse.ArgumentParser) -> None:
    """How the network begins."""
    made.add_argument("--random", action="store_true", help="begin with random weights, not ImageNet's")
    made.add_argument("--seed", type=at_least(0), default=1)
    made.add_argument("--threads", type=at_least(0), default=0)


def sets_of(args: argparse.Namespace, spec: InputSpec) -> tuple[FilmSet, FilmSet]:
    """Decoded films that may teach, and those that measure.

    Raises:
        TrainingError: a set is not there or damaged, or both share films or patients.
    """

    def decoded(folders: Iterable[Path]) -> FilmSet:
        return FilmSet.of([cached(folder, args.cache, SIDE) for folder in folders], spec)

    films, held = decoded(args.data).where(may_train), decoded(args.val).where(may_validate)
    check_apart(films.entries(), held.entries())
    return films, held
