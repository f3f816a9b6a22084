"""macOS sends the films that are opened with this program as events, one each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from inference import paths
from viewer.ui.main.application import Application
from viewer.ui.main.opened_files import OpenedFiles


def test_films_that_come_one_by_one_are_one_worklist(qtbot: QtBot, home: Path) -> None:
    opened = OpenedFiles()
    application = Application(paths.find())  # not painted yet: there is no worklist
    opened.asked.connect(application.open_files)
    with qtbot.waitSignal(opened.asked, timeout=90_000) as heard:
        assert opened.take(QFileOpenEvent("/films/1.dcm"))
        assert opened.take(QFileOpenEvent("/films/2 가.dcm"))
        assert not opened.take(QEvent(QEvent.Type.User))
    assert heard.args == [[Path("/films/1.dcm"), Path("/films/2 가.dcm")]]
    assert application._files == [Path("/films/1.dcm"), Path("/films/2 가.dcm")]
    application.close()
    application.open_files([Path("/films/3.dcm")])
    assert len(application._files) == 2
    application.window.deleteLater()
