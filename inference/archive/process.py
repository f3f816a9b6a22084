"""A process that does one piece of work with one item after the other: what every long run is made of.

Reading a film and what is made of it lie in one process with one thread, so that a machine's cores are
filled by as many of them, without a queue between them and without films that travel.  A hostile film can
only end its process: it is asked once more in a new one, then reported, and the others go on.
"""

from __future__ import annotations

import os
import pickle
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ClassVar, Final, Generic, Self, TypeVar

from inference.child_process import START_S, ChildProcess, begin, bound_time
from inference.dicom.decode_worker import TIMEOUT_S, warm_up
from inference.errors import BundleError, ModelOutputError, RuntimeMissingError, ShentonError
from inference.messages import NOTHING, Message, from_plain, to_plain
from inference.model.child_session import SLOWEST_S, Limits
from inference.plain_values import loaded

T = TypeVar("T")
MAX_SAID: Final = 64 << 20
"""Bytes of what is said of one item: the class maps of several models, at most."""
STARTS: Final = 3
"""How often a process that is gone while it starts is started in all."""
READY: Final = b"ready"
READ: Final = b"read"
_BROKEN: Final = (
    *(EOFError, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError),
    pickle.UnpicklingError,
)
Do = Callable[[str, Callable[[], None]], object]
"""Does the work with an item; calls its second argument between the two parts of it."""


class GoneError(BundleError):
    """A process ended while it started: somebody ended it, or memory is short."""


class _Ended(Exception):
    """The process is gone: the sentence, the part of the work it was at, and whether it ran out of time."""


class Work(ABC, Generic[T]):
    """What is done with each item.  Travels once to each process, so it and what it holds can be pickled.

    It has two parts, reading and the rest, each with its own time and its own sentence for a process that
    ends on it.  What the process says of an item is made of records and plain values
    (:mod:`inference.plain_values`), and may have been touched by a hostile file.
    """

    name: ClassVar[str] = "shenton-film"
    start_s: ClassVar[float] = 60.0
    """Seconds for :meth:`begin`; :meth:`libraries` has its own."""
    seconds: ClassVar[tuple[float, float]] = (TIMEOUT_S, Limits().pass_s)
    ended: ClassVar[tuple[Message, Message]] = (
        Message("The decoder stopped on this file. It is damaged; ask for the film again."),
        Message("The model's process ended on this film."),
    )
    busy: ClassVar[tuple[Message, Message]] = (
        Message("Reading the film took longer than {seconds:g} s and was given up.", seconds=TIMEOUT_S),
        Message(
            "The model was busy with this film for {seconds:g} s and was given up; fewer workers leave more "
            "of the computer to each.",
            seconds=Limits().pass_s,
        ),
    )
    errors: ClassVar[tuple[type[ShentonError], ...]] = (BundleError, RuntimeMissingError, ModelOutputError)
    """What :meth:`begin` may raise; any other comes as the first of them."""

    def libraries(self) -> None:
        """In the process, first: import what :meth:`begin` needs.  Nothing of a stranger is read here."""
        warm_up()

    @abstractmethod
    def begin(self) -> tuple[Mapping[str, object], Do]:
        """In the process: load what is needed.

        Returns:
            What the parent is told (:attr:`WorkProcess.told`), and what does the work with an item.  A
            ``"pass_s"`` among it are seconds for the second part on this computer, where it is slow.

        Raises:
            ShentonError: it cannot be done at all.
        """

    @abstractmethod
    def received(self, item: str, said: Any) -> T:
        """In the parent: the result out of what the process said of an item, checked.

        Raises:
            ValueError, LookupError, TypeError, AttributeError: it is none.
        """

    @abstractmethod
    def failed(self, item: str, reason: Message, ms: float, was_read: bool) -> T:
        """In the parent: the result for an item on which the process ended, or took too long."""


class ModelWork(Work[T]):
    """Work that asks a model: its runtime is a library, too."""

    def libraries(self) -> None:
        from inference.model.providers import quiet_runtime

        super().libraries()
        with suppress(RuntimeMissingError):  # begin says so
            quiet_runtime()


class WorkProcess(ChildProcess, Generic[T]):
    """The process, started when first needed and again when it is gone.  Used by one thread at a time."""

    def __init__(self, work: Work[T]) -> None:
        super().__init__()
        self.work = work
        self.told: Mapping[str, Any] = {}
        """What :meth:`Work.begin` has said; empty before :meth:`start`."""
        self._cancelled = False
        self._seconds = work.seconds

    def another(self) -> Self:
        """One more of the same, not started."""
        return type(self)(self.work)

    def start(self) -> Self:
        """Load what the work needs.

        Raises:
            BundleError, RuntimeMissingError, or what else :attr:`Work.errors` names: it cannot be done.
        """
        if self._is_alive:
            return self
        self._stop()
        self._spawn(serve, (self.work,), self.work.name)
        limit = START_S
        try:
            self._wait(limit)
            self._heard(READY)
            limit = self.work.start_s
            said = self._said(limit)
            error = said.get("error")
            words = [from_plain(said[part]) for part in ("message", "hint")] if error else []
        except TimeoutError as fault:
            self._stop()
            raise BundleError(
                "The model's process did not start within {seconds:g} seconds.",
                "This computer is very busy or slow now; try again when it is not, or choose another model.",
                seconds=limit,
            ) from fault
        except _BROKEN as fault:
            self._stop()
            raise GoneError("The model's process did not start.", "Choose another model.") from fault
        if error:
            self._stop()
            raise {kind.__name__: kind for kind in self.work.errors}.get(error, self.work.errors[0])(*words)
        self.told, self._seconds = said, _allowed(self.work, said)
        return self

    def answer(self, item: str) -> T:
        """Do the work with one item; whatever is wrong with it is in the result.

        A process that ends on an item is asked once more in a new one: somebody may have ended it.

        Raises:
            BundleError, RuntimeMissingError: the process had to be started and could not.
            ModelOutputError: it was cancelled.
        """
        start = time.perf_counter()
        reason, part, is_late = NOTHING, 0, False
        for _ in range(2):
            if self._cancelled:
                raise ModelOutputError("The model was stopped.")
            self._start_again()
            try:
                return self._once(item)
            except _Ended as ended:
                reason, part, is_late = ended.args
            if is_late:
                break
        return self.work.failed(item, reason, (time.perf_counter() - start) * 1000.0, part > 0)

    def _start_again(self) -> None:
        """Start, where somebody ends the process on the way more than once."""
        for _ in range(STARTS - 1):
            try:
                self.start()
            except GoneError:
                if self._cancelled:
                    raise
            else:
                return
        self.start()

    def _once(self, item: str) -> T:
        pipe, part = self._pipe, 0
        assert pipe is not None
        try:
            pipe.send_bytes(os.fsencode(item))
            self._wait(self._seconds[part])
            part = int(pipe.recv_bytes(16) == READ)
            return self.work.received(item, self._said(self._seconds[part]))
        except TimeoutError:
            self._stop()
            raise _Ended(Message(self.work.busy[part], seconds=self._seconds[part]), part, True) from None
        except _BROKEN:
            self._stop()
            raise _Ended(self.work.ended[part], part, False) from None

    def cancel(self) -> None:
        """Give up, for good; from any thread."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        """End the process."""
        self._cancelled = True
        self._stop()

    def _heard(self, word: bytes) -> None:
        pipe = self._pipe
        assert pipe is not None
        if pipe.recv_bytes(16) != word:
            raise ValueError("another word than expected")

    def _said(self, seconds: float) -> Any:
        self._wait(seconds)
        pipe = self._pipe
        assert pipe is not None
        return loaded(pipe.recv_bytes(MAX_SAID))


def _allowed(work: Work[Any], told: Mapping[str, object]) -> tuple[float, float]:
    """Seconds for each part: what the work states, and more for the second where a process says it is slow.

    What it says is bounded: it may come from a graph of somebody else's.
    """
    first, second = work.seconds
    said = told.get("pass_s")
    return first, max(second, min(float(said), SLOWEST_S)) if isinstance(said, float) else second


# in the child ----------------------------------------------------------------------------------------


def serve(pipe: Connection, work: Work[Any]) -> None:
    """The process's life: work until the parent is gone."""
    begin()
    try:
        work.libraries()
        pipe.send_bytes(READY)
        _serve(pipe, work)
    except (EOFError, OSError):
        return


def _serve(pipe: Connection, work: Work[Any]) -> None:
    try:
        told, do = work.begin()
    except ShentonError as error:
        _say(
            pipe,
            {
                "error": type(error).__name__,
                "message": to_plain(error.message),
                "hint": to_plain(error.hint),
            },
        )
        return
    _say(pipe, dict(told))
    while True:
        item = os.fsdecode(pipe.recv_bytes())
        bound_time(sum(_allowed(work, told)))
        turn = _Turn(pipe)
        said = do(item, turn.read)
        turn.read()
        _say(pipe, said)


class _Turn:
    """Tells the parent once that an item was read, however often the work says so."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._is_read = pipe, False

    def read(self) -> None:
        if not self._is_read:
            self._is_read = True
            self._pipe.send_bytes(READ)


def _say(pipe: Connection, said: object) -> None:
    pipe.send_bytes(pickle.dumps(said, protocol=5))
