"""The model's verdict at the foot of its column, while the line itself lies below the edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from viewer.app.i18n import tr
from viewer.ui.prediction.prediction_panel import AnswerPanel
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, StateMark, row


class VerdictFoot(QWidget):
    """Lies over the lowest line of the column, so that nothing moves when it comes; a click goes there."""

    def __init__(self, column: QScrollArea, panel: AnswerPanel) -> None:
        super().__init__(column)
        self._column, self._panel = column, panel
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setToolTip(tr("To the model's answer"))
        self._mark, self._words = StateMark(), ElidedLabel()
        line = row(self._mark, self._words)
        line.setStretch(1, 1)
        line.setContentsMargins(3 * theme.STEP, theme.STEP, 3 * theme.STEP, theme.STEP)
        self.setLayout(line)
        self.hide()
        for part in (column.viewport(), panel, panel.verdict_line):  # told when its own place changes, too
            part.installEventFilter(self)
        bar = column.verticalScrollBar()
        bar.valueChanged.connect(self.place)
        bar.rangeChanged.connect(self.place)
        panel.told.connect(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def place(self) -> None:
        """Show it where the verdict is not wholly in sight."""
        state, words = self._panel.verdict
        sight, line = self._column.viewport(), self._panel.verdict_line
        below = line.mapTo(sight, QPoint(0, line.height())).y() > sight.height()
        self.setVisible(state is not None and below)
        if self.isVisibleTo(self._column):
            self._mark.set_state(state)
            self._words.setText(words)
            self.setAccessibleName(words)
            high = self.sizeHint().height()
            self.setGeometry(0, sight.height() - high, sight.width(), high)
            self.raise_()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._column.ensureWidgetVisible(self._panel.verdict_line, 0, 12 * theme.STEP)
