"""What written reports say of the break is read back, and measured against the films' truth."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from tests.training.synth.test_report import record
from training.cli.main import main
from training.report_supervision.read_back import Moved, Said, own_reports, read_back, truth_of
from training.report_supervision.text import clean
from training.synth.report import write_report


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("No acute fracture or dislocation of the left hip.", Said()),
        ("Unremarkable right hip without fracture.", Said()),
        (
            "Rt. intertrochanteric fracture of reverse obliquity; severely displaced. No dislocation.",
            Said(True, "right", "A3", Moved.FAR),
        ),
        (
            "Impacted fracture below the left femoral head with valgus tilt. No fracture of the right hip.",
            Said(True, "left", "B1", Moved.IMPACTED),
        ),
        ("Femoral neck fracture.", Said(True, None, "B", None)),
        ("Comminuted pertrochanteric fracture, Lt, displaced.", Said(True, "left", "A2", Moved.MODERATELY)),
        ("", Said()),
    ],
)
def test_what_a_report_says_is_read_back(report: str, expected: Said) -> None:
    assert read_back(clean(report)) == expected


def test_the_rules_hold_on_the_generators_own_reports() -> None:
    """Whatever its phrases become, these rules must go with them."""
    rows = [record(index) for index in range(400)]
    rows = [row for row in rows if len(row["hips_in_field"]) == 1 and row["hips_in_field"] != [None]]
    said, true = own_reports(rows), [truth_of(row) for row in rows]
    broken = [(a, b) for a, b in zip(said, true, strict=True) if b.broken]
    assert len(broken) > 50
    for name, least in (("broken", 0.95), ("side", 0.93), ("ao_class", 0.93), ("moved", 0.88)):
        assert np.mean([getattr(a, name) == getattr(b, name) for a, b in broken]) >= least, name
    assert np.mean([a == b for a, b in zip(said, true, strict=True) if not b.broken]) >= 0.95


def test_of_two_breaks_the_one_that_is_shown_is_told() -> None:
    row = next(row for row in map(record, range(99)) if row["class"] == "A1") | {"side": "both"}
    assert truth_of(row | {"hips_in_field": ["left"]}).side == "left"
    assert truth_of(row | {"hips_in_field": ["right", "left"]}).side is None


def test_reports_of_runs_are_judged_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [record(index) for index in range(60)]
    test, run, out = tmp_path / "test", tmp_path / "m2", tmp_path / "judged.md"
    test.mkdir()
    run.mkdir()
    (test / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    broken = [row["class"] != "normal" for row in rows]
    answers = {
        "films": [row["film"] for row in rows],
        "shares": [[0.1, 0.9] + [0.0] * 5 if one else [1.0] + [0.0] * 6 for one in broken],
    }

    def judged(told: dict) -> int:
        (run / "test.json").write_text(json.dumps(told), "utf8")
        return main(["report-judge", "--run", str(run), "--test", str(test), "--out", str(out)])

    assert judged(answers) == 1
    assert "m2 wrote no reports" in capsys.readouterr().err
    assert judged(answers | {"films": ["other", *answers["films"][1:]], "reports": [""] * 60}) == 1
    assert "not in test" in capsys.readouterr().err
    assert judged(answers | {"reports": [write_report(row) for row in rows]}) == 0
    lines = out.read_text("utf8").splitlines()
    assert lines[2] == f"60 films, {sum(broken)} with a fracture."
    own, most, m2 = (line.split(" | ") for line in lines[-3:])
    assert m2[1:8] == own[1:8]  # it wrote the films' own reports
    assert own[-1] == most[-1] == "– |"
    assert float(m2[-1].split()[0]) > 0.9
    assert most[1].startswith("1.000")
    assert most[7].startswith("0.000")
