"""A PACS behind the windows: asked only when the user says so, off the UI thread, stoppable.

A password stays in this object's memory while the program runs, where the user wants that; it is never
written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from viewer.network.node import LOOPBACK, Node, Tls
from viewer.network.web import WebNode
from viewer.services.jobs import Job, JobRunner, Lane
from viewer.services.settings import Settings

if TYPE_CHECKING:
    from viewer.export.items import ExportCase
    from viewer.export.writer import Exporter
    from viewer.network.dimse import FoundStudy, Moved, Query
    from viewer.network.receiver import Receiver

RECEIVED: Final = "received"
Target = Node | WebNode
Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Found:
    """Studies of an answer, and whether there are more than could be shown."""

    studies: tuple[FoundStudy, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a retrieval brought: the folders, how many objects, how many failed."""

    folders: tuple[Path, ...]
    done: int
    failed: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sending did."""

    done: int
    failed: int
    why: str
    left_out: tuple[str, ...]


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


class PacsService(QObject):
    """One conversation at a time.

    Args:
        folder: where what comes in is kept, a folder for each study.
    """

    progress = Signal(int, int)  # objects done, in all
    arrived = Signal(int)  # objects that the receiver has taken

    def __init__(self, jobs: JobRunner, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._folder = jobs, folder
        self._stop = threading.Event()
        self._receiver: Receiver | None = None
        self._running: list[Job] = []
        self.password = ""

    # asking --------------------------------------------------------------------------------------

    def echo(self, target: Target, on_done: Callable[[None], None], on_error: Failed) -> None:
        """Whether the PACS is there and knows us."""

        def work() -> None:
            from viewer.network import dimse, web

            if isinstance(target, WebNode):
                web.find(target, dimse.Query(patient_number="shenton-asks-whether-you-are-there"))
            else:
                dimse.echo(target)

        self._submit(work, on_done, on_error)

    def find(self, target: Target, query: Query, on_done: Callable[[Found], None], on_error: Failed) -> None:
        """Studies that match."""

        def work() -> Found:
            from viewer.network import dimse, web

            asked = web.find(target, query) if isinstance(target, WebNode) else dimse.find(target, query)
            return Found(tuple(asked[0]), asked[1])

        self._submit(work, on_done, on_error)

    def fetch(
        self,
        target: Target,
        study_uids: Sequence[str],
        on_done: Callable[[Fetched], None],
        on_error: Failed,
        *,
        by_move: bool = False,
    ) -> None:
        """The radiographs of studies, into folders named by hashes; by C-MOVE they go to the receiver."""
        self._stop.clear()
        self._submit(lambda: self._fetch(target, study_uids, by_move), on_done, on_error)

    def _fetch(self, target: Target, study_uids: Sequence[str], by_move: bool) -> Fetched:
        """On the lane."""
        from viewer.network import dimse

        done, failed = 0, 0
        for uid in study_uids:
            if self._stop.is_set():
                break
            if by_move and isinstance(target, Node):
                moved = dimse.move(target, uid, self._step)
            else:
                moved = self._get(target, uid)
            done, failed = done + moved.done, failed + moved.failed
        folders = [self.received_folder] if by_move else [self.folder_of(uid) for uid in study_uids]
        return Fetched(tuple(folders), done, failed, self._stop.is_set())

    def _get(self, target: Target, uid: str) -> Moved:
        from viewer.network import dimse, web
        from viewer.network.incoming import Incoming

        incoming = Incoming(self.folder_of(uid))
        if isinstance(target, WebNode):
            return web.get(target, uid, incoming, self._step)
        return dimse.get(target, uid, incoming, self._step)

    def folder_of(self, study_uid: str) -> Path:
        """Where the films of a study land."""
        return self._folder / sha256(study_uid.encode("utf8", "replace")).hexdigest()[:16]

    def _step(self, done: int, total: int) -> bool:
        self.progress.emit(done, total)
        return not self._stop.is_set()

    # sending -------------------------------------------------------------------------------------

    def send(
        self,
        target: Target,
        exporter: Exporter,
        cases: Sequence[ExportCase],
        on_done: Callable[[Sent], None],
        on_error: Failed,
    ) -> None:
        """Make the objects of these cases, film by film, and send them; nothing is written to the disk."""
        self._stop.clear()
        self._submit(lambda: self._send(target, exporter, cases), on_done, on_error)

    def _send(self, target: Target, exporter: Exporter, cases: Sequence[ExportCase]) -> Sent:
        """On the lane."""
        done, failed, why = 0, 0, ""
        films = exporter.films(cases)
        for number, group in enumerate(films, 1):
            if self._stop.is_set():
                return Sent(done, failed, "stopped", _reasons(exporter))
            moved = self._send_film(target, exporter, group)
            done, failed, why = done + moved.done, failed + moved.failed, moved.why or why
            self.progress.emit(number, len(films))
        return Sent(done, failed, why, _reasons(exporter))

    def _send_film(self, target: Target, exporter: Exporter, group: Sequence[ExportCase]) -> Moved:
        from viewer.export.writer import add_meta
        from viewer.network import dimse, web
        from viewer.network.dimse import Moved

        objects = [made.dataset for made in exporter.made(group) if made.dataset is not None]
        if not objects:
            return Moved(0)
        for one in objects:
            add_meta(one)
        if isinstance(target, WebNode):
            return web.store(target, objects, _go_on, self._stop)
        return dimse.store(target, objects, _go_on, self._stop)

    # receiving -----------------------------------------------------------------------------------

    @property
    def receiving(self) -> bool:
        return self._receiver is not None

    @property
    def received_folder(self) -> Path:
        return self._folder / RECEIVED

    def receive(
        self, values: Settings, on_done: Callable[[int], None], on_error: Failed, *, host: str = LOOPBACK
    ) -> None:
        """Start to listen; ``on_done`` is told the port."""

        def work() -> Receiver:
            from viewer.network.incoming import Incoming
            from viewer.network.receiver import Receiver

            tls = Tls(values.pacs_authority, values.pacs_certificate, values.pacs_key)
            incoming = Incoming(self.received_folder)
            made = Receiver(
                incoming, title=values.pacs_our_title, port=values.pacs_our_port, host=host,
                tls=tls if values.pacs_tls else None,
                arrived=lambda: self.arrived.emit(len(incoming.files)),
            )  # fmt: skip
            made.start()
            return made

        def done(made: Receiver) -> None:
            self._receiver = made
            on_done(made.port)

        if self._receiver is None:
            self._submit(work, done, on_error)

    def stop_receiving(self) -> None:
        """Close the port; a second call does nothing."""
        made, self._receiver = self._receiver, None
        if made is not None:
            made.stop()

    # the end -------------------------------------------------------------------------------------

    def _submit(self, work: Callable[[], object], on_done: Callable[..., None], on_error: Failed) -> None:
        if not self._jobs.closed:
            self._running = [job for job in self._running if not job.future.done()]
            self._running.append(self._jobs.submit(Lane.LEAVE, work, on_done, on_error))

    def stop(self) -> None:
        """Stop after the object that is on its way."""
        self._stop.set()

    def forget(self) -> None:
        """Nobody waits for the answers of what still runs."""
        self._stop.set()
        for job in self._running:
            job.cancel()
        self._running = []

    def close(self) -> None:
        """Close the port and stop what runs."""
        self.forget()
        self.stop_receiving()
        self.password = ""


def _go_on(_done: int, _total: int) -> bool:
    return True


def _reasons(exporter: Exporter) -> tuple[str, ...]:
    return tuple(sorted({one.reason for one in exporter.left_out}))
