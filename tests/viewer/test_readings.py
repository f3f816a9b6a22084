"""A reader's answer between screen and store: nothing that was entered is lost or given to another reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.records import Side
from tests.stores import film, reading
from viewer.services.jobs import JobRunner
from viewer.services.readings import ReadingService
from viewer.services.storage import StoreService
from viewer.store.store import Store

FILM, OTHER = film("one"), film("two")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shenton.sqlite"


@pytest.fixture
def readings(qtbot: QtBot, path: Path) -> Iterator[ReadingService]:
    jobs = JobRunner()
    store = StoreService(jobs, path)
    store.open()
    made = ReadingService(store, "r-1")
    made.begin(FILM)
    qtbot.waitUntil(lambda: made.loaded)
    yield made
    made.leave()
    store.close()
    jobs.shutdown()


def confirm(readings: ReadingService, qtbot: QtBot, ao_class: ReaderClass) -> None:
    readings.choose_class(ao_class)
    readings.commit()
    qtbot.waitUntil(lambda: not readings.saving)
    assert readings.saved is not None
    assert readings.saved.ao_class is ao_class


def test_what_is_entered_while_an_answer_is_saved_stays(readings: ReadingService, qtbot: QtBot) -> None:
    readings.choose_class(ReaderClass.A2)
    readings.commit()
    readings.edit(comment="seen late")
    qtbot.waitUntil(lambda: readings.saved is not None)
    assert readings.draft.ao_class is ReaderClass.A2
    assert readings.draft.comment == "seen late"
    assert readings.is_changed
    readings.undo()
    assert not readings.is_changed


def test_an_answer_that_was_not_saved_stays_a_draft(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    with Store(path) as another_window:
        another_window.add_reading(reading("one", "B1", "r-1"))
        another_window.add_reading(reading("one", "B2", "r-1"))
    readings.choose_class(ReaderClass.A3)
    with qtbot.waitSignal(readings.failed):
        readings.commit()
    assert readings.draft.ao_class is ReaderClass.A3
    readings.begin(OTHER)
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.ao_class is ReaderClass.A3


def test_a_film_that_was_left_before_its_answer_failed_keeps_it(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    with Store(path) as another_window:
        another_window.add_reading(reading("one", "B1", "r-1"))
        another_window.add_reading(reading("one", "B2", "r-1"))
    readings.choose_class(ReaderClass.A3)
    with qtbot.waitSignal(readings.failed):
        readings.commit()
        readings.begin(OTHER)
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.ao_class is ReaderClass.A3


def test_a_draft_belongs_to_who_made_it(readings: ReadingService, qtbot: QtBot) -> None:
    readings.choose_class(ReaderClass.B2)
    readings.set_reader("r-2")
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.ao_class is None
    readings.set_reader("r-1")
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.ao_class is ReaderClass.B2


def test_undo_takes_back_a_resumed_draft_before_the_saved_answer(
    readings: ReadingService, qtbot: QtBot
) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    readings.edit(side=Side.BOTH)
    readings.begin(OTHER)
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.side is Side.BOTH
    readings.undo()
    assert not readings.is_changed
    assert not readings.saving
