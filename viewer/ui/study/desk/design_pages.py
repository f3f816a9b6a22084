"""The pages of a study's design: films, reading, readers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QTableWidgetItem,
    QWidget,
)

from inference.errors import StudyError
from inference.messages import Message
from viewer.app.i18n import listed, sentences, stopped, tr, translated
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.study.design import candidates
from viewer.study.design.candidates import Candidate
from viewer.study.design.protocol import Design, Protocol, Questions, Reader, Rules, Sampling, Scale, Stratum
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Choice, Whole
from viewer.ui.shell.widgets import button, inset, label, row, stack
from viewer.ui.study.desk.task_bars import plain_table
from viewer.ui.study.sitting.words import films_text

SEED: Final = 20190
BLANK_READERS: Final = 4
NUMBER_WIDTH: Final = 120


def number(low: int, high: int, value: int, name: str, *, none: str = "", suffix: str = "") -> QSpinBox:
    """A box for a whole number; ``none`` stands for the lowest."""
    made = Whole(minimum=low, maximum=high, value=value, suffix=suffix)
    made.setAccessibleName(name)
    inset(made)
    made.setSpecialValueText(none)
    made.setMinimumHeight(theme.px(7 * theme.STEP))
    made.setFixedWidth(theme.px(NUMBER_WIDTH))
    return made


def form() -> QFormLayout:
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(4 * theme.STEP)
    made.setVerticalSpacing(2 * theme.STEP)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return made


class PathLine(QWidget):
    """A path that is typed or chosen."""

    changed = Signal()

    def __init__(self, name: str, hint: str, ask: Callable[[QWidget, str], str]) -> None:
        super().__init__()
        self.line = QLineEdit(placeholderText=hint)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self._name, self._ask = name, ask
        both = row(self.line, button(tr("Choose…"), self._choose))
        both.setStretch(0, 1)
        self.setLayout(both)

    def _choose(self) -> None:
        name = self._ask(self, self._name)
        if name:
            self.line.setText(name)

    def path(self) -> Path | None:
        """The path; None while the line is empty."""
        text = self.line.text().strip()
        return Path(text).expanduser().absolute() if text else None

    def set_path(self, path: Path | None) -> None:
        self.line.setText("" if path is None else str(path))


def ask_folder(parent: QWidget, title: str) -> str:
    return QFileDialog.getExistingDirectory(parent, title)


def ask_reference(parent: QWidget, title: str) -> str:
    return QFileDialog.getOpenFileName(parent, title, "", "*.csv *.jsonl *.json")[0]


class FilmsPage(QWidget):
    """Which films, with which reference standard, and how many of each kind."""

    changed = Signal()

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self._found: list[Candidate] = []
        self._expected: dict[str, int] = {}
        self.title = QLineEdit(placeholderText=tr("What the readers see, such as Hip fractures 2026"))
        self.title.setMaxLength(120)
        self.home = PathLine(tr("Study's folder"), tr("A new folder for the study"), ask_folder)
        self.films = PathLine(tr("Films"), tr("Folder with the films"), ask_folder)
        hint = tr("CSV with film and truth; empty: the folder's own truth")
        self.reference = PathLine(tr("Reference standard"), hint, ask_reference)
        self.said = label(name="quiet", wrap=True)
        self.by = Choice()
        self.by.setAccessibleName(tr("Sampling"))
        for stratum, words in (
            (Stratum.NONE, tr("every film")),
            (Stratum.TRUTH, tr("so many with and without a fracture")),
            (Stratum.GROUP, tr("so many of each group (normal, A, B)")),
            (Stratum.CLASS, tr("so many of each AO/OTA class")),
            (Stratum.COLUMN, tr("so many of each value of the column stratum")),
        ):
            self.by.addItem(words, stratum)
        heads = [tr("Kind"), tr("There are"), tr("Take")]
        self.table = plain_table(heads, tr("Films of each kind"), stretch=0)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(9 * theme.STEP))
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(2, theme.px(NUMBER_WIDTH) + 6 * theme.STEP)
        self.practice = number(0, 1000, 0, tr("Practice films"), none=tr("none"))
        self.seed = number(0, 2**31 - 1, SEED, tr("Seed"))
        self._build()

    def _build(self) -> None:
        lines = form()
        lines.addRow(tr("Title"), self.title)
        lines.addRow(tr("Study's folder"), self.home)
        lines.addRow(tr("Films"), self.films)
        lines.addRow(tr("Reference"), self.reference)
        lines.addRow("", self.said)
        lines.addRow(tr("Take"), self.by)
        lines.addRow(tr("Practice films"), self.practice)
        lines.addRow(tr("Seed"), self.seed)
        self.setLayout(stack(lines, self.table, spacing=3 * theme.STEP))
        self.title.textChanged.connect(lambda _text: self.changed.emit())
        self.home.changed.connect(self.changed)
        self.films.changed.connect(self.look)
        self.reference.changed.connect(self.look)
        self.by.currentIndexChanged.connect(lambda _at: self._fill_strata({}))
        self._fill_strata({})

    def look(self) -> None:
        """Count the films that may enter."""
        if self._job is not None:
            self._job.cancel()
        films, reference = self.films.path(), self.reference.path()
        self._found = []
        if films is None:
            self.said.setText("")
        else:
            self.said.setText(tr("Looking at the reference standard…"))
            work = lambda: candidates.read_told(films, reference)  # noqa: E731
            self._job = self._jobs.submit(Lane.STUDY, work, self._counted, self._not_counted)
        self.changed.emit()

    def _counted(self, told: tuple[list[Candidate], Message]) -> None:
        found, unused = told
        self._found = [one for one in found if one.use != "exclude"]
        classes = Counter(one.truth.ao_class for one in self._found if one.truth is not None)
        kinds = listed(f"{tr(name)} {count}" for name, count in sorted(classes.items()))
        words = tr("{films}: {kinds}", films=films_text(len(self._found)), kinds=kinds)
        self.said.setText(sentences((stopped(words), translated(unused))) if unused else words)
        self._fill_strata({**self.taken(), **self._expected})
        self._expected = {}
        self.changed.emit()

    def expect(self, taken: dict[str, int]) -> None:
        """Take so many of each stratum once the films were counted."""
        self._expected = dict(taken)

    def _not_counted(self, error: Exception) -> None:
        self.said.setText(line_of(error))
        self._fill_strata({})
        self.changed.emit()

    def _stratum(self) -> Stratum:
        return Stratum(self.by.currentData())

    def _fill_strata(self, taken: dict[str, int]) -> None:
        """A line for each stratum; what was set stays."""
        by = self._stratum()
        counts = Counter(one.stratum(by) for one in self._found) if by is not Stratum.NONE else Counter()
        self.table.setVisible(bool(counts))
        self.table.setRowCount(len(counts))
        for line, (name, count) in enumerate(sorted(counts.items())):
            take = number(0, count, taken.get(name, count), tr("Take of {kind}", kind=name))
            take.valueChanged.connect(lambda _value: self.changed.emit())
            for column, text in enumerate((tr(name) if name else tr("(empty)"), str(count))):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.table.setItem(line, column, item)
            self.table.setCellWidget(line, 2, take)
        self.changed.emit()

    def taken(self) -> dict[str, int]:
        """How many films of each stratum are to be taken."""
        found = {}
        for line in range(self.table.rowCount()):
            item, take = self.table.item(line, 0), self.table.cellWidget(line, 2)
            if item is not None and isinstance(take, QSpinBox):
                found[str(item.data(Qt.ItemDataRole.UserRole))] = take.value()
        return found

    def sampling(self) -> Sampling:
        """How the films are drawn.

        Raises:
            StudyError: no film would be taken.
        """
        by = self._stratum()
        return Sampling() if by is Stratum.NONE else Sampling(by, self.taken())

    def show_protocol(self, folder: Path, protocol: Protocol) -> None:
        """Begin with a protocol that exists."""
        self.title.setText(protocol.rules.title)
        self.home.set_path(folder)
        self.home.setEnabled(False)
        self.reference.set_path(folder / protocol.reference if protocol.reference else None)
        self.films.set_path(folder / protocol.films)
        self.practice.setValue(protocol.practice)
        self.seed.setValue(protocol.seed)
        self.by.setCurrentIndex(self.by.findData(protocol.sampling.by))
        self._fill_strata(dict(protocol.sampling.take))

    def problem(self) -> str:
        """What is still missing on this page."""
        if not self.title.text().strip():
            return tr("Give the study a title.")
        if self.home.path() is None:
            return tr("Choose a folder for the study.")
        return "" if self._found else tr("Choose a folder of films with a reference standard.")

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def relative(path: Path | None, folder: Path) -> str:
    """A path as the protocol keeps it: relative to the study's folder where that is possible."""
    if path is None:
        return ""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


class ReadingPage(QWidget):
    """The arms, the questions and the rules of the sittings."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.designs: dict[Design, QRadioButton] = {}
        for design, words in (
            (Design.UNAIDED, tr("Unaided: physicians alone; the model is compared afterwards")),
            (Design.AIDED, tr("Aided: every film with the model's answer and map")),
            (Design.SEQUENTIAL, tr("Sequential: rate, lock, see the model's answer, rate again")),
            (Design.CROSSOVER, tr("Crossover: every film twice, without and with, a wash-out between")),
        ):
            self.designs[design] = QRadioButton(words)
            self.designs[design].toggled.connect(lambda _on: self._refresh())
        self.washout = number(1, 3650, 28, tr("Wash-out"), suffix=tr(" days"))
        self.scale = Choice()
        self.scale.setAccessibleName(tr("Suspicion"))
        for scale, words in (
            (Scale.HUNDRED, tr("from 0 to 100")),
            (Scale.SIX, tr("in six steps")),
            (Scale.NONE, tr("not asked (no ROC curve)")),
        ):
            self.scale.addItem(words, scale)
        self.ao_class = QCheckBox(tr("AO/OTA class of a fracture"))
        self.place = QCheckBox(tr("Place of a fracture"))
        self.verdict = QCheckBox(tr("Verdict on the heat map"))
        self.limit = number(0, 7200, 0, tr("Time limit"), none=tr("none"), suffix=tr(" s"))
        self.back = QCheckBox(tr("Readers may go back to the film before"))
        self._build()
        self.designs[Design.SEQUENTIAL].setChecked(True)

    def _build(self) -> None:
        arms = stack(*self.designs.values(), spacing=theme.STEP)
        asked = stack(self.ao_class, self.place, self.verdict, spacing=theme.STEP)
        lines = form()
        lines.addRow(tr("Arms"), arms)
        lines.addRow(tr("Wash-out"), self.washout)
        lines.addRow(tr("Suspicion"), self.scale)
        lines.addRow(tr("Also ask"), asked)
        lines.addRow(tr("Time limit"), self.limit)
        lines.addRow("", self.back)
        self.setLayout(stack(lines, 1))
        for made in (self.ao_class, self.place, self.verdict, self.back):
            made.toggled.connect(lambda _on: self.changed.emit())
        self.scale.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def design(self) -> Design:
        return next((one for one, made in self.designs.items() if made.isChecked()), Design.SEQUENTIAL)

    def _refresh(self) -> None:
        design = self.design()
        self.washout.setEnabled(design is Design.CROSSOVER)
        for made, possible in (
            (self.verdict, design is not Design.UNAIDED),
            (self.back, design is not Design.SEQUENTIAL),
        ):
            made.setEnabled(possible)
            if not possible:
                made.setChecked(False)
        self.changed.emit()

    def rules(self, title: str) -> Rules:
        """The rules.

        Raises:
            StudyError: they contradict one another.
        """
        design = self.design()
        asked = Questions(
            Scale(self.scale.currentData()),
            self.ao_class.isChecked(),
            self.place.isChecked(),
            self.verdict.isChecked(),
        )
        days = self.washout.value() if design is Design.CROSSOVER else 0
        return Rules(title, design, asked, days, self.limit.value(), self.back.isChecked())

    def show_rules(self, rules: Rules) -> None:
        """Begin with rules that exist."""
        self.designs[rules.design].setChecked(True)
        self.washout.setValue(rules.washout_days or 28)
        self.scale.setCurrentIndex(self.scale.findData(rules.questions.confidence))
        self.ao_class.setChecked(rules.questions.ao_class)
        self.place.setChecked(rules.questions.place)
        self.verdict.setChecked(rules.questions.map_verdict)
        self.limit.setValue(rules.time_limit)
        self.back.setChecked(rules.back)


class ReadersPage(QWidget):
    """Who reads: pseudonym, specialty, years."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        heads = [tr("Pseudonym"), tr("Specialty"), tr("Years in practice")]
        self.table = plain_table(heads, tr("Readers"), stretch=1)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setTabKeyNavigation(True)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())
        words = tr("Pseudonyms only, such as R1. Who is who stays outside the program.")
        more = button(tr("More lines"), lambda: self._add(BLANK_READERS))
        self.setLayout(stack(label(words, name="quiet", wrap=True), self.table, row(more, 1)))
        self._add(BLANK_READERS)

    def _add(self, lines: int) -> None:
        self.table.setRowCount(self.table.rowCount() + lines)

    def show_readers(self, readers: tuple[Reader, ...]) -> None:
        """Begin with readers that exist."""
        self.table.setRowCount(len(readers) + BLANK_READERS)
        for line, reader in enumerate(readers):
            years = "" if reader.years is None else str(reader.years)
            for column, text in enumerate((reader.code, reader.specialty, years)):
                self.table.setItem(line, column, QTableWidgetItem(text))

    def _text(self, line: int, column: int) -> str:
        item = self.table.item(line, column)
        return "" if item is None else item.text().strip()

    def readers(self) -> tuple[Reader, ...]:
        """The readers, empty lines left out.

        Raises:
            StudyError: a code, specialty or number is not allowed.
        """
        found = []
        for line in range(self.table.rowCount()):
            code, specialty, years = (self._text(line, column) for column in range(3))
            if code or specialty or years:
                if years and not (years.isascii() and years.isdigit()):
                    raise StudyError(
                        "{years} is no number of years.", "Write a whole number.", years=repr(years[:20])
                    )
                found.append(Reader(code, specialty, int(years) if years else None))
        return tuple(found)
