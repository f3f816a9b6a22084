"""Further looks at a film: its mirror image, and both hips close through a network of close views."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from inference.model import class_maps as maps
from inference.model.bundle import load
from inference.model.session import Outputs, Session
from tests.training.conftest import SIZE, ToyRun, fit_arguments
from training.cli.main import main
from training.errors import TrainingError
from training.evaluation import test_time_views

pytestmark = pytest.mark.torch


def outputs(rng: np.random.Generator, cells: int = 16) -> Outputs:
    logits = rng.normal(size=7).astype(np.float32)
    class_maps = np.zeros((7, cells, cells), np.float32)
    return Outputs(logits, class_maps, rng.normal(size=5).astype(np.float32), 1.0)


def film(rng: np.random.Generator, size: int = SIZE) -> np.ndarray:
    tensor = np.full((1, 1, size, size), -2, np.float32)
    tensor[0, 0, 4:-4, 10:-12] = rng.uniform(-1, 2, (size - 8, size - 22))
    return tensor


def test_a_film_and_its_mirror_image_get_one_answer(toy_run: ToyRun) -> None:
    plain = Session(load(toy_run.bundle), threads=1)
    base, flips = test_time_views.looking([plain], True, [], ())
    tensor = film(np.random.default_rng(1))
    mirrored = np.ascontiguousarray(tensor[..., ::-1])
    one, other = flips.run(tensor), flips.run(mirrored)
    np.testing.assert_allclose(one.logits, other.logits, atol=1e-6)
    np.testing.assert_allclose(one.class_maps, other.class_maps[..., ::-1], atol=1e-6)
    assert np.abs(plain.run(tensor).logits - plain.run(mirrored).logits).max() > 1e-4
    np.testing.assert_array_equal(one.latent, base.run(tensor).latent)
    assert flips.bundle.card.version.endswith(", flips")
    assert flips.bundle.card.onnx_sha256 == base.bundle.card.onnx_sha256


def test_a_film_is_computed_once() -> None:
    asked = []

    class Counting:
        bundle = None

        def run(self, tensor: np.ndarray) -> Outputs:
            asked.append(tensor)
            return outputs(np.random.default_rng(len(asked)))

    remembered = test_time_views.Remembered(Counting())  # type: ignore[arg-type]
    tensor = film(np.random.default_rng(2))
    assert remembered.run(tensor) is remembered.run(tensor.copy())
    remembered.run(tensor + 1)
    assert len(asked) == 2


@pytest.mark.parametrize("rule", test_time_views.RULES)
def test_joining_moves_the_fracture_and_no_class_among_fractures(rule: str) -> None:
    out, temperature, hip = outputs(np.random.default_rng(3)), 1.7, 0.8

    def shares(logits: np.ndarray) -> np.ndarray:
        powers = np.exp(logits.astype(float) / temperature)
        return powers / powers.sum()

    before, after = shares(out.logits), shares(test_time_views.joined(out, hip, rule, temperature).logits)
    whole = np.log((1 - before[0]) / before[0])
    wanted = {"mean": (whole + hip) / 2, "max": max(whole, hip), "crops": hip}[rule]
    assert np.log((1 - after[0]) / after[0]) == pytest.approx(wanted, abs=1e-5)
    np.testing.assert_allclose(after[1:] / after[1:].sum(), before[1:] / before[1:].sum(), rtol=1e-5)


def test_hips_are_found_by_evidence_for_and_against() -> None:
    out = outputs(np.random.default_rng(4))
    weights = maps.weights(maps.FRACTURE, out.logits)
    out.class_maps[0, 9, 3] = 5.0  # a whole hip: normal
    out.class_maps[int(weights[1:].argmax()) + 1, 7, 12] = 8.0  # a broken one
    out.class_maps[0, 0, 0] = 50.0  # beyond the film
    left, right = test_time_views.hip_places(out, (0.1, 0.1, 0.9, 0.9), 0.3)
    assert left == (pytest.approx(0.25), pytest.approx(9.5 / 16))  # held on the film: 0.1 and half of 0.3
    assert right == (pytest.approx(0.75), pytest.approx(7.5 / 16))


def test_crops_keep_the_scale_and_the_border() -> None:
    tensor = film(np.random.default_rng(5))
    inside = test_time_views.crop(tensor, (0.5, 0.5), 32)
    np.testing.assert_array_equal(inside[0, 0], tensor[0, 0, 16:48, 16:48])
    corner = test_time_views.crop(tensor, (0.0, 0.0), 32)
    assert (corner[0, 0, :16] == -2).all()
    np.testing.assert_array_equal(corner[0, 0, 16:, 16:], tensor[0, 0, :16, :16])
    assert test_time_views.content(tensor) == (10 / SIZE, 4 / SIZE, (SIZE - 12) / SIZE, (SIZE - 4) / SIZE)
    assert test_time_views.content(np.zeros((1, 1, 8, 8), np.float32)) == (0, 0, 1, 1)


@pytest.mark.slow
def test_evaluate_puts_each_look_beside_the_model(toy_run: ToyRun, tmp_path: Path) -> None:
    root, close, report = toy_run.run.parent, tmp_path / "close", tmp_path / "report.json"
    assert main(fit_arguments(root, close, "--epochs", "1", "--close", "1", "--size", "32")) == 0
    asked = ["evaluate", "--bundle", str(toy_run.bundle), "--data", str(toy_run.val), "--out", str(report)]
    asked += ["--limit", "8", "--flips", "--close", str(close), "--join", "mean", "crops"]
    assert main(asked) == 0
    models = json.loads(report.read_text("utf8"))["models"]
    versions = [row["version"] for row in models]
    assert versions == ["1.0.0", "1.0.0, flips", "1.0.0, close, mean", "1.0.0, close, crops"]
    assert len({row["sha256"] for row in models}) == 1
    assert main([*asked[:7], "--flips", "--into-card"]) == 1
    with pytest.raises(TrainingError, match="close views"):
        test_time_views.CloseNet(toy_run.run)
