"""What a reader has seen of the model's and of others' answers lasts: in readings, exports and merges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inference.consensus import settled
from inference.errors import StoreError
from inference.labels_file import LabelRow
from inference.records import Shown
from tests.stores import Clock, film, reading
from viewer.export.labels import rows_from
from viewer.store.maintenance import Maintenance
from viewer.store.sights import Fact
from viewer.store.store import Store

FILM = film("a")


def labels(store: Store) -> dict[str, LabelRow]:
    return {row.reader: row for row in rows_from(store.export_records())}


def test_what_was_seen_is_said_by_every_later_answer_and_export(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        store.add_film(FILM)
        store.add_reading(reading("a", "A1", "r-1"))  # read, then looked at: the reading stays what it was
        for reader in ("r-1", "r-2"):
            store.sights.note(FILM, reader, (Fact.ANSWER, Fact.MAP))
            store.sights.note(FILM, reader, (Fact.ANSWER,))  # known: nothing is written
        store.sights.note_all([FILM.pixel_sha256, film("unknown").pixel_sha256], "r-3", (Fact.ANSWER,))
        store.sights.note(FILM, "r-4", (Fact.OTHERS,))
        rows = store.connection.execute("SELECT count(*) FROM sight").fetchone()[0]
        assert rows == 6
        with pytest.raises(StoreError) as told:  # they differed, and one of them has taken the answer back
            store.add_reading(reading("a", "A1", "r-4"))
        assert "nothing to settle" in str(told.value.hint)
    with Store(path) as store:  # the program was closed in between
        for reader in ("r-2", "r-3"):
            given = store.add_reading(reading("a", "A2", reader, shown=Shown()))
            assert given.shown.answer_visible
            assert given.shown.map_visible is (reader == "r-2")
        with pytest.raises(StoreError, match="has seen what others answered") as told:
            store.add_reading(reading("a", "A1", "r-4"))
        assert "Switch to Settle" in str(told.value.hint)
        assert store.sights.of(FILM.pixel_sha256, "r-1") == {Fact.ANSWER, Fact.MAP}
        assert {name: row.ai_visible for name, row in labels(store).items()} == {
            "r-1": False, "r-2": True, "r-3": True,
        }  # fmt: skip
        assert Maintenance(store).verify_chain() == ()
        store.connection.execute("DROP TRIGGER sight_no_delete")
        store.connection.execute("DELETE FROM sight WHERE what = 'others'")
        assert Maintenance(store).verify_chain()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_merge_brings_what_was_seen_before_an_answer_in_the_other_store(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    """Seen on one computer, answered on the other; merged either way, and once more."""
    paths = (tmp_path / "seen.sqlite", tmp_path / "read.sqlite")
    early, late = Clock(), Clock()
    late.now += timedelta(days=1)
    with Store(paths[0], clock=early) as store:
        store.sights.note(FILM, "r-1", (Fact.ANSWER,))
        store.sights.note(FILM, "r-2", (Fact.OTHERS,))
    with Store(paths[1], clock=late) as store:
        store.add_film(FILM)
        for reader, ao_class in (("r-1", "A1"), ("r-2", "A1"), ("r-3", "A2")):
            store.add_reading(reading("a", ao_class, reader))
    with Store(paths[order[0]], clock=late) as store:
        report = Maintenance(store).merge(paths[order[1]])
        assert report.not_alone == 2
        assert "without sight of the model's or others' answers" in str(report.words)
        again = Maintenance(store).merge(paths[order[1]])
        assert (again.not_alone, again.readings) == (0, 0)
        Maintenance(store).check()
        rows = labels(store)
        assert (rows["r-1"].ai_visible, rows["r-2"].others_visible) == (True, True)
        assert (rows["r-3"].ai_visible, rows["r-3"].others_visible) == (False, False)
        assert rows["r-3"].settles == "sole"  # the only one that was given blind
        blind = [replace(row, ai_visible=False, others_visible=False, settles=None) for row in rows.values()]
        assert {row.ao_class for row in settled(blind) if row.settles} == {"A1"}  # else by votes
