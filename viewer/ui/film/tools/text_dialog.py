"""Asks for the words of a text on the film."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from inference.imaging.measure import MOST_LETTERS
from viewer.app.i18n import tr
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack


class TextDialog(QDialog):
    """One line of text."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Text on the film"))
        self.setMinimumWidth(theme.px(420))
        self.words = QLineEdit(words, maxLength=MOST_LETTERS)
        self.words.setAccessibleName(tr("Text"))
        note = label(tr("It stays on this computer: no export and no report holds it."), wrap=True)
        use = button(tr("Use it"), self.accept, name="primary")
        use.setDefault(True)
        cancel = button(tr("Cancel"), self.reject)
        self.setLayout(stack(self.words, note, row(1, cancel, use), margin=4 * theme.STEP))
        self.words.setFocus()


def ask_text(parent: QWidget, words: str) -> str | None:
    """The words, or ``None`` when the question was put away."""
    dialog = TextDialog(parent, words)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.words.text().strip() if accepted else None
    dialog.deleteLater()
    return found
