"""One study on the desk: what it is, its readers, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from viewer.app.i18n import many, tr, translated
from viewer.app.study.study_service import Sheet
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack
from viewer.ui.study.desk.facts import answers_text, fact_lines, next_text, state_text
from viewer.ui.study.desk.task_bars import plain_table


class StudyPage(QWidget):
    """Shows a :class:`Sheet`; asks for the work through its signals."""

    edit_asked = Signal()
    lock_asked = Signal()
    packs_asked = Signal(tuple)  # codes
    merge_asked = Signal()
    report_asked = Signal()
    forget_asked = Signal()
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self._title, self._state = label(name="heading", wrap=True), label(wrap=True)
        self._facts, self._problem = label(name="quiet", wrap=True), label(wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problem.setStyleSheet(f"color: {theme.ERROR};")
        heads = [tr("Reader"), tr("Specialty"), tr("Years"), tr("Key"), tr("Pack"), tr("Answers")]
        self.table = plain_table(heads, tr("Readers of the study"), stretch=5)
        self._next = label(wrap=True)
        self._build()

    def _build(self) -> None:
        self.edit_button = button(tr("Change…"), self.edit_asked.emit)
        self.lock_button = button(tr("Lock the study…"), self.lock_asked.emit, name="primary")
        self.packs_button = button(tr("Make packs"), self._ask_packs)
        self.key_button = button(tr("Copy key"), self._copy_key)
        self.merge_button = button(tr("Merge results…"), self.merge_asked.emit)
        self.report_button = button(tr("Report…"), self.report_asked.emit)
        forget = button(
            tr("Remove from the list"), self.forget_asked.emit, name="link",
            tip=tr("Nothing on the disk changes"),
        )  # fmt: skip
        self._draft = row(self.edit_button, self.lock_button)
        actions = (self.packs_button, self.key_button, self.merge_button, self.report_button)
        for made in actions:
            made.hide()  # of a study that is locked
        line = row(self._draft, *actions, 1, forget)
        self.setLayout(
            stack(
                self._title, self._state, self._facts, self._problem, self.table, self._next, line,
                spacing=3 * theme.STEP,
            )
        )  # fmt: skip
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]
        self.table.itemSelectionChanged.connect(self._refresh)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a study as it stands."""
        self.sheet = sheet
        study = sheet.study
        self._title.setText(study.protocol.rules.title)
        self._state.setText(state_text(sheet))
        self._facts.setText("\n".join(fact_lines(sheet)))
        self._problem.setText(translated(sheet.problem))
        self._problem.setVisible(bool(sheet.problem))
        self._next.setText(next_text(sheet))
        self._fill(sheet)
        is_locked = study.locked is not None
        for made in (self.edit_button, self.lock_button):
            made.setVisible(not is_locked)
        for made in (self.packs_button, self.key_button, self.merge_button, self.report_button):
            made.setVisible(is_locked)
        self._refresh()

    def _fill(self, sheet: Sheet) -> None:
        self.table.setRowCount(len(sheet.readers))
        for line, reader in enumerate(sheet.readers):
            years = "" if reader.years is None else str(reader.years)
            pack = tr("✓ made") if reader.pack is not None else "–"
            texts = (reader.code, reader.specialty, years, reader.key or "–", pack, answers_text(reader))
            for column, text in enumerate(texts):
                self.table.setItem(line, column, QTableWidgetItem(text))

    def chosen(self) -> tuple[str, ...]:
        """Codes of the selected readers."""
        if self.sheet is None:
            return ()
        lines = sorted({index.row() for index in self.table.selectedIndexes()})
        return tuple(self.sheet.readers[line].code for line in lines if line < len(self.sheet.readers))

    def _refresh(self) -> None:
        codes = self.chosen()
        made = tr("Make {packs}", packs=many(len(codes), "pack"))
        self.packs_button.setText(made if codes else tr("Make all packs"))
        self.key_button.setEnabled(len(codes) == 1)
        done = self.sheet is not None and any(line.result is not None for line in self.sheet.readers)
        self.report_button.setEnabled(done)

    def _ask_packs(self) -> None:
        self.packs_asked.emit(self.chosen())

    def _copy_key(self) -> None:
        codes = self.chosen()
        if self.sheet is not None and len(codes) == 1:
            key = next(line.key for line in self.sheet.readers if line.code == codes[0])
            QGuiApplication.clipboard().setText(key)
            self.said.emit(tr("The key of {code} was copied.", code=codes[0]))
