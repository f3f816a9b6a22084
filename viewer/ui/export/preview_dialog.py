"""What an export will write: its files, and those of the first reading as they will be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QListWidget, QPlainTextEdit, QWidget

from viewer.app.export_preview import Shown, files_of
from viewer.app.export_service import ExportService
from viewer.app.i18n import many, mark, tr
from viewer.export.cases import ExportCase
from viewer.export.exporter import PIXELS, Plan
from viewer.ui.export.picture import Picture, pixmap
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, fitting, label, row, stack

NOT_BLACK_YET: Final = mark(
    "You look at each film for burned-in text before it leaves; what you cover then is black in the files."
)


class PreviewDialog(QDialog):
    """A list of files beside the text of the one that is chosen; nothing is written for it."""

    def __init__(
        self, parent: QWidget, service: ExportService, plan: Plan, cases: Sequence[ExportCase]
    ) -> None:
        super().__init__(parent)
        self._shown: list[Shown] = []
        self._closed = False
        self.setWindowTitle(tr("What will be written"))
        self.resize(fitting(self, 860, 700))
        lines = files_of(plan, cases)
        self.files = label("\n".join(line.name for line in lines))
        counts = label("\n".join(many(line.count, "file") for line in lines), name="quiet")
        self.list, self.text = QListWidget(), QPlainTextEdit(readOnly=True)
        self.list.setAccessibleName(tr("Files of the first reading"))
        self.text.setAccessibleName(tr("What stands in the file"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItem(tr("Preparing…"))
        self.list.currentRowChanged.connect(self._choose)
        self.picture = Picture()
        self.note = label(tr(NOT_BLACK_YET), name="quiet", wrap=True)
        self.note.setVisible(not plan.identity.keeps and bool(plan.kinds & PIXELS))
        page = stack(self.picture, self.text)
        page.setStretch(0, 3)
        page.setStretch(1, 2)
        both = row(self.list, page)
        both.setStretch(0, 2)
        both.setStretch(1, 5)
        heads = (label(tr("All files"), name="heading"), row(self.files, counts, 1, spacing=6 * theme.STEP))
        first = label(tr("The first reading's files, as they will be"), name="heading")
        close = button(tr("Close"), self.accept)
        whole = stack(*heads, first, both, self.note, row(1, close), margin=4 * theme.STEP)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.picture.hide()
        self.finished.connect(self._end)
        service.contents(plan, cases[0], self._arrived, self._failed)

    def _end(self, _code: int) -> None:
        self._closed = True

    def _arrived(self, shown: list[Shown]) -> None:
        if self._closed:
            return
        self._shown = shown
        self.list.clear()
        self.list.addItems([one.name for one in shown])
        self.list.setCurrentRow(0)

    def _failed(self, error: Exception) -> None:
        """The files cannot be worked out; why stands where they would."""
        if self._closed:
            return
        self._shown = []
        self.list.clear()
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setPlainText(line_of(error))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            shown = self._shown[at]
            self.text.setPlainText(shown.text)
            self.text.setVisible(bool(shown.text))
            self.picture.setVisible(shown.picture is not None)
            if shown.picture is not None:
                self.picture.set_picture(pixmap(shown.picture))
