"""Everything that stands beside the film that is read: a comparison, or panes of other films."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter

from viewer.app.controller import Controller
from viewer.ui.compare.compare_presenter import ComparePresenter
from viewer.ui.compare.layouts import Layouts
from viewer.ui.compare.patient_films import PatientFilms
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell.action_table import ActionTable


class Beside(QObject):
    """Holds the comparison and the layouts; one of them at a time."""

    said = Signal(str)

    def __init__(
        self,
        split: QSplitter,
        actions: ActionTable,
        view: FilmView,
        bench: Controller,
        answer_in_sight: Callable[[], bool],
    ) -> None:
        super().__init__(split)
        self.others = PatientFilms(bench.s, self)
        self.compare = ComparePresenter(split, actions, view, bench, self.others, answer_in_sight)
        self.layouts = Layouts(split, actions, view, bench.s, self.others, self.compare.close)
        self.compare.opened.connect(self.layouts.close)
        for part in (self.compare, self.layouts):
            part.said.connect(self.said)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions do."""
        return self.compare.slots() | self.layouts.slots()
