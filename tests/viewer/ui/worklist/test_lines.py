"""The lines of the worklist have the heights of what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inference.dicom.listing import Listed
from viewer.app.film_walk import Chunk
from viewer.app.jobs import JobRunner
from viewer.app.worklist import Worklist
from viewer.ui.worklist.line_painter import head_height, line_height
from viewer.ui.worklist.worklist_panel import WorklistPanel


def folder(_given: Iterable[Path]) -> Iterator[Chunk | Path]:
    return (Path(f"/films/film-{number}.dcm") for number in range(9))


def header(path: Path) -> Listed:
    """Three patients with three films each, in two studies."""
    number = int(path.stem[-1])
    study = f"{number % 3}.{number // 6}"
    return Listed(
        patient_name=f"Patient {number % 3}",
        patient_number=str(number % 3),
        study_uid=study,
        study_date=f"20{10 + number // 6}0101",
    )


def test_a_film_where_a_heading_was_has_the_height_of_a_film(qtbot: QtBot) -> None:
    jobs = JobRunner()
    host, worklist, panel = QWidget(), Worklist(jobs, folder, header), WorklistPanel()
    qtbot.addWidget(host)
    panel.setParent(host)
    panel.attach(worklist)
    host.resize(260, 900)
    host.show()
    try:
        worklist.open([Path("/films")])
        qtbot.waitUntil(lambda: not worklist.scanning and worklist.all_listed)
        panel._listed()
        model = panel._model
        assert model is not None
        model.finish()
        seen = set()
        for patient in ("", *(entry.patient for entry in worklist.entries[:3])):
            if patient:
                model.fold(patient, on=True)
                model.finish()
            heads = dict(model.head_rows())
            seen.add(tuple(heads))
            for row in range(model.rowCount()):
                wanted = head_height(heads[row]) if row in heads else line_height()
                assert panel.view.rowHeight(row) == wanted
        assert len(seen) > 2
    finally:
        jobs.shutdown()
