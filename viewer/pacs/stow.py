"""STOW-RS (PS3.18 10.5): objects to a PACS by DICOMweb, and what it says about each."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final

from inference import strict_json
from inference.dicom.elements import number, text
from inference.dicom.safe_parse import DAMAGED
from inference.messages import NOTHING, Message
from viewer.pacs.deadline import GRACE_S
from viewer.pacs.dicomweb import no_service, session, stated_by
from viewer.pacs.errors import ON_ITS_WAY, NetworkError, StoppedError, failed_status
from viewer.pacs.http_states import failed_request
from viewer.pacs.node import WebNode
from viewer.pacs.queries import Failure, Moved, Step
from viewer.pacs.suboperations import WARNINGS, changed, sent

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from requests import Response, Session

_NONE_TAKEN: Final = 409
_SOME_TAKEN: Final = 202
_PAGE: Final = re.compile(rb"<(!doctype\s+)?html")
_THIS_ONE: Final = (400, 413, 415, 422, 500)
"""States that speak of the object sent; the next one may be taken."""


def store(node: WebNode, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """One object a request, so that it can be stopped; one that the service cannot take costs itself.

    Raises:
        NetworkError: the service is not there or refuses; objects that it would not take are counted, named.
    """
    failures: list[Failure] = []
    warned: dict[int, int] = {}
    words = partial(_warning, node)
    with session(node, stop, GRACE_S) as made:
        for number, one in enumerate(objects, 1):
            if stop.is_set():
                return sent(number - 1, failures, warned, words, stopped=True)
            try:
                with stated_by(node):
                    why, code = _store_one(node, made, one)
            except StoppedError:
                failures.append(Failure(str(one.SOPInstanceUID), ON_ITS_WAY))
                return sent(number, failures, warned, words, stopped=True)
            except NetworkError as error:
                if number == 1:
                    raise
                why = error.message
                failures += [Failure(str(rest.SOPInstanceUID), why) for rest in objects[number - 1 :]]
                break
            if why:
                failures.append(Failure(str(one.SOPInstanceUID), why))
            elif code:
                warned[code] = warned.get(code, 0) + 1
            step(number, len(objects))
    return sent(len(objects), failures, warned, words)


def _warning(node: WebNode, code: int, count: int) -> Message:
    """What a Warning Reason means (PS3.18 table I.2-1), for so many objects."""
    if code in WARNINGS:
        return changed(node, code, count)
    return Message(
        "{where} stored 1 object with a warning (status {status:04X})."
        if count == 1
        else "{where} stored {count} objects with a warning (status {status:04X}).",
        where=node.where,
        count=count,
        status=code,
    )


def _store_one(node: WebNode, made: Session, one: Dataset) -> tuple[Message, int]:
    """Send one object; why it was not taken, or nothing, and the reason of a warning, 0 without one.

    Raises:
        NetworkError: the service is not there, refuses, or what answers is none.
    """
    from pydicom import dcmwrite

    buffer = BytesIO()
    dcmwrite(buffer, one)
    boundary = uuid.uuid4().hex
    head = f"--{boundary}\r\nContent-Type: application/dicom\r\n\r\n".encode()
    answer = made.post(
        f"{node.url.rstrip('/')}/studies",
        data=b"".join((head, buffer.getvalue(), f"\r\n--{boundary}--\r\n".encode())),
        headers={
            "Content-Type": f'multipart/related; type="application/dicom"; boundary={boundary}',
            "Accept": "application/dicom+json",
        },
    )
    if answer.status_code in _THIS_ONE:
        return failed_request(node.where, answer).message, 0
    if answer.status_code != _NONE_TAKEN:
        answer.raise_for_status()
    return verdict(node, answer, str(one.SOPInstanceUID))


def verdict(node: WebNode, answer: Response, uid: str) -> tuple[Message, int]:
    """Why the one object of a request was not taken; nothing where it was (PS3.18 10.5.3, I.2).

    A response that names neither failures nor objects is taken by its state: 200 all, 202 not all, 409 none.
    With it comes the reason of a warning, 0 without one.

    Raises:
        NetworkError: a success with a page of another kind, as one that asks for a password.
    """
    said = _response(answer)
    if said is None and answer.status_code not in (_SOME_TAKEN, _NONE_TAKEN) and not _is_xml(answer):
        raise no_service(node)
    failed = _items(said, "FailedSOPSequence") + _items(said, "OtherFailuresSequence")
    if failed:
        reason = number(failed[0], "FailureReason")
        return failed_status(node.where, 0x0110 if reason is None else reason).message, 0
    taken = {text(one, "ReferencedSOPInstanceUID"): one for one in _items(said, "ReferencedSOPSequence")}
    unsure = uid not in taken and (bool(taken) or answer.status_code == _SOME_TAKEN)
    if answer.status_code == _NONE_TAKEN or unsure:
        return Message("{where} did not take the object and gives no reason.", where=node.where), 0
    return NOTHING, (number(taken[uid], "WarningReason") or 0) if uid in taken else 0


def _response(answer: Response) -> Dataset | None:
    """The Store Instances Response (PS3.18 I), empty where nothing is said; None where it is none in JSON."""
    from pydicom.dataset import Dataset

    if not answer.content.strip():
        return Dataset()
    try:
        found = strict_json.loads(answer.content)
        if isinstance(found, list):
            found = found[0] if found else {}
        return Dataset.from_json(found)
    except DAMAGED:
        return None


def _is_xml(answer: Response) -> bool:
    """Whether a body is a response in XML, which is not read further; a page for people is none."""
    head = answer.content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    is_page = "html" in answer.headers.get("Content-Type", "").lower() or _PAGE.search(head) is not None
    return head.startswith(b"<") and not is_page


def _items(said: Dataset | None, keyword: str) -> list[Dataset]:
    try:
        return list(said.get(keyword) or ()) if said is not None else []
    except DAMAGED:
        return []
