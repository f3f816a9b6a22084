"""Small parts that the panels share."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

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
