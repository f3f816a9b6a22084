"""``shenton-train upright``: the network that says by how many quarter turns a film is upright."""

from __future__ import annotations

import argparse
import logging

from inference.records import InputSpec
from training import run_folder
from training.cli.options.argument_types import at_least, check_writable
from training.cli.options.film_sets import add_beginning, add_sets, sets_of
from training.data.augment_geometry import SIDE

log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of ``upright``."""
    add_sets(made, "sets of upright hip films")
    made.add_argument("--steps", type=at_least(1), default=800, help="of 16 views each")
    add_beginning(made)


def run(args: argparse.Namespace) -> int:
    """Train, measure on the films as they are and turned each way, and write."""
    from training.fitting.upright import UprightPlan, measured, train

    check_writable(args.out)
    films, held = sets_of(args, InputSpec(size=SIDE))
    plan = UprightPlan(args.steps, seed=args.seed, threads=args.threads, imagenet=not args.random)
    finder = train(films, plan)
    run_folder.save(args.out, {"weights": run_folder.cpu_state(finder)})
    for name, found in measured(finder, held).items():
        log.info(
            "%s: %d views, turned rightly %.3f, left as they lie %.3f, turned wrongly %.3f",
            name, found.views, found.right, found.left, found.wrong,
        )  # fmt: skip
    return 0
