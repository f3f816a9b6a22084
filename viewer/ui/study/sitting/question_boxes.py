"""The questions of a reader study, one box each; every one is answered by keys alone.

A box never takes the keyboard focus: the sitting's window hands its keys to the box whose turn it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inference.aoota import ReaderClass
from viewer.app.i18n import tr
from viewer.ui.reading.class_grid import CLASS_GRID, ClassGrid, ConfidenceLine
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import KeyButton, label, row, stack

Key = Qt.Key
HIGHEST: Final = 100


@dataclass(frozen=True, slots=True)
class Press:
    """One key press: Qt's key, the text it types, and whether Shift was held."""

    key: int
    text: str = ""
    shift: bool = False


class QuestionBox(QWidget):
    """A question with its answer; :attr:`changed` on a change, :attr:`finished` when a key answered it."""

    changed = Signal()
    finished = Signal()

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.current = False
        self._title, self._hint = label(title, wrap=True), label(hint, name="quiet")
        head = row(self._title, self._hint)
        head.setStretch(0, 1)
        self._body: QVBoxLayout = stack(head, spacing=theme.STEP)
        self._body.setContentsMargins(3 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP, 2 * theme.STEP)
        self.setLayout(self._body)

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return False

    def set_current(self, current: bool) -> None:
        """Whether the keys are this question's."""
        if current != self.current:
            self.current = current
            self.setProperty("current", current)
            self.style().polish(self)

    def press(self, _press: Press) -> bool:
        """Take a key; whether it meant anything here."""
        return False


class ChoiceBox(QuestionBox):
    """One of a few answers, a key each."""

    def __init__(
        self, title: str, choices: Sequence[tuple[object, str, str]], *, hint: str = "", upright: bool = False
    ) -> None:
        super().__init__(title, hint)
        self.value: object = None
        self.buttons: dict[object, KeyButton] = {}
        self._keys = {key: value for value, _words, key in choices}
        for value, words, key in choices:
            made = KeyButton(words, key, lambda value=value: self.choose(value))  # type: ignore[misc]
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons[value] = made
        line = stack if upright else row
        self._body.addLayout(line(*self.buttons.values(), spacing=theme.STEP))

    @property
    def answered(self) -> bool:
        return self.value is not None

    def set_value(self, value: object) -> None:
        """Show an answer; None for none."""
        self.value = value
        for own, made in self.buttons.items():
            made.setChecked(value is not None and own == value)

    def choose(self, value: object) -> None:
        """Answer."""
        self.set_value(value)
        self.changed.emit()
        self.finished.emit()

    def press(self, press: Press) -> bool:
        value = self._keys.get(press.text.upper())
        if value is None:
            return False
        self.choose(value)
        return True


class ClassBox(QuestionBox):
    """Which AO/OTA class; the keys of the reading page."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.value: ReaderClass | None = None
        self.grid = ClassGrid(self.choose, FRACTURE_GRID)
        for made in self.grid.buttons.values():
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keys = {key: ao_class for line in FRACTURE_GRID for ao_class, key in line}
        self._body.addWidget(self.grid)

    @property
    def answered(self) -> bool:
        return self.value is not None

    def set_value(self, value: ReaderClass | None) -> None:
        self.value = value
        self.grid.set_value(value)

    def choose(self, value: ReaderClass) -> None:
        self.set_value(value)
        self.changed.emit()
        self.finished.emit()

    def press(self, press: Press) -> bool:
        value = self._keys.get(press.text)
        if value is None:
            return False
        self.choose(value)
        return True


class HundredBox(QuestionBox):
    """Suspicion from 0 to 100: type the number, or step with the arrows."""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__(title, hint)
        self.value: int | None = None
        self._typed = ""
        self.line = ConfidenceLine(tr("Suspicion"), unit="")  # a rating, no share
        self.line.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line.moved.connect(self._take)
        self._body.addWidget(self.line)

    @property
    def answered(self) -> bool:
        return self.value is not None

    def set_value(self, value: int | None) -> None:
        self.value, self._typed = value, ""
        self.line.set_value(value)

    def set_current(self, current: bool) -> None:
        super().set_current(current)
        self._typed = ""  # the next digit begins a new number

    def _take(self, value: int | None) -> None:
        self.value = value
        self.line.set_value(value)
        self.changed.emit()

    def press(self, press: Press) -> bool:
        if press.text.isdecimal() and press.text.isascii():
            self._type(press.text)
        elif press.key in (Key.Key_Backspace, Key.Key_Delete):
            self._typed = self._typed[:-1] if press.key == Key.Key_Backspace else ""
            self._take(int(self._typed) if self._typed else None)
        elif press.key in STEPS:
            self._step(STEPS[press.key] * (10 if press.shift else 1))
        else:
            return False
        return True

    def _type(self, digit: str) -> None:
        number = (self._typed + digit).lstrip("0") or "0"
        self._typed = number if int(number) <= HIGHEST else digit
        self._take(int(self._typed))

    def _step(self, by: int) -> None:
        self._typed = ""
        start = 50 if self.value is None else self.value
        self._take(min(max(start + by, 0), HIGHEST))


class PlaceBox(QuestionBox):
    """Where the fracture is: a click on the film, or a cross moved with the arrow keys."""

    moved = Signal(int, int, bool)  # steps to the right and down, fine

    def __init__(self, title: str, hint: str) -> None:
        super().__init__(title, hint)
        self.value: tuple[float, float] | None = None
        self._said = label(name="quiet", wrap=True)
        self._body.addWidget(self._said)
        self.set_value(None)

    @property
    def answered(self) -> bool:
        return self.value is not None

    def set_value(self, value: tuple[float, float] | None) -> None:
        """Film pixels (x, y), or None."""
        self.value = value
        self._said.setText(tr("Not marked yet") if value is None else tr("✓ Marked on the film"))

    def mark(self, value: tuple[float, float] | None) -> None:
        """The reader's mark."""
        self.set_value(value)
        self.changed.emit()

    def press(self, press: Press) -> bool:
        if press.key in ARROWS:
            self.moved.emit(*ARROWS[press.key], press.shift)
        elif press.key in (Key.Key_Backspace, Key.Key_Delete):
            self.mark(None)
        else:
            return False
        return True


FRACTURE_GRID: Final = (
    *CLASS_GRID[1:3],
    (*CLASS_GRID[3], (ReaderClass.INDETERMINATE, "9")),
)
"""The reading page's classes without normal and unreadable, which are no fractures."""
STEPS: Final[dict[int, int]] = {
    Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_PageDown: -10, Key.Key_PageUp: 10,
    Key.Key_Minus: -10, Key.Key_Plus: 10,
}  # fmt: skip
ARROWS: Final[dict[int, tuple[int, int]]] = {
    Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1),
}  # fmt: skip
