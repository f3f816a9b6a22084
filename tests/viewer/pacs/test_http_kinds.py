"""HTTP answers that a DICOMweb service, or what stands before it, may give; each costs a sentence."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.leaving import study_films
from tests.viewer.pacs.peers import Page, go_on, raw, web
from viewer.app import pacs_client
from viewer.pacs import dicomweb, web_bounds
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import WebNode
from viewer.pacs.queries import Asking, Query

ANY = Query(patient_number="x")
JSON = {"Content-Type": "application/dicom+json"}
PARTS = {"Content-Type": 'multipart/related; type="application/dicom"; boundary=x'}


def study(number: int) -> dict[str, Any]:
    return {"0020000D": {"vr": "UI", "Value": [f"1.2.{number}"]}}


def page_of(body: bytes, status: int = 200, **heads: str) -> Callable[[str, dict[str, list[str]]], Page]:
    """The same to every first question; nothing follows."""
    named = JSON | {name.replace("_", "-"): value for name, value in heads.items()}
    return lambda _path, asked: (
        (status, body, named) if asked.get("offset", ["0"]) == ["0"] else (204, b"", {})
    )


def test_states_are_sentences() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    said = {
        (400, ""): "does not understand what it was asked (HTTP 400)",
        (401, ""): "wants a user name and password",
        (403, ""): "does not allow it",
        (404, ""): "has nothing at this address",
        (406, ""): "cannot answer in this form",
        (418, ""): "reports a failure (HTTP 418)",
        (429, "120"): "was asked too often (HTTP 429). It asks to try again in 120 s.",
        (503, ""): "is busy (HTTP 503). Try again later.",
        (503, "7"): "try again in 7 s",
        (503, later): "try again in 3",
        (503, "-5"): "Try again later.",
        (503, "9" * 5000): "Try again later.",
        (503, "Thu, 99 Foo 2999 x"): "Try again later.",
        (504, "soon"): "gets no answer in time (HTTP 504). Try again later.",
    }
    table = iter(said)
    now: list[tuple[int, str]] = []

    def answer(_path: str, _asked: dict[str, list[str]]) -> Page:
        code, wait = now[-1]
        return code, b"<html>why</html>", {"Retry-After": wait} if wait else {}

    with web(answer) as node:
        for case in table:
            now.append(case)
            with pytest.raises(NetworkError) as caught:
                dicomweb.find(node, ANY)
            assert said[case] in str(caught.value)


def test_what_is_empty_or_partial() -> None:
    with web(page_of(b"", 204)) as node:
        assert dicomweb.find(node, ANY) == ([], False)
    with web(page_of(b"")) as node:
        assert dicomweb.find(node, ANY) == ([], False)
    body = json.dumps([study(1)]).encode()
    with web(lambda _path, _asked: (206, body, JSON)) as node:  # a part of the matches (PS3.18, 2013)
        assert dicomweb.find(node, ANY)[1] is True

    def then_gone(_path: str, asked: dict[str, list[str]]) -> Page:
        return (200, body, JSON) if asked["offset"] == ["0"] else (404, b"", {})

    with web(then_gone) as node:
        found, more = dicomweb.find(node, ANY)
    assert (len(found), more) == (1, False)


def test_rows_that_cannot_be_read_are_counted() -> None:
    bad: list[Any] = [
        {"0020000D": {"vr": "UI", "Value": {"a": 1}}},
        {"no tag": {"vr": "UI", "Value": ["1"]}},
        {"0020000D": 7},
        "text",
    ]
    odd = [
        study(1) | {"00201208": {"vr": "IS", "Value": [float("nan")]}},
        study(2) | {"00201208": {"vr": "IS", "Value": [1e308]}},
        study(3) | {"00201208": {"vr": "IS", "Value": [10**400]}},
        study(4) | {"00201208": {"vr": "IS", "Value": [-5]}},
        study(5) | {"00100010": {"vr": "PN", "Value": [{"Alphabetic": None}]}},
        study(6) | {"00091010": {"vr": "OB", "BulkDataURI": "http://127.0.0.1:1/elsewhere"}},
        study(7),
    ]
    asking = Asking()
    with web(page_of(json.dumps([*bad, *odd]).encode())) as node:
        found, more = dicomweb.find(node, ANY, asking)
    assert len(found) + asking.unread == len(bad) + len(odd)
    assert study(7)["0020000D"]["Value"][0] in {one.study_uid for one in found}
    assert {one.images for one in found} <= {None, -5}
    assert (more, "could not be read and are left out" in asking.note) == (False, True)
    for body in (
        json.dumps(bad),
        "NaN",
        "[NaN]",
        "1" * 5000,
        "[" + "1" * 5000 + "]",
        '{"a":' * 9999,
        "[[[]]]",
    ):
        with (
            web(page_of(body.encode())) as node,
            pytest.raises(NetworkError, match="does not answer as a DICOMweb"),
        ):
            dicomweb.find(node, ANY)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_cut(monkeypatch: pytest.MonkeyPatch, layers: int) -> None:
    """32 MB in 32 kB, in one layer or two: no more than the bound is inflated."""
    monkeypatch.setattr(web_bounds, "MAX_JSON", 1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(packer.compress(bytes(1 << 20)) for _piece in range(32)) + packer.flush()
    for _layer in range(layers - 1):
        body = gzip.compress(body)
    with (
        web(page_of(body, Content_Encoding=", ".join(["gzip"] * layers))) as node,
        pytest.raises(NetworkError, match="larger than any film"),
    ):
        dicomweb.find(node, ANY)


def test_a_service_that_always_has_more_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dicomweb, "MAX_PAGES_S", 0.0)
    asked_for: list[str] = []

    def answer(_path: str, asked: dict[str, list[str]]) -> Page:
        asked_for.append(asked["offset"][0])
        return 200, json.dumps([study(len(asked_for))]).encode(), JSON

    with web(answer) as node:
        found, more = dicomweb.find(node, ANY)
    assert (len(found), more) == (1, True)


def instances(path: str, asked: dict[str, list[str]]) -> Page | None:
    if not path.endswith("/instances"):
        return None
    if asked["offset"] != ["0"]:
        return 204, b"", {}
    row = {
        "00080016": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.1.1"]},
        "00080018": {"vr": "UI", "Value": ["1.2.777.1.1"]},
        "0020000E": {"vr": "UI", "Value": ["1.2.8"]},
    }
    return 200, json.dumps([row]).encode(), JSON


def test_objects_come_whole_or_not_at_all(tmp_path: Path) -> None:
    data = study_films(tmp_path / "films")[0].read_bytes()
    head = b"--x\r\nContent-Type: application/dicom\r\n\r\n"
    whole = head + data + b"\r\n--x--"
    kept: list[tuple[int, bytes, dict[str, str]]] = [
        (200, whole, PARTS),
        (200, b"preamble\r\n" + whole + b"\r\n", PARTS),
        (200, data, {"Content-Type": "application/dicom"}),
        (200, head + data + b"\r\n--x \r\nContent-Type: application/dicom\r\n\r\n\r\n--x--", PARTS),
    ]
    refused = {
        "did not come whole": (200, head + data, PARTS),
        "did not come whole from": (200, b"", PARTS | {"Content-Type": "multipart/related"}),
        "does not answer as a DICOMweb service": (200, b"<html>", {"Content-Type": "text/html"}),
        "a part of the object only (HTTP 206)": (206, data[:5000], {"Content-Type": "application/dicom"}),
        "sent nothing in place": (204, b"", {}),
        "is no DICOM object": (200, b"--x\r\n\r\n<html>\r\n--x--", PARTS),
        "is busy": (503, b"", {"Retry-After": "9"}),
    }
    refused["did not come whole from"] = (200, b"no part", PARTS)
    now: list[Page] = []

    def answer(path: str, asked: dict[str, list[str]]) -> Page:
        return instances(path, asked) or now[-1]

    with web(answer) as node:
        for number, page in enumerate(kept):
            now.append(page)
            incoming = Incoming(tmp_path / str(number))
            assert dicomweb.get(node, "1.2", incoming, go_on).done == 1
            assert incoming.files[0].read_bytes() == data
        for said, page in refused.items():
            now.append(page)
            incoming = Incoming(tmp_path / "no")
            try:
                why = str(dicomweb.get(node, "1.2", incoming, go_on).why)
            except NetworkError as error:
                why = str(error)
            assert said in why
            assert not incoming.files


def test_a_boundary_within_pixels_ends_nothing() -> None:
    data = b"a\r\n--x b\r\n--xy\r\n--x-\r\nz"
    body = b"--x\r\nContent-Type: application/dicom\r\n\r\n" + data + b"\r\n--x--\r\n"
    assert dicomweb.first_part(PARTS["Content-Type"], body) == data
    assert dicomweb.first_part(PARTS["Content-Type"], b"--x\r\n\r\n" + data + b"\r\n--x--") == data


def test_a_search_and_a_fetch_can_be_stopped(tmp_path: Path) -> None:
    stop = threading.Event()

    def silent(connection: socket.socket) -> None:
        connection.recv(1 << 16)
        stop.set()
        connection.recv(1)

    with raw(silent) as port:
        node = WebNode(f"http://127.0.0.1:{port}", timeout_s=60)
        found = pacs_client.find(node, ANY, stop)
        assert (found.stopped, found.studies) == (True, ())
        stop.clear()
        got = pacs_client.fetch(node, ["1.2"], tmp_path, go_on, stop)
        assert (got.stopped, got.done) == (True, 0)

    def second_page(_path: str, asked: dict[str, list[str]]) -> Page:
        if asked["offset"] != ["0"]:
            stop.set()
        return 200, json.dumps([study(int(asked["offset"][0]))]).encode(), JSON

    stop.clear()
    with web(second_page) as node:
        found = pacs_client.find(replace(node), ANY, stop)
    assert (found.stopped, found.more, len(found.studies)) == (True, True, 2)
