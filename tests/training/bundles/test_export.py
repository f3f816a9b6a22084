"""From a run to a bundle that the viewer loads; nothing is written on disagreement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from inference.model.bundle import load
from inference.model.card_validation import BUILTIN_INPUTS, check_card
from inference.model.child_session import verify
from inference.model.input_checks import latent_distance, latent_gate, pelvis_odds
from inference.model.session import Session
from inference.records import InputSpec
from tests.models import tiny_card
from tests.training.conftest import SIZE, ToyRun
from training.bundles import onnx_graph
from training.bundles.fit_input_gate import Limbs, carried, fit_gate
from training.bundles.make_bundle import distinct
from training.cli import export, learned
from training.cli.export import _kept_apart
from training.cli.lineage import stage
from training.cli.main import main
from training.data import cache
from training.data.batches import FilmSet
from training.errors import TrainingError
from training.evaluation import calibration
from training.networks.densenet import JointNet, build
from training.networks.weights import architecture_of, from_graph, load_weights

pytestmark = pytest.mark.torch


def test_the_bundle_loads_and_passes_its_self_tests(toy_run: ToyRun) -> None:
    bundle = load(toy_run.bundle)
    verify(bundle)
    card = bundle.card
    assert card.input.size == SIZE
    assert card.synthetic_training
    assert card.training_films == 84
    assert card.roc_films == (24, 4)
    assert "84 films, " in card.training_data
    assert len(card.self_tests) == len(BUILTIN_INPUTS)
    assert card.gate is not None
    names = [point.name for point in card.operating_points]
    assert {"sensitive", "specific", "half"} <= set(names)
    points = {point.name: point.threshold for point in card.operating_points}
    assert points["sensitive"] < points["specific"]
    assert all(point.films == 28 for point in card.operating_points)


def test_graph_has_the_contract_names_and_any_number_of_films(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle))
    film = np.zeros((1, 1, SIZE, SIZE), np.float32)
    out = session.run(film)
    assert out.logits.shape == (7,)
    assert out.class_maps.shape == (7, 2, 2)
    import onnxruntime

    plain = onnxruntime.InferenceSession(load(toy_run.bundle).graph_bytes())
    assert plain.run(["logits"], {"film": np.repeat(film, 3, axis=0)})[0].shape == (3, 7)


def test_a_joint_model_keeps_the_gate_of_one_of_its_networks(toy_run: ToyRun) -> None:
    base = load(toy_run.bundle)
    torch.manual_seed(3)
    other, own = build("tiny"), build("tiny")
    own.load_state_dict(from_graph(base.graph_bytes()), strict=False)
    gate = export._gate_from(JointNet([other, own]), toy_run.bundle)
    latent = np.random.default_rng(4).normal(size=(2, len(gate.mean) // 2)).astype(np.float32)
    assert base.card.gate is not None
    alone, joined = latent_distance(base.card.gate, latent[1]), latent_distance(gate, latent.reshape(-1))
    assert joined == pytest.approx(alone)
    with pytest.raises(TrainingError, match="does not belong"):
        export._gate_from(other, toy_run.bundle)


def test_weights_come_back_from_the_graph(toy_run: ToyRun) -> None:
    trained = load_weights(toy_run.run)
    back = load_weights(toy_run.bundle)
    assert architecture_of(back) == "tiny"
    missing = set(trained) - set(back)
    assert all(name.startswith("finder.") or name.endswith("num_batches_tracked") for name in missing)
    for name, value in back.items():
        torch.testing.assert_close(value, trained[name].float(), rtol=1e-3, atol=1e-6)


def test_half_precision_weights_are_a_cast_away() -> None:
    torch.manual_seed(1)
    spec = InputSpec(size=64)
    half, full = (onnx_graph.export(build("tiny"), spec, half=value) for value in (True, False))
    assert len(half.data) < 0.85 * len(full.data)  # of a tiny network; names weigh as much as numbers
    assert half.difference <= onnx_graph.AGREEMENT
    assert full.rounding == 0
    import onnx

    stored = onnx.load_from_string(half.data).graph.initializer
    assert all((len(item.dims) > 1) == item.name.endswith(".fp16") for item in stored if item.dims)
    assert from_graph(full.data)["features.conv0.weight"].dtype == torch.float32


def test_export_is_reproducible() -> None:
    torch.manual_seed(1)
    net = build("tiny")
    assert onnx_graph.export(net, InputSpec(size=64)).data == onnx_graph.export(net, InputSpec(size=64)).data


def test_nothing_is_written_on_disagreement(
    toy_run: ToyRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onnx_graph, "AGREEMENT", -1.0)
    assert main(["export", "--run", str(toy_run.run), "--out", str(tmp_path / "b"), "--name", "x"]) == 1
    assert "no file was written" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_weight_beyond_half_precision_is_told() -> None:
    net = build("tiny")
    with torch.no_grad():
        net.features.conv0.weight[0, 0, 0, 0] = 1e6  # type: ignore[index, union-attr]
    with pytest.raises(TrainingError, match="--fp32"):
        onnx_graph.export(net, InputSpec(size=64))


def test_an_existing_bundle_is_not_overwritten(toy_run: ToyRun, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["export", "--run", str(toy_run.run), "--out", str(toy_run.bundle), "--name", "x"]
    assert main(arguments) == 1
    assert "already" in capsys.readouterr().err


def test_a_folder_that_is_no_run_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--run", str(tmp_path), "--out", str(tmp_path / "b"), "--name", "x"]) == 1
    assert "no run folder" in capsys.readouterr().err


def test_temperature_is_found() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 7))
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    target = np.array([rng.choice(7, p=row) for row in p])
    assert calibration.fit_temperature((logits * 2.5).astype(np.float32), target) == pytest.approx(
        2.5, rel=0.08
    )


def test_operating_points_are_ordered_and_hold_on_their_films() -> None:
    rng = np.random.default_rng(1)
    truth = np.arange(300) % 2 == 0
    fracture = np.clip(np.where(truth, rng.normal(0.7, 0.2, 300), rng.normal(0.3, 0.2, 300)), 0.001, 0.999)
    points = {p.name: p.threshold for p in calibration.operating_points(fracture, truth, "made")}
    assert points["sensitive"] < points["specific"]
    assert calibration.rates(fracture, truth, points["sensitive"])[0] >= calibration.WANTED
    assert calibration.rates(fracture, truth, points["specific"])[1] >= calibration.WANTED
    roc = calibration.roc_points(fracture, truth)
    assert [row[0] for row in roc] == sorted(row[0] for row in roc)
    assert roc[0][1] == 1
    assert roc[-1][2] == 1
    check_card(replace(tiny_card(onnx_sha256="0" * 64), roc=roc, roc_films=(150, 150)))
    close = calibration.roc_points(0.5 + np.arange(300) * 1e-8, truth)  # one threshold after rounding
    check_card(replace(tiny_card(onnx_sha256="0" * 64), roc=close))


def test_one_half_stays_the_default_unless_another_is_better() -> None:
    truth = np.array([True] * 50 + [False] * 50)
    good = np.where(truth, 0.9, 0.1)
    assert calibration.operating_points(good, truth, "made")[0].name == "half"
    low = np.where(truth, 0.3, 0.1)
    first = calibration.operating_points(low, truth, "made")[0]
    assert first.name == "balanced"
    assert 0.1 < first.threshold < 0.3
    with pytest.raises(TrainingError, match="with and without"):
        calibration.operating_points(good, np.ones(100, bool), "made")


def test_the_default_is_never_more_sensitive_than_sensitive() -> None:
    """At 0.2 sensitivity and specificity add up to 1.93, at 0.95 of fractures found to 1.92."""
    truth = np.repeat([True, False], 100)
    fracture = np.repeat([0.9, 0.3, 0.01, 0.1, 0.35, 0.95], [95, 4, 1, 94, 3, 3])
    points = calibration.operating_points(fracture, truth, "made")
    found = {p.name: p.threshold for p in points}
    assert calibration.rates(fracture, truth, 0.2) == (0.99, 0.94)
    assert found["sensitive"] == pytest.approx(0.625)
    assert found["sensitive"] <= points[0].threshold <= found["specific"]


def test_points_hold_on_the_source_that_fares_worst() -> None:
    """Real films without a fracture look more like one than generated ones: the points are theirs."""
    rng = np.random.default_rng(3)
    truth = np.arange(300) < 150
    source = ["" if i < 250 else "real" for i in range(300)]
    middle = np.where(truth, 0.75, np.where(np.arange(300) < 250, 0.2, 0.5))
    fracture = np.clip(rng.normal(middle, 0.1), 0.001, 0.999)
    plain = {p.name: p.threshold for p in calibration.operating_points(fracture, truth, "made")}
    worst = {p.name: p.threshold for p in calibration.operating_points(fracture, truth, "made", source)}
    assert worst["specific"] > plain["specific"]
    assert (fracture[250:] < worst["specific"]).mean() >= calibration.WANTED
    assert (fracture[250:] < worst["sensitive"]).mean() >= calibration.FLOOR
    few = ["" if i < 290 else "real" for i in range(300)]  # ten films set nothing by themselves
    alone = {p.name: p.threshold for p in calibration.operating_points(fracture, truth, "made", few)}
    assert alone["specific"] < worst["specific"]


def test_the_distance_lets_its_own_films_pass_and_refuses_others() -> None:
    rng = np.random.default_rng(2)
    mix = rng.normal(size=(6, 20))
    own, val = (rng.normal(size=(count, 6)) @ mix for count in (300, 200))
    found = fit_gate(own, val, None, "made")
    far = [latent_distance(found, row.astype(np.float32)) > found.threshold for row in val]
    assert np.mean(far) <= 0.01
    other = rng.normal(4, 1, (100, 6)) @ mix
    assert np.mean([latent_distance(found, row.astype(np.float32)) > found.threshold for row in other]) > 0.9


def latents(rng: np.random.Generator, count: int, part: int, real: bool) -> NDArray[np.float32]:
    """Toy latents: a direction for each part, and a far larger one that only tells the source."""
    rows = rng.normal(0, 1, (count, 20))
    rows[:, part] += 5
    rows[:, 10] += 20 * real
    return rows.astype(np.float32)


def test_the_head_refuses_limbs_by_their_part_and_not_by_their_source() -> None:
    rng = np.random.default_rng(3)
    groups = [(0, "hand", True), (0, "hand", False), (1, "leg", True), (1, "leg", False)]
    limbs = Limbs(
        np.concatenate([latents(rng, 60, number, real) for number, _, real in groups]),
        tuple(part for _, part, _ in groups for _ in range(60)),
        tuple(f"p{i}" for i in range(240)),
        np.array([not real for _, _, real in groups for _ in range(60)]),
    )
    found = fit_gate(latents(rng, 200, 2, False), latents(rng, 100, 2, False), limbs, "made")
    assert found.parts == ("pelvis", "limb")
    kinds = {"own": (2, False), "real pelvis": (2, True), "real leg": (1, True), "made hand": (0, False)}
    passed = {
        name: np.mean([pelvis_odds(found, row) >= found.least for row in latents(rng, 100, *kind)])
        for name, kind in kinds.items()
    }
    assert passed["own"] > 0.97
    assert passed["real pelvis"] > 0.9  # none was seen: only the source is new
    assert max(passed["real leg"], passed["made hand"]) < 0.25
    refused = latent_gate(found, latents(rng, 1, 1, True)[0])
    assert refused is not None
    assert "another part of the body" in refused.reason


def test_a_tuned_model_keeps_its_base_head() -> None:
    rng = np.random.default_rng(4)
    limbs = Limbs(
        np.concatenate([latents(rng, 60, 0, True), latents(rng, 60, 0, False)]),
        ("hand",) * 120,
        tuple(f"p{i}" for i in range(120)),
        np.array([False] * 60 + [True] * 60),
    )
    val = latents(rng, 100, 2, False)
    base = fit_gate(latents(rng, 200, 2, False), val, limbs, "base")
    fresh = fit_gate(latents(rng, 200, 2, False) + 1, val, None, "fresh")
    found = carried(fresh, base, val)
    assert found.parts == base.parts
    assert pelvis_odds(found, val[0]) == pytest.approx(pelvis_odds(base, val[0]), abs=1e-3)
    assert found.threshold == max(fresh.threshold, base.threshold)
    assert carried(fresh, None, val) is fresh


def test_thresholds_stay_inside_0_and_1_on_saturated_answers() -> None:
    fracture = np.array([0.0] * 5 + [1.0] * 5)
    truth = np.array([True, False] * 5)
    points = calibration.operating_points(fracture, truth, "ten films")
    assert all(0 < point.threshold < 1 for point in points)


@pytest.mark.parametrize(
    ("seeds", "words"),
    [((1, 2), "another seed"), ((1, 1), "data sets of their own"), ((1, None), "data sets of their own")],
)
def test_the_card_says_of_validation_films_what_is_known(
    tmp_path: Path, seeds: tuple[int | None, int | None], words: str
) -> None:
    for name, seed in zip(("data", "val"), seeds, strict=True):
        (tmp_path / name).mkdir()
        if seed is not None:
            (tmp_path / name / "dataset.json").write_text(f'{{"seed": {seed}}}', "utf8")
    told = {name: [str(tmp_path / name)] for name in ("data", "val")}
    assert words in _kept_apart(told)
    assert "same data sets" in _kept_apart(told | {"val": []})


def test_films_are_called_synthetic_only_where_their_set_says_so(tmp_path: Path) -> None:
    made, own = tmp_path / "made", tmp_path / "own"
    for folder in (made, own):
        folder.mkdir()
    (made / "dataset.json").write_text('{"kind": "synthetic pelvis"}', "utf8")
    assert learned.kind_of({"data": [str(made)]}).startswith("Synthetic AP pelvis films")
    assert "ynthetic" not in learned.kind_of({"data": [str(own)]})
    both = learned.kind_of({"data": [str(made), str(own)]})
    assert "Synthetic" in both
    assert "not generated" in both
    assert export._validated_by({"data": [str(made)], "val": [str(own)]}) == "validation"
    assert export._validated_by({"data": [str(made)], "val": []}) == "synthetic validation"
    with pytest.raises(TrainingError, match="gone"):
        learned.kind_of({"data": [str(tmp_path / "lost")]})


def test_whose_limb_films_taught_is_told(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "truth.jsonl").write_text("", "utf8")
    told = {"training_films": 10, "limb_films": 4, "input": {"size": 64}, "plan": {"augment": {}}}
    said = {"limbs_generated": True, "limbs": "gone"}
    for further, words in (
        (said, "4 generated limb films"),
        (said | {"limbs_generated": False}, "4 real limb films of FracAtlas"),
        ({"limbs": str(tmp_path / "made")}, "4 generated limb films"),  # an earlier run
        ({"limbs": str(tmp_path)}, "4 real limb films of FracAtlas"),
    ):
        assert f"10 films and {words}, 2 epochs" in learned._stage_words(stage(told | further, 2))
    earlier = {"films": 10, "limbs": 4, "epochs": 2, "size": 64}
    assert "FracAtlas" in learned._stage_words(earlier)


def test_a_repeated_film_counts_once(toy_run: ToyRun) -> None:
    films = FilmSet.of(
        [cache.open_cache(toy_run.train.parent / "cache" / "train")], load(toy_run.bundle).card.input
    )
    assert distinct(replace(films, picks=films.picks[:10] * 3 + films.picks[:20])) == 20
