"""Small parts that the panels share."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, plain_tip


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
