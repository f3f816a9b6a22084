"""Verify statistics, as a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from viewer.app.jobs import JobRunner
from viewer.study.analysis.verify import Check
from viewer.ui.study.desk.verify_dialog import VerifyDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[VerifyDialog]:
    jobs = JobRunner()
    made = VerifyDialog(None, jobs)
    qtbot.addWidget(made)
    yield made
    made.reject()
    jobs.shutdown()


def test_every_check_is_shown_and_its_text_leaves(qtbot: QtBot, dialog: VerifyDialog, tmp_path: Path) -> None:
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    assert dialog.verdict.text() == f"All {dialog.table.rowCount()} figures agree."
    dialog._copy()
    assert "49/50 Wilson lower" in QGuiApplication.clipboard().text()
    dialog.save(tmp_path / "checks.txt")
    qtbot.waitUntil(lambda: "Saved" in dialog._note.text())
    assert "figures agree" in (tmp_path / "checks.txt").read_text("utf8")
    dialog.save(tmp_path / "missing" / "checks.txt")
    qtbot.waitUntil(lambda: "could not be written" in dialog._note.text())


def test_a_figure_that_differs_is_said_in_words(qtbot: QtBot, dialog: VerifyDialog) -> None:
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    dialog._done([Check("a", 1.0, 1.0, 0.0, "by hand", True), Check("b", 1.0, 2.0, 0.1, "by hand", False)])
    assert dialog.verdict.text().startswith("1 of 2 figures differ.")
    item = dialog.table.item(1, 3)
    assert item is not None
    assert item.text() == "✕ differs"
    assert "WRONG b" in dialog.text()
