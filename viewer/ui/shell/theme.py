"""The look, defined once: colours, type, spacing and shapes.

The state colours are Okabe and Ito's, told apart by colour-blind readers; each state also has a word and a
shape, so that nothing is said by colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyleFactory,
    QWidget,
)

from inference.paths import resources
from viewer.app.i18n import mark
from viewer.app.prediction.answer_state import State

if TYPE_CHECKING:
    pass

BACKGROUND: Final = "#101214"
SURFACE: Final = "#181B1F"
RAISED: Final = "#20242A"
LINE: Final = "#2A2F36"
TEXT: Final = "#D7DBE0"
QUIET: Final = "#8B939D"
FADED: Final = "#5B626B"  # disabled
CHOSEN: Final = "#21425A"
SELECTED: Final = "#1D2C39"  # a line of a list
ACCENT: Final = "#5AA9E6"
FRACTURE: Final = "#E69F00"
DOUBT: Final = "#F0E442"
CLEAR: Final = "#009E73"
ERROR: Final = "#EB6E3C"  # of that red, light enough to be read as words
STATE_COLOURS: Final[dict[State, str]] = {
    State.FRACTURE: FRACTURE,
    State.DOUBT: DOUBT,
    State.CLEAR: CLEAR,
    State.WITHHELD: QUIET,
}
TEXT_PX: Final = 13
SMALL_PX: Final = 12
HEADING_PX: Final = 15
STEP: Final = 4  # every distance is a multiple of it
_text_size = [100]  # per cent, of every text
# made once, not at every paint: a line of the worklist takes five fonts and three shortened texts
_fonts: dict[tuple[int, QFont.Weight], QFont] = {}
_shortened: dict[tuple[str, int, int, Qt.TextElideMode], str] = {}
_SHORTENED_KEPT: Final = 1024


def px(pixels: int) -> int:
    """A size of type as the reader wants it."""
    return round(pixels * _text_size[0] / 100)


def line_height() -> int:
    """Of a line of text, in pixels."""
    return QFontMetrics(font()).height()


def font(pixels: int = TEXT_PX, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's type at ``pixels`` (of a text size of 100 %), with figures of equal width."""
    made = _fonts.get((pixels, weight))
    if made is None:
        made = QFont(QApplication.font())
        made.setPixelSize(px(pixels))
        made.setWeight(weight)
        made.setFeature(QFont.Tag("tnum"), 1)
        _fonts[pixels, weight] = made
    return QFont(made)


def heading_font() -> QFont:
    return font(HEADING_PX, weight=QFont.Weight.Medium)


def apply(app: QApplication, families: Sequence[str] = (), *, text_size: int = 100) -> None:
    """Dress the application; ``families`` stand behind the usual one for the letters that it lacks.

    ``text_size`` is in per cent.
    """
    _text_size[0] = text_size
    _forget_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette())
    usual = font()
    usual.setFamilies([*usual.families(), *families])
    app.setFont(usual)
    _forget_fonts()
    folder = (resources() / "style").as_posix()
    sheet = SHEET.replace("@style", folder)
    app.setStyleSheet(_LENGTH_OF_TEXT.sub(lambda found: f"{px(int(found[1]))}px", sheet))


def _forget_fonts() -> None:
    _fonts.clear()
    _shortened.clear()


def palette() -> QPalette:
    """The dark palette, for everything that the style paints itself."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: BACKGROUND, roles.Base: SURFACE, roles.AlternateBase: RAISED, roles.Button: RAISED,
        roles.WindowText: TEXT, roles.Text: TEXT, roles.ButtonText: TEXT, roles.BrightText: TEXT,
        roles.ToolTipBase: RAISED, roles.ToolTipText: TEXT, roles.PlaceholderText: QUIET,
        roles.Highlight: ACCENT, roles.HighlightedText: BACKGROUND, roles.Accent: ACCENT,
        roles.Link: ACCENT, roles.LinkVisited: ACCENT, roles.Light: LINE, roles.Midlight: LINE,
        roles.Mid: LINE, roles.Dark: BACKGROUND, roles.Shadow: BACKGROUND,
    }  # fmt: skip
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(FADED))
    return made


_LENGTH_OF_TEXT: Final = re.compile(r"\b(\d+)tx\b")  # in the sheet: pixels that grow with the size of text
SHEET: Final = f"""
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px 8px; }}
QMenuBar {{ background: {SURFACE}; border-bottom: 1px solid {LINE}; padding: 0 4px; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {RAISED}; }}
QMenu {{ background: {SURFACE}; border: 1px solid {LINE}; padding: 4px; }}
QMenu::item {{ padding: 4px 24px 4px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {LINE}; color: {TEXT}; }}
QMenu::item:disabled {{ color: {FADED}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
#column {{ background: {SURFACE}; }}
#filmcolumn {{ background: {BACKGROUND}; }}
#statusline {{ background: {SURFACE}; border-top: 1px solid {LINE}; }}
#quiet {{ color: {QUIET}; }}
#heading {{ font-size: {HEADING_PX}tx; font-weight: 500; }}
#rule {{ background: {LINE}; }}
#errorbar {{ background: {RAISED}; border-left: 4px solid {ERROR}; border-bottom: 1px solid {LINE}; }}
QToolBar#tools {{ background: {SURFACE}; border: 0; border-bottom: 1px solid {LINE};
  spacing: 2px; padding: 2px 4px; }}
QToolBar#tools QToolButton {{ background: transparent; border: 1px solid transparent;
  min-height: 16px; padding: 2px 4px; }}
QToolBar#tools QToolButton::menu-indicator {{ image: none; }}
QToolBar#tools QToolButton:hover {{ background: {LINE}; }}
QToolBar#tools QToolButton:checked {{ background: {CHOSEN}; border: 1px solid {ACCENT}; }}
QToolBar#tools QToolButton:disabled {{ color: {FADED}; background: transparent; }}
QToolBar#tools QToolButton#qt_toolbar_ext_button {{ color: {TEXT}; min-width: 14px; padding: 3px 2px; }}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 4px 4px; }}
QPushButton, QToolButton {{
  background: {RAISED}; border: 1px solid {LINE}; border-radius: 4px;
  padding: 4px 8px; min-height: 18tx; }}
QPushButton:hover, QToolButton:hover {{ background: {LINE}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {BACKGROUND}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus,
QPlainTextEdit:focus {{
  border: 1px solid {ACCENT}; }}
QPushButton:checked, QToolButton:checked {{
  background: {CHOSEN}; border: 1px solid {ACCENT}; color: {TEXT}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {FADED}; background: {SURFACE}; }}
QPushButton#primary {{ background: {CHOSEN}; border: 1px solid {ACCENT}; font-weight: 500; }}
QPushButton#primary:hover {{ background: #2A5373; }}
QPushButton#primary:disabled {{ background: {SURFACE}; border: 1px solid {LINE}; }}
QPushButton#link {{
  background: transparent; border: 1px solid transparent; color: {ACCENT}; padding: 0 1px; }}
QPushButton#link:focus {{ border: 1px solid {ACCENT}; }}
QPushButton#link:disabled {{ color: {FADED}; }}
QPushButton#keyed {{ text-align: left; padding: 4px 6px; }}
QPushButton#keyed[primary="true"]:enabled {{ background: {CHOSEN}; border: 1px solid {ACCENT}; }}
QLineEdit, QPlainTextEdit {{
  background: {BACKGROUND}; border: 1px solid {LINE}; border-radius: 4px; padding: 4px 8px; min-height: 18tx;
  selection-background-color: {ACCENT}; selection-color: {BACKGROUND}; }}
QComboBox {{ background: {RAISED}; border: 1px solid {LINE}; border-radius: 4px;
  padding: 4px 8px; min-height: 18tx; }}
QComboBox QAbstractItemView {{ background: {SURFACE}; border: 1px solid {LINE}; outline: 0;
  selection-background-color: {LINE}; selection-color: {TEXT}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("@style/chevron.svg"); width: 12px; height: 12px; }}
QAbstractSpinBox {{ background: {BACKGROUND}; border: 1px solid {LINE}; border-radius: 4px;
  padding: 3px 8px; min-height: 18tx; selection-background-color: {ACCENT}; selection-color: {BACKGROUND}; }}
QAbstractSpinBox:focus {{ border: 1px solid {ACCENT}; }}
QAbstractSpinBox:disabled {{ color: {FADED}; background: {SURFACE}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 18px;
  border: none; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {LINE}; }}
QAbstractSpinBox::up-arrow {{ image: url("@style/chevron-up.svg"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("@style/chevron.svg"); width: 10px; height: 10px; }}
QCheckBox, QRadioButton {{ spacing: 6px; }}
QRadioButton:focus {{ color: {ACCENT}; }}
QRadioButton:disabled {{ color: {FADED}; }}
QRadioButton::indicator {{
  width: 12px; height: 12px; border: 1px solid {FADED}; border-radius: 7px; background: {BACKGROUND}; }}
QRadioButton::indicator:hover {{ border: 1px solid {QUIET}; }}
QRadioButton::indicator:checked {{ border: 4px solid {ACCENT}; width: 6px; height: 6px; background: {TEXT}; }}
QRadioButton::indicator:disabled {{ border: 1px solid {LINE}; }}
QCheckBox:focus {{ color: {ACCENT}; }}
QCheckBox::indicator {{
  width: 14tx; height: 14tx; border: 1px solid {FADED}; border-radius: 3px; background: {BACKGROUND}; }}
QCheckBox::indicator:hover {{ border: 1px solid {QUIET}; }}
QCheckBox::indicator:checked {{
  background: {ACCENT}; border: 1px solid {ACCENT}; image: url("@style/check.svg"); }}
QCheckBox::indicator:disabled {{ border: 1px solid {LINE}; }}
QCheckBox:disabled, QLabel:disabled, #quiet:disabled {{ color: {FADED}; }}
QListView, QTableView {{ background: {SURFACE}; border: none; outline: 0; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {LINE}; border-radius: 4px; min-height: 24px; margin: 1px; }}
QScrollBar::handle:hover {{ background: #3A414A; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}
QSlider::groove:horizontal {{ height: 4px; background: {LINE}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {ACCENT}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: {LINE}; }}
QSlider[unset="true"]::sub-page:horizontal {{ background: {LINE}; }}
QSlider[unset="true"]::handle:horizontal {{ background: {SURFACE}; border: 1px solid {QUIET}; width: 10px;
  margin: -4px 0; }}
QSlider::handle:horizontal {{ background: {TEXT}; width: 12px; margin: -4px 0; border-radius: 6px; }}
QSlider::handle:horizontal:disabled {{ background: {FADED}; }}
QSlider::handle:horizontal:focus {{ background: {ACCENT}; }}
QSplitter::handle {{ background: {LINE}; }}
QProgressBar {{ background: {LINE}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 2px; }}
QDialog {{ background: {SURFACE}; }}
QListWidget {{ background: {BACKGROUND}; border: 1px solid {LINE}; border-radius: 4px; }}
QListWidget::item {{ padding: 4px 8px; }}
QTreeWidget::item {{ padding: 2px 0; }}
QTreeWidget::item:selected {{ background: {SELECTED}; color: {TEXT}; }}
QListWidget::item:selected {{ background: {SELECTED}; color: {TEXT}; }}
#askbar {{ background: {RAISED}; border: 1px solid {DOUBT}; border-radius: 4px; }}
#question {{ border-left: 3px solid transparent; border-radius: 4px; }}
#question[current="true"] {{ border-left: 3px solid {ACCENT}; background: {RAISED}; }}
QTableWidget {{ background: {BACKGROUND}; border: 1px solid {LINE}; border-radius: 4px; outline: 0; }}
QTableWidget::item {{ padding: 4px 8px; }}
QTableWidget::item:selected {{ background: {SELECTED}; color: {TEXT}; }}
QHeaderView {{ background: {SURFACE}; }}
QHeaderView::section {{ background: {SURFACE}; color: {QUIET}; border: none;
  border-bottom: 1px solid {LINE}; padding: 4px 8px; }}
"""


def paint_state(painter: QPainter, box: QRectF, state: State) -> None:
    """A state's shape: triangle for fracture, diamond for doubt, circle for none, ring for withheld."""
    colour = QColor(STATE_COLOURS[state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = box.center()
    if state is State.FRACTURE:
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif state is State.DOUBT:
        corners = [(middle.x(), box.top()), (box.right(), middle.y()), (middle.x(), box.bottom())]
        painter.drawPolygon(QPolygonF([QPointF(*at) for at in (*corners, (box.left(), middle.y()))]))
    elif state is State.CLEAR:
        painter.drawEllipse(box)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.5))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def elided(text: str, type_: QFont, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    return QFontMetrics(type_).elidedText(text, mode, max(0, width))


def shortened(text: str, pixels: int, width: int, mode: Qt.TextElideMode) -> str:
    """Text as it fits into ``width`` in the program's type; the latest ones are kept."""
    key = (text, pixels, width, mode)
    found = _shortened.get(key)
    if found is None:
        if len(_shortened) >= _SHORTENED_KEPT:
            _shortened.clear()
        found = _shortened[key] = elided(text, font(pixels), width, mode)
    return found


def rule(parent: QWidget | None = None) -> QWidget:
    """A thin line between two parts of a column."""
    line = QWidget(parent)
    line.setObjectName("rule")
    line.setFixedHeight(1)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line


NOT_FOR_DIAGNOSIS: Final = mark("Research use only, not for diagnosis")
