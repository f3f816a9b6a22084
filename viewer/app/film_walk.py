"""A walk through folders in small steps: each is short, so that it can be stopped.  Qt-free."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

CHUNK: Final = 96
CHUNK_SECONDS: Final = 0.1
LOOKED_AT: Final = 192
LOOK_SECONDS: Final = 0.05
"""So many headers one job on the lane reads at most, and for so long; some 2 ms each.
While folders are walked, not before the walk itself took so long: a list is whole in twice its time."""

Header = TypeVar("Header")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one step of a walk found, and how many seconds it took."""

    paths: list[Path]
    finished: bool
    seconds: float = 0.0


def take(found: Iterator[Path]) -> Chunk:
    """At most :data:`CHUNK` paths, and not much longer than :data:`CHUNK_SECONDS`."""
    paths: list[Path] = []
    start = time.monotonic()
    for path in found:
        paths.append(path)
        if len(paths) >= CHUNK or time.monotonic() > start + CHUNK_SECONDS:
            return Chunk(paths, finished=False, seconds=time.monotonic() - start)
    return Chunk(paths, finished=True, seconds=time.monotonic() - start)


def headers(look: Callable[[Path], Header], paths: Sequence[Path]) -> list[Header]:
    """What ``look`` says of the first of these files, for not much longer than :data:`LOOK_SECONDS`."""
    found: list[Header] = []
    until = time.monotonic() + LOOK_SECONDS
    for path in paths:
        found.append(look(path))
        if time.monotonic() > until:
            break
    return found
