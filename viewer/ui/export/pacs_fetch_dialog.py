"""Films from a PACS: looked for, fetched, or received."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inference.dicom.listing import plain_name
from inference.errors import ShentonError
from viewer.app.i18n import many, mark, sentences, tr, translated
from viewer.app.pacs_client import Fetched, Found
from viewer.app.pacs_service import PacsService
from viewer.app.preferences import Preferences
from viewer.app.worklist_entry import shown_date
from viewer.pacs.incoming import Came
from viewer.pacs.queries import FoundStudy, Query, by_reason
from viewer.ui.export.failure_list import FailureList
from viewer.ui.export.pacs_panel import PacsPanel
from viewer.ui.shell import theme
from viewer.ui.shell.error_bar import line_of
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.widgets import HEAD, button, fitting, label, row, stack

COLUMNS: Final = (
    mark("Patient's name"),
    mark("Patient number"),
    mark("Date"),
    mark("Study"),
    mark("Modality"),
    mark("Images"),
)
_DESCRIPTION: Final = 3
"""The column that takes the room that is left."""
ENTER: Final = mark("Enter at least a name, a number or a date.")
ANY_ADDRESS: Final = "0.0.0.0"
"""Only where the user opens the receiver to the network."""


class FetchDialog(QDialog):
    """Looks for studies, fetches the radiographs of the chosen ones, and can listen for what is sent.

    Args:
        open_paths: opens what came.
    """

    def __init__(
        self,
        parent: QWidget,
        pacs: PacsService,
        preferences: Preferences,
        open_paths: Callable[[list[Path]], object],
    ) -> None:
        super().__init__(parent)
        self._pacs, self._preferences, self._open_paths = pacs, preferences, open_paths
        self._studies: tuple[FoundStudy, ...] = ()
        self._received = pacs.came or Came(0)  # what the receiver took and refused
        self._came: tuple[Path, ...] = (pacs.received_folder,) if self._received.objects else ()
        self._busy_with = ""
        self.setWindowTitle(tr("From the PACS"))
        self.setMinimumWidth(820)
        self.resize(fitting(self, 900, 620))
        self.panel = PacsPanel(pacs, preferences)
        self.panel.changed.connect(self._refresh)
        self._make_parts()
        self.setLayout(self._laid_out())
        pacs.progress.connect(self._step)
        pacs.arrived.connect(self._arrived)
        self.finished.connect(lambda _code: pacs.forget())
        self._words.setText(tr(ENTER))
        self._refresh()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # parts ---------------------------------------------------------------------------------------

    def _laid_out(self) -> QVBoxLayout:
        fields = row(self.name, self.number, self.date_from, self.date_to, self.accession, self.search_button)
        below = row(self.by, 1, self.stop_button, self.open_button, self.fetch_button)
        close = row(1, button(tr("Close"), self.accept))
        explained = label(tr(EXPLAINED), name="quiet", wrap=True)
        explained.setMinimumHeight(2 * theme.STEP + 2 * explained.fontMetrics().lineSpacing())
        parts = (
            self.panel,
            fields,
            self.table,
            self._busy,
            self._words,
            self.failures,
            below,
            *self._receiver(),
            explained,
        )
        return stack(*parts, close, margin=4 * theme.STEP)

    def _make_parts(self) -> None:
        self.name = self._field(tr("Name, e.g. DOE*"))
        self.number = self._field(tr("Patient number"))
        self.date_from = self._field(tr("From, YYYYMMDD"))
        self.date_to = self._field(tr("To, YYYYMMDD"))
        self.accession = self._field(tr("Accession number"))
        self.search_button = button(tr("Search"), self.search, name="primary")
        self.search_button.setDefault(True)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels([tr(name) for name in COLUMNS])
        self.table.setAccessibleName(tr("Studies found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setMinimumHeight(120)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setSectionResizeMode(_DESCRIPTION, QHeaderView.ResizeMode.Stretch)
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setDefaultAlignment(HEAD)
        self.table.itemSelectionChanged.connect(self._refresh)
        self._busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._words = label(wrap=True)
        self._words.setMinimumHeight(theme.STEP + self._words.fontMetrics().lineSpacing())
        self.failures = FailureList()
        self.by = Choice()
        self.by.setAccessibleName(tr("How to fetch"))
        self.by.addItems([tr("Fetch here (C-GET)"), tr("Have it sent here (C-MOVE)")])
        self.fetch_button = button(tr("Fetch"), self.fetch)
        self.stop_button = button(tr("Stop"), self._stop)
        self.open_button = button(tr("Open received films"), self.open_what_came)
        self.listen_button = button("", self._toggle_receiver)
        self.from_network = QCheckBox(tr("From other computers, too"))
        self.listening = label(wrap=True)

    def _field(self, hint: str) -> QLineEdit:
        made = QLineEdit(placeholderText=hint, maxLength=64)
        made.setAccessibleName(hint)
        made.setMinimumWidth(made.fontMetrics().horizontalAdvance(hint) + 7 * theme.STEP)  # the hint is whole
        return made

    def _receiver(self) -> tuple[QWidget, QWidget]:
        line = QWidget()
        parts = row(self.listen_button, self.from_network, self.listening, spacing=4 * theme.STEP)
        parts.setStretch(2, 1)
        line.setLayout(parts)
        return label(tr("Receiving"), name="heading"), line

    # looking -------------------------------------------------------------------------------------

    def query(self) -> Query:
        return Query(
            patient_name=self.name.text().strip(),
            patient_number=self.number.text().strip(),
            date_from=self.date_from.text().strip(),
            date_to=self.date_to.text().strip(),
            accession=self.accession.text().strip(),
        )

    def search(self) -> None:
        """Ask the PACS for studies."""
        query = self.query()
        if query.is_open:
            self._words.setText(tr(ENTER))
        elif query.has_bad_dates:
            self._words.setText(tr("A date is eight digits: year, month, day, e.g. 20240131."))
        else:
            self._begin(tr("Asking…"))
            self._talk(lambda target: self._pacs.find(target, query, self._found, self._failed))

    def _found(self, found: Found) -> None:
        self._studies = found.studies
        self.table.setRowCount(len(found.studies))
        for line, study in enumerate(found.studies):
            for column, text in enumerate(cells(study)):
                self.table.setItem(line, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        if len(found.studies) == 1:
            self.table.selectRow(0)
        self._end(found_text(found))

    def chosen(self) -> list[FoundStudy]:
        lines = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._studies[line] for line in lines if line < len(self._studies)]

    # fetching ------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Fetch the radiographs of the chosen studies."""
        by_move = self.by.currentIndex() == 1 and not self._preferences.values.pacs_web
        if by_move and not self._pacs.receiving:
            self._words.setText(tr("C-MOVE sends to our receiver: start receiving first."))
            return
        uids = [study.study_uid for study in self.chosen()]
        self._begin(tr("Fetching…"))
        self._talk(
            lambda target: self._pacs.fetch(target, uids, self._fetched, self._failed, by_move=by_move)
        )

    def _fetched(self, fetched: Fetched) -> None:
        self._came = fetched.folders if fetched.done else self._came
        self._end(sentences((fetched_text(fetched), translated(fetched.why), translated(fetched.note))))
        self.failures.tell(fetched.failures)

    def open_what_came(self) -> None:
        """Close, and open the fetched or received films as a worklist."""
        paths = list(self._came)
        self.accept()
        self._open_paths(paths)

    def _talk(self, ask: Callable[..., None]) -> None:
        try:
            ask(self.panel.target())
        except ShentonError as error:
            self._failed(error)

    def _begin(self, words: str) -> None:
        self._busy_with = words
        self.failures.tell(())
        self._words.setText(words)
        self._busy.setRange(0, 0)
        self._refresh()

    def _step(self, done: int, total: int) -> None:
        if self._busy_with and total:
            self._busy.setRange(0, total)
            self._busy.setValue(done)
            self._words.setText(tr("{what} {done} of {total}", what=self._busy_with, done=done, total=total))

    def _end(self, words: str) -> None:
        self._busy_with = ""
        self._words.setText(words)
        self._refresh()

    def _failed(self, error: Exception) -> None:
        self._end(line_of(error))

    def _stop(self) -> None:
        self._pacs.stop()
        self._words.setText(tr("Stopping…"))

    # receiving -----------------------------------------------------------------------------------

    def _toggle_receiver(self) -> None:
        if self._pacs.receiving:
            self._pacs.stop_receiving()
            self._refresh()
            return
        host = ANY_ADDRESS if self.from_network.isChecked() else "127.0.0.1"
        self._pacs.receive(self._preferences.values, lambda _port: self._refresh(), self._failed, host=host)

    def _arrived(self, came: Came) -> None:
        self._received = came
        if came.objects:
            self._came = (self._pacs.received_folder,)
        self._refresh()

    def _refresh(self) -> None:
        busy, values = bool(self._busy_with), self._preferences.values
        self._busy.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.search_button.setEnabled(not busy and self.panel.is_sound)
        self.fetch_button.setEnabled(not busy and bool(self.chosen()))
        self.open_button.setEnabled(not busy and bool(self._came))
        self.by.setVisible(not values.pacs_web)
        listening = self._pacs.receiving
        self.listen_button.setText(tr("Stop receiving") if listening else tr("Start receiving"))
        self.from_network.setEnabled(not listening)
        where = tr(
            "{title} listens on port {port}.",
            title=values.pacs_our_title,
            port=values.pacs_our_port,
        )
        self.listening.setText(
            sentences((where, received_text(self._received)))
            if listening
            else tr("Shenton is not receiving.")
        )


EXPLAINED: Final = mark(
    "What is received is kept on this computer, in files that only you can read, and "
    "is not de-identified. Nothing goes over the network before you press a button "
    "here."
)


def fetched_text(fetched: Fetched) -> str:
    """How many films came, and how many did not."""
    films = many(fetched.done, "film")
    if fetched.failed and fetched.stopped:
        return tr("{films} fetched, {failed} failed, stopped.", films=films, failed=fetched.failed)
    if fetched.failed:
        return tr("{films} fetched, {failed} failed.", films=films, failed=fetched.failed)
    return (
        tr("{films} fetched, stopped.", films=films)
        if fetched.stopped
        else tr("{films} fetched.", films=films)
    )


def found_text(found: Found) -> str:
    """How a search ended."""
    studies = many(len(found.studies), "study")
    words = studies if found.studies else tr("No study matches.")
    if found.stopped:
        words = tr("Stopped: {studies} found so far.", studies=studies)
    elif found.more:
        words = tr("{studies}, and more: narrow the search.", studies=studies)
    return sentences((words, translated(found.note)))


def received_text(came: Came) -> str:
    """What the receiver took and refused, with each reason and how often."""
    parts = [tr("{films} received.", films=many(came.objects, "film"))] if came.objects else []
    if came.refused:
        parts.append(tr("{objects} refused.", objects=many(came.refused, "object")))
        for why, uids in by_reason(came.failures).items():
            parts.append(tr("{reason} ({count}).", reason=translated(why).rstrip(".。"), count=len(uids)))
    return sentences((*parts, translated(came.note)))


def cells(study: FoundStudy) -> tuple[str, ...]:
    """A study as a line of the table."""
    return (
        plain_name(study.patient_name),
        study.patient_number,
        shown_date(study.date),
        study.description,
        study.modalities,
        "" if study.images is None else str(study.images),
    )
