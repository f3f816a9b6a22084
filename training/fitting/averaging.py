"""What trainings of small networks share: AdamW, a short warm-up and a cosine, a running mean of weights."""

from __future__ import annotations

import copy
import logging
import math
from typing import Final, Generic, TypeVar

import torch
from torch import Tensor, nn

log = logging.getLogger(__name__)
AVERAGE: Final = 0.99
"""Share of the running mean that a step leaves as it is, once it is under way."""
WARM: Final = 40
STEEPEST: Final = 5.0
"""Norm at which gradients are cut."""
Net = TypeVar("Net", bound=nn.Module)


class Averaging(Generic[Net]):
    """A network that learns, and the running mean of its weights, which is what is kept.

    Attributes:
        steps: taken so far.
        averaged: the mean.
    """

    def __init__(self, net: Net, *, rate: float, decay: float, total: int, say: int) -> None:
        """Begin with the network as it is.

        Args:
            rate: learning rate after the warm-up.
            decay: of the weights.
            total: steps of the whole training.
            say: steps between two lines of the log.
        """
        self.averaged: Net = copy.deepcopy(net)
        self.steps, self._lost = 0, 0.0
        self._net, self._rate, self._total, self._say = net, rate, total, say
        self._optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)

    def step(self, loss: Tensor, at: int) -> None:
        """One step down this loss, with the rate of step ``at``."""
        for group in self._optimiser.param_groups:
            group["lr"] = self._rate * share_of_rate(at, self._total)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._net.parameters(), STEEPEST)
        self._optimiser.step()
        self.steps, self._lost = self.steps + 1, self._lost + float(loss.detach())
        self._average(min(AVERAGE, (1 + self.steps) / (10 + self.steps)))
        if self.steps % self._say == 0:
            log.info("step %d of %d: loss %.3f", self.steps, self._total, self._lost / self._say)
            self._lost = 0.0

    def _average(self, held: float) -> None:
        with torch.no_grad():
            pairs = zip(self.averaged.state_dict().values(), self._net.state_dict().values(), strict=True)
            for kept, now in pairs:
                kept.lerp_(now, 1 - held) if kept.is_floating_point() else kept.copy_(now)


def share_of_rate(step: int, total: int) -> float:
    """Of the learning rate: a short warm-up, then a cosine to a hundredth."""
    return min(1.0, (step + 1) / WARM) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / total)))
