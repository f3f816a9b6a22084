"""The store's methods: films, answers, readings, undo, drafts, worklist."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from inference import __version__
from inference.aoota import ReaderClass
from inference.errors import StoreError
from inference.imaging.measurements import Calibration
from inference.messages import Message
from inference.records import (
    MapVerdict,
    ModelIdentity,
    NoAnswer,
    QualityFlag,
    Reading,
    Region,
    Sha256,
    Shown,
    Side,
)
from tests.stores import MODEL, Clock, film, prediction, reading, sha
from viewer.app.export_cases import cautions, preview
from viewer.app.reading.history import steps
from viewer.app.reading.stored_reading import filed_of
from viewer.store import schema
from viewer.store.films import OtherShapeError
from viewer.store.maintenance import Maintenance
from viewer.store.reading_line import by_reader
from viewer.store.rows import Draft, FilmState
from viewer.store.sights import Fact
from viewer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home" / "shenton.sqlite", clock=Clock()) as opened:
        opened.add_film(film())
        yield opened


def full_reading(prediction_id: int) -> Reading:
    return reading(
        confidence=80,
        regions=(Region(10.5, 20, 30, 40), Region(5, 5, 5, 5)),
        comment="subtle; \N{SNOWMAN} \ud800",
        flags=frozenset({QualityFlag.FOREIGN_BODY, QualityFlag.POOR_CONTRAST}),
        map_verdict=MapVerdict.BESIDE,
        shown=Shown(prediction_id, MODEL.sha256, 0.9, 0.5, answer_visible=True, map_visible=True),
        seconds=12.25,
    )


def test_a_reading_comes_back_whole_after_a_restart(store: Store) -> None:
    given = full_reading(store.add_prediction(film(), prediction()))
    kept = store.add_reading(given)
    store.close()
    with Store(store.path) as again:
        found = again.current(given.film_sha256, "R1")
        assert Maintenance(again).check().readings == 1
    assert found == kept
    assert found == replace(given, id=1, comment="subtle; \N{SNOWMAN} \\ud800", decided_at=kept.decided_at)
    assert kept.decided_at.startswith("2026-01-01T00:00:")
    assert kept.decided_at.endswith("+00:00")


@pytest.mark.parametrize("ao_class", list(ReaderClass))
def test_every_class_can_be_answered(store: Store, ao_class: ReaderClass) -> None:
    assert store.add_reading(reading(ao_class=ao_class)).ao_class is ao_class


def test_a_correction_supersedes(store: Store) -> None:
    first = store.add_reading(reading())
    second = store.add_reading(reading(ao_class="B1"))
    assert second.supersedes == first.id
    assert store.current(first.film_sha256, "R1") == second
    assert store.history(first.film_sha256) == [first, second]
    assert store.readings() == [second]


def test_undo_goes_back_and_redo_forward_again(store: Store) -> None:
    one, two, three = (store.add_reading(reading(ao_class=name)) for name in ("A1", "A2", "A3"))
    film_hash = one.film_sha256
    assert one.id
    assert two.id
    assert three.id
    assert store.undo(three.id, "R1") == two
    assert store.undo(two.id, "R1") == one
    assert store.undo(one.id, "R1") is None
    assert store.current(film_hash, "R1") is None
    assert [store.redo(film_hash, "R1") for _ in range(3)] == [one, two, three]
    assert store.current(film_hash, "R1") == three
    assert store.redoable(film_hash, "R1") is None
    with pytest.raises(StoreError, match="nothing to redo"):
        store.redo(film_hash, "R1")
    assert [row.retracted for row in store.history(film_hash)] == [False] * 3 + [True] * 6
    assert Maintenance(store).verify_chain() == ()


def test_a_new_answer_after_an_undo_ends_the_redo(store: Store) -> None:
    one = store.add_reading(reading(ao_class="A1"))
    two = store.add_reading(reading(ao_class="A2"))
    store.undo(two.id or 0, "R1")
    assert store.redoable(one.film_sha256, "R1") == two
    three = store.add_reading(replace(reading(ao_class="B3"), supersedes=one.id))
    assert store.redoable(one.film_sha256, "R1") is None
    assert store.undo(three.id or 0, "R1") == one


def test_an_undo_row_repeats_what_it_takes_back(store: Store) -> None:
    given = store.add_reading(full_reading(store.add_prediction(film(), prediction())))
    store.undo(given.id or 0, "R1")
    row = store.history(given.film_sha256)[-1]
    assert row == replace(
        given, id=2, supersedes=given.id, retracted=True, stands=None, decided_at=row.decided_at, seconds=0.0
    )


def test_only_the_readers_own_standing_reading_can_be_undone(store: Store) -> None:
    first = store.add_reading(reading())
    store.add_reading(reading(ao_class="B2"))
    for number, reader in ((first.id, "R1"), (2, "R2"), (99, "R1")):
        with pytest.raises(StoreError, match="changed in the meantime"):
            store.undo(number or 0, reader)


def test_an_overtaken_answer_is_refused(store: Store) -> None:
    first = store.add_reading(reading())
    with Store(store.path) as other:
        other.add_reading(reading(ao_class="B2", supersedes=first.id))
    with pytest.raises(StoreError, match="changed in the meantime"):
        store.add_reading(reading(ao_class="B3", supersedes=first.id))


def test_readers_do_not_see_each_other(store: Store) -> None:
    one, two = store.add_reading(reading()), store.add_reading(reading(ao_class="B1", reader="R2"))
    assert store.current(one.film_sha256, "R2") == two
    assert two.supersedes is None
    assert store.readings("R1") == [one]
    assert store.readings(film_sha256=one.film_sha256) == [one, two]
    assert store.readers() == ["R1", "R2"]
    assert store.statuses([one.film_sha256], "R3")[one.film_sha256].state is FilmState.UNREAD


@pytest.mark.parametrize("code", ["", "two words", "a" * 33, "-R1", "=R1", "Kim\n", "\ud800"])
def test_a_reader_is_a_pseudonym(store: Store, code: str) -> None:
    with pytest.raises(StoreError, match="code"):
        store.add_reader(code)
    assert store.readers() == []


def test_a_reading_needs_its_film(store: Store) -> None:
    with pytest.raises(StoreError, match="not in the store"):
        store.add_reading(reading("another"))
    assert store.readers() == []


def test_a_reading_cannot_name_another_films_prediction(store: Store) -> None:
    number = store.add_prediction(film("another"), prediction())
    with pytest.raises(sqlite3.IntegrityError):
        store.add_reading(reading(shown=Shown(prediction=number)))
    assert store.history(sha("film")) == []


def test_the_same_pixels_in_two_files_are_one_film(store: Store, tmp_path: Path) -> None:
    copy = film(path=tmp_path / "copy.dcm", sop_uid="9.9")
    assert store.add_film(copy) == store.add_film(film())
    store.add_reading(reading())
    states = store.worklist([film().path, copy.path, tmp_path / "unknown.dcm"], "R1")
    assert {path: status.state for path, status in states.items()} == dict.fromkeys(
        [film().path, copy.path], FilmState.READ
    )


def test_the_same_prediction_is_kept_once(store: Store) -> None:
    first = store.add_prediction(film(), prediction())
    assert store.add_prediction(film(), prediction(elapsed_ms=3.0)) == first
    assert store.add_prediction(film(), prediction(threshold=0.3)) != first
    assert store.add_prediction(film(), prediction(provider="CUDAExecutionProvider")) != first
    assert store.add_prediction(film(), prediction(side=Side.LEFT)) != first  # its header names the other hip
    assert Maintenance(store).check().predictions == 4


def test_the_worklist(store: Store, tmp_path: Path) -> None:
    for name in ("read", "corrected", "hidden", "moved", "unread", "silent"):
        store.add_film(film(name))
    for name in ("read", "corrected", "hidden", "moved"):
        number = store.add_prediction(film(name), prediction(0.8))
        seen = Shown(number, MODEL.sha256, 0.8, 0.5, answer_visible=name != "hidden")
        ao_class = "normal" if name in ("corrected", "hidden") else "A2"
        side = Side.LEFT if name == "moved" else Side.RIGHT
        store.add_reading(reading(name, ao_class, shown=seen, side=side))
    store.add_no_answer(film("silent"), NoAnswer("This is no pelvis.", "Open another.", MODEL))
    store.add_no_answer(film("silent"), NoAnswer("This is no pelvis.", "Open another.", MODEL))
    store.add_refusal(tmp_path / "bad.dcm", "It is damaged.")
    names = ("read", "corrected", "hidden", "moved", "unread", "silent")
    found = store.worklist([*(film(name).path for name in names), tmp_path / "bad.dcm"], "R1")
    assert [status.state.value for status in found.values()] == [
        "read", "corrected", "read", "corrected", "unread", "refused", "refused",
    ]  # fmt: skip
    assert found[film("silent").path].reason == "This is no pelvis."
    assert found[tmp_path / "bad.dcm"].reason == "It is damaged."
    assert found[film("read").path].p_fracture == pytest.approx(0.8)
    assert found[film("read").path].answer == "A2"
    assert found[film("corrected").path].ao_class is ReaderClass.NORMAL


def test_the_worklist_takes_the_asked_models_probability(store: Store) -> None:
    other = ModelIdentity("new", "2", Sha256("d" * 64))
    store.add_prediction(film(), prediction(0.8))
    store.add_prediction(film(), prediction(0.2, other))
    key = film().pixel_sha256
    assert store.statuses([key], "R1")[key].p_fracture == pytest.approx(0.2)
    assert store.statuses([key], "R1", MODEL.sha256)[key].p_fracture == pytest.approx(0.8)
    assert store.statuses([key], "R1", Sha256("e" * 64))[key].p_fracture is None


def test_a_file_that_was_replaced_changes_its_status(store: Store) -> None:
    store.add_reading(reading())
    store.add_film(film("new pixels", path=film().path))
    assert store.worklist([film().path], "R1")[film().path].state is FilmState.UNREAD
    store.add_refusal(film().path, "It is damaged.")
    assert store.worklist([film().path], "R1")[film().path].state is FilmState.REFUSED


def test_a_path_of_any_bytes(store: Store) -> None:
    path = Path("/films/\udcff'; DROP TABLE reading;--.dcm")
    store.add_film(film(path=path))
    assert path in store.worklist([path], "R1")


def test_a_draft_is_kept_until_confirmed(store: Store) -> None:
    key = film().pixel_sha256
    assert store.draft(key, "R1") is None
    store.save_draft(key, "R1", Draft(comment="half"))
    whole = Draft(
        ReaderClass.A2,
        Side.LEFT,
        40,
        (Region(1, 2, 3, 4),),
        "more",
        frozenset({QualityFlag.POSITIONING}),
        MapVerdict.ON_LESION,
        3.5,
    )
    store.save_draft(key, "R1", whole)
    store.save_draft(key, "R2", Draft())
    store.close()
    with Store(store.path) as again:
        assert again.draft(key, "R1") == whole
        again.add_reading(reading())
        assert again.draft(key, "R1") is None
        assert again.draft(key, "R2") == Draft()
        again.drop_draft(key, "R2")
        assert again.draft(key, "R2") is None


def test_sessions_know_reader_and_version(store: Store) -> None:
    store.start_session("R1")
    store.add_reading(reading())
    store.add_reading(reading(reader="R2"))
    store.close()
    with closing(sqlite3.connect(store.path)) as raw:
        rows = raw.execute(
            "SELECT code, mode, app_version, ended_at > started_at FROM session "
            "JOIN reader ON reader.id = reader_id"
        ).fetchall()
    assert rows == [("R1", "routine", __version__, 1), ("R2", "routine", __version__, 1)]


def test_a_new_session_ends_the_readers_last(store: Store) -> None:
    first, second = store.start_session("R1"), store.start_session("R1", "practice")
    with closing(sqlite3.connect(store.path)) as raw:
        rows = dict(raw.execute("SELECT id, ended_at IS NULL FROM session").fetchall())
    assert rows == {first: 0, second: 1}


def test_undo_and_redo_follow_the_plain_rule(store: Store) -> None:
    """Against two stacks in memory, over a random walk, through a second connection."""
    chance, done, undone = random.Random(11), list[Reading](), list[Reading]()
    key = film().pixel_sha256
    for _ in range(120):
        action = chance.choice(["answer", "undo", "undo", "redo"])
        if action == "answer":
            done.append(store.add_reading(reading(ao_class=chance.choice(list(ReaderClass)))))
            undone.clear()
        elif action == "undo" and done:
            undone.append(done.pop())
            assert store.undo(undone[-1].id or 0, "R1") == (done[-1] if done else None)
        elif action == "redo" and undone:
            done.append(undone.pop())
            assert store.redo(key, "R1") == done[-1]
        assert store.current(key, "R1") == (done[-1] if done else None)
        assert store.redoable(key, "R1") == (undone[-1] if undone else None)
    with Store(store.path) as other:
        assert other.current(key, "R1") == store.current(key, "R1")
        Maintenance(other).check()


def test_what_counts_is_one_rule_for_store_and_history(store: Store) -> None:
    """The walk that undo and redo use, and what the history shows as counting, after chance steps."""
    chance, pixels = random.Random(7), film().pixel_sha256
    for _ in range(40):
        now = store.current(pixels, "R1")
        step = chance.random()
        if step < 0.4 or (now is None and store.redoable(pixels, "R1") is None):
            store.add_reading(reading())
        elif step < 0.75 and now is not None:
            store.undo(now.id or 0, "R1")
        elif store.redoable(pixels, "R1") is not None:
            store.redo(pixels, "R1")
        rows, counted = store.history(pixels), store.current(pixels, "R1")
        line = by_reader(rows)["R1"]
        assert line.standing == counted
        assert [move.row for move in line.moves] == rows
        shown = [one for one in steps(rows) if one.counts]
        assert len(shown) == (counted is not None)
        assert all(line.moves[rows.index(one.reading)].about == counted for one in shown)


def test_two_schema_steps_of_one_number_are_refused(tmp_path: Path) -> None:
    for name in ("0001_first.sql", "0002_second.sql", "notes.txt"):
        (tmp_path / name).write_text("SELECT 1;")
    assert len(schema.steps(tmp_path)) == 2
    (tmp_path / "0002_another.sql").write_text("SELECT 2;")
    with pytest.raises(RuntimeError, match="two schema steps have one number"):
        schema.steps(tmp_path)
    (tmp_path / "0002_another.sql").rename(tmp_path / "0004_another.sql")
    with pytest.raises(RuntimeError, match="must be numbered"):
        schema.steps(tmp_path)


def test_a_store_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro#%41;\N{SNOWMAN}" / "s&t.sqlite"
    with Store(path) as store:
        store.add_film(film())
        store.add_reading(reading())
    assert path.stat().st_size


def test_names_numbers_and_uids_are_not_in_the_file(tmp_path: Path) -> None:
    secrets = {
        "patient_name": "DOE^SECRETNAME",
        "patient_number": "SECRETNUMBER",
        "study_date": "19991231",
        "study_description": "SECRETSTUDY",
        "sop_uid": "1.2.777.1",
        "study_uid": "1.2.777.2",
        "series_uid": "1.2.777.3",
        "view_position": "SECRETVIEW",
        "body_part": "SECRETPART",
    }
    with Store(tmp_path / "s.sqlite") as store:
        store.add_film(film(**secrets))
        store.add_reading(reading())
        Maintenance(store).backup(tmp_path / "b.sqlite")
    for file in filter(Path.is_file, tmp_path.rglob("*")):
        data = file.read_bytes()
        assert not [value for value in secrets.values() if value.encode() in data]


def test_export_records_are_bare_and_keyed(store: Store) -> None:
    store.add_film(film("other", patient_number=film().patient_number))
    store.add_film(film("unknown", patient_number="", study_uid=""))
    for name in ("film", "other", "unknown"):
        store.add_reading(reading(name, comment="text"))
    store.add_reading(reading("film", "B1", comment="text"))
    records = store.export_records()
    assert [record.reading.comment + record.reading.decided_at for record in records] == ["", "", ""]
    keys = {record.reading.film_sha256: record for record in records}
    assert keys[sha("film")].patient_key == keys[sha("other")].patient_key
    assert keys[sha("film")].patient_key != keys[sha("unknown")].patient_key
    assert keys[sha("film")].film_shape == (2688, 2208)
    assert [record.order for record in records] == [2, 3, 4]
    assert len({record.reading_key for record in records} | {record.film_key for record in records}) == 6
    with Store(store.path) as again:
        assert again.export_records() == records


def test_keys_differ_between_stores_and_from_the_stores_own(tmp_path: Path) -> None:
    found = []
    for name in ("a.sqlite", "b.sqlite"):
        with Store(tmp_path / name) as store:
            store.add_film(film())
            store.add_reading(reading())
            found.append(store.export_records()[0])
    assert found[0].patient_key != found[1].patient_key
    assert found[0].patient_key.encode() not in (tmp_path / "a.sqlite").read_bytes()


def test_a_patient_number_met_later_groups_the_film(store: Store) -> None:
    store.add_film(film("bare", patient_number="", study_uid=""))
    store.add_reading(reading("bare"))
    before = store.export_records()[0].patient_key
    store.add_film(film("bare"))
    assert store.export_records()[0].patient_key != before


def test_an_export_is_noted(store: Store) -> None:
    number, last = Maintenance(store).head()
    Maintenance(store).note_export("labels", 3)
    assert Maintenance(store).head()[0] == number + 1
    assert Maintenance(store).head()[1] != last
    assert Maintenance(store).verify_chain() == ()


def test_one_number_under_two_names_is_two_patients_until_it_is_said_to_be_one(store: Store) -> None:
    """Two hospitals count alike; how a name is spaced and capitalised makes no patient."""
    names = {"a": "Doe^Jane", "b": "DOE^JANE^", "c": "Roe^Max", "d": ""}
    for seed, name in names.items():
        one = film(seed, patient_number="4711", patient_name=name, sop_uid=f"1.2.{ord(seed)}")
        store.add_film(one)
        store.add_reading(reading(seed), one)

    def patients(*, one_by_number: bool = False) -> list[str]:
        found = store.export_records(one_by_number=one_by_number)
        keys = {record.reading.film_sha256: record.patient_key for record in found}
        return [keys[sha(seed)] for seed in names]

    a, b, c, d = patients()
    assert a == b
    assert len({a, c, d}) == 3
    assert set(patients(one_by_number=True)) == {a}  # the name that was met first keeps the number's key
    counted = preview(store)
    assert (counted.shared_numbers, counted.unrecorded) == (1, 0)
    assert "several names" in str(cautions(counted)[0])


def test_both_names_of_one_file_count_and_none_is_silent(store: Store) -> None:
    """The header was corrected, and corrected back; nothing but the name differs."""
    doe = film(patient_number="4711", patient_name="Doe^Jane")
    roe, alone = replace(doe, patient_name="Roe^Max"), film("b", patient_number="12", patient_name="Poe^Al")
    for one, reader in ((doe, "R1"), (roe, "R2"), (doe, "R3")):
        store.add_film(one)
        store.add_film(one)  # met again: no other name
        store.add_reading(reading(reader=reader), one)
    store.add_reading(reading("b", reader="R1"), alone)
    assert store.connection.execute("SELECT count(*) FROM source_name").fetchone()[0] == 4
    found = [row for row in store.export_records() if row.reading.film_sha256 == sha("film")]
    keys = {row.reading.reader: row.patient_key for row in found}
    assert keys["R1"] == keys["R3"] != keys["R2"]
    assert preview(store).shared_numbers == 1
    assert [store.bears_other_name(one) for one in (doe, roe, alone)] == [True, True, False]
    third = film("c", patient_number="12", patient_name="Zoe^Al")  # met and not read
    store.add_film(third)
    assert preview(store).shared_numbers == 2
    assert store.bears_other_name(alone)


def test_an_export_says_where_one_reader_read_a_picture_in_two_files(store: Store) -> None:
    right, wrong = film(patient_number="1", sop_uid="1.2"), film(patient_number="2", sop_uid="1.3")
    for one in (right, right):
        store.add_film(one)
        store.add_reading(reading(), one)
    assert preview(store).several_files == 0
    store.add_film(wrong)
    store.add_reading(reading(reader="R2"), wrong)  # another reader's file is his own
    assert preview(store).several_files == 0
    store.add_reading(reading(), wrong)
    assert preview(store).several_files == 1
    assert "in several files: 1" in str(cautions(preview(store))[0])


def test_another_picture_under_the_uid_of_one_is_known(store: Store) -> None:
    store.add_film(film("read", sop_uid="1.2.3"))
    assert store.bears_known_uid(film("changed", sop_uid="1.2.3"))
    assert not store.bears_known_uid(film("read", sop_uid="1.2.3"))
    assert not store.bears_known_uid(film("changed", sop_uid="1.2.4"))
    store.add_film(film("nameless", sop_uid=""))
    assert not store.bears_known_uid(film("other nameless", sop_uid=""))


def test_a_reading_of_earlier_versions_is_said_to_know_no_file(store: Store) -> None:
    store.add_reading(reading())  # as it was before the file was noted with it
    assert not store.is_recorded(sha("film"), "R1")
    assert store.is_recorded(sha("film"), "R2")  # has read nothing
    assert preview(store).unrecorded == 1
    assert "before files were recorded" in str(cautions(preview(store))[0])
    store.add_reading(reading(), film())
    assert store.is_recorded(sha("film"), "R1")
    assert not cautions(preview(store))


def test_the_same_values_in_another_shape_are_another_film(store: Store) -> None:
    """The hash of the pixels does not hold it: nothing of one film is kept or given out as the other's."""
    known = replace(film("square"), shape=(100, 100))
    other = replace(known, shape=(50, 200), path=Path("/films/other.dcm"))
    store.add_film(known)
    store.add_reading(reading("square"), known)
    before = Maintenance(store).report()
    for write in (
        lambda: store.add_film(other),
        lambda: store.add_reading(reading("square", "B1", "R2"), other),
        lambda: store.add_prediction(other, prediction()),
        lambda: store.add_no_answer(other, NoAnswer(Message("no"))),
        lambda: store.sights.note(other, "R1", (Fact.ANSWER,)),
        lambda: store.notes.calibrate(other, "R1", Calibration(10.0, 20.0)),
        lambda: store.notes.need_shape(other),
        lambda: filed_of(store, other, "R1"),
    ):
        with pytest.raises(OtherShapeError, match="100 x 100"):
            write()
    assert Maintenance(store).report() == before
    store.notes.need_shape(known)
    assert filed_of(store, known, "R1").current is not None
    assert store.statuses([known.pixel_sha256], "R1")[known.pixel_sha256].shape == (100, 100)
    assert not store.bears_known_uid(known)
    assert store.bears_known_uid(other)
