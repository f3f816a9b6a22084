"""The very file that each reading was made on: noted with the reading, told again for an export."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inference.errors import StoreError
from inference.file_identity import FileIdentity
from inference.records import Film, Sha256
from viewer.store import audit_chain, films
from viewer.store.pseudonyms import Keys

COLUMNS: Final = ("salt", "header_hash", "path_hash")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The file that a reading was made on, as far as the store knows it.

    Attributes:
        sop_key, study_key, patient_key: pseudonyms of its header, comparable within this store where ``own``.
        own: they were made under this store's secret, not brought by a merge.
        names_patient: whether the header has a patient number.
        name_key: pseudonym of the patient's name when the reading was made; empty where none was noted.
        names: how many names the patient number bears in the whole store.
        shared_uid: another picture was met under the same SOP Instance UID.
        identity: None where only the header is known (readings of earlier versions).
        one_of_several: the same reader read these pixels on another file, too.
    """

    keys: Keys
    sop_key: str
    study_key: str
    patient_key: str
    own: bool
    names_patient: bool
    name_key: str
    shared_uid: bool
    identity: FileIdentity | None
    one_of_several: bool = False
    names: int = 0

    @property
    def is_recorded(self) -> bool:
        """Whether the very file was noted with the reading, not only told by its header afterwards."""
        return self.identity is not None

    @property
    def is_known(self) -> bool:
        """Whether the file can be told from another one with the same pixels."""
        return self.identity is not None or self.own

    def is_of(self, film: Film) -> bool:
        """Whether a film's file has the header that was on screen; the caller has compared the pixels."""
        if self.identity is not None:
            return self.identity.is_of(film)
        given = (self.keys.sop(film), self.keys.study(film), self.keys.patient(film)[0])
        return self.own and given == (self.sop_key, self.study_key, self.patient_key)

    def lies_at(self, path: Path) -> bool:
        """Whether the reading was made on the file at this path."""
        return self.identity is not None and self.identity.lies_at(path)


def note(
    connection: sqlite3.Connection, reading: int, film_row: int, film: Film, keys: Keys, now: str
) -> None:
    """Remember the file of a new reading.

    Args:
        film: as it was on screen.

    Raises:
        StoreError: it has other pixels than the reading's film.
    """
    source, known = _source_of(connection, film_row, film, keys), FileIdentity.of(film)
    values = {
        "reading_id": reading,
        "source_id": source,
        "salt": known.salt,
        "header_hash": known.header,
        "path_hash": known.path,
    }
    row = films.insert(connection, "reading_file", values)
    audit_chain.append_row(connection, "reading_file", row, at=now, actor="store", action="file of a reading")


def _source_of(connection: sqlite3.Connection, film_row: int, film: Film, keys: Keys) -> int:
    if films.film_id(connection, film.pixel_sha256) != film_row:
        raise StoreError("The answer is about another film than the one on screen.", "Open the film again.")
    header = (film_row, keys.sop(film), keys.study(film), keys.patient(film)[0])
    row = connection.execute(
        "SELECT id FROM film_source WHERE (film_id, sop_key, study_key, patient_key) = (?, ?, ?, ?)", header
    ).fetchone()
    return int(row[0])


_MET: Final = """
WITH met AS (SELECT CAST(substr(subject, 13) AS INTEGER) AS source_id, min(id) AS place,
                    max(action = 'film_source merged') AS merged
             FROM audit WHERE subject LIKE 'film_source %' GROUP BY subject),
     read AS (SELECT CAST(substr(subject, 9) AS INTEGER) AS reading_id, min(id) AS place
              FROM audit WHERE subject LIKE 'reading %' GROUP BY subject),
     sole AS (SELECT r.id AS reading_id, min(s.id) AS source_id
              FROM standing_reading r
              JOIN read ON read.reading_id = r.id
              JOIN film_source s ON s.film_id = r.film_id
              JOIN met ON met.source_id = s.id
              WHERE met.place < read.place GROUP BY r.id HAVING count(*) = 1)
"""
"""A reading that did not note its file was made under the header that the audit chain names before it, where
that is one alone: one that was met later was not on screen."""
_FILES: Final = f"""
{_MET},
     shared AS (SELECT sop_key FROM film_source GROUP BY sop_key HAVING count(DISTINCT film_id) > 1),
     several AS (SELECT film_id, reader_id FROM reading JOIN reading_file ON reading_id = reading.id
                 GROUP BY film_id, reader_id HAVING count(DISTINCT source_id) > 1)
SELECT film.pixel_sha256, reader.code, s.sop_key, s.study_key, s.patient_key,
       s.patient_known, coalesce(
         (SELECT n.name_key FROM source_name n WHERE n.source_id = s.id AND n.met_at <= r.decided_at
          ORDER BY n.met_at DESC, n.id DESC LIMIT 1),
         (SELECT n.name_key FROM source_name n WHERE n.source_id = s.id ORDER BY n.met_at, n.id LIMIT 1),
         '') AS name_key,
       (SELECT count(DISTINCT n.name_key) FROM film_source o JOIN source_name n ON n.source_id = o.id
        WHERE o.patient_key = s.patient_key AND o.patient_known) AS names,
       met.merged IS NOT 1 AS own, s.sop_key IN (SELECT sop_key FROM shared) AS shared_uid,
       f.salt, f.header_hash, f.path_hash,
       (r.film_id, r.reader_id) IN (SELECT film_id, reader_id FROM several) AS one_of_several
FROM standing_reading r
JOIN film ON film.id = r.film_id
JOIN reader ON reader.id = r.reader_id
LEFT JOIN reading_file f ON f.reading_id = r.id
LEFT JOIN sole ON sole.reading_id = r.id
JOIN film_source s ON s.id = coalesce(f.source_id, sole.source_id)
LEFT JOIN met ON met.source_id = s.id
"""


def of_standing(connection: sqlite3.Connection, keys: Keys) -> dict[tuple[Sha256, str], ReadFile]:
    """By film and reader; readings whose file nobody knows are left out."""
    return {
        (Sha256(row["pixel_sha256"]), row["code"]): _read_file(row, keys)
        for row in connection.execute(_FILES)
    }


def sole_headers(connection: sqlite3.Connection) -> dict[int, int]:
    """Standing readings that noted no file, and the one header under which it can have been."""
    noted = "SELECT reading_id FROM reading_file"
    sql = f"{_MET} SELECT reading_id, source_id FROM sole WHERE reading_id NOT IN ({noted})"
    return {int(row["reading_id"]): int(row["source_id"]) for row in connection.execute(sql)}


def is_of_another_file(connection: sqlite3.Connection, film: Film, reader: str) -> bool:
    """Whether a reader's reading of these pixels was made on a file with another header; False if unknown."""
    row = connection.execute(
        "SELECT f.salt, f.header_hash, f.path_hash FROM standing_reading r "
        "JOIN film ON film.id = r.film_id JOIN reader ON reader.id = r.reader_id "
        "JOIN reading_file f ON f.reading_id = r.id WHERE film.pixel_sha256 = ? AND reader.code = ?",
        (film.pixel_sha256, reader),
    ).fetchone()
    known = row is not None and row["salt"] and row["header_hash"]
    return bool(known) and not FileIdentity(*row).is_of(film)


def is_recorded(connection: sqlite3.Connection, pixels: Sha256, reader: str) -> bool:
    """Whether the file of a reader's standing reading was noted with it; True where there is no reading."""
    row = connection.execute(
        "SELECT f.salt FROM standing_reading r "
        "JOIN film ON film.id = r.film_id JOIN reader ON reader.id = r.reader_id "
        "LEFT JOIN reading_file f ON f.reading_id = r.id WHERE film.pixel_sha256 = ? AND reader.code = ?",
        (pixels, reader),
    ).fetchone()
    return row is None or bool(row["salt"])


def _read_file(row: sqlite3.Row, keys: Keys) -> ReadFile:
    identity = None
    if row["salt"]:
        identity = FileIdentity(row["salt"], row["header_hash"], row["path_hash"])
    return ReadFile(
        keys=keys,
        sop_key=row["sop_key"],
        study_key=row["study_key"],
        patient_key=row["patient_key"],
        own=bool(row["own"]),
        names_patient=bool(row["patient_known"]),
        name_key=row["name_key"],
        shared_uid=bool(row["shared_uid"]),
        identity=identity,
        one_of_several=bool(row["one_of_several"]),
        names=int(row["names"]),
    )
