"""Dialogs, errors, actions and the answer's wording in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from inference.errors import FilmError
from inference.labels_file import read
from inference.model.card import SYNTHETIC_FILMS
from tests.models import write_bundle
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.export.export_dialog import ExportDialog
from viewer.ui.main.about_dialog import AboutDialog
from viewer.ui.prediction.card_text import SYNTHETIC_MODEL, synthetic_text
from viewer.ui.prediction.models_dialog import ModelDialog
from viewer.ui.reading.pseudonym_dialog import PseudonymDialog
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, Need, shortcuts
from viewer.ui.shell.error_bar import ErrorBar, report_of


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    made = Sitting(qtbot, home_with_model(), [bright_film(tmp_path / "films", "a.dcm")], reader=child)
    made.wait_answer()
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


# the table of actions --------------------------------------------------------------------------------


def test_no_key_has_two_meanings() -> None:
    keys = [sequence.toString() for spec in ACTIONS for sequence in shortcuts(spec.keys)]
    assert len(keys) == len(set(keys))
    assert all(keys)
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_every_action_has_a_slot_and_a_menu_or_a_key(sitting: Sitting) -> None:
    assert all(spec.menu or spec.keys for spec in ACTIONS)
    known = sitting.desk._slots()
    own = {"quit", "worklist", "answer", "film_only", "search", "hide_overlays"}
    assert {spec.id for spec in ACTIONS} == set(known) | own


def test_no_menu_is_longer_than_a_small_screen(sitting: Sitting) -> None:
    menus = sitting.window.menuBar().findChildren(QMenu)
    assert {"A1", "C2"} <= {action.text() for menu in menus for action in menu.actions()}
    assert max(len(menu.actions()) for menu in menus) <= 25  # with their lines


def test_actions_follow_what_is_there(parent: QWidget) -> None:
    table = ActionTable(parent)
    assert table["open"].isEnabled()
    assert not table["agree"].isEnabled()
    table.follow(lambda: Need.READER | Need.FILM)
    table.ask()
    assert table["class_A1"].isEnabled()
    assert not table["undo"].isEnabled()


# errors ----------------------------------------------------------------------------------------------


def test_errors_wait_behind_each_other_and_equal_ones_are_one(parent: QWidget) -> None:
    bar = ErrorBar()
    bar.setParent(parent)
    for _ in range(50):
        bar.show_error(FilmError("This film is damaged.", "Get it again."), "a.dcm")
    assert bar.count == 1
    bar.show_error(FilmError("Another fault."), "b.dcm")
    assert bar.text() == "b.dcm: Another fault."
    bar.dismiss()
    assert bar.text() == "a.dcm: This film is damaged."
    bar.dismiss()
    assert bar.isHidden()


def test_an_error_takes_no_more_of_the_film_than_its_words(sitting: Sitting) -> None:
    bar = sitting.window.errors
    bar.show_error(FilmError("This film is damaged.", "Get it again."), "a.dcm")
    sitting.until(lambda: bar.isVisible() and bar.height() == bar.heightForWidth(bar.width()))
    bar.dismiss()


def test_a_report_names_no_patient() -> None:
    header = {"PatientName": "Doe^Jane"}
    try:
        header["/home/doe/film.dcm"]
    except KeyError as error:
        report = report_of(error)
    assert "KeyError" in report
    assert "doe" not in report.casefold()
    assert "/" not in report.splitlines()[-1]


def test_the_report_is_copied(parent: QWidget) -> None:
    bar = ErrorBar()
    bar.setParent(parent)
    bar.show_error(FilmError("This film is damaged."), "doe-jane.dcm")
    bar._copy()
    copied = QGuiApplication.clipboard().text()
    assert "This film is damaged." in copied
    assert "doe-jane" not in copied


# dialogs ---------------------------------------------------------------------------------------------


def test_a_model_trained_on_synthetic_films_is_said_to_be(sitting: Sitting) -> None:
    assert sitting.window.answer._caveat.text() == SYNTHETIC_MODEL
    assert not sitting.window.answer._caveat.isHidden()
    dialog = AboutDialog(sitting.window, sitting.s.models.model)
    words = [found.text() for found in dialog.findChildren(QLabel)]
    assert SYNTHETIC_MODEL in words
    card = sitting.s.models.model.card  # type: ignore[union-attr]
    assert not any(card.training_data in found for found in words), "the whole history stands in the card"
    dialog.deleteLater()
    assert synthetic_text(replace(card, synthetic_training=False)) == ""
    kinds = {synthetic_text(replace(card, synthetic_films=kind)) for kind in SYNTHETIC_FILMS}
    assert len(kinds) == len(SYNTHETIC_FILMS)


def test_models_are_listed_compared_and_switched(sitting: Sitting) -> None:
    user_models = sitting.app._paths.user_models
    write_bundle(user_models / "candidate", bias=5.0, version="2.0", verdict="too few films to tell")
    (user_models / "broken").mkdir()
    before = sitting.bench.prediction
    dialog = ModelDialog(sitting.window, sitting.s.models)
    sitting.until(lambda: dialog.list.count() == 3)
    names = [dialog.list.item(row).text() for row in range(3)]
    dialog.list.setCurrentRow(next(row for row, name in enumerate(names) if "refused" in name))
    assert "refused" in dialog._words.text()
    assert not dialog.use_button.isEnabled()
    dialog.list.setCurrentRow(next(row for row, name in enumerate(names) if "2.0" in name))
    assert "too few films to tell" in dialog._words.text()
    assert "Version: 1.0 becomes 2.0." in dialog._words.text()
    dialog.use_button.click()
    sitting.until(lambda: sitting.bench.given is not None and sitting.bench.given.model.card.version == "2.0")
    assert sitting.bench.prediction is not before
    assert sitting.window.model_text.text().startswith("tiny 2.0")
    assert sitting.s.preferences.values.model_sha256 == sitting.s.models.model.sha256  # type: ignore[union-attr]
    dialog.close()
    dialog.deleteLater()


def test_a_bundle_that_fails_leaves_the_old_model_in_use(sitting: Sitting, tmp_path: Path) -> None:
    old = sitting.s.models.model
    dialog = ModelDialog(sitting.window, sitting.s.models)
    dialog.install(tmp_path)
    sitting.until(lambda: "lacks" in dialog._message.text())
    assert sitting.s.models.model is old
    dialog.close()
    dialog.deleteLater()


def test_export_counts_then_writes(sitting: Sitting, tmp_path: Path) -> None:
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    dialog = ExportDialog(sitting.window, sitting.s)
    sitting.until(lambda: "1 reading of 1 film by 1 reader" in dialog._counts.text())
    assert not dialog.export_button.isEnabled()
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.export_button.click()
    sitting.until(lambda: dialog._result.text().startswith("✓"))
    rows = list(read(tmp_path / "out" / "labels.jsonl"))
    assert len(rows) == 1
    assert rows[0].ai_visible
    dialog.close()
    dialog.deleteLater()


def test_an_empty_store_has_nothing_to_export(sitting: Sitting) -> None:
    dialog = ExportDialog(sitting.window, sitting.s)
    sitting.until(lambda: "no readings yet" in dialog._counts.text())
    dialog.folder.setText("/nowhere")
    assert not dialog.export_button.isEnabled()
    dialog.close()
    dialog.deleteLater()


def test_a_pseudonym_is_asked_for_by_its_rules(parent: QWidget) -> None:
    dialog = PseudonymDialog(parent, "reader-1")
    assert dialog._use.isEnabled()
    dialog.line.setText("Jane Doe")
    assert not dialog._use.isEnabled()


# states of the answer --------------------------------------------------------------------------------


def test_without_a_model_the_window_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: SharedChild
) -> None:
    from inference import paths

    where = paths.find().make()
    monkeypatch.setattr(paths.Paths, "shipped_models", property(lambda _self: tmp_path / "none"))
    sitting = Sitting(qtbot, where, [bright_film(tmp_path / "films", "a.dcm")], reader=child)
    try:
        sitting.until(lambda: sitting.desk.view.image() is not None and sitting.s.readings.loaded)
        sitting.until(lambda: "No model is in use." in sitting.window.answer._quiet.text())
        assert not sitting.window.answer._choose.isHidden()
        sitting.do("class_A2")
        sitting.do("side_right")
        sitting.do("agree")
        sitting.until(lambda: sitting.s.readings.saved is not None)
    finally:
        sitting.close()


def test_a_withheld_answer_says_why(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> None:
    film = bright_film(tmp_path / "films", "chest.dcm", BodyPartExamined="CHEST")
    sitting = Sitting(qtbot, home_with_model(), [film], reader=child)
    try:
        sitting.wait_answer()
        assert sitting.window.answer.words().startswith("Not answered: ")
        assert sitting.bench.prediction is None
        assert not sitting.window.actions_["heat_map"].isEnabled()
        sitting.do("class_unreadable")
        assert sitting.window.actions_["agree"].isEnabled()
    finally:
        sitting.close()


def test_a_damaged_store_is_said_and_films_are_still_shown(
    qtbot: QtBot, tmp_path: Path, child: SharedChild
) -> None:
    where = home_with_model()
    where.store.write_bytes(b"this is no database, whatever its name says" * 200)
    sitting = Sitting(qtbot, where, [bright_film(tmp_path / "films", "a.dcm")], reader=child)
    try:
        sitting.until(lambda: sitting.bench.given is not None)
        sitting.until(lambda: sitting.window.errors.count >= 1)
        assert not sitting.window.actions_["agree"].isEnabled()
        assert not sitting.window.actions_["class_A1"].isEnabled()
    finally:
        sitting.close()
