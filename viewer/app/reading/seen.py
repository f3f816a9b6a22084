"""What of the model and of others each reader has seen of each film, kept in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from inference.records import Film, Sha256
from viewer.app.store_service import StoreService
from viewer.store.films import OtherShapeError
from viewer.store.sights import Fact

if TYPE_CHECKING:
    from viewer.store.store import Store

AT_ONCE: Final = 200
FIGURES_AFTER_MS: Final = 400
Key = tuple[Sha256, str]


@dataclass(slots=True)
class Sight:
    """Whether the answer, the map and what others answered were on screen in this run.

    Attributes:
        earlier: in an earlier run or another store by what the store tells, or as a figure in the worklist:
            it is recorded, and yet kept out of sight where the reader reads blind.
    """

    answer: bool = False
    heat_map: bool = False
    others: bool = False
    earlier: set[Fact] = field(default_factory=set)

    @property
    def facts(self) -> frozenset[Fact]:
        """What the reader has ever seen."""
        now = {Fact.ANSWER: self.answer, Fact.MAP: self.heat_map, Fact.OTHERS: self.others}
        return frozenset(self.earlier | {fact for fact, seen in now.items() if seen})


class Seen(QObject):
    """By film and reader; what the store could not take waits until it can.

    Args:
        store: where sights go.
        failed: hears the first error; later ones before the next success are not told again.

    Attributes:
        here: of the film on screen and who reads it.
    """

    def __init__(self, store: StoreService, failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._store, self._failed, self._told = store, failed, False
        self._known: dict[Key, Sight] = {}
        self._kept: dict[Key, frozenset[Fact]] = {}
        self._waiting: dict[Key, Film] = {}
        self._figures: set[Key] = set()
        self._to_come: dict[str, list[Sha256]] = {}  # by reader
        self._timer = QTimer(self, singleShot=True, interval=FIGURES_AFTER_MS)
        self._timer.timeout.connect(self._save_figures)
        self.here, self._film, self._reader = Sight(), None, ""  # type: Sight, Film | None, str

    def begin(self, film: Film, reader: str) -> None:
        """Another film, or another reader of it."""
        self._film, self._reader = film, reader
        self.here = self._of((film.pixel_sha256, reader))

    def end(self) -> None:
        """No film is read."""
        self.here, self._film = Sight(), None
        self._save_figures()

    def _of(self, key: Key) -> Sight:
        return self._known.setdefault(key, Sight())

    def note(self, *, answer: bool = False, heat_map: bool = False, others: bool = False) -> None:
        """This is on screen now."""
        self.here.answer |= answer
        self.here.heat_map |= heat_map
        self.here.others |= others
        if self._film is not None:
            self._keep(self._film, self._reader)

    def add(self, other: Sight) -> None:
        """What was on screen, whoever looked."""
        self.note(answer=other.answer, heat_map=other.heat_map, others=other.others)

    def take(self, stored: frozenset[Fact], *, others: bool) -> None:
        """What the store holds of the film on screen, and whether it gave out what others answered."""
        if self._film is not None:
            key = (self._film.pixel_sha256, self._reader)
            self.here.earlier |= stored
            self._kept[key] = self._kept.get(key, frozenset()) | stored
        self.note(others=others)

    @property
    def knows_answer(self) -> bool:
        """Whether the reader has ever seen the model's answer to the film on screen, or its probability."""
        return Fact.ANSWER in self.here.facts

    @property
    def knows_others(self) -> bool:
        """Whether the reader has ever seen what others answered to the film on screen."""
        return Fact.OTHERS in self.here.facts

    # into the store ------------------------------------------------------------------------------

    def _keep(self, film: Film, reader: str) -> None:
        """Save what is new of a film, now or when the store takes it."""
        key = (film.pixel_sha256, reader)
        if self._of(key).facts - self._kept.get(key, frozenset()):
            self._waiting[key] = film
            self.retry()

    def retry(self) -> None:
        """Try with everything that was not taken."""
        waiting = list(self._waiting.items()) if self._store.usable else []
        for (pixels, reader), film in waiting:
            del self._waiting[pixels, reader]
            self._save(film, reader)
        self._save_figures()

    def _save(self, film: Film, reader: str) -> None:
        key = (film.pixel_sha256, reader)
        before, facts = self._kept.get(key, frozenset()), self._of(key).facts
        self._kept[key] = before | facts

        def work(store: Store) -> None:
            store.sights.note(film, reader, facts)

        def done(_none: None) -> None:
            self._told = False

        def not_saved(error: Exception) -> None:
            if isinstance(error, OtherShapeError):  # the film's own load says so, and will not pass
                return
            self._kept[key] = before
            self._waiting[key] = film
            if not self._told:
                self._told = True
                self._failed(error)

        self._store.call(work, done, not_saved)

    # the worklist --------------------------------------------------------------------------------

    def figures(self, films: Iterable[Sha256], reader: str) -> None:
        """The model's probabilities of these films stood in the worklist."""
        new = [one for one in films if (one, reader) not in self._figures]
        for one in new:
            self._of((one, reader)).earlier.add(Fact.ANSWER)
            self._figures.add((one, reader))
        if new:
            self._to_come.setdefault(reader, []).extend(new)
            self._timer.start()

    def _save_figures(self) -> None:
        """Many at once: a list of thousands comes line by line."""
        self._timer.stop()
        if not self._store.usable:
            return
        whole, self._to_come = self._to_come, {}
        for reader, films in whole.items():
            for start in range(0, len(films), AT_ONCE):
                self._save_some(films[start : start + AT_ONCE], reader)

    def _save_some(self, films: list[Sha256], reader: str) -> None:
        def work(store: Store) -> None:
            store.sights.note_all(films, reader, (Fact.ANSWER,))

        def not_saved(_error: Exception) -> None:  # tried again with the next; an answer's own error is told
            self._to_come.setdefault(reader, []).extend(films)

        self._store.call(work, lambda _none: None, not_saved)
