"""Several processes that train one network: each takes its share of every batch, gradients are averaged.

On a busy machine single-threaded processes keep their pace where the threads of one process wait for each
other at every operation.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch import Tensor, distributed, nn

from training.errors import TrainingError

PATIENCE = timedelta(minutes=60)
"""How long one process waits for the others: while the first validates they do nothing."""


@dataclass(frozen=True, slots=True)
class Team:
    """This process' place: number ``rank`` of ``size``."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """The first process validates, saves and shows progress."""
        return self.rank == 0

    def average(self, net: nn.Module, *, stop: bool) -> bool:
        """Average all gradients in place; whether any process asked to stop.

        Raises:
            TrainingError: another process has ended.
        """
        if self.size == 1:
            return stop
        grads = [parameter.grad for parameter in net.parameters() if parameter.grad is not None]
        flat = torch.cat([grad.reshape(-1) for grad in grads] + [torch.tensor([float(stop)])])
        try:
            distributed.all_reduce(flat)
        except RuntimeError as error:
            raise TrainingError("One of the training processes has ended.", "Go on with --resume.") from error
        _spread(flat[:-1] / self.size, grads)
        return bool(flat[-1] > 0)

    def told(self, value: int) -> int:
        """What the first process says, in every process."""
        if self.size == 1:
            return value
        said = torch.tensor([value])
        try:
            distributed.broadcast(said, 0)
        except RuntimeError as error:
            raise TrainingError("One of the training processes has ended.", "Go on with --resume.") from error
        return int(said[0])


def _spread(flat: Tensor, grads: list[Tensor]) -> None:
    """Put the values of one long vector back into the gradients."""
    place = 0
    for grad in grads:
        grad.copy_(flat[place : place + grad.numel()].view_as(grad))
        place += grad.numel()


@contextmanager
def gathered(size: int, work: Callable[..., None], *arguments: Any) -> Iterator[Team]:
    """Start ``size - 1`` processes that run ``work(team, *arguments)`` and be the first of them.

    The processes are spawned, so ``work`` is a function of a module.  They end with this one.
    """
    if size == 1:
        yield Team()
        return
    context = multiprocessing.get_context("spawn")
    with TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        others = [
            context.Process(target=_join, args=(Team(rank, size), meeting, work, arguments), daemon=True)
            for rank in range(1, size)
        ]
        for process in others:
            process.start()
        _meet(Team(0, size), meeting)
        try:
            yield Team(0, size)
        finally:
            distributed.destroy_process_group()
            for process in others:
                process.join(30)
                if process.is_alive():
                    process.terminate()


def _join(team: Team, meeting: Path, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides and tells the others
    _meet(team, meeting)
    try:
        work(team, *arguments)
    except TrainingError:
        return  # the first process says it
    finally:
        distributed.destroy_process_group()


def _meet(team: Team, meeting: Path) -> None:
    distributed.init_process_group(
        "gloo", init_method=meeting.as_uri(), rank=team.rank, world_size=team.size, timeout=PATIENCE
    )
