"""Inception-v3 (Szegedy 2016, table 1 and figures 5 to 7) for grey films: the encoder of Lee 2020.

Written plainly: no package that the project may ship holds it without a gigabyte of others.  The auxiliary
classifier is left out, ``width`` scales every layer (1 is the paper's), and borders are padded so that a film
of S pixels gives a map of S / 32.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

Kernel = int | tuple[int, int]


class Unit(nn.Sequential):
    """Convolution, batch normalisation, ReLU."""

    def __init__(self, into: int, out: int, kernel: Kernel, stride: int = 1) -> None:
        rows, columns = (kernel, kernel) if isinstance(kernel, int) else kernel
        super().__init__(
            nn.Conv2d(into, out, (rows, columns), stride, (rows // 2, columns // 2), bias=False),
            nn.BatchNorm2d(out, eps=1e-3),
            nn.ReLU(inplace=True),
        )


class Branches(nn.Module):
    """Branches side by side, their channels joined; ``pool`` tells what the branch without a name does."""

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, value: Tensor) -> Tensor:
        """[N, C, h, w] to [N, sum of the branches' channels, ...]."""
        return torch.cat([branch(value) for branch in self.branches], dim=1)


class Mean3(nn.Module):
    """Mean of 3 x 3 around each place."""

    def forward(self, value: Tensor) -> Tensor:
        """Same shape."""
        return functional.avg_pool2d(value, 3, 1, 1)


class Widths:
    """Scaled channel counts, at least 4 and even."""

    def __init__(self, width: float) -> None:
        self._width = width

    def __call__(self, channels: int) -> int:
        return max(4, 2 * round(channels * self._width / 2))


def _a(w: Widths, into: int, pooled: int) -> tuple[nn.Module, int]:
    """Figure 5: 5 x 5 as two 3 x 3."""
    made = Branches(
        Unit(into, w(64), 1),
        nn.Sequential(Unit(into, w(48), 1), Unit(w(48), w(64), 5)),
        nn.Sequential(Unit(into, w(64), 1), Unit(w(64), w(96), 3), Unit(w(96), w(96), 3)),
        nn.Sequential(Mean3(), Unit(into, w(pooled), 1)),
    )
    return made, w(64) + w(64) + w(96) + w(pooled)


def _smaller_a(w: Widths, into: int) -> tuple[nn.Module, int]:
    made = Branches(
        Unit(into, w(384), 3, 2),
        nn.Sequential(Unit(into, w(64), 1), Unit(w(64), w(96), 3), Unit(w(96), w(96), 3, 2)),
        nn.MaxPool2d(3, 2, 1),
    )
    return made, w(384) + w(96) + into


def _b(w: Widths, into: int, inner: int) -> tuple[nn.Module, int]:
    """Figure 6: 7 x 7 as 1 x 7 and 7 x 1."""
    i, o = w(inner), w(192)
    made = Branches(
        Unit(into, o, 1),
        nn.Sequential(Unit(into, i, 1), Unit(i, i, (1, 7)), Unit(i, o, (7, 1))),
        nn.Sequential(
            Unit(into, i, 1), Unit(i, i, (7, 1)), Unit(i, i, (1, 7)), Unit(i, i, (7, 1)), Unit(i, o, (1, 7))
        ),
        nn.Sequential(Mean3(), Unit(into, o, 1)),
    )
    return made, 4 * o


def _smaller_b(w: Widths, into: int) -> tuple[nn.Module, int]:
    o = w(192)
    made = Branches(
        nn.Sequential(Unit(into, o, 1), Unit(o, w(320), 3, 2)),
        nn.Sequential(Unit(into, o, 1), Unit(o, o, (1, 7)), Unit(o, o, (7, 1)), Unit(o, o, 3, 2)),
        nn.MaxPool2d(3, 2, 1),
    )
    return made, w(320) + o + into


def _c(w: Widths, into: int) -> tuple[nn.Module, int]:
    """Figure 7: the outputs of 1 x 3 and 3 x 1 side by side."""
    o = w(384)
    made = Branches(
        Unit(into, w(320), 1),
        nn.Sequential(Unit(into, o, 1), Branches(Unit(o, o, (1, 3)), Unit(o, o, (3, 1)))),
        nn.Sequential(
            Unit(into, w(448), 1), Unit(w(448), o, 3), Branches(Unit(o, o, (1, 3)), Unit(o, o, (3, 1)))
        ),
        nn.Sequential(Mean3(), Unit(into, w(192), 1)),
    )
    return made, w(320) + 4 * o + w(192)


def inception_v3(width: float = 1.0) -> tuple[nn.Sequential, int]:
    """The features, [N, 1, S, S] to [N, channels, S / 32, S / 32] after their ReLU, and the channels."""
    w = Widths(width)
    stem = [
        Unit(1, w(32), 3, 2),
        Unit(w(32), w(32), 3),
        Unit(w(32), w(64), 3),
        nn.MaxPool2d(3, 2, 1),
        Unit(w(64), w(80), 1),
        Unit(w(80), w(192), 3),
        nn.MaxPool2d(3, 2, 1),
    ]
    parts: list[nn.Module] = [*stem]
    channels = w(192)
    steps: list[Callable[[int], tuple[nn.Module, int]]] = [
        *((lambda into, p=p: _a(w, into, p)) for p in (32, 64, 64)),
        lambda into: _smaller_a(w, into),
        *((lambda into, i=i: _b(w, into, i)) for i in (128, 160, 160, 192)),
        lambda into: _smaller_b(w, into),
        lambda into: _c(w, into),
        lambda into: _c(w, into),
    ]
    for step in steps:
        part, channels = step(channels)
        parts.append(part)
    return nn.Sequential(*parts), channels
