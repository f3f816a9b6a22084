"""The display check: what it asks, what it concludes, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inference.imaging.display_test import LEVELS, NEEDED, STEPS, Check, screen_remarks
from viewer.app.preferences import Preferences
from viewer.ui.film.display_check_dialog import BAR, DisplayCheck, GreySteps

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform, of every dialog


def run(sees: dict[str, int], seed: int = 1) -> Check:
    """A reader who sees steps down to ``sees`` in each level."""
    check = Check(seed)
    while (asked := check.question) is not None:
        check.answer(asked.place if abs(asked.step) >= sees[asked.level] else None)
    return check


@pytest.mark.parametrize(
    ("dark", "middle", "bright", "passed"),
    [(2, 2, 2, True), (3, 3, 3, True), (6, 2, 2, False), (2, 2, 99, False)],
)
def test_the_finest_step_of_each_level_decides(dark: int, middle: int, bright: int, passed: bool) -> None:
    check = run({"dark": dark, "middle": middle, "bright": bright})
    assert check.passed is passed
    assert check.found["dark"] == dark
    assert check.found["bright"] == (bright if bright in STEPS else 0)
    assert check.done == check.total


def test_a_wrong_place_is_not_seen_and_places_are_drawn_by_lot() -> None:
    check = Check(3)
    assert check.question is not None
    check.answer((check.question.place + 1) % 4)
    assert check.found == {"dark": 0}
    places = {Check(seed).question.place for seed in range(40)}  # type: ignore[union-attr]
    assert places == {0, 1, 2, 3}
    assert NEEDED in STEPS
    check.answer(None)
    check.answer(None)
    check.answer(2)  # over: nothing more is asked
    assert set(check.found) == set(LEVELS)


def test_what_the_system_says_of_the_screen() -> None:
    assert screen_remarks(2560, 1600, 24) == []
    assert "1280 x 800" in screen_remarks(1280, 800, 24)[0]
    assert "16 bits" in screen_remarks(2560, 1600, 16)[0]


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[DisplayCheck]:
    parent = QWidget()
    qtbot.addWidget(parent)
    preferences = Preferences(tmp_path / "settings.json", parent)
    made = DisplayCheck(parent, preferences, "screen 1")
    qtbot.addWidget(made)
    made.show()
    yield made
    preferences.save()


def press(dialog: DisplayCheck) -> None:
    asked = dialog.check.question
    assert asked is not None
    QTest.keyClick(dialog.square, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)[asked.place])


def test_a_good_screen_by_keys(dialog: DisplayCheck) -> None:
    for _ in range(len(STEPS) * len(LEVELS)):
        press(dialog)
    assert dialog.verdict.text().startswith("This screen shows the grey steps that a film needs.")
    assert "dark 2/255" in dialog.verdict.text()
    dialog._again.click()
    assert dialog.verdict.text() == ""
    assert dialog.check.question is not None


def test_a_bad_screen_by_mouse(dialog: DisplayCheck) -> None:
    for _ in LEVELS:
        asked = dialog.check.question
        assert asked is not None
        box = dialog.square.place(asked.place)
        QTest.mouseClick(dialog.square, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        QTest.keyClick(dialog.square, Qt.Key.Key_0)
    assert dialog.verdict.text().startswith("This screen does not show what a film needs")
    assert not dialog.check.passed


def test_the_square_and_the_steps_are_painted_as_asked(dialog: DisplayCheck) -> None:
    asked = dialog.check.question
    assert asked is not None
    picture = dialog.square.grab().toImage()
    for number in range(4):
        at = dialog.square.place(number).center().toPoint()
        wanted = asked.grey + (asked.step if number == asked.place else 0)
        assert picture.pixelColor(at).red() == wanted
    steps = dialog.findChild(GreySteps)
    assert steps is not None
    shown = steps.grab().toImage()
    assert shown.pixelColor(QPoint(1, 1)).red() == 0
    assert shown.pixelColor(QPoint(steps.width() - 2, 1)).red() == 255
    assert shown.pixelColor(QPoint(steps.width() // 36, 28)).red() == 13


def test_the_measured_line_is_kept_for_true_size(dialog: DisplayCheck) -> None:
    dialog._millimetres.setValue(75.0)
    dialog._keep_size()
    assert dialog._preferences.values.screen_pixels == {"screen 1": pytest.approx(75_000 / BAR)}


def test_it_says_what_it_is_not(dialog: DisplayCheck) -> None:
    from PySide6.QtWidgets import QLabel

    words = " ".join(found.text() for found in dialog.findChildren(QLabel))
    assert "does not calibrate" in words
