"""Asks how large something on the film truly is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from viewer.app.i18n import tr
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Decimal
from viewer.ui.shell.widgets import button, inset, label, row, stack

BALL_MM = 25.0  # the usual steel ball beside the hip


class KnownSizeDialog(QDialog):
    """One number in millimetres."""

    def __init__(self, parent: QWidget, pixels: float) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Calibrate"))
        self.setMinimumWidth(theme.px(420))
        self.size_mm = Decimal(decimals=1, minimum=1.0, maximum=1000.0, value=BALL_MM, suffix=" mm")
        inset(self.size_mm)
        self.size_mm.setAccessibleName(tr("True size"))
        self.size_mm.selectAll()
        words = tr(
            "What is its true size? It measures {pixels} pixels on the film. The scale holds "
            "for what lies as far from the detector: a ball beside the hip, not one on the "
            "table.",
            pixels=round(pixels),
        )
        use = button(tr("Use it"), self.accept, name="primary")
        use.setDefault(True)
        cancel = button(tr("Cancel"), self.reject)
        self.setLayout(
            stack(label(words, wrap=True), self.size_mm, row(1, cancel, use), margin=4 * theme.STEP)
        )
        self.size_mm.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_known_size(parent: QWidget, pixels: float) -> float | None:
    """The true size in millimetres, or ``None`` when the question was put away."""
    dialog = KnownSizeDialog(parent, pixels)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.size_mm.value() if accepted else None
    dialog.deleteLater()
    return found
