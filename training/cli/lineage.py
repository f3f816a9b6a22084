"""What the weights that a run begins with had learned before: read off the run that they come from."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inference.model.card_validation import REPORT
from training import run_folder
from training.data.dataset import read_truth
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.data.limb_films import is_generated
from training.data.splits import Film, check_unknown_to, may_train, trains
from training.errors import TrainingError

log = logging.getLogger(__name__)


def stage(told: dict[str, Any], epochs: float) -> dict[str, float]:
    """One line of a model's history: films, epochs, size; ``limbs_generated`` is 1 for those of synth."""
    close = told["plan"]["augment"].get("close", 0.0)  # earlier runs knew no close views
    return {
        "films": told["training_films"],
        "limbs": told.get("limb_films", 0),
        "limbs_generated": int(_limbs_generated(told)),
        "epochs": epochs,
        "size": told["input"]["size"],
        "close": close,
    }


def _limbs_generated(told: dict[str, Any]) -> bool:
    """As the run file says; earlier ones do not, but their folder may still be there."""
    if "limbs_generated" in told:
        return bool(told["limbs_generated"])
    return bool(told.get("limbs")) and is_generated(Path(told["limbs"]))


def from_imagenet(source: Path | None) -> bool:
    """Whether the run that the weights come from began with ImageNet's.

    Raises:
        TrainingError: its run file is damaged.
    """
    told = _run_of(source) if source else None
    return bool(told and told.get("imagenet"))


def lineage_of(source: Path) -> list[dict[str, float]]:
    """What the run that the weights come from had learned, from its beginnings; empty for a bundle.

    Raises:
        TrainingError: it learned with reports, or its run file is damaged.
    """
    told = _run_of(source)
    if told is None:
        return []
    if told.get("kind") == REPORT:
        raise TrainingError(
            "{folder} learned with reports: its network is another.",
            "Start from a run of shenton-train fit or from a bundle of one.",
            folder=source.name,
        )
    best = run_folder.load(source / "best.pt")
    return [*told["lineage"], stage(told, round(best["figures"]["epoch"]))]


def taught_before(source: Path) -> tuple[list[KnownFilm], list[str]]:
    """The films that taught a run and those it began with, and the sets of them that are gone.

    Of a bundle nothing: it does not name its films.

    Raises:
        TrainingError: a run file is damaged.
    """
    films: list[KnownFilm] = []
    gone: list[str] = []
    seen: set[Path] = set()
    at: Path | None = source
    while at is not None and at not in seen and (told := _run_of(at)) is not None:
        seen.add(at)
        wanted = may_train if told.get("val") else trains
        folders = [Path(folder) for folder in told.get("data", ())]
        gone += [folder.name for folder in folders if not folder.is_dir()]
        own = [film for folder in folders if folder.is_dir() for film in read_truth(folder) if wanted(film)]
        if told.get("kind") == REPORT:  # such a run leaves them out
            own = [film for film in own if film.ao_class != SOME_FRACTURE]
        films += own[: told.get("training_films")]
        at = Path(told["init"]) if told.get("init") else None
    return films, gone


def check_first_weights(source: Path | None, held: Iterable[Film]) -> None:
    """The weights that a training begins with were not taught by the films that judge it.

    What cannot be seen any more is said in a warning.

    Raises:
        TrainingError: they were, or a run file is damaged.
    """
    if source is None:
        return
    films, gone = taught_before(source)
    check_unknown_to(films, held, source.absolute().name)
    if gone:
        log.warning(
            "The films %s, which taught the weights of %s, are gone: whether they are among those that judge "
            "this training was not looked at.",
            ", ".join(gone),
            source.absolute().name,
        )


def _run_of(source: Path) -> dict[str, Any] | None:
    return run_folder.run_file(source) if (source / "run.json").is_file() else None
