"""The network with its losses, its optimiser and its figures, as Lightning runs them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import lightning
import torch
from lightning.pytorch.callbacks import WeightAveraging
from torch import Tensor
from torch.nn import functional
from torchmetrics.functional.classification import binary_auroc, multiclass_accuracy

from inference.aoota import CLASSES
from training.data.augment_geometry import AugmentPlan
from training.data.batches import Batch, ahead
from training.data.epoch_order import UNKNOWN
from training.errors import TrainingError
from training.fitting.limb_metrics import limb_figures
from training.fitting.losses import LossWeights, fracture_logit, total_loss
from training.networks.closer import CloserNet
from training.networks.densenet import Network, build
from training.run_folder import State

LOWER: Final = 0.3
"""By how much a plateau lowers the learning rate."""
PATIENCE: Final = 1
"""Epochs without gain that are waited for before."""
HIPS, LIMBS, LIMBS_CLOSE = "hips", "limbs", "limbs_close"


@dataclass(frozen=True, slots=True)
class FitPlan:
    """Everything that decides a training beside the films."""

    architecture: str = "densenet121"
    epochs: int = 8
    batch: int = 8
    learning_rate: float = 1e-3
    weight_decay: float = 0.02
    warmup: float = 0.05  # share of all steps
    seed: int = 1
    device: str = "auto"
    precision: str = "auto"
    threads: int = 0  # 0: as torch chooses
    max_minutes: float = 0.0  # 0: no limit
    save_minutes: float = 10.0
    average: float = 0.998
    schedule: str = "cosine"  # or "plateau": lowered where validation no longer gains
    limb_share: float = 0.0  # of the views of an epoch, where limb films are mixed in
    parts: int = 0  # parts of the body that a head of its own tells
    close_size: int = 0  # size of close views, in batches of their own; 0: as whole films
    losses: LossWeights = field(default_factory=LossWeights)
    augment: AugmentPlan = field(default_factory=AugmentPlan)


@dataclass(slots=True)
class Progress:
    """How far a run is; travels in its checkpoint."""

    epoch: int = 0
    batch: int = 0  # batches done in this epoch
    loss_sum: float = 0.0
    best_score: float = -1.0
    best_loss: float = math.inf
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)
    waited: int = 0  # epochs since validation gained or the rate was lowered
    lowered: int = 0


class Loader:
    """Batches prepared ahead; ``make`` is asked at the start of each epoch."""

    def __init__(self, make: Callable[[], Iterator[Batch]], length: int) -> None:
        self._make, self._length = make, length
        self._running: Iterator[Batch] | None = None

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Batch]:
        self.close()
        self._running = ahead(self._make())
        return self._running

    def close(self) -> None:
        """End the thread that prepares."""
        if self._running is not None:
            self._running.close()  # type: ignore[attr-defined]
        self._running = None


class FitModule(lightning.LightningModule):  # type: ignore[misc]
    """One network in training.  ``batches``: of an epoch; ``held``: what each validation loader holds.

    ``net``: goes on learning; without one, fresh weights of the plan's architecture do.
    """

    def __init__(
        self, plan: FitPlan, batches: int, held: tuple[str, ...], net: Network | CloserNet | None = None
    ) -> None:
        super().__init__()
        self.plan, self.batches, self.held = plan, batches, held
        begun = build(plan.architecture, plan.parts) if net is None else net
        self.net = begun.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.progress = Progress()
        self.loss = 0.0
        self.row: dict[str, float] = {}
        self._answers: dict[str, list[dict[str, Tensor]]] = {}

    def rate(self, step: int) -> float:
        """Learning rate: linear warm-up, then a cosine down to a hundredth, or steps down at each plateau."""
        plan = self.plan
        total = max(1, plan.epochs * self.batches)
        warm = max(1, round(plan.warmup * total))
        if step < warm:
            return plan.learning_rate * (step + 1) / warm
        if plan.schedule == "plateau":
            return plan.learning_rate * LOWER**self.progress.lowered
        share = (step - warm) / max(1, total - warm)
        return plan.learning_rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """AdamW, without decay of biases and batch normalisation; without decay at all it is Adam."""
        decayed = [p for p in self.net.parameters() if p.ndim > 1]
        plain = [p for p in self.net.parameters() if p.ndim <= 1]
        groups = [
            {"params": decayed, "weight_decay": self.plan.weight_decay},
            {"params": plain, "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self.plan.learning_rate)

    def transfer_batch_to_device(self, batch: Batch, device: torch.device, dataloader_idx: int) -> Batch:
        """Films in the memory format in which convolutions are fast."""
        return batch.to(device)

    def on_train_batch_start(self, batch: Batch, batch_idx: int) -> None:
        """Set the learning rate of this step."""
        rate = self.rate(self.progress.epoch * self.batches + self.progress.batch)
        for group in self.trainer.optimizers[0].param_groups:
            group["lr"] = rate

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """The loss of one batch.

        Raises:
            TrainingError: the loss is not finite.
        """
        out = self.net.training_pass(batch.films)
        with torch.autocast(batch.films.device.type, enabled=False):
            loss = total_loss(out, batch, self.plan.losses)
        self.loss = float(loss.detach())
        if not math.isfinite(self.loss):
            raise TrainingError("The training diverged: the loss is not finite.", "Use a smaller --lr.")
        return loss

    def on_validation_epoch_start(self) -> None:
        """Nothing is known yet."""
        self._answers = {name: [] for name in self.held}

    def validation_step(self, batch: Batch, batch_idx: int, dataloader_idx: int = 0) -> None:
        """Keep what the averaged weights answer."""
        out = self.net.training_pass(batch.films)
        found = {"logits": out.logits.float(), "target": batch.target, "part": batch.part}
        if out.part is not None:
            found["named"] = out.part.float()
        self._answers[self.held[dataloader_idx]].append({n: v.cpu() for n, v in found.items()})

    def on_validation_epoch_end(self) -> None:
        """Figures of this epoch, in ``row``."""
        whole = {name: _joined(rows) for name, rows in self._answers.items()}
        self.row = {}
        if HIPS in whole:
            self.row |= figures(whole[HIPS]["logits"], whole[HIPS]["target"])
        if LIMBS in whole:
            self.row |= limb_figures(whole[LIMBS], whole.get(LIMBS_CLOSE))

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Progress travels with the weights."""
        checkpoint["progress"] = asdict(self.progress)

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Go on where the checkpoint stopped."""
        self.progress = Progress(**checkpoint["progress"])


def _joined(rows: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.cat([row[name] for row in rows]) for name in rows[0]}


class Average(WeightAveraging):  # type: ignore[misc]
    """Exponential moving average of weights and batch statistics: what validates, and what is kept.

    Steadier than the last step's.  The decay grows with the steps, so that a short training is not held at
    its start.
    """

    def __init__(self, decay: float) -> None:
        def toward(averaged: list[Tensor], current: list[Tensor], steps: Tensor | int) -> None:
            held = min(decay, (1 + int(steps)) / (10 + int(steps)))
            if averaged[0].is_floating_point():
                torch._foreach_lerp_(averaged, current, 1 - held)
            else:
                torch._foreach_copy_(averaged, current)

        super().__init__(multi_avg_fn=toward)

    def weights(self) -> State:
        """The averaged weights under the network's own names."""
        assert self._average_model is not None
        state = self._average_model.module.state_dict()
        return {name.removeprefix("net."): value.detach().to("cpu") for name, value in state.items()}


def figures(logits: Tensor, target: Tensor) -> dict[str, float]:
    """Cross-entropy, fracture AUC, mean AUC of the classes that occur, and seven-class accuracy.

    Fractures of unknown class count in the fracture AUC only.
    """
    both = 0 < int((target > 0).sum()) < len(target)
    whole = float(binary_auroc(fracture_logit(logits), (target > 0).long())) if both else math.nan
    known = target < UNKNOWN
    logits, target = logits[known], target[known]
    if not len(target):
        return {"loss": math.nan, "auc": whole, "macro_auc": math.nan, "accuracy": math.nan}
    probabilities = torch.softmax(logits, dim=1)
    aucs = [
        float(binary_auroc(probabilities[:, c], (target == c).long()))
        for c in range(len(CLASSES))
        if 0 < int((target == c).sum()) < len(target)
    ]
    return {
        "loss": float(functional.cross_entropy(logits, target)),
        "auc": whole,
        "macro_auc": sum(aucs) / len(aucs) if aucs else math.nan,
        "accuracy": float(multiclass_accuracy(logits, target, len(CLASSES), average="micro")),
    }


def score_of(row: dict[str, float]) -> float:
    """What the best weights are chosen by: the mean of two figures, of limbs where there are no hips.

    Where the part of the body alone is learned it is the only figure.
    """
    names: tuple[str, ...] = ("auc", "macro_auc") if "auc" in row else ("limb_auc", "part_accuracy")
    if not {"auc", "limb_auc"} & set(row):
        names = ("part_accuracy",)
    score = sum(row.get(name, 0.0) for name in names) / len(names)
    return score if math.isfinite(score) else 0.0
