"""A PACS by DICOMweb (PS3.18): QIDO-RS, WADO-RS, STOW-RS."""

from __future__ import annotations

import json
import logging
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.elements import text
from inference.dicom.safe_parse import DAMAGED, quiet
from inference.messages import NOTHING, Message
from viewer.pacs.errors import ASK, CHECK_ADDRESS, REPORTS, NetworkError, insecure
from viewer.pacs.incoming import SUCCESS, Incoming
from viewer.pacs.node import WebNode
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
from viewer.pacs.web_bounds import bounded_adapter

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from requests import Response, Session

MAX_INSTANCES: Final = 20_000
MAX_PAGES: Final = 64
MAX_BROKEN: Final = 3
"""Objects in a row that break off; after that the others are not asked for."""
_STATES: Final = {
    401: (
        Message("wants a user name and password, or does not know these"),
        Message("Enter them; they are not saved."),
    ),
    403: (Message("does not allow it"), Message("Ask its keeper.")),
    404: (Message("has nothing at this address"), Message("Check the path; Orthanc's is /dicom-web.")),
    413: (Message("finds the object too large"), Message("Ask its keeper.")),
    503: (Message("is busy"), Message("Try again later.")),
}


@contextmanager
def session(node: WebNode) -> Iterator[Session]:
    """An HTTP session with time limits and bounded answers, without proxies and saved passwords.

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
        made.headers["Connection"] = "close"  # each request has a connection, and a deadline, of its own
        adapter = bounded_adapter(node)
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
        raise state(node, error.response.status_code if error.response is not None else 0) from error
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


def state(node: WebNode, code: int) -> NetworkError:
    """What an HTTP state means."""
    what, hint = _STATES.get(code, (REPORTS, ASK))
    return NetworkError("{where} {what} (HTTP {code}).", hint, where=node.where, what=what, code=code)


def find(node: WebNode, query: Query) -> tuple[list[FoundStudy], bool]:
    """QIDO-RS for studies; at most :data:`MAX_FOUND`, and whether there are more.

    Raises:
        NetworkError: the service is not there, refuses, or answers something else.
    """
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
    with session(node) as made:
        answers, more = _pages(node, made, "studies", asked, "StudyInstanceUID", MAX_FOUND)
    return [study_from(one) for one in answers], more


def _pages(
    node: WebNode, made: Session, what: str, asked: Sequence[tuple[str, str]], uid: str, most: int
) -> tuple[list[Dataset], bool]:
    """QIDO-RS to its end (PS3.18 8.3.4.4): at most ``most`` results, each once, and whether there are more.

    A service may give fewer than were asked for; it says so by "Warning: 299", or not at all.  So it is asked
    for what follows until nothing new comes.

    Raises:
        NetworkError: as :func:`find`.
    """
    found: dict[str, Dataset] = {}
    for _page in range(MAX_PAGES):
        params = [*asked, ("limit", str(most + 1 - len(found))), ("offset", str(len(found)))]
        answer = made.get(
            f"{node.url.rstrip('/')}/{what}", params=params, headers={"Accept": "application/dicom+json"}
        )
        answer.raise_for_status()
        before = len(found)
        for one in _json(node, answer, most + 1):
            if key := text(one, uid)[:64]:
                found.setdefault(key, one)
        more_is_said = "299" in answer.headers.get("Warning", "")
        if len(found) > most or len(found) == before:
            return list(found.values())[:most], len(found) > most or more_is_said
    return list(found.values()), True


def _json(node: WebNode, answer: Response, most: int) -> list[Dataset]:
    """DICOM JSON (PS3.18 F) as data sets, the first ``most``; an empty answer holds none."""
    from pydicom.dataset import Dataset

    if answer.status_code == 204 or not answer.content:
        return []
    try:
        return [Dataset.from_json(one) for one in json.loads(answer.content)[:most]]
    except DAMAGED as error:
        raise _no_service(node) from error


def _no_service(node: WebNode) -> NetworkError:
    return NetworkError("{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where)


def get(node: WebNode, study_uid: str, incoming: Incoming, step: Step) -> Moved:
    """WADO-RS: the radiographs of a study, one by one, their bytes as they come.

    One that does not come costs itself; where several in a row break off, the others are not asked for.

    Raises:
        NetworkError: the service is not there, refuses, or answers something else.
    """
    done = broken = 0
    failures: list[Failure] = []
    with session(node) as made:
        every, more = _pages(
            node, made, f"studies/{_uid(study_uid)}/instances", [], "SOPInstanceUID", MAX_INSTANCES
        )
        films = [text(one, "SOPInstanceUID")[:64] for one in every if text(one, "SOPClassUID") in WANTED]
        series = {text(one, "SOPInstanceUID")[:64]: text(one, "SeriesInstanceUID") for one in every}
        for number, sop in enumerate(films, 1):
            try:
                with stated_by(node):
                    why = _take(node, made, (study_uid, series[sop], sop), incoming)
                broken, done = 0, done + (not why)
            except NetworkError as error:
                broken, why = broken + 1, error.message
                if not done and (broken == len(films) or broken >= MAX_BROKEN):
                    raise
            if why:
                failures.append(Failure(sop, why))
            if broken >= MAX_BROKEN:
                failures += [Failure(rest, why) for rest in films[number:]]
                break
            if not step(number, len(films)):
                return _moved(done, failures, stopped=True)
    moved = _moved(done, failures)
    if not more:
        return moved
    why = Message(
        "The study has more than {most} objects; the others were not asked for.", most=MAX_INSTANCES
    )
    return replace(moved, why=why)


def _moved(done: int, failures: Sequence[Failure], *, stopped: bool = False) -> Moved:
    why = failures[-1].why if failures else NOTHING
    return Moved(done, len(failures), why, stopped, tuple(failures[:MAX_NAMED]))


def _take(node: WebNode, made: Session, uids: tuple[str, str, str], incoming: Incoming) -> Message:
    """Fetch one object and keep it; why it could not be kept, or nothing."""
    study, series, sop = map(_uid, uids)
    address = f"{node.url.rstrip('/')}/studies/{study}/series/{series}/instances/{sop}"
    status = incoming.take(sop, _instance(node, made, address))
    return NOTHING if status == SUCCESS else incoming.failures[-1].why


def _uid(value: str) -> str:
    if IS_UID.fullmatch(value) is None:
        raise NetworkError("The PACS names an object by something that is no UID.", "Ask its keeper.")
    return value


def _instance(node: WebNode, made: Session, address: str) -> bytes:
    wanted = 'multipart/related; type="application/dicom"; transfer-syntax=*'
    answer = made.get(address, headers={"Accept": wanted})
    answer.raise_for_status()
    part = first_part(answer.headers.get("Content-Type", ""), answer.content)
    if part is None:
        raise _no_service(node)
    return part


def first_part(kind: str, body: bytes) -> bytes | None:
    """The first part of a multipart/related message (RFC 2387), or None where there is none."""
    found = re.search(r'boundary="?([^";,]{1,200})"?', kind)
    if not kind.lower().startswith("multipart/related") or found is None:
        return None
    line = b"--" + found[1].encode("latin-1", "replace")
    start = body.find(line)
    head = body.find(b"\r\n\r\n", start)
    end = body.find(b"\r\n" + line, head)
    return body[head + 4 : end] if 0 <= start < head < end else None
