"""The study desk: from an empty list to a report, on real films."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox, QTableWidgetItem
from pytestqt.qtbot import QtBot

from inference import paths
from inference.messages import NOTHING
from inference.model.session import Session
from inference.records import Region
from tests.detectors import Blind
from tests.models import write_bundle
from tests.viewer.desk import WAIT_MS, SharedChild
from tests.viewer.ui.study.studies import films_folder, locked_study, packs, protocol, result_of
from viewer.app.jobs import JobRunner, Lane
from viewer.app.prediction.model_service import load_model
from viewer.app.preferences import Preferences
from viewer.app.study import kept_draft
from viewer.app.study.study_service import Merged, StudyRoom
from viewer.app.text_review import TextReview
from viewer.export.burned_in_text import Places
from viewer.study.analysis import summary
from viewer.study.design import film_processes
from viewer.study.design import study_folder as folders
from viewer.study.design.protocol import Design, Scale, Stratum
from viewer.study.packs import film_review, result_pack, study_pack
from viewer.study.report import pictures
from viewer.study.sitting.sitting import Sitting
from viewer.ui.study.desk.design_dialog import NewStudyDialog
from viewer.ui.study.desk.sample_size_page import SizePage
from viewer.ui.study.desk.sample_size_questions import QUESTIONS
from viewer.ui.study.desk.studies_dialog import StudyDesk, merged_text
from viewer.ui.study.menu import is_pack


@pytest.fixture
def jobs() -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.shutdown()


@pytest.fixture
def room(jobs: JobRunner, child: SharedChild) -> Iterator[StudyRoom]:
    preferences = Preferences(paths.find().make().settings)
    yield StudyRoom(jobs, preferences, lambda: child)
    preferences.save()


Open = Callable[..., StudyDesk]


@pytest.fixture
def desk(qtbot: QtBot, room: StudyRoom) -> Iterator[Open]:
    made: list[StudyDesk] = []

    def make(*known: Path, **more: object) -> StudyDesk:
        for folder in known:
            room.remember(folder)
        model = more.pop("model", None)
        made.append(StudyDesk(None, room, model, lambda: None, **more))  # type: ignore[arg-type]
        qtbot.addWidget(made[-1])
        return made[-1]

    yield make
    for one in made:
        one.reject()


def until(qtbot: QtBot, done: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(done()), timeout=WAIT_MS)


def test_without_a_study_it_says_what_to_do(desk: Open) -> None:
    made = desk()
    assert made._pages.currentIndex() == 0
    assert made.new_button.isEnabled()


def test_from_design_to_packs(
    qtbot: QtBot, desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_review, "shows_text", lambda _image, _network: False)  # no detector to wait for
    monkeypatch.setattr(film_processes, "shipped", Blind)
    films_folder(tmp_path / "films", 6)
    made = desk(model=load_model(write_bundle(tmp_path / "tiny", bias=3.0), Session))
    made.ask_new()
    dialog = made.findChildren(NewStudyDialog)[0]
    assert dialog.problem() == "Give the study a title."
    dialog.films.title.setText("A new study")
    dialog.films.home.set_path(tmp_path / "study")
    dialog.films.films.set_path(tmp_path / "films")
    until(qtbot, lambda: dialog.films.said.text().startswith("6 films"))
    assert dialog.films.said.text() == "6 films: A2 3, normal 3"
    assert dialog.problem() == "Name at least one reader."
    dialog.films.by.setCurrentIndex(dialog.films.by.findData(Stratum.TRUTH))
    take = dialog.films.table.cellWidget(0, 2)
    take.setValue(2)  # type: ignore[union-attr]
    dialog.readers.table.setItem(0, 0, QTableWidgetItem("R1"))
    dialog.readers.table.setItem(0, 2, QTableWidgetItem("many"))
    assert "'many' is no number of years." in dialog.problem()
    dialog.readers.table.setItem(0, 2, QTableWidgetItem("7"))
    assert dialog.problem() == ""
    dialog.save()
    until(qtbot, lambda: made.page.sheet is not None)
    assert made.page._title.text() == "A new study"
    assert "not locked" in made.page._state.text()

    made._ask_lock()
    assert "answers every film now" in made.ask_bar._words.text()
    made.ask_bar._agreed()
    until(qtbot, lambda: "Locked with" in made._note.text())
    assert made.page.sheet is not None
    study = made.page.sheet.study
    locked = study.need_lock()
    assert len(locked.films) == 5
    assert locked.model is not None
    assert made.page.edit_button.isHidden()
    monkeypatch.setattr(TextReview, "places", lambda _self, _grey: (Places(), NOTHING))
    made._make_packs(())
    review = made.review
    assert made._pages.currentWidget() is review
    assert not made._side.isEnabled()
    until(qtbot, lambda: review.confirm_button.isEnabled())
    review.view.boxes.append(Region(2, 3, 10, 8))
    review.confirm_button.click()
    until(qtbot, lambda: review.rest_button.isEnabled())
    review.rest_button.click()
    until(qtbot, lambda: review.pages.currentWidget() is review.sheet)
    assert review.sheet.words.text().startswith("1 box on 1 of 5 films will be made black.")
    assert not list((study.folder / folders.PACKS).iterdir())  # nothing before the totals were seen
    review.sheet.go_button.click()
    assert made._pages.currentWidget() is made.page
    until(qtbot, lambda: "packs are in" in made._note.text())
    assert "Boxes that are black in every pack: 1, on films: 1." in made._note.text()
    assert made._side.isEnabled()
    assert (study.folder / folders.PACKS / f"R1{study_pack.SUFFIX}").is_file()
    until(qtbot, lambda: made.page.sheet is not None and not made.task_bar.busy)
    made.page.table.selectRow(0)
    assert made.page.chosen() == ("R1",)
    made.page.key_button.click()
    assert QGuiApplication.clipboard().text() == study.reader_key("R1")
    made._make_packs(("R1",))  # nobody is asked twice: every reader sees the same films
    assert made._pages.currentWidget() is made.page
    until(qtbot, lambda: "black in every pack" in made._note.text() and not made.task_bar.busy)


@pytest.mark.slow
def test_results_merge_or_are_refused_in_words_then_the_report(
    qtbot: QtBot, desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report's pictures are drawn, but not rendered, and its bootstraps are short: none is looked at."""
    from matplotlib.figure import Figure

    small = {kind: pictures.saved(Figure(figsize=(1, 1)), kind) for kind in ("svg", "png")}
    monkeypatch.setattr(pictures, "saved", lambda _figure, kind: small[kind])
    monkeypatch.setattr(summary, "REPEATS", 100)
    study = locked_study(tmp_path / "study", films=6)
    packs(study)
    good = result_of(study, "R1", tmp_path)
    altered = tmp_path / f"altered{result_pack.SUFFIX}"
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 1
    altered.write_bytes(data)
    shown: list[Path] = []
    made = desk(study.folder, show_page=shown.append)
    until(qtbot, lambda: made.page.sheet is not None)
    assert not made.page.report_button.isEnabled()
    made.merge([good, altered, good])
    until(qtbot, lambda: "merged" in made._note.text())
    first, second, third = made._note.text().splitlines()
    assert first == "✓ R1: 12 answers merged"
    assert second.startswith(f"✕ altered{result_pack.SUFFIX}: ")
    assert "merged before" in third
    until(qtbot, lambda: made.page.table.item(0, 5).text() == "✓ complete: 12 answers")  # type: ignore[union-attr]
    assert "1 reader has not sent" in made.page._next.text()
    made.report(tmp_path / "report")
    until(qtbot, lambda: shown)
    assert shown[0].is_file()


def test_a_study_can_change_until_it_is_locked(qtbot: QtBot, desk: Open, tmp_path: Path) -> None:
    films_folder(tmp_path / "study" / "films", 4)
    questions = protocol(Design.CROSSOVER, washout_days=14)
    folders.create(tmp_path / "study", questions)
    made = desk(tmp_path / "study")
    until(qtbot, lambda: made.page.sheet is not None)
    made._ask_edit()
    dialog = made.findChildren(NewStudyDialog)[0]
    until(qtbot, lambda: not dialog.problem())
    assert dialog.protocol() == questions
    dialog.reading.designs[Design.UNAIDED].setChecked(True)
    dialog.reading.scale.setCurrentIndex(dialog.reading.scale.findData(Scale.SIX))
    dialog.save()
    until(qtbot, lambda: made.page.sheet is not None and "Unaided" in made.page._facts.text())
    assert "suspicion in six steps" in made.page._facts.text()


def test_a_lock_that_fails_says_why(qtbot: QtBot, desk: Open, tmp_path: Path) -> None:
    films_folder(tmp_path / "study" / "films", 4)
    folders.create(tmp_path / "study", protocol())
    made = desk(tmp_path / "study")
    until(qtbot, lambda: made.page.sheet is not None)
    made.lock(None)  # sequential, and no model
    until(qtbot, lambda: made._note.text())
    assert "needs a model" in made._note.text()
    assert made.page.isEnabled()


def test_long_work_can_be_stopped(qtbot: QtBot, desk: Open, tmp_path: Path) -> None:
    films_folder(tmp_path / "study" / "films", 40)
    folders.create(tmp_path / "study", protocol(Design.UNAIDED))
    made = desk(tmp_path / "study")
    until(qtbot, lambda: made.page.sheet is not None)
    made.lock(None)
    made.task_bar._stop()
    until(qtbot, lambda: not made.task_bar.busy)
    assert "Stopped" in made._note.text()
    assert not (tmp_path / "study" / "locked.json").exists()


def test_nothing_is_asked_of_a_study_that_is_not_chosen_any_more(
    qtbot: QtBot, desk: Open, jobs: JobRunner, tmp_path: Path
) -> None:
    """Another study is chosen while the page still shows the one before: its buttons wait for the page."""
    for name in ("a", "b"):
        films_folder(tmp_path / name / "films", 2)
        folders.create(tmp_path / name, protocol())
    made = desk(tmp_path / "a", tmp_path / "b")
    until(qtbot, lambda: made.page.sheet is not None)
    gate = threading.Event()
    jobs.submit(Lane.STUDY, lambda: gate.wait(60), lambda _there: None, lambda _error: None)
    made.list.setCurrentRow(1)
    assert not made.page.lock_button.isEnabled()
    gate.set()
    until(qtbot, lambda: made.page.lock_button.isEnabled())
    assert made.page.sheet is not None
    assert made.page.sheet.study.folder == made.folder() == tmp_path / "a"


def test_a_folder_without_a_study_is_said(qtbot: QtBot, desk: Open, tmp_path: Path) -> None:
    made = desk(tmp_path)
    until(qtbot, lambda: made._note.text())
    assert made._pages.currentIndex() == 0
    made._forget()
    assert made.room.known == []


def test_sample_sizes_come_with_their_source(qtbot: QtBot, jobs: JobRunner) -> None:
    page = SizePage(jobs)
    qtbot.addWidget(page)
    for number in range(len(QUESTIONS)):
        page.method.setCurrentIndex(number)
        page.compute()
        until(qtbot, lambda: page._source.text())
        assert "films" in page.result.text()
    page.method.setCurrentIndex(1)
    page.compute()
    until(qtbot, lambda: page._source.text())
    page.boxes[1][1].setValue(0.5)
    assert not page.result.text()  # it was the answer to another number
    page.compute()
    until(qtbot, lambda: "margin" in page.result.text())


def _field(page: SizePage, at: int, words: str) -> object:
    names = [field.name for field in QUESTIONS[at].fields]
    return page.boxes[at][next(n for n, name in enumerate(names) if name.startswith(words))]


def test_readers_and_films_without_a_pilot(qtbot: QtBot, jobs: JobRunner) -> None:
    """The published example (MRMCsamplesize, its manual): 10 readers, areas 0.75 and 0.85, 25 + 25 films."""
    page = SizePage(jobs)
    qtbot.addWidget(page)
    at = next(n for n, one in enumerate(QUESTIONS) if "expect" in one.words)
    page.method.setCurrentIndex(at)
    page.compute()
    until(qtbot, lambda: page._source.text())
    assert page.result.text() == "50 films"
    assert not page.picture.pixmap().isNull()
    patient, like = _field(page, at, "Films a patient"), _field(page, at, "Correlation between")
    assert isinstance(patient, QDoubleSpinBox)
    assert isinstance(like, QDoubleSpinBox)
    patient.setValue(2.0)
    like.setValue(0.5)
    page.compute()
    until(qtbot, lambda: "38 patients" in page.result.text())
    groups, difference = _field(page, at, "Groups of readers"), _field(page, at, "Difference")
    assert isinstance(groups, QSpinBox)
    assert isinstance(difference, QDoubleSpinBox)
    groups.setValue(3)
    page.compute()
    until(qtbot, lambda: "equal blocks" in page.result.text())
    assert page.picture.pixmap().isNull()
    groups.setValue(1)
    difference.setValue(0.02)
    page.compute()
    until(qtbot, lambda: "at most" in page.result.text())
    assert "would be enough" in page.result.text()
    fixed = _field(page, at, "The claim")
    assert isinstance(fixed, QCheckBox)
    fixed.setChecked(True)
    difference.setValue(0.1)
    page.compute()
    until(qtbot, lambda: page._source.text())


def test_the_components_of_a_pilot_keep_their_digits(qtbot: QtBot, jobs: JobRunner) -> None:
    """Van Dyke's study: 251 films as published; components cut after four digits would give 261."""
    page = SizePage(jobs)
    qtbot.addWidget(page)
    at = next(n for n, one in enumerate(QUESTIONS) if "From a pilot" in one.words)
    page.method.setCurrentIndex(at)
    parts = (6, 0.0438003, 0.0002004, 0.00080229, 0.00034661, 0.00034407, 0.00023903, 114)
    for one, value in zip(page.boxes[at], parts, strict=False):
        assert isinstance(one, QDoubleSpinBox | QSpinBox)
        one.setValue(value)
    page.compute()
    until(qtbot, lambda: page._source.text())
    assert page.result.text() == "251 films"


def test_missing_answers_of_a_merge_are_counted(tmp_path: Path) -> None:
    study = locked_study(tmp_path / "study", films=2)
    path = packs(study)[0]
    opened = study_pack.unpack(path, study.reader_key("R1"), tmp_path / "home")
    Sitting(opened.assignment, opened.folder / study_pack.RECORD).close()
    merged = result_pack.merge(study, result_pack.make(opened, tmp_path / f"R1{result_pack.SUFFIX}"))
    assert merged_text(Merged("R1", merged)) == "✓ R1: 0 answers merged, 4 missing"


def test_a_filled_design_is_not_thrown_away_unasked(
    qtbot: QtBot, room: StudyRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = NewStudyDialog(None, room)
    qtbot.addWidget(dialog)
    asked: list[bool] = []
    monkeypatch.setattr(dialog, "_asked", lambda: asked.append(True) or False)
    dialog.show()
    dialog.films.title.setText("Do readers gain?")
    dialog.reject()
    assert asked
    assert dialog.isVisible()
    dialog.films.title.clear()
    look_at_every_page(dialog)  # is no entry
    dialog.reject()
    assert not dialog.isVisible()
    assert len(asked) == 1


def look_at_every_page(dialog: NewStudyDialog) -> None:
    for at in range(dialog.steps.count()):
        dialog.steps.setCurrentRow(at)


def test_a_wizard_that_was_closed_is_found_as_it_was_left(
    qtbot: QtBot, room: StudyRoom, tmp_path: Path
) -> None:
    films_folder(tmp_path / "films", 4)
    first = NewStudyDialog(None, room)
    qtbot.addWidget(first)
    first.films.title.setText("Do readers gain?")
    first.films.films.set_path(tmp_path / "films")
    until(qtbot, lambda: first.films.said.text().startswith("4 films"))
    first.films.by.setCurrentIndex(first.films.by.findData(Stratum.TRUTH))
    first.films.expect({"normal": 1})
    first.films.look()
    until(qtbot, lambda: first.films.taken() == {"fracture": 2, "normal": 1})
    first.reading.designs[Design.CROSSOVER].setChecked(True)
    first.reading.washout.setValue(35)
    first.readers.table.setItem(1, 0, QTableWidgetItem("R2"))
    first.question.decide.setChecked(True)
    first.question.compared.setCurrentIndex(2)
    first.question.alpha.setValue(0.01)
    look_at_every_page(first)
    room.draft = first.draft()
    room._preferences.save()  # the program ends, and starts anew
    path = paths.find().settings
    later = StudyRoom(room.jobs, Preferences(path), room._new_reader)
    again = NewStudyDialog(None, later)
    qtbot.addWidget(again)
    until(qtbot, lambda: again.films.taken() == {"fracture": 2, "normal": 1})
    assert again.films.title.text() == "Do readers gain?"
    assert again.reading.rules("x") == first.reading.rules("x")
    assert [one.code for one in again.readers.readers()] == ["R2"]
    plan = again.question.plan()
    assert plan is not None
    assert plan == first.question.plan()
    assert (plan.second, plan.alpha) == ("model", 0.01)
    for made in (first, again):
        made.cancel_jobs()
    later.draft = None
    assert later.draft is None
    later._preferences.save()


def test_a_kept_wizard_that_is_none_is_no_wizard() -> None:
    entries: list[object] = ["title", True, 3, 0.5, [["R1", "radiology"], ["", ""]]]
    kept = kept_draft.to_text((entries, {"normal": 2}))
    assert kept_draft.from_text(kept) == (entries, {"normal": 2})
    other = json.loads(kept) | {"version": "0.0.1"}
    for text in ("", "no JSON", "[1]", "[" * 100_000, json.dumps(other), kept.replace("0.5", "null"),
                 kept.replace('"normal": 2', '"normal": "2"'), kept.replace('"R1"', "7")):  # fmt: skip
        assert kept_draft.from_text(text) is None


def test_studies_are_listed_by_title_and_packs_known_whatever_their_name(
    qtbot: QtBot, desk: Open, room: StudyRoom, tmp_path: Path
) -> None:
    study = locked_study(tmp_path / "folder-name", films=2)
    (study.folder / "protocol.toml").unlink()  # the lock knows the title, too
    room.remember(tmp_path / "gone")
    room.remember(study.folder)
    made = desk()
    until(qtbot, lambda: [made.list.item(n).text() for n in range(2)] == ["A small study", "gone"])
    path = packs(study)[0]
    opened = study_pack.unpack(path, study.reader_key("R1"), tmp_path / "home")
    Sitting(opened.assignment, opened.folder / study_pack.RECORD).close()
    renamed = result_pack.make(opened, tmp_path / "attachment (1).zip")
    (other := tmp_path / "study.bin").write_bytes(path.read_bytes())
    (tmp_path / "plain.zip").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    assert result_pack.is_result(renamed)
    assert is_pack(other)
    for name in ("plain.zip", "nothing"):
        assert not is_pack(tmp_path / name)
        assert not result_pack.is_result(tmp_path / name)
    assert not result_pack.is_result(other)
    made.take([renamed])
    until(qtbot, lambda: "0 answers merged" in made._note.text())
