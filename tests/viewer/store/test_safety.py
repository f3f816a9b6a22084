"""What must not cost a reading: kills, full disks, damage, other versions, two windows, foreign edits."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from inference.errors import StoreError
from inference.records import Side
from tests.children import Speaking
from tests.stores import film, reading
from tests.writer import answer_for_ever
from viewer.store import database, schema
from viewer.store import store as store_module
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX signals, rights and limits")
ROOT = Path(__file__).parents[3]
FIXTURE = ROOT / "tests" / "fixtures" / "store_v1.sqlite"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one film and two readings, closed."""
    place = tmp_path / "shenton.sqlite"
    with Store(place) as store:
        store.add_film(film())
        store.add_reading(reading())
        store.add_reading(reading(ao_class="B1"))
    return place


def edit(path: Path, *sql: str) -> None:
    """What somebody with another SQLite program does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in sql:
            raw.execute(statement)


def start_writer(path: Path, reader: str = "R1") -> Speaking:
    return Speaking(answer_for_ever, path, reader)


def killed_after(writer: Speaking, lines: int, pause: float) -> list[tuple[int, str]]:
    """Kill -9 some moments after the writer has confirmed ``lines`` readings; gives all that it confirmed."""
    with writer:
        head = [writer.stdout.readline() for _ in range(lines)]
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().splitlines(keepends=True)
        assert writer.stderr.read() == ""
    whole = [line.split() for line in head + rest if line.endswith("\n")]
    return [(int(number), ao_class) for number, ao_class in whole]


@POSIX
@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    path, chance = tmp_path / "shenton.sqlite", random.Random(5)
    confirmed: dict[int, str] = {}
    for kill in range(12):
        new = killed_after(start_writer(path), min(kill, 3), chance.uniform(0, 0.05))
        confirmed.update(new)
        if not new:  # perhaps before there was a store: looking would leave a file of 0 bytes
            continue
        with closing(sqlite3.connect(path)) as raw:
            kept = dict(raw.execute("SELECT id, ao_class FROM reading WHERE retracted = 0"))
        assert new == [pair for pair in new if kept[pair[0]] == pair[1]]
    with Store(path) as store:
        Maintenance(store).check()
        rows = {
            row.id: row.ao_class
            for number in range(7)
            for row in store.history(film(f"film {number}").pixel_sha256)
        }
    assert len(confirmed) > 12
    assert {number: rows[number] for number in confirmed} == confirmed


@POSIX
@pytest.mark.slow
def test_kill_9_while_the_store_is_being_made(tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / f"{number}.sqlite"
        writer = start_writer(path)
        while not path.exists():
            time.sleep(0.001)
        confirmed = killed_after(writer, 0, number * 0.0015)
        with Store(path) as store:
            assert Maintenance(store).check().readings <= 1 + len(confirmed)


@pytest.mark.slow
def test_two_processes_write_at_once(path: Path) -> None:
    writers = [start_writer(path, reader) for reader in ("R2", "R3")]
    confirmed = [killed_after(writer, 20, 0) for writer in writers]
    with Store(path) as store:
        Maintenance(store).check()
        assert set(store.readers()) == {"R1", "R2", "R3"}
    assert min(map(len, confirmed)) >= 20
    assert {number for number, _ in confirmed[0]}.isdisjoint(number for number, _ in confirmed[1])


@pytest.mark.slow
def test_two_processes_make_the_store_at_once(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.sqlite"
        writers = [start_writer(path, reader) for reader in ("R2", "R3")]
        assert all(killed_after(writer, 2, 0) for writer in writers)
        with Store(path) as store:
            Maintenance(store).check()


def test_a_busy_store_says_so(path: Path) -> None:
    with Store(path, busy_seconds=0.05) as store, closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use") as caught:
            store.add_reading(reading())
        assert caught.value.hint
        raw.execute("ROLLBACK")
        assert store.add_reading(reading()).id == 3


def test_a_full_disk_saves_nothing_and_goes_on_later(path: Path) -> None:
    with Store(path) as store:
        store._db.execute("VACUUM")  # a new store has free pages: its steps rebuild a table
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        before = store.history(film().pixel_sha256)
        with pytest.raises(StoreError, match="disk is full"):
            store.add_reading(reading(comment="x" * 9000, reader="R10"))
        assert store.history(film().pixel_sha256) == before
        store._db.execute(f"PRAGMA max_page_count = {pages * 100}")
        kept = store.add_reading(reading(comment="x" * 9000, reader="R10"))
        assert store.current(film().pixel_sha256, "R10") == kept
        Maintenance(store).check()


LIMITED = """
import resource, sys
from pathlib import Path
from tests.stores import film, reading
from inference.errors import StoreError
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store
with Store(Path(sys.argv[1])) as store:
    size = Path(sys.argv[1] + "-wal").stat().st_size
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, hard))
    try:
        while True:
            store.add_reading(reading(comment="x" * 5000))
    except StoreError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(store.add_reading(reading()).id == len(store.history(film().pixel_sha256)))
    Maintenance(store).check()
"""


@POSIX
def test_a_write_that_the_system_refuses(path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    said, works_again = done.stdout.splitlines()
    assert "disk" in said
    assert works_again == "True"


@POSIX
def files_in(folder: Path) -> list[Path]:
    """The note on a store, which lies beside it, too."""
    return [file for file in folder.rglob("*") if file.is_file()]


def test_only_the_owner_can_read(path: Path, tmp_path: Path) -> None:
    path.chmod(0o644)
    with Store(path) as store:
        store.add_reading(reading())
        Maintenance(store).backup(tmp_path / "copy.sqlite")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files_in(tmp_path)}
    assert set(modes.values()) == {0o600}
    assert "shenton.sqlite-wal" in modes


def garbage(data: bytes) -> bytes:
    return b"This is a text file.\n" * 500


def torn(data: bytes) -> bytes:
    return data[: len(data) // 2 + 100]


def scribbled(data: bytes) -> bytes:
    return data[:8192] + random.Random(1).randbytes(len(data) - 8192)


def short(data: bytes) -> bytes:
    return data[:60]


@pytest.mark.parametrize("harm", [garbage, torn, scribbled, short])
def test_a_damaged_store_is_refused_and_left_alone(path: Path, harm: Callable[[bytes], bytes]) -> None:
    path.write_bytes(harm(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged") as caught:
        Store(path)
    assert "backup" in caught.value.hint
    assert path.read_bytes() == before


def test_every_flipped_page_is_refused_or_found(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(3)
    for _ in range(40):
        place = chance.randrange(100, len(data) - 8)
        path.write_bytes(data[:place] + chance.randbytes(8) + data[place + 8 :])
        try:
            with Store(path) as store:
                Maintenance(store).check()
                store.export_records()
        except StoreError:
            continue
    path.write_bytes(data)


def test_a_newer_store_is_refused_and_left_alone(path: Path) -> None:
    edit(path, "PRAGMA user_version = 99")
    before = {file.name: file.read_bytes() for file in files_in(path.parent)}
    with pytest.raises(StoreError, match="version 99"):
        Store(path)
    assert {file.name: file.read_bytes() for file in files_in(path.parent)} == before


@POSIX
def test_a_newer_version_that_still_lies_in_the_log_is_refused(path: Path) -> None:
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('PRAGMA user_version = 99'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    before = [path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()]
    assert before[1]
    with pytest.raises(StoreError, match="version 99"):
        Store(path)
    assert [path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()] == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    edit(path, "CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a Shenton"):
        Store(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "shenton.sqlite").mkdir()
    with pytest.raises(StoreError, match="could not be"):
        Store(tmp_path / "shenton.sqlite")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="could not be"):
        Store(tmp_path / "file" / "shenton.sqlite")


def test_readings_and_audit_are_append_only(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA recursive_triggers = ON")
        for sql in (
            "UPDATE reading SET ao_class = 'A1'",
            "DELETE FROM reading",
            "UPDATE audit SET actor = 'x'",
            "DELETE FROM audit WHERE id = 1",
            "INSERT OR REPLACE INTO film SELECT * FROM film",
            "UPDATE meta SET value = x'00'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match=r"append-only|fixed"):
                raw.execute(sql)


@pytest.mark.parametrize(
    ("table", "sql", "found"),
    [
        ("reading", "UPDATE reading SET ao_class = 'normal' WHERE id = 1", "reading 1 was changed"),
        ("reading", "UPDATE reading SET comment = 'never said' WHERE id = 2", "reading 2 was changed"),
        ("film", "UPDATE film SET rows = 5", "film 1 was changed"),
        ("reading", "DELETE FROM reading WHERE id = 2", "reading 2 is missing"),
        ("audit", "UPDATE audit SET actor = 'R9' WHERE id = 2", "audit row 2 was changed"),
        ("audit", "DELETE FROM audit WHERE id = 2", "audit row 2 is missing"),
        ("audit", "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", "not in the audit chain"),
        (
            "film",
            "INSERT INTO film SELECT 9, hex(randomblob(32)), 1, 1, 1, 1, '', 1, 1, '', ''",
            "film 9 is not in the audit chain",
        ),
    ],
)
def test_tampering_is_found(path: Path, table: str, sql: str, found: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
    edit(
        path,
        *(f"DROP TRIGGER {name}" for name, _ in triggers),
        sql,
        *(text for _, text in triggers),
    )
    with Store(path) as store:
        assert any(found in problem for problem in Maintenance(store).verify_chain())
        with pytest.raises(StoreError, match="changed outside the program"):
            Maintenance(store).check()


def test_a_tail_that_was_cut_off_with_its_chain_is_found(path: Path) -> None:
    edit(
        path,
        "DROP TRIGGER reading_no_delete",
        "DROP TRIGGER audit_no_delete",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM reading WHERE id = 2",
    )
    rows = 6 + len(schema.steps())  # each schema step after the first has a row of its own
    with Store(path) as store:
        assert Maintenance(store).verify_chain() == (
            "the newest rows of audit are missing",
            "the newest rows of reading are missing",
            f"its newest steps are missing: it had {rows}, it has {rows - 1}",
        )


def test_dropped_triggers_are_found(path: Path) -> None:
    edit(path, "DROP TRIGGER reading_no_update")
    with Store(path) as store, pytest.raises(StoreError, match="triggers were changed"):
        Maintenance(store).check()


def test_a_backup_is_a_whole_store(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "usb" / "copy.sqlite"
    copy.parent.mkdir()
    copy.write_text("an older backup")
    with Store(path) as store:
        kept = store.add_reading(reading(ao_class="B3"))
        report = Maintenance(store).backup(copy)
        assert Maintenance(store).head()[1] == report.audit_head
        assert [file.name for file in copy.parent.iterdir()] == ["copy.sqlite"]
        keys = [record.patient_key for record in store.export_records()]
    with Store(copy) as other:
        assert Maintenance(other).check() == report
        assert other.current(film().pixel_sha256, "R1") == kept
        assert [record.patient_key for record in other.export_records()] == keys


def test_a_backup_never_replaces_the_store(path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        with pytest.raises(StoreError, match="itself"):
            Maintenance(store).backup(path.parent / "." / path.name)
        with pytest.raises(StoreError, match="could not be"):
            Maintenance(store).backup(tmp_path / "nowhere" / "copy.sqlite")
        (tmp_path / "folder").mkdir()
        with pytest.raises(StoreError, match="could not be"):
            Maintenance(store).backup(tmp_path / "folder")
        Maintenance(store).check()
    assert not list(tmp_path.rglob("*.part")) + list(tmp_path.rglob("*.new"))


def test_a_tampered_store_gives_no_backup(path: Path, tmp_path: Path) -> None:
    edit(path, "DROP TRIGGER reading_no_update", "UPDATE reading SET side = 'left'")
    good = tmp_path / "good.sqlite"
    good.write_text("the last good backup")
    with Store(path) as store, pytest.raises(StoreError, match="changed outside"):
        Maintenance(store).backup(good)
    assert good.read_text() == "the last good backup"


def grow(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    steps = [*schema.steps(), *more]
    monkeypatch.setattr(schema, "steps", lambda: steps)


STEP = "CREATE TABLE extra (x INTEGER) STRICT;\nINSERT INTO extra VALUES (1);\n"


def test_a_migration_copies_the_store_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = len(schema.steps())
    grow(monkeypatch, STEP, "ALTER TABLE extra ADD COLUMN y TEXT;\n")
    with Store(path) as store:
        assert Maintenance(store).check().version == known + 2
        assert len(store.history(film().pixel_sha256)) == 2
    monkeypatch.undo()
    copy = path.with_name(f"shenton.sqlite.v{known}.bak")
    with Store(copy) as old:
        assert Maintenance(old).check().version == known
        assert len(old.history(film().pixel_sha256)) == 2
    with pytest.raises(StoreError, match=f"version {known + 2}"):
        Store(path)


@pytest.mark.parametrize("bad", ["CREATE TABLE film (x);\n", "DELETE FROM location;\nSELECT nothing;\n"])
def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    grow(monkeypatch, STEP + bad)
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert Maintenance(store).check().version == len(schema.steps())
    assert {file.name for file in path.parent.glob("*.bak")} == {
        f"shenton.sqlite.v{len(schema.steps())}.bak",
        f"shenton.sqlite.v{len(schema.steps())}-2.bak",
    }


def test_a_migration_that_orphans_rows_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(monkeypatch, "DROP TRIGGER reader_no_delete;\nDELETE FROM reader;\n")
    with pytest.raises(StoreError, match="do not fit together"):
        Store(path)


def test_the_store_of_version_1_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    path.write_bytes(FIXTURE.read_bytes())
    with Store(path) as store:
        report = Maintenance(store).check()
        assert (report.films, report.predictions, report.readings, report.readers) == (3, 2, 3, 2)
        first = store.current(film("a").pixel_sha256, "R1")
        assert first
        assert (first.ao_class, first.side, first.comment) == ("A2", Side.RIGHT, "second look")
        assert store.current(film("b").pixel_sha256, "R1") is None
        assert store.redoable(film("b").pixel_sha256, "R1")
        assert store.draft(film("c").pixel_sha256, "R1")
        store.add_reading(reading("c"))
        Maintenance(store).check()


def test_a_store_belongs_to_its_thread(path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with Store(path) as store, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(store.readers)
        assert isinstance(answer.exception(), sqlite3.ProgrammingError)


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    with Store(path) as store:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        assert [store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == ["wal", 2, 1, 1]


def test_closing_twice(path: Path) -> None:
    store = Store(path)
    store.close()
    store.close()


def test_the_clock_is_utc() -> None:
    assert store_module.utc_now().utcoffset() is not None


def test_two_windows_that_migrate_at_once_lose_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has chosen the name of the first one's copy when that is done: it takes nothing away."""
    path = Path(shutil.copy(FIXTURE, tmp_path / "shenton.sqlite"))
    whole, met = database.copy, list[Path]()

    def copy(connection: sqlite3.Connection, target: Path) -> Path:
        if not met:
            met.append(target)
            with Store(path) as other:  # another window, from beginning to end
                assert len(other.readings()) == 3
        return whole(connection, target)

    monkeypatch.setattr(database, "copy", copy)
    with Store(path) as store:
        assert len(store.readings()) == 3
    assert [file.name for file in tmp_path.glob("*.bak")] == ["shenton.sqlite.v1.bak"]
    with closing(sqlite3.connect(tmp_path / "shenton.sqlite.v1.bak")) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)
