"""The corrections store: append-only, one SQLite file on the reader's own machine.

What a method has returned from is on the disk: every writing method is one transaction with
``synchronous=FULL``, so a kill or a power failure afterwards loses nothing.  A store belongs to the thread
that opened it; several processes may have the same file open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import inference
from inference.errors import StoreError
from inference.export_records import ExportRecord
from inference.records import Film, NoAnswer, Prediction, Reading, Sha256
from viewer.store import (
    anchor,
    audit_chain,
    database,
    disagreements,
    export_queries,
    films,
    reading_files,
    reading_history,
    sights,
)
from viewer.store import annotations as film_notes
from viewer.store import readers as people
from viewer.store.disagreements import ROUTINE
from viewer.store.pseudonyms import Keys
from viewer.store.reading_line import OvertakenError
from viewer.store.reading_writer import ReadingWriter
from viewer.store.rows import (
    Draft,
    FilmStatus,
    path_text,
    prediction_values,
    reading_values,
    storable,
)
from viewer.store.sqlite_errors import stated


def utc_now() -> datetime:
    """The time that goes into the store."""
    return datetime.now(UTC)


def utc_text(clock: Callable[[], datetime] = utc_now) -> str:
    """The time as it lies in the store."""
    return clock().astimezone(UTC).isoformat(timespec="milliseconds")


class Store:
    """An open store; use it as a context manager, in one thread.

    Args:
        path: the file; made when missing, readable by its owner only.
        clock: says the time, with a time zone.
        app_version: goes into each session.
        busy_seconds: how long another process that writes is waited for, at least 0.

    Attributes:
        watch: whether the file is still what was noted of it outside it.

    Raises:
        StoreError: the file is damaged, foreign, newer, busy or unreachable, and was left as it is.  Every
            method raises it for a busy, full or damaged store; nothing of that call was then saved.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        app_version: str = inference.__version__,
        busy_seconds: float = database.BUSY_SECONDS,
    ) -> None:
        self.path = path
        self._clock = clock
        self._db = database.open_store(path, self._now, busy_seconds)
        self._writer = ReadingWriter(self._db, app_version)
        try:
            with stated():
                self._keys = Keys(database.secret_of(self._db))
                self.watch = anchor.Watch(self._db, path)
            self.notes = film_notes.FilmNotes(self._db, self._keys, self.writing, self._known_film)
            self.sights = sights.Sights(self._db, self.writing, self._film)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End this store's sessions and close the file; a second call does nothing."""
        try:
            if self._writer.is_sitting:
                with suppress(StoreError), self.writing() as now:  # an open end is what a kill leaves, too
                    self._writer.end(now)
        finally:
            self._writer.forget()
            self._db.close()

    def _now(self) -> str:
        return utc_text(self._clock)

    @property
    def connection(self) -> sqlite3.Connection:
        """For the other modules of this room."""
        return self._db

    @contextmanager
    def writing(self) -> Iterator[str]:
        """One transaction, on the disk at the end; gives the time."""
        with self._writer.kept_whole(), stated(), database.transaction(self._db):
            self.watch.compare()
            yield self._now()
        with stated():
            self.watch.keep_up()

    # Films and answers

    def add_film(self, film: Film) -> int:
        """Record ``film`` (its names as pseudonyms alone) and where it lies; equal pixels are one film."""
        with self.writing() as now:
            return self._film(film, now)

    def _film(self, film: Film, now: str) -> int:
        row = films.film_row(self._db, film)
        if row is None:
            row = films.insert_film(self._db, film, now)
            audit_chain.append_row(self._db, "film", row, at=now, actor="store", action="film added")
        films.note_source(self._db, film, row, self._keys, now)
        return row

    def add_refusal(self, path: Path, reason: str) -> None:
        """Record that the file at ``path`` is no film that can be shown; ``reason`` is one sentence."""
        with self.writing() as now:
            films.note_location(self._db, path_text(path), None, storable(reason) or "refused", now)

    def add_prediction(self, film: Film, prediction: Prediction) -> int:
        """Record a ``prediction`` (probabilities 0..1) of ``film``; the same one again gives the same id."""
        with self.writing() as now:
            values = {
                "film_id": self._film(film, now),
                "model_id": films.model_id(self._db, prediction.model, now),
                **prediction_values(prediction),
                "created_at": now,
            }
            known = films.same_prediction(self._db, values)
            if known is not None:
                return known
            row = films.insert(self._db, "prediction", values)
            audit_chain.append_row(
                self._db, "prediction", row, at=now, actor="store", action="prediction added"
            )
            return row

    def add_no_answer(self, film: Film, answer: NoAnswer) -> None:
        """Record why the model gave no answer to ``film``; the same reason of an ``answer`` is kept once."""
        with self.writing() as now:
            row = self._film(film, now)
            model = films.model_id(self._db, answer.model, now) if answer.model else None
            self._db.execute(
                "INSERT INTO no_answer (film_id, model_id, reason, hint, at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (row, model, storable(answer.reason), storable(answer.hint), now),
            )

    # Readers and sessions

    def add_reader(self, code: str, specialty: str = "", years: int | None = None) -> None:
        """Make a reader known; one who is known stays as written.

        ``specialty`` is free text, ``years`` of experience are 0 or more, None where not told.

        Raises:
            StoreError: ``code`` is no pseudonym of 1 to 32 letters, digits, dots, dashes or underscores.
        """
        with self.writing() as now:
            people.reader_id(self._db, code, now, specialty, years)

    def readers(self) -> list[str]:
        """The codes of all readers, in order of arrival."""
        with stated():
            return [row["code"] for row in self._db.execute("SELECT code FROM reader ORDER BY id")]

    def start_session(self, reader: str, mode: str = ROUTINE) -> int:
        """Begin a sitting of ``reader``; the next readings belong to it; ``mode``: see ``disagreements``."""
        with self.writing() as now:
            return self._writer.start(reader, mode, now)

    # Readings

    def add_reading(self, reading: Reading, film: Film | None = None) -> Reading:
        """Record what a reader confirmed; it supersedes the reader's earlier answer to this film.

        ``id``, ``decided_at``, ``retracted`` and ``stands`` are set here.  A given ``supersedes`` must still
        be the reader's newest.  The reader's draft of this film is dropped in the same step.

        Args:
            reading: class, side, marks in film pixels, confidence 0..100, seconds.
            film: the film as it was on screen; its very file is noted.  Without it the reading knows its file
                only if these pixels had been met under one header alone.

        Raises:
            StoreError: the film is not in the store, or another window answered in between.
        """
        with self.writing() as now:
            if film is not None:
                self._film(film, now)
            row = self._known_film(reading.film_sha256)
            line = reading_history.line(self._db, reading.film_sha256, reading.reader)
            newest = {one.id for one in (line.head, line.standing) if one is not None}
            if reading.supersedes is not None and reading.supersedes not in newest:
                raise OvertakenError
            settling = self._writer.is_settling(reading.reader)
            disagreements.need_mode(self._db, reading.film_sha256, reading.reader, settling=settling)
            seen = sights.told(self._db, reading.film_sha256, reading.reader)
            number = self._writer.append(
                row, reading.reader, line, reading_values(reading) | seen, "reading added", now
            )
            if film is not None:
                reading_files.note(self._db, number, row, film, self._keys, now)
            film_notes.drop_draft(self._db, reading.film_sha256, reading.reader)
            return reading_history.by_id(self._db, number) or reading

    def undo(self, reading_id: int, reader: str) -> Reading | None:
        """Take back the standing reading ``reading_id`` of ``reader``; gives the one that counts now, if any.

        Raises:
            StoreError: it is not this reader's standing reading.
        """
        with self.writing() as now:
            line = reading_history.line_of(self._db, reading_id, reader)
            if line.standing is None or line.standing.id != reading_id:
                raise OvertakenError
            back = line.done[-2] if len(line.done) > 1 else None
            row = self._known_film(line.standing.film_sha256)
            self._writer.retract(row, line, line.standing, back, "reading undone", now)
            return back

    def redo(self, film_sha256: Sha256, reader: str) -> Reading:
        """Bring back the reading of ``film_sha256`` (of its pixels) that ``reader`` undid last.

        Raises:
            StoreError: nothing was undone, or a new answer came since.
        """
        with self.writing() as now:
            line = reading_history.line(self._db, film_sha256, reader)
            if not line.undone:
                raise StoreError("There is nothing to redo on this film.")
            row = self._known_film(film_sha256)
            self._writer.retract(row, line, line.undone[-1], line.undone[-1], "reading redone", now)
            return line.undone[-1]

    def redoable(self, film_sha256: Sha256, reader: str) -> Reading | None:
        """What :meth:`redo` of ``film_sha256`` by ``reader`` would bring back; None for nothing."""
        with stated():
            undone = reading_history.line(self._db, film_sha256, reader).undone
            return undone[-1] if undone else None

    def current(self, film_sha256: Sha256, reader: str) -> Reading | None:
        """The reading of ``film_sha256`` by ``reader`` that counts, corrections and undo applied."""
        with stated():
            found = reading_history.standing(self._db, film_sha256, reader)
            return found[0] if found else None

    def readings(self, reader: str | None = None, film_sha256: Sha256 | None = None) -> list[Reading]:
        """All readings that count, or those of one ``reader``, or of one ``film_sha256``; oldest first."""
        with stated():
            return reading_history.standing(self._db, film_sha256, reader)

    def history(self, film_sha256: Sha256) -> list[Reading]:
        """Every row about ``film_sha256``, superseded ones and undos too, of every reader; oldest first."""
        with stated():
            return reading_history.history(self._db, film_sha256)

    def made_elsewhere(self, film: Film, reader: str) -> bool:
        """Whether the reading of ``film``'s pixels by ``reader`` was made on a file with another header."""
        with stated():
            return reading_files.is_of_another_file(self._db, film, reader)

    def is_recorded(self, film_sha256: Sha256, reader: str) -> bool:
        """Whether ``reader``'s reading of ``film_sha256`` noted its file: not before store version 3."""
        with stated():
            return reading_files.is_recorded(self._db, film_sha256, reader)

    def bears_known_uid(self, film: Film) -> bool:
        """Whether another picture was met under the SOP Instance UID of ``film`` (DICOM PS3.5, 9)."""
        with stated():
            return films.bears_known_uid(self._db, film, self._keys)

    def bears_other_name(self, film: Film) -> bool:
        """Whether the patient number of ``film`` was met under another name."""
        with stated():
            return films.bears_other_name(self._db, film, self._keys)

    def others(self, film_sha256: Sha256, reader: str) -> list[Reading]:
        """What others answered on ``film_sha256``, for a ``reader`` who settles it; see ``disagreements``."""
        with stated():
            return disagreements.others(self._db, film_sha256, reader)

    def may_settle(self, film_sha256: Sha256, reader: str) -> bool:
        """Whether others differ on ``film_sha256``, so that ``reader`` may settle it."""
        with stated():
            return disagreements.may_settle(self._db, film_sha256, reader)

    def modes(self, film_sha256: Sha256) -> dict[int, str]:
        """The session mode of each reading of ``film_sha256``, by its id."""
        with stated():
            return disagreements.modes(self._db, film_sha256)

    def _known_film(self, sha256: Sha256) -> int:
        row = films.film_id(self._db, sha256)
        if row is None:
            raise StoreError("This film is not in the store yet.", "Open it again, then answer.")
        return row

    # Drafts

    def save_draft(self, film_sha256: Sha256, reader: str, draft: Draft) -> None:
        """Keep ``draft`` of ``reader`` on ``film_sha256`` (known here), in place of an earlier one."""
        with self.writing() as now:
            who = people.reader_id(self._db, reader, now)
            film_notes.save_draft(self._db, self._known_film(film_sha256), who, draft, now)

    def draft(self, film_sha256: Sha256, reader: str) -> Draft | None:
        """The unfinished answer to ``film_sha256`` by ``reader``; None for none."""
        with stated():
            return film_notes.load_draft(self._db, film_sha256, reader)

    def drop_draft(self, film_sha256: Sha256, reader: str) -> None:
        """Forget the unfinished answer to ``film_sha256`` by ``reader``."""
        with self.writing():
            film_notes.drop_draft(self._db, film_sha256, reader)

    # Worklist and export

    def worklist(
        self, paths: Iterable[Path], reader: str, model_sha256: Sha256 | None = None
    ) -> dict[Path, FilmStatus]:
        """The status of the films that lay at these paths when last opened; unknown paths are left out.

        Args:
            paths: of files; nothing is read there.
            reader: whose readings count.
            model_sha256: whose probability is told; the newest model's where None.
        """
        asked = {path: path_text(path) for path in paths}
        keys = list(dict.fromkeys(asked.values()))
        with stated():
            found = films.statuses(self._db, keys, by_path=True, reader=reader, model=model_sha256)
        return {path: found[key] for path, key in asked.items() if key in found}

    def statuses(
        self, film_sha256s: Iterable[Sha256], reader: str, model_sha256: Sha256 | None = None
    ) -> dict[Sha256, FilmStatus]:
        """The status of films; unknown ones are left out.

        Args:
            film_sha256s: hashes of pixels.
            reader: whose readings count.
            model_sha256: whose probability is told; the newest model's where None.
        """
        with stated():
            found = films.statuses(
                self._db, list(film_sha256s), by_path=False, reader=reader, model=model_sha256
            )
        return {Sha256(key): status for key, status in found.items()}

    def export_records(self, *, one_by_number: bool = False) -> list[ExportRecord]:
        """Every standing reading, without comment, time and row numbers, under the exports' own keys.

        Args:
            one_by_number: one patient number is one patient whatever its names; else each name is its own.
        """
        with stated():
            return reading_history.export_records(self._db, self._keys, one_by_number=one_by_number)

    def export_sources(self) -> dict[tuple[Sha256, str], export_queries.Source]:
        """For each standing reading, by film and reader: its file, where it lies, and the model's answer."""
        with stated():
            return export_queries.sources(self._db, self._keys)
