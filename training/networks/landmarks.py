"""A small network that finds the hips' landmarks: heat maps, one for each mark of either side.

It learns on generated films, whose landmarks are known exactly, and serves where real films have none:
breaks and shams are drawn into normal films by them (``training.synth.graft``).  What it finds on real
films has no truth to be measured against here; look at it before it is used (``picture``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training import run_folder
from training.data.augment_geometry import SIDES, View
from training.data.cache import Entry
from training.data.known_film import Point
from training.errors import TrainingError
from training.networks import efficientnet_lite as lite

Floats = NDArray[np.float32]
MARKS: Final = ("head", "greater", "lesser", "shaft")
NAMES: Final = tuple(f"{side}_{mark}" for side in SIDES for mark in MARKS)
COARSEST: Final = 16
"""Network pixels that a cell of the coarsest layer is wide: the input's size is a multiple."""
CELL: Final = 4
"""Network pixels a cell of the heat maps is wide."""
SPREAD: Final = 1.5
"""Standard deviation of a mark's heat, in cells."""
REACH: Final = 3
"""Cells around the hottest that decide where the mark lies."""
SURE: Final = 0.3
"""A mark whose heat is less is not on the film."""
WIDE: Final = 64


class LandmarkNet(nn.Module):
    """EfficientNet-Lite0 down to 1/16, and up again to 1/4 with the finer layers beside it."""

    def __init__(self) -> None:
        super().__init__()
        whole = lite.features()
        names = [name for name, _ in whole.named_children()]
        kept = names[: names.index(lite.MIDDLE) + 1]
        self.features = nn.Sequential()
        for name in kept:
            self.features.add_module(name, whole.get_submodule(name))
        self.side = nn.ModuleList(nn.Conv2d(count, WIDE, 1) for count in (24, 40, lite.MIDDLE_CHANNELS))
        self.mix = nn.ModuleList(_mixed() for _ in range(2))
        self.heat = nn.Conv2d(WIDE, len(NAMES), 1)
        nn.init.constant_(self.heat.bias, -4.0)  # type: ignore[arg-type]

    def forward(self, film: Tensor) -> Tensor:
        """``film`` [N, 1, S, S] to logits of heat [N, 8, S/4, S/4], in the order of :data:`NAMES`."""
        levels: dict[int, Tensor] = {}
        value = film
        for part in self.features.children():
            value = part(value)
            levels[int(film.shape[-1]) // int(value.shape[-1])] = value
        out = self.side[2](levels[COARSEST])
        for place, step in ((1, 8), (0, 4)):
            out = functional.interpolate(out, scale_factor=2, mode="bilinear", align_corners=False)
            out = self.mix[place](out + self.side[place](levels[step]))
        heat: Tensor = self.heat(out)
        return heat


def _mixed() -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(WIDE, WIDE, 3, padding=1, bias=False), nn.BatchNorm2d(WIDE), nn.ReLU(inplace=True)
    )


def begin_from_imagenet(net: LandmarkNet) -> None:
    """Take the published weights of ImageNet into the layers that are used.

    Raises:
        TrainingError: the package is not installed.
    """
    lite.begin_from_imagenet(net.features)


def places(entry: Entry, view: View) -> dict[str, Point]:
    """Landmarks of a film in units of the view's square; a mirrored film's sides change their names."""
    matrix = view.matrix(1)
    found = {}
    for name, (x, y) in entry.points.items():
        side, _, mark = name.partition("_")
        if view.mirror and side in SIDES:
            side = SIDES[1 - SIDES.index(side)]
        moved = matrix @ np.array([x, y, 1.0])
        found[f"{side}_{mark}"] = (float(moved[0]), float(moved[1]))
    return found


def heat_of(points: dict[str, Point], field: tuple[float, float, float, float], cells: int) -> Floats:
    """What the network should give [8, cells, cells]: 1 at a mark, falling off; 0 where it is not shown.

    ``field``: x0, y0, x1, y1 of the film in the square; a mark outside it is not shown.
    """
    at = np.arange(cells, dtype=np.float32) + 0.5
    out = np.zeros((len(NAMES), cells, cells), np.float32)
    for place, name in enumerate(NAMES):
        if name not in points:
            continue
        x, y = points[name]
        if not (field[0] <= x < field[2] and field[1] <= y < field[3]):
            continue
        across = np.exp(-(((at - x * cells) / SPREAD) ** 2) / 2)
        down = np.exp(-(((at - y * cells) / SPREAD) ** 2) / 2)
        out[place] = np.outer(down, across)
    return out


def heat_loss(logits: Tensor, heat: Tensor) -> Tensor:
    """Focal cross-entropy of soft heat (Lin 2017; Zhou 2019), each shown mark of one weight."""
    seen = torch.sigmoid(logits)
    plain = functional.binary_cross_entropy_with_logits(logits, heat, reduction="none")
    return (plain * (seen - heat).abs() ** 2).sum() / (heat.flatten(2).amax(dim=2) > 0).sum().clamp(min=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in units of the square, and how hot it was (0..1)."""

    x: float
    y: float
    heat: float


def located(heat: Floats) -> dict[str, Found]:
    """Marks [8, n, n] of heat as places: the centre of what is hot around the hottest cell."""
    found = {}
    cells = heat.shape[-1]
    for name, one in zip(NAMES, heat, strict=True):
        row, column = divmod(int(one.argmax()), cells)
        rows = slice(max(0, row - REACH), row + REACH + 1)
        columns = slice(max(0, column - REACH), column + REACH + 1)
        part = one[rows, columns].astype(np.float64)
        total = max(float(part.sum()), 1e-9)
        y = float((part.sum(axis=1) * (np.arange(part.shape[0]) + rows.start + 0.5)).sum() / total)
        x = float((part.sum(axis=0) * (np.arange(part.shape[1]) + columns.start + 0.5)).sum() / total)
        found[name] = Found(x / cells, y / cells, float(one[row, column]))
    return found


def asked(net: LandmarkNet, units: Floats) -> list[dict[str, Found]]:
    """Marks of squared films [n, S, S] in 0..1: the mean of the heat of each and of its mirror image."""
    films = torch.from_numpy((units[:, None] - 0.5) / 0.25).float()
    half = len(MARKS)
    swapped = [*range(half, 2 * half), *range(half)]
    with torch.no_grad():
        plain = torch.sigmoid(net(films).float())
        mirrored = torch.sigmoid(net(films.flip(3)).float()).flip(3)[:, swapped]
    return [located(one) for one in ((plain + mirrored) / 2).numpy()]


def load(path: Path) -> LandmarkNet:
    """The network of a file that the training left.

    Raises:
        TrainingError: there is none, or it holds another network.
    """
    net = LandmarkNet()
    try:
        net.load_state_dict(run_folder.load(path)["weights"])
    except (RuntimeError, KeyError, TypeError, AttributeError) as error:
        raise TrainingError(
            "{file} holds no network that finds landmarks.",
            "Name the file that shenton-train landmarks wrote.",
            file=path.name,
        ) from error
    return net.eval()
