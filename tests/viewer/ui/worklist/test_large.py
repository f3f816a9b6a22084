"""A folder of ten thousand films: the window never waits for it."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inference.dicom.listing import Listed
from viewer.app.jobs import JobRunner
from viewer.app.worklist import Worklist
from viewer.ui.worklist.grouping import Order
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
        qtbot.waitUntil(lambda: not worklist.scanning, timeout=20_000)
        assert len(worklist.entries) == COUNT
        qtbot.waitUntil(lambda: worklist.all_listed, timeout=30_000)
        panel._listed()
        assert panel.count_text() == "10000 films"
        assert panel._model is not None
        assert panel._model.rowCount() == COUNT + 2000 + 2000 * 3  # films, patients, studies
        panel.select(5000)
        at = panel._model.place(5000)
        assert panel.count_text() == f"{at + 1} of 10000"
        for work in (
            lambda: panel._model.set_search("film-077"),  # type: ignore[union-attr]
            lambda: panel._model.set_search(""),  # type: ignore[union-attr]
            lambda: panel._model.set_order(Order.SUSPICIOUS),  # type: ignore[union-attr]
            lambda: panel._model.fold("7\x1fpatient 7\x1f", on=True),  # type: ignore[union-attr]
            lambda: panel.step(1),
        ):
            gc.collect()  # of this run's other tests, not of the list
            start = time.thread_time()  # other programs are not counted
            work()
            took = time.thread_time() - start
            assert took < SLACK * 0.016
        assert panel.count_text() == f"{at + 2} of 10000"
        assert panel.positions_in_sight()
    finally:
        jobs.shutdown()
