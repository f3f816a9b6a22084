"""``shenton-train fit``."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from inference import strict_json, unused_options
from inference.model.preprocess import VERSION
from inference.records import InputSpec
from training import run_folder
from training.cli.decoded import cached, cached_limbs, limb_name, pace
from training.cli.lineage import check_first_weights, from_imagenet, lineage_of
from training.cli.options.argument_types import check_size
from training.data import cache
from training.data.augment_geometry import AugmentPlan
from training.data.batches import FilmSet
from training.data.limb_films import PARTS
from training.data.splits import check_apart, holds, may_train, may_validate, trains
from training.device import choose
from training.errors import TrainingError
from training.fitting.distributed import Meeting, Team, gathered
from training.fitting.losses import PART_ALONE, LossWeights
from training.fitting.trainer import FitPlan, FitResult, Trainer, fit
from training.networks import register
from training.networks.densenet import CELL
from training.networks.efficientnet_lite import load_imagenet

FREE: Final = ("epochs", "device", "precision", "threads", "max_minutes", "save_minutes")
"""What may change when a run goes on."""
SAME: Final = ("processes", "input", "films")
SINCE: Final = ("sides_and_boxes",)
"""What must be the same, too, where the run file says it: earlier runs did not."""
log = logging.getLogger(__name__)


def run(args: argparse.Namespace) -> int:
    """Decode what is new, train, say where the weights lie."""
    check_size(args.size, CELL, "256 or 512")
    if learns_part_alone(args):
        unused = {"close": 0.6, "close_size": 192, "where": 1.0, "smoothing": 0.02}
        unused_options.refuse(args, unused, "--part-alone")
    if not args.close:
        unused_options.refuse_without(args, {"near": 0.0}, "--close")
    spec = InputSpec(size=args.size, preprocessing=VERSION)
    _check_places(args)
    check_imagenet(args)
    train, val = film_sets(args, spec)
    if not args.resume:
        check_first_weights(args.init, val.entries())
    with gathered(_meeting(args), _help, args, spec) as team:
        trainer = Trainer(plan_of(args), train, val, args.out, team)
        begun = _begin(trainer, args)
        if team.leads:
            run_folder.write_json(args.out / "run.json", _told(trainer, args, begun))
        result = fit_with_display(trainer, args.out)
    last = result.history[-1] if result.history else None
    best = args.out / "best.pt"
    kept = f"weights in {best}" if best.is_file() else "no epoch is whole yet: go on with --resume"
    log.info("%s after %d epochs; %s", _state(result), len(result.history), kept)
    if last:
        log.info("validation: %s", run_folder.in_words(last, ", "))
    return 0


def check_imagenet(args: argparse.Namespace) -> None:
    """Weights of ImageNet are there for some architectures, and only to begin with.

    Raises:
        TrainingError: another architecture, or weights to begin with are given, too.
    """
    if not args.imagenet:
        return
    there = [name for name in register.names() if register.of_name(name).imagenet]
    if args.architecture not in there or args.init:
        raise TrainingError(
            "Weights of ImageNet are for a fresh network of an architecture that has them.",
            "Use --architecture {names}, without --init.",
            names=" or ".join(there),
        )


def _meeting(args: argparse.Namespace) -> Meeting:
    """Which processes train together.

    Raises:
        TrainingError: several machines without an address.
    """
    if args.machines > 1 and not args.meet:
        raise TrainingError("Several machines need --meet.", "Name HOST:PORT of the first machine, on each.")
    if args.machine >= args.machines:
        raise TrainingError(
            "--machine counts from 0.", "Name a number below {machines}.", machines=args.machines
        )
    backend = "nccl" if choose(args.device).type == "cuda" else "gloo"
    return Meeting(args.processes, args.machines, args.machine, args.meet or "", backend)


def _help(team: Team, args: argparse.Namespace, spec: InputSpec) -> None:
    """What every further process does: the same training on its share of the films."""
    root = args.cache or args.out / "cache"
    data, val = (
        [cache.open_cache(root / f.absolute().name) for f in given or ()] for given in (args.data, args.val)
    )
    limbs = (
        [cache.open_cache(root / limb_name(args.limbs.folder, learns_part_alone(args)))] if args.limbs else []
    )
    train, held = _chosen(args, data, val, limbs, spec)
    trainer = Trainer(plan_of(args), train, held, args.out, team)
    _begin(trainer, args)
    fit(trainer)


def _state(result: FitResult) -> str:
    return "Finished" if result.finished else "Stopped and saved (go on with --resume)"


def plan_of(args: argparse.Namespace) -> FitPlan:
    """The options as a plan."""
    alone = learns_part_alone(args)
    return FitPlan(
        architecture=args.architecture,
        epochs=args.epochs,
        batch=args.batch,
        learning_rate=args.lr,
        seed=args.seed,
        device=args.device,
        precision=args.precision,
        weight_decay=args.decay,
        average=args.average,
        schedule=args.schedule,
        limb_share=args.limbs.share if args.limbs else 0.0,
        parts=0 if args.data else len(PARTS),
        close_size=args.close_size,
        threads=args.threads or (1 if args.processes > 1 else 0),
        max_minutes=args.max_minutes,
        losses=PART_ALONE if alone else _weights(args),
        augment=AugmentPlan(
            close=0.0 if alone else args.close,
            crop=0.0 if alone else AugmentPlan().crop,  # a cut film may show but one of two parts
            tone=args.tone,
            turned=args.turned,
            far=args.far,
            strip=args.strip,
            near=args.near,
        ),
    )


def learns_part_alone(args: argparse.Namespace) -> bool:
    """Whether the command is ``limbs --part-alone``; of ``fit`` it is not."""
    return bool(getattr(args, "part_alone", False))


def _weights(args: argparse.Namespace) -> LossWeights:
    usual, share = LossWeights(), args.where
    return replace(
        usual,
        hips=share * usual.hips,
        where=share * usual.where,
        finder=share * usual.finder,
        smoothing=args.smoothing,
    )


def film_sets(args: argparse.Namespace, spec: InputSpec) -> tuple[FilmSet, FilmSet]:
    """Training and validation films; without ``--val`` every tenth patient validates."""
    root = args.cache or args.out / "cache"
    data, val = ([cached(f, root, args.cache_size) for f in given or ()] for given in (args.data, args.val))
    alone = learns_part_alone(args)
    limbs = [cached_limbs(args.limbs.folder, root, args.cache_size, part_alone=alone)] if args.limbs else []
    return _chosen(args, data, val, limbs, spec)


def _chosen(
    args: argparse.Namespace,
    data: list[cache.FilmCache],
    val: list[cache.FilmCache],
    limbs: list[cache.FilmCache],
    spec: InputSpec,
) -> tuple[FilmSet, FilmSet]:
    """Training and validation films, hips and limbs; every tenth block of limb films validates.

    Close training is validated on close views.
    """
    close = args.close >= 1
    train, held = _split(data, val, spec)
    limb, held_limbs = _split(limbs, [], spec)
    picks = train.at_most(args.at_most).picks + limb.picks
    held = replace(held, close=close, near=args.near if close else 0.0)
    return replace(train, picks=picks), replace(held, picks=held.picks + held_limbs.picks)


def _split(
    data: list[cache.FilmCache], val: list[cache.FilmCache], spec: InputSpec
) -> tuple[FilmSet, FilmSet]:
    """Training and validation films.

    Raises:
        TrainingError: a patient is in both.
    """
    films = FilmSet.of(data, spec)
    train, held = films.where(trains), FilmSet.of(val, spec) if val else films.where(holds)
    if val:
        train, held = films.where(may_train), held.where(may_validate)
        check_apart(train.entries(), held.entries())
    return train, held


def _check_places(args: argparse.Namespace) -> None:
    """Refuse what the folders tell before any film is decoded."""
    if args.resume:
        _before(args.out)
    if args.init is not None and not args.init.exists():
        raise TrainingError(
            "There is no {init} to begin with.", "Name a run or a bundle.", init=args.init.absolute().name
        )
    if (args.out / "last.pt").exists() and not args.resume:
        raise TrainingError(
            "There is a run in {folder} already.", "Use --resume or another --out.", folder=args.out.name
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a run's first weights come from (None: nowhere, or ImageNet), and what they had learned."""

    init: str | None = None
    lineage: list[dict[str, float]] = field(default_factory=list)
    imagenet: bool = False


def _begin(trainer: Trainer, args: argparse.Namespace) -> Begun:
    """Fresh, from given weights, or where the run stopped."""
    if args.resume:
        before = _before(args.out)
        trainer.resume(args.out / "last.pt")
        begun = Begun(before["init"], before["lineage"], before.get("imagenet", False))
        _check_same(before, _told(trainer, args, begun), _other_beginning(args, begun))
        return begun
    if args.init is None:
        if args.imagenet:
            load_imagenet(trainer.net.get_submodule("features"))
        return Begun(imagenet=args.imagenet)
    from training.networks.weights import load_weights

    lineage, weights = lineage_of(args.init), load_weights(args.init)
    last = lineage[-1] if lineage else {}
    if last.get("films") and last.get("close", 0.0) >= 1 > args.close:
        weights["head.weight"] = weights["head.weight"] * head_growth(lineage[-1]["size"], args.size)
    trainer.start_from(weights)
    return Begun(str(args.init.absolute()), lineage, from_imagenet(args.init))


def _other_beginning(args: argparse.Namespace, begun: Begun) -> list[str]:
    """Options that ask a run that goes on for another beginning than it had; it need not be named again."""
    names = ["init"] if args.init is not None and str(args.init.absolute()) != begun.init else []
    return [*names, "imagenet"] if args.imagenet and not begun.imagenet else names


def _before(out: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = strict_json.loads((out / "run.json").read_text("utf8"))
    except FileNotFoundError as error:
        raise TrainingError(
            "There is no run in {folder} to go on with.", "Leave out --resume.", folder=out.name
        ) from error
    except (OSError, ValueError) as error:
        raise TrainingError(
            "The run.json of {folder} is damaged.", "Start again with --init.", folder=out.name
        ) from error
    return data


def _check_same(before: dict[str, Any], now: dict[str, Any], further: Iterable[str] = ()) -> None:
    """A run goes on with the films and the plan that it began with; only how long and where may change.

    ``further``: what differs beside.

    Raises:
        TrainingError: names what differs.
    """
    begun, plan = _whole_plan(before["plan"]), now["plan"]
    names = [name for name in plan if name not in FREE and begun.get(name) != plan[name]]
    names += [name for name in SAME if before.get(name) != now[name]]
    names += [name for name in SINCE if before.get(name, now[name]) != now[name]]
    names += further
    if names:
        what = ", ".join(name.replace("_", " ") for name in names)
        raise TrainingError(
            "The run began with something else: {what}.",
            "Give what it began with, or another --out.",
            what=what,
        )


def _whole_plan(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan as an earlier version wrote it; options that came later stood at what is usual today."""
    usual = asdict(FitPlan())
    return {
        name: value | plan.get(name, {}) if isinstance(value, dict) else plan.get(name, value)
        for name, value in usual.items()
    }


def head_growth(close_size: float, size: int) -> float:
    """By how much the head's weights grow on the way from close views to whole films.

    The mean over a film runs over so many more cells; half of that, because a film shows two hips.
    """
    return max(1.0, (size / close_size) ** 2 / 2)


def _told(trainer: Trainer, args: argparse.Namespace, begun: Begun) -> dict[str, Any]:
    """What the run file says; ``films`` stands for all films of the run, their classes and pixels."""
    data = {
        "schema": 2,
        "plan": asdict(trainer.plan),
        "processes": args.processes * args.machines,
        "input": asdict(trainer.train.spec),
        "data": [str(folder.absolute()) for folder in args.data],
        "val": [str(folder.absolute()) for folder in args.val or ()],
        "cache": str((args.cache or args.out / "cache").absolute()),
        "init": begun.init,
        "lineage": begun.lineage,
        "imagenet": begun.imagenet,
        "limbs": str(args.limbs.folder.absolute()) if args.limbs else None,
        "limbs_generated": any(entry.meta.get("generated") for entry in trainer.train.entries()),
        "limb_films": int((trainer.parts >= 0).sum()),
        "training_films": int((trainer.parts < 0).sum()),
        "validation_films": len(trainer.val),
    }
    data["films"] = _digest(trainer.train), _digest(trainer.val)
    data["sides_and_boxes"] = _shown(trainer.train), _shown(trainer.val)
    told: dict[str, Any] = json.loads(json.dumps(data))  # as it is read again
    return told


def _digest(films: FilmSet) -> str:
    named = (f"{item.key} {item.ao_class} {item.patient} {item.pixel_sha256}" for item in films.entries())
    return sha256("\n".join(named).encode()).hexdigest()


def _shown(films: FilmSet) -> str:
    """Stands for where the films' fractures and landmarks are said to lie."""
    named = (f"{item.side} {item.boxes} {sorted(item.points.items())}" for item in films.entries())
    return sha256("\n".join(named).encode()).hexdigest()


def fit_with_display(trainer: Trainer, out: Path) -> FitResult:
    """Train with a bar on the terminal and curves for TensorBoard in ``out/tensorboard``."""

    def on_epoch(trainer: Trainer, row: dict[str, float]) -> None:
        log.info("%s", run_folder.in_words(row))

    return fit(trainer, on_epoch=on_epoch, board=out / "tensorboard", bar=pace())
