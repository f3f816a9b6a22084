"""Reading a file within a bound, and writing one whole or not at all: the one way to put files in place.

A kill, a full disk or a power failure leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inference.errors import ShentonError

PUBLIC: Final = 0o644
PRIVATE: Final = 0o600
"""Readable by its owner only: what holds readings, keys or films."""
STALE_S: Final = 3600.0
"""What lies half-written for so long is of a run that was killed; younger, it may be another window's."""


def read_at_most(path: Path, most: int) -> bytes | None:
    """What a file holds; None where that is more than ``most`` bytes, of which one more is read at most.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


def write_whole(path: Path, data: bytes | str, *, mode: int = PUBLIC) -> None:
    """Put a file of these contents at ``path``; it is on the disk when this returns.

    Args:
        path: an existing file there is replaced; the folder must exist.
        data: text is written as UTF-8, its line ends as they are.
        mode: permission bits of the new file, as far as the system's mask allows.

    Raises:
        OSError: the disk refused; what stood at ``path`` stands there still.
    """
    with replacing(path, mode=mode) as part:
        part.write_bytes(data.encode("utf8") if isinstance(data, str) else data)


@dataclass(frozen=True, slots=True)
class _Look:
    """A file as it was met: its size, when and under which number it was written, a sum of its bytes."""

    size: int
    stamp: tuple[int, int]
    crc: int


class Written:
    """The files that a run has written, looked at again at its end: a drive or a folder may have gone.

    Reports and tables say success only where :meth:`missing` is empty.  A file that was written again since
    (another time or inode) is read again and counts as missing where its bytes are others; one that nobody
    has touched is not, for that would read a whole export back from a slow disk.
    """

    def __init__(self) -> None:
        self._looks: dict[Path, _Look | None] = {}

    def note(self, *paths: Path) -> None:
        """These were written; where one is written anew the last time counts."""
        for path in paths:
            self._looks[path] = _look(path)

    def __contains__(self, path: Path) -> bool:
        """Whether this run wrote it."""
        return path in self._looks

    def missing(self) -> list[Path]:
        """Those that do not lie where they were written any more, or are not as they were."""
        return [path for path, look in self._looks.items() if look is None or not _is_as(path, look)]

    def need_all(self, kind: type[ShentonError]) -> None:
        """Raise ``kind``, which names what is gone, unless everything is there."""
        if gone := [path.name for path in self.missing()]:
            raise kind(
                "Files were written and are not there any more: {names}.",
                "Check the folder and its disk, then do it again.",
                names=gone,
            )


def _look(path: Path) -> _Look | None:
    """A file as it lies there; None where it cannot be read."""
    crc = 0
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            while block := file.read(1 << 20):
                crc = zlib.crc32(block, crc)
    except OSError:
        return None
    return _Look(state.st_size, (state.st_mtime_ns, state.st_ino), crc)


def _is_as(path: Path, look: _Look) -> bool:
    """Whether a file is as it was; its bytes are asked only where it was written again since."""
    try:
        state = path.stat()
    except OSError:
        return False
    if state.st_size != look.size or (state.st_mtime_ns, state.st_ino) == look.stamp:
        return state.st_size == look.size
    now = _look(path)
    return now is not None and (now.size, now.crc) == (look.size, look.crc)


@contextmanager
def replacing(path: Path, *, mode: int = PUBLIC) -> Iterator[Path]:
    """A temporary file beside ``path``, to be filled inside the block and put in place at its end.

    For writers that want a path of their own.  What the block raises leaves ``path`` as it was.

    Raises:
        OSError: the disk refused; what stood at ``path`` stands there still.
    """
    part = _new_part(path, mode)
    try:
        yield part
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def creating(path: Path) -> Iterator[Path]:
    """A new file made whole under another name, owner-only; it gets its own where none is yet.

    It is so never seen half made, and a file of 0 bytes is one that was emptied.  One that another process
    has made meanwhile stays.

    Raises:
        OSError: the folder cannot be written to.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-new-", dir=path.parent)  # with 0o600
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
        _give_name(part, path)
    finally:
        part.unlink(missing_ok=True)


def _give_name(part: Path, path: Path) -> None:
    with suppress(FileExistsError):
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            if not path.exists():
                put_in_place(part, path)
                return
        to_disk(path)
        to_disk(path.parent)


def _new_part(path: Path, mode: int) -> Path:
    """A new file beside ``path`` that no other writer has, in this program or in another one."""
    usual = path.with_name(f".{path.name}.part")
    with suppress(OSError):
        if abs(time.time() - usual.stat().st_mtime) > STALE_S:
            usual.unlink()
    names = (path.with_name(f".{path.name}.{secrets.token_hex(4)}.part") for _try in range(100))
    for part in (usual, *names):
        with suppress(FileExistsError):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
            return part
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(usual))


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished file or folder to its own name; both are on the disk when this returns.

    Raises:
        OSError: the disk refused.
    """
    to_disk(part)
    part.replace(path)
    to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk.

    Raises:
        OSError: it cannot be opened, or the disk refused.
    """
    if os.name == "nt" and path.is_dir():  # Windows has no handle to a folder, and journals its renames
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
