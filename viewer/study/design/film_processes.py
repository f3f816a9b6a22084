"""The films of a study read, answered and looked at by several processes, in the order of their drawing.

A lock needs of each film its header, the model's answer and whether text is burned in: all of it is made
where the film is read, so that no pixels travel.  The drawing decides one film after the other; which ones it
will probably want is known beforehand (:func:`viewer.study.design.sampling.sample`, ``expect``), and those
are made ahead.  What it wants beside them is made when it asks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.archive.pool import LocalPool, cores, in_order
from inference.archive.process import Do, ModelWork, WorkProcess
from inference.child_process import START_S
from inference.errors import FilmError, FilmRefusedError, ModelOutputError, ShentonError
from inference.messages import Message
from inference.records import Answer, Film, FilmImage, NoAnswer, Prediction
from viewer.study.design.burned_in import Detector, shows_text

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.predictor import Predictor

MOST: Final = 8
"""Processes at most: each takes up to 1.5 GB where films are large and text is looked for."""
_KINDS: Final[Mapping[str, type[ShentonError]]] = {
    kind.__name__: kind for kind in (FilmError, FilmRefusedError, ModelOutputError)
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a lock needs of a film; stands in for the film with its pixels.

    Attributes:
        film: as its file says.
        given: the model's answer; the reason where it failed; None without a model.
        shows_text: whether text was found in the picture, or why nobody knows.
    """

    film: Film
    given: Answer | ShentonError | None = None
    shows_text: bool | Message = False

    def answer(self) -> Answer:
        """The model's answer.

        Raises:
            FilmError, ModelOutputError: as :meth:`inference.model.predictor.Predictor.answer`.
        """
        if isinstance(self.given, Prediction | NoAnswer):
            return self.given
        raise self.given or ModelOutputError("The model was not asked.")


Found = Looked | ShentonError
"""The second where the film was not read."""


def shipped() -> Detector:
    """The text detector that is shipped, in this process; errors as :class:`TextHere`."""
    from inference.model.text_network import TextHere

    return TextHere(threads=1)


@dataclass(frozen=True)
class Looking(ModelWork[Found]):
    """Read a film, answer it, and look for text.

    Args:
        bundle: what answers; None without a model.
        text: makes the detector of text.
    """

    bundle: Bundle | None
    text: Callable[[], Detector]
    seconds = (ModelWork.seconds[0], 120.0)
    start_s = ModelWork.start_s + START_S  # the detector of text starts within it, in a process of its own

    def begin(self) -> tuple[Mapping[str, object], Do]:
        from inference.child_process import bound_data
        from inference.dicom.decode_worker import MEMORY_BYTES, warm_up
        from inference.model import text_network
        from inference.model.child_session import Limits, graphics_bytes
        from inference.model.predictor import Predictor
        from inference.model.providers import quiet_runtime
        from inference.model.session import Session

        warm_up()
        quiet_runtime()
        models = Limits().memory_bytes + text_network.MEMORY_BYTES
        bound_data(models + MEMORY_BYTES + graphics_bytes())
        predictor = None if self.bundle is None else Predictor(Session(self.bundle, threads=1))
        detector: Detector | Message
        try:
            detector = self.text()
        except ShentonError as error:
            detector = error.whole
        return {}, lambda path, read: looked(Path(path), predictor, detector, read)

    def received(self, item: str, said: Any) -> Found:
        if "error" in said:
            return _error(said["error"])
        film, given, text = said["film"], said["given"], said["text"]
        if not isinstance(film, Film) or not isinstance(text, bool | Message):
            raise ValueError("no film")
        if isinstance(given, tuple):
            return Looked(film, _error(given), text)
        if given is not None and not isinstance(given, Prediction | NoAnswer):
            raise ValueError("no answer")
        return Looked(
            film, None if given is None else replace(given), text
        )  # a record checks itself when made

    def failed(self, item: str, reason: Message, ms: float, was_read: bool) -> Found:
        return ModelOutputError(reason) if was_read else FilmError(reason)


def looked(
    path: Path, predictor: Predictor | None, detector: Detector | Message, read: Callable[[], None]
) -> dict[str, object]:
    """In the process: what :class:`Looked` holds of one film, in records and plain values."""
    from inference.dicom.reader import read_film

    try:
        image = read_film(path)
    except FilmError as error:
        return {"error": _plain(error)}
    except MemoryError:
        return {"error": _plain(FilmError("The file needs more memory than a film may take."))}
    read()
    return {"film": image.film, "given": _given(image, predictor), "text": _text(image, detector)}


def _given(image: FilmImage, predictor: Predictor | None) -> object:
    try:
        return None if predictor is None else predictor.answer(image)
    except (FilmError, ModelOutputError) as error:
        return _plain(error)


def _text(image: FilmImage, detector: Detector | Message) -> bool | Message:
    if isinstance(detector, Message):
        return detector
    try:
        return shows_text(image, detector)
    except ShentonError as error:
        return error.whole


def _plain(error: ShentonError) -> tuple[str, Message, Message]:
    return type(error).__name__, Message(error.message), Message(error.hint)


def _error(plain: tuple[str, str, str]) -> ShentonError:
    kind, message, hint = plain
    return _KINDS[kind](message, hint)


class FilmProcesses:
    """Reads films for :func:`viewer.study.design.study_folder.make_lock`."""

    def __init__(self, pool: LocalPool[Found]) -> None:
        self._pool = pool
        self._order: deque[Path] = deque()
        self._coming: Iterator[Found] = iter(())

    def expect(self, paths: Sequence[Path]) -> None:
        """These will be asked for next, in this order, unless some are skipped for others."""
        self._order = deque(paths)
        self._coming = in_order(self._pool, [str(path) for path in paths])

    def read(self, path: Path) -> Looked:
        """One film, which was expected or not.

        Raises:
            FilmError: it was not read.
        """
        if self._order and self._order[0] == path:
            self._order.popleft()
            found = next(self._coming)
        else:
            found = self._pool.submit([str(path)]).result()[0]
        if isinstance(found, ShentonError):
            raise found
        return found


def started(bundle: Bundle | None, text: Callable[[], Detector] | None = None) -> WorkProcess[Found]:
    """The first of the processes, which says whether the model runs; hand it to :func:`film_processes`.

    Args:
        bundle: what answers; None without a model.
        text: makes the detector of text; None for :func:`shipped`.

    Raises:
        BundleError, RuntimeMissingError: it does not.
    """
    made = WorkProcess(Looking(bundle, text or shipped))
    try:
        return made.start()
    except ShentonError:
        made.close()
        raise


@contextmanager
def film_processes(first: WorkProcess[Found], films: int) -> Iterator[FilmProcesses]:
    """Processes for so many films, as many as there are cores."""
    try:
        with LocalPool(first, first.another, max(1, min(cores(), MOST, films))) as pool:
            yield FilmProcesses(pool)
    finally:
        first.close()
