"""The film as it is shown: copied with and without names, printed; the report's dialog beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.reading.report_dialog import ReportDialog


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    film = bright_film(tmp_path / "films", "a.dcm", PatientName="Somebody^Else")
    made = Sitting(qtbot, home_with_model(), [film], reader=child)
    made.wait_answer()
    yield made
    made.close()


def pixels(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def test_a_copy_is_the_view_with_or_without_names(sitting: Sitting) -> None:
    view, clipboard = sitting.desk.view, QGuiApplication.clipboard()
    before = view.geometry_on_film()
    sitting.do("copy")
    bare = clipboard.image()
    sitting.do("copy_names")
    named = clipboard.image()
    assert bare.size() == named.size()
    assert pixels(bare) != pixels(named)
    sitting.do("corners")
    sitting.do("corners")  # none at all
    assert pixels(view.picture(names=True)) == pixels(view.picture(names=False))
    assert view.geometry_on_film() == before


def test_a_print_is_drawn_finer_than_the_screen(sitting: Sitting, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    view = sitting.desk.view
    before = view.geometry_on_film()
    fine = view.picture(names=True, finer=3.0)
    assert (fine.width(), fine.height()) == tuple(3 * side for side in before.view)
    assert view.geometry_on_film() == before
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    sitting.desk.aids.output.print(printer)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    grey = np.frombuffer(pixels(fine), np.uint8)
    assert grey.max() > grey.min()


def test_the_report_is_of_the_saved_answer_only(sitting: Sitting) -> None:
    dialog = ReportDialog(sitting.window, sitting.s)
    assert dialog.shown.toPlainText() == ""
    assert not dialog.copy_button.isEnabled(), "the model's answer alone makes no report"
    dialog.deleteLater()
    sitting.do("class_A2")
    sitting.do("side_left")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    dialog = ReportDialog(sitting.window, sitting.s)
    assert "left hip" in dialog.shown.toPlainText()
    dialog.template.setPlainText("Own: {finding}")
    assert dialog.shown.toPlainText().startswith("Own: Fracture of the proximal femur")
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.shown.toPlainText()
    dialog.languages.setCurrentIndex(dialog.languages.findData("ko"))
    assert not dialog.template.toPlainText().startswith("Own")
    dialog.languages.setCurrentIndex(dialog.languages.findData("en"))
    assert dialog.template.toPlainText() == "Own: {finding}"
    dialog.reject()
    dialog.deleteLater()
