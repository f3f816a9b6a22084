"""The one window: worklist, film, answer and reading, and the line that says what this is not for.

Built without anything heavy, so that it is painted first; panels and film view come in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from PySide6.QtWidgets import QLayout, QMainWindow, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell import focused, theme
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.theme import NOT_FOR_DIAGNOSIS
from viewer.ui.shell.toolbar import toolbar
from viewer.ui.shell.undoable import MessageLine
from viewer.ui.shell.widgets import ElidedLabel, button, fill, label, row, stack

if TYPE_CHECKING:
    from viewer.ui.prediction.prediction_panel import AnswerPanel
    from viewer.ui.reading.reading_panel import ReadingPanel
    from viewer.ui.shell.error_bar import ErrorBar
    from viewer.ui.worklist.worklist_panel import WorklistPanel

FILM_WIDTH: Final = 720
"""The film gets at least so many pixels before the worklist gets any."""
ANSWER_LEAST: Final = 300
WORKLIST_LEAST: Final = 180


class MainWindow(QMainWindow):
    """Layout, columns, status line; :mod:`viewer.ui.main.main_presenter` sets what it shows."""

    painted_first = Signal()
    closing = Signal()
    paths_dropped = Signal(list)
    overlays_hidden = Signal(bool)
    columns_changed = Signal()
    activity_changed = Signal(bool)

    worklist: WorklistPanel
    errors: ErrorBar
    answer: AnswerPanel
    reading: ReadingPanel

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Shenton")
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(640, 400))
        self.actions_ = ActionTable(self)
        self.actions_.fill(self.menuBar())
        self._tools = toolbar(self.actions_, self)
        self.addToolBar(self._tools)
        self._painted = False
        self._view: QWidget | None = None
        self._worklist_open, self._answer_open, self._film_only = True, True, False
        self._forced = False  # the reader opened the worklist although there is little room
        self._build()
        self._size_at_start()

    def _build(self) -> None:
        self._worklist_column, self._film_column = _column("column"), _column("filmcolumn")
        self._worklist_column.setMinimumWidth(theme.px(WORKLIST_LEAST))
        self._answer_column, self._answer_inside = QScrollArea(), _column("column", margin=3 * theme.STEP)
        inside = self._answer_inside.layout()
        assert inside is not None
        inside.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # grows before its rows are placed
        self._answer_column.setWidget(self._answer_inside)
        self._answer_column.setWidgetResizable(True)
        self._answer_column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._answer_column.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # no jump
        self._answer_column.setMinimumWidth(theme.px(ANSWER_LEAST))
        self._answer_column.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rail = self._build_rail()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for part in (self._worklist_column, self._film_column, self._answer_column):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([theme.px(260), 900, theme.px(320)])
        middle = row(self._rail, self._splitter, spacing=0)
        whole = QWidget()
        whole.setLayout(stack(middle, self._build_status(), spacing=0))
        whole.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.setCentralWidget(whole)

    def _build_rail(self) -> QWidget:
        rail = _column("column")
        rail.setFixedWidth(24)
        opener = button(
            "›", lambda: self.show_worklist(on=True), name="link", tip=tr("Show the worklist (Ctrl+1)")
        )
        opener.setAccessibleName(tr("Show the worklist"))
        _fill(rail, opener, 1)
        return rail

    def _build_status(self) -> QWidget:
        line = QWidget()
        line.setObjectName("statusline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = ElidedLabel(name="quiet")
        self.model_text, self.message = ElidedLabel(), MessageLine(words, own_key=False)
        self.tool_text = label(name="quiet")
        self.model_text.setText(tr("Starting…"))
        least, most = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        for part in (words, self.message):
            part.setSizePolicy(least, QSizePolicy.Policy.Fixed)  # what is said now has its room first
        self.model_text.setSizePolicy(most, QSizePolicy.Policy.Fixed)
        self.model_text.setMinimumWidth(theme.px(120))
        layout = row(
            self.model_text,
            self.message,
            self.tool_text,
            label(tr(NOT_FOR_DIAGNOSIS)),
            spacing=4 * theme.STEP,
        )
        layout.setStretch(0, 1)
        layout.setContentsMargins(2 * theme.STEP, theme.STEP, 2 * theme.STEP, theme.STEP)
        line.setLayout(layout)
        return line

    def _size_at_start(self) -> None:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen is not None else QSize(1280, 800)
        self.resize(min(1600, room.width()), min(960, room.height()))

    def furnish(self, view: QWidget) -> None:
        """Put the panels and the film view in; they are imported only now, behind the painted window."""
        from viewer.ui.prediction.prediction_panel import AnswerPanel
        from viewer.ui.prediction.verdict_foot import VerdictFoot
        from viewer.ui.reading.reading_panel import ReadingPanel
        from viewer.ui.shell.error_bar import ErrorBar
        from viewer.ui.worklist.worklist_panel import WorklistPanel

        self.worklist, self.errors = WorklistPanel(), ErrorBar()
        self.answer, self.reading = AnswerPanel(), ReadingPanel()
        _fill(self._worklist_column, self.worklist)
        self.film_split = QSplitter(Qt.Orientation.Horizontal)
        self.film_split.setHandleWidth(1)
        self.film_split.setChildrenCollapsible(False)
        self.film_split.addWidget(view)
        _fill(self._film_column, self.errors, self.film_split)
        for part in (view, self.film_split):  # an error's bar takes the height of its words, no more
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        _fill(self._answer_inside, self.reading, self.answer, self.reading.more, 1)
        self.verdict_foot = VerdictFoot(self._answer_column, self.answer)
        self._view = view
        self.errors.closed.connect(self._focus_film)
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
        self._focus_film()

    def show_answer(self, *, on: bool) -> None:
        self._answer_open, self._film_only = on, False
        self._place_columns()
        self._focus_film()

    def show_film_only(self, *, on: bool) -> None:
        self._film_only = on
        self._place_columns()
        self._focus_film()

    def _focus_film(self) -> None:
        """A column came or went: the keys are the film's."""
        if self._view is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

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
        return self._worklist_column.isVisible()

    def _has_room(self) -> bool:
        wide = max(theme.px(ANSWER_LEAST), self._splitter.sizes()[2] or theme.px(320))
        answer = wide if self._answer_open else 0
        return self._forced or self.width() - answer - theme.px(260) >= FILM_WIDTH

    def _place_columns(self) -> None:
        worklist = self._worklist_open and not self._film_only and self._has_room()
        answer = self._answer_open and not self._film_only
        self._worklist_column.setVisible(worklist)
        self._rail.setVisible(not worklist and not self._film_only)
        self._answer_column.setVisible(answer)
        self._tools.setVisible(not self._film_only)
        for name, on in (("worklist", worklist), ("answer", answer), ("film_only", self._film_only)):
            self.actions_.check(name, on=on)
        self.columns_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tools.fit(event.size().width())
        if event.oldSize().width() != event.size().width():
            if event.oldSize().width() > 0:
                self._forced = self._forced and self._worklist_column.isVisible()
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
        if focused.press(event, self.focusWidget()):
            return
        if event.key() == self.actions_.held_key("hide_overlays"):
            if not event.isAutoRepeat():
                self.overlays_hidden.emit(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == self.actions_.held_key("hide_overlays"):
            if not event.isAutoRepeat():
                self.overlays_hidden.emit(False)
            return
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Actions are enabled as things stand before a key is matched: keys in a row are not lost.

        A key of the control that has the keyboard is no shortcut.
        """
        if event.type() is QEvent.Type.ShortcutOverride:
            self.actions_.due.settle()
            if isinstance(event, QKeyEvent) and focused.is_its_own(event, self.focusWidget()):
                event.accept()
                return True
        return super().event(event)

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
            "worklist": lambda: self.show_worklist(on=not self._worklist_column.isVisible()),
            "answer": lambda: self.show_answer(on=not self._answer_column.isVisible()),
            "film_only": lambda: self.show_film_only(on=not self._film_only),
            "search": self._search,
        }
        self.actions_.connect_all({**own, **slots})

    def _search(self) -> None:
        if not self._worklist_column.isVisible():
            self.show_worklist(on=True)
        self.worklist.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.worklist.search.selectAll()


def _column(name: str, margin: int = 0) -> QWidget:
    """An empty column of its colour."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(stack(spacing=2 * theme.STEP if margin else 0, margin=margin))
    return made


def _fill(column: QWidget, *parts: QWidget | int) -> None:
    layout = column.layout()
    if isinstance(layout, QVBoxLayout):
        fill(layout, parts)
