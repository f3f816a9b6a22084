"""Twenty films by keyboard: how many keys a film takes, and how soon the next one is there."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.records import Reading, Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.store.store import Store

FILMS = 20
SLACK = 10
"""A promised 50 ms is measured by `make bench` on a quiet machine; here the machine is shared."""
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
NEXT = (Key.Key_Return, Shift)
PLAIN = Qt.KeyboardModifier.NoModifier
AGREE = [NEXT]
NORMAL = [(Key.Key_0, PLAIN), NEXT]
FRACTURE = [(Key.Key_2, PLAIN), (Key.Key_R, PLAIN), NEXT]


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    for number in range(FILMS):
        bright_film(tmp_path, f"{number:02}.dcm", bright=0.02, seed=number, PatientID=str(number))
    made = Sitting(qtbot, home_with_model(), [tmp_path], reader=child)
    made.until(lambda: len(made.s.worklist.entries) == FILMS)
    made.wait_answer()
    yield made
    made.close()


def test_twenty_films_by_keyboard(sitting: Sitting) -> None:
    """Agreeing takes one key, a normal film two, a fracture with its side three; the next is there soon."""
    films = [entry.path for entry in sitting.s.worklist.entries]
    answers = [(AGREE, NORMAL, FRACTURE)[number % 3] for number in range(FILMS)]
    waits: list[float] = []
    for number, keys in enumerate(answers):
        sitting.until(lambda number=number: on_screen(sitting) == films[number] and sitting.settled())
        sitting.until(lambda number=number: ahead_is_read(sitting, films, number))
        sitting.desk.settle()
        for key, held in keys[:-1]:
            QTest.keyClick(sitting.window, key, held)
        sitting.desk.settle()
        begun = time.perf_counter()
        QTest.keyClick(sitting.window, *keys[-1])
        if number + 1 < FILMS:
            sitting.until(lambda number=number: on_screen(sitting) == films[number + 1])
            sitting.desk.view.repaint()
            waits.append((time.perf_counter() - begun) * 1000)
    sitting.until(lambda: len(readings(sitting)) == FILMS)
    found = readings(sitting)
    pixels = [entry.pixels for entry in sitting.s.worklist.entries]
    for number, sha in enumerate(pixels):
        reading = next(one for one in found if one.film_sha256 == sha)
        wanted = (ReaderClass.A2, Side.RIGHT) if number % 3 == 2 else (ReaderClass.NORMAL, Side.NONE)
        assert (reading.ao_class, reading.side) == wanted
    assert [len(keys) for keys in (AGREE, NORMAL, FRACTURE)] == [1, 2, 3]
    assert statistics.median(waits) <= 50 * SLACK


def on_screen(sitting: Sitting) -> Path | None:
    film = sitting.bench.film
    return None if film is None else film.image.film.path


def ahead_is_read(sitting: Sitting, films: list[Path], number: int) -> bool:
    return number + 1 == len(films) or sitting.s.films.kept(films[number + 1]) is not None


def readings(sitting: Sitting) -> list[Reading]:
    with Store(sitting.app._paths.store) as store:
        return store.readings(sitting.s.readings.reader)
