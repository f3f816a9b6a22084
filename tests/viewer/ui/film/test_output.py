"""The film as it is shown: copied with and without names, printed; the report's dialog beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from inference.imaging.measure import Measure, MeasureKind
from inference.records import Window
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.film import film_scene
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


def test_a_copy_without_names_holds_no_free_text(sitting: Sitting) -> None:
    view = sitting.desk.view
    view.set_window(Window(2000, 3000))
    arrow = Measure(MeasureKind.ARROW, ((20, 20), (60, 60)))
    view.set_measures([arrow])
    bare = pixels(view.picture(names=False))
    telling: list[Callable[[], None]] = [
        lambda: view.set_window(Window(2000, 3000, name="DOE^JANE 1944")),
        lambda: view.set_loading("Reading DOE_JANE.dcm…"),
        lambda: view.set_planes((np.full((160, 128), 255, np.uint8),)),
        lambda: view.set_measures(
            [Measure(MeasureKind.TEXT, ((30, 90),), "Jane Doe"), replace(arrow, text="Jane Doe")]
        ),
    ]
    for number, tell in enumerate(telling):
        named = pixels(view.picture(names=True))
        tell()
        assert pixels(view.picture(names=True)) != named
        assert pixels(view.picture(names=False)) == bare, number
    held = view.measures()
    assert [measure.text for measure in held] == ["Jane Doe"] * 2
    view.set_error("This is no film.", name="DOE_JANE.dcm")
    refused = pixels(view.picture(names=False))
    view.set_error("This is no film.", name="MILLER_JIM.dcm")
    assert pixels(view.picture(names=False)) == refused


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_print_that_failed_is_not_called_one(sitting: Sitting, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    said: list[str] = []
    output = sitting.desk.aids.output
    output.said.connect(said.append)
    for name in ("gone/page.pdf", "page.pdf"):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / name))
        output.print(printer)
    assert ["could not be printed" in said[0], said[1]] == [True, "Printed as shown."]


def test_a_print_states_the_zoom_on_screen(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    stated: list[float] = []
    monkeypatch.setattr(film_scene, "zoom_text", lambda scale: stated.append(scale) or "")
    for finer in (1.0, 3.0):
        sitting.desk.view.picture(names=True, finer=finer)
    assert stated[0] == pytest.approx(stated[1])


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
