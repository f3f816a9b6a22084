"""Small dialogs: about, the reader's pseudonym."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QWidget,
)

import inference
from viewer.app.i18n import mark, quoted, tr, translated
from viewer.app.prediction.model_service import LoadedModel
from viewer.ui.prediction.card_text import synthetic_text
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, column, fitting, label, row, stack


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


_CARD: Final = mark(
    "Model, Models… shows its card: what it learned from, its thresholds, and what was measured."
)


def model_words(model: LoadedModel | None) -> list[str]:
    """What a model's card says about itself in short, a line each."""
    if model is None:
        return [tr("No model is in use.")]
    card = model.card
    lines = [
        tr(
            "Model: {name} {version}, SHA-256 {sha256}…, {provider}",
            name=card.name, version=card.version, sha256=model.sha256[:16], provider=model.provider,
        )
    ]  # fmt: skip
    said = (synthetic_text(card), quoted(card.limits), translated(model.notice), tr(_CARD))
    return [*lines, *(text for text in said if text)]
