"""A second film beside the first: its own view, a line that says what it is, and how both are linked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from viewer.app.i18n import tr
from viewer.ui.compare.view_link import ViewLink
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Choice
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
        self._as_set: dict[QCheckBox, bool] = {}  # the links before another patient's film
        self.view = FilmView()
        self.view.setAccessibleName(tr("Film compared with"))
        self.view.setAcceptDrops(False)
        self.view.set_invitation("")  # what is opened there opens in the other view
        self.title, self.note = ElidedLabel(), label(name="quiet", wrap=True)
        self._build()
        self._link = ViewLink(main, self.view, self.link_zoom.isChecked, self.link_window.isChecked)
        for link in (self.link_zoom, self.link_window):
            link.toggled.connect(lambda _on: self._link.follow())
        self.view.film_step.connect(self._step)

    def _build(self) -> None:
        self.films = Choice()
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

    def show_mirror(self, title: str, note: str) -> None:
        """The opposite hip is shown."""
        self._words(title, note, mirror=True)

    def show_prior(self, title: str, note: str) -> None:
        """Another film of the patient is shown."""
        self._words(title, note, mirror=False)

    def allow_links(self, *, on: bool) -> None:
        """Another patient's film goes its own way; beside one of the same patient links are as they were."""
        for link in (self.link_zoom, self.link_window):
            if link.isEnabled() != on:
                link.setEnabled(on)
                before, self._as_set[link] = self._as_set.get(link, True), link.isChecked()
                link.setChecked(on and before)

    def _words(self, title: str, note: str, *, mirror: bool) -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._file.setVisible(not mirror)
        self.films.setVisible(not mirror and self.films.count() > 0)
        for part in (self._other_side, self._blink):
            part.setVisible(mirror)
        self.note.setStyleSheet(f"color: {theme.FRACTURE};" if note and not mirror else "")
        self._links.setVisible(not mirror)  # a mirrored film makes sense only in step with the film
        for link in (self.link_zoom, self.link_window):
            link.setEnabled(mirror or link.isEnabled())
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


def _check(words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
