"""What is said to a PACS, in this thread: the windows do it on a lane, the command line at once.  Qt-free."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference.messages import NOTHING, Message, sentences
from viewer.app.settings import Settings
from viewer.pacs.errors import NetworkError
from viewer.pacs.node import LOOPBACK, Node, Tls, WebNode
from viewer.pacs.queries import Failure, Moved, both

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from viewer.export.cases import ExportCase
    from viewer.export.exporter import Exporter
    from viewer.pacs.incoming import Came, Incoming
    from viewer.pacs.queries import FoundStudy, Query, Step
    from viewer.pacs.storage_scp import Receiver

RECEIVED: Final = "received"
"""The folder of what the receiver takes, beside those of the studies."""
Target = Node | WebNode


@dataclass(frozen=True, slots=True)
class Found:
    """Studies of an answer, and whether there are more than could be shown.

    Attributes:
        stopped: by the user, before the answer was whole.
        note: what could not be read of it; may be empty.
    """

    studies: tuple[FoundStudy, ...]
    more: bool
    stopped: bool = False
    note: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a retrieval brought: the folders, how many objects; how many failed, why, and which ones.

    Attributes:
        note: what else must be known of those that came; may be empty.
    """

    folders: tuple[Path, ...]
    done: int
    failed: int
    stopped: bool
    why: Message = NOTHING
    failures: tuple[Failure, ...] = ()
    note: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sending did."""

    done: int
    failed: int
    why: Message
    left_out: tuple[Message, ...]
    stopped: bool = False  # by the user
    failures: tuple[Failure, ...] = ()
    note: Message = NOTHING  # of those that were taken


def target_of(values: Settings, password: str = "") -> Target:
    """The PACS that the settings name.

    Raises:
        NetworkError: what they hold cannot be an address.
    """
    tls = Tls(values.pacs_authority, values.pacs_certificate, values.pacs_key)
    if values.pacs_web:
        return WebNode(values.pacs_url, values.pacs_user, password, tls).check()
    return Node(
        values.pacs_host, values.pacs_port, values.pacs_title, values.pacs_our_title,
        tls if values.pacs_tls else None,
    ).check()  # fmt: skip


def echo(target: Target) -> None:
    """Whether the PACS is there and knows us.

    Raises:
        NetworkError: it is not, or does not.
    """
    from viewer.pacs import dicomweb, dimse
    from viewer.pacs.queries import Query

    if isinstance(target, WebNode):
        dicomweb.find(target, Query(patient_number="shenton-asks-whether-you-are-there"))
    else:
        dimse.echo(target)


def find(target: Target, query: Query, stop: threading.Event | None = None) -> Found:
    """Studies that match; after the user's ``stop`` those that had been found.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from viewer.pacs import dicomweb, dimse
    from viewer.pacs.queries import Asking

    asking = Asking(stop or threading.Event())
    ask = dicomweb.find if isinstance(target, WebNode) else dimse.find
    studies, more = ask(target, query, asking)  # type: ignore[arg-type]
    return Found(tuple(studies), more, asking.stop.is_set(), asking.note)


def folder_of(folder: Path, study_uid: str) -> Path:
    """Where below ``folder`` the films of a study land: a name that says nothing about it."""
    return folder / sha256(study_uid.encode("utf8", "replace")).hexdigest()[:16]


def fetch(
    target: Target,
    study_uids: Sequence[str],
    folder: Path,
    step: Step,
    stop: threading.Event,
    *,
    by_move: bool = False,
    received: Incoming | None = None,
) -> Fetched:
    """The radiographs of studies, into a folder each; by C-MOVE they go to the receiver, which must run.

    Args:
        received: what the receiver takes; what the PACS counts is held against it.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    whole = Moved(0)
    for uid in study_uids:
        if stop.is_set():
            break
        try:
            moved = (
                _move(target, uid, step, stop, received)
                if by_move and isinstance(target, Node)
                else _get(target, uid, folder_of(folder, uid), step, stop)
            )
        except NetworkError as error:
            if not whole.done:
                raise
            moved = Moved(0, 1, error.message)  # how many it holds is not known
        whole = both(whole, moved)
    folders = [folder / RECEIVED] if by_move else [folder_of(folder, uid) for uid in study_uids]
    return Fetched(
        tuple(folders), whole.done, whole.failed, stop.is_set(), whole.why, whole.failures, whole.note
    )


def _move(target: Node, uid: str, step: Step, stop: threading.Event, received: Incoming | None) -> Moved:
    from viewer.pacs import dimse

    return dimse.move(target, uid, step, stop, received)


def _get(target: Target, uid: str, folder: Path, step: Step, stop: threading.Event) -> Moved:
    from viewer.pacs.incoming import Incoming

    return fetch_study(target, uid, Incoming(folder), step, stop)


def fetch_study(
    target: Target, uid: str, incoming: Incoming, step: Step, stop: threading.Event | None = None
) -> Moved:
    """The radiographs of one study.

    Raises:
        NetworkError: the PACS is not there, refuses, or fails.
    """
    from viewer.pacs import dicomweb, dimse

    if isinstance(target, WebNode):
        return dicomweb.get(target, uid, incoming, step, stop)
    return dimse.get(target, uid, incoming, step, stop)


def send(
    target: Target, exporter: Exporter, cases: Sequence[ExportCase], step: Step, stop: threading.Event
) -> Sent:
    """Make the objects of these cases, film by film, and send them; nothing is written to the disk.

    Args:
        step: told films done and films in all.

    Raises:
        NetworkError: the PACS is not there or refuses; once something was sent, that is told instead.
    """
    whole = Moved(0)
    films = exporter.films(cases)
    for number, group in enumerate(films, 1):
        if stop.is_set():
            return _sent(replace(whole, stopped=True), exporter)
        objects = _objects(exporter, group)
        try:
            moved = _store(target, objects, stop)
        except NetworkError as error:
            if not (whole.done or whole.failed):
                raise
            failures = tuple(Failure(str(one.SOPInstanceUID), error.message) for one in objects)
            broken = Moved(0, len(objects), error.message, False, failures, _unsent(len(films) - number))
            return _sent(both(whole, broken), exporter)
        whole = both(whole, moved)
        step(number, len(films))
    return _sent(whole, exporter)


def _unsent(films: int) -> Message:
    """What is said of films whose turn did not come: their objects were not made, so none is counted."""
    if not films:
        return NOTHING
    return Message("1 film was not sent." if films == 1 else "{count} films were not sent.", count=films)


def _sent(moved: Moved, exporter: Exporter) -> Sent:
    lacking = Counter(one.reason for one in exporter.notes)  # what objects lack of their films
    note = sentences(
        (
            moved.note,
            *(
                Message(
                    "Incomplete for {films}: {what}",
                    films=Message("{count} film" if count == 1 else "{count} films", count=count),
                    what=what,
                )
                for what, count in sorted(lacking.items())
            ),
        )
    )
    return Sent(moved.done, moved.failed, moved.why, _reasons(exporter), moved.stopped, moved.failures, note)


def _objects(exporter: Exporter, group: Sequence[ExportCase]) -> list[Dataset]:
    from io import BytesIO

    from viewer.export.dicom_file import UnwritableError, write_dicom

    objects = []
    for made in exporter.made(group):
        if made.dataset is None:
            continue
        try:
            write_dicom(made.dataset, BytesIO())  # before it is on its way
        except UnwritableError as error:
            exporter.leave(made.name, error.whole)
        else:
            objects.append(made.dataset)
    return objects


def _store(target: Target, objects: Sequence[Dataset], stop: threading.Event) -> Moved:
    from viewer.pacs import dimse, stow

    if not objects:
        return Moved(0)
    if isinstance(target, WebNode):
        return stow.store(target, objects, _go_on, stop)
    return dimse.store(target, objects, _go_on, stop)


def receiver(
    values: Settings, folder: Path, arrived: Callable[[Came], object] = lambda _came: None,
    host: str = LOOPBACK,
) -> Receiver:  # fmt: skip
    """A receiver that listens, and puts what is sent below ``folder``.

    Args:
        arrived: told what has come and what was refused so far, on a thread of the association.
        host: the address to listen on; loopback unless the user opens it to the network.

    Raises:
        NetworkError: the port is taken or not allowed, or the certificate cannot be used.
    """
    from viewer.pacs.incoming import Incoming
    from viewer.pacs.storage_scp import Receiver

    tls = Tls(values.pacs_authority, values.pacs_certificate, values.pacs_key)
    incoming = Incoming(folder / RECEIVED)
    made = Receiver(
        incoming, title=values.pacs_our_title, port=values.pacs_our_port, host=host,
        tls=tls if values.pacs_tls else None, arrived=lambda: arrived(incoming.came),
    )  # fmt: skip
    made.start()
    return made


def _go_on(_done: int, _total: int) -> bool:
    return True


def _reasons(exporter: Exporter) -> tuple[Message, ...]:
    return tuple(sorted({one.reason for one in exporter.left_out}))
