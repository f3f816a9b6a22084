"""Errors: one sentence and what to do, in a bar above the film; never a window in the way."""

from __future__ import annotations

import platform
import sys
from typing import Final

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

import inference
from inference.errors import ShentonError
from viewer.app.error_report import trace
from viewer.app.i18n import sentences, tr, translated
from viewer.ui.shell import theme
from viewer.ui.shell.widgets import button, label, row, stack

KEPT: Final = 20


def words_of(error: BaseException) -> tuple[str, str]:
    """Sentence and hint for any error; a bug of ours says that it is one."""
    if isinstance(error, ShentonError):
        return translated(error.message), translated(error.hint)
    return (
        tr("Something went wrong inside Shenton ({name}).", name=type(error).__name__),
        tr("Your saved readings are safe. Copy the report and send it to whoever looks after Shenton."),
    )


def line_of(error: BaseException) -> str:
    """Sentence and hint as one line."""
    return sentences(words_of(error))


def report_of(error: BaseException) -> str:
    """What a maintainer needs; no file name of the user's and no value of a header."""
    lines = [
        f"Shenton {inference.__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *trace(error),
    ]
    return "\n".join(lines)


class ErrorBar(QWidget):
    """Shows the newest error; the others wait behind it and are counted, equal ones once."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("errorbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._errors: list[tuple[BaseException, str]] = []
        self._words = label(wrap=True)
        self._hint = label(name="quiet", wrap=True)
        self._more = label(name="quiet")
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setFixedHeight(120)
        self._details.setAccessibleName(tr("Details of the error"))
        self._details.hide()
        self._unfold = button(tr("Details"), self._toggle_details, name="link")
        copy = button(
            tr("Copy report"), self._copy, name="link", tip=tr("Without names, paths or values of the film")
        )
        close = button(tr("Close"), self.dismiss, name="link")
        close.setToolTip("Esc")
        head = row(stack(self._words, self._hint, spacing=0), self._more, self._unfold, copy, close)
        head.setStretch(0, 1)
        self.setLayout(stack(head, self._details, margin=2 * theme.STEP))
        self.hide()

    def show_error(self, error: BaseException, about: str = "") -> None:
        """Show an error; ``about`` names the file or the thing it happened to."""
        sentence = words_of(error)[0]
        if any(words_of(known)[0] == sentence and where == about for known, where in self._errors):
            return
        self._errors = [*self._errors[-KEPT:], (error, about)]
        self._refresh()

    def dismiss(self) -> None:
        """Close the one on top."""
        if self._errors:
            self._errors.pop()
        self._refresh()
        if not self._errors:
            self.closed.emit()

    @property
    def count(self) -> int:
        return len(self._errors)

    def text(self) -> str:
        """The sentence that is shown."""
        return self._words.text()

    def _refresh(self) -> None:
        self.setVisible(bool(self._errors))
        if not self._errors:
            return
        error, about = self._errors[-1]
        sentence, hint = words_of(error)
        self._words.setText(f"{about}: {sentence}" if about else sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        others = len(self._errors) - 1
        self._more.setText(tr("{others} more", others=others) if others else "")
        self._details.setPlainText(report_of(error))

    def _toggle_details(self) -> None:
        shown = not self._details.isVisible()
        self._details.setVisible(shown)
        self._unfold.setText(tr("Less") if shown else tr("Details"))

    def _copy(self) -> None:
        if self._errors:
            QGuiApplication.clipboard().setText(report_of(self._errors[-1][0]))


def install_hook(bar: ErrorBar) -> None:
    """Show what nobody caught; the terminal, which may be a log, gets the report only."""

    def hook(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        sys.stderr.write(report_of(error) + "\n")
        if not issubclass(kind, KeyboardInterrupt):
            bar.show_error(error)

    sys.excepthook = hook
