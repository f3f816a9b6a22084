"""A network that turns a film upright before another one looks at it, in one graph.

Some films are stored lying on their side or head down, and a network that learned from upright films calls
many of them a fracture: of 0.6.0's 19 false alarms on real test films 9 lay on their side
(docs/results/real-films.md).  A small finder says by how many quarter turns a film is upright; it is turned,
asked about, and the class maps are turned back, so that they lie on the film as it is stored.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from inference.model.card_validation import OUTPUTS, TURNS
from training import run_folder
from training.errors import TrainingError
from training.networks import efficientnet_lite as lite
from training.networks.closer import CloserNet
from training.networks.densenet import Network
from training.networks.mirrored import MirroredNet

SIZE: Final = 128
"""Pixels of the reduced film that the finder looks at."""
SURE: Final = 0.95
"""A film is turned only where the finder gives one turn at least this probability; else it stays as it is."""
PREFIX: Final = "uprighted."
"""How the names of the turned network's own parameters begin in such a graph."""
FINDER: Final = "finder."
"""How the names of the finder's begin."""


class TurnFinder(nn.Module):
    """EfficientNet-Lite0 down to 1/16 on a reduced film, its mean, and one linear layer."""

    def __init__(self) -> None:
        super().__init__()
        whole = lite.features()
        names = [name for name, _ in whole.named_children()]
        self.features = nn.Sequential()
        for name in names[: names.index(lite.MIDDLE) + 1]:
            self.features.add_module(name, whole.get_submodule(name))
        self.head = nn.Linear(lite.MIDDLE_CHANNELS, 4)

    def forward(self, film: Tensor) -> Tensor:
        """``film`` [N, 1, S, S], S a multiple of :data:`SIZE` or that itself, to logits [N, 4].

        Class k: the film is upright after k quarter turns counter-clockwise.
        """
        small = functional.avg_pool2d(film, max(1, film.shape[-1] // SIZE))
        latent: Tensor = self.features(small).mean(dim=(2, 3))
        logits: Tensor = self.head(latent)
        return logits


def begin_from_imagenet(finder: TurnFinder) -> None:
    """Take the published weights of ImageNet into the layers that are used.

    Raises:
        TrainingError: the package is not installed.
    """
    lite.begin_from_imagenet(finder.features)


class UprightNet(nn.Module):
    """Another network, asked about the film turned upright; further output: the quarter turns, [N, 1].

    Latent and hips are those of the upright film, the class maps lie on the film as it was given.
    """

    def __init__(self, network: Network | CloserNet | MirroredNet, finder: TurnFinder) -> None:
        super().__init__()
        self.uprighted = network  # the name is PREFIX
        self.finder = finder  # the name is FINDER
        self.outputs = (*getattr(network, "outputs", OUTPUTS), TURNS)

    def forward(self, film: Tensor) -> tuple[Tensor, ...]:
        """``film`` [N, 1, S, S]; as of the network, and the turns made."""
        chosen = _chosen(self.finder(film))
        logits, maps, latent, *hips = self.uprighted(_turned(film, chosen, 1))
        turns = chosen @ torch.arange(4, dtype=chosen.dtype)[:, None]
        return (logits, _turned(maps, chosen, -1), latent, *hips, turns)


def _chosen(logits: Tensor) -> Tensor:
    """One-hot [N, 4]: the turn that is sure, or none."""
    sure = (torch.softmax(logits, dim=1)[:, 1:] >= SURE).to(logits.dtype)
    return torch.cat([1 - sure.sum(dim=1, keepdim=True), sure], dim=1)


def _turned(square: Tensor, chosen: Tensor, direction: int) -> Tensor:
    """[N, C, S, S], each turned by its own quarter turns; written so that every operator is plain ONNX."""
    out = square * chosen[:, 0, None, None, None]
    for k in (1, 2, 3):
        out = out + _rot90(square, k * direction % 4) * chosen[:, k, None, None, None]
    return out


def _rot90(square: Tensor, k: int) -> Tensor:
    """As ``torch.rot90`` over the last two axes, counter-clockwise, by transposition and flips."""
    if k == 2:
        return square.flip((2, 3))
    crossed = square.transpose(2, 3)
    return crossed.flip(2) if k == 1 else crossed.flip(3)


def load(path: Path) -> TurnFinder:
    """The finder that ``shenton-train upright`` wrote.

    Raises:
        TrainingError: the file holds none.
    """
    data = run_folder.load(path)
    weights = data.get("weights") if isinstance(data, dict) else None
    finder = TurnFinder()
    try:
        finder.load_state_dict(weights)  # type: ignore[arg-type]
    except (TypeError, RuntimeError, AttributeError) as error:
        raise TrainingError(
            "{name} holds no network that finds how a film lies.",
            "Name the file that upright wrote.",
            name=path.name,
        ) from error
    return finder.eval()
