"""What a film view shows, and how it is painted: buffer, grey table, map, marks, text.  No events here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from inference.dicom.grayscale import display_table
from inference.imaging.measurements import Calibration, calibrated
from inference.imaging.pyramid import Patch, Pyramid, apply_table, build_pyramid, resample
from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film, FilmImage, Window
from viewer.app.i18n import tr
from viewer.ui.film.layers.answer_note import AnswerNote, paint_note
from viewer.ui.film.layers.corner_text import (
    EMPTY_TEXT,
    HEADING,
    NOTE,
    CornerState,
    CornerText,
    badges,
    paint_badges,
    paint_corners,
    paint_letters,
    paint_loading,
    paint_message,
    shortened,
    side_letters,
)
from viewer.ui.film.layers.heatmap import OverlayLayer
from viewer.ui.film.layers.loupe import Loupe
from viewer.ui.film.layers.marks import MarkLayer
from viewer.ui.film.layers.measurements import MeasureLayer
from viewer.ui.film.layers.overlay_planes import PlaneLayer
from viewer.ui.film.layers.ruler import paint_ruler, ruler_for, ruler_height, ruler_width
from viewer.ui.film.render.style import MARGIN
from viewer.ui.film.render.text import Style, TextArt
from viewer.ui.film.render.window_level import window_text, zoom_text
from viewer.ui.shell.theme import ACCENT, BACKGROUND, DOUBT, ERROR, HEADING_PX


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A film on screen with its pyramid."""

    image: FilmImage
    pyramid: Pyramid


@dataclass(frozen=True, slots=True, eq=False)
class Substitute:
    """Other pixels of the film's size, painted in its place; a badge says so.

    ``foreign``: they show another part of the body; no map, mark, measure or side letter belongs on them.
    """

    pyramid: Pyramid
    badge: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no film: which file, what happened, what to do."""

    name: str
    message: str
    hint: str = ""


_FOLLOWED: Final = (
    "problem", "loading", "window", "invert", "corners", "corner_text", "hidden", "substitute", "note",
    "banner", "key",
)  # fmt: skip


@dataclass(slots=True)
class FilmScene:
    """The state of a view and its painting; caches keep a window drag to one table and one blit."""

    art: TextArt = field(default_factory=TextArt)
    overlay: OverlayLayer = field(default_factory=OverlayLayer)
    planes: PlaneLayer = field(default_factory=PlaneLayer)
    marks: MarkLayer = field(default_factory=MarkLayer)
    measures: MeasureLayer = field(default_factory=MeasureLayer)
    calibration: Calibration | None = None
    substitute: Substitute | None = None
    loupe: Loupe | None = None
    note: AnswerNote | None = None
    geometry: ViewGeometry = field(default_factory=lambda: ViewGeometry((1, 1), (1, 1)))
    loaded: Loaded | None = None
    problem: Problem | None = None
    invitation: str = field(default_factory=lambda: tr(EMPTY_TEXT))
    loading: str = ""
    key: bool = False  # the film is the reader's key image
    banner: str = ""  # what the reader must know before anything else about the film
    window: Window | None = None
    invert: bool = False
    corners: CornerState = CornerState.FULL
    corner_text: CornerText = field(default_factory=CornerText)
    hidden: bool = False  # every map and mark, while a key is held
    moving: bool = False  # a pan or zoom goes on: the map is drawn coarser
    named: bool = True  # with the header's own name of its window
    finer: float = 1.0  # device pixels of a picture per one of the screen, whose zoom is stated
    _patch: Patch | None = None
    _patch_of: tuple[Pyramid, ViewGeometry] | None = None
    _table: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1 << 16, np.uint8))
    _table_of: tuple[Loaded, Window | None, bool] | None = None
    _grey: NDArray[np.uint8] | None = None

    def load(self, image: FilmImage | None, pyramid: Pyramid | None, *, keep_view: bool) -> None:
        """Put another film on screen, or none; what belonged to the old one goes, the inversion stays."""
        view, same = self.geometry.view, keep_view and self._fits(image)
        self.loaded = Loaded(image, pyramid or build_pyramid(image.pixels)) if image else None
        self.problem, self.loading = None, ""
        self._tell_film()
        if same:
            return
        self.measures.set(())
        self.measures.selected, self.measures.draft = None, None
        self.set_calibration(None)
        self.window, self.substitute = None, None
        self.overlay.set(None)
        self.planes.set(())
        self.note, self.banner, self.key = None, "", False
        if self.loupe is not None:
            self.loupe.window = None
        self.marks.set(())
        self.marks.selected, self.marks.draft = None, None
        if image is not None:
            aspect = image.film.pixel_aspect
            self.geometry = ViewGeometry(image.film.shape, view, aspect=aspect).fit()

    def follow(self, other: FilmScene) -> None:
        """Show what another scene shows, with its turn and flip; zoom and pan stay one's own."""
        if other.loaded is not self.loaded:
            self.loaded, view = other.loaded, self.geometry.view
            self.geometry = replace(other.geometry, view=view).fit()
            self.set_calibration(other.calibration)
        turned = replace(self.geometry, turns=other.geometry.turns, flipped=other.geometry.flipped)
        if turned != self.geometry:
            self.geometry = turned.fit() if turned.fitted else turned
        if other.overlay.spec is not self.overlay.spec:
            self.overlay.set(other.overlay.spec)
        if other.planes.masks is not self.planes.masks:
            self.planes.set(other.planes.masks)
        self.planes.shown = other.planes.shown
        if other.calibration != self.calibration:
            self.set_calibration(other.calibration)
        self.marks.set(other.marks.marks)
        self.measures.set(other.measures.measures)
        for name in _FOLLOWED:
            setattr(self, name, getattr(other, name))

    def for_picture(self, *, names: bool, finer: float) -> FilmScene:
        """The scene to be painted into a picture; what this one keeps for screen and mouse stays its own.

        Without names all free text is left out: a header, a file's name or the reader may have put one in.
        """
        made = replace(
            self,
            art=replace(self.art),
            marks=replace(self.marks),
            measures=self.measures.for_picture(texts=names),
            moving=False,
            finer=finer,
        )
        if not names:
            made.named, made.corner_text, made.loading = False, CornerText(), ""
            made.planes = replace(self.planes, shown=False)
            made.problem = replace(self.problem, name="") if self.problem is not None else None
        return made

    @property
    def film(self) -> Film | None:
        """The film on screen, with the spacing in force."""
        return calibrated(self.loaded.image.film, self.calibration) if self.loaded is not None else None

    def set_calibration(self, calibration: Calibration | None) -> None:
        """The reader's own scale in place of the header's, or the header's."""
        self.calibration = calibration
        self._tell_film()

    def _tell_film(self) -> None:
        film = self.film
        image = (
            replace(self.loaded.image, film=film) if self.loaded is not None and film is not None else None
        )
        self.measures.set_image(image)

    def _fits(self, image: FilmImage | None) -> bool:
        return image is not None and self.loaded is not None and image.film.shape == self.geometry.film

    def set_view(self, size: tuple[int, int], ratio: float) -> None:
        """The view's size in device pixels and their number per logical pixel."""
        if self.art.ratio != ratio:
            self.geometry = replace(self.geometry, scale=self.geometry.scale * ratio / self.art.ratio)
            self.art.ratio = ratio
        if self.geometry.view != size:
            self.geometry = self.geometry.resized(size)

    def paint(self, painter: QPainter) -> None:
        """Paint everything with a painter in device pixels."""
        width, height = self.geometry.view
        painter.fillRect(-1, -1, width + 2, height + 2, QColor(BACKGROUND))  # half pixels at odd scalings
        if self.loaded is None:
            self._paint_without_film(painter)
            return
        self._paint_film(painter, self.loaded)
        if not self.hidden and not self.is_foreign:
            self.planes.paint(painter, self.geometry)
            self.overlay.paint(painter, self.geometry, self.art.ratio, draft=self.moving)
            self.marks.paint(painter, self.geometry, self.art)
            self.measures.paint(painter, self.geometry, self.art)
        badged = self._paint_text(painter, calibrated(self.loaded.image.film, self.calibration))
        if self.note is not None and not self.hidden and not self.is_foreign:
            lines = len(shortened(self.corner_text, self.corners).top_right)
            top = MARGIN * self.art.ratio + lines * self.art.line_height(Style())
            paint_note(painter, self.art, self.note, self.geometry.view, top, badged)
        if self.loupe is not None:
            self._paint_loupe(painter, self.loupe, self.loaded)
        if self.loading:
            paint_loading(painter, self.art, self.loading, self.geometry.view, ruler_height(self.art))

    @property
    def is_foreign(self) -> bool:
        """Whether what is painted is not the film's own place."""
        return self.substitute is not None and self.substitute.foreign

    def _pyramid(self, loaded: Loaded) -> Pyramid:
        return self.substitute.pyramid if self.substitute is not None else loaded.pyramid

    def _paint_loupe(self, painter: QPainter, loupe: Loupe, loaded: Loaded) -> None:
        pyramid = self._pyramid(loaded)
        loupe.paint(painter, loaded.image, pyramid, self.geometry, self.art, invert=self.invert)

    def _paint_film(self, painter: QPainter, loaded: Loaded) -> None:
        key = (self._pyramid(loaded), self.geometry)
        if self._patch_of != key:
            self._patch, self._patch_of, self._grey = resample(key[0], self.geometry), key, None
        self._renew_table(loaded)
        if self._patch is None:
            return
        if self._grey is None:
            self._grey = apply_table(self._patch.pixels, self._table)
        rows, columns = self._grey.shape
        image = QImage(self._grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
        painter.drawImage(self._patch.left, self._patch.top, image)

    def _renew_table(self, loaded: Loaded) -> None:
        key = (loaded, self.window, self.invert)
        if self._table_of != key:
            self._table = display_table(loaded.image.film.chain, self.window, invert=self.invert)
            self._table_of, self._grey = key, None

    def _paint_text(self, painter: QPainter, film: Film) -> tuple[float, float]:
        """Badges, letters, corners, ruler; the badges' width and where they end."""
        view, full = self.geometry.view, self.corners is not CornerState.NONE
        shown = [self.banner] if self.banner else []
        shown += badges(film, self.geometry, inverted=self.invert)
        shown += [self.substitute.badge] if self.substitute is not None else []
        told = [(tr("★ Key image"), ACCENT)] if self.key else []
        told += [(words, DOUBT) for words in shown]
        taken, top = paint_badges(painter, self.art, told, view)
        bottom = ruler_height(self.art) if full else 0.0
        letters = [] if self.is_foreign else side_letters(film, self.geometry)
        paint_letters(painter, self.art, letters, view, top, bottom)
        if not full:
            return taken, top
        greys = window_text(self.window, film.chain, named=self.named)
        ours = (greys, zoom_text(self.geometry.scale / self.finer))
        lines = replace(self.corner_text, bottom_right=(*ours, *self.corner_text.bottom_right))
        ruler = ruler_for(film, self.geometry, self.art.ratio)
        size = (ruler_width(self.art, ruler), bottom)
        paint_corners(painter, self.art, shortened(lines, self.corners), view, taken, size)
        paint_ruler(painter, self.art, ruler, view)
        return taken, top

    def _paint_without_film(self, painter: QPainter) -> None:
        if self.loading:
            lines = [(self.loading, Style(colour=ACCENT))]
        elif self.problem is not None:
            bold = Style(HEADING_PX, ERROR, bold=True)
            problem = self.problem
            lines = [(problem.name, bold), (problem.message, HEADING), (problem.hint, NOTE)]
        else:
            lines = [(self.invitation, HEADING)]
        paint_message(painter, self.art, [line for line in lines if line[0]], self.geometry.view)


def focus_pen(ratio: float) -> QPen:
    """The line around a view that has the keyboard."""
    return QPen(QColor(ACCENT), 2 * ratio)
