"""Small dialogs: about, the reader's pseudonym."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QWidget,
)

import inference
from inference.card import ModelCard
from viewer.services.models import LoadedModel
from viewer.services.settings import is_pseudonym
from viewer.services.words import mark, tr, translated
from viewer.ui import theme
from viewer.ui.answer_panel import SYNTHETIC_MODEL
from viewer.ui.widgets import button, column, fitting, label, row, stack


class AboutDialog(QDialog):
    """What this is, what it is not for, and the model's own words about itself."""

    def __init__(self, parent: QWidget, model: LoadedModel | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Shenton"))
        self.resize(fitting(self, 640, 520))
        close = button(tr("Close"), self.accept)
        head = label(f"Shenton {inference.__version__}", name="heading")
        card = [label(text, name="quiet", wrap=True) for text in model_words(model)]
        words = column(head, label(tr(_PURPOSE), wrap=True), *card, 1)
        self.setLayout(stack(words, row(1, close), margin=4 * theme.STEP))


_PURPOSE: Final = mark(
    "Reads frontal pelvic radiographs on this computer; the network is touched on your command only. "
    "Research use only, not for diagnosis. Apache-2.0."
)


def model_words(model: LoadedModel | None) -> list[str]:
    """What a model's card says about itself, a line each."""
    if model is None:
        return [tr("No model is in use.")]
    card = model.card
    lines = [
        tr(
            "Model: {name} {version}, SHA-256 {sha256}…, {provider}",
            name=card.name, version=card.version, sha256=model.sha256[:16], provider=model.provider,
        )
    ]  # fmt: skip
    lines += [tr(SYNTHETIC_MODEL)] if card.synthetic_training else []
    lines += [trained_on(card)] if card.training_data else []
    lines += [text for text in (card.intended_use, card.limits, translated(model.notice)) if text]
    return lines


class PseudonymDialog(QDialog):
    """Asks for a reader's code."""

    def __init__(self, parent: QWidget, present: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Your pseudonym"))
        self.setMinimumWidth(400)
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


def trained_on(card: ModelCard) -> str:
    """What a model learned from, in a line."""
    return tr("Trained on: {what} ({films} films)", what=card.training_data, films=card.training_films)
