"""The answer's bars: probability with its threshold, and the seven classes in their three groups."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inference.aoota import DESCRIPTIONS, GROUPS, OPEN
from inference.model.verdict import Zone, doubt_zone, probability_text
from inference.records import OperatingPoint, Prediction
from viewer.app.i18n import listed, tr, translated
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.prediction_text import point_text, said_class
from viewer.ui.shell import theme

# pixels at a text size of 100 %, which grow with it
GROUP_HEIGHT: Final = 20
CLASS_HEIGHT: Final = 18
_NAME_WIDTH: Final = 54
_INDENT: Final = 20
_FIGURE_WIDTH: Final = 42
_CLASS_WIDTH: Final = 20
_LABEL_HEIGHT: Final = 15
_LABEL_TOP: Final = 14
"""Of the words below the bar; the bar itself has its size at every size of text."""
_CENTRE: Final = Qt.AlignmentFlag.AlignVCenter


class ProbabilityBar(QWidget):
    """One bar from 0 to 1, marked where doubt begins and ends, or at the one threshold."""

    def __init__(self) -> None:
        super().__init__()
        self._p: float | None = None
        self._threshold = 0.5
        self._points: tuple[OperatingPoint, ...] = ()
        self._zone: Zone | None = None
        self._state = State.WITHHELD
        self.setFixedHeight(_LABEL_TOP + theme.px(_LABEL_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(
        self, p: float | None, threshold: float, points: tuple[OperatingPoint, ...], state: State
    ) -> None:
        """Set what is drawn; None draws the empty bar."""
        self._points = points
        self.show_frozen(p, threshold, doubt_zone(points), state)

    def show_frozen(self, p: float | None, threshold: float, zone: Zone | None, state: State) -> None:
        """As :meth:`show_answer`, by a rule that was frozen without the model's card."""
        self._p, self._threshold, self._zone, self._state = p, threshold, zone, state
        words = (
            ""
            if p is None
            else tr("probability {p}, threshold {threshold:.2f}", p=probability_text(p), threshold=threshold)
        )
        self.setAccessibleName(words)
        self.setToolTip("" if p is None else self._explain())
        self.update()

    def _explain(self) -> str:
        lines = [tr("Threshold in use {threshold:.3f}", threshold=self._threshold)]
        lines += map(point_text, self._points)
        return "\n".join(lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        groove = QRectF(0, 4, self.width(), 8)
        painter.fillRect(groove, QColor(theme.LINE))
        if self._p is None:
            return
        filled = QRectF(groove.left(), groove.top(), groove.width() * self._p, groove.height())
        painter.fillRect(filled, QColor(theme.STATE_COLOURS[self._state]))
        zone = self._zone
        for edge in zone or (self._threshold,):
            self._mark(painter, edge, QColor(theme.TEXT), 5)
        painter.setFont(theme.font(11))
        painter.setPen(QColor(theme.QUIET))
        width = painter.fontMetrics().horizontalAdvance(self._label())
        middle = self._threshold if zone is None else sum(zone) / 2
        left = min(max(0.0, middle * self.width() - width / 2), self.width() - width)
        line = QRectF(left, _LABEL_TOP, width + 1, theme.px(_LABEL_HEIGHT))
        painter.drawText(line, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._label())

    def _label(self) -> str:
        zone = self._zone
        return (
            tr("threshold {threshold:.2f}", threshold=self._threshold)
            if zone is None
            else tr("possible from {low:.2f} to {high:.2f}", low=zone[0], high=zone[1])
        )

    def _mark(self, painter: QPainter, at: float, colour: QColor, reach: int) -> None:
        x = round(at * (self.width() - 2)) + 1
        painter.setPen(QPen(QColor(theme.SURFACE), 4))
        painter.drawLine(x, 4, x, 11)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(x, 4 - min(reach, 4), x, 11 + min(reach, 4))


class ClassBars(QWidget):
    """Normal, A and B as bars; below A and B their three classes beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self._prediction: Prediction | None = None
        self._state = State.WITHHELD
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        high = 3 * theme.px(GROUP_HEIGHT) + 2 * theme.px(CLASS_HEIGHT) + 2 * theme.STEP
        return QSize(theme.px(240), high)

    def show_prediction(self, prediction: Prediction | None, state: State) -> None:
        """Draw these probabilities; None leaves empty grooves."""
        self._prediction, self._state = prediction, state
        self.setToolTip(_descriptions() if prediction else "")
        self.setAccessibleName(_spoken(prediction) if prediction else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, high = 0, theme.px(GROUP_HEIGHT)
        for group, members in GROUPS.items():
            value = self._sum(members)
            self._bar(painter, QRect(0, top, self.width(), high), group, value, strong=True)
            top += high
            if len(members) > 1:
                self._cells(painter, top, members)
                top += theme.px(CLASS_HEIGHT) + theme.STEP

    def _sum(self, members: tuple[str, ...]) -> float | None:
        if self._prediction is None:
            return None
        return sum(self._prediction.probabilities[name] for name in members)

    def _named(self) -> str:
        """The fracture class that the card names."""
        return OPEN if self._prediction is None else said_class(self._prediction, self._state)

    def _cells(self, painter: QPainter, top: int, members: tuple[str, ...]) -> None:
        """Three narrow bars under a group."""
        left, gap = theme.px(_INDENT), 2 * theme.STEP
        width = (self.width() - left - gap * (len(members) - 1)) // len(members)
        for number, name in enumerate(members):
            box = QRect(left + number * (width + gap), top, width, theme.px(CLASS_HEIGHT))
            value = None if self._prediction is None else self._prediction.probabilities[name]
            self._cell(painter, box, name, value)

    def _cell(self, painter: QPainter, box: QRect, name: str, value: float | None) -> None:
        best = self._named() == name
        painter.setFont(theme.font(11, weight=QFont.Weight.DemiBold if best else QFont.Weight.Normal))
        painter.setPen(QColor(theme.TEXT if best else theme.QUIET))
        painter.drawText(box, _CENTRE | Qt.AlignmentFlag.AlignLeft, name)
        if value is not None:
            painter.drawText(box, _CENTRE | Qt.AlignmentFlag.AlignRight, probability_text(value))
        left, right = theme.px(_CLASS_WIDTH), theme.px(_FIGURE_WIDTH)
        groove = QRectF(box.left() + left, box.center().y() - 2, box.width() - left - right, 5)
        self._groove(painter, groove, value, faint=not best)

    def _bar(self, painter: QPainter, box: QRect, name: str, value: float | None, *, strong: bool) -> None:
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(box, _CENTRE | Qt.AlignmentFlag.AlignLeft, tr(name))
        if value is not None:
            painter.drawText(box, _CENTRE | Qt.AlignmentFlag.AlignRight, probability_text(value))
        left, right = theme.px(_NAME_WIDTH), theme.px(_FIGURE_WIDTH)
        groove = QRectF(box.left() + left, box.center().y() - 4, box.width() - left - right - theme.STEP, 8)
        self._groove(painter, groove, value, faint=not strong)

    def _groove(self, painter: QPainter, groove: QRectF, value: float | None, *, faint: bool) -> None:
        painter.fillRect(groove, QColor(theme.LINE))
        if value is None:
            return
        filled = QRectF(groove.left(), groove.top(), max(1.0, groove.width() * value), groove.height())
        painter.fillRect(filled, QColor(theme.QUIET if faint else theme.ACCENT))


def _descriptions() -> str:
    known = {name: words for name, words in DESCRIPTIONS.items() if name not in ("C1", "C2")}
    return "\n".join(f"{tr(name)}: {translated(words)}" for name, words in known.items())


def _spoken(prediction: Prediction) -> str:
    return listed(f"{tr(name)} {probability_text(value)}" for name, value in prediction.probabilities.items())
