"""How many films and readers a study needs: questions, each answered with its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from viewer.app.i18n import sentences, tr
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Choice, Exact
from viewer.ui.shell.widgets import button, inset, label, row, stack
from viewer.ui.study.desk.design_pages import NUMBER_WIDTH, form, number
from viewer.ui.study.desk.sample_size_questions import QUESTIONS, Field, Question, Reached
from viewer.ui.study.sitting.words import films_text

if TYPE_CHECKING:
    from viewer.study.design.sample_size import Films

Box = QDoubleSpinBox | QSpinBox | QCheckBox | QComboBox
PICTURE_WIDTH: Final = 390
"""Pixels of the picture of the power."""


class SizePage(QWidget):
    """Asks one of the questions; the answer is computed in a job."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self.method, self._forms = Choice(), QStackedWidget()
        self.method.setAccessibleName(tr("Question"))
        self.boxes: list[list[Box]] = []
        self._pages: list[QWidget] = []
        for question in QUESTIONS:
            self._add(question)
        self.result, self._source = label(name="heading", wrap=True), label(name="quiet", wrap=True)
        self.picture = label()
        self.picture.setAccessibleName(tr("Power over films, a line for each number of readers"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        compute = button(tr("Compute"), self.compute, name="primary")
        beside = QHBoxLayout()
        beside.setSpacing(4 * theme.STEP)
        beside.addWidget(self._forms, 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.picture)
        self.setLayout(
            stack(
                self.method, beside, row(compute, 1), self.result, self._source, 1,
                spacing=2 * theme.STEP,
            )
        )  # fmt: skip
        self.method.currentIndexChanged.connect(self._choose)
        self._fit_forms(0)

    def _add(self, question: Question) -> None:
        page, lines = QWidget(), form()
        lines.setVerticalSpacing(theme.STEP)
        boxes = [box(field) for field in question.fields]
        for field, made in zip(question.fields, boxes, strict=True):
            _on_change(made, self._ask_again)
            if isinstance(made, QCheckBox):
                lines.addRow(made)
            else:
                lines.addRow(tr(field.name), made)
        page.setLayout(lines)
        self.boxes.append(boxes)
        self.method.addItem(tr(question.words))
        self._forms.addWidget(page)
        self._pages.append(page)

    def _choose(self, at: int) -> None:
        self.cancel()
        self._forms.setCurrentIndex(at)
        self._fit_forms(at)
        self._say("")

    def _fit_forms(self, at: int) -> None:
        """As high as the question that is shown: the button and the answer stand right below it."""
        wanted, none = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        for line, page in enumerate(self._pages):
            page.setSizePolicy(wanted, wanted if line == at else none)
        self._forms.updateGeometry()

    def _ask_again(self) -> None:
        """Another number: what stands there was the answer to the one before."""
        self.cancel()
        self._say("")

    def _say(self, words: str, source: str = "", picture: bytes = b"") -> None:
        self.result.setText(words)
        self._source.setText(source)
        drawn = QPixmap()
        if picture and drawn.loadFromData(picture):
            ratio = self.devicePixelRatioF()
            drawn = drawn.scaledToWidth(
                round(PICTURE_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation
            )
            drawn.setDevicePixelRatio(ratio)
            self.picture.setPixmap(drawn)
        else:
            self.picture.clear()

    def compute(self) -> None:
        """Answer the question that is shown."""
        self.cancel()
        at = self.method.currentIndex()
        values, work = [value_of(one) for one in self.boxes[at]], QUESTIONS[at].work
        self._say(tr("Computing…"))
        self._job = self._jobs.submit(Lane.STUDY, lambda: work(values), self._answered, self._failed)

    def _answered(self, found: Reached) -> None:
        if found.films is None:
            self._say(_not_enough(found), picture=found.picture)
            return
        reached = tr(QUESTIONS[self.method.currentIndex()].reached)
        source = tr(
            "They give a {what} of {value:.3f}. Source: {method}",
            what=reached, value=found.films.reached, method=found.films.method,
        )  # fmt: skip
        self._say(_enough(found.films, found.patients), source, found.picture)

    def _failed(self, error: Exception) -> None:
        self._say(line_of(error))

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _enough(films: Films, patients: int | None) -> str:
    words = films_text(films.films)
    if patients is not None:
        return tr(
            "{films} if they were of as many patients; with several a patient, {patients} patients",
            films=words, patients=patients,
        )  # fmt: skip
    if films.total != films.films:
        return tr("{films} of that kind, {total} in all", films=words, total=films.total)
    return words


def _not_enough(found: Reached) -> str:
    if found.best is None:
        return tr("No number of films is enough; take more readers.")
    words = tr(
        "No number of films is enough: the power is {power:.3f} at most, with {films}.",
        power=found.best.reached, films=films_text(found.best.films),
    )  # fmt: skip
    if found.readers is None:
        return words
    more = tr("With as many films, {readers} readers would be enough.", readers=found.readers)
    return sentences((words, more))


def box(field: Field) -> Box:
    """What a field is entered with."""
    name = tr(field.name)
    if isinstance(field.start, bool):
        made = QCheckBox(name)
        made.setChecked(field.start)
        return made
    if isinstance(field.start, tuple):
        choice = Choice()
        choice.addItems([tr(word) for word in field.start])
        choice.setAccessibleName(name)
        return choice
    if isinstance(field.start, int):
        return number(int(field.low), int(field.high), field.start, name)
    step = 10.0 ** -(field.decimals // 2)
    share = Exact(
        decimals=field.decimals, minimum=field.low, maximum=field.high, singleStep=step, value=field.start
    )
    share.setAccessibleName(name)
    inset(share)
    share.setMinimumHeight(theme.px(7 * theme.STEP))
    share.setFixedWidth(theme.px(NUMBER_WIDTH))
    return share


def _on_change(one: Box, do: Callable[[], object]) -> None:
    if isinstance(one, QCheckBox):
        one.toggled.connect(lambda _on: do())
    elif isinstance(one, QComboBox):
        one.currentIndexChanged.connect(lambda _at: do())
    else:
        one.valueChanged.connect(lambda _value: do())


def value_of(one: Box) -> float:
    """A tick is 1, a choice its number from 0."""
    if isinstance(one, QCheckBox):
        return float(one.isChecked())
    return float(one.currentIndex() if isinstance(one, QComboBox) else one.value())
