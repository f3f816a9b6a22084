"""Text burned into films: boxes are proposed, a human corrects and confirms them film by film.

Before anything is written a sheet shows every film with its boxes and says how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, Generic, TypeVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStackedWidget, QWidget

from inference.errors import ShentonError
from inference.records import Region, Sha256
from viewer.app.i18n import listed, many, mark, sentences, tr, translated
from viewer.app.text_review import ReviewFilm, ReviewSource
from viewer.export.burned_in_text import touches
from viewer.ui.film.review.blackening_sheet import Sheet, SheetFilm
from viewer.ui.shell import theme
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, label, row, stack

Item = TypeVar("Item")
MIN_DRAG: Final = 4.0
EXPLAINED: Final = mark(
    "What lies under a box is made black in everything that leaves: click a box to remove it, drag to draw "
    "one. A dashed frame marks a place where there may be text, and stays as it is until you click it. All "
    "this is proposed: only you know whether the boxes hold all the text. Faint text is missed most."
)
ASKED: Final = mark(
    "The orange frame looks like text, but a box there would cover a mark or the top of the heat map: "
    "click it if it is to be black all the same."
)


class ReviewFilmView(QWidget):
    """A film with its boxes: a click on a box removes it, a drag draws one, Delete removes the last.

    A dashed frame marks a possible place; a click makes a box of it.  It is orange where text would cover a
    mark or the map's peak, which are shown, too.
    """

    changed = Signal()
    removed = Signal(int)  # so many boxes

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(420, 280)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Film with boxes over possible text"))
        self._image: QImage | None = None
        self._film: ReviewFilm | None = None
        self.boxes: list[Region] = []
        self.possible: list[Region] = []
        self._before: list[list[Region]] = []  # the boxes before each change, to be undone
        self._drag: tuple[QPointF, QPointF] | None = None

    def set_film(self, film: ReviewFilm | None, boxes: Sequence[Region] | None = None) -> None:
        """Show a film with these boxes, by default those proposed for it, or nothing."""
        self._film, self._drag = film, None
        self.boxes = list(film.boxes if boxes is None else boxes) if film is not None else []
        self.possible = list(film.possible) if film is not None else []
        self._before = []
        self._image = None
        if film is not None:
            grey = np.ascontiguousarray(film.grey)
            rows, columns = grey.shape
            kind = QImage.Format.Format_Grayscale8
            self._image = QImage(grey.data, columns, rows, grey.strides[0], kind).copy()
        self.update()

    def _place(self) -> QRectF:
        """Where the film lies on the widget."""
        assert self._film is not None
        rows, columns = self._film.shape
        scale = min(self.width() / columns, self.height() / rows)
        size = (columns * scale, rows * scale)
        return QRectF((self.width() - size[0]) / 2, (self.height() - size[1]) / 2, *size)

    def on_screen(self, box: Region) -> QRectF:
        """A box in the widget's coordinates."""
        assert self._film is not None
        place, scale = self._place(), self._place().width() / self._film.shape[1]
        return QRectF(
            place.x() + box.x0 * scale, place.y() + box.y0 * scale,
            (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale,
        )  # fmt: skip

    def _on_film(self, rect: QRectF) -> Region:
        assert self._film is not None
        place, (rows, columns) = self._place(), self._film.shape
        scale = place.width() / columns
        xs = sorted(min(max((x - place.x()) / scale, 0.0), columns) for x in (rect.left(), rect.right()))
        ys = sorted(min(max((y - place.y()) / scale, 0.0), rows) for y in (rect.top(), rect.bottom()))
        return Region(xs[0], ys[0], xs[1], ys[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.BACKGROUND))
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._place(), self._image)
        assert self._film is not None
        for one in self._film.kept:
            self._paint_kept(painter, one)
        for box in self.possible:
            asked = box in self._film.asked
            colour = QColor(theme.FRACTURE if asked else theme.ACCENT)
            painter.setPen(QPen(colour, 2 if asked else 1, Qt.PenStyle.DashLine))
            painter.drawRect(self.on_screen(box))
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.setBrush(QColor(0, 0, 0, 150))
        for box in self.boxes:
            painter.drawRect(self.on_screen(box))
        if self._drag is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(*self._drag).normalized())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_kept(self, painter: QPainter, one: Region) -> None:
        """A mark or the map's peak, as corners or a cross."""
        painter.setPen(QPen(QColor(theme.FRACTURE), 1))
        where = self.on_screen(one)
        if one.is_point:
            at = where.topLeft()
            painter.drawLine(at - QPointF(6, 0), at + QPointF(6, 0))
            painter.drawLine(at - QPointF(0, 6), at + QPointF(0, 6))
        else:
            painter.drawRect(where)

    @property
    def hides_kept(self) -> bool:
        """Whether a box lies over a mark or the map's peak."""
        kept = self._film.kept if self._film is not None else ()
        return any(touches(box, one) for box in self.boxes for one in kept)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._film is not None and event.button() is Qt.MouseButton.LeftButton:
            self._drag = (event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = (self._drag[0], event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        rect, self._drag = QRectF(self._drag[0], event.position()).normalized(), None
        if max(rect.width(), rect.height()) < MIN_DRAG:
            self._click(event.position())
        else:
            self._set([*self.boxes, self._on_film(rect)])

    def _click(self, at: QPointF) -> None:
        """The box there goes away; where none is, the possible place becomes one."""
        hit = [box for box in self.boxes if self.on_screen(box).contains(at)]
        possible = [box for box in self.possible if self.on_screen(box).contains(at)]
        if hit:
            self._set([box for box in self.boxes if box is not hit[-1]])
        elif possible:
            box = min(possible, key=lambda one: (one.x1 - one.x0) * (one.y1 - one.y0))
            self._set([*self.boxes, box])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.boxes:
            self._set(self.boxes[:-1])
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Remove every box."""
        self._set([])

    def undo(self) -> None:
        """The boxes as they were before the last change."""
        if self._before:
            self.boxes = self._before.pop()
            self.update()
            self.changed.emit()

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def _set(self, boxes: list[Region]) -> None:
        """Other boxes; a step that can be undone."""
        less = len(self.boxes) - len(boxes)
        self._before.append(self.boxes)
        self.boxes = boxes
        self.update()
        self.changed.emit()
        if less > 0:
            self.removed.emit(less)


class ReviewPage(QWidget, Generic[Item]):
    """Pages through the films, then shows the sheet; :attr:`finished` brings the boxes of all of them.

    Args:
        source: brings the films; another one may come with :meth:`start`.
    """

    finished = Signal(object)  # dict[Sha256, tuple[Region, ...]]
    left = Signal()

    def __init__(self, source: ReviewSource[Item] | None = None) -> None:
        super().__init__()
        self._source = source
        self._items: list[Item] = []
        self._seen: dict[int, SheetFilm] = {}
        self._film: ReviewFilm | None = None
        self._at = 0
        self._asked: object = None
        self._from_sheet = False
        self.view = ReviewFilmView()
        self.view.changed.connect(self._changed)
        self.view.removed.connect(self._removed)
        self._words, self.line = label(wrap=True), MessageLine()
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self.confirm_button = button(tr("Nothing else names the patient"), self.confirm, name="primary")
        self.rest_button = button(tr("Show the rest at once"), self._show_rest)
        self.clear_button = button(tr("Remove every box"), self.view.clear)
        back = button(tr("Back"), self._back)
        explained = label(tr(EXPLAINED), name="quiet", wrap=True)
        made = stack(
            label(tr("Text burned into the films"), name="heading"), explained, self.view, self._busy,
            self._words, self.line, row(back, self.clear_button, 1, self.rest_button, self.confirm_button),
        )  # fmt: skip
        made.setStretch(2, 1)
        single = QWidget()
        single.setLayout(made)
        self.sheet = Sheet()
        self.sheet.chosen.connect(self._correct)
        self.sheet.confirmed.connect(self._finish)
        self.sheet.left.connect(self._back)
        self.pages = QStackedWidget()
        self.pages.addWidget(single)
        self.pages.addWidget(self.sheet)
        self.setLayout(stack(self.pages))

    def start(self, items: Sequence[Item], source: ReviewSource[Item] | None = None) -> None:
        """Begin with the first of these films, at least one."""
        self._source = source or self._source
        self._items, self._at, self._seen = list(items), 0, {}
        self._from_sheet = False
        self.pages.setCurrentIndex(0)
        self._load()

    def _changed(self) -> None:
        """Each change can be undone, the newest first."""
        self._refresh()
        words = tr("The boxes were changed.")
        if self.view.can_undo:
            self.line.offer(Undoable(words, self.view.undo))
        else:
            self.line.setText("")

    def _removed(self, count: int) -> None:
        words = tr("{boxes} removed.", boxes=many(count, "box"))
        self.line.offer(Undoable(words, self.view.undo))

    def _load(self) -> None:
        self._film = None
        self.line.setText("")
        self.view.set_film(None)
        self._refresh()
        assert self._source is not None
        self._asked = asked = object()  # a film that was asked for before, and comes late, is not this one
        self._source.look(
            self._items[self._at],
            lambda film: self._loaded(film) if asked is self._asked else None,
            lambda error: self._not_there(error) if asked is self._asked else None,
        )

    def _loaded(self, film: ReviewFilm) -> None:
        self._film = film
        before = self._seen.get(self._at)
        self.view.set_film(film, before.boxes if before is not None else None)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def _not_there(self, error: Exception) -> None:
        """A film that is gone is passed over: the export says so at the end."""
        if not isinstance(error, ShentonError):
            raise error
        self._next()

    def confirm(self) -> None:
        """The boxes on screen are right."""
        if self._film is not None:
            self._seen[self._at] = SheetFilm.of(self._film, self.view.boxes, looked=True)
            self._next()

    def _next(self) -> None:
        self._at += 1
        if self._from_sheet or self._at >= len(self._items):
            self._show_sheet()
        else:
            self._load()

    def _show_rest(self) -> None:
        """The films that nobody has looked at yet go to the sheet; nothing is confirmed by that."""
        first = self._at
        self._film = None
        self._refresh()
        assert self._source is not None
        self._source.look_at_rest(self._items[first:], partial(self._add, first), self._show_sheet, _raise)

    def _add(self, first: int, number: int, film: ReviewFilm) -> None:
        self._seen[first + number] = SheetFilm.of(film, film.boxes, looked=False)
        self._words.setText(tr("Film {at} of {count}", at=first + number + 1, count=len(self._items)))

    def _show_sheet(self) -> None:
        self._film = None
        self.sheet.set_films(self._seen)
        self.pages.setCurrentIndex(1)

    def _correct(self, number: int) -> None:
        """Back from the sheet to one film."""
        self._at, self._from_sheet = number, True
        self.pages.setCurrentIndex(0)
        self._load()

    def _finish(self, found: dict[Sha256, tuple[Region, ...]]) -> None:
        self.finished.emit(found)

    def _back(self) -> None:
        self._asked = None
        if self._source is not None:
            self._source.cancel()
        self.left.emit()

    def _refresh(self) -> None:
        here = self._film is not None
        self.confirm_button.setEnabled(here)
        self.rest_button.setEnabled(here)
        self.clear_button.setEnabled(here and bool(self.view.boxes))
        self.rest_button.setVisible(self._at + 1 < len(self._items) and not self._from_sheet)
        self._busy.setVisible(not here)
        self._words.setText(self._said(self._film) if self._film is not None else tr("Looking for text…"))

    def _said(self, film: ReviewFilm) -> str:
        boxes, places = len(self.view.boxes), len(self.view.possible)
        said = listed(
            [
                many(boxes, "box") if boxes else tr("no box"),
                many(places, "dashed place") if places else "",
            ]
        )
        hidden = tr("A box covers a mark or the top of the heat map.") if self.view.hides_kept else ""
        return sentences(
            [
                tr("Film {at} of {count}: {said}.", at=self._at + 1, count=len(self._items), said=said),
                hidden or (tr(ASKED) if film.asked else ""),
                translated(film.note),
            ]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.pages.currentIndex() == 0:
            self.confirm()
        else:
            super().keyPressEvent(event)


def _raise(error: Exception) -> None:
    raise error
