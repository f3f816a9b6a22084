"""The loop: learns, stops, goes on with the same curve, says what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from inference.model.bundle import load as load_bundle
from inference.records import InputSpec
from tests.training.conftest import ToyRun, fit_arguments
from tests.training.toy import make_set
from training import run_folder
from training.cli import fit as fit_command
from training.cli.fit import head_growth, plan_of
from training.cli.lineage import check_first_weights, from_imagenet, lineage_of
from training.cli.main import main, parser
from training.data import cache
from training.data.augment_geometry import AugmentPlan
from training.data.batches import Batch, FilmSet, rounds, training_batches
from training.data.dataset import read_truth
from training.errors import TrainingError
from training.fitting.losses import LossWeights, finder_loss, fracture_logit, hip_loss, total_loss, where_loss
from training.fitting.trainer import FitPlan, Stop, Trainer, fit
from training.networks.densenet import TrainingPass
from training.networks.weights import architecture_of, load_weights

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> FilmSet:
    root = tmp_path_factory.mktemp("films")
    cache.build(read_truth(make_set(root / "set", 28, 5)), root / "cache", size=64)
    return FilmSet.of([cache.open_cache(root / "cache")], InputSpec(size=64))


def plan(**changes: object) -> FitPlan:
    values = {
        "architecture": "tiny",
        "epochs": 3,
        "batch": 4,
        "device": "cpu",
        "precision": "fp32",
        "threads": 1,
    }
    return FitPlan(**{**values, **changes})  # type: ignore[arg-type]


def test_a_run_learns_and_leaves_its_curve(toy_run: ToyRun) -> None:
    data = run_folder.load(toy_run.run / "last.pt")
    history = data["progress"]["history"]
    assert len(history) == 5
    assert history[-1]["train_loss"] < history[0]["train_loss"]
    assert run_folder.load(toy_run.run / "best.pt")["figures"]["auc"] > 0.9
    assert list((toy_run.run / "tensorboard").glob("events*"))
    told = json.loads((toy_run.run / "run.json").read_text("utf8"))
    assert told["training_films"] == 84
    assert told["lineage"] == []


def test_interrupted_and_resumed_is_the_same_curve(films: FilmSet, tmp_path: Path) -> None:
    whole = fit(Trainer(plan(), films, films, tmp_path / "whole"))
    part = Trainer(plan(), films, films, tmp_path / "part")

    def interrupt(trainer: Trainer, loss: float) -> None:
        if (trainer.progress.epoch, trainer.progress.batch) == (1, 3):
            os.kill(os.getpid(), signal.SIGINT)

    assert not fit(part, on_step=interrupt).finished
    again = Trainer(plan(), films, films, tmp_path / "part")
    again.resume(tmp_path / "part" / "last.pt")
    assert (again.progress.epoch, again.progress.batch) == (1, 3)
    rest = fit(again)
    assert rest.finished
    for one, other in zip(whole.history, rest.history, strict=True):
        assert {**one, "minutes": 0} == pytest.approx({**other, "minutes": 0}, rel=1e-6)


def test_sigterm_saves_and_the_handler_is_restored(films: FilmSet, tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    trainer = Trainer(plan(), films, films, tmp_path / "run")
    result = fit(trainer, on_step=lambda trainer, loss: os.kill(os.getpid(), signal.SIGTERM))
    assert not result.finished
    assert run_folder.load(tmp_path / "run" / "last.pt")["progress"]["batch"] == 1
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_time_limit_stops(films: FilmSet, tmp_path: Path) -> None:
    assert not fit(Trainer(plan(max_minutes=1e-6), films, films, tmp_path / "run")).finished
    assert not Stop(0.0)


def test_same_seed_same_result(films: FilmSet, tmp_path: Path) -> None:
    runs = [fit(Trainer(plan(epochs=1), films, films, tmp_path / name)) for name in "ab"]
    one, other = (run.history[0] | {"minutes": 0} for run in runs)
    assert one == other


def test_bfloat16_runs(films: FilmSet, tmp_path: Path) -> None:
    result = fit(Trainer(plan(epochs=1, precision="bf16"), films, films, tmp_path / "run"))
    assert np.isfinite(result.history[0]["loss"])


def test_networks_that_answer_together_learn_on_from_their_bundle(
    toy_run: ToyRun, films: FilmSet, tmp_path: Path
) -> None:
    """As tuning does it; the two may come from runs of their own."""
    pair, other = tmp_path / "pair", tmp_path / "other"
    shutil.copytree(toy_run.run, other)
    given = ["export", "--run", str(toy_run.run), "--with", str(other), "--out", str(pair), "--name", "Pair"]
    assert main([*given, "--threads", "1"]) == 0
    assert load_bundle(pair).card.training_data.startswith("The mean of 2 networks")
    state = load_weights(pair)
    trainer = Trainer(plan(architecture=architecture_of(state), epochs=1), films, films, tmp_path / "run")
    trainer.start_from(state)
    assert np.isfinite(fit(trainer).history[0]["loss"])


def test_divergence_is_told(films: FilmSet, tmp_path: Path) -> None:
    trainer = Trainer(plan(learning_rate=1e30), films, films, tmp_path / "run")
    with pytest.raises(TrainingError, match="diverged"):
        fit(trainer)


def test_too_few_films_and_foreign_weights_are_told(films: FilmSet, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="too few"):
        Trainer(plan(), films.where(lambda entry: False), films, tmp_path)
    trainer = Trainer(plan(), films, films, tmp_path)
    with pytest.raises(TrainingError, match="not complete"):
        trainer.start_from({})
    with pytest.raises(TrainingError, match="another network"):
        trainer.start_from({"head.weight": torch.zeros(7, 3)})


def test_a_damaged_checkpoint_is_told(tmp_path: Path) -> None:
    (tmp_path / "last.pt").write_bytes(b"damaged")
    with pytest.raises(TrainingError, match="damaged"):
        run_folder.load(tmp_path / "last.pt")
    with pytest.raises(TrainingError, match=r"no best\.pt"):
        run_folder.load(tmp_path / "best.pt")


def test_a_second_run_in_the_same_folder_is_refused(
    toy_run: ToyRun, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(fit_arguments(toy_run.train.parent, toy_run.run)) == 1
    assert "--resume" in capsys.readouterr().err


def test_resume_and_init_from_the_command_line(toy_run: ToyRun, tmp_path: Path) -> None:
    root = toy_run.train.parent
    out = tmp_path / "next"
    assert main(fit_arguments(root, out, "--init", str(toy_run.run), "--epochs", "1")) == 0
    told = json.loads((out / "run.json").read_text("utf8"))
    assert [(i["films"], i["size"], i["close"]) for i in told["lineage"]] == [(84, 64, 0)]
    first = run_folder.load(out / "last.pt")["progress"]["history"][0]
    assert first["auc"] > 0.9
    assert main(fit_arguments(root, out, "--resume", "--epochs", "2")) == 0
    assert len(run_folder.load(out / "last.pt")["progress"]["history"]) == 2
    assert json.loads((out / "run.json").read_text("utf8"))["lineage"] == told["lineage"]


def test_close_views_first_and_whole_films_after(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, close, whole = toy_run.train.parent, tmp_path / "close", tmp_path / "whole"
    assert main(fit_arguments(root, close, "--close", "1", "--epochs", "1")) == 0
    assert main(["export", "--run", str(close), "--out", str(tmp_path / "b"), "--name", "x"]) == 1
    assert "close views" in capsys.readouterr().err
    assert main(fit_arguments(root, whole, "--init", str(close), "--epochs", "1", "--lr", "1e-9")) == 0
    assert json.loads((whole / "run.json").read_text("utf8"))["lineage"][0]["close"] == 1
    before, after = (load_weights(run)["head.weight"] for run in (close, whole))
    torch.testing.assert_close(after, before * head_growth(64, 64), rtol=1e-3, atol=1e-5)
    assert head_growth(256, 512) == 2


def test_a_run_goes_on_only_with_what_it_began_with(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = toy_run.train.parent, tmp_path / "run"
    assert main(fit_arguments(root, out, "--resume")) == 1
    assert "no run" in capsys.readouterr().err
    assert main(fit_arguments(root, out, "--epochs", "1", "--at-most", "30")) == 0
    kept = (out / "run.json").read_text("utf8")
    for other in (("--at-most", "40"), ("--at-most", "30", "--smoothing", "0.1", "--batch", "4")):
        assert main(fit_arguments(root, out, "--resume", "--epochs", "2", *other)) == 1
        assert "began with something else" in capsys.readouterr().err
    assert (out / "run.json").read_text("utf8") == kept
    assert main(fit_arguments(root, out, "--resume", "--epochs", "2", "--at-most", "30")) == 0


def test_a_run_that_goes_on_keeps_its_beginning(
    films: FilmSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that goes on need not name the weights again; other ones it may not name."""
    monkeypatch.setattr(Trainer, "resume", lambda *_: None)
    args = parser("fit").parse_args(fit_arguments(tmp_path, tmp_path / "run", "--resume"))
    trainer = Trainer(plan_of(args), films, films, args.out)
    for imagenet, init in ((True, None), (False, str(tmp_path / "first")), (False, None)):
        begun = fit_command.Begun(init, [], imagenet)
        run_folder.write_json(args.out / "run.json", fit_command._told(trainer, args, begun))
        assert fit_command._begin(trainer, args) == begun
    for name, value in (("init", tmp_path / "first"), ("imagenet", True)):
        other = Namespace(**{**vars(args), name: value})
        with pytest.raises(TrainingError, match=f"something else: {name}"):
            fit_command._begin(trainer, other)
    told = fit_command._told(trainer, args, begun) | {"sides_and_boxes": ["moved", "moved"]}
    with pytest.raises(TrainingError, match="sides and boxes"):
        fit_command._check_same(told, fit_command._told(trainer, args, begun))
    earlier = {name: value for name, value in told.items() if name != "sides_and_boxes"}
    fit_command._check_same(earlier, fit_command._told(trainer, args, begun))
    for said in (earlier["plan"], earlier["plan"]["losses"], earlier["plan"]["augment"]):
        for name in ("average", "classes", "strip"):  # options that came later stand at what is usual
            said.pop(name, None)
    fit_command._check_same(earlier, fit_command._told(trainer, args, begun))
    other = Namespace(**{**vars(args), "average": 0.99})
    now = fit_command._told(Trainer(plan_of(other), films, films, args.out), other, begun)
    with pytest.raises(TrainingError, match="something else: average"):
        fit_command._check_same(earlier, now)


def test_weights_of_another_kind_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(json.dumps({"kind": "report", "plan": {}}), "utf8")
    with pytest.raises(TrainingError, match="learned with reports"):
        lineage_of(tmp_path)
    (tmp_path / "run.json").write_text("{", "utf8")
    for asked in (lineage_of, from_imagenet):
        with pytest.raises(TrainingError, match="no run folder"):
            asked(tmp_path)


def test_weights_that_the_validation_films_taught_are_not_begun_with(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where an earlier run taught them; what validated there, or did not train, judges well."""
    first, second, held = (
        make_set(tmp_path / name, 7, n, name) for n, name in enumerate(("first", "second", "held"))
    )
    runs = [tmp_path / name for name in ("one", "two")]
    kept = {"val": [str(held)], "training_films": 6}
    run_folder.write_json(runs[0] / "run.json", {"data": [str(first)], "init": None, **kept})
    run_folder.write_json(runs[1] / "run.json", {"data": [str(second)], "init": str(runs[0]), **kept})
    for folder in (first, second):
        with pytest.raises(TrainingError, match=r"6 validation or test films.* the weights of two"):
            check_first_weights(runs[1], read_truth(folder))
    check_first_weights(runs[0], read_truth(second))
    for source in (None, tmp_path, runs[1]):
        check_first_weights(source, [*read_truth(held), *read_truth(first)[6:]])
    films = ("--data", str(held), "--val", str(first), "--init", str(runs[1]))
    assert main(fit_arguments(tmp_path, tmp_path / "run", *films)) == 1
    assert "taught the weights of two" in capsys.readouterr().err
    shutil.rmtree(second)
    check_first_weights(runs[1], read_truth(held))
    assert "second, which taught the weights of two, are gone" in caplog.text


def test_a_checkpoint_of_the_former_loop_is_told(films: FilmSet, tmp_path: Path) -> None:
    run_folder.save(tmp_path / "last.pt", {"net": {}, "progress": {}})
    with pytest.raises(TrainingError, match="earlier version"):
        Trainer(plan(), films, films, tmp_path).resume(tmp_path / "last.pt")


@pytest.mark.slow
def test_two_processes_train_one_network(toy_run: ToyRun, tmp_path: Path) -> None:
    root, out = toy_run.train.parent, tmp_path / "team"
    assert main(fit_arguments(root, out, "--processes", "2", "--epochs", "2", "--batch", "4")) == 0
    data = run_folder.load(out / "last.pt")
    assert len(data["progress"]["history"]) == 2
    assert data["averaging_state"]["n_averaged"] == 2 * (84 // 8)
    assert json.loads((out / "run.json").read_text("utf8"))["processes"] == 2


def test_shares_are_disjoint_and_rounds_are_whole(films: FilmSet) -> None:
    order = np.arange(27)
    parts = [
        list(training_batches(films, order, batch=4, plan=AugmentPlan(), seed=(1, 0), share=(r, 2)))
        for r in (0, 1)
    ]
    assert [len(part) for part in parts] == [3, 3] == [rounds(27, 4, 2)] * 2
    alone = list(training_batches(films, order, batch=4, plan=AugmentPlan(), seed=(1, 0)))
    assert len(alone) == rounds(27, 4) == 7
    assert (parts[1][0].films == alone[1].films).all()
    assert (parts[0][1].films == alone[2].films).all()


def test_fracture_logit_is_the_log_odds() -> None:
    logits = torch.randn(4, 7)
    p = torch.softmax(logits, dim=1)
    torch.testing.assert_close(torch.sigmoid(fracture_logit(logits)), 1 - p[:, 0])


def test_where_loss_is_small_where_the_map_lies_in_the_box() -> None:
    inside = torch.zeros(1, 4, 4)
    inside[0, 1, 1] = 1
    cells = torch.zeros(1, 7, 4, 4)
    cells[0, 3, 1, 1] = 40
    logits = torch.tensor([[0.0, 0, 0, 9, 0, 0, 0]])
    moved = torch.roll(cells, 2, dims=3)
    assert where_loss(cells, logits, inside) < 0.1
    assert where_loss(moved, logits, inside) > 2
    assert where_loss(cells, logits, torch.zeros(1, 4, 4)) == 0


def batch_of(target: int, broken: tuple[int, int]) -> Batch:
    inside, hips = torch.zeros(1, 8, 8), torch.zeros(1, 2, 8, 8)
    inside[0, 2:4, 2:4] = 1
    hips[0, 0, 2:4, 2:4] = 1
    hips[0, 1, 2:4, 6:8] = 1
    film, part = torch.zeros(1, 1, 128, 128), torch.tensor([-1])
    return Batch(film, torch.tensor([target]), inside, hips, torch.tensor([broken]), part)


def passed(logits: Tensor, cells: Tensor, finder: Tensor) -> TrainingPass:
    return TrainingPass(logits, cells, torch.tensor([2.0, 0, 0, 0, 0, 0, 0]), finder)


def test_each_hip_carries_its_own_class() -> None:
    cells = torch.zeros(1, 7, 4, 4)
    cells[0, 5, 1, 1] = 16 * 8  # the left hip's cell
    out = passed(torch.zeros(1, 7), cells, torch.zeros(1, 7, 8, 8))
    assert hip_loss(out, batch_of(5, (1, 0))) < 0.4
    assert hip_loss(out, batch_of(5, (0, 1))) > 3
    assert hip_loss(out, batch_of(5, (-1, -1))) == 0


def test_finder_and_total_loss_fall_with_the_right_answer() -> None:
    batch = batch_of(5, (1, 0))
    right = torch.zeros(1, 7, 8, 8)
    right[0, 0] = 10 * (1 - batch.inside[0])
    right[0, 5] = 10 * batch.inside[0]
    assert finder_loss(right, batch) < 0.1 < finder_loss(-right, batch)
    logits = torch.nn.functional.one_hot(batch.target, 7).float() * 8
    cells = torch.zeros(1, 7, 4, 4)
    good = total_loss(passed(logits, cells, right), batch, LossWeights())
    bad = total_loss(passed(-logits, cells, -right), batch, LossWeights())
    assert good < bad
