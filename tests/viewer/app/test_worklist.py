"""What the worklist shows of a film belongs to the film that lies there now."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import CLASSES, NORMAL, ReaderClass
from inference.dicom.listing import Listed
from inference.errors import FilmError
from inference.records import OperatingPoint, Side
from tests.films import make_film
from tests.stores import film
from tests.viewer.desk import Sitting, bright_film, picture
from tests.viewer.ui.reading.test_reading_modes import Sit, saved, shown, sit
from viewer.app.jobs import JobRunner, Lane
from viewer.app.prediction.answer_state import State
from viewer.app.worklist import Worklist
from viewer.app.worklist_entry import Entry, Known, Status, status_line
from viewer.ui.reading.reading_panel import difference_text
from viewer.ui.worklist.grouping import Kind

__all__ = ["sit"]


@pytest.fixture
def disc(tmp_path: Path) -> list[Path]:
    """Three films under the names that every disc has."""
    return [bright_film(tmp_path / "disc", f"IM{n}.dcm", seed=n, PatientName=f"FIRST^{n}") for n in range(3)]


def on_screen(sitting: Sitting) -> Path | None:
    return None if sitting.bench.film is None else sitting.bench.film.image.film.path


def read_all(sitting: Sitting, files: list[Path]) -> None:
    for at in range(len(files)):
        sitting.window.worklist.select(at)
        sitting.until(lambda at=at: on_screen(sitting) == files[at])
        sitting.wait_answer()
        sitting.do("agree")
        saved(sitting)


def test_a_second_disc_under_the_same_names_is_unread(sit: Sit, disc: list[Path], tmp_path: Path) -> None:
    sitting = sit(disc)
    read_all(sitting, disc)
    sitting.close()
    for n, path in enumerate(disc[:2]):  # the third stays
        shutil.move(bright_film(tmp_path / "other", path.name, seed=50 + n, PatientName=f"SECOND^{n}"), path)
    again = sit(disc, fresh=False)
    again.until(lambda: again.s.worklist.entries[2].status is Status.READ)  # looked at without being asked
    again.until(lambda: not any(entry.expected for entry in again.s.worklist.entries))
    entries = again.s.worklist.entries
    assert [entry.status for entry in entries] == [Status.UNREAD, Status.UNREAD, Status.READ]
    assert [entry.reading for entry in entries[:2]] == ["", ""]
    again.window.worklist.show_kind(Kind.UNREAD)
    assert shown(again) == [0, 1]


def test_until_it_is_looked_at_a_line_says_so(sit: Sit, disc: list[Path]) -> None:
    sitting = sit(disc)
    read_all(sitting, disc)
    entry = sitting.s.worklist.entries[1]
    assert entry.status is Status.READ
    sitting.s.worklist._forget_film(1)
    sitting.s.worklist.expect([disc[1]])
    assert entry.status is Status.UNREAD
    assert "being looked at" in status_line(entry)


def test_a_film_replaced_while_the_list_is_open_is_unread(sit: Sit, disc: list[Path], tmp_path: Path) -> None:
    sitting = sit(disc)
    read_all(sitting, disc[:1])
    shutil.move(bright_film(tmp_path / "other", "IM0.dcm", seed=77), disc[0])
    sitting.bench.again()
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.UNREAD)


def test_a_film_replaced_under_an_open_list_brings_its_own_patient(tmp_path: Path, qtbot: QtBot) -> None:
    """Name, number and date of birth; before the film was decoded, afterwards, and by what is no film."""
    jobs, path = JobRunner(), tmp_path / "IM0.dcm"
    headers = [
        Listed("First One", "1", "19300101", "1.2", "20240101"),
        Listed("Second Two", "2", "19400202", "1.2.4", "20200101"),
        Listed("", "", "", "1.2.5"),
    ]
    now = [headers[0]]
    worklist = Worklist(jobs, iter, lambda _path: now[0])
    worklist.open([path])
    qtbot.waitUntil(lambda: not worklist.scanning and worklist.all_listed)
    entry = worklist.entries[0]
    for at, seed in enumerate(("a", "b", "b")):  # the third is the same picture under another header
        met = headers[at + 1] if at < 2 else headers[0]
        now[0] = met
        number, name = met.patient_number, met.patient_name.replace(" ", "^")
        decoded = film(
            seed, path=path, patient_number=number, patient_name=name, study_uid=met.study_uid,
            study_date=met.study_date,
        )  # fmt: skip
        worklist.set_film(path, decoded, np.zeros((2, 2), np.uint8))
        qtbot.waitUntil(lambda met=met: entry.patient == met.patient, timeout=20_000)
        assert (entry.name, entry.number) == (met.patient_name or "IM0", number)
    worklist.set_refused(path, FilmError("No film."))
    assert (entry.name, entry.number, entry.patient, entry.listed) == ("IM0", "", "", None)
    jobs.shutdown()


def test_an_empty_folder_keeps_list_and_film(sit: Sit, disc: list[Path], tmp_path: Path) -> None:
    sitting = sit(disc)
    sitting.wait_answer()
    shown_film = sitting.bench.film
    (tmp_path / "empty" / ".hidden").mkdir(parents=True)
    sitting.desk.open_paths([tmp_path / "empty"])
    sitting.until(lambda: sitting.s.worklist.walk.found_nothing)
    assert [entry.path for entry in sitting.s.worklist.entries] == disc
    assert sitting.bench.film is shown_film
    assert sitting.window.message.text() == (
        "No films were found there. 1 hidden file or folder was left out."
    )


def test_an_answer_that_had_to_wait_for_another_film_is_given_later(sit: Sit, disc: list[Path]) -> None:
    """A film is looked at, its answer is asked for, and the reader goes elsewhere before it is given."""
    sitting = sit(disc[:1])
    go_on = threading.Event()
    sitting.s.jobs.submit(Lane.INFER, go_on.wait, lambda _done: None, pytest.fail)
    try:
        sitting.desk.open_paths(disc[1:] + disc[:1])
        sitting.until(lambda: len(sitting.s.worklist.entries) == 3 and sitting.s.models._later)
        sitting.window.worklist.select(2)
        sitting.until(lambda: on_screen(sitting) == disc[0])
    finally:
        go_on.set()
    sitting.until(lambda: all(entry.state is not None for entry in sitting.s.worklist.entries))


def test_a_film_under_the_uid_of_another_is_said_to_be_so(sit: Sit, tmp_path: Path) -> None:
    """Read one, then look at another picture with the same SOP Instance UID, as a changed copy has it."""
    uid = {"SOPInstanceUID": "1.2.3.4.5"}
    first = bright_film(tmp_path / "first", "a.dcm", seed=1, **uid)
    other = bright_film(tmp_path / "other", "b.dcm", seed=2, **uid)
    sitting = sit([first])
    read_all(sitting, [first])
    assert not sitting.desk.view.banner()
    sitting.desk.open_paths([other])
    sitting.until(lambda: on_screen(sitting) == other)
    sitting.wait_answer()
    entry = sitting.s.worklist.entries[0]
    sitting.until(lambda: "UID of another picture" in status_line(entry))
    assert "Another picture" in sitting.desk.view.banner()
    assert entry.status is Status.UNREAD
    assert sitting.s.readings.saved is None


def test_one_number_under_several_names_is_said_above_the_list(sit: Sit, tmp_path: Path) -> None:
    who = {"PatientID": "4711"}
    files = [
        bright_film(tmp_path / "films", f"{n}.dcm", seed=n, PatientName=name, **who)
        for n, name in enumerate(("Doe^Jane", "DOE^JANE", "Roe^Max"))
    ]
    sitting = sit(files[:2])
    sitting.until(lambda: sitting.s.worklist.all_listed)
    assert not sitting.window.worklist.warning.isVisible()
    sitting.desk.open_paths(files)
    sitting.until(sitting.window.worklist.warning.isVisible)
    assert "4711" in sitting.window.worklist.warning.text()
    sitting.desk.open_paths(files[2:])
    sitting.until(lambda: not sitting.window.worklist.warning.isVisible())


def test_forgotten_folders_can_be_brought_back(sit: Sit, disc: list[Path]) -> None:
    sitting = sit(disc[:1])
    desk, preferences = sitting.desk.list, sitting.s.preferences
    preferences.set(recent_folders=["/one", "/two"])
    desk._fill_recent()
    desk.recent.actions()[-1].trigger()
    assert preferences.values.recent_folders == []
    assert "restores them" in sitting.window.message.text()
    desk._fill_recent()
    desk.recent.actions()[0].trigger()
    assert preferences.values.recent_folders == ["/one", "/two"]


def test_the_same_values_in_another_shape_are_another_film(sit: Sit, tmp_path: Path) -> None:
    """A file that states a wrong size: nothing of the right one is shown as its, and nothing is kept."""
    right = bright_film(tmp_path / "films", "a.dcm")
    wrong = make_film(tmp_path / "films", stored=picture(0.9, 1).reshape(80, 256), bits=12, name="b.dcm")
    sitting = sit([right, wrong])
    read_all(sitting, [right])
    entries, readings = sitting.s.worklist.entries, sitting.s.readings
    sitting.window.worklist.select(1)
    sitting.until(lambda: on_screen(sitting) == wrong and sitting.window.errors.count)
    assert "of 160 x 128 pixels" in sitting.window.errors.text()
    readings.edit(ao_class=ReaderClass.B3, side=Side.LEFT)
    assert not readings.can_commit
    assert [entry.status for entry in entries] == [Status.READ, Status.UNREAD]
    sitting.window.worklist.select(0)  # the draft is put away
    sitting.until(lambda: on_screen(sitting) == right)
    sitting.wait_answer()
    assert readings.saved is not None
    assert not readings.is_changed  # it is not the other film's
    assert [entry.status for entry in entries] == [Status.READ, Status.UNREAD]
    assert not entries[0].drafted


def test_who_is_in_doubt_does_not_differ(tmp_path: Path) -> None:
    """Below its threshold a model that calls a fracture possible names no class, though perhaps a side."""
    entry = Entry(tmp_path / "a.dcm", "a")
    entry.take_reading(Status.CORRECTED, ReaderClass.A2, Side.RIGHT)
    doubt = Known(0.5, 0.6, NORMAL, Side.NONE)
    for state, differs in ((State.DOUBT, False), (State.CLEAR, True)):
        entry.compare(doubt, state)
        assert entry.differs is differs
    entry.compare(Known(0.7, 0.6, "A1", Side.RIGHT), State.DOUBT)
    assert entry.differs
    entry.compare(None)
    assert entry.differs


@pytest.mark.parametrize(("zone", "said"), [((0.3, 0.9), False), ((), True)])
def test_the_window_says_no_difference_where_the_model_is_in_doubt(
    sit: Sit, disc: list[Path], zone: tuple[float, ...], said: bool
) -> None:
    sitting = sit(disc[:1])
    sitting.wait_answer()
    readings = sitting.s.readings
    given = readings.prediction
    assert given is not None
    probabilities = dict.fromkeys(CLASSES, 0.0) | {NORMAL: 0.5, "A2": 0.5}
    named = zip(("default", "sensitive", "specific"), (0.6, *zone), strict=False)
    points = tuple(OperatingPoint(name, threshold, "test", 1) for name, threshold in named)
    readings.prediction = replace(
        given, probabilities=probabilities, threshold=0.6, side=Side.NONE, points=points
    )
    readings.edit(ao_class=ReaderClass.A2, side=Side.RIGHT)
    assert readings.visible_prediction is not None
    assert bool(difference_text(readings)) is said
