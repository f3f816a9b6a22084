"""No text of a dialog is cut, in any language and also on a small screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.languages import FONTS
from viewer.ui.export.export_dialog import ExportDialog
from viewer.ui.export.pacs_fetch_dialog import FetchDialog
from viewer.ui.export.pacs_send_dialog import SendDialog
from viewer.ui.film.display_check_dialog import DisplayCheck
from viewer.ui.main.about_dialog import AboutDialog
from viewer.ui.prediction.models_dialog import ModelDialog
from viewer.ui.prediction.operating_point_dialog import PointDialog
from viewer.ui.reading.history_dialog import HistoryDialog
from viewer.ui.reading.report_dialog import ReportDialog
from viewer.ui.reading.store_dialog import StoreDialog
from viewer.ui.shell import theme
from viewer.ui.shell.shortcuts_dialog import KeysDialog
from viewer.ui.study.desk.design_dialog import NewStudyDialog
from viewer.ui.study.desk.studies_dialog import StudyDesk
from viewer.ui.study.desk.verify_dialog import VerifyDialog

LONG = "Synthetic films, then more of them, then limb films of patients; " * 12
SMALL = QSize(760, 470)  # what a screen of 1,280 x 800 at 150 % has room for; a dialog may ask for more
LEAST = 2
"""Pixels that a text may lack: a size hint is rounded up."""


def cut(window: QWidget) -> list[str]:
    """The texts of a window that have less room than they need."""
    return [
        f"{type(part).__name__} {text!r}: {part.width()} x {part.height()}"
        for part in window.findChildren(QWidget)
        if part.isVisible() and (text := _text(part)) and not _fits(part)
    ]


def _text(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton):
        return part.text()
    if isinstance(part, QLineEdit):
        return part.placeholderText()
    return part.currentText() if isinstance(part, QComboBox) else ""


def _fits(part: QWidget) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() + LEAST >= part.heightForWidth(part.width())
    if isinstance(part, QLabel | QPushButton | QCheckBox | QRadioButton):
        needed = part.minimumSizeHint()
        return part.width() + LEAST >= needed.width() and part.height() + LEAST >= needed.height()
    if isinstance(part, QLineEdit):  # a hint that tells what to type
        return part.width() + LEAST >= part.fontMetrics().horizontalAdvance(part.placeholderText())
    return True


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    film = bright_film(tmp_path / "films", "a.dcm")
    made = Sitting(qtbot, home_with_model(training_data=LONG), [film], reader=child)
    made.wait_answer()
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "ko", "zh_TW"])
def test_no_text_of_a_dialog_is_cut(
    qtbot: QtBot, qapp: QApplication, put: Callable[[str], str], sitting: Sitting, code: str
) -> None:
    put(code)
    theme.apply(qapp, FONTS.get(code, ()))
    for dialog in dialogs(sitting):
        dialog.show()
        qtbot.wait(20)
        for page in pages(dialog):
            page()
            qtbot.wait(20)
            assert cut(dialog) == [], type(dialog).__name__
        dialog.resize(SMALL)
        qtbot.wait(20)
        assert cut(dialog) == [], type(dialog).__name__
        dialog.reject()
        dialog.deleteLater()


def dialogs(sitting: Sitting) -> Iterator[QDialog]:
    """Every dialog that opens from the window's menus without a question before it."""
    window, s = sitting.window, sitting.s
    pacs, room = sitting.desk.leaving.pacs, sitting.desk.studies.room
    yield AboutDialog(window, s.models.model)
    yield ModelDialog(window, s.models)
    yield ExportDialog(window, s)
    yield SendDialog(window, s, pacs)
    yield FetchDialog(window, pacs, s.preferences, lambda _paths: None)
    yield HistoryDialog(window, s.store, s.readings)
    yield ReportDialog(window, s)
    yield KeysDialog(window, sitting.desk.keys)
    yield DisplayCheck(window, s.preferences, "a screen")
    yield StoreDialog(window, s.store)
    yield PointDialog(window, s.models, s.preferences)
    yield StudyDesk(window, room, s.models.model, lambda: None)
    yield NewStudyDialog(window, room)
    yield VerifyDialog(window, s.jobs)


def pages(dialog: QDialog) -> list[Callable[[], object]]:
    """What shows each page of a dialog."""
    if isinstance(dialog, NewStudyDialog):
        return [lambda at=at: dialog.steps.setCurrentRow(at) for at in range(dialog.steps.count())]
    if isinstance(dialog, ExportDialog):
        return [lambda: None, dialog.names.click]
    return [lambda: None]
