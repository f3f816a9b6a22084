"""Models asked about known films by as many processes as there are cores; each film is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from inference.archive.pool import in_order, processes
from inference.archive.process import Do, ModelWork
from inference.child_process import bound_data
from inference.dicom.decode_worker import MEMORY_BYTES
from inference.dicom.reader import read_film
from inference.errors import BundleError, FilmError, ModelOutputError, RuntimeMissingError
from inference.messages import Message
from inference.model.bundle import Bundle
from inference.model.child_session import Limits, graphics_bytes
from inference.model.session import Floats, Outputs, Session
from inference.records import Film, Side
from training.data import two_truths
from training.data.known_film import KnownFilm
from training.errors import TrainingError
from training.evaluation.model_outputs import Answers, Asked, Measured, Said, said
from training.evaluation.test_time_views import CloseNet, looking

Progress = Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]
Found = tuple[Film, tuple[Said | str, ...]] | str
"""The film and what each model said of it, or why it said nothing; or why the film was not read."""
TORCH_BYTES: Final = 4 << 30


@dataclass(frozen=True, slots=True)
class Models:
    """Which models are asked, and how.

    Attributes:
        bundles: the models.
        flips, close, rules: further looks (:func:`training.evaluation.test_time_views.looking`); ``close``
            names folders of runs.
        cores: of this computer that may be used; 0: all.
    """

    bundles: tuple[Bundle, ...]
    flips: bool = False
    close: tuple[Path, ...] = ()
    rules: tuple[str, ...] = ()
    cores: int = 0

    @property
    def shown(self) -> list[Bundle]:
        """Whose card counts and whose name stands over the figures, look by look."""
        names = [folder.absolute().name for folder in self.close]
        asked: list[Asked] = [_Named(bundle) for bundle in self.bundles]
        near = [_NamedNet(name) for name in names]
        return [one.bundle for one in looking(asked, self.flips, near, self.rules)]

    def started(self) -> list[Asked]:
        """Ready to run in this process, with one thread."""
        plain: list[Asked] = [Session(bundle, threads=1) for bundle in self.bundles]
        return looking(plain, self.flips, [CloseNet(folder, 1) for folder in self.close], self.rules)


@dataclass(frozen=True, slots=True)
class _Named:
    bundle: Bundle

    def run(self, tensor: Floats) -> Outputs:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _NamedNet:
    name: str

    def log_odds(self, tensor: Floats, out: Outputs) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class Measuring(ModelWork[Found]):
    """Read a film and ask every model about it."""

    models: Models
    errors = (TrainingError, BundleError, RuntimeMissingError, ModelOutputError)
    start_s = 600.0
    seconds = (ModelWork.seconds[0], 600.0)

    def begin(self) -> tuple[Mapping[str, object], Do]:
        sessions = self.models.started()
        count = len(self.models.bundles)
        torch = TORCH_BYTES if self.models.close else 0
        bound_data(count * Limits().memory_bytes + MEMORY_BYTES + torch + graphics_bytes())
        return {}, lambda path, read: measured(sessions, Path(path), read)

    def received(self, item: str, said: Any) -> Found:
        if isinstance(said, str):
            return said
        film, rows = said
        if not isinstance(film, Film) or len(rows) != len(self.models.shown):
            raise ValueError("no answers")
        return film, tuple(row if isinstance(row, str) else _checked(*row) for row in rows)

    def failed(self, item: str, reason: Message, ms: float, was_read: bool) -> Found:
        return reason


def _checked(
    logits: Any, class_maps: Any, latent: Any, to_film: Any, reason: Any, turns: Any, hips: Any
) -> Said:
    """What a process said, which has read a file that may be hostile."""
    for values, axes in ((logits, 1), (class_maps, 3), (latent, 1)):
        if not isinstance(values, np.ndarray) or values.dtype != np.float32 or values.ndim != axes:
            raise ValueError("no outputs")
    (a, b, c), (d, e, f) = ([float(value) for value in row] for row in to_film)
    if turns not in range(4):
        raise ValueError("no turns")
    found = tuple(Side(side) for side in hips)
    return logits, class_maps, latent, ((a, b, c), (d, e, f)), str(reason), int(turns), found


def measured(sessions: Sequence[Asked], path: Path, read: Callable[[], None] = lambda: None) -> object:
    """In the process: what :class:`Measuring` finds of one film, in plain values."""
    try:
        image = read_film(path)
    except FilmError as error:
        return error.message
    except MemoryError:
        return Message("The file needs more memory than a film may take.")
    read()
    rows: list[object] = []
    for session in sessions:
        try:
            rows.append(said(session, image))
        except (FilmError, ModelOutputError) as error:
            rows.append(error.message)
    return image.film, rows


def ask(bundle: Bundle, films: Iterable[KnownFilm], progress: Progress = iter, cores: int = 0) -> Answers:
    """Ask a model about every film; one that gives no output is named, never silent.

    Raises:
        TrainingError: no film gave an answer.
    """
    return ask_all(Models((bundle,), cores=cores), films, progress)[0]


def ask_all(models: Models, films: Iterable[KnownFilm], progress: Progress = iter) -> list[Answers]:
    """Every model, and every look of it, on the same films; a film is read once.

    Raises:
        TrainingError: a model gave no answer on any film, a look cannot be had, or an own table says
            different things of one picture.
        BundleError, RuntimeMissingError: a model does not start.
    """
    asked = tuple(films)
    with processes(Measuring(models), len(asked), models.cores) as pool:
        found = in_order(pool, [str(known.path) for known in asked])
        rows = [_row(models, known, next(found)) for known in progress(asked)]
    read_ = (next((one for one in row if isinstance(one, Measured)), None) for row in rows)
    twice = two_truths.find((one.known, one.film.pixel_sha256) for one in read_ if one is not None)
    return [_answers(asked, [row[number] for row in rows], twice) for number in range(len(models.shown))]


def _row(models: Models, known: KnownFilm, found: Found) -> list[Measured | str]:
    """Of every model what it said of a film, or why it said nothing."""
    reason = found if isinstance(found, str) else ""
    if not isinstance(found, str):
        film, rows = found
        if known.pixel_sha256 in (None, film.pixel_sha256):
            return [one if isinstance(one, str) else Measured(known, film, *one) for one in rows]
        reason = "The film's pixels are not those that its truth names."
    return [reason] * len(models.shown)


def _answers(
    asked: tuple[KnownFilm, ...], rows: Sequence[Measured | str], twice: tuple[two_truths.Pair, ...]
) -> Answers:
    found = [(place, row) for place, row in enumerate(rows) if isinstance(row, Measured)]
    bad = [(known.key, row) for known, row in zip(asked, rows, strict=True) if isinstance(row, str)]
    if not found:
        reason = f" ({bad[0][1]})" if bad else ""
        raise TrainingError(
            "No film gave an answer{reason}.",
            "See whether the data set and the model are whole.",
            reason=reason,
        )
    places = np.array([place for place, _ in found], np.int64)
    return Answers(asked, tuple(row for _, row in found), places, tuple(bad), twice)
