"""A PACS by DIMSE (PS3.4 annexes A, B and C): echo, find, get, move, store."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.elements import text
from inference.dicom.header import FILM_MODALITIES, UNNAMED_MODALITIES
from inference.messages import NOTHING, Message
from viewer.pacs.association import SYNTAXES, Peer, association
from viewer.pacs.deadline import STORED_S
from viewer.pacs.errors import ON_ITS_WAY, NetworkError, StoppedError, not_offered, too_large, unreadable
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node
from viewer.pacs.queries import (
    MAX_FOUND,
    WANTED,
    Asking,
    Failure,
    FoundStudy,
    Moved,
    Query,
    Step,
    study_from,
)
from viewer.pacs.suboperations import WARNINGS, Wanted, changed, counted, each, sent

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_PENDING: Final = (0xFF00, 0xFF01)
_BY_MOVE: Final = "Fetch by C-MOVE, with the receiver running, or use its DICOMweb service."
_GROUPS: Final = (0x0008, 0x0010, 0x0020)
"""Of what is asked for; an answer holds some of it (PS3.4 C.4.1.1.3.2)."""


def echo(node: Node) -> None:
    """C-ECHO: whether the PACS is there and knows us.

    Raises:
        NetworkError: it is not, or does not.
    """
    from pynetdicom.sop_class import Verification

    with association(node, [(Verification, SYNTAXES[:2])], seconds=node.timeout_s) as peer:
        peer.need(Verification, "C-ECHO", "It may answer queries all the same: try a search.")
        status = peer.raw.send_c_echo()
        if status.get("Status") != 0:
            raise peer.failure(status.get("Status"))


def find(node: Node, query: Query, asking: Asking | None = None) -> tuple[list[FoundStudy], bool]:
    """C-FIND of studies (study root); at most :data:`MAX_FOUND`, and whether there are more.

    Args:
        asking: ends it, and is told of answers that could not be read.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails; nothing of its answers can be read.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Model,
    )

    asking = asking or Asking()
    try:
        with association(node, [(Model, SYNTAXES[:2])], stop=asking.stop) as peer:
            answers, more = _ask(peer, question(query), MAX_FOUND, asking)
    except StoppedError:
        return [], True
    return [study_from(one) for one in answers], more


def _ask(peer: Peer, identifier: Dataset, most: int, asking: Asking) -> tuple[list[Dataset], bool]:
    """The answers of one C-FIND, at most ``most``, and whether there are more (PS3.4 C.4.1).

    Raises:
        NetworkError: no query service, a failure, answers without measure, unreadable ones alone, or no end
            in time.
    """
    from pynetdicom.sop_class import StudyRootQueryRetrieveInformationModelFind as Model

    peer.need(Model, "queries (C-FIND)", "Ask its keeper, or use its DICOMweb service.")
    found: list[Dataset] = []
    for status, one in peer.ask(lambda: peer.raw.send_c_find(identifier, Model), Model):
        code = status.get("Status")
        if code in _PENDING:
            if len(found) >= most:
                peer.raw.abort()
                return found, True
            if _is_readable(one):
                found.append(one)
            elif (asking := _one_more(asking)).unread > most:
                peer.raw.abort()
                raise too_large(peer.node.where)
        elif peer.stopped and code != 0:  # cancelled, or cut
            return found, True
        elif code != 0:
            raise peer.failure(code)
    if asking.unread and not found:
        raise unreadable(peer.node.where)
    return found, False


def _one_more(asking: Asking) -> Asking:
    asking.unread += 1
    return asking


def _is_readable(one: Dataset | None) -> bool:
    """Whether an answer was decoded, and its elements are of this data set (a parser finds some in noise)."""
    return one is not None and any(tag >> 16 in _GROUPS for tag in one.keys())  # noqa: SIM118  no elements are decoded


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


def get(
    node: Node, study_uid: str, incoming: Incoming, step: Step, stop: threading.Event | None = None
) -> Moved:
    """C-GET: the radiographs of a study come back on the same association.

    Args:
        step: told done and total; False stops.
        stop: stops it, too, where nothing comes that could be told to ``step``.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Find,
    )
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelGet as Model,
    )

    contexts = [(Find, SYNTAXES[:2]), (Model, SYNTAXES[:2]), *storage_contexts(WANTED)]
    try:
        with association(node, contexts, incoming=incoming, stop=stop) as peer:
            peer.need(Model, "C-GET", _BY_MOVE)
            if not any(one.as_scp for one in peer.raw.accepted_contexts):  # PS3.7 D.3.3.4
                raise not_offered(node.where, "to send radiographs by C-GET", _BY_MOVE)
            wanted = _film_series(peer, study_uid)

            def ask(one: Dataset) -> Any:
                return peer.ask(lambda: peer.raw.send_c_get(one, Model), Model)

            return counted(node, each(peer, wanted, ask, step), incoming.came)
    except StoppedError:
        return Moved(0, stopped=True)
    except NetworkError as error:
        if not incoming.files:
            raise
        return counted(node, Moved(len(incoming.files), 1, error.message), incoming.came)


def move(
    node: Node,
    study_uid: str,
    step: Step,
    stop: threading.Event | None = None,
    received: Incoming | None = None,
) -> Moved:
    """C-MOVE: the PACS sends the radiographs of a study to our own receiver, which it must know.

    Args:
        step, stop: as for :func:`get`.
        received: what the receiver takes; the PACS's own count is held against it.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Find,
    )
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelMove as Model,
    )

    title, since = node.our_title, received.mark() if received is not None else None
    try:
        with association(node, [(Find, SYNTAXES[:2]), (Model, SYNTAXES[:2])], stop=stop) as peer:
            peer.need(Model, "C-MOVE", "Fetch by C-GET, or use its DICOMweb service.")
            wanted = _film_series(peer, study_uid)

            def ask(one: Dataset) -> Any:
                return peer.ask(lambda: peer.raw.send_c_move(one, title, Model), Model)

            moved = each(peer, wanted, ask, step)
    except StoppedError:
        return Moved(0, stopped=True)
    if received is None or since is None:
        return moved
    return counted(node, moved, received.since(since), others=True)


def storage_contexts(classes: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Presentation contexts for objects as they are.

    The acceptor picks one transfer syntax of each context (PS3.8 7.1.1.13): one that lists all leaves the
    choice to chance, and a compressed film cannot go over another one.
    """
    return [
        (name, syntaxes)
        for name in classes
        for syntaxes in (SYNTAXES[:2], *((compressed,) for compressed in SYNTAXES[2:]))
    ]


def _film_series(peer: Peer, study_uid: str) -> Wanted:
    """Identifiers of the series of a study that may hold radiographs, and what is not asked for.

    Some PACS give up a whole retrieval at the first object of a class that was not asked for (a report).
    """
    asked, asking = _identifier("SERIES", study_uid), Asking()
    asked.SeriesInstanceUID, asked.Modality = "", ""
    answers, more = _ask(peer, asked, MAX_FOUND, asking)
    if peer.stopped:
        raise StoppedError
    found: list[Dataset] = []
    for one in answers:
        if text(one, "Modality").upper() in FILM_MODALITIES | UNNAMED_MODALITIES:
            found.append(_identifier("SERIES", study_uid))
            found[-1].SeriesInstanceUID = text(one, "SeriesInstanceUID")[:64]
    why = NOTHING
    if more:
        why = Message("The study has more than {most} series; the others were not asked for.", most=MAX_FOUND)
    elif asking.unread:
        why = Message(
            "{count} series of the study could not be read from the answer and were not asked for.",
            count=asking.unread,
        )
    return Wanted(tuple(found), why)


def _identifier(level: str, study_uid: str) -> Dataset:
    from pydicom.dataset import Dataset

    made = Dataset()
    made.QueryRetrieveLevel, made.StudyInstanceUID = level, study_uid
    return made


def store(node: Node, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """C-STORE each object (with its file meta information) to the PACS.

    Raises:
        NetworkError: the PACS is not there or refuses, or hangs up before the first; objects that it would
            not take are counted, and the rest where it hangs up later.
    """
    failures: list[Failure] = []
    warned: dict[int, int] = {}
    words = partial(changed, node)
    with association(node, _contexts_of(objects), stop=stop) as peer:
        for number, one in enumerate(objects, 1):
            if stop.is_set():
                return sent(number - 1, failures, warned, words, stopped=True)
            peer.deadline.renew(STORED_S)
            why = _refused_kind(peer, one)
            try:
                code = None if why else peer.ask(lambda one=one: peer.raw.send_c_store(one)).get("Status")  # type: ignore[misc]
            except NetworkError as error:  # hung up since the one before
                if number == 1:
                    raise
                if peer.stopped:
                    return sent(number - 1, failures, warned, words, stopped=True)
                failures += [
                    Failure(str(rest.SOPInstanceUID), error.message) for rest in objects[number - 1 :]
                ]
                break
            if code is None and peer.stopped and not why:
                failures.append(Failure(str(one.SOPInstanceUID), ON_ITS_WAY))
                return sent(number, failures, warned, words, stopped=True)
            if code in WARNINGS:
                warned[code] = warned.get(code, 0) + 1
            elif why or code != 0:
                why = why or peer.failure(code).message
                failures.append(Failure(str(one.SOPInstanceUID), why))
                if peer.is_over:  # the others cannot go, either
                    failures += [Failure(str(rest.SOPInstanceUID), why) for rest in objects[number:]]
                    break
            step(number, len(objects))
    return sent(len(objects), failures, warned, words)


def _contexts_of(objects: Sequence[Dataset]) -> list[tuple[str, Sequence[str]]]:
    """What these objects need: uncompressed ones in one context, each compressed syntax in one of its own."""
    needed: dict[tuple[str, tuple[str, ...]], None] = {}
    for one in objects:
        needed[str(one.SOPClassUID), _syntaxes(one)] = None
    return sorted(needed)


def _syntaxes(one: Dataset) -> tuple[str, ...]:
    syntax = str(one.file_meta.TransferSyntaxUID)
    return SYNTAXES[:2] if syntax in SYNTAXES[:2] else (syntax,)


def _refused_kind(peer: Peer, one: Dataset) -> Message:
    """Why the association cannot carry an object, as its acceptor answered; else nothing (PS3.8 9.3.3.2)."""
    accepted = [c for c in peer.raw.accepted_contexts if c.abstract_syntax == str(one.SOPClassUID)]
    if not accepted:
        return Message("{where} does not take this kind of object.", where=peer.node.where)
    if not any(c.transfer_syntax[0] in _syntaxes(one) for c in accepted):
        return Message("{where} does not take this way of compression.", where=peer.node.where)
    return NOTHING
