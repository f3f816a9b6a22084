"""The corrections store on its own thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from inference.errors import StoreError
from inference.messages import Message
from viewer.app.jobs import Job, JobRunner, Lane, StopSigns
from viewer.store.maintenance import Maintenance

if TYPE_CHECKING:
    from viewer.store.merge import MergeReport
    from viewer.store.rows import StoreReport
    from viewer.store.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")
OnError = Callable[[Exception], None]
AGAIN_AFTER_MS: Final = 3000


class StoreService(QObject):
    """Every call runs on the store lane, whose thread alone owns the connection.

    A store that could not be opened for a reason that may pass is tried again until it opens.
    """

    opened = Signal()
    failed = Signal(object)
    progress = Signal(float)  # of a long work with the whole store, 0..1
    replaced = Signal()  # another file, or other rows, lie under what is on screen

    def __init__(self, jobs: JobRunner, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._path = jobs, path
        self._store: Store | None = None  # touched on the store lane only
        self.usable, self.broken = False, False
        self._stops = StopSigns()
        self._again = QTimer(self, singleShot=True, interval=AGAIN_AFTER_MS)
        self._again.timeout.connect(self.open)

    def open(self) -> None:
        """Open the store; :attr:`opened` or :attr:`failed` follows."""
        if not self._jobs.closed:
            self._jobs.submit(Lane.STORE, self._open, self._opened, self._open_failed)

    def _open(self) -> Message:
        from viewer.store.store import Store

        self._store = Store(self._path)
        return self._store.watch.changed

    def _opened(self, changed: Message) -> None:
        from viewer.store.integrity import altered

        self.usable, self.broken = True, False
        self.opened.emit()
        if changed:
            self.failed.emit(altered(changed))

    def _open_failed(self, error: Exception) -> None:
        told, self.broken = self.broken, True
        if may_pass(error):
            self._again.start()
        if not told:
            self.failed.emit(error)

    def call(
        self,
        work: Callable[[Store], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run ``work`` with the store; an error goes to ``on_error``, else to :attr:`failed`."""
        return self._jobs.submit(
            Lane.STORE, lambda: work(self._open_store()), on_done, on_error or self.failed.emit
        )

    def tell(self, work: Callable[[Store], object]) -> None:
        """Run ``work`` with the store when nobody waits for it; an error is logged, and not shown twice."""
        self.call(work, lambda _result: None, self._log)

    def _log(self, error: Exception) -> None:
        log.warning("the store did not take a note: %s", type(error).__name__)

    def _open_store(self) -> Store:
        if self._store is None:
            raise StoreError(
                "The store of readings is not open.",
                "Nothing can be saved before what is in its way is gone.",
            )
        return self._store

    # the whole store -----------------------------------------------------------------------------

    def backup(self, target: Path, on_done: Callable[[StoreReport], None], on_error: OnError) -> Job:
        """Write a whole, checked copy; :attr:`progress` tells how far it is."""
        step = self._step()
        return self.call(lambda store: Maintenance(store).backup(target, step), on_done, on_error)

    def merge(self, source: Path, on_done: Callable[[MergeReport], None], on_error: OnError) -> Job:
        """Take in another store's rows; :attr:`replaced` follows."""

        def done(report: MergeReport) -> None:
            self.replaced.emit()
            on_done(report)

        step = self._step()
        return self.call(lambda store: Maintenance(store).merge(source, step), done, on_error)

    def look(self, source: Path) -> None:
        """Whether a file may be a backup at all, by its first bytes: before anybody is asked.

        Raises:
            StoreError: it is none.
        """
        from viewer.store.restore import look

        look(self._path, source)

    def restore(self, source: Path, on_done: Callable[[Path | None], None], on_error: OnError) -> Job:
        """Put a backup in the place of the store; gives where the old one was kept."""
        step = self._step()

        def work() -> Path | None:
            from viewer.store.restore import restore
            from viewer.store.store import Store, utc_text

            self._close()
            try:
                return restore(self._path, source, Store, utc_text, step)
            finally:
                self._reopen()

        def done(kept: Path | None) -> None:
            self._opened(Message(""))
            self.replaced.emit()
            on_done(kept)

        def failed(error: Exception) -> None:
            self.usable, self.broken = self._store is not None, self._store is None
            on_error(error)

        return self._jobs.submit(Lane.STORE, work, done, failed)

    def _reopen(self) -> None:
        """After a restore that failed, too; a store that was damaged before stays closed."""
        try:
            self._open()
        except StoreError as error:
            self._log(error)

    def stop(self) -> None:
        """End the long work under way, which then changes nothing."""
        self._stops.set()

    def _step(self) -> Callable[[float], None]:
        """Of a long work that begins; called on the store lane."""
        stop = self._stops.new()

        def step(part: float) -> None:
            if stop.is_set():
                raise StoreError("Stopped; nothing was changed.")
            self.progress.emit(part)

        return step

    def close(self) -> None:
        """Queue the end of the connection; it runs after every call that was made before."""
        self._again.stop()
        if not self._jobs.closed:
            self._jobs.submit(Lane.STORE, self._close, lambda _none: None, self._log)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def may_pass(error: Exception) -> bool:
    """Whether a store that could not be opened may open later: it was busy or out of reach, not damaged."""
    import sqlite3

    return isinstance(error, StoreError) and isinstance(error.__cause__, sqlite3.OperationalError | OSError)
