"""The actions of the table as Qt's, on a window: connected, enabled, in menus."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell.actions import ACTIONS, HELD, SUBMENUS, Need, Spec, key_text, menu_name, shortcuts
from viewer.ui.shell.once import OncePerTurn


def wrapped_tip(title: str, words: str) -> str:
    """A tool tip of a title and a sentence that goes over several lines."""
    return f"<p><b>{html.escape(title)}</b><br>{html.escape(words)}</p>"


class ActionTable(QObject):
    """The table's QActions on a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.keys: Mapping[str, tuple[str, ...]] = {spec.id: spec.keys for spec in ACTIONS}
        self._menus: dict[str, QMenu] = {}
        self._given: Callable[[], Need] = lambda: Need.NOTHING
        self._told: Callable[[str], str] = lambda _id: ""
        self.due = OncePerTurn(self._enable, self)
        self._actions = {spec.id: self._make(spec, window) for spec in ACTIONS}

    def _make(self, spec: Spec, window: QWidget) -> QAction:
        action = QAction(tr(spec.text), window)
        action.setObjectName(f"action_{spec.id}")
        if spec.short:
            action.setIconText(tr(spec.short))
        action.setShortcuts(shortcuts(spec.keys))
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.id in ("next", "previous", "zoom_in", "zoom_out", "surer", "unsurer"))
        action.setEnabled(not spec.needs)
        window.addAction(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        """An action, enabled or not as things stand."""
        self.due.settle()
        return self._actions[name]

    def plain(self, name: str) -> QAction:
        """An action, as it is: for who only places it."""
        return self._actions[name]

    def check(self, name: str, *, on: bool) -> None:
        """Check a checkable action, or not."""
        self._actions[name].setChecked(on)

    def follow(self, given: Callable[[], Need]) -> None:
        """Ask ``given`` what there is, once a turn of the event loop in which :meth:`ask` was called."""
        self._given = given

    def ask(self) -> None:
        """What there is has changed."""
        self.due.ask()

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Other keys for the actions."""
        self.keys = keys
        for name, action in self._actions.items():
            action.setShortcuts(shortcuts(keys[name]))
        self._name_tips()
        self._name_menus()

    def held_key(self, name: str) -> int | None:
        """The code of the key that is held for an action."""
        held = [key.removeprefix(HELD) for key in self.keys[name] if key.startswith(HELD)]
        if not held:
            return None
        return int(QKeySequence(held[0])[0].key().value)  # type: ignore[index]

    def connect_all(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Connect each id to its slot; checkable actions are told apart by their own state.

        Raises:
            KeyError: an action of the table has no slot.
        """
        for spec in ACTIONS:
            if shortcuts(spec.keys) or spec.menu:
                slot = slots[spec.id]
                self._actions[spec.id].triggered.connect(lambda _checked=False, slot=slot: slot())

    def _enable(self) -> None:
        """Enable what there is enough for."""
        given = self._given()
        for spec in ACTIONS:
            wanted = spec.needs in given if spec.needs else True
            if self._actions[spec.id].isEnabled() is not wanted:
                self._actions[spec.id].setEnabled(wanted)

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus; classes and sides are some of their own."""
        inner: dict[str, QMenu] = {}
        for spec in self._in_menus():
            if spec.menu not in self._menus:
                self._menus[spec.menu] = bar.addMenu(tr(spec.menu))
            menu = self._menus[spec.menu]
            if spec.rule:
                menu.addSeparator()
            title = next((words for begin, words in SUBMENUS.items() if spec.id.startswith(begin)), None)
            if title is not None:
                if title not in inner:
                    inner[title] = menu.addMenu(tr(title))
                menu = inner[title]
            menu.addAction(self._actions[spec.id])
        self._name_menus()

    def menu(self, title: str) -> QMenu:
        """A menu by its English title."""
        return self._menus[title]

    def explain(self, told: Callable[[str], str]) -> None:
        """What an action does in more than its name, by its id; comes after the first paint."""
        self._told = told
        self._name_tips()

    def _name_tips(self) -> None:
        """The whole words and the key, for who rests on a button of the toolbar."""
        for spec in ACTIONS:
            key, words = key_text(self.keys[spec.id][:1]), menu_name(spec.text)
            named = f"{words} ({key})" if key else words
            told = self._told(spec.id)
            self._actions[spec.id].setToolTip(wrapped_tip(named, told) if told else named)

    def _name_menus(self) -> None:
        """A menu gives up its Alt letter to an action's key: Qt would obey neither of the two."""
        taken = {key for keys in self.keys.values() for key in keys}
        for title, menu in self._menus.items():
            words = tr(title)
            letter = words[words.find("&") + 1].upper() if "&" in words else ""
            menu.setTitle(menu_name(title) if f"Alt+{letter}" in taken else words)

    @staticmethod
    def _in_menus() -> Iterable[Spec]:
        return (spec for spec in ACTIONS if spec.menu)
