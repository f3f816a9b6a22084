"""A PACS by DIMSE (PS3.4 annexes A, B and C): echo, find, get, move, store."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.elements import text
from inference.dicom.header import FILM_MODALITIES, UNNAMED_MODALITIES
from inference.dicom.safe_parse import quiet
from inference.messages import NOTHING, Message
from viewer.pacs.errors import NetworkError, failed_status, rejected, stated
from viewer.pacs.incoming import Incoming, Weigher, bound_reads
from viewer.pacs.node import Node
from viewer.pacs.queries import MAX_FOUND, WANTED, FoundStudy, Moved, Query, Step, study_from

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

SYNTAXES: Final = (
    "1.2.840.10008.1.2.1", "1.2.840.10008.1.2", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.5",
)  # fmt: skip
"""Transfer syntaxes that the film reader decodes."""
_PENDING: Final = (0xFF00, 0xFF01)
_WARNINGS: Final = (0xB000, 0xB006, 0xB007)


def silence() -> None:
    """pynetdicom logs what it carries: names must not reach a log."""
    from pynetdicom import _config

    _config.LOG_HANDLER_LEVEL = "none"
    logging.getLogger("pynetdicom").setLevel(logging.CRITICAL + 1)


@contextmanager
def association(
    node: Node,
    contexts: Sequence[tuple[str, Sequence[str]]],
    *,
    incoming: Incoming | None = None,
) -> Iterator[Any]:
    """An association with ``node`` for the given SOP classes and transfer syntaxes.

    Args:
        incoming: takes the objects of a C-GET; its classes are then offered in the provider's role.

    Raises:
        NetworkError: not reached, refused, or without any class in common.
    """
    node.check()
    silence()
    _knock(node)
    quiet()
    made = _associate(node, contexts, incoming)
    try:
        yield made
    finally:
        if made.is_established:
            made.release()


def _knock(node: Node) -> None:
    """Connect once as plainly as possible: the operating system says best what is wrong."""
    context = node.tls.client() if node.tls is not None else None
    with stated(node.where), socket.create_connection((node.host, node.port), node.timeout_s) as plain:
        if context is not None:
            _shake_hands(context, plain, node)


def _shake_hands(context: ssl.SSLContext, plain: socket.socket, node: Node) -> None:
    """Who hangs up or says nothing at this point does not speak TLS."""
    try:
        context.wrap_socket(plain, server_hostname=node.host).close()
    except (ConnectionError, TimeoutError) as error:
        raise ssl.SSLError("no handshake") from error


def _associate(node: Node, contexts: Sequence[tuple[str, Sequence[str]]], incoming: Incoming | None) -> Any:
    from pynetdicom import AE, build_role

    entity = AE(ae_title=node.our_title)
    entity.acse_timeout = entity.connection_timeout = node.timeout_s
    entity.dimse_timeout = entity.network_timeout = max(60.0, node.timeout_s)
    for sop_class, syntaxes in contexts:
        entity.add_requested_context(sop_class, list(syntaxes))
    handlers: list[Any] = []
    roles = []
    if incoming is not None:
        roles = [build_role(name, scp_role=True) for name in WANTED]
        handlers = taking(incoming)
    made = entity.associate(
        node.host,
        node.port,
        ae_title=node.ae_title,
        ext_neg=roles or None,
        evt_handlers=handlers,
        tls_args=(node.tls.client(), node.host) if node.tls is not None else None,
    )
    if made.is_established:
        bound_reads(made)
        return made
    if made.is_rejected:
        raise rejected(node.where, int(getattr(made.acceptor.primitive, "diagnostic", 0) or 0))
    hint = Message("Check that this is a DICOM port, not one of HTTP.")
    if node.tls is not None:
        hint = Message("Check whether it wants a certificate of ours, and trusts who signed it.")
    raise NetworkError("{where} did not agree to an association.", hint, where=node.where)


def taking(incoming: Incoming, arrived: Callable[[], object] = lambda: None) -> list[Any]:
    """pynetdicom's handlers that let ``incoming`` take what is sent, within its bounds."""
    from pynetdicom import evt

    weigher = Weigher(incoming.max_object)

    def stored(event: Any) -> int:
        weigher.done(event)
        status = incoming.stored(event)
        arrived()
        return status

    return [(evt.EVT_C_STORE, stored), (evt.EVT_PDU_RECV, weigher.received)]


def echo(node: Node) -> None:
    """C-ECHO: whether the PACS is there and knows us.

    Raises:
        NetworkError: it is not, or does not.
    """
    from pynetdicom.sop_class import Verification

    with association(node, [(Verification, SYNTAXES[:2])]) as peer:
        status = peer.send_c_echo()
        if status.get("Status") != 0:
            raise failed_status(node.where, status.get("Status"))


def find(node: Node, query: Query) -> tuple[list[FoundStudy], bool]:
    """C-FIND of studies (study root); at most :data:`MAX_FOUND`, and whether there are more.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Model,
    )

    found: list[FoundStudy] = []
    with association(node, [(Model, SYNTAXES[:2])]) as peer:
        for status, identifier in peer.send_c_find(question(query), Model):
            code = status.get("Status")
            if code in _PENDING and identifier is not None:
                if len(found) >= MAX_FOUND:
                    peer.abort()
                    return found, True
                found.append(study_from(identifier))
            elif code != 0:
                raise failed_status(node.where, code)
    return found, False


def question(query: Query) -> Dataset:
    """The identifier of a C-FIND at study level (PS3.4 C.6.2.1)."""
    from pydicom.dataset import Dataset

    made = Dataset()
    made.SpecificCharacterSet = "ISO_IR 192"
    made.QueryRetrieveLevel = "STUDY"
    made.PatientName, made.PatientID = query.patient_name, query.patient_number
    made.StudyDate, made.AccessionNumber = query.dates, query.accession
    made.ModalitiesInStudy = query.modality
    for name in ("StudyInstanceUID", "StudyTime", "StudyDescription", "NumberOfStudyRelatedInstances"):
        setattr(made, name, "")
    return made


def get(node: Node, study_uid: str, incoming: Incoming, step: Step) -> Moved:
    """C-GET: the radiographs of a study come back on the same association.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Find,
    )
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelGet as Model,
    )

    contexts = [(Find, SYNTAXES[:2]), (Model, SYNTAXES[:2]), *((name, SYNTAXES) for name in WANTED)]
    with association(node, contexts, incoming=incoming) as peer:
        wanted = _film_series(node, peer, study_uid)
        return _each(node, peer, wanted, lambda identifier: peer.send_c_get(identifier, Model), step)


def move(node: Node, study_uid: str, step: Step) -> Moved:
    """C-MOVE: the PACS sends the radiographs of a study to our own receiver, which it must know.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Find,
    )
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelMove as Model,
    )

    with association(node, [(Find, SYNTAXES[:2]), (Model, SYNTAXES[:2])]) as peer:
        wanted = _film_series(node, peer, study_uid)
        title = node.our_title
        return _each(node, peer, wanted, lambda identifier: peer.send_c_move(identifier, title, Model), step)


def _film_series(node: Node, peer: Any, study_uid: str) -> list[Dataset]:
    """Identifiers of the series of a study that may hold radiographs.

    Some PACS give up a whole retrieval at the first object of a class that was not asked for (a report).
    """
    from pynetdicom.sop_class import StudyRootQueryRetrieveInformationModelFind as Find

    asked = _identifier("SERIES", study_uid)
    asked.SeriesInstanceUID, asked.Modality = "", ""
    found: list[Dataset] = []
    for status, one in peer.send_c_find(asked, Find):
        code = status.get("Status")
        if code in _PENDING and one is not None:
            if (
                text(one, "Modality").upper() in FILM_MODALITIES | UNNAMED_MODALITIES
                and len(found) < MAX_FOUND
            ):
                found.append(_identifier("SERIES", study_uid))
                found[-1].SeriesInstanceUID = text(one, "SeriesInstanceUID")[:64]
        elif code != 0:
            raise failed_status(node.where, code)
    return found


def _identifier(level: str, study_uid: str) -> Dataset:
    from pydicom.dataset import Dataset

    made = Dataset()
    made.QueryRetrieveLevel, made.StudyInstanceUID = level, study_uid
    return made


def _each(
    node: Node, peer: Any, wanted: Sequence[Dataset], ask: Callable[[Dataset], Any], step: Step
) -> Moved:
    """One retrieval a series, counted together."""
    done = failed = 0
    for identifier in wanted:
        moved = _follow(node, peer, ask(identifier), _onwards(step, done + failed))
        done, failed = done + moved.done, failed + moved.failed
        if moved.stopped:
            return Moved(done, failed, stopped=True)
    return Moved(done, failed)


def _onwards(step: Step, before: int) -> Step:
    return lambda done, total: step(before + done, before + total)


def _follow(node: Node, peer: Any, answers: Any, step: Step) -> Moved:
    """Walk through the responses of a retrieval (PS3.4 C.4.2.3, C.4.3.3)."""
    done = failed = 0
    for status, _identifier in answers:
        code = status.get("Status")
        done = int(status.get("NumberOfCompletedSuboperations", done) or 0)
        failed = int(status.get("NumberOfFailedSuboperations", failed) or 0)
        left = int(status.get("NumberOfRemainingSuboperations", 0) or 0)
        if code in _PENDING:
            if not step(done, done + failed + left):
                peer.abort()
                return Moved(done, failed, stopped=True)
        elif code == 0xA801:
            raise NetworkError(
                "{where} does not know where {our_title} is.",
                "Have this computer's AE title, address and port entered in the PACS, or use C-GET.",
                where=node.where,
                our_title=node.our_title,
            )
        elif code != 0 and code not in _WARNINGS:
            raise failed_status(node.where, code)
    return Moved(done, failed)


def store(node: Node, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """C-STORE each object (with its file meta information) to the PACS.

    Raises:
        NetworkError: the PACS is not there or refuses; objects that it would not take are counted.
    """
    classes = sorted({str(one.SOPClassUID) for one in objects})
    done, failed, why = 0, 0, NOTHING
    with association(node, [(name, SYNTAXES[:2]) for name in classes]) as peer:
        for number_, one in enumerate(objects, 1):
            if stop.is_set():
                return Moved(done, failed, stopped=True)
            code = _store_one(peer, one)
            if code == 0 or code in _WARNINGS:
                done += 1
            else:
                failed += 1
                why = failed_status(node.where, code).message
                if not peer.is_established:
                    break
            step(number_, len(objects))
    return Moved(done, failed + len(objects) - done - failed, why)


def _store_one(peer: Any, one: Dataset) -> int | None:
    """The status of one C-STORE; a class that the PACS did not accept is 0xA900."""
    try:
        code: int | None = peer.send_c_store(one).get("Status")
    except ValueError:
        return 0xA900
    return code
