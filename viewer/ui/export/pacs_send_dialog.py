"""Readings to a PACS."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLayout, QWidget

from inference.errors import ShentonError
from viewer.app.export_cases import note
from viewer.app.i18n import many, mark, sentences, stopped, tr, translated
from viewer.app.pacs_client import Sent
from viewer.app.pacs_service import PacsService
from viewer.app.services import Services
from viewer.export.cases import ExportCase
from viewer.export.exporter import Exporter, Kind, Plan
from viewer.ui.export.base_export_dialog import DICOM_KINDS, LeavingDialog, Seen
from viewer.ui.export.failure_list import FailureList
from viewer.ui.export.pacs_panel import PacsPanel, target_text
from viewer.ui.shell.widgets import stack

NAMED: Final = mark("They will name the patients, so that the PACS files them with their studies.")


class SendDialog(LeavingDialog):
    """Sends reports, presentation states, captures or nameless films to a PACS."""

    choices = ((mark("What to send"), DICOM_KINDS),)
    title = mark("Send to the PACS")
    verb = mark("Send")

    def __init__(
        self, parent: QWidget, services: Services, pacs: PacsService, on_screen: Seen = None
    ) -> None:
        self._pacs = pacs
        super().__init__(parent, services, on_screen)
        pacs.progress.connect(self._sent_some)
        self.finished.connect(lambda _code: pacs.forget())

    def _make_target(self) -> None:
        self.panel = PacsPanel(self._pacs, self._s.preferences)
        self.panel.changed.connect(self._refresh)

    def target(self) -> QLayout:
        self.failures = FailureList()
        return stack(self.panel, self.failures)

    def has_target(self) -> bool:
        return self.panel.is_sound

    def question(self, readings: int) -> tuple[str, str]:
        asked, more = super().question(readings)
        where = tr("They go to {target}.", target=target_text(self.panel.target()))
        return sentences((asked, where)), more

    def what_text(self, kinds: frozenset[Kind], *, names: bool) -> str:
        told = tr(NAMED) if names and kinds else super().what_text(kinds, names=names)
        if not (kinds and self.panel.is_sound):
            return told
        going = tr(
            "{readings} will go to {target}.",
            readings=many(len(self.chosen()), "reading"),
            target=target_text(self.panel.target()),
        )
        return sentences((going, told))

    def stop(self) -> None:
        self._pacs.stop()
        super().stop()

    def begin(self, plan: Plan, cases: list[ExportCase]) -> None:
        try:
            target = self.panel.target()
        except ShentonError as error:
            self.failed(error)
            return
        self.failures.tell(())
        exporter = Exporter(plan, self._service.read, self._service.drawer(plan))

        def done(sent: Sent) -> None:
            if sent.done:
                self._s.store.tell(lambda store: note(store, plan, len(cases), "PACS"))
            self.ended(sent_text(sent, target.where))
            self.failures.tell(sent.failures)

        self._pacs.send(target, exporter, cases, done, self.failed)

    def _sent_some(self, done: int, total: int) -> None:
        self._step(done, total, -1.0)


def sent_text(sent: Sent, where: str) -> str:
    """What went and what did not."""
    parts = [tr("{objects} sent to {where}", objects=many(sent.done, "object"), where=where)]
    parts[0] = parts[0] if sent.failed or sent.why or sent.note or sent.stopped else f"✓ {parts[0]}"
    if sent.stopped:
        parts.append(tr("Stopped"))
    elif sent.failed:
        parts.append(
            tr("{objects} not taken: {why}", objects=many(sent.failed, "object"), why=translated(sent.why))
        )
    if sent.note:
        parts.append(translated(sent.note))
    parts += [tr("Left out: {reason}", reason=translated(reason)) for reason in sent.left_out]
    return sentences(map(stopped, parts))
