"""How a line of the worklist is drawn: a film with its picture, or a heading."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inference.model.verdict import probability_text
from viewer.app.i18n import tr
from viewer.app.worklist_entry import Entry, Standing, shown_date, status_line
from viewer.ui.shell import theme
from viewer.ui.shell.icons import KEY_IMAGE, icon
from viewer.ui.worklist.grouping import Head, Level
from viewer.ui.worklist.worklist_model import ENTRY_ROLE, GROUPED_ROLE, HEAD_ROLE, Index, WorklistModel

THUMB: Final = 52
INDENT: Final = 3 * theme.STEP
_COLOURS: Final = {
    Standing.REFUSED: theme.ERROR,
    Standing.READERS: theme.DOUBT,
    Standing.MODEL: theme.DOUBT,
    Standing.DRAFT: theme.ACCENT,
}


def line_height() -> int:
    """Of a film: its picture, or three lines of text where these are higher."""
    return max(THUMB + 12, 3 * theme.line_height() + 10)


def head_height(level: Level) -> int:
    """Of a heading."""
    return theme.line_height() + (3 if level is Level.PATIENT else 1) * theme.STEP


class LineDelegate(QStyledItemDelegate):
    """Draws a film's picture, name, date and standing, state and probability; and the headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, head = index.data(ENTRY_ROLE), index.data(HEAD_ROLE)
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        model = index.model()
        if isinstance(head, Head) and isinstance(model, WorklistModel):
            _paint_head(painter, box, head, model.head_title(head), model.head_count(head))
        elif isinstance(entry, Entry):
            grouped = bool(index.data(GROUPED_ROLE))
            _paint_ground(painter, box, state)
            inner = box.adjusted(INDENT if grouped else 0, 0, 0, 0)
            picture = QRect(inner.left() + 8, inner.top() + (inner.height() - THUMB) // 2, THUMB, THUMB)
            _paint_thumb(painter, picture, entry)
            _paint_texts(painter, inner.adjusted(THUMB + 16, 5, -8, -5), entry, grouped=grouped)
        painter.restore()


def _paint_head(painter: QPainter, box: QRect, head: Head, title: str, count: str) -> None:
    patient = head.level is Level.PATIENT
    if patient:
        painter.fillRect(box, QColor(theme.RAISED))
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), QColor(theme.LINE))
        _paint_fold(painter, QPointF(box.left() + 12, box.center().y() + 1), folded=head.folded)
    type_ = theme.font(theme.SMALL_PX)
    painter.setFont(type_)
    width = painter.fontMetrics().horizontalAdvance(count) + theme.STEP if count else 0
    inner = box.adjusted(22 if patient else 8 + INDENT, 0, -8, 0)
    fits = theme.elided(title, theme.font(), inner.width() - width) == title  # whose, before how many
    if width and fits:
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
    else:
        width = 0
    _write(
        painter,
        inner.adjusted(0, 0, -width, 0),
        title,
        theme.TEXT if patient else theme.QUIET,
        small=not patient,
    )


def _paint_fold(painter: QPainter, at: QPointF, *, folded: bool) -> None:
    """A small triangle: to the right when folded, down when open."""
    corners = [(-3, -4), (4, 0), (-3, 4)] if folded else [(-4, -3), (4, -3), (0, 4)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.QUIET))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))


def _paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(theme.SELECTED))
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


def _paint_texts(painter: QPainter, box: QRect, entry: Entry, *, grouped: bool) -> None:
    """Three lines: who, or which film, state and probability; what the header says; where it stands.

    The second line has the whole width: date and number of a patient are not to be cut for a figure.
    """
    high = box.height() // 3
    lines = [QRect(box.left(), box.top() + number * high, box.width(), high) for number in range(3)]
    title, detail = texts(entry, grouped=grouped)
    chip = _paint_figure(painter, lines[0], entry)
    if entry.prior and not grouped:
        chip += _paint_chip(painter, lines[0].adjusted(0, 0, -chip, 0), tr("prior"))
    colour = theme.QUIET if entry.is_read else theme.TEXT
    if entry.key:
        chip += _paint_star(painter, lines[0].adjusted(0, 0, -chip, 0))
    _write(painter, lines[0].adjusted(0, 0, -chip, 0), title, colour, small=grouped)
    _write(painter, lines[1], detail, theme.QUIET, small=True)
    _write(painter, lines[2], status_line(entry), _COLOURS.get(entry.standing, theme.QUIET), small=True)


def texts(entry: Entry, *, grouped: bool) -> tuple[str, str]:
    """The first two lines; under headings of patient, date and time, a film is told by its view.

    Whose film it is comes before its view: the end of a line is what is cut.
    """
    one = entry.listed
    if one is None:
        return entry.name, " · ".join(part for part in (entry.detail, entry.number) if part)
    if not grouped:
        parts = (shown_date(one.study_date), entry.number, one.view_position)
        return entry.name, " · ".join(part for part in parts if part)
    title = " · ".join(part for part in (one.view_position, one.body_part) if part)
    return (title, entry.path.name) if title else (entry.path.name, "")


def _paint_chip(painter: QPainter, box: QRect, words: str) -> int:
    """A word in a frame at the right of a line; returns the width that it takes."""
    painter.setFont(theme.font(theme.SMALL_PX))
    width = painter.fontMetrics().horizontalAdvance(words) + 2 * theme.STEP
    at = QRect(box.right() - width, box.top(), width, box.height())
    painter.setPen(QPen(QColor(theme.QUIET), 1))
    painter.drawRoundedRect(at.adjusted(0, 1, 0, -1), 3, 3)
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
    return width + theme.STEP


def _paint_star(painter: QPainter, box: QRect) -> int:
    """The star of a key image at the right of a line; returns the width that it takes."""
    side = theme.px(14)
    at = QRect(box.right() - side, box.top() + (box.height() - side) // 2, side, side)
    star().paint(painter, at, mode=QIcon.Mode.Normal, state=QIcon.State.On)
    return side + theme.STEP


@cache
def star() -> QIcon:
    return icon(KEY_IMAGE)


def _write(painter: QPainter, box: QRect, words: str, colour: str, *, small: bool = False) -> None:
    pixels = theme.SMALL_PX if small else theme.TEXT_PX
    mode = Qt.TextElideMode.ElideRight if small else Qt.TextElideMode.ElideMiddle
    painter.setFont(theme.font(pixels))
    painter.setPen(QColor(colour))
    place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, place, theme.shortened(words, pixels, box.width(), mode))


def _paint_figure(painter: QPainter, box: QRect, entry: Entry) -> int:
    """State and probability at the right of a line; returns the width they take."""
    if entry.state is None:
        return 0
    painter.setFont(theme.font())
    width = painter.fontMetrics().horizontalAdvance(">0.99")
    at = QRect(box.right() - width, box.top(), width + 1, box.height())
    painter.setPen(QColor(theme.TEXT))
    figure = "–" if entry.p_fracture is None else probability_text(entry.p_fracture)
    painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
    mark = QRectF(0, 0, 9, 9)
    mark.moveCenter(QPointF(at.left() - 10, at.center().y() + 1))
    theme.paint_state(painter, mark, entry.state)
    return width + 24
