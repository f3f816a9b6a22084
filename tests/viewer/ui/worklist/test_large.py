"""A folder of ten thousand films: the window never waits for it."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inference.dicom.listing import Listed
from viewer.app.film_walk import LOOK_SECONDS, Chunk
from viewer.app.jobs import JobRunner
from viewer.app.worklist import Worklist
from viewer.app.worklist_entry import Entry
from viewer.app.worklist_identity import Priors
from viewer.ui.worklist.grouping import STEP, Lines, Order, arranging
from viewer.ui.worklist.worklist_model import GROUPED_ROLE, WorklistModel
from viewer.ui.worklist.worklist_panel import WorklistPanel

COUNT = 10_000
SLACK = 4  # caches are cold on a busy machine; a frame is 16 ms on a quiet one


def many(_given: Iterable[Path]) -> Iterator[Path]:
    return (Path(f"/films/film-{number:05}.dcm") for number in range(COUNT))


def header(path: Path) -> Listed:
    """Two thousand patients with five films each, in three studies."""
    number = int(path.stem[-5:])
    return Listed(
        patient_name=f"Patient {number % 2000}",
        patient_number=str(number % 2000),
        study_uid=f"{number % 2000}.{number % 3}",
        study_date=f"20{10 + number % 3}0101",
    )


def test_ten_thousand_films(qtbot: QtBot) -> None:
    jobs = JobRunner()
    host, worklist, panel = QWidget(), Worklist(jobs, many, header), WorklistPanel()
    qtbot.addWidget(host)
    panel.setParent(host)
    panel.attach(worklist)
    panel.resize(260, 900)
    host.resize(260, 900)
    host.show()
    try:
        worklist.open([Path("/films")])
        qtbot.waitUntil(lambda: not worklist.scanning, timeout=120_000)
        assert len(worklist.entries) == COUNT
        qtbot.waitUntil(lambda: worklist.all_listed, timeout=120_000)
        panel._listed()
        assert panel._model is not None
        model = panel._model
        qtbot.waitUntil(lambda: not model.is_arranging, timeout=120_000)
        assert panel.count_text() == "10000 films"
        assert panel._model.rowCount() == COUNT + 2000 + 2000 * 3  # films, patients, studies
        panel.select(5000)
        at = panel._model.place(5000)
        assert panel.count_text() == f"{at + 1} of 10000"
        for work in (
            lambda: model.set_search("film-077"),
            lambda: model.set_search(""),
            lambda: model.set_order(Order.SUSPICIOUS),
            lambda: model.fold("7\x1fpatient 7\x1f", on=True),
            lambda: panel.step(1),
        ):
            gc.collect()  # of this run's other tests, not of the list
            start = time.thread_time()  # other programs are not counted
            work()
            took = time.thread_time() - start
            assert took < SLACK * 0.016
            qtbot.waitUntil(lambda: not model.is_arranging, timeout=120_000)
        assert panel.count_text() == f"{at + 2} of 10000"
        assert panel.positions_in_sight()
    finally:
        jobs.shutdown()


class Counted(list[Entry]):
    """A list that counts how often a film is touched."""

    touched = 0

    def __getitem__(self, at: Any) -> Any:
        self.touched += 1
        return super().__getitem__(at)


@pytest.mark.parametrize("patients", [1, 2000, COUNT])
def test_an_order_is_made_in_small_steps(patients: int) -> None:
    entries = Counted()
    for number in range(COUNT):
        entries.append(Entry(Path(f"/films/{number}.dcm"), str(number)))
        entries[-1].patient, entries[-1].study = str(number % patients), str(number % (2 * patients))
    steps = arranging(entries, lambda entry: entry.matches(("dcm",)), Order.UNREAD, ())
    touched = said = 0
    while True:
        entries.touched = 0
        try:
            said += next(steps)
        except StopIteration as end:
            made: Lines = end.value
            break
        touched += entries.touched
        assert entries.touched <= 2 * STEP
    assert touched <= 2 * said  # what a slice counts is what it does
    assert len(made.films) == len(made.row_of) == len(made.nth) == COUNT
    assert [made.rows[row] for row in made.films] == list(made.nth)
    assert all(made.rows[row] == at for at, row in made.row_of.items())


def test_a_long_list_stays_as_it_is_until_the_new_order_is_whole(qtbot: QtBot) -> None:
    jobs = JobRunner()
    try:
        worklist = Worklist(jobs, many, lambda _path: None)
        worklist._add([Path(f"/films/{number}.dcm") for number in range(COUNT)])
        model = WorklistModel(worklist)
        model.finish()
        resets: list[int] = []
        model.modelReset.connect(lambda: resets.append(model.rowCount()))
        for text in ("1", "12", "123"):  # typed: only the last is shown
            model.set_search(text)
        assert model.is_arranging
        assert model.rowCount() == COUNT
        worklist._add([Path("/films/new-123.dcm"), Path("/films/new.dcm")])
        qtbot.waitUntil(lambda: not model.is_arranging, timeout=120_000)
        wanted = [at for at, entry in enumerate(worklist.entries) if "123" in entry.path.name]
        assert resets == [len(wanted)]
        assert [model.position(row) for row in range(model.rowCount())] == wanted
        assert wanted[-1] == COUNT
    finally:
        jobs.shutdown()


class Lane:
    """Takes jobs and never does them."""

    closed = False

    def __init__(self) -> None:
        self.count = 0

    def submit(self, *_work: object) -> None:
        self.count += 1


def test_a_patients_films_stay_together_when_a_file_goes(qapp: QApplication) -> None:
    worklist = Worklist(cast("JobRunner", Lane()), many, lambda _path: None)
    worklist._add([Path(f"/films/{number}.dcm") for number in range(4)])
    for number, entry in enumerate(worklist.entries):
        study = str(number // 3)
        entry.take_listed(
            Listed(patient_name="Doe", patient_number="1", study_uid=study, study_date=f"2024010{study}")
        )
    model = WorklistModel(worklist)
    model.finish()

    def shown() -> list[tuple[object, object]]:
        lines = (model.index(row) for row in range(model.rowCount()))
        return [(line.data(), line.data(GROUPED_ROLE)) for line in lines]

    before = shown()
    assert len(before) == 1 + 2 + 4
    first = next(row for row in range(model.rowCount()) if model.position(row) == 0)
    worklist.entries[0].forget()
    after = shown()
    assert after[first] == ("0", False)
    assert [line for row, line in enumerate(after) if row != first] == [
        line for row, line in enumerate(before) if row != first
    ]


def test_headers_are_looked_at_for_half_of_a_walk_at_most() -> None:
    lane = Lane()
    worklist = Worklist(cast("JobRunner", lane), many, lambda _path: None)
    worklist.walk.is_on = True
    for number in range(100):
        chunk = Chunk([Path(f"/films/{number}-{n}.dcm") for n in range(4)], finished=False, seconds=0.003)
        worklist.walk.stepped((iter(()), chunk))
        if lane.count > number + 1 + worklist._looked // 2:  # a look was asked for: it found two films
            worklist._listed(worklist._looked, [None] * 2)
    walks = 100
    assert 1 + 0.3 / LOOK_SECONDS >= lane.count - walks >= 2
    before = lane.count
    worklist.walk.stepped((iter(()), Chunk([], finished=True)))
    assert lane.count == before + 1  # from now on nothing else is to be done


def test_priors_of_one_anonymous_number_cost_a_touch_a_film() -> None:
    """Each film is newer than all before it, and all bear one number."""
    refreshed: list[int] = []

    class Noted(Entry):
        def refresh(self) -> None:
            refreshed.append(1)
            super().refresh()

    def films(order: Iterable[int]) -> list[Entry]:
        priors, made = Priors(), []
        for position, day in enumerate(order):
            entry = Noted(Path(f"/{day}.dcm"), "film")
            entry.take_listed(Listed("Anon", "1", "", f"{day}", f"{20000000 + day}"))
            priors.note(position, entry)
            priors.note(position, entry)  # decoded: nothing new
            made.append(entry)
        assert [entry.prior for entry in made] == [entry.study != "1999" for entry in made]
        if made[0].study == "0":
            made[-1].take_listed(Listed("Anon", "2"))  # the newest was another's
            priors.note(len(made) - 1, made[-1])
            assert [entry.prior for entry in made] == [True] * 1998 + [False] * 2
        return made

    films(range(2000))
    films(reversed(range(2000)))
    assert len(refreshed) <= 2 * 2000 * 2 + 2
