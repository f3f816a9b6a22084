"""Every HTTP request has an end, every answer a bound, and both stay with the one service."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from inference.dicom.safe_parse import MAX_FILE_BYTES
from viewer.pacs.deadline import STORED_S, Deadline
from viewer.pacs.errors import NetworkError, StoppedError, too_slow
from viewer.pacs.node import WebNode

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

MAX_ANSWER: Final = MAX_FILE_BYTES + (1 << 20)
MAX_JSON: Final = 16 << 20


def bounded_adapter(node: WebNode, stop: threading.Event | None = None, grace_s: float = 0.0) -> Any:
    """What carries the requests of one session (:func:`viewer.pacs.dicomweb.session`).

    Args:
        stop: set by the user, from any thread; ``grace_s`` later a request under way ends, too.
    """
    import requests
    from requests.adapters import HTTPAdapter

    class Bounded(HTTPAdapter):
        """Every request to the one service, with an end; every answer with a limit on its size."""

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self._deadlines: list[Deadline] = []
            self.poolmanager.pool_classes_by_scheme = _watched_pools(self._deadlines)

        def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
            if origin(request.url or "") != origin(node.url):
                raise _sent_elsewhere(node)
            is_film = request.method != "GET" or "multipart" in request.headers.get("Accept", "")
            kwargs |= {"timeout": (node.timeout_s, max(60.0, node.timeout_s)), "stream": True}
            if stop is not None and stop.is_set() and not grace_s:
                raise StoppedError
            with Deadline(STORED_S if is_film else 2 * node.timeout_s, stop, grace_s) as deadline:
                self._deadlines[:] = [deadline]
                try:
                    answer = super().send(request, *args, **kwargs)
                    if answer.is_redirect and request.method != "GET":  # requests would ask, and send nothing
                        raise _sent_elsewhere(node)
                    answer._content = _bounded(answer, MAX_ANSWER if is_film else MAX_JSON)
                except requests.exceptions.RequestException as error:
                    if deadline.stopped:
                        raise StoppedError from error
                    if deadline.late:
                        raise too_slow(node.where) from error
                    raise
                finally:
                    self._deadlines.clear()
                    self.poolmanager.clear()  # a connection that is kept could not be watched again
            return answer

    return Bounded()


def _watched_pools(deadlines: list[Deadline]) -> dict[str, Any]:
    """urllib3's pools, whose connections live no longer than the request that is under way.

    A connection is taken up once and used for one request: a later one could not be watched.
    """
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def _new_conn(self) -> Any:
            return _watch(super()._new_conn(), deadlines)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> Any:
            return _watch(super()._new_conn(), deadlines)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _watch(connection: Any, deadlines: list[Deadline]) -> Any:
    for deadline in deadlines:
        deadline.watch(connection)
    return connection


def _bounded(answer: Response, most: int) -> bytes:
    parts, size = [], 0
    for part in answer.iter_content(1 << 16):
        size += len(part)
        if size > most:
            answer.close()
            raise NetworkError("The answer is larger than any film.", "Ask the PACS administrator.")
        parts.append(part)
    return b"".join(parts)


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address (RFC 6454): what must stay the same where the service redirects."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _sent_elsewhere(node: WebNode) -> NetworkError:
    return NetworkError(
        "{where} redirects to another address, and Shenton does not follow.",
        "Ask the PACS administrator for the address of the DICOMweb service itself.",
        where=node.where,
    )
