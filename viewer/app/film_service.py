"""Opening films: the one on screen first, the next read ahead, everything else when there is time."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from inference.records import FilmImage
from viewer.app.jobs import Job, JobRunner, Lane

log = logging.getLogger(__name__)
KEEP_FILMS: Final = 4
KEEP_BYTES: Final = 160 << 20
PATIENCE_MS: Final = 1500
"""A film read ahead that takes longer is given up when another one is wanted on screen."""
UNUSED_MS: Final = 30_000
"""The process that makes small pictures ends when there were none to make for so long."""


class FilmReader(Protocol):
    """What reads films: :class:`inference.dicom.decode_worker.DecodeChild`."""

    def warm(self) -> None: ...

    def read(self, path: Path) -> FilmImage: ...

    def cancel(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class OpenFilm:
    """A film ready to be shown: pixels, what the view prepared from them, a small picture (uint8)."""

    image: FilmImage
    prepared: object
    thumb: NDArray[np.uint8]

    @property
    def nbytes(self) -> int:
        return int(self.image.pixels.nbytes * 4 // 3)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the lane does with the pixels, given by the composition root."""

    prepare: Callable[[FilmImage], object]
    thumbnail: Callable[[FilmImage], NDArray[np.uint8]]


class FilmService(QObject):
    """Reads in the order in which films are wanted now, not in which they were asked for.

    Args:
        reader: reads what is wanted on screen, and ahead of it, one film at a time.
        glances: reads for the small pictures of the list, so that none of them holds up the film on screen;
            without it ``reader`` does that, too.
    """

    loading = Signal(object)  # Path of the film wanted on screen
    opened = Signal(object)  # OpenFilm wanted on screen, whole
    failed = Signal(object, object)  # Path wanted on screen, Exception
    decoded = Signal(object)  # every OpenFilm
    refused = Signal(object, object)  # every Path that was refused, Exception
    idle = Signal()

    def __init__(
        self,
        jobs: JobRunner,
        reader: FilmReader,
        preparation: Preparation,
        parent: QObject | None = None,
        *,
        glances: FilmReader | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._reader, self._preparation = jobs, reader, preparation
        self._glancer, self._shares = glances or reader, glances is None
        self._kept: OrderedDict[Path, OpenFilm] = OrderedDict()
        self._current: Path | None = None
        self._shown: Path | None = None
        self._later: list[Path] = []
        self._glances: list[Path] = []
        self._running: tuple[Path, Job] | None = None
        self._glancing: tuple[Path, Job] | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._give_up_on_other)
        self._unused = QTimer(self, singleShot=True, interval=UNUSED_MS)
        self._unused.timeout.connect(self._rest_glancer)

    def warm(self) -> None:
        """Start the decode process before the first film is asked for."""
        self._jobs.submit(Lane.DECODE, self._reader.warm, lambda _none: None, self._warm_failed)

    def _warm_failed(self, error: Exception) -> None:
        log.warning("the decode process did not start: %s", type(error).__name__)

    def open(self, path: Path) -> None:
        """Show this film; whatever was wanted before is not any more."""
        self._current, self._later, self._glances = path, [], []
        if path in self._kept:
            self._kept.move_to_end(path)
            self._show(self._kept[path])
        else:
            self._shown = None
            self.loading.emit(path)
        if self._in_the_way() is not None:
            self._patience.start()
        self._pump()

    def _in_the_way(self) -> Job | None:
        """What the film wanted on screen would have to wait for."""
        slots = (self._running, self._glancing if self._shares else None)
        return next((slot[1] for slot in slots if slot is not None and slot[0] != self._current), None)

    def again(self) -> None:
        """Read the film wanted on screen anew: its file, or the way to it, may have been put right."""
        path = self._current
        if path is not None and not (self._running is not None and self._running[0] == path):
            self._kept.pop(path, None)
            self.open(path)

    def forget(self) -> None:
        """Read every film anew when it is asked for next: its file may have been replaced meanwhile."""
        self._kept, self._later, self._glances = OrderedDict(), [], []

    def read_ahead(self, *paths: Path) -> None:
        """Read these when nothing more urgent is left."""
        self._later += [path for path in paths if path not in self._kept and path not in self._later]
        self._pump()

    def glance(self, path: Path) -> None:
        """Read a film last of all, for its small picture and its answer; what was read ahead stays kept."""
        if path not in self._glances:
            self._glances.append(path)
            self._pump()

    def kept(self, path: Path) -> OpenFilm | None:
        """The film, when it is in memory."""
        return self._kept.get(path)

    @property
    def is_idle(self) -> bool:
        return self._running is None and self._glancing is None

    @property
    def current(self) -> Path | None:
        return self._current

    def _next(self) -> Path | None:
        """The film to be read now; not one that is looked at already."""
        wanted = self._current not in (None, self._shown) and self._current not in self._kept
        following = self._current if wanted else next(iter(self._later), None)
        held = self._glancing is not None and (self._shares or self._glancing[0] == following)
        return None if held or self._running is not None else following

    def _pump(self) -> None:
        if self._jobs.closed:
            return
        following = self._next()
        if following is not None:
            self._later = [path for path in self._later if path != following]
            job = self._submit(Lane.DECODE, self._reader, following, self._done, self._error)
            self._running = (following, job)
        elif self.is_idle and self._glances:
            path = self._glances.pop(0)
            lane = Lane.DECODE if self._shares else Lane.GLANCE
            job = self._submit(lane, self._glancer, path, self._glanced, self._not_glanced)
            self._glancing = (path, job)
        elif self.is_idle:
            self._unused.start()
            self.idle.emit()

    def _submit(
        self,
        lane: Lane,
        reader: FilmReader,
        path: Path,
        done: Callable[[Path, OpenFilm], None],
        failed: Callable[[Path, Exception], None],
    ) -> Job:
        return self._jobs.submit(
            lane,
            lambda: self._read(reader, path),
            lambda film: done(path, film),
            lambda error: failed(path, error),
        )

    def _read(self, reader: FilmReader, path: Path) -> OpenFilm:
        """In a lane: the child decodes, then this thread reduces (OpenCV releases the lock)."""
        image = reader.read(path)
        return OpenFilm(image, self._preparation.prepare(image), self._preparation.thumbnail(image))

    def _done(self, path: Path, film: OpenFilm) -> None:
        self._running = None
        self._keep(path, film)
        self._settle(path, film)

    def _glanced(self, path: Path, film: OpenFilm) -> None:
        self._glancing = None
        if path == self._current or path in self._later:  # wanted meanwhile
            self._later = [other for other in self._later if other != path]
            self._keep(path, film)
        self._settle(path, film)

    def _settle(self, path: Path, film: OpenFilm) -> None:
        if path == self._current:
            self._patience.stop()
            if path != self._shown:
                self._show(film)
        self.decoded.emit(film)
        self._pump()

    def _error(self, path: Path, error: Exception) -> None:
        self._running = None
        self._refuse(path, error)

    def _not_glanced(self, path: Path, error: Exception) -> None:
        self._glancing = None
        self._refuse(path, error)

    def _refuse(self, path: Path, error: Exception) -> None:
        if path == self._current:
            self._patience.stop()
            self._shown = path
            self.failed.emit(path, error)
        self.refused.emit(path, error)
        self._pump()

    def _show(self, film: OpenFilm) -> None:
        self._shown = self._current
        self.opened.emit(film)

    def _keep(self, path: Path, film: OpenFilm) -> None:
        self._kept[path] = film
        self._kept.move_to_end(path)
        while len(self._kept) > KEEP_FILMS or sum(kept.nbytes for kept in self._kept.values()) > KEEP_BYTES:
            oldest = next(iter(self._kept))
            if oldest == self._current:
                self._kept.move_to_end(oldest)
                oldest = next(iter(self._kept))
            if oldest == self._current:
                return
            del self._kept[oldest]

    def _give_up_on_other(self) -> None:
        job = self._in_the_way()
        if job is None:
            return
        job.cancel()
        if self._running is not None and self._running[1] is job:
            self._running = None
        else:
            self._glancing = None
        self._reader.cancel()
        self._pump()

    def _rest_glancer(self) -> None:
        """The memory of a process for nothing to do; the next small picture starts another."""
        if not self._shares and self.is_idle and not self._jobs.closed:
            self._jobs.submit(Lane.GLANCE, self._glancer.close, lambda _none: None, self._warm_failed)

    def close(self) -> None:
        """Stop the decode processes; call before the lanes are shut down."""
        self._patience.stop()
        self._unused.stop()
        for slot in (self._running, self._glancing):
            if slot is not None:
                slot[1].cancel()
        self._reader.cancel()
        self._glancer.cancel()
        self._later, self._glances, self._kept = [], [], OrderedDict()

    def release(self, stuck: Container[Lane] = ()) -> None:
        """End the decode processes for good; call after the lanes were shut down, but for ``stuck`` ones."""
        if Lane.DECODE not in stuck:
            self._reader.close()
        if not self._shares and Lane.GLANCE not in stuck:
            self._glancer.close()
