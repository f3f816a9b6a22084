"""The network: a DenseNet (or small EfficientNet) whose pooled tensor, class maps and latent are all outputs.

Cheng 2019 used DenseNet-121; the head is global average pooling and one linear layer, so Grad-CAM
(Lee 2020 eq. 4, 5) has a closed form: alpha_k = W[c, k] / Z with Z = h * w cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from inference.aoota import CLASSES
from training.errors import TrainingError
from training.networks import efficientnet_lite, register
from training.networks.register import Architecture, Parts

COUNT: Final = len(CLASSES)
JOINED: Final = "+"
"""Between the names of networks that answer together."""
CELL: Final = 32
"""Network pixels a class-map cell is wide."""
FINDER_CELL: Final = 16
"""Network pixels a cell of the training-time finder is wide."""


@dataclass(frozen=True, slots=True)
class TrainingPass:
    """What the loss needs: ``logits`` [N, 7], ``cells`` [N, 7, h, w] (the whole film's logits are their mean
    plus ``bias`` [7]), ``finder`` [N, 7, 2h, 2w] (the training-time head, not exported)."""

    logits: Tensor
    cells: Tensor
    bias: Tensor
    finder: Tensor
    part: Tensor | None = None
    """[N, parts], where the network has that head"""


class ExplainedNet(nn.Module):
    """Features, ReLU, global average pooling, one linear layer; explains itself in the same pass."""

    def __init__(
        self,
        features: nn.Sequential,
        channels: int,
        finder_channels: int,
        parts: int,
        middle: str,
    ) -> None:
        super().__init__()
        self.middle = middle  # name of the part whose cells the finder looks at
        self.features = features
        self.head = nn.Linear(channels, COUNT)
        self.finder = nn.Conv2d(finder_channels, COUNT, kernel_size=1)
        self.part = nn.Linear(channels, parts) if parts else None

    def forward(self, film: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``film`` [N, 1, S, S] to logits [N, 7], signed class maps [N, 7, h, w], latent [N, d].

        The maps are of the very tensor that is pooled, before any ReLU of the map itself.
        """
        pooled = functional.relu(self.features(film))
        latent = pooled.mean(dim=(2, 3))
        cells = int(pooled.shape[2]) * int(pooled.shape[3])
        maps = functional.conv2d(pooled, self.head.weight[:, :, None, None]) / cells
        return self.head(latent), maps, latent

    def training_pass(self, film: Tensor) -> TrainingPass:
        """Logits with the two places where truth boxes can teach; see training.fitting.losses."""
        value, middle = film, None
        for name, part in self.features.named_children():
            value = part(value)
            if name == self.middle:
                middle = value
        if middle is None:
            raise AssertionError(f"the features lack {self.middle}")
        pooled = functional.relu(value)
        cells = functional.conv2d(pooled, self.head.weight[:, :, None, None])
        finder = self.finder(functional.relu(middle))
        latent = pooled.mean(dim=(2, 3))
        named = self.part(latent) if self.part is not None else None
        return TrainingPass(self.head(latent), cells, self.head.bias, finder, named)


class JointNet(nn.Module):
    """Several networks that answer together: the mean of their logits, one latent after the other.

    The mean's Grad-CAM is the mean of theirs, so the class maps keep their closed form.
    """

    def __init__(self, members: list[ExplainedNet]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, film: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As of one network; the latent is [N, sum of their d]."""
        logits, maps, latents = zip(*(member(film) for member in self.members), strict=True)
        return _mean(logits), _mean(maps), torch.cat(latents, dim=1)

    def training_pass(self, film: Tensor) -> TrainingPass:
        """The members learn together: the loss sees their mean."""
        each = [member.training_pass(film) for member in self.members if isinstance(member, ExplainedNet)]
        return TrainingPass(
            _mean([one.logits for one in each]),
            _mean([one.cells for one in each]),
            _mean([one.bias for one in each]),
            _mean([one.finder for one in each]),
        )


Network = ExplainedNet | JointNet


def _mean(values: Sequence[Tensor]) -> Tensor:
    return torch.stack(tuple(values)).mean(dim=0)


def build(architecture: str = "densenet121", parts: int = 0) -> Network:
    """A network with fresh weights; several that answer together where their names are joined by ``+``.

    Args:
        parts: a further head for so many parts of the body; of a single network only.

    Raises:
        TrainingError: the architecture is not known, or several have a head for parts.
    """
    names = architecture.split(JOINED)
    if len(names) == 1:
        return build_one(architecture, parts)
    if parts:
        raise TrainingError("Parts of the body are learned by one network.", "Name one architecture.")
    return JointNet([build_one(name) for name in names])


def build_one(architecture: str, parts: int = 0) -> ExplainedNet:
    """A single network with fresh weights; errors as of :func:`build`."""
    made = register.of_name(architecture).build()
    return ExplainedNet(made.features, made.channels, made.middle_channels, parts, made.middle)


def _dense(**shape: object) -> Parts:
    from monai.networks.nets.densenet import DenseNet

    plain = DenseNet(spatial_dims=2, in_channels=1, out_channels=COUNT, **shape)
    middle = plain.features.transition3.norm.num_features
    return Parts(plain.features, plain.class_layers.out.in_features, "denseblock3", middle)


register.register(
    Architecture(
        "densenet121", partial(_dense, init_features=64, growth_rate=32, block_config=(6, 12, 24, 16))
    )
)
register.register(
    Architecture("tiny", partial(_dense, init_features=12, growth_rate=6, block_config=(1, 1, 2, 1)))
)
register.register(Architecture(efficientnet_lite.NAME, efficientnet_lite.parts, imagenet=True))
