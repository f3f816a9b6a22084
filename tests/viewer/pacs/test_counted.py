"""What was taken, what was not and what was never tried: each object and each film in one count."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pydicom
import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.sop_class import DigitalXRayImageStorageForPresentation

from inference.messages import NOTHING, Message
from tests.leaving import telling_film
from tests.viewer.pacs.peers import Page, go_on, node_of, web
from tests.viewer.pacs.test_retrievals import until
from viewer.app import pacs_client
from viewer.cli import pacs as command
from viewer.cli.pacs_films import _missing
from viewer.pacs import dimse, stow
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import SUCCESS, Incoming
from viewer.pacs.node import Node
from viewer.pacs.queries import Failure, Moved

HEAD = {"Content-Type": "application/dicom+json"}
UIDS = ["1.2.7.1", "1.2.7.2", "1.2.7.3"]


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Dataset]:
    where = tmp_path_factory.mktemp("films")
    return [
        pydicom.dcmread(telling_film(where / uid, n, SOPInstanceUID=uid, StudyInstanceUID="1.2"))
        for n, uid in enumerate(UIDS, 1)
    ]


def test_what_was_taken_before_a_peer_hung_up_is_counted(films: list[Dataset]) -> None:
    entity = AE(ae_title="PEER")
    theirs: list[Any] = []
    entity.add_supported_context(DigitalXRayImageStorageForPresentation)

    def take(event: Any) -> int:
        theirs.append(event.assoc)
        return 0

    def hang_up(_done: int, _total: int) -> bool:
        theirs[0].abort()
        until(lambda: not any(getattr(one, "is_established", False) for one in threading.enumerate()))
        return True

    with node_of(entity, [(evt.EVT_C_STORE, take)]) as node:
        sent = dimse.store(node, films, hang_up, threading.Event())
    assert (sent.done, [one.uid for one in sent.failures]) == (1, UIDS[1:])
    assert "ended the connection" in sent.why


def test_who_breaks_off_inside_an_object_is_asked_for_nothing_more(films: list[Dataset]) -> None:
    entity = AE(ae_title="PEER")
    entity.add_supported_context(DigitalXRayImageStorageForPresentation)
    came: list[str] = []

    def take(event: Any) -> int:
        came.append(event.request.AffectedSOPInstanceUID)
        if len(came) == 2:
            event.assoc.abort()
        return 0

    with node_of(entity, [(evt.EVT_C_STORE, take)]) as node:
        sent = dimse.store(node, films, go_on, threading.Event())
    assert (sent.done, [one.uid for one in sent.failures]) == (1, UIDS[1:])
    assert {str(one.why) for one in sent.failures} == {str(sent.why)}
    assert "ended the connection" in sent.why


def test_films_whose_turn_did_not_come_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([Moved(2), NetworkError("It is gone.")])

    def store(*_given: object) -> Moved:
        one = next(answers)
        if isinstance(one, NetworkError):
            raise one
        return one

    pair = [SimpleNamespace(SOPInstanceUID=uid) for uid in UIDS[:2]]
    monkeypatch.setattr(pacs_client, "_store", store)
    monkeypatch.setattr(pacs_client, "_objects", lambda _exporter, _group: pair)
    exporter: Any = SimpleNamespace(films=lambda cases: [[case] for case in cases], notes=[], left_out=[])
    cases: Any = range(5)
    sent = pacs_client.send(Node("x", 1, "X"), exporter, cases, go_on, threading.Event())
    assert (sent.done, sent.failed, sent.why, sent.note) == (2, 2, "It is gone.", "3 films were not sent.")


def _said(**item: object) -> bytes:
    values = {tag: {"vr": "UI" if tag == "00081155" else "US", "Value": [v]} for tag, v in item.items()}
    return json.dumps({"00081199": {"vr": "SQ", "Value": [values]}}).encode()


def test_a_page_or_another_object_is_no_success(films: list[Dataset]) -> None:
    """Of three objects the second is answered so: not taken, and said; what is empty stays a success."""
    for second, says in (
        ((200, _said(**{"00081155": "1.2.9"}), HEAD), "gives no reason"),
        ((200, b"<html><body>Sign in</body></html>", {"Content-Type": "text/html"}), "as a DICOMweb service"),
        ((200, b"\xef\xbb\xbf \n<!DOCTYPE  HTML><title>Sign in", {}), "as a DICOMweb service"),
        ((200, b"Sign in", {}), "as a DICOMweb service"),
        ((200, b'{"error": "sign in"}', HEAD), "as a DICOMweb service"),
    ):
        pages = iter([(200, b"", {}), second, (200, b"<NativeDicomModel/>", {})])

        def answer(_path: str, _asked: object, pages: Any = pages) -> Page:
            page: Page = next(pages)
            return page

        with web(answer) as node:
            sent = stow.store(node, films, go_on, threading.Event())
        assert sent.failures[0].uid == UIDS[1]
        assert says in sent.failures[0].why, second
        assert sent.done + sent.failed == 3


def test_warnings_of_stow_are_told_as_those_of_c_store(films: list[Dataset]) -> None:
    codes = iter([0xB000, 0xB000, 0xB123])
    uids = iter(UIDS)

    def answer(_path: str, _asked: object) -> Page:
        return 200, _said(**{"00081155": next(uids), "00081196": next(codes)}), HEAD

    with web(answer) as node:
        sent = stow.store(node, films, go_on, threading.Event())
    assert (sent.done, sent.failed) == (3, 0)
    assert "changed values of 2 objects when it stored them (status B000)" in sent.note
    assert "stored 1 object with a warning (status B123)" in sent.note


def test_an_object_of_an_earlier_session_is_not_overwritten(tmp_path: Path) -> None:
    assert Incoming(tmp_path).take("1.2", b"one") == SUCCESS
    again = Incoming(tmp_path)
    assert again.take("1.2", b"one") == SUCCESS
    assert (len(list(tmp_path.iterdir())), again.came.note) == (1, "")
    other = Incoming(tmp_path)
    assert other.take("1.2", b"other") == SUCCESS
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"one", b"other"]
    assert "1 of the objects had the UID of another one that came; both are kept." in other.came.note


def test_what_was_left_behind_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    why = Message("The study has more than {most} series; the others were not asked for.", most=500)
    got = pacs_client.Fetched((), 1, 0, False, why)
    assert command._tell_fetched(got, shown=False) == 1
    assert "more than 500 series" in capsys.readouterr().err
    assert command._tell_fetched(pacs_client.Fetched((), 1, 0, False), shown=False) == 0
    assert _missing(Moved(1, why=why)) == [("", why)]
    assert _missing(Moved(1)) == []
    assert _missing(Moved(1, 1, why, failures=(Failure("1.2", NOTHING),))) == [("1.2", "")]
