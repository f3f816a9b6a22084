"""Training a system stage by stage, its writer after it, and the run folder: ``run.json``, ``best.pt``.

A stage that was interrupted goes on at its last whole epoch; one that was finished is not repeated.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import lightning
import torch
from lightning.pytorch.callbacks import Callback, ModelCheckpoint
from lightning.pytorch.loggers import TensorBoardLogger
from torch import Tensor

from training import run_folder
from training.device import choose, has_fast_bfloat16
from training.errors import TrainingError
from training.networks import efficientnet_lite
from training.networks.weights import load_weights
from training.report_supervision import glove
from training.report_supervision.films import PairedFilms, plain_loader, training_loader
from training.report_supervision.module import STAGES, ReportModule, ReportPlan, Stage, report_loss
from training.report_supervision.network import ReportNet, Shape, start_from_vectors
from training.report_supervision.text import Vocabulary

BEST: Final = "best.pt"
WRITER_ROUNDS: Final = 80
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and how: device and precision as in ``fit``, processor threads (0: as torch chooses)."""

    device: str = "auto"
    precision: str = "auto"
    threads: int = 0
    bar: bool = False


class History(Callback):
    """Each epoch's validation figures, in a file that grows."""

    def __init__(self, path: Path, stage: Stage) -> None:
        self._path, self._stage = path, stage

    def on_validation_end(self, trainer: lightning.Trainer, pl_module: lightning.LightningModule) -> None:
        """One line; the module has its figures by now."""
        if trainer.sanity_checking or not isinstance(pl_module, ReportModule):
            return
        row = {"stage": self._stage.value, "epoch": trainer.current_epoch + 1, **pl_module.figures}
        with self._path.open("a", encoding="utf8") as out:
            out.write(json.dumps(row) + "\n")
        log.info("  ".join(f"{n} {v:.3f}" if isinstance(v, float) else f"{n} {v}" for n, v in row.items()))


def train(
    plan: ReportPlan,
    films: PairedFilms,
    held: PairedFilms,
    words: Vocabulary,
    out: Path,
    machine: Machine | None = None,
    *,
    choose_best: bool = True,
    facts: Mapping[str, Any] | None = None,
    start: Path | None = None,
    imagenet: bool = False,
) -> ReportNet:
    """Train one system and keep it in ``out``; of each stage the best epoch by ``held``, or the last one.

    ``facts`` go into ``run.json`` beside the plan: where films lie, what export needs to know.  ``start`` is
    an earlier run, or a model of ``fit``, whose weights the network begins with; ``imagenet``: its encoder
    begins with those of ImageNet.

    Raises:
        TrainingError: too few films, or the folder holds a run of another plan.
    """
    if len(films) < 2 or not len(held):
        raise TrainingError("There are too few films to train and validate.", "Make or add films.")
    machine = machine or Machine()
    plan = replace(plan, shape=replace(plan.shape, words=len(words)))
    _keep_plan(plan, words, out, {**(facts or {}), "training_films": len(films)})
    lightning.seed_everything(plan.seed, workers=True, verbose=False)
    if machine.threads:
        torch.set_num_threads(machine.threads)
    net = ReportNet(plan.shape)
    net.features.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    start_from_vectors(net, torch.from_numpy(glove.fit(films.reports, len(words), seed=plan.seed)))
    if imagenet:
        efficientnet_lite.load_imagenet(net.features)
    if start is not None:
        start_from_run(net, words, start)
    for stage in STAGES[plan.system]:
        _stage(net, plan, stage, films, held, out, machine, choose_best=choose_best)
    fit_writer(net, films, plan)
    run_folder.save(out / BEST, {"weights": run_folder.cpu_state(net), "words": list(words.words)})
    return net


def start_from_run(net: ReportNet, words: Vocabulary, folder: Path) -> None:
    """Take over an earlier run's weights; what reads and writes reports only where the words are the same.

    Of a model that learned without reports (a run of ``fit``, a bundle) the encoder is taken.

    Raises:
        TrainingError: there is no such run, or its encoder is another.
    """
    own = net.state_dict()
    if not is_report_run(folder):
        weights = load_weights(folder)
        net.load_state_dict(own | _encoder_of(weights, own, folder.name))
        return
    before, known, told = load(folder)
    speaks = ("decoder.", "writer.")
    taken = {
        name: value
        for name, value in before.state_dict().items()
        if known == words or not name.startswith(speaks)
    }
    if any(name not in own or own[name].shape != value.shape for name, value in taken.items()):
        raise TrainingError(
            "The run {folder} has another encoder ({architecture}).",
            "Give the same --architecture.",
            folder=folder.name,
            architecture=told["plan"]["shape"]["architecture"],
        )
    net.load_state_dict(own | taken)


def is_report_run(folder: Path) -> bool:
    """Whether the folder's ``run.json`` says that it learned from reports."""
    path = folder / "run.json"
    return path.is_file() and json.loads(path.read_text("utf8")).get("kind") == "report"


def _encoder_of(weights: run_folder.State, own: run_folder.State, name: str) -> run_folder.State:
    wanted = {key: value.shape for key, value in own.items() if key.startswith("features.")}
    found = {key: weights[key] for key in wanted if key in weights}
    if {key: value.shape for key, value in found.items()} != wanted:
        raise TrainingError(
            "The model {name} has another encoder.", "Give the same --architecture.", name=name
        )
    return found


def _keep_plan(plan: ReportPlan, words: Vocabulary, out: Path, facts: Mapping[str, Any]) -> None:
    """Write what was asked, or refuse to go on with something else."""
    told = {"schema": 1, "kind": "report", "plan": plan.told(), "words": list(words.words)}
    told = json.loads(json.dumps(told))
    path = out / "run.json"
    if path.is_file():
        before = json.loads(path.read_text("utf8"))
        if {key: before.get(key) for key in told} != told:
            raise TrainingError(
                "The folder {folder} holds a run of another plan or of other reports.",
                "Use another --out.",
                folder=out.name,
            )
        return
    run_folder.write_json(path, {**told, **facts})


def _stage(
    net: ReportNet,
    plan: ReportPlan,
    stage: Stage,
    films: PairedFilms,
    held: PairedFilms,
    out: Path,
    machine: Machine,
    *,
    choose_best: bool,
) -> None:
    folder = out / f"stage-{stage.value}"
    done = folder / "done.json"
    module = ReportModule(net, plan, stage)
    best, last_one = _keepers(folder)
    if not done.is_file():
        last = folder / "last.ckpt"
        with quiet():
            trainer = _trainer(plan, machine, folder, [best, last_one, History(out / "history.jsonl", stage)])
            trainer.fit(
                module,
                training_loader(films, plan.batch, plan.seed, tone=plan.tone),
                plain_loader(held, plan.batch),
                ckpt_path=last if last.is_file() else None,
                weights_only=True,
            )
        if trainer.interrupted:
            raise KeyboardInterrupt
        run_folder.write_json(done, {"best": "best.ckpt" if choose_best else "last.ckpt"})
    chosen = folder / json.loads(done.read_text("utf8"))["best"]
    module.load_state_dict(run_folder.load(chosen)["state_dict"])


def _keepers(folder: Path) -> tuple[ModelCheckpoint, ModelCheckpoint]:
    """The best epoch, and the last one to go on from (``save_last`` would follow the best only)."""
    best = ModelCheckpoint(folder, "best", monitor="val/score", mode="max", enable_version_counter=False)
    return best, ModelCheckpoint(folder, "last", monitor=None, enable_version_counter=False)


def _trainer(
    plan: ReportPlan, machine: Machine, folder: Path, callbacks: list[Callback]
) -> lightning.Trainer:
    device = choose(machine.device)
    fast = has_fast_bfloat16(device) if machine.precision == "auto" else machine.precision == "bf16"
    return lightning.Trainer(
        accelerator={"cuda": "gpu"}.get(device.type, device.type),
        devices=1,
        precision="bf16-mixed" if fast else "32-true",
        max_epochs=plan.epochs,
        logger=TensorBoardLogger(folder, name="", version="tensorboard"),
        callbacks=callbacks,
        enable_progress_bar=machine.bar,
        enable_model_summary=False,
        num_sanity_val_steps=0,
        log_every_n_steps=10,
        deterministic=device.type == "cpu",
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Lightning's hints (workers, loggers, tips) are not for the reader of a training's log."""
    names = ("lightning.pytorch", "lightning.fabric", "lightning.pytorch.utilities.rank_zero")
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    for logger, _ in before:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in before:
            logger.setLevel(level)


@torch.no_grad()
def latents(net: ReportNet, films: PairedFilms, batch: int = 16) -> Tensor:
    """Latent of every film as it is, float32 [films, 64]."""
    net.eval()
    return torch.cat([net.encode(part.films) for part in plain_loader(films, batch)])


def fit_writer(net: ReportNet, films: PairedFilms, plan: ReportPlan, rounds: int = WRITER_ROUNDS) -> float:
    """Teach the writer on the finished latents; the rest of the network stays as it is.  Last loss a word."""
    told = (films.reports != 0).any(axis=1)
    if not told.any():
        return 0.0
    report = torch.from_numpy(films.reports[told])
    own = latents(net, films)[torch.from_numpy(told)]
    for parameter in net.writer.parameters():
        parameter.requires_grad_(True)
    learner = torch.optim.Adam(net.writer.parameters(), lr=3e-3)
    mixer = torch.Generator().manual_seed(plan.seed)
    loss = torch.zeros(())
    net.writer.train()
    for _ in range(rounds):
        for chosen in torch.randperm(len(report), generator=mixer).split(128):  # type: ignore[no-untyped-call]
            noisy = own[chosen] + 0.05 * own.std(dim=0) * torch.randn(own[chosen].shape, generator=mixer)
            said = _without_end(report[chosen])
            loss = report_loss(net.writer(noisy, said), said)
            learner.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            learner.step()
    net.writer.eval()
    return float(loss.detach())


def _without_end(report: Tensor) -> Tensor:
    """Reports [N, 40] without the places at which all are over: they add nothing to the loss, but steps."""
    return report[:, : int((report != 0).any(dim=0).sum())]


def load(folder: Path) -> tuple[ReportNet, Vocabulary, dict[str, Any]]:
    """A finished run: network, words, what was asked.

    Raises:
        TrainingError: no such run, or a damaged one.
    """
    path = folder / "run.json"
    if not path.is_file():
        raise TrainingError(
            "There is no run in {folder}.", "Train first: shenton-train report.", folder=folder.name
        )
    told = json.loads(path.read_text("utf8"))
    state = run_folder.load(folder / BEST)
    net = ReportNet(Shape(**told["plan"]["shape"]))
    try:
        net.load_state_dict(state["weights"])
    except (RuntimeError, KeyError) as error:
        raise TrainingError("{file} does not fit its run.", "Train again.", file=BEST) from error
    return net.eval(), Vocabulary(tuple(state["words"])), told
