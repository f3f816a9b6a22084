"""The worklist as Qt's list views want it, and how a line is drawn."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.services.worklist import Entry, Status, Worklist
from viewer.ui import theme

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
LINE_HEIGHT: Final = 64
THUMB: Final = 52
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Order(StrEnum):
    """How the worklist is sorted; the value is the chooser's text."""

    FOUND = "In the order found"
    SUSPICIOUS = "Most suspicious first"
    UNREAD = "Unread first"


class WorklistModel(QAbstractListModel):
    """Follows a :class:`Worklist`; lines appear while it is still scanning."""

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self._worklist = worklist
        self._shown = len(worklist.entries)
        worklist.cleared.connect(self._clear)
        worklist.about_to_add.connect(self._about_to_add)
        worklist.added.connect(self._added)
        worklist.changed.connect(self._changed)

    def _clear(self) -> None:
        self.beginResetModel()
        self._shown = 0
        self.endResetModel()

    def _about_to_add(self, first: int, last: int) -> None:
        self.beginInsertRows(_ROOT, first, last)
        self._shown = last + 1

    def _added(self, _paths: list[object]) -> None:
        self.endInsertRows()

    def _changed(self, position: int) -> None:
        at = self.index(position)
        self.dataChanged.emit(at, at)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._worklist.entries):
            return None
        entry = self._worklist.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.reason or f"{entry.name}\n{entry.path.name}"
        return None


class WorklistOrder(QSortFilterProxyModel):
    """Filters as the reader types and sorts."""

    def __init__(self, model: WorklistModel) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._order = Order.FOUND
        self.setSourceModel(model)

    def set_search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def set_order(self, order: Order) -> None:
        self._order = order
        self.sort(-1 if order is Order.FOUND else 0)
        self.setDynamicSortFilter(order is Order.FOUND)  # a line does not move away while it is read
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        entry = self.sourceModel().index(source_row, 0, source_parent).data(ENTRY_ROLE)
        return matches(entry, self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        first, second = left.data(ENTRY_ROLE), right.data(ENTRY_ROLE)
        return sort_key(first, self._order, left.row()) < sort_key(second, self._order, right.row())


def matches(entry: Entry, words: tuple[str, ...]) -> bool:
    """Whether every word is found in what the line says."""
    text = f"{entry.name} {entry.path.name} {entry.detail} {entry.status} {entry.reading} {entry.state or ''}"
    return all(word in text.casefold() for word in words)


def sort_key(entry: Entry, order: Order, position: int) -> tuple[float, int]:
    if order is Order.SUSPICIOUS:
        return (-entry.p_fracture if entry.p_fracture is not None else 1.0, position)
    if order is Order.UNREAD:
        return (float(entry.status is not Status.UNREAD), position)
    return (0.0, position)


class LineDelegate(QStyledItemDelegate):
    """Draws one line: picture, name, date and status, state and probability."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        _paint_ground(painter, box, state)
        picture = QRect(box.left() + 8, box.top() + 6, THUMB, THUMB)
        _paint_thumb(painter, picture, entry)
        _paint_texts(painter, box.adjusted(THUMB + 16, 5, -8, -5), entry)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor("#1D2C39"))
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.ACCENT))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(theme.RAISED))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(theme.ACCENT), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))


def _paint_thumb(painter: QPainter, box: QRect, entry: Entry) -> None:
    painter.fillRect(box, QColor(theme.BACKGROUND))
    if entry.thumb is None:
        return
    rows, columns = entry.thumb.shape
    image = QImage(entry.thumb.data, columns, rows, entry.thumb.strides[0], QImage.Format.Format_Grayscale8)
    scale = min(box.width() / columns, box.height() / rows)
    drawn = QRectF(0, 0, columns * scale, rows * scale)
    drawn.moveCenter(QRectF(box).center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(drawn, image)


STATUS_TEXT: Final[dict[Status, str]] = {
    Status.UNREAD: "unread",
    Status.READ: "read",
    Status.CORRECTED: "corrected",
    Status.REFUSED: "refused",
}


def _paint_texts(painter: QPainter, box: QRect, entry: Entry) -> None:
    """Three lines: name; what the header says, state and probability; status."""
    high = box.height() // 3
    lines = [QRect(box.left(), box.top() + number * high, box.width(), high) for number in range(3)]
    _write(painter, lines[0], entry.name, theme.TEXT if entry.status is Status.UNREAD else theme.QUIET)
    right = _paint_figure(painter, lines[1], entry)
    _write(painter, lines[1].adjusted(0, 0, -right, 0), entry.detail, theme.QUIET, small=True)
    colour = theme.ERROR if entry.status is Status.REFUSED else theme.QUIET
    _write(painter, lines[2], status_line(entry), colour, small=True)


def _write(painter: QPainter, box: QRect, words: str, colour: str, *, small: bool = False) -> None:
    type_ = theme.font(theme.SMALL_PX if small else theme.TEXT_PX)
    mode = Qt.TextElideMode.ElideRight if small else Qt.TextElideMode.ElideMiddle
    painter.setFont(type_)
    painter.setPen(QColor(colour))
    place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, place, theme.elided(words, type_, box.width(), mode))


def status_line(entry: Entry) -> str:
    """What is known of the reading: mark and word, or why the file was refused."""
    if entry.status is Status.REFUSED:
        return f"✕ refused: {entry.reason}"
    mark = {Status.UNREAD: "○", Status.READ: "✓", Status.CORRECTED: "✎"}[entry.status]
    word = STATUS_TEXT[entry.status]
    return f"{mark} {word}: {entry.reading}" if entry.reading else f"{mark} {word}"


def _paint_figure(painter: QPainter, box: QRect, entry: Entry) -> int:
    """State and probability at the right of a line; returns the width they take."""
    if entry.state is None:
        return 0
    painter.setFont(theme.font())
    width = painter.fontMetrics().horizontalAdvance("0.00")
    at = QRect(box.right() - width, box.top(), width + 1, box.height())
    painter.setPen(QColor(theme.TEXT))
    figure = "–" if entry.p_fracture is None else f"{entry.p_fracture:.2f}"
    painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
    mark = QRectF(0, 0, 9, 9)
    mark.moveCenter(QPointF(at.left() - 10, at.center().y() + 1))
    theme.paint_state(painter, mark, entry.state)
    return width + 24
