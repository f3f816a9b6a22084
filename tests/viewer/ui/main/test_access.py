"""Everything can be reached, read aloud and seen: names, contrast, dialogs that fit, focus, whole errors."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inference.errors import FilmError
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from tests.viewer.ui.main.test_looks import dialogs
from viewer.ui.film.render.text import Style, TextArt
from viewer.ui.main.main_window import ANSWER_LEAST
from viewer.ui.preferences.first_start import FirstStart
from viewer.ui.reading.reading_panel import ReadingPanel
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import fitting

SCREEN = (1280, 800)
FRAME = (16, 70)
"""What a window manager takes of the screen: borders, the title, a task bar."""


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    film = bright_film(tmp_path / "films", "a.dcm")
    made = Sitting(qtbot, home_with_model(), [film], size=SCREEN, reader=child)
    made.wait_answer()
    yield made
    made.close()


def every_dialog(sitting: Sitting) -> Iterator[QDialog]:
    yield from dialogs(sitting)
    yield sitting.desk.settings.dialog()
    yield FirstStart(sitting.window, "reader-1", own_first=False)


# names -----------------------------------------------------------------------------------------------


def nameless(window: QWidget) -> list[str]:
    """The controls of a window that a screen reader could not name."""
    buddies = {made.buddy() for made in window.findChildren(QLabel)}
    return [
        f"{type(part).__name__} {part.objectName()!r} in {type(part.parent()).__name__}"
        for part in window.findChildren(QWidget)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not _is_inner(part)
        and not (part.accessibleName() or part in buddies or _own_words(part))
    ]


def _own_words(part: QWidget) -> str:
    return part.text() if isinstance(part, QAbstractButton | QLabel) else ""


def _is_inner(part: QWidget) -> bool:
    """A piece of a control of Qt's, or a frame around controls that have names themselves."""
    parent = part.parent()
    plain = type(part) in (QScrollArea, QStackedWidget, QWidget)
    inside = isinstance(parent, QAbstractScrollArea) and parent.viewport() is part
    popup = isinstance(parent, QWidget) and parent.inherits("QComboBoxPrivateContainer")
    return plain or inside or popup or part.objectName().startswith("qt_")


def test_every_control_of_the_window_has_a_name(sitting: Sitting) -> None:
    assert nameless(sitting.window) == []


def test_every_control_of_every_dialog_has_a_name(sitting: Sitting) -> None:
    for dialog in every_dialog(sitting):
        assert nameless(dialog) == [], type(dialog).__name__
        dialog.deleteLater()


def test_every_reading_control_is_reached_by_tab(sitting: Sitting) -> None:
    panel = sitting.window.reading
    parts = [part for part in panel.findChildren(QAbstractButton) if part.isVisible() and part.isEnabled()]
    assert len(parts) > 15
    assert [part.text() for part in parts if not part.focusPolicy() & Qt.FocusPolicy.TabFocus] == []


# dialogs that fit ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text_size", [100, 150])
def test_every_dialog_fits_a_small_screen(qapp: QApplication, sitting: Sitting, text_size: int) -> None:
    theme.apply(qapp, text_size=text_size)
    try:
        for dialog in every_dialog(sitting):
            dialog.ensurePolished()
            least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
            name = f"{type(dialog).__name__} {least.width()} x {least.height()}"
            assert least.width() <= SCREEN[0] - FRAME[0], name
            assert least.height() <= SCREEN[1] - FRAME[1], name
            dialog.deleteLater()
    finally:
        theme.apply(qapp)


def test_controls_and_dialogs_grow_with_their_text(qapp: QApplication, qtbot: QtBot) -> None:
    """A sheet's fixed height would let a layout squeeze a button below its words."""
    theme.apply(qapp, text_size=150)
    try:
        controls = [QPushButton("Copy"), QLineEdit(), QComboBox(), QDoubleSpinBox(), QPlainTextEdit()]
        for made in controls:
            qtbot.addWidget(made)
            made.ensurePolished()
            assert made.minimumHeight() >= made.fontMetrics().height(), type(made).__name__
        assert fitting(controls[0], 200, 100) == QSize(300, 150)
        assert abs(TextArt().line_height(Style()) - QFontMetrics(theme.font()).lineSpacing()) < 2
    finally:
        theme.apply(qapp)


@pytest.mark.parametrize("text_size", [100, 115, 130, 150])
def test_the_reading_fits_its_column_at_every_size_of_text(
    qapp: QApplication, qtbot: QtBot, text_size: int
) -> None:
    theme.apply(qapp, text_size=text_size)
    try:
        panel = ReadingPanel()
        qtbot.addWidget(panel)
        panel.ensurePolished()
        around = 2 * 3 * theme.STEP + 10  # margins and the scroll bar
        assert panel.minimumSizeHint().width() <= theme.px(ANSWER_LEAST) - around
    finally:
        theme.apply(qapp)


# contrast --------------------------------------------------------------------------------------------


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
             for value in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str | QColor, other: str | QColor) -> float:
    """From 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


GROUNDS = (theme.BACKGROUND, theme.SURFACE, theme.RAISED)
WORDS = (theme.TEXT, theme.QUIET, theme.ACCENT, theme.FRACTURE, theme.DOUBT, theme.ERROR)


@pytest.mark.parametrize(("word", "ground"), list(itertools.product(WORDS, GROUNDS)))
def test_words_stand_out_from_their_ground(word: str, ground: str) -> None:
    assert contrast(word, ground) >= 4.5


def test_the_palette_keeps_its_words_readable() -> None:
    palette, roles = theme.palette(), QPalette.ColorRole
    pairs = (
        (roles.WindowText, roles.Window), (roles.Text, roles.Base), (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button), (roles.ToolTipText, roles.ToolTipBase),
        (roles.HighlightedText, roles.Highlight), (roles.PlaceholderText, roles.Base),
        (roles.Link, roles.Window),
    )  # fmt: skip
    for word, ground in pairs:
        assert contrast(palette.color(word), palette.color(ground)) >= 4.5, (word, ground)


def test_the_style_sheet_keeps_its_words_readable() -> None:
    """Each rule that sets both; a rule for what is disabled is not read (WCAG 2.2, 1.4.3)."""
    found = 0
    for name, body in re.findall(r"([^{}]+)\{([^{}]*)\}", theme.SHEET):
        values = dict(re.findall(r"(?:^|[;\s])(background|color):\s*(#[0-9A-Fa-f]{6})", body))
        if len(values) == 2 and "disabled" not in name and "indicator" not in name:
            found += 1
            assert contrast(values["color"], values["background"]) >= 4.5, name
    assert found >= 5


# focus and errors ------------------------------------------------------------------------------------


def test_the_keys_are_the_films_when_a_column_comes_or_goes(sitting: Sitting) -> None:
    window, view = sitting.window, sitting.desk.view
    for action in ("worklist", "answer", "worklist", "answer", "film_only", "film_only"):
        window.reading.comment.setFocus()
        sitting.do(action)
        assert window.focusWidget() is view, action
    window.errors.show_error(FilmError("It is damaged.", "Copy it again."))
    window.reading.comment.setFocus()
    window.errors.dismiss()
    assert window.focusWidget() is view


def test_a_long_error_is_whole_and_can_be_copied(qtbot: QtBot, sitting: Sitting) -> None:
    window = sitting.window
    long = "The folder with a long name cannot be read; " * 12
    window.errors.show_error(FilmError("{long}", "{long}", long=long))
    qtbot.waitUntil(window.errors.isVisible)
    for words in (window.errors._words, window.errors._hint):
        assert words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        qtbot.waitUntil(lambda words=words: words.height() + 2 >= words.heightForWidth(words.width()))
