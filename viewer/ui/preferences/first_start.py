"""The first start in three steps: who reads, whose answer comes first, where the films are."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QWidget,
)

from viewer.app.i18n import mark, tr
from viewer.app.settings import is_pseudonym
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, column, fitting, label, row, stack


class Place(StrEnum):
    """Where the first films come from."""

    DEMONSTRATION = "demonstration"
    FOLDER = "folder"
    PACS = "pacs"


_PLACES: Final = {
    Place.DEMONSTRATION: mark("Look at the demonstration films first"),
    Place.FOLDER: mark("In a folder, or on a disc"),
    Place.PACS: mark("In a PACS"),
}


class FirstStart(QDialog):
    """Asks three questions; what is not answered stays as it is."""

    def __init__(self, parent: QWidget, reader: str, *, own_first: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Welcome to Shenton"))
        self.resize(fitting(self, 520, 340))
        self.reader = QLineEdit(reader, maxLength=32)
        self.own, self.model = (
            QRadioButton(tr("My own answer first")),
            QRadioButton(tr("The model's answer at once")),
        )
        (self.own if own_first else self.model).setChecked(True)
        self.places = {place: QRadioButton(tr(words)) for place, words in _PLACES.items()}
        self.places[Place.DEMONSTRATION].setChecked(True)
        self.pages = QStackedWidget()
        for page in (self._who(), self._whose(), self._where()):
            self.pages.addWidget(page)
        self._step = label(name="quiet")
        self.back = button(tr("Back"), lambda: self._go(-1))
        self.next = button("", lambda: self._go(1), name="primary")
        self.next.setDefault(True)
        self.reader.textChanged.connect(lambda _text: self._show())
        foot = row(self._step, 1, self.back, self.next)
        self.setLayout(stack(self.pages, foot, spacing=3 * theme.STEP, margin=4 * theme.STEP))
        self._show()

    @property
    def own_first(self) -> bool:
        """Whether the model's answer stays hidden until the reader has answered."""
        return self.own.isChecked()

    @property
    def place(self) -> Place:
        """Where the first films come from."""
        return next(place for place, made in self.places.items() if made.isChecked())

    def _who(self) -> QWidget:
        named = label(tr("Your pseudonym"))
        named.setBuddy(self.reader)
        self.reader.setAccessibleName(tr("Your pseudonym"))
        words = tr("Readings are kept and exported under this code. Letters, digits, - and _; not your name.")
        return _page(tr("Who reads?"), named, self.reader, label(words, name="quiet", wrap=True))

    def _whose(self) -> QWidget:
        own = tr("The model's answer is hidden until you have saved yours, so it cannot influence you.")
        model = tr("The model's answer is shown beside the film; Enter agrees with it.")
        parts = (self.own, _below(own), self.model, _below(model))
        self._group(self.own, self.model)
        return _page(tr("Whose answer comes first?"), *parts)

    def _where(self) -> QWidget:
        self._group(*self.places.values())
        note = tr("The demonstration films are also in the Help menu.")
        parts = (*self.places.values(), label(note, name="quiet", wrap=True))
        return _page(tr("Where are the films?"), *parts)

    def _group(self, *choices: QRadioButton) -> None:
        made = QButtonGroup(self)
        for one in choices:
            made.addButton(one)

    def _go(self, by: int) -> None:
        at = self.pages.currentIndex() + by
        if at >= self.pages.count():
            self.accept()
            return
        self.pages.setCurrentIndex(at)
        self._show()

    def _show(self) -> None:
        at, count = self.pages.currentIndex(), self.pages.count()
        self._step.setText(tr("Step {at} of {count}", at=at + 1, count=count))
        self.back.setVisible(at > 0)
        self.next.setText(tr("Begin") if at == count - 1 else tr("Next"))
        self.next.setEnabled(is_pseudonym(self.reader.text()))


def _page(title: str, *parts: QWidget) -> QWidget:
    made = column(label(title, name="heading"), *parts, 1, spacing=3 * theme.STEP)
    return made


def _below(words: str) -> QWidget:
    """What a choice means, set in under it."""
    made = QWidget()
    inside = row(label(words, name="quiet", wrap=True))
    inside.setContentsMargins(5 * theme.STEP, 0, 0, 0)
    made.setLayout(inside)
    return made
