"""The operating point: a slider on the model's own ROC curve, and what each place on it means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from inference.records import OperatingPoint
from viewer.app.i18n import mark, quoted, tr
from viewer.app.prediction.model_service import ModelService
from viewer.app.prediction.operating_points import CurvePoint, curve, interval, nearest
from viewer.app.preferences import Preferences
from viewer.ui.prediction.site_dialog import POINTS
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Decimal
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, fitting, inset, label, row, slider, stack

Place = tuple[float, float]
TOGETHER: Final = 0.06
"""Points nearer than this on the curve share a line of text."""
NO_MODEL: Final = mark("No model is in use.")
NO_CURVE: Final = mark(
    "This model brings no ROC curve, so its threshold stays where its card has set it: "
    "nobody has measured what another one would do."
)
FIGURES: Final = (
    mark("Threshold"),
    mark("Sensitivity"),
    mark("Specificity"),
    mark("Positive predictive value"),
    mark("Negative predictive value"),
)
_TIPS: Final = {
    "Positive predictive value": mark("The share of films called fracture that have one"),
    "Negative predictive value": mark("The share of films called no fracture that have none"),
}


class RocCurve(pg.PlotWidget):  # type: ignore[misc]
    """The curve, the card's own points, and the place that is looked at."""

    def __init__(self, points: tuple[CurvePoint, ...], own: tuple[OperatingPoint, ...]) -> None:
        super().__init__(background=theme.BACKGROUND)
        self._points = points
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setAspectLocked(True)
        self.setRange(xRange=(0, 1), yRange=(0, 1), padding=0.03)
        self.setMinimumSize(320, 320)
        self.setAccessibleName(tr("ROC curve of the model"))
        self._axes()
        self.plot([0, 1], [0, 1], pen=pg.mkPen(theme.LINE, width=1, style=Qt.PenStyle.DashLine))
        across, up = [1 - p.specificity for p in points], [p.sensitivity for p in points]
        self.plot(across, up, pen=pg.mkPen(theme.ACCENT, width=2), antialias=True)
        for names, at in together(
            [(tr(POINTS.get(point.name, point.name)), self._at(point)) for point in own] if points else []
        ):
            self._own_points(names, at)
        self._here = pg.ScatterPlotItem(
            size=14, pen=pg.mkPen(theme.BACKGROUND, width=2), brush=theme.FRACTURE
        )
        self.addItem(self._here)

    def _axes(self) -> None:
        for side, words in (("bottom", tr("1 − specificity")), ("left", tr("sensitivity"))):
            axis = self.getAxis(side)
            axis.setPen(theme.LINE)
            axis.setTextPen(theme.QUIET)
            axis.setTicks([[(tenth / 10, f"{tenth / 10:g}") for tenth in range(0, 11, 2)]])
            axis.setTickFont(theme.font(theme.SMALL_PX))
            axis.setLabel(words, color=theme.QUIET)

    def _at(self, point: OperatingPoint) -> Place:
        place = self._points[nearest(self._points, point.threshold)]
        return 1 - place.specificity, place.sensitivity

    def _own_points(self, names: str, at: Place) -> None:
        self.addItem(pg.ScatterPlotItem([at[0]], [at[1]], size=8, pen=None, brush=theme.TEXT))
        name = pg.TextItem(names, color=theme.QUIET, anchor=(-0.15, 0.0))
        name.setFont(theme.font(theme.SMALL_PX))
        name.setPos(*at)
        self.addItem(name)

    def show_place(self, place: CurvePoint) -> None:
        """Mark a place."""
        self._here.setData([1 - place.specificity], [place.sensitivity])


def together(points: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Names and places, where names that would lie on one another stand together at the first one's place."""
    found: list[tuple[str, Place]] = []
    for name, at in points:
        near = next((n for n, (_, there) in enumerate(found) if math.dist(there, at) < TOGETHER), None)
        if near is None:
            found.append((name, at))
        else:
            found[near] = (f"{found[near][0]}, {name}", found[near][1])
    return found


class PointDialog(QDialog):
    """Looks along the curve; a threshold answers films only once it is taken with the button."""

    def __init__(self, parent: QWidget, models: ModelService, preferences: Preferences) -> None:
        super().__init__(parent)
        self._models, self._preferences, self._model = models, preferences, models.model
        self._points = curve(self._model.card) if self._model is not None else ()
        self._now = 0.0  # the threshold in force
        self.setWindowTitle(tr("Operating point"))
        self.resize(fitting(self, 840, 500))
        self.plot = RocCurve(self._points, self._model.card.operating_points if self._model else ())
        self.slider = slider(0, max(0, len(self._points) - 1), tr("Threshold along the curve"))
        self.slider.setInvertedAppearance(True)  # to the right: more films are called fracture
        self.slider.valueChanged.connect(lambda _value: self._show())
        self.prevalence = self._build_prevalence()
        self.use = button(tr("Answer with this threshold"), self._use, name="primary")
        self.own = button(tr("Back to the model's own"), self._use_own)
        self._said, self.line = label(name="quiet", wrap=True), MessageLine()
        self._middle = middle = row(self.plot, self._build_figures(), spacing=6 * theme.STEP)
        middle.setStretch(0, 1)
        foot = row(self.own, 1, self.use, button(tr("Close"), self.accept))
        self.setLayout(
            stack(middle, self._said, self.line, foot, margin=4 * theme.STEP, spacing=3 * theme.STEP)
        )
        models.threshold_changed.connect(self._taken)
        models.ready.connect(self._came)
        self._begin()

    def _build_prevalence(self) -> QDoubleSpinBox:
        made = Decimal(minimum=0.1, maximum=99.9, singleStep=1.0, decimals=1, suffix=" %")
        made.setValue(self._preferences.values.prevalence)
        inset(made)
        made.setAccessibleName(tr("Films with a fracture, per cent"))
        made.valueChanged.connect(lambda value: self._preferences.set(prevalence=float(value)))
        made.valueChanged.connect(lambda _value: self._show())
        return made

    def _build_figures(self) -> QWidget:
        side, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2 * theme.STEP)
        self.figures: dict[str, QLabel] = {}
        for line, name in enumerate(FIGURES):
            words, figure = label(tr(name), name="quiet"), label()
            words.setToolTip(tr(_TIPS[name]) if name in _TIPS else "")
            figure.setMinimumWidth(theme.px(132))
            self.figures[name] = figure
            grid.addWidget(words, line, 0)
            grid.addWidget(figure, line, 1)
        ends = row(label(tr("fewer positives"), name="quiet"), 1, label(tr("more positives"), name="quiet"))
        common = row(label(tr("Prevalence of fractures"), name="quiet"), 1, self.prevalence)
        side.setLayout(stack(grid, theme.rule(), ends, self.slider, theme.rule(), common, 1))
        side.setFixedWidth(theme.px(316))
        return side

    def _begin(self) -> None:
        has = bool(self._points)
        for part in (self.slider, self.prevalence):
            part.setEnabled(has)
        if self._model is not None and has:
            self._now = self._model.chosen_threshold or self._model.predictor.operating_point.threshold
            self.slider.setValue(nearest(self._points, self._now))
        self._show()

    @property
    def place(self) -> CurvePoint | None:
        """The place that is looked at.

        A threshold in force between two of the curve's calls the same of its films a fracture as the upper
        one; the dialog begins there, and names the one in force.
        """
        if not self._points:
            return None
        at = self.slider.value()
        found = self._points[at]
        return replace(found, threshold=self._now) if at == nearest(self._points, self._now) else found

    def _show(self) -> None:
        place = self.place
        chosen = self._model.chosen_threshold if self._model is not None else None
        self.use.setEnabled(place is not None and place.threshold != self._now)
        self.own.setEnabled(chosen is not None)
        self._said.setText(self._source())
        if place is None or self._model is None:
            return
        self.plot.show_place(place)
        with_, without = self._model.card.roc_films
        positive, negative = place.predictive_values(self.prevalence.value() / 100)
        texts = (
            f"{place.threshold:.3f}",
            f"{place.sensitivity:.2f}{interval(place.sensitivity, with_)}",
            f"{place.specificity:.2f}{interval(place.specificity, without)}",
            _percent(positive),
            _percent(negative),
        )
        for name, text in zip(FIGURES, texts, strict=True):
            self.figures[name].setText(text)

    def _source(self) -> str:
        if self._model is None:
            return tr(NO_MODEL)
        if not self._points:
            return tr(NO_CURVE)
        card = self._model.card
        with_, without = card.roc_films
        films = quoted(card.roc_set_on) or tr("films that are not named")
        if not (with_ or without):
            return tr(
                "Measured on {films}. On other films the same threshold performs differently.", films=films
            )
        return tr(
            "Measured on {films} ({n} with, {m} without a fracture). On other films the same threshold "
            "performs differently.",
            films=films,
            n=with_,
            m=without,
        )

    def _use(self) -> None:
        self.line.setText("")
        if self.place is not None:
            self._models.set_threshold(self.place.threshold)

    def _use_own(self) -> None:
        before = self._model.chosen_threshold if self._model is not None else None
        self._models.set_threshold(None)
        words = tr("The model's own thresholds are in force again.")
        self.line.offer(Undoable(words, lambda: self._models.set_threshold(before)))

    def _came(self, _model: object) -> None:
        """A model was still loading when the dialog opened."""
        self._model = self._models.model
        self._points = curve(self._model.card) if self._model is not None else ()
        plot = RocCurve(self._points, self._model.card.operating_points if self._model else ())
        self._middle.replaceWidget(self.plot, plot)
        self._middle.setStretch(0, 1)
        self.plot.deleteLater()
        self.plot = plot
        blocked = QSignalBlocker(self.slider)
        self.slider.setRange(0, max(0, len(self._points) - 1))
        blocked.unblock()
        self._begin()

    def _taken(self) -> None:
        self._model = self._models.model
        self._begin()


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
