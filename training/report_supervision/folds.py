"""Lee 2020: fivefold cross-validation over the paired films, split by patient; figures of the held-out films.

Every film is answered once, by a network that saw neither it nor another film of its patient, and no epoch is
chosen on held-out films: each fold is judged after its last epoch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from inference import strict_json
from training import run_folder
from training.errors import TrainingError
from training.report_supervision.films import PairedFilms, plain_loader
from training.report_supervision.network import ReportNet
from training.report_supervision.scores import LEVELS, Scores, scores
from training.report_supervision.stored_views import Stored

FOLDS: Final = 5
Shares = NDArray[np.float32]
Trained = Callable[[PairedFilms, PairedFilms, Path], Shares]
"""Learns from the first films into a folder and answers the second: probabilities [films, 7]."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Figures of each fold and of all films together."""

    folds: tuple[Scores, ...]
    together: Scores

    def table(self) -> str:
        """Markdown: level, accuracy and F1 over all films, mean and spread over the folds."""
        lines = [
            "| classes | accuracy | macro F1 | accuracy by fold | films |",
            "| --- | --- | --- | --- | --- |",
        ]
        for level in LEVELS:
            each = np.array([fold.accuracy[level] for fold in self.folds])
            spread = each.std(ddof=1) if len(each) > 1 else 0.0
            lines.append(
                f"| {level} | {self.together.accuracy[level]:.3f} | {self.together.f1[level]:.3f} | "
                f"{each.mean():.3f} ± {spread:.3f} | {self.together.films} |"
            )
        return "\n".join(lines) + "\n"

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"folds": [fold.told() for fold in self.folds], "together": self.together.told()}


def splits(paired: PairedFilms, folds: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """Training and held-out film numbers of each fold: patients stay whole, classes are spread evenly.

    Raises:
        TrainingError: fewer than two folds, or too few patients for so many.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    films = paired.films
    patients = [films.entry(i).patient for i in range(len(films))]
    if folds < 2:
        raise TrainingError("Cross-validation needs two folds at least.", "Use for example --folds 5.")
    if len(set(patients)) < folds or np.bincount(films.targets()).max() < folds:
        raise TrainingError(
            "There are too few patients or films of a class for {folds} folds.",
            "Make or add films, or use fewer folds.",
            folds=folds,
        )
    cutter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    for train, held in cutter.split(np.zeros(len(films)), films.targets(), patients):
        yield train.tolist(), held.tolist()


@torch.no_grad()
def answers(
    net: ReportNet, paired: PairedFilms, batch: int = 16, *, after: int = 0, stored: Stored | None = None
) -> Shares:
    """Probabilities float32 [films, 7] of films as they are.

    ``stored``: what the first ``after`` parts of the encoder made of them, where that is kept.
    """
    net.eval()
    loader = plain_loader(paired, batch, stored)
    parts = [net.classifier(net.encode(b.films, after))[0].softmax(dim=1) for b in loader]
    return np.asarray(torch.cat(parts).float().numpy(), np.float32)


@torch.no_grad()
def written(
    net: ReportNet, paired: PairedFilms, batch: int = 16, *, after: int = 0, stored: Stored | None = None
) -> NDArray[np.int64]:
    """The reports that the network writes, int64 [films, 40], numbers of words; else as :func:`answers`."""
    net.eval()
    loader = plain_loader(paired, batch, stored)
    parts = [net.writer.write(net.encode(b.films, after)) for b in loader]
    return np.asarray(torch.cat(parts).numpy(), np.int64)


def cross(
    paired: PairedFilms, folds: int, seed: int, out: Path, train: Trained, asked: Mapping[str, Any]
) -> Crossed:
    """Train and judge every fold; a fold whose answers lie in ``out`` is not repeated.

    ``asked``: what decides a training beside its films; answers that were given by another are not taken.
    """
    targets = paired.films.targets()
    shares = np.zeros((len(paired), 7), np.float32)
    each: list[Scores] = []
    for number, (learned, held) in enumerate(splits(paired, folds, seed), 1):
        films = [paired.subset(part).digest() for part in (learned, held)]
        told = json.loads(json.dumps({**asked, "films": films}))
        shares[held] = _fold(paired, learned, held, out / f"fold-{number}", train, told)
        each.append(scores(shares[held], targets[held]))
    found = Crossed(tuple(each), scores(shares, targets))
    run_folder.write_json(out / "folds.json", found.told())
    return found


def _fold(
    paired: PairedFilms,
    learned: Sequence[int],
    held: Sequence[int],
    folder: Path,
    train: Trained,
    asked: Mapping[str, Any] | None = None,
) -> Shares:
    kept = folder / "answers.json"
    judged = paired.subset(held)
    named = judged.films.named()
    if kept.is_file():
        told = strict_json.loads(kept.read_text("utf8"))
        if told["films"] == named["films"] and told.get("asked", {}) == asked:
            return np.asarray(told["shares"], np.float32)
    found = train(paired.subset(learned), judged, folder)
    run_folder.write_json(kept, {**named, "asked": asked, "shares": found.tolist()})
    return found
