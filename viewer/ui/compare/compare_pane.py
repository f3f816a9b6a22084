"""A second film beside the first: its own view, a line that says what it is, and how both are linked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from inference.records import Window
from viewer.app.i18n import tr
from viewer.ui.compare.linked_views import linked, linked_window
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, button, label, row, stack


class ComparePane(QWidget):
    """The film that is compared with; follows the main view, and leads it when it is moved itself."""

    closed = Signal()
    chosen = Signal(object)  # what was chosen in the list
    file_asked = Signal()
    side_asked = Signal()
    blink_asked = Signal()

    def __init__(self, main: FilmView) -> None:
        super().__init__()
        self._main, self._busy = main, False
        self.view = FilmView()
        self.view.setAccessibleName(tr("Film compared with"))
        self.view.setAcceptDrops(False)
        self.view.set_invitation("")  # what is opened there opens in the other view
        self.title, self.note = ElidedLabel(), label(name="quiet", wrap=True)
        self._build()
        main.painted.connect(self._follow)
        self.view.view_changed.connect(self._lead)
        self.view.window_changed.connect(self._lead_window)
        self.view.film_step.connect(self._step)

    def _build(self) -> None:
        self.films = QComboBox()
        self.films.setAccessibleName(tr("Other films of this patient"))
        self.films.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.films.setMinimumContentsLength(8)
        self.films.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.films.activated.connect(lambda _index: self.chosen.emit(self.films.currentData()))
        self._file = button(tr("File…"), self.file_asked.emit, tip=tr("Compare with another file"))
        self._other_side = button(tr("Other hip"), self.side_asked.emit)
        self._blink = button(tr("Blink"), self.blink_asked.emit, tip="Shift+M")
        self.link_zoom = _check(tr("Link zoom"))
        self.link_window = _check(tr("Link window"))
        close = button("✕", self.closed.emit, name="link", tip=tr("Close the comparison (Esc)"))
        close.setAccessibleName(tr("Close the comparison"))
        head = row(self.title, close)
        tools = row(self.films, self._file, self._other_side, self._blink, 1)
        self._links = QWidget()
        self._links.setLayout(row(self.link_zoom, self.link_window, 1))
        bar = QWidget()
        bar.setObjectName("column")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setLayout(stack(head, self.note, tools, self._links, spacing=theme.STEP, margin=2 * theme.STEP))
        self.setLayout(stack(bar, self.view, spacing=0))
        self.link_zoom.toggled.connect(lambda _on: self._follow())
        self.link_window.toggled.connect(lambda _on: self._follow())

    def show_mirror(self, title: str, note: str) -> None:
        """The opposite hip is shown."""
        self._words(title, note, mirror=True)

    def show_prior(self, title: str, note: str) -> None:
        """Another film of the patient is shown."""
        self._words(title, note, mirror=False)

    def _words(self, title: str, note: str, *, mirror: bool) -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._file.setVisible(not mirror)
        self.films.setVisible(not mirror and self.films.count() > 0)
        for part in (self._other_side, self._blink):
            part.setVisible(mirror)
        self._links.setVisible(not mirror)  # a mirrored film makes sense only in step with the film
        for link in (self.link_zoom, self.link_window):
            link.setChecked(mirror or link.isChecked())

    def set_films(self, films: Sequence[tuple[str, object]], current: object) -> None:
        """The films to choose from: words and what :attr:`chosen` gives."""
        self.films.clear()
        for words, value in films:
            self.films.addItem(words, value)
        self.films.setCurrentIndex(next((i for i, (_w, v) in enumerate(films) if v == current), -1))

    def _step(self, by: int) -> None:
        """The wheel goes through the patient's films here."""
        at = self.films.currentIndex() + by
        if self.films.isVisible() and 0 <= at < self.films.count():
            self.films.setCurrentIndex(at)
            self.chosen.emit(self.films.currentData())

    # linked --------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Take over where the main view is."""
        ours, main = self.view.image(), self._main.image()
        if self._busy or ours is None or main is None:
            return
        self._busy = True
        if self.link_zoom.isChecked():
            self.view.set_geometry(linked(self._main.geometry_on_film(), self.view.geometry_on_film()))
        if self.link_window.isChecked():
            window = linked_window(self._main.film_window(), main.film.chain, ours.film.chain)
            if window != self.view.film_window():
                self.view.set_window(window)
            if self.view.inverted() != self._main.inverted():
                self.view.set_invert(self._main.inverted())
        self._busy = False

    def _lead(self) -> None:
        """This view was moved by hand: the main view goes along."""
        if self._busy or self._main.image() is None or not self.link_zoom.isChecked():
            return
        self._busy = True
        self._main.set_geometry(linked(self.view.geometry_on_film(), self._main.geometry_on_film()))
        self._busy = False

    def _lead_window(self, window: Window | None) -> None:
        ours, main = self.view.image(), self._main.image()
        if ours is not None and main is not None and self.link_window.isChecked():
            self._main.set_window(linked_window(window, ours.film.chain, main.film.chain))


def _check(words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
