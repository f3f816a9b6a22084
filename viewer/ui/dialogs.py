"""Small dialogs: keys and mouse, about, the reader's pseudonym."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

import inference
from viewer.services.models import LoadedModel
from viewer.services.settings import is_pseudonym
from viewer.ui import theme
from viewer.ui.actions import ACTIONS, key_text
from viewer.ui.answer_panel import SYNTHETIC_MODEL
from viewer.ui.widgets import button, label, row, stack

MOUSE: Final = (
    ("Grey window", "left drag: right is wider, up is brighter"),
    ("Pan", "middle drag, or Shift and left drag"),
    ("Zoom at the cursor", "right drag, or Ctrl and wheel"),
    ("Next or previous film", "wheel"),
    ("Fit the film", "double click"),
    ("Open films", "drop files or a folder on the window"),
)


class HelpDialog(QDialog):
    """Every key and mouse gesture, read off the table of actions, with a search."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        self.resize(640, 620)
        self._search = QLineEdit(placeholderText="Search", clearButtonEnabled=True)
        self._lines: list[tuple[str, QWidget, QWidget]] = []
        inside, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 2 * theme.STEP, 0)
        grid.setHorizontalSpacing(6 * theme.STEP)
        grid.setVerticalSpacing(theme.STEP)
        grid.setColumnStretch(0, 1)
        for what, how in self._entries():
            self._add(grid, what, how)
        grid.setRowStretch(grid.rowCount(), 1)
        inside.setLayout(grid)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = button("Close", self.accept)
        self.setLayout(stack(self._search, scroll, row(1, close), margin=4 * theme.STEP))
        self._search.textChanged.connect(self._filter)

    @staticmethod
    def _entries() -> list[tuple[str, str]]:
        keys = [(spec.text.rstrip("…"), key_text(spec)) for spec in ACTIONS if spec.keys]
        return [*keys, *MOUSE]

    def _add(self, grid: QGridLayout, what: str, how: str) -> None:
        line = grid.rowCount()
        name, keys = label(what), label(how, name="quiet")
        grid.addWidget(name, line, 0)
        grid.addWidget(keys, line, 1)
        self._lines.append((f"{what} {how}".casefold(), name, keys))

    def _filter(self, text: str) -> None:
        for words, *parts in self._lines:
            for part in parts:
                part.setVisible(text.casefold() in words)

    def shown(self) -> list[str]:
        """The lines that the search leaves."""
        return [words for words, name, _keys in self._lines if not name.isHidden()]


class AboutDialog(QDialog):
    """What this is, what it is not for, and the model's own words about itself."""

    def __init__(self, parent: QWidget, model: LoadedModel | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Shenton")
        self.setMinimumWidth(480)
        close = button("Close", self.accept)
        lines = [label(f"Shenton {inference.__version__}", name="heading"), label(_PURPOSE, wrap=True)]
        lines += [label(text, name="quiet", wrap=True) for text in model_words(model)]
        self.setLayout(stack(*lines, 1, row(1, close), margin=4 * theme.STEP))


_PURPOSE: Final = (
    "Reads frontal pelvic radiographs on this computer, without a network. "
    "Research use only, not for diagnosis. Apache-2.0."
)


def model_words(model: LoadedModel | None) -> list[str]:
    """What a model's card says about itself, a line each."""
    if model is None:
        return ["No model is in use."]
    card = model.card
    lines = [f"Model: {card.name} {card.version}, SHA-256 {model.sha256[:16]}…, {model.provider}"]
    lines += [SYNTHETIC_MODEL] if card.synthetic_training else []
    lines += [f"Trained on: {card.training_data} ({card.training_films} films)"] if card.training_data else []
    lines += [text for text in (card.intended_use, card.limits, model.notice) if text]
    return lines


class PseudonymDialog(QDialog):
    """Asks for a reader's code."""

    def __init__(self, parent: QWidget, present: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your pseudonym")
        self.setMinimumWidth(400)
        words = "Readings are kept and exported under this code. Letters, digits, - and _; not your name."
        self.line = QLineEdit(present, maxLength=32)
        self.line.selectAll()
        self._use = button("Use it", self.accept, name="primary")
        self._use.setDefault(True)
        self.line.textChanged.connect(lambda text: self._use.setEnabled(is_pseudonym(text)))
        cancel = button("Cancel", self.reject)
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
