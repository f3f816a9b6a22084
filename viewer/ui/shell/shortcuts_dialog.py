"""Every key and mouse gesture, read off the table of actions; keys are searched and changed on one page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from viewer.app.i18n import mark, tr
from viewer.ui.shell import theme
from viewer.ui.shell.actions import ACTIONS, HELD, key_text, menu_name
from viewer.ui.shell.fields import Choice
from viewer.ui.shell.keymaps import OHIF, OWN, WEASIS
from viewer.ui.shell.measure_guide import definition
from viewer.ui.shell.shortcuts import KeyBoard
from viewer.ui.shell.undoable import MessageLine, Undoable
from viewer.ui.shell.widgets import button, fitting, label, row, stack

MOUSE: Final = (
    (mark("Grey window"), mark("left drag: right is wider, up is brighter")),
    (mark("Pan"), mark("middle drag, or Shift and left drag")),
    (mark("Zoom at the cursor"), mark("right drag, or Ctrl and wheel")),
    (mark("Next or previous film"), mark("wheel")),
    (mark("Fit the film"), mark("double click")),
    (mark("Measure"), mark("take a tool, click its points; drag them to move")),
    (mark("Loupe"), mark("left drag: its window; Ctrl and wheel: its zoom")),
    (mark("Open films"), mark("drop files or a folder on the window")),
)
_ROLE: Final = Qt.ItemDataRole.UserRole
_TEXTS: Final = {spec.id: spec.text for spec in ACTIONS}


def action_text(action: str) -> str:
    """An action in the reader's language."""
    return tr(_TEXTS[action]).rstrip("…")


def map_names() -> dict[str, str]:
    """Key maps by their name in the settings."""
    return {
        OWN: "Shenton",
        WEASIS: tr("Weasis-like"),
        OHIF: tr("OHIF-like"),
    }


class KeysDialog(QDialog):
    """The help, and the place where keys are changed; a change counts at once and is remembered."""

    def __init__(self, parent: QWidget, board: KeyBoard) -> None:
        super().__init__(parent)
        self._board = board
        self._wanted = ""  # a key that another action holds, until the reader decides
        self.setWindowTitle(tr("Keys and mouse"))
        self.resize(fitting(self, 800, 680))
        self._search = QLineEdit(placeholderText=tr("Search"), clearButtonEnabled=True)
        self._search.setAccessibleName(tr("Search keys"))
        self._search.textChanged.connect(self._filter)
        self._maps = Choice()
        self._maps.setAccessibleName(tr("Key map"))
        for name, words in map_names().items():
            self._maps.addItem(words, name)
        self._maps.setCurrentIndex(self._maps.findData(board.map_name))
        self._maps.currentIndexChanged.connect(lambda _i: board.use_map(str(self._maps.currentData())))
        self._tree = self._build_tree()
        head = row(self._search, label(tr("Key map")), self._maps)
        head.setStretch(0, 1)
        close = button(tr("Close"), self.accept)
        self.setLayout(stack(head, self._tree, *self._build_editor(), row(1, close), margin=4 * theme.STEP))
        board.changed.connect(self._show_keys)
        self._show_keys()
        self._chosen()

    def _build_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels([tr("What"), tr("How")])
        tree.setAccessibleName(tr("Keys"))
        tree.setRootIsDecorated(False)
        tree.setIndentation(3 * theme.STEP)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        groups: dict[str, QTreeWidgetItem] = {}
        for spec in ACTIONS:
            name = menu_name(spec.menu) if spec.menu else tr("Everywhere")
            if name not in groups:
                groups[name] = _group(tree, name)
            line = QTreeWidgetItem(groups[name], [action_text(spec.id), ""])
            line.setData(0, _ROLE, spec.id)
            line.setToolTip(0, definition(spec.id))
        mouse = _group(tree, tr("Mouse"))
        for what, how in MOUSE:
            QTreeWidgetItem(mouse, [tr(what), tr(how)])
        tree.expandAll()
        tree.currentItemChanged.connect(lambda *_items: self._chosen())
        tree.itemActivated.connect(lambda *_item: self._begin())
        return tree

    def _build_editor(self) -> list[QWidget]:
        self._said = label(name="quiet", wrap=True)
        self._edit = QKeySequenceEdit()
        self._edit.setMaximumSequenceLength(1)
        self._edit.setAccessibleName(tr("New key"))
        self._edit.setMinimumWidth(theme.px(140))
        self._edit.keySequenceChanged.connect(lambda keys: self._typed(keys.toString()))
        self._take = button(tr("Take it from there"), self._take_over, name="primary")
        self._clear = button(tr("No key"), lambda: self._bind())
        self._usual = button(tr("Default key"), lambda: self._forget(self._action()))
        self._all = button(tr("All default keys"), lambda: self._forget())
        self.line = MessageLine()
        editor = QWidget()
        parts = (self._edit, self._take, 1, self._clear, self._usual, self._all)
        editor.setLayout(row(*parts))
        return [self._said, editor, self.line]

    # what is shown -------------------------------------------------------------------------------

    def _groups(self) -> list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        """The headings with their lines."""
        tops = [self._tree.topLevelItem(i) for i in range(self._tree.topLevelItemCount())]
        return [(top, [top.child(i) for i in range(top.childCount())]) for top in tops if top is not None]  # type: ignore[misc]

    def _lines(self) -> list[QTreeWidgetItem]:
        return [line for _top, lines in self._groups() for line in lines]

    def _show_keys(self) -> None:
        for line in self._lines():
            action = line.data(0, _ROLE)
            if action is not None:
                line.setText(1, key_text(self._board.keys[action]))
        self._maps.setCurrentIndex(self._maps.findData(self._board.map_name))
        self._all.setEnabled(self._board.is_own)
        self._chosen()

    def _filter(self, text: str) -> None:
        asked = text.casefold()
        for line in self._lines():
            line.setHidden(asked not in f"{line.text(0)} {line.text(1)}".casefold())
        for top, lines in self._groups():
            top.setHidden(all(line.isHidden() for line in lines))

    def shown(self) -> list[str]:
        """The lines that the search leaves."""
        lines = [line for line in self._lines() if not line.isHidden()]
        return [f"{line.text(0)} {line.text(1)}".casefold() for line in lines]

    # changing a key ------------------------------------------------------------------------------

    def choose(self, action: str) -> None:
        """Select the line of an action."""
        for line in self._lines():
            if line.data(0, _ROLE) == action:
                self._tree.setCurrentItem(line)

    def _action(self) -> str | None:
        line = self._tree.currentItem()
        found = line.data(0, _ROLE) if line is not None else None
        return None if found is None else str(found)

    def _begin(self) -> None:
        if self._action() is not None:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        """Another line: nothing is pending any more."""
        action, self._wanted = self._action(), ""
        self._edit.blockSignals(True)
        self._edit.clear()
        self._edit.blockSignals(False)
        for part in (self._edit, self._clear, self._usual):
            part.setEnabled(action is not None)
        self._take.hide()
        words = tr("Choose a line to change its key.")
        if action is not None:
            words = tr("Press a new key for: {action}", action=action_text(action))
            words = "\n".join(part for part in (definition(action), words) if part)
        self._said.setText(words)

    def _typed(self, key: str) -> None:
        """A key was pressed for the chosen action."""
        action = self._action()
        if not key or action is None:
            return
        holder = self._board.holder(key, action)
        if holder is None:
            self._bind(key)
            return
        self._wanted = key
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self._said.setText(tr("{key} is already the key of: {action}", key=shown, action=action_text(holder)))
        self._take.show()

    def _forget(self, action: str | None = None) -> None:
        """Back to the usual keys, of one action or of all."""
        back = self._board.own()
        self._board.forget(action)
        words = (
            tr("Every action has its default keys again.") if action is None else tr("The default key again.")
        )
        self.line.offer(Undoable(words, back))

    def _take_over(self) -> None:
        self._bind(self._wanted)

    def _bind(self, *keys: str) -> None:
        action = self._action()
        if action is not None:
            back = self._board.own()
            held = any(key.startswith(HELD) for spec in ACTIONS if spec.id == action for key in spec.keys)
            self._board.bind(action, *(f"{HELD}{key}" if held else key for key in keys))
            words = tr("The key was changed.") if keys else tr("The key was taken away.")
            self.line.offer(Undoable(words, back))


def _group(tree: QTreeWidget, name: str) -> QTreeWidgetItem:
    """A heading that cannot be chosen."""
    made = QTreeWidgetItem(tree, [name])
    made.setFlags(Qt.ItemFlag.ItemIsEnabled)
    made.setFirstColumnSpanned(True)
    made.setFont(0, theme.heading_font())
    return made
