"""The pages of a sitting that show no film: before, between and behind the films."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell import theme
from viewer.ui.shell.theme import NOT_FOR_DIAGNOSIS
from viewer.ui.shell.widgets import KeyButton, label, row, stack
from viewer.ui.study.sitting.question_boxes import Key, Press

WIDTH: Final = 620
ENTER: Final = (Key.Key_Return, Key.Key_Enter)


def page_button(words: str, key: str, slot: Callable[[], object], *, width: int) -> KeyButton:
    """A button of a fixed width that never takes the keys."""
    made = KeyButton(words, key, slot)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setFixedWidth(theme.px(width))
    made.setMinimumHeight(theme.px(36))
    return made


class MessagePage(QWidget):
    """A heading, a few sentences, a table of keys, and one thing to do with Enter."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._do: Callable[[], object] | None = None
        self._leave = leave
        self._heading, self._text = label(wrap=True), label(wrap=True)
        self._heading.setFont(theme.font(22))
        self._note = label(name="quiet", wrap=True)
        self._keys, self._grid = QWidget(), QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6 * theme.STEP)
        self._grid.setVerticalSpacing(theme.STEP)
        self._grid.setColumnStretch(1, 1)
        self._keys.setLayout(self._grid)
        self.do_button = page_button("", "⏎", self._enter, width=240)
        self.do_button.setProperty("primary", True)
        self.leave_button = page_button(tr("Leave"), "Q", leave, width=120)
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(theme.px(WIDTH))
        inside.setLayout(
            stack(
                1,
                self._heading,
                self._text,
                self._note,
                theme.rule(),
                self._keys,
                row(self.do_button, self.leave_button, 1),
                1,
                label(tr(NOT_FOR_DIAGNOSIS), name="quiet"),
                spacing=4 * theme.STEP,
                margin=6 * theme.STEP,
            )
        )
        outside = QWidget()
        outside.setLayout(row(1, inside, 1))
        outside.layout().setStretch(1, 100)  # type: ignore[union-attr]
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(outside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(stack(scroll))

    def show_message(
        self,
        heading: str,
        lines: Sequence[str] = (),
        *,
        do: tuple[str, Callable[[], object]] | None = None,
        keys: Sequence[tuple[str, str]] = (),
        leave: bool = True,
    ) -> None:
        """Show another page.

        Args:
            do: words and slot of what Enter does.
            keys: what they do, and the keys.
        """
        self._heading.setText(heading)
        self._text.setText("\n\n".join(lines))
        self._text.setVisible(bool(lines))
        self.note("")
        self._do = do[1] if do else None
        self.do_button.setText(do[0] if do else "")
        self.do_button.setAccessibleName(do[0] if do else "")
        self.do_button.setVisible(do is not None)
        self.do_button.setEnabled(True)
        self.leave_button.setVisible(leave)
        self._fill_keys(keys)

    def _fill_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            made = item.widget()
            if made is not None:
                made.hide()
                made.deleteLater()
        for line, (what, how) in enumerate(keys):
            self._grid.addWidget(label(how), line, 0)
            self._grid.addWidget(label(what, name="quiet", wrap=True), line, 1)
        self._keys.setVisible(bool(keys))

    def note(self, words: str) -> None:
        """A quieter sentence below: what came of it, or what went wrong."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def words(self) -> str:
        """Heading, sentences and note."""
        parts = (self._heading.text(), self._text.text(), self._note.text())
        return "\n".join(part for part in parts if part)

    def _enter(self) -> None:
        if self._do is not None and self.do_button.isEnabled():
            self._do()

    def press(self, press: Press) -> bool:
        """Take a key."""
        if press.key in ENTER:
            self._enter()
            return True
        if press.text.upper() == "Q" and not self.leave_button.isHidden():
            self._leave()
            return True
        return False
