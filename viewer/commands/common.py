"""What the commands share: which files, which model, and progress on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from inference import paths as places
from inference.bundle import Bundle
from inference.errors import BundleError, ShentonError


def files_of(given: Iterable[Path]) -> list[Path]:
    """Every file that was named or lies in a named folder, in a stable order, each once.

    A DICOMDIR stands for the films that it lists.  Folders are walked without following links; hidden
    files are left out.  A named file that does not exist stays in the list, so that it gets its line.
    """
    found: dict[str, Path] = {}
    for path in given:
        for file in _walk(path) if path.is_dir() else [path]:
            for film in _films_behind(file):
                found.setdefault(os.path.realpath(film), film)
    return list(found.values())


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_say_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root) / name
            if not name.startswith(".") and file.is_file():
                yield file


def _say_unreadable(error: OSError) -> None:
    print(f"shenton: {error.filename} cannot be looked into: {error.strerror}", file=sys.stderr)


def _films_behind(file: Path) -> Iterable[Path]:
    if file.name.upper() != "DICOMDIR":
        return [file]
    from inference.dicom.listing import find_films

    return list(find_films([file])) or [file]  # one that lists nothing gets its own line


def chosen_bundle(folder: Path | None, home: Path | None) -> Bundle:
    """The bundle named on the command line, else the one in use, else the shipped one."""
    from inference import bundle

    if folder is not None:
        return bundle.load(folder)
    where = places.find(home)
    usable = [b for b in bundle.available(where.user_models, where.shipped_models) if isinstance(b, Bundle)]
    if not usable:
        raise BundleError("No model bundle is installed.", "Name one with --model FOLDER.")
    wanted = _model_in_use(where)
    return next((b for b in usable if b.card.onnx_sha256 == wanted), _shipped_first(usable, where))


def _model_in_use(where: places.Paths) -> str:
    from viewer.services import settings

    return str(settings.read(where.settings).get("model_sha256", ""))


def _shipped_first(usable: list[Bundle], where: places.Paths) -> Bundle:
    shipped = [b for b in usable if b.folder.is_relative_to(where.shipped_models)]
    return (shipped or usable)[0]


class Progress:
    """One line on stderr: how many of how many, and how long still."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done = total, what, 0
        self._start = self._last = time.monotonic()
        self._live = sys.stderr.isatty()

    def step(self) -> None:
        self._done += 1
        now = time.monotonic()
        every = 0.1 if self._live else 10.0
        if now - self._last < every and self._done < self._total:
            return
        self._last = now
        left = (now - self._start) / self._done * (self._total - self._done)
        end = "\r" if self._live and self._done < self._total else "\n"
        print(f"{self._what}: {self._done} of {self._total}, {left:.0f} s left   ", end=end, file=sys.stderr)


def reason(error: ShentonError) -> str:
    """One line for a table or a terminal."""
    return " ".join(str(error).split())
