"""The corrections store on its own thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from inference.errors import StoreError
from viewer.services.jobs import Job, JobRunner, Lane

if TYPE_CHECKING:
    from viewer.store.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")


class StoreService(QObject):
    """Every call runs on the store lane, whose thread alone owns the connection."""

    opened = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._path = jobs, path
        self._store: Store | None = None  # touched on the store lane only
        self.usable, self.broken = False, False

    def open(self) -> None:
        """Open the store; :attr:`opened` or :attr:`failed` follows."""
        self._jobs.submit(Lane.STORE, self._open, self._opened, self._open_failed)

    def _open(self) -> None:
        from viewer.store.store import Store

        self._store = Store(self._path)

    def _opened(self, _none: None) -> None:
        self.usable = True
        self.opened.emit()

    def _open_failed(self, error: Exception) -> None:
        self.usable, self.broken = False, True
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
                "The corrections store is not open.", "Restart Shenton; nothing can be saved now."
            )
        return self._store

    def close(self) -> None:
        """Queue the end of the connection; it runs after every call that was made before."""
        if not self._jobs.closed:
            self._jobs.submit(Lane.STORE, self._close, lambda _none: None, self._log)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
