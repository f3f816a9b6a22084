"""A Storage SCP that the user starts and stops: what a PACS or a modality sends lands in a folder."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from viewer.pacs.association import SYNTAXES, silence, taking
from viewer.pacs.ending import Line
from viewer.pacs.errors import NetworkError, stated
from viewer.pacs.incoming import Incoming, bound_reads
from viewer.pacs.node import LOOPBACK, OURS, Tls, check_title
from viewer.pacs.queries import WANTED

MAX_ASSOCIATIONS: Final = 4
IDLE_S: Final = 60.0


class Receiver:
    """Listens on one port; answers C-ECHO and C-STORE of radiographs.

    Args:
        host: the address to listen on; loopback unless the user opens it to the network.
        callers: AE titles that may send; empty admits all.
        arrived: called for each object, on a thread of the association.
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
    ) -> None:
        self.incoming, self.title, self.host = incoming, title, host
        self._port, self._tls, self._callers, self._arrived = port, tls, callers, arrived
        self._server: Any = None
        self._lines: list[Line] = []
        self._lock = threading.Lock()

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
        try:
            with stated(f"port {self._port}"):
                self._server = self._serve(context)
        except NetworkError as error:
            raise NetworkError(
                "Port {port} at {host} cannot be listened on.",
                "Choose another port; those below 1024 need an administrator.",
                port=self._port,
                host=self.host,
            ) from error

    def _serve(self, context: Any) -> Any:
        from pynetdicom import AE, evt
        from pynetdicom.sop_class import Verification

        entity = AE(ae_title=self.title)
        entity.maximum_associations = MAX_ASSOCIATIONS
        entity.network_timeout = entity.dimse_timeout = entity.acse_timeout = IDLE_S
        entity.require_called_aet = True
        entity.require_calling_aet = list(self._callers)
        entity.add_supported_context(Verification)
        for name in WANTED:
            entity.add_supported_context(name, list(SYNTAXES))
        handlers = [
            (evt.EVT_CONN_OPEN, lambda event: self._opened(event.assoc)),
            *taking(self.incoming, self._arrived),
        ]
        return entity.start_server(
            (self.host, self._port), block=False, evt_handlers=handlers, ssl_context=context
        )

    def _opened(self, association: Any) -> None:
        """Bound what is read; close the sockets of connections that broke off, which pynetdicom forgets."""
        bound_reads(association)
        line = Line(association)
        with self._lock:
            over = [one for one in self._lines if one.is_over]
            self._lines = [one for one in self._lines if one not in over] + [line]
        for one in over:
            one.end()

    def stop(self) -> None:
        """Close the port and end every association; a second call does nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            with self._lock:
                lines, self._lines = self._lines, []
            for line in lines:
                line.end()
