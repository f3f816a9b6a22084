"""Training a system stage by stage, its writer after it, and the run folder: ``run.json``, ``best.pt``.

A stage that was interrupted goes on at its last whole epoch; one that was finished is not repeated.
"""

from __future__ import annotations

import json
import logging
import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import Callback, ModelCheckpoint
from lightning.pytorch.loggers import TensorBoardLogger
from torch import Tensor

from inference import strict_json
from training import run_folder
from training.device import choose, has_fast_bfloat16
from training.errors import TrainingError
from training.networks import efficientnet_lite
from training.networks.weights import load_weights, members_of
from training.report_supervision import glove
from training.report_supervision.decoders import word_loss
from training.report_supervision.films import PairedFilms, plain_loader, training_loader
from training.report_supervision.module import STAGES, ReportModule, ReportPlan, Stage
from training.report_supervision.network import ReportNet, Shape, start_from_vectors
from training.report_supervision.stored_views import Stored, parts_before, plain_views, training_views
from training.report_supervision.text import Vocabulary

BEST: Final = "best.pt"
SAME: Final = ("init", "imagenet", "training_films", "films")
"""What a run goes on with, beside its plan and its words."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and how: device and precision as in ``fit``, processor threads (0: as torch chooses)."""

    device: str = "auto"
    precision: str = "auto"
    threads: int = 0
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """Films to learn from and to choose by; where first parts are frozen, what those made of them.

    ``after``: so many parts are frozen.  The arrays are those of
    :mod:`training.report_supervision.stored_views`.
    """

    films: PairedFilms
    held: PairedFilms
    after: int = 0
    views: Stored | None = None
    plain: Stored | None = None
    held_plain: Stored | None = None

    @classmethod
    def of(
        cls,
        net: ReportNet,
        plan: ReportPlan,
        films: PairedFilms,
        held: PairedFilms,
        folder: Path,
        whole: PairedFilms | None = None,
    ) -> Lesson:
        """Compute and keep in ``folder`` what frozen parts make, where there are some.

        ``whole``: the films of a cross-validation, of which both are some.
        """
        after = parts_before(net, plan.frozen)
        if not after:
            return cls(films, held)
        return cls(
            films,
            held,
            after,
            training_views(net, after, films, folder, tone=plan.tone, rounds=plan.rounds, whole=whole),
            plain_views(net, after, films, folder, whole) if plan.writer_rounds else None,
            plain_views(net, after, held, folder, whole),
        )


@torch.no_grad()
def with_latents(net: ReportNet, lesson: Lesson) -> Lesson:
    """What a stage with a frozen encoder needs of stored views: their latents, float16 [..., 64, 1, 1]."""
    net.eval()

    def of(stored: Stored) -> Stored:
        flat = stored.reshape(-1, *stored.shape[-3:])
        parts = [torch.from_numpy(flat[k : k + 64].astype(np.float32)) for k in range(0, len(flat), 64)]
        latent = torch.cat([net.encode(part, lesson.after) for part in parts])
        return latent.half().numpy().reshape(*stored.shape[:-3], -1, 1, 1)

    assert lesson.views is not None
    assert lesson.held_plain is not None
    return replace(lesson, views=of(lesson.views), held_plain=of(lesson.held_plain))


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
            out.write(json.dumps({name: _defined(value) for name, value in row.items()}) + "\n")
        log.info("%s", run_folder.in_words(row))


def _defined(value: Any) -> Any:
    """JSON knows no NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value


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
    views: Path | None = None,
    whole: PairedFilms | None = None,
) -> ReportNet:
    """Train one system and keep it in ``out``; of each stage the best epoch by ``held``, or the last one.

    ``facts`` go into ``run.json`` beside the plan: where films lie, what export needs to know.  ``start`` is
    an earlier run, or a model of ``fit``, whose weights the network begins with; ``imagenet``: its encoder
    begins with those of ImageNet.  ``views``: where the views of frozen parts are kept; without it
    in ``out``; ``whole``: films of which ``films`` and ``held`` are some, whose views are kept together.

    Raises:
        TrainingError: too few films, or the folder holds a run of another plan.
    """
    if len(films) < 2 or not len(held):
        raise TrainingError("There are too few films to train and validate.", "Make or add films.")
    machine = machine or Machine()
    plan = replace(plan, shape=replace(plan.shape, words=len(words)))
    begun = {"init": str(start.absolute()) if start else None, "imagenet": imagenet, **(facts or {})}
    learned = {"training_films": len(films), "films": [films.digest(), held.digest()]}
    _keep_plan(plan, words, out, begun | learned)
    lightning.seed_everything(plan.seed, workers=True, verbose=False)
    if machine.threads:
        torch.set_num_threads(machine.threads)
    net = ReportNet(plan.shape)
    net.features.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    if plan.reads_words:
        start_from_vectors(net, torch.from_numpy(glove.fit(films.reports, len(words), seed=plan.seed)))
    if imagenet:
        efficientnet_lite.load_imagenet(net.features)
    if start is not None:
        start_from_run(net, words, start)
    lesson = Lesson.of(net, plan, films, held, views or out / "views", whole)
    for stage in STAGES[plan.system]:
        _stage(net, plan, stage, lesson, out, machine, choose_best=choose_best)
    fit_writer(net, lesson, plan)
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
        if not name.startswith(speaks) or (known == words and _fits(own.get(name), value))
    }
    if any(name not in own or own[name].shape != value.shape for name, value in taken.items()):
        raise TrainingError(
            "The run {folder} has another encoder ({architecture}).",
            "Give the same --architecture.",
            folder=folder.name,
            architecture=told["plan"]["shape"]["architecture"],
        )
    net.load_state_dict(own | taken)


def _fits(own: Tensor | None, value: Tensor) -> bool:
    """Whether a weight has a place here: a run with another decoder has other ones."""
    return own is not None and own.shape == value.shape


def is_report_run(folder: Path) -> bool:
    """Whether the folder's ``run.json`` says that it learned from reports."""
    path = folder / "run.json"
    return path.is_file() and strict_json.loads(path.read_text("utf8")).get("kind") == "report"


def _encoder_of(weights: run_folder.State, own: run_folder.State, name: str) -> run_folder.State:
    """The encoder's weights; of networks that answer together, of the first that has such an one."""
    counted = "num_batches_tracked"  # a bundle does not carry it, and nothing reads it
    wanted = {
        key: value.shape
        for key, value in own.items()
        if key.startswith("features.") and not key.endswith(counted)
    }
    for member in members_of(weights) or [weights]:
        found = {key: member[key] for key in wanted if key in member}
        if {key: value.shape for key, value in found.items()} == wanted:
            return found
    raise TrainingError("The model {name} has another encoder.", "Give the same --architecture.", name=name)


def _keep_plan(plan: ReportPlan, words: Vocabulary, out: Path, facts: Mapping[str, Any]) -> None:
    """Write what was asked, or refuse to go on with something else.

    Earlier runs did not say which films they had; what a run file does not say is not compared.
    """
    told = {"schema": 1, "kind": "report", "plan": plan.told(), "words": list(words.words)}
    told = json.loads(json.dumps(told))
    same = {name: facts[name] for name in SAME if name in facts}
    path = out / "run.json"
    if path.is_file():
        before = strict_json.loads(path.read_text("utf8"))
        others = any(before.get(name, value) != value for name, value in same.items())
        if others or {key: before.get(key) for key in told} != told:
            raise TrainingError(
                "The folder {folder} holds a run of another plan, of other films, reports or first weights.",
                "Use another --out.",
                folder=out.name,
            )
        return
    run_folder.write_json(path, {**told, **facts})


def _stage(
    net: ReportNet,
    plan: ReportPlan,
    stage: Stage,
    lesson: Lesson,
    out: Path,
    machine: Machine,
    *,
    choose_best: bool,
) -> None:
    folder = out / f"stage-{stage.value}"
    done = folder / "done.json"
    module = ReportModule(net, plan, stage, lesson.after)
    if stage is Stage.FROZEN and lesson.after:
        module.given_latents, lesson = True, with_latents(net, lesson)
    best, last_one = _keepers(folder)
    if not done.is_file():
        last = folder / "last.ckpt"
        with quiet():
            trainer = _trainer(plan, machine, folder, [best, last_one, History(out / "history.jsonl", stage)])
            trainer.fit(
                module,
                training_loader(lesson.films, plan.batch, plan.seed, tone=plan.tone, stored=lesson.views),
                plain_loader(lesson.held, plan.batch, lesson.held_plain),
                ckpt_path=last if last.is_file() else None,
                weights_only=True,
            )
        if trainer.interrupted:
            raise KeyboardInterrupt
        chooses = choose_best and (stage is not Stage.REPORT or lesson.held.has_reports)
        if choose_best and not chooses:
            log.warning("No validation film has a report: the last epoch of the reports' stage is kept.")
        run_folder.write_json(done, {"best": "best.ckpt" if chooses else "last.ckpt"})
    chosen = folder / strict_json.loads(done.read_text("utf8"))["best"]
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
def latents(net: ReportNet, lesson: Lesson, batch: int = 16) -> Tensor:
    """Latent of every training film as it is, float32 [films, 64]."""
    net.eval()
    parts = plain_loader(lesson.films, batch, lesson.plain)
    return torch.cat([net.encode(part.films, lesson.after) for part in parts])


def fit_writer(net: ReportNet, lesson: Lesson, plan: ReportPlan) -> float:
    """Teach the writer on the finished latents; the rest of the network stays as it is.  Last loss a word."""
    told = (lesson.films.reports != 0).any(axis=1)
    if not told.any() or not plan.writer_rounds:
        return 0.0
    report = torch.from_numpy(lesson.films.reports[told])
    own = latents(net, lesson)[torch.from_numpy(told)]
    for parameter in net.writer.parameters():
        parameter.requires_grad_(True)
    learner = torch.optim.Adam(net.writer.parameters(), lr=3e-3)
    mixer = torch.Generator().manual_seed(plan.seed)
    loss = torch.zeros(())
    net.writer.train()
    for _ in range(plan.writer_rounds):
        for chosen in torch.randperm(len(report), generator=mixer).split(128):  # type: ignore[no-untyped-call]
            noisy = own[chosen] + 0.05 * own.std(dim=0) * torch.randn(own[chosen].shape, generator=mixer)
            said = _without_end(report[chosen])
            loss = word_loss(net.writer(noisy, said), said)
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
    told = strict_json.loads(path.read_text("utf8"))
    state = run_folder.load(folder / BEST)
    net = ReportNet(Shape(**told["plan"]["shape"]))
    try:
        net.load_state_dict(state["weights"])
    except (RuntimeError, KeyError) as error:
        raise TrainingError("{file} does not fit its run.", "Train again.", file=BEST) from error
    return net.eval(), Vocabulary(tuple(state["words"])), told
