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
    """What one step of a walk found."""

    paths: list[Path]
    finished: bool


def take(found: Iterator[Path]) -> Chunk:
    """At most :data:`CHUNK` paths, and not much longer than :data:`CHUNK_SECONDS`."""
    paths: list[Path] = []
    until = time.monotonic() + CHUNK_SECONDS
    for path in found:
        paths.append(path)
        if len(paths) >= CHUNK or time.monotonic() > until:
            return Chunk(paths, finished=False)
    return Chunk(paths, finished=True)
