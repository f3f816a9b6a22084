"""A walk through folders in small steps: each is short, so that it can be stopped.  Qt-free."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHUNK: Final = 96
CHUNK_SECONDS: Final = 0.1


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
