"""What the child processes share: started and ended in one way, with bounds on memory and processor time.

A spawned process can hold a hostile file or a hostile model without harm: it can only end itself.  What it
sends is never unpickled unseen.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, Self

START_S: Final = 300.0
"""Seconds in which a child has to have its libraries.  Nothing of a stranger is read before that, and a child
that ends is noticed at once, so this guards against a start that hangs alone: a computer that is merely slow
(a first start under a virus scanner, a network drive, a debugger) must not be told that it is broken."""
MOST_SLOWER: Final = 10.0
"""So many times longer than its limit a child may take where the computer is as many times slower."""
VERY_BUSY: Final = 2.0
"""A computer on which work takes so many times longer than its processor time."""
PROBE_S: Final = 0.05
_LONGEST_PROBE_S: Final = 10.0
_CHUNK: Final = 1 << 20


def slowness() -> float:
    """How many times longer than its processor time some work takes here now: 1 where nothing is in its way.

    A limit by the clock is meant for a computer that has time for the child.  Where other programs take most
    of it, as many times as long is not too long; work of this thread shows how many, on every system.
    """
    start, used = time.perf_counter(), time.thread_time()
    done = passed = 0.0
    while done < PROBE_S and passed < _LONGEST_PROBE_S:
        sum(range(5000))
        done, passed = time.thread_time() - used, time.perf_counter() - start
    return max(1.0, passed / max(done, 1e-3))


def grace(seconds: float) -> float:
    """Seconds that a child gets after a limit of ``seconds``, for what the computer did meanwhile."""
    return seconds * (min(slowness(), MOST_SLOWER) - 1) if seconds > 0 else 0.0


class ChildProcess:
    """One spawned process and the pipe to it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __del__(self) -> None:
        """A child that nobody holds any more does not stay."""
        with contextlib.suppress(AttributeError, TypeError, ValueError, OSError, AssertionError):
            self._stop()  # at the interpreter's end parts of it may be gone: the child ends with its pipe

    @property
    def pid(self) -> int | None:
        """Process number of the running child."""
        return None if self._process is None else self._process.pid

    @property
    def _is_alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def _spawn(self, target: Callable[..., object], args: tuple[Any, ...], name: str) -> None:
        """Start ``target(pipe, *args)``; it ends with this process at the latest.

        ``args`` go through our pipe: a model's card fills that of Python's own start, which is open at both
        ends here, so that a child that is ended while it starts would be written to for ever.
        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=True)
        process = context.Process(target=_called, args=(theirs,), name=name, daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        with contextlib.suppress(OSError):  # it is gone: who listens to it will notice
            ours.send((target, args))

    def _wait(self, seconds: float) -> None:
        """Until the child says something; longer on a computer that is busy with other things.

        Raises:
            TimeoutError: it did not.
            OSError: it is gone.
        """
        pipe = self._pipe
        if pipe is None:
            raise BrokenPipeError
        if not pipe.poll(max(0.0, seconds)) and not pipe.poll(grace(seconds)):
            raise TimeoutError

    def _kill(self) -> None:
        """End the process; callable from any thread."""
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError, OSError):  # already gone
                process.kill()

    def _stop(self) -> None:
        self._kill()
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join()
            self._process.close()
        self._process = self._pipe = None


class LockedChild(ChildProcess):
    """A child used by one thread at a time; :meth:`cancel` and :meth:`close` may come from any."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._cancelled = False

    def cancel(self) -> None:
        """Give the child up for good; a call that waits raises."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        """End the process, for good."""
        self.cancel()
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def receive_into(pipe: Connection, flat: memoryview) -> None:
    """Fill ``flat``; straight from the descriptor where there is one, which is three times as quick.

    Raises:
        EOFError: the other side is gone.
    """
    at = 0
    while at < len(flat):
        if sys.platform == "win32":
            at += pipe.recv_bytes_into(flat[at : at + _CHUNK])
            continue
        count = os.readv(pipe.fileno(), [flat[at:]])
        if count == 0:
            raise EOFError
        at += count


def send_all(pipe: Connection, flat: memoryview) -> None:
    """The counterpart of :func:`receive_into`."""
    if sys.platform == "win32":
        for at in range(0, len(flat), _CHUNK):
            pipe.send_bytes(flat[at : at + _CHUNK])
        return
    at = 0
    while at < len(flat):
        at += os.write(pipe.fileno(), flat[at:])


def _called(pipe: Connection) -> None:
    """In the child, before all else: do what the parent says."""
    with contextlib.suppress(EOFError, OSError):
        target, args = pipe.recv()
        target(pipe, *args)


def begin() -> None:
    """In the child, first: Ctrl+C is the parent's, and nothing is said on the program's own streams.

    Libraries write to the standard streams, which is of no use; the runtime asks no server for its collector.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(null, descriptor)
    os.close(null)


def bound_memory(memory_bytes: int) -> None:
    """In the child: bound its address space where the system can; what it holds already counts."""
    if not sys.platform.startswith("linux"):
        return
    import resource

    mapped, held = (int(pages) * resource.getpagesize() for pages in _statm())
    limit = mapped + max(memory_bytes - held, 64 << 20)
    with contextlib.suppress(ValueError, OSError):  # a lower hard limit is in force already
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def bound_data(memory_bytes: int) -> None:
    """In the child: bound what it may still allocate (Linux).

    Address space that is only reserved does not count (RLIMIT_DATA, setrlimit(2)): graphics drivers
    reserve terabytes of it.
    """
    if not sys.platform.startswith("linux"):
        return
    import resource

    status = Path("/proc/self/status").read_text()
    held = next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmData")), 0)
    limit = held + memory_bytes
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _statm() -> tuple[str, str]:
    fields = Path("/proc/self/statm").read_text().split()
    return fields[0], fields[1]


def bound_time(timeout_s: float) -> None:
    """In the child: a last resort should the parent die while work spins: time for one more task."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    cores = os.cpu_count() or 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + timeout_s * cores) + 10, hard))
