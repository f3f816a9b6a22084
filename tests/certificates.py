"""An authority of the test's own, and what it signs."""

from __future__ import annotations

import select
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from viewer.pacs.node import Tls

NAMES = "DNS:localhost"
"""What the certificates are made out for; not for 127.0.0.1, which is the same machine under another name."""


class Authority:
    """Made with the openssl command; the certificates hold for two days."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed: apt install openssl")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.file = folder / "authority.pem"
        self._openssl("req", "-x509", *self._new_key("authority"), "-out", self.file, "-days", 2,
                      "-subj", "/CN=Test authority")  # fmt: skip

    def tls(self, name: str, names: str = NAMES, days: int = 2) -> Tls:
        """A key and a certificate, made when they are asked for first; ``days`` below 0: expired."""
        key, request, made = (self._folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        if not made.exists():
            self._openssl("req", *self._new_key(name), "-out", request, "-subj", f"/CN={name}")
            (self._folder / "names").write_text(f"subjectAltName={names}\n")
            self._openssl(
                "x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self._folder / "authority.key",
                "-CAcreateserial", "-days", days, "-extfile", self._folder / "names", "-out", made,
            )  # fmt: skip
        return Tls(str(self.file), str(made), str(key))

    def _new_key(self, name: str) -> tuple[object, ...]:
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")  # RSA takes a third of a second
        return *curve, "-nodes", "-keyout", self._folder / f"{name}.key"

    @staticmethod
    def _openssl(*words: object) -> None:
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


@contextmanager
def https_front(behind: int, tls: Tls) -> Iterator[int]:
    """What stands before a web server that speaks no TLS; the port of the front.

    Args:
        behind: the server's port on loopback.
        tls: of the front; who connects must show a certificate of the same authority.
    """
    context = tls.server()
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepting = threading.Thread(target=_accept, args=(server, context, behind), daemon=True)
        accepting.start()
        try:
            yield int(server.getsockname()[1])
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            accepting.join()


def _accept(server: socket.socket, context: ssl.SSLContext, behind: int) -> None:
    with suppress(OSError):
        while True:
            plain, _who = server.accept()
            threading.Thread(target=_serve, args=(plain, context, behind), daemon=True).start()


def _serve(plain: socket.socket, context: ssl.SSLContext, behind: int) -> None:
    """One request at a time in each direction, as HTTP/1.1 has it; OpenSSL wants one thread a connection."""
    with (
        suppress(OSError),
        plain,
        context.wrap_socket(plain, server_side=True) as front,
        socket.create_connection(("127.0.0.1", behind)) as back,
    ):
        ends = {front: back, back: front}
        while True:
            ready = [front] if front.pending() else select.select(list(ends), [], [])[0]
            for end in ready:
                data = end.recv(1 << 16)
                if not data:
                    return
                ends[end].sendall(data)
