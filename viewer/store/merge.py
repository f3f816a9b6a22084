"""Taking the rows of another store into this one: append-only, each row once, in one transaction.

Rows are told apart by what they are (a film by its pixels, a reader by the code, a session and a reading by
their uid), so that a merge that is repeated, or a store that is a copy of this one, brings nothing twice.
The other store's pseudonyms of patients were made under its own secret, which does not come along: they stay
as they are, and one patient in both stores is two in an export: equal pixels are no proof of one patient.

Where a reader has gone on with one film in both stores, the answers of both are kept, as plain answers
without the undo steps in between, and the later of the two that stood is the one that counts.  A time
that cannot be (a clock was ahead) does not win: see :func:`possible`.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final, NamedTuple

from inference.hash_chain import canonical
from inference.messages import Message, sentences
from viewer.store import audit_chain, films, reading_files, sights
from viewer.store.annotations import take_measures
from viewer.store.reading_line import Line
from viewer.store.rows import READING_SQL, reading_from

Step = Callable[[float], None]
"""Hears how far a long work is, 0..1; what it raises ends the work."""
MERGED: Final = "merge"
SLACK: Final = timedelta(minutes=5)
Row = Mapping[str, Any]
UNKNOWN: Final[Row] = dict.fromkeys(reading_files.COLUMNS, "")
"""The note of a file of which nothing but its header is known."""


class MergeReport(NamedTuple):
    """What a merge brought.

    ``settled`` readings had gone on in both stores; of them, ``doubtful`` ones bore a time that cannot be.
    ``patients`` came with the films' headers, each as one of its own.  ``not_alone``
    answers said to be given blind; their reader had seen more in the other of the two stores before.
    ``apart`` films of the other store did not come: this one has their pixel values in another shape.
    On ``measured`` films a reader's measures came; on ``unlike`` ones they differed from those here.
    """

    films: int
    readers: int
    predictions: int
    readings: int
    known: int
    settled: int
    doubtful: int = 0
    patients: int = 0
    not_alone: int = 0
    apart: int = 0
    measured: int = 0
    unlike: int = 0

    @property
    def words(self) -> Message:
        """What came, in a sentence or more."""
        came = Message(
            "Readings taken over: {readings} (new films: {films}, new readers: {readers}); "
            "already here: {known}.",
            **self._asdict(),
        )
        settled = Message(
            "{settled} had gone on in both stores: the later answer counts.", settled=self.settled
        )
        doubtful = Message(
            "Of them {doubtful} bore a time that cannot be (a clock was ahead): there the answer with the "
            "sound time counts, or this store's own.",
            doubtful=self.doubtful,
        )
        apart = Message(
            "Patients of the other store ({patients}) stay patients of their own: one who is in both stores "
            "counts as two in exports and statistics.",
            patients=self.patients,
        )
        seen = Message(
            "Answers noted as given without sight of the model's or others' answers, though their reader had "
            "seen them before by one of the two stores: {not_alone}. Exports mark them as given with it.",
            not_alone=self.not_alone,
        )
        shaped = Message(
            "Films of the other store that were left out with their readings, since this one holds films of "
            "the same pixel values in another shape: {apart}. Look at which of the files state a wrong size.",
            apart=self.apart,
        )
        measured = Message("Films whose measures were taken over: {measured}.", measured=self.measured)
        unlike = Message(
            "Films on which a reader's measures differ in the two stores: {unlike}; those saved later count.",
            unlike=self.unlike,
        )
        return sentences(
            (
                came,
                measured if self.measured else "",
                unlike if self.unlike else "",
                shaped if self.apart else "",
                apart if self.patients else "",
                settled if self.settled else "",
                doubtful if self.doubtful else "",
                seen if self.not_alone else "",
            )
        )


def possible(connection: sqlite3.Connection, at: str, uid: str, now: str) -> bool:
    """Whether a reading can have been given at the time that it bears.

    It cannot where that time is still to come, or where the store has written an earlier one afterwards: its
    clock was ahead and was put right.  :data:`SLACK` is allowed for clocks that are set now and then.
    """
    latest = datetime.fromisoformat(at) - SLACK
    if latest > datetime.fromisoformat(now):
        return False
    row = connection.execute(
        "SELECT min(at) FROM audit WHERE id > "
        "(SELECT max(id) FROM audit WHERE subject = 'reading ' || (SELECT id FROM reading WHERE uid = ?))",
        (uid,),
    ).fetchone()
    return row[0] is None or latest <= datetime.fromisoformat(row[0])


class Merge:
    """One merge; the caller holds the writing transaction on ``mine`` and has checked both stores."""

    def __init__(self, mine: sqlite3.Connection, other: sqlite3.Connection, now: str, step: Step) -> None:
        self._mine, self._other, self._now, self._step = mine, other, now, step
        self._ids: dict[str, dict[int, int]] = {}  # by table: the other store's row to ours
        self._added: dict[str, int] = {}
        self._sole_headers = reading_files.sole_headers(other)
        self._own_headers = reading_files.sole_headers(mine)  # before theirs are beside them
        self._known = self._settled = self._doubtful = self._sources_before = 0
        self._measured = self._unlike = 0
        self._apart = films.of_other_shape(mine, other)

    def run(self) -> MergeReport:
        """Bring everything over, and note it in the audit chain."""
        newest = self._mine.execute("SELECT coalesce(max(id), 0) FROM film_source").fetchone()
        self._sources_before = int(newest[0])
        self._table("film", ("pixel_sha256",))
        self._table("reader", ("code",))
        self._table("model", ("sha256", "name", "version"))
        self._table("film_source", ("film_id", "sop_key", "study_key", "patient_key"))
        self._names()
        self._table("session", ("uid",), also=("ended_at",))
        self._table("prediction", ("film_id", "model_id", "input_sha256", "provider", "threshold", "side"))
        before = sights.not_alone(self._mine)
        self._table("sight", ("film_id", "reader_id", "what", "seen_at"))
        self._table("calibration", ("film_id", "reader_id", "known_mm", "pixels", "decided_at"))
        self._silent_answers()
        self._key_images()
        self._measures()
        self._step(0.3)
        self._readings()
        report = self._report(max(0, sights.not_alone(self._mine) - before))
        self._note(report)
        return report

    def _report(self, not_alone: int) -> MergeReport:
        films_, readers, predictions, readings = (
            self._added.get(table, 0) for table in ("film", "reader", "prediction", "reading")
        )
        return MergeReport(
            films_,
            readers,
            predictions,
            readings,
            self._known,
            self._settled,
            self._doubtful,
            self._patients(),
            not_alone,
            len(self._apart),
            self._measured,
            self._unlike,
        )

    def _patients(self) -> int:
        """How many patients of the other store came with headers that were not here."""
        come = [ours for ours in self._ids["film_source"].values() if ours > self._sources_before]
        row = self._mine.execute(
            "SELECT count(DISTINCT patient_key) FROM film_source "
            "WHERE patient_known AND id IN (SELECT value FROM json_each(?))",
            (canonical(come),),
        ).fetchone()
        return int(row[0])

    def _note(self, report: MergeReport) -> None:
        number, last = audit_chain.head(self._other)
        detail = {**report._asdict(), "audit_rows": number, "audit_head": last}
        uid = self._other.execute("SELECT hex(value) FROM meta WHERE key = 'store_uid'").fetchone()[0]
        audit_chain.append(
            self._mine,
            at=self._now,
            actor=MERGED,
            action="store merged",
            subject=f"store {uid}",
            detail=detail,
        )

    # plain tables

    def _table(self, table: str, key: tuple[str, ...], also: tuple[str, ...] = ()) -> None:
        """Every row of a table whose ``key`` ours lacks."""
        ids = self._ids.setdefault(table, {})
        match = " AND ".join(f"{name} IS :{name}" for name in key)
        for row in self._other.execute(f"SELECT * FROM {table} ORDER BY id"):
            if (row["id"] if table == "film" else self._film_of(row)) in self._apart:
                continue
            values = {name: row[name] for name in (*audit_chain.WATCHED[table][1:], *also)}
            values = self._translated(values)
            known = self._mine.execute(f"SELECT id FROM {table} WHERE {match}", values).fetchone()
            ids[row["id"]] = known["id"] if known else self._insert(table, values, f"{table} merged")

    @staticmethod
    def _film_of(row: sqlite3.Row) -> int | None:
        return row["film_id"] if "film_id" in row.keys() else None  # noqa: SIM118

    def _translated(self, values: dict[str, Any]) -> dict[str, Any]:
        """Another store's row numbers as ours."""
        for column in ("film", "reader", "model", "session"):
            name = f"{column}_id"
            if values.get(name) is not None:
                values[name] = self._ids[column][values[name]]
        return values

    def _insert(self, table: str, values: dict[str, Any], action: str) -> int:
        number = films.insert(self._mine, table, values)
        audit_chain.append_row(self._mine, table, number, at=self._now, actor=MERGED, action=action)
        self._added[table] = self._added.get(table, 0) + 1
        return number

    def _names(self) -> None:
        """The names under which headers were met: without them two patients of one number would be one."""
        for row in self._other.execute("SELECT source_id, name_key, met_at FROM source_name ORDER BY id"):
            if row["source_id"] not in self._ids["film_source"]:
                continue
            self._mine.execute(
                "INSERT INTO source_name (source_id, name_key, met_at) VALUES (?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (self._ids["film_source"][row["source_id"]], row["name_key"], row["met_at"]),
            )

    def _silent_answers(self) -> None:
        for row in self._other.execute("SELECT * FROM no_answer ORDER BY id"):
            if row["film_id"] in self._apart:
                continue
            names = ("film_id", "model_id", "reason", "hint", "at")
            values = self._translated({name: row[name] for name in names})
            self._mine.execute(
                "INSERT INTO no_answer (film_id, model_id, reason, hint, at) "
                "VALUES (:film_id, :model_id, :reason, :hint, :at) ON CONFLICT DO NOTHING",
                values,
            )

    def _key_images(self) -> None:
        """A film that is a key image in either store is one here."""
        for row in self._other.execute("SELECT film_id, reader_id, marked_at FROM key_image"):
            if row["film_id"] in self._apart:
                continue
            self._mine.execute(
                "INSERT INTO key_image (film_id, reader_id, marked_at) "
                "VALUES (:film_id, :reader_id, :marked_at) ON CONFLICT DO NOTHING",
                self._translated(dict(row)),
            )

    def _measures(self) -> None:
        """What a reader measured on a film: as one set, and the set saved later counts."""
        for row in self._other.execute("SELECT film_id, reader_id, measures_json, saved_at FROM measures"):
            if row["film_id"] in self._apart:
                continue
            came, unlike = take_measures(self._mine, self._translated(dict(row)))
            self._measured += came
            self._unlike += unlike

    # readings

    def _readings(self) -> None:
        ours = {row["uid"]: row["id"] for row in self._mine.execute("SELECT uid, id FROM reading")}
        sql = READING_SQL.format(source="reading") + " ORDER BY r.film_id, r.reader_id, r.id"
        rows = self._other.execute(sql).fetchall()
        done = 0
        for _line, group in groupby(rows, key=lambda row: (row["film_id"], row["reader_id"])):
            theirs = list(group)
            if theirs[0]["film_id"] not in self._apart:
                self._line(theirs, ours)
            done += len(theirs)
            self._step(0.3 + 0.7 * done / len(rows))

    def _line(self, theirs: list[sqlite3.Row], ours: Mapping[str, int]) -> None:
        """One reader's rows on one film."""
        new = [row for row in theirs if row["uid"] not in ours]
        self._known += len(theirs) - len(new)
        if not new:
            return
        head, before = self._head(new[0]), theirs[: len(theirs) - len(new)]
        contiguous = theirs[len(before) :] == new
        last = before[-1]["uid"] if before else None
        if contiguous and (head["uid"] if head else None) == last:
            self._append_as_written(new, {row["id"]: ours[row["uid"]] for row in before})
        else:
            self._settle(theirs, new)

    def _head(self, theirs: sqlite3.Row) -> sqlite3.Row | None:
        """Our newest row of the same line."""
        return self._mine.execute(  # type: ignore[no-any-return]
            "SELECT id, uid FROM head_reading WHERE film_id = ? AND reader_id = ?", self._place(theirs)
        ).fetchone()

    def _place(self, theirs: sqlite3.Row) -> tuple[int, int]:
        return self._ids["film"][theirs["film_id"]], self._ids["reader"][theirs["reader_id"]]

    def _append_as_written(self, rows: list[sqlite3.Row], numbers: dict[int, int]) -> None:
        """Rows that follow what we have: undo steps come along."""
        for row in rows:
            links = {name: numbers.get(row[name]) for name in ("supersedes_id", "stands_id")}
            numbers[row["id"]] = self._insert("reading", self._values(row) | links, "reading merged")
            self._file_of(row["id"], numbers[row["id"]])

    def _values(self, row: sqlite3.Row) -> dict[str, Any]:
        values = self._translated({name: row[name] for name in audit_chain.WATCHED["reading"][1:]})
        if (shown := values["shown_prediction_id"]) is not None:
            values["shown_prediction_id"] = self._ids["prediction"][shown]
        return values

    def _settle(self, theirs: list[sqlite3.Row], new: list[sqlite3.Row]) -> None:
        """Both stores went on from the same point: keep every answer; the later one that stood counts."""
        standing = Line([reading_from(row) for row in theirs]).standing
        last = standing.id if standing is not None else None
        plain = [row for row in new if not row["retracted"]]
        if all(row["id"] != last for row in plain):  # what they answered since was taken back
            return
        ours = self._standing(theirs[0])
        for row in sorted(plain, key=lambda row: (row["id"] == last, row["id"])):
            self._file_of(row["id"], self._supersede(self._values(row), "reading merged"))
        winner = next(row for row in plain if row["id"] == last)
        if ours is not None and self._ours_counts(ours, winner):
            again = {name: ours[name] for name in audit_chain.WATCHED["reading"][1:]} | {
                "uid": uuid.uuid4().hex
            }
            self._copy_file(ours["id"], self._supersede(again, "later reading kept"))
        self._settled += 1

    def _ours_counts(self, ours: sqlite3.Row, theirs: sqlite3.Row) -> bool:
        """Whether our answer is the later one; a time that cannot be says nothing for its answer."""
        ours_sound = possible(self._mine, ours["decided_at"], ours["uid"], self._now)
        theirs_sound = possible(self._other, theirs["decided_at"], theirs["uid"], self._now)
        if ours_sound and theirs_sound:
            return bool(ours["decided_at"] > theirs["decided_at"])
        self._doubtful += 1
        return ours_sound or not theirs_sound

    def _standing(self, theirs: sqlite3.Row) -> sqlite3.Row | None:
        return self._mine.execute(  # type: ignore[no-any-return]
            "SELECT * FROM standing_reading WHERE film_id = ? AND reader_id = ?", self._place(theirs)
        ).fetchone()

    def _file_of(self, theirs: int, ours: int) -> None:
        """The other store's note of the file that a reading was made on, else of the one header that it had.

        Here these pixels may lie under another patient's header, too.
        """
        row = self._other.execute("SELECT * FROM reading_file WHERE reading_id = ?", (theirs,)).fetchone()
        if row is not None:
            source = self._ids["film_source"][row["source_id"]]
            self._note_file(row, {"reading_id": ours, "source_id": source})
        elif (header := self._sole_headers.get(theirs)) is not None:
            self._note_file(UNKNOWN, {"reading_id": ours, "source_id": self._ids["film_source"][header]})

    def _copy_file(self, earlier: int, again: int) -> None:
        row = self._mine.execute("SELECT * FROM reading_file WHERE reading_id = ?", (earlier,)).fetchone()
        if row is not None:
            self._note_file(row, {"reading_id": again, "source_id": row["source_id"]})
        elif (header := self._own_headers.get(earlier)) is not None:
            self._note_file(UNKNOWN, {"reading_id": again, "source_id": header})

    def _note_file(self, row: Row, links: dict[str, Any]) -> None:
        hashes = {name: row[name] for name in reading_files.COLUMNS}
        self._insert("reading_file", links | hashes, "file of a reading merged")

    def _supersede(self, values: dict[str, Any], action: str) -> int:
        place = (values["film_id"], values["reader_id"])
        head = self._mine.execute(
            "SELECT id FROM head_reading WHERE film_id = ? AND reader_id = ?", place
        ).fetchone()
        values |= {"supersedes_id": head["id"] if head else None, "stands_id": None}
        return self._insert("reading", values, action)
