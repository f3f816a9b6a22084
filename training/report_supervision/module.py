"""The three systems of Lee 2020 as one Lightning module: base, M1 (two stages), M2 (joint).

L = L_class + lambda * L_report.  L_class is cross-entropy with the focal factor (1 - p)^gamma, L_report
cross-entropy a word; Adam at 1e-4.  Weights of the loss that the text does not print are stated as defaults.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from training.report_supervision.films import ReportBatch
from training.report_supervision.network import PAD, ReportNet, Shape
from training.report_supervision.scores import Scores, scores


class System(StrEnum):
    """Which of the paper's systems; M1 is trained in two stages."""

    BASE = "base"
    M1 = "m1"
    M2 = "m2"


class Stage(StrEnum):
    """What is learned: class alone, report alone, class on a frozen latent, both at once."""

    CLASSES = "class"
    REPORT = "report"
    FROZEN = "frozen"
    JOINT = "joint"


STAGES: Final = {
    System.BASE: (Stage.CLASSES,),
    System.M1: (Stage.REPORT, Stage.FROZEN),
    System.M2: (Stage.JOINT,),
}


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """Everything that decides a training beside films and reports."""

    system: System = System.M2
    shape: Shape = field(default_factory=Shape)
    size: int = 256
    epochs: int = 12
    batch: int = 8
    learning_rate: float = 1e-4
    weight: float = 1.0  # lambda of M2
    gamma: float = 2.0
    seed: int = 1
    tone: float = 0.0

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def class_loss(logits: Tensor, target: Tensor, gamma: float) -> Tensor:
    """Focal cross-entropy, mean over films: -(1 - p)^gamma log p of the true class (Lin 2017, eq. 4)."""
    from monai.losses.focal_loss import FocalLoss

    focal = FocalLoss(to_onehot_y=True, use_softmax=True, gamma=gamma, reduction="none")
    each: Tensor = focal(logits.float(), target[:, None])
    return each.sum(dim=1).mean()


def report_loss(scores: Tensor, report: Tensor) -> Tensor:
    """Cross-entropy a word, mean over the words of the batch's reports; 0 where no film has one."""
    if not bool((report != PAD).any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.float().flatten(0, 1), report.flatten(), ignore_index=PAD)


class ReportModule(lightning.LightningModule):
    """One stage of one system."""

    def __init__(self, net: ReportNet, plan: ReportPlan, stage: Stage) -> None:
        super().__init__()
        self.net, self.plan, self.stage = net, plan, stage
        self._answers: list[tuple[Tensor, Tensor, float]] = []
        self.figures: dict[str, float] = {}

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """Adam over what this stage learns."""
        learned = self._learned()
        for parameter in self.net.parameters():
            parameter.requires_grad_(False)
        for parameter in learned:
            parameter.requires_grad_(True)
        return torch.optim.Adam(learned, lr=self.plan.learning_rate)

    def _learned(self) -> list[torch.nn.Parameter]:
        net = self.net
        encoder, decoder = (net.features, net.latent), (net.decoder,)
        parts: dict[Stage, tuple[torch.nn.Module, ...]] = {
            Stage.CLASSES: (*encoder, net.classifier),
            Stage.REPORT: (*encoder, *decoder),
            Stage.FROZEN: (net.classifier,),
            Stage.JOINT: (*encoder, *decoder, net.classifier),
        }
        return [parameter for part in parts[self.stage] for parameter in part.parameters()]

    def on_train_epoch_start(self) -> None:
        """A frozen encoder keeps its statistics too."""
        if self.stage is Stage.FROZEN:
            self.net.features.eval()
            self.net.dropout.eval()

    def training_step(self, batch: ReportBatch, index: int) -> Tensor:
        """The stage's loss; what drops out depends on seed and step alone, as a resumed run needs it."""
        torch.manual_seed(1_000_003 * self.plan.seed + self.global_step)
        latent = self.net.encode(batch.films)
        loss = latent.sum() * 0.0
        if self.stage is not Stage.REPORT:
            loss = loss + class_loss(self.net.classifier(latent)[0], batch.target, self.plan.gamma)
        if self.stage in (Stage.REPORT, Stage.JOINT):
            share = self.plan.weight if self.stage is Stage.JOINT else 1.0
            loss = loss + share * report_loss(self.net.decoder(latent, batch.report), batch.report)
        self.log("train/loss", loss, prog_bar=True)
        return loss

    def validation_step(self, batch: ReportBatch, index: int) -> None:
        """Keep the answers for the epoch's figures."""
        latent = self.net.encode(batch.films)
        words = report_loss(self.net.decoder(latent, batch.report), batch.report)
        answer = self.net.classifier(latent)[0].float().softmax(dim=1)
        self._answers.append((answer.cpu(), batch.target.cpu(), float(words)))

    def on_validation_epoch_end(self) -> None:
        """Figures of the epoch; ``score`` is what the best epoch is chosen by."""
        found: Scores = scores(
            torch.cat([a for a, _, _ in self._answers]).numpy(),
            torch.cat([t for _, t, _ in self._answers]).numpy(),
        )
        words = sum(w for _, _, w in self._answers) / len(self._answers)
        self._answers.clear()
        score = -words if self.stage is Stage.REPORT else found.auc + found.accuracy[7]
        self.figures = {"score": score, "words": words, "auc": found.auc, **found.flat()}
        self.log_dict({f"val/{name}": value for name, value in self.figures.items()})
