"""The architectures by name: what ``--architecture`` offers and what weights are known again as.

A further one registers itself with :func:`register` in a file beside this one; nothing else has to know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from torch import nn

from training.errors import TrainingError


@dataclass(frozen=True, slots=True)
class Parts:
    """What an :class:`training.networks.densenet.ExplainedNet` is made of.

    Attributes:
        features: film [N, 1, S, S] to cells [N, channels, S / 32, S / 32], before their ReLU.
        channels: of those cells.
        middle: name of the part of ``features`` whose cells, 16 network pixels wide, the finder looks at.
        middle_channels: of that part.
    """

    features: nn.Sequential
    channels: int
    middle: str
    middle_channels: int


@dataclass(frozen=True, slots=True)
class Architecture:
    """A network by name.

    Attributes:
        build: makes its parts with fresh weights.
        imagenet: whether weights of ImageNet are there to begin with.
    """

    name: str
    build: Callable[[], Parts]
    imagenet: bool = False


_KNOWN: dict[str, Architecture] = {}


def register(architecture: Architecture) -> None:
    """Make an architecture known.

    Raises:
        ValueError: its name is taken, or holds a ``+``, which joins names.
    """
    if architecture.name in _KNOWN or "+" in architecture.name:
        raise ValueError(f"the name {architecture.name} cannot be used")
    _KNOWN[architecture.name] = architecture


@cache
def _all_there() -> None:
    """Import what lies beside this file: an architecture is made known where it is written."""
    for found in iter_modules([str(Path(__file__).parent)]):
        import_module(f"{__package__}.{found.name}")


def names() -> tuple[str, ...]:
    """Every known name, in the order in which they were made known."""
    _all_there()
    return tuple(_KNOWN)


def of_name(name: str) -> Architecture:
    """The architecture of this name.

    Raises:
        TrainingError: none has it.
    """
    _all_there()
    if name not in _KNOWN:
        raise TrainingError(
            "The architecture {architecture} is not known.",
            "Choose one of: {known}.",
            architecture=name,
            known=", ".join(_KNOWN),
        )
    return _KNOWN[name]
