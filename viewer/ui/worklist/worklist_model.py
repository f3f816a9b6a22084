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
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.app.i18n import listed, mark, translated
from viewer.app.worklist import Entry, Status, Worklist, answer_words, status_line
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import plain_tip

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
LINE_HEIGHT: Final = 64
THUMB: Final = 52
Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Order(StrEnum):
    """How the worklist is sorted."""

    FOUND = "found"
    SUSPICIOUS = "suspicious"
    UNREAD = "unread"


ORDER_WORDS: Final = {
    Order.FOUND: mark("In the order found"),
    Order.SUSPICIOUS: mark("Most suspicious first"),
    Order.UNREAD: mark("Unread first"),
}


class Kind(StrEnum):
    """Which lines are shown."""

    ALL = "all"
    UNREAD = "unread"
    READ = "read"
    CORRECTED = "corrected"
    REFUSED = "refused"
    DIFFER = "differ"


KIND_WORDS: Final = {
    Kind.ALL: mark("All films"),
    Kind.UNREAD: mark("Unread"),
    Kind.READ: mark("Read"),
    Kind.CORRECTED: mark("Corrected"),
    Kind.REFUSED: mark("Refused"),
    Kind.DIFFER: mark("Readers differ"),
}
_STATUS_OF: Final = {
    Kind.UNREAD: Status.UNREAD,
    Kind.READ: Status.READ,
    Kind.CORRECTED: Status.CORRECTED,
    Kind.REFUSED: Status.REFUSED,
}


def is_kind(entry: Entry, kind: Kind) -> bool:
    """Whether a line belongs to what the reader wants to see."""
    if kind is Kind.DIFFER:
        return entry.disputed
    return kind is Kind.ALL or entry.status is _STATUS_OF[kind]


class WorklistModel(QAbstractListModel):
    """Follows a :class:`Worklist`, filtered and sorted; lines appear while it is still scanning.

    The order is made here, in one pass over plain values: a proxy model would ask Python for every
    comparison, which for 10,000 films takes longer than a frame.
    """

    rearranged = Signal()

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self._worklist = worklist
        self._words: tuple[str, ...] = ()
        self._order, self._kind = Order.FOUND, Kind.ALL
        self._shown: list[int] = []  # positions in the worklist, as they are shown
        self._row: dict[int, int] = {}
        self._arrange()
        worklist.cleared.connect(self.rearrange)
        worklist.added.connect(self._added)
        worklist.changed.connect(self._changed)

    def set_search(self, text: str) -> None:
        """Show the lines that hold every word."""
        self._words = tuple(text.casefold().split())
        self.rearrange()

    def set_order(self, order: Order) -> None:
        """Sort anew; later changes of a line do not move it: it must not run away while it is read."""
        self._order = order
        self.rearrange()

    def set_kind(self, kind: Kind) -> None:
        """Show lines of one kind; one that changes stays where it is until the next choice."""
        self._kind = kind
        self.rearrange()

    def rearrange(self) -> None:
        """Filter and sort everything again."""
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
        self.rearranged.emit()

    def _arrange(self) -> None:
        entries = self._worklist.entries
        shown = list(range(len(entries)))
        if self._words or self._kind is not Kind.ALL:
            shown = [at for at in shown if self._is_wanted(entries[at])]
        if self._order is not Order.FOUND:
            shown.sort(key=lambda at: sort_key(entries[at], self._order))
        self._shown = shown
        self._row = {position: row for row, position in enumerate(shown)}

    def _is_wanted(self, entry: Entry) -> bool:
        return entry.matches(self._words) and is_kind(entry, self._kind)

    def _added(self, first: int, last: int) -> None:
        """New lines come last, whatever the order; sorting again is the reader's choice."""
        entries = self._worklist.entries
        new = [at for at in range(first, last + 1) if self._is_wanted(entries[at])]
        if not new:
            return
        start = len(self._shown)
        self.beginInsertRows(_ROOT, start, start + len(new) - 1)
        self._shown += new
        self._row.update((position, start + offset) for offset, position in enumerate(new))
        self.endInsertRows()

    def _changed(self, position: int) -> None:
        """A line stays where it is, but for the list of what is to be settled: that fills and empties."""
        row = self._row.get(position)
        wanted = self._is_wanted(self._worklist.entries[position])
        if self._kind is Kind.DIFFER and wanted != (row is not None):
            self.rearrange()
            return
        if row is not None:
            at = self.index(row)
            self.dataChanged.emit(at, at)

    def position(self, row: int) -> int:
        """The position in the worklist of a row on screen."""
        return self._shown[row]

    def row_of(self, position: int) -> int | None:
        """The row on screen of a position in the worklist, unless the search hides it."""
        return self._row.get(position)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        entry = self._worklist.entries[self._shown[index.row()]]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed((entry.name, *_said(entry)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                translated(entry.reason) or "\n".join((entry.name, entry.path.name, *_said(entry)))
            )
        return None


def _said(entry: Entry) -> list[str]:
    """The line's second and third row in words."""
    answer = answer_words(entry)
    return [*filter(None, [entry.detail, answer]), status_line(entry)]


def sort_key(entry: Entry, order: Order) -> float:
    """Small comes first; equal ones keep the order in which they were found."""
    if order is Order.SUSPICIOUS:
        return -entry.p_fracture if entry.p_fracture is not None else 1.0
    return float(entry.status is not Status.UNREAD)


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
