"""``shenton-train metal-check``: a bundle's check for metal fitted anew; all else stays to the bit."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inference.model.bundle import load, write
from inference.model.card import FilmCheck, ModelCard
from inference.model.session import Session
from training.bundles.film_checks import implant_check, metal_films, metal_known
from training.cli.decoded import cached, progress_bar
from training.cli.options.argument_types import at_least, check_free
from training.data.augment_geometry import SIDE
from training.data.batches import FilmSet
from training.data.dataset import described, read_truth
from training.data.splits import check_apart, may_train, may_validate
from training.errors import TrainingError
from training.evaluation.asking import ask
from training.evaluation.latents import seen

log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument("--bundle", type=Path, required=True, help="the bundle; it stays as it is")
    made.add_argument(
        "--data", type=Path, nargs="+", required=True, help="sets whose truth names implants: they teach"
    )
    made.add_argument("--val", type=Path, nargs="+", required=True, help="further ones: they set it")
    made.add_argument("--cache", type=Path, required=True, help="folder of decoded films")
    made.add_argument("--out", type=Path, required=True, help="bundle folder to write")
    made.add_argument("--version", dest="model_version", required=True, help="the new bundle's version")
    made.add_argument("--threads", type=at_least(0), default=0)


def run(args: argparse.Namespace) -> int:
    """Fit the check, measure it, and write the bundle that has it.

    Raises:
        TrainingError: too few films show metal, the check tells too little, or sets share patients.
    """
    check_free(args.out)
    bundle = load(args.bundle)
    films = FilmSet.of([cached(folder, args.cache, SIDE) for folder in args.data], bundle.card.input)
    films = films.where(may_train)
    held = [film for folder in args.val for film in read_truth(folder) if may_validate(film)]
    check_apart(films.entries(), held)
    chosen = metal_films(films)
    if not chosen:
        raise TrainingError("No film of --data shows metal.", "Give sets whose truth names implants.")
    session = Session(bundle, threads=args.threads or None)
    answers = ask(bundle, held, progress_bar("validation films"), args.threads)
    own = seen(session, films, chosen, 11, wanted=metal_known)
    check, words = implant_check(own, answers, _set_on(args.val, len(answers.films)))
    for key, reason in answers.left_out:
        log.warning("left out %s: %s", key, reason)
    log.info("%d films taught it", len(own.entries))
    log.info("%s", words)
    if check is None:
        raise TrainingError("The check would not help.", "Give more films that show metal.")
    made = write(args.out, bundle.graph_bytes(), with_check(bundle.card, check, args.model_version))
    log.info("wrote %s %s", made.card.name, made.card.version)
    return 0


def with_check(card: ModelCard, check: FilmCheck, version: str) -> ModelCard:
    """The card with another check of its name, in the same place, and another version."""
    others = [one for one in card.checks if one.name != check.name]
    place = next((i for i, one in enumerate(card.checks) if one.name == check.name), 0)
    return replace(card, version=version, checks=(*others[:place], check, *others[place:]))


def _set_on(folders: Sequence[Path], count: int) -> str:
    """Which films set the threshold, by what their sets say of themselves."""
    kinds = ", ".join(
        f"{len(read_truth(folder))} {described(folder).get('kind', 'films')}" for folder in folders
    )
    return f"{count} validation films ({kinds}), of patients that did not train"
