"""``shenton-train landmarks`` and ``normals``: the hips' landmarks, and real normal films with them."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from inference.records import InputSpec
from training import run_folder
from training.cli.options.argument_types import at_least, check_free, check_size, check_writable
from training.cli.options.film_sets import add_beginning, add_sets, sets_of

log = logging.getLogger(__name__)


def add_training(made: argparse.ArgumentParser) -> None:
    """Options of ``landmarks``."""
    add_sets(made, "pelvis films made by synth")
    made.add_argument("--size", type=at_least(1), default=320)
    made.add_argument("--epochs", type=float, default=1.5)
    made.add_argument(
        "--at-most",
        type=at_least(0),
        default=0,
        help="use only so many training films, of each set its share; 0: all",
    )
    add_beginning(made)


def train(args: argparse.Namespace) -> int:
    """Train, measure and write."""
    from training.fitting.landmarks import MarksPlan, errors
    from training.fitting.landmarks import train as fit
    from training.networks.landmarks import COARSEST, MARKS

    check_size(args.size, COARSEST, "320")
    check_writable(args.out)
    films, held = sets_of(args, InputSpec(size=args.size))
    films = films.at_most(args.at_most)
    plan = MarksPlan(args.epochs, seed=args.seed, threads=args.threads, imagenet=not args.random)
    net = fit(films, plan)
    run_folder.save(args.out, {"weights": run_folder.cpu_state(net)})
    off = errors(net, held)
    for mark in MARKS:
        if mark not in off:
            log.info("%s: none found on the films of --val without a fracture; train it longer", mark)
            continue
        count, median, most = off[mark]
        log.info("%s: %d found, off by %.4f of the side (median), %.4f (90 %%)", mark, count, median, most)
    return 0


def add_normals(made: argparse.ArgumentParser) -> None:
    """Options of ``normals``."""
    made.add_argument(
        "--fracatlas", type=Path, required=True, help="FracAtlas folder; rows say what may teach"
    )
    made.add_argument("--landmarks", type=Path, required=True, help="file that landmarks wrote")
    made.add_argument("--out", type=Path, required=True, help="folder for train and val")
    made.add_argument(
        "--leave-out", type=int, nargs="*", default=[], help="film numbers: children, views from the side"
    )


def normals(args: argparse.Namespace) -> int:
    """Write both sets."""
    from training.data.fracatlas import read_fracatlas
    from training.data.real_normals import write
    from training.networks.landmarks import asked, load

    check_free(args.out)
    net = load(args.landmarks)
    count = write(
        read_fracatlas(args.fracatlas), args.out, lambda units: asked(net, units), frozenset(args.leave_out)
    )
    sys.stdout.write(f"{count['train']} films to train, {count['val']} to validate\n")
    return 0
