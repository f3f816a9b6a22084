"""The whole history of a film's label on one screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from viewer.app.i18n import mark, tr
from viewer.app.prediction.prediction_text import reading_text
from viewer.app.reading.history import Step, label_history
from viewer.app.reading.service import ReadingService
from viewer.app.store_service import StoreService
from viewer.store.disagreements import ADJUDICATION
from viewer.ui.reading.saved_words import clock_time
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import HEAD, button, fitting, label, row, stack

HEADS: Final = (
    mark("When"),
    mark("Reader"),
    mark("Step"),
    mark("Answer"),
    mark("Confidence"),
    mark("Marks"),
    mark("Time"),
    mark("Had seen"),
)


class HistoryDialog(QDialog):
    """Every step that the reader may see; the answers that count now are bright."""

    def __init__(self, parent: QWidget, store: StoreService, readings: ReadingService) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History of this film's answers"))
        self.resize(fitting(self, 960, 420))
        self._said = label(tr("Reading the store…"), name="quiet", wrap=True)
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels([tr(head) for head in HEADS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setDefaultAlignment(HEAD)
        self.table.setAccessibleName(tr("Steps, oldest first"))
        close = button(tr("Close"), self.accept)
        self.setLayout(stack(self._said, self.table, row(1, close), margin=4 * theme.STEP))
        film, reader, adjudicating = readings.film, readings.reader, readings.adjudicating
        self._blind = not adjudicating
        if film is not None:
            self._job = store.call(
                lambda opened: label_history(opened, film.pixel_sha256, reader, adjudicating=adjudicating),
                self._show,
                lambda error: self._said.setText(line_of(error)),
            )
            self.finished.connect(lambda _code: self._job.cancel())

    def _show(self, found: list[Step]) -> None:
        own = tr("Your own steps; what other readers answered is hidden until you settle differences.")
        every = tr("The steps of every reader. Answers that count now are bright.")
        nothing = (
            tr("Nobody has answered this film yet.")
            if not self._blind
            else tr("You have not answered this film yet.")
        )
        self._said.setText(nothing if not found else (own if self._blind else every))
        self.table.setRowCount(len(found))
        for line, step in enumerate(found):
            for column, words in enumerate(cells(step)):
                item = QTableWidgetItem(words)
                item.setForeground(QColor(theme.TEXT if step.counts else theme.QUIET))
                self.table.setItem(line, column, item)


def cells(step: Step) -> tuple[str, ...]:
    """One line of the table."""
    reading = step.reading
    sure = "" if reading.confidence is None else f"{reading.confidence} %"
    marks = str(len(reading.regions)) if reading.regions else ""
    answer = reading_text(reading.ao_class, reading.side)
    what = tr("{what} (settling)", what=step.words) if step.mode == ADJUDICATION else step.words
    seconds = f"{reading.seconds:.0f} s" if not reading.retracted else ""
    return clock_time(reading.decided_at), reading.reader, what, answer, sure, marks, seconds, saw(step)


def saw(step: Step) -> str:
    """What of the model the reader had seen when answering."""
    shown = step.reading.shown
    if shown.map_visible:
        return tr("model's answer and map")
    return tr("model's answer") if shown.answer_visible else tr("film only")
