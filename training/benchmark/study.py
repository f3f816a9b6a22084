"""All systems of the two studies on the same films, one row each: what is run, and the table of it.

Every step is a command of ``shenton-train``.  A finished step is not run again, an interrupted one goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from inference import strict_json
from inference.files import write_whole
from training import run_folder
from training.benchmark.table import table
from training.errors import TrainingError

SYSTEMS: Final = {
    "scratch": "DenseNet-121 from random weights",
    "limbs": "DenseNet-121 pretrained on limb films (Cheng 2019)",
    "base": "Inception-v3 without reports (Lee 2020, base)",
    "m1": "Inception-v3, reports first, then classes on the frozen latent (Lee 2020, M1)",
    "m2": "Inception-v3, reports and classes together (Lee 2020, M2)",
}
IMAGENET: Final = {
    "imagenet": "EfficientNet-Lite0 from ImageNet",
    "imagenet-base": "EfficientNet-Lite0 from ImageNet as Lee's encoder, without reports",
    "imagenet-m1": "EfficientNet-Lite0 from ImageNet as Lee's encoder, reports first, then classes",
    "imagenet-m2": "EfficientNet-Lite0 from ImageNet as Lee's encoder, reports and classes together",
}
"""Further rows: the same with weights that have seen more than these films."""
LEE: Final = ("base", "m1", "m2")
STEPS: Final = "steps.json"
TABLE: Final = "study.md"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made and trained: films of each split, what they show, the network's size and epochs.

    The default is for two processors: a fracture line is a few pixels of a whole film at 256 px, and networks
    from random weights did not find it there; on films of one hip at 192 px DenseNet-121 begins to.
    """

    films: tuple[int, int, int] = (2000, 300, 700)
    seeds: tuple[int, int, int] = (11, 12, 13)
    film_size: int = 512
    view: str = "close_hip"
    limb_films: int = 2400
    size: int = 192
    epochs: int = 8
    limb_epochs: int = 4
    report_epochs: int = 6
    cache_size: int = 512
    dense: str = "densenet121"
    inception: str = "inception3-half"
    lite: str = "lite0"
    lite_epochs: tuple[int, int] = (3, 1)  # without and with reports: about as many views, fractures fourfold


QUICK: Final = Scale(
    films=(42, 28, 28),
    limb_films=36,
    size=64,
    epochs=1,
    limb_epochs=1,
    report_epochs=1,
    lite_epochs=(1, 1),
    cache_size=128,
    dense="tiny",
    inception="inception3-tiny",
)


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
    imagenet: bool = False

    @property
    def systems(self) -> dict[str, str]:
        """What each system is, by name, in the order of the rows."""
        return SYSTEMS | (IMAGENET if self.imagenet else {})

    def steps(self) -> list[Step]:
        """Every command, in order."""
        return [step for stage in self.stages() for lane in stage for step in lane]

    def stages(self) -> list[list[list[Step]]]:
        """Stages one after another; the lanes of a stage do not need one another, the steps of a lane do."""
        return [[self._films()], self._trainings(), [[*self._exports(), self._evaluation()]]]

    def _films(self) -> list[Step]:
        scale, made = self.scale, []
        splits = zip(("train", "val", "test"), scale.films, scale.seeds, strict=True)
        for split, count, seed in splits if not self.given else ():
            where = {"train": self.sets.train, "val": self.sets.val, "test": self.sets.test}[split]
            shown = ("--view", scale.view, "--reports")
            made.append(_synth(where, split, count, seed, scale.film_size, *shown))
        if not self.limbs_given:
            limbs = ("--parts", "limb")
            made.append(_synth(self.sets.limbs, "train", scale.limb_films, 14, scale.film_size, *limbs))
        return made

    def _trainings(self) -> list[list[Step]]:
        scale, sets = self.scale, self.sets
        films = ("--data", str(sets.train), "--val", str(sets.val))
        common = (
            *("--cache", str(self.out / "cache"), "--cache-size", str(scale.cache_size)),
            *("--size", str(scale.size), *self.options),
        )
        dense, long = ("--architecture", scale.dense), ("--epochs", str(scale.epochs))
        limbs = ("limbs", "--fracatlas", str(sets.limbs), "--close-size", str(min(192, scale.size)))
        papers = ("--schedule", "plateau", "--decay", "0", "--tone", "0")
        fit = ("fit", *films, *papers, *dense, *long)
        pretrained = ("--init", str(self.out / "pretraining"))
        report = ("report", *films, "--architecture", scale.inception, "--epochs", str(scale.report_epochs))
        further = self._from_imagenet(films, papers, common) if self.imagenet else []
        return [
            [
                self._training("pretraining", *limbs, *dense, "--epochs", str(scale.limb_epochs), *common),
                self._training("limbs", *fit, *pretrained, *common),
            ],
            [self._training("m1", *report, "--system", "m1", *common)],
            [self._training("scratch", *fit, *common)],
            [self._training("m2", *report, "--system", "m2", *common)],
            [self._training("base", *report, "--system", "base", *common)],
            *further,
        ]

    def _from_imagenet(
        self, films: tuple[str, ...], papers: tuple[str, ...], common: tuple[str, ...]
    ) -> list[list[Step]]:
        """As the rows of the papers, with a small encoder that begins with the weights of ImageNet."""
        scale = self.scale
        lite = ("--architecture", scale.lite, "--imagenet")
        common = (*common, "--precision", "fp32")  # depthwise convolutions are slower in bfloat16 here
        fit = ("fit", *films, *papers, *lite, "--epochs", str(scale.lite_epochs[0]))
        report = ("report", *films, *lite, "--epochs", str(scale.lite_epochs[1]))
        return [
            [self._training("imagenet", *fit, *common)],
            *([self._training(f"imagenet-{kind}", *report, "--system", kind, *common)] for kind in LEE),
        ]

    def _training(self, name: str, *command: str) -> Step:
        run = self.out / name
        return Step(name, (*command, "--out", str(run)), run if command[0] != "report" else None)

    def _exports(self) -> list[Step]:
        return [
            Step(f"bundle of {name}", ("export", "--run", str(self.out / name), *self._named(name)))
            for name in self.systems
        ]

    def _named(self, name: str) -> tuple[str, ...]:
        return ("--out", str(self.bundle(name)), "--name", name, *self.options)

    def _evaluation(self) -> Step:
        bundles = [str(self.bundle(name)) for name in self.systems]
        where = ("--out", str(self.out / "report.json"), "--html", str(self.out / "report.html"))
        return Step("evaluation", ("evaluate", "--bundle", *bundles, "--data", str(self.sets.test), *where))

    def bundle(self, name: str) -> Path:
        """Where a system's bundle lies."""
        return self.out / "bundles" / name


def _synth(out: Path, split: str, count: int, seed: int, size: int, *more: str) -> Step:
    numbers = ("--count", str(count), "--seed", str(seed), "--size", str(size))
    return Step(f"films {out.name}", ("synth", "--out", str(out), "--split", split, *numbers, *more))


def run(
    study: Study, command: Callable[[Sequence[str]], int], tell: Callable[[str], None], jobs: int = 1
) -> Path:
    """Run what is not finished; the table's path.

    Args:
        command: runs one command line of ``shenton-train`` and returns its exit status; with more than one
            job it is called from several threads at once.
        jobs: so many trainings that do not need one another run at once.

    Raises:
        TrainingError: a step failed or was interrupted; started again, the study goes on there.
    """
    study.out.mkdir(parents=True, exist_ok=True)
    log = Log(study.out)
    for stage in study.stages():
        _each(lambda lane: _run_lane(lane, study, log, command, tell), stage, jobs)
    path = study.out / TABLE
    names = [step.name for step in study.steps()]
    toy = study.scale.dense == QUICK.dense
    write_whole(path, table(study.out / "report.json", study.systems, log.done, names, jobs, toy=toy))
    return path


def _each(do: Callable[[list[Step]], None], lanes: Sequence[list[Step]], jobs: int) -> None:
    """One after another in this thread, or several at once; after an error no lane is begun."""
    if jobs == 1:
        for lane in lanes:
            do(lane)
        return
    failed = threading.Event()

    def unless_failed(lane: list[Step]) -> None:
        """The worker that failed, not this thread, has to say so: it would take up the next lane first."""
        if failed.is_set():
            return
        try:
            do(lane)
        except BaseException:
            failed.set()
            raise

    with ThreadPoolExecutor(jobs) as pool:
        under_way = [pool.submit(unless_failed, lane) for lane in lanes]
        try:
            for one in as_completed(under_way):
                one.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class Log:
    """What is finished, with its command and minutes, in a file that every step renews."""

    def __init__(self, out: Path) -> None:
        self._path, self._lock, self.done = out / STEPS, threading.Lock(), _done(out)

    def holds(self, name: str, command: list[str]) -> bool:
        """Whether this step was finished by this command."""
        return name in self.done and self.done[name]["command"] == command

    def add(self, name: str, command: list[str], minutes: float) -> None:
        """A step ended well, or (no ``command``) was broken off: its minutes count when it goes on."""
        with self._lock:
            before = self.done.get(name, {"command": None, "minutes": 0.0})
            spent = 0.0 if before["command"] else float(before["minutes"])
            self.done[name] = {"command": command, "minutes": round(spent + minutes, 2)}
            run_folder.write_json(self._path, self.done)


def _run_lane(
    lane: Sequence[Step],
    study: Study,
    log: Log,
    command: Callable[[Sequence[str]], int],
    tell: Callable[[str], None],
) -> None:
    for step in lane:
        told = [plain(word, study.out) for word in step.command]
        if log.holds(step.name, told):
            continue
        tell(f"{step.name}: shenton-train {' '.join(told)}")
        start, ended = time.monotonic(), False
        try:
            _run_step(step, command)
            ended = True
        finally:
            log.add(step.name, told if ended else [], (time.monotonic() - start) / 60)


def _run_step(step: Step, command: Callable[[Sequence[str]], int]) -> None:
    resumed = step.run is not None and (step.run / "last.pt").is_file()
    status = command([*step.command, *(["--resume"] if resumed else [])])
    if status or (step.run is not None and not _finished(step.run)):
        raise TrainingError(
            "The step {step} did not end well.",
            "See above; started again, the study goes on there.",
            step=step.name,
        )


def _finished(run: Path) -> bool:
    """Whether a training reached its last epoch."""
    told = strict_json.loads((run / "run.json").read_text("utf8"))
    progress = run_folder.load(run / "last.pt")["progress"]
    return bool(progress["epoch"] >= told["plan"]["epochs"])


def _done(out: Path) -> dict[str, Any]:
    path = out / STEPS
    try:
        data: dict[str, Any] = strict_json.loads(path.read_text("utf8")) if path.is_file() else {}
    except ValueError as error:
        raise TrainingError("{file} is damaged.", "Use another --out.", file=STEPS) from error
    return data


def plain(word: str, out: Path) -> str:
    """A word of a command as it goes into the table: no path of this machine."""
    path = Path(word)
    if not path.is_absolute():
        return word
    return f"OUT/{path.relative_to(out)}" if path.is_relative_to(out) else path.name
