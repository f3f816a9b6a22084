"""The upper right: the answer as a sentence, a number, bars; and the heat map's controls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QProgressBar, QWidget

from inference.messages import Message
from inference.model.class_maps import is_one_hip
from inference.model.input_checks import caution
from inference.records import Film, NoAnswer, Prediction
from viewer.app.i18n import mark, tr, translated
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import evidence
from viewer.app.prediction.model_service import Given, LoadedModel
from viewer.app.prediction.prediction_text import doubt_zone, doubts_text, sentence, state_of
from viewer.ui.prediction.heatmap_controls import MapControls
from viewer.ui.prediction.probability_bars import ClassBars, EvidenceLine, ProbabilityBar
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import StateMark, button, label, row, stack

WRITER = mark("A guess at a report's wording by a model that learned from reports; not a finding.")
SYNTHETIC_MODEL = mark("Model trained on synthetic hip films.")


class AnswerPanel(QWidget):
    """Shows what the model said, why it said nothing, or that it is still busy; always in the same place."""

    models_asked = Signal()
    again_asked = Signal()
    point_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mark = StateMark(14)
        self._sentence = label(name="heading", wrap=True)
        self._figure = label()
        self._figure.setFont(theme.font(20, weight=QFont.Weight.Medium))
        self._probability, self._bars = ProbabilityBar(), ClassBars()
        self._evidence = EvidenceLine()
        self._quiet = label(name="quiet", wrap=True)
        self._caveat = label(name="caveat", wrap=True)
        self._caveat.setStyleSheet(f"color: {theme.DOUBT};")
        self._report = label(name="quiet", wrap=True)
        self._report.setAccessibleName(tr("What the model would write"))
        self._report.setToolTip(tr(WRITER))
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._busy.setAccessibleName(tr("The answer is being made"))
        self._choose = button(tr("Choose a model…"), self.models_asked.emit)
        self._point = button(tr("Operating point…"), self.point_asked.emit, name="link", tip="Ctrl+T")
        self._again = button(tr("Try again"), self.again_asked.emit, tip=tr("Read the file once more (F5)"))
        self.map = MapControls()
        head = row(self._mark, self._sentence, self._figure)
        head.setStretch(1, 1)
        self.setLayout(
            stack(
                head, self._busy, self._quiet, self._probability, self._evidence, self._bars, self._report,
                row(self._point, 1), self._choose, self._again, self._caveat, self.map,
            )
        )  # fmt: skip
        self.show_nothing(tr("Open a film to get an answer."))

    def _set(self, state: State | None, words: str, quiet: str = "", caveat: str = "") -> None:
        self._mark.set_state(state)
        self._mark.setVisible(state is not None)
        self._sentence.setText(words)
        self._quiet.setText(quiet)
        self._quiet.setVisible(bool(quiet))
        self._caveat.setText(caveat)
        self._caveat.setVisible(bool(caveat))

    def _parts(self, *, bars: bool, busy: bool = False, choose: bool = False, again: bool = False) -> None:
        self._figure.setVisible(bars)
        self._probability.setVisible(bars)
        self._evidence.setVisible(bars)
        self._bars.setVisible(bars)
        self._report.setVisible(bars and bool(self._report.text()))
        self._point.setVisible(bars)
        self._busy.setVisible(busy)
        self._choose.setVisible(choose)
        self._again.setVisible(again)
        self.map.setVisible(bars)

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

    def show_hidden(self) -> None:
        """The answer is there, and stays out of sight until the reader has answered."""
        self._set(
            None,
            tr("Hidden until you have answered"),
            tr("Choose a class and press Enter; then the answer appears."),
        )
        self._parts(bars=False)
        self.map.show_prediction(None)

    def show_error(self, message: Message, hint: Message) -> None:
        """The model failed on this film."""
        self._set(State.WITHHELD, translated(message), translated(hint))
        self._parts(bars=False)
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
        points = model.points
        state = state_of(prediction, points)
        lines = (translated(caution(film)), doubts_text(prediction), _caveat(model))
        caveat = "\n".join(text for text in lines if text)
        self._set(state, _unbroken(sentence(prediction, points)), _why_doubt(prediction, model), caveat)
        self._figure.setText(f"{prediction.p_fracture:.2f}")
        self._figure.setToolTip(tr("The model's probability of a hip fracture"))
        self._probability.show_answer(prediction.p_fracture, prediction.threshold, points, state)
        one_hip = is_one_hip(film)
        self._evidence.show_shares(evidence(prediction, film, model.card), state, one_hip=one_hip)
        self._bars.show_prediction(prediction, state)
        self._report.setText(
            tr("The model would write: “{report}”", report=prediction.report) if prediction.report else ""
        )
        self._parts(bars=True)
        self.map.show_prediction(prediction, found=state is not State.CLEAR)

    def words(self) -> str:
        """The sentence that is shown."""
        return self._sentence.text().replace("\u2060", "").replace("\u00a0", " ")


def _unbroken(words: str) -> str:
    """Keeps a class on one line."""
    return words.replace("AO/OTA ", "AO/\u2060OTA\u00a0")


def _lower_first(text: str) -> str:
    second_is_capital = len(text) > 1 and text[1].isupper()
    return text if second_is_capital else text[:1].lower() + text[1:]


def _why_doubt(prediction: Prediction, model: LoadedModel) -> str:
    zone = doubt_zone(model.points)
    if model.chosen_threshold is not None:
        return tr("Threshold of your choice: {threshold:.2f}.", threshold=model.chosen_threshold)
    if not model.card.operating_points:
        return tr("The model brings no operating point; 0.50 is not set on any films.")
    if zone is not None and zone[0] <= prediction.p_fracture < zone[1]:
        return tr(
            "Between the sensitive ({low:.2f}) and the specific ({high:.2f}) threshold.",
            low=zone[0],
            high=zone[1],
        )
    return ""


def _caveat(model: LoadedModel) -> str:
    return tr(SYNTHETIC_MODEL) if model.card.synthetic_training else ""
