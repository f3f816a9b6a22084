"""``metal-check``: a bundle's check for metal fitted anew, and nothing else of it changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from inference.model.bundle import load
from inference.model.card import FilmCheck
from tests.training.conftest import ToyRun
from tests.training.toy import HIPS, make_set
from training.cli.main import main
from training.cli.metal_check import with_check

pytestmark = pytest.mark.torch


def metal_set(folder: Path, count: int, seed: int, split: str) -> Path:
    """Toy films, of which every third shows a bright block on its left hip."""
    make_set(folder, count, seed, split)
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf8").splitlines()]
    for row in rows[::3]:
        film = pydicom.dcmread(folder / row["film"])
        pixels = film.pixel_array.copy()
        x, y = HIPS["left"]
        pixels[y - 14 : y + 15, x - 6 : x + 7] = 4000
        film.PixelData = pixels.tobytes()
        film.save_as(folder / row["film"], enforce_file_format=True)
        digest = hashlib.sha256(np.ascontiguousarray(pixels, "<u2").tobytes()).hexdigest()
        row |= {"pixel_sha256": digest, "implant": "nail", "implant_side": "left", "hardware": True}
    (folder / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return folder


def test_only_the_check_and_the_version_change(toy_run: ToyRun, tmp_path: Path) -> None:
    train = metal_set(tmp_path / "metal", 120, 5, "train")
    held = metal_set(tmp_path / "held", 90, 6, "val")
    out = tmp_path / "made"
    words = ["metal-check", "--bundle", str(toy_run.bundle), "--data", str(train), "--val", str(held)]
    words += ["--cache", str(tmp_path / "cache"), "--version", "1.0.1", "--out", str(out), "--threads", "1"]
    assert main(words) == 0
    before, after = load(toy_run.bundle), load(out)
    assert after.graph_bytes() == before.graph_bytes()
    check = next(one for one in after.card.checks if one.name == "implant")
    assert min(check.sensitivity, check.specificity) > 0.7
    assert "90 validation films (90 synthetic toy)" in check.set_on
    assert after.card == with_check(before.card, check, "1.0.1")
    assert main(words) == 1  # something stands there already
    assert load(out).card == after.card


def test_films_that_tell_nothing_make_no_bundle(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["metal-check", "--bundle", str(toy_run.bundle), "--version", "1.0.1", "--threads", "1"]
    words += ["--cache", str(tmp_path / "cache"), "--out", str(tmp_path / "made")]
    sets = ["--data", str(toy_run.train), "--val", str(toy_run.val)]
    assert main([*words, *sets]) == 1
    assert "shows metal" in capsys.readouterr().err
    assert main([*words, "--data", str(toy_run.train), "--val", str(toy_run.train)]) == 1
    assert not (tmp_path / "made").exists()


def test_a_check_keeps_its_place_among_the_others(toy_run: ToyRun) -> None:
    def check(name: str, bias: float) -> FilmCheck:
        return FilmCheck(name, (1.0,), bias, "made", 0.9, 0.9)

    old, other, new = check("implant", 1.0), check("cropped", 2.0), check("implant", 3.0)
    card = replace(load(toy_run.bundle).card, checks=(old, other))
    assert with_check(card, new, "2").checks == (new, other)
    assert with_check(card, new, "2").version == "2"
    assert with_check(replace(card, checks=(other, old)), new, "2").checks == (other, new)
    assert with_check(replace(card, checks=(other,)), new, "2").checks == (new, other)
