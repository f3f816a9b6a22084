"""How the reader reads at the desk: blind to the model or not, settling where others differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inference.aoota import ReaderClass
from inference.records import NoAnswer, QualityFlag, Side
from viewer.app.controller import Controller
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.worklist.grouping import Kind
from viewer.ui.worklist.worklist_panel import WorklistPanel


class ReadingPresenter(QObject):
    """Modes of reading, and the dialogs that belong to an answer."""

    answer_shown = Signal()  # what was hidden may be seen now, or the other way round

    def __init__(
        self, window: QWidget, actions: ActionTable, worklist: WorklistPanel, bench: Controller
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._worklist, self._bench = window, actions, worklist, bench
        self._hidden = False
        readings = bench.s.readings
        for told in (readings.film_changed, readings.saved_changed, readings.answer_changed):
            told.connect(self._readings_changed)
        bench.set_blind(on=bench.s.preferences.values.answer_first)
        self._show_modes()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions do: class, side, how sure, and what goes with a reading."""
        readings = self._bench.s.readings
        return {
            "agree": readings.commit,
            **{f"class_{one}": partial(readings.choose_class, one) for one in ReaderClass},
            "side_right": lambda: readings.edit(side=Side.RIGHT),
            "side_left": lambda: readings.edit(side=Side.LEFT),
            "side_both": lambda: readings.edit(side=Side.BOTH),
            "side_unsure": lambda: readings.edit(side=Side.UNCERTAIN),
            "surer": lambda: readings.step_confidence(10),
            "unsurer": lambda: readings.step_confidence(-10),
            "agree_next": self._agree_next,
            "history": self.show_history,
            "report_text": self.show_report,
            "blind": lambda: self.set_blind(on=not self._bench.s.readings.blind),
            **{f"flag_{flag}": partial(self._flag, flag) for flag in QualityFlag},
            "adjudicate": lambda: self.set_adjudicating(on=not self._bench.s.readings.adjudicating),
        }

    @property
    def hides_answer(self) -> bool:
        """Whether an answer is there, or on its way, that must stay out of sight."""
        given = self._bench.given
        if given is not None and isinstance(given.answer, NoAnswer):
            return False
        return self._bench.s.readings.answer_hidden and (given is not None or self._bench.is_asking)

    def _readings_changed(self) -> None:
        hidden = self._bench.s.readings.answer_hidden
        if hidden != self._hidden:
            self._hidden = hidden
            self.answer_shown.emit()

    def _flag(self, flag: QualityFlag) -> None:
        readings = self._bench.s.readings
        readings.edit(flags=readings.draft.flags ^ {flag})

    def _agree_next(self) -> None:
        self._bench.s.readings.commit()
        self._worklist.step(1)

    def set_blind(self, *, on: bool) -> None:
        """Switch the mode, and remember it."""
        self._bench.set_blind(on=on)
        self._show_modes()

    def set_adjudicating(self, *, on: bool) -> None:
        """Switch the mode; it ends with the program."""
        self._bench.set_adjudicating(on=on)
        self._show_modes()
        self._worklist.show_kind(Kind.DIFFER if on else Kind.ALL)

    def _show_modes(self) -> None:
        readings = self._bench.s.readings
        self._actions.check("blind", on=readings.blind)
        self._actions.check("adjudicate", on=readings.adjudicating)
        self._worklist.set_modes(blind=readings.blind, adjudicating=readings.adjudicating)

    def show_report(self) -> None:
        """The saved answer and the measures as a text to paste."""
        from viewer.ui.reading.report_dialog import ReportDialog

        dialog = ReportDialog(self._window, self._bench.s)
        dialog.exec()
        dialog.deleteLater()

    def show_history(self) -> None:
        """Every answer to the film on screen that this reader may see."""
        from viewer.ui.reading.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._window, self._bench.s.store, self._bench.s.readings)
        dialog.exec()
        dialog.deleteLater()
