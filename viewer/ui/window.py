"""The one window: worklist, film, answer and reading, and the line that says what this is not for.

Built without anything heavy, so that it is painted first; the film view comes in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QScrollArea, QSplitter, QWidget

from viewer.ui import theme
from viewer.ui.actions import ActionTable
from viewer.ui.answer_panel import AnswerPanel
from viewer.ui.error_bar import ErrorBar
from viewer.ui.reading_panel import ReadingPanel
from viewer.ui.widgets import ElidedLabel, button, label, row, stack
from viewer.ui.worklist_panel import WorklistPanel

NOT_FOR_DIAGNOSIS: Final = "Research use only, not for diagnosis"
FILM_WIDTH: Final = 720
"""The film gets at least so many pixels before the worklist gets any."""
ANSWER_LEAST: Final = 300


class MainWindow(QMainWindow):
    """Layout, columns, status line; what it shows is set by :class:`viewer.ui.desk.Desk`."""

    painted_first = Signal()
    closing = Signal()
    paths_dropped = Signal(list)
    overlays_hidden = Signal(bool)
    columns_changed = Signal()
    activity_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Shenton")
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(640, 400))
        self.actions_ = ActionTable(self)
        self.actions_.fill(self.menuBar())
        self._painted = False
        self._worklist_open, self._answer_open, self._film_only = True, True, False
        self._forced = False  # the reader opened the worklist although there is little room
        self._build()
        self._size_at_start()

    def _build(self) -> None:
        self.worklist = WorklistPanel()
        self.errors = ErrorBar()
        self.answer, self.reading = AnswerPanel(), ReadingPanel()
        self.view: QWidget = _Waiting()
        self._film_column = QWidget()
        self._film_column.setObjectName("filmcolumn")
        self._film_column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._film_layout = stack(self.errors, self.view, spacing=0)
        self._film_layout.setStretch(1, 1)
        self._film_column.setLayout(self._film_layout)
        self._rail = self._build_rail()
        self._answer_column = self._build_answer_column()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for part in (self.worklist, self._film_column, self._answer_column):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([260, 900, 320])
        middle = row(self._rail, self._splitter, spacing=0)
        whole = QWidget()
        whole.setLayout(stack(middle, self._build_status(), spacing=0))
        whole.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.setCentralWidget(whole)

    def _build_rail(self) -> QWidget:
        rail = QWidget()
        rail.setObjectName("column")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setFixedWidth(24)
        opener = button(
            "›", lambda: self.show_worklist(on=True), name="link", tip="Show the worklist (Ctrl+1)"
        )
        opener.setAccessibleName("Show the worklist")
        rail.setLayout(stack(opener, 1, margin=0))
        return rail

    def _build_answer_column(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("column")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setLayout(stack(self.answer, self.reading, 1, margin=3 * theme.STEP))
        column = QScrollArea()
        column.setWidget(inside)
        column.setWidgetResizable(True)
        column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.setMinimumWidth(ANSWER_LEAST)
        column.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return column

    def _build_status(self) -> QWidget:
        line = QWidget()
        line.setObjectName("statusline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model_text, self.message = ElidedLabel(), ElidedLabel(name="quiet")
        layout = row(self.model_text, self.message, label(NOT_FOR_DIAGNOSIS), spacing=4 * theme.STEP)
        layout.setContentsMargins(2 * theme.STEP, theme.STEP, 2 * theme.STEP, theme.STEP)
        line.setLayout(layout)
        return line

    def _size_at_start(self) -> None:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen is not None else QSize(1280, 800)
        self.resize(min(1600, room.width()), min(960, room.height()))

    # the film view comes later -------------------------------------------------------------------

    def put_view(self, view: QWidget) -> None:
        """Replace the waiting sentence by the film view."""
        self._film_layout.replaceWidget(self.view, view)
        self.view.deleteLater()
        self.view = view
        self._film_layout.setStretch(1, 1)
        view.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted_first.emit)

    # columns -------------------------------------------------------------------------------------

    def set_columns(self, *, worklist: bool, answer: bool, widths: tuple[int, int]) -> None:
        """Begin with remembered columns."""
        self._worklist_open, self._answer_open = worklist, answer
        rest = max(FILM_WIDTH, self.width() - sum(widths))
        self._splitter.setSizes([widths[0], rest, widths[1]])
        self._place_columns()

    def show_worklist(self, *, on: bool) -> None:
        self._worklist_open, self._film_only, self._forced = on, False, on
        self._place_columns()

    def show_answer(self, *, on: bool) -> None:
        self._answer_open, self._film_only = on, False
        self._place_columns()

    def show_film_only(self, *, on: bool) -> None:
        self._film_only = on
        self._place_columns()

    @property
    def columns(self) -> tuple[bool, bool]:
        """Whether worklist and answer are wanted, room or not."""
        return self._worklist_open, self._answer_open

    @property
    def widths(self) -> tuple[int, int]:
        """Widths of worklist and answer column."""
        first, _film, last = self._splitter.sizes()
        return first, last

    @property
    def answer_in_sight(self) -> bool:
        return self._answer_column.isVisible()

    @property
    def worklist_in_sight(self) -> bool:
        return self.worklist.isVisible()

    def _has_room(self) -> bool:
        answer = max(ANSWER_LEAST, self._splitter.sizes()[2] or 320) if self._answer_open else 0
        return self._forced or self.width() - answer - 260 >= FILM_WIDTH

    def _place_columns(self) -> None:
        worklist = self._worklist_open and not self._film_only and self._has_room()
        answer = self._answer_open and not self._film_only
        self.worklist.setVisible(worklist)
        self._rail.setVisible(not worklist and not self._film_only)
        self._answer_column.setVisible(answer)
        for name, on in (("worklist", worklist), ("answer", answer), ("film_only", self._film_only)):
            self.actions_[name].setChecked(on)
        self.columns_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            if event.oldSize().width() > 0:
                self._forced = self._forced and self.worklist.isVisible()
            self._place_columns()

    def remember_geometry(self) -> str:
        """Size, place and state, as text."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def recall_geometry(self, text: str) -> None:
        """Take back what :meth:`remember_geometry` gave; nonsense is ignored."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore"))))

    # keys, drops, the end ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.overlays_hidden.emit(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.overlays_hidden.emit(False)
            return
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.activity_changed.emit(self.isActiveWindow())
            if not self.isActiveWindow():
                self.overlays_hidden.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()

    def connect_actions(self, slots: dict[str, Callable[[], object]]) -> None:
        """The window's own actions and the desk's."""
        own: dict[str, Callable[[], object]] = {
            "quit": self.close,
            "worklist": lambda: self.show_worklist(on=not self.worklist.isVisible()),
            "answer": lambda: self.show_answer(on=not self._answer_column.isVisible()),
            "film_only": lambda: self.show_film_only(on=not self._film_only),
            "search": self._search,
        }
        self.actions_.connect_all({**own, **slots})

    def _search(self) -> None:
        if not self.worklist.isVisible():
            self.show_worklist(on=True)
        self.worklist.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.worklist.search.selectAll()


class _Waiting(QWidget):
    """Stands where the film view will be."""

    def __init__(self) -> None:
        super().__init__()
        words = label("Starting…", name="quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(stack(words))
