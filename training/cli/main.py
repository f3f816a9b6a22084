"""``shenton-train``: films, training, export, evaluation, tuning."""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from inference import paths
from inference.closed_output import quietly
from inference.errors import ShentonError
from training.cli import runners
from training.cli.options import fit_options, report_options
from training.cli.options.argument_types import at_least, share

Run = Callable[[argparse.Namespace], int]
Options = Callable[[argparse.ArgumentParser], None]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
FORMAT = argparse.ArgumentDefaultsHelpFormatter


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 an error that is told in one sentence, 130 interrupted."""
    multiprocessing.freeze_support()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        paths.keep_caches_here()
    except ShentonError as error:
        sys.stderr.write(f"shenton-train: {error}\n")
        return 1
    given = list(sys.argv[1:] if argv is None else argv)
    args = parser(given[0] if given else "").parse_args(given)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    run: Run = args.run
    try:
        return quietly(lambda: run(args))
    except ShentonError as error:
        sys.stderr.write(f"shenton-train: {error}\n")
        return 1
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        sys.stderr.write(f"shenton-train: A file could not be read or written: {reason}.\n")
        return 1
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"shenton-train: {error.name} is missing. Install the training part: shenton[train].\n"
        )
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("shenton-train: interrupted; what was finished is kept.\n")
        return 130


def parser(chosen: str) -> argparse.ArgumentParser:
    """All commands and options; those that take long to import only of the command that is ``chosen``."""
    top = argparse.ArgumentParser(
        prog="shenton-train", description="Train Shenton's models. Research use only, not for diagnosis."
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    late = partial(_late, commands, chosen)
    _add_films(commands, chosen)
    fit_options.add_fit(
        _command(commands, "fit", "train a network on films with known truth", runners.run_fit)
    )
    _add_studies(commands, chosen)
    _check(
        _command(commands, "check", "check a manifest of own films: every fault is listed", runners.run_check)
    )
    fit_options.add_limbs(
        _command(
            commands, "limbs", "pretrain on limb films: which part, fracture or not, where", runners.run_fit
        )
    )
    report = _command(commands, "report", "train with reports after Lee 2020", runners.run_report)
    report_options.add_arguments(report)
    fit_options.add_device(report)
    _export(_command(commands, "export", "make a model bundle of a trained run", runners.run_export))
    _evaluate(
        _command(commands, "evaluate", "measure a bundle on films with known truth", runners.run_evaluate)
    )
    late(
        "metal-check",
        "fit a bundle's check for metal anew, all else unchanged",
        runners.run_metal_check,
        _metal_check,
    )
    late(
        "hips",
        "put a network of close views beside a bundle's: it looks at each hip",
        runners.run_hips,
        _hips,
    )
    _tune(_command(commands, "tune", "fine-tune a bundle on exported labels", runners.run_tune))
    late("calibrate", "set a model's thresholds for one site", runners.run_calibrate, _calibrate)
    return top


def _add_films(commands: Commands, chosen: str) -> None:
    """What makes or prepares films."""
    late = partial(_late, commands, chosen)
    late("synth", "make synthetic films with known truth", runners.run_synth, _synth)
    late("graft", "draw breaks and metal into normal films of one's own", runners.run_graft, _graft)
    late(
        "landmarks",
        "train the network that finds the hips' landmarks",
        runners.run_landmarks,
        _landmarks,
    )
    late("upright", "train the network that turns films upright", runners.run_upright, _upright)
    late("normals", "prepare real hip films without a fracture", runners.run_normals, _normals)


def _add_studies(commands: Commands, chosen: str) -> None:
    """What runs other commands, or looks at what they made."""
    late = partial(_late, commands, chosen)
    late(
        "study",
        "train and compare all systems on the same films",
        lambda args: runners.run_study(args, main),
        _study,
    )
    late(
        "report-study",
        "compare what reports teach: systems, decoders, numbers of films, seeds",
        lambda args: runners.run_report_study(args, main),
        _report_study,
    )
    late(
        "report-judge",
        "what the reports that runs write get right on generated films",
        runners.run_report_judge,
        _report_judge,
    )
    late("compare", "compare runs of fit on films that had no part", runners.run_compare, _compare)


def _late(commands: Commands, chosen: str, name: str, text: str, run: Run, options: Options) -> None:
    """A command whose options take long to import: they are there only where it is ``chosen``."""
    made = _command(commands, name, text, run)
    if name == chosen:
        options(made)


def _command(commands: Commands, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=text, description=text.capitalize() + ".", formatter_class=FORMAT)
    made.set_defaults(run=run)
    return made


def _synth(made: argparse.ArgumentParser) -> None:
    from training.synth.cli import add_arguments

    add_arguments(made)


def _graft(made: argparse.ArgumentParser) -> None:
    from training.synth.fractures import grafts

    grafts.add_arguments(made)


def _landmarks(made: argparse.ArgumentParser) -> None:
    from training.cli import landmarks

    landmarks.add_training(made)


def _upright(made: argparse.ArgumentParser) -> None:
    from training.cli import upright

    upright.add_arguments(made)


def _normals(made: argparse.ArgumentParser) -> None:
    from training.cli import landmarks

    landmarks.add_normals(made)


def _study(made: argparse.ArgumentParser) -> None:
    from training.cli import study

    study.add_arguments(made)
    fit_options.add_device(made)


def _report_study(made: argparse.ArgumentParser) -> None:
    from training.cli import report_study

    report_study.add_arguments(made)


def _report_judge(made: argparse.ArgumentParser) -> None:
    from training.cli import report_judge

    report_judge.add_arguments(made)


def _compare(made: argparse.ArgumentParser) -> None:
    from training.cli import compare

    compare.add_arguments(made)


def _calibrate(made: argparse.ArgumentParser) -> None:
    from training.cli import calibrate

    calibrate.add_arguments(made)


def _metal_check(made: argparse.ArgumentParser) -> None:
    from training.cli import metal_check

    metal_check.add_arguments(made)


def _hips(made: argparse.ArgumentParser) -> None:
    from training.cli import hips

    hips.add_arguments(made)


def _check(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", type=Path, help="the folder that holds manifest.csv and the films")
    made.add_argument("--quick", action="store_true", help="do not read the films themselves")


def _export(made: argparse.ArgumentParser) -> None:
    made.add_argument("--run", dest="run_folder", type=Path, required=True, help="run folder of fit")
    made.add_argument(
        "--with",
        dest="joined",
        type=Path,
        nargs="+",
        default=[],
        metavar="RUN",
        help="further runs whose networks answer together with it: the mean of their logits and maps",
    )
    made.add_argument("--out", type=Path, required=True, help="bundle folder to write")
    made.add_argument("--name", required=True, help="the model's name")
    made.add_argument("--version", dest="model_version", default="1.0.0", help="the model's version")
    made.add_argument(
        "--gate-limbs",
        "--gate-negatives",
        type=Path,
        nargs="+",
        default=[],
        help="FracAtlas folder, or limb films made by synth: they fit the film gate",
    )
    made.add_argument(
        "--gate-from", type=Path, metavar="BUNDLE", help="keep the film gate of one of the networks as it is"
    )
    made.add_argument(
        "--shares",
        type=float,
        nargs="+",
        default=[],
        metavar="SHARE",
        help="what --run and each --with weigh in the mean; without it all alike",
    )
    made.add_argument(
        "--mirror",
        action="store_true",
        help="the graph answers with the mean over a film and its mirror image",
    )
    made.add_argument(
        "--upright",
        type=Path,
        metavar="FILE",
        help="file that upright wrote: the graph turns films upright before it looks",
    )
    made.add_argument("--licence", default="Apache-2.0")
    made.add_argument("--fp32", action="store_true", help="store weights in float32 instead of float16")
    fit_options.add_device(made)


def _evaluate(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--bundle", type=Path, nargs="+", required=True, help="models to measure, and to compare if several"
    )
    made.add_argument("--data", type=Path, nargs="*", default=[], help="data sets with known truth")
    made.add_argument("--fracatlas", type=Path, help="FracAtlas folder with films.csv: the real films")
    made.add_argument(
        "--flips", action="store_true", help="beside each model its mean over a film and its mirror image"
    )
    made.add_argument(
        "--close",
        type=Path,
        nargs="+",
        default=[],
        metavar="RUN",
        help="beside each model it joined with these networks of close views (fit --close 1) on both hips",
    )
    made.add_argument(
        "--join",
        choices=("mean", "max", "crops"),
        nargs="+",
        default=["mean"],
        help="how: mean or maximum of the log-odds, or the hips alone",
    )
    made.add_argument("--out", type=Path, required=True, help="report.json; a Markdown table goes beside it")
    made.add_argument("--html", type=Path, help="report with plots, one file that needs nothing else")
    made.add_argument(
        "--pictures",
        action="store_true",
        help="show films in the HTML report even where they are neither generated nor published",
    )
    made.add_argument("--into-card", action="store_true", help="write the figures into the bundle's card")
    made.add_argument("--limit", type=at_least(0), default=0, help="only so many films of each set; 0: all")
    made.add_argument("--threads", type=at_least(0), default=0)


def _tune(made: argparse.ArgumentParser) -> None:
    made.add_argument("--labels", type=Path, required=True, help="labels.jsonl of the viewer's export")
    made.add_argument("--films", type=Path, required=True, help="folder that holds the labelled films")
    made.add_argument("--base", type=Path, required=True, help="bundle to start from")
    made.add_argument("--out", type=Path, required=True, help="folder of this and later tunings")
    made.add_argument("--old", type=Path, nargs="*", default=[], help="old films to mix in, made by synth")
    made.add_argument("--old-count", type=at_least(1), default=200, help="without --old: so many are made")
    made.add_argument("--adjudicator", help="a reader whose readings decide alone")
    made.add_argument("--name", help="the candidate's name; without: the base's")
    made.add_argument("--version", dest="model_version", help="the candidate's version")
    made.add_argument("--epochs", type=at_least(1), default=4)
    made.add_argument("--batch", type=at_least(1), default=8)
    made.add_argument("--lr", type=float, default=1e-4)
    made.add_argument("--seed", type=at_least(0), default=1)
    made.add_argument("--test-share", type=share, default=0.3, help="of the patients, drawn once and locked")
    fit_options.add_device(made)


if __name__ == "__main__":
    sys.exit(main())
