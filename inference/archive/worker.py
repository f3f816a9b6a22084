"""One process that reads a film and answers it, start to end: the unit of which an archive's run is made.

Reading and answering lie in one process with one thread, so that a machine's cores are filled by as many of
them, without a queue between them and without films that travel.  A hostile film can only end its process: it
is reported, and another one goes on.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from inference.aoota import CLASSES
from inference.child_process import START_S, ChildProcess, begin, bound_data, bound_time
from inference.dicom.decode_worker import MEMORY_BYTES, TIMEOUT_S
from inference.errors import BundleError, FilmError, ModelOutputError, RuntimeMissingError, ShentonError
from inference.messages import NOTHING, Message, from_plain, to_plain, without_texts
from inference.model.bundle import Bundle
from inference.model.child_session import Limits
from inference.model.verdict import Verdict, points_of, verdict_of, zone_at
from inference.records import Answer, ModelIdentity, NoAnswer, OperatingPoint, Prediction

MAX_SAID: Final = 1 << 18
MAX_NOTES: Final = 64
MAX_NOTE: Final = 1000
STARTS: Final = 3
"""How often a process that is gone while it starts is started in all."""
_READ: Final = b"read"
_KINDS: Final[Mapping[str, type[ShentonError]]] = {
    kind.__name__: kind for kind in (BundleError, RuntimeMissingError, ModelOutputError)
}
_BROKEN: Final = (EOFError, OSError, ValueError, LookupError, TypeError, RecursionError)


class GoneError(BundleError):
    """A worker's process ended while it started: somebody ended it, or memory is short."""


@dataclass(frozen=True, slots=True)
class FilmAnswer:
    """What is known of one film afterwards, small enough for a million of them.

    Attributes:
        path: as it was given.
        probabilities: of the seven classes in their order; empty where there is no answer.
        reason: why there is none, in one sentence.
        doubts: names of the card's film checks that the film fails.
        model: what answered, or withheld its answer; None where it was not asked.
        ms: milliseconds of reading and answering.
        verdict: what the probability is called (:mod:`inference.model.verdict`); empty without an answer.
        notes: what was assumed or ignored when the film was read: sentences without texts of its header.
    """

    path: str
    probabilities: tuple[float, ...] = ()
    reason: str = ""
    doubts: tuple[str, ...] = ()
    model: ModelIdentity | None = None
    ms: float = 0.0
    verdict: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        return bool(self.probabilities)


class FilmWorker(ChildProcess):
    """The process, started when it is first needed and again when it is gone.  Used by one thread at a time.

    Args:
        bundle: what answers.
        threads: of the network.
        checked: faster engines that may be used, as for :class:`inference.model.session.Session`.
    """

    def __init__(
        self, bundle: Bundle, *, threads: int = 1, checked: Mapping[str, Message] | None = None
    ) -> None:
        super().__init__()
        self.bundle = bundle
        self.provider, self.notice = "", NOTHING
        self._asked = (threads, dict(checked or {}))
        self._cancelled = False

    def another(self) -> FilmWorker:
        """One more of the same, not started."""
        threads, checked = self._asked
        return FilmWorker(self.bundle, threads=threads, checked=checked)

    def start(self) -> FilmWorker:
        """Load the model and everything that reads films.

        Raises:
            BundleError: the graph is not what its card says.
            RuntimeMissingError: ONNX Runtime is not installed.
        """
        if self._is_alive:
            return self
        self._stop()
        self._spawn(serve, (self.bundle, self._asked, Limits()), "shenton-film")
        try:
            said = self._said(START_S)
        except (*_BROKEN, TimeoutError) as error:
            self._stop()
            raise GoneError("The model's process did not start.", "Choose another model.") from error
        if "error" in said:
            self._stop()
            raise _KINDS.get(said["error"], BundleError)(
                *(Message(said[part]) for part in ("message", "hint"))
            )
        self.provider, self.notice = str(said["provider"])[:40], from_plain(said["notice"].encode())
        return self

    def answer(self, path: str) -> FilmAnswer:
        """Read and answer one film; whatever is wrong with it is in the answer.

        A process that ends on a film is asked once more in a new one: somebody may have ended it.

        Raises:
            BundleError, RuntimeMissingError: the process had to be started and could not.
            ModelOutputError: the worker was cancelled.
        """
        start = time.perf_counter()
        reason: Message = NOTHING
        for _ in range(2):
            if self._cancelled:
                raise ModelOutputError("The model was stopped.")
            self._start_again()
            found, reason, is_late = self._once(path)
            if found is not None:
                return found
            if is_late:
                break
        ms = (time.perf_counter() - start) * 1000.0
        return FilmAnswer(path, reason=str(reason), ms=ms)

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

    def _once(self, path: str) -> tuple[FilmAnswer | None, Message, bool]:
        """The answer, or why the process is gone and whether it ran out of time."""
        pipe, seconds, stage = self._pipe, TIMEOUT_S, b""
        assert pipe is not None
        try:
            pipe.send_bytes(os.fsencode(path))
            self._wait(seconds)
            stage = pipe.recv_bytes(16)
            seconds = Limits().pass_s if stage == _READ else TIMEOUT_S
            return _film_answer(path, self._said(seconds)), NOTHING, False
        except TimeoutError:
            self._stop()
            return (
                None,
                Message("The film kept its process busy for {seconds:g} seconds.", seconds=seconds),
                True,
            )
        except _BROKEN:
            self._stop()
            if stage == _READ:
                return None, Message("The model's process ended on this film."), False
            words = "The decoder stopped on this file. It is damaged; ask for the film again."
            return None, Message(words), False

    def cancel(self) -> None:
        """Give up, for good; from any thread."""
        self._cancelled = True
        self._kill()

    def close(self) -> None:
        """End the process."""
        self._cancelled = True
        self._stop()

    def _said(self, seconds: float) -> dict[str, Any]:
        self._wait(seconds)
        pipe = self._pipe
        assert pipe is not None
        said = json.loads(pipe.recv_bytes(MAX_SAID))
        if not isinstance(said, dict):
            raise ValueError("no answer")
        return said


def _film_answer(path: str, said: Mapping[str, Any]) -> FilmAnswer:
    """What the process said, checked: it has read a file that may be hostile."""
    chances = tuple(float(value) for value in said["probabilities"])
    if chances and (len(chances) != len(CLASSES) or not abs(sum(chances) - 1.0) < 1e-3):
        raise ValueError("no probabilities")
    model = said["model"]
    return FilmAnswer(
        path,
        chances,
        str(said["reason"]),
        tuple(str(name) for name in said["doubts"]),
        None if model is None else ModelIdentity(*(str(model[key]) for key in ("name", "version", "sha256"))),  # type: ignore[arg-type]
        float(said["ms"]),
        str(Verdict(said["verdict"])) if chances else "",
        tuple(str(note) for note in said["notes"]),
    )


# in the child ----------------------------------------------------------------------------------------


def serve(pipe: Connection, bundle: Bundle, asked: tuple[int, dict[str, Message]], limits: Limits) -> None:
    """The process's life: answer films until the parent is gone."""
    begin()
    try:
        _serve(pipe, bundle, asked, limits)
    except (EOFError, OSError):
        return


def _serve(pipe: Connection, bundle: Bundle, asked: tuple[int, dict[str, Message]], limits: Limits) -> None:
    from inference.dicom.decode_worker import warm_up
    from inference.model.predictor import Predictor
    from inference.model.providers import quiet_runtime
    from inference.model.session import Session

    threads, checked = asked
    try:
        warm_up()
        quiet_runtime()
        bound_data(limits.memory_bytes + MEMORY_BYTES)
        session = Session(bundle, threads=threads, checked=checked)
        predictor = Predictor(session)
    except ShentonError as error:
        said = {"error": type(error).__name__, "message": str(error.message), "hint": str(error.hint)}
        _say(pipe, said)
        return
    _say(pipe, {"provider": session.provider, "notice": to_plain(session.notice).decode()})
    while True:
        path = os.fsdecode(pipe.recv_bytes())
        bound_time(TIMEOUT_S + limits.pass_s)
        _say(pipe, asdict(answered(predictor, path, lambda: pipe.send_bytes(_READ))))


def answered(predictor: Any, path: str, read: Any = lambda: None) -> FilmAnswer:
    """Read and answer a film in this process; ``read`` is called between the two."""
    from inference.dicom.reader import read_unhashed

    start, notes = time.perf_counter(), tuple[str, ...]()
    try:
        image = read_unhashed(Path(path))
        read()
        notes = tuple(without_texts(one)[:MAX_NOTE] for one in image.film.warnings[:MAX_NOTES])
        found: Answer = predictor.answer(image)
    except (FilmError, ModelOutputError) as error:
        if isinstance(error, FilmError):
            read()
        found = NoAnswer(error.message, error.hint)
    except MemoryError:
        read()
        found = NoAnswer(Message("The file needs more memory than a film may take."))
    ms = (time.perf_counter() - start) * 1000.0
    if isinstance(found, NoAnswer):
        return FilmAnswer(
            path,
            reason=" ".join(f"{found.reason} {found.hint}".split()),
            model=found.model,
            ms=ms,
            notes=notes,
        )
    points = predictor.session.bundle.card.operating_points
    return replace(of_prediction(path, found, points, ms), notes=notes)


def of_prediction(
    path: str, prediction: Prediction, points: Sequence[OperatingPoint], ms: float
) -> FilmAnswer:
    """What stays of a prediction; ``points`` are the card's, from which the verdict follows."""
    chances = tuple(prediction.probabilities[name] for name in CLASSES)
    zone = zone_at(prediction.threshold, points_of(prediction, points))
    called = verdict_of(prediction.p_fracture, prediction.threshold, zone)
    return FilmAnswer(path, chances, "", prediction.doubts, prediction.model, ms, str(called))


def _say(pipe: Connection, said: Mapping[str, object]) -> None:
    pipe.send_bytes(json.dumps(said).encode())
