"""The films of a PACS for a long run: fetched study by study a little ahead, deleted once they are answered.

A film is called ``pacs:STUDY/OBJECT`` by its two UIDs, a study of which nothing came ``pacs:STUDY``.  Every
study leaves at least one answer behind, and answers keep their order: so a run that was ended knows where to
go on.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from inference.archive.worker import FilmAnswer
from inference.messages import Message
from viewer.app import pacs_client
from viewer.app.pacs_client import Target
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Incoming
from viewer.pacs.queries import IS_UID, Moved, Query

STUDIES_AHEAD: Final = 2
FILMS_AHEAD: Final = 4
"""How many films a worker may be ahead of the oldest one under way: they lie on the disk meanwhile."""
SCHEME: Final = "pacs:"
NO_RADIOGRAPH: Final = Message("The study holds no radiograph.")
MAX_DAYS: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Film:
    name: str
    study: str
    missing: str = ""
    """Why it did not come, where it did not."""


class PacsFilms:
    """Iterates over the paths of fetched films; each is to be given back to :meth:`answered`.

    Args:
        target: the PACS.
        studies: UIDs of the studies, each once.
        folder: takes the films, readable by this user only; what lies there is removed first and at the end.
        done: names of films that have their answer from an earlier run, in the order of their lines.
    """

    def __init__(
        self, target: Target, studies: Sequence[str], folder: Path, done: Collection[str] = ()
    ) -> None:
        self._target, self._folder = target, folder
        self._done = frozenset(done)
        whole, self._partial = whole_studies(done)
        self._studies = [uid for uid in studies if uid not in whole]
        self.total = len(studies)
        self.finished = self.total - len(self._studies)
        """Studies whose films are all answered."""
        self._known: dict[str, _Film] = {}
        self._left: Counter[str] = Counter()
        self._stop = threading.Event()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to fetch."""
        return not self._studies

    def __enter__(self) -> PacsFilms:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, mode=0o700)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __iter__(self) -> Iterator[str]:
        """Paths of films, study by study; a film that did not come has a path at which there is nothing.

        Raises:
            NetworkError: the PACS is not there any more.
        """
        rest = iter(self._studies)
        fetcher = ThreadPoolExecutor(1, thread_name_prefix="shenton-fetch")
        try:
            ahead: deque[Future[dict[str, _Film]]] = deque(
                fetcher.submit(self._fetch, uid) for uid in islice(rest, STUDIES_AHEAD)
            )
            while ahead:
                films = ahead.popleft().result()
                ahead.extend(fetcher.submit(self._fetch, uid) for uid in islice(rest, 1))
                self._known |= films
                self._left.update(film.study for film in films.values())
                yield from films
                if not films:  # all of a study that an earlier run was ended in
                    self.finished += 1
        finally:
            self._stop.set()
            fetcher.shutdown(wait=True, cancel_futures=True)

    def answered(self, film: FilmAnswer) -> FilmAnswer:
        """The answer under the film's own name; its file is removed."""
        known = self._known.pop(film.path)
        Path(film.path).unlink(missing_ok=True)
        self._left[known.study] -= 1
        if not self._left[known.study]:
            del self._left[known.study]
            self.finished += 1
        named = replace(film, path=known.name)
        return replace(named, reason=known.missing, probabilities=()) if known.missing else named

    def _fetch(self, study: str) -> dict[str, _Film]:
        """One study's films, by the paths at which they lie."""
        folder = pacs_client.folder_of(self._folder, study)
        incoming = Incoming(folder)
        try:
            moved = pacs_client.fetch_study(self._target, study, incoming, self._goes_on)
        except NetworkError as error:
            if self._stop.is_set():
                return {}
            pacs_client.echo(self._target)  # a PACS that is gone ends the run, a study that fails does not
            moved = Moved(0, 1, error.message)
        found = {
            str(path): _Film(f"{SCHEME}{study}/{uid if IS_UID.fullmatch(uid) else path.stem}", study)
            for path, uid in incoming.uids.items()
        }
        came = {film.name for film in found.values()}
        for number, (uid, why) in enumerate(_missing(moved)):
            name = f"{SCHEME}{study}/{uid}" if uid else f"{SCHEME}{study}"
            if name not in came:
                found[str(folder / f"missing {number}")] = _Film(name, study, str(why))
        if not found:
            found[str(folder / "nothing")] = _Film(f"{SCHEME}{study}", study, str(NO_RADIOGRAPH))
        return {path: film for path, film in found.items() if not self._was_answered(path, film)}

    def _was_answered(self, path: str, film: _Film) -> bool:
        if film.study != self._partial or film.name not in self._done:
            return False
        Path(path).unlink(missing_ok=True)
        return True

    def _goes_on(self, _done: int, _total: int) -> bool:
        return not self._stop.is_set()


def _missing(moved: Moved) -> list[tuple[str, Message]]:
    """What did not come: by UID where it is known, once without one for all others, counted or not."""
    named = [(one.uid, one.why) for one in moved.failures if one.uid]
    if moved.failed > len(named) or (moved.why and not moved.failed):
        named.append(("", moved.why))
    return named


def whole_studies(names: Collection[str]) -> tuple[frozenset[str], str]:
    """The studies of a table that have all their lines, and the last one, which may lack some."""
    found = [name.removeprefix(SCHEME).partition("/")[0] for name in names if name.startswith(SCHEME)]
    return frozenset(found) - frozenset(found[-1:]), found[-1] if found else ""


def studies_that_match(target: Target, query: Query) -> list[str]:
    """UIDs of the studies that match, each once; with a first and a last day they are asked for day by day.

    Raises:
        NetworkError: the PACS is not there, refuses, or has more than it would be asked for at once.
    """
    uids: dict[str, None] = {}
    for part in _day_by_day(query):
        found = pacs_client.find(target, part)
        if found.note:
            print(f"shenton: {found.note}", file=sys.stderr)
        if found.more:
            raise NetworkError(
                "More than {count} studies match at once.",
                "Give a first and a last day, so that it is asked day by day, or name the studies.",
                count=len(found.studies),
            )
        uids |= dict.fromkeys(study.study_uid for study in found.studies if study.study_uid)
    return list(uids)


def _day_by_day(query: Query) -> Iterator[Query]:
    if not (query.date_from and query.date_to):
        yield query
        return
    try:
        first, last = (date.fromisoformat(day) for day in (query.date_from, query.date_to))
    except ValueError as error:
        raise NetworkError("There is no such day.", "For example 20240131.") from error
    days = (last - first).days + 1
    if not 0 < days <= MAX_DAYS:
        raise NetworkError("The last day lies before the first.", "Turn them round.")
    for number in range(days):
        day = (first + timedelta(number)).strftime("%Y%m%d")
        yield replace(query, date_from=day, date_to=day)
