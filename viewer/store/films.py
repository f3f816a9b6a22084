"""Films, models and predictions: the statements behind the store's methods."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from inference.aoota import LIKELY_SHARE, OPEN, ReaderClass
from inference.dicom import code_strings
from inference.errors import StoreError
from inference.hash_chain import canonical
from inference.messages import Message
from inference.records import Film, ModelIdentity, Sha256, Side
from viewer.store import audit_chain, disagreements
from viewer.store.pseudonyms import Keys
from viewer.store.rows import FilmState, FilmStatus, as_written, path_text


class OtherShapeError(StoreError):
    """The hash of a film's pixels does not hold its shape: 100 x 100 and 50 x 200 may share one."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(
            "The store holds another film with the same pixel values, of {rows} x {columns} pixels: the two "
            "cannot be told apart there, so nothing of this one is kept or shown.",
            "One of the two files may state a wrong size. Ask where they come from.",
            rows=rows,
            columns=columns,
        )


def insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    """Insert one row and return its id."""
    marks = ", ".join(f":{name}" for name in values)
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    return int(connection.execute(sql, values).lastrowid or 0)


def film_id(connection: sqlite3.Connection, pixel_sha256: str) -> int | None:
    """The row of the film with these pixels."""
    row = connection.execute("SELECT id FROM film WHERE pixel_sha256 = ?", (pixel_sha256,)).fetchone()
    return None if row is None else int(row[0])


def film_row(connection: sqlite3.Connection, film: Film) -> int | None:
    """The row of a film; None where the store does not know it.

    Raises:
        OtherShapeError: its row is that of a film of another shape.
    """
    row = connection.execute(
        "SELECT id, rows, columns FROM film WHERE pixel_sha256 = ?", (film.pixel_sha256,)
    ).fetchone()
    if row is None:
        return None
    if (row["rows"], row["columns"]) != film.shape:
        raise OtherShapeError(row["rows"], row["columns"])
    return int(row["id"])


def of_other_shape(mine: sqlite3.Connection, other: sqlite3.Connection) -> frozenset[int]:
    """Rows of ``other``'s films whose pixel values ``mine`` holds as a film of another shape."""
    sql = "SELECT id, pixel_sha256, rows, columns FROM film"
    ours = {row["pixel_sha256"]: (row["rows"], row["columns"]) for row in mine.execute(sql)}
    return frozenset(
        int(row["id"])
        for row in other.execute(sql)
        if ours.get(row["pixel_sha256"], (row["rows"], row["columns"])) != (row["rows"], row["columns"])
    )


def insert_film(connection: sqlite3.Connection, film: Film, now: str) -> int:
    """A new film."""
    spacing = film.spacing_mm or (None, None)
    values = {
        "pixel_sha256": film.pixel_sha256,
        "rows": film.shape[0],
        "columns": film.shape[1],
        "is_dicom": int(film.is_dicom),
        "synthetic": int(film.synthetic),
        "view_position": code_strings.view(film.view_position)[:16],  # other words could be anything
        "spacing_row_mm": spacing[0],
        "spacing_column_mm": spacing[1],
        "spacing_kind": film.spacing_kind.value,
        "added_at": now,
    }
    return insert(connection, "film", values)


def note_source(connection: sqlite3.Connection, film: Film, row: int, keys: Keys, now: str) -> None:
    """Remember under which header and at which path a film was met."""
    patient, known = keys.patient(film)
    header = {
        "film_id": row,
        "sop_key": keys.sop(film),
        "study_key": keys.study(film),
        "patient_key": patient,
    }
    match = " AND ".join(f"{name} = :{name}" for name in header)
    met = connection.execute(f"SELECT id FROM film_source WHERE {match}", header).fetchone()
    source = None if met is None else int(met[0])
    if source is None:
        source = insert(connection, "film_source", {**header, "patient_known": int(known), "added_at": now})
        audit_chain.append_row(connection, "film_source", source, at=now, actor="store", action="header met")
    _note_name(connection, source, keys.name(film), now)
    note_location(connection, path_text(film.path), row, "", now)


def _note_name(connection: sqlite3.Connection, source: int, name: str, now: str) -> None:
    """Add the name where it is not the one that the header was met under last."""
    last = connection.execute(
        "SELECT name_key FROM source_name WHERE source_id = ? ORDER BY met_at DESC, id DESC LIMIT 1",
        (source,),
    ).fetchone()
    if name and (last is None or last[0] != name):
        connection.execute(
            "INSERT INTO source_name (source_id, name_key, met_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (source, name, now),
        )


def bears_other_name(connection: sqlite3.Connection, film: Film, keys: Keys) -> bool:
    """Whether a film's patient number was met under another name than the film's."""
    patient, known = keys.patient(film)
    name = keys.name(film)
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM film_source s JOIN source_name n ON n.source_id = s.id "
        "WHERE s.patient_key = ? AND s.patient_known AND n.name_key <> ?)",
        (patient, name),
    ).fetchone()
    return known and bool(name) and bool(row[0])


def bears_known_uid(connection: sqlite3.Connection, film: Film, keys: Keys) -> bool:
    """Whether another picture was met under a film's SOP Instance UID (unique in the world: PS3.5 9)."""
    if not film.sop_uid.strip():
        return False
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM film_source s JOIN film ON film.id = s.film_id "
        "WHERE s.sop_key = ? AND (film.pixel_sha256, film.rows, film.columns) <> (?, ?, ?))",
        (keys.sop(film), film.pixel_sha256, *film.shape),
    ).fetchone()
    return bool(row[0])


def note_location(
    connection: sqlite3.Connection, path: str, film: int | None, refusal: str, now: str
) -> None:
    """Remember what lies at a path now: a film, or the reason why none."""
    connection.execute(
        "INSERT INTO location (path, film_id, refusal, seen_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (path) DO UPDATE SET film_id = excluded.film_id, refusal = excluded.refusal, "
        "seen_at = excluded.seen_at",
        (path, film, refusal, now),
    )


def model_id(connection: sqlite3.Connection, model: ModelIdentity, now: str) -> int:
    """The row of a model, made when it is new."""
    key = (model.sha256, model.name, model.version)
    row = connection.execute(
        "SELECT id FROM model WHERE sha256 = ? AND name = ? AND version = ?", key
    ).fetchone()
    if row is not None:
        return int(row[0])
    added = insert(connection, "model", dict(zip(("sha256", "name", "version"), key, strict=True)))
    audit_chain.append_row(connection, "model", added, at=now, actor="store", action="model met")
    return added


def same_prediction(connection: sqlite3.Connection, values: dict[str, Any]) -> int | None:
    """The row of a prediction that was recorded before."""
    row = connection.execute(
        "SELECT id FROM prediction WHERE film_id = :film_id AND model_id = :model_id "
        "AND input_sha256 = :input_sha256 AND provider = :provider AND threshold = :threshold "
        "AND side = :side",
        values,
    ).fetchone()
    return None if row is None else int(row[0])


_STATUS: Final = """
WITH wanted AS ({wanted})
SELECT wanted.key, film.pixel_sha256, film.rows, film.columns, wanted.refusal, reading.ao_class,
       reading.side, p.p_fracture, p.threshold, {named} AS answer, p.side AS answer_side, silent.reason,
       shown.id IS NOT NULL AND reading.shown_answer AND (
         iif({shown} = '' AND reading.ao_class <> 'normal', '', reading.ao_class) <> {shown}
         OR (shown.side <> reading.side AND shown.side IN ('left', 'right', 'both')
             AND reading.side IN ('left', 'right', 'both'))) AS differs,
       disputed.film_id IS NOT NULL AND reading.id IS NULL AS disputed,
       EXISTS (SELECT 1 FROM draft d WHERE d.film_id = film.id AND d.reader_id =
         (SELECT id FROM reader WHERE code = :reader)) AS drafted,
       EXISTS (SELECT 1 FROM key_image k WHERE k.film_id = film.id AND k.reader_id =
         (SELECT id FROM reader WHERE code = :reader)) AS key_image
FROM wanted
LEFT JOIN film ON film.id = wanted.film_id
LEFT JOIN standing_reading reading ON reading.film_id = film.id
     AND reading.reader_id = (SELECT id FROM reader WHERE code = :reader)
LEFT JOIN ({disputed}) disputed ON disputed.film_id = film.id
LEFT JOIN prediction shown ON shown.id = reading.shown_prediction_id
LEFT JOIN prediction p ON p.id = (
     SELECT max(q.id) FROM prediction q JOIN model m ON m.id = q.model_id
     WHERE q.film_id = film.id AND (:model IS NULL OR (m.sha256 = :model AND instr(m.version, '+site.') = 0)))
LEFT JOIN no_answer silent ON silent.id = (
     SELECT max(n.id) FROM no_answer n LEFT JOIN model m ON m.id = n.model_id
     WHERE n.film_id = film.id AND (:model IS NULL OR m.id IS NULL OR m.sha256 = :model))
"""
_NAMED: Final = (
    "iif({p}.answer <> 'normal' AND json_extract({p}.probabilities_json, '$.' || {p}.answer) "
    f"< {LIKELY_SHARE} * {{p}}.p_fracture, '{OPEN}', {{p}}.answer)"
)
"""The class that an answer names, as :attr:`inference.records.Prediction.named_class`."""
_BY_PATH: Final = (
    "SELECT w.value AS key, location.film_id, coalesce(location.refusal, '') AS refusal "
    "FROM json_each(:wanted) w JOIN location ON location.path = w.value"
)
_BY_HASH: Final = (
    "SELECT w.value AS key, film.id AS film_id, '' AS refusal "
    "FROM json_each(:wanted) w JOIN film ON film.pixel_sha256 = w.value"
)


def statuses(
    connection: sqlite3.Connection, wanted: Sequence[str], *, by_path: bool, reader: str, model: str | None
) -> dict[str, FilmStatus]:
    """The worklist's lines of many films in one query; what the store does not know is left out.

    A model's answer is the one by its card's own values: those under a site's profile are given anew.
    """
    sql = _STATUS.format(
        wanted=_BY_PATH if by_path else _BY_HASH,
        disputed=disagreements.FILMS,
        named=_NAMED.format(p="p"),
        shown=_NAMED.format(p="shown"),
    )
    values = {"wanted": canonical(list(wanted)), "reader": reader, "model": model}
    with as_written(Message("an answer")):
        return {str(row["key"]): _status(row) for row in connection.execute(sql, values)}


def _status(row: sqlite3.Row) -> FilmStatus:
    sha = row["pixel_sha256"]
    return FilmStatus(
        state=_state(row),
        film_sha256=None if sha is None else Sha256(sha),
        shape=None if sha is None else (int(row["rows"]), int(row["columns"])),
        ao_class=None if row["ao_class"] is None else ReaderClass(row["ao_class"]),
        p_fracture=row["p_fracture"],
        threshold=row["threshold"],
        answer=row["answer"],
        disputed=bool(row["disputed"]),
        side=None if row["side"] is None else Side(row["side"]),
        answer_side=None if row["answer_side"] is None else Side(row["answer_side"]),
        drafted=bool(row["drafted"]),
        key=bool(row["key_image"]),
        reason=row["refusal"] or (row["reason"] or "" if row["p_fracture"] is None else ""),
    )


def _state(row: sqlite3.Row) -> FilmState:
    if row["ao_class"] is not None:
        return FilmState.CORRECTED if row["differs"] else FilmState.READ
    refused = row["refusal"] or (row["reason"] and row["p_fracture"] is None)
    return FilmState.REFUSED if refused else FilmState.UNREAD
