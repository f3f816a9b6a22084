"""What a PACS does not take or does not send is counted, named and told with its reason."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydicom
import pytest
from pydicom.dataset import Dataset

from tests.leaving import telling_film
from tests.viewer.pacs.peers import Page, go_on, peer, raw, web
from viewer.app import pacs_client
from viewer.cli import pacs as command
from viewer.pacs import dicomweb, dimse, stow
from viewer.pacs.errors import NetworkError, failed_status
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import WebNode
from viewer.pacs.queries import IS_UID, Failure, Query

HEAD = {"Content-Type": "application/dicom+json; charset=utf-8"}
UIDS = ["1.2.7.1", "1.2.7.2", "1.2.7.3"]


@pytest.fixture
def films(tmp_path: Path) -> list[Dataset]:
    return [
        pydicom.dcmread(telling_film(tmp_path / uid, n, SOPInstanceUID=uid, StudyInstanceUID="1.2"))
        for n, uid in enumerate(UIDS, 1)
    ]


def response(uid: str, reason: int | None = None) -> bytes:
    """A Store Instances Response (PS3.18 I) for one object."""
    item: dict[str, Any] = {"00081155": {"vr": "UI", "Value": [uid]}}
    if reason is None:
        return json.dumps({"00081199": {"vr": "SQ", "Value": [item]}}).encode()
    item["00081197"] = {"vr": "US", "Value": [reason]}
    return json.dumps({"00081198": {"vr": "SQ", "Value": [item]}}).encode()


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ((409, response(UIDS[1], 0xC122), HEAD), "way of compression (status C122)"),
        ((202, response(UIDS[1], 0xA700), HEAD), "has no room (status A700)"),
        ((200, response(UIDS[1], 0x0110), HEAD), "reports a failure (status 0110)"),
        ((409, b"", {}), "gives no reason"),
        ((202, b"<xml/>", {}), "gives no reason"),
        ((202, response(UIDS[0]), HEAD), "gives no reason"),
        ((409, b"[" * 100_000, HEAD), "gives no reason"),
        ((413, b"", {}), "finds the object too large"),
    ],
)
def test_stow_names_what_was_not_taken(films: list[Dataset], second: Page, said: str) -> None:
    pages = iter([(200, response(UIDS[0]), HEAD), second, (200, b"", {})])
    with web(lambda _path, _asked: next(pages)) as node:
        sent = stow.store(node, films, go_on, threading.Event())
    assert (sent.done, sent.failed) == (2, 1)
    assert [one.uid for one in sent.failures] == [UIDS[1]]
    assert said in sent.failures[0].why
    assert sent.why == sent.failures[0].why


def test_stow_that_breaks_off_names_the_rest(films: list[Dataset]) -> None:
    pages = iter([(200, b"", {}), (503, b"", {})])
    with web(lambda _path, _asked: next(pages)) as node:
        sent = stow.store(node, films, go_on, threading.Event())
    assert (sent.done, sent.failed) == (1, 2)
    assert [(one.uid, "is busy" in one.why) for one in sent.failures] == [(uid, True) for uid in UIDS[1:]]
    with web(lambda _path, _asked: (401, b"", {})) as node, pytest.raises(NetworkError, match="password"):
        stow.store(node, films, go_on, threading.Event())


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n[]",
        b"HTTP/1.1 302 X\r\nLocation: http://[::bad\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[]",
    ],
)
def test_broken_http_costs_a_sentence(said: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        connection.sendall(said)

    with raw(answer) as port, pytest.raises(NetworkError, match="does not answer as a DICOMweb service"):
        dicomweb.find(WebNode(f"http://127.0.0.1:{port}"), Query(patient_number="x"))


def test_more_rows_than_asked_for_are_not_read() -> None:
    row = {"0020000D": {"vr": "UI", "Value": ["1.2.3"]}}
    rows = [{**row, "0020000D": {"vr": "UI", "Value": [f"1.2.{n}"]}} for n in range(501)]
    body = json.dumps([*rows, *["no data set"] * 10_000]).encode()
    with web(lambda _path, _asked: (200, body, HEAD)) as node:
        found, more = dicomweb.find(node, Query(patient_number="x"))
    assert (len(found), more) == (500, True)


@pytest.mark.parametrize("uid", ["..", ".", "../../1.2", "1.2/3", "", "1.2 3", "9" * 65])
def test_what_is_no_uid_is_not_asked_for(uid: str) -> None:
    assert IS_UID.fullmatch(uid) is None


def one_series(_event: Any) -> Iterator[tuple[int, Dataset | None]]:
    one = Dataset()
    one.QueryRetrieveLevel, one.StudyInstanceUID = "SERIES", "1.2"
    one.SeriesInstanceUID, one.Modality = "1.2.1", "DX"
    yield 0xFF00, one


def test_a_retrieval_names_what_failed(films: list[Dataset], tmp_path: Path) -> None:
    films[2].SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"  # CT: no context for it

    def get(_event: Any) -> Iterator[Any]:
        yield len(films)
        for film in films:
            yield 0xFF00, film

    with peer(find=one_series, get=get) as node:
        got = pacs_client.fetch(node, ["1.2"], tmp_path / "in", go_on, threading.Event())
    assert (got.done, got.failed) == (2, 1)
    assert [one.uid for one in got.failures] == UIDS[2:]
    assert str(got.why).endswith("could not send 1 object.")


def test_what_cannot_be_kept_here_is_not_counted_as_come(films: list[Dataset], tmp_path: Path) -> None:
    def get(_event: Any) -> Iterator[Any]:
        yield len(films)
        for film in films:
            yield 0xFF00, film

    with peer(find=one_series, get=get) as node:
        got = dimse.get(node, "1.2", Incoming(tmp_path / "in", max_objects=2), go_on)
    assert (got.done, got.failed) == (2, 1)
    assert (UIDS[2], "There is no room for more here.") in [(one.uid, one.why) for one in got.failures]


def test_a_second_study_that_fails_keeps_the_first(films: list[Dataset], tmp_path: Path) -> None:
    asked: list[str] = []

    def find(event: Any) -> Iterator[tuple[int, Dataset | None]]:
        asked.append(event.identifier.StudyInstanceUID)
        yield from one_series(event) if len(asked) == 1 else iter([(0xA700, None)])

    def get(_event: Any) -> Iterator[Any]:
        yield 1
        yield 0xFF00, films[0]

    with peer(find=find, get=get) as node:
        got = pacs_client.fetch(node, ["1.2", "1.3"], tmp_path / "in", go_on, threading.Event())
    assert asked == ["1.2", "1.3"]
    assert (got.done, got.failed) == (1, 1)
    assert "has no room" in got.why


def test_the_command_line_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    why = failed_status("PACS", 0xA900).message
    got = pacs_client.Fetched((), 1, 2, False, why, (Failure("1.2.7.1", why), Failure("1.2.7.2", why)))
    assert command._tell_fetched(got, shown=False) == 1
    err = capsys.readouterr().err
    assert "1 object came, 2 did not." in err
    assert "2 objects: PACS does not take this kind of object (status A900)." in err
    assert "1.2.7" not in err
    command._tell_fetched(got, shown=True)
    assert "1.2.7.2" in capsys.readouterr().err
