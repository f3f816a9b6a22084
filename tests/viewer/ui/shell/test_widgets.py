"""Small parts that the panels share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import viewer.ui
from viewer.app.prediction.answer_state import State
from viewer.ui.film.tools.calibration_dialog import KnownSizeDialog
from viewer.ui.prediction.probability_bars import ClassBars, ProbabilityBar
from viewer.ui.shell import fields, theme
from viewer.ui.shell.fields import Choice, Decimal, Slide, Whole
from viewer.ui.shell.widgets import ElidedLabel, PressButton, plain_tip


@pytest.mark.parametrize(
    "text",
    [
        "Doe, Jane\nfilm.dcm",
        "a & b",
        "<img src='//host/share/x.png'>",
        "x\n<b>bold</b>",
        "&lt;b&gt;",
        "1 < 2",
    ],
)
def test_a_tip_shows_what_a_header_says_and_loads_nothing(qtbot: QtBot, text: str) -> None:
    shown = ElidedLabel()
    qtbot.addWidget(shown)
    shown.setText(text)
    tip = shown.toolTip()
    assert tip == plain_tip(text)
    if tip == text:  # Qt shows it as it is: nothing in it could begin a tag
        assert "<" not in text
        return
    assert "<img" not in tip
    page = QTextDocument()
    page.setHtml(tip)
    assert page.toPlainText() == text


ON_EVERY_SURFACE = ("TEXT", "QUIET", "ACCENT", "FRACTURE", "DOUBT", "CLEAR", "ERROR")
ON_A_SELECTED_LINE = ("TEXT", "QUIET", "ACCENT", "DOUBT", "ERROR")
ON_A_LIT_BUTTON = ("TEXT",)
LEAST_CONTRAST = 4.5  # WCAG 2.1, success criterion 1.4.3


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(words: str, ground: str) -> float:
    bright, dark = sorted((luminance(words), luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_words_stand_out_from_what_they_stand_on() -> None:
    pairs = [(words, ground) for words in ON_EVERY_SURFACE for ground in ("BACKGROUND", "SURFACE", "RAISED")]
    pairs += [(words, "SELECTED") for words in ON_A_SELECTED_LINE]
    pairs += [(words, ground) for words in ON_A_LIT_BUTTON for ground in ("CHOSEN", "LINE")]
    faint = {pair for pair in pairs if contrast(*(getattr(theme, name) for name in pair)) < LEAST_CONTRAST}
    assert faint == set()


def turn_wheel(over: QWidget) -> None:
    at = QPointF(over.rect().center())
    none = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, over.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, *none, False
    )
    QApplication.sendEvent(over, event)


def test_a_column_that_is_scrolled_changes_no_field(qtbot: QtBot) -> None:
    """Only a field that has the keyboard is turned by the wheel."""
    window, choice, whole, decimal, slide = QWidget(), Choice(), Whole(), Decimal(), Slide()
    qtbot.addWidget(window)
    choice.addItems(["a", "b", "c"])
    slide.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    numbers = (whole, decimal, slide)
    for part in (choice, *numbers):
        part.setParent(window)
    for number in numbers:
        number.setValue(5)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    for part in (choice, *numbers):
        turn_wheel(part)
    assert [choice.currentIndex(), *(number.value() for number in numbers)] == [0, 5, 5, 5]
    whole.setFocus()
    turn_wheel(whole)
    assert whole.value() == 4


def test_every_field_of_the_windows_is_such_a_one() -> None:
    raw = re.compile(r"\bQ(?:ComboBox|SpinBox|DoubleSpinBox|Slider)\((?!\))")
    own = Path(fields.__file__)
    for file in sorted(Path(viewer.ui.__file__).parent.rglob("*.py")):
        made = [
            line
            for line in file.read_text("utf8").splitlines()
            if raw.search(line) or "= QComboBox()" in line
        ]
        assert file == own or not made, file.name


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    """Not the dialog's default one: Enter on Cancel would do what was to be cancelled."""
    window = QWidget()
    qtbot.addWidget(window)
    dialog = KnownSizeDialog(window, 100.0)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    cancel = next(made for made in dialog.findChildren(PressButton) if made.text() == "Cancel")
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_bars_grow_with_the_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, text_size=150)
    try:
        bars, bar = ClassBars(), ProbabilityBar()
        for made in (bars, bar):
            qtbot.addWidget(made)
        bar.show_frozen(0.5, 0.4, None, State.FRACTURE)
        assert bars.minimumHeight() >= 3 * theme.line_height()
        assert bar.height() >= 14 + theme.px(11)
    finally:
        theme.apply(qapp)
