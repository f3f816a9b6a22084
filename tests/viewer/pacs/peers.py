"""Other sides of the network for the tests: a DICOM node, a web service, a port that answers bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    ComprehensiveSRStorage,
    EnhancedSRStorage,
    Verification,
)
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelFind as Find,
)
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelGet as Get,
)

from viewer.pacs.dimse import storage_contexts
from viewer.pacs.ending import Line
from viewer.pacs.node import Node, WebNode
from viewer.pacs.queries import WANTED

Answer = Callable[[socket.socket], None]
Page = tuple[int, bytes, dict[str, str]]


def go_on(_done: int, _total: int) -> bool:
    return True


@contextmanager
def node_of(entity: Any, events: list[Any]) -> Iterator[Node]:
    """A real DICOM node that listens until the block ends; all its threads end with it."""
    lines: list[Line] = []
    opened = [(evt.EVT_CONN_OPEN, lambda event: lines.append(Line.of(event.assoc)))]
    server = entity.start_server(("127.0.0.1", 0), block=False, evt_handlers=[*opened, *events])
    try:
        yield Node("127.0.0.1", server.server_address[1], "PEER", timeout_s=20)
    finally:
        server.shutdown()
        ended = [line.end() for line in lines]
    assert all(ended)


@contextmanager
def peer(**handlers: Any) -> Iterator[Node]:
    """A real DICOM node: ``find``, ``get`` (generators), ``store`` (of reports), and always C-ECHO."""
    entity = AE(ae_title="PEER")
    entity.add_supported_context(Verification)
    events: list[Any] = []
    if "find" in handlers:
        entity.add_supported_context(Find)
        events.append((evt.EVT_C_FIND, handlers["find"]))
    if "store" in handlers:
        entity.add_supported_context(EnhancedSRStorage)
        entity.add_supported_context(ComprehensiveSRStorage)
        events.append((evt.EVT_C_STORE, handlers["store"]))
    if "get" in handlers:
        entity.add_supported_context(Get)
        for name, syntaxes in storage_contexts(WANTED):
            entity.add_supported_context(name, list(syntaxes), scu_role=True, scp_role=True)
        events.append((evt.EVT_C_GET, handlers["get"]))
    with node_of(entity, events) as node:
        yield node


@contextmanager
def caller(entity: Any, port: int, events: Sequence[Any] = ()) -> Iterator[Any]:
    """An association of pynetdicom's own with our receiver; its threads and its socket end with the block."""
    made = entity.associate("127.0.0.1", port, ae_title="SHENTON", evt_handlers=list(events))
    line = Line.of(made)
    try:
        yield made
    finally:
        assert line.end()


@contextmanager
def raw(answer: Answer) -> Iterator[int]:
    """A port whose connections are each given to ``answer``."""
    stop = threading.Event()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        server.settimeout(0.1)
        threads: list[threading.Thread] = []

        def serve(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                answer(connection)

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, _peer = server.accept()
                except OSError:
                    continue
                connection.settimeout(20)
                threads.append(threading.Thread(target=serve, args=(connection,)))
                threads[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            accepting.join()
            for thread in threads:
                thread.join(30)


@contextmanager
def web(
    answer: Callable[[str, dict[str, list[str]]], Page],
) -> Iterator[WebNode]:
    """A web service that answers path and parameters."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = urlsplit(self.path)
            status, body, heads = answer(parts.path, parse_qs(parts.query))
            self.send_response(status)
            for name, value in heads.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield WebNode(f"http://127.0.0.1:{server.server_address[1]}", timeout_s=20)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
