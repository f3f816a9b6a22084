"""A picture in a dialog of an export."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

MOST: Final = 1 << 14


class Picture(QWidget):
    """A picture at the top of what room there is; it gives way to words.

    Args:
        side: the most pixels that it is high.
    """

    def __init__(self, side: int = MOST) -> None:
        super().__init__()
        self._side, self._pixmap = side, QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def set_picture(self, picture: QPixmap) -> None:
        self._pixmap = picture
        self.update()

    def place(self) -> QRect:
        """Where the picture is painted; empty without one."""
        if self._pixmap.isNull():
            return QRect()
        room = QSize(self.width(), min(self.height(), self._side))
        size = self._pixmap.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(QPoint((self.width() - size.width()) // 2, 0), size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self.place()
        if place.isEmpty():
            return
        device = place.size() * self.devicePixelRatioF()
        ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        QPainter(self).drawPixmap(place, self._pixmap.scaled(device, *ways))


def pixmap(picture: NDArray[np.uint8]) -> QPixmap:
    """An RGB or grey array as a pixmap."""
    whole = np.ascontiguousarray(picture)
    kind = QImage.Format.Format_RGB888 if whole.ndim == 3 else QImage.Format.Format_Grayscale8
    rows, columns = whole.shape[:2]
    return QPixmap.fromImage(QImage(whole.data, columns, rows, whole.strides[0], kind).copy())
