"""Several processes that train one network: each takes its share of every batch.

On a busy machine single-threaded processes keep their pace where the threads of one process wait for each
other at every operation.  Several machines: each starts its processes and names the first machine's address.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch import distributed

from training.errors import TrainingError

PATIENCE = timedelta(minutes=60)
"""How long one process waits for the others."""


@dataclass(frozen=True, slots=True)
class Team:
    """This process' place: number ``rank`` of ``size``, on one of ``machines``."""

    rank: int = 0
    size: int = 1
    machines: int = 1

    @property
    def leads(self) -> bool:
        """The first process saves and shows progress, and its figures count."""
        return self.rank == 0

    @property
    def local_size(self) -> int:
        """Processes on this machine."""
        return self.size // self.machines

    def any(self, mine: bool, every: int = 1, turn: int = 0) -> bool:
        """Whether any process says so; asked only at every so many-th turn.

        Raises:
            TrainingError: another process has ended.
        """
        if turn % every:
            return False
        return mine if self.size == 1 else self._agreed(int(mine), distributed.ReduceOp.MAX) > 0

    def told(self, value: int) -> int:
        """What the first process says, in every process."""
        return value if self.size == 1 else self._agreed(value if self.leads else 0, distributed.ReduceOp.SUM)

    def _agreed(self, value: int, how: Any) -> int:
        device = "cuda" if distributed.get_backend() == "nccl" else "cpu"
        said = torch.tensor([value], device=device)
        try:
            distributed.all_reduce(said, how)
        except RuntimeError as error:
            raise TrainingError("One of the training processes has ended.", "Go on with --resume.") from error
        return int(said[0])


@dataclass(frozen=True, slots=True)
class Meeting:
    """How many processes on how many machines, which machine this is, and where the first one listens."""

    processes: int = 1
    machines: int = 1
    machine: int = 0
    address: str = ""
    backend: str = "gloo"

    @property
    def size(self) -> int:
        return self.processes * self.machines


@contextmanager
def gathered(meeting: Meeting, work: Callable[..., None], *arguments: Any) -> Iterator[Team]:
    """Start this machine's further processes, which run ``work(team, *arguments)``, and be the first of them.

    The processes are spawned, so ``work`` is a function of a module.  They end with this one.
    """
    if meeting.size == 1:
        yield Team()
        return
    context = multiprocessing.get_context("spawn")
    first = meeting.machine * meeting.processes
    with TemporaryDirectory() as folder:
        where = f"tcp://{meeting.address}" if meeting.address else (Path(folder) / "meeting").as_uri()
        teams = [Team(first + i, meeting.size, meeting.machines) for i in range(meeting.processes)]
        others = [
            context.Process(target=_join, args=(team, where, meeting.backend, work, arguments), daemon=True)
            for team in teams[1:]
        ]
        for process in others:
            process.start()
        _meet(teams[0], where, meeting.backend)
        try:
            yield teams[0]
        finally:
            distributed.destroy_process_group()
            for process in others:
                process.join(30)
                if process.is_alive():
                    process.terminate()


def _join(
    team: Team, where: str, backend: str, work: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides and tells the others
    _meet(team, where, backend)
    try:
        work(team, *arguments)
    except TrainingError:
        return  # the first process says it
    finally:
        distributed.destroy_process_group()


def _meet(team: Team, where: str, backend: str) -> None:
    try:
        distributed.init_process_group(
            backend, init_method=where, rank=team.rank, world_size=team.size, timeout=PATIENCE
        )
    except (RuntimeError, ValueError) as error:
        raise TrainingError(
            "The training processes could not meet.", "See --meet: HOST:PORT of the first machine."
        ) from error
