"""Every remove, forget, clear and reset of the window asks, or offers its undoing by a link and by Ctrl+Z."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import viewer.ui
from inference.aoota import ReaderClass
from inference.imaging.measurements import Calibration, Measure, MeasureKind
from inference.records import Region, Sha256, Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from tests.viewer.ui.study.studies import films_folder, protocol
from viewer.app.export_service import ExportService
from viewer.app.text_review import ReviewFilm
from viewer.export.cases import ExportCase
from viewer.study.design import study_folder
from viewer.ui.film.review.burned_in_review import ReviewPage
from viewer.ui.prediction.operating_point_dialog import PointDialog
from viewer.ui.preferences.preferences_dialog import PreferencesDialog
from viewer.ui.reading.report_dialog import ReportDialog
from viewer.ui.shell.shortcuts_dialog import KeysDialog
from viewer.ui.shell.undoable import MessageLine
from viewer.ui.study.desk.studies_dialog import StudyDesk

REMOVES: Final = re.compile(
    r"\b(remove|forget|clear|reset|delete|discard|withdraw|erase|throw|default|empty|no key|"
    r"back to the model|take\b.*\b(back|off))\b",
    re.I,
)
"""Words of a command that takes something away."""
UNDONE: Final = {
    ("compare/film_pane.py", "Take this film off"),
    ("film/review/burned_in_review.py", "Remove every box"),
    ("prediction/operating_point_dialog.py", "Back to the model's own"),
    ("prediction/site_dialog.py", "Back to the model's own"),
    ("prediction/site_dialog.py", "Remove"),
    ("preferences/preferences_dialog.py", "Forget them now"),
    ("reading/reading_panel.py", "Remove"),
    ("reading/reading_panel.py", "Start empty"),
    ("reading/report_dialog.py", "Default template"),
    ("shell/actions.py", "Remove every mark"),
    ("shell/actions.py", "Remove the selected mark"),
    ("shell/actions.py", "Remove the calibration"),
    ("shell/shortcuts_dialog.py", "All default keys"),
    ("shell/shortcuts_dialog.py", "No key"),
    ("shell/shortcuts_dialog.py", "Default key"),
    ("study/desk/study_page.py", "Remove from the list"),
    ("worklist/worklist_presenter.py", "Clear the list"),
}
"""Offered back; each is pressed below, a site's in ``tests/viewer/ui/prediction/test_site.py``."""
ASKED: Final = {
    ("study/desk/design_dialog.py", "Throw away"),  # the answer to the question itself
}
HARMLESS: Final = {
    ("shell/actions.py", "Reset"),  # the display's grey window: nothing that is kept
    ("study/desk/design_pages.py", "(empty)"),  # says what a folder holds
}


def commands() -> Iterator[tuple[str, str]]:
    """Short texts of the windows that are no sentences, with their file."""
    root = Path(viewer.ui.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            is_text = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "mark")
            if is_text and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                text = str(node.args[0].value)  # type: ignore[attr-defined]
                if len(text) < 50 and not text.rstrip().endswith((".", "?", "}")):
                    yield path.relative_to(root).as_posix(), text


def test_each_command_that_takes_away_asks_or_can_be_undone() -> None:
    """A new one joins one of the three tables, with a press in a test of this file where it is undone."""
    found = {(where, text) for where, text in commands() if REMOVES.search(text)}
    assert found == UNDONE | ASKED | HARMLESS


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    where = home_with_model(roc=tuple((t, 1 - t, t) for t in (0.2, 0.4, 0.6)), roc_films=(50, 50))
    folder = tmp_path / "films"
    films = [bright_film(folder, f"{seed}.dcm", seed=seed, PatientID="P1") for seed in (1, 2)]
    made = Sitting(qtbot, where, films, reader=child)
    made.until(lambda: made.s.worklist.all_listed)
    made.wait_answer()
    yield made
    made.close()


def by_link(line: MessageLine) -> None:
    line.undo_button.click()


def by_key(line: MessageLine) -> None:
    """A dialog's own Ctrl+Z; it is a shortcut of that line as long as it offers."""
    assert line._key is not None
    assert line._key.isEnabled()
    line._key.activated.emit()


def is_offered(line: MessageLine) -> bool:
    return bool(line.text()) and not line.undo_button.isHidden() and bool(line.undo_button.accessibleName())


def undone(line: MessageLine, state: Callable[[], Any], act: Callable[[], Any]) -> None:
    """Do it, and take it back by the link; do it again, and take it back by the key."""
    before = state()
    for way in (by_link, by_key):
        act()
        assert state() != before
        assert is_offered(line), state
        way(line)
        assert state() == before
        assert not is_offered(line)


def undone_on_film(sitting: Sitting, state: Callable[[], Any], act: Callable[[], Any]) -> None:
    """The same at the foot of the window, where Ctrl+Z is the action of the table."""
    line, before = sitting.window.message, state()
    ways: tuple[Callable[[], object], ...] = (line.undo_button.click, lambda: sitting.do("undo"))
    for way in ways:
        act()
        assert state() != before
        assert is_offered(line), line.text()
        way()
        sitting.until(lambda: state() == before)
        assert not is_offered(line)


REGIONS: Final = (Region(10, 10, 40, 40), Region(50, 50, 70, 80))
LINE: Final = Measure(MeasureKind.LENGTH, ((10.0, 10.0), (60.0, 10.0)))


def test_what_is_taken_from_the_film(sitting: Sitting) -> None:
    readings, measures = sitting.s.readings, sitting.s.measures
    view, window = sitting.desk.view, sitting.window
    readings.set_regions(REGIONS)
    measures.add(LINE)
    measures.calibrate(Calibration(30.0, 50.0))
    sitting.desk.settle()

    def drawn() -> tuple[object, ...]:
        return readings.draft.regions, measures.measures, measures.calibration

    def delete(*, measure: bool) -> None:
        view._select(None if measure else 0)
        view._select_measure(0 if measure else None)
        sitting.do("delete_region")

    undone_on_film(sitting, drawn, lambda: delete(measure=False))
    undone_on_film(sitting, drawn, lambda: delete(measure=True))
    undone_on_film(sitting, drawn, lambda: sitting.do("clear_regions"))
    undone_on_film(sitting, drawn, lambda: window.reading._clear.click())
    undone_on_film(sitting, drawn, lambda: sitting.do("uncalibrate"))
    undone_on_film(sitting, drawn, lambda: window.reading.empty_asked.emit())
    sitting.do("clear_regions")
    readings.step_confidence(10)
    assert not is_offered(window.message), "the next step is what Ctrl+Z takes back now"
    sitting.do("undo")
    assert readings.draft.regions == ()


def test_an_answer_that_was_taken_back_can_be_brought_back(sitting: Sitting) -> None:
    readings, line = sitting.s.readings, sitting.window.message
    readings.edit(ao_class=ReaderClass.A2, side=Side.LEFT)
    sitting.do("agree")
    sitting.until(lambda: readings.saved is not None and not readings.saving)
    sitting.do("undo")
    sitting.until(lambda: readings.saved is None and is_offered(line))
    assert not line.can_undo, "Ctrl+Z goes on with what was before"
    line.undo_button.click()
    sitting.until(lambda: readings.saved is not None and not readings.saving)
    assert not is_offered(line)


def test_lists_and_panes_of_the_window(sitting: Sitting) -> None:
    preferences, desk = sitting.s.preferences, sitting.desk.list
    preferences.set(recent_folders=["/one", "/two"])

    def forget() -> None:
        desk._fill_recent()
        desk.recent.actions()[-1].trigger()

    undone_on_film(sitting, lambda: list(preferences.values.recent_folders), forget)
    sitting.do("panes_2")
    (pane, *_rest) = sitting.desk.layouts.panes
    pane.dropped.emit([sitting.s.worklist.entries[1].path])
    sitting.until(lambda: pane.view.image() is not None)
    undone_on_film(sitting, lambda: (pane.path, pane.by_hand, pane.view.image() is None), pane.take_off)


def test_what_is_taken_in_the_dialogs(sitting: Sitting, tmp_path: Path) -> None:
    preferences, window, add = sitting.s.preferences, sitting.window, sitting.qtbot.addWidget
    board = sitting.desk.keys
    keys = KeysDialog(window, board)
    add(keys)
    board.bind("fit", "J")
    keys.choose("fit")

    def held() -> dict[str, object]:
        return dict(board.keys)

    undone(keys.line, held, keys._all.click)
    undone(keys.line, held, keys._usual.click)
    undone(keys.line, held, keys._clear.click)

    report = ReportDialog(window, sitting.s)
    add(report)
    report.template.setPlainText("My own. {finding}")
    usual = next(b for b in report.findChildren(type(report.copy_button)) if b.text() == "Default template")
    undone(report.line, report.template.toPlainText, usual.click)

    points = PointDialog(window, sitting.s.models, preferences)
    add(points)
    sitting.s.models.set_threshold(0.4)
    undone(points.line, lambda: sitting.s.models.model.chosen_threshold, points.own.click)  # type: ignore[union-attr]

    preferences.set(recent_folders=["/one"], last_paths=["/one/a"], last_film="/one/a", last_folder="/one")
    dialog = PreferencesDialog(window, sitting.s, sitting.desk.leaving.pacs, board, sitting.desk._deeds())
    add(dialog)

    def places() -> tuple[object, ...]:
        now = preferences.values
        return now.recent_folders, now.last_paths, now.last_film, now.last_folder, now.remember_place

    undone(dialog.line, places, dialog._forget)
    undone(dialog.line, places, lambda: dialog.remember.setChecked(False))

    room = sitting.desk.studies.room
    films_folder(tmp_path / "study" / "films", 2)
    for name in ("study", "other"):
        room.remember(study_folder.create(tmp_path / name, protocol()).folder)
    desk = StudyDesk(window, room, None, lambda: None)
    add(desk)
    sitting.until(lambda: desk.page.sheet is not None)
    desk.list.setCurrentRow(1)
    desk.list.setCurrentRow(0)
    undone(desk._note, lambda: list(room.known), desk.page.forget_asked.emit)


def test_boxes_over_text(qtbot: QtBot) -> None:
    page = ReviewPage(cast(ExportService, None))  # nothing is asked of it: the film is given
    qtbot.addWidget(page)
    page._cases = [cast(ExportCase, None)]
    page._loaded(ReviewFilm(Sha256("0" * 64), np.zeros((100, 100), np.uint8), (100, 100), REGIONS, ()))
    undone(page.line, lambda: list(page.view.boxes), page.clear_button.click)
    undone(page.line, lambda: list(page.view.boxes), lambda: QTest.keyClick(page.view, Qt.Key.Key_Delete))
    page.clear_button.click()
    page.view._set([REGIONS[1]])
    by_link(page.line)
    by_link(page.line)
    assert tuple(page.view.boxes) == REGIONS, "each change is a step of its own"
