"""The display check: grey steps, low-contrast squares, and whether this screen shows what a film needs."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from inference.imaging.display_test import LEVELS, NEEDED, Check, Question, screen_remarks
from viewer.app.i18n import listed, tr, translated
from viewer.app.preferences import Preferences
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Decimal
from viewer.ui.shell.widgets import button, fitting, inset, label, row, stack

GREYS: Final = 18
BAR: Final = 300  # device pixels of the line that the reader measures
_PLACE_KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class GreySteps(QWidget):
    """Equal steps from black to white; the first and the last carry a square 5 % away (as TG18-QC)."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(56)
        self.setAccessibleName(tr("Grey steps from black to white"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self.width() / GREYS
        for number in range(GREYS):
            grey = round(255 * number / (GREYS - 1))
            painter.fillRect(QRectF(number * wide, 0, wide + 1, self.height()), QColor(grey, grey, grey))
        for left, grey in ((0.0, 13), (self.width() - wide, 242)):
            side = min(wide, self.height()) / 2
            box = QRectF(left + (wide - side) / 2, (self.height() - side) / 2, side, side)
            painter.fillRect(box, QColor(grey, grey, grey))
        painter.end()


class FaintSquare(QWidget):
    """Four places on one grey, a faint square in one of them; a click or a key 1 to 4 answers."""

    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Where is the faint square?"))

    def show_question(self, question: Question | None) -> None:
        """Show a question, or an empty grey."""
        self._question = question
        self.update()

    def place(self, number: int) -> QRectF:
        """Where place ``number`` (0..3) lies."""
        side = min(self.width() / 6, self.height() * 0.6)
        middle = self.width() * (2 * number + 1) / 8
        return QRectF(middle - side / 2, (self.height() - side) / 2, side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, asked = QPainter(self), self._question
        grey = asked.grey if asked is not None else 32
        painter.fillRect(self.rect(), QColor(grey, grey, grey))
        painter.setFont(theme.font(theme.SMALL_PX))
        for number in range(4):
            box = self.place(number)
            if asked is not None and number == asked.place:
                seen = asked.grey + asked.step
                painter.fillRect(box, QColor(seen, seen, seen))
            painter.setPen(QColor(theme.BACKGROUND if grey > 127 else theme.QUIET))
            if asked is not None:
                under = QRectF(box.left(), box.bottom() + 4, box.width(), 18)
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = int(4 * event.position().x() / max(self.width(), 1))
        self.answered.emit(min(max(column, 0), 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PLACE_KEYS:
            self.answered.emit(_PLACE_KEYS.index(Qt.Key(event.key())))
        else:
            super().keyPressEvent(event)


class _Bar(QWidget):
    """A line of a known number of device pixels, to be measured on the glass."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("A line to measure"))
        self._fit()

    def _fit(self) -> None:
        """On another screen a logical pixel may hold more or fewer of the device's."""
        self.setFixedSize(math.ceil(BAR / self.devicePixelRatioF()) + 2, 20)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._fit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        tall = round(20 * ratio)
        for box in ((0, tall // 2 - 1, BAR, 2), (0, 0, 2, tall), (BAR - 2, 0, 2, tall)):
            painter.fillRect(*box, QColor(theme.TEXT))
        painter.end()


class DisplayCheck(QDialog):
    """A page to look at before films are read on a screen; it says what it is not."""

    def __init__(self, parent: QWidget, preferences: Preferences, screen: str) -> None:
        super().__init__(parent)
        self._preferences, self._screen_name = preferences, screen
        self.check = Check()
        self.setWindowTitle(tr("Display check"))
        self.resize(fitting(self, 760, 660))
        self.verdict, self._asked = label(name="heading", wrap=True), label(wrap=True)
        self.square = FaintSquare()
        self.square.answered.connect(self.answer)
        self._none = button(tr("I see none (0)"), lambda: self.answer(None))
        self._again = button(tr("Begin again"), self.begin)
        self.setLayout(
            stack(
                *self._first_part(), self._asked, self.square, row(self._none, self._again, 1), self.verdict,
                *self._last_part(), margin=4 * theme.STEP,
            )
        )  # fmt: skip
        self.begin()

    def _first_part(self) -> list[QWidget]:
        words = tr(
            "Sit where you read, in your usual light. Every step below must differ from its "
            "neighbours, and the small squares in the black and in the white step must be "
            "visible."
        )
        shown = self.screen()
        size = shown.size() * shown.devicePixelRatio()
        remarks = screen_remarks(size.width(), size.height(), shown.depth())
        return [
            label(words, wrap=True),
            GreySteps(),
            *(label(translated(r), name="quiet", wrap=True) for r in remarks),
        ]

    def _last_part(self) -> list[QWidget]:
        self._millimetres = Decimal(decimals=1, minimum=10, maximum=500, suffix=" mm")
        inset(self._millimetres)
        self._millimetres.setAccessibleName(tr("Length of the line on the glass"))
        known = self._preferences.values.screen_pixels.get(self._screen_name)
        self._millimetres.setValue(BAR * known / 1000 if known else BAR * self._stated_pixel())
        keep = button(tr("Keep for true size"), self._keep_size)
        measured = QWidget()
        words = tr("Measure this line on the glass:")
        measured.setLayout(row(label(words), _Bar(), self._millimetres, keep, 1))
        limits = tr("This check finds faults. It does not calibrate the display (DICOM PS3.14).")
        close = button(tr("Close"), self.accept)
        foot = QWidget()
        foot.setLayout(row(1, close))
        return [measured, label(limits, name="quiet", wrap=True), foot]

    def _stated_pixel(self) -> float:
        """Millimetres of a device pixel as the system states them."""
        shown = self.screen()
        return 25.4 / max(shown.physicalDotsPerInchX() * shown.devicePixelRatio(), 1.0)

    def _keep_size(self) -> None:
        sizes = dict(self._preferences.values.screen_pixels)
        sizes.pop(self._screen_name, None)
        sizes = dict([*sizes.items()][-15:])
        sizes[self._screen_name] = float(self._millimetres.value() * 1000 / BAR)
        self._preferences.set(screen_pixels=sizes)

    def begin(self) -> None:
        """Ask from the start."""
        self.check = Check()
        self.verdict.setText("")
        self._show()
        self.square.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, place: int | None) -> None:
        """The reader sees the square at ``place``, or none."""
        self.check.answer(place)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_0 and self.check.question is not None:
            self.answer(None)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        asked = self.check.question
        self.square.show_question(asked)
        self._none.setEnabled(asked is not None)
        if asked is not None:
            words = tr(
                "Where is the faint square? Click it, or press 1 to 4. Part {part} of {total}.",
                part=self.check.done + 1, total=self.check.total,
            )  # fmt: skip
            self._asked.setText(words)
            return
        self._asked.setText("")
        self.verdict.setText(self._verdict())

    def _verdict(self) -> str:
        found = self.check.found
        names = {"dark": tr("dark"), "middle": tr("middle"), "bright": tr("bright")}
        steps = listed(
            f"{names[level]} {found[level]}/255" if found[level] else tr("{grey}: none", grey=names[level])
            for level in LEVELS
        )
        if self.check.passed:
            words = tr(
                "This screen shows the grey steps that a film needs. Finest seen: {steps}.", steps=steps
            )
        else:
            words = tr(
                "This screen does not show what a film needs (steps of {needed} of 255). Finest seen: "
                "{steps}. Darken the room, raise the brightness, switch off night and power-saving modes, "
                "and check again.",
                needed=NEEDED, steps=steps,
            )  # fmt: skip
        return words
