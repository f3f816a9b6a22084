"""The hips of a film, cut out of it at one scale, and their maps put back, in a graph's own operators.

Landmarks say where a hip is and how large it is shown, so that hips of a film of the whole trunk and of one
of a single hip look alike.  Everything is products of a film with two matrices of weights, one for its rows
and one for its columns: plain ONNX operators, which every engine has.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from training.data.augment_geometry import PAD, SMALLEST
from training.networks.landmarks import MARKS, REACH, SURE, LandmarkNet

LOOKED_AT: Final = MARKS[:3]
"""Head and trochanters say where a hip lies, as in training (``augment_geometry.hip_regions``); the shaft
does not."""
NOWHERE: Final = 10.0
"""A coordinate that no landmark has."""
BESIDE: Final = 8
"""Cells beside a row that a point may reach."""


class HipViews(nn.Module):
    """Both hips of a film as views of one hip each.

    Args:
        marks: finds the landmarks.
        marks_size: pixels of the film that it learned from.
        size: pixels of a view.
        near: width of a view in widths of the hip's region.
        border: value of what lies beside the film.
    """

    coarse: Tensor
    steps: Tensor
    near: Tensor
    border: Tensor

    def __init__(self, marks: LandmarkNet, marks_size: int, size: int, near: float, border: float) -> None:
        super().__init__()
        self.marks = marks
        self.register_buffer("coarse", torch.arange(marks_size, dtype=torch.float32))
        self.register_buffer("steps", (torch.arange(size, dtype=torch.float32) + 0.5) / size - 0.5)
        self.register_buffer("near", torch.tensor([near], dtype=torch.float32))
        self.register_buffer("border", torch.tensor([border], dtype=torch.float32))

    def find(self, film: Tensor) -> tuple[Tensor, Tensor]:
        """Where a film's hips lie.

        Args:
            film: [N, 1, S, S].

        Returns:
            centre x, y and width of each hip's view, [N, 2, 3] in units of the square, the left one first;
            and [N, 2]: 1 where the hip is there, which is to say its head and a trochanter are, else 0.
        """
        heat = torch.sigmoid(self.marks(self._reduced(film)))
        cells = int(heat.shape[-1])
        places, heats = _located(heat.reshape(-1, 2, len(MARKS), cells, cells)[:, :, : len(LOOKED_AT)])
        hot = (heats >= SURE).to(film.dtype)
        there = hot[:, :, 0] * (hot[:, :, 1] + hot[:, :, 2] > 0.5).to(film.dtype)
        away = (1 - hot)[..., None] * NOWHERE
        low, high = (places + away).amin(dim=2), (places - away).amax(dim=2)
        pad = PAD * (high - low).amax(dim=2, keepdim=True).clamp(min=SMALLEST)
        width = self.near * ((high - low).amax(dim=2, keepdim=True) + 2 * pad)
        found = torch.cat([(low + high) / 2, width], dim=2)
        plain = torch.full_like(found, 0.5)
        return torch.where(there[..., None] > 0.5, found, plain), there

    def cut(self, film: Tensor, places: Tensor) -> Tensor:
        """[N, 1, S, S] and places as of :meth:`find` to [2N, 1, V, V], a film's hips one after the other."""
        count = int(film.shape[-1])
        step = (places[:, :, 2] * count / len(self.steps)).clamp(min=1.0)  # above 1 the film is reduced
        across, down = (
            tents((places[:, :, k, None] + places[:, :, 2, None] * self.steps) * count - 0.5, count, step)
            for k in (0, 1)
        )
        shown = film - self.border  # nothing beside the film
        return (down @ shown @ across.transpose(2, 3)).flatten(0, 1)[:, None] + self.border

    def put_back(self, maps: Tensor, places: Tensor, cells: int) -> Tensor:
        """Maps of both hips' views [N, 2, C, h, w] on the film's own cells, [N, 2, C, cells, cells].

        A film's cell is the mean of those that it covers, times how many of them lie side by side in it: a
        break is a line, whose mean over such a cell is less by just that.  So a map is about as high where a
        hip fills the film as where it is a small part of it.
        """
        own = int(maps.shape[-1])
        step = (own / (cells * places[:, :, 2])).clamp(min=1.0)
        down, across = (_covered(places[:, :, k], places[:, :, 2], own, cells, step) for k in (1, 0))
        return down[:, :, None] @ maps @ across[:, :, None].transpose(3, 4) * step[..., None, None, None]

    def _reduced(self, film: Tensor) -> Tensor:
        """The film at the size that the landmarks were learned at: means over areas."""
        count, size = int(film.shape[-1]), len(self.coarse)
        step = count / size
        at = torch.arange(count, dtype=film.dtype, device=film.device)
        begin = (self.coarse * step)[:, None]
        weight = (torch.minimum(begin + step, at + 1) - torch.maximum(begin, at)).clamp(min=0) / step
        return weight @ film @ weight.T


def tents(at: Tensor, count: int, width: Tensor) -> Tensor:
    """Weights of ``count`` cells for points between them.

    Args:
        at: [N, 2, n], in cells, 0 at the first cell's middle.
        width: [N, 2], how far a point reaches; 1: linear interpolation.

    Returns:
        [N, 2, n, count]; a point's weights add up to 1, less where some of them fall beside the cells.
    """
    cells = torch.arange(-BESIDE, count + BESIDE, dtype=at.dtype, device=at.device)
    weights = (1 - (at[..., None] - cells).abs() / width[..., None, None]).clamp(min=0)
    return (weights / weights.sum(dim=3, keepdim=True).clamp(min=1e-6))[..., BESIDE : BESIDE + count]


def _covered(centre: Tensor, width: Tensor, own: int, cells: int, step: Tensor) -> Tensor:
    """[N, 2, cells, own]: what each of a view's rows (or columns) weighs in each of the film's."""
    middles = (torch.arange(cells, dtype=centre.dtype, device=centre.device) + 0.5) / cells
    at = ((middles - centre[..., None]) / width[..., None] + 0.5) * own - 0.5
    return tents(at, own, step)


def _located(heat: Tensor) -> tuple[Tensor, Tensor]:
    """Heat [N, 2, m, n, n] to places [N, 2, m, 2] (x, y in units of the square) and its height [N, 2, m].

    As :func:`training.networks.landmarks.located`: the middle of what is hot around the hottest cell.
    """
    cells = int(heat.shape[-1])
    flat = heat.flatten(3)
    hottest = flat.argmax(dim=3).to(heat.dtype)
    row = (hottest / cells).floor()
    column = hottest - row * cells
    at = torch.arange(cells, dtype=heat.dtype, device=heat.device)
    near_rows, near_columns = (
        ((at - one[..., None]).abs() <= REACH + 0.5).to(heat.dtype) for one in (row, column)
    )
    part = heat * near_rows[..., :, None] * near_columns[..., None, :]
    total = part.sum(dim=(3, 4)).clamp(min=1e-9)
    x = (part.sum(dim=3) * (at + 0.5)).sum(dim=3) / total
    y = (part.sum(dim=4) * (at + 0.5)).sum(dim=3) / total
    return torch.stack([x, y], dim=3) / cells, flat.amax(dim=3)
