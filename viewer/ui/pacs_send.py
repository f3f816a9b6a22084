"""Readings to a PACS."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLayout, QWidget

from inference.errors import ShentonError
from viewer.export.items import ExportCase
from viewer.export.writer import Exporter, Kind, Plan
from viewer.services.conversation import Sent
from viewer.services.exporting import note
from viewer.services.pacs import PacsService
from viewer.services.workbench import Services
from viewer.ui.leaving_dialog import DICOM_KINDS, LeavingDialog, Seen
from viewer.ui.pacs_panel import PacsPanel, target_text, tr
from viewer.ui.widgets import many, stack

NAMED: Final = "They will name the patients, so that the PACS files them with their studies."


class SendDialog(LeavingDialog):
    """Sends reports, presentation states, captures or nameless films to a PACS."""

    choices = (
        (
            "What to send",
            DICOM_KINDS,
        ),
    )
    title = "Send to the PACS"
    verb = "Send"

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
        return stack(self.panel)

    def has_target(self) -> bool:
        return self.panel.is_sound

    def question(self, readings: int) -> tuple[str, str]:
        asked, more = super().question(readings)
        return f"{asked} {tr('They go to {0}.').format(target_text(self.panel.target()))}", more

    def what_text(self, kinds: frozenset[Kind], *, names: bool) -> str:
        told = tr(NAMED) if names and kinds else super().what_text(kinds, names=names)
        if not (kinds and self.panel.is_sound):
            return told
        going = tr("{0} will go to {1}.").format(
            many(len(self.chosen()), "reading"), target_text(self.panel.target())
        )
        return f"{going} {told}"

    def stop(self) -> None:
        self._pacs.stop()
        super().stop()

    def begin(self, plan: Plan, cases: list[ExportCase]) -> None:
        try:
            target = self.panel.target()
        except ShentonError as error:
            self.failed(error)
            return
        exporter = Exporter(plan, self._service.read, self._service.drawer(plan))

        def done(sent: Sent) -> None:
            if sent.done:
                self._s.store.tell(lambda store: note(store, plan, len(cases), "PACS"))
            self.ended(sent_text(sent, target.where))

        self._pacs.send(target, exporter, cases, done, self.failed)

    def _sent_some(self, done: int, total: int) -> None:
        self._step(done, total, -1.0)


def sent_text(sent: Sent, where: str) -> str:
    """What went and what did not."""
    parts = [tr("{0} sent to {1}").format(many(sent.done, "object"), where)]
    parts[0] = parts[0] if sent.failed or sent.why else f"✓ {parts[0]}"
    if sent.why == "stopped":
        parts.append(tr("Stopped"))
    elif sent.failed:
        parts.append(tr("{0} not taken: {1}").format(many(sent.failed, "object"), sent.why))
    parts += [tr("Left out: {0}").format(reason) for reason in sent.left_out]
    return ". ".join(part.rstrip(".") for part in parts) + "."
