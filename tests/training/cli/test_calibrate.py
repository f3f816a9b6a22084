"""``shenton-train calibrate``: from a folder of films to a profile of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.model import site_profile
from inference.model.bundle import load
from inference.model.site_fit import calibrated
from inference.stats.site_calibration import Wanted
from tests.inference.model.test_site_profile import card, site_films
from tests.training.conftest import ToyRun
from training.cli.calibrate import told
from training.cli.main import main

pytestmark = pytest.mark.torch


def test_unread_films_of_a_stated_mix(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site.json"
    given = ["calibrate", "--bundle", str(toy_run.bundle), "--films", str(toy_run.train), "--out", str(out)]
    assert main([*given, "--unread", "--share", "0.6", "--specificity", "0.8"]) == 0
    made = site_profile.read(out)
    card = load(toy_run.bundle).card
    assert made.model_sha256 == card.onnx_sha256
    assert made.method == "stated share"
    assert site_profile.applied(card, made, made.device).operating_points[0].name in ("half", "specific")
    assert "specific: threshold" in capsys.readouterr().out
    assert main([*given, "--share", "0.5"]) == 1
    assert main([*given, "--specificity", "1"]) == 1
    assert "between 0 and 1" in capsys.readouterr().err


def test_read_films_tell_how_many_were_left_out(toy_run: ToyRun, tmp_path: Path) -> None:
    out = tmp_path / "site.json"
    given = ["calibrate", "--bundle", str(toy_run.bundle), "--films", str(toy_run.train), "--out", str(out)]
    done = main([*given, "--specificity", "0.7", "--sensitivity", "0.7"])
    if done == 0:
        made = site_profile.read(out)
        assert made.method == "readings"
        assert made.fractures > 0
    else:
        assert not out.exists()  # a toy set may hold too few films without a fracture


def test_a_folder_without_films_is_told(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["calibrate", "--bundle", str(toy_run.bundle), "--films", str(tmp_path), "--out", "x"]
    assert main([*given, "--unread"]) == 1
    assert "no films" in capsys.readouterr().err


def test_a_point_that_too_few_fractures_leave_alone_is_told() -> None:
    films = site_films(count=60)
    few = replace(films, truth=np.arange(60) < 5)
    lines = told(calibrated(few, card(), Wanted(0.85, 0.9), "x"))
    assert "sensitive: as in the model, for fewer than 20 films with a fracture can set none" in lines
    assert not any(
        line.startswith("sensitive: as") for line in told(calibrated(films, card(), Wanted(), "x"))
    )
