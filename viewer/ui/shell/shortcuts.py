"""The keys in force: put on the actions and shown on the buttons, changed by the reader, remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from viewer.app.preferences import Preferences
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, key_text
from viewer.ui.shell.keymaps import MAPS, Keys, holder_of, normal, resolve
from viewer.ui.shell.measure_guide import definition
from viewer.ui.shell.widgets import KeyButton, KeyCheck

_USUAL = "usual words"


class KeyBoard(QObject):
    """Applies the chosen map and the reader's own keys to a table of actions."""

    changed = Signal()

    def __init__(self, table: ActionTable, preferences: Preferences, panels: tuple[QWidget, ...]) -> None:
        super().__init__(table)
        self._table, self._preferences, self._panels = table, preferences, panels
        self._apply()
        table.explain(definition)

    @property
    def keys(self) -> Mapping[str, Keys]:
        """The keys of every action."""
        return self._table.keys

    @property
    def map_name(self) -> str:
        return self._preferences.values.key_map

    @property
    def is_own(self) -> bool:
        """Whether the reader changed any key."""
        return bool(self._preferences.values.own_keys)

    def use_map(self, name: str) -> None:
        """Another map; the reader's own changes stay on top of it."""
        if name in MAPS:
            self._preferences.set(key_map=name)
            self._apply()

    def holder(self, key: str, but: str) -> str | None:
        """Which other action holds a key."""
        return holder_of(key, self.keys, but)

    def bind(self, action: str, *keys: str) -> None:
        """Give an action these keys and no others; whatever held them loses them."""
        own = {name: list(held) for name, held in self._preferences.values.own_keys.items() if name != action}
        for key in keys:
            loser = holder_of(key, self.keys, action)
            if loser is not None:
                own[loser] = [k for k in self.keys[loser] if normal(k) != normal(key)]
        own[action] = list(keys)
        self._preferences.set(own_keys=own)
        self._apply()

    def forget(self, action: str | None = None) -> None:
        """Back to the map's keys, of one action or of all."""
        own = {} if action is None else dict(self._preferences.values.own_keys)
        own.pop(action or "", None)
        self._preferences.set(own_keys=own)
        self._apply()

    def own(self) -> Callable[[], None]:
        """The reader's own keys as they are now, to be put back."""
        own = {name: list(held) for name, held in self._preferences.values.own_keys.items()}

        def put_back() -> None:
            self._preferences.set(own_keys=own)
            self._apply()

        return put_back

    def _apply(self) -> None:
        values = self._preferences.values
        self._table.set_keys(resolve(values.key_map, values.own_keys))
        for panel in self._panels:
            self._rename(panel)
        self.changed.emit()

    def _rename(self, panel: QWidget) -> None:
        """Write the keys in force on the panel's buttons, tips and hints."""
        keyed: list[KeyButton | KeyCheck] = [*panel.findChildren(KeyButton), *panel.findChildren(KeyCheck)]
        for made in keyed:
            usual = _kept(made, made.key())
            made.set_key(self._now(usual))
        for tipped in panel.findChildren(QAbstractButton):
            tipped.setToolTip(self._renamed(_kept(tipped, tipped.toolTip(), "tip")))
        for line in panel.findChildren(QLineEdit):
            line.setPlaceholderText(self._renamed(_kept(line, line.placeholderText(), "hint")))

    def _renamed(self, words: str) -> str:
        """Words with each key in brackets, or that are a key, in the spelling in force."""
        if words in _USUAL_KEYS:
            return self._now(words)
        found = re.sub(r"\(([^()]+)\)", lambda m: self._bracketed(m[0], m[1]), words)
        return re.sub(r"  +", " ", found).strip()

    def _bracketed(self, whole: str, key: str) -> str:
        if key not in _USUAL_KEYS:
            return whole
        now = self._now(key)
        return f"({now})" if now else ""

    def _now(self, usual: str) -> str:
        """The first key in force of the action that usually has ``usual``; as it is where none has."""
        action = _USUAL_KEYS.get(usual)
        return key_text(self.keys[action][:1]) if action is not None else usual


_USUAL_KEYS = {key: spec.id for spec in ACTIONS for key in spec.keys}


def _kept(widget: QWidget, words: str, kind: str = "key") -> str:
    """The words that the widget was made with."""
    known = widget.property(f"{_USUAL} {kind}")
    if known is None:
        widget.setProperty(f"{_USUAL} {kind}", words)
        return words
    return str(known)
