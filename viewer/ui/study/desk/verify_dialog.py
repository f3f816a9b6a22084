"""Verify statistics: the built-in reference checks, run on this machine, expected against computed."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QTableWidgetItem,
    QWidget,
)

import inference
from inference.errors import ExportError
from inference.files import write_whole
from viewer.app.i18n import tr
from viewer.app.jobs import JobRunner, Lane
from viewer.study.analysis import verify
from viewer.study.analysis.verify import Check
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, fitting, label, row, stack
from viewer.ui.study.desk.task_bars import StudyDialog, plain_table

_FIGURES: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class VerifyDialog(StudyDialog):
    """Runs the checks in a job as soon as it is shown; their text can be copied or saved."""

    def __init__(self, parent: QWidget, jobs: JobRunner) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Verify statistics"))
        self.resize(fitting(self, 1120, 640))
        self._jobs = jobs
        self._checks: list[Check] = []
        self._build()
        self.start()

    def _build(self) -> None:
        self.verdict = label(name="heading", wrap=True)
        about = tr(
            "Each figure is computed on this machine and compared with a published or hand-worked value."
        )
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._busy.setAccessibleName(tr("The checks are running"))
        heads = [tr("Check"), tr("Expected"), tr("Computed"), "", tr("Source")]
        self.table = plain_table(heads, tr("Checks, expected against computed"), stretch=4)
        self.copy_button = button(tr("Copy as text"), self._copy)
        self.save_button = button(tr("Save as text…"), self._ask_save)
        self.again_button = button(tr("Run again"), self.start)
        close = button(tr("Close"), self.accept, name="primary")
        self._note = label(name="quiet", wrap=True)
        parts = (
            self.verdict,
            label(about, name="quiet", wrap=True),
            self._busy,
            self.table,
            self._note,
            row(self.copy_button, self.save_button, self.again_button, 1, close),
        )
        self.setLayout(stack(*parts, margin=4 * theme.STEP))

    def start(self) -> None:
        """Run every check anew."""
        self._busy.show()
        self.verdict.setText(tr("Checking the statistics on this machine…"))
        self._note.setText("")
        self._enable(on=False)
        self.keep(self._jobs.submit(Lane.STUDY, verify.verify, self._done, self._failed))

    def _done(self, checks: list[Check]) -> None:
        self._checks = checks
        self._busy.hide()
        self._enable(on=True)
        wrong = sum(not check.ok for check in checks)
        if wrong:
            words = tr(
                "{wrong} of {all} figures differ. Do not use this machine's figures.",
                wrong=wrong, all=len(checks),
            )  # fmt: skip
        else:
            words = tr("All {all} figures agree.", all=len(checks))
        self.verdict.setText(words)
        self._fill(checks)

    def _failed(self, error: Exception) -> None:
        self._busy.hide()
        self.again_button.setEnabled(True)
        self.verdict.setText(line_of(error))

    def _enable(self, *, on: bool) -> None:
        for made in (self.copy_button, self.save_button, self.again_button):
            made.setEnabled(on)

    def _fill(self, checks: list[Check]) -> None:
        self.table.setRowCount(len(checks))
        for line, check in enumerate(checks):
            figures = (f"{check.expected:.6g}", f"{check.computed:.6g}")
            verdict = tr("✓ agrees") if check.ok else tr("✕ differs")
            for column, text in enumerate((check.name, *figures, verdict, check.source)):
                self.table.setItem(line, column, self._item(text, column, ok=check.ok))

    def _item(self, text: str, column: int, *, ok: bool) -> QTableWidgetItem:
        made = QTableWidgetItem(text)
        made.setToolTip(text)
        if column in (1, 2):
            made.setTextAlignment(_FIGURES)
        if column == 3:
            made.setForeground(QColor(theme.CLEAR if ok else theme.ERROR))
        elif column == 4:
            made.setForeground(QColor(theme.QUIET))
        return made

    # the text --------------------------------------------------------------------------------------

    def text(self) -> str:
        """What is copied or saved: the program, the machine's kind, every check, the verdict."""
        machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
        return f"Shenton {inference.__version__}, {machine}\n\n{verify.text(self._checks)}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._note.setText(tr("Copied."))

    def _ask_save(self) -> None:
        title = tr("Save the checks as text")
        name, _kind = QFileDialog.getSaveFileName(self, title, "shenton-statistics.txt")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write :meth:`text` to ``path``."""
        text = self.text()
        self.keep(self._jobs.submit(Lane.STUDY, lambda: _write(path, text), self._saved, self._not_saved))

    def _saved(self, path: Path) -> None:
        self._note.setText(tr("✓ Saved to {path}", path=path))

    def _not_saved(self, error: Exception) -> None:
        self._note.setText(line_of(error))


def _write(path: Path, text: str) -> Path:
    try:
        write_whole(path, text)
    except OSError as error:
        raise ExportError("The text could not be written.", "Choose another folder.") from error
    return path
