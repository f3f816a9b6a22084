"""A PACS by DICOMweb (PS3.18): QIDO-RS, WADO-RS, STOW-RS."""

from __future__ import annotations

import logging
import re
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from inference.dicom.elements import text
from inference.dicom.safe_parse import DAMAGED, MAX_FILE_BYTES, quiet
from inference.messages import NOTHING, Message
from viewer.pacs.errors import ASK, CHECK_ADDRESS, REPORTS, NetworkError, insecure
from viewer.pacs.incoming import SUCCESS, Incoming
from viewer.pacs.node import Tls
from viewer.pacs.queries import MAX_FOUND, WANTED, FoundStudy, Moved, Query, Step, study_from

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from requests import PreparedRequest, Response, Session

_UID: Final = re.compile(r"[0-9.]{1,64}")
_LOCAL: Final = ("127.0.0.1", "localhost", "::1")
MAX_ANSWER: Final = MAX_FILE_BYTES + (1 << 20)
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


@dataclass(frozen=True, slots=True)
class WebNode:
    """A DICOMweb service; the password stays in memory."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls | None = None
    timeout_s: float = 15.0

    @property
    def where(self) -> str:
        """As sentences name it; without user and password."""
        parts = urlsplit(self.url)
        return f"{parts.hostname or self.url[:60]}{f':{parts.port}' if parts.port else ''}"

    def check(self) -> WebNode:
        """The same node.

        Raises:
            NetworkError: no web address, or one over which a password would be read by anyone.
        """
        try:
            parts = urlsplit(self.url)
            known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            known = False
        if not known or parts.username or parts.query or parts.fragment:
            raise NetworkError(
                "This is no address of a DICOMweb service.", "It looks like https://pacs.example/dicom-web"
            )
        if self.password and parts.scheme == "http" and parts.hostname not in _LOCAL:
            raise NetworkError("The password would go unencrypted.", "Use an address that begins with https.")
        return self


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
        adapter = _adapter(node)
        made.mount("http://", adapter)
        made.mount("https://", adapter)
        with _stated(node):
            yield made


def _silence() -> None:
    """These log addresses and what services answer: names must not reach a log."""
    for name in ("dicomweb_client", "retrying", "requests", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _adapter(node: WebNode) -> Any:
    from requests.adapters import HTTPAdapter

    class Bounded(HTTPAdapter):
        """Every request to the one service, with a time limit; every answer with a limit on its size."""

        def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
            if origin(request.url or "") != origin(node.url):
                raise _sent_elsewhere(node)
            kwargs |= {"timeout": (node.timeout_s, max(60.0, node.timeout_s)), "stream": True}
            answer = super().send(request, *args, **kwargs)
            if answer.is_redirect and request.method != "GET":  # requests would ask, and send nothing
                raise _sent_elsewhere(node)
            answer._content = _bounded(answer)
            return answer

    return Bounded()


def _bounded(answer: Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_content(1 << 16):
        size += len(part)
        if size > MAX_ANSWER:
            answer.close()
            raise NetworkError("The answer is larger than any film.", "Ask the keeper of the PACS.")
        parts.append(part)
    return b"".join(parts)


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address (RFC 6454): what must stay the same where the service redirects."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _sent_elsewhere(node: WebNode) -> NetworkError:
    return NetworkError(
        "{where} redirects to another address, and Shenton does not follow.",
        "Ask its keeper for the address of the DICOMweb service itself.",
        where=node.where,
    )


@contextmanager
def _stated(node: WebNode) -> Iterator[None]:
    import requests

    try:
        quiet()
        yield
    except requests.exceptions.SSLError as error:
        raise insecure(node.where, _cause(error)) from error
    except requests.exceptions.Timeout as error:
        raise NetworkError("{where} did not answer in time.", CHECK_ADDRESS, where=node.where) from error
    except requests.exceptions.HTTPError as error:
        raise _state(node, error.response.status_code if error.response is not None else 0) from error
    except requests.exceptions.ConnectionError as error:
        raise NetworkError("{where} cannot be reached.", CHECK_ADDRESS, where=node.where) from error
    except requests.exceptions.RequestException as error:
        raise NetworkError(
            "{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where
        ) from error
    except ssl.SSLError as error:
        raise NetworkError("A certificate or key cannot be used.", "Give PEM files.") from error


def _cause(error: BaseException) -> ssl.SSLError:
    """What OpenSSL said, below what requests and urllib3 wrap around it."""
    inner: Any = error
    for _level in range(8):
        if isinstance(inner, ssl.SSLError):
            return inner
        inner = getattr(inner, "reason", None) or next(iter(getattr(inner, "args", ())), None)
    return ssl.SSLError("unknown")


def _state(node: WebNode, code: int) -> NetworkError:
    what, hint = _STATES.get(code, (REPORTS, ASK))
    return NetworkError("{where} {what} (HTTP {code}).", hint, where=node.where, what=what, code=code)


def _client(node: WebNode, made: Session) -> Any:
    from dicomweb_client import DICOMwebClient

    client = DICOMwebClient(node.url.rstrip("/"), session=made)
    client.set_http_retry_params(retry=False)  # the user sees at once what is wrong, and tries again
    return client


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
    with session(node) as made:
        answers = _json(node, lambda: _client(node, made).search_for_studies(
            search_filters={name: value for name, value in filters.items() if value},
            fields=["StudyDescription", "ModalitiesInStudy", "NumberOfStudyRelatedInstances"],
            limit=MAX_FOUND + 1,
        ))  # fmt: skip
        found = [study for study in map(study_from, answers) if study.study_uid]
    return found[:MAX_FOUND], len(found) > MAX_FOUND


def _json(node: WebNode, ask: Callable[[], Any]) -> list[Dataset]:
    """DICOM JSON (PS3.18 F) as data sets."""
    from pydicom.dataset import Dataset

    try:
        return [Dataset.from_json(one) for one in ask()]
    except DAMAGED as error:
        if isinstance(error, OSError):  # of the connection
            raise
        raise NetworkError(
            "{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where
        ) from error


def get(node: WebNode, study_uid: str, incoming: Incoming, step: Step) -> Moved:
    """WADO-RS: the radiographs of a study, one by one, their bytes as they come.

    Raises:
        NetworkError: the service is not there, refuses, or answers something else.
    """
    done = failed = 0
    with session(node) as made:
        every = _json(node, lambda: _client(node, made).search_for_instances(_uid(study_uid)))
        films = [one for one in every if text(one, "SOPClassUID") in WANTED]
        for number, one in enumerate(films, 1):
            series, sop = _uid(text(one, "SeriesInstanceUID")), _uid(text(one, "SOPInstanceUID"))
            address = f"{node.url.rstrip('/')}/studies/{study_uid}/series/{series}/instances/{sop}"
            if incoming.take(sop, _instance(node, made, address)) == SUCCESS:
                done += 1
            else:
                failed += 1
            if not step(number, len(films)):
                return Moved(done, failed, stopped=True)
    return Moved(done, failed)


def _uid(value: str) -> str:
    if _UID.fullmatch(value) is None:
        raise NetworkError("The PACS names an object by something that is no UID.", "Ask its keeper.")
    return value


def _instance(node: WebNode, made: Session, address: str) -> bytes:
    wanted = 'multipart/related; type="application/dicom"; transfer-syntax=*'
    answer = made.get(address, headers={"Accept": wanted})
    answer.raise_for_status()
    part = first_part(answer.headers.get("Content-Type", ""), answer.content)
    if part is None:
        raise NetworkError("{where} does not answer as a DICOMweb service.", CHECK_ADDRESS, where=node.where)
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


def store(node: WebNode, objects: Sequence[Dataset], step: Step, stop: threading.Event) -> Moved:
    """STOW-RS, one object a request, so that it can be stopped.

    Raises:
        NetworkError: the service is not there or refuses; objects that it would not take are counted.
    """
    done, failed = 0, 0
    with session(node) as made:
        client = _client(node, made)
        for number, one in enumerate(objects, 1):
            if stop.is_set():
                return Moved(done, failed, stopped=True)
            try:
                with _stated(node):
                    answer = client.store_instances([one])
            except NetworkError as error:
                if not done:
                    raise
                return Moved(done, len(objects) - done, error.message)
            if answer.get("FailedSOPSequence"):
                failed += 1
            else:
                done += 1
            step(number, len(objects))
    why = Message("{where} did not take some objects.", where=node.where) if failed else NOTHING
    return Moved(done, failed, why)
