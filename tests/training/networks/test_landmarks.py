"""Landmarks: what the network is taught, and what its heat says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from inference.records import InputSpec
from tests.training.toy import make_set
from training.cli.main import main
from training.data.augment_geometry import View
from training.data.batches import FilmSet
from training.data.cache import Entry
from training.errors import TrainingError
from training.fitting.landmarks import MarksPlan, train
from training.networks.landmarks import NAMES, LandmarkNet, asked, heat_loss, heat_of, load, located, places

pytestmark = pytest.mark.torch
POINTS = {"left_head": (0.7, 0.4), "left_greater": (0.8, 0.38), "right_head": (0.3, 0.41)}


def entry() -> Entry:
    return Entry("film", "normal", None, "p", "0", (0.0, 0.1, 1.0, 0.9), points=POINTS)


def test_heat_tells_where_a_mark_lies_and_that_one_is_not_shown() -> None:
    heat = heat_of(POINTS, (0.0, 0.1, 1.0, 0.9), 64)
    found = located(heat)
    for name, (x, y) in POINTS.items():
        assert found[name].x == pytest.approx(x, abs=0.004)
        assert found[name].y == pytest.approx(y, abs=0.004)
        assert found[name].heat > 0.8
    assert found["left_shaft"].heat == 0
    cut = located(heat_of(POINTS, (0.0, 0.1, 0.5, 0.9), 64))
    assert cut["left_head"].heat == 0
    assert cut["right_head"].heat > 0.8


def test_a_mirrored_film_has_its_sides_changed() -> None:
    plain = places(entry(), View((0.5, 0.5), (1.0, 1.0)))
    mirrored = places(entry(), View((0.5, 0.5), (1.0, 1.0), mirror=True))
    assert plain["left_head"] == pytest.approx((0.7, 0.4))
    assert mirrored["right_head"] == pytest.approx((0.3, 0.4))
    assert mirrored["left_head"] == pytest.approx((0.7, 0.41))


def test_the_network_answers_at_a_quarter_of_the_size_and_for_mirror_images_alike() -> None:
    torch.manual_seed(3)
    net = LandmarkNet().eval()
    assert net(torch.zeros(2, 1, 64, 64)).shape == (2, len(NAMES), 16, 16)
    film = np.random.default_rng(1).random((1, 64, 64)).astype(np.float32)
    here, there = asked(net, film)[0], asked(net, np.ascontiguousarray(film[:, :, ::-1]))[0]
    assert here["left_head"].heat == pytest.approx(there["right_head"].heat, abs=1e-5)


def test_what_cannot_be_trained_or_is_no_such_network_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TrainingError, match="0 training films, and a batch has 8"):
        train(FilmSet((), InputSpec(size=64)), MarksPlan(imagenet=False))
    given = ["landmarks", "--data", "x", "--val", "y", "--cache", "z", "--out", "o", "--size", "250"]
    assert main(given) == 1
    assert "size 250 is no multiple of 16" in capsys.readouterr().err
    other = tmp_path / "best.pt"
    for content in ({"weights": {"a": torch.zeros(1)}}, {"weights": [1]}, {"x": 1}, [1]):
        torch.save(content, other)
        with pytest.raises(TrainingError, match=r"best\.pt holds no network"):
            load(other)


def test_the_loss_is_least_where_the_heat_is_right() -> None:
    heat = torch.from_numpy(heat_of(POINTS, (0.0, 0.0, 1.0, 1.0), 16))[None]
    right = torch.logit(heat.clamp(1e-4, 1 - 1e-4))
    assert heat_loss(right, heat) < 0.1 * heat_loss(torch.zeros_like(heat), heat)


def test_marks_that_are_nowhere_found_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    films = [str(make_set(tmp_path / name, 8, seed, name)) for name, seed in (("train", 1), ("val", 2))]
    given = ["--cache", str(tmp_path / "cache"), "--out", str(tmp_path / "marks.pt"), "--random"]
    with caplog.at_level("INFO"):
        assert main(["landmarks", "--data", films[0], "--val", films[1], *given, "--size", "64"]) == 0
    for mark in ("head", "greater", "lesser", "shaft"):
        assert f"{mark}: none found on the films of --val" in caplog.text
