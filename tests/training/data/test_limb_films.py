"""Limb films: which are used, which views are drawn, what is learned from them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch

from inference.records import InputSpec
from tests.training.conftest import ToyRun, fit_arguments
from tests.training.fitting.test_trainer import batch_of
from tests.training.limb_toy import make_generated, make_limbs
from training import run_folder
from training.cli.main import main
from training.data import cache
from training.data.augment_geometry import AugmentPlan
from training.data.batches import (
    FilmSet,
    plain_batches,
    training_batches,
    training_item,
)
from training.data.epoch_order import LIMB_NORMAL, UNKNOWN, mixed_order
from training.data.known_film import SOME_FRACTURE
from training.data.limb_films import PARTS, limb_order, part_order, read_limbs
from training.errors import TrainingError
from training.fitting.limb_metrics import limb_figures, within_parts
from training.fitting.losses import class_loss, finder_loss

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_limbs(tmp_path_factory.mktemp("limbs") / "atlas", hips=(7,))


@pytest.fixture(scope="module")
def films(folder: Path) -> FilmSet:
    cache.build(read_limbs(folder), folder.parent / "cache", size=128)
    return FilmSet.of([cache.open_cache(folder.parent / "cache")], InputSpec(size=64))


def test_no_film_of_a_block_with_a_hip_is_used(folder: Path) -> None:
    numbers = [int(film.key[3:10]) for film in read_limbs(folder)]
    assert numbers == list(range(10, 60))
    film = read_limbs(folder)[2]  # number 12: a hand, fractured
    assert (film.ao_class, film.meta["part"], len(film.boxes)) == (SOME_FRACTURE, "hand", 1)


def test_where_the_part_alone_is_learned_more_films_teach(tmp_path: Path) -> None:
    """Hardware tells a fracture, not the part; and blocks whose hips may teach test nothing."""
    table = make_limbs(tmp_path / "atlas", 40, hips=(7, 15)) / "films.csv"
    with table.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["role"] = {"7": "test", "15": "train"}.get(row["image_id"][3:10].lstrip("0"), "")
        row["hardware"] = str(int(row["image_id"] == "IMG0000031.jpg"))
    with table.open("w", encoding="utf8", newline="") as out:
        told = csv.DictWriter(out, rows[0])
        told.writeheader()
        told.writerows(rows)

    def numbers(part_alone: bool) -> list[int]:
        return [int(film.key[3:10]) for film in read_limbs(table.parent, part_alone=part_alone)]

    assert numbers(part_alone=False) == [n for n in range(20, 40) if n != 31]
    assert numbers(part_alone=True) == [n for n in range(10, 40) if n != 15]


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"no films\.csv"):
        read_limbs(tmp_path)
    (tmp_path / "films.csv").write_text("image_id\nx\n")
    with pytest.raises(TrainingError, match="not as expected"):
        read_limbs(tmp_path)


def test_generated_limbs_are_read_as_well(tmp_path: Path) -> None:
    films = read_limbs(make_generated(tmp_path / "made", 6))
    assert [film.meta["part"] for film in films] == ["hand", "leg"] * 3
    assert films[0].ao_class == SOME_FRACTURE
    (tmp_path / "made" / "truth.jsonl").write_text('{"part": "hand"}\n')
    with pytest.raises(TrainingError, match="no limb films"):
        read_limbs(tmp_path / "made")


def test_neither_part_nor_scale_tells_the_fracture(films: FilmSet) -> None:
    broken, parts = films.targets() > 0, films.parts()
    order = limb_order(broken, parts, 3000, np.random.default_rng(0), LIMB_NORMAL)
    assert (~broken[order]).mean() == pytest.approx(LIMB_NORMAL, abs=0.01)
    hands = [(parts[order][broken[order] == kind] == 0).mean() for kind in (True, False)]
    assert hands[0] == pytest.approx(hands[1], abs=0.03)


def test_a_close_view_shows_what_its_label_says(films: FilmSet) -> None:
    plan, kinds = AugmentPlan(close=1.0), Counter[bool]()
    for index in np.flatnonzero(films.targets() == UNKNOWN):
        for seed in range(8):
            item = training_item(films, int(index), plan, np.random.default_rng([int(index), seed]))
            assert item.unbroken == (not item.inside.any())
            kinds[item.unbroken] += 1
    assert kinds[False] > 2 * kinds[True] > 0


def test_batches_are_whole_or_close(films: FilmSet) -> None:
    order = mixed_order(films.targets(), films.parts(), 0.0, 1, 0)
    assert len(order) == len(films)
    sizes = Counter()
    plan = AugmentPlan(close=0.5)
    for batch in training_batches(films, order, batch=4, plan=plan, seed=(1, 0), close_size=96):
        sizes[batch.films.shape[2]] += 1
        assert set(batch.target.tolist()) <= {0, UNKNOWN}
        assert int(batch.part.min()) >= 0
    assert set(sizes) == {64, 96}


def test_hips_and_limbs_in_one_epoch() -> None:
    targets = np.array([0] * 30 + [1] * 30 + [0] * 20 + [UNKNOWN] * 20)
    parts = np.array([-1] * 60 + [0, 1] * 20)
    order = mixed_order(targets, parts, 0.25, 3, 0)
    assert len(order) == 60
    assert (parts[order] >= 0).sum() == 15
    assert not np.array_equal(order, mixed_order(targets, parts, 0.25, 3, 1))


def test_any_fracture_is_right_where_the_class_is_not_known() -> None:
    logits = torch.full((1, 7), -9.0)
    logits[0, 4] = 9
    assert class_loss(logits, torch.tensor([UNKNOWN]), 0.0) < 1e-3
    assert class_loss(logits, torch.tensor([3]), 0.0) > 5
    assert class_loss(logits, torch.tensor([0]), 0.0) > 5
    batch = batch_of(UNKNOWN, (-1, -1))
    right = torch.zeros(1, 7, 8, 8)
    right[0, 0] = 10 * (1 - batch.inside[0])
    right[0, 2] = 10 * batch.inside[0]
    assert finder_loss(right, batch) < 0.1 < finder_loss(-right, batch)


def test_a_fracture_without_a_box_tells_the_finder_nothing() -> None:
    batch = batch_of(5, (1, 0))
    batch.inside[:] = 0
    assert finder_loss(torch.randn(1, 7, 8, 8), batch) == 0


def test_validation_knows_the_part(films: FilmSet) -> None:
    parts = np.concatenate([batch.part.numpy() for batch in plain_batches(films, 8)])
    assert np.array_equal(parts, films.parts())


def test_pairs_of_different_parts_do_not_count() -> None:
    broken, parts = np.array([True, False, True, False]), np.array([0, 0, 1, 1])
    assert within_parts(np.array([0.2, 0.1, 0.9, 0.8]), broken, parts) == 1
    assert within_parts(np.array([0.2, 0.2, 0.1, 0.8]), broken, parts) == 0.25
    assert np.isnan(within_parts(np.zeros(4), np.zeros(4, bool), parts))


def test_rare_parts_come_more_often_where_the_part_alone_is_learned() -> None:
    parts = np.repeat([0, 1, 2], [900, 90, 10])
    order = part_order(parts, 1000, np.random.default_rng(0))
    share = np.bincount(parts[order]) / 1000
    assert len(order) == 1000
    assert np.allclose(share, np.sqrt([900, 90, 10]) / np.sqrt([900, 90, 10]).sum(), atol=0.02)


def test_the_part_alone_is_learned(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cheng's pretraining: nothing is learned or told of fractures; a hand is told from a leg."""
    out = tmp_path / "part"
    given = ["limbs", "--fracatlas", str(folder), "--out", str(out), "--part-alone", "--epochs", "3"]
    given += ["--cache", str(tmp_path / "cache"), "--cache-size", "128", "--architecture", "tiny"]
    given += ["--threads", "1", "--precision", "fp32", "--device", "cpu", "--lr", "5e-3", "--size", "64"]
    assert main([*given, "--close", "1"]) == 1
    assert "--close would change nothing with --part-alone" in capsys.readouterr().err
    assert main([*given, "--average", "0.9"]) == 0
    best = run_folder.load(out / "best.pt")
    assert set(best["figures"]) == {"epoch", "train_loss", "part_accuracy", "one_part_accuracy", "minutes"}
    plan = json.loads((out / "run.json").read_text("utf8"))["plan"]
    assert (plan["average"], plan["augment"]["close"], plan["losses"]["classes"]) == (0.9, 0, 0)
    assert plan["augment"]["crop"] == 0  # where the film is cut, an arm and a shoulder may be an arm alone
    assert best["weights"]["head.weight"].shape[0] == 7  # untaught; hips begin from the rest


@pytest.mark.slow
def test_limbs_first_then_hips_with_limbs_among_them(folder: Path, toy_run: ToyRun, tmp_path: Path) -> None:
    first, then = tmp_path / "limbs", tmp_path / "hips"
    common = ("--cache", str(tmp_path / "cache"), "--cache-size", "128", "--architecture", "tiny")
    fast = ("--threads", "1", "--precision", "fp32", "--device", "cpu", "--lr", "5e-3", "--size", "64")
    given = ["limbs", "--fracatlas", str(folder), "--out", str(first), "--close-size", "64", "--epochs", "2"]
    assert main([*given, *common, *fast]) == 0
    best = run_folder.load(first / "best.pt")
    assert best["weights"]["part.weight"].shape[0] == len(PARTS)
    assert set(best["figures"]) >= {"limb_auc", "limb_auc_whole", "part_accuracy"}
    assert main(["export", "--run", str(first), "--out", str(tmp_path / "b"), "--name", "x"]) == 1
    mixed = ("--limbs", f"{folder}:0.3", "--init", str(first), "--epochs", "1", "--close", "0.5")
    assert main(fit_arguments(toy_run.train.parent, then, *mixed)) == 0
    told = json.loads((then / "run.json").read_text("utf8"))
    assert told["lineage"][0]["limbs"] == told["limb_films"] > 30
    assert told["plan"]["limb_share"] == 0.3
    assert np.isfinite(run_folder.load(then / "best.pt")["figures"]["limb_auc"])
    export = ["export", "--run", str(then), "--out", str(tmp_path / "b"), "--name", "x"]
    made = make_generated(tmp_path / "made")
    assert main([*export, "--gate-limbs", str(folder), str(made)]) == 0
    card = json.loads((tmp_path / "b" / "card.json").read_text("utf8"))
    assert card["gate"]["parts"] == ["pelvis", "limb"]
    assert "generated limb films" in card["gate"]["set_on"]
    assert "real limb films of FracAtlas" in card["training_data"]
    assert any("CC BY 4.0" in licence for licence in card["training_licences"])


def test_a_film_of_one_part_is_told_among_parts() -> None:
    """Where a film of several parts is not to choose from, a near miss of one part counts as right."""
    named = torch.tensor([[3.0, 0, 0, 0], [0, 2, 0, 3], [0, 2, 3, 0], [0, 0, 0, 1], [1, 0, 0, 0]])
    whole = {"named": named, "part": torch.tensor([0, 1, 1, 3, 3])}
    assert limb_figures(whole, None) == {"part_accuracy": 0.4, "one_part_accuracy": pytest.approx(2 / 3)}
    several = {"named": named[3:], "part": torch.tensor([3, 3])}
    assert limb_figures(several, None) == {"part_accuracy": 0.5}
