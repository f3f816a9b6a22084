"""Objects that did not come or were not taken, each with its reason; hidden where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QPlainTextEdit

from viewer.app.i18n import tr, translated
from viewer.pacs.queries import Failure, by_reason

LINES: Final = 4
"""As many are seen at once."""


class FailureList(QPlainTextEdit):
    """A text that can be selected and copied, for the keeper of the PACS."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setAccessibleName(tr("Objects that failed"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 4 * self.frameWidth() + 8)
        self.hide()

    def tell(self, failures: Sequence[Failure]) -> None:
        """Show these, by their reason; none hides the list."""
        lines, nameless = list[str](), tr("without a UID")
        for why, uids in by_reason(failures).items():
            lines += [translated(why), *(f"    {uid or nameless}" for uid in uids)]
        self.setPlainText("\n".join(lines))
        self.setVisible(bool(lines))
