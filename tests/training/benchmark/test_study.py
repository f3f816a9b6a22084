"""All systems on the same films, from films to one table, at toy scale."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.training.evaluation.test_html import first_two
from tests.training.limb_toy import make_limbs
from tests.training.report_supervision.test_run import add_reports
from tests.training.toy import make_set
from training.benchmark import study
from training.benchmark.study import IMAGENET, QUICK, STEPS, SYSTEMS, Sets, Study
from training.benchmark.table import table
from training.cli.main import main
from training.errors import TrainingError
from training.evaluation.html import latent
from training.report_supervision import network

pytestmark = pytest.mark.torch


def small(out: Path, **changes: bool) -> Study:
    given = {"given": True, "limbs_given": True} | changes
    return Study(out, QUICK, Sets(*(out / name for name in ("a", "b", "c", "d"))), **given)


def test_the_films_are_made_where_none_are_given(tmp_path: Path) -> None:
    names = [step.name for step in small(tmp_path, given=False, limbs_given=False).steps()]
    assert names[:4] == ["films a", "films b", "films c", "films d"]
    assert {name for name in names if name in SYSTEMS} == set(SYSTEMS)
    assert names[-1] == "evaluation"
    assert not any(step.name.startswith("films") for step in small(tmp_path).steps())


def test_rows_from_imagenet_are_added_where_asked_for(tmp_path: Path) -> None:
    plain, more = small(tmp_path), small(tmp_path, imagenet=True)
    added = [step for step in more.steps() if step.name not in {one.name for one in plain.steps()}]
    assert [step.name for step in added if not step.name.startswith("bundle")] == list(IMAGENET)
    assert all("--imagenet" in step.command for step in added if step.name in IMAGENET)
    assert {step.name for step in plain.steps()} < {step.name for step in more.steps()}
    assert list(more.systems) == [*SYSTEMS, *IMAGENET]


def test_a_failed_step_ends_the_study_and_a_finished_one_is_not_run_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def command(words: Sequence[str]) -> int:
        asked.append(words[0])
        return len(asked) > 1

    made = small(tmp_path, given=False)
    for _ in range(2):
        with pytest.raises(TrainingError, match="did not end well"):
            study.run(made, command, lambda words: None)
    assert asked == ["synth", "synth", "synth"]
    done = json.loads((tmp_path / STEPS).read_text("utf8"))
    assert [name for name, step in done.items() if step["command"]] == ["films a"]


def test_trainings_run_beside_one_another_but_a_lane_in_order(tmp_path: Path) -> None:
    made = small(tmp_path)
    asked: list[str] = []
    both = threading.Barrier(2, timeout=30)

    def command(words: Sequence[str]) -> int:
        asked.append(words[0])
        if len(asked) <= 2:
            both.wait()  # the first two trainings are under way at once
        return 1

    with pytest.raises(TrainingError, match="did not end well"):
        study.run(made, command, lambda words: None, jobs=2)
    assert sorted(asked) == ["limbs", "report"]  # after the error no lane was begun


def test_the_table_gives_intervals_and_differences(tmp_path: Path) -> None:
    area = {"name": "AUC, fracture", "value": 0.8, "low": 0.75, "high": 0.85}
    section = {"films": 700, "name": "Synthetic", "figures": [area]}
    gain = {
        "first": "scratch 1.0.0",
        "second": "limbs 1.0.0",
        "metric": {**area, "value": 0.05, "low": -0.01},
    }
    report = {"models": [{"name": n, "sections": [section]} for n in SYSTEMS], "differences": [gain]}
    (tmp_path / "report.json").write_text(json.dumps(report), "utf8")
    steps = (*SYSTEMS, "pretraining")
    done = {name: {"command": ["fit", name], "minutes": 2.0} for name in steps}
    text = table(tmp_path / "report.json", SYSTEMS, done, steps, jobs=2)
    assert "0.800 (0.750 to 0.850) | 4.0 |" in text  # with its pretraining
    assert "limbs less scratch | +0.050 (-0.010 to +0.850) | – | – |" in text
    assert "| m1 | 2.0 | `shenton-train fit m1` |" in text


def test_sets_come_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "--out", str(tmp_path / "s"), "--data", str(tmp_path)]) == 1
    assert "--test" in capsys.readouterr().err


@pytest.mark.slow
def test_all_systems_run_at_toy_scale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LENGTH", 6)  # a step of the graph for each word; its full length has a test
    monkeypatch.setattr(latent, "plane", first_two)
    sets = {
        name: add_reports(make_set(tmp_path / name, count, count, name))
        for name, count in (("train", 28), ("val", 21), ("test", 22))
    }
    limbs = make_limbs(tmp_path / "limbs", 36)
    given = ["--data", str(sets["train"]), "--val", str(sets["val"]), "--test", str(sets["test"])]
    command = ["study", "--quick", "--out", str(tmp_path / "out"), "--limbs", str(limbs), *given]
    command += ["--device", "cpu", "--precision", "fp32", "--threads", "1"]
    assert main(command) == 0
    text = (tmp_path / "out" / "study.md").read_text("utf8")
    assert all(what in text for what in SYSTEMS.values())
    assert "small networks stand for those that the rows name, and the figures mean nothing" in text
    assert str(tmp_path) not in text
    assert "–" not in text  # every figure is there
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
    first = json.loads((tmp_path / "out" / STEPS).read_text("utf8"))
    assert main(command) == 0  # nothing is left to do
    assert json.loads((tmp_path / "out" / STEPS).read_text("utf8")) == first
