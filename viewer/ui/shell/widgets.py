"""Small parts that the panels share."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from viewer.app.i18n import tr
from viewer.app.prediction.answer_state import STATE_WORDS, State
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Slide

T = TypeVar("T")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HEAD: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
"""Of a table's heads, over words that begin at the left."""


def open_outside(path: Path) -> None:
    """Show a folder in the system's file manager, a page in its browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.expanduser().absolute())))


def label(text: str = "", *, name: str = "", wrap: bool = False) -> QLabel:
    """A text; ``name`` ``quiet`` or ``heading`` gives it that look.  Headers never become rich text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    if wrap:  # a sentence: an error, too, can be marked and copied; the keys stay the film's
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = made.sizePolicy()
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


class PressButton(QPushButton):
    """A push button that Enter presses, too, where it has the keyboard.

    Qt would press the dialog's default button instead: Enter on Cancel would do what was to be cancelled.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key that is held presses one button, not the next one, too
            self.click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """One that is disabled or hidden gives the main window's keys back to the film.

        Qt would hand them to the neighbour: after *Agree* the next Enter would press *Undo*.
        """
        if isinstance(self.window(), QMainWindow) and not (self.isEnabled() and self.isVisible()):
            self.clearFocus()
            return False
        return super().focusNextPrevChild(forward)


def button(
    text: str, slot: Callable[[], object] | None = None, *, name: str = "", tip: str = ""
) -> QPushButton:
    """A push button that a click does not give the focus to: the keys stay the film's."""
    made = PressButton(text)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    if tip:
        made.setToolTip(tip)
    if slot is not None:
        made.clicked.connect(lambda _checked=False: slot())
    return made


def while_open(
    dialog: QDialog, told: Callable[[T], object], after: Callable[[T], object] = lambda _result: None
) -> Callable[[T], None]:
    """Tells a dialog what a job brought, as long as it is open; ``after`` is told instead once it is closed.

    A job outlasts the dialog that asked for it, whose parts are gone then.
    """
    closed = threading.Event()
    dialog.finished.connect(lambda _how: closed.set())

    def tell(result: T) -> None:
        (after if closed.is_set() else told)(result)

    return tell


def fitting(widget: QWidget, width: int, height: int) -> QSize:
    """A size that grows with the size of text, as far as the widget's screen has room for."""
    room = widget.screen().availableSize()
    return QSize(theme.px(width), theme.px(height)).boundedTo(
        QSize(room.width() * 9 // 10, room.height() * 9 // 10)
    )


class KeyButton(PressButton):
    """A push button with its key written small at the right."""

    def __init__(self, text: str, key: str, slot: Callable[[], object]) -> None:
        super().__init__(text)
        self._key = key
        self.setObjectName("keyed")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: slot())

    def key(self) -> str:
        """The key that is written."""
        return self._key

    def set_key(self, key: str) -> None:
        """Write another key."""
        self._key = key
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(11))
        lit = self.isChecked() or self.underMouse() or bool(self.property("primary"))
        bright = theme.TEXT if lit else theme.QUIET  # the quiet colour is too faint on a lit button
        painter.setPen(bright if self.isEnabled() else theme.FADED)
        box = self.rect().adjusted(0, 0, -theme.STEP - 1, 0)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short_key(self._key)
        )


def short_key(key: str) -> str:
    """A key as it is written on a button: Shift as its arrow."""
    return key.replace("Shift+", "⇧")


class KeyCheck(QCheckBox):
    """A check box with its key written small at the right, where it fits for all of its group."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self._key = key
        self._group: Sequence[KeyCheck] = (self,)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def key(self) -> str:
        """The key that is written."""
        return self._key

    def set_key(self, key: str) -> None:
        """Write another key."""
        self._key = key
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not all(one.has_room() for one in self._group):  # a key here and none there: the tips say them
            return
        painter = QPainter(self)
        painter.setFont(theme.font(10))
        painter.setPen(theme.QUIET if self.isEnabled() else theme.FADED)
        box = self.rect().adjusted(0, 0, -theme.STEP, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)

    def join(self, group: Sequence[KeyCheck]) -> None:
        """Belong to boxes that show their keys together or not at all."""
        self._group = group

    def has_room(self) -> bool:
        """Whether the key fits beside the words."""
        key = QFontMetrics(theme.font(10)).horizontalAdvance(self._key)
        return self.sizeHint().width() + key + 2 * theme.STEP <= self.width()


def inset(box: QAbstractSpinBox) -> None:
    """Let a number stand off the border of its box, where Qt ignores the sheet's padding."""
    box.lineEdit().setTextMargins(6, 0, 0, 0)


def slider(low: int, high: int, name: str) -> QSlider:
    made = Slide()
    made.setRange(low, high)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    return made


def row(*parts: QWidget | QLayout | int, spacing: int = 2 * theme.STEP) -> QHBoxLayout:
    """Parts beside each other; a number is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    fill(made, parts)
    return made


def stack(*parts: QWidget | QLayout | int, spacing: int = 2 * theme.STEP, margin: int = 0) -> QVBoxLayout:
    """Parts below each other; a number is a stretch."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    fill(made, parts)
    return made


def column(*parts: QWidget | QLayout | int, spacing: int = 2 * theme.STEP) -> QScrollArea:
    """Parts below each other that scroll up and down where there is no room for them."""
    inside = QWidget()
    inside.setObjectName("column")
    inside.setLayout(stack(*parts, spacing=spacing))
    made = QScrollArea(widgetResizable=True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inside)
    return made


def fill(layout: QHBoxLayout | QVBoxLayout, parts: Sequence[QWidget | QLayout | int]) -> None:
    """Add parts to a layout; a number is a stretch."""
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


class TypingLine(QLineEdit):
    """A line to type in; Enter and Escape leave it and confirm no reading."""

    left = Signal()
    entered = Signal()  # left by Enter
    _LEAVES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def __init__(self, hint: str, name: str) -> None:
        super().__init__(placeholderText=hint, maxLength=2000)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in self._LEAVES:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() in _ENTER:
                    self.entered.emit()
                self.left.emit()
                return True
        return super().event(event)


def plain_tip(text: str) -> str:
    """``text`` as a tool tip that shows it as it is.

    Qt takes a tip that looks like HTML for HTML and loads the pictures that it names, from other machines
    too (``//host/share``); texts of films and models are not ours.
    """
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>")


_COLOURS: Final = {"quiet": theme.QUIET, "differs": theme.DOUBT}


class ElidedLabel(QWidget):
    """A line of text, or so many, cut with an ellipsis where they do not suffice; whole in the tool tip.

    The lines have their height whether there are words or not, so that nothing below them jumps.
    """

    def __init__(
        self, *, name: str = "", align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, lines: int = 1
    ) -> None:
        super().__init__()
        self._lines = lines
        self.setObjectName(name)
        self._text, self._align = "", align
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + theme.STEP, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._high())

    def _high(self) -> int:
        return self._lines * self.fontMetrics().height() + theme.STEP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(_COLOURS.get(self.objectName(), theme.TEXT))
        if self._lines == 1:
            shown = theme.elided(self._text, self.font(), self.width())
            painter.drawText(self.rect(), self._align | Qt.AlignmentFlag.AlignVCenter, shown)
            return
        room = round(self._lines * self.width() * 0.9)  # words do not fill every line
        shown = theme.elided(self._text, self.font(), room)
        painter.drawText(self.rect(), self._align | Qt.TextFlag.TextWordWrap, shown)


class StateMark(QWidget):
    """A state's shape, as large as a line of text."""

    def __init__(self, side: int = 12) -> None:
        super().__init__()
        self._state: State | None = None
        self.setFixedSize(side, side)

    def set_state(self, state: State | None) -> None:
        self._state = state
        self.setAccessibleName(tr(STATE_WORDS[state]) if state else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is not None:
            theme.paint_state(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), self._state)
