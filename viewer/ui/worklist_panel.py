"""The left column: search, films, how many."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QListView, QStackedWidget, QWidget

from viewer.services.worklist import Worklist
from viewer.ui import theme
from viewer.ui.widgets import TypingLine, button, label, stack
from viewer.ui.worklist_model import LineDelegate, Order, WorklistModel, WorklistOrder

_SEARCH_AFTER_MS: Final = 120


class WorklistPanel(QWidget):
    """Shows a :class:`Worklist`; says which line the reader wants."""

    chosen = Signal(int)  # position in the worklist
    in_sight = Signal(list)  # positions on screen, for the small pictures
    open_folder_asked = Signal()
    demonstration_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._worklist: Worklist | None = None
        self._order: WorklistOrder | None = None
        self._build()

    def _build(self) -> None:
        self.search = TypingLine("Search", "Search the worklist")
        self.search.setClearButtonEnabled(True)
        self._sort = QComboBox()
        self._sort.addItems([order.value for order in Order])
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sort.setAccessibleName("Order of the worklist")
        self.view = QListView()
        self.view.setItemDelegate(LineDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName("Worklist")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._no_match_page())
        self._count = label(name="quiet")
        head = stack(self.search, self._sort, margin=2 * theme.STEP)
        foot = stack(self._count, margin=2 * theme.STEP)
        self.setLayout(stack(head, self._pages, theme.rule(), foot, spacing=0))
        self._pages.setCurrentIndex(1)
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._delay.timeout.connect(self._apply_search)
        self.search.textChanged.connect(lambda _text: self._delay.start())
        self._sight = QTimer(self, singleShot=True, interval=60)
        self._sight.timeout.connect(self._tell_sight)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = label(
            "No films are open. Open a folder or a DICOMDIR, or drop films on the window.", wrap=True
        )
        folder = button("Open folder…", self.open_folder_asked.emit, name="primary")
        films = button("Show demonstration films", self.demonstration_asked.emit)
        page.setLayout(stack(words, folder, films, 1, margin=3 * theme.STEP))
        return page

    def _no_match_page(self) -> QWidget:
        page = QWidget()
        words = label("No film matches the search.", wrap=True)
        page.setLayout(stack(words, button("Clear the search", self.search.clear), 1, margin=3 * theme.STEP))
        return page

    def attach(self, worklist: Worklist) -> None:
        """Follow a worklist from now on."""
        self._worklist = worklist
        self._order = WorklistOrder(WorklistModel(worklist))
        self._order.setParent(self)
        self._order.sourceModel().setParent(self)
        self.view.setModel(self._order)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._sort.currentTextChanged.connect(lambda text: self._set_order(Order(text)))
        for signal in (self._order.rowsInserted, self._order.rowsRemoved, self._order.modelReset):
            signal.connect(self._refresh)
        self._order.layoutChanged.connect(self._refresh)
        worklist.scanning_changed.connect(lambda _on: self._refresh())
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._sight.start())
        self._refresh()

    def _set_order(self, order: Order) -> None:
        if self._order is not None:
            self._order.set_order(order)
            self.view.scrollTo(self.view.currentIndex())

    def _apply_search(self) -> None:
        if self._order is not None:
            self._order.set_search(self.search.text())
            self._refresh()

    def _refresh(self) -> None:
        if self._worklist is None or self._order is None:
            return
        total, shown = len(self._worklist.entries), self._order.rowCount()
        empty = 1 if not total else 2
        self._pages.setCurrentIndex(0 if shown or self._worklist.scanning else empty)
        self._count.setText(self.count_text())
        self._sight.start()

    def count_text(self) -> str:
        """How many films, e.g. ``12 of 214``, and whether more are still coming."""
        if self._worklist is None or self._order is None:
            return ""
        total, shown = len(self._worklist.entries), self._order.rowCount()
        at = self.view.currentIndex().row() + 1
        if self._worklist.scanning:
            return f"{total} films, still looking…"
        if shown != total:
            return f"{shown} of {total} match"
        return f"{at} of {total}" if at else (f"{total} films" if total else "")

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._count.setText(self.count_text())
        if self._order is not None and current.isValid():
            self.chosen.emit(self._order.mapToSource(current).row())

    def select(self, position: int) -> None:
        """Make a line current; :attr:`chosen` follows."""
        if self._order is None:
            return
        source = self._order.sourceModel()
        at = self._order.mapFromSource(source.index(position, 0))
        if at.isValid():
            self.view.setCurrentIndex(at)
            self.view.scrollTo(at)

    def step(self, by: int) -> None:
        """Go down or up the list as it is shown."""
        at = self.neighbour(by)
        if at is not None and at.isValid():
            self.view.setCurrentIndex(at)
            self.view.scrollTo(at)

    def neighbour(self, by: int) -> QModelIndex | None:
        if self._order is None or not self._order.rowCount():
            return None
        now = self.view.currentIndex().row()
        wanted = min(max(now + by, 0), self._order.rowCount() - 1)
        return None if wanted == now else self._order.index(wanted, 0)

    def ahead(self, by: int = 1) -> int | None:
        """Position in the worklist of the line that a step would reach."""
        at = self.neighbour(by)
        return None if at is None or self._order is None else self._order.mapToSource(at).row()

    def positions_in_sight(self) -> list[int]:
        """The lines on screen, top first."""
        if self._order is None or not self.isVisible():
            return []
        box = self.view.viewport().rect()
        first = self.view.indexAt(QPoint(4, 4)).row()
        last = self.view.indexAt(QPoint(4, box.bottom() - 4)).row()
        if first < 0:
            return []
        last = last if last >= 0 else self._order.rowCount() - 1
        return [self._order.mapToSource(self._order.index(at, 0)).row() for at in range(first, last + 1)]

    def _tell_sight(self) -> None:
        self.in_sight.emit(self.positions_in_sight())
