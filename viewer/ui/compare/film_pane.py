"""A film of its own beside the main one, from the worklist or by the hanging rule."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inference.imaging.pyramid import Pyramid
from inference.records import Film
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import mark, tr
from viewer.app.worklist_entry import shown_date
from viewer.ui.compare.patient_films import banner_of, bond
from viewer.ui.compare.view_link import ViewLink
from viewer.ui.film.facts import corner_text
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, button, label, row, stack

TAKE_OFF: Final = mark("Take this film off")


class FilmPane(QWidget):
    """One film under its name, number and date; another patient's under a banner, its links off."""

    dropped = Signal(list)  # of Path
    emptied = Signal()
    taken_off = Signal(object)  # Path

    def __init__(self, main: FilmView) -> None:
        super().__init__()
        self._main = main
        self.path: Path | None = None
        self.by_hand = False  # put here by the reader, not by the rule
        self.view = FilmView()
        self.view.setAccessibleName(tr("Film beside the main one"))
        self.view.set_invitation(tr("Drag a film here from the worklist."))
        self.title = ElidedLabel()
        self.banner = label(wrap=True)
        self.banner.setStyleSheet(f"color: {theme.FRACTURE};")
        self.link = QCheckBox(tr("Linked"))
        self.link.setChecked(True)
        self._parted = False  # another patient's film ended the link, not the reader
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        off = button("✕", self.take_off, name="link", tip=tr(TAKE_OFF))
        off.setAccessibleName(tr(TAKE_OFF))
        self.head = head = QWidget()
        head.setObjectName("column")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self.title, self.link, off)
        line.setStretch(0, 1)
        head.setLayout(stack(line, self.banner, spacing=theme.STEP, margin=theme.STEP))
        self.setLayout(stack(head, self.view, spacing=0))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._linked = ViewLink(main, self.view, self.link.isChecked, self.link.isChecked)
        self.link.toggled.connect(lambda _on: self._linked.follow())
        self.view.paths_dropped.connect(self.dropped)
        self.clear()

    def clear(self) -> None:
        """Nothing hangs here."""
        self.path, self.by_hand = None, False
        self.view.set_image(None)
        self.view.set_loading("")
        self.title.setText("")
        self.banner.hide()
        self.link.setEnabled(False)
        self.head.hide()  # nothing to link, nothing to take off
        self.emptied.emit()

    def take_off(self) -> None:
        """Nothing hangs here any more; it can be brought back."""
        path = self.path
        self.clear()
        if path is not None:
            self.taken_off.emit(path)

    def expect(self, path: Path, *, by_hand: bool) -> None:
        """A film is on its way."""
        self.path, self.by_hand = path, by_hand
        self.head.show()
        self.view.set_loading(tr("Reading {name}…", name=path.name))

    def refuse(self, message: str) -> None:
        """The film that was on its way cannot be shown."""
        if self.path is not None:
            self.view.set_error(message, "", self.path.name)
            self.title.setText(self.path.name)
            self.banner.hide()  # it was the former film's
            self.link.setEnabled(False)

    def show_film(self, opened: OpenFilm) -> None:
        """The film that was on its way."""
        film = opened.image.film
        prepared = opened.prepared if isinstance(opened.prepared, Pyramid) else None
        self.view.set_loading("")
        self.view.set_image(opened.image, prepared)
        self.view.set_corner_text(corner_text(film))
        self.title.setText(title_of(film))
        self.judge()

    def judge(self) -> None:
        """Say whose film this is beside the main one; what may be another patient's is never linked."""
        main, ours = self._main.image(), self.view.image()
        if main is None or ours is None:
            return
        may_link, words = bond(main.film, ours.film).may_link, banner_of(main.film, ours.film)
        self.link.setEnabled(may_link)
        if self.link.isChecked() != may_link and (self._parted or not may_link):
            self._parted = not may_link
            self.link.setChecked(may_link)
        self.banner.setText(words)
        self.banner.setVisible(bool(words))
        self._linked.follow()


def title_of(film: Film) -> str:
    """Name, number, date and view of a film, for a line above it."""
    name = film.patient_name.replace("^", " ").strip() or film.path.stem
    parts = (name, film.patient_number, shown_date(film.study_date), film.view_position)
    return " · ".join(part for part in parts if part)
