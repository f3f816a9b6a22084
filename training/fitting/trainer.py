"""One training run on Lightning: interruptible, and the same curve after a resume."""

from __future__ import annotations

import logging
import math
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import Callback, TQDMProgressBar
from lightning.pytorch.loggers import TensorBoardLogger

from inference.files import put_in_place
from training import run_folder
from training.data.batches import Batch, FilmSet, plain_batches, rounds, training_batches
from training.data.epoch_order import mixed_order
from training.data.limb_films import part_order
from training.data.limb_views import is_limb
from training.device import choose, wants_bfloat16
from training.errors import TrainingError
from training.fitting.ddp import strategy
from training.fitting.distributed import Team
from training.fitting.lightning_module import (
    HIPS,
    LIMBS,
    LIMBS_CLOSE,
    PATIENCE,
    Average,
    FitModule,
    FitPlan,
    Loader,
    Progress,
    score_of,
)
from training.networks.closer import CloserNet
from training.networks.densenet import Network
from training.networks.weights import LEARNS_ONLY
from training.run_folder import State

__all__ = ["FitPlan", "FitResult", "Progress", "Stop", "Trainer", "fit"]

PLAIN_BATCH = 16


@dataclass(frozen=True, slots=True)
class FitResult:
    """Where the run stands: whether it reached its last epoch, and each epoch's figures."""

    finished: bool
    history: list[dict[str, float]]


class Stopped(Exception):
    """Ends Lightning's loop after the step at hand; everything is saved by then."""


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

    def listen(self) -> None:
        """Catch them again: Lightning puts a handler before ours that speaks to the other processes."""
        if threading.current_thread() is threading.main_thread():
            for kind in (signal.SIGINT, signal.SIGTERM):
                signal.signal(kind, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


class Trainer:
    """One run: network, films, folder, and how far it is.

    ``net`` as of :class:`~training.fitting.lightning_module.FitModule`.
    """

    def __init__(
        self,
        plan: FitPlan,
        train: FilmSet,
        val: FilmSet,
        out: Path,
        team: Team | None = None,
        net: Network | CloserNet | None = None,
    ) -> None:
        if len(train) < 2 or not len(val):
            raise TrainingError(
                "There are too few films to train and validate: {train} and {held}.",
                "Add films of other patients; fit takes them with --val, too.",
                train=len(train),
                held=len(val),
            )
        torch.manual_seed(plan.seed)
        if plan.threads:
            torch.set_num_threads(plan.threads)
        self.plan, self.train, self.val, self.out = plan, train, val, out
        self.team = team or Team()
        self.stop = Stop(plan.max_minutes)
        self.device = choose(plan.device)
        self.targets, self.parts = train.targets(), train.parts()
        hips = int((self.parts < 0).sum())
        self.batches = rounds(hips or len(train), plan.batch, self.team.size)
        self.held = _held(val, plan)
        self.module = FitModule(plan, self.batches, tuple(self.held), net)
        self.average = Average(plan.average)
        self.from_file: Path | None = None

    @property
    def net(self) -> Network | CloserNet:
        net: Network | CloserNet = self.module.net
        return net

    @property
    def progress(self) -> Progress:
        return self.module.progress

    def start_from(self, state: State) -> None:
        """Take over weights; the training-time heads may be missing (a bundle does not carry them).

        Raises:
            TrainingError: the weights are of another network.
        """
        wanted = set(self.net.state_dict()) - set(state)
        try:
            self.net.load_state_dict(state, strict=False)
        except RuntimeError as error:
            raise TrainingError("The weights to start from are of another network.") from error
        if any(not LEARNS_ONLY.search(name) for name in wanted):
            raise TrainingError("The weights to start from are not complete.")

    def resume(self, path: Path) -> None:
        """Go on where the checkpoint stopped.

        Raises:
            TrainingError: it is missing, damaged, or not of this version's runs.
        """
        data = run_folder.load(path)
        if "loops" not in data or "progress" not in data:
            raise TrainingError(
                "{file} was made by an earlier version.",
                "Start from its best weights with --init.",
                file=path.name,
            )
        self.from_file = path
        self.module.progress = Progress(**data["progress"])

    def epoch_batches(self) -> Iterator[Batch]:
        """What is left of this epoch."""
        plan, progress = self.plan, self.progress
        if plan.losses.part_alone:
            rng = np.random.default_rng([plan.seed, progress.epoch, 5])
            order = part_order(self.parts, len(self.parts), rng)
        else:
            order = mixed_order(self.targets, self.parts, plan.limb_share, plan.seed, progress.epoch)
        return training_batches(
            self.train,
            order,
            batch=plan.batch,
            plan=plan.augment,
            seed=(plan.seed, progress.epoch),
            start=progress.batch,
            share=(self.team.rank, self.team.size),
            close_size=plan.close_size,
        )


def _held(val: FilmSet, plan: FitPlan) -> dict[str, FilmSet]:
    """Validation films by kind; limbs are looked at whole and, where fractures are learned, close."""
    hips, limbs = val.where(lambda entry: not is_limb(entry)), val.where(is_limb)
    kinds = {HIPS: hips} if len(hips) else {}
    if len(limbs):
        kinds[LIMBS] = replace(limbs, close=False)
    if len(limbs) and not plan.losses.part_alone:
        near = replace(limbs.spec, size=plan.close_size or limbs.spec.size)
        kinds[LIMBS_CLOSE] = replace(limbs, close=True, spec=near)
    return kinds


OnStep = Callable[[Trainer, float], None]
OnEpoch = Callable[[Trainer, dict[str, float]], None]


class Keeper(Callback):  # type: ignore[misc]
    """Counts, keeps the best weights and the checkpoint, and stops where that is asked for."""

    def __init__(self, run: Trainer, on_step: OnStep, on_epoch: OnEpoch) -> None:
        self._run, self._on_step, self._on_epoch = run, on_step, on_epoch
        self._since = self._saved = time.monotonic()

    def on_train_start(self, trainer: lightning.Trainer, pl_module: lightning.LightningModule) -> None:
        self._run.stop.listen()
        self._since = self._saved = time.monotonic()

    def on_train_batch_end(
        self,
        trainer: lightning.Trainer,
        pl_module: lightning.LightningModule,
        outputs: Any,
        batch: Any,
        batch_idx: int,
    ) -> None:
        """Count the step; save now and then, and before the end."""
        run, progress, now = self._run, self._run.progress, time.monotonic()
        progress.batch += 1
        progress.loss_sum += run.module.loss
        progress.seconds, self._since = progress.seconds + now - self._since, now
        self._on_step(run, run.module.loss)
        if trainer.logger is not None and trainer.global_step % trainer.log_every_n_steps == 0:
            rate = trainer.optimizers[0].param_groups[0]["lr"]
            trainer.logger.log_metrics(
                {"train/loss": run.module.loss, "train/rate": rate}, trainer.global_step
            )
        stopping = run.team.any(bool(run.stop))
        if stopping and progress.batch < run.batches:
            self._save(trainer)
            raise Stopped
        if run.team.any(now - self._saved > run.plan.save_minutes * 60, every=50, turn=progress.batch):
            self._save(trainer)
            self._saved = now

    def on_train_epoch_end(self, trainer: lightning.Trainer, pl_module: lightning.LightningModule) -> None:
        """The curve's next point, the best weights, the checkpoint."""
        run, progress = self._run, self._run.progress
        row = {"epoch": progress.epoch + 1.0, "train_loss": progress.loss_sum / max(1, progress.batch)}
        row |= run.module.row | {"minutes": progress.seconds / 60}
        self._judge(row)
        progress.history.append(row)
        progress.epoch, progress.batch, progress.loss_sum = progress.epoch + 1, 0, 0.0
        if trainer.logger is not None:
            trainer.logger.log_metrics({f"epoch/{n}": v for n, v in row.items()}, progress.epoch)
        self._save(trainer)
        self._since = self._saved = time.monotonic()
        if run.team.leads:
            self._on_epoch(run, row)
        if run.team.any(bool(run.stop)):
            raise Stopped

    def _judge(self, row: dict[str, float]) -> None:
        run, progress = self._run, self._run.progress
        score, loss = score_of(row), row.get("loss", row["train_loss"])
        progress.waited += 1
        if (score, -loss) > (progress.best_score, -progress.best_loss):
            progress.best_score, progress.best_loss, progress.waited = score, loss, 0
            if run.team.leads:
                data = {"weights": run.average.weights(), "figures": row}
                run_folder.save(run.out / "best.pt", data | {"architecture": run.plan.architecture})
        if progress.waited > PATIENCE:
            progress.lowered, progress.waited = progress.lowered + 1, 0
        progress.lowered = run.team.told(progress.lowered)

    def _save(self, trainer: lightning.Trainer) -> None:
        """Whole or not at all."""
        path = self._run.out / "last.pt"
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        trainer.save_checkpoint(partial)
        if self._run.team.leads:
            put_in_place(partial, path)


def fit(
    run: Trainer,
    *,
    on_step: OnStep = lambda run, loss: None,
    on_epoch: OnEpoch = lambda run, row: None,
    board: Path | None = None,
    bar: float | None = None,
) -> FitResult:
    """Train until the last epoch, the time limit, or a signal; always leaves a checkpoint.

    Args:
        run: what is trained, on which films, into which folder, and how far it is.
        on_step: told the run and the loss after each step.
        on_epoch: told the run and the figures after each epoch.
        board: folder for TensorBoard's curves; None for none.
        bar: seconds between the updates of a progress bar, above 0; None for no bar.

    Raises:
        TrainingError: the loss is not finite, or another process has ended.
    """
    progress = run.progress
    if progress.epoch >= run.plan.epochs:
        return FitResult(True, progress.history)
    loader = Loader(run.epoch_batches, run.batches)
    held = [_plain(films) for films in run.held.values()]
    callbacks: list[Callback] = [run.average, Keeper(run, on_step, on_epoch)]
    if bar is not None and run.team.leads:
        callbacks.append(TQDMProgressBar(refresh_rate=max(1, round(bar * 5))))
    with run.stop.listening(), _quiet():
        trainer = _lightning(run, callbacks, board, bar is not None)
        try:
            trainer.fit(run.module, loader, held, ckpt_path=run.from_file, weights_only=True)
        except Stopped:
            pass
        except RuntimeError as error:
            if run.team.size == 1 or not isinstance(error.__cause__, (type(None), RuntimeError)):
                raise
            raise TrainingError("One of the training processes has ended.", "Go on with --resume.") from error
        finally:
            for one in (loader, *held):
                one.close()
    return FitResult(run.progress.epoch >= run.plan.epochs, run.progress.history)


def _plain(films: FilmSet) -> Loader:
    return Loader(lambda: plain_batches(films, PLAIN_BATCH), -(-len(films) // PLAIN_BATCH))


def _lightning(
    run: Trainer, callbacks: Sequence[Callback], board: Path | None, bar: bool
) -> lightning.Trainer:
    kind = run.device.type
    return lightning.Trainer(
        accelerator="cuda" if kind == "cuda" else kind,
        devices=run.team.local_size,
        num_nodes=run.team.machines,
        strategy=strategy(run.team, kind, unused=run.plan.losses.finder <= 0),
        precision="bf16-mixed" if wants_bfloat16(run.device, run.plan.precision) else "32-true",
        max_epochs=run.plan.epochs,
        logger=TensorBoardLogger(board.parent, board.name, "") if board and run.team.leads else False,
        log_every_n_steps=10,
        callbacks=list(callbacks),
        gradient_clip_val=5.0,
        num_sanity_val_steps=0,
        use_distributed_sampler=False,
        enable_checkpointing=False,
        enable_progress_bar=bar and run.team.leads,
        enable_model_summary=False,
        default_root_dir=run.out,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Lightning speaks of data loaders' workers and of devices that it did not use."""
    log = logging.getLogger("lightning.pytorch")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)
