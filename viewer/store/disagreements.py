"""Films on which readers differ, and who may see what others answered.

Readers are blind to one another.  A third one, who has not answered the film in the usual way, settles it in
a session of the mode :data:`ADJUDICATION`, sees what the others answered, and answers last.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from inference.errors import StoreError
from inference.records import Reading
from viewer.store.rows import READING_SQL, reading_from

ROUTINE: Final = "routine"
ADJUDICATION: Final = "adjudication"

_BLIND: Final = f"""
SELECT r.film_id, r.ao_class, r.side FROM standing_reading r JOIN session ON session.id = r.session_id
WHERE session.mode <> '{ADJUDICATION}'
"""
_SETTLED: Final = f"""
SELECT r.film_id FROM standing_reading r JOIN session ON session.id = r.session_id
WHERE session.mode = '{ADJUDICATION}'
"""
FILMS: Final = f"""
SELECT blind.film_id FROM ({_BLIND}) blind
WHERE blind.film_id NOT IN ({_SETTLED})
GROUP BY blind.film_id
HAVING count(DISTINCT blind.ao_class) > 1
    OR count(DISTINCT CASE WHEN blind.side IN ('left', 'right', 'both') THEN blind.side END) > 1
"""
"""The films whose readers differ in class or side, and which nobody has settled."""


def others(connection: sqlite3.Connection, film_sha256: str, reader: str) -> list[Reading]:
    """What the other readers answered, for one who may settle it: nothing where there is nothing to settle.

    Who has read the film blind, and who still could, does not see them.
    """
    if not may_settle(connection, film_sha256, reader):
        return []
    sql = (
        READING_SQL.format(source="standing_reading")
        + f" JOIN session ON session.id = r.session_id AND session.mode <> '{ADJUDICATION}'"
        + " WHERE film.pixel_sha256 = ? AND reader.code <> ? ORDER BY r.id"
    )
    return [reading_from(row) for row in connection.execute(sql, (film_sha256, reader))]


def may_settle(connection: sqlite3.Connection, film_sha256: str, reader: str) -> bool:
    """Whether readers differ on the film and ``reader`` may settle it, or corrects what settled it."""
    if own := _own_modes(connection, film_sha256, reader):
        return own == {ADJUDICATION}
    differ = f"SELECT 1 FROM film WHERE pixel_sha256 = ? AND id IN ({FILMS})"
    return connection.execute(differ, (film_sha256,)).fetchone() is not None


def knows_others(connection: sqlite3.Connection, film_sha256: str, reader: str) -> bool:
    """Whether ``reader`` ever had the others' answers to the film in sight, answered then or not."""
    place = (
        "JOIN film ON film.id = r.film_id JOIN reader ON reader.id = r.reader_id "
        "WHERE film.pixel_sha256 = :film AND reader.code = :reader"
    )
    sql = (
        f"SELECT 1 FROM sight r {place} AND r.what = 'others' UNION ALL "
        f"SELECT 1 FROM reading r JOIN session ON session.id = r.session_id {place} AND session.mode = :mode"
    )
    values = {"film": film_sha256, "reader": reader, "mode": ADJUDICATION}
    return connection.execute(sql, values).fetchone() is not None


def need_mode(connection: sqlite3.Connection, film_sha256: str, reader: str, *, settling: bool) -> None:
    """Refuse an answer that the mode of the reader's session does not allow.

    Raises:
        StoreError: nothing to settle, or an independent answer of one who knows the others'.
    """
    if settling and not may_settle(connection, film_sha256, reader):
        raise StoreError(
            "There is nothing to settle on this film for this reader.",
            "Only a film on which others differ, and that you have not read yourself, is settled.",
        )
    if not settling and knows_others(connection, film_sha256, reader):
        raise StoreError(
            "This reader has seen what others answered on this film.",
            "Take your own answer back (Undo), then switch to Settle where readers differ."
            if _own_modes(connection, film_sha256, reader) - {ADJUDICATION}
            else "Switch to Settle where readers differ to answer it there."
            if may_settle(connection, film_sha256, reader)
            else "There is nothing to settle on this film for this reader.",
        )


def _own_modes(connection: sqlite3.Connection, film_sha256: str, reader: str) -> set[str]:
    """In which modes the reader's standing readings of the film were made."""
    sql = (
        "SELECT DISTINCT session.mode FROM standing_reading r JOIN session ON session.id = r.session_id "
        "JOIN film ON film.id = r.film_id JOIN reader ON reader.id = r.reader_id "
        "WHERE film.pixel_sha256 = ? AND reader.code = ?"
    )
    return {str(row["mode"]) for row in connection.execute(sql, (film_sha256, reader))}


def modes(connection: sqlite3.Connection, film_sha256: str) -> dict[int, str]:
    """The mode of the session of each reading of a film."""
    sql = (
        "SELECT r.id, session.mode FROM reading r JOIN session ON session.id = r.session_id "
        "JOIN film ON film.id = r.film_id WHERE film.pixel_sha256 = ?"
    )
    return {row["id"]: str(row["mode"]) for row in connection.execute(sql, (film_sha256,))}
