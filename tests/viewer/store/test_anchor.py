"""A store that was emptied, cut short, written anew or replaced is told from one that is as it was."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from inference import paths
from inference.errors import StoreError
from tests.stores import Clock, film, reading
from viewer.cli import main
from viewer.store import anchor, audit_chain
from viewer.store.maintenance import Maintenance
from viewer.store.restore import restore
from viewer.store.store import Store, utc_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with three readings, closed."""
    place = tmp_path / "shenton.sqlite"
    with Store(place) as store:
        store.add_film(film())
        for ao_class in ("A1", "A2", "B1"):
            store.add_reading(reading(ao_class=ao_class))
    return place


def unlocked(path: Path) -> sqlite3.Connection:
    """The file in the hands of somebody who knows it well: no triggers in the way."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.row_factory = sqlite3.Row
    kept = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for row in kept:
        raw.execute(f"DROP TRIGGER {row['name']}")
    raw.execute("CREATE TEMP TABLE kept (sql)")
    raw.executemany("INSERT INTO kept VALUES (?)", [(row["sql"],) for row in kept])
    return raw


def locked(raw: sqlite3.Connection) -> None:
    for row in raw.execute("SELECT sql FROM kept").fetchall():
        raw.execute(row[0])


def cut_newest(path: Path) -> None:
    """The newest reading is gone, with its step in the chain and the counters that remember both."""
    with closing(unlocked(path)) as raw:
        raw.execute("DELETE FROM reading WHERE id = (SELECT max(id) FROM reading)")
        raw.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
        for table in ("reading", "audit"):
            newest = raw.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()[0]
            raw.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (newest, table))
        locked(raw)


def write_anew(path: Path) -> None:
    """Another answer, and the whole chain computed again over it."""
    with closing(unlocked(path)) as raw:
        raw.execute("UPDATE reading SET ao_class = 'normal' WHERE id = 2")
        rows = raw.execute("SELECT * FROM audit ORDER BY id").fetchall()
        raw.execute("DELETE FROM audit")
        raw.execute("DELETE FROM sqlite_sequence WHERE name = 'audit'")
        for row in rows:
            about = {"at": row["at"], "actor": row["actor"], "action": row["action"]}
            table, _space, number = row["subject"].partition(" ")
            if table in audit_chain.WATCHED:
                audit_chain.append_row(raw, table, int(number), **about)
            else:
                audit_chain.append(
                    raw, **about, subject=row["subject"], detail=json.loads(row["detail_json"])
                )
        locked(raw)


@pytest.mark.parametrize(
    ("change", "said"), [(cut_newest, "newest steps are missing"), (write_anew, "not the one that was noted")]
)
def test_what_the_chain_alone_cannot_show(path: Path, change: object, said: str) -> None:
    change(path)  # type: ignore[operator]
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        assert audit_chain.verify(raw) == ()  # the chain itself is whole
    with Store(path) as store:
        assert said in store.watch.changed
        store.add_reading(reading(ao_class="A3"))  # what follows does not write over what shows it
    with Store(path) as store:
        assert any("noted" in problem for problem in Maintenance(store).verify_chain())
        with pytest.raises(StoreError, match="changed outside the program"):
            Maintenance(store).check()
        Maintenance(store).accept()
        assert Maintenance(store).check().readings == 1
    with Store(path) as store:
        assert store.watch.changed == ""


def test_cut_while_it_is_open(path: Path) -> None:
    with Store(path) as store:
        cut_newest(path)
        store.add_reading(reading(ao_class="A3"))
        assert "not the one that was noted" in store.watch.changed or "missing" in store.watch.changed


def test_an_older_file_or_another_store_in_its_place(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "older")
    with Store(path) as store:
        store.add_reading(reading(ao_class="A3"))
    shutil.copy(tmp_path / "older", path)
    with Store(path) as store:
        assert "missing" in store.watch.changed
    path.unlink()
    with Store(path) as store:
        assert "another store" in store.watch.changed


def test_a_restored_backup_is_meant(path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        Maintenance(store).backup(tmp_path / "backup.sqlite")
        store.add_reading(reading(ao_class="A3"))
    restore(path, tmp_path / "backup.sqlite", Store, utc_text, lambda _part: None)
    with Store(path) as store:
        assert Maintenance(store).check().readings == 1
    assert (
        len(list(anchor.place(path).parent.iterdir())) == 1
    )  # nothing is left of the copy that was looked at


def test_the_note_lies_with_the_store(home: Path, tmp_path: Path) -> None:
    """Nothing of a store that a command makes for itself lies in the user's configuration."""
    for store, note in (
        (paths.find().store, home / "config"),
        (paths.find(tmp_path / "scratch").store, tmp_path / "scratch" / "config"),
        (tmp_path / "apart" / "shenton.sqlite", tmp_path / "apart"),
    ):
        Store(store).close()
        assert anchor.place(store).is_file()
        assert anchor.place(store).parent.parent == note.resolve()
    assert len(list((home / "config" / "store-heads").iterdir())) == 1


def test_an_unreadable_note_is_said(path: Path) -> None:
    anchor.place(path).write_text("{")
    with Store(path) as store:
        assert "cannot be read" in store.watch.changed


def test_a_store_of_0_bytes_is_damaged(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = path.with_name("shenton.sqlite.v1.bak")
    shutil.copy(path, backup)
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="0 bytes") as caught:
        Store(path)
    assert backup.name in caught.value.hint
    assert path.stat().st_size == 0
    kept = restore(path, backup, Store, utc_text, lambda _part: None)
    assert kept is not None
    with Store(path) as store:
        assert Maintenance(store).check().readings == 1


def test_a_new_store_is_whole_from_its_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "new" / "shenton.sqlite"
    Store(path).close()
    assert [item.name for item in path.parent.iterdir() if item.is_file()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_command_says_it_and_takes_it_as_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "data" / "shenton.sqlite"
    with Store(path) as store:
        store.add_film(film())
        store.add_reading(reading())
    cut_newest(path)
    assert main.main(["store", "check"]) == 1
    assert "changed outside" in capsys.readouterr().err
    assert main.main(["export", "--out", str(home / "out")]) == 1
    assert "changed outside" in capsys.readouterr().err
    assert main.main(["store", "check", "--accept"]) == 0
    assert main.main(["store", "check"]) == 0


@pytest.mark.parametrize("put_right", [False, True])
def test_a_clock_that_was_ahead_does_not_win_a_merge(tmp_path: Path, *, put_right: bool) -> None:
    """Both stores went on; one of them answered earlier, under a clock a year ahead."""
    clock = Clock()
    with Store(tmp_path / "here.sqlite", clock=clock) as store:
        store.add_film(film())
        store.add_reading(reading(ao_class="A1"))
        Maintenance(store).backup(tmp_path / "there.sqlite")
    ahead = Clock()
    ahead.now = clock.now + timedelta(days=365)
    with Store(tmp_path / "there.sqlite", clock=ahead) as store:
        store.add_reading(reading(ao_class="B2"))
    if put_right:
        with Store(tmp_path / "there.sqlite", clock=clock) as store:
            store.add_film(film("another"))
    with Store(tmp_path / "here.sqlite", clock=clock) as store:
        store.add_reading(reading(ao_class="B1"))
    merged_at = Clock()
    merged_at.now = clock.now + timedelta(days=800 if put_right else 1)
    with Store(tmp_path / "here.sqlite", clock=merged_at) as store:
        report = Maintenance(store).merge(tmp_path / "there.sqlite")
        assert (report.settled, report.doubtful) == (1, 1)
        assert "clock was ahead" in report.words
        assert [row.ao_class.value for row in store.readings()] == ["B1"]


def test_one_picture_under_twenty_numbers_is_not_one_patient(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        for number in range(20):
            store.add_film(film(f"own {number}", patient_number=f"P{number}"))
            store.add_film(film("blank", patient_number=f"P{number}"))
            store.add_reading(reading(f"own {number}"))
        keys = [row.patient_key for row in store.export_records()]
    assert len(set(keys)) == 20
