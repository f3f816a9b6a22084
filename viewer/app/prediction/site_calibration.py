"""Calibrating a model to the site: every film of the list is read and answered, then the thresholds are set.

One film after the other in a decode process of its own; the film on screen goes first, because each step is a
short job of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from inference.aoota import NORMAL, ReaderClass
from inference.errors import FilmError, ModelOutputError, ShentonError
from inference.messages import Message
from inference.model.site_profile import SiteProfile
from inference.records import Answer, FilmImage, Prediction, Reading, Sha256
from viewer.app.film_service import FilmReader
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.prediction.model_service import LoadedModel
from viewer.app.store_service import StoreService

if TYPE_CHECKING:
    from inference.stats.site_calibration import Wanted

OPEN_CLASSES = frozenset({ReaderClass.INDETERMINATE, ReaderClass.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for.

    Attributes:
        name: of the profile; stays on this computer.
        wanted: the rates.
        read: by the readings in the store; else from the mix of unread films.
        share: of fractures among unread films; None: estimated.
    """

    name: str
    wanted: Wanted
    read: bool
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The profiles, one for a device, and what is to be said beside them."""

    profiles: tuple[SiteProfile, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answered:
    pixels: Sha256
    device: str
    patient: str
    logits: NDArray[np.float32]


@dataclass(slots=True)
class _Found:
    """What has come together so far."""

    films: dict[Sha256, _Answered] = field(default_factory=dict)  # the same pixels count once
    refused: dict[str, int] = field(default_factory=dict)  # by device: films without an answer
    unreadable: int = 0
    failure: ModelOutputError | None = None  # the model's, not the film's


class CalibrationRun(QObject):
    """One run over the films of a list; lives as long as its dialog."""

    progress = Signal(int, int)  # films done, films
    done = Signal(object)  # Outcome
    failed = Signal(object)

    def __init__(
        self, jobs: JobRunner, store: StoreService, reader: Callable[[], FilmReader], parent: QObject
    ) -> None:
        """``reader`` makes what reads films; a decode process of this run's own."""
        super().__init__(parent)
        self._jobs, self._store, self._make_reader = jobs, store, reader
        self._reader: FilmReader | None = None
        self._job: Job | None = None
        self._at = 0

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, paths: Iterable[Path], model: LoadedModel, question: Question) -> None:
        """Begin; :attr:`progress` follows, then :attr:`done` or :attr:`failed`."""
        from inference.model.predictor import Predictor

        self.stop()
        self._paths, self._model, self._question = tuple(paths), model, question
        self._predictor = Predictor(model.predictor.session)  # by the card's own values
        self._found, self._at = _Found(), 0
        self._reader = self._make_reader()
        self._next()

    def stop(self) -> None:
        """Give up; nothing follows."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._end_reader()

    def _end_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is None:
            return
        reader.cancel()
        if not self._jobs.closed:
            self._jobs.submit(Lane.LEAVE, reader.close, lambda _none: None, lambda _error: None)

    def _next(self) -> None:
        self.progress.emit(self._at, len(self._paths))
        if self._at >= len(self._paths):
            self._read_all()
            return
        path, reader = self._paths[self._at], self._reader
        assert reader is not None
        self._at += 1
        self._job = self._jobs.submit(Lane.LEAVE, lambda: reader.read(path), self._ask, self._unreadable)

    def _unreadable(self, error: Exception) -> None:
        if not isinstance(error, ShentonError):
            self._fail(error)
            return
        self._found.unreadable += 1
        self._next()

    def _ask(self, image: FilmImage) -> None:
        self._job = self._jobs.submit(
            Lane.INFER,
            lambda: self._predictor.answer(image),
            lambda answer: self._answered(image, answer),
            lambda error: self._not_answered(image, error),
        )

    def _answered(self, image: FilmImage, answer: Answer) -> None:
        film = image.film
        if isinstance(answer, Prediction):
            patient = film.patient_number.strip() or film.study_uid or film.pixel_sha256
            self._found.films[film.pixel_sha256] = _Answered(
                film.pixel_sha256, film.device_model, patient, answer.logits
            )
        else:
            self._refuse(image)
        self._next()

    def _not_answered(self, image: FilmImage, error: Exception) -> None:
        if not isinstance(error, FilmError | ModelOutputError):
            self._fail(error)
            return
        if isinstance(error, ModelOutputError):
            self._found.failure = error
        self._refuse(image)
        self._next()

    def _refuse(self, image: FilmImage) -> None:
        device = image.film.device_model
        self._found.refused[device] = self._found.refused.get(device, 0) + 1

    def _read_all(self) -> None:
        self._end_reader()
        if self._question.read:
            self._job = self._store.call(lambda store: store.readings(), self._set, self._fail)
        else:
            self._set(())

    def _set(self, readings: Sequence[Reading]) -> None:
        found, model, question = self._found, self._model, self._question
        self._job = self._jobs.submit(
            Lane.FILES, lambda: outcome(found, readings, model, question), self._finish, self._fail
        )

    def _finish(self, result: Outcome) -> None:
        self._job = None
        self.done.emit(result)

    def _fail(self, error: Exception) -> None:
        self.stop()
        self.failed.emit(error)


def outcome(found: _Found, readings: Sequence[Reading], model: LoadedModel, question: Question) -> Outcome:
    """The profiles of all devices that have films enough; what was left out is said.

    Raises:
        SiteCalibrationError: no device has.
    """
    from inference.model.site_fit import SiteCalibrationError

    truth, notes = _truth(found, readings) if question.read else ({}, [])
    devices: dict[str, list[_Answered]] = {}
    for item in found.films.values():
        if not question.read or item.pixels in truth:
            devices.setdefault(item.device, []).append(item)
    profiles: list[SiteProfile] = []
    refusal: SiteCalibrationError | None = None
    for device, films in sorted(devices.items()):
        try:
            profiles.append(_profile(films, truth, found.refused.get(device, 0), model, question))
        except SiteCalibrationError as error:
            refusal = error
            notes.append(
                Message(
                    "{device}: {reason}",
                    device=device or Message("films that name no device"),
                    reason=error.message,
                )
            )
    if found.unreadable:
        notes.append(Message("Files that could not be read: {count}.", count=found.unreadable))
    if found.failure is not None and not found.films:
        raise found.failure  # no film was answered, and it was not for the films
    if not profiles:
        raise _nothing(question, refusal)
    return Outcome(tuple(profiles), tuple(notes))


def _nothing(question: Question, refusal: ShentonError | None) -> ShentonError:
    from inference.model.site_fit import SiteCalibrationError

    if refusal is not None:
        return refusal
    if question.read:
        return SiteCalibrationError(
            "None of the films in the list was both read and answered by the model.",
            "Read some films first, or calibrate from films without readings.",
        )
    return SiteCalibrationError("The model answers none of the films.", "Open a folder of pelvis films.")


def _truth(found: _Found, readings: Sequence[Reading]) -> tuple[dict[Sha256, bool], list[Message]]:
    """Whether each film that was read has a fracture; films whose readers differ are left out."""
    said: dict[Sha256, set[bool]] = {}
    told = 0
    for reading in readings:
        if reading.film_sha256 in found.films and reading.ao_class not in OPEN_CLASSES:
            said.setdefault(reading.film_sha256, set()).add(str(reading.ao_class) != NORMAL)
            told += reading.shown.answer_visible
    truth = {pixels: next(iter(values)) for pixels, values in said.items() if len(values) == 1}
    notes: list[Message] = []
    if missing := len(found.films) - len(said):
        notes.append(Message("Answered films that were not read, or left open: {count}.", count=missing))
    if differ := len(said) - len(truth):
        notes.append(Message("Films left out because their readers differ: {count}.", count=differ))
    if told:
        notes.append(
            Message(
                "Readings made with the model's answer in sight, which may follow it: {count}.", count=told
            )
        )
    return truth, notes


def _profile(
    films: Sequence[_Answered],
    truth: dict[Sha256, bool],
    refused: int,
    model: LoadedModel,
    question: Question,
) -> SiteProfile:
    from inference.model.site_fit import SiteFilms, calibrated

    _names, patient = np.unique([item.patient for item in films], return_inverse=True)
    site = SiteFilms(
        np.stack([item.logits for item in films]),
        np.array([truth[item.pixels] for item in films]) if question.read else None,
        patient.astype(np.int64),
        films[0].device,
        refused,
    )
    return calibrated(site, model.card, question.wanted, question.name, question.share)
