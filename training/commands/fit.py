"""``shenton-train fit``."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from inference.preprocess import VERSION
from inference.records import InputSpec
from training import cache, checkpoint
from training.augment import AugmentPlan
from training.data import FilmSet
from training.errors import TrainingError
from training.fit import FitPlan, FitResult, Trainer, fit
from training.limbs import PARTS, read_limbs
from training.losses import LossWeights
from training.net import CELL
from training.team import Team, gathered
from training.truth import KnownFilm, read_truth

log = logging.getLogger(__name__)


def run(args: argparse.Namespace) -> int:
    """Decode what is new, train, say where the weights lie."""
    if args.size % CELL:
        raise TrainingError(f"The size {args.size} is no multiple of {CELL}.", "Use for example 256 or 512.")
    spec = InputSpec(size=args.size, preprocessing=VERSION)
    train, val = film_sets(args, spec)
    _check_folder(args)
    with gathered(args.processes, _help, args, spec) as team:
        trainer = Trainer(plan_of(args), train, val, args.out, team)
        lineage = _begin(trainer, args)
        _write_run_file(trainer, args, *lineage)
        result = fit_with_display(trainer, args.out)
    last = result.history[-1] if result.history else None
    log.info("%s after %d epochs; weights in %s", _state(result), len(result.history), args.out / "best.pt")
    if last:
        log.info("validation: %s", ", ".join(f"{name} {value:.3f}" for name, value in last.items()))
    return 0


def _help(team: Team, args: argparse.Namespace, spec: InputSpec) -> None:
    """What every further process does: the same training on its share of the films."""
    root = args.cache or args.out / "cache"
    data, val = (
        [cache.open_cache(root / f.absolute().name) for f in given or ()] for given in (args.data, args.val)
    )
    limbs = [cache.open_cache(root / _limb_name(args.limbs.folder))] if args.limbs else []
    train, held = _chosen(args, data, val, limbs, spec)
    trainer = Trainer(plan_of(args), train, held, args.out, team)
    _begin(trainer, args)
    fit(trainer)


def _state(result: FitResult) -> str:
    return "Finished" if result.finished else "Stopped and saved (go on with --resume)"


def plan_of(args: argparse.Namespace) -> FitPlan:
    """The options as a plan."""
    usual, share = LossWeights(), args.where
    weights = replace(
        usual,
        hips=share * usual.hips,
        where=share * usual.where,
        finder=share * usual.finder,
        smoothing=args.smoothing,
    )
    return FitPlan(
        architecture=args.architecture,
        epochs=args.epochs,
        batch=args.batch,
        learning_rate=args.lr,
        seed=args.seed,
        device=args.device,
        precision=args.precision,
        weight_decay=args.decay,
        schedule=args.schedule,
        limb_share=args.limbs.share if args.limbs else 0.0,
        parts=0 if args.data else len(PARTS),
        close_size=args.close_size,
        threads=args.threads or (1 if args.processes > 1 else 0),
        max_minutes=args.max_minutes,
        losses=weights,
        augment=AugmentPlan(close=args.close, tone=args.tone),
    )


def film_sets(args: argparse.Namespace, spec: InputSpec) -> tuple[FilmSet, FilmSet]:
    """Training and validation films; without ``--val`` every tenth patient validates."""
    root = args.cache or args.out / "cache"
    data, val = ([_cached(f, root, args.cache_size) for f in given or ()] for given in (args.data, args.val))
    limbs = [_cached_limbs(args.limbs.folder, root, args.cache_size)] if args.limbs else []
    return _chosen(args, data, val, limbs, spec)


def _chosen(
    args: argparse.Namespace,
    data: list[cache.FilmCache],
    val: list[cache.FilmCache],
    limbs: list[cache.FilmCache],
    spec: InputSpec,
) -> tuple[FilmSet, FilmSet]:
    """Training and validation films, hips and limbs; every tenth block of limb films validates."""
    train, held = _split(data, val, spec, close=args.close >= 1)
    limb, held_limbs = _split(limbs, [], spec, close=args.close >= 1)
    picks = train.picks[: args.at_most or None] + limb.picks
    return replace(train, picks=picks), replace(held, picks=held.picks + held_limbs.picks)


def _split(
    data: list[cache.FilmCache], val: list[cache.FilmCache], spec: InputSpec, *, close: bool
) -> tuple[FilmSet, FilmSet]:
    """Training and validation films; close training is validated on close views."""
    train = FilmSet.of(data, spec)
    held = FilmSet.of(val, spec) if val else train.where(lambda e: validates(e.patient))
    rest = train if val else train.where(lambda e: not validates(e.patient))
    return rest, replace(held, close=close)


def validates(patient: str) -> bool:
    """A fixed tenth of the patients, by a hash of the key."""
    return sha256(patient.encode()).digest()[0] < 26


def _cached(folder: Path, root: Path, size: int) -> cache.FilmCache:
    return _decoded(read_truth(folder), folder, root / folder.absolute().name, size)


def _cached_limbs(folder: Path, root: Path, size: int) -> cache.FilmCache:
    return _decoded(read_limbs(folder), folder, root / _limb_name(folder), size)


def _limb_name(folder: Path) -> str:
    """The cache of a folder's limb films; its hip films, if they are ever cached, lie apart."""
    return f"{folder.absolute().name}-limbs"


def _decoded(films: list[KnownFilm], folder: Path, where: Path, size: int) -> cache.FilmCache:
    report = cache.build(films, where, size=size, progress=progress_bar(f"decoding {folder.name}"))
    tell_left_out(report)
    return cache.open_cache(where)


def tell_left_out(report: cache.BuildReport) -> None:
    """Name the films that could not be read, with the reason."""
    for key, reason in report.left_out:
        log.warning("left out %s: %s", key, reason)
    if report.left_out:
        log.warning("%d films were left out.", len(report.left_out))


def progress_bar(title: str) -> Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]:
    """A bar around an iterable of films."""
    from tqdm import tqdm

    def around(films: Iterable[KnownFilm]) -> Iterable[KnownFilm]:
        bar: Iterable[KnownFilm] = tqdm(films, desc=title, unit="film", mininterval=pace(), leave=False)
        return bar

    return around


def pace() -> float:
    """Seconds between updates: a log file needs few."""
    return 0.2 if sys.stderr.isatty() else 20.0


def _check_folder(args: argparse.Namespace) -> None:
    if (args.out / "last.pt").exists() and not args.resume:
        raise TrainingError(f"There is a run in {args.out.name} already.", "Use --resume or another --out.")


def _begin(trainer: Trainer, args: argparse.Namespace) -> tuple[str | None, list[dict[str, float]]]:
    """Fresh, from given weights, or where the run stopped; where the weights come from and their history."""
    if args.resume:
        trainer.restore(checkpoint.load(args.out / "last.pt"))
        before = json.loads((args.out / "run.json").read_text("utf8"))
        return before["init"], before["lineage"]
    if args.init is None:
        return None, []
    from training.weights import load_weights

    weights, lineage = load_weights(args.init), _lineage(args.init)
    last = lineage[-1] if lineage else {}
    if last.get("films") and last.get("close", 0.0) >= 1 > args.close:
        weights["head.weight"] = weights["head.weight"] * head_growth(lineage[-1]["size"], args.size)
    trainer.start_from(weights)
    return str(args.init.absolute()), lineage


def head_growth(close_size: float, size: int) -> float:
    """By how much the head's weights grow on the way from close views to whole films.

    The mean over a film runs over so many more cells; half of that, because a film shows two hips.
    """
    return max(1.0, (size / close_size) ** 2 / 2)


def _write_run_file(
    trainer: Trainer, args: argparse.Namespace, init: str | None, lineage: list[dict[str, float]]
) -> None:
    data = {
        "schema": 1,
        "plan": asdict(trainer.plan),
        "processes": args.processes,
        "input": asdict(trainer.train.spec),
        "data": [str(folder.absolute()) for folder in args.data],
        "val": [str(folder.absolute()) for folder in args.val or ()],
        "cache": str((args.cache or args.out / "cache").absolute()),
        "init": init,
        "lineage": lineage,
        "limbs": str(args.limbs.folder.absolute()) if args.limbs else None,
        "limb_films": int((trainer.parts >= 0).sum()),
        "training_films": int((trainer.parts < 0).sum()),
        "validation_films": len(trainer.val),
    }
    checkpoint.write_json(args.out / "run.json", data)


def stage(told: dict[str, Any], epochs: int) -> dict[str, float]:
    """One line of a model's history: films, epochs, size."""
    close = told["plan"]["augment"].get("close", 0.0)  # earlier runs knew no close views
    return {
        "films": told["training_films"],
        "limbs": told.get("limb_films", 0),
        "epochs": epochs,
        "size": told["input"]["size"],
        "close": close,
    }


def _lineage(source: Path) -> list[dict[str, float]]:
    """What the run that the weights come from had learned, from its beginnings; empty for a bundle."""
    path = source / "run.json"
    if not path.is_file():
        return []
    told = json.loads(path.read_text("utf8"))
    best = checkpoint.load(source / "best.pt")
    return [*told["lineage"], stage(told, round(best["figures"]["epoch"]))]


def fit_with_display(trainer: Trainer, out: Path) -> FitResult:
    """Train with a bar on the terminal and curves for TensorBoard in ``out/tensorboard``."""
    from torch.utils.tensorboard import SummaryWriter
    from tqdm import tqdm

    progress = trainer.progress
    total = trainer.plan.epochs * trainer.batches
    done = progress.epoch * trainer.batches + progress.batch
    with (
        SummaryWriter(str(out / "tensorboard"), purge_step=done) as board,
        tqdm(total=total, initial=done, desc="training", unit="batch", mininterval=pace()) as bar,
    ):

        def on_step(trainer: Trainer, loss: float) -> None:
            bar.update()
            at = trainer.progress.epoch * trainer.batches + trainer.progress.batch
            if at % 10 == 0:
                bar.set_postfix(epoch=trainer.progress.epoch + 1, loss=f"{loss:.3f}", refresh=False)
                board.add_scalar("train/loss", loss, at)
                board.add_scalar("train/rate", trainer.rate(at), at)

        def on_epoch(trainer: Trainer, row: dict[str, float]) -> None:
            for name, value in row.items():
                board.add_scalar(f"epoch/{name}", value, round(row["epoch"]))
            bar.write("  ".join(f"{name} {value:.3f}" for name, value in row.items()), file=sys.stderr)

        return fit(trainer, on_step=on_step, on_epoch=on_epoch)
