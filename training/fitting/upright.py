"""Training of the network that finds by how many quarter turns a film is upright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.data.augment_geometry import AugmentPlan, draw_view
from training.data.batches import FilmSet, ahead, changed, plain_item
from training.errors import TrainingError
from training.fitting.averaging import Averaging
from training.networks.upright import SIZE, SURE, TurnFinder, begin_from_imagenet

PLAN: Final = AugmentPlan(rotation=25.0, scale=0.3, shift=0.1, aspect=0.15, crop=0.6, one_hip=0.5)
UPRIGHT_SHARE: Final = 0.4
"""How many of the views stay upright: most films are, and none of them may be turned wrongly."""
SAY: Final = 100
"""Steps between two lines of the log."""


@dataclass(frozen=True, slots=True)
class UprightPlan:
    """How long and how fast."""

    steps: int = 800
    batch: int = 16
    learning_rate: float = 1e-3
    decay: float = 0.02
    seed: int = 1
    threads: int = 0
    imagenet: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """On so many views: shares turned rightly, left as they lie, and turned wrongly."""

    views: int
    right: float
    left: float
    wrong: float


def train(films: FilmSet, plan: UprightPlan) -> TurnFinder:
    """The averaged network after the last step; every film of the set has to be upright.

    Raises:
        TrainingError: no films, or the weights of ImageNet are asked for and not installed.
    """
    if not len(films):
        raise TrainingError("There are no training films.", "Name sets that hold some with --data.")
    torch.manual_seed(plan.seed)
    if plan.threads:
        torch.set_num_threads(plan.threads)
    net = TurnFinder()
    if plan.imagenet:
        begin_from_imagenet(net)
    learning = Averaging(net, rate=plan.learning_rate, decay=plan.decay, total=plan.steps, say=SAY)
    for at, (given, turns) in enumerate(ahead(_batches(films, plan)), start=1):
        learning.step(functional.cross_entropy(net(given), turns, label_smoothing=0.02), at)
    return learning.averaged.eval()


def _batches(films: FilmSet, plan: UprightPlan) -> Iterator[tuple[Tensor, Tensor]]:
    """Random films in random views and tones, turned."""
    for step in range(plan.steps):
        rng = np.random.default_rng([plan.seed, step])
        units, wanted = zip(*(_item(films, rng) for _ in range(plan.batch)), strict=True)
        yield _normalised(np.stack(units), films), torch.tensor(wanted)


def _item(films: FilmSet, rng: np.random.Generator) -> tuple[NDArray[np.float32], int]:
    """A view at the finder's size, turned, and the quarter turns that make it upright."""
    index = int(rng.integers(len(films)))
    view, _ = draw_view(films.entry(index), PLAN, rng)
    unit = changed(films.pixels(index), view, None, SIZE, PLAN, rng)
    turns = 0 if rng.random() < UPRIGHT_SHARE else int(rng.integers(1, 4))
    return np.ascontiguousarray(np.rot90(unit, -turns)), turns


def _normalised(units: NDArray[np.float32], films: FilmSet) -> Tensor:
    return torch.from_numpy(((units[:, None] - films.spec.mean) / films.spec.std).astype(np.float32))


@torch.no_grad()
def measured(finder: TurnFinder, films: FilmSet) -> dict[str, Found]:
    """Unchanged upright films as they are, and turned each way."""
    shares = {k: [] for k in range(4)}  # type: dict[int, list[NDArray[np.float32]]]
    for index in range(len(films)):
        unit = plain_item(films, index).unit
        turned = np.stack([np.rot90(unit, -k) for k in range(4)])
        for k, row in enumerate(torch.softmax(finder(_normalised(turned, films)), dim=1).numpy()):
            shares[k].append(row)
    found = {"upright": _found(np.array(shares[0]), np.zeros(len(films), np.int64))}
    lying = np.concatenate([np.array(shares[k]) for k in (1, 3)])
    found["on a side"] = _found(lying, np.repeat([1, 3], len(films)))
    found["head down"] = _found(np.array(shares[2]), np.full(len(films), 2))
    return found


def _found(shares: NDArray[np.float32], wanted: NDArray[np.int64]) -> Found:
    sure = shares[:, 1:] >= SURE
    made = np.where(sure.any(axis=1), sure.argmax(axis=1) + 1, 0)
    right = made == wanted
    left = (made == 0) & ~right
    return Found(len(wanted), float(right.mean()), float(left.mean()), float((~right & ~left).mean()))
