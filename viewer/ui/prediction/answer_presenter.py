"""The model's answer at the desk: shown in its panel, and noted as seen where it was in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from inference.errors import ShentonError
from inference.messages import Message
from inference.records import Sha256
from viewer.app.controller import Controller
from viewer.app.i18n import tr
from viewer.app.worklist_entry import Entry
from viewer.ui.prediction.heatmap_presenter import MapPainter
from viewer.ui.prediction.prediction_panel import AnswerPanel
from viewer.ui.shell.once import OncePerTurn


@dataclass(frozen=True, slots=True)
class InSight:
    """Where an answer may be read now."""

    answer: Callable[[], bool]  # the answer's column is open
    worklist: Callable[[], bool]


class AnswerPresenter(QObject):
    """Fills the answer's panel, once a turn."""

    failed = Signal(object)
    filled = Signal()

    def __init__(
        self,
        panel: AnswerPanel,
        painter: MapPainter,
        bench: Controller,
        hides_answer: Callable[[], bool],
        in_sight: InSight,
    ) -> None:
        super().__init__(panel)
        self._panel, self._painter, self._bench = panel, painter, bench
        self._hides_answer, self._in_sight = hides_answer, in_sight
        self._figures_seen: set[Sha256] = set()  # pictures whose probability stood in the worklist
        self.due = OncePerTurn(self._fill, self)

    def _fill(self) -> None:
        panel, bench = self._panel, self._bench
        if bench.is_loading:
            panel.show_busy(tr("Reading the file…"))
        elif bench.film is None:
            if bench.refusal and bench.s.films.current is not None:
                panel.show_refused(bench.refusal)
            else:
                panel.show_nothing(tr("Open a film to get an answer."))
        elif self._hides_answer():
            panel.show_hidden(known=bench.s.readings.seen.knows_answer)
        elif bench.given is not None:
            panel.show_given(bench.given, bench.film.image.film)
        elif isinstance(bench.answer_error, ShentonError):
            panel.show_error(bench.answer_error.message, bench.answer_error.hint)
        elif bench.answer_error is not None:
            panel.show_error(Message("The model failed on this film."), Message("See the message above."))
            self.failed.emit(bench.answer_error)
        elif bench.is_asking:
            panel.show_busy(tr("Looking at the film…") if bench.s.models.model else tr("Loading the model…"))
        else:
            panel.show_nothing(tr("No model is in use."), choose=True)
        self._painter.recall()
        self.note_seen()
        self.filled.emit()

    def note_seen(self) -> None:
        """A probability in the worklist is an answer seen, too, also when the column was folded since."""
        film = self._bench.s.readings.film
        if film is not None and film.pixel_sha256 in self._figures_seen:
            self._note_figures([film.pixel_sha256])
        if self._in_sight.answer() or self._in_sight.worklist():
            self._bench.s.readings.note_seen(answer=True)

    def note_figures(self, entries: Iterable[Entry]) -> None:
        """These lines of the worklist changed, or came in sight."""
        if self._in_sight.worklist():
            told = [
                entry.pixels for entry in entries if entry.p_fracture is not None and entry.pixels is not None
            ]
            self._figures_seen.update(told)  # not by path: another film may come to lie there
            self._note_figures(told)

    def _note_figures(self, pixels: Iterable[Sha256]) -> None:
        readings = self._bench.s.readings
        readings.seen.figures(pixels, readings.reader)

    def columns_changed(self) -> None:
        """A column was opened or folded."""
        self.note_figures(self._bench.s.worklist.entries)
        self.note_seen()
