"""The heat map's controls: on or off, of what, how drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QSlider, QWidget

from inference.aoota import CLASSES, FRACTURES, NORMAL
from inference.records import Prediction
from viewer.app.i18n import mark, tr
from viewer.app.prediction.heatmaps import DIFFERENCE, Target
from viewer.app.prediction.prediction_text import map_targets, strength_text
from viewer.app.settings import COLOUR_MAPS, Settings
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.widgets import button, label, row, slider, stack

NO_MAP: Final = mark("No fracture found, no map.")
_LABEL_WIDTH: Final = 72


class OnFilm(Enum):
    """How much of the answer is on the film."""

    NOTHING = mark("Off")
    CONTOUR = mark("Contour")
    MAP = mark("Map")

    def next(self) -> OnFilm:
        shown = list(OnFilm)
        return shown[(shown.index(self) + 1) % len(shown)]


@dataclass(frozen=True, slots=True)
class MapLook:
    """How the map is to be drawn; opacity and threshold are 0..1."""

    target: Target
    opacity: float
    colour_map: str
    threshold: float
    shown: OnFilm
    stretch: bool


class MapControls(QWidget):
    """Says how much of the answer is wanted on the film and of what; the window draws it.

    A map is only drawn where a fracture is possible, unless asked for; the first look at a film is bare.
    """

    toggled = Signal(object)  # OnFilm
    changed = Signal()
    look_changed = Signal()  # what the settings remember

    def __init__(self) -> None:
        super().__init__()
        self._prediction: Prediction | None = None
        self._anyway, self._found = False, True
        self._quiet = False
        self._shown, self._strength = OnFilm.NOTHING, ""
        self._build()
        self._fold(open_=False)

    def _build(self) -> None:
        self._said = label(name="quiet", wrap=True)
        self._none = QWidget()
        show_anyway = button(tr("Show it anyway"), self.show_anyway, name="link", tip="Shift+H")
        self._none.setLayout(row(label(tr(NO_MAP), name="quiet"), show_anyway, 1))
        head, between = self._build_shown(), self._build_between()
        self._opacity, opacity_row = self._amount(tr("Opacity"))
        self._more = button(tr("More"), lambda: self._fold(open_=not self._detail.isVisible()), name="link")
        opacity_row.addWidget(self._more)
        self._detail = self._build_detail()
        self._body = QWidget()
        self._body.setLayout(stack(self._build_target(), between, opacity_row, self._detail, self._stretch))
        self.setLayout(stack(head, self._said, self._none, self._body))

    def _build_shown(self) -> QWidget:
        """Off, contour, map: one of them is always pressed."""
        self._buttons: dict[OnFilm, QPushButton] = {}
        for shown in OnFilm:
            made = button(tr(shown.value), partial(self.set_shown, shown))
            made.setCheckable(True)
            made.setToolTip(tr("On the film: off, contour, map in turn (H)"))
            made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._buttons[shown] = made
        self._buttons[OnFilm.NOTHING].setChecked(True)
        self._head = QWidget()
        self._head.setLayout(row(*self._buttons.values(), spacing=theme.STEP))
        return self._head

    def _build_target(self) -> QHBoxLayout:
        self._target = _chooser(tr("What the map explains"))
        for key, words in map_targets():
            self._target.addItem(words, key)
        self._target.insertSeparator(self._target.count())
        self._target.addItem(tr("difference…"), DIFFERENCE)
        self._target.currentIndexChanged.connect(self._target_changed)
        return row(_named(tr("Explains")), self._target)

    def _build_between(self) -> QWidget:
        self._first, self._second = _chooser(tr("this class")), _chooser(tr("rather than this class"))
        for box in (self._first, self._second):
            for name in CLASSES:
                box.addItem(tr(name), name)
            box.currentIndexChanged.connect(self._change)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._between = QWidget()
        between = row(label(tr("why")), self._first, label(tr("rather than")), self._second)
        between.setStretch(1, 1)
        between.setStretch(3, 1)
        self._between.setLayout(between)
        self._between.hide()
        return self._between

    def _build_detail(self) -> QWidget:
        self._threshold, threshold_row = self._amount(tr("Hide below"))
        self._colours = _chooser(tr("Colour map"))
        for name in COLOUR_MAPS:
            self._colours.addItem(name, name)
        self._colours.currentIndexChanged.connect(self._look)
        incomparable = tr("Colours no longer compare between films")
        self._stretch = _check(tr("Stretch to this film"), f"{incomparable} (Y)", self._change)
        colours = row(_named(tr("Colours")), self._colours, 1)
        detail = QWidget()
        detail.setLayout(stack(colours, threshold_row))
        return detail

    def _amount(self, name: str) -> tuple[QSlider, QHBoxLayout]:
        made, figure = slider(0, 100, name), label("0 %")
        figure.setMinimumWidth(theme.px(40))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.valueChanged.connect(lambda value: figure.setText(f"{value} %"))
        made.valueChanged.connect(self._look)
        return made, row(_named(name), made, figure)

    def set_look(self, settings: Settings) -> None:
        """Begin with the remembered look."""
        with self._silent():
            self._opacity.setValue(settings.opacity)
            self._threshold.setValue(settings.map_threshold)
            self._colours.setCurrentIndex(max(0, self._colours.findData(settings.colour_map)))

    def show_prediction(self, prediction: Prediction | None, *, found: bool = True) -> None:
        """Another answer: what was asked for only once is forgotten.  ``found``: a fracture is possible."""
        if prediction is not self._prediction:
            self._anyway = False
            with self._silent():
                self._stretch.setChecked(False)
        self._prediction, self._found = prediction, found
        if prediction is not None and found:
            self._suggest_difference(prediction)
        self._refresh()

    def _suggest_difference(self, prediction: Prediction) -> None:
        ranked = sorted(FRACTURES, key=lambda name: -prediction.probabilities[name])
        with self._silent():
            _set(self._first, ranked[0])
            _set(self._second, ranked[1])

    @property
    def allowed(self) -> bool:
        """Whether a map may be drawn for this answer."""
        return self._prediction is not None and (self._found or self._anyway)

    @property
    def is_on(self) -> bool:
        """Whether anything of the answer is on the film."""
        return self._prediction is not None and self._shown is not OnFilm.NOTHING

    @property
    def is_drawn(self) -> bool:
        """Whether a map is to be on the film now."""
        return self.allowed and self.is_on

    def set_on(self, on: bool) -> None:
        """Switch the map on, or everything off."""
        self.set_shown(OnFilm.MAP if on else OnFilm.NOTHING)

    def set_shown(self, shown: OnFilm) -> None:
        """Put so much of the answer on the film."""
        changed, self._shown = shown is not self._shown, shown
        self._refresh()
        if changed and not self._quiet:
            self.toggled.emit(shown)
            self.changed.emit()

    def cycle(self) -> None:
        """The key: off, contour, map; where there is no map, off and the words alone."""
        if self._prediction is None:
            return
        if self.allowed:
            self.set_shown(self._shown.next())
        else:
            self.set_shown(OnFilm.NOTHING if self.is_on else OnFilm.CONTOUR)

    def stretch(self) -> None:
        """The key: full colour at this map's own peak, or back to the scale that all films share."""
        if self.allowed:
            self._stretch.toggle()
            if self._stretch.isChecked():
                self.set_shown(OnFilm.MAP)

    def show_strength(self, share: float, *, weak: bool) -> None:
        """Say below the buttons how strong this answer's map is, where it is weak."""
        words = strength_text(share, weak=weak)
        self._strength = tr("{strength}; stretch (Y)", strength=words) if weak else ""
        self._refresh()

    @property
    def look(self) -> MapLook:
        return MapLook(
            self._chosen_target(),
            self._opacity.value() / 100,
            str(self._colours.currentData()),
            self._threshold.value() / 100,
            self._shown,
            self._stretch.isChecked(),
        )

    def remembered(self) -> dict[str, object]:
        """The settings that the next start begins with."""
        return {
            "opacity": self._opacity.value(),
            "map_threshold": self._threshold.value(),
            "colour_map": str(self._colours.currentData()),
        }

    def choose(self, target: Target) -> None:
        """Set the target as if chosen by hand."""
        if target.against:
            _set(self._first, target.name)
            _set(self._second, target.against)
        key = DIFFERENCE if target.against else target.name
        self._target.setCurrentIndex(self._target.findData(key))

    def _chosen_target(self) -> Target:
        key = self._target.currentData()
        if key != DIFFERENCE:
            return Target(str(key))
        first, second = str(self._first.currentData()), str(self._second.currentData())
        if first == second:
            second = NORMAL if first != NORMAL else FRACTURES[0]
        return Target(first, second)

    @contextmanager
    def _silent(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _target_changed(self) -> None:
        self._between.setVisible(self._target.currentData() == DIFFERENCE)
        self._change()

    def show_anyway(self) -> None:
        """Draw the map although the answer is no fracture, for this answer only."""
        if self._prediction is not None:
            self._anyway = True
            self.set_on(True)
            self._change()

    def _look(self) -> None:
        if not self._quiet:
            self.look_changed.emit()
        self._change()

    def _change(self) -> None:
        self._refresh()
        if not self._quiet:
            self.changed.emit()

    def _fold(self, *, open_: bool) -> None:
        self._detail.setVisible(open_)
        self._more.setText(tr("Less") if open_ else tr("More"))

    def _refresh(self) -> None:
        allowed = self.allowed
        self._none.setVisible(self._prediction is not None and not allowed)
        self._head.setVisible(self._prediction is not None)
        for shown, made in self._buttons.items():
            made.setChecked(shown is self._shown)
        self._buttons[OnFilm.MAP].setEnabled(allowed)
        self._body.setVisible(allowed and self.is_on)
        stretched = self._stretch.isChecked()
        words = (
            tr("Stretched to this film: colours do not compare between films.")
            if stretched
            else self._strength
        )
        self._said.setText(words)
        self._said.setVisible(bool(words) and allowed)


def _set(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


def _chooser(name: str) -> QComboBox:
    made = Choice()
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    return made


def _check(words: str, tip: str, slot: Callable[[], object]) -> QCheckBox:
    made = QCheckBox(words)
    made.setToolTip(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.toggled.connect(lambda _on: slot())
    return made


def _named(words: str) -> QWidget:
    made = label(words, name="quiet")
    made.setFixedWidth(theme.px(_LABEL_WIDTH))
    return made
