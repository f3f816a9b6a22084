"""A model's graph in a process of its own, with bounds on time and memory.

A graph is a program of somebody else's.  Its look-through (:mod:`inference.model.graph_validation`) refuses
what can be seen; what it costs shows only when it runs.  Here it can end or stall its own process only: that
one is killed, the reader is told, and the next film or the next model starts another.
"""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.child_process import (
    START_S,
    LockedChild,
    begin,
    bound_data,
    bound_time,
    grace,
    receive_into,
    send_all,
)
from inference.errors import BundleError, ModelOutputError, RuntimeMissingError, ShentonError
from inference.messages import NOTHING, Message, from_plain, sentences, to_plain
from inference.model.bundle import Bundle
from inference.model.card import SelfTest
from inference.model.card_validation import BUILTIN_INPUTS, OUTPUTS
from inference.model.session import Floats, Outputs, Session, checked_outputs, self_test, tried

MAX_HEADER: Final = 1 << 18
MAX_ANSWER: Final = 64 << 20
"""Bytes of all outputs of one pass; seven maps of 512 x 512 are 7 MB."""
GRAPHICS_BYTES: Final = 8 << 30
"""What CUDA and its libraries take on top, where there is such a card."""
PATIENCE: Final = 2
"""Passes in a row that may run out of time; after that the model is not asked again."""
SLOW_S: Final = 2.0
"""A self-test that takes longer is one of a slow computer, or of a busy one."""
MARGIN: Final = 10.0
"""A pass may take so many times what the self-test took on this computer, up to :data:`SLOWEST_S`."""
SLOWEST_S: Final = 180.0
_READY: Final = b"ready"
_AGAIN: Final = Message("Try again, or choose another model: Model, Models…")
_KINDS: Final[Mapping[str, type[ShentonError]]] = {
    kind.__name__: kind for kind in (BundleError, ModelOutputError, RuntimeMissingError)
}
_BROKEN: Final = (EOFError, OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What a child that is gone, or says what it should not, raises here."""
Asked = tuple[Sequence[str] | None, int | None, dict[str, Message]]
"""Providers, threads and checked engines of a session."""
_TYPES: Final = frozenset({"float32", "float64", "float16", "int64", "int32", "uint8", "int8", "bool"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model may take.

    Attributes:
        start_s: seconds to load the graph and to answer the first self-test; the libraries have their own
            (:data:`inference.child_process.START_S`).
        pass_s: seconds for one film.
        memory_bytes: what the process may allocate beyond its libraries (bounded on Linux; elsewhere ONNX
            Runtime's own bound holds for tensors of numbers).
        in_background: give way to every other process (not on Windows).
    """

    start_s: float = 60.0
    pass_s: float = 20.0
    memory_bytes: int = 3 << 30
    in_background: bool = False

    def seconds(self, probe_s: float) -> float:
        """Seconds for one film on a computer that took ``probe_s`` for the self-test: more on a slow one."""
        return max(self.pass_s, min(MARGIN * probe_s, SLOWEST_S)) if probe_s > SLOW_S else self.pass_s


class ChildSession(LockedChild):
    """A bundle's graph, ready to run in a child process; stands in for ``Session``.

    Used by one thread at a time; :meth:`cancel` and :meth:`close` may come from any.

    Attributes:
        bundle: what runs.
        provider: the execution provider in use; empty before :meth:`start`.
        notice: one line for the user when something is not as asked for, otherwise empty.
    """

    def __init__(
        self,
        bundle: Bundle,
        *,
        providers: Sequence[str] | None = None,
        threads: int | None = None,
        limits: Limits | None = None,
        checked: Mapping[str, Message] | None = None,
    ) -> None:
        """Nothing starts yet.

        Args:
            providers, threads, checked: as for :class:`~inference.model.session.Session`.
            limits: what the model may take.
        """
        super().__init__()
        self.bundle = bundle
        self.limits = limits or Limits()
        self.provider, self.notice = "", NOTHING
        self._asked: Asked = (providers, threads, dict(checked or {}))
        self._late = False
        self._too_slow = 0
        self._pass_s = self.limits.pass_s

    def start(self) -> ChildSession:
        """Load the graph and run the card's first self-test, within the limits.

        Raises:
            BundleError: the graph is not what its card says, or exceeds its limits.
            RuntimeMissingError: ONNX Runtime is not installed or does not start.
        """
        with self._lock:
            self._ready()
        return self

    def run(self, tensor: Floats) -> Outputs:
        """One pass; see :meth:`inference.model.session.Session.run`.  A child that is gone is started again.

        Raises:
            ModelOutputError: as there, and when the model stopped, took too long or was cancelled.
            BundleError, RuntimeMissingError: it had to be started again, and could not.
        """
        spec = self.bundle.card.input
        if tensor.shape != (1, spec.channels, spec.size, spec.size) or tensor.dtype != np.float32:
            raise ValueError(f"the input is {tensor.dtype} {tensor.shape}")
        if self._too_slow >= PATIENCE:
            raise ModelOutputError(
                "The model took too long on the films before and is not asked again.",
                _AGAIN,
            )
        with self._lock:
            self._ready()
            with self._bounded(self._pass_s):
                return self._pass(tensor)

    def self_test(self, tests: Sequence[SelfTest] | None = None) -> None:
        """Run the card's self-tests (or these) and compare their logits.

        Raises:
            BundleError: a logit is farther from the card's than its tolerance, or the model failed.
        """
        self_test(self, tests)

    def forgive(self) -> None:
        """The user asks again: what took too long before is not held against it."""
        self._too_slow = 0

    @contextmanager
    def _bounded(self, seconds: float) -> Iterator[None]:
        """Whatever the child does in this block, it ends in time, with a sentence where it failed."""
        self._late = False
        over = threading.Event()
        threading.Thread(target=self._watch, args=(seconds, over), daemon=True).start()
        try:
            yield
        except _BROKEN as error:
            self._stop()
            raise self._sentence(seconds) from (TimeoutError() if self._late else error)
        finally:
            over.set()

    def _watch(self, seconds: float, over: threading.Event) -> None:
        """End the child when its time is up, later on a computer that is busy with other things."""
        if not over.wait(seconds) and not over.wait(grace(seconds)):
            self._late = True
            self._kill()

    def _sentence(self, seconds: float) -> ShentonError:
        if self._cancelled:
            return ModelOutputError("The model was stopped.")
        if self._late:
            self._too_slow += 1
            return ModelOutputError(
                "The model was busy for {seconds:g} seconds and was given up.",
                _AGAIN,
                seconds=seconds,
            )
        return ModelOutputError(
            "The model's process ended on its own: it may want more memory than a model may take.",
            _AGAIN,
        )

    def _ready(self) -> None:
        if self._is_alive:
            return
        self._stop()
        if self._cancelled:
            raise ModelOutputError("The model was stopped.")
        self._spawn(serve, (self.bundle, self._asked, self.limits), "shenton-model")
        pipe = self._pipe
        assert pipe is not None
        self._kill_if_cancelled()
        try:
            with self._bounded(START_S):
                if pipe.recv_bytes(16) != _READY:
                    raise ValueError("no word of the child's")
            with self._bounded(self.limits.start_s):
                header = _header(pipe)
                self._told(header)
                probe_s = min(float(header.get("probe_s", 0.0)), self.limits.start_s)
                self._pass_s = self.limits.seconds(probe_s)
        except ModelOutputError as error:
            self._stop()
            raise BundleError(error.message, error.hint) from error
        except ShentonError:
            self._stop()
            raise

    def _kill_if_cancelled(self) -> None:
        """:meth:`cancel` may have come when there was no process to end yet."""
        if self._cancelled:
            self._kill()

    def _told(self, header: Mapping[str, Any]) -> None:
        provider, notice = header["provider"], from_plain(header["notice"].encode())
        if not isinstance(provider, str):
            raise ValueError("no header")
        self.provider, self.notice = provider[:40], notice

    def _pass(self, tensor: Floats) -> Outputs:
        pipe = self._pipe
        assert pipe is not None
        send_all(pipe, memoryview(np.ascontiguousarray(tensor).data).cast("B"))
        header = _header(pipe)
        self._told(header)
        values = _receive(pipe, header["arrays"], (*OUTPUTS, *self.bundle.card.extra_outputs))
        self._too_slow = 0
        return checked_outputs(values, float(header["elapsed"]))


def verify(bundle: Bundle, *, providers: Sequence[str] | None = None, limits: Limits | None = None) -> None:
    """A trial run: start the bundle's graph within limits and run all its self-tests.

    A card without any is run once all the same: no model answers a film that has not run before.

    Raises:
        BundleError: names, shapes, types or a self-test disagree with the card, or the limits are exceeded.
        RuntimeMissingError: ONNX Runtime is not installed.
    """
    with ChildSession(bundle, providers=providers, limits=limits).start() as session:
        session.self_test()
        if not bundle.card.self_tests:
            tried(session, BUILTIN_INPUTS[0])


def _header(pipe: Connection) -> dict[str, Any]:
    """What the child says, plain and bounded; its error is raised here."""
    header = json.loads(pipe.recv_bytes(MAX_HEADER))
    if not isinstance(header, dict):
        raise ValueError("no header")
    if "error" in header:
        raise _KINDS[header["error"]](*(from_plain(header[part].encode()) for part in ("message", "hint")))
    return header


def _receive(pipe: Connection, arrays: Any, expected: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The outputs that are expected and no others, their size bounded before they are read."""
    if [item[0] for item in arrays] != list(expected):
        raise ValueError("other outputs than asked for")
    found, total = {}, 0
    for name, kind, shape in arrays:
        if kind not in _TYPES or not all(isinstance(n, int) and 0 <= n <= MAX_ANSWER for n in shape):
            raise ValueError("no output")
        dtype = np.dtype(kind)
        total += math.prod(shape) * dtype.itemsize
        if len(shape) > 8 or total > MAX_ANSWER:
            raise ValueError("outputs without measure")
        found[name] = np.empty(shape, dtype)
        if found[name].size:
            receive_into(pipe, memoryview(found[name].reshape(-1).view(np.uint8).data))
    return found


# in the child ----------------------------------------------------------------------------------------


def serve(pipe: Connection, bundle: Bundle, asked: Asked, limits: Limits) -> None:
    """The child's life: load the graph, then answer until the parent is gone."""
    begin()
    try:
        _serve(pipe, bundle, asked, limits)
    except (EOFError, OSError):
        return


def _serve(pipe: Connection, bundle: Bundle, asked: Asked, limits: Limits) -> None:
    from inference.model.providers import quiet_runtime

    providers, threads, checked = asked
    if limits.in_background and hasattr(os, "nice"):
        os.nice(10)
    with suppress(RuntimeMissingError):  # the session says so
        quiet_runtime()
    pipe.send_bytes(_READY)
    try:
        quiet_runtime()
        bound_data(limits.memory_bytes + graphics_bytes())
        bound_time(limits.start_s)
        session = Session(bundle, providers=providers, threads=threads, checked=checked)
    except ShentonError as error:
        _say(pipe, _error(error))
        return
    except MemoryError:
        _say(pipe, _error(BundleError("The model needs more memory than a model may take.")))
        return
    probe_s = session.last_ms / 1000.0
    seconds = limits.seconds(probe_s)
    slow = slow_words(probe_s, seconds) if seconds > limits.pass_s else NOTHING
    _say(pipe, {"provider": session.provider, "notice": _notice(session, slow), "probe_s": probe_s})
    spec = bundle.card.input
    tensor = np.empty((1, spec.channels, spec.size, spec.size), np.float32)
    while True:
        receive_into(pipe, memoryview(tensor.data).cast("B"))
        bound_time(seconds)
        _answer(pipe, session, tensor, slow)


def graphics_bytes() -> int:
    """What a process takes on top where there is an NVIDIA card."""
    from inference.model.providers import nvidia_driver

    return GRAPHICS_BYTES if nvidia_driver() else 0


def slow_words(probe_s: float, seconds: float) -> Message:
    """That a computer is given more time for a film, and why."""
    return Message(
        "This computer is slow now: the model's self-test took {probe:.0f} s, so a film "
        "may take up to {seconds:.0f} s.",
        probe=probe_s,
        seconds=seconds,
    )


def _notice(session: Session, slow: Message) -> str:
    return to_plain(sentences((session.notice, slow))).decode()


def _answer(pipe: Connection, session: Session, tensor: Floats, slow: Message) -> None:
    try:
        outputs = session.run(tensor)
    except ShentonError as error:
        _say(pipe, _error(error))
        return
    except MemoryError:
        _say(pipe, _error(ModelOutputError("The model needs more memory than a model may take.")))
        return
    first = {"logits": outputs.logits, "class_maps": outputs.class_maps, "latent": outputs.latent}
    values = {name: value[None] for name, value in first.items()} | dict(outputs.extra)
    sent = [(name, np.ascontiguousarray(values[name])) for name in (*OUTPUTS, *outputs.extra)]
    arrays = [(name, value.dtype.name, list(value.shape)) for name, value in sent]
    _say(
        pipe,
        {
            "provider": session.provider,
            "notice": _notice(session, slow),
            "elapsed": outputs.elapsed_ms,
            "arrays": arrays,
        },
    )
    for _name, value in sent:
        if value.size:
            send_all(pipe, memoryview(value.reshape(-1).view(np.uint8).data))


def _error(error: ShentonError) -> dict[str, str]:
    kind = type(error).__name__
    return {
        "error": kind if kind in _KINDS else BundleError.__name__,
        "message": to_plain(error.message).decode(),
        "hint": to_plain(error.hint).decode(),
    }


def _say(pipe: Connection, header: Mapping[str, object]) -> None:
    pipe.send_bytes(json.dumps(header).encode())
