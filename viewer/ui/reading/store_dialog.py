"""The store of readings: check it, back it up, put a backup back, take in another store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QLayout, QMessageBox, QProgressBar, QWidget

from inference.errors import StoreError
from viewer.app.i18n import many, mark, sentences, tr, translated
from viewer.app.store_service import StoreService
from viewer.store.maintenance import Maintenance
from viewer.ui.reading.saved_words import clock_time
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, label, row, stack, while_open

if TYPE_CHECKING:
    from viewer.store.merge import MergeReport
    from viewer.store.rows import StoreReport
    from viewer.store.store import Store

_KIND = mark("Stores (*.sqlite);;All files (*)")


class StoreDialog(QDialog):
    """Four works on the whole store, one at a time, each with its progress and its end in words."""

    def __init__(self, parent: QWidget, store: StoreService) -> None:
        super().__init__(parent)
        self._store = store
        self.setWindowTitle(tr("The store of readings"))
        self.setMinimumWidth(theme.px(560))
        self._counts = label(wrap=True)
        self.said = label(wrap=True)
        self._bar = QProgressBar(minimum=0, maximum=100, textVisible=False)
        self._bar.setAccessibleName(tr("Progress"))
        self.stop = button(tr("Stop"), store.stop)
        self._close = button(tr("Close"), self.accept)
        parts: tuple[QWidget | QLayout | int, ...] = (
            label(tr("Every reading, correction and undo, on this computer only"), name="heading"),
            self._counts,
            theme.rule(),
            *self._works(),
            theme.rule(),
            row(self._bar, self.stop),
            self.said,
            1,
            row(1, self._close),
        )
        self.setLayout(stack(*parts, margin=4 * theme.STEP, spacing=3 * theme.STEP))
        store.progress.connect(self._progressed)
        self._set_busy("")
        self._count()

    def _works(self) -> list[QWidget]:
        self.check_button = button(tr("Check"), self._check)
        self.backup_button = button(tr("Back up…"), self._ask_backup)
        self.restore_button = button(tr("Restore a backup…"), self._ask_restore)
        self.merge_button = button(tr("Merge another store…"), self._ask_merge)
        explained = (
            (self.check_button, tr("Whether anything was changed outside the program.")),
            (
                self.backup_button,
                tr("A whole, checked copy, as confidential as the store: its paths may name patients."),
            ),
            (self.restore_button, tr("Takes the place of the present store, which is kept beside it.")),
            (
                self.merge_button,
                tr("Takes in what another workstation's store holds and this one lacks."),
            ),
        )
        return [self._line(made, words) for made, words in explained]

    @staticmethod
    def _line(made: QWidget, words: str) -> QWidget:
        made.setFixedWidth(theme.px(180))
        line = QWidget()
        line.setLayout(row(made, label(words, name="quiet", wrap=True), spacing=3 * theme.STEP))
        line.layout().setStretch(1, 1)  # type: ignore[union-attr]
        return line

    # what it holds

    def _count(self) -> None:
        if self._store.usable:
            self._store.call(_counted, while_open(self, self._show_counts), while_open(self, self._failed))
        else:
            self._counts.setText(tr("The store is not open. A backup can be restored."))

    def _show_counts(self, found: tuple[StoreReport, str]) -> None:
        report, backup = found
        said = tr("Last backup: {backup}.", backup=clock_time(backup)) if backup else tr("Never backed up.")
        self._counts.setText(sentences((counts_text(report), said)))

    def _set_busy(self, words: str) -> None:
        usable = self._store.usable
        for made in (self.check_button, self.backup_button, self.merge_button):
            made.setEnabled(usable and not words)
        self.restore_button.setEnabled(not words)
        self._bar.setVisible(bool(words))
        self.stop.setVisible(bool(words))
        self._close.setEnabled(not words)
        if words:
            self.said.setText(words)

    def _progressed(self, part: float) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(round(100 * part))

    def _start(self, words: str, *, stops: bool = True) -> None:
        self._bar.setRange(0, 0)
        self._set_busy(words)
        self.stop.setVisible(stops)

    def _end(self, words: str) -> None:
        self._set_busy("")
        self.said.setText(words)
        self._count()

    def _failed(self, error: Exception) -> None:
        self._end("✕ " + line_of(error))

    def reject(self) -> None:
        """Escape: not in the middle of a work."""
        if self._close.isEnabled():
            super().reject()

    # the works

    def _check(self) -> None:
        words = tr("Checking the file, its rows and the chain that records every change…")
        self._start(words, stops=False)  # it is one question to the store
        self._store.call(lambda store: Maintenance(store).check(), self._checked, self._failed)

    def _checked(self, report: StoreReport) -> None:
        self._end(
            tr("✓ The store is whole; {steps:,} steps of its history verified.", steps=report.audit_rows)
        )

    def _ask_backup(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, tr("Back up the store"), "shenton-backup.sqlite", tr(_KIND)
        )
        if name:
            self.back_up(Path(name))

    def back_up(self, target: Path) -> None:
        """Write a backup."""
        self._start(tr("Copying and checking the copy…"))
        done = tr("✓ Backed up to {target}.", target=target)
        self._store.backup(target, lambda _report: self._end(done), self._failed)

    def _ask_restore(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("Restore a backup"), "", tr(_KIND))
        if not name:
            return
        try:
            self._store.look(Path(name))
        except StoreError as error:
            self._failed(error)
            return
        if self._sure():
            self.restore(Path(name))

    def _sure(self) -> bool:
        """Restoring is asked about first: readings since the backup go out of sight."""
        question = QMessageBox(self)
        question.setWindowTitle(tr("Restore a backup"))
        question.setText(tr("Put this backup in the place of the present store?"))
        question.setInformativeText(
            tr("Readings made since the backup will not be shown. The present store is kept beside it.")
        )
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        yes = question.addButton(tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        question.exec()
        return question.clickedButton() is yes

    def restore(self, source: Path) -> None:
        """Restore a backup that was asked about."""
        self._start(tr("Checking the backup and putting it in place…"))
        self._store.restore(source, self._restored, self._failed)

    def _restored(self, kept: Path | None) -> None:
        before = tr("The store as it was: {kept}.", kept=kept) if kept else ""
        self._end(sentences((tr("✓ Restored."), before)))

    def _ask_merge(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("Merge another store"), "", tr(_KIND))
        if name:
            self.merge(Path(name))

    def merge(self, source: Path) -> None:
        """Take in another store."""
        self._start(tr("Checking both stores and taking in what is new…"))
        self._store.merge(source, self._merged, self._failed)

    def _merged(self, report: MergeReport) -> None:
        self._end("✓ " + translated(report.words))


def _counted(store: Store) -> tuple[StoreReport, str]:
    return Maintenance(store).report(), Maintenance(store).last_backup()


def counts_text(report: StoreReport) -> str:
    """How much the store holds, in a sentence."""
    return tr(
        "{readings} of {films} by {readers}.",
        readings=many(report.readings, "reading"), films=many(report.films, "film"),
        readers=many(report.readers, "reader"),
    )  # fmt: skip
