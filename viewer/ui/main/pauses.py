"""What would make the window stand still without any work of its own: the garbage collector.

A collection of the oldest generation walks every object that the program holds, a tenth of a second and
more once pydicom and NumPy are there, and it comes whenever enough objects were made: in the middle of a list
of ten thousand films.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_NEVER: Final = 1 << 30
_LOOK_EVERY_MS: Final = 10_000
_BACKLOG: Final = 60
"""So many collections of the middle generation, some half a million objects, are not left to pile up."""


class Pauses(QObject):
    """Of the whole process while a window is shown: young objects are collected as ever, old ones apart.

    What the program consists of once it is furnished is never walked again while somebody is at work.  What
    came later is walked when enough of it piled up, everything when another program is in front.
    """

    def __init__(self, parent: QGuiApplication) -> None:
        super().__init__(parent)
        self._before = gc.get_threshold()
        young, middle, _old = self._before
        gc.set_threshold(young, middle, _NEVER)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        parent.applicationStateChanged.connect(self._state_changed)

    def furnished(self) -> None:
        """The program is whole: what there is now stays."""
        gc.freeze()

    def look(self) -> None:
        """Collect what came since the last time, if it is much."""
        if gc.get_count()[2] >= _BACKLOG:
            gc.collect()
            gc.freeze()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def end(self) -> None:
        """Leave the process as it was."""
        self._timer.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()
