"""Options of ``shenton-train fit`` and ``limbs``, apart from the commands: asked for without torch."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.cli.options.argument_types import at_least, limbs, near, share


def add_fit(made: argparse.ArgumentParser) -> None:
    """Options of ``shenton-train fit``."""
    add_films(made, "data sets made by synth, or folders with manifest.csv")
    made.add_argument(
        "--limbs",
        type=limbs,
        metavar="FOLDER[:SHARE]",
        help="FracAtlas folder: mix in its limb films, as this share of the views (0.25)",
    )
    made.add_argument(
        "--close", type=share, default=0.0, help="share of views that show one hip at the full scale (0..1)"
    )
    made.add_argument("--size", type=at_least(1), default=256, help="network input, a multiple of 32")
    made.add_argument("--close-size", type=at_least(0), default=0, help="size of close views; 0: --size")
    made.add_argument(
        "--near",
        type=near,
        default=0.0,
        help="width of a close view in widths of its hip, so that all hips have one scale; 0: full scale",
    )
    made.add_argument("--epochs", type=at_least(1), default=8)
    made.add_argument("--schedule", choices=("cosine", "plateau"), default="cosine")
    made.add_argument("--decay", type=float, default=0.02, help="weight decay")
    _training(made)


def add_limbs(made: argparse.ArgumentParser) -> None:
    """Options of ``shenton-train limbs``, the same training on films of limbs."""
    made.add_argument(
        "--fracatlas", dest="limbs", type=limbs, required=True, metavar="FOLDER", help="FracAtlas folder"
    )
    made.add_argument(
        "--close",
        type=share,
        default=0.6,
        help="share of batches of close views on fractures or other places",
    )
    made.add_argument("--size", type=at_least(1), default=256, help="size of whole films, a multiple of 32")
    made.add_argument("--close-size", type=at_least(0), default=192, help="size of close views; 0: --size")
    made.add_argument("--epochs", type=at_least(1), default=12)
    made.add_argument("--schedule", choices=("cosine", "plateau"), default="plateau")
    made.add_argument("--decay", type=float, default=0.0, help="weight decay")
    made.add_argument(
        "--part-alone",
        action="store_true",
        help="learn the part of the body alone, on whole films, as Cheng 2019 did",
    )
    made.set_defaults(data=[], val=None, near=0.0)
    _training(made)


def _training(made: argparse.ArgumentParser) -> None:
    add_folders(made)
    made.add_argument("--architecture", default="densenet121", help="densenet121, lite0 or tiny")
    add_imagenet(made)
    made.add_argument("--batch", type=at_least(1), default=8)
    made.add_argument("--lr", type=float, default=1e-3)
    made.add_argument("--seed", type=at_least(0), default=1)
    made.add_argument("--init", type=Path, help="start from the weights of a run or a bundle")
    made.add_argument("--resume", action="store_true", help="go on with the run in --out")
    made.add_argument("--max-minutes", type=float, default=0.0, help="stop and save after; 0: no limit")
    made.add_argument(
        "--where", type=float, default=1.0, help="weight of the losses that teach where; 0: none"
    )
    made.add_argument("--tone", type=float, default=1.0, help="how far greys are changed; 0: not at all")
    made.add_argument("--turned", type=share, default=0.0, help="share of whole films that lie on their side")
    made.add_argument("--far", type=share, default=0.0, help="share of whole films seen from farther away")
    made.add_argument(
        "--strip", type=share, default=0.0, help="share of films with a bright strip at an edge"
    )
    add_at_most(made)
    made.add_argument(
        "--average",
        type=share,
        default=0.998,
        help="share of the running mean of weights that a step leaves: lower for a short training",
    )
    made.add_argument("--smoothing", type=float, default=0.02, help="label smoothing")
    made.add_argument(
        "--processes",
        type=at_least(1),
        default=1,
        help="training processes on this machine; each takes its own batch, and its own GPU",
    )
    made.add_argument("--machines", type=at_least(1), default=1, help="machines that train together")
    made.add_argument("--machine", type=at_least(0), default=0, help="which of them this is; the first is 0")
    made.add_argument("--meet", metavar="HOST:PORT", help="where the first machine listens for the others")
    add_device(made)


def add_films(made: argparse.ArgumentParser, data: str) -> None:
    """The films that teach, ``data`` in words, and those that choose."""
    made.add_argument("--data", type=Path, nargs="+", required=True, help=data)
    made.add_argument("--val", type=Path, nargs="+", help="validation sets; without: a tenth of the patients")


def add_folders(made: argparse.ArgumentParser) -> None:
    """Where a run and its decoded films lie."""
    made.add_argument("--out", type=Path, required=True, help="run folder")
    made.add_argument("--cache", type=Path, help="folder of decoded films; without: in the run folder")
    made.add_argument(
        "--cache-size", type=at_least(1), default=512, help="size at which films are kept decoded"
    )


def add_imagenet(made: argparse.ArgumentParser) -> None:
    """Whether a network begins with what it learned elsewhere."""
    made.add_argument("--imagenet", action="store_true", help="lite0 begins with the weights of ImageNet")


def add_at_most(made: argparse.ArgumentParser) -> None:
    """How many films teach."""
    made.add_argument(
        "--at-most",
        type=at_least(0),
        default=0,
        help="use only so many training films, of each set its share; 0: all",
    )


def add_device(made: argparse.ArgumentParser) -> None:
    """Where a training runs, and how."""
    made.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    made.add_argument("--precision", choices=("auto", "bf16", "fp32"), default="auto")
    made.add_argument("--threads", type=at_least(0), default=0, help="processor threads; 0: as torch chooses")
