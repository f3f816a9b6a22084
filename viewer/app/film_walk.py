"""A walk through folders in small steps: each is short, so that it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from inference.messages import NOTHING, Message
from viewer.app.jobs import Job, JobRunner, Lane

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


class FilmWalk:
    """One walk at a time, a step a job, until the folders are through or another list is wanted."""

    def __init__(
        self,
        jobs: JobRunner,
        find_films: Callable[[Iterable[Path]], Iterator[Path]],
        *,
        begun: Callable[[], object],
        found: Callable[[Sequence[Path]], object],
        turned: Callable[[bool], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """What is called: ``begun`` at a walk's first film, ``found`` at each step, ``turned`` on and off."""
        self._jobs = jobs
        self._find_films = find_films
        self._begun = begun
        self._found = found
        self._turned = turned
        self._failed = failed
        self._job: Job | None = None
        self._is_fresh = False  # no film was found yet
        self.is_on = False
        self.seconds = 0.0  # walked since whoever reads this set it back
        self.found_nothing = False  # the last walk came back empty; the list before it stays
        self.left_out: Message = NOTHING  # what the last walk, once at its end, did not look at

    def begin(self, paths: Iterable[Path]) -> None:
        """Walk through these files, folders and DICOMDIRs; a walk before it stops."""
        self.stop()
        self._is_fresh = True
        self.found_nothing = False
        self.left_out = NOTHING
        self._turn(on=True)
        given = list(paths)
        self._step(lambda: iter(self._find_films(given)))

    def stop(self) -> None:
        """Go no further; what was found stays."""
        if self._job is not None:
            self._jobs.step_over(self._job)  # a share that does not answer holds no other list up
            self._job = None
        self._turn(on=False)

    def _turn(self, *, on: bool) -> None:
        if self.is_on != on:
            self.is_on = on
            self._turned(on)

    def _step(self, make: Callable[[], Iterator[Path]]) -> None:
        def work() -> tuple[Iterator[Path], Chunk]:
            found = make()
            return found, take(found)

        self._job = self._jobs.submit(Lane.FILES, work, self.stepped, self._broke_off)

    def stepped(self, result: tuple[Iterator[Path], Chunk]) -> None:
        """What a step found; the next one follows."""
        found, chunk = result
        self.seconds += chunk.seconds
        if chunk.paths and self._is_fresh:
            self._is_fresh = False
            self._begun()
        self._found(chunk.paths)
        if chunk.finished:
            self._job = None
            self.found_nothing = self._is_fresh
            self.left_out = getattr(found, "left_out", NOTHING)
            self._turn(on=False)
        else:
            self._step(lambda: found)

    def _broke_off(self, error: Exception) -> None:
        self._job = None
        self._turn(on=False)
        self._failed(error)


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
