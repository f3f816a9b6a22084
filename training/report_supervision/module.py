"""The three systems of Lee 2020 as one Lightning module: base, M1 (two stages), M2 (joint).

L = L_class + lambda * L_report.  L_class is cross-entropy with the focal factor (1 - p)^gamma, L_report
cross-entropy a word; Adam at 1e-4.  Weights of the loss that the text does not print are stated as defaults.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Final

import lightning
import torch
from torch import Tensor

from training.report_supervision.decoders import Decoding
from training.report_supervision.films import ReportBatch
from training.report_supervision.network import ReportNet, Shape
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


class Schedule(StrEnum):
    """The learning rate: always the same (the paper), or after a warm-up a cosine down to a hundredth."""

    STEADY = "steady"
    COSINE = "cosine"


WARM_UP: Final = 0.05
"""Share of a stage's steps over which the rate of a cosine rises."""
LEAST: Final = 0.01
CHANCE: Final = 0.5
"""Stands for an AUC that is not defined where the best epoch is chosen, and nowhere else."""


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
    schedule: Schedule = Schedule.STEADY
    frozen: str = ""  # last part of the encoder that keeps its first weights
    rounds: int = 1  # where some are frozen: epochs until the same views come again
    writer_rounds: int = 80  # 0: the model writes no report

    @property
    def reads_words(self) -> bool:
        """Whether word vectors have a part: not where no decoder and no writer takes words."""
        words = self.system is not System.BASE and self.shape.decoding is Decoding.LSTM
        return words or self.writer_rounds > 0

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def class_loss(logits: Tensor, target: Tensor, gamma: float) -> Tensor:
    """Focal cross-entropy, mean over films: -(1 - p)^gamma log p of the true class (Lin 2017, eq. 4)."""
    from monai.losses.focal_loss import FocalLoss

    focal = FocalLoss(to_onehot_y=True, use_softmax=True, gamma=gamma, reduction="none")
    each: Tensor = focal(logits.float(), target[:, None])
    return each.sum(dim=1).mean()


def rate_at(step: int, steps: int) -> float:
    """Share of the learning rate at a step of a cosine."""
    warm = max(1, round(WARM_UP * steps))
    if step < warm:
        return (step + 1) / warm
    gone = min(1.0, (step - warm) / max(1, steps - warm))
    return LEAST + (1 - LEAST) * 0.5 * (1 + math.cos(math.pi * gone))


class ReportModule(lightning.LightningModule):
    """One stage of one system."""

    def __init__(self, net: ReportNet, plan: ReportPlan, stage: Stage, after: int = 0) -> None:
        super().__init__()
        self.net, self.plan, self.stage, self.after = net, plan, stage, after
        self.given_latents = False  # batches bring latents: the encoder has no part in this stage
        self._answers: list[tuple[Tensor, Tensor, float]] = []
        self.figures: dict[str, float] = {}

    def configure_optimizers(self) -> Any:
        """Adam over what this stage learns, and how its rate goes."""
        learned = self._learned()
        for parameter in self.net.parameters():
            parameter.requires_grad_(False)
        for parameter in learned:
            parameter.requires_grad_(True)
        adam = torch.optim.Adam(learned, lr=self.plan.learning_rate)
        if Schedule(self.plan.schedule) is Schedule.STEADY:
            return adam
        steps = int(self.trainer.estimated_stepping_batches)
        curve = torch.optim.lr_scheduler.LambdaLR(adam, partial(rate_at, steps=steps))
        return {"optimizer": adam, "lr_scheduler": {"scheduler": curve, "interval": "step"}}

    def _learned(self) -> list[torch.nn.Parameter]:
        net = self.net
        encoder, decoder = (net.features[self.after :], net.latent), (net.decoder,)
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

    def _latent(self, batch: ReportBatch) -> Tensor:
        return batch.films.flatten(1) if self.given_latents else self.net.encode(batch.films, self.after)

    def training_step(self, batch: ReportBatch, index: int) -> Tensor:
        """The stage's loss; what drops out depends on seed and step alone, as a resumed run needs it."""
        torch.manual_seed(1_000_003 * self.plan.seed + self.global_step)
        latent = self._latent(batch)
        loss = latent.sum() * 0.0
        if self.stage is not Stage.REPORT:
            loss = loss + class_loss(self.net.classifier(latent)[0], batch.target, self.plan.gamma)
        if self.stage in (Stage.REPORT, Stage.JOINT):
            share = self.plan.weight if self.stage is Stage.JOINT else 1.0
            loss = loss + share * self.net.decoder.loss(latent, batch.report)
        self.log("train/loss", loss, prog_bar=True)
        return loss

    def validation_step(self, batch: ReportBatch, index: int) -> None:
        """Keep the answers for the epoch's figures."""
        latent = self._latent(batch)
        reads = self.stage in (Stage.REPORT, Stage.JOINT)
        words = self.net.decoder.loss(latent, batch.report) if reads else 0.0
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
        auc = CHANCE if math.isnan(found.auc) else found.auc
        score = -words if self.stage is Stage.REPORT else auc + found.accuracy[7]
        self.figures = {"score": score, "words": words, "auc": found.auc, **found.flat()}
        self.log_dict({f"val/{name}": value for name, value in self.figures.items()})
