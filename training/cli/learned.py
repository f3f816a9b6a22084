"""On what and how long a run learned, in words for its card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inference import strict_json
from inference.model.card_validation import REPORT
from training import run_folder
from training.cli.lineage import stage
from training.data.dataset import credit_of, is_synthetic, read_truth
from training.data.dataset import described as described_set
from training.errors import TrainingError
from training.report_supervision.module import System


def there(folder: str) -> Path:
    """A set that the run learned from; what it was is read off the set itself.

    Raises:
        TrainingError: it is gone.
    """
    path = Path(folder)
    if not path.is_dir():
        raise TrainingError(
            "The data set {file} that the run learned from is gone.",
            "Put it back: the card tells where its films come from.",
            file=path.name,
        )
    return path


def described(folder: Path, told: dict[str, Any]) -> str:
    """On what and how long a run and those before it learned; ``told`` is its ``run.json``."""
    if told.get("kind") == REPORT:
        taught = "" if told["plan"]["system"] == System.BASE else " Their reports taught it, too."
        return f"{kind_of(told)}{taught} {_report_words(told)}."
    taught = told["plan"]["losses"]["hips"] > 0
    text = f"{kind_of(told)} {_fit_words(folder, told)}."
    return text + (" Truth boxes and the places of the hips taught it, too, where to look." if taught else "")


def described_together(runs: Mapping[Path, dict[str, Any]]) -> str:
    """As :func:`described`, of runs whose networks answer together."""
    if len(runs) == 1:
        return next(described(folder, told) for folder, told in runs.items())
    words = [described(folder, told) for folder, told in runs.items()]
    numbered = " ".join(f"Network {number}: {text}" for number, text in enumerate(words, 1))
    return f"The mean of {len(runs)} networks that learned apart. {numbered}"


def began(init: Path | None, imagenet: bool) -> str:
    """With which weights a training begins: those of a run, of a bundle, of ImageNet, or random ones."""
    if init is None:
        return "ImageNet weights" if imagenet else "random weights"
    path = init / "run.json"
    if not path.is_file():
        return "the weights of a given model"
    told = strict_json.loads(path.read_text("utf8"))
    words = _report_words(told) if told.get("kind") == REPORT else _fit_words(init, told)
    return f"the weights of an earlier model ({words})"


def _fit_words(folder: Path, told: dict[str, Any]) -> str:
    weights = run_folder.load(folder / "best.pt")
    epochs = float(weights["figures"]["epoch"])  # less than one where a run was stopped in its first
    stages = [*told["lineage"], stage(told, round(epochs) or round(epochs, 2))]
    begun = "given" if told["init"] and not told["lineage"] else "random"
    begun = "ImageNet" if told.get("imagenet") else begun
    words = "; then ".join(_stage_words(item) for item in stages)
    return f"{told['plan']['architecture']} from {begun} weights: {words}"


def _system(name: str) -> str:
    return "The system without reports" if name == System.BASE else name.upper()


def _report_words(told: dict[str, Any]) -> str:
    plan = told["plan"]
    return (
        f"{_system(plan['system'])} of Lee 2020 with {plan['shape']['architecture']} from "
        f"{told.get('began', 'random weights')}: {told['training_films']} films, "
        f"{plan['epochs']} epoch{_s(plan['epochs'])} a stage at {plan['size']} px{_frozen_words(plan)}"
    )


def _frozen_words(plan: Mapping[str, Any]) -> str:
    """Which parts of the encoder kept the weights they began with; earlier runs knew no frozen parts."""
    return f", the encoder frozen up to {plan['frozen']}" if plan.get("frozen") else ""


def kind_of(told: dict[str, Any]) -> str:
    """What kind of films a run learned from, as their data sets say."""
    folders = [there(folder) for folder in dict.fromkeys(told["data"])]
    words = []
    if any(is_synthetic(folder) for folder in folders):
        words.append("Synthetic AP pelvis films (anatomy: Auckland lower-limb shape model, 26 CT subjects).")
    for credit in dict.fromkeys(filter(None, map(credit_of, folders))):
        kinds = [_credited(folder) for folder in folders if credit_of(folder) == credit]
        words.append(f"Real hip films without a fracture ({', '.join(kinds)}; {credit}).")
    if any(not is_synthetic(folder) and not credit_of(folder) for folder in folders):
        words.append("Films with known truth, not generated.")
    return " ".join(words)


def _credited(folder: Path) -> str:
    """How many films of real normals a set holds and what was done to them."""
    return f"{len(read_truth(folder))} {described_set(folder).get('treated', 'untouched')}"


def _stage_words(item: dict[str, float]) -> str:
    kinds = [f"{item['films']} films"] if item["films"] else []
    whose = "generated limb films" if item.get("limbs_generated") else "real limb films of FracAtlas"
    kinds += [f"{item['limbs']} {whose}"] if item.get("limbs") else []
    views = _views(item.get("close", 0.0)) if item["films"] else ""
    return f"{' and '.join(kinds)}, {item['epochs']} epoch{_s(item['epochs'])} at {item['size']} px{views}"


def _s(count: float) -> str:
    return "" if count == 1 else "s"


def _views(close: float) -> str:
    if close >= 1:
        return " on close views of one hip"
    return f" with {100 * close:.0f} % close views of one hip" if close > 0 else ""
