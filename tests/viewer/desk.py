"""The real window on real parts, offscreen: a tiny bundle, DICOM films, a store, the decode process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from inference import paths
from inference.dicom.decode_worker import DecodeChild
from inference.model.session import Session
from inference.paths import Paths
from tests.films import make_film
from tests.models import write_bundle
from viewer.app.film_service import FilmReader
from viewer.ui.main.application import Application
from viewer.ui.main.place import Place
from viewer.ui.shell import theme

WAIT_MS = 90_000


def bright_film(folder: Path, name: str, *, bright: float = 0.9, seed: int = 1, **header: Any) -> Path:
    """A film that the tiny model calls a fracture when a large part of it is bright."""
    folder.mkdir(parents=True, exist_ok=True)
    return make_film(folder, stored=picture(bright, seed), bits=12, name=name, **header)


def picture(bright: float, seed: int) -> NDArray[np.int64]:
    """Stored values: the share ``bright`` of the rows near white, the rest dark, a little noise."""
    rng = np.random.default_rng(seed)
    rows, columns = 160, 128
    values = np.full((rows, columns), 300.0)
    values[: int(rows * bright)] = 3800.0
    return np.clip(values + rng.normal(0, 40, values.shape), 0, 4095).astype(np.int64)


def home_with_model(**card: Any) -> Paths:
    """The test's own home with the tiny bundle as a user's model."""
    where = paths.find().make()
    write_bundle(where.user_models / "tiny", **{"bias": 3.0, **card})
    return where


class SharedChild(DecodeChild):
    """One decode process for many sittings: starting it is most of what a short test would wait for."""

    def close(self) -> None:
        """The sitting ends; the process stays for the next one."""

    def end(self) -> None:
        super().close()


class Sitting:
    """One run of the program; closed by :meth:`close` or at the test's end."""

    def __init__(
        self,
        qtbot: QtBot,
        where: Paths,
        files: list[Path],
        size: tuple[int, int] = (1600, 900),
        reader: FilmReader | None = None,
        place: Place | None = None,
    ) -> None:
        self.qtbot, self._closed = qtbot, False
        app = qtbot_app()
        theme.apply(app)
        self.app = Application(where, files, reader=reader, engine=Session, place=place)  # here
        self.app.window.resize(*size)
        self.app.show()
        self.until(lambda: self.app.desk is not None)
        assert self.app.desk is not None
        assert self.app.bench is not None
        assert self.app.services is not None
        self.desk, self.bench, self.s = self.app.desk, self.app.bench, self.app.services
        self.window = self.app.window

    def until(self, done: Callable[[], object]) -> None:
        """Let the program run until ``done``."""
        self.qtbot.waitUntil(lambda: bool(done()), timeout=WAIT_MS)

    def settled(self) -> bool:
        """Whether the film on screen, its answer and its readings are all there."""
        answered = self.bench.given is not None or self.bench.answer_error is not None
        there = not self.bench.is_loading and answered and self.s.readings.loaded
        return there and not self.desk.is_due

    def wait_answer(self) -> None:
        self.until(self.settled)

    def do(self, action: str) -> None:
        """Trigger an action of the table, which must be enabled."""
        self.desk.settle()
        found = self.window.actions_[action]
        assert found.isEnabled(), f"{action} is not enabled"
        found.trigger()
        self.desk.settle()

    def close(self) -> None:
        """End the run; a second call does nothing."""
        if not self._closed:
            self._closed = True
            self.window.close()
            self.window.deleteLater()
            self.app.deleteLater()


def qtbot_app() -> Any:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def copies(source: Path, count: int, folder: Path) -> list[Path]:
    """The same film under several names."""
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy(source, folder / f"copy-{number:05}.dcm")) for number in range(count)]
