"""What a reader answers with: shared by the reading page and by reader studies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from inference.aoota import DESCRIPTIONS, ReaderClass
from viewer.app.i18n import mark, tr, translated
from viewer.app.prediction.prediction_text import class_text
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import KeyButton, label, row, slider

CLASS_GRID: Final[tuple[tuple[tuple[ReaderClass, str], ...], ...]] = (
    ((ReaderClass.NORMAL, "0"), (ReaderClass.INDETERMINATE, "9"), (ReaderClass.UNREADABLE, "U")),
    ((ReaderClass.A1, "1"), (ReaderClass.A2, "2"), (ReaderClass.A3, "3")),
    ((ReaderClass.B1, "4"), (ReaderClass.B2, "5"), (ReaderClass.B3, "6")),
    ((ReaderClass.C1, "7"), (ReaderClass.C2, "8")),
)
CLASS_NAMES: Final = ("", "31A", "31B", "31C")
"""The groups of the tree, in front of its lines: trochanteric, neck, head."""
_GROUPS: Final = {
    "31A": mark("trochanteric region"),
    "31B": mark("femoral neck"),
    "31C": mark("femoral head"),
}
NOT_GIVEN: Final = mark("not given")


class ClassGrid(QWidget):
    """A button for each class, with its key."""

    def __init__(
        self,
        choose: Callable[[ReaderClass], object],
        grid: tuple[tuple[tuple[ReaderClass, str], ...], ...] = CLASS_GRID,
        names: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.buttons: dict[ReaderClass, QPushButton] = {}
        layout = QGridLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        top = row(spacing=theme.STEP)
        first = 1 if names else 0
        for line, name in enumerate(names):
            if name:
                layout.addWidget(_group(name), line, 0)
        for line, choices in enumerate(grid):
            for column, (ao_class, key) in enumerate(choices, 0 if line == 0 else first):
                made = KeyButton(_short(ao_class), key, partial(choose, ao_class))
                made.setCheckable(True)
                made.setToolTip(class_tip(ao_class))
                made.setAccessibleName(class_text(ao_class))
                self.buttons[ao_class] = made
                if names and line == 0:
                    top.addWidget(made, 12 if column == 2 else 10)  # "Unreadable" is the longest word
                else:
                    layout.addWidget(made, line, column)
        if names:
            layout.addLayout(top, 0, 0, 1, 4)
            for column in (1, 2, 3):
                layout.setColumnStretch(column, 1)
        else:
            for column, share in enumerate((10, 11, 12)):
                layout.setColumnStretch(column, share)
        self.setLayout(layout)

    def set_value(self, chosen: ReaderClass | None) -> None:
        """Show this class as the chosen one."""
        for ao_class, made in self.buttons.items():
            made.setChecked(ao_class is chosen)


class ConfidenceLine(QWidget):
    """A slider from 0 to 100 that can also be unset; ``unit`` stands behind the number."""

    moved = Signal(int)  # by hand

    def __init__(self, words: str, unit: str = " %") -> None:
        super().__init__()
        self._unit = unit
        self.slider, self._text = slider(0, 100, tr("Confidence")), label(tr(NOT_GIVEN), name="quiet")
        self._text.setMinimumWidth(theme.px(56))
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._filling = False
        self.slider.valueChanged.connect(self._changed)
        self.slider.sliderPressed.connect(lambda: self.moved.emit(self.slider.value()))
        self.setLayout(row(label(words, name="quiet"), self.slider, self._text))

    def _changed(self, value: int) -> None:
        if not self._filling:
            self.moved.emit(value)

    def set_value(self, value: int | None) -> None:
        """Show a confidence, or that none is given."""
        self._filling = True
        self.slider.setValue(50 if value is None else value)
        self._filling = False
        if self.slider.property("unset") != (value is None):
            self.slider.setProperty("unset", value is None)
            self.slider.style().polish(self.slider)
        self._text.setText(tr(NOT_GIVEN) if value is None else f"{value}{self._unit}")


def _group(name: str) -> QWidget:
    made = label(name, name="quiet")
    made.setToolTip(tr(_GROUPS[name]))
    return made


def _short(ao_class: ReaderClass) -> str:
    return tr("Indeterm.") if ao_class is ReaderClass.INDETERMINATE else class_text(ao_class)


def class_tip(ao_class: ReaderClass) -> str:
    """What a class means."""
    words = DESCRIPTIONS.get(ao_class.value)
    return class_text(ao_class) if words is None else translated(words)
