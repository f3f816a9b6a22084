"""What Enter and Space mean where a control has the keyboard: the control, never an action of the window.

Qt matches a window's shortcuts before the control that has the keyboard sees the key, unless that claims it;
buttons, boxes to tick and lists to choose from do not.  Enter on a button that was reached by Tab would file
a reading.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit, QTextEdit, QWidget

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES: Final = (*ENTER, Qt.Key.Key_Space)
_CONTROLS: Final = (QAbstractButton, QComboBox, QPlainTextEdit, QTextEdit)


def is_its_own(event: QKeyEvent, focus: QWidget | None) -> bool:
    """Whether a key is the control's that has the keyboard: no shortcut may take it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.NoModifier and event.key() in _PRESSES and isinstance(focus, _CONTROLS)


def press(event: QKeyEvent, focus: QWidget | None) -> bool:
    """Do what Enter means on a control that Qt does nothing with; whether it was such a key.

    A key that is held presses once.
    """
    if not (event.key() in ENTER and is_its_own(event, focus)):
        return False
    if event.isAutoRepeat():
        return True
    if isinstance(focus, QAbstractButton):
        focus.click()
    elif isinstance(focus, QComboBox):
        focus.showPopup()
    return True
