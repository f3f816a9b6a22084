"""A PACS by DICOMweb (PS3.18): QIDO-RS, WADO-RS, STOW-RS."""

from __future__ import annotations

import logging
import re
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from inference import strict_json
from inference.dicom.elements import text
from inference.dicom.safe_parse import DAMAGED, quiet
from inference.messages import NOTHING, Message, sentences
from viewer.pacs.errors import ASK, CHECK_ADDRESS, NetworkError, StoppedError, insecure
from viewer.pacs.http_states import failed_request
from viewer.pacs.incoming import SUCCESS, Incoming
from viewer.pacs.node import WebNode
from viewer.pacs.queries import (
    IS_UID,
    MAX_FOUND,
    MAX_NAMED,
    WANTED,
    Asking,
    Failure,
    FoundStudy,
    Moved,
    Query,
    Step,
    study_from,
)
from viewer.pacs.web_bounds import bounded_adapter

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from requests import Response, Session

MAX_INSTANCES: Final = 20_000
MAX_PAGES: Final = 64
MAX_BROKEN: Final = 3
"""Objects in a row that break off; after that the others are not asked for."""
_EMPTY: Final = 204
_PARTIAL: Final = 206
_NOTHING_HERE: Final = (404, 416)
MAX_PAGES_S: Final = 180.0
"""For all pages of one question: a service that always has more is not asked for ever."""


@contextmanager
def session(node: WebNode, stop: threading.Event | None = None, grace_s: float = 0.0) -> Iterator[Session]:
    """An HTTP session with time limits and bounded answers, without proxies and saved passwords.

    Args:
        stop: set by the user, from any thread: a request under way ends ``grace_s`` later.

    Raises:
        NetworkError: the service is not there, not trusted, redirects elsewhere, or breaks off; a certificate
            of ours cannot be used.
    """
    import requests

    node.check()
    _silence()
    if node.tls is not None:
        node.tls.client()  # requests says less clearly which file is wrong
    with requests.Session() as made:
        made.trust_env = False
        made.max_redirects = 3
        if node.user or node.password:
            made.auth = (node.user, node.password)
        if node.tls is not None:
            made.verify = node.tls.authority or True
            made.cert = (
                (node.tls.certificate, node.tls.key or node.tls.certificate) if node.tls.certificate else None
            )
        made.headers["Accept-Encoding"] = "identity"  # films are compressed already; bombs need an encoding
        made.headers["Connection"] = "close"  # each request has a connection, and a deadline, of its own
        adapter = bounded_adapter(node, stop, grace_s)
        made.mount("http://", adapter)
        made.mount("https://", adapter)
        with stated_by(node):
            yield made


def _silence() -> None:
    """These log addresses and what services answer: names must not reach a log."""
    for name in ("requests", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def stated_by(node: WebNode) -> Iterator[None]:
    import requests

    try:
        quiet()
        yield
    except requests.exceptions.SSLError as error:
        raise insecure(node.where, _cause(error)) from error
    except requests.exceptions.Timeout as error:
        raise NetworkError("{where} did not answer in time.", CHECK_ADDRESS, where=node.where) from error
    except requests.exceptions.HTTPError as error:
        raise failed_request(node.where, error.response) from error
    except requests.exceptions.ConnectionError as error:
        raise NetworkError("{where} cannot be reached.", CHECK_ADDRESS, where=node.where) from error
    except ssl.SSLError as error:
        raise NetworkError("A certificate or key cannot be used.", "Give PEM files.") from error
    except (requests.exceptions.RequestException, ValueError) as error:  # a chunk of length -5, say
        raise NetworkError(
            "{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where
        ) from error


def _cause(error: BaseException) -> ssl.SSLError:
    """What OpenSSL said, below what requests and urllib3 wrap around it."""
    inner: Any = error
    for _level in range(8):
        if isinstance(inner, ssl.SSLError):
            return inner
        inner = getattr(inner, "reason", None) or next(iter(getattr(inner, "args", ())), None)
    return ssl.SSLError("unknown")


def find(node: WebNode, query: Query, asking: Asking | None = None) -> tuple[list[FoundStudy], bool]:
    """QIDO-RS for studies; at most :data:`MAX_FOUND`, and whether there are more.

    Args:
        asking: ends it, and is told of answers that could not be read.

    Raises:
        NetworkError: the service is not there, refuses, or answers something else.
    """
    asking = asking or Asking()
    filters = {
        "PatientName": query.patient_name,
        "PatientID": query.patient_number,
        "StudyDate": query.dates,
        "AccessionNumber": query.accession,
        "ModalitiesInStudy": query.modality,
    }
    asked = [(name, value) for name, value in filters.items() if value]
    fields = ("StudyDescription", "ModalitiesInStudy", "NumberOfStudyRelatedInstances")
    asked += [("includefield", name) for name in fields]
    with session(node, asking.stop) as made:
        answers, more = _pages(node, made, "studies", asked, "StudyInstanceUID", MAX_FOUND, asking)
    return [study_from(one) for one in answers], more


def _pages(
    node: WebNode,
    made: Session,
    what: str,
    asked: Sequence[tuple[str, str]],
    uid: str,
    most: int,
    asking: Asking,
) -> tuple[list[Dataset], bool]:
    """QIDO-RS to its end (PS3.18 8.3.4.4): at most ``most`` results, each once, and whether there are more.

    A service may give fewer than were asked for; it says so by "Warning: 299", by a state of 206, or not at
    all.  So it is asked for what follows until nothing new comes, the time is over, or the user ends it.

    Raises:
        NetworkError: as :func:`find`.
    """
    found: dict[str, Dataset] = {}
    until = time.monotonic() + MAX_PAGES_S
    for page in range(MAX_PAGES):
        params = [*asked, ("limit", str(most + 1 - len(found))), ("offset", str(len(found)))]
        try:
            answer = made.get(
                f"{node.url.rstrip('/')}/{what}",
                params=params,
                headers={"Accept": "application/dicom+json"},
            )
        except StoppedError:
            return list(found.values())[:most], True
        if page and answer.status_code in _NOTHING_HERE:  # beyond the last one
            break
        answer.raise_for_status()
        before = len(found)
        rows, unread = _json(node, answer, most + 1, uid)
        for key, one in rows:
            found.setdefault(key, one)
        asking.unread += (
            unread if len(found) > before or not rows else 0
        )  # not those of a page that came again
        more_is_said = "299" in answer.headers.get("Warning", "") or answer.status_code == _PARTIAL
        if len(found) > most or len(found) == before:
            return list(found.values())[:most], len(found) > most or more_is_said
        if time.monotonic() > until or asking.stop.is_set():
            return list(found.values()), True
    else:
        return list(found.values()), True
    return list(found.values()), False


def _json(node: WebNode, answer: Response, most: int, uid: str) -> tuple[list[tuple[str, Dataset]], int]:
    """DICOM JSON (PS3.18 F) as data sets by their ``uid``, the first ``most``; an empty answer holds none.

    Returns:
        Those that can be read, and how many cannot.

    Raises:
        NetworkError: it is no such JSON, or no result of it can be read.
    """
    if answer.status_code == _EMPTY or not answer.content:
        return [], 0
    try:
        rows = strict_json.loads(answer.content, repeated=None)  # costs its result, not the others
    except DAMAGED as error:
        raise no_service(node) from error
    if not isinstance(rows, list):
        raise no_service(node)
    found = [one for one in (_row(row, uid) for row in rows[:most]) if one is not None]
    if rows and not found:
        raise no_service(node)
    return found, len(rows[:most]) - len(found)


def _row(given: object, uid: str) -> tuple[str, Dataset] | None:
    """One result; None where it cannot be read.  Nothing that it points to is asked for."""
    from pydicom.dataset import Dataset

    try:
        one = Dataset.from_json(given)  # type: ignore[arg-type]  # whatever it is
        key = text(one, uid)[:64]
    except DAMAGED:
        return None
    return (key, one) if IS_UID.fullmatch(key) else None


def no_service(node: WebNode) -> NetworkError:
    """Something else answers."""
    return NetworkError("{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where)


def get(
    node: WebNode, study_uid: str, incoming: Incoming, step: Step, stop: threading.Event | None = None
) -> Moved:
    """WADO-RS: the radiographs of a study, one by one, their bytes as they come.

    One that does not come costs itself; where several in a row break off, the others are not asked for.

    Args:
        step: told done and total; False stops.
        stop: set by the user: ends what is under way, too.

    Raises:
        NetworkError: the service is not there, refuses, or answers something else.
    """
    asking, instances = Asking(stop or threading.Event()), f"studies/{_uid(study_uid)}/instances"
    with session(node, asking.stop) as made:
        every, more = _pages(node, made, instances, [], "SOPInstanceUID", MAX_INSTANCES, asking)
        if asking.stop.is_set():
            return Moved(0, stopped=True)
        films = [
            (study_uid, text(one, "SeriesInstanceUID"), text(one, "SOPInstanceUID")[:64])
            for one in every
            if text(one, "SOPClassUID") in WANTED
        ]
        moved = _films(node, made, films, incoming, step)
    left = [asking.note]
    if more and not moved.stopped:
        left.append(Message("The study has more objects than were named; the others were not asked for."))
    return replace(moved, why=sentences((moved.why, *left)), note=incoming.came.note)


def _films(
    node: WebNode, made: Session, films: Sequence[tuple[str, str, str]], incoming: Incoming, step: Step
) -> Moved:
    done = broken = 0
    failures: list[Failure] = []
    for number, film in enumerate(films, 1):
        try:
            with stated_by(node):
                why = _take(node, made, film, incoming)
            broken, done = 0, done + (not why)
        except StoppedError:
            return _moved(done, failures, stopped=True)
        except NetworkError as error:
            broken, why = broken + 1, error.message
            if not done and (broken == len(films) or broken >= MAX_BROKEN):
                raise
        if why:
            failures.append(Failure(film[2], why))
        if broken >= MAX_BROKEN:
            failures += [Failure(rest[2], why) for rest in films[number:]]
            break
        if not step(number, len(films)):
            return _moved(done, failures, stopped=True)
    return _moved(done, failures)


def _moved(done: int, failures: Sequence[Failure], *, stopped: bool = False) -> Moved:
    why = failures[-1].why if failures else NOTHING
    return Moved(done, len(failures), why, stopped, tuple(failures[:MAX_NAMED]))


def _take(node: WebNode, made: Session, uids: tuple[str, str, str], incoming: Incoming) -> Message:
    """Fetch one object and keep it; why it could not be kept, or nothing."""
    study, series, sop = map(_uid, uids)
    address = f"{node.url.rstrip('/')}/studies/{study}/series/{series}/instances/{sop}"
    data = _instance(node, made, address)
    if data[128:132] != b"DICM":
        return Message("What {where} sent is no DICOM object.", where=node.where)
    status = incoming.take(sop, data)
    return NOTHING if status == SUCCESS else incoming.failures[-1].why


def _uid(value: str) -> str:
    if IS_UID.fullmatch(value) is None:
        raise NetworkError(
            "The PACS names an object by something that is no UID.", "Ask the PACS administrator."
        )
    return value


def _instance(node: WebNode, made: Session, address: str) -> bytes:
    wanted = 'multipart/related; type="application/dicom"; transfer-syntax=*'
    answer = made.get(address, headers={"Accept": wanted})
    answer.raise_for_status()
    if answer.status_code == _EMPTY or not answer.content:
        raise NetworkError("{where} sent nothing in place of the object.", ASK, where=node.where)
    kind = answer.headers.get("Content-Type", "")
    part = first_part(kind, answer.content)
    if part is None and kind.lower().startswith("multipart/related"):
        raise NetworkError("The object did not come whole from {where}.", "Try again.", where=node.where)
    if part is None and answer.content[128:132] == b"DICM":  # alone, as application/dicom (PS3.18 8.7.3.3.1)
        part = answer.content
    if part is None or answer.status_code == _PARTIAL:
        raise _no_object(node, answer.status_code)
    return part


def _no_object(node: WebNode, code: int) -> NetworkError:
    if code == _PARTIAL:
        return NetworkError("{where} sent a part of the object only (HTTP 206).", ASK, where=node.where)
    return no_service(node)


def first_part(kind: str, body: bytes) -> bytes | None:
    """The first part of a multipart/related message (RFC 2046 5.1.1, RFC 2387), or None where there is none.

    A boundary counts where its line ends behind it, with or without "--": its bytes may stand in pixels.
    """
    found = re.search(r'boundary="?([^";,]{1,200})"?', kind)
    if not kind.lower().startswith("multipart/related") or found is None:
        return None
    line = re.escape(b"--" + found[1].strip().encode("latin-1", "replace"))
    start = re.search(line + rb"[ \t]*\r\n", body)
    head = body.find(b"\r\n\r\n", start.end() - 2) if start is not None else -1
    if head < 0:
        return None
    end = re.compile(rb"\r\n" + line + rb"(--|[ \t]*\r\n)").search(body, head + 2)
    return body[head + 4 : end.start()] if end is not None else None
