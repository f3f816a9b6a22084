"""All films of an export with what will be black on them, and how much that is; nothing is written before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QCheckBox, QListView, QListWidget, QListWidgetItem, QWidget

from inference.records import Region, Sha256
from viewer.app.i18n import many, sentences, tr
from viewer.app.text_review import ReviewFilm
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack

SIDE: Final = 220
"""Pixels of a film's longer side on the sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class SheetFilm:
    """A film of the sheet.

    Attributes:
        small: the film without its boxes.
        boxes, possible, asked: as in :class:`ReviewFilm`, corrected where a reader looked.
        looked: whether a reader looked at this film by itself and confirmed it.
    """

    pixels: Sha256
    small: QImage
    shape: tuple[int, int]
    boxes: tuple[Region, ...]
    possible: tuple[Region, ...]
    asked: tuple[Region, ...]
    looked: bool

    @classmethod
    def of(cls, film: ReviewFilm, boxes: Sequence[Region], *, looked: bool) -> SheetFilm:
        """A film of the review, made small."""
        grey = np.ascontiguousarray(film.grey)
        rows, columns = grey.shape
        whole = QImage(grey.data, columns, rows, grey.strides[0], QImage.Format.Format_Grayscale8)
        ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = whole.scaled(QSize(SIDE, SIDE), *ways).copy()
        return cls(film.pixels, small, film.shape, tuple(boxes), film.possible, film.asked, looked)

    def open_places(self) -> tuple[Region, ...]:
        """Dashed places that no box covers."""
        return tuple(one for one in self.possible if one not in self.boxes)


class Sheet(QWidget):
    """Small films with their boxes; :attr:`confirmed` brings the boxes of all of them."""

    confirmed = Signal(object)  # dict[Sha256, tuple[Region, ...]]
    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._films: dict[int, SheetFilm] = {}
        self.words = label(wrap=True)
        self.list = QListWidget()
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("Films with what will be black"))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.dashed = QCheckBox(tr("Make the dashed places of films not looked at singly black, too"))
        self.dashed.toggled.connect(lambda _on: self._show())
        self.go_button = button(tr("Go on"), self._confirm, name="primary")  # says what, once films are there
        more = label(
            tr("Double-click a film, or press Enter on it, to look at it and correct it."),
            name="quiet",
            wrap=True,
        )
        made = stack(
            label(tr("What will be black"), name="heading"), self.words, more, self.list, self.dashed,
            row(button(tr("Back"), self.left.emit), 1, self.go_button),
        )  # fmt: skip
        made.setStretch(3, 1)
        self.setLayout(made)

    def set_films(self, films: Mapping[int, SheetFilm]) -> None:
        """Show these, by their number in the export."""
        self._films = dict(sorted(films.items()))
        self.dashed.setVisible(any(film.open_places() and not film.looked for film in films.values()))
        self._show()
        self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def boxes(self, film: SheetFilm) -> tuple[Region, ...]:
        """What will be black on a film."""
        more = self.dashed.isChecked() and not self.dashed.isHidden() and not film.looked
        return (*film.boxes, *film.open_places()) if more else film.boxes

    def _show(self) -> None:
        self.list.clear()
        for number, film in self._films.items():
            boxes = self.boxes(film)
            item = QListWidgetItem(QIcon(_drawn(film, boxes)), many(len(boxes), "box"))
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        counts = [len(self.boxes(film)) for film in self._films.values()]
        films = sum(count > 0 for count in counts)
        unseen = sum(not film.looked for film in self._films.values())
        left = sum(len(film.open_places()) for film in self._films.values() if not film.looked)
        asked = sum(one not in self.boxes(film) for film in self._films.values() for one in film.asked)
        covered = self.dashed.isChecked() and not self.dashed.isHidden()
        self.words.setText(
            sentences(
                [
                    tr("{boxes} on {films} of {count} will be made black.", boxes=many(sum(counts), "box"),
                       films=films, count=many(len(counts), "film")),
                    tr("Not looked at singly: {films}. Text may be missed there.",
                       films=many(unseen, "film")) if unseen else "",
                    tr("Left as they are: {places}.", places=many(left, "dashed place"))
                    if left and not covered else "",
                    tr("Text over a mark or the top of a heat map, open to be seen: {places}.",
                       places=many(asked, "dashed place")) if asked else "",
                ]
            )
        )  # fmt: skip
        self.go_button.setText(
            tr("Make {boxes} black and go on", boxes=many(sum(counts), "box"))
            if sum(counts)
            else tr("Go on without a box")
        )

    def _confirm(self) -> None:
        self.confirmed.emit({film.pixels: self.boxes(film) for film in self._films.values()})


def _drawn(film: SheetFilm, boxes: Sequence[Region]) -> QPixmap:
    """A small film, its boxes black as they will be, with a frame; what stays open is dashed."""
    made = QPixmap(SIDE, SIDE)
    made.fill(QColor(theme.BACKGROUND))
    scale = film.small.width() / film.shape[1]
    painter = QPainter(made)
    painter.translate((SIDE - film.small.width()) // 2, (SIDE - film.small.height()) // 2)
    painter.drawImage(0, 0, film.small)
    for box in film.open_places():
        if box not in boxes:
            colour = QColor(theme.FRACTURE if box in film.asked else theme.ACCENT)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawRect(_scaled(box, scale))
    painter.setPen(QPen(QColor(theme.ACCENT), 1))
    painter.setBrush(QColor(0, 0, 0))
    for box in boxes:
        painter.drawRect(_scaled(box, scale))
    painter.end()
    return made


def _scaled(box: Region, scale: float) -> QRectF:
    return QRectF(box.x0 * scale, box.y0 * scale, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale)
