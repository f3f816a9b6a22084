"""Runs of ``fit`` compared on films that had no part."""

from __future__ import annotations

import json
import runpy
import shutil
from pathlib import Path

import pytest

from tests.training.conftest import ToyRun
from tests.training.toy import make_set
from training.cli.main import main

CURVES = Path(__file__).resolve().parents[3] / "packaging" / "learning_curves.py"
pytestmark = pytest.mark.torch


def test_runs_are_compared_on_films_that_none_of_them_knows(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same weights under two seeds: the difference is nought; films that a run knows are refused."""
    runs = []
    for seed in (1, 2):
        run = tmp_path / f"run{seed}"
        shutil.copytree(toy_run.run, run)
        told = json.loads((run / "run.json").read_text("utf8"))
        told["plan"]["seed"] = seed
        (run / "run.json").write_text(json.dumps(told), "utf8")
        runs.append(str(run))
    test, out = make_set(tmp_path / "test", 42, 3, "test"), tmp_path / "table.md"

    def compared(films: Path, *rows: list[str]) -> int:
        more = [word for row in rows for word in ("--row", *row)]
        given = ["--test", str(films), "--cache", str(tmp_path / "cache"), "--cache-size", "128"]
        return main(["compare", *more, *given, "--threads", "1", "--out", str(out)])

    assert compared(test, ["limbs", *runs], ["scratch", runs[1]]) == 0
    text = out.read_text("utf8")
    assert "42 films answered, 36 with a fracture, 42 patients" in text
    first, second = (
        next(li for li in text.splitlines() if li.startswith(f"| {n} |")) for n in ("limbs", "scratch")
    )
    assert first.split("|")[2:8] != second.split("|")[2:8]
    assert first.split("|")[3:9] == second.split("|")[3:9]  # the seeds differ, the answers do not
    assert "+0.000" in second
    assert "scratch less limbs: of seed 2 alone, which both have." in text
    assert text.count("| limbs | 2 |") == 1 + 5  # its row says two seeds; its second run's five epochs
    assert compared(test, ["limbs", runs[0]], ["scratch", runs[1]]) == 0
    assert "scratch less limbs: none, for they share no seed." in out.read_text("utf8")
    assert compared(test, ["limbs", *runs], ["scratch", *runs]) == 0
    assert "scratch less limbs" not in out.read_text("utf8")
    for films, words in ((toy_run.train, "taught the weights"), (toy_run.val, "validation films, too")):
        assert compared(films, ["limbs", *runs]) == 1
        assert words in capsys.readouterr().err
    assert compared(test, ["limbs", runs[0], runs[0]]) == 1
    assert "different seeds" in capsys.readouterr().err
    broken = make_set(tmp_path / "broken", 1, 3, "test")
    (broken / "truth.jsonl").unlink()
    (broken / "manifest.csv").write_text("film,patient,class\nfilms/test-000000.dcm,p,fracture\n", "utf8")
    assert compared(broken, ["limbs", runs[0]]) == 1
    assert "No film of broken has a known class" in capsys.readouterr().err


def test_the_curves_of_a_page_are_drawn(tmp_path: Path) -> None:
    """An epoch whose AUC is not defined is left out; a page without the table is refused."""
    script = runpy.run_path(str(CURVES))
    head = "| run | seed | epoch | training loss | validation loss | validation AUC |\n|" + " --- |" * 6
    page = "\n".join([head, "| limbs | 1 | 1 | 4.8 | 1.8 | – |", "| limbs | 1 | 2 | 4.6 | 1.8 | 0.675 |"])
    found = script["curves"](page)
    assert found == ("epoch", "validation AUC", {"limbs": {"1": [(2.0, 0.675)]}})
    script["draw"](*found, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").stat().st_size < 80_000
    with pytest.raises(ValueError, match="no table of epochs"):
        script["curves"]("# Runs")
