"""Films that the system opens with this program: macOS sends them as events, not as words of the command."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

TOGETHER_MS: Final = 200
"""Several films come one by one: what comes within this time is one worklist."""


class OpenedFiles(QObject):
    """Gathers what is asked for and says it once."""

    asked = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        self._timer = QTimer(self, singleShot=True, interval=TOGETHER_MS)
        self._timer.timeout.connect(self._say)

    def take(self, event: QEvent) -> bool:
        """Whether the event asks for a file, which is then heard of in a moment."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._paths.append(Path(event.file()))
        self._timer.start()
        return True

    def _say(self) -> None:
        paths, self._paths = self._paths, []
        self.asked.emit(paths)


class Program(QApplication):
    """The application, which hears of such files."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.opened = OpenedFiles(self)

    def event(self, event: QEvent) -> bool:
        # what is made in __init__ is not there yet for the first events
        opened = getattr(self, "opened", None)
        return (opened is not None and opened.take(event)) or super().event(event)
