"""Starting a model's graph, and asking in the background whether a faster engine would answer alike."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from inference.messages import Message
from viewer.app.jobs import JobRunner, Lane

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.child_session import ChildSession
    from inference.model.fast_check import FastCheck, Finding
    from inference.model.session import Engine

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineChecks:
    """Where it is kept which faster engines this machine may use, and on which films it is asked.

    Attributes:
        folder: of the findings.
        films: folder of the demonstration films.
    """

    folder: Path
    films: Path


class Start:
    """One model that is started on a lane, and can be given up from any thread.

    Args:
        engine: what runs a bundle, started; a child process with limits unless given.
        checks: which faster engines may be used; none unless given.
    """

    def __init__(
        self, engine: Callable[[Bundle], Engine] | None = None, checks: EngineChecks | None = None
    ) -> None:
        self._engine, self._checks = engine, checks
        self._started: ChildSession | None = None
        self._cancelled = False

    def __call__(self, bundle: Bundle) -> Engine:
        """The bundle's graph, ready to run.

        Raises:
            BundleError, RuntimeMissingError, ModelOutputError: it cannot be started, or was given up.
        """
        if self._engine is not None:
            return self._engine(bundle)
        from inference.model.child_session import ChildSession

        child = self._started = ChildSession(bundle, checked=self._approved(bundle))
        if self._cancelled:
            child.cancel()
        return child.start()

    def _approved(self, bundle: Bundle) -> dict[str, Message]:
        if self._checks is None:
            return {}
        from inference.model.fast_check import approved

        return approved(bundle, self._checks.folder)

    def trial(self, bundle: Bundle) -> None:
        """Start it, let it pass its self-tests, end it."""
        from inference.model.session import self_test

        engine = self(bundle)
        try:
            self_test(engine)
        finally:
            engine.close()

    def cancel(self) -> None:
        """Give it up."""
        self._cancelled = True
        if self._started is not None:
            self._started.cancel()


class EngineChecker:
    """Asks once for a machine and a bundle, on a lane (:mod:`inference.model.fast_check`).

    Args:
        checks: where findings are kept; nothing is asked without.
        on_found: hears of each finding, on the UI thread.
    """

    def __init__(
        self, jobs: JobRunner, checks: EngineChecks | None, on_found: Callable[[Finding], object]
    ) -> None:
        self._jobs, self._checks, self._on_found = jobs, checks, on_found
        self._running: FastCheck | None = None
        self._stopped = Event()  # of what was asked last

    def ask(self, bundle: Bundle) -> None:
        """Look whether anything is to be asked about ``bundle``, and ask."""
        checks, stopped = self._checks, Event()
        self._stopped = stopped
        if checks is None:
            return

        def work() -> list[Finding]:
            if stopped.is_set():  # before its turn on the lane came: the next model waits for that
                return []
            from inference.model.fast_check import FastCheck

            check = self._running = FastCheck(bundle, checks.folder, sorted(checks.films.glob("*.dcm")))
            if stopped.is_set():
                check.cancel()
            return check.run()

        self._jobs.submit(Lane.MODELS, work, self._found, lambda error: log.warning("engines: %s", error))

    def _found(self, findings: list[Finding]) -> None:
        for finding in findings:
            log.info("%s", finding.words)
            self._on_found(finding)

    def stop(self) -> None:
        """Give up what is being asked, and what waits for its turn."""
        self._stopped.set()
        if self._running is not None:
            self._running.cancel()
