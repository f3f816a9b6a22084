"""Work that many signals ask for and that is done once, before the window is painted again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class OncePerTurn(QObject):
    """Does ``work`` once a turn of the event loop, however often it is asked for.

    The request is a posted event: it comes before the repaint that the same turn has brought about.
    """

    _due = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.is_due, self.runs = False, 0
        self._due.connect(self.settle, Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Something changed."""
        if not self.is_due:
            self.is_due = True
            self._due.emit()

    def drop(self) -> None:
        """What was asked for is not wanted any more."""
        self.is_due = False

    def settle(self) -> None:
        """Do at once what is due; nothing where nothing is."""
        if self.is_due:
            self.is_due = False
            self.runs += 1
            self._work()
