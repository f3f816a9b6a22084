"""What is slow holds up no film: told by the order of events, never by the clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inference.records import FilmImage
from tests.viewer.app.test_services import Shelf, opened
from viewer.app.film_service import FilmService, Preparation
from viewer.app.jobs import JobRunner, Lane
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
