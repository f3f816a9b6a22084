"""Export into a folder of the reader's choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLayout, QLineEdit

from viewer.app.i18n import many, mark, tr, translated
from viewer.export.cases import ExportCase
from viewer.export.exporter import ExportReport, Kind, Plan
from viewer.ui.export.base_export_dialog import DICOM_KINDS, LeavingDialog
from viewer.ui.shell.widgets import button, row


class ExportDialog(LeavingDialog):
    """Writes the readings that count now into a folder."""

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
        self.folder = QLineEdit(self._s.preferences.values.export_folder, placeholderText=tr("Folder"))
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.textChanged.connect(lambda _text: self._refresh())

    def target(self) -> QLayout:
        return row(self.folder, button(tr("Choose…"), self._choose))

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

        self._service.run(plan, cases, folder, done, self.failed)


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
        parts.append(
            tr(
                "Not complete: {files} written and not there any more. Check the folder and its disk",
                files=many(len(report.missing), "file"),
            )
        )
    if report.left_out:
        reasons = "; ".join(sorted({translated(one.reason) for one in report.left_out}))
        parts.append(
            tr("{films} left out: {reasons}", films=many(len(report.left_out), "film"), reasons=reasons)
        )
    parts += sorted({translated(one.reason) for one in report.notes})
    return ". ".join(part.rstrip(".") for part in parts) + "."
