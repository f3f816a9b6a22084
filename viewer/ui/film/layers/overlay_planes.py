"""The film's own overlay planes, laid over it (PS3.3 C.9.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from inference.imaging.overlay_mask import on_view
from inference.imaging.view_geometry import ViewGeometry
from viewer.ui.shell.theme import DOUBT

COLOUR: Final = QColor(DOUBT)


@dataclass(slots=True)
class PlaneLayer:
    """The planes of one film, and whether they are drawn; the view's picture of them is kept."""

    masks: tuple[NDArray[np.uint8], ...] = ()
    shown: bool = True
    _picture: QImage | None = field(default=None, repr=False)
    _of: ViewGeometry | None = None

    def set(self, masks: tuple[NDArray[np.uint8], ...]) -> None:
        """Other planes, from :func:`inference.imaging.overlay_mask.levels`; none where empty."""
        self.masks = masks
        self._picture = self._of = None

    def paint(self, painter: QPainter, geometry: ViewGeometry) -> None:
        """Draw what is shown, in device pixels."""
        if not self.masks or not self.shown:
            return
        if self._of != geometry or self._picture is None:
            self._picture, self._of = _coloured(on_view(self.masks, geometry)), geometry
        painter.drawImage(0, 0, self._picture)


def _coloured(mask: NDArray[np.uint8]) -> QImage:
    """A mask as a transparent picture in the overlay's colour."""
    rows, columns = mask.shape
    made = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(COLOUR)
    alpha = np.ascontiguousarray(mask)
    made.setAlphaChannel(QImage(alpha.data, columns, rows, columns, QImage.Format.Format_Alpha8))
    return made
