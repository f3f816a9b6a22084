"""A PACS behind the windows: asked only when the user says so, off the UI thread, stoppable.

A password stays in this object's memory while the program runs, where the user wants that; it is never
written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.app import pacs_client
from viewer.app.jobs import Job, JobRunner, Lane, StopSigns
from viewer.app.pacs_client import RECEIVED, Fetched, Found, Sent, Target
from viewer.app.settings import Settings
from viewer.pacs.node import LOOPBACK

if TYPE_CHECKING:
    from viewer.export.cases import ExportCase
    from viewer.export.exporter import Exporter
    from viewer.pacs.incoming import Came
    from viewer.pacs.queries import Query
    from viewer.pacs.storage_scp import Receiver

Failed = Callable[[Exception], None]


class PacsService(QObject):
    """One conversation at a time.

    Args:
        folder: where what comes in is kept, a folder for each study.
    """

    progress = Signal(int, int)  # objects done, in all
    arrived = Signal(object)  # Came: what the receiver has taken and refused so far

    def __init__(self, jobs: JobRunner, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._folder = jobs, folder
        self._stops = StopSigns()
        self._door = threading.Lock()  # guards the next two
        self._receiver: Receiver | None = None
        self._wanted: object | None = None  # the receiver that is to listen, running or starting
        self._running: list[Job] = []
        self.came: Came | None = None  # what the receiver told last, also while no dialog is open
        self.arrived.connect(self._note_arrival)
        self.password = ""

    def _note_arrival(self, came: Came) -> None:
        self.came = came

    def echo(self, target: Target, on_done: Callable[[None], None], on_error: Failed) -> None:
        """Whether the PACS is there and knows us."""
        self._submit(lambda: pacs_client.echo(target), on_done, on_error)

    def find(self, target: Target, query: Query, on_done: Callable[[Found], None], on_error: Failed) -> None:
        """Studies that match."""
        stop = self._stops.new()
        self._submit(lambda: pacs_client.find(target, query, stop), on_done, on_error)

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
        stop = self._stops.new()
        received = self._receiver.incoming if self._receiver is not None else None

        def work() -> Fetched:
            return pacs_client.fetch(
                target, study_uids, self._folder, self._step(stop), stop, by_move=by_move, received=received
            )

        self._submit(work, on_done, on_error)

    def send(
        self,
        target: Target,
        exporter: Exporter,
        cases: Sequence[ExportCase],
        on_done: Callable[[Sent], None],
        on_error: Failed,
    ) -> None:
        """Make the objects of these cases, film by film, and send them; nothing is written to the disk."""
        stop = self._stops.new()
        self._submit(
            lambda: pacs_client.send(target, exporter, cases, self._step(stop), stop), on_done, on_error
        )

    def _step(self, stop: threading.Event) -> Callable[[int, int], bool]:
        def step(done: int, total: int) -> bool:
            if not stop.is_set():
                self.progress.emit(done, total)
            return not stop.is_set()

        return step

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
        """Start to listen; ``on_done`` is told the port, unless listening was ended meanwhile."""
        if self._receiver is not None or self._jobs.closed:
            return
        turn = object()
        with self._door:
            self._wanted = turn

        def work() -> int | None:
            made = pacs_client.receiver(values, self._folder, self.arrived.emit, host)
            with self._door:
                if self._wanted is turn:
                    self._receiver = made
                    return made.port
            made.stop()
            return None

        self._submit(work, lambda port: None if port is None else on_done(port), on_error)

    def stop_receiving(self) -> None:
        """Close the port; a second call does nothing."""
        with self._door:
            made, self._receiver, self._wanted = self._receiver, None, None
        if made is not None:
            made.stop()

    # the end -------------------------------------------------------------------------------------

    def _submit(self, work: Callable[[], object], on_done: Callable[..., None], on_error: Failed) -> None:
        if not self._jobs.closed:
            self._running = [job for job in self._running if not job.future.done()]
            self._running.append(self._jobs.submit(Lane.LEAVE, work, on_done, on_error))

    def stop(self) -> None:
        """End what goes on: the PACS is asked to, and the connection is shut a moment later."""
        self._stops.set()

    def forget(self) -> None:
        """Nobody waits for the answers of what still runs; a receiver that has not begun does not begin."""
        self._stops.set()
        with self._door:
            if self._receiver is None:
                self._wanted = None
        for job in self._running:
            job.cancel()
        self._running = []

    def close(self) -> None:
        """Close the port and stop what runs."""
        self.forget()
        self.stop_receiving()
        self.password = ""
