"""A film on screen, without a mouse: a plain widget that keeps a view-size 16-bit buffer, one grey table and
one blit.

Display only: window, zoom, rotation and flip never reach the network.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inference.imaging.measurements import Calibration
from inference.imaging.pyramid import Pyramid
from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film, FilmImage, Window
from viewer.app.i18n import tr
from viewer.ui.film.film_scene import FilmScene, Problem, Substitute, focus_pen
from viewer.ui.film.layers.answer_note import AnswerNote
from viewer.ui.film.layers.corner_text import CornerState, CornerText
from viewer.ui.film.layers.heatmap import OverlaySpec

SETTLED_MS: Final = 120
ZOOM_STEP: Final = 1.2


class FilmDisplay(QWidget):
    """Shows one film, its map, marks and corner texts."""

    view_changed = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = FilmScene()
        self._framed = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._settle)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setAccessibleName(tr("Film"))

    def sizeHint(self) -> QSize:
        return QSize(960, 720)

    # What is shown

    def set_image(
        self, image: FilmImage | None, pyramid: Pyramid | None = None, *, keep_view: bool = False
    ) -> None:
        """Show a film in place of the present one, at once and whole.

        Args:
            image: the film, or ``None`` for the empty view.
            pyramid: from :func:`inference.imaging.pyramid.build_pyramid` in a worker; built here if missing.
            keep_view: finer pixels of the same film: zoom, window, map and marks stay.
        """
        self._sync()
        self._scene.load(image, pyramid, keep_view=keep_view)
        self._changed()

    def image(self) -> FilmImage | None:
        """The film on screen."""
        return self._scene.loaded.image if self._scene.loaded else None

    def film(self) -> Film | None:
        """The film's facts, with the spacing in force."""
        return self._scene.film

    def set_loading(self, text: str = "") -> None:
        """Say quietly what is being read; the film on screen stays.  Empty ends it."""
        self._scene.loading = text
        self.update()

    def set_invitation(self, text: str) -> None:
        """What stands where no film is; empty for nothing."""
        self._scene.invitation = text
        self.update()

    def set_error(self, message: str, hint: str = "", name: str = "") -> None:
        """Show why a file is not on screen, in place of the film."""
        self.set_image(None)
        self._scene.problem = Problem(name, message, hint)

    def set_corner_text(self, text: CornerText) -> None:
        """The corners' lines; window and zoom are added at the lower right."""
        self._scene.corner_text = text
        self.update()

    def banner(self) -> str:
        return self._scene.banner

    def set_banner(self, words: str) -> None:
        """What must be known before anything else about the film on screen; empty for nothing."""
        if words != self._scene.banner:
            self._scene.banner = words
            self._changed()

    def is_key(self) -> bool:
        return self._scene.key

    def set_key(self, *, on: bool) -> None:
        """Whether the film on screen is the reader's key image."""
        if on != self._scene.key:
            self._scene.key = on
            self.update()

    def corners(self) -> CornerState:
        return self._scene.corners

    def set_corners(self, state: CornerState) -> None:
        """How much the corners show."""
        self._scene.corners = state
        self.update()

    @Slot()
    def cycle_corners(self) -> None:
        """Full, short, none, full …"""
        self.set_corners(self._scene.corners.next())

    def calibration(self) -> Calibration | None:
        return self._scene.calibration

    def set_calibration(self, calibration: Calibration | None) -> None:
        """The reader's own scale for ruler and measures; ``None`` for the header's."""
        if calibration != self._scene.calibration:
            self._scene.set_calibration(calibration)
            self._changed()

    def set_planes(self, masks: tuple[NDArray[np.uint8], ...]) -> None:
        """The film's own overlay planes, from :func:`inference.imaging.overlay_mask.levels`."""
        self._scene.planes.set(masks)
        self._changed()

    def set_planes_shown(self, *, on: bool) -> None:
        """Draw the film's own overlay planes, or not."""
        self._scene.planes.shown = on
        self._changed()

    # Greys

    def film_window(self) -> Window | None:
        """The window on screen; ``None`` is the film's own display."""
        return self._scene.window

    def set_window(self, window: Window | None) -> None:
        """Show the greys of ``window``; ``None`` for the film's own display."""
        self._scene.window = window
        self.update()

    def inverted(self) -> bool:
        return self._scene.invert

    @Slot(bool)
    def set_invert(self, invert: bool) -> None:
        """Swap dark and bright, against the film's own display."""
        self._scene.invert = invert
        self.update()

    # Other pixels in the film's place

    def substitute(self) -> Substitute | None:
        return self._scene.substitute

    def set_substitute(self, substitute: Substitute | None) -> None:
        """Paint other pixels of the film's size in its place, named by a badge; ``None`` for the film."""
        self._scene.substitute = substitute
        self._changed()

    # Map

    def set_overlay(self, spec: OverlaySpec | None) -> None:
        """Draw a map over the film, or none."""
        self._scene.overlay.set(spec)
        self.update()

    def set_answer_note(self, note: AnswerNote | None) -> None:
        """Print what the model said on the film, or nothing."""
        self._scene.note = note
        self.update()

    def answer_note(self) -> AnswerNote | None:
        return self._scene.note

    def overlay(self) -> OverlaySpec | None:
        return self._scene.overlay.spec

    @Slot(bool)
    def set_overlays_hidden(self, hidden: bool) -> None:
        """Hide the map and every mark while a key is held."""
        self._scene.hidden = hidden
        self.update()

    # View

    def geometry_on_film(self) -> ViewGeometry:
        """Where the film lies in the view, in device pixels."""
        self._sync()
        return self._scene.geometry

    def set_geometry(self, geometry: ViewGeometry) -> None:
        """Show the film so; another view's zoom and place."""
        self._sync()
        self._set_geometry(geometry)

    @Slot()
    def fit(self) -> None:
        """The whole film."""
        self._set_geometry(self.geometry_on_film().fit())

    @Slot()
    def one_to_one(self) -> None:
        """One film pixel on one screen pixel."""
        self._set_geometry(self.geometry_on_film().at_scale(1.0))

    def at_scale(self, scale: float) -> None:
        """``scale`` screen pixels per film column, about the middle of the view."""
        self._set_geometry(self.geometry_on_film().at_scale(scale))

    def zoom_by(self, factor: float) -> None:
        """Nearer by ``factor``, about the middle of the view."""
        self._set_geometry(self.geometry_on_film().zoomed(factor))

    @Slot()
    def zoom_in(self) -> None:
        self.zoom_by(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self.zoom_by(1 / ZOOM_STEP)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the film by logical pixels, right and down."""
        ratio = self.devicePixelRatioF()
        self._set_geometry(self.geometry_on_film().panned(dx * ratio, dy * ratio))

    @Slot()
    def rotate_left(self) -> None:
        self._set_geometry(self.geometry_on_film().rotated(-1))

    @Slot()
    def rotate_right(self) -> None:
        self._set_geometry(self.geometry_on_film().rotated(1))

    @Slot()
    def flip_h(self) -> None:
        self._set_geometry(self.geometry_on_film().mirrored())

    @Slot()
    def upright(self) -> None:
        """As the file has it: not turned, not mirrored."""
        self._set_geometry(self.geometry_on_film().upright())

    # Painting

    def picture(self, *, names: bool, finer: float = 1.0) -> QImage:
        """The view as it is shown, as a picture.

        Args:
            names: with all that may hold a name: the corners' lines about patient and study, the header's
                name of a window, its overlays, the reader's own texts, what is being read.
            finer: device pixels of the picture per one of the screen.
        """
        self._sync()
        scene = self._scene.for_picture(names=names, finer=finer)
        wide, high = (max(1, round(part * finer)) for part in scene.geometry.view)
        scene.set_view((wide, high), scene.art.ratio * finer)
        made = QImage(wide, high, QImage.Format.Format_RGB32)
        painter = QPainter(made)
        try:
            scene.paint(painter)
        finally:
            painter.end()
        return made

    def _set_geometry(self, geometry: ViewGeometry) -> None:
        if self._scene.loaded is None or geometry == self._scene.geometry:
            return
        self._scene.geometry = geometry
        self._scene.moving = True
        self._settled.start()
        self._changed()

    def _settle(self) -> None:
        self._scene.moving = False
        self.update()

    def _changed(self) -> None:
        self.update()
        self.view_changed.emit()

    def _sync(self) -> None:
        ratio = self.devicePixelRatioF()
        size = (max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        self._scene.art.family = self.font().family()
        self._scene.set_view(size, ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._sync()
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()  # a painter left open on an error would end the program
        self.painted.emit()

    def _paint(self, painter: QPainter) -> None:
        ratio = self._scene.art.ratio
        painter.scale(1 / ratio, 1 / ratio)
        self._scene.paint(painter)
        if self._framed:
            painter.setPen(focus_pen(ratio))
            width, height = self._scene.geometry.view
            painter.drawRect(0, 0, width - 1, height - 1)
