"""The line of readings of one film by one reader: what stands, undo and redo."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

from inference.export_records import ExportRecord
from inference.records import Reading, Sha256
from viewer.store import reading_files
from viewer.store.disagreements import ADJUDICATION
from viewer.store.pseudonyms import Keys
from viewer.store.reading_line import Line
from viewer.store.rows import READING_SQL, reading_from
from viewer.store.sights import BEFORE, Fact

_LINE = " WHERE film.pixel_sha256 = ? AND reader.code = ?"


def line(connection: sqlite3.Connection, film_sha256: str, reader: str) -> Line:
    """The line of one film and one reader."""
    sql = READING_SQL.format(source="reading") + _LINE + " ORDER BY r.id"
    return Line([reading_from(row) for row in connection.execute(sql, (film_sha256, reader))])


def line_of(connection: sqlite3.Connection, reading_id: int, reader: str) -> Line:
    """The line of ``reader`` on the film that a reading is about; empty for an unknown reading."""
    row = connection.execute(
        "SELECT pixel_sha256 FROM reading JOIN film ON film.id = film_id WHERE reading.id = ?", (reading_id,)
    ).fetchone()
    return line(connection, row[0] if row else "", reader)


def standing(
    connection: sqlite3.Connection, film_sha256: str | None = None, reader: str | None = None
) -> list[Reading]:
    """The readings that count, all or of one film or one reader, oldest first."""
    sql = READING_SQL.format(source="standing_reading") + (
        " WHERE (:film IS NULL OR film.pixel_sha256 = :film) AND (:reader IS NULL OR reader.code = :reader)"
        " ORDER BY r.id"
    )
    return [reading_from(row) for row in connection.execute(sql, {"film": film_sha256, "reader": reader})]


def history(connection: sqlite3.Connection, film_sha256: str) -> list[Reading]:
    """Every row of one film, of every reader, oldest first."""
    sql = READING_SQL.format(source="reading") + " WHERE film.pixel_sha256 = ? ORDER BY r.id"
    return [reading_from(row) for row in connection.execute(sql, (film_sha256,))]


_BEFORE = {fact: BEFORE.format(fact=fact.value) for fact in Fact}
_EXPORT = f"""
SELECT r.*, film.pixel_sha256, reader.code, film.rows, film.columns, film.synthetic, numbered.place,
       session.mode,
       (SELECT max(e.shown_answer) FROM reading e
        WHERE e.film_id = r.film_id AND e.reader_id = r.reader_id AND e.id <= r.id) OR {_BEFORE[Fact.ANSWER]}
         AS answer_seen,
       (SELECT max(e.shown_map) FROM reading e
        WHERE e.film_id = r.film_id AND e.reader_id = r.reader_id AND e.id <= r.id) OR {_BEFORE[Fact.MAP]}
         AS map_seen,
       {_BEFORE[Fact.OTHERS]} AS others_seen
FROM standing_reading r
JOIN film ON film.id = r.film_id
JOIN reader ON reader.id = r.reader_id
JOIN session ON session.id = r.session_id
JOIN (SELECT id, row_number() OVER (PARTITION BY reader_id ORDER BY id) AS place
      FROM reading WHERE retracted = 0) numbered ON numbered.id = r.id
ORDER BY r.id
"""


def export_records(
    connection: sqlite3.Connection, keys: Keys, *, one_by_number: bool = False
) -> list[ExportRecord]:
    """The standing readings, bare of all that stays in the store, under the exports' own keys.

    The patient is that of the very file that was read; pixels tell it only where the file is not known here.
    One number under several names is several patients, unless ``one_by_number``.
    """
    patients, files = _patients(connection), reading_files.of_standing(connection, keys)
    first = {} if one_by_number else _first_names(connection)
    made = []
    for row in connection.execute(_EXPORT):
        file = files.get((Sha256(row["pixel_sha256"]), row["code"]))
        known = file is not None and (file.names_patient or bool(file.name_key))
        patient, name = (file.patient_key, file.name_key) if file and known else patients[row["film_id"]]
        apart = patient in first and name != first[patient]
        made.append(_export_record(row, f"{patient}\0{name}" if apart else patient, keys))
    return made


def _patients(connection: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    """Film to the keys of its patient and the name: the oldest that a header named, else the oldest there is.

    Equal pixels never make two patients one: a blank or a test picture lies under any number of them.
    """
    rows = connection.execute(
        "SELECT s.film_id, s.patient_key, coalesce(n.name_key, '') FROM film_source s "
        "LEFT JOIN source_name n ON n.source_id = s.id ORDER BY s.patient_known DESC, s.id, n.met_at, n.id"
    )
    of_film: dict[int, tuple[str, str]] = {}
    for film, key, name in rows:
        of_film.setdefault(film, (key, name))
    return of_film


def _first_names(connection: sqlite3.Connection) -> dict[str, str]:
    """Patients that bear several names, and the name that was met first: it keeps the plain key.

    Without a number the films of one study are one patient, unless they name two.
    """
    rows = connection.execute(
        "SELECT s.patient_key, n.name_key FROM film_source s JOIN source_name n ON n.source_id = s.id "
        "ORDER BY s.id, n.met_at, n.id"
    )
    names: dict[str, list[str]] = {}
    for patient, name in rows:
        names.setdefault(patient, []).append(name)
    return {patient: met[0] for patient, met in names.items() if len(set(met)) > 1}


def _export_record(row: sqlite3.Row, patient: str, keys: Keys) -> ExportRecord:
    reading = reading_from(row)
    # whoever has once seen the answer stays aided on that film, however it is corrected later
    shown = replace(
        reading.shown,
        prediction=None,
        answer_visible=bool(row["answer_seen"]),
        map_visible=bool(row["map_seen"]),
    )
    return ExportRecord(
        reading=replace(reading, comment="", decided_at="", id=None, supersedes=None, shown=shown),
        film_shape=(row["rows"], row["columns"]),
        synthetic=bool(row["synthetic"]),
        film_key=keys.exported("film", row["pixel_sha256"]),
        patient_key=keys.exported("patient", patient),
        reading_key=keys.exported("reading", row["uid"]),
        order=row["place"],
        adjudicated=row["mode"] == ADJUDICATION,
        place=row["id"],
        others_seen=bool(row["others_seen"]),
    )


def copied_values(connection: sqlite3.Connection, reading_id: int, names: list[str]) -> dict[str, Any]:
    """Columns of a reading, for the undo that repeats them."""
    sql = f"SELECT {', '.join(names)} FROM reading WHERE id = ?"
    return dict(connection.execute(sql, (reading_id,)).fetchone())


def by_id(connection: sqlite3.Connection, number: int) -> Reading | None:
    """One row as a record."""
    row = connection.execute(READING_SQL.format(source="reading") + " WHERE r.id = ?", (number,)).fetchone()
    return None if row is None else reading_from(row)
