"""Objects that come in, written to a folder within bounds; what they hold is looked at by the film reader."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from inference.dicom.safe_parse import MAX_FILE_BYTES
from inference.files import PRIVATE, write_whole
from inference.messages import NOTHING, Message, sentences, system_reason
from viewer.pacs.queries import IS_UID, MAX_NAMED, Failure
from viewer.pacs.sop_identity import sop_identity

MAX_OBJECTS: Final = 20_000
MAX_BYTES: Final = 32 << 30
MAX_PDU: Final = 1 << 20
"""What a peer may send in one piece; we announce 64 KiB."""
TOO_LARGE: Final = Message("It is larger than any film.")
FULL: Final = Message("There is no room for more here.")
NOT_UNDERSTOOD: Final = Message("It cannot be understood.")
OTHER_CLASS: Final = Message("It is of another kind than it was sent as.")
NOT_TAKEN: Final = Message("Its kind or its way of compression is not taken here.")
OUT_OF_RESOURCES: Final = 0xA700
CANNOT_UNDERSTAND: Final = 0xC000
DOES_NOT_MATCH: Final = 0xA900
SUCCESS: Final = 0x0000


@dataclass(frozen=True, slots=True)
class Came:
    """What came from some point on.

    Attributes:
        objects: how many different ones.
        failures: those that were not kept, :data:`MAX_NAMED` at most.
        note: what must be known of those that were; may be empty.
        refused: how many were not kept in all.
    """

    objects: int
    failures: tuple[Failure, ...] = ()
    note: Message = NOTHING
    refused: int = 0


class Incoming:
    """A folder that takes objects, each under a name made from its UID, readable by its owner only.

    Args:
        max_objects, max_bytes: what one session may bring in all, each time that an object comes.
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
        self._taken: list[Path] = []
        self._digests: dict[Path, bytes] = {}
        self._twice: list[int] = []  # where in _taken another object came under a UID that had one
        self._renamed: list[int] = []  # where in _taken an object came that has another UID
        self.refused = 0
        self.failures: list[Failure] = []

    @property
    def files(self) -> list[Path]:
        """What was taken, in the order in which it came."""
        return list(self.uids)

    def mark(self) -> tuple[int, int]:
        """This point, for :meth:`since`."""
        with self._lock:
            return len(self._taken), self.refused

    def since(self, mark: tuple[int, int] = (0, 0)) -> Came:
        """What came after ``mark``."""
        with self._lock:
            taken, refused = self._taken[mark[0] :], self.refused - mark[1]
            failures = tuple(self.failures[mark[1] :])
            twice, renamed = (sum(at >= mark[0] for at in found) for found in (self._twice, self._renamed))
        notes = []
        if twice:
            notes.append(
                Message(
                    "{count} of the objects had the UID of another one that came; both are kept.", count=twice
                )
            )
        if renamed:
            notes.append(
                Message(
                    "{count} of the objects say another UID of themselves than they were sent under.",
                    count=renamed,
                )
            )
        return Came(len(set(taken)), failures, sentences(notes), refused)

    @property
    def came(self) -> Came:
        """All that came."""
        return self.since()

    def take(self, sop_uid: str, data: bytes, sop_class: str = "") -> int:
        """Write one object and give the C-STORE status (PS3.4 B.2.3).

        Args:
            sop_uid: as it was sent or asked for; where the object says otherwise, that is noted.
            sop_class: as it was sent; an object that says otherwise is not kept.
        """
        with self._lock:
            if len(data) > self.max_object:
                return self._refuse(sop_uid, TOO_LARGE, OUT_OF_RESOURCES)
            kind, uid = sop_identity(data)
            if sop_class and kind and kind != sop_class:
                return self._refuse(sop_uid, OTHER_CLASS, DOES_NOT_MATCH)
            if len(self._taken) >= self._max_objects or self._bytes + len(data) > self._max_bytes:
                return self._refuse(sop_uid, FULL, OUT_OF_RESOURCES)
            try:
                path = self._write(sop_uid, data)
            except OSError as error:
                why = Message("It cannot be written here ({reason}).", reason=system_reason(error))
                return self._refuse(sop_uid, why, OUT_OF_RESOURCES)
            self._bytes += len(data)
            if uid and uid != sop_uid:
                self._renamed.append(len(self._taken))
            self._taken.append(path)
            self.uids[path] = sop_uid
            return SUCCESS

    def _write(self, sop_uid: str, data: bytes) -> Path:
        """One UID is one file; where another object has it, also of an earlier session, each has a file."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name, digest = sha256(sop_uid.encode("utf8", "replace")).hexdigest()[:32], sha256(data).digest()
        path = self.folder / f"{name}.dcm"
        if (self._digests.get(path) or _digest_of(path) or digest) != digest:
            path = self.folder / f"{name}-{digest.hex()[:16]}.dcm"
            if path not in self._digests:
                self._twice.append(len(self._taken))
        write_whole(path, data, mode=PRIVATE)
        self._digests[path] = digest
        return path

    def stored(self, event: Any) -> int:
        """Answers pynetdicom's C-STORE event: the bytes as they came, never decoded here."""
        try:
            uid, kind = (str(event.request.AffectedSOPInstanceUID), str(event.request.AffectedSOPClassUID))
            data = event.encoded_dataset()
        except (ValueError, AttributeError, KeyError, TypeError):
            with self._lock:
                return self._refuse("", NOT_UNDERSTOOD, CANNOT_UNDERSTAND)
        return self.take(uid, data, kind)

    def cut(self) -> None:
        """The one that was coming grew too large; its UID was still to be read."""
        with self._lock:
            self._refuse("", TOO_LARGE, OUT_OF_RESOURCES)

    def turn_away(self) -> None:
        """Somebody offers nothing that is taken here; what it is, is not said."""
        with self._lock:
            self._refuse("", NOT_TAKEN, DOES_NOT_MATCH)

    def _refuse(self, sop_uid: str, why: Message, status: int) -> int:
        self.refused += 1
        if len(self.failures) < MAX_NAMED:
            self.failures.append(Failure(sop_uid if IS_UID.fullmatch(sop_uid) else "", why))
        return status


def _digest_of(path: Path) -> bytes:
    """SHA-256 of the file that lies there; empty where none does.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").digest()
    except FileNotFoundError:
        return b""


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
