"""A real PACS on loopback: found, fetched, moved, sent, by DIMSE and by DICOMweb; and what goes wrong."""

from __future__ import annotations

import gc
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import Dataset

from inference.dicom.reader import read_film
from tests.films import JPEG_LOSSLESS_SV1
from tests.leaving import cases, study_films, telling_film
from tests.orthanc import Orthanc, free_port
from viewer.export.exporter import Exporter, Kind, Plan, add_meta
from viewer.export.identity import Plain
from viewer.pacs import dicomweb, dimse, stow, web_bounds
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node, Tls, WebNode
from viewer.pacs.queries import Query
from viewer.pacs.storage_scp import Receiver

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <s(sl|ocket)[.]:pytest.PytestUnraisableExceptionWarning"
)
"""pynetdicom leaves the socket of a connection that broke off to the garbage collector."""


def go_on(_done: int, _total: int) -> bool:
    return True


def reports(folder: Path) -> list[Dataset]:
    """SR, presentation state and capture of a reading, with the identifiers of their study."""
    path = study_films(folder / "films")[0]
    given = cases(folder / "store.sqlite", [read_film(path)])[:1]
    exporter = Exporter(Plan(frozenset({Kind.SR, Kind.GSPS, Kind.SC}), Plain()), read_film)
    found = [made.dataset for made in exporter.made(given) if made.dataset is not None]
    for one in found:
        add_meta(one)
    return found


# DIMSE -----------------------------------------------------------------------------------------------


def test_the_pacs_answers(pacs: Orthanc) -> None:
    dimse.echo(pacs.node)


def test_studies_are_found(pacs: Orthanc) -> None:
    (study,), more = dimse.find(
        pacs.node, Query(patient_name="SECRETNAME*", date_from="19991201", date_to="20000101")
    )
    assert not more
    assert study.study_uid == "1.2.777.1"
    assert (study.patient_number, study.date) == ("SECRETNUMBER", "19991231")
    assert "DX" in study.modalities
    assert dimse.find(pacs.node, Query(patient_number="nobody")) == ([], False)
    assert dimse.find(pacs.node, Query(date_to="19000101")) == ([], False)


def test_films_are_fetched_and_read(pacs: Orthanc, tmp_path: Path) -> None:
    incoming, steps = Incoming(tmp_path / "in"), []
    moved = dimse.get(pacs.node, "1.2.777.1", incoming, lambda *step: not steps.append(step))  # type: ignore[func-returns-value]
    assert (moved.done, moved.failed) == (2, 0)
    assert steps
    sent = {read_film(path).film.pixel_sha256 for path in study_films(tmp_path / "films")}
    assert {read_film(path).film.pixel_sha256 for path in incoming.files} == sent
    for path in incoming.files:
        assert "SECRET" not in path.name
        assert path.stat().st_mode & 0o077 == 0


def test_films_are_moved_to_the_receiver(pacs: Orthanc, tmp_path: Path) -> None:
    arrived: list[int] = []
    receiver = Receiver(Incoming(tmp_path), port=pacs.our_port, arrived=lambda: arrived.append(1))
    receiver.start()
    try:
        moved = dimse.move(pacs.node, "1.2.777.1", go_on)
        assert (moved.done, moved.failed) == (2, 0)
    finally:
        receiver.stop()
    assert len(arrived) == 2
    assert [read_film(path).film.study_uid for path in receiver.incoming.files] == ["1.2.777.1"] * 2


def test_a_move_to_an_unknown_title_is_said(pacs: Orthanc) -> None:
    with pytest.raises(NetworkError) as caught:
        dimse.move(replace(pacs.node, our_title="OTHER"), "1.2.777.1", go_on)
    assert caught.value.hint


def test_reports_attach_to_theirstudy_films(pacs: Orthanc, tmp_path: Path) -> None:
    sent = dimse.store(pacs.node, reports(tmp_path), go_on, threading.Event())
    assert (sent.done, sent.failed) == (3, 0)
    (study,), _more = dimse.find(pacs.node, Query(patient_number="SECRETNUMBER"))
    assert study.study_uid == "1.2.777.1"
    assert set(study.modalities.split(", ")) >= {"DX", "SR", "PR", "OT"}
    incoming = Incoming(tmp_path / "in")
    dimse.get(pacs.node, study.study_uid, incoming, go_on)
    assert len(incoming.files) >= 2  # films and captures; reports are not asked for


def test_a_sending_can_be_stopped(pacs: Orthanc, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    sent = dimse.store(pacs.node, reports(tmp_path), go_on, stop)
    assert (sent.done, sent.why, sent.stopped) == (0, "", True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ae_title": "WRONG"}, "has another AE title than the one given"),
        ({"port": 1}, "refused the connection"),
        ({"host": "no-such-host.invalid"}, "is not known"),
        ({"ae_title": "TOO LONG FOR A TITLE"}, "is no AE title"),
        ({"ae_title": "A\\B"}, "is no AE title"),
        ({"port": 70000}, "is no port"),
        ({"host": "a b"}, "has a space"),
        ({"tls": Tls()}, "does not speak TLS as asked"),
    ],
)
def test_what_goes_wrong_is_said(pacs: Orthanc, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(NetworkError, match=sentence) as caught:
        dimse.echo(replace(pacs.node, **change))  # type: ignore[arg-type]
    assert caught.value.hint


def test_an_http_port_is_no_dicom_port(pacs: Orthanc) -> None:
    with pytest.raises(NetworkError, match=r"did not agree|ended the connection"):
        dimse.echo(replace(pacs.node, port=pacs.http_port, timeout_s=3))


def test_silence_ends_by_the_clock() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(5)
        with pytest.raises(NetworkError, match="did not answer in time"):
            dimse.echo(Node("127.0.0.1", deaf.getsockname()[1], "DEAF", timeout_s=0.5))


# the receiver ----------------------------------------------------------------------------------------


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    made = Receiver(Incoming(tmp_path / "in", max_object=200_000, max_objects=2), port=0)
    made.start()
    yield made
    made.stop()


def to(receiver: Receiver) -> Node:
    return Node("127.0.0.1", receiver.port, "SHENTON", "SENDER", timeout_s=60)


def test_what_is_sent_lands_unchanged(receiver: Receiver, tmp_path: Path) -> None:
    films = study_films(tmp_path / "films")
    films.append(telling_film(tmp_path / "films", 3, SOPInstanceUID="1.2.777.9"))
    dimse.echo(to(receiver))
    sent = dimse.store(to(receiver), [pydicom.dcmread(path) for path in films], go_on, threading.Event())
    assert (sent.done, sent.failed) == (2, 1)  # two are the bound here
    assert "has no room" in sent.why
    assert receiver.incoming.refused == 1
    assert [read_film(path).film.pixel_sha256 for path in receiver.incoming.files] == [
        read_film(path).film.pixel_sha256 for path in films[:2]
    ]
    assert all(path.parent == tmp_path / "in" for path in receiver.incoming.files)


def test_an_object_that_grows_too_large_is_cut_off(receiver: Receiver, tmp_path: Path) -> None:
    big = pydicom.dcmread(telling_film(tmp_path / "films"))
    big.PixelData = bytes(3_000_000)
    sent = dimse.store(to(receiver), [big], go_on, threading.Event())
    assert sent.done == 0
    assert receiver.incoming.files == []


def test_what_is_no_radiograph_is_not_taken(receiver: Receiver, tmp_path: Path) -> None:
    other = pydicom.dcmread(telling_film(tmp_path / "films"))
    other.SOPClassUID = other.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    with pytest.raises(NetworkError):
        dimse.store(to(receiver), [other], go_on, threading.Event())


@pytest.mark.parametrize(
    "data", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\x01\x00" + struct.pack(">L", 0xFFFFFFFF) + b"x" * 99]
)
def test_rubbish_does_not_stop_the_receiver(receiver: Receiver, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", receiver.port), 5) as peer:
        peer.sendall(data)
    time.sleep(0.2)
    dimse.echo(to(receiver))


def test_the_callers_can_be_named(tmp_path: Path) -> None:
    receiver = Receiver(Incoming(tmp_path), port=0, callers=("FRIEND",))
    receiver.start()
    try:
        dimse.echo(replace(to(receiver), our_title="FRIEND"))
        with pytest.raises(NetworkError, match="does not know this program's AE title"):
            dimse.echo(to(receiver))
    finally:
        receiver.stop()


def test_a_port_in_use_is_said(receiver: Receiver, tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="cannot be listened on"):
        Receiver(Incoming(tmp_path), port=receiver.port).start()
    receiver.stop()
    receiver.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: apt install openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", str(key), "-out", str(made), "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return Tls(str(made), str(made), str(key))


def test_tls_both_ways(certificate: Tls, tmp_path: Path) -> None:
    receiver = Receiver(Incoming(tmp_path / "in"), port=0, tls=certificate)
    receiver.start()
    try:
        sure = replace(to(receiver), tls=certificate)
        dimse.echo(sure)
        film = pydicom.dcmread(telling_film(tmp_path / "films"))
        assert dimse.store(sure, [film], go_on, threading.Event()).done == 1
        with pytest.raises(NetworkError, match="is not trusted"):
            dimse.echo(replace(sure, tls=Tls()))
        with pytest.raises(NetworkError):  # without a certificate of ours
            dimse.echo(replace(sure, tls=Tls(certificate.authority), timeout_s=3))
    finally:
        receiver.stop()
        with warnings.catch_warnings():  # pynetdicom leaves the socket of a failed handshake to the collector
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


def test_certificates_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "bad.pem").write_text("rubbish")
    bad = str(tmp_path / "bad.pem")
    for tls in (Tls(authority=bad), Tls(certificate=bad), Tls(certificate=str(tmp_path / "none.pem"))):
        with pytest.raises(NetworkError, match="cannot be used"):
            tls.client()
    with pytest.raises(NetworkError, match="needs a certificate"):
        Tls().server()
    assert Tls().client().verify_mode is ssl.CERT_REQUIRED


# DICOMweb --------------------------------------------------------------------------------------------


def test_web_finds_and_fetches(pacs: Orthanc, tmp_path: Path) -> None:
    (study,), more = dicomweb.find(pacs.web, Query(patient_number="SECRETNUMBER"))
    assert (study.study_uid, study.patient_name, more) == ("1.2.777.1", "SECRETNAME^Jane", False)
    assert dicomweb.find(pacs.web, Query(patient_number="nobody")) == ([], False)
    incoming = Incoming(tmp_path / "in")
    moved = dicomweb.get(pacs.web, study.study_uid, incoming, go_on)
    assert moved.failed == 0
    found = [read_film(path).film for path in incoming.files if _is_film(path)]
    assert {film.sop_uid for film in found} >= {"1.2.777.1.1", "1.2.777.2.1"}
    assert {film.pixel_sha256 for film in found} >= {
        read_film(path).film.pixel_sha256 for path in study_films(tmp_path / "films")
    }


def _is_film(path: Path) -> bool:
    return bool(pydicom.dcmread(path, stop_before_pixels=True).SOPClassUID.endswith("1.1.1.1"))


def test_web_sends(pacs: Orthanc, tmp_path: Path) -> None:
    sent = stow.store(pacs.web, reports(tmp_path), go_on, threading.Event())
    assert (sent.done, sent.failed) == (3, 0)
    (study,), _more = dicomweb.find(pacs.web, Query(patient_number="SECRETNUMBER"))
    assert "SR" in study.modalities


def test_compressed_films_come_as_they_are(pacs: Orthanc, tmp_path: Path) -> None:
    path = telling_film(
        tmp_path / "films", 7, syntax=JPEG_LOSSLESS_SV1, StudyInstanceUID="1.2.777.70", PatientID="J"
    )
    assert stow.store(pacs.web, [pydicom.dcmread(path)], go_on, threading.Event()).done == 1
    for number, fetch in enumerate((lambda i: dicomweb.get(pacs.web, "1.2.777.70", i, go_on),
                                    lambda i: dimse.get(pacs.node, "1.2.777.70", i, go_on))):  # fmt: skip
        incoming = Incoming(tmp_path / str(number))
        assert fetch(incoming).done == 1
        assert read_film(incoming.files[0]).film.pixel_sha256 == read_film(path).film.pixel_sha256


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong"}, "wants a user name and password"),
        ({"url": "http://127.0.0.1:1/dicom-web"}, "cannot be reached"),
        ({"url": "ftp://127.0.0.1"}, "no address of a DICOMweb service"),
        ({"url": "http://me:pw@127.0.0.1/"}, "no address of a DICOMweb service"),
        ({"url": "http://pacs.invalid/dicom-web"}, "password would go unencrypted"),
        ({"url": "https://pacs.invalid/dicom-web"}, "cannot be reached"),
    ],
)
def test_web_says_what_goes_wrong(pacs: Orthanc, change: dict[str, str], sentence: str) -> None:
    with pytest.raises(NetworkError, match=sentence) as caught:
        dicomweb.find(replace(pacs.web, **change), Query(patient_number="x"))  # type: ignore[arg-type]
    assert "secret word" not in repr(pacs.web)
    assert "secret word" not in str(caught.value)


def test_a_wrong_path_is_said(pacs: Orthanc) -> None:
    wrong = replace(pacs.web, url=pacs.web.url.replace("/dicom-web", "/elsewhere"))
    with pytest.raises(NetworkError, match="nothing at this address"):
        dicomweb.find(wrong, Query(patient_number="x"))


@pytest.mark.parametrize("body", [b"<html>welcome</html>", b"[1, 2]", b'{"a": 1}', b"\xff"])
def test_what_is_no_dicomweb_service_is_said(body: bytes) -> None:
    with answering(body) as port, pytest.raises(NetworkError, match="does not answer as a DICOMweb service"):
        dicomweb.find(WebNode(f"http://127.0.0.1:{port}"), Query())


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_bounds, "MAX_JSON", 1000)
    with answering(b"x" * 5000) as port, pytest.raises(NetworkError, match="larger than any film"):
        dicomweb.find(WebNode(f"http://127.0.0.1:{port}"), Query())


@contextmanager
def answering(body: bytes) -> Iterator[int]:
    """A web server that says the same to everything; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/dicom+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_parts: object) -> None:
            """Nothing on the terminal."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_multipart_is_cut_by_its_boundary() -> None:
    body = b"--b\r\nContent-Type: application/dicom\r\n\r\nDATA\r\n--b--"
    assert dicomweb.first_part('multipart/related; type="application/dicom"; boundary=b', body) == b"DATA"
    assert dicomweb.first_part("text/html", body) is None
    assert dicomweb.first_part("multipart/related; boundary=c", body) is None


def test_a_free_port_is_free() -> None:
    assert free_port() > 0
