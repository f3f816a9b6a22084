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
from PySide6.QtGui import QImage, QPainter, qRgba

from inference.imaging.contours import contour_segments
from inference.imaging.pyramid import between_centres
from inference.imaging.view_geometry import ViewGeometry, box, compose, invert
from inference.records import Affine


class OverlayMode(StrEnum):
    """How a map is drawn."""

    FILLED = "filled"
    CONTOUR = "contour"


FINE_SIDE: Final = {OverlayMode.FILLED: 256, OverlayMode.CONTOUR: 128}
FULL: Final = 255
CONTOURS: Final = 4
LEAST_CONTOUR: Final = 0.1
MARGIN: Final = 16  # device pixels that a line outside may reach in
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
        threshold: share of ``scale`` below which nothing is drawn.
    """

    values: NDArray[np.float32]
    to_film: Affine
    scale: float
    opacity: float = 0.5
    colour_map: str = "inferno"
    threshold: float = 0.05
    mode: OverlayMode = OverlayMode.FILLED

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
        lines: pieces float64 [n, 2, 2] of each contour level, where contours are asked for.
    """

    levels: NDArray[np.uint8]
    to_film: Affine
    lines: tuple[NDArray[np.float64], ...] = ()


def refine(spec: OverlaySpec) -> Fine:
    """The map at some 256 pixels a side, bicubic: no blocks, and no step as large as a screen pixel."""
    rows, columns = spec.values.shape
    times = max(1, FINE_SIDE[spec.mode] // max(rows, columns))
    unit = spec.values.astype(np.float32) / np.float32(spec.scale)
    smooth = cv2.resize(unit, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    unit = np.clip(smooth, 0.0, 1.0)
    shrink: Affine = ((1 / times, 0.0, 0.0), (0.0, 1 / times, 0.0))
    contours = contour_levels(spec) if spec.mode is OverlayMode.CONTOUR else []
    lines = tuple(contour_segments(unit, level) for level in contours)
    return Fine(np.round(unit * FULL).astype(np.uint8), compose(spec.to_film, shrink), lines)


def draw(
    spec: OverlaySpec, fine: Fine, geometry: ViewGeometry, ratio: float = 1.0, *, draft: bool = False
) -> OverlayPicture | None:
    """The visible part of a map, or ``None`` when nothing of it is in view."""
    to_view = compose(geometry.to_view, fine.to_film)
    area = _visible(spec, fine, to_view, geometry)
    if area is None:
        return None
    if spec.mode is OverlayMode.CONTOUR:
        return OverlayPicture(_contours(spec, fine, to_view, area, ratio, draft=draft), *area)
    step = DRAFT if draft else 1
    return OverlayPicture(_filled(spec, fine, to_view, area, step), *area)


def _visible(spec: OverlaySpec, fine: Fine, to_view: Affine, geometry: ViewGeometry) -> Area | None:
    """The device pixels (left, top, width, height) that the map's drawn part can reach."""
    drawn = fine.levels > _least(spec)
    rows, columns = np.nonzero(drawn.any(axis=1))[0], np.nonzero(drawn.any(axis=0))[0]
    if not rows.size:
        return None
    reach = (columns[0] - 1.0, rows[0] - 1.0, columns[-1] + 2.0, rows[-1] + 2.0)
    x0, y0, x1, y1 = box(to_view, *reach)
    left, top, right, bottom = geometry.film_box()
    left, top = max(int(x0) - 2, left), max(int(y0) - 2, top)
    right, bottom = min(int(x1) + 3, right), min(int(y1) + 3, bottom)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _least(spec: OverlaySpec) -> float:
    share = spec.threshold if spec.mode is OverlayMode.FILLED else contour_levels(spec)[0]
    return max(share * FULL - 1, 0)


def _filled(spec: OverlaySpec, fine: Fine, to_view: Affine, area: Area, step: int) -> QImage:
    left, top, width, height = area
    columns, rows = -(-width // step), -(-height // step)
    grid: Affine = ((width / columns, 0.0, float(left)), (0.0, height / rows, float(top)))
    matrix = between_centres(compose(invert(to_view), grid))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    index = cv2.warpAffine(fine.levels, matrix, (columns, rows), flags=flags, borderMode=cv2.BORDER_CONSTANT)
    image = QImage(index.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(_palette(spec.colour_map, spec.opacity, spec.threshold))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@lru_cache(maxsize=8)
def _palette(colour_map: str, opacity: float, threshold: float) -> list[int]:
    """256 premultiplied colours; transparency follows the value, nothing below the threshold."""
    from inference.imaging.heatmap_overlay import colour_table

    table = colour_table(colour_map)
    shown = [opacity * i / 255 if i / 255 >= threshold else 0.0 for i in range(256)]
    return [qRgba(int(r), int(g), int(b), round(255 * a)) for (r, g, b), a in zip(table, shown, strict=True)]


def contour_levels(spec: OverlaySpec) -> list[float]:
    """The shares of full colour at which contour lines run, lowest first."""
    low = min(max(spec.threshold, LEAST_CONTOUR), 0.9)
    return [low + (0.9 - low) * i / (CONTOURS - 1) for i in range(CONTOURS)]


def _contours(
    spec: OverlaySpec, fine: Fine, to_view: Affine, area: Area, ratio: float, *, draft: bool
) -> QImage:
    from inference.imaging.heatmap_overlay import colour_table

    left, top, width, height = area
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    canvas = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    table = colour_table(spec.colour_map)
    moved = compose(((1.0, 0.0, float(-left)), (0.0, 1.0, float(-top))), to_view)
    kind = cv2.LINE_8 if draft else cv2.LINE_AA
    for level, pieces in zip(contour_levels(spec), fine.lines, strict=True):
        lines = list(_device_lines(pieces, moved, width, height))
        red, green, blue = (int(v) for v in table[int(96 + 159 * level)])
        cv2.polylines(canvas, lines, False, (0, 0, 0, 255), round(4 * ratio), kind, shift=4)
        cv2.polylines(canvas, lines, False, (blue, green, red, 255), round(2 * ratio), kind, shift=4)
    return image


def _device_lines(
    segments: NDArray[np.float64], matrix: Affine, width: int, height: int
) -> NDArray[np.int32]:
    """Segments [n, 2, 2] carried to OpenCV's pixel centres, in sixteenths of a pixel, those in sight."""
    (a, b, c), (d, e, f) = matrix
    x, y = segments[..., 0], segments[..., 1]
    carried = np.stack((a * x + b * y + c - 0.5, d * x + e * y + f - 0.5), axis=-1)
    low, high = carried.min(axis=1), carried.max(axis=1)
    seen = (high > -MARGIN).all(axis=1) & (low[:, 0] < width + MARGIN) & (low[:, 1] < height + MARGIN)
    sixteenths: NDArray[np.int32] = np.round(carried[seen] * 16).astype(np.int32)
    return sixteenths


def _same_map(a: OverlaySpec, b: OverlaySpec) -> bool:
    if a.values is not b.values or (a.scale, a.to_film, a.mode) != (b.scale, b.to_film, b.mode):
        return False
    return a.mode is OverlayMode.FILLED or a.threshold == b.threshold
