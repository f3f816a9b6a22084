"""Calibrations and measures in the store, and other films of the same patient."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from inference.errors import StoreError
from inference.imaging.measurements import Calibration, Measure, MeasureKind
from tests.stores import Clock, film
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store

BALL = Calibration(28.0, 150.0)
LINE = Measure(MeasureKind.LENGTH, ((10.0, 20.0), (30.5, 40.25)))
ARC = Measure(MeasureKind.CIRCLE, ((1.0, 2.0), (3.0, 9.0), (5.0, 2.0)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "shenton.sqlite", clock=Clock()) as made:
        for seed in ("a", "b", "c"):
            made.add_film(film(seed))
        yield made
        Maintenance(made).check()


def test_a_calibration_is_kept_taken_back_and_never_overwritten(store: Store) -> None:
    own = film("a")
    assert store.notes.calibration(own.pixel_sha256) is None
    store.notes.calibrate(own, "R1", BALL)
    assert store.notes.calibration(own.pixel_sha256) == BALL
    store.notes.calibrate(own, "R2", Calibration(30.0, 150.0))
    assert store.notes.calibration(own.pixel_sha256) == Calibration(30.0, 150.0)
    store.notes.calibrate(own, "R1", None)
    assert store.notes.calibration(own.pixel_sha256) is None
    assert Maintenance(store).verify_chain() == ()


def test_a_readers_own_calibration_comes_before_that_of_others(store: Store) -> None:
    large = Calibration(30.0, 150.0)

    def scales(seed: str) -> list[Calibration | None]:
        return [store.notes.calibration(film(seed).pixel_sha256, reader) for reader in ("R1", "R2", "R3")]

    store.notes.calibrate(film("a"), "R1", BALL)
    store.notes.calibrate(film("a"), "R2", large)
    assert scales("a") == scales("b") == [BALL, large, large]
    store.notes.calibrate(film("a"), "R2", None)
    assert scales("a") == [BALL, None, None]
    assert scales("b") == [BALL, None, None]


def test_a_calibration_serves_its_study(store: Store) -> None:
    """The films of :func:`tests.stores.film` share a study, a size and a spacing."""
    other = film("d", study_uid="9.9")
    coarse = film("e", spacing_mm=(0.3, 0.3))
    for made in (other, coarse):
        store.add_film(made)
    store.notes.calibrate(film("a"), "R1", BALL)
    assert store.notes.calibration(film("b").pixel_sha256) == BALL
    assert store.notes.calibration(other.pixel_sha256) is None
    assert store.notes.calibration(coarse.pixel_sha256) is None
    store.notes.calibrate(film("b"), "R1", None)  # a film's own word counts first
    assert store.notes.calibration(film("b").pixel_sha256) is None
    assert store.notes.calibration(film("c").pixel_sha256) == BALL
    store.notes.calibrate(film("a"), "R1", None)
    assert store.notes.calibration(film("c").pixel_sha256) is None


def test_measures_are_each_readers_own(store: Store) -> None:
    sha = film("a").pixel_sha256
    assert store.notes.measures(sha, "R1") == ()
    store.notes.save_measures(sha, "R1", (LINE, ARC))
    store.notes.save_measures(sha, "R2", (ARC,))
    assert store.notes.measures(sha, "R1") == (LINE, ARC)
    store.notes.save_measures(sha, "R1", ())
    assert store.notes.measures(sha, "R1") == ()
    assert store.notes.measures(sha, "R2") == (ARC,)


def test_an_unknown_film_takes_no_notes(store: Store) -> None:
    with pytest.raises(StoreError, match="not in the store"):
        store.notes.calibrate(film("unknown"), "R1", BALL)
    assert store.notes.calibration(film("unknown").pixel_sha256) is None


def test_other_films_of_the_patient(store: Store) -> None:
    for seed in ("p1", "p2", "p3"):
        store.add_film(film(seed, patient_number="4711"))
    store.add_film(film("q", patient_number=""))
    found = store.notes.other_films(film("p2", patient_number="4711"))
    assert [path.name for path in found] == ["p1.dcm", "p3.dcm"]
    assert store.notes.other_films(film("q", patient_number="")) == []


def test_a_changed_calibration_is_found_and_a_damaged_measure_said(tmp_path: Path) -> None:
    path = tmp_path / "shenton.sqlite"
    with Store(path, clock=Clock()) as made:
        made.add_film(film("a"))
        made.notes.calibrate(film("a"), "R1", BALL)
        made.notes.save_measures(film("a").pixel_sha256, "R1", (LINE,))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("UPDATE calibration SET known_mm = 1")
        raw.execute("UPDATE measures SET measures_json = '[[\"spell\", []]]'")
        trigger = raw.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'calibration_no_update'"
        ).fetchone()[0]
        raw.execute("DROP TRIGGER calibration_no_update")
        raw.execute("UPDATE calibration SET known_mm = 1")
        raw.execute(trigger)
    with Store(path) as made:
        assert Maintenance(made).verify_chain() == ("calibration 1 was changed",)
        with pytest.raises(StoreError, match="damaged"):
            made.notes.measures(film("a").pixel_sha256, "R1")


def test_measures_come_over_in_a_merge_and_the_set_saved_later_counts(store: Store, tmp_path: Path) -> None:
    first, second = film("a").pixel_sha256, film("b").pixel_sha256
    path, clock = tmp_path / "other.sqlite", Clock()
    clock.now += timedelta(days=1)  # what is measured there is saved later
    with Store(path, clock=clock) as other:
        other.add_film(film("a"))
        other.add_film(film("b"))
        other.notes.save_measures(first, "R1", (LINE,))
        other.notes.save_measures(second, "R1", (LINE, ARC))
        other.notes.save_measures(second, "R2", ())
    store.notes.save_measures(first, "R1", (ARC,))
    report = Maintenance(store).merge(path)
    assert store.notes.all_measures() == {(first, "R1"): (LINE,), (second, "R1"): (LINE, ARC)}
    assert "Films whose measures were taken over: 2." in str(report.words)
    assert "Films on which a reader's measures differ in the two stores: 1; those saved" in str(report.words)
    again = Maintenance(store).merge(path)
    assert "measures" not in str(again.words)
    with Store(tmp_path / "older.sqlite", clock=Clock()) as older:  # another's earlier ones
        older.add_film(film("a"))
        older.notes.save_measures(first, "R1", (ARC,))
        older.notes.save_measures(first, "R2", (ARC,))
    assert Maintenance(store).merge(tmp_path / "older.sqlite").unlike == 1
    assert store.notes.measures(first, "R1") == (LINE,)
    assert store.notes.measures(first, "R2") == (ARC,)


def test_a_store_with_a_damaged_measure_is_not_merged(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with Store(path) as other:
        other.add_film(film("c"))
        other.notes.save_measures(film("c").pixel_sha256, "R1", (LINE,))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE measures SET measures_json = '[[\"spell\", []]]'")
    with pytest.raises(StoreError, match="a measure is not what was written"):
        Maintenance(store).merge(path)
    assert store.readers() == []


def test_key_images_are_each_readers_own_and_come_over_in_a_merge(store: Store, tmp_path: Path) -> None:
    first, second = film("a").pixel_sha256, film("b").pixel_sha256
    with Store(tmp_path / "other.sqlite", clock=Clock()) as other:
        other.add_film(film("b"))
        other.notes.mark_key(second, "R2", on=True)
    for _twice in range(2):
        store.notes.mark_key(first, "R1", on=True)
        Maintenance(store).merge(tmp_path / "other.sqlite")
    assert store.notes.key_images() == {(first, "R1"), (second, "R2")}
    assert [store.notes.is_key(first, who) for who in ("R1", "R2")] == [True, False]
    status = store.statuses([first, second], "R1")
    assert [status[sha].key for sha in (first, second)] == [True, False]
    store.notes.mark_key(first, "R1", on=False)
    assert store.notes.key_images(first) == frozenset()
    with pytest.raises(StoreError, match="not in the store"):
        store.notes.mark_key(film("unknown").pixel_sha256, "R1", on=True)
