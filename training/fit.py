"""The training loop: small, interruptible, and the same curve after a resume."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch.nn import functional

from training import checkpoint
from training.augment import AugmentPlan
from training.checkpoint import Average, State
from training.data import Batch, FilmSet, ahead, mixed_order, plain_batches, rounds, training_batches
from training.device import autocast, choose
from training.errors import TrainingError
from training.limb_scores import limb_figures
from training.limb_views import is_limb
from training.losses import LossWeights, total_loss
from training.metrics import auc, macro_auc, softmax
from training.net import ExplainedNet, build
from training.team import Team

LOWER: Final = 0.3
"""By how much a plateau lowers the learning rate."""
PATIENCE: Final = 1
"""Epochs without gain that are waited for before."""


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


@dataclass(frozen=True, slots=True)
class FitResult:
    """Where the run stands: whether it reached its last epoch, and each epoch's figures."""

    finished: bool
    history: list[dict[str, float]]


class Stop:
    """Set by SIGINT, SIGTERM or the time limit; the loop saves and ends after the step at hand."""

    def __init__(self, minutes: float) -> None:
        self.asked = False
        self._end = time.monotonic() + minutes * 60 if minutes > 0 else math.inf

    def __bool__(self) -> bool:
        return self.asked or time.monotonic() >= self._end

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Catch the two signals while training runs (in the main thread only)."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(kind, self._ask) for kind in kinds]
        try:
            yield
        finally:
            for kind, handler in zip(kinds, before, strict=True):
                signal.signal(kind, handler)

    def _ask(self, *_: object) -> None:
        self.asked = True


class Trainer:
    """One run: network, optimiser, average, progress."""

    def __init__(
        self, plan: FitPlan, train: FilmSet, val: FilmSet, out: Path, team: Team | None = None
    ) -> None:
        if len(train) < 2 or not len(val):
            raise TrainingError("There are too few films to train and validate.", "Make or add films.")
        torch.manual_seed(plan.seed)
        if plan.threads:
            torch.set_num_threads(plan.threads)
        self.plan, self.train, self.val, self.out = plan, train, val, out
        self.team = team or Team()
        self.stop = Stop(plan.max_minutes)
        self.agreed = False
        self.device = choose(plan.device)
        self.net = build(plan.architecture, plan.parts).to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.optimiser = torch.optim.AdamW(  # without decay it is Adam
            _groups(self.net, plan.weight_decay), lr=plan.learning_rate
        )
        self.average = Average(self.net, plan.average)
        self.progress = Progress()
        self.targets, self.parts = train.targets(), train.parts()
        hips = int((self.parts < 0).sum())
        self.batches = rounds(hips or len(train), plan.batch, self.team.size)

    def start_from(self, state: State) -> None:
        """Take over weights; the training-time finder may be missing (a bundle does not carry it).

        Raises:
            TrainingError: the weights are of another network.
        """
        wanted = set(self.net.state_dict()) - set(state)
        try:
            self.net.load_state_dict(state, strict=False)
        except RuntimeError as error:
            raise TrainingError("The weights to start from are of another network.") from error
        if any(not name.startswith(("finder.", "part.")) and "num_batches" not in name for name in wanted):
            raise TrainingError("The weights to start from are not complete.")
        self.average = Average(self.net, self.plan.average)

    def restore(self, data: dict[str, Any]) -> None:
        """Go on where a checkpoint stopped."""
        self.net.load_state_dict(data["net"])
        self.average.state = {name: value.to(self.device) for name, value in data["average"].items()}
        self.average.steps = data["average_steps"]
        self.optimiser.load_state_dict(data["optimiser"])
        self.progress = Progress(**data["progress"])
        torch.set_rng_state(data["torch_rng"])

    def save(self) -> None:
        """Everything that ``restore`` needs, whole or not at all."""
        if not self.team.leads:
            return
        data = {
            "net": checkpoint.cpu_state(self.net),
            "average": {name: value.to("cpu") for name, value in self.average.state.items()},
            "average_steps": self.average.steps,
            "optimiser": self.optimiser.state_dict(),
            "progress": asdict(self.progress),
            "torch_rng": torch.get_rng_state(),
        }
        checkpoint.save(self.out / "last.pt", data)

    @property
    def stopping(self) -> bool:
        """Whether to end now; several processes end after the step in which one of them asked."""
        return bool(self.stop) if self.team.size == 1 else self.agreed

    def rate(self, step: int) -> float:
        """Learning rate: linear warm-up, then a cosine down to a hundredth, or steps down at each plateau."""
        total = max(1, self.plan.epochs * self.batches)
        warm = max(1, round(self.plan.warmup * total))
        if step < warm:
            return self.plan.learning_rate * (step + 1) / warm
        if self.plan.schedule == "plateau":
            return self.plan.learning_rate * LOWER**self.progress.lowered
        share = (step - warm) / max(1, total - warm)
        return self.plan.learning_rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))

    def step(self, batch: Batch) -> float:
        """One optimiser step; this process' loss.

        Raises:
            TrainingError: the loss is not finite.
        """
        rate = self.rate(self.progress.epoch * self.batches + self.progress.batch)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        batch = batch.to(self.device)
        with autocast(self.device, self.plan.precision):
            out = self.net.training_pass(batch.films)
        loss = total_loss(out, batch, self.plan.losses)
        if not torch.isfinite(loss):
            raise TrainingError("The training diverged: the loss is not finite.", "Use a smaller --lr.")
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.agreed = self.team.average(self.net, stop=bool(self.stop))
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimiser.step()
        if self.team.leads:
            self.average.update(self.net)
        return float(loss.detach())

    def epoch_batches(self) -> Iterator[Batch]:
        """What is left of this epoch."""
        plan, progress = self.plan, self.progress
        order = mixed_order(self.targets, self.parts, plan.limb_share, plan.seed, progress.epoch)
        return ahead(
            training_batches(
                self.train,
                order,
                batch=plan.batch,
                plan=plan.augment,
                seed=(plan.seed, progress.epoch),
                start=progress.batch,
                share=(self.team.rank, self.team.size),
                close_size=plan.close_size,
            )
        )

    def validate(self) -> dict[str, float]:
        """Figures of the averaged weights on the validation films."""
        net, device, precision = self.averaged(), self.device, self.plan.precision
        hips, limbs = self.val.where(lambda e: not is_limb(e)), self.val.where(is_limb)
        row = figures(predict(net, hips, device, precision), hips.targets()) if len(hips) else {}
        if len(limbs):
            size = self.plan.close_size or limbs.spec.size
            row |= limb_figures(net, limbs, size, device, precision)
        return row

    def averaged(self) -> ExplainedNet:
        """A network with the averaged weights."""
        net = build(self.plan.architecture, self.plan.parts)
        net.load_state_dict(self.average.state)
        return net

    def end_epoch(self) -> dict[str, float]:
        """Validate, keep the best weights, write the curve's next point and the checkpoint."""
        progress = self.progress
        if not self.team.leads:
            progress.epoch, progress.batch, progress.loss_sum = progress.epoch + 1, 0, 0.0
            progress.lowered = self.team.told(progress.lowered)
            return {}
        row = {"epoch": progress.epoch + 1.0, "train_loss": progress.loss_sum / max(1, progress.batch)}
        row |= self.validate() | {"minutes": progress.seconds / 60}
        score, loss = score_of(row), row.get("loss", row["train_loss"])
        progress.waited += 1
        if (score, -loss) > (progress.best_score, -progress.best_loss):
            progress.best_score, progress.best_loss, progress.waited = score, loss, 0
            data = {"weights": {n: v.to("cpu") for n, v in self.average.state.items()}, "figures": row}
            checkpoint.save(self.out / "best.pt", data | {"architecture": self.plan.architecture})
        if progress.waited > PATIENCE:
            progress.lowered, progress.waited = progress.lowered + 1, 0
        self.team.told(progress.lowered)
        progress.history.append(row)
        progress.epoch, progress.batch, progress.loss_sum = progress.epoch + 1, 0, 0.0
        self.save()
        return row


def score_of(row: dict[str, float]) -> float:
    """What the best weights are chosen by: the mean of two figures, of limbs where there are no hips."""
    names = ("auc", "macro_auc") if "auc" in row else ("limb_auc", "part_accuracy")
    score = 0.5 * sum(row.get(name, 0.0) for name in names)
    return score if math.isfinite(score) else 0.0


def _groups(net: ExplainedNet, decay: float) -> list[dict[str, Any]]:
    """No weight decay on biases and batch normalisation."""
    plain = [p for p in net.parameters() if p.ndim <= 1]
    return [
        {"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": decay},
        {"params": plain, "weight_decay": 0.0},
    ]


@torch.no_grad()
def predict(net: ExplainedNet, films: FilmSet, device: torch.device, precision: str) -> np.ndarray[Any, Any]:
    """Logits float32 [n, 7] of every film, unchanged films, in order."""
    net = net.to(device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]
    rows = []
    for batch in ahead(plain_batches(films, 16)):
        with autocast(device, precision):
            out = net(batch.films.to(device, memory_format=torch.channels_last))[0]
        rows.append(out.float().cpu().numpy())
    return np.concatenate(rows)


def figures(logits: np.ndarray[Any, Any], target: np.ndarray[Any, Any]) -> dict[str, float]:
    """Cross-entropy, fracture AUC, macro AUC and seven-class accuracy."""
    loss = functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(target))
    probabilities = softmax(logits)
    return {
        "loss": float(loss),
        "auc": auc(1 - probabilities[:, 0], target > 0),
        "macro_auc": macro_auc(probabilities, target),
        "accuracy": float((probabilities.argmax(axis=1) == target).mean()),
    }


OnStep = Callable[[Trainer, float], None]
OnEpoch = Callable[[Trainer, dict[str, float]], None]


def fit(
    trainer: Trainer,
    *,
    on_step: OnStep = lambda trainer, loss: None,
    on_epoch: OnEpoch = lambda trainer, row: None,
) -> FitResult:
    """Train until the last epoch, the time limit, or a signal; always leaves a checkpoint."""
    progress = trainer.progress
    with trainer.stop.listening():
        while progress.epoch < trainer.plan.epochs and not trainer.stopping:
            _run_epoch(trainer, on_step)
            if progress.batch < trainer.batches:
                break
            on_epoch(trainer, trainer.end_epoch())
    trainer.save()
    return FitResult(progress.epoch >= trainer.plan.epochs, progress.history)


def _run_epoch(trainer: Trainer, on_step: OnStep) -> None:
    """What is left of an epoch, or as much as there is time for."""
    progress, started = trainer.progress, time.monotonic()
    saved = started
    for batch in trainer.epoch_batches():
        trainer.net.train()
        loss = trainer.step(batch)
        progress.batch += 1
        progress.loss_sum += loss
        now = time.monotonic()
        progress.seconds, started = progress.seconds + now - started, now
        on_step(trainer, loss)
        if trainer.stopping:
            return
        if now - saved > trainer.plan.save_minutes * 60:
            trainer.save()
            saved = now
