"""A Storage SCP that the user starts and stops: what a PACS or a modality sends lands in a folder."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable
from typing import Any, Final

from viewer.pacs.association import SYNTAXES, silence
from viewer.pacs.errors import NetworkError, stated
from viewer.pacs.held import Connections, Limits
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import LOOPBACK, OURS, Tls, check_title
from viewer.pacs.queries import WANTED

NO_LIMIT: Final = 10_000
"""pynetdicom refuses whoever comes beyond its limit; we let one that waits give way instead."""
POLL_S: Final = 0.2


class Receiver:
    """Listens on one port; answers C-ECHO and C-STORE of radiographs.

    Args:
        host: the address to listen on; loopback unless the user opens it to the network.
        callers: AE titles that may send; empty admits all.
        limits: of its connections.
        arrived: called for each object, kept or refused, on a thread of the association.
    """

    def __init__(
        self,
        incoming: Incoming,
        *,
        title: str = OURS,
        port: int = 11112,
        host: str = LOOPBACK,
        tls: Tls | None = None,
        callers: tuple[str, ...] = (),
        arrived: Callable[[], object] = lambda: None,
        limits: Limits | None = None,
    ) -> None:
        self.incoming, self.title, self.host = incoming, title, host
        self._port, self._tls, self._callers, self._arrived = port, tls, callers, arrived
        self._server: Any = None
        self._limits = limits or Limits()
        self.connections = Connections(incoming, self._limits, arrived)
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._server is not None

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._port if self._server is None else int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to listen.

        Raises:
            NetworkError: the port is taken or not allowed, or the certificate cannot be used.
        """
        if self._server is not None:
            return
        check_title(self.title)
        if not 0 <= self._port <= 65535:
            raise NetworkError("{port} is no port.", "Ports are 1 to 65535; 11112 is usual.", port=self._port)
        silence()
        context = self._tls.server() if self._tls is not None else None
        self.connections = Connections(self.incoming, self._limits, self._arrived)
        try:
            with stated(f"port {self._port}"):
                self._server = self._make_server(context)
        except NetworkError as error:
            raise NetworkError(
                "Port {port} at {host} cannot be listened on.",
                "Choose another port; those below 1024 need an administrator.",
                port=self._port,
                host=self.host,
            ) from error
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_S,), name="shenton-receiver", daemon=True
        )
        self._thread.start()

    def _make_server(self, context: ssl.SSLContext | None) -> Any:
        from pynetdicom import AE, evt
        from pynetdicom.sop_class import Verification

        entity = AE(ae_title=self.title)
        entity.maximum_associations = NO_LIMIT
        entity.network_timeout = entity.dimse_timeout = self._limits.idle_s
        entity.acse_timeout = self._limits.opening_s
        entity.require_called_aet = True
        entity.require_calling_aet = list(self._callers)
        entity.add_supported_context(Verification)
        for name in WANTED:
            entity.add_supported_context(name, list(SYNTAXES))
        held = self.connections
        handlers = [
            (evt.EVT_CONN_OPEN, lambda event: held.opened(event.assoc)),
            (evt.EVT_ESTABLISHED, held.established),
            (evt.EVT_PDU_RECV, held.received),
            (evt.EVT_DIMSE_RECV, held.whole),
            (evt.EVT_DIMSE_SENT, held.answered),
            (evt.EVT_C_STORE, self._stored),
        ]
        return entity.make_server(
            (self.host, self._port), evt_handlers=handlers, server_class=_server_class(held, context)
        )

    def _stored(self, event: Any) -> int:
        status = self.incoming.stored(event)
        self._arrived()
        return status

    def stop(self) -> None:
        """Close the port and end every association; a second call does nothing."""
        server, self._server = self._server, None
        thread, self._thread = self._thread, None
        if server is None or thread is None:
            return
        self.connections.close()
        server.shutdown()
        thread.join()
        self.connections.end()


def _opened(
    request: socket.socket, context: ssl.SSLContext | None, held: Connections
) -> socket.socket | None:
    """The connection once it said something, TLS's handshake done; None where it broke off before."""
    key = request.fileno()
    try:
        if context is not None:
            request = context.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
            request.do_handshake()
        elif not request.recv(1, socket.MSG_PEEK):
            raise ConnectionError("nothing was said")
    except OSError:  # TLS's errors, too
        held.gone(key, request)
        return None
    return request


def _server_class(held: Connections, context: ssl.SSLContext | None) -> type:
    from pynetdicom.transport import ThreadedAssociationServer

    class Server(ThreadedAssociationServer):  # type: ignore[misc]  # pynetdicom has no types for us
        """pynetdicom's server, that never waits for one connection alone.

        A connection comes to it once it says something: the handshake of TLS, which pynetdicom does where
        all others wait, and the first byte are waited for in a thread of the connection.
        """

        request_queue_size = 64

        def get_request(self) -> tuple[socket.socket, Any]:
            connection, address = self.socket.accept()
            held.accepted(connection)
            return connection, address

        def process_request_thread(self, request: Any, client_address: Any) -> None:
            opened = _opened(request, context, held)
            if opened is not None:
                super().process_request_thread(opened, client_address)

        def service_actions(self) -> None:
            held.sweep()

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Nothing on the terminal; the connection is closed, and forgotten as one that broke off."""

        def shutdown(self) -> None:
            socketserver.BaseServer.shutdown(self)
            self.server_close()

    return Server
