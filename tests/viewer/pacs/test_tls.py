"""A real PACS that speaks TLS only, with an authority of the test's own; redirects that are not followed."""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pydicom
import pytest

from inference.dicom.reader import read_film
from tests.certificates import Authority
from tests.leaving import telling_film
from tests.orthanc import Orthanc, filled
from viewer.cli import main
from viewer.pacs import dicomweb, dimse, stow
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


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that the PACS has nothing to do with."""
    return Authority(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def secure(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """Orthanc with TLS on both ports, and a study of two films (sent over TLS)."""
    with filled(tmp_path_factory.mktemp("orthanc"), authority) as made:
        yield made


@pytest.fixture(autouse=True)
def no_sockets() -> Iterator[None]:
    """pynetdicom leaves the socket of a failed handshake to the collector."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


# DICOM -----------------------------------------------------------------------------------------------


def test_films_come_over_tls(secure: Orthanc, tmp_path: Path) -> None:
    dimse.echo(secure.node)
    (study,), _more = dimse.find(secure.node, Query(patient_number="SECRETNUMBER"))
    incoming = Incoming(tmp_path / "in")
    assert dimse.get(secure.node, study.study_uid, incoming, go_on).done == 2
    assert {read_film(path).film.study_uid for path in incoming.files} == {"1.2.777.1"}


def test_the_pacs_sends_to_our_receiver_over_tls(secure: Orthanc, tmp_path: Path) -> None:
    assert secure.node.tls is not None
    receiver = Receiver(Incoming(tmp_path), port=secure.our_port, tls=secure.node.tls)
    receiver.start()
    try:
        assert dimse.move(secure.node, "1.2.777.1", go_on).done == 2
    finally:
        receiver.stop()
    assert len(receiver.incoming.files) == 2


def test_another_authority_is_not_trusted(secure: Orthanc, stranger: Authority) -> None:
    for trusted in (str(stranger.file), ""):  # "": what the operating system trusts
        node = replace(secure.node, tls=replace(secure.node.tls, authority=trusted))  # type: ignore[type-var]
        with pytest.raises(
            NetworkError, match=r"The certificate of ORTHANC at localhost.* is not trusted"
        ) as caught:
            dimse.echo(node)
        assert caught.value.hint == "Name the file of the authority that signed it."


def test_another_name_is_refused(secure: Orthanc) -> None:
    with pytest.raises(NetworkError, match="was made out for another name") as caught:
        dimse.echo(replace(secure.node, host="127.0.0.1"))
    assert caught.value.hint


def test_a_pacs_that_wants_our_certificate_gets_none(secure: Orthanc, stranger: Authority) -> None:
    assert secure.node.tls is not None
    for tls in (
        Tls(secure.node.tls.authority),
        replace(stranger.tls("me"), authority=secure.node.tls.authority),
    ):
        with pytest.raises(NetworkError) as caught:
            dimse.echo(replace(secure.node, tls=tls, timeout_s=5))
        assert caught.value.hint


def test_without_tls_nothing_is_said(secure: Orthanc) -> None:
    with pytest.raises(NetworkError):
        dimse.echo(replace(secure.node, tls=None, timeout_s=5))


def test_an_expired_certificate_is_refused(authority: Authority, tmp_path: Path) -> None:
    receiver = Receiver(Incoming(tmp_path), port=0, tls=authority.tls("old", days=-1))
    receiver.start()
    try:
        with pytest.raises(NetworkError, match="is not valid today"):
            dimse.echo(Node("localhost", receiver.port, "SHENTON", tls=authority.tls("shenton"), timeout_s=5))
    finally:
        receiver.stop()


# DICOMweb --------------------------------------------------------------------------------------------


def test_films_come_and_go_over_https(secure: Orthanc, tmp_path: Path) -> None:
    assert secure.web.url.startswith("https://localhost")
    (study,), _more = dicomweb.find(secure.web, Query(patient_number="SECRETNUMBER"))
    assert dicomweb.get(secure.web, study.study_uid, Incoming(tmp_path / "in"), go_on).done == 2
    other = pydicom.dcmread(telling_film(tmp_path, 8, PatientID="WEB"))
    assert stow.store(secure.web, [other], go_on, threading.Event()).done == 1


def test_https_of_another_authority_or_name_is_refused(secure: Orthanc, stranger: Authority) -> None:
    for tls in (stranger.tls("me"), None):
        with pytest.raises(NetworkError, match=r"The certificate of localhost.* is not trusted"):
            dicomweb.find(replace(secure.web, tls=tls), Query(patient_number="x"))
    with pytest.raises(NetworkError, match="was made out for another name"):
        dicomweb.find(
            replace(secure.web, url=secure.web.url.replace("localhost", "127.0.0.1")),
            Query(patient_number="x"),
        )
    assert secure.web.tls is not None
    unknown = replace(stranger.tls("me"), authority=secure.web.tls.authority)
    for tls in (Tls(secure.web.tls.authority), unknown):  # no certificate of ours, or one of a stranger
        with pytest.raises(NetworkError) as caught:
            dicomweb.find(replace(secure.web, tls=tls), Query(patient_number="x"))
        assert caught.value.hint
    plain = replace(secure.web, url=secure.web.url.replace("https://localhost", "http://127.0.0.1"))
    with pytest.raises(NetworkError):
        dicomweb.find(plain, Query(patient_number="x"))


def test_files_that_cannot_be_used_are_said(secure: Orthanc, tmp_path: Path) -> None:
    for tls in (Tls(str(tmp_path / "none.pem")), Tls(certificate=str(tmp_path / "none.pem"))):
        with pytest.raises(NetworkError, match="cannot be used"):
            dicomweb.find(replace(secure.web, tls=tls), Query(patient_number="x"))


def test_the_command_line_speaks_tls(
    secure: Orthanc, stranger: Authority, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = secure.node.tls
    assert tls is not None
    monkeypatch.setenv("SHENTON_PACS_PASSWORD", secure.web.password)
    ours = ["--certificate", tls.certificate, "--key", tls.key]
    dicom = ["pacs", "echo", "--host", "localhost", "--port", str(secure.dicom_port), "--tls", *ours]
    https = ["pacs", "echo", "--url", secure.web.url, "--user", secure.web.user, *ours]
    for words in (dicom, https):
        assert main.main([*words, "--authority", tls.authority]) == 0
        assert main.main([*words, "--authority", str(stranger.file)]) == 1
        assert "is not trusted" in capsys.readouterr().err


def test_no_log_says_who_was_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), pytest.raises(NetworkError):
        dicomweb.find(WebNode("http://127.0.0.1:1"), Query(patient_number="SECRETNUMBER"))
    assert caplog.text == ""


# redirects -------------------------------------------------------------------------------------------


class Server:
    """A web server that answers by a table of paths, and remembers who asked for what."""

    def __init__(self, pages: dict[str, tuple[int, dict[str, str], bytes]]) -> None:
        self.seen: list[tuple[str, str, str | None]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.seen.append((self.command, self.path, self.headers.get("Authorization")))
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, body = pages.get(self.path.split("?")[0], (404, {}, b""))
                self.send_response(status)
                for name, value in ({"Content-Type": "application/dicom+json"} | headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_parts: object) -> None:
                """Nothing on the terminal."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])

    @contextmanager
    def running(self) -> Iterator[Server]:
        with self.server:
            thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            try:
                yield self
            finally:
                self.server.shutdown()
                thread.join()


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server, dict[str, tuple[int, dict[str, str], bytes]]]]:
    """A service, another server, and the pages of the first."""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
    with ExitStack() as stack:
        first = stack.enter_context(Server(pages).running())
        other = stack.enter_context(Server({"/studies": (200, {}, b"[]")}).running())
        yield first, other, pages


Servers = tuple[Server, Server, dict[str, tuple[int, dict[str, str], bytes]]]


def service(server: Server) -> WebNode:
    return WebNode(f"http://127.0.0.1:{server.port}", "reader", "secret word", timeout_s=5)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{other}/studies",
        "//127.0.0.1:{other}/studies",
        "http://localhost:{own}/studies",
        "https://127.0.0.1:{own}/studies",
        "http://127.0.0.1:{own}@localhost:{other}/studies",
    ],
)
def test_a_redirect_elsewhere_is_not_followed(servers: Servers, status: int, place: str) -> None:
    first, other, pages = servers
    pages["/studies"] = (status, {"Location": place.format(own=first.port, other=other.port)}, b"")
    with pytest.raises(NetworkError, match="redirects to another address") as caught:
        dicomweb.find(service(first), Query(patient_number="x"))
    assert "secret word" not in str(caught.value)
    assert len(first.seen) == 1
    assert other.seen == []


def test_a_redirect_within_the_service_is_followed(servers: Servers) -> None:
    first, _other, pages = servers
    pages["/studies"] = (307, {"Location": "/rs/studies"}, b"")
    pages["/rs/studies"] = (200, {}, b"[]")
    assert dicomweb.find(service(first), Query(patient_number="x")) == ([], False)
    pages["/rs/studies"] = (307, {"Location": "/studies"}, b"")
    with pytest.raises(NetworkError, match="does not answer as a DICOMweb service"):
        dicomweb.find(service(first), Query(patient_number="x"))


@pytest.mark.parametrize("place", ["http://127.0.0.1:{other}/studies", "/elsewhere"])
@pytest.mark.parametrize("status", [302, 307])
def test_what_is_sent_goes_nowhere_else(servers: Servers, tmp_path: Path, place: str, status: int) -> None:
    first, other, pages = servers
    pages["/studies"] = (status, {"Location": place.format(other=other.port)}, b"")
    pages["/elsewhere"] = (200, {}, b"{}")
    film = pydicom.dcmread(telling_film(tmp_path))
    with pytest.raises(NetworkError, match="redirects to another address"):
        stow.store(service(first), [film], go_on, threading.Event())
    assert [(method, path) for method, path, _who in first.seen] == [("POST", "/studies")]
    assert other.seen == []


def test_a_film_is_fetched_from_nowhere_else(servers: Servers, tmp_path: Path) -> None:
    first, other, pages = servers
    row = b'[{"00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.1.1"]},' \
          b'"00080018":{"vr":"UI","Value":["1.2.3"]},"0020000E":{"vr":"UI","Value":["1.2"]}}]'  # fmt: skip
    pages["/studies/1/instances"] = (200, {}, row)
    pages["/studies/1/series/1.2/instances/1.2.3"] = (
        302,
        {"Location": f"http://127.0.0.1:{other.port}/"},
        b"",
    )
    with pytest.raises(NetworkError, match="redirects to another address"):
        dicomweb.get(service(first), "1", Incoming(tmp_path / "in"), go_on)
    assert other.seen == []
    assert not (tmp_path / "in").exists()
