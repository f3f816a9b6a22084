"""Export: how many readings, where to, done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QProgressBar, QWidget

from viewer.export.labels import LabelsExport
from viewer.services.exporting import ExportPreview, export_from, preview
from viewer.services.preferences import Preferences
from viewer.services.storage import StoreService
from viewer.ui import theme
from viewer.ui.error_bar import words_of
from viewer.ui.widgets import button, label, row, stack

CONTENTS = (
    "labels.jsonl (for training), labels.csv and manifest.json. De-identified: no names, numbers, dates, "
    "paths or comments. Patients appear under keys that only this computer can trace back, films also under "
    "the hash of their pixels: who holds a film can find its readings."
)


class ExportDialog(QDialog):
    """Writes the current readings into a folder of the reader's choice."""

    def __init__(self, parent: QWidget, store: StoreService, preferences: Preferences) -> None:
        super().__init__(parent)
        self._store, self._preferences = store, preferences
        self.setWindowTitle("Export the readings")
        self.setMinimumWidth(520)
        self._counts = label("Counting…", wrap=True)
        self.folder = QLineEdit(preferences.values.export_folder, placeholderText="Folder")
        self.folder.textChanged.connect(lambda _text: self._refresh())
        choose = button("Choose…", self._choose)
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._result = label(wrap=True)
        self.export_button = button("Export", self._export, name="primary")
        close = button("Close", self.accept)
        parts = (
            label("The readings that count now", name="heading"),
            self._counts,
            label(CONTENTS, name="quiet", wrap=True),
            row(self.folder, choose),
            self._busy,
            self._result,
            1,
            row(1, self.export_button, close),
        )
        self.setLayout(stack(*parts, margin=4 * theme.STEP))
        self._ready, self._writing = False, False
        self._refresh()
        self._job = store.call(preview, self._counted, self._failed)
        self.finished.connect(lambda _code: self._job.cancel())

    def _counted(self, found: ExportPreview) -> None:
        self._ready = found.readings > 0
        self._counts.setText(counts_text(found))
        self._refresh()

    def _refresh(self) -> None:
        named = bool(self.folder.text().strip())
        self.export_button.setEnabled(self._ready and named and not self._writing)
        self._busy.setVisible(self._writing)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Export into a folder", self.folder.text())
        if name:
            self.folder.setText(name)

    def _export(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser().absolute()
        self._preferences.set(export_folder=str(folder))
        self._writing = True
        self._refresh()
        self._result.setText("")
        self._job = self._store.call(lambda store: export_from(store, folder), self._done, self._failed)

    def _done(self, result: LabelsExport) -> None:
        self._writing = False
        self._refresh()
        self._result.setText(
            f"✓ {many(result.readings, 'reading')} of {many(result.films, 'film')} written to "
            f"{result.files[0].parent}"
        )

    def _failed(self, error: Exception) -> None:
        self._writing = False
        self._refresh()
        self._result.setText(" ".join(words_of(error)))


def counts_text(found: ExportPreview) -> str:
    """What will be written, in one sentence."""
    if not found.readings:
        return "There are no readings yet. Answer a film first: Enter agrees, the number keys choose a class."
    classes = ", ".join(f"{name} {count}" for name, count in found.classes)
    counts = many(found.readings, "reading"), many(found.films, "film"), many(found.readers, "reader")
    return "{} of {} by {}: {}.".format(*counts, classes)


def many(count: int, what: str) -> str:
    """A count with its word, e.g. ``1 film``, ``12 films``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
