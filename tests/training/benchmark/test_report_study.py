"""What reports gain, compared: which runs are made, that none is repeated, and the table of their answers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from training.benchmark.answered import Answered
from training.benchmark.report_study import ReportStudy, run, write_table
from training.cli.main import parser
from training.cli.report_study import study_of
from training.errors import TrainingError
from training.report_supervision.scores import scores

pytestmark = pytest.mark.torch

TARGET = np.arange(60) % 7


class Pretended:
    """Stands for ``shenton-train report``: writes answers, the better the more reports teach."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[str] = []
        self._fails = fails

    def __call__(self, words: Sequence[str]) -> int:
        out = Path(words[words.index("--out") + 1])
        self.asked.append(out.name)
        if out.name == self._fails:
            return 1
        gain = {"base": 0.6, "m2-bag": 2.0}[out.name.rsplit("-", 1 if "folds" in out.name else 2)[0]]
        rng = np.random.default_rng(int(words[words.index("--seed") + 1]))
        shares = rng.random((60, 7)) + gain * np.eye(7)[TARGET]
        self._write(out, shares / shares.sum(axis=1, keepdims=True), folds="--folds" in words)
        return 0

    def _write(self, out: Path, shares: np.ndarray, *, folds: bool) -> None:
        (out / "stage-class").mkdir(parents=True)
        parts = {f"fold-{n}/answers.json": np.arange(60) % 2 == n for n in (0, 1)}
        for name, held in (parts if folds else {"test.json": np.ones(60, bool)}).items():
            some = np.flatnonzero(held)
            told = {"films": [f"{i:02d}" for i in some], "target": TARGET[some].tolist()}
            told |= {"patients": [f"p{i // 2}" for i in some], "shares": shares[some].tolist()}
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(json.dumps(told), "utf8")


def small(out: Path) -> ReportStudy:
    films = ("--data", "t", "--val", "v", "--test", "x")
    return ReportStudy(out, films, ("--data", "c"), (20, 0), (1, 2), ("base", "m2-bag"), 2, ("--epochs", "1"))


def test_every_run_is_made_once_and_the_table_says_what_the_answers_say(tmp_path: Path) -> None:
    command = Pretended(fails="m2-bag-all-2")
    with pytest.raises(TrainingError, match="m2-bag-all-2 did not end well"):
        run(small(tmp_path), command, lambda words: None, 50)
    assert len(command.asked) == 8
    half = write_table(small(tmp_path), 20).read_text("utf8")
    assert half.count("| base | 2 |") == 2
    assert half.count("| M2, bag of words | 2 |") == half.count("| M2, bag of words | 1 |") == 1
    again = Pretended()
    text = run(small(tmp_path), again, lambda words: None, 50).read_text("utf8")
    assert again.asked == ["m2-bag-all-2", "base-folds", "m2-bag-folds"]
    assert not list(tmp_path.glob("*/stage-*"))  # what only a run that goes on would need
    run(small(tmp_path), again, lambda words: None, 50)
    assert len(again.asked) == 3
    assert text.count("| base |") == text.count("| M2, bag of words |") == 3
    assert "60 films answered, 51 with a fracture, 30 patients" in text
    assert str(tmp_path) not in text
    row = next(line for line in text.splitlines() if line.startswith("| M2, bag"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    runs = [Answered.read(tmp_path / f"m2-bag-20-{seed}" / "test.json") for seed in (1, 2)]
    own = [scores(one.shares, one.target) for one in runs]
    means = [np.mean([one.auc for one in own]), np.mean([one.accuracy[7] for one in own])]
    assert [float(cells[2].split()[0]), float(cells[7].split()[0])] == pytest.approx(means, abs=6e-4)
    assert re.fullmatch(r"\+0\.\d{3} \(\+0\.\d{3} to \+0\.\d{3}\)", cells[10])  # less base: accuracy, 7


def test_runs_that_answered_other_films_are_not_compared(tmp_path: Path) -> None:
    made = small(tmp_path)
    run(made, Pretended(), lambda words: None, 20)
    told = json.loads((tmp_path / "m2-bag-20-1" / "test.json").read_text("utf8"))
    told["films"][0] = "another"
    (tmp_path / "m2-bag-20-1" / "test.json").write_text(json.dumps(told), "utf8")
    with pytest.raises(TrainingError, match="different films"):
        run(made, Pretended(), lambda words: None, 20)


def test_options_after_two_dashes_are_of_every_training(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "report-study",
        "--data",
        "a",
        "--val",
        "b",
        "--test",
        "c",
        "--out",
        "o",
        "--sizes",
        "0",
        "9",
        "4",
    ]
    args = parser("report-study").parse_args([*words, "--systems", "m2-none", "base", "--", "--lr", "0.1"])
    made = study_of(args)
    assert made.sizes == (4, 9, 0)
    assert made.kinds == ("base", "m2-none")
    steps = made.steps()
    assert list(steps)[:2] == ["base-4-1", "m2-none-4-1"]
    assert len(steps) == 2 * 3 * 3
    command = " ".join(steps["m2-none-9-3"])
    assert "--at-most 9 --seed 3 --system m2 --hide-words 1 --lr 0.1" in command
    parser("report").parse_args(steps["m2-none-9-3"])  # it is a command that there is
