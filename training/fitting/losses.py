"""What the network is taught: the class, fracture or not, and where.

The class is cross-entropy over the seven.  Fracture or not is the log-odds of the six fracture classes
against normal, as the viewer reads it.  Where is taught in three ways, all through the class maps or a head
that is dropped at export: each hip by itself carries its own class, the fracture map lies inside the truth
box, and a finer grid finds the broken place among the hips.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from training.data.batches import Batch
from training.data.epoch_order import UNKNOWN
from training.networks.densenet import TrainingPass


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the parts, and the label smoothing of the seven-class cross-entropy."""

    classes: float = 1.0
    fracture: float = 0.5
    hips: float = 1.0
    where: float = 0.25
    finder: float = 0.5
    smoothing: float = 0.02
    part: float = 0.5

    @property
    def part_alone(self) -> bool:
        """Whether nothing but the part of the body is learned."""
        return not any((self.classes, self.fracture, self.hips, self.where, self.finder))


PART_ALONE: Final = LossWeights(classes=0.0, fracture=0.0, hips=0.0, where=0.0, finder=0.0, part=1.0)
"""Cheng 2019's pretraining: which part of the body a film shows, and nothing of fractures."""


def fracture_logit(logits: Tensor) -> Tensor:
    """Log-odds of the six fracture classes against normal; classes are dimension 1."""
    return torch.logsumexp(logits[:, 1:], dim=1) - logits[:, 0]


def class_loss(logits: Tensor, target: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy over the seven; of a fracture of unknown class, that of "fracture"."""
    known = target < UNKNOWN
    plain = functional.cross_entropy(
        logits, target.clamp(max=UNKNOWN - 1), label_smoothing=smoothing, reduction="none"
    )
    some = functional.softplus(-fracture_logit(logits))
    return torch.where(known, plain, some).mean()


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


def hip_loss(out: TrainingPass, batch: Batch) -> Tensor:
    """Cross-entropy of each hip's own share of the logits: what they would be if only that hip were shown.

    Both hips of a film are learned from, the broken one against the other of the same patient.
    """
    cells = out.cells.float()
    hips = functional.max_pool2d(batch.hips, 2)
    own = torch.einsum("nchw,nshw->nsc", cells, hips) / (cells.shape[2] * cells.shape[3]) + out.bias.float()
    truth = torch.where(batch.broken > 0, batch.target[:, None], 0)
    known = batch.broken >= 0
    if not bool(known.any()):
        return own.sum() * 0.0
    return functional.cross_entropy(own[known], truth[known])


def finder_loss(finder: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy a cell of the finder: the film's class inside its box, normal elsewhere.

    Cells inside boxes are few, and of the others those of the hips matter: each kind has its fixed weight.
    A film with a fracture that has no box tells of no cell; where the class is not known any is right.
    """
    value = functional.log_softmax(finder, dim=1)
    known = batch.target.clamp(max=UNKNOWN - 1)
    own = value.gather(1, known[:, None, None, None].expand(-1, 1, *value.shape[2:]))[:, 0]
    some = torch.logsumexp(value[:, 1:], dim=1)
    own = torch.where((batch.target == UNKNOWN)[:, None, None], some, own)
    boxed = batch.inside.flatten(1).amax(dim=1) > 0
    tells = ((batch.target == 0) | boxed).float()[:, None, None]
    near = batch.hips.amax(dim=1) * (1 - batch.inside) * tells
    far = (1 - batch.inside) * (1 - near) * tells
    parts = ((0.45, own, batch.inside), (0.45, value[:, 0], near), (0.1, value[:, 0], far))
    return torch.stack(
        [-share * (good * cells).sum() / (cells.sum() + 1) for share, good, cells in parts]
    ).sum()


def total_loss(out: TrainingPass, batch: Batch, weights: LossWeights) -> Tensor:
    """The sum that is minimised."""
    logits = out.logits.float()
    loss = weights.classes * class_loss(logits, batch.target, weights.smoothing)
    broken = (batch.target > 0).float()
    loss = loss + weights.fracture * functional.binary_cross_entropy_with_logits(
        fracture_logit(logits), broken * 0.98 + 0.01
    )
    if weights.hips > 0:
        loss = loss + weights.hips * hip_loss(out, batch)
    if weights.where > 0:
        coarse = functional.max_pool2d(batch.inside[:, None], 2)[:, 0]
        loss = loss + weights.where * where_loss(out.cells.float(), logits, coarse)
    if weights.finder > 0:
        loss = loss + weights.finder * finder_loss(out.finder.float(), batch)
    if out.part is not None and weights.part > 0:
        loss = loss + weights.part * functional.cross_entropy(out.part.float(), batch.part, ignore_index=-1)
    return loss
