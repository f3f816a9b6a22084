"""An association with a PACS (PS3.8): within bounds of time and size, whatever the other side does."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from inference.dicom.safe_parse import quiet
from inference.messages import Message
from viewer.pacs.deadline import STORED_S, Deadline
from viewer.pacs.ending import Line
from viewer.pacs.errors import (
    NetworkError,
    StoppedError,
    broke_off,
    failed_status,
    not_offered,
    rejected,
    stated,
    too_large,
    too_slow,
)
from viewer.pacs.incoming import Incoming, Weigher, bound_reads
from viewer.pacs.node import Node
from viewer.pacs.queries import WANTED

SYNTAXES: Final = (
    "1.2.840.10008.1.2.1", "1.2.840.10008.1.2", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.5",
)  # fmt: skip
"""Transfer syntaxes that the film reader decodes."""
MAX_ANSWER: Final = 1 << 20
"""Bytes of one answer to a question: a study's or series' attributes."""


def silence() -> None:
    """pynetdicom logs what it carries: names must not reach a log."""
    from pynetdicom import _config

    _config.LOG_HANDLER_LEVEL = "none"
    logging.getLogger("pynetdicom").setLevel(logging.CRITICAL + 1)


class Peer:
    """An established association; ``raw`` is pynetdicom's.

    Attributes:
        deadline: shuts the connection; renewed where a request goes on.
    """

    def __init__(self, node: Node, raw: Any, deadline: Deadline, weigher: Weigher) -> None:
        self.node, self.raw, self.deadline, self._weigher = node, raw, deadline, weigher
        self._over = False

    def need(self, sop_class: str, service: str, hint: str) -> None:
        """Raise a sentence where the other side did not accept this service.

        Raises:
            NetworkError: it did not.
        """
        if all(one.abstract_syntax != sop_class for one in self.raw.accepted_contexts):
            raise not_offered(self.node.where, service, hint)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be asked any more: pynetdicom notes an abort only a moment after its answer."""
        return self._over or not self.raw.is_established

    @property
    def stopped(self) -> bool:
        """Whether the user ended it."""
        return self.deadline.stopped

    def ask(self, send: Callable[[], Any], model: str = "") -> Any:
        """What ``send`` gives; with a model, the user's Stop ends it by a C-CANCEL (PS3.7 9.3.2.3).

        Raises:
            NetworkError: the other side has hung up already.
        """

        def cancel() -> None:
            with suppress(RuntimeError, ValueError):  # it is over already
                self.raw.send_c_cancel(1, query_model=model)

        if model:
            self.deadline.on_stop = cancel
        try:
            return send()
        except RuntimeError as error:  # "the association must be established"
            raise self.failure(None) from error

    def failure(self, status: int | None) -> NetworkError:
        """What a failed answer means; None for no answer: the association was cut, by us or by them."""
        if status is not None:
            return failed_status(self.node.where, status)
        self._over = True
        if self._weigher.cut:
            return too_large(self.node.where)
        if self.deadline.late:
            return too_slow(self.node.where)
        return broke_off(self.node.where)


@contextmanager
def association(
    node: Node,
    contexts: Sequence[tuple[str, Sequence[str]]],
    *,
    incoming: Incoming | None = None,
    seconds: float = 0.0,
    stop: threading.Event | None = None,
) -> Iterator[Peer]:
    """An association with ``node`` for the given SOP classes and transfer syntaxes.

    Args:
        incoming: takes the objects of a C-GET; its classes are then offered in the provider's role.
        seconds: for everything that is asked on it, unless its deadline is renewed; by default twice the
            node's time limit.
        stop: set by the user, from any thread.

    Raises:
        NetworkError: not reached, refused, without any class in common, or not answered in time.
    """
    node.check()
    silence()
    with Deadline(node.timeout_s, stop, 0.0) as deadline:  # its end closes the connection for good, too
        way = _knock(node, deadline)
    with Deadline(node.timeout_s, stop) as deadline:
        quiet()
        weigher = Weigher(MAX_ANSWER if incoming is None else incoming.max_object, deadline.cut)
        lines: list[Line] = []
        try:
            made = _associate(node, way, contexts, incoming, deadline, weigher, lines)
            deadline.renew(seconds or 2 * node.timeout_s)
            yield Peer(node, made, deadline, weigher)
        finally:
            patience = min(5.0, node.timeout_s)
            deadline.last(patience)
            for line in lines:
                if line.association.is_established:
                    line.release(patience)
                else:
                    line.end()


@dataclass(frozen=True, slots=True)
class _Way:
    """The ends of a connection, as numbers: a name is looked up once, no other network is bound to."""

    theirs: Any
    ours: Any


def _knock(node: Node, deadline: Deadline) -> _Way:
    """Connect once as plainly as possible: the operating system says best what is wrong."""
    context = node.tls.client() if node.tls is not None else None
    try:
        with stated(node.where), socket.create_connection((node.host, node.port), node.timeout_s) as plain:
            deadline.watch(plain)
            theirs, ours = plain.getpeername(), plain.getsockname()
            if context is not None:
                _shake_hands(context, plain, node)
    except NetworkError:
        if deadline.stopped:
            raise StoppedError from None
        raise
    if len(ours) == 2:
        return _Way(theirs[0], (ours[0], 0))
    return _Way((theirs[0], *theirs[2:]), (ours[0], 0, *ours[2:]))


def _shake_hands(context: ssl.SSLContext, plain: socket.socket, node: Node) -> None:
    """Who hangs up or says nothing at this point does not speak TLS."""
    try:
        context.wrap_socket(plain, server_hostname=node.host).close()
    except (ConnectionError, TimeoutError) as error:
        raise ssl.SSLError("no handshake") from error


def _associate(
    node: Node,
    way: _Way,
    contexts: Sequence[tuple[str, Sequence[str]]],
    incoming: Incoming | None,
    deadline: Deadline,
    weigher: Weigher,
    lines: list[Line],
) -> Any:
    from pynetdicom import build_role, evt

    refusals: list[int] = []
    handlers = _beginning(deadline, lines, refusals)
    roles = []
    if incoming is not None:
        roles = [build_role(name, scp_role=True) for name in WANTED]
        handlers += taking(incoming, lambda: deadline.renew(STORED_S), weigher)
    else:
        handlers += [(evt.EVT_PDU_RECV, weigher.received), (evt.EVT_DIMSE_RECV, weigher.done)]
    made = _entity(node, contexts).associate(
        way.theirs,
        node.port,
        ae_title=node.ae_title,
        bind_address=way.ours,
        ext_neg=roles or None,
        evt_handlers=handlers,
        tls_args=(node.tls.client(), node.host) if node.tls is not None else None,
    )
    if not made.is_established:
        raise _unmade(node, made, deadline, refusals)
    return made


def _beginning(deadline: Deadline, lines: list[Line], refusals: list[int]) -> list[Any]:
    """Handlers that bound an association from its first word on, and note how it was refused."""
    from pynetdicom import evt

    def begins(event: Any) -> None:
        """The first that is said on it, before it is connected: the socket is there."""
        if not lines:
            lines.append(Line.of(event.assoc))
            deadline.watch(event.assoc.dul.socket.socket)
            bound_reads(event.assoc)

    def refuses(event: Any) -> None:
        """A refusal is noted as it comes: who hangs up with it may be taken for one who never answered."""
        if type(event.pdu).__name__ == "A_ASSOCIATE_RJ":
            refusals.append(int(event.pdu.reason_diagnostic or 0))

    return [(evt.EVT_ACSE_SENT, begins), (evt.EVT_PDU_RECV, refuses)]


def _entity(node: Node, contexts: Sequence[tuple[str, Sequence[str]]]) -> Any:
    """Our side, with its limits of time and what it asks for."""
    from pynetdicom import AE

    entity = AE(ae_title=node.our_title)
    entity.acse_timeout = entity.connection_timeout = 2 * node.timeout_s  # the deadline is first: it says so
    entity.dimse_timeout = entity.network_timeout = 2 * max(STORED_S, node.timeout_s)
    for sop_class, syntaxes in contexts:
        entity.add_requested_context(sop_class, list(syntaxes))
    return entity


def _unmade(node: Node, made: Any, deadline: Deadline, refusals: Sequence[int]) -> NetworkError:
    """Why there is no association; ``refusals``: the reasons of those that came (PS3.8, table 9-21)."""
    if deadline.stopped:
        return StoppedError()
    if refusals:
        return rejected(node.where, refusals[0])
    if made.rejected_contexts:
        return NetworkError(
            "{where} did not agree to any service or kind of object that was asked for.",
            "Ask the PACS administrator what it offers to this program's AE title.",
            where=node.where,
        )
    if deadline.late:
        return too_slow(node.where)
    hint = Message("Check that this is a DICOM port, not one of HTTP.")
    if node.tls is not None:
        hint = Message("Check whether it wants a certificate of ours, and trusts who signed it.")
    return NetworkError("{where} did not agree to an association.", hint, where=node.where)


def taking(
    incoming: Incoming, arrived: Callable[[], object] = lambda: None, weigher: Weigher | None = None
) -> list[Any]:
    """pynetdicom's handlers that let ``incoming`` take what is sent, within its bounds."""
    from pynetdicom import evt

    weigher = weigher or Weigher(incoming.max_object)

    def stored(event: Any) -> int:
        status = incoming.stored(event)
        arrived()
        return status

    return [
        (evt.EVT_C_STORE, stored),
        (evt.EVT_PDU_RECV, weigher.received),
        (evt.EVT_DIMSE_RECV, weigher.done),
    ]
