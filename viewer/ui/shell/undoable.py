"""What was removed, forgotten or reset: a sentence, a link that brings it back, and Ctrl+Z; everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.app.i18n import mark, sentences, tr
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import ElidedLabel, button, label, row

UNDO: Final = mark("Undo")


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that was removed, forgotten or reset, and the way back.

    Args:
        words: what was done, a sentence.
        undo: takes it back; called once at most.
        link: words of the link, where they are not ``Undo``.
        has_key: Ctrl+Z does it, too.
        of_film: what is done on the film afterwards, or another film, ends the offer.
    """

    words: str
    undo: Callable[[], object]
    link: str = ""
    has_key: bool = True
    of_film: bool = False


class MessageLine(QWidget):
    """One sentence; where it tells of something removed, a link beside it brings that back.

    Args:
        words: shows the sentence; a wrapped label unless given.
        own_key: Ctrl+Z in this window is the link's, as long as it stands.
    """

    offered = Signal()  # whether something can be brought back has changed

    def __init__(self, words: QLabel | ElidedLabel | None = None, *, own_key: bool = True) -> None:
        super().__init__()
        self._words = words if words is not None else label(name="quiet", wrap=True)
        self._offered: Undoable | None = None
        self.undo_button = button(tr(UNDO), self.undo, name="link")
        self.undo_button.hide()
        layout = row(self._words, self.undo_button, spacing=2 * theme.STEP)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        policy = self._words.sizePolicy()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy.verticalPolicy())
        self._key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self) if own_key else None
        if self._key is not None:
            self._key.setEnabled(False)
            self._key.activated.connect(self.undo)

    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def setText(self, text: str) -> None:
        """Say something else: what was offered before goes."""
        self._put(text, None)

    def add(self, text: str) -> None:
        """Say something more: what is offered stays."""
        self._put(sentences([self.text(), text]), self._offered)

    def offer(self, done: Undoable) -> None:
        """Say what was done, and offer to take it back."""
        self._put(done.words, done)

    @property
    def can_undo(self) -> bool:
        """Whether Ctrl+Z brings something back here."""
        return self._offered is not None and self._offered.has_key

    def undo(self) -> None:
        """Bring back what is offered; nothing where nothing is."""
        done = self._offered
        if done is not None:
            self._put("", None)
            done.undo()

    def _put(self, text: str, done: Undoable | None) -> None:
        self._offered = done
        self._words.setText(text)
        self.undo_button.setVisible(done is not None)
        if done is not None:
            self.undo_button.setText(done.link or tr(UNDO))
            self.undo_button.setToolTip("Ctrl+Z" if done.has_key else "")
            self.undo_button.setAccessibleName(sentences([self.undo_button.text(), text]))
        if self._key is not None:
            self._key.setEnabled(self.can_undo)
        self.offered.emit()
