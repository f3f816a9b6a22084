"""A network asked about the whole film, and beside it one that looks closely at each hip, in one graph.

On a whole film a hip is a tenth of what the network sees, and a break of a millimetre a cell or less.  A
network of close views learns a break far sooner (docs/results/real-films.md).  Each hip is asked by itself,
and the film's class is that of the hip that speaks for one: odds of a class against normal add up over both
hips, ``film[c] = log(exp(left[c]) + exp(right[c]))``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import torch
from torch import Tensor, nn

from inference.model.card_validation import HIPS, OUTPUTS
from training.networks.densenet import ExplainedNet, Network, TrainingPass
from training.networks.hip_views import HipViews

PREFIX: Final = "whole."
"""How the names of the whole film's network begin in such a graph."""
CLOSER: Final = "closer."
"""How the names of the close views' network begin."""
VIEWS: Final = "views."
"""How the names of what finds the hips begin."""
SHARE: Final = "share"
"""The name of the hips' share."""
NEVER: Final = -1e4
"""Log-odds of what is not there."""


class CloserNet(nn.Module):
    """The mean of a film's logits and of those of its hips, seen closely.

    Where no hip is found the film's own logits stand, and a further output says so.  Grad-CAM of a hip's
    class is its network's closed form, weighted by how far the film's logit depends on that hip (the gradient
    of the sum of odds) and put back on the film's cells.  The latent is that of the whole film: gate and film
    checks see what they learned from.

    Args:
        share: the hips' share of the mean.
    """

    outputs = (*OUTPUTS, HIPS)
    share: Tensor

    def __init__(self, whole: Network, closer: ExplainedNet, views: HipViews, share: float) -> None:
        super().__init__()
        self.whole = whole  # the name is PREFIX
        self.closer = closer  # the name is CLOSER
        self.views = views  # the name is VIEWS
        self.register_buffer(SHARE, torch.tensor([share], dtype=torch.float32))

    def forward(self, film: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """``film`` [N, 1, S, S]; as of one network, and which hips are there, [N, 2]."""
        logits, maps, latent = self.whole(film)
        hips, hip_maps, there = self.hips(film, int(maps.shape[-1]))
        share = self.share * there.amax(dim=1, keepdim=True)
        own = share[:, :, None, None]
        return (1 - share) * logits + share * hips, (1 - own) * maps + own * hip_maps, latent, there

    def train(self, mode: bool = True) -> CloserNet:
        """The finder of landmarks and the batch statistics of views stay as they are.

        Where hips lie is learned elsewhere, and the view of a hip that is not there tells nothing.
        """
        super().train(mode)
        self.views.eval()
        for part in self.closer.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.eval()
        return self

    def training_pass(self, film: Tensor) -> TrainingPass:
        """Both learn together: the loss sees the mean of their logits; cells are those of the whole film."""
        out = self.whole.training_pass(film)
        with torch.no_grad(), torch.autocast(film.device.type, enabled=False):
            places, there = self.views.find(film)
            views = self.views.cut(film, places)
        odds = _odds(self.closer(views)[0].float(), there)
        seen = there.amax(dim=1, keepdim=True)
        share = self.share * seen
        logits = (1 - share) * out.logits + share * _with_normal(_added(odds) * seen)
        return replace(out, logits=logits)

    def hips(self, film: Tensor, cells: int) -> tuple[Tensor, Tensor, Tensor]:
        """What the close views alone say.

        Returns:
            logits [N, 7] and class maps [N, 7, cells, cells], those of the normal class 0; and [N, 2]: 1
            where the left and the right hip is found, else 0; without any the others are 0, too.
        """
        places, there = self.views.find(film)
        logits, maps, _ = self.closer(self.views.cut(film, places))
        odds = _odds(logits, there)
        depends = torch.softmax(odds, dim=1) * there[:, :, None]
        own = _by_hip(maps[:, 1:] - maps[:, :1])
        own = self.views.put_back(own * depends[..., None, None], places, cells).sum(dim=1)
        seen = there.amax(dim=1, keepdim=True)
        return _with_normal(_added(odds) * seen), _with_normal(own), there


def _odds(logits: Tensor, there: Tensor) -> Tensor:
    """Of each class against normal by hip, [N, 2, 6]; :data:`NEVER` where the hip is not there."""
    odds = _by_hip(logits[:, 1:] - logits[:, :1])
    return torch.where(there[:, :, None] > 0.5, odds, torch.full_like(odds, NEVER))


def _added(odds: Tensor) -> Tensor:
    """Log of the sum of both hips' odds, [N, 2, k] to [N, k].

    ONNX has an operator for it, but OpenVINO's overflows where no hip is there.
    """
    high, low = odds.amax(dim=1), odds.amin(dim=1)
    return high + torch.log(1 + torch.exp(low - high))


def _with_normal(fractures: Tensor) -> Tensor:
    """Zeros for the normal class before those of the fractures."""
    return torch.cat([torch.zeros_like(fractures[:, :1]), fractures], dim=1)


def _by_hip(values: Tensor) -> Tensor:
    """[2N, ...], as :meth:`HipViews.cut` gives them, to [N, 2, ...]."""
    return values.reshape(-1, 2, *values.shape[1:])
