"""The study desk: the studies that are run here, from their design to their report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from inference.model.bundle import Bundle
from viewer.app.i18n import many, mark, sentences, tr, translated
from viewer.app.prediction.model_service import LoadedModel
from viewer.app.study.pack_review import PackReview
from viewer.app.study.study_service import Merged, Sheet, StudyRoom
from viewer.app.study.task import Task
from viewer.study.design.sampling import StudyFilm
from viewer.study.packs import result_pack
from viewer.study.packs.study_pack import Reviewed
from viewer.ui.film.review.burned_in_review import ReviewPage
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, fitting, label, open_outside, row, stack
from viewer.ui.study.desk.study_page import StudyPage
from viewer.ui.study.desk.task_bars import AskBar, StudyDialog, TaskBar
from viewer.ui.study.sitting.words import films_text

LIST_WIDTH: Final = 220


class StudyDesk(StudyDialog):
    """Lists studies; one at a time is worked on.

    Args:
        model: in use now; it answers the films of a study that is locked here.
        sit: opens a study pack for reading.
        show_page: opens a report; the system's browser unless given.
    """

    def __init__(
        self,
        parent: QWidget | None,
        room: StudyRoom,
        model: LoadedModel | None,
        sit: Callable[[], object],
        show_page: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.show_page = show_page or open_outside
        self.room, self._model, self._sit = room, model, sit
        self.setWindowTitle(tr("Reader studies"))
        self.setAcceptDrops(True)
        self.resize(fitting(self, 1040, 680))
        self.list = QListWidget()
        self.list.setFixedWidth(theme.px(LIST_WIDTH))
        self.list.setAccessibleName(tr("Studies"))
        self.page, self.ask_bar, self.task_bar, self._side = StudyPage(), AskBar(), TaskBar(), QWidget()
        self.review: ReviewPage[StudyFilm] = ReviewPage()
        self._films: PackReview | None = None
        self._asked_packs: tuple[str, ...] = ()
        self._note = MessageLine(label(wrap=True))
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        self.new_button = button(tr("New study…"), self.ask_new, name="primary")
        open_ = button(tr("Open a study…"), self._ask_open)
        sit = button(tr("Read a study pack…"), self._leave_and_sit)
        left = stack(self.list, self.new_button, open_, sit, spacing=theme.STEP)
        left.setStretch(0, 1)
        self._side.setLayout(left)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_empty())
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.review)
        right = stack(self._pages, self.ask_bar, self.task_bar, self._note)
        right.setStretch(0, 1)
        middle = row(self._side, right, spacing=4 * theme.STEP)
        middle.setStretch(1, 1)
        close = button(tr("Close"), self.reject)
        self.setLayout(stack(middle, row(1, close), margin=4 * theme.STEP))

    def _build_empty(self) -> QWidget:
        made = QWidget()
        words = tr(
            "A study lets physicians and the model read the same films. It is designed here, locked, sent to "
            "the readers as one file each, merged from what they send back, and reported."
        )
        first = tr("Begin with New study: it asks for a folder of films with a reference standard.")
        made.setLayout(
            stack(
                1,
                label(tr("No study yet"), name="heading"),
                label(words, wrap=True), label(first, name="quiet", wrap=True), 2,
                spacing=3 * theme.STEP, margin=8 * theme.STEP,
            )
        )  # fmt: skip
        return made

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.room.known_changed.connect(self._fill)
        page = self.page
        page.edit_asked.connect(self._ask_edit)
        page.lock_asked.connect(self._ask_lock)
        page.packs_asked.connect(self._make_packs)
        page.merge_asked.connect(self._ask_results)
        page.report_asked.connect(self._ask_report)
        page.forget_asked.connect(self._forget)
        page.said.connect(self._note.setText)
        self.review.finished.connect(self._reviewed)
        self.review.left.connect(self._leave_review)

    # the list ------------------------------------------------------------------------------------

    def _fill(self) -> None:
        before = self.folder()
        self.list.blockSignals(True)
        self.list.clear()
        for folder in self.room.known:
            item = QListWidgetItem(folder.name)
            item.setToolTip(str(folder))
            item.setSizeHint(QSize(0, theme.line_height() + 3 * theme.STEP))
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            self.list.addItem(item)
        self.keep(self.room.titles(self._show_titles, self._say))
        names = [str(folder) for folder in self.room.known]
        self.list.setCurrentRow(names.index(str(before)) if str(before) in names else 0)
        self.list.blockSignals(False)
        self._show_current()

    def _show_titles(self, titles: Mapping[Path, str]) -> None:
        """Studies are known by their titles; one that cannot be read keeps its folder's name."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            folder = Path(item.data(Qt.ItemDataRole.UserRole))
            item.setText(titles.get(folder, folder.name))

    def folder(self) -> Path | None:
        """The study that is shown."""
        item = self.list.currentItem()
        return Path(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _show_current(self) -> None:
        folder = self.folder()
        self._note.setText("")
        self.ask_bar.hide()
        self._allow_page()
        if folder is None:
            self._pages.setCurrentIndex(0)
        else:
            self.keep(self.room.look(folder, self._show, self._not_shown))

    def _show(self, sheet: Sheet) -> None:
        if self.folder() == sheet.study.folder:
            self.page.show_sheet(sheet)
            self._pages.setCurrentWidget(self.page if self._films is None else self.review)
            self._allow_page()

    def _allow_page(self) -> None:
        """The page may be used once it shows the study that was chosen; while work goes on none is chosen."""
        shown, busy = self.page.sheet, self.task_bar.busy
        self.page.setEnabled(shown is not None and shown.study.folder == self.folder() and not busy)
        self.list.setEnabled(not busy)

    def _not_shown(self, error: Exception) -> None:
        self._pages.setCurrentIndex(0)
        self._note.add(line_of(error))  # a study that was taken off the list can still be put back

    def _say(self, error: Exception) -> None:
        self._note.setText(line_of(error))

    def _ask_open(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Open a study's folder"))
        if name:
            self.open_study(Path(name))

    def open_study(self, folder: Path) -> None:
        """Show a study and keep it in the list."""
        self.keep(self.room.look(folder, self._opened, self._say))

    def _opened(self, sheet: Sheet) -> None:
        self.room.remember(sheet.study.folder)
        self.list.setCurrentRow(0)

    def _forget(self) -> None:
        folder = self.folder()
        if folder is not None:
            back = self.room.forget(folder)
            self._note.offer(Undoable(tr("Taken off the list; nothing on the disk changed."), back))

    def _leave_and_sit(self) -> None:
        self.reject()
        self._sit()

    # design --------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Design a study."""
        self._design(None)

    def _ask_edit(self) -> None:
        self._design(self.page.sheet)

    def _design(self, sheet: Sheet | None) -> None:
        from viewer.ui.study.desk.design_dialog import NewStudyDialog

        dialog = NewStudyDialog(self, self.room, sheet)
        dialog.created.connect(self._opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # work ----------------------------------------------------------------------------------------

    def _run(self, task: Task, words: str, total: int, done: Callable[[Any], None]) -> None:
        self._note.setText("")
        self.task_bar.follow(task, words, total)  # first: it is free again when the others are told
        self._allow_page()
        task.done.connect(done)
        task.failed.connect(self._failed)
        task.stopped.connect(self._stopped)

    def _failed(self, error: Exception) -> None:
        self._allow_page()
        self._say(error)

    def _stopped(self) -> None:
        self._allow_page()
        self._note.setText(tr("Stopped; nothing was changed."))

    def _finished(self, sheet: Sheet) -> None:
        self._allow_page()
        self._show(sheet)

    def _ask_lock(self) -> None:
        sheet, model = self.page.sheet, self._model
        if sheet is None:
            return
        asked = tr("Lock the study? From then on films, protocol and readers cannot change.")
        if model is not None:
            more = tr(
                "{name} {version} answers every film now, and those answers are what is shown.",
                name=model.card.name, version=model.card.version,
            )  # fmt: skip
        else:
            more = tr("No model is in use: the study has no model's answers.")
        self.ask_bar.ask(
            sentences((asked, more)), tr("Lock the study"), lambda: self.lock(model.bundle if model else None)
        )

    def lock(self, bundle: Bundle | None) -> None:
        """Lock the study that is shown."""
        folder = self.folder()
        if folder is not None:
            task = self.room.lock(folder, bundle)
            self._run(task, tr("Reading the films:"), 0, self._locked)

    def _locked(self, sheet: Sheet) -> None:
        self._finished(sheet)
        count = len(sheet.study.need_lock().films)
        self._note.setText(
            sentences([tr("✓ Locked with {films}.", films=films_text(count)), translated(sheet.note)])
        )

    def _make_packs(self, codes: tuple[str, ...]) -> None:
        """Films that nobody has looked at for burned-in text are looked at first."""
        sheet = self.page.sheet
        if sheet is None:
            return
        if sheet.black is None:
            self._review(sheet, codes)
        else:
            self._write_packs(codes)

    def _review(self, sheet: Sheet, codes: tuple[str, ...]) -> None:
        self._end_review()
        self._note.setText("")
        self._asked_packs, self._films = codes, self.room.review(sheet.study)
        self._side.setEnabled(False)  # another study cannot come between a review and its packs
        self.setAcceptDrops(False)
        self._pages.setCurrentWidget(self.review)
        self.review.start(sheet.study.need_lock().films, self._films)

    def _reviewed(self, black: Reviewed) -> None:
        self._leave_review()
        self._write_packs(self._asked_packs, black)

    def _leave_review(self) -> None:
        self._end_review()
        self._pages.setCurrentWidget(self.page)

    def _end_review(self) -> None:
        self._side.setEnabled(True)
        self.setAcceptDrops(True)
        if self._films is not None:
            self._films.close()
            self._films = None

    def _write_packs(self, codes: tuple[str, ...], black: Reviewed | None = None) -> None:
        sheet, folder = self.page.sheet, self.folder()
        if sheet is not None and folder is not None:
            total = len(sheet.study.need_lock().films)
            task = self.room.make_packs(folder, codes, black)
            self._run(task, tr("Writing the films:"), total, self._packed)

    def _packed(self, sheet: Sheet) -> None:
        self._finished(sheet)
        folder = sheet.study.folder / "packs"
        words = tr("✓ The packs are in {folder}. Send each reader the key separately.", folder=folder)
        self._note.setText(sentences([words, translated(sheet.note)]))

    # results -------------------------------------------------------------------------------------

    def _ask_results(self) -> None:
        kinds = ";;".join((tr("Result packs (*{suffix})", suffix=result_pack.SUFFIX), tr("All files (*)")))
        names, _kind = QFileDialog.getOpenFileNames(self, tr("Merge result packs"), "", kinds)
        if names:
            self.merge([Path(name) for name in names])

    def take(self, files: Sequence[Path]) -> None:
        """Show the study to which result packs belong, and merge them into it."""
        if self.task_bar.busy:
            self._note.add(tr("Not merged: drop them again when what is being done has ended."))
            return
        self.keep(self.room.owner(files, lambda folder: self._take(folder, files), self._say))

    def _take(self, folder: Path | None, files: Sequence[Path]) -> None:
        if folder in self.room.known:
            self.list.setCurrentRow(self.room.known.index(folder))
        if self.folder() is None:
            self._note.setText(tr("Open the study that this result belongs to, then drop it here again."))
        self.merge(files)

    def merge(self, files: Sequence[Path]) -> None:
        """Merge result packs into the study that is shown."""
        folder = self.folder()
        if folder is not None and not self.task_bar.busy:
            task = self.room.merge(folder, files)
            self._run(task, tr("Merging:"), len(files), self._merged)

    def _merged(self, found: list[Merged]) -> None:
        lines = [merged_text(one) for one in found]
        self._show_current()
        self._note.setText("\n".join(lines))

    def _ask_report(self) -> None:
        folder = self.folder()
        if folder is not None:
            name = QFileDialog.getExistingDirectory(self, tr("Report into a folder"), str(folder))
            if name:
                self.report(Path(name))

    def report(self, out: Path) -> None:
        """Write the report of the study that is shown."""
        folder = self.folder()
        if folder is not None:
            from viewer.study.report.write import STEPS

            task = self.room.report(folder, out)
            self._run(task, tr("Writing the report: step"), STEPS, self._reported)

    def _reported(self, page: Path) -> None:
        self._allow_page()
        self._note.setText(tr("✓ The report is in {folder}", folder=page.parent))
        self.show_page(page)

    # drops and the end ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _results_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(_results_of(event))

    def cancel_jobs(self) -> None:
        super().cancel_jobs()
        self._end_review()
        self.task_bar.silence()


def _results_of(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return list(filter(result_pack.is_result, paths))


def merged_text(one: Merged) -> str:
    """What became of one result pack, a line."""
    if one.result is None:
        return tr("✕ {file}: {reason}", file=one.file, reason=translated(one.reason))
    reader, answers, missing = one.result.reader, many(len(one.result.answers), "answer"), one.result.missing
    words = mark("✓ {reader}: {answers} merged, {missing} missing")
    words = words if missing else mark("✓ {reader}: {answers} merged")
    return tr(words, reader=reader, answers=answers, missing=missing)
