"""What the weights that a run begins with had learned before: read off the run that they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.model.card_validation import REPORT
from training import run_folder
from training.data.limb_films import is_generated
from training.errors import TrainingError


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


def _run_of(source: Path) -> dict[str, Any] | None:
    return run_folder.run_file(source) if (source / "run.json").is_file() else None
