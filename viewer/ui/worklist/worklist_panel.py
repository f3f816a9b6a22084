"""The left column: search, films, how many."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHeaderView, QStackedWidget, QTableView, QWidget

from viewer.app.i18n import many, tr
from viewer.app.worklist import Worklist
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import TypingLine, button, label, row, stack
from viewer.ui.worklist.worklist_model import (
    KIND_WORDS,
    LINE_HEIGHT,
    ORDER_WORDS,
    Kind,
    LineDelegate,
    Order,
    WorklistModel,
)

_SEARCH_AFTER_MS: Final = 120
_ANSWERS_AFTER_MS: Final = 500


class Lines(QTableView):
    """The lines themselves.  A table of one column: a list view would look at every line for each new one."""

    def __init__(self) -> None:
        super().__init__()
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
        down.setDefaultSectionSize(LINE_HEIGHT)


class WorklistPanel(QWidget):
    """Shows a :class:`Worklist`; says which line the reader wants."""

    chosen = Signal(int)  # position in the worklist
    all_wanted = Signal(bool)  # whether every film is to be answered, for the order by suspicion
    in_sight = Signal(list)  # positions on screen, for the small pictures
    open_folder_asked = Signal()
    demonstration_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._worklist: Worklist | None = None
        self._model: WorklistModel | None = None
        self._position: int | None = None
        self._answers_sorted = 0  # how many answers the order was made of
        self._build()

    def _build(self) -> None:
        self.search = TypingLine(tr("Search"), tr("Search the worklist"))
        self.search.setClearButtonEnabled(True)
        self._sort = QComboBox()
        for order in Order:
            self._sort.addItem(tr(ORDER_WORDS[order]), order.value)
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sort.setAccessibleName(tr("Order of the worklist"))
        self._kind = QComboBox()
        for kind in Kind:
            self._kind.addItem(tr(KIND_WORDS[kind]), kind.value)
        self._kind.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._kind.setAccessibleName(tr("Which films are shown"))
        self.view = Lines()
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(tr("Worklist"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._no_match_page())
        self._count = label(name="quiet")
        self._again = button(tr("Sort again"), self._sort_again, name="link")
        self._again.hide()
        head = stack(self.search, self._kind, self._sort, spacing=theme.STEP, margin=2 * theme.STEP)
        foot = row(self._count, 1, self._again)
        foot.setContentsMargins(2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        self.setLayout(stack(head, self._pages, theme.rule(), foot, spacing=0))
        self._pages.setCurrentIndex(1)
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._delay.timeout.connect(self._apply_search)
        self.search.textChanged.connect(lambda _text: self._delay.start())
        self._answered = QTimer(self, singleShot=True, interval=_ANSWERS_AFTER_MS)
        self._answered.timeout.connect(self._answers_came)
        self._sight = QTimer(self, singleShot=True, interval=60)
        self._sight.timeout.connect(self._tell_sight)

    @property
    def order(self) -> Order:
        """The order that is chosen."""
        return Order(str(self._sort.currentData()))

    @property
    def kind(self) -> Kind:
        """Which lines are chosen."""
        return Kind(str(self._kind.currentData()))

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = label(
            tr("No films are open. Open a folder or a DICOMDIR, or drop films on the window."), wrap=True
        )
        folder = button(tr("Open folder…"), self.open_folder_asked.emit, name="primary")
        films = button(tr("Show demonstration films"), self.demonstration_asked.emit)
        page.setLayout(stack(words, folder, films, 1, margin=3 * theme.STEP))
        return page

    def _no_match_page(self) -> QWidget:
        page = QWidget()
        words = label(tr("No film matches the search and the filter."), wrap=True)
        page.setLayout(stack(words, button(tr("Show all films"), self._show_all), 1, margin=3 * theme.STEP))
        return page

    def attach(self, worklist: Worklist) -> None:
        """Follow a worklist from now on."""
        self._worklist = worklist
        self._model = WorklistModel(worklist)
        self._model.setParent(self)
        self.view.setModel(self._model)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._sort.currentIndexChanged.connect(lambda _at: self._set_order(self.order))
        self._kind.currentIndexChanged.connect(lambda _at: self._set_kind(self.kind))
        self.set_modes(blind=False, adjudicating=False)
        worklist.changed.connect(self._note_change)
        worklist.cleared.connect(self._forget)
        self._model.rowsInserted.connect(self._refresh)
        self._model.rearranged.connect(self._recall)
        worklist.scanning_changed.connect(lambda _on: self._refresh())
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._sight.start())
        self._refresh()

    def _set_order(self, order: Order) -> None:
        if self._model is not None:
            self._model.set_order(order)
        self.all_wanted.emit(order is Order.SUSPICIOUS)
        self._sorted()

    def _sorted(self) -> None:
        self._again.hide()
        self._answers_sorted = self._worklist.answered if self._worklist is not None else 0
        self._refresh()

    def _note_change(self, _position: int) -> None:
        if not self._answered.isActive():
            self._answered.start()

    def _set_kind(self, kind: Kind) -> None:
        if self._model is not None:
            self._model.set_kind(kind)

    def _sort_again(self) -> None:
        if self._model is not None:
            self._model.rearrange()
        self._sorted()

    def _show_all(self) -> None:
        self.search.clear()
        self._kind.setCurrentIndex(self._kind.findData(Kind.ALL.value))

    def show_kind(self, kind: Kind) -> None:
        """Choose which films are shown, and look anew which they are."""
        self._kind.setCurrentIndex(self._kind.findData(kind.value))
        self._sort_again()

    def set_modes(self, *, blind: bool, adjudicating: bool) -> None:
        """Blind, the order by suspicion would tell the answers; who settles sees where readers differ."""
        self._enable(self._sort, Order.SUSPICIOUS.value, on=not blind)
        self._enable(self._kind, Kind.DIFFER.value, on=adjudicating)

    @staticmethod
    def _enable(box: QComboBox, value: str, *, on: bool) -> None:
        """Make an entry of a chooser available or not; one that is chosen gives way to the first."""
        at, model = box.findData(value), box.model()
        assert isinstance(model, QStandardItemModel)
        model.item(at).setEnabled(on)
        if not on and box.currentIndex() == at:
            box.setCurrentIndex(0)

    def _answers_came(self) -> None:
        """Lines do not move while they are read: the reader says when the order is made anew."""
        if self._worklist is not None:
            sorted_ = self.order is Order.SUSPICIOUS
            self._again.setVisible(sorted_ and self._worklist.answered != self._answers_sorted)
        self._count.setText(self.count_text())

    def _apply_search(self) -> None:
        if self._model is not None:
            self._model.set_search(self.search.text())

    def _forget(self) -> None:
        self._position = None

    def _recall(self) -> None:
        """The lines were put in another order: the current film stays the current one."""
        row = None if self._model is None or self._position is None else self._model.row_of(self._position)
        if row is not None and self._model is not None:
            blocked = QSignalBlocker(self.view.selectionModel())
            self.view.setCurrentIndex(self._model.index(row))
            blocked.unblock()
            self.view.scrollTo(self._model.index(row))
        self._refresh()

    def _refresh(self) -> None:
        if self._worklist is None or self._model is None:
            return
        total, shown = len(self._worklist.entries), self._model.rowCount()
        empty = 1 if not total else 2
        self._pages.setCurrentIndex(0 if shown or self._worklist.scanning else empty)
        self._count.setText(self.count_text())
        self._sight.start()

    def count_text(self) -> str:
        """How many films, e.g. ``12 of 214``, and whether more are still coming."""
        if self._worklist is None or self._model is None:
            return ""
        total, shown = len(self._worklist.entries), self._model.rowCount()
        at = self.view.currentIndex().row() + 1
        if self._worklist.scanning:
            return tr("{total} films, still looking… Esc stops", total=total)
        if shown != total:
            return tr("{shown} of {total} match", shown=shown, total=total)
        answered = self._worklist.answered if self.order is Order.SUSPICIOUS else total
        if answered < total:
            return tr("{answered} of {total} answered", answered=answered, total=total)
        return tr("{at} of {total}", at=at, total=total) if at else (many(total, "film") if total else "")

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._model is not None and current.isValid():
            self._position = self._model.position(current.row())
            self.chosen.emit(self._position)
        self._count.setText(self.count_text())

    def select(self, position: int) -> None:
        """Make a line current; :attr:`chosen` follows."""
        row = None if self._model is None else self._model.row_of(position)
        if row is not None:
            self._go(row)

    def _go(self, row: int) -> None:
        if self._model is not None:
            self.view.setCurrentIndex(self._model.index(row))
            self.view.scrollTo(self._model.index(row))

    def step(self, by: int) -> None:
        """Go down or up the list as it is shown."""
        row = self._neighbour(by)
        if row is not None:
            self._go(row)

    def _neighbour(self, by: int) -> int | None:
        if self._model is None or not self._model.rowCount():
            return None
        now = self.view.currentIndex().row()
        wanted = min(max(now + by, 0), self._model.rowCount() - 1)
        return None if wanted == now else wanted

    def ahead(self, by: int = 1) -> int | None:
        """Position in the worklist of the line that a step would reach."""
        row = self._neighbour(by)
        return None if row is None or self._model is None else self._model.position(row)

    def positions_in_sight(self) -> list[int]:
        """The lines on screen, top first."""
        if self._model is None or not self.isVisible():
            return []
        box = self.view.viewport().rect()
        first = self.view.indexAt(QPoint(4, 4)).row()
        last = self.view.indexAt(QPoint(4, box.bottom() - 4)).row()
        if first < 0:
            return []
        last = last if last >= 0 else self._model.rowCount() - 1
        return [self._model.position(row) for row in range(first, last + 1)]

    def _tell_sight(self) -> None:
        self.in_sight.emit(self.positions_in_sight())
