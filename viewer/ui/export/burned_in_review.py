"""Text burned into films: boxes are proposed, a human corrects and confirms them film by film."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from inference.errors import ShentonError
from inference.records import Region, Sha256
from viewer.app.export_service import ExportService, ReviewFilm
from viewer.app.i18n import many, mark, tr
from viewer.export.cases import ExportCase
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack

MIN_DRAG: Final = 4.0
EXPLAINED: Final = mark(
    "Click a box to remove it, drag to draw one. What lies under a box is made black in everything that "
    "leaves. A dashed frame marks a place where text is less likely: click it to cover it. All this is "
    "proposed: only you know whether the boxes hold all the text. Faint text is missed most."
)


class ReviewFilmView(QWidget):
    """A film with its boxes: a click on a box removes it, a drag draws one, Delete removes the last.

    A dashed frame marks a possible place; a click makes a box of it.
    """

    changed = Signal()

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
        self._drag: tuple[QPointF, QPointF] | None = None

    def set_film(self, film: ReviewFilm | None) -> None:
        """Show a film with the boxes proposed for it, or nothing."""
        self._film, self._drag = film, None
        self.boxes = list(film.boxes) if film is not None else []
        self.possible = list(film.possible) if film is not None else []
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
        painter.setPen(QPen(QColor(theme.ACCENT), 1, Qt.PenStyle.DashLine))
        for box in self.possible:
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
            self.boxes.append(self._on_film(rect))
        self._tell()

    def _click(self, at: QPointF) -> None:
        """The box there goes away; where none is, the possible place becomes one."""
        hit = [box for box in self.boxes if self.on_screen(box).contains(at)]
        possible = [box for box in self.possible if self.on_screen(box).contains(at)]
        if hit:
            self.boxes.remove(hit[-1])
        elif possible:
            box = min(possible, key=lambda one: (one.x1 - one.x0) * (one.y1 - one.y0))
            self.boxes.append(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.boxes:
            self.boxes.pop()
            self._tell()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Remove every box."""
        self.boxes.clear()
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()


class ReviewPage(QWidget):
    """Pages through the films; :attr:`finished` brings the confirmed boxes of all of them."""

    finished = Signal(object)  # dict[Sha256, tuple[Region, ...]]
    left = Signal()

    def __init__(self, service: ExportService) -> None:
        super().__init__()
        self._service = service
        self._cases: list[ExportCase] = []
        self._found: dict[Sha256, tuple[Region, ...]] = {}
        self._film: ReviewFilm | None = None
        self._at = 0
        self.view = ReviewFilmView()
        self.view.changed.connect(self._refresh)
        self._words = label(wrap=True)
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self.confirm_button = button(tr("Nothing else names the patient"), self.confirm, name="primary")
        self.rest_button = button(tr("Accept the rest unseen"), self._accept_rest)
        self.clear_button = button(tr("Remove every box"), self.view.clear)
        back = button(tr("Back"), self._back)
        explained = label(tr(EXPLAINED), name="quiet", wrap=True)
        made = stack(
            label(tr("Text burned into the films"), name="heading"), explained, self.view, self._busy,
            self._words, row(back, self.clear_button, 1, self.rest_button, self.confirm_button),
        )  # fmt: skip
        made.setStretch(2, 1)
        self.setLayout(made)

    def start(self, cases: Sequence[ExportCase]) -> None:
        """Begin with the first of these films, one case each."""
        self._cases, self._at, self._found = list(cases), 0, {}
        self._load()

    def _load(self) -> None:
        self._film = None
        self.view.set_film(None)
        self._refresh()
        self._service.look(self._cases[self._at], self._loaded, self._not_there)

    def _loaded(self, film: ReviewFilm) -> None:
        self._film = film
        self.view.set_film(film)
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
            self._found[self._film.pixels] = tuple(self.view.boxes)
            self._next()

    def _next(self) -> None:
        self._at += 1
        if self._at < len(self._cases):
            self._load()
        else:
            self.finished.emit(dict(self._found))

    def _accept_rest(self) -> None:
        rest = self._cases[self._at :]
        self._film = None
        self._refresh()
        self._service.look_at_rest(rest, self._accepted, self._not_there)

    def _accepted(self, found: dict[Sha256, tuple[Region, ...]]) -> None:
        self._found |= found
        self._at = len(self._cases)
        self.finished.emit(dict(self._found))

    def _back(self) -> None:
        self._service.cancel()
        self.left.emit()

    def _refresh(self) -> None:
        here = self._film is not None
        self.confirm_button.setEnabled(here)
        self.rest_button.setEnabled(here)
        self.clear_button.setEnabled(here and bool(self.view.boxes))
        self.rest_button.setVisible(len(self._cases) > 1)
        self._busy.setVisible(not here)
        boxes = len(self.view.boxes)
        said = tr("no box") if not boxes else many(boxes, "box")
        words = tr("Film {at} of {count}: {said}.", at=self._at + 1, count=len(self._cases), said=said)
        self._words.setText(words if here else tr("Reading…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            super().keyPressEvent(event)
