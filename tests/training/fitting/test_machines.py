"""Two machines that train together: each reaches the first one under an address of its own."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from multiprocessing.connection import Connection

import torch
from torch import distributed

from training.fitting.distributed import Meeting, Team, gathered

OTHER_NAME = "localhost" if sys.platform == "darwin" else "127.0.0.2"
"""Another address of the first machine; a Mac knows 127.0.0.1 alone."""


def nothing(_team: Team) -> None:
    """What further processes of a machine would run."""


def second_machine(pipe: Connection, address: str) -> None:
    """The other machine's command: its figures, and what the first one told it."""
    with gathered(Meeting(processes=1, machines=2, machine=1, address=address), nothing) as team:
        total = torch.tensor([2.0])
        distributed.all_reduce(total)
        pipe.send((team.rank, team.leads, team.local_size, team.told(0), team.any(True), float(total[0])))


def test_two_machines_meet_and_share_what_they_compute() -> None:
    with socket.socket() as free:
        free.bind(("0.0.0.0", 0))
        port = free.getsockname()[1]
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    other = context.Process(target=second_machine, args=(theirs, f"{OTHER_NAME}:{port}"))
    other.start()
    try:
        meeting = Meeting(processes=1, machines=2, machine=0, address=f"127.0.0.1:{port}")
        with gathered(meeting, nothing) as team:
            total = torch.tensor([1.0])
            distributed.all_reduce(total)
            said = (team.rank, team.leads, team.told(7), team.any(False), float(total[0]))
            assert ours.poll(120)
            heard = ours.recv()
    finally:
        other.join(60)
        if other.is_alive():
            other.kill()
            other.join()
    assert said == (0, True, 7, True, 3.0)
    assert heard == (1, False, 1, 7, True, 3.0)
    assert other.exitcode == 0
