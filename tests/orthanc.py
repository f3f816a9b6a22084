"""A real PACS for the tests: Orthanc on loopback, with its own folder and users."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.certificates import Authority, https_front
from viewer.pacs.node import Node, Tls, WebNode

PROGRAM = Path("/usr/sbin/Orthanc")
PLUGIN = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
USER, PASSWORD = "reader", "secret word"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Orthanc:
    """The running PACS, and where it sends to."""

    dicom_port: int
    http_port: int
    our_port: int
    authority: Authority | None = None
    front_port: int = 0

    @property
    def node(self) -> Node:
        return Node(self._host, self.dicom_port, "ORTHANC", "SHENTON", self._tls, timeout_s=20)

    @property
    def web(self) -> WebNode:
        scheme = "http" if self.authority is None else "https"
        url = f"{scheme}://{self._host}:{self.front_port or self.http_port}/dicom-web"
        return WebNode(url, USER, PASSWORD, self._tls, timeout_s=20)

    @property
    def _host(self) -> str:
        return "127.0.0.1" if self.authority is None else "localhost"

    @property
    def _tls(self) -> Tls | None:
        return None if self.authority is None else self.authority.tls("shenton")


@contextmanager
def running(folder: Path, authority: Authority | None = None) -> Iterator[Orthanc]:
    """Start Orthanc in ``folder``; it ends with the block.

    Args:
        authority: DICOM goes over TLS only, DICOMweb through a front that speaks HTTPS: with HTTPS of its own
            Debian 12's Orthanc 1.10.1 ends (signal 11) at the first request.
    """
    program = str(PROGRAM) if PROGRAM.exists() else shutil.which("Orthanc")
    if program is None or not PLUGIN.exists():
        pytest.skip("Orthanc is not installed: apt install orthanc orthanc-dicomweb")
    made = Orthanc(free_port(), free_port(), free_port(), authority)
    secure: dict[str, object] = {} if authority is None else _secure(made, authority)
    (folder / "config.json").write_text(json.dumps(_config(folder, made) | secure))
    environment = {**os.environ, "HOME": str(folder)}
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [program, str(folder / "config.json")], stdout=log, stderr=log, cwd=folder, env=environment
        )
    try:
        _wait(process, made, folder)
        if authority is None:
            yield made
        else:
            with https_front(made.http_port, authority.tls("orthanc")) as port:
                yield replace(made, front_port=port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _config(folder: Path, made: Orthanc) -> dict[str, object]:
    return {
        "Name": "Test",
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "HttpPort": made.http_port,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": True,
        "RegisteredUsers": {USER: PASSWORD},
        "DicomAet": "ORTHANC",
        "DicomPort": made.dicom_port,
        "DicomCheckCalledAet": True,
        "DicomAlwaysAllowEcho": False,
        "DicomAlwaysAllowStore": False,
        "DicomModalities": {"shenton": ["SHENTON", "127.0.0.1", made.our_port]},
        "UnknownSopClassAccepted": False,
        "Plugins": [str(PLUGIN)],
        "DicomWeb": {"Enable": True, "Root": "/dicom-web/", "EnableWado": False},
        "DicomThreadsCount": 2,
        "HttpThreadsCount": 8,
    }


def _secure(made: Orthanc, authority: Authority) -> dict[str, object]:
    """TLS on the DICOM port, which asks for the certificate of the other side."""
    own = authority.tls("orthanc")
    return {
        "DicomTlsEnabled": True,
        "DicomTlsCertificate": own.certificate,
        "DicomTlsPrivateKey": own.key,
        "DicomTlsTrustedCertificates": own.authority,
        "DicomTlsRemoteCertificateRequired": True,
        "DicomModalities": {
            "shenton": {"AET": "SHENTON", "Host": "localhost", "Port": made.our_port, "UseDicomTls": True}
        },
    }


def _wait(process: subprocess.Popen[bytes], made: Orthanc, folder: Path) -> None:
    until = time.monotonic() + 60
    for port in (made.http_port, made.dicom_port):
        while True:
            assert process.poll() is None, (folder / "log.txt").read_text(errors="replace")[-2000:]
            assert time.monotonic() < until, "Orthanc did not start"
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)


@contextmanager
def filled(folder: Path, authority: Authority | None = None) -> Iterator[Orthanc]:
    """Orthanc with one study of two films in it."""
    import threading

    import pydicom

    from tests.leaving import study_films
    from viewer.pacs import dimse

    films = [pydicom.dcmread(path) for path in study_films(folder / "films")]
    with running(folder, authority) as made:
        sent = dimse.store(made.node, films, lambda _done, _total: True, threading.Event())
        assert (sent.done, sent.failed) == (2, 0)
        yield made


def instances(made: Orthanc) -> set[str]:
    """What Orthanc holds, by its own names."""
    return set(json.loads(_rest(made, "GET", "/instances")))


def emptied(made: Orthanc, keep: set[str]) -> Orthanc:
    """The same Orthanc without what came after ``keep``: a test meets nothing that another one sent."""
    for one in instances(made) - keep:
        _rest(made, "DELETE", f"/instances/{one}")
    return made


def _rest(made: Orthanc, method: str, path: str) -> bytes:
    word = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    asked = urllib.request.Request(
        f"http://127.0.0.1:{made.http_port}{path}", method=method, headers={"Authorization": f"Basic {word}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return bytes(answer.read())
