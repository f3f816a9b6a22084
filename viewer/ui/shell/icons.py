"""Line icons of the toolbar, drawn on a grid of 24: sharp at every scaling, in the theme's colours."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from viewer.ui.shell.theme import ACCENT, FADED, TEXT

GRID: Final = 24.0
LINE: Final = 1.7

Part = tuple[str, tuple[float, ...]]
"""``L`` a line through points, ``P`` the same closed, ``O`` a circle (x, y, radius), ``A`` an arc (x, y,
radius, start and sweep in degrees, counter-clockwise from the right), ``F`` a filled half circle, ``D`` a
dot."""

KEY_IMAGE: Final = "key_image"
STAR: Final = (
    12, 2.5, 14.9, 8.9, 21.8, 9.6, 16.6, 14.2, 18.1, 21,
    12, 17.5, 5.9, 21, 7.4, 14.2, 2.2, 9.6, 9.1, 8.9,
)  # fmt: skip
DRAWN: Final[dict[str, tuple[Part, ...]]] = {
    "open": (("L", (3, 19, 3, 5, 9, 5, 11, 8, 19, 8, 19, 11)), ("P", (3, 19, 6, 11, 22, 11, 19, 19))),
    "from_pacs": (
        ("A", (12, 6, 7, 0, 360)),
        ("L", (5, 6, 5, 18)),
        ("L", (19, 6, 19, 18)),
        ("A", (12, 18, 7, 180, 180)),
        ("A", (12, 12, 7, 180, 180)),
    ),
    "tool_window": (("O", (12, 12, 8)), ("F", (12, 12, 8))),
    "tool_zoom": (
        ("O", (10, 10, 6)),
        ("L", (14.5, 14.5, 21, 21)),
        ("L", (7, 10, 13, 10)),
        ("L", (10, 7, 10, 13)),
    ),
    "tool_pan": (
        ("L", (12, 3, 12, 21)),
        ("L", (3, 12, 21, 12)),
        ("L", (9, 6, 12, 3, 15, 6)),
        ("L", (9, 18, 12, 21, 15, 18)),
        ("L", (6, 9, 3, 12, 6, 15)),
        ("L", (18, 9, 21, 12, 18, 15)),
    ),
    "loupe": (("O", (10, 10, 6.5)), ("L", (15, 15, 21, 21))),
    "measure_length": (("L", (4, 20, 20, 4)), ("L", (2, 17, 7, 22)), ("L", (17, 2, 22, 7))),
    "measure_angle": (("L", (21, 20, 4, 20, 16, 4)), ("A", (4, 20, 9, 0, 53))),
    "hip": (("O", (8, 8, 4.5)), ("L", (11.5, 11, 15, 14, 14, 22)), ("L", (20, 22, 20, 11, 16, 7, 11.8, 6.2))),
    "measure_region": (("O", (12, 12, 8.5)), ("D", (12, 12, 1.6))),
    KEY_IMAGE: (("P", STAR),),
    "measure_text": (("L", (5, 7, 5, 4, 19, 4, 19, 7)), ("L", (12, 4, 12, 20)), ("L", (9, 20, 15, 20))),
    "invert": (
        ("P", (4, 4, 20, 4, 20, 20, 4, 20)),
        ("L", (4, 20, 20, 4)),
        ("L", (8, 20, 20, 8)),
        ("L", (13, 20, 20, 13)),
    ),
    "local_contrast": (("L", (3, 20, 7, 20, 9, 8, 12, 15, 15, 4, 18, 20, 21, 20)),),
    "fit": (
        ("L", (4, 9, 4, 4, 9, 4)),
        ("L", (15, 4, 20, 4, 20, 9)),
        ("L", (20, 15, 20, 20, 15, 20)),
        ("L", (9, 20, 4, 20, 4, 15)),
    ),
    "reset_window": (("A", (12, 12, 8, 110, -290)), ("L", (5, 2.5, 9.4, 4.6, 7.2, 9))),
    "mirror_compare": (("L", (12, 3, 12, 21)), ("P", (9, 7, 9, 18, 3, 18)), ("P", (15, 7, 15, 18, 21, 18))),
    "compare_prior": (("O", (12, 12, 8.5)), ("L", (12, 6.5, 12, 12, 16, 14.5))),
    "panes_1": (("P", (4, 4, 20, 4, 20, 20, 4, 20)),),
    "panes_2": (("P", (4, 4, 20, 4, 20, 20, 4, 20)), ("L", (12, 4, 12, 20))),
    "panes_4": (("P", (4, 4, 20, 4, 20, 20, 4, 20)), ("L", (12, 4, 12, 20)), ("L", (4, 12, 20, 12))),
    "heat_map": (
        ("A", (11, 13, 8, 60, 290)),
        ("A", (11, 13, 4, 0, 360)),
        ("L", (18, 2, 18, 8)),
        ("L", (15, 5, 21, 5)),
    ),
    "help": (("A", (12, 8.5, 4.5, 180, -225)), ("L", (15.2, 11.6, 12, 14, 12, 16)), ("D", (12, 20, 1.3))),
}  # fmt: skip


class _Engine(QIconEngine):
    """Paints an icon's parts at any size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = _colour(mode, state)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / GRID, rect.height() / GRID)
        pen = QPen(QColor(colour), LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for kind, numbers in DRAWN[self._name]:
            _paint(painter, kind, numbers, QColor(colour))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Drawn once in each size and colour, for all windows."""
        key = f"shenton-icon {self._name} {size.width()}x{size.height()} {_colour(mode, state)}"
        made = QPixmap()
        if QPixmapCache.find(key, made):
            return made
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        QPixmapCache.insert(key, made)
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name)


def _colour(mode: QIcon.Mode, state: QIcon.State) -> str:
    return FADED if mode is QIcon.Mode.Disabled else ACCENT if state is QIcon.State.On else TEXT


def _paint(painter: QPainter, kind: str, n: tuple[float, ...], colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind in "LP":
        path = QPainterPath(QPointF(n[0], n[1]))
        for x, y in zip(n[2::2], n[3::2], strict=True):
            path.lineTo(x, y)
        if kind == "P":
            path.closeSubpath()
        painter.drawPath(path)
    elif kind == "A":
        x, y, r, start, sweep = n
        tall = r * 0.42 if r == 7 else r  # the discs of the archive are seen from the side
        box = QRectF(x - r, y - tall, 2 * r, 2 * tall)
        path = QPainterPath()
        path.arcMoveTo(box, start)
        path.arcTo(box, start, sweep)
        painter.drawPath(path)
    elif kind == "O":
        painter.drawEllipse(QPointF(n[0], n[1]), n[2], n[2])
    elif kind == "F":
        painter.setBrush(colour)
        painter.drawPie(QRectF(n[0] - n[2], n[1] - n[2], 2 * n[2], 2 * n[2]), -90 * 16, 180 * 16)
    else:
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(n[0], n[1]), n[2] - LINE / 2, n[2] - LINE / 2)


def icon(name: str) -> QIcon:
    """The icon of an action; an empty one where none is drawn."""
    return QIcon(_Engine(name)) if name in DRAWN else QIcon()
