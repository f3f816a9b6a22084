"""The heat map over a film in a view: registered to film pixels, drawn once per map and view, then kept.

A window drag repaints the kept picture; only a new map, zoom or pan draws it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, qRgba

from inference.imaging.contours import dashes
from inference.imaging.heatmap_overlay import (
    THRESHOLD,
    lowest_drawn,
    peak_contour,
    smooth,
    strength,
    transparency,
    visible_table,
)
from inference.imaging.pyramid import between_centres
from inference.imaging.view_geometry import ViewGeometry, box, compose, invert
from inference.records import Affine
from viewer.ui.shell.theme import TEXT


class OverlayMode(StrEnum):
    """How a map is drawn: in colour with its contour, or as the contour alone."""

    FILLED = "filled"
    CONTOUR = "contour"


FINE_SIDE: Final = 256
FULL: Final = 255
DASH: Final = 7.0  # logical pixels
Area = tuple[int, int, int, int]
"""Device pixels: left, top, width, height."""
DRAFT: Final = 2  # device pixels per drawn pixel while a pan or zoom goes on


@dataclass(frozen=True, slots=True, eq=False)
class OverlaySpec:
    """A map and how to draw it.

    Attributes:
        values: float32 [h, w], finite, 0 or more.
        to_film: carries map coordinates (pixel (0, 0) covers 0..1) to film pixels.
        scale: the value drawn in full colour; absolute, so that films can be compared.
        opacity: 0..1, reached at full colour; transparency follows the value.
        colour_map: a name in ``inference.imaging.heatmap_overlay.COLOUR_MAPS``.
        threshold: share of ``scale`` below which no colour is drawn; see :attr:`lowest`.
        line: colour of the contour at half of the map's own peak, ``#RRGGBB``.
        dashed: whether the contour is dashed: a fracture is possible, not likely.
    """

    values: NDArray[np.float32]
    to_film: Affine
    scale: float
    opacity: float = 0.5
    colour_map: str = "inferno"
    threshold: float = THRESHOLD
    mode: OverlayMode = OverlayMode.FILLED
    line: str = TEXT
    dashed: bool = False

    @property
    def peak(self) -> float:
        """The map's highest value."""
        return float(self.values.max())

    @property
    def share(self) -> float:
        """How much of the scale the peak reaches."""
        return strength(self.peak, self.scale)

    @property
    def lowest(self) -> float:
        """Share of the scale from which on colour is drawn: weak maps are seen, too."""
        return lowest_drawn(self.threshold, self.share)

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or not self.values.size:
            raise ValueError(f"a map has rows and columns, not shape {self.values.shape}")
        if not np.isfinite(self.values).all() or self.values.min() < 0:
            raise ValueError("a map's values must be finite and 0 or more")
        if not (np.isfinite(self.scale) and self.scale > 0):
            raise ValueError("a map's scale must be above 0")
        if not (0 <= self.opacity <= 1 and 0 <= self.threshold <= 1):
            raise ValueError("opacity and threshold lie in 0..1")


@dataclass(frozen=True, slots=True, eq=False)
class OverlayPicture:
    """A drawn map: ``image`` belongs at device pixels (left, top) and covers width x height of them."""

    image: QImage
    left: int
    top: int
    width: int
    height: int


@dataclass(slots=True)
class OverlayLayer:
    """Keeps the drawn map of the present view."""

    _spec: OverlaySpec | None = None
    _picture: OverlayPicture | None = None
    _key: tuple[ViewGeometry, float, bool] | None = None
    _fine: Fine | None = None

    def set(self, spec: OverlaySpec | None) -> None:
        """Show another map, or none."""
        if spec is None or self._spec is None or not _same_map(spec, self._spec):
            self._fine = None
        self._spec, self._key, self._picture = spec, None, None

    @property
    def spec(self) -> OverlaySpec | None:
        return self._spec

    def picture(
        self, geometry: ViewGeometry, ratio: float = 1.0, *, draft: bool = False
    ) -> OverlayPicture | None:
        """The map in this view; ``draft`` draws a coarser one while the view moves.

        Args:
            ratio: device pixels per logical pixel, for the width of contour lines.
        """
        if self._spec is None:
            return None
        if self._fine is None:
            self._fine = refine(self._spec)
        if self._key != (geometry, ratio, draft):
            self._picture = draw(self._spec, self._fine, geometry, ratio, draft=draft)
            self._key = (geometry, ratio, draft)
        return self._picture

    def paint(self, painter: QPainter, geometry: ViewGeometry, ratio: float, *, draft: bool = False) -> None:
        """Draw the map with a painter in device pixels."""
        picture = self.picture(geometry, ratio, draft=draft)
        if picture is None:
            return
        area = QRect(picture.left, picture.top, picture.width, picture.height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, picture.image.size() != area.size())
        painter.drawImage(area, picture.image)


@dataclass(frozen=True, slots=True, eq=False)
class Fine:
    """A map made smooth.

    Attributes:
        levels: uint8 [h', w'], 255 is full colour.
        to_film: carries their coordinates to film pixels.
        lines: the contour at half of the peak, closed lines float64 [n, 2].
    """

    levels: NDArray[np.uint8]
    to_film: Affine
    lines: tuple[NDArray[np.float64], ...] = ()


def refine(spec: OverlaySpec) -> Fine:
    """The map at some 256 pixels a side, bicubic: no blocks, and no step as large as a screen pixel."""
    fine, times = smooth(spec.values, FINE_SIDE)
    unit = np.clip(fine / np.float32(spec.scale), 0.0, 1.0)
    shrink: Affine = ((1 / times, 0.0, 0.0), (0.0, 1 / times, 0.0))
    lines = tuple(line * times for line in peak_contour(spec.values))
    return Fine(np.round(unit * FULL).astype(np.uint8), compose(spec.to_film, shrink), lines)


def draw(
    spec: OverlaySpec, fine: Fine, geometry: ViewGeometry, ratio: float = 1.0, *, draft: bool = False
) -> OverlayPicture | None:
    """The visible part of a map, or ``None`` when nothing of it is in view."""
    to_view = compose(geometry.to_view, fine.to_film)
    area = _visible(spec, fine, to_view, geometry)
    if area is None:
        return None
    step = DRAFT if draft else 1
    if spec.mode is OverlayMode.CONTOUR:
        image = QImage(-(-area[2] // step), -(-area[3] // step), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
    else:
        image = _filled(spec, fine, to_view, area, step)
    _outline(image, spec, fine, to_view, area, ratio / step)
    return OverlayPicture(image, *area)


def _visible(spec: OverlaySpec, fine: Fine, to_view: Affine, geometry: ViewGeometry) -> Area | None:
    """The device pixels (left, top, width, height) that the map's drawn part can reach."""
    reach = _reach(spec, fine)
    if reach is None:
        return None
    x0, y0, x1, y1 = box(to_view, *reach)
    left, top, right, bottom = geometry.film_box()
    left, top = max(int(x0) - 2, left), max(int(y0) - 2, top)
    right, bottom = min(int(x1) + 3, right), min(int(y1) + 3, bottom)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _reach(spec: OverlaySpec, fine: Fine) -> tuple[float, float, float, float] | None:
    """The box on the fine map of what is drawn of it: colour above the threshold, and the contour."""
    corners = [(*line.min(axis=0), *line.max(axis=0)) for line in fine.lines]
    if spec.mode is OverlayMode.FILLED:
        drawn = fine.levels > max(spec.lowest * FULL - 1, 0)
        rows, columns = np.nonzero(drawn.any(axis=1))[0], np.nonzero(drawn.any(axis=0))[0]
        if rows.size:
            corners.append((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    if not corners:
        return None
    box_ = np.array(corners, np.float64)
    (x0, y0), (x1, y1) = box_[:, :2].min(axis=0) - 1.0, box_[:, 2:].max(axis=0) + 1.0
    return float(x0), float(y0), float(x1), float(y1)


def _filled(spec: OverlaySpec, fine: Fine, to_view: Affine, area: Area, step: int) -> QImage:
    left, top, width, height = area
    columns, rows = -(-width // step), -(-height // step)
    grid: Affine = ((width / columns, 0.0, float(left)), (0.0, height / rows, float(top)))
    matrix = between_centres(compose(invert(to_view), grid))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    index = cv2.warpAffine(fine.levels, matrix, (columns, rows), flags=flags, borderMode=cv2.BORDER_CONSTANT)
    image = QImage(index.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(_palette(spec.colour_map, spec.opacity, spec.lowest))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@lru_cache(maxsize=8)
def _palette(colour_map: str, opacity: float, threshold: float) -> list[int]:
    """256 colours; transparency follows the value, nothing below the threshold."""
    table, levels = visible_table(colour_map), np.linspace(0, 1, 256, dtype=np.float32)
    shown = transparency(levels, opacity, threshold)
    return [qRgba(int(r), int(g), int(b), round(255 * a)) for (r, g, b), a in zip(table, shown, strict=True)]


def _outline(image: QImage, spec: OverlaySpec, fine: Fine, to_view: Affine, area: Area, ratio: float) -> None:
    """Draw the contour at half of the peak, with a dark rim; ``ratio``: its pixels a logical pixel."""
    left, top, width, height = area
    canvas = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)
    grid: Affine = (
        (image.width() / width, 0.0, -left * image.width() / width),
        (0.0, image.height() / height, -top * image.height() / height),
    )
    (a, b, c), (d, e, f) = compose(grid, to_view)
    colour = QColor(spec.line)
    pieces = []
    for line in fine.lines:
        x, y = line[:, 0], line[:, 1]
        carried = np.stack((a * x + b * y + c - 0.5, d * x + e * y + f - 0.5), axis=-1)
        pieces += dashes(carried, DASH * ratio) if spec.dashed else [carried]
    drawn = [np.round(np.clip(piece, -4000, 12000) * 16).astype(np.int32) for piece in pieces]
    paint = (colour.blue(), colour.green(), colour.red(), 255)
    cv2.polylines(canvas, drawn, False, (0, 0, 0, 255), max(1, round(4 * ratio)), cv2.LINE_AA, shift=4)
    cv2.polylines(canvas, drawn, False, paint, max(1, round(2 * ratio)), cv2.LINE_AA, shift=4)


def _same_map(a: OverlaySpec, b: OverlaySpec) -> bool:
    """Whether what :func:`refine` makes of the two is the same."""
    return a.values is b.values and (a.scale, a.to_film) == (b.scale, b.to_film)
