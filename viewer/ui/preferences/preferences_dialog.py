"""Everything that the reader sets, in one place; a change counts at once and is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from viewer.app.i18n import mark, tr
from viewer.app.languages import NAMES
from viewer.app.pacs_service import PacsService
from viewer.app.services import Services
from viewer.app.settings import TEXT_SIZES, WHEELS, is_pseudonym
from viewer.ui.export.pacs_panel import PacsPanel
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.language_menu import title as language_title
from viewer.ui.shell.shortcuts import KeyBoard
from viewer.ui.shell.shortcuts_dialog import map_names
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, column, fitting, label, row, stack

WHEEL_WORDS: Final = {
    "film": mark("Next or previous film"),
    "zoom": mark("Zoom at the cursor"),
    "nothing": mark("Nothing"),
}


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a preference does beyond being remembered."""

    set_reader: Callable[[str], object]
    set_blind: Callable[[bool], object]
    set_wheel: Callable[[str], object]
    show_keys: Callable[[], object]


class PreferencesDialog(QDialog):
    """A page for each kind of setting."""

    restart_asked = Signal()

    def __init__(
        self, parent: QWidget, services: Services, pacs: PacsService, board: KeyBoard, deeds: Deeds
    ) -> None:
        super().__init__(parent)
        self._s, self._deeds, self._board = services, deeds, board
        self._preferences = services.preferences
        self.setWindowTitle(tr("Preferences"))
        self.resize(fitting(self, 760, 520))
        self.list, self._pages = QListWidget(), QStackedWidget()
        self.list.setAccessibleName(tr("Kinds of preferences"))
        self.list.setFixedWidth(theme.px(170))
        self._add(tr("Reader"), *self._reader_page())
        self._add(tr("Language and text"), *self._language_page())
        self._add(tr("Keys"), *self._keys_page())
        self._add(tr("Mouse"), *self._mouse_page())
        self._add(tr("PACS"), *self._pacs_page(pacs))
        self._add(tr("Privacy"), *self._privacy_page())
        self._add(tr("Performance"), *self._performance_page())
        self.list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.list.setCurrentRow(0)
        middle = row(self.list, self._pages, spacing=4 * theme.STEP)
        middle.setStretch(1, 1)
        close = button(tr("Close"), self.accept, name="primary")
        self.setLayout(stack(middle, row(1, close), spacing=3 * theme.STEP, margin=4 * theme.STEP))

    def _add(self, title: str, *parts: QWidget) -> None:
        self.list.addItem(title)
        self.list.item(self.list.count() - 1).setSizeHint(QSize(0, theme.line_height() + 3 * theme.STEP))
        page: QScrollArea = column(label(title, name="heading"), *parts, 1, spacing=3 * theme.STEP)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.addWidget(page)

    # pages ---------------------------------------------------------------------------------------

    def _reader_page(self) -> list[QWidget]:
        self.reader = QLineEdit(self._s.readings.reader, maxLength=32)
        self._reader_note = label(
            tr("Readings are kept and exported under this code. Letters, digits, - and _; not your name."),
            name="quiet",
            wrap=True,
        )
        self.reader.editingFinished.connect(self._take_reader)
        self.blind = self._check(tr("Hide the model's answer until I have answered"), self._s.readings.blind)
        self.blind.toggled.connect(self._deeds.set_blind)
        why = tr("The model's answer then cannot influence yours.")
        form = _form((tr("Your pseudonym"), self.reader))
        return [form, self._reader_note, self.blind, label(why, name="quiet", wrap=True)]

    def _take_reader(self) -> None:
        name = self.reader.text()
        if not is_pseudonym(name):
            self.reader.setText(self._s.readings.reader)
        elif name != self._s.readings.reader:
            self._deeds.set_reader(name)

    def _language_page(self) -> list[QWidget]:
        values = self._preferences.values
        names = {code: tr(name) for code, name in NAMES.items()}
        self.language = _chooser(names, values.language, lambda code: self._preferences.set(language=code))
        sizes = {size: f"{size} %" for size in TEXT_SIZES}
        self.text_size = _chooser(sizes, values.text_size, lambda size: self._preferences.set(text_size=size))
        note = tr(
            "The change takes effect when you close the preferences. Film, draft and panes stay as they are."
        )
        self._before = (values.language, values.text_size)
        self.finished.connect(lambda _how: self._renew())
        form = _form((language_title(), self.language), (tr("Text size"), self.text_size))
        return [form, label(note, name="quiet", wrap=True)]

    def _renew(self) -> None:
        """The window is made anew where its language or the size of its text is another now."""
        values = self._preferences.values
        if (values.language, values.text_size) != self._before:
            self.restart_asked.emit()

    def _keys_page(self) -> list[QWidget]:
        self.key_map = _chooser(map_names(), self._board.map_name, self._board.use_map)
        keys = button(tr("Keys and mouse…"), self._deeds.show_keys)
        words = tr("A key map is a starting point: each key can be changed.")
        return [_form((tr("Key map"), self.key_map)), label(words, name="quiet", wrap=True), _left(keys)]

    def _mouse_page(self) -> list[QWidget]:
        words = {name: tr(WHEEL_WORDS[name]) for name in WHEELS}
        self.wheel = _chooser(words, self._preferences.values.wheel, self._deeds.set_wheel)
        hint = tr("Ctrl+wheel always zooms.")
        return [_form((tr("Wheel over a film"), self.wheel)), label(hint, name="quiet", wrap=True)]

    def _pacs_page(self, pacs: PacsService) -> list[QWidget]:
        self.pacs = PacsPanel(pacs, self._preferences)
        self.finished.connect(lambda _how: pacs.forget())  # nobody waits for the answer of a test any more
        self.pacs.unfold()
        words = tr("Nothing goes over the network unless you ask a PACS for it.")
        return [label(words, name="quiet", wrap=True), self.pacs]

    def _privacy_page(self) -> list[QWidget]:
        values = self._preferences.values
        self.remember = self._check(tr("Remember folders and film for the next start"), values.remember_place)
        self.remember.toggled.connect(self._set_remember)
        forget = button(tr("Forget them now"), self._forget)
        self.line = MessageLine()
        words = tr(
            "Only the paths are remembered, on this computer. They name a patient only where your folders "
            "do. Exports, logs and temporary files never hold a patient's name, number or date."
        )
        return [self.remember, _left(forget), self.line, label(words, name="quiet", wrap=True)]

    def _set_remember(self, on: bool) -> None:
        self._preferences.set(remember_place=on)
        if on:
            self.line.setText("")
        else:
            self._forget()

    def _forget(self) -> None:
        """Also where they are not to be remembered any more; brought back they are again."""
        values, on = self._preferences.values, self.remember.isChecked()
        before = {
            "recent_folders": list(values.recent_folders), "last_paths": list(values.last_paths),
            "last_film": values.last_film, "last_folder": values.last_folder,
        }  # fmt: skip

        def back() -> None:
            if not on:
                self.remember.setChecked(True)
            self._preferences.set(**before)

        self._preferences.set(recent_folders=[], last_paths=[], last_film="", last_folder="")
        self.line.offer(Undoable(tr("Forgotten."), back))

    def _performance_page(self) -> list[QWidget]:
        values, model = self._preferences.values, self._s.models.model
        self.ahead = self._check(tr("Read and answer films ahead"), values.work_ahead)
        self.ahead.toggled.connect(lambda on: self._preferences.set(work_ahead=on))
        words = tr("The next film is then ready at once. If off, the computer rests between films.")
        where = tr("The model runs on: {provider}", provider=model.provider) if model else tr("No model")
        return [self.ahead, label(words, name="quiet", wrap=True), label(where, wrap=True)]

    def _check(self, words: str, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        return made


def _chooser(choices: dict[Any, str], now: object, chosen: Callable[[Any], object]) -> QComboBox:
    """A chooser of values by their words."""
    made = Choice()
    for value, words in choices.items():
        made.addItem(words, value)
    made.setCurrentIndex(made.findData(now))
    made.currentIndexChanged.connect(lambda _at: chosen(made.currentData()))
    return made


def _form(*lines: tuple[str, QWidget]) -> QWidget:
    """Fields with their words in front; each is the other's buddy."""
    made, form = QWidget(), QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(3 * theme.STEP)
    for words, field in lines:
        named = label(words)
        named.setBuddy(field)
        field.setAccessibleName(words)
        form.addRow(named, field)
    made.setLayout(form)
    return made


def _left(part: QWidget) -> QWidget:
    """A button as wide as its words."""
    made = QWidget()
    made.setLayout(row(part, 1))
    return made
