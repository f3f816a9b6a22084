"""Backing up, restoring and merging stores: nothing twice, nothing lost, nothing altered gets in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from inference.errors import StoreError
from inference.imaging.measurements import Calibration
from inference.messages import Message
from inference.records import NoAnswer, Shown
from tests.stores import Clock, film, prediction, reading
from viewer.cli import main
from viewer.store.maintenance import Maintenance
from viewer.store.restore import restore
from viewer.store.sights import Fact
from viewer.store.store import Store, utc_now, utc_text

FIXTURE = Path(__file__).parents[2] / "fixtures" / "store_v1.sqlite"


def answered(path: Path, *answers: tuple[str, str, str], clock: Callable[[], datetime] = utc_now) -> Path:
    """A store with (film, class, reader) answers in that order."""
    with Store(path, clock=clock) as store:
        for seed, ao_class, reader in answers:
            number = store.add_prediction(film(seed), prediction())
            store.add_reading(reading(seed, ao_class, reader, shown=Shown(prediction=number)))
    return path


def standing(path: Path) -> dict[tuple[str, str], str]:
    with Store(path) as store:
        Maintenance(store).check()
        return {(row.film_sha256, row.reader): row.ao_class.value for row in store.readings()}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return answered(tmp_path / "here.sqlite", ("a", "A1", "R1"), ("b", "normal", "R1"))


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return answered(tmp_path / "there.sqlite", ("a", "A2", "R2"), ("c", "B1", "R2"), ("c", "B3", "R2"))


def test_a_merge_brings_what_is_missing_and_nothing_twice(here: Path, there: Path) -> None:
    before = there.read_bytes()
    with Store(here) as store:
        report = Maintenance(store).merge(there)
        assert (report.films, report.readers, report.readings, report.known) == (1, 1, 3, 0)
        assert report.predictions == 1
        again = Maintenance(store).merge(there)
        assert report.patients == 2  # that of film "a" was here, under this store's own pseudonym
        assert "Patients of the other store (2) stay patients of their own" in str(report.words)
        assert again.patients == 0
        assert "Patients of" not in str(again.words)
        assert (again.films, again.readers, again.readings, again.known) == (0, 0, 0, 3)
    found = standing(here)
    assert sorted(found.values()) == ["A1", "A2", "B3", "normal"]
    assert there.read_bytes() == before
    with Store(here) as store, closing(sqlite3.connect(here)) as raw:
        assert [row.ao_class for row in store.history(film("c").pixel_sha256)] == ["B1", "B3"]
        merges = raw.execute("SELECT count(*) FROM audit WHERE action = 'store merged'").fetchone()[0]
        assert merges == 2


def test_undo_steps_and_links_come_along(here: Path, there: Path) -> None:
    with Store(there) as other:
        newest = other.current(film("c").pixel_sha256, "R2")
        assert newest is not None
        other.undo(newest.id or 0, "R2")
    with Store(here) as store:
        Maintenance(store).merge(there)
        back = store.current(film("c").pixel_sha256, "R2")
        assert back is not None
        assert back.ao_class == "B1"
        again = store.redo(film("c").pixel_sha256, "R2")
        assert again.ao_class == "B3"
        assert again.shown.prediction is not None
    standing(here)


def test_a_copy_that_went_on_brings_its_new_rows_only(here: Path, tmp_path: Path) -> None:
    with Store(here) as store:
        Maintenance(store).backup(tmp_path / "copy.sqlite")
    answered(tmp_path / "copy.sqlite", ("a", "A3", "R1"))
    with Store(here) as store:
        report = Maintenance(store).merge(tmp_path / "copy.sqlite")
    assert (report.readings, report.known, report.settled) == (1, 2, 0)
    assert standing(here)[film("a").pixel_sha256, "R1"] == "A3"


@pytest.mark.parametrize("later", ["here", "there"])
def test_the_later_answer_counts_where_both_went_on(tmp_path: Path, later: str) -> None:
    clock = Clock()
    first = answered(tmp_path / "here.sqlite", ("a", "A1", "R1"), clock=clock)
    with Store(first) as store:
        Maintenance(store).backup(tmp_path / "there.sqlite")
    order = ["there", "here"] if later == "here" else ["here", "there"]
    for name in order:
        answered(tmp_path / f"{name}.sqlite", ("a", "B1" if name == "here" else "B2", "R1"), clock=clock)
    with Store(first, clock=clock) as store:
        report = Maintenance(store).merge(tmp_path / "there.sqlite")
        assert report.settled == 1
        classes = [row.ao_class.value for row in store.history(film("a").pixel_sha256)]
        assert {"A1", "B1", "B2"} == set(classes)
        assert Maintenance(store).merge(tmp_path / "there.sqlite").readings == 0
    assert standing(first)[film("a").pixel_sha256, "R1"] == ("B1" if later == "here" else "B2")


def test_a_film_in_two_stores_does_not_join_their_patients(here: Path, tmp_path: Path) -> None:
    """The pseudonyms differ by the stores' secrets; equal pixels are no proof of one patient."""
    other = tmp_path / "other.sqlite"
    with Store(other) as store:
        for seed in ("a", "a2"):
            store.add_film(film(seed, patient_number="number-a"))
            store.add_reading(reading(seed, "A1", "R9"))
    with Store(here) as store:
        Maintenance(store).merge(other)
        keys = {(row.film_key, row.patient_key) for row in store.export_records()}
        assert len({film_key for film_key, _patient in keys}) == 3
        assert len({patient for _film, patient in keys}) == 3


@pytest.mark.parametrize("recorded", [True, False])
def test_a_merged_reading_leaves_under_the_patient_of_its_own_file(
    here: Path, tmp_path: Path, recorded: bool
) -> None:
    """Our film "a" is one patient's; the other store read the same pixels as another's, before and after."""
    other = tmp_path / "other.sqlite"
    with Store(other) as store:
        for seed in ("a", "x"):
            met = film(seed, patient_number="number-b")
            store.add_film(met)
            store.add_reading(reading(seed, "A1", "R9"), met if recorded else None)
    with Store(here) as store:
        Maintenance(store).merge(other)
        patients = {
            (row.reading.film_sha256, row.reading.reader): row.patient_key for row in store.export_records()
        }
        theirs = patients[film("a").pixel_sha256, "R9"]
        assert theirs == patients[film("x").pixel_sha256, "R9"]
        assert theirs != patients[film("a").pixel_sha256, "R1"]
        Maintenance(store).check()


def test_two_patients_of_one_number_stay_two_after_a_merge(here: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with Store(other, clock=Clock()) as store:  # each change of a name at a time of its own
        for seed in ("x", "y"):
            met = film(seed, patient_number="1", patient_name=f"DOE^{seed}")
            store.add_film(met)
            store.add_film(replace(met, patient_name=f"ROE^{seed}"))
            store.add_reading(reading(seed, "A1", "R9"), met)
        assert len({row.patient_key for row in store.export_records()}) == 2
    with Store(here) as store:
        Maintenance(store).merge(other)
        assert len({row.patient_key for row in store.export_records() if row.reading.reader == "R9"}) == 2
        Maintenance(store).merge(other)
        names = store.connection.execute(
            "SELECT count(*), count(DISTINCT name_key) FROM source_name"
        ).fetchone()
        assert tuple(names) == (6, 4)  # each change of each file's name, once


def test_an_altered_store_is_not_merged(here: Path, there: Path) -> None:
    with closing(sqlite3.connect(there, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER reading_no_update")
        sql = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'reading_no_delete'").fetchone()[0]
        raw.execute("UPDATE reading SET ao_class = 'normal'")
        raw.execute(sql.replace("reading_no_delete", "reading_no_update").replace("DELETE", "UPDATE"))
    before = standing(here)
    with Store(here) as store, pytest.raises(StoreError, match="The other store was changed outside") as told:
        Maintenance(store).merge(there)
    assert "came from" in told.value.hint
    assert standing(here) == before


@pytest.mark.parametrize("content", [b"", b"no store at all" * 20, b"SQLite format 3\0" + bytes(84)])
def test_what_is_no_store_is_not_merged(here: Path, tmp_path: Path, content: bytes) -> None:
    odd = tmp_path / "odd.sqlite"
    odd.write_bytes(content)
    with Store(here) as store, pytest.raises(StoreError):
        Maintenance(store).merge(odd)
    assert odd.read_bytes() == content
    assert not list(tmp_path.glob(".incoming-*"))


def test_a_store_is_not_merged_with_itself(here: Path) -> None:
    with Store(here) as store, pytest.raises(StoreError, match="in use"):
        Maintenance(store).merge(here)


def test_an_older_version_is_merged(here: Path) -> None:
    before = FIXTURE.read_bytes()
    with Store(here) as store:
        assert Maintenance(store).merge(FIXTURE).readings > 0
        Maintenance(store).check()
    assert FIXTURE.read_bytes() == before


def test_a_merge_that_is_stopped_changes_nothing(here: Path, there: Path) -> None:
    class Stopped(Exception):
        pass

    def step(part: float) -> None:
        if part > 0.5:
            raise Stopped

    with Store(here) as store:
        before = Maintenance(store).head()
        with pytest.raises(Stopped):
            Maintenance(store).merge(there, step)
        assert Maintenance(store).head() == before
        assert len(store.readings()) == 2


def test_restoring_keeps_the_old_store(here: Path, tmp_path: Path) -> None:
    with Store(here) as store:
        Maintenance(store).backup(tmp_path / "backup.sqlite")
    answered(here, ("a", "B2", "R1"))
    kept = restore(here, tmp_path / "backup.sqlite", Store, utc_text, lambda _part: None)
    assert standing(here)[film("a").pixel_sha256, "R1"] == "A1"
    assert kept is not None
    assert standing(kept)[film("a").pixel_sha256, "R1"] == "B2"


def test_a_damaged_store_can_be_replaced_by_its_backup(here: Path, tmp_path: Path) -> None:
    with Store(here) as store:
        Maintenance(store).backup(tmp_path / "backup.sqlite")
    here.write_bytes(b"\0" * 5000)
    kept = restore(here, tmp_path / "backup.sqlite", Store, utc_text, lambda _part: None)
    assert len(standing(here)) == 2
    assert kept is not None
    assert kept.read_bytes() == b"\0" * 5000


def test_a_store_that_is_open_elsewhere_is_not_replaced(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.store.database.BUSY_SECONDS", 0.05)
    with Store(here) as store:
        Maintenance(store).backup(tmp_path / "backup.sqlite")
        with pytest.raises(StoreError, match="in use by another program"):
            restore(here, tmp_path / "backup.sqlite", Store, utc_text, lambda _part: None)
        Maintenance(store).check()
    files = sorted(place.name for place in tmp_path.iterdir() if place.is_file())
    assert files == ["backup.sqlite", "here.sqlite"]


def test_a_damaged_backup_is_not_restored(here: Path, tmp_path: Path) -> None:
    bad = tmp_path / "backup.sqlite"
    bad.write_bytes(here.read_bytes()[:4096])
    before = standing(here)
    with pytest.raises(StoreError, match="The other store"):
        restore(here, bad, Store, utc_text, lambda _part: None)
    assert standing(here) == before


def test_the_commands(
    here: Path, there: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shenton(*words: str) -> tuple[int, str]:
        status = main.main(["store", *words])
        said = capsys.readouterr()
        return status, said.out + said.err

    assert "There is no store yet" in shenton("check")[1]
    assert shenton("merge", str(here))[1].startswith("Readings taken over: 2 ")
    assert "Readings taken over: 3 " in shenton("merge", str(there))[1]
    assert shenton("check") == (0, "The store is whole: 3 films, 4 readings, 2 readers.\n")
    backup = tmp_path / "backup.sqlite"
    assert shenton("backup", str(backup))[0] == 0
    status, said = shenton("restore", str(here))
    assert status == 1
    assert "Nothing was restored" in said
    assert not list(here.parent.glob("*.restored"))
    status, said = shenton("restore", str(here), "--yes")
    assert status == 0
    assert "2 films, 2 readings, 1 reader" in said
    assert "before-restore" in said
    assert shenton("restore", str(backup), "--yes")[0] == 0
    assert shenton("check")[1].endswith("4 readings, 2 readers.\n")


def test_the_file_is_looked_at_before_anybody_is_asked(
    here: Path,
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The question came first, also for what is no store at all."""
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda words: asked.append(words) or "n")
    text, empty, cut = (tmp_path / f"{name}.sqlite" for name in ("text", "empty", "cut"))
    text.write_text("no store " * 100)
    with closing(sqlite3.connect(empty)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("VACUUM")
    cut.write_bytes(here.read_bytes()[: here.stat().st_size // 2])
    for file, why in (
        (tmp_path / "nothing.sqlite", "There is no file in this place"),
        (text, "it is not a database"),
        (empty, "This file is an empty database, no store of readings."),
        (cut, "damaged"),
    ):
        assert main.main(["store", "restore", str(file)]) == 1
        assert why in capsys.readouterr().err
    assert not asked
    assert main.main(["store", "restore", str(here)]) == 1
    assert len(asked) == 1
    assert "Nothing was restored" in capsys.readouterr().err


def test_a_folder_of_stores_is_merged_and_nothing_refused_is_silent(
    here: Path, there: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def night() -> tuple[int, str]:
        status = main.main(["store", "merge", "--all", str(folder)])
        said = capsys.readouterr()
        return status, said.out + said.err

    folder = tmp_path / "stations"
    assert "Name one store" in (main.main(["store", "merge"]), capsys.readouterr().err)[1]
    for name, source in (("a", here), ("b", there)):
        (folder / name).mkdir(parents=True)
        with Store(source) as store:
            Maintenance(store).backup(folder / name / "shenton.sqlite")
    (folder / "broken.sqlite").write_bytes(b"\0" * 5000)
    (folder / ".hidden.sqlite").write_bytes(b"\0")
    status, said = night()
    assert status == 1
    assert "broken.sqlite: REFUSED: The other store" in said
    assert "2 of 3 stores merged, 1 refused. 3 films" in said
    assert "1 hidden file or folder was left out." in said
    (folder / "broken.sqlite").unlink()
    (folder / "b" / "shenton.sqlite").unlink()
    status, said = night()
    assert status == 0
    assert "Readings taken over: 0 " in said
    assert "was not among them" in said
    (folder / "a" / "shenton.sqlite").unlink()
    assert "no store in this folder" in night()[1]


def test_a_merge_leaves_films_of_another_shape_out_and_says_so(here: Path, tmp_path: Path) -> None:
    """The same pixel values as 100 x 100 and 50 x 200 are two films under one hash."""
    path = tmp_path / "odd.sqlite"
    with Store(path) as store:
        odd = replace(film("a"), shape=(50, 200))
        number = store.add_prediction(odd, prediction())
        store.add_reading(reading("a", "B3", "R1", shown=Shown(prediction=number)), odd)
        store.add_no_answer(odd, NoAnswer(Message("too small")))
        store.sights.note(odd, "R2", (Fact.OTHERS,))
        store.notes.calibrate(odd, "R2", Calibration(10.0, 20.0))
        store.notes.mark_key(odd.pixel_sha256, "R1", on=True)
        store.add_reading(reading("z", "B1", "R1"), film("z"))
    before = standing(here)
    with Store(here) as store:
        report = Maintenance(store).merge(path)
        assert (report.films, report.readings, report.apart) == (1, 1, 1)
        assert "in another shape: 1." in str(report.words)
        assert Maintenance(store).merge(path).readings == 0
        assert store.notes.key_images() == frozenset()
    assert standing(here) == before | {(film("z").pixel_sha256, "R1"): "B1"}
