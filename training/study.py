"""All systems of the two studies on the same films, one row each: what is run, and the table of it.

Every step is a command of ``shenton-train``.  A finished step is not run again, an interrupted one goes on.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from training import checkpoint
from training.errors import TrainingError

SYSTEMS: Final = {
    "scratch": "DenseNet-121 from random weights",
    "limbs": "DenseNet-121 pretrained on limb films (Cheng 2019)",
    "base": "Inception-v3 without reports (Lee 2020, base)",
    "m1": "Inception-v3, reports first, then classes on the frozen latent (Lee 2020, M1)",
    "m2": "Inception-v3, reports and classes together (Lee 2020, M2)",
}
LEVELS: Final = (2, 3, 7)
STEPS: Final = "steps.json"
TABLE: Final = "study.md"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made and trained: films of each split, their size, the network's size and epochs."""

    films: tuple[int, int, int] = (4000, 400, 700)
    seeds: tuple[int, int, int] = (11, 12, 13)
    film_size: int = 640
    limb_films: int = 2400
    size: int = 256
    epochs: int = 12
    cache_size: int = 512
    dense: str = "densenet121"
    inception: str = "inception3"


QUICK: Final = Scale((42, 28, 28), (11, 12, 13), 512, 36, 64, 1, 128, "tiny", "inception3-tiny")


@dataclass(frozen=True, slots=True)
class Sets:
    """Folders of the films: given, or made as the first steps."""

    train: Path
    val: Path
    test: Path
    limbs: Path


@dataclass(frozen=True, slots=True)
class Step:
    """One command; ``run`` is the run folder of a training that an interruption may leave half done."""

    name: str
    command: tuple[str, ...]
    run: Path | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """What a study does in its folder."""

    out: Path
    scale: Scale
    sets: Sets
    given: bool  # the pelvis films are not made by the study
    limbs_given: bool
    options: tuple[str, ...] = field(default=())  # of every training: device, precision, threads

    def steps(self) -> list[Step]:
        """Every command, in order."""
        return [*self._films(), *self._trainings(), *self._exports(), self._evaluation()]

    def _films(self) -> list[Step]:
        scale, made = self.scale, []
        splits = zip(("train", "val", "test"), scale.films, scale.seeds, strict=True)
        for split, count, seed in splits if not self.given else ():
            where = {"train": self.sets.train, "val": self.sets.val, "test": self.sets.test}[split]
            made.append(_synth(where, split, count, seed, scale.film_size, "--reports"))
        if not self.limbs_given:
            limbs = ("--parts", "limb")
            made.append(_synth(self.sets.limbs, "train", scale.limb_films, 14, scale.film_size, *limbs))
        return made

    def _trainings(self) -> list[Step]:
        scale, sets = self.scale, self.sets
        films = ("--data", str(sets.train), "--val", str(sets.val))
        common = (
            *("--cache", str(self.out / "cache"), "--cache-size", str(scale.cache_size)),
            *("--size", str(scale.size), "--epochs", str(scale.epochs), *self.options),
        )
        dense = ("--architecture", scale.dense)
        limbs = ("limbs", "--fracatlas", str(sets.limbs), "--close-size", str(min(192, scale.size)))
        fit = ("fit", *films, "--schedule", "plateau", "--decay", "0", *dense)
        found = [
            self._training("pretraining", *limbs, *dense, *common),
            self._training("scratch", *fit, *common),
            self._training("limbs", *fit, "--init", str(self.out / "pretraining"), *common),
        ]
        report = ("report", *films, "--architecture", scale.inception)
        return found + [
            self._training(name, *report, "--system", name, *common) for name in ("base", "m1", "m2")
        ]

    def _training(self, name: str, *command: str) -> Step:
        run = self.out / name
        return Step(name, (*command, "--out", str(run)), run if command[0] != "report" else None)

    def _exports(self) -> list[Step]:
        return [
            Step(f"bundle of {name}", ("export", "--run", str(self.out / name), *self._named(name)))
            for name in SYSTEMS
        ]

    def _named(self, name: str) -> tuple[str, ...]:
        return ("--out", str(self.bundle(name)), "--name", name, *self.options)

    def _evaluation(self) -> Step:
        bundles = [str(self.bundle(name)) for name in SYSTEMS]
        where = ("--out", str(self.out / "report.json"), "--html", str(self.out / "report.html"))
        return Step("evaluation", ("evaluate", "--bundle", *bundles, "--data", str(self.sets.test), *where))

    def bundle(self, name: str) -> Path:
        """Where a system's bundle lies."""
        return self.out / "bundles" / name


def _synth(out: Path, split: str, count: int, seed: int, size: int, *more: str) -> Step:
    numbers = ("--count", str(count), "--seed", str(seed), "--size", str(size))
    return Step(f"films {out.name}", ("synth", "--out", str(out), "--split", split, *numbers, *more))


def run(study: Study, command: Callable[[Sequence[str]], int], tell: Callable[[str], None]) -> Path:
    """Run what is not finished; the table's path.

    Args:
        command: runs one command line of ``shenton-train`` and returns its exit status.

    Raises:
        TrainingError: a step failed or was interrupted; started again, the study goes on there.
    """
    study.out.mkdir(parents=True, exist_ok=True)
    done = _done(study.out)
    for step in study.steps():
        told = [_plain(word, study.out) for word in step.command]
        if step.name in done and done[step.name]["command"] == told:
            continue
        tell(f"{step.name}: shenton-train {' '.join(told)}")
        minutes = _run_step(step, command)
        before = done.get(step.name, {}).get("minutes", 0.0) if step.run else 0.0
        done[step.name] = {"command": told, "minutes": round(before + minutes, 2)}
        checkpoint.write_json(study.out / STEPS, done)
    path = study.out / TABLE
    path.write_text(table(study, done), "utf8")
    return path


def _run_step(step: Step, command: Callable[[Sequence[str]], int]) -> float:
    """Minutes that it took."""
    resumed = step.run is not None and (step.run / "last.pt").is_file()
    start = time.monotonic()
    status = command([*step.command, *(["--resume"] if resumed else [])])
    if status or (step.run is not None and not _finished(step.run)):
        raise TrainingError(
            f"The step {step.name} did not end well.", "See above; started again, the study goes on there."
        )
    return (time.monotonic() - start) / 60


def _finished(run: Path) -> bool:
    """Whether a training reached its last epoch."""
    told = json.loads((run / "run.json").read_text("utf8"))
    progress = checkpoint.load(run / "last.pt")["progress"]
    return bool(progress["epoch"] >= told["plan"]["epochs"])


def _done(out: Path) -> dict[str, Any]:
    path = out / STEPS
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf8")) if path.is_file() else {}
    except ValueError as error:
        raise TrainingError(f"{STEPS} is damaged.", "Use another --out.") from error
    return data


def _plain(word: str, out: Path) -> str:
    """A word of a command as it goes into the table: no path of this machine."""
    path = Path(word)
    if not path.is_absolute():
        return word
    return f"OUT/{path.relative_to(out)}" if path.is_relative_to(out) else path.name


def table(study: Study, done: dict[str, Any]) -> str:
    """The study as Markdown: systems x levels, then the commands with their minutes."""
    models = json.loads((study.out / "report.json").read_text("utf8"))["models"]
    figures = {
        model["name"]: {item["name"]: item["value"] for item in model["sections"][0]["figures"]}
        for model in models
    }
    section = models[0]["sections"][0]
    heads = [f"{kind}, {level} classes" for level in LEVELS for kind in ("accuracy", "macro F1")]
    lines = ["# Study", "", f"All systems on the same {section['films']} films: {section['name']}.", ""]
    lines += ["| system | " + " | ".join([*heads, "AUC, fracture", "minutes"]) + " |"]
    lines += ["|" + " --- |" * (len(heads) + 3)]
    for name, what in SYSTEMS.items():
        cells = [_number(figures[name].get(head)) for head in (*heads, "AUC, fracture")]
        lines.append(f"| {what} | {' | '.join(cells)} | {_minutes(name, done):.1f} |")
    lines += [
        "",
        f"Processors: {os.cpu_count()}. The limb-pretrained row's minutes hold its pretraining.",
        "",
    ]
    lines += ["| step | minutes | command |", "| --- | --- | --- |"]
    for step in study.steps():
        command = " ".join(done[step.name]["command"])
        lines.append(f"| {step.name} | {done[step.name]['minutes']:.1f} | `shenton-train {command}` |")
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _minutes(name: str, done: dict[str, Any]) -> float:
    own = float(done[name]["minutes"])
    return own + (float(done["pretraining"]["minutes"]) if name == "limbs" else 0.0)
