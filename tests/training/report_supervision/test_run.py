"""Training with reports (Lee 2020): words, vectors, pairing, the network's maps, the systems, the graph."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from inference.aoota import CLASSES
from inference.model.bundle import load as load_bundle
from inference.model.predictor import Predictor
from inference.model.session import Session
from inference.records import InputSpec, Prediction
from tests.training.toy import make_set
from training import run_folder
from training.bundles import onnx_graph
from training.cli import report as report_command
from training.cli.main import main
from training.data import cache
from training.data.batches import FilmSet
from training.data.dataset import read_truth
from training.data.known_film import KnownFilm
from training.errors import TrainingError
from training.networks.densenet import build
from training.report_supervision import glove, network
from training.report_supervision.decoders import Decoder, Decoding, WordBag
from training.report_supervision.films import (
    PairedFilms,
    Training,
    Turn,
    Turns,
    enlarged,
    plain_loader,
    training_loader,
)
from training.report_supervision.folds import Shares, answers, cross, splits
from training.report_supervision.inception import inception_v3
from training.report_supervision.module import (
    LEAST,
    ReportModule,
    ReportPlan,
    Schedule,
    Stage,
    System,
    class_loss,
    rate_at,
)
from training.report_supervision.network import ReportNet, Shape
from training.report_supervision.pairing import pair, read_reports
from training.report_supervision.run import History, Machine, _keep_plan, load, start_from_run, train
from training.report_supervision.scores import at_level, scores
from training.report_supervision.stored_views import parts_before, plain_views, training_views
from training.report_supervision.text import LENGTH, Vocabulary, clean

pytestmark = pytest.mark.torch

SAID = {
    "normal": "No acute fracture or dislocation.",
    "A1": "Trochanteric fracture in the {side} proximal femur.",
    "A2": "Comminuted fracture in the {side} proximal femur with displacement.",
    "A3": "{side} intertrochanteric and subtrochanteric fracture.",
    "B1": "Subcapital femur neck fracture, {side}.",
    "B2": "{side} transcervical femur neck fracture with impaction.",
    "B3": "{side} basicervical femur neck fracture.",
}


def add_reports(folder: Path) -> Path:
    """Dates for the films of a toy set and a report of each."""
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf8").splitlines()]
    reports = []
    for place, row in enumerate(rows):
        row["study_date"] = f"2019{1 + place % 12:02d}{1 + place % 28:02d}"
        text = SAID[row["class"]].format(side=row["side"])
        reports.append(
            {
                "patient_key": row["patient_key"],
                "study_date": row["study_date"],
                "report": f"FINDINGS: {text}",
            }
        )
    (folder / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in reports), "utf8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add_reports(make_set(tmp_path_factory.mktemp("reports") / "set", 42, 7, per_patient=2))


@pytest.fixture(scope="module")
def words(folder: Path) -> Vocabulary:
    known = read_truth(folder)
    said = pair(known, read_reports(folder)).words
    return Vocabulary.of(((film.patient, said[film.key]) for film in known), patients=1)


@pytest.fixture(scope="module")
def paired(folder: Path, words: Vocabulary) -> PairedFilms:
    known = read_truth(folder)
    cache.build(known, folder / "cache", size=64)
    films = FilmSet.of([cache.open_cache(folder / "cache")], InputSpec(size=64))
    said = pair(known, read_reports(folder)).words
    rows = [words.encode(said[films.entry(i).key]) for i in range(len(films))]
    return PairedFilms(films, np.stack(rows))


def plan(system: System = System.M2, epochs: int = 1) -> ReportPlan:
    return ReportPlan(system, Shape("inception3-tiny"), size=64, epochs=epochs, writer_rounds=2)


CPU = Machine("cpu", "fp32", 1)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("FINDINGS: Rt. femur neck fx.", "right femur neck fracture ."),
        (
            "EXAM: Pelvis AP 2018-01-03\nNo fracture; OA of Lt. hip.",
            "no fracture . osteoarthritis of left hip .",
        ),
        ("Dictated by: Dr. Someone\nS/P THR, right", "status post total hip replacement right ."),
        ("우측 대퇴골 골절. Right femur fracture.", "right femur fracture ."),
        ("골절 없음", ""),
        ("12.5 mm 3/4", ""),
    ],
)
def test_reports_become_english_words(report: str, expected: str) -> None:
    assert " ".join(clean(report)) == expected


def test_a_word_of_few_patients_never_becomes_one() -> None:
    said = [(f"p{number}", ["fracture", "mrs", "nobody"]) for number in range(4)] * 50
    reports = [*said, ("p5", ["fracture"])]
    assert Vocabulary.of(reports).words[3:] == ("fracture",)
    assert "nobody" in Vocabulary.of([*reports, ("p6", ["nobody"])]).words


def test_a_vocabulary_keeps_the_frequent_words_and_bounds_the_length() -> None:
    reports = [("p1", ["a", "b"]), ("p1", ["b"]), ("p2", ["c", "b", "a"])]
    vocabulary = Vocabulary.of(reports, most=2, patients=1)
    assert vocabulary.words[3:] == ("b", "a")
    row = vocabulary.encode(["c", "b"] + ["a"] * 100)
    assert row.shape == (LENGTH,)
    assert row[0] == 3
    assert row[-1] == 2
    assert vocabulary.decode(vocabulary.encode(["b", "c", "a"])) == "B a"
    with pytest.raises(ValueError, match="no word"):
        vocabulary.decode([99])


def test_words_that_stand_together_get_like_vectors() -> None:
    rng = np.random.default_rng(3)
    left, right = [[3, 4, 5, 4], [4, 3, 5, 3]], [[6, 7, 8, 7], [7, 6, 8, 6]]
    rows = np.array([(left if rng.random() < 0.5 else right)[int(rng.integers(2))] for _ in range(200)])
    vectors = glove.fit(rows, 10, dimensions=16, rounds=300)
    unit = vectors[3:9] / np.linalg.norm(vectors[3:9], axis=1, keepdims=True)
    alike = unit @ unit.T
    assert alike[0, 1] > alike[0, 3] + 0.2
    assert not vectors[9].any()
    np.testing.assert_array_equal(vectors, glove.fit(rows, 10, dimensions=16, rounds=300))


def test_pairing_tells_what_found_no_partner() -> None:
    def film(key: str, patient: str, date: str) -> KnownFilm:
        return KnownFilm(Path(key), key, "A1", patient=patient, meta={"study_date": date})

    films = [film("a", "p1", "1"), film("b", "p2", "1"), film("c", "p3", "1"), film("d", "p4", "1")]
    reports = {
        ("p1", "1"): ["Fracture."],
        ("p1", "2"): ["Later."],
        ("p2", "1"): ["Fracture.", "No fracture."],
        ("p3", "1"): ["골절."],
    }
    found = pair(films, reports)
    assert dict(found.words) == {"a": ("fracture", ".")}
    assert (found.without_report, found.several, found.not_english) == (("d",), ("b",), ("c",))
    assert found.without_film == 1
    assert len(found.told()) == 4


def test_a_damaged_report_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text('{"patient_key": 3}\n', "utf8")
    with pytest.raises(TrainingError, match="Line 1"):
        read_reports(tmp_path)


def test_the_encoder_is_inception_v3() -> None:
    net, channels = inception_v3()
    assert channels == 2048
    convolutions = sum(p.numel() for p in net.parameters())
    assert convolutions == 21_784_992  # the paper's encoder with one input channel, without classifiers
    with torch.no_grad():
        assert inception_v3(0.06)[0].eval()(torch.zeros(1, 1, 96, 64)).shape[2:] == (3, 2)


def test_class_maps_are_grad_cam_to_1e_4_of_the_peak() -> None:
    torch.manual_seed(4)
    net = ReportNet(Shape("inception3-tiny", words=12)).eval()
    films = torch.randn(3, 1, 96, 96)
    logits, maps, _, _ = net(films)
    tensor = net.features(films).detach().requires_grad_()
    again, _ = net.classifier(net.latent(tensor.mean(dim=(2, 3))))
    torch.testing.assert_close(again, logits)
    for c in range(len(CLASSES)):
        (slope,) = torch.autograd.grad(again[:, c].sum(), tensor, retain_graph=True)
        oracle = (slope.mean(dim=(2, 3), keepdim=True) * tensor).sum(dim=1)
        difference = (maps[:, c] - oracle).detach().abs().max()
        assert float(difference) <= 1e-4 * float(oracle.detach().abs().max())


def test_torch_and_onnx_agree_on_every_output() -> None:
    torch.manual_seed(5)
    net = ReportNet(Shape("inception3-tiny", words=12))
    made = onnx_graph.export(net, InputSpec(size=64))
    assert made.difference <= onnx_graph.AGREEMENT


def test_the_focal_factor_quiets_what_is_known() -> None:
    sure, unsure = torch.tensor([[8.0] + [0.0] * 6]), torch.tensor([[0.5] + [0.0] * 6])
    target = torch.tensor([0])
    plain = torch.nn.functional.cross_entropy(unsure, target)
    assert class_loss(unsure, target, 0.0).item() == pytest.approx(plain.item(), rel=1e-5)
    share = unsure.softmax(dim=1)[0, 0]
    assert class_loss(unsure, target, 2.0).item() == pytest.approx(
        ((1 - share) ** 2 * plain).item(), rel=1e-5
    )
    assert class_loss(sure, target, 2.0) < 1e-6


def test_words_that_are_hidden_are_all_that_a_decoder_is_asked_for() -> None:
    """The paper's decoder can copy; one that is told no word has the latent alone; padding is never asked."""
    torch.manual_seed(6)
    latent, report = torch.randn(3, 64), torch.tensor([[3, 4, 2] + [0] * 37, [5, 2] + [0] * 38, [0] * 40])
    blind = Decoder(8, 0.0, hidden=1.0).eval()
    other = torch.where(report > 2, 6, report)
    torch.testing.assert_close(blind(latent, report * 0), blind(latent, other * 0))
    told = torch.nn.functional.cross_entropy(
        blind(latent, report * 0).flatten(0, 1), report.flatten(), ignore_index=0
    )
    torch.testing.assert_close(blind.loss(latent, report), told)
    some = Decoder(8, 0.0, hidden=0.5).eval()
    torch.testing.assert_close(some.loss(latent, report), some.loss(latent, report))  # epochs are compared
    for decoder in (blind, some, Decoder(8, 0.0), WordBag(8, 0.0)):
        nothing = decoder.loss(latent[2:], report[2:])
        assert nothing.item() == 0.0
        nothing.backward()


def test_a_bag_is_of_words_wherever_they_stand() -> None:
    torch.manual_seed(8)
    latent, bag = torch.randn(2, 64), WordBag(7, 0.0)
    first = torch.tensor([[3, 5, 2, 0], [4, 2, 0, 0]])
    turned = torch.tensor([[5, 3, 3, 2], [4, 2, 0, 0]])
    torch.testing.assert_close(bag.loss(latent, first), bag.loss(latent, turned))
    has = torch.tensor([[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
    each = torch.nn.functional.binary_cross_entropy_with_logits(bag.out(latent)[:, 3:], has, reduction="sum")
    torch.testing.assert_close(bag.loss(latent, first), each / 3)


def test_a_cosine_rises_and_falls_to_its_least() -> None:
    shares = [rate_at(step, 100) for step in range(100)]
    assert shares[0] == pytest.approx(0.2)
    assert max(shares) == 1.0
    assert shares[-1] == pytest.approx(LEAST, abs=1e-3)


def test_what_frozen_parts_make_is_kept_and_stands_for_the_film(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    """Same answers from stored cells as from films, computed once; frozen weights stay."""
    films, held = paired.subset(range(8)), paired.subset(range(8, 14))
    shape = Shape("inception3-tiny", decoding=Decoding.BAG)
    frozen = replace(
        plan(System.M1), shape=shape, frozen="16", rounds=2, schedule=Schedule.COSINE, writer_rounds=1
    )
    views = tmp_path / "views"
    net = train(frozen, films, held, words, tmp_path / "run", CPU, views=views)
    torch.manual_seed(1)
    after = parts_before(net, "16")
    kept = {path.name: path.stat().st_mtime_ns for path in views.glob("*.npy")}
    assert len(kept) == 3  # changed views, both sets as they are
    stored = plain_views(net, after, held, views)
    np.testing.assert_allclose(
        answers(net, held, after=after, stored=stored), answers(net, held), rtol=0, atol=2e-3
    )
    rounds = training_views(net, after, films, views, tone=0.0, rounds=2)
    assert rounds.shape[0] == 2
    assert not np.array_equal(rounds[0], rounds[1])
    assert {path.name: path.stat().st_mtime_ns for path in views.glob("*.npy")} == kept
    again, _, _ = load(tmp_path / "run")  # the frozen parts are in the run as they were
    assert isinstance(again.decoder, WordBag)
    (batch,) = plain_loader(held, 8, stored)
    torch.testing.assert_close(
        again.features[:after](next(iter(plain_loader(held, 8))).films), batch.films, rtol=0, atol=2e-2
    )
    one, other = (
        training_views(net, after, some, views, tone=0.0, rounds=2, whole=paired) for some in (films, held)
    )
    pool = training_views(net, after, paired, views, tone=0.0, rounds=2)
    known = enlarged(paired.films.targets())
    assert np.array_equal(one, pool[:, known < 8])  # a fold's views are those of all films
    assert np.array_equal(other, pool[:, (known >= 8) & (known < 14)])
    whole = plain_views(net, after, held, views, paired)
    np.testing.assert_allclose(whole.astype(np.float32), stored.astype(np.float32), rtol=0, atol=2e-3)
    with pytest.raises(TrainingError, match="no part nowhere"):
        parts_before(net, "nowhere")


def test_fractures_come_fourfold_in_an_order_that_the_seed_decides(paired: PairedFilms) -> None:
    targets = paired.films.targets()
    turns = Turns(targets, 1)
    turns.set_epoch(2)
    first, again = list(turns), list(turns)
    assert first == again
    counts = np.bincount([turn.film for turn in first])
    np.testing.assert_array_equal(counts, np.where(targets > 0, 4, 1))
    turns.set_epoch(3)
    assert list(turns) != first


def test_a_turn_looks_the_same_each_time(paired: PairedFilms) -> None:
    data = Training(paired, 1)
    one, two = data[Turn(1, 5, 3)], data[Turn(1, 5, 3)]
    torch.testing.assert_close(one.films, two.films, rtol=0, atol=0)
    assert not torch.equal(one.films, data[Turn(2, 5, 3)].films)


def test_levels_are_read_off_the_seven() -> None:
    shares = np.array([[0.4, 0.3, 0.3, 0, 0, 0, 0], [0.1, 0, 0, 0.3, 0.35, 0.25, 0]])
    target = np.array([1, 3])
    assert at_level(shares, target, 7)[0].tolist() == [0, 4]
    assert at_level(shares, target, 3)[0].tolist() == [1, 2]
    assert at_level(shares, target, 2)[0].tolist() == [1, 1]
    found = scores(shares, target)
    assert found.accuracy == {2: 1.0, 3: 0.5, 7: 0.0}
    right = np.eye(7)[
        [1, 1, 2]
    ]  # the second is no film of class 2: that class is not in the mean of the others
    assert scores(right, np.array([1, 1, 1])).f1[7] == pytest.approx(2 * 2 / 5)
    assert np.isnan(found.auc)  # of films with a fracture alone it is not defined
    assert found.told()["auc"] is None
    assert (
        run_folder.in_words({"auc": found.auc, "films": 2, "loss": 0.5})
        == "auc undefined  films 2  loss 0.500"
    )
    assert scores(shares, np.array([0, 3])).told()["auc"] == 1.0


def test_an_undefined_figure_neither_chooses_nor_stands_as_a_number(tmp_path: Path) -> None:
    module = ReportModule(ReportNet(replace(plan().shape, words=5)), plan(System.BASE), Stage.CLASSES)
    module.log_dict = lambda figures: None
    module._answers = [(torch.eye(7)[[1, 2]], torch.tensor([1, 2]), 0.0)]
    module.on_validation_epoch_end()
    assert module.figures["score"] == 1.5  # chance stands in for the AUC, as ever
    assert np.isnan(module.figures["auc"])
    trainer = SimpleNamespace(sanity_checking=False, current_epoch=0)
    History(tmp_path / "history.jsonl", Stage.CLASSES).on_validation_end(trainer, module)
    row = (tmp_path / "history.jsonl").read_text("utf8")
    assert json.loads(row, parse_constant=pytest.fail)["auc"] is None


def test_answers_of_another_training_are_not_taken(tmp_path: Path, paired: PairedFilms) -> None:
    made: list[Path] = []

    def one(_own: PairedFilms, held: PairedFilms, folder: Path) -> Shares:
        made.append(folder)
        return np.full((len(held), 7), 1 / 7, np.float32)

    few = paired.subset(range(14))
    for system, count in ((System.BASE, 2), (System.BASE, 2), (System.M2, 4)):
        found = cross(few, 2, 1, tmp_path, one, {"plan": plan(system).told()})
        assert len(made) == count
    assert found.together.films == 14
    other = replace(few, reports=few.reports[::-1])
    cross(other, 2, 1, tmp_path, one, {"plan": plan(System.M2).told()})
    assert len(made) == 6
    for folds in (1, 8):
        with pytest.raises(TrainingError, match="folds"):
            cross(few, folds, 1, tmp_path, one, {})


def test_a_run_goes_on_with_its_own_films_and_first_weights_only(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    facts = {"init": None, "imagenet": False, "training_films": 7, "films": ["a", "b"], "data": ["here"]}
    _keep_plan(plan(), words, tmp_path, facts)
    _keep_plan(plan(), words, tmp_path, facts | {"data": ["the same films elsewhere"]})
    for other in ({"init": "x"}, {"imagenet": True}, {"training_films": 8}, {"films": ["a", "c"]}):
        with pytest.raises(TrainingError, match="other films, reports or first weights"):
            _keep_plan(plan(), words, tmp_path, facts | other)
    few = paired.subset(range(4))
    assert few.digest() == paired.subset(range(4)).digest()
    assert few.digest() != replace(few, reports=few.reports[::-1]).digest()
    assert few.digest() != paired.subset(range(1, 5)).digest()


def test_reports_of_a_manifest_are_paired_row_by_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_set(tmp_path / "own", 14, 3)
    rows = [json.loads(line) for line in (root / "truth.jsonl").read_text("utf8").splitlines()]
    (root / "truth.jsonl").unlink()
    with (root / "manifest.csv").open("w", encoding="utf8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["film", "patient", "class", "report", "split"])
        for place, row in enumerate(rows):
            split = {0: "test", 1: "val", 2: "val"}.get(place, "train")
            text = "" if place == 4 else "Exam: pelvis\nRt. femur neck fx, 3 mm."
            ao_class = "fracture" if place in (0, 5) else row["class"]
            table.writerow([row["film"], f"p{place}", ao_class, text, split])
    taken = {}

    def trained(
        _plan: ReportPlan, films: PairedFilms, held: PairedFilms, words: Vocabulary, *_: object, **__: object
    ):
        taken.update(train=films, val=held, words=words)
        raise TrainingError("far enough")

    monkeypatch.setattr(report_command, "train", trained)
    given = [
        "report",
        "--data",
        str(root),
        "--out",
        str(tmp_path / "run"),
        "--cache-size",
        "64",
        "--size",
        "64",
    ]
    assert main(given) == 1
    assert "far enough" in capsys.readouterr().err
    assert (len(taken["train"]), len(taken["val"])) == (10, 2)  # of 14: one tests, one has no known class
    assert set(taken["train"].films.targets()) <= set(range(7))
    assert taken["words"].words[3:] == (".", "femur", "fracture", "neck", "right")
    told = (taken["train"].reports != 0).any(axis=1)
    assert told.sum() == 10 - 1
    for option, value in (("--val", str(root)), ("--test", str(root))):
        assert main([*given, "--folds", "2", option, value]) == 1
        assert f"{option} would change nothing with --folds" in capsys.readouterr().err
    for more, words in (
        (["--rounds", "2"], "--rounds would change nothing without --frozen"),
        (["--system", "m1", "--weight", "2"], "--weight would change nothing with --system m1"),
        (["--system", "base", "--hide-words", "1"], "--hide-words would change nothing with --system base"),
        (["--decoder", "bag", "--hide-words", "1"], "--hide-words would change nothing with --decoder bag"),
    ):
        assert main([*given, *more]) == 1
        assert words in capsys.readouterr().err
    assert main([*given, "--folds", "1"]) == 1
    assert "two folds at least" in capsys.readouterr().err


def test_folds_never_part_a_patient(paired: PairedFilms) -> None:
    films = paired.films
    seen: list[int] = []
    for learned, held in splits(paired, 5, 1):
        own, other = ({films.entry(i).patient for i in part} for part in (learned, held))
        assert not own & other
        seen += held
    assert sorted(seen) == list(range(len(films)))


@pytest.mark.slow
def test_an_interrupted_training_ends_with_the_same_weights(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    films, held = paired.subset(range(14)), paired.subset(range(14, 21))
    whole = train(plan(System.BASE, 2), films, held, words, tmp_path / "whole", CPU, choose_best=False)
    train(plan(System.BASE, 1), films, held, words, tmp_path / "parts", CPU, choose_best=False)
    stage = tmp_path / "parts" / "stage-class"
    for path in (stage / "done.json", tmp_path / "parts" / "run.json"):
        path.unlink()
    parts = train(plan(System.BASE, 2), films, held, words, tmp_path / "parts", CPU, choose_best=False)
    others = parts.features.state_dict()
    for name, value in whole.features.state_dict().items():
        torch.testing.assert_close(value, others[name], rtol=0, atol=0)


@pytest.mark.slow
def test_a_frozen_latent_stays_as_the_reports_made_it(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    net = train(plan(System.M1), paired.subset(range(14)), paired.subset(range(14, 21)), words, tmp_path, CPU)
    kept = torch.load(tmp_path / "stage-report" / "best.ckpt", weights_only=True)["state_dict"]
    for name, value in net.features.state_dict().items():
        torch.testing.assert_close(value, kept[f"net.features.{name}"], rtol=0, atol=0)
    before = kept["net.classifier.out.weight"]
    assert not torch.equal(net.classifier.out.weight, before)


def test_films_without_reports_do_not_choose_the_epoch_of_reports(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    """All epochs are equally good to them, and the first would be kept for the best."""
    held = paired.subset(range(14, 21))
    silent = replace(held, reports=np.zeros_like(held.reports))
    train(replace(plan(System.M1), writer_rounds=0), paired.subset(range(8)), silent, words, tmp_path, CPU)
    done = {stage: tmp_path / f"stage-{stage}" / "done.json" for stage in ("report", "frozen")}
    kept = {stage: json.loads(path.read_text("utf8"))["best"] for stage, path in done.items()}
    assert kept == {"report": "last.ckpt", "frozen": "best.ckpt"}


@pytest.mark.slow
def test_a_run_of_another_plan_is_not_gone_on_with(
    tmp_path: Path, paired: PairedFilms, words: Vocabulary
) -> None:
    films = paired.subset(range(8))
    train(plan(System.BASE), films, films, words, tmp_path, CPU)
    with pytest.raises(TrainingError, match="another plan"):
        train(replace(plan(System.BASE), gamma=0.0), films, films, words, tmp_path, CPU)
    net, again, told = load(tmp_path)
    assert again.words == words.words
    assert told["kind"] == "report"
    assert not net.training
    begun = ReportNet(replace(plan().shape, words=len(words)))
    start_from_run(begun, words, tmp_path)
    started = begun.state_dict()
    for name, value in net.state_dict().items():
        torch.testing.assert_close(started[name], value, rtol=0, atol=0)
    fewer = Vocabulary(words.words[:20])  # other words: what reads and writes reports begins anew
    other = ReportNet(replace(plan().shape, words=20))
    start_from_run(other, fewer, tmp_path)
    torch.testing.assert_close(other.latent.weight, net.latent.weight, rtol=0, atol=0)
    with pytest.raises(TrainingError, match="another encoder"):
        start_from_run(ReportNet(Shape("inception3-half", len(words))), words, tmp_path)


def test_the_small_encoder_explains_itself_and_begins_with_another_models_features(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "LENGTH", 6)  # a step of the graph for each word; all are made above
    torch.manual_seed(7)
    told = build("lite0")
    torch.save({"weights": told.state_dict()}, tmp_path / "best.pt")
    words = Vocabulary(tuple(f"word{number}" for number in range(12)))
    net = ReportNet(Shape("lite0", words=12)).eval()
    start_from_run(net, words, tmp_path)
    started = net.features.state_dict()
    for name, value in told.features.state_dict().items():
        torch.testing.assert_close(started[name], value, rtol=0, atol=0)
    both = {f"members.0.{name}": value for name, value in build("tiny").state_dict().items()}
    both |= {f"members.1.{name}": value for name, value in told.state_dict().items() if value.ndim}
    torch.save({"weights": both}, tmp_path / "best.pt")
    begun = ReportNet(Shape("lite0", words=12))
    start_from_run(begun, words, tmp_path)
    torch.testing.assert_close(
        dict(begun.features.named_parameters()), dict(told.features.named_parameters()), rtol=0, atol=0
    )
    assert onnx_graph.export(net, InputSpec(size=64)).difference <= onnx_graph.AGREEMENT
    with pytest.raises(TrainingError, match="another encoder"):
        start_from_run(ReportNet(Shape("inception3-tiny", words=12)), words, tmp_path)


def test_weights_of_imagenet_are_for_a_fresh_small_encoder(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["report", "--data", str(folder), "--out", str(tmp_path), "--imagenet", "--device", "cpu"]
    assert main([*given, "--architecture", "inception3-tiny"]) == 1
    said = capsys.readouterr().err
    assert "fresh network" in said
    assert "Use --architecture lite0, without --init." in said


def test_a_last_batch_that_is_not_full_is_dropped(paired: PairedFilms) -> None:
    loader = training_loader(paired.subset(range(7)), 8, 1)  # 6 fractures fourfold and one normal film
    assert [len(batch.target) for batch in loader] == [8, 8, 8]


@pytest.mark.slow
def test_from_films_and_reports_to_a_bundle_that_writes(
    folder: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The commands: M2, its bundle, an answer with a report; then two folds."""
    monkeypatch.setattr(network, "LENGTH", 6)
    val, test = (add_reports(make_set(tmp_path / s, 14, n, s)) for n, s in ((9, "val"), (10, "test")))
    lines = (val / "reports.jsonl").read_text("utf8").splitlines(keepends=True)
    (val / "reports.jsonl").write_text("".join(lines[1:]), "utf8")
    common = ["--cache-size", "64", "--size", "64", "--architecture", "inception3-tiny", "--epochs", "1"]
    common += ["--device", "cpu", "--precision", "fp32", "--threads", "1", "--cache", str(tmp_path / "cache")]
    run = tmp_path / "run"
    with caplog.at_level("WARNING"):
        given = ["report", "--data", str(folder), "--val", str(val), "--out", str(run), *common]
        given += ["--hide-words", "0.5", "--writer-rounds", "20", "--test"]
        assert main([*given, str(val)]) == 1  # they would choose the best epoch, too
        assert "14 films of --test are validation films, too" in capsys.readouterr().err
        assert main([*given, str(test)]) == 0
    tested = json.loads((run / "test.json").read_text("utf8"))
    assert tested["accuracy"]["7"] >= 0
    assert len(tested["films"]) == len(tested["shares"]) == len(tested["reports"]) == 14
    bundle = tmp_path / "bundle"
    assert main(["export", "--run", str(run), "--out", str(bundle), "--name", "M2", "--threads", "1"]) == 0
    loaded = load_bundle(bundle)
    assert loaded.card.report_words[:3] == ("<pad>", "<start>", "<end>")
    from inference.dicom.reader import read_film

    found = Predictor(Session(loaded)).answer(read_film(next((folder / "films").iterdir())))
    assert isinstance(found, Prediction)
    assert found.report
    assert found.report[0].isupper()
    crossed = tmp_path / "crossed"
    folds = [
        "report",
        "--data",
        str(folder),
        "--out",
        str(crossed),
        "--folds",
        "2",
        "--at-most",
        "35",
        "--writer-rounds",
        "1",
        *common,
    ]
    assert main([*folds, "--init", str(run)]) == 1  # that run knows these films
    assert "taught the weights of run" in capsys.readouterr().err
    assert main(folds) == 0
    told = json.loads((crossed / "folds.json").read_text("utf8"))
    assert sum(fold["films"] for fold in told["folds"]) == 35
    assert "| 7 |" in (crossed / "folds.md").read_text("utf8")
