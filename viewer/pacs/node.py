"""A PACS, as the user names it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from inference.messages import Message
from viewer.pacs.errors import NetworkError

_AE: Final = re.compile(r"[\x21-\x5b\x5d-\x7e]([\x20-\x5b\x5d-\x7e]{0,14}[\x21-\x5b\x5d-\x7e])?")
"""AE title (PS3.5 6.2): up to 16 characters, no backslash, no spaces at the ends."""
LOOPBACK: Final = "127.0.0.1"
_LOCAL: Final = ("127.0.0.1", "localhost", "::1")
OURS: Final = "SHENTON"


@dataclass(frozen=True, slots=True)
class Tls:
    """How the connection is secured (PS3.15 B.9: BCP 195).

    Attributes:
        authority: certificates that are trusted; empty: those of the operating system (DICOMweb: certifi's).
        certificate, key: our own, where the other side asks for one.
    """

    authority: str = ""
    certificate: str = ""
    key: str = ""

    def client(self) -> ssl.SSLContext:
        """For a connection that we open.

        Raises:
            NetworkError: a file cannot be used.
        """
        with _readable():
            made = ssl.create_default_context(cafile=self.authority or None)
            made.minimum_version = ssl.TLSVersion.TLSv1_2
            if self.certificate:
                made.load_cert_chain(self.certificate, self.key or None, password=_no_password)
            return made

    def server(self) -> ssl.SSLContext:
        """For connections that others open to us; with an authority they must show a certificate of its.

        Raises:
            NetworkError: a file cannot be used.
        """
        if not self.certificate:
            raise NetworkError(
                "Receiving over TLS needs a certificate.", "Name its file and that of its key."
            )
        with _readable():
            made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            made.minimum_version = ssl.TLSVersion.TLSv1_2
            made.load_cert_chain(self.certificate, self.key or None, password=_no_password)
            if self.authority:
                made.load_verify_locations(self.authority)
                made.verify_mode = ssl.CERT_REQUIRED
            return made


@contextmanager
def _readable() -> Iterator[None]:
    """A certificate that cannot be read costs a sentence."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise NetworkError(
            "A certificate or key cannot be used.", "Give PEM files, the key without a password."
        ) from error


def _no_password() -> str:
    """A key with a password would make OpenSSL ask on the terminal."""
    return ""


@dataclass(frozen=True, slots=True)
class Node:
    """Another DICOM application entity, and ours towards it."""

    host: str = LOOPBACK
    port: int = 4242
    ae_title: str = "ORTHANC"
    our_title: str = OURS
    tls: Tls | None = None
    timeout_s: float = 15.0

    @property
    def where(self) -> Message:
        """As sentences name it."""
        return Message("{title} at {host}:{port}", title=self.ae_title, host=self.host, port=self.port)

    def check(self) -> Node:
        """The same node.

        Raises:
            NetworkError: a title, address or port that cannot be.
        """
        for title in (self.ae_title, self.our_title):
            check_title(title)
        if not 1 <= self.port <= 65535:
            raise NetworkError(
                "{port} is no port.", "Ports are 1 to 65535; 104 and 11112 are usual.", port=self.port
            )
        if not self.host.strip() or any(c.isspace() for c in self.host):
            raise NetworkError("The address is empty or has a space.", "Give a name or an IP address.")
        return self


def check_title(title: str) -> None:
    """An AE title that can be.

    Raises:
        NetworkError: it cannot.
    """
    if _AE.fullmatch(title) is None:
        raise NetworkError(
            "“{title}” is no AE title.", "Use 1 to 16 plain letters and digits.", title=title[:20]
        )


@dataclass(frozen=True, slots=True)
class WebNode:
    """A DICOMweb service; the password stays in memory."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls | None = None
    timeout_s: float = 15.0

    @property
    def where(self) -> str:
        """As sentences name it; without user and password."""
        parts = urlsplit(self.url)
        return f"{parts.hostname or self.url[:60]}{f':{parts.port}' if parts.port else ''}"

    def check(self) -> WebNode:
        """The same node.

        Raises:
            NetworkError: no web address, or one over which a password would be read by anyone.
        """
        try:
            parts = urlsplit(self.url)
            known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            known = False
        if not known or parts.username or parts.query or parts.fragment:
            raise NetworkError(
                "This is no address of a DICOMweb service.", "It looks like https://pacs.example/dicom-web"
            )
        if self.password and parts.scheme == "http" and parts.hostname not in _LOCAL:
            raise NetworkError("The password would go unencrypted.", "Use an address that begins with https.")
        return self
