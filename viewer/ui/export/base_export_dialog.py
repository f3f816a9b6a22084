"""Readings that leave: which, with whose names; a review of burned-in text; how far it is.

The export into a folder and the sending to a PACS are made of it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLayout,
    QMessageBox,
    QProgressBar,
    QRadioButton,
    QStackedWidget,
    QWidget,
)

from inference.records import Region, Sha256
from viewer.app.export_cases import ExportPreview, cautions, preview_of
from viewer.app.export_service import ExportService
from viewer.app.i18n import listed, many, mark, sentences, tr, translated
from viewer.app.services import Services
from viewer.export.cases import ExportCase
from viewer.export.exporter import DICOM, PIXELS, TABLES, Kind, Look, Plan
from viewer.export.identity import Disguise, Plain
from viewer.ui.export.picture import Picture, pixmap
from viewer.ui.film.review.burned_in_review import ReviewPage
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.widgets import button, fitting, label, row, stack

Seen = tuple[Sha256, Look] | None
Choices = tuple[tuple[str, tuple[tuple[Kind, str], ...]], ...]
DICOM_KINDS: Final = (
    (Kind.SR, mark("Structured reports (SR)")),
    (Kind.GSPS, mark("Window and marks (presentation states)")),
    (Kind.SC, mark("Pictures with heat map (secondary capture)")),
    (Kind.KEY, mark("Films marked as key images (key object selection)")),
    (Kind.FILM, mark("Films without names")),
)
NAMES: Final = mark(
    "Names, numbers, dates and the studies' own UIDs go with them. Give them only to a PACS or a person that "
    "may know these patients."
)
NO_KEYS: Final = mark("None of these films is marked as a key image (Shift+K), so none leaves as one.")
PICTURE_SIDE: Final = 190
KEYS: Final = mark(
    "Patients appear under keys that only this computer can trace back, films also under the hash of their "
    "pixels: who holds a film can find its readings."
)


class LeavingDialog(QDialog):
    """Chooses readings, kinds and names, has the films reviewed, and hands over to where they go.

    A child gives ``choices``, ``title``, ``verb`` and ``target``, and begins the work in ``begin``.

    Args:
        on_screen: the film on screen and how the reader has it, for an export of this film alone.
    """

    choices: Choices = ()
    title = ""
    verb = ""

    def __init__(self, parent: QWidget, services: Services, on_screen: Seen = None) -> None:
        super().__init__(parent)
        self._s, self._on_screen = services, on_screen
        self._service = ExportService(services, self)
        self._cases: list[ExportCase] = []
        self._reviewed: dict[Sha256, tuple[Region, ...]] = {}
        self._ready, self._writing = False, False
        self.setWindowTitle(tr(self.title))
        self.setMinimumWidth(760)
        self.resize(fitting(self, 780, 680))
        self._make_parts()
        self._make_target()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._first_page())
        self.review: ReviewPage[ExportCase] = ReviewPage(self._service)
        self.review.finished.connect(self._reviewed_all)
        self.review.left.connect(lambda: self.pages.setCurrentIndex(0))
        self.pages.addWidget(self.review)
        self.setLayout(stack(self.pages, margin=4 * theme.STEP))
        self._service.progress.connect(self._step)
        self.finished.connect(lambda _code: self._service.close())
        self._refresh()
        self._service.cases(self._counted, self.failed)

    # parts ---------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._counts = label(tr("Counting…"), wrap=True)
        self.kinds = {kind: QCheckBox(tr(text)) for _head, kinds in self.choices for kind, text in kinds}
        next(iter(self.kinds.values())).setChecked(True)
        self.this_film = QRadioButton(tr("The film on screen"))
        self.all_films = QRadioButton(tr("Every reading"))
        self.no_names = QRadioButton(tr("Without names (de-identified)"))
        self.names = QRadioButton(tr("With names, numbers and dates, for a PACS"))
        self.all_films.setChecked(True)
        self.no_names.setChecked(True)
        self.dates = Choice()
        self.dates.setAccessibleName(tr("Dates"))
        self.dates.addItems([tr("Dates removed"), tr("Dates moved, intervals kept")])
        self.cautions = label(name="caution", wrap=True)
        self.one_by_number = QCheckBox(tr("One number is one patient, whatever its names"))
        self.one_by_number.toggled.connect(self._count_again)
        self._what = label(wrap=True)
        self._picture = Picture(PICTURE_SIDE)
        self._picture.setAccessibleName(tr("Picture of the first reading"))
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._result = label(wrap=True)
        self.export_button = button(tr(self.verb), self._leave, name="primary")
        self.stop_button = button(tr("Stop"), self.stop)
        for part in (*self.kinds.values(), self.this_film, self.no_names):
            part.toggled.connect(lambda _on: self._refresh())

    def _first_page(self) -> QWidget:
        page, left = QWidget(), []
        for head, kinds in self.choices:
            boxes = (self.kinds[kind] for kind, _text in kinds)
            left.append(stack(label(tr(head), name="heading"), *boxes, spacing=theme.STEP))
        scope, identity = QWidget(), QWidget()  # radio buttons of one parent exclude each other
        scope.setLayout(stack(self.all_films, self.this_film, spacing=theme.STEP))
        identity.setLayout(stack(self.no_names, self.dates, self.names, spacing=theme.STEP))
        title = label(tr("The readings that count now"), name="heading")
        counting = (title, scope, self._counts, self.cautions, self.one_by_number)
        naming = (label(tr("Patient names"), name="heading"), identity)
        groups = (stack(*parts, spacing=theme.STEP) for parts in (counting, naming))
        right = stack(*groups, self._picture, spacing=4 * theme.STEP)
        right.setStretch(right.count() - 1, 1)
        close = button(tr("Close"), self.accept)
        columns = row(stack(*left, 1, spacing=4 * theme.STEP), right, spacing=8 * theme.STEP)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        above = self.above()
        below = (self._what, self.target(), self._busy, self._result)
        page.setLayout(
            stack(
                *([above] if above is not None else []),
                columns,
                *below,
                row(1, self.stop_button, self.export_button, close),
            )
        )
        return page

    # what a child gives; mypy refuses one that lacks a part (abc's metaclass and Qt's do not mix) -----

    def above(self) -> QLayout | None:
        """What stands over the choices."""
        return None

    def _make_target(self) -> None:
        """The parts that say where the readings go."""

    @abstractmethod
    def target(self) -> QLayout:
        """Those parts, laid out."""

    @abstractmethod
    def has_target(self) -> bool:
        """Whether it is known where the readings go."""

    @abstractmethod
    def begin(self, plan: Plan, cases: list[ExportCase]) -> None:
        """Begin the work; ``ended`` or ``failed`` follows."""

    def question(self, readings: int) -> tuple[str, str]:
        """What is asked before names leave: the question, and more about it."""
        return tr("{readings} will name their patients.", readings=many(readings, "reading")), tr(NAMES)

    def what_text(self, kinds: frozenset[Kind], *, names: bool) -> str:
        """What leaves, and what it says about the patients."""
        return leaving_text(kinds, names=names)

    def stop(self) -> None:
        """Stop after the film under way."""
        self._service.cancel()

    # what is chosen ------------------------------------------------------------------------------

    def _counted(self, found: list[ExportCase]) -> None:
        self._cases, self._ready = found, True
        here = self._on_screen is not None and bool(self._chosen_of(found))
        self.this_film.setEnabled(here)
        self._refresh()
        if found:
            self._service.preview((self._chosen_of(found) if here else found)[0], self._show_picture)

    def _count_again(self, on: bool) -> None:
        """Patients are told apart otherwise: nothing leaves before they are."""
        self._ready = False
        self._refresh()
        self._service.cases(self._counted, self.failed, one_by_number=on)

    def _say_cautions(self, cases: list[ExportCase]) -> None:
        found = preview_of(cases)
        told = [translated(one) for one in cautions(found)]
        if cases and not found.keys and Kind.KEY in self._kinds():
            told.append(tr(NO_KEYS))
        self.cautions.setText("\n".join(told))
        self.cautions.setVisible(bool(self.cautions.text()))
        self.one_by_number.setVisible(bool(found.shared_numbers))

    def _chosen_of(self, cases: Sequence[ExportCase]) -> list[ExportCase]:
        """The cases of the film on screen."""
        wanted = self._on_screen[0] if self._on_screen is not None else None
        return [case for case in cases if case.item.reading.film_sha256 == wanted]

    def chosen(self) -> list[ExportCase]:
        return self._chosen_of(self._cases) if self.this_film.isChecked() else self._cases

    def _kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind, box in self.kinds.items() if box.isChecked() and box.isEnabled())

    def _refresh(self) -> None:
        names, kinds, cases = self.names.isChecked(), self._kinds(), self.chosen()
        if Kind.FILM in self.kinds:
            self.kinds[Kind.FILM].setEnabled(not names)
        self.dates.setEnabled(not names)
        if self._ready:
            self._counts.setText(counts_text(preview_of(cases)))
        self._say_cautions(cases)
        self._what.setText(self.what_text(kinds, names=names))
        self._what.setObjectName("caution" if names else "quiet")
        self._what.setStyleSheet(f"color: {theme.FRACTURE if names else theme.QUIET};")
        ready = self._ready and bool(cases and kinds) and self.has_target() and not self._writing
        self.export_button.setEnabled(ready)
        self._busy.setVisible(self._writing)
        self.stop_button.setVisible(self._writing)

    def _show_picture(self, picture: NDArray[np.uint8]) -> None:
        self._picture.set_picture(pixmap(picture))

    def done(self, how: int) -> None:
        """Close; in the midst of the work that stops it first, so that its end is told."""
        if self._writing and not self._s.jobs.closed:
            self.stop()
            self._result.setText(tr("Stopping…"))
        else:
            super().done(how)

    # leaving -------------------------------------------------------------------------------------

    def _leave(self) -> None:
        if self.names.isChecked():
            if ask_names(self, *self.question(len(self.chosen())), self.verb):
                self._write()
        elif self._kinds() & PIXELS and (open_films := self._not_reviewed()):
            self.pages.setCurrentIndex(1)
            self.review.start(open_films)
        else:
            self._write()

    def _not_reviewed(self) -> list[ExportCase]:
        """One case of each film that nobody has looked at for burned-in text."""
        films = {case.item.reading.film_sha256: case for case in self.chosen()}
        return [case for pixels, case in films.items() if pixels not in self._reviewed]

    def _reviewed_all(self, found: dict[Sha256, tuple[Region, ...]]) -> None:
        self._reviewed |= found
        self.pages.setCurrentIndex(0)
        self._write()

    def plan(self) -> Plan:
        """What is chosen, as the export takes it."""
        identity = Plain() if self.names.isChecked() else Disguise(shift_dates=self.dates.currentIndex() == 1)
        looks = dict([self._on_screen]) if self._on_screen is not None else {}
        return Plan(self._kinds(), identity, dict(self._reviewed), looks)

    def _write(self) -> None:
        self._writing = True
        self._result.setText("")
        self._busy.setRange(0, 0)
        self._refresh()
        self.begin(self.plan(), self.chosen())

    def _step(self, done: int, total: int, left: float) -> None:
        self._busy.setRange(0, max(1, total))
        self._busy.setValue(done)
        if self._writing and total:
            at = min(done + 1, total)
            self._result.setText(
                tr("Film {done} of {total}", done=at, total=total)
                if left < 0
                else tr("Film {done} of {total}, {left} s left", done=at, total=total, left=round(left))
            )

    def ended(self, words: str) -> None:
        """The work has ended; ``words`` say how."""
        self._writing = False
        self.no_names.setChecked(True)  # names leave once, by a choice of that moment
        self._refresh()
        self._result.setText(words)

    def failed(self, error: Exception) -> None:
        self._writing = False
        self.pages.setCurrentIndex(0)
        self._refresh()
        self._result.setText(line_of(error))


def ask_names(parent: QWidget, question: str, more: str, verb: str) -> bool:
    """The question before names leave; asked each time."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("With names"))
    box.setText(question)
    box.setInformativeText(more)
    go = box.addButton(tr("{verb} with names", verb=tr(verb)), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is go


def counts_text(found: ExportPreview) -> str:
    """What will be written, in one sentence."""
    if not found.readings:
        return tr(
            "There are no readings yet. Answer a film first: Enter agrees, the number keys choose a class."
        )
    classes = listed(f"{tr(name)} {count}" for name, count in found.classes)
    return tr(
        "{readings} of {films} by {readers}: {classes}.",
        readings=many(found.readings, "reading"), films=many(found.films, "film"),
        readers=many(found.readers, "reader"), classes=classes,
    )  # fmt: skip


def leaving_text(kinds: frozenset[Kind], *, names: bool) -> str:
    """What the files will say about the patients."""
    if not kinds:
        return tr("Choose what to export.")
    if names:
        told = tr("The DICOM files and pages will name the patients, so that a PACS files them. ")
        return (told if kinds - TABLES else "") + (tr("Labels and boxes never do.") if kinds & TABLES else "")
    parts = [tr("No names, numbers, paths or comments leave."), tr(KEYS)]
    if kinds & DICOM:
        parts.append(tr("DICOM files get new UIDs that hold together within this export."))
    if kinds & {Kind.SR, Kind.GSPS, Kind.KEY} and Kind.FILM not in kinds:
        parts.append(tr("Tick the films, too, so that the reports find what they are about."))
    if kinds & PIXELS:
        parts.append(tr("You will look at each film for text that is burned into it."))
    return sentences(parts)
