"""Figures, intervals, pointing, real films, and the evaluation of a bundle from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.aoota import CLASSES
from inference.bundle import load
from inference.runtime import Session
from tests.training.conftest import ToyRun
from training import metrics, pointing, real, real_scoring, scoring
from training.answers import ask
from training.cli import main
from training.commands.evaluate import put_into_card
from training.errors import TrainingError
from training.truth import read_truth

pytestmark = pytest.mark.torch

FRACATLAS = Path(__file__).parents[3] / "shared" / "data" / "fracatlas"


def test_auc_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score, roc_auc_score

    rng = np.random.default_rng(0)
    truth = rng.random(200) < 0.3
    score = np.round(rng.normal(truth * 0.8, 1), 1)  # with ties
    assert metrics.auc(score, truth) == pytest.approx(roc_auc_score(truth, score))
    assert np.isnan(metrics.auc(score, np.zeros(200, bool)))
    target, answer = rng.integers(0, 7, 200), rng.integers(0, 7, 200)
    assert metrics.macro_f1(answer, target, 7) == pytest.approx(f1_score(target, answer, average="macro"))


def test_groups_sum_their_classes() -> None:
    p = metrics.softmax(np.random.default_rng(1).normal(size=(5, 7)))
    grouped = metrics.group_probabilities(p)
    np.testing.assert_allclose(grouped[:, 1], p[:, 1:4].sum(axis=1))
    np.testing.assert_allclose(grouped.sum(axis=1), 1)


def test_bootstrap_draws_patients_not_films() -> None:
    patients = ["a", "a", "a", "b", "c"]
    truth = np.array([True, True, True, False, False])
    for draw in metrics.patient_draws(patients, truth, rounds=50):
        assert sum(patients[i] == "a" for i in draw) == 3  # the only broken patient is in every round
        assert len(draw) == 5
    draws = metrics.patient_draws(patients, truth, rounds=200)
    assert metrics.interval(lambda i: float(len(i)), draws) == (5.0, 5.0)
    assert metrics.interval(lambda i: float("nan"), draws) is None


def test_a_figure_without_spread_has_no_interval(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    some = scoring.score(ask(session, read_truth(toy_run.val)[:8]), session.bundle.card, rounds=50)
    found = scoring.metric("no answer", lambda films: 0.0, some)
    assert found is not None
    assert (found.value, found.low, found.high, found.method) == (0.0, None, None, scoring.ALIKE)


def test_bootstrap_covers_the_truth() -> None:
    rng = np.random.default_rng(4)
    hits = 0
    for _ in range(60):
        values = rng.random(80) < 0.7
        draws = metrics.patient_draws([str(i) for i in range(80)], np.zeros(80, bool), rounds=200)
        low, high = metrics.interval(lambda i, v=values: float(v[i].mean()), draws) or (1, 0)
        hits += low <= 0.7 <= high
    assert hits >= 51


def test_pointing_in_film_pixels() -> None:
    signed = np.full((4, 4), -1, np.float32)
    signed[1, 2] = 3
    to_film = ((10.0, 0.0, -5.0), (0.0, 10.0, 20.0))  # a cell is 10 film pixels, the film starts at (5, -20)
    assert pointing.peak(signed, to_film) == (20, 35)
    assert pointing.peak_inside(signed, to_film, ((18, 30, 30, 60),))
    assert not pointing.peak_inside(signed, to_film, ((40, 30, 60, 60),))
    assert pointing.mass_inside(signed, to_film, ((15, 30, 25, 35),)) == pytest.approx(0.5)
    assert pointing.mass_inside(-np.abs(signed), to_film, ((0, 0, 99, 99),)) == 0


@pytest.fixture(scope="module")
def scored(toy_run: ToyRun) -> scoring.Scored:
    session = Session(load(toy_run.bundle), threads=1)
    return scoring.score(ask(session, read_truth(toy_run.val)), session.bundle.card, rounds=100)


def test_figures_have_values_intervals_and_counts(toy_run: ToyRun, scored: scoring.Scored) -> None:
    card = load(toy_run.bundle).card
    found = {item.name: item for item in scoring.class_figures(scored) + scoring.point_figures(scored, card)}
    assert found["AUC, fracture"].value > 0.9
    for level in ("2 classes", "3 classes", "7 classes"):
        assert 0 <= found[f"accuracy, {level}"].value <= 1
    assert {f"AUC, {name}" for name in CLASSES} <= set(found)
    sensitivity = next(item for name, item in found.items() if name.startswith("sensitivity at half"))
    assert sensitivity.films == 24
    if sensitivity.low is None:
        assert sensitivity.method == scoring.ALIKE
    else:
        assert sensitivity.low <= sensitivity.value <= (sensitivity.high or 0)
    table = scoring.confusion(scored)
    assert sum(map(sum, table)) == 28
    places = {item.name for item in scoring.place_figures(scored)}
    assert {"side named rightly", "map peak in the truth box"} <= places
    assert {item.name for item in scoring.subgroup_figures(scored)} >= {"sensitivity, severity mild"}


def test_refused_films_score_one_half_and_are_wrong(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    answers = ask(session, read_truth(toy_run.val)[:7])
    card = session.bundle.card
    assert card.gate is not None
    strict = replace(card, gate=replace(card.gate, threshold=1e-9))
    scored = scoring.score(answers, strict, rounds=20)
    assert scored.refused.all()
    assert (scored.fracture == 0.5).all()
    found = {item.name: item.value for item in scoring.class_figures(scored)}
    assert found["accuracy, 7 classes"] == 0
    assert found["AUC, fracture"] == 0.5
    assert scoring.refusal_figure(scored).value == 1
    assert [row[-1] for row in scoring.confusion(scored)] == [1] * 7


def test_evaluate_writes_report_table_and_card(toy_run: ToyRun, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    before = load(toy_run.bundle)
    arguments = ["evaluate", "--bundle", str(toy_run.bundle), "--data", str(toy_run.val), "--out", str(out)]
    assert main([*arguments, "--threads", "1", "--limit", "14"]) == 0
    assert json.loads(out.read_text("utf8"))["sections"][0]["name"] == "val, first 14 only"
    assert main([*arguments, "--into-card", "--limit", "14"]) == 1
    assert load(toy_run.bundle).card.metrics == before.card.metrics
    assert main([*arguments, "--into-card", "--threads", "1"]) == 0
    report = json.loads(out.read_text("utf8"))
    assert report["model"]["sha256"] == before.card.onnx_sha256
    assert report["sections"][0]["films"] == 28
    assert "| AUC, fracture |" in out.with_suffix(".md").read_text("utf8")
    after = load(toy_run.bundle)
    assert after.card.onnx_sha256 == before.card.onnx_sha256
    assert after.card.operating_points == before.card.operating_points
    assert list(after.card.metrics) == ["val"]
    assert put_into_card(after, []).card == after.card


def test_an_unreadable_film_is_named(toy_run: ToyRun, tmp_path: Path) -> None:
    films = read_truth(toy_run.val)[:3]
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(b"nothing")
    session = Session(load(toy_run.bundle), threads=1)
    answers = ask(session, [*films, replace(films[0], path=bad, key="bad")])
    assert len(answers.films) == 3
    assert [key for key, _ in answers.left_out] == ["bad"]
    with pytest.raises(TrainingError, match="No film"):
        ask(session, [replace(films[0], path=bad)])


def test_nothing_to_evaluate_on_is_told(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "r.json")
    assert main(["evaluate", "--bundle", str(toy_run.bundle), "--out", out]) == 1
    assert "nothing to evaluate" in capsys.readouterr().err
    assert (
        main(["evaluate", "--bundle", str(toy_run.bundle), "--fracatlas", str(tmp_path), "--out", out]) == 1
    )
    assert "films.csv" in capsys.readouterr().err


@pytest.mark.skipif(not FRACATLAS.is_dir(), reason="the shared real films are not here")
def test_real_films_are_grouped_as_the_rule_says() -> None:
    films = real.read_fracatlas(FRACATLAS)
    upright, lying = real_scoring.contrasts(films)
    for contrast in (upright, lying):
        broken = [item for item in contrast.films if item.film.ao_class != "normal"]
        assert len(broken) == 11
        assert len({item.film.patient for item in broken}) == 5
        assert all(item.film.boxes for item in broken)
    assert all(item.aspect < 1 for item in upright.films if item.film.ao_class == "normal")
    assert all(item.aspect > 1 for item in lying.films if item.film.ao_class == "normal")
    tested = {item.film.key for item in (*upright.films, *lying.films)}
    assert not tested & {film.key for film in real.limb_films(films)}


@pytest.mark.skipif(not FRACATLAS.is_dir(), reason="the shared real films are not here")
@pytest.mark.slow
def test_real_films_are_scored(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    made = real_scoring.sections(session, FRACATLAS, lambda title: iter, limit=4)
    assert [section.films for section in made] == [8, 8, 4]
    names = [item.name for item in made[1].figures]
    assert names[:2] == ["AUC, fracture", "AUC, aspect ratio alone"]
    assert "CC BY 4.0" in made[0].note
