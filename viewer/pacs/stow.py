"""STOW-RS (PS3.18 10.5): objects to a PACS by DICOMweb, and what it says about each."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from inference.dicom.elements import number, text
from inference.dicom.safe_parse import DAMAGED
from inference.messages import NOTHING, Message
from viewer.pacs.deadline import GRACE_S
from viewer.pacs.dicomweb import session, stated_by
from viewer.pacs.errors import ON_ITS_WAY, NetworkError, StoppedError, failed_status
from viewer.pacs.http_states import failed_request
from viewer.pacs.node import WebNode
from viewer.pacs.queries import MAX_NAMED, Failure, Moved, Step

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from requests import Response, Session

_NONE_TAKEN: Final = 409
_SOME_TAKEN: Final = 202
_THIS_ONE: Final = (400, 413, 415, 422, 500)
"""States that speak of the object sent; the next one may be taken."""


def store(node: WebNode, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """One object a request, so that it can be stopped; one that the service cannot take costs itself.

    Raises:
        NetworkError: the service is not there or refuses; objects that it would not take are counted, named.
    """
    failures: list[Failure] = []
    with session(node, stop, GRACE_S) as made:
        for number, one in enumerate(objects, 1):
            if stop.is_set():
                return _moved(number - 1, failures, stopped=True)
            try:
                with stated_by(node):
                    why = _store_one(node, made, one)
            except StoppedError:
                failures.append(Failure(str(one.SOPInstanceUID), ON_ITS_WAY))
                return _moved(number, failures, stopped=True)
            except NetworkError as error:
                if number == 1:
                    raise
                why = error.message
                failures += [Failure(str(rest.SOPInstanceUID), why) for rest in objects[number - 1 :]]
                break
            if why:
                failures.append(Failure(str(one.SOPInstanceUID), why))
            step(number, len(objects))
    return _moved(len(objects), failures)


def _moved(tried: int, failures: Sequence[Failure], *, stopped: bool = False) -> Moved:
    why = failures[-1].why if failures and not stopped else NOTHING
    return Moved(tried - len(failures), len(failures), why, stopped, tuple(failures[:MAX_NAMED]))


def _store_one(node: WebNode, made: Session, one: Dataset) -> Message:
    """Send one object; why it was not taken, or nothing."""
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
        return failed_request(node.where, answer).message
    if answer.status_code != _NONE_TAKEN:
        answer.raise_for_status()
    return verdict(node, answer, str(one.SOPInstanceUID))


def verdict(node: WebNode, answer: Response, uid: str) -> Message:
    """Why the one object of a request was not taken; nothing where it was (PS3.18 10.5.3, I.2).

    A response that names no failure is taken by its state: 200 all, 202 not all, 409 none.
    """
    said = _response(answer)
    failed = _items(said, "FailedSOPSequence") + _items(said, "OtherFailuresSequence")
    if failed:
        reason = number(failed[0], "FailureReason")
        return failed_status(node.where, 0x0110 if reason is None else reason).message
    taken = [text(one, "ReferencedSOPInstanceUID") for one in _items(said, "ReferencedSOPSequence")]
    unsure = answer.status_code == _SOME_TAKEN and uid not in taken
    if answer.status_code == _NONE_TAKEN or unsure:
        return Message("{where} did not take the object and gives no reason.", where=node.where)
    return NOTHING


def _response(answer: Response) -> Dataset | None:
    """The Store Instances Response (PS3.18 I), or None where there is none in JSON."""
    from pydicom.dataset import Dataset

    try:
        found = json.loads(answer.content)
        return Dataset.from_json(found[0] if isinstance(found, list) else found)
    except DAMAGED:
        return None


def _items(said: Dataset | None, keyword: str) -> list[Dataset]:
    try:
        return list(said.get(keyword) or ()) if said is not None else []
    except DAMAGED:
        return []
