"""The sentence at the foot of the window: what is said, for how long, and what it offers to bring back."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject

from viewer.app.i18n import tr
from viewer.app.services import Services
from viewer.ui.shell.undoable import MessageLine, Undoable


class Said(Enum):
    """What the sentence at the foot of the window is."""

    NO_FILMS = auto()  # taken back when films are found
    HINT = auto()  # of the tool in hand: it goes with the tool
    STEP = auto()  # of something removed from the film: it goes with the next step
    FILM = auto()  # about the film in sight: it goes with the film
    OTHER = auto()


class Foot(QObject):
    """Says sentences; Ctrl+Z brings back first what the sentence offers, then the film's newest step."""

    def __init__(self, line: MessageLine, services: Services) -> None:
        super().__init__(line)
        self._line, self._readings = line, services.readings
        self._said = Said.OTHER
        self._taking_back = False
        self._before, self._film = services.readings.saved, services.readings.film
        readings, measures = services.readings, services.measures
        for told in (readings.film_changed, readings.draft_changed, readings.saved_changed, measures.changed):
            told.connect(lambda: self.unsay(Said.STEP))
        readings.film_changed.connect(self._film_changed)
        readings.saved_changed.connect(self._saved_changed)

    def say(self, words: str, what: Said = Said.OTHER) -> None:
        """Another sentence."""
        self._said = what
        self._line.setText(words)

    def add(self, words: str) -> None:
        """One more sentence behind what stands there, which is not taken back any more."""
        self._said = Said.OTHER
        self._line.add(words)

    def unsay(self, what: Said) -> None:
        """Take a sentence back, unless something else stands there by now."""
        if self._said is what:
            self.say("")

    def say_of_film(self, words: str) -> None:
        """A sentence about the film in sight, or about what is asked of it."""
        self._film = self._readings.film
        self.say(words, Said.FILM)

    def _film_changed(self) -> None:
        self._taking_back = False  # what was taken back is another film's
        if self._readings.film is not self._film:
            self.unsay(Said.FILM)

    def offer(self, done: Undoable) -> None:
        """Something was removed: say it, and offer it back."""
        self._said = Said.STEP if done.of_film else Said.OTHER
        self._line.offer(done)

    @property
    def can_undo(self) -> bool:
        return self._line.can_undo or self._readings.can_undo

    def undo(self) -> None:
        """Bring back what the sentence offers, else what was done last on the film."""
        if self._line.can_undo:
            self._line.undo()
            return
        self._before = self._readings.saved
        self._readings.undo()
        self._taking_back = self._readings.saving

    def _saved_changed(self) -> None:
        """A confirmed answer was taken back: that, too, can be undone."""
        readings = self._readings
        if not self._taking_back or readings.saving:
            return
        self._taking_back = False
        if readings.film is not None and readings.saved != self._before and readings.can_redo:
            words = tr("Your confirmed answer was taken back.")
            bring = tr("Bring it back")
            self.offer(Undoable(words, readings.redo, link=bring, has_key=False, of_film=True))
