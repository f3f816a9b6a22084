"""Objects that come in, written to a folder within bounds; what they hold is looked at by the film reader."""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from inference.dicom.safe_parse import MAX_FILE_BYTES
from inference.files import PRIVATE, write_whole
from inference.messages import Message, system_reason
from viewer.pacs.queries import IS_UID, MAX_NAMED, Failure

MAX_OBJECTS: Final = 20_000
MAX_BYTES: Final = 32 << 30
MAX_PDU: Final = 1 << 20
"""What a peer may send in one piece; we announce 64 KiB."""
TOO_LARGE: Final = Message("It is larger than any film.")
FULL: Final = Message("There is no room for more here.")
NOT_UNDERSTOOD: Final = Message("It cannot be understood.")
OUT_OF_RESOURCES: Final = 0xA700
CANNOT_UNDERSTAND: Final = 0xC000
SUCCESS: Final = 0x0000


class Incoming:
    """A folder that takes objects, each under a name made from its UID, readable by its owner only.

    Args:
        max_objects, max_bytes: what one session may bring in all.
        max_object: bytes of one object; the connection is cut when one grows larger.
    """

    def __init__(
        self,
        folder: Path,
        *,
        max_objects: int = MAX_OBJECTS,
        max_bytes: int = MAX_BYTES,
        max_object: int = MAX_FILE_BYTES,
    ) -> None:
        self.folder = folder
        self.max_object = max_object
        self._max_objects, self._max_bytes = max_objects, max_bytes
        self._lock = threading.Lock()
        self._bytes = 0
        self.uids: dict[Path, str] = {}
        """The SOP Instance UID under which each file came."""
        self.refused = 0
        self.failures: list[Failure] = []

    @property
    def files(self) -> list[Path]:
        """What was taken, in the order in which it came."""
        return list(self.uids)

    def take(self, sop_uid: str, data: bytes) -> int:
        """Write one object and give the C-STORE status (PS3.4 B.2.3)."""
        with self._lock:
            if len(data) > self.max_object:
                return self._refuse(sop_uid, TOO_LARGE, OUT_OF_RESOURCES)
            if len(self.uids) >= self._max_objects or self._bytes + len(data) > self._max_bytes:
                return self._refuse(sop_uid, FULL, OUT_OF_RESOURCES)
            try:
                path = self._write(sop_uid, data)
            except OSError as error:
                why = Message("It cannot be written here ({reason}).", reason=system_reason(error))
                return self._refuse(sop_uid, why, OUT_OF_RESOURCES)
            self._bytes += len(data)
            self.uids[path] = sop_uid
            return SUCCESS

    def _write(self, sop_uid: str, data: bytes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{sha256(sop_uid.encode('utf8', 'replace')).hexdigest()[:32]}.dcm"
        write_whole(path, data, mode=PRIVATE)
        return path

    def stored(self, event: Any) -> int:
        """Answers pynetdicom's C-STORE event: the bytes as they came, never decoded here."""
        try:
            uid = str(event.request.AffectedSOPInstanceUID)
            data = event.encoded_dataset()
        except (ValueError, AttributeError, KeyError, TypeError):
            with self._lock:
                return self._refuse("", NOT_UNDERSTOOD, CANNOT_UNDERSTAND)
        return self.take(uid, data)

    def cut(self) -> None:
        """The one that was coming grew too large; its UID was still to be read."""
        with self._lock:
            self._refuse("", TOO_LARGE, OUT_OF_RESOURCES)

    def _refuse(self, sop_uid: str, why: Message, status: int) -> int:
        self.refused += 1
        if len(self.failures) < MAX_NAMED:
            self.failures.append(Failure(sop_uid if IS_UID.fullmatch(sop_uid) else "", why))
        return status


class Weigher:
    """Cuts an association whose message grows past a bound: pynetdicom collects it in memory.

    Args:
        end: what cuts; an abort of the association unless given.
    """

    def __init__(self, bound: int, end: Callable[[], object] | None = None) -> None:
        self._bound, self._end = bound, end
        self._weight: dict[int, int] = {}
        self.cut = False

    def received(self, event: Any) -> None:
        """One PDU came; P-DATA-TF adds to the message under way, a whole one begins anew."""
        if type(event.pdu).__name__ != "P_DATA_TF":
            return
        key = id(event.assoc)
        self._weight[key] = self._weight.get(key, 0) + event.pdu.pdu_length
        if self._weight[key] > self._bound:
            self.cut = True
            (self._end or event.assoc.abort)()

    def done(self, event: Any) -> None:
        """The message is whole."""
        self._weight.pop(id(event.assoc), None)


def bound_reads(association: Any) -> None:
    """Let no PDU of an association be larger than :data:`MAX_PDU`, whatever length it claims."""
    connection = association.dul.socket
    if connection is None:
        return
    plain = connection.recv

    def recv(count: int) -> bytearray:
        if count > MAX_PDU:
            raise ConnectionAbortedError("a PDU claims too many bytes")
        found: bytearray = plain(count)
        return found

    connection.recv = recv
