"""The lines of the worklist on screen."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from viewer.app.worklist_entry import Entry
from viewer.ui.worklist.grouping import Level
from viewer.ui.worklist.line_painter import LineDelegate, head_height, line_height
from viewer.ui.worklist.worklist_model import ENTRY_ROLE, WorklistModel


class LineView(QTableView):
    """The lines themselves.  A table of one column: a list view would look at every line for each new one."""

    head_pressed = Signal(int)  # row
    menu_asked = Signal(int, object)  # row, -1 for none; QPoint on screen
    fold_asked = Signal(bool)  # of the current film's patient

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._heads: list[int] = []  # rows with the heights of headings
        self.setItemDelegate(LineDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(1)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(line_height())

    def place_heads(self, rows: list[tuple[int, Level]]) -> None:
        """Give the headings their heights, which films do not have.

        The table keeps a row's height when the model is reset: films where headings were get theirs back.
        """
        down = self.verticalHeader()
        blocked = QSignalBlocker(down)  # the table would lay itself out for each of them
        heights = {level: head_height(level) for level in Level}
        for at in self._heads:
            if at < down.count():
                down.resizeSection(at, down.defaultSectionSize())
        for at, level in rows:
            down.resizeSection(at, heights[level])
        self._heads = [at for at, _level in rows]
        blocked.unblock()
        self.updateGeometries()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        self._pressed = None
        model = self.model()
        if isinstance(model, WorklistModel) and model.head(row) is not None:
            if event.button() is Qt.MouseButton.LeftButton:
                self.head_pressed.emit(row)
            return
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self._pressed = event.position().toPoint()  # chosen when let go: it may become a drag
            return
        if event.button() is Qt.MouseButton.RightButton:  # a menu; the film on screen stays
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            row, self._pressed = self.rowAt(self._pressed.y()), None
            self._drag(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        row, self._pressed = self.rowAt(self._pressed.y()), None
        self.setCurrentIndex(self.model().index(row, 0))

    def mime(self, row: int) -> QMimeData | None:
        """The film of a line as something that can be dropped on a pane."""
        entry = self.model().index(row, 0).data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return None
        made = QMimeData()
        made.setUrls([QUrl.fromLocalFile(str(entry.path))])
        return made

    def _drag(self, row: int) -> None:
        mime = self.mime(row)
        if mime is not None:
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line under the mouse, or by the key that of the current one."""
        row, at = self.rowAt(event.pos().y()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            current = self.currentIndex()
            row, at = current.row(), self.viewport().mapToGlobal(self.visualRect(current).center())
        self.menu_asked.emit(row, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds the patient of the current film, Right opens it."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_asked.emit(event.key() == Qt.Key.Key_Left)
            return
        super().keyPressEvent(event)
