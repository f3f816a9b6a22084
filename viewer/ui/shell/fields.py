"""Fields that the wheel turns only while they have the keyboard: who scrolls a column changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider, QSpinBox, QWidget

from viewer.app.i18n import tr

_Value = TypeVar("_Value", bound=StrEnum)

_STRONG = Qt.FocusPolicy.StrongFocus
"""Qt's own fields take the keyboard from the wheel, too."""


def _turned(field: QWidget, event: QWheelEvent, turn: Callable[[QWheelEvent], None]) -> None:
    if field.hasFocus():
        turn(event)
    else:
        event.ignore()  # the column around it scrolls


class Choice(QComboBox):
    """One of several values."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(_STRONG)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _turned(self, event, super().wheelEvent)


class Whole(QSpinBox):
    """A whole number; Qt's properties by name."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setFocusPolicy(_STRONG)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _turned(self, event, super().wheelEvent)


class Decimal(QDoubleSpinBox):
    """A number; Qt's properties by name."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setFocusPolicy(_STRONG)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _turned(self, event, super().wheelEvent)


class Exact(Decimal):
    """A number that keeps all its digits and shows those that it has, three at the least."""

    def textFromValue(self, value: float) -> str:
        point = self.locale().decimalPoint()
        whole, _, digits = super().textFromValue(value).partition(point)
        return f"{whole}{point}{digits.rstrip('0').ljust(3, '0')}" if digits else whole


class Slide(QSlider):
    """A slider from left to right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _turned(self, event, super().wheelEvent)


def choice_of(words: Mapping[_Value, str], name: str) -> Choice:
    """A field with these values as its data, in their order; their words are translated here."""
    made = Choice()
    for value, text in words.items():
        made.addItem(tr(text), value.value)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    return made
