"""Lee 2020's systems and decoders under one plan, at several numbers of films and seeds: runs, and the table.

Every run is a command of ``shenton-train report``; a finished one is not run again.  Systems are compared on
the same test films: figures are means over the seeds, differences are to base with the same seeds, intervals
a bootstrap over patients that is one for all rows.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from inference.files import write_whole
from training.benchmark.answered import Answered, Rows
from training.benchmark.study import Log, plain
from training.errors import TrainingError

LSTM: Final = {"half": ("0.5", "half of the words hidden"), "none": ("1", "no word told")}
TAUGHT: Final = {"m1": "M1", "m2": "M2"}
BASE: Final = "base"
TABLE: Final = "reports.md"


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: its words, and the options of ``report`` that make it."""

    words: str
    options: tuple[str, ...]


def _kinds() -> dict[str, Kind]:
    found = {BASE: Kind(BASE, ("--system", BASE))}
    for system, name in TAUGHT.items():
        own = ("--system", system)
        found[system] = Kind(f"{name}, LSTM as printed", own)
        for key, (hidden, words) in LSTM.items():
            found[f"{system}-{key}"] = Kind(f"{name}, {words}", (*own, "--hide-words", hidden))
        found[f"{system}-bag"] = Kind(f"{name}, bag of words", (*own, "--decoder", "bag"))
    return found


KINDS: Final = _kinds()
"""Every row by name, in the order of the table."""


@dataclass(frozen=True, slots=True)
class ReportStudy:
    """What is compared, in one folder.

    Attributes:
        films: options of ``report`` that name the films of the comparison by size (``--data`` ...).
        crossed: those that name the films of the cross-validation; empty: none.
        sizes: numbers of training films; 0 are all.
        plan: further options of every training.
    """

    out: Path
    films: tuple[str, ...]
    crossed: tuple[str, ...] = ()
    sizes: tuple[int, ...] = (0,)
    seeds: tuple[int, ...] = (1, 2, 3)
    kinds: tuple[str, ...] = tuple(KINDS)
    folds: int = 5
    plan: tuple[str, ...] = ()

    def steps(self) -> dict[str, list[str]]:
        """Command of each run by the name of its folder: small sizes first, each seed's rows together."""
        found = {}
        for size in self.sizes:
            for seed in self.seeds:
                for kind in self.kinds:
                    name = run_name(kind, size=size, seed=seed)
                    more = (*self.films, "--at-most", str(size), "--seed", str(seed))
                    found[name] = self._command(kind, name, more)
        for kind in self.kinds if self.crossed else ():
            name = folds_name(kind)
            more = (*self.crossed, "--folds", str(self.folds), "--seed", str(self.seeds[0]))
            found[name] = self._command(kind, name, more)
        return found

    def _command(self, kind: str, name: str, more: Sequence[str]) -> list[str]:
        own = ("--cache", str(self.out / "cache"), "--writer-rounds", "0", "--out", str(self.out / name))
        return ["report", *more, *KINDS[kind].options, *self.plan, *own]


def run_name(kind: str, /, *, size: int, seed: int) -> str:
    """Folder of one training."""
    return f"{kind}-{size or 'all'}-{seed}"


def folds_name(kind: str) -> str:
    """Folder of one cross-validation."""
    return f"{kind}-folds"


def run(
    study: ReportStudy, command: Callable[[Sequence[str]], int], tell: Callable[[str], None], rounds: int
) -> Path:
    """Run what is not finished, then write the table; its path.

    Raises:
        TrainingError: a run failed or was interrupted; started again, the study goes on there.
    """
    study.out.mkdir(parents=True, exist_ok=True)
    log = Log(study.out)
    for name, words in study.steps().items():
        told = [plain(word, study.out) for word in words]
        if not log.holds(name, told):
            tell(f"{name}: shenton-train {' '.join(told)}")
            _one(name, words, told, log, command)
            _tidy(study.out / name)
    return write_table(study, rounds)


def write_table(study: ReportStudy, rounds: int) -> Path:
    """The table of what is finished by now; its path."""
    path = study.out / TABLE
    write_whole(path, table(study, Log(study.out), rounds))
    return path


def _one(
    name: str, words: list[str], told: list[str], log: Log, command: Callable[[Sequence[str]], int]
) -> None:
    start, ended = time.process_time(), False
    try:
        if command(words):
            raise TrainingError(
                "The step {step} did not end well.",
                "See above; started again, the study goes on there.",
                step=name,
            )
        ended = True
    finally:
        log.add(name, told if ended else [], (time.process_time() - start) / 60)


def _tidy(folder: Path) -> None:
    """What only a run that goes on would need: a comparison has many runs."""
    for stage in [*folder.glob("stage-*"), *folder.glob("fold-*/stage-*")]:
        shutil.rmtree(stage, ignore_errors=True)


def table(study: ReportStudy, log: Log, rounds: int) -> str:
    """Markdown of all that is finished: a table a size, one of the cross-validation, an example command."""
    done = {name for name, words in study.steps().items() if log.holds(name, _told(words, study.out))}
    lines = ["# Reports", ""]
    for size in study.sizes:
        found = {
            kind: {
                seed: Answered.read(study.out / run_name(kind, size=size, seed=seed) / "test.json")
                for seed in study.seeds
                if run_name(kind, size=size, seed=seed) in done
            }
            for kind in study.kinds
        }
        lines += _part(f"{size or 'All'} training films", found, log, partial(run_name, size=size), rounds)
    crossed = {
        kind: {study.seeds[0]: Answered.read(*(study.out / folds_name(kind)).glob("fold-*/answers.json"))}
        for kind in study.kinds
        if folds_name(kind) in done
    }
    lines += _part(f"Cross-validation, {study.folds} folds by patient", crossed, log, _of_folds, rounds)
    lines += [f"`shenton-train {' '.join(log.done[name]['command'])}`" for name in sorted(done)[:1]]
    return "\n".join(lines) + "\n"


def _of_folds(kind: str, /, *, seed: int) -> str:
    """Cross-validation has one seed."""
    return folds_name(kind)


class Named(Protocol):
    """Gives the folder of a run by what it is of."""

    def __call__(self, kind: str, /, *, seed: int) -> str: ...


def _part(
    title: str,
    found: dict[str, dict[int, Answered]],
    log: Log,
    named: Named,
    rounds: int,
) -> list[str]:
    """A heading and its rows; nothing where no run is finished."""
    found = {kind: seeds for kind, seeds in found.items() if seeds}
    if not found:
        return []
    minutes = {
        KINDS[kind].words: float(np.mean([log.done[named(kind, seed=seed)]["minutes"] for seed in seeds]))
        for kind, seeds in found.items()
    }
    rows = Rows.of({KINDS[kind].words: seeds for kind, seeds in found.items()}, rounds)
    return [f"## {title}", "", rows.said(), "", *rows.lines(BASE, minutes), ""]


def _told(words: Sequence[str], out: Path) -> list[str]:
    return [plain(word, out) for word in words]
