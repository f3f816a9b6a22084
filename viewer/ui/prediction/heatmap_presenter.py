"""The answer on the film: nothing, the contour or the map; nothing on a first look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from inference.aoota import OPEN
from inference.model.verdict import probability_text
from inference.records import Prediction
from viewer.app.controller import Controller
from viewer.app.i18n import listed, tr
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import HeatMap, Target, heat_map
from viewer.app.prediction.model_service import Given
from viewer.app.prediction.prediction_text import (
    VERDICT_WORDS,
    ao_text,
    side_text,
    state_of,
    strength_text,
)
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.answer_note import AnswerNote
from viewer.ui.film.layers.heatmap import OverlayMode, OverlaySpec
from viewer.ui.prediction.heatmap_controls import MapControls, OnFilm
from viewer.ui.shell import theme


class MapPainter(QObject):
    """Draws what the controls ask for; each film keeps what was drawn on it."""

    drawn = Signal(bool)

    def __init__(self, controls: MapControls, view: FilmView, bench: Controller) -> None:
        super().__init__(controls)
        self._controls, self._view, self._bench = controls, view, bench
        self._on: dict[str, OnFilm] = {}  # by film
        controls.changed.connect(self.draw)
        controls.toggled.connect(self._toggled)
        controls.look_changed.connect(self._remember)

    def recall(self) -> None:
        """The answer changed: a film not seen before starts bare."""
        blocked = QSignalBlocker(self._controls)
        self._controls.set_shown(self._on.get(self._film(), OnFilm.NOTHING))
        blocked.unblock()
        self.draw()

    def toggle(self) -> None:
        """The key: nothing, contour, map, nothing."""
        self._controls.cycle()
        self.draw()

    def _film(self) -> str:
        film = self._bench.s.readings.film
        return film.pixel_sha256 if film is not None else ""

    def _toggled(self, shown: OnFilm) -> None:
        self._on[self._film()] = shown

    def _remember(self) -> None:
        self._bench.s.preferences.set(**self._controls.remembered())

    def draw(self) -> None:
        """Put the answer on the film, or take it off."""
        if self._bench.is_loading:
            return  # the old film keeps its map until the new one is painted
        given, answer = self._bench.given, self._bench.prediction
        if given is None or answer is None or not self._controls.is_on:
            self._view.set_overlay(None)
            self._view.set_answer_note(None)
            self.drawn.emit(False)
            return
        found = self._map(given, answer)
        self._view.set_overlay(None if found is None else self._spec(found, given, answer))
        self._view.set_answer_note(self._note(found, given, answer))
        self._bench.s.readings.note_seen(answer=True, heat_map=found is not None)
        self.drawn.emit(True)

    def _map(self, given: Given, answer: Prediction) -> HeatMap | None:
        if not self._controls.is_drawn:
            return None
        look = self._controls.look
        return heat_map(answer, look.target, given.model.card, stretch=look.stretch)

    def _spec(self, found: HeatMap, given: Given, answer: Prediction) -> OverlaySpec:
        look, state = self._controls.look, state_of(answer, given.model.points)
        own = look.target == Target()  # the verdict's colour is for the verdict's map
        return OverlaySpec(
            found.values,
            answer.map_to_film,
            found.scale,
            look.opacity,
            look.colour_map,
            look.threshold,
            OverlayMode.FILLED if look.shown is OnFilm.MAP else OverlayMode.CONTOUR,
            line=verdict_colour(state) if own else theme.ACCENT,
            dashed=state is not State.FRACTURE,
        )

    def _note(self, found: HeatMap | None, given: Given, answer: Prediction) -> AnswerNote:
        look, state = self._controls.look, state_of(answer, given.model.points)
        lines = [
            answer_line(answer),
            tr(
                "{model}, threshold {threshold:.2f}",
                model=given.model.card.name,
                threshold=answer.threshold,
            ),
        ]
        if found is not None:
            lines.append(strength_text(found.share, weak=found.is_weak))
            if found.stretched:
                lines.append(tr("stretched to this film"))
        coloured = found is not None and look.shown is OnFilm.MAP and not found.stretched
        return AnswerNote(
            f"{tr(VERDICT_WORDS[state])} {probability_text(answer.p_fracture)}",
            verdict_colour(state),
            tuple(line for line in lines if line),
            look.colour_map if coloured else "",
            found.share if found is not None else 0.0,
        )


def answer_line(answer: Prediction) -> str:
    """Side and class of a fracture; nothing where none was found."""
    if not answer.is_fracture:
        return ""
    name = answer.named_class
    chance = "" if name == OPEN else f" {probability_text(answer.probabilities[name])}"
    called = f"{ao_text(name)}{chance}"
    return listed([part for part in (side_text(answer.side), called) if part])


def verdict_colour(state: State) -> str:
    """The verdict's colour on a film: none found is plain text, not a coloured all-clear."""
    return theme.TEXT if state is State.CLEAR else theme.STATE_COLOURS[state]
