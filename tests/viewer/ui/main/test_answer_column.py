"""The column of reading and model: nothing in it is squeezed, not for one frame."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import KeyButton, short_key


def test_the_map_coming_and_going_squeezes_no_row(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> None:
    film = bright_film(tmp_path / "films", "a.dcm")
    sitting = Sitting(qtbot, home_with_model(), [film], size=(1280, 800), reader=child)
    sitting.wait_answer()
    reading = sitting.window.reading
    for on in (True, False, True):
        sitting.window.answer.map.set_on(on)
        assert reading.height() >= reading.minimumSizeHint().height()
        sitting.desk.settle()
        assert reading.height() >= reading.minimumSizeHint().height()
    for made in reading.findChildren(KeyButton):  # its key stands beside its word, not on it
        words = made.fontMetrics().horizontalAdvance(made.text())
        key = QFontMetrics(theme.font(11)).horizontalAdvance(short_key(made.key()))
        assert words + key + 3 * theme.STEP <= made.width(), made.text()
    sitting.close()


def test_the_verdict_is_seen_in_a_low_window_too(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> None:
    """Below the edge of its column it stands at the foot, only while it is below; a click goes to it."""
    film = bright_film(tmp_path / "films", "a.dcm")
    sitting = Sitting(qtbot, home_with_model(), [film], size=(1280, 560), reader=child)
    sitting.wait_answer()
    foot, window = sitting.window.verdict_foot, sitting.window
    sitting.until(foot.isVisible)
    assert foot.text() == window.answer.verdict[1] == "Fracture likely >0.99"
    qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)
    sitting.until(lambda: not foot.isVisible())
    window.answer.show_hidden()  # what is hidden is not told here, either
    window._answer_column.verticalScrollBar().setValue(0)
    sitting.until(lambda: not foot.isVisible())
    sitting.close()
