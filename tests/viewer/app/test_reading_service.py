"""A reader's answer between screen and store: nothing that was entered is lost or given to another reader."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.errors import StoreError
from inference.imaging.measurements import Measure, MeasureKind
from inference.records import Prediction, Side
from tests.stores import film, prediction, reading
from viewer.app.jobs import JobRunner
from viewer.app.measurement_service import MeasureService
from viewer.app.prediction.model_service import Given
from viewer.app.reading.draft import key_of
from viewer.app.reading.service import ReadingService
from viewer.app.reading.stored_reading import EMPTY
from viewer.app.store_service import StoreService, may_pass
from viewer.store.disagreements import ADJUDICATION
from viewer.store.store import Store
from viewer.ui.reading.reading_panel import agree_text
from viewer.ui.reading.saved_words import saved_text

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
    readings.edit(side=Side.RIGHT)
    readings.commit()
    qtbot.waitUntil(lambda: not readings.saving)
    assert readings.saved is not None
    assert readings.saved.ao_class is ao_class


def test_what_is_entered_while_an_answer_is_saved_stays(readings: ReadingService, qtbot: QtBot) -> None:
    readings.choose_class(ReaderClass.A2)
    readings.edit(side=Side.RIGHT)
    readings.commit()
    readings.edit(comment="seen late")
    qtbot.waitUntil(lambda: readings.saved is not None)
    assert readings.draft.ao_class is ReaderClass.A2
    assert readings.draft.comment == "seen late"
    assert readings.is_changed
    readings.undo()
    assert not readings.is_changed


def overtake(path: Path) -> None:
    """Another window answers the same film, so that this one's next answer cannot be filed."""
    with Store(path) as another_window:
        another_window.add_reading(reading("one", "B1", "r-1"))
        another_window.add_reading(reading("one", "B2", "r-1"))


def test_an_answer_that_was_not_saved_stays_a_draft(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    overtake(path)
    readings.choose_class(ReaderClass.A3)
    readings.edit(side=Side.RIGHT)
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
    overtake(path)
    readings.choose_class(ReaderClass.A3)
    readings.edit(side=Side.RIGHT)
    with qtbot.waitSignal(readings.failed):
        readings.commit()
        readings.begin(OTHER)
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.ao_class is ReaderClass.A3


def test_a_draft_belongs_to_who_made_it(readings: ReadingService, qtbot: QtBot) -> None:
    readings.choose_class(ReaderClass.B2)
    readings.edit(side=Side.RIGHT)
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


def test_a_store_that_opens_late_takes_what_was_entered_before(qtbot: QtBot, path: Path) -> None:
    """Its folder is out of reach at the start, as a store is that another program holds."""
    jobs, folder = JobRunner(), path.parent / "data"
    folder.write_text("in the way")
    store = StoreService(jobs, folder / path.name)
    store._again.setInterval(10)
    told: list[Exception] = []
    store.failed.connect(told.append)
    made = ReadingService(store, "r-1")
    store.open()
    qtbot.waitUntil(lambda: store.broken)
    made.begin(FILM)
    made.edit(comment="early")
    qtbot.wait(100)
    assert saved_text(made).startswith("✕")
    folder.unlink()
    qtbot.waitUntil(lambda: made.loaded)
    assert store.usable
    assert made.draft.comment == "early"
    assert saved_text(made) == "Draft, not saved yet"
    assert len([error for error in told if "not open" not in str(error)]) == 1
    confirm(made, qtbot, ReaderClass.A2)
    assert made.saved is not None
    assert made.saved.comment == "early"
    made.leave()
    store.close()
    jobs.shutdown()


def test_only_what_may_pass_is_tried_again(path: Path) -> None:
    Store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError) as busy:
            Store(path, busy_seconds=0.05)
        assert may_pass(busy.value)
    path.write_bytes(b"no store" * 1000)
    with pytest.raises(StoreError) as damaged:
        Store(path)
    assert not may_pass(damaged.value)


def test_a_draft_that_could_not_be_saved_stays_with_its_film(
    readings: ReadingService, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk while the reader goes on to the next film and comes back."""

    def full(*_args: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(Store, "save_draft", full)
        readings.edit(comment="long thought about")
        with qtbot.waitSignal(readings.failed):
            readings.begin(OTHER)
        qtbot.waitUntil(lambda: readings.loaded)
        readings.begin(FILM)
        qtbot.waitUntil(lambda: readings.loaded)
        assert readings.draft.comment == "long thought about"
    readings.leave()
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.draft.comment == "long thought about"
    qtbot.waitUntil(lambda: readings._unsaved.waiting(FILM, "r-1") is None)


def given(answer: Prediction) -> Given:
    """An answer as the model service hands it over."""
    return cast(
        "Given",
        SimpleNamespace(
            answer=answer, is_of=lambda film: film is FILM, pixels=FILM.pixel_sha256,
            model=SimpleNamespace(points=()),
        ),
    )  # fmt: skip


def test_another_pseudonym_has_seen_what_is_on_screen(readings: ReadingService, qtbot: QtBot) -> None:
    """Blind to the answer until the own one is given; then the chair is kept and the name changed."""
    readings.set_blind(on=True)
    readings.set_given(given(prediction()))
    confirm(readings, qtbot, ReaderClass.A1)
    readings.note_seen(answer=True)
    readings.set_reader("r-2")
    qtbot.waitUntil(lambda: readings.loaded)
    confirm(readings, qtbot, ReaderClass.A2)
    assert readings.saved is not None
    assert readings.saved.shown.answer_visible


def test_what_was_on_screen_is_known_in_the_next_run_and_to_the_next_pseudonym(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    """The answer was seen, the name changed, nobody answered; the program ends and begins again, blind."""
    readings.set_given(given(prediction()))
    readings.note_seen(answer=True, heat_map=True)
    readings.set_reader("r-2")
    qtbot.waitUntil(lambda: readings.loaded)
    readings.seen.figures([OTHER.pixel_sha256], "r-1")  # a figure in the worklist, of a film not opened here
    readings.leave()
    with Store(path) as store:
        store.add_film(OTHER)
    readings.seen.figures([OTHER.pixel_sha256], "r-2")
    readings.leave()
    for reader, opened in (("r-1", FILM), ("r-2", FILM), ("r-2", OTHER)):
        again = ReadingService(readings._store, reader)
        again.set_blind(on=True)
        again.begin(opened)
        qtbot.waitUntil(lambda again=again: again.loaded)  # type: ignore[misc]
        again.set_given(given(prediction()))
        assert again.answer_hidden  # it is recorded, and not shown for that
        assert again.seen.knows_answer
        confirm(again, qtbot, ReaderClass.A1)
        assert again.saved is not None
        assert again.saved.shown.answer_visible
        assert again.saved.shown.map_visible is (opened is FILM)
        again.leave()


def test_others_answers_are_known_in_the_next_run(readings: ReadingService, qtbot: QtBot, path: Path) -> None:
    with Store(path) as store:
        for reader, ao_class in (("r-8", "A1"), ("r-9", "B1")):
            store.add_reading(reading("one", ao_class, reader))
    readings.set_adjudicating(on=True)
    qtbot.waitUntil(lambda: len(readings.others) == 2)
    readings.leave()
    again = ReadingService(readings._store, "r-1")
    again.begin(FILM)
    qtbot.waitUntil(lambda: again.loaded)
    again.choose_class(ReaderClass.NORMAL)
    assert again.seen.knows_others
    assert not again.can_commit
    again.leave()


def test_an_answer_is_known_by_itself() -> None:
    first, same, other = prediction(), prediction(), prediction(threshold=0.7)
    assert key_of(first) == key_of(same)
    assert key_of(first) != key_of(other)


def test_settling_needs_a_dispute(readings: ReadingService, qtbot: QtBot, path: Path) -> None:
    with Store(path) as store:
        store.add_reading(reading("one", "A1", "r-8"))
    readings.set_adjudicating(on=True)
    qtbot.waitUntil(lambda: readings.loaded)
    readings.choose_class(ReaderClass.A1)
    readings.edit(side=Side.RIGHT)
    assert not readings.can_commit
    with Store(path) as store:
        store.start_session("r-7", ADJUDICATION)
        with pytest.raises(StoreError, match="nothing to settle"):
            store.add_reading(reading("one", "A1", "r-7"))
        store.add_reading(reading("one", "B1", "r-9"))
    readings.reload()
    qtbot.waitUntil(lambda: readings.can_commit)
    confirm(readings, qtbot, ReaderClass.B1)
    confirm(readings, qtbot, ReaderClass.A1)  # who settled it may correct that


def test_a_store_changed_from_outside_is_said_when_it_opens(qtbot: QtBot, path: Path) -> None:
    Store(path).close()
    path.unlink()
    jobs = JobRunner()
    store = StoreService(jobs, path)
    with qtbot.waitSignal(store.failed) as told:
        store.open()
    assert "another store lies in its place" in str(told.args[0])
    assert store.usable
    store.close()
    jobs.shutdown()


def line(length: float) -> Measure:
    return Measure(MeasureKind.LENGTH, ((0.0, 0.0), (length, 0.0)))


def test_undo_and_redo_go_through_measures_drafts_and_saved_answers_in_their_order(
    readings: ReadingService, qtbot: QtBot
) -> None:
    measures = MeasureService(readings._store, readings)
    readings.begin(OTHER)
    qtbot.waitUntil(lambda: readings.loaded and measures._loaded)

    def state() -> tuple[int, str | None, str | None]:
        saved = readings.saved
        drafted = readings.draft.ao_class
        return len(measures.measures), drafted and str(drafted), saved and str(saved.ao_class)

    def done() -> tuple[int, str | None, str | None]:
        qtbot.waitUntil(lambda: not readings.saving)
        return state()

    measures.add(line(10.0))
    confirm(readings, qtbot, ReaderClass.A1)
    measures.add(line(20.0))
    readings.choose_class(ReaderClass.B1)
    measures.add(line(30.0))
    there = [state()]
    while readings.can_undo:
        readings.undo()
        there.append(done())
    assert there == [
        (3, "B1", "A1"), (2, "B1", "A1"), (2, "A1", "A1"), (1, "A1", "A1"), (1, None, None), (0, None, None),
    ]  # fmt: skip
    back = [state()]
    while readings.can_redo:
        readings.redo()
        back.append(done())
    assert back == there[::-1]
    readings.edit(comment="again")
    assert not readings.can_redo


def test_readings_from_before_are_taken_back_below_the_steps(readings: ReadingService, qtbot: QtBot) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    confirm(readings, qtbot, ReaderClass.B2)
    readings.begin(OTHER)
    readings.begin(FILM)
    qtbot.waitUntil(lambda: readings.loaded)
    found = []
    for step in (readings.undo, readings.undo, readings.redo, readings.redo):
        step()
        qtbot.waitUntil(lambda: not readings.saving)
        found.append(readings.saved and readings.saved.ao_class)
    assert found == [ReaderClass.A1, None, ReaderClass.A1, ReaderClass.B2]
    assert not readings.can_redo


def test_an_answer_that_cannot_be_taken_back_counts_on(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    confirm(readings, qtbot, ReaderClass.A1)
    overtake(path)
    with qtbot.waitSignal(readings.failed):
        readings.undo()
    assert readings.saved is not None
    assert readings.can_undo
    assert not readings.can_redo


def test_a_reading_of_another_file_is_asked_about(readings: ReadingService, qtbot: QtBot) -> None:
    """The same picture under another patient: kept for this file by a stroke, or answered anew."""
    confirm(readings, qtbot, ReaderClass.A1)
    assert not readings.elsewhere
    assert not readings.can_commit
    again = film("one", patient_number="another", sop_uid="1.2.3.99")
    readings.begin(again)
    qtbot.waitUntil(lambda: readings.loaded)
    assert readings.elsewhere
    assert saved_text(readings) == "≠ Of another file"
    assert agree_text(readings).startswith("Keep: A1")
    readings.edit(**EMPTY)
    assert readings.draft.ao_class is None
    readings.undo()
    assert readings.can_commit
    readings.commit()
    qtbot.waitUntil(lambda: not readings.saving)
    assert not readings.elsewhere
    assert not readings.can_commit


def test_measures_made_before_the_store_answered_are_added_to_those_that_it_holds(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    """The lane is held by a backup: the reader measures, a save runs twice, and the film is left."""
    with Store(path) as another_window:
        another_window.add_film(OTHER)
        another_window.notes.save_measures(OTHER.pixel_sha256, "r-1", (line(1.0), line(2.0)))
    store, gate = readings._store, threading.Event()
    measures = MeasureService(store, readings)
    store.tell(lambda _store: gate.wait(60))
    readings.begin(OTHER)
    measures.add(line(3.0))
    measures._save()
    measures.add(line(4.0))
    measures.flush()
    readings.begin(FILM)
    readings.begin(OTHER)
    measures.add(line(5.0))
    gate.set()
    qtbot.waitUntil(lambda: measures._loaded)
    lengths = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert [one.points[1][0] for one in measures.measures] == lengths
    assert measures._timer.isActive()
    measures.flush()
    done: list[None] = []
    store.call(lambda _store: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    with Store(path) as another_window:
        kept = another_window.notes.measures(OTHER.pixel_sha256, "r-1")
    assert [one.points[1][0] for one in kept] == lengths


def test_a_first_answer_does_not_replace_one_that_nobody_here_has_seen(
    readings: ReadingService, qtbot: QtBot, path: Path
) -> None:
    with Store(path) as another_window:
        another_window.add_reading(reading("one", "B2", "r-1"))
    readings.choose_class(ReaderClass.NORMAL)
    with qtbot.waitSignal(readings.failed) as told:
        readings.commit()
    assert "has changed in the meantime" in str(told.args[0])
    qtbot.waitUntil(lambda: readings.saved is not None)
    assert readings.saved is not None
    assert readings.saved.ao_class is ReaderClass.B2  # to be looked at
    assert readings.draft.ao_class is ReaderClass.NORMAL
    readings.commit()
    qtbot.waitUntil(lambda: readings.saved.ao_class is ReaderClass.NORMAL)
    assert [row.ao_class.value for row in readings.history] == ["B2", "normal"]
