"""The settings in force, told to whoever listens, written a moment after a change."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.app import settings

log = logging.getLogger(__name__)
_SAVE_AFTER_MS: Final = 800


class Preferences(QObject):
    """Holds :class:`viewer.app.settings.Settings`; many changes cost one write."""

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.values, self.bad_keys = settings.load(path)
        self.is_new_reader = not self.values.reader
        if self.is_new_reader:
            self.values = replace(self.values, reader=settings.new_pseudonym())
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def set(self, **values: Any) -> None:
        """Change settings.

        Raises:
            ValueError: a value that its key does not take.
        """
        for name, value in values.items():
            if not settings.fits(name, value):
                raise ValueError(f"{name} cannot be {value!r}")
            if getattr(self.values, name) != value:
                self.values = replace(self.values, **{name: value})
                self._timer.start()
                self.changed.emit(name)

    def save(self) -> None:
        """Write the file now; a disk that refuses costs a log line, never the session."""
        self._timer.stop()
        try:
            settings.write(self._path, self.values)
        except OSError as error:
            log.warning("the settings could not be saved: %s", error.strerror)
