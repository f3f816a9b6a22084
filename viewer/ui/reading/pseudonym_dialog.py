"""Asks for a reader's code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QWidget,
)

from viewer.app.i18n import tr
from viewer.app.settings import is_pseudonym
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack


class PseudonymDialog(QDialog):
    """Asks for a reader's code."""

    def __init__(self, parent: QWidget, present: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Your pseudonym"))
        self.setMinimumWidth(theme.px(400))
        words = tr("Readings are kept and exported under this code. Letters, digits, - and _; not your name.")
        self.line = QLineEdit(present, maxLength=32)
        self.line.selectAll()
        self._use = button(tr("Use it"), self.accept, name="primary")
        self._use.setDefault(True)
        self.line.textChanged.connect(lambda text: self._use.setEnabled(is_pseudonym(text)))
        cancel = button(tr("Cancel"), self.reject)
        explained = label(words, name="quiet", wrap=True)
        self.setLayout(stack(explained, self.line, row(1, cancel, self._use), margin=4 * theme.STEP))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_pseudonym(parent: QWidget, present: str) -> str:
    """The reader's new code, or nothing when the question was put away."""
    dialog = PseudonymDialog(parent, present)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted and is_pseudonym(dialog.line.text())
    name = dialog.line.text() if accepted else ""
    dialog.deleteLater()
    return name
