"""The heat map on the film: when, which, and off on a first look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from inference.records import Prediction
from viewer.app.controller import Workbench
from viewer.app.prediction.heatmaps import heat_map
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.heatmap import OverlayMode, OverlaySpec
from viewer.ui.prediction.heatmap_controls import MapControls


class MapPainter(QObject):
    """Draws what the controls ask for; each film keeps whether its map was on."""

    drawn = Signal(bool)

    def __init__(self, controls: MapControls, view: FilmView, bench: Workbench) -> None:
        super().__init__(controls)
        self._controls, self._view, self._bench = controls, view, bench
        self._on: dict[str, bool] = {}  # by film
        controls.changed.connect(self.draw)
        controls.toggled.connect(self._toggled)
        controls.look_changed.connect(self._remember)

    def recall(self) -> None:
        """The answer changed: a film not seen before starts without a map."""
        blocked = QSignalBlocker(self._controls)
        self._controls.set_on(self._on.get(self._film(), False) and self._controls.allowed)
        blocked.unblock()
        self.draw()

    def toggle(self) -> None:
        """The key."""
        self._controls.toggle()
        self.draw()

    def _film(self) -> str:
        film = self._bench.s.readings.film
        return film.pixel_sha256 if film is not None else ""

    def _toggled(self, on: bool) -> None:
        self._on[self._film()] = on

    def _remember(self) -> None:
        self._bench.s.preferences.set(**self._controls.remembered())

    def draw(self) -> None:
        """Put the map on the film, or take it off."""
        if self._bench.is_loading:
            return  # the old film keeps its map until the new one is painted
        spec = self._spec()
        self._view.set_overlay(spec)
        if spec is not None:
            self._bench.s.readings.note_seen(heat_map=True)
        self.drawn.emit(spec is not None)

    def _spec(self) -> OverlaySpec | None:
        given, look = self._bench.given, self._controls.look
        if given is None or not self._controls.is_drawn or not isinstance(given.answer, Prediction):
            return None
        found = heat_map(given.answer, look.target, given.model.card, stretch=look.stretch)
        return OverlaySpec(
            found.values,
            given.answer.map_to_film,
            found.scale,
            look.opacity,
            look.colour_map,
            look.threshold,
            OverlayMode.CONTOUR if look.contour else OverlayMode.FILLED,
        )
