"""A reader's sitting: stages, locks, crashes, wash-out, time limits; the real record on a disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inference.errors import StudyError
from viewer.study.design import reading_order
from viewer.study.design.protocol import (
    AIDED,
    UNAIDED,
    Design,
    Questions,
    Reader,
    Response,
    Rules,
    Scale,
    Truth,
)
from viewer.study.design.reading_order import Assignment, Session
from viewer.study.files.event_log import Record, chain_problem
from viewer.study.sitting.sitting import Clock, Phase, Sitting

YES, NO = Response(True, 90), Response(False, 10)


@dataclass
class Hands:
    """A clock that is set by hand."""

    at: datetime = datetime(2026, 3, 1, 8, tzinfo=UTC)
    run: float = 100.0

    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: self.run)

    def wait(self, seconds: float) -> None:
        self.run += seconds
        self.at += timedelta(seconds=seconds)


def assigned(design: Design = Design.UNAIDED, *, practice: int = 0, **rules: object) -> Assignment:
    made = Rules("Test", design, Questions(Scale.HUNDRED), **rules)  # type: ignore[arg-type]
    films, training = ["F1", "F2", "F3"], tuple(f"P{n + 1}" for n in range(practice))
    return Assignment(
        "0" * 64, made, Reader("R1"), reading_order.sessions_of(made, films, 1, "R1", 0), training,
        dict.fromkeys(training, Truth("A1")),
    )  # fmt: skip


def test_one_session_from_beginning_to_end(tmp_path: Path) -> None:
    hands, path = Hands(), tmp_path / "answers.sqlite"
    sitting = Sitting(assigned(), path, hands.clock())
    assert sitting.position().phase is Phase.WAITING
    where = sitting.begin()
    seen = []
    while where.phase is Phase.RATING:
        assert where.step is not None
        seen.append((where.step.number, where.step.total, where.step.film))
        hands.wait(5)  # decoding, which is nobody's reading time
        sitting.shown()
        hands.wait(12)
        where = sitting.submit(YES)
    assert where.phase is Phase.DONE
    assert [number for number, _, _ in seen] == [1, 2, 3]
    assert tuple(film for _, _, film in seen) == assigned().sessions[0].films
    answers = [event.data for event in sitting.events if event.kind == "answer"]
    assert [data["seconds"] for data in answers] == [12.0, 12.0, 12.0]
    assert not any(data["interrupted"] or data["timed_out"] for data in answers)
    assert chain_problem(sitting.events) == ""
    with pytest.raises(StudyError, match="not possible now"):
        sitting.submit(YES)
    sitting.close()


def test_sequential_locks_the_first_answer_before_the_model_is_shown(tmp_path: Path) -> None:
    sitting = Sitting(assigned(Design.SEQUENTIAL), tmp_path / "a.sqlite", Hands().clock())
    where = sitting.begin()
    assert (where.phase, where.aided, where.locked) == (Phase.RATING, False, None)
    sitting.shown()
    where = sitting.submit(NO)
    assert (where.phase, where.aided, where.locked) == (Phase.REVEALED, True, NO)
    assert where.step is not None
    assert where.step.arm == AIDED
    with pytest.raises(StudyError, match="not possible now"):
        sitting.back()
    sitting.shown()
    after = sitting.submit(YES)
    assert (after.phase, after.aided) == (Phase.RATING, False)
    first, second = [event.data for event in sitting.events if event.kind == "answer"]
    assert (first["arm"], second["arm"]) == (UNAIDED, AIDED)
    assert first["film"] == second["film"]
    sitting.close()


def test_a_crash_resumes_at_the_same_film_and_says_so(tmp_path: Path) -> None:
    path, hands = tmp_path / "a.sqlite", Hands()
    first = Sitting(assigned(Design.SEQUENTIAL), path, hands.clock())
    first.begin()
    first.shown()
    first.submit(NO)
    first.shown()
    hands.wait(30)
    second = Sitting(assigned(Design.SEQUENTIAL), path, hands.clock())  # the first was never closed
    where = second.position()
    assert (where.phase, where.locked, where.interrupted) == (Phase.REVEALED, NO, True)
    with pytest.raises(StudyError, match="another window"):
        first.submit(YES)
    second.shown()
    hands.wait(4)
    second.submit(YES)
    last = second.events[-1].data
    assert (last["seconds"], last["interrupted"]) == (4.0, True)
    assert second.position().interrupted is False
    second.close()


def test_a_pause_stops_the_time_and_outlives_the_program(tmp_path: Path) -> None:
    path, hands = tmp_path / "a.sqlite", Hands()
    sitting = Sitting(assigned(), path, hands.clock())
    sitting.begin()
    sitting.shown()
    hands.wait(7)
    assert sitting.pause().phase is Phase.PAUSED
    hands.wait(1000)
    sitting.close()
    sitting = Sitting(assigned(), path, hands.clock())
    assert sitting.position().phase is Phase.PAUSED
    sitting.resume()
    sitting.shown()
    hands.wait(3)
    assert sitting.seconds == 10.0
    sitting.submit(YES)
    assert sitting.events[-1].data["seconds"] == 10.0
    assert sitting.events[-1].data["interrupted"] is False
    sitting.close()


def test_leaving_in_the_middle_of_a_film_is_a_pause(tmp_path: Path) -> None:
    path, hands = tmp_path / "a.sqlite", Hands()
    sitting = Sitting(assigned(), path, hands.clock())
    sitting.begin()
    sitting.shown()
    hands.wait(2)
    sitting.close()
    again = Sitting(assigned(), path, hands.clock())
    assert again.position().phase is Phase.PAUSED
    again.resume()
    assert again.seconds == 2.0
    again.close()


def test_a_wash_out_refuses_with_the_date(tmp_path: Path) -> None:
    hands, path = Hands(), tmp_path / "a.sqlite"
    sitting = Sitting(assigned(Design.CROSSOVER, washout_days=28), path, hands.clock())
    sitting.begin()
    for _ in range(3):
        sitting.shown()
        hands.wait(60)
        sitting.submit(YES)
    where = sitting.position()
    assert (where.phase, where.session) == (Phase.WAITING, 2)
    assert where.opens == hands.at + timedelta(days=28)
    hands.wait(27 * 86400)
    with pytest.raises(StudyError, match=r"session 2 opens on 2026-03-29"):
        sitting.begin()
    hands.wait(86400)
    assert sitting.begin().aided is True
    sitting.close()


def test_a_clock_set_back_is_refused(tmp_path: Path) -> None:
    hands = Hands()
    sitting = Sitting(assigned(), tmp_path / "a.sqlite", hands.clock())
    sitting.begin()
    hands.at -= timedelta(hours=1)
    with pytest.raises(StudyError, match="clock is before"):
        sitting.shown()
    hands.at += timedelta(hours=1)
    sitting.close()


def test_practice_shows_the_reference_and_does_not_count(tmp_path: Path) -> None:
    path, hands = tmp_path / "a.sqlite", Hands()
    sitting = Sitting(assigned(Design.SEQUENTIAL, practice=1), path, hands.clock())
    where = sitting.begin()
    assert where.step is not None
    assert (where.step.practice, where.step.number, where.step.total) == (True, 1, 1)
    assert sitting.submit(NO).phase is Phase.REVEALED
    where = sitting.submit(YES)
    assert (where.phase, where.truth) == (Phase.FEEDBACK, Truth("A1"))
    sitting.close()
    sitting = Sitting(assigned(Design.SEQUENTIAL, practice=1), path, hands.clock())
    assert sitting.position().phase is Phase.FEEDBACK
    where = sitting.seen()
    assert where.step is not None
    assert (where.step.practice, where.step.number, where.step.total) == (False, 1, 3)
    sitting.close()


def test_the_way_back_replaces_an_answer_only_where_allowed(tmp_path: Path) -> None:
    sitting = Sitting(assigned(back=True), tmp_path / "a.sqlite", Hands().clock())
    assert sitting.begin().can_go_back is False
    where = sitting.submit(NO)
    assert where.can_go_back is True
    where = sitting.back()
    assert (where.step.number if where.step else 0, where.earlier) == (1, NO)
    where = sitting.submit(YES)
    assert where.step is not None
    assert where.step.number == 2
    answers = [event for event in sitting.events if event.kind == "answer"]
    assert answers[1].data["supersedes"] == answers[0].number
    sitting.close()
    final = Sitting(assigned(), tmp_path / "b.sqlite", Hands().clock())
    final.begin()
    final.submit(NO)
    with pytest.raises(StudyError, match="no way back"):
        final.back()
    final.close()


def test_a_time_limit_locks_what_there_is(tmp_path: Path) -> None:
    hands = Hands()
    sitting = Sitting(assigned(time_limit=20), tmp_path / "a.sqlite", hands.clock())
    sitting.begin()
    assert sitting.seconds_left == 20
    sitting.shown()
    hands.wait(15)
    assert sitting.seconds_left == 5
    with pytest.raises(StudyError, match="not over"):
        sitting.expire()
    hands.wait(5)
    where = sitting.expire(Response(True))
    assert where.step is not None
    assert where.step.number == 2
    assert sitting.events[-1].data["timed_out"] is True
    sitting.shown()
    hands.wait(25)
    sitting.submit(YES)
    assert sitting.events[-1].data["timed_out"] is True
    sitting.close()


def test_an_incomplete_answer_is_refused_and_nothing_written(tmp_path: Path) -> None:
    sitting = Sitting(assigned(), tmp_path / "a.sqlite", Hands().clock())
    sitting.begin()
    before = len(sitting.events)
    for response in (Response(), Response(True), Response(True, 101)):
        with pytest.raises(StudyError):
            sitting.submit(response)
    assert len(sitting.events) == before
    sitting.close()


def test_another_reader_s_answers_are_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Sitting(assigned(), path, Hands().clock()).close()
    with pytest.raises(StudyError, match="another study or reader"):
        Sitting(replace(assigned(), reader=Reader("R2")), path, Hands().clock())


def test_changes_behind_the_program_show(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    sitting = Sitting(assigned(), path, Hands().clock())
    sitting.begin()
    sitting.submit(NO)
    sitting.close()
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE event SET data_json = '{}' WHERE number = 3")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("DELETE FROM event")
    raw.execute("DROP TRIGGER event_stays")
    raw.execute("UPDATE event SET data_json = replace(data_json, 'false', 'true') WHERE number = 3")
    raw.commit()
    raw.close()
    with pytest.raises(StudyError, match="event 3 was changed"):
        Sitting(assigned(), path, Hands().clock())


@pytest.mark.parametrize(
    "data", [b"no database at all, certainly not" * 40, b"SQLite format 3\0" + b"\1" * 2000]
)
def test_files_that_are_no_record(data: bytes, tmp_path: Path) -> None:
    (path := tmp_path / "a.sqlite").write_bytes(data)
    with pytest.raises(StudyError, match="damaged"):
        Record(path)
    other = tmp_path / "other.sqlite"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    with pytest.raises(StudyError, match="no answers"):
        Record(other)


KILLED = """
import os, sys
from pathlib import Path
from tests.viewer.study.test_sitting import YES, assigned
from viewer.study.sitting.sitting import Sitting
sitting = Sitting(assigned(), Path(sys.argv[1]))
sitting.begin(); sitting.shown(); sitting.submit(YES); sitting.shown()
os.kill(os.getpid(), 9)
"""


def test_a_killed_program_has_kept_what_it_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False, timeout=120)
    sitting = Sitting(assigned(), path)
    where = sitting.position()
    assert where.step is not None
    assert (where.step.number, where.interrupted) == (2, True)
    sitting.close()


def test_an_assignment_there_and_back() -> None:
    given = assigned(Design.SEQUENTIAL, practice=2)
    assert reading_order.from_table(reading_order.to_table(given)) == given
    wrong = reading_order.to_table(given) | {"sessions": [{"films": ["F1"], "arms": ["unaided"]}]}
    with pytest.raises(StudyError, match="do not fit"):
        reading_order.from_table(wrong)
    twice = reading_order.to_table(replace(given, sessions=(Session(("F1", "F1"), (UNAIDED, AIDED)),)))
    with pytest.raises(StudyError, match="one twice"):
        reading_order.from_table(twice)


def test_an_older_copy_of_the_record_is_known(tmp_path: Path) -> None:
    """It goes on, for it may be all there is: paused first, and noted; older versions noted no answer."""
    hands, path = Hands(), tmp_path / "answers.sqlite"

    def answered(count: int) -> bool:
        sitting = Sitting(assigned(), path, hands.clock())
        older, where = sitting.older_copy, sitting.position()
        if older:
            assert where.phase is Phase.PAUSED
            assert [event.data.get("older_copy") for event in sitting.events if event.kind == "opened"][-1]
            sitting.resume()
        if where.phase is Phase.WAITING:
            sitting.begin()
        for _ in range(count):
            sitting.shown()
            hands.wait(5)
            sitting.submit(YES)
        sitting.close()
        return older

    assert not answered(1)
    copy = path.read_bytes()
    assert not answered(1)
    path.write_bytes(copy)
    assert answered(0)
    assert not answered(1)  # told once
    path.with_suffix(".begun").write_text("answers.sqlite was begun.\n")
    path.write_bytes(copy)
    assert not answered(0)
