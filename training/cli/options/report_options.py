"""Options of ``shenton-train report``, apart from the command: they are asked for without torch."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.cli.options import fit_options
from training.cli.options.argument_types import at_least, share


def add_arguments(made: argparse.ArgumentParser) -> None:
    """All options but the machine's."""
    fit_options.add_films(made, "films with truth and reports.jsonl, or with manifest.csv")
    made.add_argument("--test", type=Path, nargs="+", help="films that have no part: answers in test.json")
    fit_options.add_folders(made)
    made.add_argument("--system", choices=("base", "m1", "m2"), default="m2")
    made.add_argument("--folds", type=at_least(0), default=0, help="cross-validate by patient; 0: train once")
    _report_network(made)
    _report_learning(made)
    made.add_argument("--seed", type=at_least(0), default=1)


def _report_network(made: argparse.ArgumentParser) -> None:
    """The network, with what it begins, and what of it is frozen."""
    made.add_argument(
        "--architecture", default="inception3", help="inception3, inception3-half, inception3-tiny or lite0"
    )
    fit_options.add_imagenet(made)
    made.add_argument("--size", type=at_least(1), default=256, help="network input, a multiple of 32")
    made.add_argument(
        "--decoder",
        choices=("lstm", "bag"),
        default="lstm",
        help="what the reports ask of the latent: every word in order (the paper's), or which words",
    )
    made.add_argument(
        "--hide-words",
        type=share,
        default=0.0,
        help="share of words that the LSTM is not told; 0: the paper's, 1: none is told",
    )
    made.add_argument(
        "--frozen",
        metavar="PART",
        default="",
        help="parts of the encoder up to this one keep their first weights, and their work is stored",
    )
    made.add_argument(
        "--rounds", type=at_least(1), default=1, help="with --frozen: epochs until the same views come again"
    )
    made.add_argument("--dropout", type=share, default=0.5)
    made.add_argument(
        "--init", type=Path, help="start from an earlier run's weights; of a run without reports, its encoder"
    )


def _report_learning(made: argparse.ArgumentParser) -> None:
    """How it learns, and of how many films."""
    made.add_argument("--epochs", type=at_least(1), default=12, help="of each stage")
    made.add_argument("--batch", type=at_least(2), default=8)
    made.add_argument("--lr", type=float, default=1e-4)
    made.add_argument(
        "--schedule",
        choices=("steady", "cosine"),
        default="steady",
        help="of the learning rate; steady: the paper's",
    )
    made.add_argument(
        "--writer-rounds", type=at_least(0), default=80, help="0: no writer, the model writes no report"
    )
    made.add_argument("--weight", type=float, default=1.0, help="lambda of M2: weight of the report loss")
    made.add_argument("--gamma", type=float, default=2.0, help="of the focal loss")
    made.add_argument("--tone", type=float, default=0.0, help="how far greys are changed; 0: as in the paper")
    fit_options.add_at_most(made)
