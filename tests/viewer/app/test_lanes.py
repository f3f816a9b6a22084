"""What is slow holds up no film: told by the order of events, never by the clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inference.records import FilmImage
from tests.viewer.app.test_services import Shelf, opened
from viewer.app import pacs_client
from viewer.app.film_service import FilmService, Preparation
from viewer.app.jobs import JobRunner, Lane
from viewer.app.pacs_service import PacsService
from viewer.app.settings import Settings
from viewer.app.store_service import StoreService
from viewer.app.study.task import Task
from viewer.app.worklist import Worklist

LIMIT_S = 60.0
Gates = Callable[[], threading.Event]


@pytest.fixture
def gates() -> Iterator[Gates]:
    """Makes gates that are opened at the end, so that no thread outlives its test."""
    made: list[threading.Event] = []

    def make() -> threading.Event:
        made.append(threading.Event())
        return made[-1]

    yield make
    for gate in made:
        gate.set()


@pytest.fixture
def jobs(qtbot: QtBot, gates: Gates) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shutdown()


def prepared(image: FilmImage) -> object:
    return image.pixels.shape


def service(jobs: JobRunner, reader: Shelf, glances: Shelf | None = None) -> FilmService:
    small = Preparation(prepared, lambda _image: np.zeros((2, 2), np.uint8))
    return FilmService(jobs, reader, small, glances=glances)


def test_a_film_is_opened_while_a_folder_is_walked(jobs: JobRunner, qtbot: QtBot, gates: Gates) -> None:
    """A folder of many files on a slow share: the film job begins and ends before the walk does."""
    gate, order = gates(), []

    def slow(_given: Iterable[Path]) -> Iterator[Path]:
        yield from (Path(f"{number}.dcm") for number in range(300))
        gate.wait(LIMIT_S)
        order.append("walked")
        yield Path("last.dcm")

    worklist, films = Worklist(jobs, slow), service(jobs, Shelf())
    films.opened.connect(lambda _film: order.append("film"))
    worklist.open([Path("folder")])
    qtbot.waitUntil(lambda: len(worklist.entries) >= 96)
    films.open(worklist.entries[0].path)
    qtbot.waitUntil(lambda: "film" in order)
    assert order == ["film"]
    assert worklist.scanning
    gate.set()
    qtbot.waitUntil(lambda: not worklist.scanning)
    assert order == ["film", "walked"]
    films.close()


def test_a_share_that_hangs_does_not_hold_up_the_next_list(
    jobs: JobRunner, qtbot: QtBot, gates: Gates
) -> None:
    gate, begun = gates(), threading.Event()

    def hanging(given: Iterable[Path]) -> Iterator[Path]:
        for path in given:
            if path.name == "share":
                begun.set()
                gate.wait(LIMIT_S)
            yield path

    worklist = Worklist(jobs, hanging)
    worklist.open([Path("share")])
    assert begun.wait(LIMIT_S)
    worklist.open([Path("film.dcm")])
    qtbot.waitUntil(lambda: not worklist.scanning)
    assert [entry.path.name for entry in worklist.entries] == ["film.dcm"]
    assert not gate.is_set()


@pytest.mark.parametrize("lane", [lane for lane in Lane if lane is not Lane.FILES])
def test_a_list_is_opened_while_anything_else_works(
    jobs: JobRunner, qtbot: QtBot, gates: Gates, lane: Lane
) -> None:
    gate = gates()
    jobs.submit(lane, lambda: gate.wait(LIMIT_S), lambda _none: None, pytest.fail)
    worklist = Worklist(jobs, iter)
    worklist.open([Path("film.dcm")])
    qtbot.waitUntil(lambda: not worklist.scanning)
    assert len(worklist.entries) == 1
    gate.set()


def test_a_film_is_opened_while_a_study_is_verified(jobs: JobRunner, qtbot: QtBot, gates: Gates) -> None:
    """The statistics' checks, a pack's hashes: a file given to the program is listed and shown meanwhile."""
    gate, ended = gates(), []
    task = Task(jobs, lambda _step: gate.wait(LIMIT_S))
    task.done.connect(ended.append)
    worklist, films = Worklist(jobs, iter), service(jobs, Shelf())
    names = opened(films)
    worklist.added.connect(lambda first, _last: films.open(worklist.entries[first].path))
    worklist.open([Path("film.dcm")])
    qtbot.waitUntil(lambda: names == ["film.dcm"])
    assert not ended
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))
    films.close()


def test_a_film_is_opened_while_small_pictures_are_made(jobs: JobRunner, qtbot: QtBot) -> None:
    films_of, glances = Shelf(), Shelf()
    films = service(jobs, films_of, glances)
    names, pictures = opened(films), []
    films.decoded.connect(lambda film: pictures.append(film.image.film.path.name))
    glances.gate.clear()
    films.glance(Path("slow"))
    qtbot.waitUntil(lambda: glances.read_paths == [Path("slow")])
    films.open(Path("a"))
    films.read_ahead(Path("b"))
    qtbot.waitUntil(lambda: films.kept(Path("b")) is not None)
    assert names == ["a"]
    assert pictures == ["a", "b"]
    films.open(Path("slow"))  # it is being read already
    glances.gate.set()
    qtbot.waitUntil(lambda: names == ["a", "slow"])
    assert Path("slow") not in films_of.read_paths
    assert films.kept(Path("slow")) is not None
    films.close()
    films.release()


def test_what_was_stopped_is_not_let_go_on_by_the_next(
    jobs: JobRunner, qtbot: QtBot, gates: Gates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop, and another request before the old work has looked: sending, searching, a backup."""
    gate, begun, went_on = gates(), gates(), []

    def find(_target: object, name: str, stop: threading.Event) -> str:
        begun.set()
        gate.wait(LIMIT_S)
        went_on.append((name, not stop.is_set()))
        return name

    monkeypatch.setattr(pacs_client, "find", find)
    pacs, done = PacsService(jobs, tmp_path), []
    ask: Any = pacs.find
    ask(None, "first", done.append, pytest.fail)
    assert begun.wait(LIMIT_S)
    pacs.forget()
    ask(None, "second", done.append, pytest.fail)
    ask(None, "third", done.append, pytest.fail)
    gate.set()
    qtbot.waitUntil(lambda: done == ["second", "third"])
    assert went_on == [("first", False), ("second", True), ("third", True)]

    store, errors, backups = StoreService(jobs, tmp_path / "s.sqlite"), [], []
    store.open()
    held = gates()
    store.tell(lambda _store: held.wait(LIMIT_S))
    store.backup(tmp_path / "one.sqlite", backups.append, errors.append)
    store.stop()
    store.backup(tmp_path / "two.sqlite", backups.append, errors.append)
    held.set()
    qtbot.waitUntil(lambda: len(backups) == 1)
    assert [str(error) for error in errors] == ["Stopped; nothing was changed."]
    assert not (tmp_path / "one.sqlite").exists()
    store.close()


def test_a_receiver_that_nobody_wants_any_more_closes_its_port(
    jobs: JobRunner, qtbot: QtBot, gates: Gates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, stopped, ports = gates(), gates(), threading.Event(), []

    def start(*_args: object) -> SimpleNamespace:
        begun.set()
        gate.wait(LIMIT_S)
        return SimpleNamespace(port=11112, stop=stopped.set)

    monkeypatch.setattr(pacs_client, "receiver", start)
    pacs = PacsService(jobs, tmp_path)
    pacs.receive(Settings(), ports.append, pytest.fail)
    assert begun.wait(LIMIT_S)
    pacs.forget()
    gate.set()
    assert stopped.wait(LIMIT_S)
    assert not pacs.receiving
    stopped.clear()
    pacs.receive(Settings(), ports.append, pytest.fail)
    qtbot.waitUntil(lambda: ports == [11112])
    assert pacs.receiving
    assert not stopped.is_set()
    pacs.close()
    assert stopped.is_set()
