"""Small dialogs: about, the reader's pseudonym."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QWidget,
)

import inference
from viewer.app.i18n import mark, tr, translated
from viewer.app.prediction.model_service import LoadedModel
from viewer.ui.prediction.card_text import trained_on
from viewer.ui.prediction.prediction_panel import SYNTHETIC_MODEL
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
    lines += [text for text in (card.intended_use, card.limits, translated(model.notice)) if text]
    return [*lines, *([trained_on(card)] if card.training_data else [])]  # the longest last
