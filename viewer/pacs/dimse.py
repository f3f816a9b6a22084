"""A PACS by DIMSE (PS3.4 annexes A, B and C): echo, find, get, move, store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.elements import text
from inference.dicom.header import FILM_MODALITIES, UNNAMED_MODALITIES
from inference.dicom.safe_parse import DAMAGED
from inference.messages import NOTHING, Message
from viewer.pacs.association import SYNTAXES, Peer, association
from viewer.pacs.deadline import STORED_S
from viewer.pacs.errors import NetworkError, too_large
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node
from viewer.pacs.queries import (
    IS_UID,
    MAX_FOUND,
    MAX_NAMED,
    WANTED,
    Failure,
    FoundStudy,
    Moved,
    Query,
    Step,
    study_from,
)

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_PENDING: Final = (0xFF00, 0xFF01)
_WARNINGS: Final = (0xB000, 0xB006, 0xB007)


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


def find(node: Node, query: Query) -> tuple[list[FoundStudy], bool]:
    """C-FIND of studies (study root); at most :data:`MAX_FOUND`, and whether there are more.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from pynetdicom.sop_class import (
        StudyRootQueryRetrieveInformationModelFind as Model,
    )

    with association(node, [(Model, SYNTAXES[:2])]) as peer:
        answers, more = _ask(peer, question(query), MAX_FOUND)
    return [study_from(one) for one in answers], more


def _ask(peer: Peer, identifier: Dataset, most: int) -> tuple[list[Dataset], bool]:
    """The answers of one C-FIND, at most ``most``, and whether there are more (PS3.4 C.4.1).

    Raises:
        NetworkError: no query service, a failure, answers without measure, or no end in time.
    """
    from pynetdicom.sop_class import StudyRootQueryRetrieveInformationModelFind as Model

    peer.need(Model, "queries (C-FIND)", "Ask its keeper, or use its DICOMweb service.")
    found: list[Dataset] = []
    empty = 0
    for status, one in peer.raw.send_c_find(identifier, Model):
        code = status.get("Status")
        if code in _PENDING:
            if len(found) >= most:
                peer.raw.abort()
                return found, True
            if one is not None:
                found.append(one)
            elif (empty := empty + 1) > most:
                peer.raw.abort()
                raise too_large(peer.node.where)
        elif code != 0:
            raise peer.failure(code)
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

    contexts = [(Find, SYNTAXES[:2]), (Model, SYNTAXES[:2]), *storage_contexts(WANTED)]
    with association(node, contexts, incoming=incoming) as peer:
        peer.need(Model, "C-GET", "Fetch by C-MOVE, with the receiver running, or use its DICOMweb service.")
        wanted, more = _film_series(peer, study_uid)
        moved = _each(peer, wanted, lambda one: peer.raw.send_c_get(one, Model), step, more=more)
        return _counted(node, moved, incoming)


def _counted(node: Node, moved: Moved, incoming: Incoming) -> Moved:
    """What came is what lies here, whatever the PACS counted."""
    came, told = len(incoming.files), moved.done + moved.failed
    if came == moved.done:
        return replace(moved, failures=(*incoming.failures, *moved.failures)[:MAX_NAMED])
    why = incoming.failures[0].why if incoming.failures else NOTHING
    if not why:
        why = Message("{where} counts {told} objects; {came} came.", where=node.where, told=told, came=came)
    known = {one.uid: one for one in (*moved.failures, *incoming.failures)}
    failures = tuple(known.values())[:MAX_NAMED]
    return replace(moved, done=came, failed=max(told - came, 0), why=why, failures=failures)


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
        peer.need(Model, "C-MOVE", "Fetch by C-GET, or use its DICOMweb service.")
        wanted, more = _film_series(peer, study_uid)
        title = node.our_title
        return _each(peer, wanted, lambda one: peer.raw.send_c_move(one, title, Model), step, more=more)


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


def _film_series(peer: Peer, study_uid: str) -> tuple[list[Dataset], bool]:
    """Identifiers of the series of a study that may hold radiographs, and whether there are more.

    Some PACS give up a whole retrieval at the first object of a class that was not asked for (a report).
    """
    asked = _identifier("SERIES", study_uid)
    asked.SeriesInstanceUID, asked.Modality = "", ""
    answers, more = _ask(peer, asked, MAX_FOUND)
    found: list[Dataset] = []
    for one in answers:
        if text(one, "Modality").upper() in FILM_MODALITIES | UNNAMED_MODALITIES:
            found.append(_identifier("SERIES", study_uid))
            found[-1].SeriesInstanceUID = text(one, "SeriesInstanceUID")[:64]
    return found, more


def _identifier(level: str, study_uid: str) -> Dataset:
    from pydicom.dataset import Dataset

    made = Dataset()
    made.QueryRetrieveLevel, made.StudyInstanceUID = level, study_uid
    return made


def _each(
    peer: Peer, wanted: Sequence[Dataset], ask: Callable[[Dataset], Any], step: Step, *, more: bool
) -> Moved:
    """One retrieval a series, counted together; a series that fails costs its own objects only."""
    whole = Moved(0)
    for number, identifier in enumerate(wanted):
        try:
            moved = _follow(peer, ask(identifier), _onwards(step, whole.done + whole.failed))
        except NetworkError as error:
            if not whole.done and (not peer.raw.is_established or number + 1 == len(wanted)):
                raise
            if not peer.raw.is_established:
                return _sum(whole, Moved(0, len(wanted) - number, error.message))
            moved = Moved(0, 1, error.message)
        whole = _sum(whole, moved)
        if moved.stopped:
            return whole
    if more:
        why = Message("The study has more than {most} series; the others were not asked for.", most=MAX_FOUND)
        return replace(whole, why=why)
    return whole


def _sum(first: Moved, second: Moved) -> Moved:
    return Moved(
        first.done + second.done, first.failed + second.failed, second.why or first.why, second.stopped,
        (*first.failures, *second.failures)[:MAX_NAMED],
    )  # fmt: skip


def _onwards(step: Step, before: int) -> Step:
    return lambda done, total: step(before + done, before + total)


def _follow(peer: Peer, answers: Any, step: Step) -> Moved:
    """Walk through the responses of a retrieval (PS3.4 C.4.2.3, C.4.3.3)."""
    done = completed = warned = failed = 0
    before = -1
    peer.deadline.renew(STORED_S)
    named: list[str] = []
    for status, identifier in answers:
        code = status.get("Status")
        named = failed_uids(identifier) or named
        completed = int(status.get("NumberOfCompletedSuboperations", completed) or 0)
        warned = int(status.get("NumberOfWarningSuboperations", warned) or 0)
        done = completed + warned
        failed = int(status.get("NumberOfFailedSuboperations", failed) or 0)
        left = int(status.get("NumberOfRemainingSuboperations", 0) or 0)
        if done + failed > before:  # an answer without progress does not buy time
            before = done + failed
            peer.deadline.renew(STORED_S)
        if code in _PENDING:
            if not step(done, done + failed + left):
                peer.raw.abort()
                return Moved(done, failed, stopped=True)
        elif code == 0xA801:
            raise NetworkError(
                "{where} does not know where {our_title} is.",
                "Have this computer's AE title, address and port entered in the PACS, or use C-GET.",
                where=peer.node.where,
                our_title=peer.node.our_title,
            )
        elif code != 0 and code not in _WARNINGS:
            if done or failed:  # what came is told beside the reason why the rest did not
                why = peer.failure(code).message
                return Moved(done, max(failed + left, 1), why, failures=_failures(named, why))
            raise peer.failure(code)
    why = _not_sent(peer.node, failed)
    return Moved(done, failed, why, failures=_failures(named, why) if failed else ())


def _failures(uids: Sequence[str], why: Message) -> tuple[Failure, ...]:
    return tuple(Failure(uid, why) for uid in uids)


def failed_uids(identifier: Dataset | None) -> list[str]:
    """The Failed SOP Instance UID List of a retrieval's last response (PS3.4 C.4.2.1.4.2)."""
    if identifier is None:
        return []
    try:
        value = identifier.get("FailedSOPInstanceUIDList") or ()
        given = [value] if isinstance(value, str) else list(value)[:MAX_NAMED]
    except DAMAGED:
        return []
    return [uid for uid in map(str, given) if IS_UID.fullmatch(uid)]


def _not_sent(node: Node, failed: int) -> Message:
    if not failed:
        return NOTHING
    if failed == 1:
        return Message("{where} could not send 1 object.", where=node.where)
    return Message("{where} could not send {count} objects.", where=node.where, count=failed)


def store(node: Node, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """C-STORE each object (with its file meta information) to the PACS.

    Raises:
        NetworkError: the PACS is not there or refuses; objects that it would not take are counted.
    """
    failures: list[Failure] = []
    with association(node, _contexts_of(objects)) as peer:
        for number, one in enumerate(objects, 1):
            if stop.is_set():
                return _stored(number - 1, failures, stopped=True)
            peer.deadline.renew(STORED_S)
            code = _store_one(peer.raw, one)
            if code != 0 and code not in _WARNINGS:
                why = peer.failure(code).message
                failures.append(Failure(str(one.SOPInstanceUID), why))
                if not peer.raw.is_established:  # the others cannot go, either
                    failures += [Failure(str(rest.SOPInstanceUID), why) for rest in objects[number:]]
                    break
            step(number, len(objects))
    return _stored(len(objects), failures)


def _stored(tried: int, failures: Sequence[Failure], *, stopped: bool = False) -> Moved:
    why = failures[-1].why if failures and not stopped else NOTHING
    return Moved(tried - len(failures), len(failures), why, stopped, tuple(failures[:MAX_NAMED]))


def _contexts_of(objects: Sequence[Dataset]) -> list[tuple[str, Sequence[str]]]:
    """What these objects need: uncompressed ones in one context, each compressed syntax in one of its own."""
    needed: dict[tuple[str, tuple[str, ...]], None] = {}
    for one in objects:
        syntax = str(one.file_meta.TransferSyntaxUID)
        needed[str(one.SOPClassUID), SYNTAXES[:2] if syntax in SYNTAXES[:2] else (syntax,)] = None
    return sorted(needed)


def _store_one(peer: Any, one: Dataset) -> int | None:
    """The status of one C-STORE; a class that the PACS did not accept is 0xA900."""
    try:
        code: int | None = peer.send_c_store(one).get("Status")
    except ValueError:
        return 0xA900
    return code
