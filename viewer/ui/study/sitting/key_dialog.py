"""Opens a study pack: whose it is, the reader's key, and the unpacking."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from viewer.app.i18n import tr
from viewer.app.jobs import JobRunner, Lane
from viewer.app.study.task import Task
from viewer.study.packs import study_pack
from viewer.study.packs.study_pack import Label, OpenPack
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, label, row, stack
from viewer.ui.study.desk.task_bars import StudyDialog


class KeyDialog(StudyDialog):
    """Asks for the key of a pack and unpacks it; :attr:`pack` is there when it was accepted.

    Args:
        path: the study pack.
        home: folder for the studies of this workstation.
    """

    opened = Signal(object)  # OpenPack

    def __init__(self, parent: QWidget | None, jobs: JobRunner, path: Path, home: Path) -> None:
        super().__init__(parent)
        self._jobs, self._path, self._home = jobs, path, home
        self._task: Task | None = None
        self.pack: OpenPack | None = None
        self.setWindowTitle(tr("Open a study pack"))
        self.setMinimumWidth(theme.px(480))
        self._build()
        self.keep(jobs.submit(Lane.STUDY, self._look, self._known, self._refused))

    def _build(self) -> None:
        self._whose = label(tr("Looking at the study pack…"), name="heading", wrap=True)
        why = tr("Whoever runs the study sends you the key separately from the pack.")
        self.line = QLineEdit(placeholderText=tr("Key, such as ABCD-EFGH-…"), maxLength=64)
        self.line.setAccessibleName(tr("Reader's key"))
        self.line.textChanged.connect(lambda _text: self._refresh())
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._busy.setAccessibleName(tr("The study pack is being unpacked"))
        self._note = label(wrap=True)
        self.open_button = button(tr("Open"), self.start, name="primary")
        self.open_button.setDefault(True)
        cancel = button(tr("Cancel"), self.reject)
        explained = label(why, name="quiet", wrap=True)
        foot = row(1, cancel, self.open_button)
        self.setLayout(
            stack(self._whose, explained, self.line, self._busy, self._note, foot, margin=4 * theme.STEP)
        )
        self._refresh()

    def _look(self) -> tuple[Label, str]:
        return study_pack.label(self._path), study_pack.known_key(self._path, self._home)

    def _known(self, found: tuple[Label, str]) -> None:
        self._whose.setText(tr("Study pack for the reader {code}", code=found[0].reader))
        if found[1]:
            self.line.setText(found[1])  # opened here before
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: Exception) -> None:
        self._whose.setText(tr("This study pack cannot be opened"))
        self._note.setText(line_of(error))
        self.line.setEnabled(False)
        self._refresh()

    def _refresh(self) -> None:
        self._busy.setVisible(self._task is not None)
        ready = self._task is None and self.line.isEnabled() and bool(self.line.text().strip())
        self.open_button.setEnabled(ready)

    def start(self) -> None:
        """Check the pack and unpack it."""
        key = self.line.text()
        work = partial(study_pack.unpack, self._path, key, self._home)
        self._task = Task(self._jobs, lambda step: work(step=step))
        self._task.done.connect(self._unpacked)
        self._task.failed.connect(self._failed)
        self._note.setText("")
        self._refresh()

    def _unpacked(self, opened: OpenPack) -> None:
        self._task, self.pack = None, opened
        self.accept()
        self.opened.emit(opened)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._note.setText(line_of(error))
        self._refresh()

    def cancel_jobs(self) -> None:
        super().cancel_jobs()
        if self._task is not None:
            self._task.silence()
            self._task = None
