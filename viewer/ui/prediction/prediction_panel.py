"""The model's card: three lines, what is on the film, and below it what unfolds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QProgressBar, QWidget

from inference.aoota import NORMAL
from inference.messages import Message
from inference.model.class_maps import is_warm_beside, pointed_side
from inference.model.film_hips import is_one_hip
from inference.model.input_checks import caution
from inference.model.verdict import doubt_zone, points_of, probability_text
from inference.records import Film, NoAnswer, Prediction
from viewer.app.i18n import listed, mark, quoted, sentences, stopped, tr, translated
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import Target, heat_map
from viewer.app.prediction.model_service import Given, LoadedModel
from viewer.app.prediction.prediction_text import (
    VERDICT_WORDS,
    class_line,
    doubts_text,
    pointed_text,
    state_of,
)
from viewer.ui.prediction.card_text import synthetic_text
from viewer.ui.prediction.heatmap_controls import MapControls
from viewer.ui.prediction.probability_bars import ClassBars, ProbabilityBar
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, StateMark, button, label, row, stack

WRITER = mark("A guess at a report's wording by a model that learned from reports; not a finding.")


class AnswerPanel(QWidget):
    """Shows what the model said, why it said nothing, or that it is still busy; always in the same place."""

    models_asked = Signal()
    again_asked = Signal()
    point_asked = Signal()
    told = Signal()  # something else stands in the card's lines

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        self._mark = StateMark(14)
        self._sentence = label(name="heading", wrap=True)
        self._figure = label()
        self._figure.setFont(theme.font(20, weight=QFont.Weight.Medium))
        self._side, self._class = ElidedLabel(), ElidedLabel()
        self._probability, self._bars = ProbabilityBar(), ClassBars()
        self._set_line = label(wrap=True)
        self._quiet = label(name="quiet", wrap=True)
        self._caveat = label(name="caveat", wrap=True)
        self._caveat.setStyleSheet(f"color: {theme.DOUBT};")
        self._report = label(name="quiet", wrap=True)
        self._report.setAccessibleName(tr("What the model would write"))
        self._report.setToolTip(tr(WRITER))
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._busy.setAccessibleName(tr("Working on the answer"))
        self._choose = button(tr("Choose a model…"), self.models_asked.emit)
        self._point = button(tr("Operating point…"), self.point_asked.emit, name="link", tip="Ctrl+T")
        self._again = button(tr("Try again"), self.again_asked.emit, tip=tr("Read the file once more (F5)"))
        self._more = button("", self._unfold, name="link")
        self.map = MapControls()
        self._has_answer, self._unfolded, self._clear = False, False, False
        self._build()
        self.show_nothing(tr("Open a film to get an answer."))

    def _build(self) -> None:
        """Doubts above the verdict, three lines, the answer on the film; the rest unfolds."""
        head = row(self._mark, self._sentence, self._figure)
        head.setStretch(1, 1)
        lines = stack(head, self._side, self._class, spacing=theme.STEP)
        self._detail = QWidget()
        self._detail.setLayout(stack(self._probability, self._bars, self._set_line, row(self._point, 1)))
        title = row(label(tr("Model"), name="heading"), 1, self._more)
        self.setLayout(
            stack(
                theme.rule(), title, self._caveat, lines, self._busy, self._quiet, self._report,
                self._choose, self._again, self.map, self._detail,
            )
        )  # fmt: skip

    def _unfold(self) -> None:
        """Classes, threshold and operating point, or the three lines alone."""
        self.unfold(on=not self._unfolded)

    def unfold(self, *, on: bool) -> None:
        """Show or fold what lies below the card's lines."""
        self._unfolded = on
        self._more.setText(tr("Less") if on else tr("Classes, threshold…"))
        self._more.setVisible(self._has_answer)
        self._detail.setVisible(on and self._has_answer)

    @property
    def verdict(self) -> tuple[State | None, str]:
        """State and words of the verdict, with its probability; no state where nothing was answered."""
        figure = self._figure.text() if self._has_answer else ""
        return self._state, f"{self._sentence.text()} {figure}".strip()

    @property
    def verdict_line(self) -> QWidget:
        """Where the verdict stands."""
        return self._sentence

    def _set(self, state: State | None, words: str, quiet: str = "", caveat: str = "") -> None:
        self._state = state
        self._mark.set_state(state)
        self._mark.setVisible(state is not None)
        self._sentence.setText(words)
        self._quiet.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self._caveat.setText(caveat)
        self._caveat.setVisible(bool(caveat))

    def _parts(self, *, bars: bool, busy: bool = False, choose: bool = False, again: bool = False) -> None:
        self._has_answer = bars
        for part in (self._figure, self._side, self._class):
            part.setVisible(bars)
        self._report.setVisible(bars and bool(self._report.text()))
        self._busy.setVisible(busy)
        self._choose.setVisible(choose)
        self._again.setVisible(again)
        self.map.setVisible(bars)
        self.unfold(on=self._unfolded)
        self.told.emit()

    def show_refused(self, reason: Message) -> None:
        """The file could not be shown, so there is nothing to answer."""
        self._set(
            State.WITHHELD,
            tr("Not answered: {reason}", reason=_lower_first(translated(reason))),
            tr("Choose another film, or try again."),
        )
        self._parts(bars=False, again=True)
        self.map.show_prediction(None)

    def show_nothing(self, words: str, *, choose: bool = False) -> None:
        """No answer is to be expected: no film, or no model."""
        self._set(None, tr("No answer"), words)
        self._parts(bars=False, choose=choose)
        self.map.show_prediction(None)

    def show_busy(self, words: str) -> None:
        """The answer is being made; what stood here before was another film's."""
        self._set(None, words)
        self._parts(bars=False, busy=True)
        self.map.show_prediction(None)

    def show_hidden(self, *, known: bool = False) -> None:
        """The answer is there, and stays out of sight until the reader has answered.

        ``known``: the reader has seen it, or its probability, before.
        """
        self._set(
            None,
            tr("Hidden until you have answered"),
            tr("You have seen the answer to this film before: yours is recorded as given with it in sight.")
            if known
            else tr("Choose a class and press Enter; then the answer appears."),
        )
        self._parts(bars=False)
        self.map.show_prediction(None)

    def show_error(self, message: Message, hint: Message) -> None:
        """The model failed on this film."""
        self._set(State.WITHHELD, translated(message), translated(hint))
        self._parts(bars=False, choose=True, again=True)
        self.map.show_prediction(None)

    def show_given(self, given: Given, film: Film) -> None:
        """The model's answer, or its reason for none, beside what the film itself asks to mind."""
        if isinstance(given.answer, NoAnswer):
            self._show_withheld(given.answer, translated(caution(film)))
        else:
            self._show_prediction(given.answer, given.model, film)

    def _show_withheld(self, answer: NoAnswer, note: str) -> None:
        self._set(
            State.WITHHELD,
            tr("Not answered: {reason}", reason=_lower_first(translated(answer.reason))),
            translated(answer.hint),
            note,
        )
        self._parts(bars=False)
        self.map.show_prediction(None)

    def _show_prediction(self, prediction: Prediction, model: LoadedModel, film: Film) -> None:
        points = points_of(prediction, model.points)
        state = state_of(prediction, points)
        lines = (translated(caution(film)), doubts_text(prediction), _caveat(model), _site(prediction, model))
        caveat = "\n".join(text for text in lines if text)
        self._set(state, tr(VERDICT_WORDS[state]), _why_doubt(prediction, model), caveat)
        self._figure.setText(probability_text(prediction.p_fracture))
        self._figure.setToolTip(tr("The model's probability of a hip fracture"))
        self._probability.show_answer(prediction.p_fracture, prediction.threshold, points, state)
        self._show_lines(prediction, model, film, state)
        self._bars.show_prediction(prediction, state)
        self._show_set(prediction, model)
        self._report.setText(
            tr("The model would write: “{report}”", report=prediction.report) if prediction.report else ""
        )
        self._parts(bars=True)
        self.map.show_prediction(prediction, found=state is not State.CLEAR)

    def _show_set(self, prediction: Prediction, model: LoadedModel) -> None:
        """The classes between which the model does not decide, where its card says how sure it is."""
        sets = model.card.conformal
        names = model.card.class_set(tuple(prediction.probabilities.values()))
        self._set_line.setVisible(bool(names))
        if sets is None or not names:
            return
        level = f"{sets.level:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
        words = [tr("normal") if name == NORMAL else name for name in names]
        self._set_line.setText(tr("{level} class set: {classes}", level=level, classes=listed(words)))
        self._set_line.setToolTip(
            tr(
                "On films like those of its calibration ({films}) this set holds the true class in {level} "
                "of the films of each class. It promises nothing for other films.",
                films=quoted(sets.set_on), level=level,
            )
        )  # fmt: skip

    def _show_lines(self, prediction: Prediction, model: LoadedModel, film: Film, state: State) -> None:
        """Where the map points and how strong it is; class, probability and threshold."""
        found = heat_map(prediction, Target(), model.card)
        self._clear = state is State.CLEAR
        weak = not self._clear and found.is_weak
        self.map.show_strength(found.share, weak=weak)
        if state is State.CLEAR:
            self._side.setText(tr("Film of one hip") if is_one_hip(film) else tr("No side indicated"))
        else:
            side = pointed_side(prediction, film, model.card)
            mostly = is_warm_beside(prediction, film, model.card)
            self._side.setText(pointed_text(side, mostly=mostly))
        self._class.setText(class_line(prediction, state))

    def words(self) -> str:
        """The card's verdict, side and class, as read out."""
        if not self._has_answer or not self._side.isVisibleTo(self) or self._clear:
            return self._sentence.text()
        first = (stopped(part.text()) for part in (self._sentence, self._side))
        return sentences((*first, self._class.text()))


def _lower_first(text: str) -> str:
    second_is_capital = len(text) > 1 and text[1].isupper()
    return text if second_is_capital else text[:1].lower() + text[1:]


def _why_doubt(prediction: Prediction, model: LoadedModel) -> str:
    zone = doubt_zone(points_of(prediction, model.points))
    if model.chosen_threshold is not None:
        return tr("Threshold of your choice: {threshold:.2f}.", threshold=model.chosen_threshold)
    if not model.card.operating_points:
        return tr("The model has no operating point; 0.50 was not set on any films.")
    if zone is not None and zone[0] <= prediction.p_fracture < zone[1]:
        return tr(
            "Between the sensitive ({low:.2f}) and the specific ({high:.2f}) threshold.",
            low=zone[0],
            high=zone[1],
        )
    return ""


def _caveat(model: LoadedModel) -> str:
    return synthetic_text(model.card)


def _site(prediction: Prediction, model: LoadedModel) -> str:
    """Which of the site's profiles answered."""
    site = model.site_of(prediction)
    return "" if site is None else tr("Site profile “{name}”", name=site.name)
