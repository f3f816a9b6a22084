"""The check after each window test sees what the test itself left behind."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import _qt_leaks


def test_a_running_timer_and_an_open_window_are_leaks(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    assert _qt_leaks([]) == []
    timer.start(1000)
    widget.show()
    assert _qt_leaks([]) == ["window QWidget", "timer of QWidget"]
    assert _qt_leaks([widget]) == ["timer of QWidget"]  # it stood before
    timer.stop()
