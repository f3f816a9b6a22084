"""The film's own overlay planes, laid over it (PS3.3 C.9.2)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from inference.imaging.overlay_mask import ink_and_rim, on_view
from inference.imaging.view_geometry import ViewGeometry
from viewer.ui.shell.theme import DOUBT

COLOUR: Final = QColor(DOUBT)
MOST: Final = 2_500_000
"""Pixels of a view above which the planes are drawn at half its size: in time for the next frame."""
RIM: Final = 0.75
"""How much the rim covers."""


def _colour(both: int) -> int:
    """Ink over rim as one colour with its own share, for a value of ``ink_and_rim``."""
    ink, rim = (both >> 4) / 15, (both & 15) / 15 * RIM
    whole = ink + rim * (1 - ink)
    red, green, blue = (
        round(part * ink / max(whole, 1e-9)) for part in (COLOUR.red(), COLOUR.green(), COLOUR.blue())
    )
    return QColor(red, green, blue, round(255 * whole)).rgba()


COLOURS: Final = [_colour(both) for both in range(256)]


@dataclass(slots=True)
class PlaneLayer:
    """The planes of one film, and whether they are drawn; the view's picture of them is kept."""

    masks: tuple[NDArray[np.uint8], ...] = ()
    shown: bool = True
    _picture: QImage | None = field(default=None, repr=False)
    _place: QRectF = field(default_factory=QRectF, repr=False)
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
            coarse = _coarser(geometry)
            drawn = on_view(self.masks, coarse)
            factor, (rows, columns) = geometry.scale / coarse.scale, drawn.shape
            (_a, _b, left), (_d, _e, top) = geometry.to_view
            (_a, _b, coarse_left), (_d, _e, coarse_top) = coarse.to_view
            at = (left - factor * coarse_left, top - factor * coarse_top)
            self._place = QRectF(*at, columns * factor, rows * factor)
            self._picture, self._of = _coloured(drawn), geometry
        painter.drawImage(self._place, self._picture)


def _coarser(geometry: ViewGeometry) -> ViewGeometry:
    """The same view with its pixels doubled where it has more than :data:`MOST`."""
    width, height = geometry.view
    if width * height <= MOST:
        return geometry
    return replace(geometry, view=(-(-width // 2), -(-height // 2)), scale=geometry.scale / 2)


def _coloured(drawn: NDArray[np.uint8]) -> QImage:
    """A mask as a transparent picture in the overlay's colour with a dark rim."""
    both = np.ascontiguousarray(ink_and_rim(drawn))
    rows, columns = both.shape
    made = QImage(both.data, columns, rows, columns, QImage.Format.Format_Indexed8).copy()
    made.setColorTable(COLOURS)
    return made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
