"""One, two or four films at once: the film that is read, and others beside and below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from inference.errors import ShentonError
from inference.records import Film
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import many, tr, translated
from viewer.app.services import Services
from viewer.ui.compare.film_pane import FilmPane, title_of
from viewer.ui.compare.patient_films import PatientFilms, same_patient
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell import theme
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.undoable import Undoable
from viewer.ui.shell.widgets import ElidedLabel, label, row, stack

PANES: Final = (1, 2, 4)


class Layouts(QObject):
    """Holds the panes beside the main view; earlier films hang in them by rule until one is dragged in.

    Args:
        split: holds the main view; its first column takes a pane below the view, a last one the others.
        close_others: ends what else is beside the film (a comparison).
    """

    said = Signal(str)
    removed = Signal(object)  # Undoable
    menu_wanted = Signal(object, object)  # FilmPane, QPoint on screen

    def __init__(
        self,
        split: QSplitter,
        actions: ActionTable,
        view: FilmView,
        services: Services,
        films: PatientFilms,
        close_others: Callable[[], None],
    ) -> None:
        super().__init__(split)
        self._split, self._actions, self._view = split, actions, view
        self._s, self._films, self._close_others = services, films, close_others
        self._left, self._right = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Vertical)
        for part in (self._left, self._right):
            part.setHandleWidth(1)
            part.setChildrenCollapsible(False)
        split.insertWidget(0, self._left)
        self.title, self._head = ElidedLabel(), QWidget()
        self._left.addWidget(self._main_pane())
        split.addWidget(self._right)
        self.panes = [FilmPane(view) for _ in range(max(PANES) - 1)]
        for pane, place in zip(self.panes, (self._right, self._right, self._left), strict=True):
            place.addWidget(pane)
            pane.hide()
            pane.dropped.connect(partial(self.drop, pane))
            pane.taken_off.connect(partial(self._taken_off, pane))
            pane.view.menu_wanted.connect(partial(self.menu_wanted.emit, pane))
        self._right.hide()
        self.count = 1
        self._awaited: dict[FilmPane, Path | None] = {}
        services.films.decoded.connect(self._decoded)
        services.films.refused.connect(self._refused)
        self._check()

    def _main_pane(self) -> QWidget:
        """The main view under a line of its own, which shows beside other films."""
        self._head.setObjectName("column")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self.title, label(tr("The film that you read"), name="quiet"))
        line.setStretch(0, 1)
        self._head.setLayout(stack(line, margin=theme.STEP))
        self._head.hide()
        made = QWidget()
        made.setLayout(stack(self._head, self._view, spacing=0))
        made.layout().setStretch(1, 1)  # type: ignore[union-attr]
        return made

    def _show_head(self) -> None:
        """Name, number and date of the main film, where there are several."""
        image = self._view.image() if self.count > 1 else None
        self.title.setText("" if image is None else title_of(image.film))
        self._head.setVisible(image is not None)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of layouts do."""
        return {f"panes_{count}": partial(self.arrange, count) for count in PANES}

    def _check(self) -> None:
        for count in PANES:
            self._actions.check(f"panes_{count}", on=count == self.count)

    def arrange(self, count: int) -> None:
        """So many films at once; asked for once more, one alone."""
        count = 1 if count == self.count else count
        self.count = count
        if count > 1:
            self._close_others()
        for number, pane in enumerate(self.panes, 2):
            pane.setVisible(number <= count)
            if number > count:
                pane.clear()
        self._right.setVisible(count > 1)
        half = self._split.width() // 2
        self._split.setSizes([half, *[0] * (self._split.count() - 2), half])
        for part in (self._left, self._right):
            part.setSizes([part.height() // 2] * part.count())
        self._check()
        self._show_head()
        self.hang()

    def hang_by_hand(self, paths: Sequence[Path | None]) -> None:
        """What the reader had put into the panes, once the main film is there to be judged by."""
        self._awaited = dict(zip(self.panes, paths, strict=False))

    def close(self) -> None:
        """One film, the one that is read."""
        if self.count > 1:
            self.arrange(self.count)

    def show_film(self) -> None:
        """Another film is on screen: what the rule hung, and another patient's, goes; priors hang anew."""
        image = self._view.image()
        for pane in self.panes:
            shown = pane.view.image()
            here = pane.by_hand and shown is not None and shown.film.path == pane.path  # not one on its way
            if here and shown is not None and image is not None and same_patient(image.film, shown.film):
                pane.judge()
            else:
                pane.clear()
        for pane, path in self._awaited.items():
            if path is not None and pane.path is None:
                self.put(pane, path)
        self._awaited = {}
        self._show_head()
        self.hang()

    def hang(self) -> None:
        """Earlier films of the patient into the panes that are empty."""
        image = self._view.image()
        if self.count > 1 and image is not None:
            self._films.find(image.film, self._found)

    def _found(self, film: Film, paths: list[Path]) -> None:
        image = self._view.image()
        if image is None or image.film is not film:
            return
        shown = {pane.path for pane in self.panes}
        rest = [path for path in paths if path not in shown]
        free = [pane for pane in self.panes[: self.count - 1] if pane.path is None]
        for pane, path in zip(free, rest, strict=False):
            self._load(pane, path, by_hand=False)
        if not paths and all(pane.path is None for pane in self.panes):
            self.said.emit(tr("No other film of this patient is known; drag one into a pane."))

    def put(self, pane: FilmPane, path: Path) -> None:
        """A film that the reader dragged into a pane."""
        self._load(pane, path, by_hand=True)

    def drop(self, pane: FilmPane, paths: Sequence[Path]) -> None:
        """Films that the reader dragged into a pane; further ones go into the panes behind it."""
        shown = self.panes[: self.count - 1]
        places = shown[shown.index(pane) :] if pane in shown else [pane]
        for place, path in zip(places, paths, strict=False):
            self.put(place, path)
        if len(paths) > len(places):
            self.said.emit(tr("No pane is left for {films}.", films=many(len(paths) - len(places), "film")))

    def show_beside(self, path: Path) -> None:
        """A film that the reader chose: into a pane that the reader has not filled, else the first."""
        if self.count == 1:
            self.arrange(2)
        shown = self.panes[: self.count - 1]
        self.put(next((pane for pane in shown if not pane.by_hand), shown[0]), path)

    def _taken_off(self, pane: FilmPane, path: Path) -> None:
        words = tr("Taken off: {name}", name=path.name)
        self.removed.emit(Undoable(words, partial(self.put, pane, path), of_film=True))

    def _load(self, pane: FilmPane, path: Path, *, by_hand: bool) -> None:
        pane.expect(path, by_hand=by_hand)
        kept = self._s.films.kept(path)
        if kept is not None:
            pane.show_film(kept)
        else:
            self._s.films.read_ahead(path)

    def _decoded(self, opened: OpenFilm) -> None:
        for pane in self.panes:
            if pane.path == opened.image.film.path:
                pane.show_film(opened)

    def _refused(self, path: Path, error: Exception) -> None:
        words = translated(error.message) if isinstance(error, ShentonError) else tr("It could not be read.")
        for pane in self.panes:
            if pane.path == path:
                pane.refuse(words)
