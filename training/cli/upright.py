"""``shenton-train upright``: the network that says by how many quarter turns a film is upright."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from inference.records import InputSpec
from training import run_folder
from training.cli.argument_types import at_least
from training.cli.fit import cached
from training.data.augment_geometry import SIDE
from training.data.batches import FilmSet
from training.data.splits import check_apart, may_train, may_validate

log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of ``upright``."""
    made.add_argument("--data", type=Path, nargs="+", required=True, help="sets of upright hip films")
    made.add_argument("--val", type=Path, nargs="+", required=True, help="further ones, to measure on")
    made.add_argument("--cache", type=Path, required=True, help="folder of decoded films")
    made.add_argument("--out", type=Path, required=True, help="file of the network's weights")
    made.add_argument("--steps", type=at_least(1), default=800, help="of 16 views each")
    made.add_argument("--random", action="store_true", help="begin with random weights, not ImageNet's")
    made.add_argument("--seed", type=at_least(0), default=1)
    made.add_argument("--threads", type=at_least(0), default=0)


def run(args: argparse.Namespace) -> int:
    """Train, measure on the films as they are and turned each way, and write."""
    from training.fitting.upright import UprightPlan, measured, train

    spec = InputSpec(size=SIDE)
    films, held = (
        FilmSet.of([cached(folder, args.cache, SIDE) for folder in folders], spec)
        for folders in (args.data, args.val)
    )
    films, held = films.where(may_train), held.where(may_validate)
    check_apart(films.entries(), held.entries())
    plan = UprightPlan(args.steps, seed=args.seed, threads=args.threads, imagenet=not args.random)
    finder = train(films, plan)
    run_folder.save(args.out, {"weights": run_folder.cpu_state(finder)})
    for name, found in measured(finder, held).items():
        log.info(
            "%s: %d views, turned rightly %.3f, left as they lie %.3f, turned wrongly %.3f",
            name, found.views, found.right, found.left, found.wrong,
        )  # fmt: skip
    return 0
