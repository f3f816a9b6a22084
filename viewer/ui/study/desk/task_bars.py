"""Small parts that the windows of reader studies share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QWidget,
)

from viewer.app.i18n import tr
from viewer.app.jobs import Job
from viewer.app.study.task import Task
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import HEAD, button, label, row, stack


class StudyDialog(QDialog):
    """A dialog with jobs of its own: none of them speaks any more once it is closed."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._jobs_kept: list[Job] = []
        self.finished.connect(lambda _code: self.cancel_jobs())

    def keep(self, job: Job) -> Job:
        """Silence ``job`` when the dialog is closed."""
        self._jobs_kept.append(job)
        return job

    def cancel_jobs(self) -> None:
        for job in self._jobs_kept:
            job.cancel()
        self._jobs_kept = []


class TaskBar(QWidget):
    """What is being done, how far it is, and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._words, self._unit = label(), ""
        self._bar = QProgressBar(textVisible=False)
        self._bar.setMinimumWidth(120)
        self._total = 0
        stop = button(tr("Stop"), self._stop)
        line = row(self._words, self._bar, stop, spacing=3 * theme.STEP)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    @property
    def busy(self) -> bool:
        return self._task is not None

    def follow(self, task: Task, words: str, total: int = 0) -> None:
        """Show a task until it ends; ``total`` steps, 0 where that is not known."""
        self._task, self._total, self._unit = task, total, words
        self._bar.setRange(0, total)
        self._bar.setValue(0)
        self._bar.setAccessibleName(words)
        self._words.setText(words)
        task.progressed.connect(self._progressed)
        for signal in (task.done, task.failed):
            signal.connect(lambda _result: self._end())
        task.stopped.connect(self._end)
        self.show()

    def _progressed(self, count: int) -> None:
        if self._total:
            self._bar.setValue(min(count, self._total))
        of = tr("{what} {done} of {total}", what=self._unit, done=count, total=self._total)
        self._words.setText(of if self._total else f"{self._unit} {count}")

    def _stop(self) -> None:
        if self._task is not None:
            self._words.setText(tr("Stopping…"))
            self._task.stop()

    def _end(self) -> None:
        self._task = None
        self.hide()

    def silence(self) -> None:
        """The window closes."""
        if self._task is not None:
            self._task.silence()
            self._task = None


class AskBar(QWidget):
    """A question in its place, with what is lost or final said in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("askbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._do: Callable[[], object] | None = None
        self._words = label(wrap=True)
        self.yes = button(tr("Go on"), self._agreed, name="primary")
        no = button(tr("Not yet"), self.hide)
        self.setLayout(stack(self._words, row(1, no, self.yes), margin=3 * theme.STEP))
        self.hide()

    def ask(self, question: str, yes: str, do: Callable[[], object]) -> None:
        """Ask; ``do`` is called when it is agreed to."""
        self._words.setText(question)
        self.yes.setText(yes)
        self._do = do
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agreed(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()


def plain_table(heads: list[str], name: str, *, stretch: int) -> QTableWidget:
    """An empty table whose column ``stretch`` takes the room that is left."""
    made = QTableWidget(0, len(heads))
    made.setHorizontalHeaderLabels(heads)
    made.setAccessibleName(name)
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    head = made.horizontalHeader()
    head.setDefaultAlignment(HEAD)
    for column in range(len(heads)):
        fits = QHeaderView.ResizeMode.ResizeToContents
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if column == stretch else fits)
    return made
