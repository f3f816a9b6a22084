"""Protocols: what they hold, what they refuse, and that a file says the same as the value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inference.errors import StudyError
from inference.records import Region, Side
from viewer.study.design import freeze, protocol_file, reading_order
from viewer.study.design.analysis_plan import (
    Claim,
    Cutoffs,
    Endpoint,
    Multiplicity,
    Plan,
    VerdictRule,
)
from viewer.study.design.protocol import (
    AIDED,
    UNAIDED,
    Design,
    Protocol,
    Questions,
    Reader,
    Response,
    Rules,
    Sampling,
    Scale,
    Stratum,
    Truth,
    check_response,
    missing,
)

FULL = Protocol(
    Rules('Hips "2026"\nsecond line', Design.CROSSOVER, Questions(Scale.SIX, True, True, True), 28, 90, True),
    films="C:\\films\\é",
    reference="truth.csv",
    readers=(Reader("R1", "radiology", 12), Reader("R2", "orthopaedics"), Reader("R3")),
    sampling=Sampling(Stratum.GROUP, {"normal": 50, "A": 25, "two words": 25}),
    practice=5,
    seed=7,
    purpose="Does it help?",
    plan=Plan(Endpoint.SENSITIVITY, AIDED, "model", Claim.NON_INFERIORITY, 0.05),
    cutoffs=Cutoffs(readers=4, model=0.35, verdict=VerdictRule.ONE),
)


@pytest.mark.parametrize("protocol", [FULL, Protocol(Rules("Plain"))])
def test_a_protocol_there_and_back(protocol: Protocol, tmp_path: Path) -> None:
    (path := tmp_path / "protocol.toml").write_text(protocol_file.text(protocol), encoding="utf8")
    assert protocol_file.read(path) == protocol


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("schema = 1", "schema = 2"), "schema 2"),
        (('title = "Plain"', 'title = ""'), "title is empty"),
        (('title = "Plain"', "title = 3"), "title is not a text"),
        (('design = "unaided"', 'design = "both"'), "design is not one of unaided, aided"),
        (('design = "unaided"', 'design = "crossover"'), "needs a wash-out"),
        (('design = "unaided"', 'design = "sequential"\nback = true'), "no valid TOML"),
        (("washout_days = 0", "washout_days = 3"), "Only a crossover"),
        (("time_limit = 0", "time_limit = -1"), "time_limit is -1"),
        (("map_verdict = false", "map_verdict = true"), "needs an arm"),
        (("seed = 20190", "seed = true"), "seed is not a whole number"),
        (("seed = 20190", "seed = 20190\nsed = 1"), "unknown key: sed"),
        (("place = false", 'place = "no"'), "place is not true or false"),
        (('verdict = "the', 'readers = 0\nverdict = "the'), "not on their scale"),
        (('verdict = "the', 'readers = 101\nverdict = "the'), "run from 0 to 100"),
        (('verdict = "the', 'model = 40\nverdict = "the'), "not between 0 and 1"),
        (("the model's thresholds", "mine"), "verdict is not one of"),
        (("[rules]", '[sampling]\nby = "truth"\n[rules]'), "Sampling needs both"),
        (("[rules]", '[sampling]\nby = "truth"\ntake = {fracture = -1}\n[rules]'), "take of fracture is -1"),
    ],
)
def test_a_wrong_protocol_is_refused_by_name(change: tuple[str, str], says: str) -> None:
    text = protocol_file.text(Protocol(Rules("Plain")))
    assert change[0] in text
    with pytest.raises(StudyError, match=says):
        protocol_file.parse(text.replace(*change))


def test_a_cut_off_of_the_readers_needs_ratings() -> None:
    with pytest.raises(StudyError, match="needs ratings"):
        Protocol(Rules("Plain", questions=Questions(Scale.NONE)), cutoffs=Cutoffs(readers=3))


@pytest.mark.parametrize("code", ["", "Dr. Jane Doe", "truth", "x" * 33, "a/b"])
def test_a_reader_is_a_pseudonym(code: str) -> None:
    with pytest.raises(StudyError, match="code"):
        Reader(code)


def test_two_readers_of_one_code() -> None:
    with pytest.raises(StudyError, match="same code"):
        Protocol(Rules("x"), readers=(Reader("R1"), Reader("r1")))


def test_files_that_are_no_protocol(tmp_path: Path) -> None:
    (path := tmp_path / "p.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(StudyError, match="UTF-8"):
        protocol_file.read(path)
    path.write_bytes(b"#" * (protocol_file.MAX_BYTES + 1))
    with pytest.raises(StudyError, match="1 MB"):
        protocol_file.read(path)
    with pytest.raises(StudyError, match="could not be read"):
        protocol_file.read(tmp_path)


def test_what_is_missing_in_an_answer() -> None:
    rules = Rules("x", Design.AIDED, Questions(Scale.SIX, True, True, True))
    assert "whether there is a fracture" in missing(Response(), rules)
    assert "class" in missing(Response(True), rules)
    assert "rating" in missing(Response(True, None, "A2"), rules)
    assert "place" in missing(Response(True, 6, "A2"), rules)
    full = Response(True, 6, "A2", (10.0, 20.0))
    assert missing(full, rules) == ""
    assert "heat map" in missing(full, rules, map_shown=True)
    assert missing(Response(False, 1), rules) == ""


@pytest.mark.parametrize(
    "response",
    [Response(True, 7), Response(True, 0), Response(False, 3, "A1"), Response(True, 3, "normal"),
     Response(False, 3, "", (1.0, 2.0))],
)  # fmt: skip
def test_answers_outside_the_protocol_are_refused(response: Response) -> None:
    with pytest.raises(StudyError, match="does not fit"):
        check_response(response, Rules("x", questions=Questions(Scale.SIX, True, True)))


def test_a_place_lies_on_the_fracture_or_not() -> None:
    truth = Truth("A1", Side.LEFT, (Region(10, 10, 20, 20), Region(50, 50, 60, 60)))
    assert truth.holds(10, 20)
    assert truth.holds(55, 55)
    assert not truth.holds(30, 30)


def test_orders_are_seeded_and_differ_between_readers_and_sessions() -> None:
    films = [f"F{n:03d}" for n in range(1, 41)]
    rules = Rules("x", Design.CROSSOVER, washout_days=1)
    one, again = (reading_order.sessions_of(rules, films, 7, "R1", 0) for _ in range(2))
    other = reading_order.sessions_of(rules, films, 7, "R2", 1)
    assert one == again
    assert [session.arms for session in one] == [(UNAIDED,), (AIDED,)]
    assert [session.arms for session in other] == [(AIDED,), (UNAIDED,)]
    orders = {session.films for session in (*one, *other)}
    assert len(orders) == 4
    assert all(sorted(order) == films for order in orders)
    assert reading_order.sessions_of(rules, films, 8, "R1", 0)[0].films not in orders


def test_half_of_the_readers_begin_with_the_model() -> None:
    drawn = reading_order.turns([f"R{n}" for n in range(20)], 3)
    assert sum(turn % 2 for turn in drawn.values()) == 10


def test_the_order_of_a_seed_never_changes() -> None:
    """A locked study must give the same order in every version."""
    assert reading_order.permuted(["F001", "F002", "F003", "F004", "F005"], 20190, "order", "R1", "1") == (
        "F002", "F004", "F003", "F001", "F005",
    )  # fmt: skip


PLAN = Plan(
    Endpoint.AUC, "aided", "unaided", secondary=(Endpoint.SENSITIVITY,), multiplicity=Multiplicity.HOLM
)


def test_the_primary_question_is_part_of_the_protocol() -> None:
    planned = replace(FULL, plan=PLAN)
    assert protocol_file.parse(protocol_file.text(planned)) == planned
    assert "primary" not in protocol_file.to_table(
        replace(FULL, plan=None)
    )  # locked studies of before keep their hash


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"margin": 0.05}, "no margin"),
        ({"claim": Claim.EQUIVALENCE}, "need a margin"),
        ({"alpha": 0.5}, "alpha"),
        ({"multiplicity": Multiplicity.NONE}, "rule of multiplicity"),
        ({"secondary": (Endpoint.AUC,)}, "named twice"),
        ({"second": "aided"}, "with itself"),
    ],
)
def test_a_primary_question_that_makes_no_sense(change: dict[str, Any], says: str) -> None:
    with pytest.raises(StudyError, match=says):
        replace(PLAN, **change)


def test_a_primary_question_fits_the_design() -> None:
    with pytest.raises(StudyError, match="arm that the design does not have"):
        replace(FULL, plan=replace(PLAN, second="blind"))


def test_comments_outlive_an_edit_in_the_window() -> None:
    before = protocol_file.text(FULL)
    told = before.replace("[rules]", "# agreed on 3 May\n[rules]").replace("practice =", "practice  =")
    told = told.replace("[[reader]]", "# the radiologists\n[[reader]]", 1) + "# the end\n"
    changed = replace(FULL, seed=7, readers=(*FULL.readers, Reader("New1", "surgeon", 3)), plan=PLAN)
    after = protocol_file.text(changed, told)
    assert protocol_file.parse(after) == changed
    assert "# agreed on 3 May" in after
    assert "practice  =" in after
    once = protocol_file.text(replace(FULL, seed=8), told)
    assert all(comment in once for comment in ("# agreed on 3 May", "# the radiologists", "# the end"))
    assert protocol_file.parse(protocol_file.text(FULL, "no [ toml")) == FULL


def test_an_error_that_is_left_out_is_the_usual_one_of_the_claim() -> None:
    """A protocol without alpha says nothing of it; one that states it keeps it, locked studies above all."""
    text = protocol_file.text(replace(FULL, plan=replace(PLAN, secondary=(), multiplicity=Multiplicity.NONE)))
    text = text.replace('claim = "superiority"', 'claim = "non-inferiority"').replace(
        "margin = 0.0", "margin = 0.1"
    )
    stated = text.replace("alpha = 0.05", "alpha = 0.04")
    silent = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("alpha"))
    assert silent != text != stated
    for given, before, alpha in (
        (stated, None, 0.04),
        (silent, None, 0.025),
        (silent, 0.05, 0.05),
        (stated, 0.05, 0.04),
    ):
        plan = protocol_file.parse(given, before).plan
        assert plan is not None
        assert plan.alpha == alpha


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"plan": replace(PLAN, second="model")}, "against the model needs a model"),
        ({"cutoffs": Cutoffs(model=0.4)}, "cut-off of the model needs a model"),
        ({"readers": (Reader("R1", "Ward"), Reader("R2", "ward"))}, "ward cannot be told from Ward"),
        ({"readers": (Reader("R1", "R2"), Reader("R2", ""))}, "R2 cannot be told from R2"),
        ({"readers": (Reader("R1", "all  readers"),)}, "cannot be told from all readers"),
        ({"readers": ()}, "names no reader"),
    ],
)
def test_what_could_not_be_analysed_is_not_locked(change: dict[str, Any], says: str) -> None:
    """A question of a model that is not there, or groups that a report could not tell apart."""
    plain = Protocol(Rules("Plain"), readers=(Reader("R1", "surgery"), Reader("R2", "surgery")))
    plan = change.get("plan")
    if plan is not None:
        change = {"plan": replace(plan, first="unaided")}
    with pytest.raises(StudyError, match=says):
        freeze._check_complete(replace(plain, **change), (), None)
    with pytest.raises(StudyError, match="all of one kind"):
        freeze._check_complete(plain, (), None)
