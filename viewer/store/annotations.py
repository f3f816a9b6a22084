"""What a reader notes on a film beside the answer: calibration, measures, key image, draft; other films."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from inference import strict_json
from inference.hash_chain import canonical
from inference.imaging.measure import Measure, MeasureKind
from inference.imaging.measurements import Calibration
from inference.messages import Message
from inference.records import Film, Sha256
from viewer.store import audit_chain, films, readers
from viewer.store.pseudonyms import Keys
from viewer.store.rows import Draft, as_written, draft_from, draft_json
from viewer.store.sqlite_errors import stated

_CALIBRATION: Final = """
SELECT calibration.film_id = :film AS own, calibration.known_mm, calibration.pixels
FROM calibration JOIN film ON film.id = calibration.film_id JOIN film this ON this.id = :film
WHERE calibration.film_id = :film
   OR (calibration.known_mm IS NOT NULL
       AND calibration.study_key IN (SELECT study_key FROM film_source WHERE film_id = :film)
       AND film.rows = this.rows AND film.columns = this.columns
       AND film.spacing_kind = this.spacing_kind
       AND film.spacing_row_mm IS this.spacing_row_mm AND film.spacing_column_mm IS this.spacing_column_mm
       AND NOT EXISTS (SELECT 1 FROM calibration newer
                       WHERE newer.film_id = calibration.film_id AND newer.id > calibration.id
                         AND (newer.reader_id = calibration.reader_id
                              OR calibration.reader_id <> :reader)))
ORDER BY own DESC, calibration.reader_id = :reader DESC, calibration.id DESC LIMIT 1
"""
_OTHERS: Final = """
SELECT DISTINCT location.path
FROM film_source source JOIN location ON location.film_id = source.film_id
WHERE source.patient_key = ? AND source.patient_known AND source.film_id <> ?
ORDER BY location.path LIMIT ?
"""
_MEASURES: Final = (
    "INSERT INTO measures (film_id, reader_id, measures_json, saved_at) "
    "VALUES (:film_id, :reader_id, :measures_json, :saved_at) ON CONFLICT DO UPDATE "
    "SET measures_json = excluded.measures_json, saved_at = excluded.saved_at"
)
_DRAFT: Final = (
    "WHERE film_id = (SELECT id FROM film WHERE pixel_sha256 = ?) "
    "AND reader_id = (SELECT id FROM reader WHERE code = ?)"
)


def save_draft(connection: sqlite3.Connection, film: int, reader: int, draft: Draft, now: str) -> None:
    """Keep a draft in place of an earlier one."""
    connection.execute(
        "INSERT INTO draft (film_id, reader_id, draft_json, saved_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET draft_json = excluded.draft_json, saved_at = excluded.saved_at",
        (film, reader, draft_json(draft), now),
    )


def load_draft(connection: sqlite3.Connection, film_sha256: str, reader: str) -> Draft | None:
    """The draft of one film and one reader."""
    row = connection.execute(f"SELECT draft_json FROM draft {_DRAFT}", (film_sha256, reader)).fetchone()
    return draft_from(row[0]) if row else None


def drop_draft(connection: sqlite3.Connection, film_sha256: str, reader: str) -> None:
    """Forget a draft."""
    connection.execute(f"DELETE FROM draft {_DRAFT}", (film_sha256, reader))


def take_measures(connection: sqlite3.Connection, values: dict[str, Any]) -> tuple[bool, bool]:
    """Take another store's measures of a film by a reader as one set, if they were saved later.

    Args:
        values: a row of ``measures`` with this store's row numbers.

    Returns:
        Whether some came, and whether those of the two stores differ.

    Raises:
        StoreError: the row is damaged.
    """
    with as_written(Message("a measure")):
        theirs = measures_from(values["measures_json"])
    sql = "SELECT measures_json FROM measures WHERE film_id = :film_id AND reader_id = :reader_id"
    known = connection.execute(sql, values).fetchone()
    is_new = known is None or known[0] != values["measures_json"]
    taken = connection.execute(f"{_MEASURES} WHERE excluded.saved_at > measures.saved_at", values).rowcount
    unlike = is_new and known is not None and known[0] != measures_json(()) and bool(theirs)
    return is_new and taken > 0 and bool(theirs), unlike


class FilmNotes:
    """The notes of one store; made by it, and used in its thread.

    Every method raises StoreError as the store's own do.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        keys: Keys,
        writing: Callable[[], AbstractContextManager[str]],
        known_film: Callable[[Sha256], int],
    ) -> None:
        self._db, self._keys, self._writing, self._known_film = connection, keys, writing, known_film

    def need_shape(self, film: Film) -> None:
        """Before what is kept of these pixels is shown, or kept, as ``film``'s.

        Raises:
            OtherShapeError: it is kept of a film of another shape.
        """
        with stated():
            films.film_row(self._db, film)

    def calibrate(self, film: Film, reader: str, calibration: Calibration | None) -> None:
        """Keep a calibration with the film's study, or take the film's own back."""
        with self._writing() as now:
            films.film_row(self._db, film)  # of this shape
            values = {
                "film_id": self._known_film(film.pixel_sha256),
                "study_key": self._keys.study(film),
                "reader_id": readers.reader_id(self._db, reader, now),
                "known_mm": None if calibration is None else float(calibration.known_mm),
                "pixels": None if calibration is None else float(calibration.pixels),
                "decided_at": now,
            }
            row = films.insert(self._db, "calibration", values)
            audit_chain.append_row(
                self._db, "calibration", row, at=now, actor=reader, action="film calibrated"
            )

    def calibration(self, film_sha256: Sha256, reader: str | None = None) -> Calibration | None:
        """The film's newest calibration, else that of a film of its study with the same size and spacing.

        ``reader``: whose own comes before those of others, and whose taking back counts.
        """
        with stated(), as_written(Message("a calibration")):
            number = films.film_id(self._db, film_sha256)
            known = self._db.execute("SELECT id FROM reader WHERE code = ?", (reader,)).fetchone()
            values = {"film": number, "reader": known[0] if known else -1}
            row = self._db.execute(_CALIBRATION, values).fetchone()
            if row is None or row["known_mm"] is None:
                return None
            return Calibration(row["known_mm"], row["pixels"])

    def save_measures(self, film_sha256: Sha256, reader: str, measures: tuple[Measure, ...]) -> None:
        """Keep a reader's measures of a film in place of the earlier ones."""
        with self._writing() as now:
            who = readers.reader_id(self._db, reader, now)
            self._db.execute(
                _MEASURES,
                {
                    "film_id": self._known_film(film_sha256),
                    "reader_id": who,
                    "measures_json": measures_json(measures),
                    "saved_at": now,
                },
            )

    def measures(self, film_sha256: Sha256, reader: str) -> tuple[Measure, ...]:
        """What a reader measured on a film."""
        with stated(), as_written(Message("a measure")):
            row = self._db.execute(
                "SELECT measures_json FROM measures "
                "WHERE film_id = (SELECT id FROM film WHERE pixel_sha256 = ?) "
                "AND reader_id = (SELECT id FROM reader WHERE code = ?)",
                (film_sha256, reader),
            ).fetchone()
            return measures_from(row[0]) if row is not None else ()

    def all_measures(self) -> dict[tuple[Sha256, str], tuple[Measure, ...]]:
        """What every reader measured, by film and reader; films without a measure are left out."""
        with stated(), as_written(Message("a measure")):
            rows = self._db.execute(
                "SELECT film.pixel_sha256, reader.code, measures_json FROM measures "
                "JOIN film ON film.id = measures.film_id JOIN reader ON reader.id = measures.reader_id"
            )
            found = {(Sha256(row[0]), str(row[1])): measures_from(row[2]) for row in rows}
            return {key: measures for key, measures in found.items() if measures}

    def mark_key(self, film_sha256: Sha256, reader: str, *, on: bool) -> None:
        """Mark a film as a reader's key image, or take the mark away."""
        with self._writing() as now:
            place = (self._known_film(film_sha256), readers.reader_id(self._db, reader, now))
            if on:
                self._db.execute(
                    "INSERT INTO key_image (film_id, reader_id, marked_at) VALUES (?, ?, ?) "
                    "ON CONFLICT DO NOTHING",
                    (*place, now),
                )
            else:
                self._db.execute("DELETE FROM key_image WHERE film_id = ? AND reader_id = ?", place)

    def is_key(self, film_sha256: Sha256, reader: str) -> bool:
        """Whether a film is a reader's key image."""
        return (film_sha256, reader) in self.key_images(film_sha256)

    def key_images(self, film_sha256: Sha256 | None = None) -> frozenset[tuple[Sha256, str]]:
        """The key images, by film and reader: all of them, or those of one film."""
        with stated():
            rows = self._db.execute(
                "SELECT film.pixel_sha256, reader.code FROM key_image "
                "JOIN film ON film.id = key_image.film_id JOIN reader ON reader.id = key_image.reader_id "
                "WHERE :film IS NULL OR film.pixel_sha256 = :film",
                {"film": film_sha256},
            )
            return frozenset((Sha256(row[0]), str(row[1])) for row in rows)

    def other_films(self, film: Film, limit: int = 64) -> list[Path]:
        """Where other films of the same patient lay when they were last opened; none without a number."""
        patient, known = self._keys.patient(film)
        if not known:
            return []
        with stated():
            number = films.film_id(self._db, film.pixel_sha256)
            rows = self._db.execute(_OTHERS, (patient, number or 0, limit))
            return [Path(row[0]) for row in rows]


def measures_json(measures: tuple[Measure, ...]) -> str:
    """Measures as they lie in the store."""
    rows = [
        [m.kind.value, [[float(x), float(y)] for x, y in m.points], *([m.text] if m.text else [])]
        for m in measures
    ]
    return canonical(rows)


def measures_from(text: str) -> tuple[Measure, ...]:
    """Measures read back.

    Raises:
        ValueError: the text was not written by :func:`measures_json`.
    """
    rows = strict_json.loads(text)
    return tuple(
        Measure(MeasureKind(kind), tuple((float(x), float(y)) for x, y in pts), *(str(t) for t in text))
        for kind, pts, *text in rows
    )
