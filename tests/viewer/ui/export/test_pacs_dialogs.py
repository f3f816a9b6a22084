"""The windows of the PACS: look, fetch, open, receive, send; passwords stay out of the settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pydicom
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.records import Side
from tests.leaving import study_films
from tests.orthanc import PASSWORD, USER, Orthanc, free_port
from tests.viewer.desk import SharedChild, Sitting, home_with_model
from viewer.export.exporter import Kind
from viewer.pacs import dimse
from viewer.pacs.node import Node
from viewer.pacs.queries import Query
from viewer.ui.export import base_export_dialog
from viewer.ui.export.pacs_fetch_dialog import FetchDialog
from viewer.ui.export.pacs_send_dialog import SendDialog


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild, pacs: Orthanc) -> Iterator[Sitting]:
    made = Sitting(qtbot, home_with_model(), [study_films(tmp_path / "films")[0]], reader=child)
    made.s.preferences.set(
        pacs_host="127.0.0.1", pacs_port=pacs.dicom_port, pacs_title="ORTHANC", pacs_our_title="SHENTON",
        pacs_our_port=pacs.our_port, pacs_url=pacs.web.url, pacs_user=USER,
    )  # fmt: skip
    made.wait_answer()
    yield made
    made.close()


@pytest.fixture
def fetching(sitting: Sitting) -> Iterator[FetchDialog]:
    made = FetchDialog(
        sitting.window, sitting.desk.leaving.pacs, sitting.s.preferences, sitting.desk.open_paths
    )
    made.show()
    yield made
    made.close()
    made.deleteLater()


def idle(dialog: FetchDialog) -> bool:
    return dialog._busy_with == ""


def found_and_fetched(dialog: FetchDialog, sitting: Sitting) -> None:
    dialog.number.setText("SECRETNUMBER")
    dialog.search_button.click()
    sitting.until(lambda: idle(dialog))
    assert dialog.table.rowCount() == 1, dialog._words.text()
    dialog.fetch_button.click()
    sitting.until(lambda: idle(dialog))


def test_nothing_is_asked_before_the_user_says_so(sitting: Sitting) -> None:
    assert sitting.desk.leaving._pacs is None
    assert sitting.window.actions_["from_pacs"].isEnabled()


def test_a_study_is_found_fetched_and_opened(fetching: FetchDialog, sitting: Sitting) -> None:
    assert not fetching.fetch_button.isEnabled()
    fetching.search_button.click()
    assert "at least a name" in fetching._words.text()
    fetching.date_from.setText("yesterday")
    fetching.search_button.click()
    assert "eight digits" in fetching._words.text()
    fetching.date_from.setText("")
    found_and_fetched(fetching, sitting)
    assert "fetched" in fetching._words.text()
    item = fetching.table.item(0, 0)
    assert item is not None
    assert item.text() == "SECRETNAME Jane"
    fetching.open_button.click()
    sitting.until(lambda: len(sitting.s.worklist.entries) >= 2)
    incoming = sitting.app._paths.incoming
    for path in incoming.rglob("*"):
        assert "SECRET" not in str(path.relative_to(incoming))


def test_by_move_the_receiver_takes_it(fetching: FetchDialog, sitting: Sitting) -> None:
    fetching.by.setCurrentIndex(1)
    found_and_fetched(fetching, sitting)
    assert "start receiving first" in fetching._words.text()
    fetching.listen_button.click()
    sitting.until(lambda: "SHENTON listens on port" in fetching.listening.text())
    assert fetching._pacs.receiving
    fetching.fetch_button.click()
    sitting.until(lambda: idle(fetching))
    sitting.until(lambda: "received" in fetching.listening.text())
    assert fetching.open_button.isEnabled()
    fetching.listen_button.click()
    assert not fetching._pacs.receiving


def test_the_receiver_ends_with_the_program(sitting: Sitting) -> None:
    service, heard = sitting.desk.leaving.pacs, []
    sitting.s.preferences.set(pacs_our_port=free_port())
    service.receive(sitting.s.preferences.values, heard.append, heard.append)
    sitting.until(lambda: heard)
    node = Node("127.0.0.1", heard[0], "SHENTON", "SENDER", timeout_s=5)
    dimse.echo(node)
    sitting.close()
    assert not service.receiving


def test_by_dicomweb_with_a_password_that_is_not_written(fetching: FetchDialog, sitting: Sitting) -> None:
    panel = fetching.panel
    panel._unfold()
    panel.kind.setCurrentIndex(1)
    panel.password.setText(PASSWORD)
    panel._test.click()
    sitting.until(lambda: "answers" in panel._line.text())
    found_and_fetched(fetching, sitting)
    assert "fetched" in fetching._words.text()
    assert fetching._pacs.password == ""
    panel.keep.setChecked(True)
    panel.target()
    assert fetching._pacs.password == PASSWORD
    sitting.s.preferences.save()
    settings = sitting.app._paths.settings.read_text()
    assert USER in settings
    assert PASSWORD not in settings
    fetching._pacs.close()
    assert fetching._pacs.password == ""


def test_what_is_typed_is_asked_at_once(fetching: FetchDialog, sitting: Sitting) -> None:
    """A click on a button leaves the focus in the field: the address that stands there counts."""
    panel = fetching.panel
    panel.host.setText("elsewhere.example")
    panel.port.setText("1104")
    target = panel.target()
    assert isinstance(target, Node)
    assert (target.host, target.port) == ("elsewhere.example", 1104)
    assert "elsewhere.example:1104" in panel._line.text()


def test_a_wrong_address_is_said_in_the_panel(fetching: FetchDialog, sitting: Sitting) -> None:
    panel = fetching.panel
    panel.port.set_value(1)
    panel._test.click()
    sitting.until(lambda: "refused the connection" in panel._line.text())
    panel.title.setText("A TITLE THAT\\ IS")
    panel._edited()
    assert "is no AE title" in panel._line.text()
    assert not fetching.search_button.isEnabled()


@pytest.fixture
def sending(sitting: Sitting) -> Iterator[SendDialog]:
    sitting.s.readings.choose_class(ReaderClass.A2)  # of this film the model leaves the class open
    sitting.s.readings.edit(side=Side.LEFT)
    sitting.s.readings.commit()
    sitting.until(lambda: sitting.s.readings.saved is not None)
    leaving = sitting.desk.leaving
    made = SendDialog(sitting.window, sitting.s, leaving.pacs, leaving.on_screen())
    made.show()
    sitting.until(lambda: made._ready)
    yield made
    made.close()
    made.deleteLater()


def test_reports_go_to_their_study_after_a_question(
    sending: SendDialog, sitting: Sitting, pacs: Orthanc, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(box.text())
        yes = [b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole]
        yes[0].click()
        return 0

    monkeypatch.setattr(base_export_dialog.QMessageBox, "exec", press)
    sending.kinds[Kind.GSPS].setChecked(True)
    sending.names.setChecked(True)
    assert f"1 reading will go to ORTHANC at 127.0.0.1:{pacs.dicom_port}." in sending._what.text()
    sending.export_button.click()
    assert "They go to ORTHANC at 127.0.0.1" in asked[0]
    sitting.until(lambda: not sending._writing)
    assert sending._result.text().startswith("✓ 2 objects sent to ORTHANC")
    (study,), _more = dimse.find(pacs.node, Query(patient_number="SECRETNUMBER"))
    assert {"SR", "PR"} <= set(study.modalities.split(", "))


def test_without_names_the_film_goes_with_its_report(
    sending: SendDialog, sitting: Sitting, pacs: Orthanc
) -> None:
    sending.kinds[Kind.FILM].setChecked(True)
    sending.export_button.click()
    sitting.until(lambda: sending.review.confirm_button.isEnabled())
    sending.review.confirm_button.click()
    assert sending.review.pages.currentWidget() is sending.review.sheet
    assert sending.review.sheet.words.text() == "0 boxes on 0 of 1 film will be made black."
    sending.review.sheet.go_button.click()
    sitting.until(lambda: not sending._writing and sending._result.text() != "")
    assert sending._result.text().startswith("2 objects sent")  # no tick: it says what the copy lacks
    studies, _more = dimse.find(pacs.node, Query(patient_name="*"))
    assert len(studies) >= 2
    assert all(study.patient_number for study in studies)


def test_a_pacs_that_is_not_there_costs_a_sentence(sending: SendDialog, sitting: Sitting) -> None:
    sending.panel.port.set_value(1)
    sending.export_button.click()
    sitting.until(lambda: not sending._writing and sending._result.text() != "")
    assert "refused the connection" in sending._result.text()


def test_what_others_send_arrives(fetching: FetchDialog, sitting: Sitting, tmp_path: Path) -> None:
    port = free_port()
    fetching.panel.our_port.set_value(port)
    fetching.listen_button.click()
    sitting.until(lambda: fetching._pacs.receiving)
    node = Node("127.0.0.1", port, "SHENTON", "MODALITY", timeout_s=10)
    films = [pydicom.dcmread(path) for path in study_films(tmp_path / "others")]
    sent: list[int] = []

    def send() -> None:
        sent.append(dimse.store(node, films, lambda _d, _t: True, threading.Event()).done)

    thread = threading.Thread(target=send)
    thread.start()
    sitting.until(lambda: "2 films received" in fetching.listening.text())
    thread.join()
    assert sent == [2]
    fetching.open_button.click()
    sitting.until(lambda: len(sitting.s.worklist.entries) == 2)
    fetching._pacs.stop_receiving()
