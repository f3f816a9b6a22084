"""What the reader measures on the film on screen, its calibration, and whether it is a key image.

Undone, redone, kept in the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from inference.imaging.measurements import Calibration, Measure
from inference.records import Film, Sha256
from viewer.app.reading.service import ReadingService
from viewer.app.reading.undo_steps import Kind
from viewer.app.store_service import StoreService

if TYPE_CHECKING:
    from viewer.store.store import Store

SAVE_AFTER_MS: Final = 400


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted on a film."""

    measures: tuple[Measure, ...] = ()
    calibration: Calibration | None = None
    key: bool = False  # the film is the reader's key image


@dataclass(slots=True)
class _Filed:
    """The measures that the store held when the film came on screen; touched on the store lane only."""

    measures: tuple[Measure, ...] | None = None

    def of(self, store: Store, pixels: Sha256, reader: str) -> tuple[Measure, ...]:
        """Asked for once: what this film's early measures are added to, however often they are kept."""
        if self.measures is None:
            self.measures = store.notes.measures(pixels, reader)
        return self.measures


class MeasureService(QObject):
    """Follows the reading service: its film, its reader, and its steps of undo."""

    changed = Signal()
    key_changed = Signal(object, bool)  # Film.picture; whether it is a key image now
    failed = Signal(object)

    def __init__(self, store: StoreService, readings: ReadingService) -> None:
        super().__init__()
        self._store, self._readings = store, readings
        self._film: Film | None = None
        self._reader = readings.reader
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self._reset()
        readings.film_changed.connect(self._follow)
        store.opened.connect(self._load)

    def _reset(self) -> None:
        self._notes = Notes()
        self._loaded, self._filed = False, _Filed()

    # what is on screen ---------------------------------------------------------------------------

    @property
    def measures(self) -> tuple[Measure, ...]:
        return self._notes.measures

    @property
    def calibration(self) -> Calibration | None:
        return self._notes.calibration

    @property
    def is_key(self) -> bool:
        return self._notes.key

    @property
    def can_mark(self) -> bool:
        """Whether it is known if the film on screen is a key image."""
        return self._film is not None and self._loaded

    def _follow(self) -> None:
        film, reader = self._readings.film, self._readings.reader
        if film is self._film and reader == self._reader:
            return
        self.flush()
        self._film, self._reader = film, reader
        self._reset()
        self.changed.emit()
        self._load()

    def _load(self) -> None:
        film, reader, filed = self._film, self._reader, self._filed
        if film is None or self._loaded or not self._store.usable:
            return

        def work(store: Store) -> Notes:
            store.add_film(film)
            pixels = film.pixel_sha256
            notes = store.notes
            return Notes(
                filed.of(store, pixels, reader),
                notes.calibration(pixels, reader),
                notes.is_key(pixels, reader),
            )

        self._store.call(work, lambda notes: self._arrived(filed, notes), self.failed.emit)

    def _arrived(self, filed: _Filed, notes: Notes) -> None:
        if filed is not self._filed or self._loaded:  # of an earlier visit to this film, even
            return
        self._loaded = True
        early = self._notes  # the reader was faster than the disk
        self._notes = Notes(
            notes.measures + early.measures, early.calibration or notes.calibration, early.key or notes.key
        )
        if early != Notes():
            self._readings.steps.drop(Kind.MEASURES)
            self._step(notes, self._notes)
            self._timer.start()
        self.changed.emit()

    # changes -------------------------------------------------------------------------------------

    def add(self, measure: Measure) -> None:
        self._change(replace(self._notes, measures=(*self.measures, measure)))

    def replace(self, index: int, measure: Measure) -> None:
        """Another measure in place of the one at ``index``."""
        if index < len(self.measures):
            rest = self.measures
            self._change(replace(self._notes, measures=(*rest[:index], measure, *rest[index + 1 :])))

    def remove(self, index: int) -> None:
        rest = self.measures
        self._change(replace(self._notes, measures=rest[:index] + rest[index + 1 :]))

    def clear(self) -> None:
        """Remove every measure; the calibration stays."""
        self._change(replace(self._notes, measures=()))

    def calibrate(self, calibration: Calibration | None) -> None:
        """Set the film's scale by hand, or take it back; kept with the film's study."""
        self._change(replace(self._notes, calibration=calibration))

    def mark_key(self) -> None:
        """Make the film on screen a key image, or take that back."""
        self._change(replace(self._notes, key=not self.is_key))

    def _change(self, notes: Notes) -> None:
        if self._film is None or notes == self._notes:
            return
        self._step(self._notes, notes)
        self._put(notes)

    def _step(self, before: Notes, after: Notes) -> None:
        """One step of undo, among those of the reading."""
        self._readings.steps.done(Kind.MEASURES, lambda: self._put(before), lambda: self._put(after))

    def _put(self, notes: Notes) -> None:
        rescaled = notes.calibration != self._notes.calibration
        rekeyed = notes.key != self._notes.key
        self._notes = notes
        self._timer.start()
        if rescaled:
            self._tell(lambda store, film, reader: store.notes.calibrate(film, reader, notes.calibration))
        if rekeyed:
            self._tell(lambda store, film, reader: _mark(store, film, reader, on=notes.key))
            if self._film is not None:
                self.key_changed.emit(self._film.picture, notes.key)
        self.changed.emit()

    def _tell(self, work: Callable[[Store, Film, str], None]) -> None:
        film, reader = self._film, self._reader
        if film is None or not self._store.usable:
            return

        def checked(store: Store) -> None:
            store.notes.need_shape(film)
            work(store, film, reader)

        self._store.call(checked, lambda _none: None, self.failed.emit)

    def _save(self) -> None:
        measures, loaded, filed = self.measures, self._loaded, self._filed
        self._timer.stop()

        def work(store: Store, film: Film, reader: str) -> None:
            pixels = film.pixel_sha256
            before = () if loaded else filed.of(store, pixels, reader)  # never shown: to be added to
            store.notes.save_measures(pixels, reader, before + measures)

        self._tell(work)

    def flush(self) -> None:
        """Hand over what waits to be kept; before the store closes."""
        if self._timer.isActive():
            self._save()


def _mark(store: Store, film: Film, reader: str, *, on: bool) -> None:
    """In the store's lane; a film that was just opened is noted first."""
    store.add_film(film)
    store.notes.mark_key(film.pixel_sha256, reader, on=on)
