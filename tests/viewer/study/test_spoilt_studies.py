"""Records, ledgers and results that were emptied, lost, forged or dated ahead: a sentence, no new start."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inference.dicom.reader import read_film
from inference.errors import StudyError
from inference.hash_chain import canonical
from tests.studies import locked, opened, sit
from viewer.study.design import freeze, study_folder
from viewer.study.design.protocol import Design, Reader
from viewer.study.design.study_folder import Study
from viewer.study.files import event_log, signed_archive
from viewer.study.files.event_log import FIRST, Event, Record
from viewer.study.packs import result_pack, study_pack
from viewer.study.packs.study_pack import OpenPack

Change = Callable[[int, Event], tuple[str, dict[str, object]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return locked(tmp_path_factory.mktemp("studies") / "one", 3, 3, practice=1)


@pytest.fixture
def study(made: Study, tmp_path: Path) -> Study:
    """A copy that a test may spoil."""
    shutil.copytree(made.folder, tmp_path / "study")
    return study_folder.load(tmp_path / "study")


@pytest.fixture
def given(study: Study, tmp_path: Path) -> OpenPack:
    """R1's pack, opened, three films of it read."""
    found = opened(study, "R1", tmp_path / "home")
    sit(study, found, films=3)
    return found


def _returned(study: Study, given: OpenPack, change: Change | None = None) -> Path:
    """R1's result; with ``change`` under R1's own key and chained anew."""
    path = result_pack.make(given, study.folder / "back.resultpack")
    if change is None:
        return path
    with Record(given.folder / study_pack.RECORD) as record:
        events = record.events
    chained: list[Event] = []
    for event in events:
        at, data = change(event.number, event)
        before = chained[-1].hash if chained else FIRST
        chained.append(event_log.made(event.number, at, event.kind, data, before))
    manifest = {"study": study.need_lock().study, "reader": "R1"}
    with signed_archive.Writer(path, signed_archive.RESULT_PACK, manifest) as writer:
        writer.add(result_pack.EVENTS, canonical([result_pack._event_table(e) for e in chained]).encode())
        writer.finish(given.key)
    return path


@pytest.mark.parametrize("lost", ["record", "folder", "record of an older version", "events"])
def test_a_lost_record_does_not_begin_anew_in_silence(study: Study, tmp_path: Path, lost: str) -> None:
    given = opened(study, "R1", tmp_path / "home")
    with pytest.raises(StudyError, match="Nothing of this study was read here yet"):
        result_pack.make(given, tmp_path / "early.resultpack")
    given.sitting().close()
    (given.folder / study_pack.RECORD).unlink()  # opened, nothing begun: nothing is lost
    sit(study, given, films=2)
    (note,) = given.folder.parent.glob("*.begun")
    if lost == "record of an older version":  # which left no note; it is looked at once more
        note.unlink()
        given.sitting().close()
    for path in list(given.folder.iterdir()) if lost == "folder" else [given.folder / study_pack.RECORD]:
        path.unlink()
    if lost == "events":
        Record(given.folder / study_pack.RECORD).close()
    again = opened(study, "R1", tmp_path / "home")
    with pytest.raises(StudyError, match="its file of answers is gone") as told:
        again.sitting()
    assert note.name in str(told.value.hint)
    if lost != "events":
        with pytest.raises(StudyError, match="its file of answers is gone"):
            result_pack.make(again, tmp_path / "R1.resultpack")
        assert not (given.folder / study_pack.RECORD).exists()
    note.unlink()
    again.sitting().close()  # asked for: begun anew


def test_an_emptied_record_is_damaged_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with Record(path) as record:
        record.append("2026-01-01T00:00:00+00:00", "opened", {})
        assert path.stat().st_mode & 0o077 == 0
        journal = path.with_name(f"{path.name}-wal").read_bytes()
    path.write_bytes(b"")
    with pytest.raises(StudyError, match="damaged"):
        Record(path)
    assert path.read_bytes() == b""
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(journal)  # the file is gone, its journal lies there
    with pytest.raises(StudyError, match="damaged"):
        Record(path)
    assert {one.name for one in tmp_path.iterdir()} == {f"{path.name}-wal"}


def test_a_lost_emptied_older_or_foreign_ledger_is_asked_for(
    study: Study, given: OpenPack, tmp_path: Path
) -> None:
    ledger = study.folder / study_folder.LEDGER
    before = ledger.read_bytes()
    result_pack.merge(study, _returned(study, given))
    after = ledger.read_bytes()
    ledger.write_bytes(before)
    with pytest.raises(StudyError, match="does not know the result of R1"):
        result_pack.merged(study)
    asked: tuple[Callable[[], object], ...] = (
        lambda: result_pack.merged(study), study.blackened, lambda: study.note("x", {}),
        lambda: study_pack.make(study, ("R2",), read_film),
    )  # fmt: skip
    for spoilt in (lambda: ledger.write_bytes(b""), ledger.unlink):
        spoilt()
        for ask in asked:
            with pytest.raises(StudyError, match=r"gone or empty.*Put the ledger \(ledger.sqlite\) back"):
                ask()
    with Record(ledger) as other:
        other.append("2026-01-01T00:00:00+00:00", study_folder.LOCKED, {"study": "0" * 64})
    with pytest.raises(StudyError, match="not that of this study"):
        study.blackened()
    ledger.write_bytes(after)
    assert list(result_pack.merged(study)) == ["R1"]


def _answer(change: Callable[[dict[str, object]], dict[str, object]]) -> Change:
    """Every answer changed."""
    return lambda _, e: (e.at, {**e.data, **(change(dict(e.data)) if e.kind == "answer" else {})})


def _response(**changed: object) -> Change:
    return _answer(lambda data: {"response": {**data["response"], **changed}})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_response(fracture=None, rating=None, place=None, **{"class": ""}), "not complete"),
        (_response(fracture=True, rating=80, place=[-5e8, 9e8], **{"class": "A2"}), "not on the film"),
        (_response(fracture=True, rating=80, place=[81.0, 5.0], **{"class": "A2"}), "not on the film"),
        (_answer(lambda _: {"timed_out": True}), "sets none"),
        (lambda _, e: (e.at.removesuffix("+00:00"), dict(e.data)), "time that is none"),
        (lambda _, e: ("9999-12-31T23:59:59-14:00", dict(e.data)), "time that is none"),
        (lambda _, e: ("9999-12-31T23:59:59+00:00", dict(e.data)), "still to come"),
    ],
)  # fmt: skip
def test_what_the_program_cannot_have_written_is_refused_under_the_reader_s_key(
    change: Change, says: str, study: Study, given: OpenPack
) -> None:
    with pytest.raises(StudyError, match=says):
        result_pack.merge(study, _returned(study, given, change))
    assert not result_pack.merged(study)


def test_a_clock_set_ahead_is_no_wash_out(tmp_path: Path) -> None:
    study = locked(tmp_path / "study", 2, 2, Design.CROSSOVER)
    given = opened(study, "R1", tmp_path)
    sit(study, given)
    with Record(given.folder / study_pack.RECORD) as record:
        second = [event for event in record.events if event.kind == "session begun"][1]
        last = datetime.fromisoformat(record.events[-1].at)
    same_day = datetime.fromisoformat(second.at) - timedelta(days=27)
    path = _returned(study, given)
    with pytest.raises(StudyError, match=r"still to come.*clock"):
        result_pack.merge(study, path, lambda: same_day.isoformat())
    assert result_pack.merge(study, path, lambda: (last - timedelta(minutes=4)).isoformat()).missing == 0


def test_numbers_and_values_that_are_none_are_damage_not_a_fault_of_the_program(
    study: Study, tmp_path: Path
) -> None:
    lock = study.folder / freeze.NAME
    whole = lock.read_text(encoding="utf8")
    for wrong in ("NaN", "1e999", "-Infinity"):
        lock.write_text(whole.replace('"schema":1', f'"schema":{wrong}', 1), encoding="utf8")
        with pytest.raises(StudyError, match="damaged"):
            study_folder.load(study.folder)
    for number, wrong in enumerate(("5", "[1]", '"ab"', '{"a":1e999}', '[["a",1]]', "null")):
        path = tmp_path / f"{number}.sqlite"
        with Record(path) as record:
            record.append("2026-01-01T00:00:00+00:00", "opened", {"a": 1})
        with sqlite3.connect(path) as raw:
            raw.execute("DROP TRIGGER event_stays")
            raw.execute("UPDATE event SET data_json = ?", (wrong,))
        raw.close()
        with pytest.raises(StudyError, match="event 1 was changed"):
            Record(path)


def test_a_key_pasted_from_a_letter_is_kept_as_it_is_told(study: Study, tmp_path: Path) -> None:
    (path,) = study_pack.make(study, ("R1",), read_film)
    key = study.reader_key("R1")
    given = study_pack.unpack(path, f"\u00a0{key.replace('-', chr(0xA0))}\u202f", tmp_path)
    assert given.key == signed_archive.key_bytes(key)
    kept = given.folder / "reader.key"
    kept.write_text("ABCD?EFGH", encoding="ascii")  # an older version kept it so
    assert study_pack.known_key(path, tmp_path) == ""
    assert study_pack.unpack(path, key.lower(), tmp_path).key == given.key
    assert study_pack.known_key(path, tmp_path) == key


def test_codes_that_differ_in_a_dot_alone_have_folders_of_their_own(tmp_path: Path) -> None:
    codes = ("R.1", "R-1", "R_1", "Ä", "Ö")
    study = locked(tmp_path / "study", 2, 2, Design.UNAIDED, readers=tuple(map(Reader, codes)))
    paths = study_pack.make(study, (), read_film)
    assert len({study_pack.place(path, tmp_path) for path in paths}) == len(codes)
    given = study_pack.unpack(paths[0], study.reader_key("R.1"), tmp_path)
    older = given.folder.with_name(given.folder.name.rpartition("-")[0])
    given.folder.rename(older)  # as older versions named it: taken up again there
    assert study_pack.place(paths[0], tmp_path) == older
    assert study_pack.place(paths[1], tmp_path) != older
