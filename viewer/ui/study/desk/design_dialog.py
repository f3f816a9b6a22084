"""The design of a study, a page after the other."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from inference.errors import StudyError
from viewer.app.i18n import tr
from viewer.app.study.kept_draft import Draft
from viewer.app.study.study_service import Sheet, StudyRoom
from viewer.app.study.task import Task
from viewer.study.design.protocol import Protocol
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, column, fitting, label, row, stack
from viewer.ui.study.desk.design_pages import FilmsPage, ReadersPage, ReadingPage, relative
from viewer.ui.study.desk.kept_entries import kept, put_back
from viewer.ui.study.desk.question_page import QuestionPage
from viewer.ui.study.desk.sample_size_page import SizePage
from viewer.ui.study.desk.task_bars import StudyDialog

STEPS_WIDTH: Final = 160


class NewStudyDialog(StudyDialog):
    """Designs a study, or changes one that is not locked; nothing is written before the last button."""

    created = Signal(object)  # Sheet

    def __init__(self, parent: QWidget | None, room: StudyRoom, sheet: Sheet | None = None) -> None:
        super().__init__(parent)
        self._room, self._sheet = room, sheet
        self._task: Task | None = None
        self.setWindowTitle(tr("New study") if sheet is None else tr("Change the study"))
        self.resize(fitting(self, 1060, 640))
        self.films, self.reading, self.readers = FilmsPage(room.jobs), ReadingPage(), ReadersPage()
        self.question, self.size_page = QuestionPage(), SizePage(room.jobs)
        self._build()
        if sheet is not None:
            self._show(sheet)
        self._begun = self._typed()
        if sheet is None and room.draft is not None:
            entries, taken = room.draft
            put_back(self, entries)
            self.films.expect(taken)
        self._refresh()

    def _build(self) -> None:
        self.steps, self._pages = QListWidget(), QStackedWidget()
        self.steps.setFixedWidth(theme.px(STEPS_WIDTH))
        self.steps.setAccessibleName(tr("Steps"))
        pages = (
            (tr("Films"), self.films),
            (tr("Reading"), self.reading),
            (tr("Readers"), self.readers),
            (tr("Question"), self.question),
            (tr("How many?"), self.size_page),
        )
        for words, page in pages:
            item = QListWidgetItem(words, self.steps)
            item.setSizeHint(QSize(0, theme.line_height() + 3 * theme.STEP))
            self._pages.addWidget(_scrolled(page))
        self.steps.currentRowChanged.connect(self._go)
        self._note = label(name="quiet", wrap=True)
        self._back = button(tr("Back"), lambda: self._go(self._pages.currentIndex() - 1))
        self.next_button = button(tr("Next"), lambda: self._go(self._pages.currentIndex() + 1))
        words = tr("Create the study") if self._sheet is None else tr("Save the changes")
        self.create_button = button(words, self.save, name="primary")
        cancel = button(tr("Cancel"), self.reject)
        middle = row(self.steps, self._pages, spacing=4 * theme.STEP)
        middle.setStretch(1, 1)
        foot = row(cancel, 1, self._back, self.next_button, self.create_button)
        self.setLayout(stack(middle, self._note, foot, margin=4 * theme.STEP))
        self.steps.setCurrentRow(0)
        self.reading.changed.connect(self._follow)
        for page in (self.films, self.reading, self.readers, self.question):
            page.changed.connect(self._refresh)
        self._follow()

    def _follow(self) -> None:
        """The question is about the arms and ratings of the design."""
        with suppress(StudyError):  # the reading page says itself what contradicts
            self.question.follow(self.reading.rules("-"))

    def _show(self, sheet: Sheet) -> None:
        protocol = sheet.study.protocol
        self.films.show_protocol(sheet.study.folder, protocol)
        self.reading.show_rules(protocol.rules)
        self.readers.show_readers(protocol.readers)
        self.question.follow(protocol.rules)
        self.question.show_question(protocol.plan, protocol.cutoffs)

    def reject(self) -> None:
        """Leave; a new study's entries are kept for the next time, those of a change go after a question."""
        if self._typed() == self._begun or self._asked():
            super().reject()

    def _asked(self) -> bool:
        """Whether the wizard may close; Enter stays.  What is to be kept for later is kept."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("Throw away what you have entered?"))
        go = box.addButton(tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        keep = None
        if self._sheet is None:
            keep = box.addButton(tr("Keep for later"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(tr("Keep on"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        chosen = box.clickedButton()
        if chosen is not go and (keep is None or chosen is not keep):
            return False
        if self._sheet is None:
            self._room.draft = self.draft() if chosen is keep else None
        return True

    def draft(self) -> Draft:
        """What was entered, to be put back by another wizard, in this run or a later one."""
        return kept(self), self.films.taken()

    def _typed(self) -> tuple[object, ...]:
        """What the fields hold now."""
        return tuple(kept(self))

    def _go(self, to: int) -> None:
        to = min(max(to, 0), self._pages.count() - 1)
        self._pages.setCurrentIndex(to)
        if self.steps.currentRow() != to:
            self.steps.setCurrentRow(to)
        self._refresh()

    def problem(self) -> str:
        """What keeps the study from being created, as a sentence."""
        if words := self.films.problem():
            return words
        try:
            protocol = self.protocol()
        except StudyError as error:
            return line_of(error)
        return "" if protocol.readers else tr("Name at least one reader.")

    def protocol(self) -> Protocol:
        """What was designed.

        Raises:
            StudyError: something contradicts itself; says what.
        """
        home = self.films.home.path()
        if home is None:
            raise StudyError("The study has no folder.", "Choose one.")
        return Protocol(
            rules=self.reading.rules(self.films.title.text().strip()),
            films=relative(self.films.films.path(), home),
            reference=relative(self.films.reference.path(), home),
            readers=self.readers.readers(),
            sampling=self.films.sampling(),
            practice=self.films.practice.value(),
            seed=self.films.seed.value(),
            purpose=self._sheet.study.protocol.purpose if self._sheet is not None else "",
            plan=self.question.plan(),
            cutoffs=self.question.cutoffs(),
        )

    def _refresh(self) -> None:
        at = self._pages.currentIndex()
        self._back.setEnabled(at > 0)
        self.next_button.setEnabled(at < self._pages.count() - 1)
        words = self.problem()
        self._note.setText(words)
        self.create_button.setEnabled(not words and self._task is None)

    def save(self) -> None:
        """Write the protocol."""
        home = self.films.home.path()
        if home is None or self.problem():
            return
        self._task = self._room.create(home, self.protocol())
        self._task.done.connect(self._created)
        self._task.failed.connect(self._failed)
        self._refresh()

    def _created(self, sheet: Sheet) -> None:
        self._task, self._room.draft = None, None
        self.accept()
        self.created.emit(sheet)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._refresh()
        self._note.setText(line_of(error))

    def cancel_jobs(self) -> None:
        super().cancel_jobs()
        self.films.cancel()
        self.size_page.cancel()
        if self._task is not None:
            self._task.silence()


def _scrolled(page: QWidget) -> QWidget:
    """A page that scrolls up and down: with large text it is taller than a small screen."""
    made = column(page)
    page.ensurePolished()
    bar = made.verticalScrollBar().sizeHint().width()
    made.setMinimumWidth(page.minimumSizeHint().width() + bar)
    return made
