"""Peers that stop half-way, drip, swell, cap, or lack a service; connections that only sit there."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pydicom
import pytest
from pydicom.dataset import Dataset

from inference.dicom.reader import read_film
from tests.films import JPEG_LOSSLESS_SV1
from tests.leaving import study_films, telling_film
from tests.viewer.pacs.peers import Answer, Page, go_on, peer, raw, web
from viewer.pacs import dicomweb, dimse, web_bounds
from viewer.pacs.association import SYNTAXES
from viewer.pacs.deadline import Deadline
from viewer.pacs.dimse import storage_contexts
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node, WebNode
from viewer.pacs.queries import WANTED, Query

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <s(sl|ocket)[.]:pytest.PytestUnraisableExceptionWarning"
)


def half_an_answer(connection: socket.socket) -> None:
    """Accepts with the head of a PDU that promises more, and says nothing else."""
    connection.recv(4096)
    connection.sendall(b"\x02\x00" + struct.pack(">L", 400) + b"\x00\x01")
    with suppress(OSError):
        while connection.recv(4096):
            pass


def test_half_an_answer_ends_by_the_clock() -> None:
    with raw(half_an_answer) as port:
        start = time.monotonic()
        with pytest.raises(NetworkError, match="did not answer in time"):
            dimse.echo(Node("127.0.0.1", port, "HALF", timeout_s=1))
        assert time.monotonic() - start < 10


def refuses_and_hangs_up(connection: socket.socket) -> None:
    """Another AE title than the one called (PS3.8 9.3.4), and the connection is reset at once."""
    connection.recv(4096)
    connection.sendall(b"\x03\x00" + struct.pack(">L", 4) + b"\x00\x01\x01\x07")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_refusal_is_told_however_it_comes() -> None:
    with raw(refuses_and_hangs_up) as port:
        for _ in range(3):
            with pytest.raises(NetworkError, match="has another AE title"):
                dimse.echo(Node("127.0.0.1", port, "OTHER"))


def without_end(_event: Any) -> Iterator[tuple[int, Dataset | None]]:
    while True:
        time.sleep(0.05)
        one = Dataset()
        one.QueryRetrieveLevel, one.StudyInstanceUID = "STUDY", "1.2"
        yield 0xFF00, one


def test_answers_that_never_end_are_cut() -> None:
    with peer(find=without_end) as node:
        start = time.monotonic()
        with pytest.raises(NetworkError, match="did not answer in time"):
            dimse.find(replace(node, timeout_s=1), Query(patient_number="x"))
        assert time.monotonic() - start < 20


def swollen(_event: Any) -> Iterator[tuple[int, Dataset | None]]:
    one = Dataset()
    one.QueryRetrieveLevel, one.StudyInstanceUID = "STUDY", "1.2"
    one.add_new(0x00091010, "OB", bytes(8 << 20))
    yield 0xFF00, one


def test_an_answer_that_swells_is_cut() -> None:
    with peer(find=swollen) as node, pytest.raises(NetworkError, match="more than any question asks for"):
        dimse.find(node, Query(patient_number="x"))


def test_a_missing_service_costs_a_sentence(tmp_path: Path) -> None:
    with peer() as node:
        dimse.echo(node)
        with pytest.raises(NetworkError, match=r"does not offer C-GET|did not agree") as caught:
            dimse.get(node, "1.2", Incoming(tmp_path), go_on)
        assert caught.value.hint
        with pytest.raises(NetworkError, match=r"does not offer C-MOVE|did not agree"):
            dimse.move(node, "1.2", go_on)
        with pytest.raises(NetworkError, match=r"does not offer queries|did not agree"):
            dimse.find(node, Query(patient_number="x"))
    with peer(find=lambda _event: iter(())) as node:
        with pytest.raises(NetworkError, match="does not offer C-GET") as caught:
            dimse.get(node, "1.2", Incoming(tmp_path), go_on)
        assert "C-MOVE" in caught.value.hint
        with pytest.raises(NetworkError, match="does not offer C-MOVE"):
            dimse.move(node, "1.2", go_on)


def one_series(_event: Any) -> Iterator[tuple[int, Dataset | None]]:
    one = Dataset()
    one.QueryRetrieveLevel, one.StudyInstanceUID = "SERIES", "1.2"
    one.SeriesInstanceUID, one.Modality = "1.2.1", "DX"
    yield 0xFF00, one


def test_compressed_films_have_contexts_of_their_own(tmp_path: Path) -> None:
    """A peer that takes the first syntax of a context still sends each film as it is."""
    films = [
        pydicom.dcmread(telling_film(tmp_path / "a", 1, StudyInstanceUID="1.2")),
        pydicom.dcmread(telling_film(tmp_path / "b", 2, syntax=JPEG_LOSSLESS_SV1, StudyInstanceUID="1.2")),
    ]

    def get(_event: Any) -> Iterator[Any]:
        yield len(films)
        for film in films:
            yield 0xFF00, film

    assert len(storage_contexts(WANTED)) + 2 <= 128  # presentation contexts of an association (PS3.8 9.3.2)
    with peer(find=one_series, get=get) as node:
        incoming = Incoming(tmp_path / "in")
        moved = dimse.get(node, "1.2", incoming, go_on)
    assert (moved.done, moved.failed) == (2, 0)
    syntaxes = {str(read_film(path).film.transfer_syntax) for path in incoming.files}
    assert JPEG_LOSSLESS_SV1 in syntaxes
    assert syntaxes & set(SYNTAXES[:2])


def test_a_part_that_fails_is_counted_and_named(tmp_path: Path) -> None:
    film = pydicom.dcmread(telling_film(tmp_path / "a", 1, StudyInstanceUID="1.2"))
    other = pydicom.dcmread(telling_film(tmp_path / "b", 2, StudyInstanceUID="1.2"))
    other.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"  # CT: no context for it

    def get(_event: Any) -> Iterator[Any]:
        yield 2
        yield 0xFF00, film
        yield 0xFF00, other

    with peer(find=one_series, get=get) as node:
        moved = dimse.get(node, "1.2", Incoming(tmp_path / "in"), go_on)
    assert (moved.done, moved.failed) == (1, 1)
    assert "could not send 1 object." in str(moved.why)


# DICOMweb --------------------------------------------------------------------------------------------


def dripping(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nContent-Length: 9999\r\n\r\n["
    )
    for _byte in range(400):
        time.sleep(0.2)
        connection.sendall(b" ")


def dripping_head(connection: socket.socket) -> None:
    connection.recv(4096)
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"b" * 400:
        time.sleep(0.2)
        connection.sendall(bytes([byte]))


@pytest.mark.parametrize("answer", [dripping, dripping_head])
def test_dripping_http_ends_by_the_clock(answer: Answer) -> None:
    with raw(answer) as port:
        start = time.monotonic()
        with pytest.raises(NetworkError, match="did not answer in time"):
            dicomweb.find(WebNode(f"http://127.0.0.1:{port}", timeout_s=1), Query(patient_number="x"))
        assert time.monotonic() - start < 30  # of 80


def study(number: int) -> dict[str, Any]:
    return {"0020000D": {"vr": "UI", "Value": [f"1.2.{number}"]}}


@pytest.mark.parametrize("warns", [True, False])
def test_a_service_that_gives_few_at_a_time_is_asked_to_the_end(*, warns: bool) -> None:
    def answer(_path: str, asked: dict[str, list[str]]) -> Page:
        first = int(asked["offset"][0])
        page = [study(number) for number in range(first, min(first + 10, 35))]
        heads = {"Warning": '299 service: "there are more"'} if warns and first + 10 < 35 else {}
        return (200, json.dumps(page).encode(), heads) if page else (204, b"", {})

    with web(answer) as node:
        found, more = dicomweb.find(node, Query(patient_number="x"))
    assert ([one.study_uid for one in found], more) == ([f"1.2.{number}" for number in range(35)], False)


def test_a_service_that_knows_no_offset_is_not_asked_for_ever() -> None:
    heads = {"Warning": '299 service: "there are more"'}
    with web(lambda _path, _asked: (200, json.dumps([study(1)]).encode(), heads)) as node:
        found, more = dicomweb.find(node, Query(patient_number="x"))
    assert (len(found), more) == (1, True)


def test_json_without_measure_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_bounds, "MAX_JSON", 1 << 16)
    with web(lambda _path, _asked: (200, b"[" * (1 << 17), {})) as node, pytest.raises(NetworkError):
        dicomweb.find(node, Query(patient_number="x"))


def test_deep_json_is_no_answer() -> None:
    no_service = pytest.raises(NetworkError, match="does not answer as a DICOMweb service")
    with web(lambda _path, _asked: (200, b"[" * 100_000, {})) as node, no_service:
        dicomweb.find(node, Query(patient_number="x"))


def test_one_object_that_fails_costs_itself(tmp_path: Path) -> None:
    path = study_films(tmp_path / "films")[0]

    def answer(path_: str, asked: dict[str, list[str]]) -> Page:
        if path_.endswith("/instances"):
            if asked["offset"] != ["0"]:
                return 204, b"", {}
            rows = [
                {
                    "00080016": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.1.1"]},
                    "00080018": {"vr": "UI", "Value": [f"1.2.9.{number}"]},
                    "0020000E": {"vr": "UI", "Value": ["1.2.8"]},
                }
                for number in range(3)
            ]
            return 200, json.dumps(rows).encode(), {}
        if path_.endswith(".1"):
            return 500, b"", {}
        body = b"--x\r\nContent-Type: application/dicom\r\n\r\n" + path.read_bytes() + b"\r\n--x--"
        return 200, body, {"Content-Type": 'multipart/related; type="application/dicom"; boundary=x'}

    with web(answer) as node:
        moved = dicomweb.get(node, "1.2", Incoming(tmp_path / "in"), go_on)
    assert (moved.done, moved.failed) == (2, 1)
    assert "HTTP 500" in str(moved.why)


def test_a_deadline_that_is_renewed_cuts_nothing() -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(60)
    with ours, theirs, Deadline(1.5) as deadline:
        deadline.watch(ours)
        for _step in range(4):
            time.sleep(0.5)
            deadline.renew(1.5)
        theirs.sendall(b"x")
        assert ours.recv(1) == b"x"
        assert not deadline.late
        assert ours.recv(1) == b""  # waits for the clock
        assert deadline.late
