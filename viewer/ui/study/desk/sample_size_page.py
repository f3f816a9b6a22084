"""How many films and readers a study needs: three questions, each answered with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QStackedWidget, QWidget

from viewer.app.i18n import mark, tr
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.widgets import button, label, row, stack
from viewer.ui.study.desk.design_pages import NUMBER_WIDTH, form, number
from viewer.ui.study.sitting.words import films_text

if TYPE_CHECKING:
    from viewer.study.design.sample_size import Films

Box = QDoubleSpinBox | QSpinBox
Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Question:
    """One way to count films.

    Attributes:
        words: the question.
        reached: what the films give.
        fields: names and values to begin with.
        work: takes the fields' values in their order.
    """

    words: str
    reached: str
    fields: tuple[tuple[str, float], ...]
    work: Callable[[Values], Films | None]


def _precision(values: Values) -> Films | None:
    from viewer.study.design import sample_size

    return sample_size.precision(values[0], values[1], prevalence=values[2])


def _paired(values: Values) -> Films | None:
    from viewer.study.design import sample_size

    return sample_size.paired(values[0], values[1], values[2], power=values[3], prevalence=values[4])


def _several(values: Values) -> Films | None:
    from viewer.study.design import sample_size

    arm_reader, error, cov1, cov2, cov3 = values[3:8]
    parts = sample_size.Variances(arm_reader, error, cov1, cov2, cov3, int(values[8]))
    return sample_size.readers(parts, int(values[0]), values[1], power_wanted=values[2])


QUESTIONS: Final = (
    Question(
        mark("How exact is a sensitivity or specificity?"),
        mark("half width"),
        (
            (mark("Expected proportion"), 0.95),
            (mark("Half width of its 95 % interval"), 0.05),
            (mark("Share of such films"), 0.5),
        ),
        _precision,
    ),
    Question(
        mark("Is reading with the model not worse than without (same films)?"),
        mark("power"),
        (
            (mark("Expected without the model"), 0.90),
            (mark("Expected with the model"), 0.92),
            (mark("Margin (0 asks whether it is better)"), 0.05),
            (mark("Power"), 0.8),
            (mark("Share of such films"), 0.5),
        ),
        _paired,
    ),
    # the components are those of the FDA's iMRMC example: five readers, two arms, 80 films
    Question(
        mark("Do two arms differ in the area under the curve, over readers and films?"),
        mark("power"),
        (
            (mark("Readers"), 20),
            (mark("Difference of the areas"), 0.1),
            (mark("Power"), 0.8),
            (mark("Pilot: arm by reader"), 0.0083),
            (mark("Pilot: error variance"), 0.0030),
            (mark("Pilot: Cov1 (same reader, other arm)"), 0.0015),
            (mark("Pilot: Cov2 (other reader, same arm)"), 0.0016),
            (mark("Pilot: Cov3 (other reader, other arm)"), 0.0009),
            (mark("Pilot: films"), 80),
        ),
        _several,
    ),
)


class SizePage(QWidget):
    """Asks one of the questions; the answer is computed in a job."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self.method, self._forms = QComboBox(), QStackedWidget()
        self.method.setAccessibleName(tr("Question"))
        self.boxes: list[list[Box]] = []
        for question in QUESTIONS:
            self._add(question)
        self.result, self._source = label(name="heading", wrap=True), label(name="quiet", wrap=True)
        compute = button(tr("Compute"), self.compute, name="primary")
        self.setLayout(
            stack(
                self.method, self._forms, row(compute, 1), self.result, self._source, 1,
                spacing=3 * theme.STEP,
            )
        )  # fmt: skip
        self.method.currentIndexChanged.connect(self._choose)

    def _add(self, question: Question) -> None:
        page, lines = QWidget(), form()
        boxes = [field(tr(name), value) for name, value in question.fields]
        for (name, _value), box in zip(question.fields, boxes, strict=True):
            lines.addRow(tr(name), box)
        page.setLayout(lines)
        self.boxes.append(boxes)
        self.method.addItem(tr(question.words))
        self._forms.addWidget(page)

    def _choose(self, at: int) -> None:
        self._forms.setCurrentIndex(at)
        self.result.setText("")
        self._source.setText("")

    def compute(self) -> None:
        """Answer the question that is shown."""
        self.cancel()
        at = self.method.currentIndex()
        values, work = [float(box.value()) for box in self.boxes[at]], QUESTIONS[at].work
        self.result.setText(tr("Computing…"))
        self._job = self._jobs.submit(Lane.STUDY, lambda: work(values), self._answered, self._failed)

    def _answered(self, found: Films | None) -> None:
        if found is None:
            self.result.setText(tr("No number of films is enough; take more readers."))
            self._source.setText("")
            return
        words = films_text(found.films)
        if found.total != found.films:
            words = tr("{films} of that kind, {total} in all", films=words, total=found.total)
        self.result.setText(words)
        reached = tr(QUESTIONS[self.method.currentIndex()].reached)
        words = tr(
            "They give a {what} of {value:.3f}. Source: {method}",
            what=reached, value=found.reached, method=found.method,
        )  # fmt: skip
        self._source.setText(words)

    def _failed(self, error: Exception) -> None:
        self.result.setText(line_of(error))
        self._source.setText("")

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def field(name: str, value: float) -> Box:
    """A box for a whole number or for a share, whichever the value to begin with is."""
    if isinstance(value, int):
        return number(2, 100_000, value, name)
    made = QDoubleSpinBox(minimum=0.0, maximum=1.0, decimals=4, singleStep=0.01, value=value)
    made.setAccessibleName(name)
    made.setMinimumHeight(7 * theme.STEP)
    made.setFixedWidth(NUMBER_WIDTH)
    return made
