"""The label policy and the locked test set."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from inference.consensus import settled
from inference.labels_file import LabelRow, read, to_json
from training.data import holdout, label_consensus
from training.errors import TrainingError

FILM = "a" * 64


def row(ao_class: str, reader: str = "r1", **changes: object) -> LabelRow:
    values: dict[str, object] = {
        "pixel_sha256": FILM,
        "film_key": "f",
        "patient_key": "p1",
        "reading_key": f"{reader}{ao_class}",
        "reader": reader,
        "order": 1,
        "ao_class": ao_class,
        "side": "none" if ao_class == "normal" else "left",
        "film_rows": 1000,
        "film_columns": 800,
    }
    return LabelRow(**{**values, **changes})  # type: ignore[arg-type]


def test_the_latest_reading_of_a_reader_counts() -> None:
    found = label_consensus.decide([row("A1", order=2), row("normal", order=1)])
    assert (found.ao_class, found.fracture, found.side) == ("A1", True, "left")


def test_the_majority_wins_and_boxes_are_its_own() -> None:
    found = label_consensus.decide(
        [
            row("B1", "r1", regions=((1.0, 2.0, 3.0, 4.0),)),
            row("B1", "r2", regions=((100.0, 100.0, 100.0, 100.0),), side="right"),
            row("normal", "r3", regions=((9.0, 9.0, 99.0, 99.0),)),
        ]
    )
    assert (found.ao_class, found.side) == ("B1", None)
    assert found.boxes == ((1, 2, 3, 4), (70, 70, 130, 130))


def test_a_tie_is_left_out_unless_adjudicated() -> None:
    rows = [row("A1", "r1"), row("A2", "r2")]
    found = label_consensus.decide(rows)
    assert (found.ao_class, found.fracture, found.reason) == (None, True, "readers differ")
    assert label_consensus.decide(rows, adjudicator="r2").ao_class == "A2"
    assert label_consensus.decide([row("A1", "r1"), row("normal", "r2")]).fracture is None


def test_a_reading_given_to_settle_decides_alone() -> None:
    box = ((1.0, 2.0, 3.0, 4.0),)
    rows = [row("A1", "r1", regions=box), row("A1", "r2", side="right"), row("A2", "r3")]
    assert label_consensus.decide(rows).ao_class == "A1"
    found = label_consensus.decide([*rows, row("A2", "r4", side="right", settles="adjudicated")])
    assert (found.ao_class, found.side, found.boxes) == ("A2", "right", ())
    found = label_consensus.decide([*rows, row("A1", "r4", settles="adjudicated")])
    assert (found.ao_class, found.side, found.boxes) == ("A1", "left", box)  # of who agrees
    found = label_consensus.decide([*rows, row("indeterminate", "r4", settles="adjudicated")])
    assert (found.fracture, found.reason) == (None, "indeterminate or unreadable")
    assert (
        label_consensus.decide([*rows, row("B1", "r4", settles="adjudicated")], adjudicator="r3").ao_class
        == "A2"
    )


def test_an_aided_reading_does_not_settle_what_others_read_unaided() -> None:
    rows = [row("A1", "r1"), row("A2", "r2"), row("A2", "r3", settles="adjudicated", ai_visible=True)]
    assert label_consensus.decide(rows).reason == "readers differ"


def test_the_export_marks_the_reading_that_the_policy_follows() -> None:
    """Over every answer of three readers, the third aided or settling or neither."""
    answers = ("A1", "A2", "normal", "unreadable")
    for first, second, third in product(answers, repeat=3):
        for change in ({}, {"ai_visible": True}, {"settles": "adjudicated"}):
            marked = settled([row(first, "r1"), row(second, "r2"), row(third, "r3", **change)])
            (chosen,) = [item for item in marked if item.settles] or [None]
            said = chosen.ao_class if chosen is not None and chosen.ao_class != "unreadable" else None
            assert label_consensus.decide(marked).ao_class == said


def test_labels_of_the_first_schema_are_decided_as_before(tmp_path: Path) -> None:
    line = to_json(row("A1")).replace(',"settles":null', "").replace('"schema":3', '"schema":1')
    assert "settles" not in line
    (tmp_path / "labels.jsonl").write_text(line)
    assert label_consensus.decide_all(read(tmp_path / "labels.jsonl"))[0].ao_class == "A1"


def test_indeterminate_and_unreadable_do_not_vote() -> None:
    assert label_consensus.decide([row("indeterminate")]).fracture is None
    assert label_consensus.decide([row("A1", "r1"), row("unreadable", "r2")]).fracture is None
    found = label_consensus.decide([row("A1", "r1"), row("A1", "r2"), row("indeterminate", "r3")])
    assert found.ao_class == "A1"


def test_head_fractures_count_for_two_classes_only() -> None:
    found = label_consensus.decide([row("C1")])
    assert (found.ao_class, found.fracture) == (None, True)


def test_another_edition_counts_for_two_classes_only() -> None:
    found = label_consensus.decide([row("B3", edition=2007)])
    assert (found.ao_class, found.fracture) == (None, True)
    assert label_consensus.decide([row("normal", edition=2007)]).ao_class == "normal"


def test_unaided_readings_come_before_aided_ones() -> None:
    found = label_consensus.decide([row("A1", "r1", ai_visible=True, order=9), row("normal", "r1", order=1)])
    assert (found.ao_class, found.aided) == ("normal", False)
    found = label_consensus.decide([row("A1", "r1", ai_visible=True)])
    assert (found.ao_class, found.aided) == ("A1", True)


def test_who_has_seen_the_answer_cannot_unsee_it() -> None:
    found = label_consensus.decide([row("A1", "r1", ai_visible=True, order=1), row("normal", "r1", order=2)])
    assert found.aided
    other = row("B1", "r2", order=3)
    found = label_consensus.decide(
        [row("A1", "r1", ai_visible=True, order=1), row("A1", "r1", order=2), other]
    )
    assert (found.ao_class, found.aided) == ("B1", False)


def test_equal_pixels_never_make_two_patients_one() -> None:
    rows = [
        row("A1", pixel_sha256="1" * 64, patient_key="p9"),
        row("A1", "r2", pixel_sha256="1" * 64, patient_key="p3"),
        row("normal", pixel_sha256="2" * 64, patient_key="p9"),
        row("normal", "r2", pixel_sha256="2" * 64, patient_key="p5"),
        row("normal", pixel_sha256="3" * 64, patient_key="p5"),
        row("normal", pixel_sha256="4" * 64, patient_key="p7"),
    ]
    found = label_consensus.decide_all(rows)
    assert [item.patient for item in found[2:]] == ["p5", "p7"]
    assert [item.reason for item in found] == [label_consensus.SEVERAL_PATIENTS] * 2 + ["", ""]
    assert [item.fracture for item in found[:2]] == [None, None]
    assert label_consensus.decide_all(rows[::-1]) == label_consensus.decide_all(rows)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [row("A1", "r1"), row("A1", "r2"), row("B2", "r3"), row("normal", "r1", order=0)]
    assert label_consensus.decide_all(rows) == label_consensus.decide_all(rows[::-1])


def decisions(count: int = 40) -> list[label_consensus.Decision]:
    return [
        label_consensus.Decision(
            f"{i:064d}", f"p{i // 2}", "A1" if i % 4 < 2 else "normal", i % 4 < 2, None, (), False
        )
        for i in range(count)
    ]


def test_the_locked_set_is_drawn_once_by_patient(tmp_path: Path) -> None:
    first = holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
    assert len(first.patients) == 6  # three of ten with, three of ten without a fracture
    later = [*decisions(), *decisions(120)[40:]]
    again = holdout.draw_or_load(tmp_path, later, 0.9, 2)
    assert again == first
    tested = [item for item in later if again.tests(item)]
    trained = [item for item in later if again.trains(item)]
    assert len(tested) == 12
    assert len(trained) == 108
    assert not {item.patient for item in tested} & {item.patient for item in trained}


def test_a_locked_film_stays_locked_under_another_patient_key(tmp_path: Path) -> None:
    first = holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
    renamed = [replace(item, patient=f"other {item.patient}") for item in decisions(60)]
    again = holdout.draw_or_load(tmp_path, renamed, 0.3, 1)
    kept = {item.pixel_sha256 for item in decisions() if first.tests(item)}
    assert {item.pixel_sha256 for item in renamed if again.tests(item)} == kept
    assert not kept & {item.pixel_sha256 for item in renamed if again.trains(item)}


def test_aided_films_never_test(tmp_path: Path) -> None:
    aided = [label_consensus.Decision("1" * 64, "p0", "A1", True, None, (), True)]
    lock = holdout.draw_or_load(tmp_path, [*decisions(), *aided], 1.0, 1)
    assert not lock.tests(aided[0])
    assert not lock.trains(aided[0])


def test_an_altered_or_lost_lock_is_refused(tmp_path: Path) -> None:
    holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
    path = tmp_path / holdout.NAME
    before = path.read_text("utf8")
    body = json.loads(before)
    body["patients"].pop()
    path.write_text(json.dumps(body), "utf8")
    with pytest.raises(TrainingError, match="altered"):
        holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
    path.write_text("nothing", "utf8")
    with pytest.raises(TrainingError, match="cannot be read"):
        holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
    path.unlink()
    (tmp_path / "candidate-1").mkdir()
    with pytest.raises(TrainingError, match="gone"):
        holdout.draw_or_load(tmp_path, decisions(), 0.3, 1)
