"""Where the reader chooses the language of the window, which is then made anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from viewer.app.i18n import in_force, tr
from viewer.app.languages import NAMES
from viewer.app.preferences import Preferences


class LanguageMenu(QObject):
    """A menu below another one, with each language by its own name."""

    chosen = Signal()

    def __init__(self, menu: QMenu, preferences: Preferences) -> None:
        super().__init__(menu)
        self._preferences = preferences
        menu.addSeparator()
        self.menu = menu.addMenu(title())
        self._group = QActionGroup(self)
        self.actions = {code: self._entry(code, name) for code, name in NAMES.items()}

    def _entry(self, code: str, name: str) -> QAction:
        made = QAction(tr(name), self, checkable=True)
        made.setObjectName(f"language_{code}")
        made.setChecked(self._preferences.values.language == code)
        made.triggered.connect(lambda _on: self._choose(code))
        self._group.addAction(made)
        self.menu.addAction(made)
        return made

    def _choose(self, code: str) -> None:
        if code != self._preferences.values.language:
            self._preferences.set(language=code)
            self.chosen.emit()


def title() -> str:
    """The menu's name, also in English: one who chose a language by mistake finds the way back."""
    here = tr("Language")
    return f"{here} (Language)" if in_force() else here
