"""Export into a folder of the reader's choice."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLayout, QLineEdit

from viewer.app.i18n import listed, many, mark, sentences, stopped, tr, translated
from viewer.export.cases import ExportCase
from viewer.export.exporter import ExportReport, Kind, Plan
from viewer.ui.export.base_export_dialog import DICOM_KINDS, LeavingDialog
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.widgets import button, label, open_outside, row


class Purpose(StrEnum):
    """What an export is for."""

    OWN = "own"
    TRAINING = "training"
    PACS = "pacs"
    COLLEAGUE = "colleague"
    PUBLICATION = "publication"


PURPOSES: Final = {
    Purpose.OWN: mark("Custom"),
    Purpose.TRAINING: mark("Training set: labels, boxes and grey films, without names"),
    Purpose.PACS: mark("PACS: reports, marks, pictures and key images, with names"),
    Purpose.COLLEAGUE: mark("Colleague: a page and a picture of each reading, without names"),
    Purpose.PUBLICATION: mark("Publication: pictures and de-identified films, without names"),
}
TAKES: Final = {
    Purpose.TRAINING: frozenset({Kind.LABELS, Kind.COCO, Kind.PICTURES}),
    Purpose.PACS: frozenset({Kind.SR, Kind.GSPS, Kind.SC, Kind.KEY}),
    Purpose.COLLEAGUE: frozenset({Kind.PDF, Kind.PNG}),
    Purpose.PUBLICATION: frozenset({Kind.PNG, Kind.FILM}),
}
"""The kinds that each purpose takes."""


class ExportDialog(LeavingDialog):
    """Writes the readings that count now into a folder."""

    _ticking = False
    _written: Path | None = None  # the folder of the last export, whatever the field says by now

    choices = (
        (
            mark("For training and tables"),
            (
                (Kind.LABELS, mark("Labels (labels.jsonl, labels.csv)")),
                (Kind.COCO, mark("Boxes (COCO)")),
                (Kind.PICTURES, mark("Films as grey PNG")),
            ),
        ),
        (
            mark("For people"),
            (
                (Kind.PNG, mark("Pictures of the readings (PNG)")),
                (Kind.PDF, mark("Pages of the readings (PDF)")),
            ),
        ),
        (
            mark("For DICOM programs"),
            DICOM_KINDS,
        ),
    )
    title = mark("Export")
    verb = mark("Export")

    def _make_target(self) -> None:
        self.folder = QLineEdit(
            self._s.preferences.values.export_folder, placeholderText=tr("Choose a folder to write into")
        )
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.textChanged.connect(lambda _text: self._refresh())

        self.preview_button = button(tr("Preview…"), self._preview)
        self.open_button = button(tr("Open the folder"), self._open_folder)
        self.open_button.setEnabled(False)

    def above(self) -> QLayout:
        self.purpose = Choice()
        self.purpose.setAccessibleName(tr("What for"))
        for purpose, name in PURPOSES.items():
            self.purpose.addItem(tr(name), purpose)
        self.purpose.setCurrentIndex(self.purpose.findData(Purpose.OWN))
        self.purpose.activated.connect(lambda _index: self._for(Purpose(self.purpose.currentData())))
        for part in (*self.kinds.values(), self.no_names):
            part.toggled.connect(lambda _on: self._own_choice())
        return row(label(tr("What for")), self.purpose, 1)

    def _for(self, purpose: Purpose) -> None:
        """Tick what a purpose takes; names are still asked for when they leave."""
        if purpose is Purpose.OWN:
            return
        kinds = TAKES[purpose]
        self._ticking = True
        (self.names if purpose is Purpose.PACS else self.no_names).setChecked(True)
        for kind, box in self.kinds.items():
            box.setChecked(kind in kinds)
        self.dates.setCurrentIndex(0)  # removed; moved ones are asked for
        self._ticking = False

    def _own_choice(self) -> None:
        """Something else than a purpose's own ticks."""
        if not self._ticking:
            self.purpose.setCurrentIndex(self.purpose.findData(Purpose.OWN))

    def _preview(self) -> None:
        """Every file that would be written, and those of the first reading as they would be."""
        from viewer.ui.export.preview_dialog import PreviewDialog

        cases = self.chosen()
        if cases:
            dialog = PreviewDialog(self, self._service, self.plan(), cases)
            dialog.exec()
            dialog.deleteLater()

    def _open_folder(self) -> None:
        if self._written is not None:
            open_outside(self._written)

    def target(self) -> QLayout:
        return row(self.folder, button(tr("Choose…"), self._choose), self.preview_button, self.open_button)

    def has_target(self) -> bool:
        return bool(self.folder.text().strip())

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Export into a folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def begin(self, plan: Plan, cases: list[ExportCase]) -> None:
        folder = Path(self.folder.text().strip()).expanduser().absolute()
        self._s.preferences.set(export_folder=str(folder))

        def done(report: ExportReport) -> None:
            self.ended(result_text(report, len(cases), folder))
            self._written = folder
            self.open_button.setEnabled(bool(report.files))

        self._service.run(plan, cases, folder, done, self.failed)


NAMED: Final = 8
"""So many of the missing files are named; the folder shows which are there."""


def result_text(report: ExportReport, readings: int, folder: Path) -> str:
    """What was written and what was left out."""
    words = tr(
        "{files} of {readings} written to {folder}",
        files=many(report.files, "file"),
        readings=many(readings, "reading"),
        folder=folder,
    )
    done = words if report.missing else f"✓ {words}"
    parts = [tr("Stopped: {words}", words=words) if report.cancelled else done]
    if report.missing:
        more = ["…"] if len(report.missing) > NAMED else []
        parts.append(
            tr(
                "Incomplete: {files} missing after writing. Check the folder and its disk: {names}",
                files=many(len(report.missing), "file"),
                names=listed([*report.missing[:NAMED], *more]),
            )
        )
    if report.left_out:
        reasons = "; ".join(sorted({translated(one.reason) for one in report.left_out}))
        parts.append(
            tr("{films} left out: {reasons}", films=many(len(report.left_out), "film"), reasons=reasons)
        )
    parts += [*sorted({translated(one.reason) for one in report.notes}), translated(report.beside)]
    return sentences(map(stopped, parts))
