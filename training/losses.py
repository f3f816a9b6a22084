"""What the network is taught: the class, fracture or not, and where.

The class is cross-entropy over the seven.  Fracture or not is the log-odds of the six fracture classes
against normal, as the viewer reads it.  Where is weak: the fracture map should lie inside the truth box.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.net import TrainingPass


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the parts beside the seven-class cross-entropy, and its label smoothing."""

    fracture: float = 0.5
    where: float = 0.5
    finder: float = 0.5
    smoothing: float = 0.02


def fracture_logit(logits: Tensor) -> Tensor:
    """Log-odds of the six fracture classes against normal; classes are dimension 1."""
    return torch.logsumexp(logits[:, 1:], dim=1) - logits[:, 0]


def where_loss(cells: Tensor, logits: Tensor, inside: Tensor) -> Tensor:
    """How far the fracture map lies outside the truth box, mean over films that have one.

    Two parts: the softmax over cells should fall inside (its peak), and so should the positive mass.

    Args:
        cells: [N, 7, h, w] class scores a cell.
        logits: [N, 7]; they weigh the fracture classes, without gradient.
        inside: [N, h, w], share of each cell that a truth box covers; all zero where there is none.
    """
    share = torch.softmax(logits.detach()[:, 1:], dim=1)
    score = (cells[:, 1:] * share[:, :, None, None]).sum(dim=1) - cells[:, 0]
    boxed = inside.flatten(1).amax(dim=1) > 0
    if not bool(boxed.any()):
        return score.sum() * 0.0
    score, inside = score[boxed].flatten(1), inside[boxed].flatten(1)
    peak = -torch.log((torch.softmax(score, dim=1) * inside).sum(dim=1) + 1e-4).mean()
    positive = functional.relu(score)
    mass = 1 - (positive * inside).sum(dim=1) / (positive.sum(dim=1) + 1e-3)
    return 0.5 * peak + 0.5 * mass.mean()


def finder_loss(finder: Tensor, inside: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy a cell of the finder: the film's class inside its box, normal elsewhere.

    Cells inside boxes are few, so both kinds weigh the same over a batch.
    """
    value = functional.log_softmax(finder, dim=1)
    own = value.gather(1, target[:, None, None, None].expand(-1, 1, *value.shape[2:]))[:, 0]
    hit = -(own * inside).sum() / (inside.sum() + 1.0)
    outside = 1 - inside
    miss = -(value[:, 0] * outside).sum() / (outside.sum() + 1.0)
    return 0.5 * hit + 0.5 * miss


def total_loss(out: TrainingPass, target: Tensor, inside: Tensor, weights: LossWeights) -> Tensor:
    """The sum that is minimised.

    Args:
        target: int64 [N], index into the seven classes.
        inside: float [N, 2h, 2w], share of each finder cell that a truth box covers.
    """
    logits = out.logits.float()
    loss = functional.cross_entropy(logits, target, label_smoothing=weights.smoothing)
    broken = (target > 0).float()
    loss = loss + weights.fracture * functional.binary_cross_entropy_with_logits(
        fracture_logit(logits), broken * 0.98 + 0.01
    )
    if weights.where > 0:
        coarse = functional.max_pool2d(inside[:, None], 2)[:, 0]
        loss = loss + weights.where * where_loss(out.cells.float(), logits, coarse)
    if weights.finder > 0:
        loss = loss + weights.finder * finder_loss(out.finder.float(), inside, target)
    return loss
