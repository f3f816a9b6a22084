"""The film as it is shown: to the clipboard, to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from inference.records import Sha256
from viewer.app.i18n import tr
from viewer.ui.film.film_view import FilmView
from viewer.ui.shell.theme import NOT_FOR_DIAGNOSIS

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINTED: Final = 3.0
"""How much finer than the screen a print is drawn."""
WORDS: Final = 0.6
"""Height of the letters below the film, of the line's."""


class FilmOutput(QObject):
    """What leaves the screen as a picture, on the reader's command only."""

    said = Signal(str)

    def __init__(self, window: QWidget, view: FilmView) -> None:
        super().__init__(window)
        self._window, self._view = window, view

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions do."""
        return {
            "copy": lambda: self.copy(names=False),
            "copy_names": lambda: self.copy(names=True),
            "print": self.show_print,
        }

    def copy(self, *, names: bool) -> None:
        """The view as a picture into the clipboard."""
        QGuiApplication.clipboard().setImage(self._view.picture(names=names))
        if names:
            self.said.emit(tr("Copied as shown, with the patient's name."))
        else:
            self.said.emit(
                tr("Copied without names, texts and overlays; what is burned into the film stays on it.")
            )

    def show_print(self) -> None:
        """The system's dialog, then the view on one page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Shenton")
        wide = self._view.width() > self._view.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        dialog, asked = QPrintDialog(printer, self._window), self._on_screen()
        if dialog.exec() == QDialog.DialogCode.Accepted:
            if self._on_screen() == asked:
                self.print(printer)
            else:
                self.said.emit(tr("Another film was opened; nothing was printed."))
        dialog.deleteLater()

    def _on_screen(self) -> tuple[Path, Sha256] | None:
        image = self._view.image()
        return None if image is None else (image.film.path, image.film.pixel_sha256)

    def print(self, printer: QPrinter) -> None:
        """The view with what stands on it, as large as the page allows; below it what it is not for."""
        from PySide6.QtPrintSupport import QPrinter

        failed = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
        picture = self._view.picture(names=True, finer=PRINTED)
        painter = QPainter()
        begun = painter.begin(printer)  # False without a printer, or where its file cannot be written
        try:
            if begun:
                _paint_page(painter, picture)
        finally:
            ended = begun and painter.end()
        if ended and printer.printerState() not in failed:
            self.said.emit(tr("Printed as shown."))
        else:
            self.said.emit(tr("It could not be printed: printer or file cannot be written to."))


def _paint_page(painter: QPainter, picture: QImage) -> None:
    page = QRectF(painter.viewport())
    foot = page.height() * 0.03
    room = page.adjusted(0, 0, 0, -foot)
    painter.drawImage(_inside(picture, room), picture)
    line = QRectF(page.left(), room.bottom(), page.width(), foot)
    font = painter.font()
    font.setPixelSize(max(1, round(foot * WORDS)))  # the screen's pixels are too small for a printer
    painter.setFont(font)
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, tr(NOT_FOR_DIAGNOSIS))


def _inside(picture: QImage, room: QRectF) -> QRect:
    """Where a picture lies in a room, whole and in the middle."""
    size = picture.size().scaled(
        QSize(int(room.width()), int(room.height())), Qt.AspectRatioMode.KeepAspectRatio
    )
    left = int(room.left() + (room.width() - size.width()) / 2)
    return QRect(left, int(room.top()), size.width(), size.height())
