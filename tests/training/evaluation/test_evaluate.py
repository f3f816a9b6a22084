"""Figures, intervals, pointing, real films, and the evaluation of a bundle from the command line."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest

from inference.aoota import CLASSES
from inference.dicom.decode_worker import DecodeChild
from inference.model.bundle import load
from inference.model.session import Outputs, Session
from inference.stats import bootstrap, weighted_figures
from tests.pixels import film_image
from tests.training.conftest import ToyRun
from training.cli.evaluate import put_into_card
from training.cli.main import main
from training.data import fracatlas
from training.data.dataset import fingerprint, is_synthetic, read_set, read_truth, set_name
from training.data.known_film import KnownFilm
from training.errors import TrainingError
from training.evaluation import external_validation, localisation, scoring
from training.evaluation.asking import Measuring, Models, ask, ask_all
from training.evaluation.comparison import section
from training.evaluation.model_outputs import measure, said
from training.evaluation.records import Kind

pytestmark = pytest.mark.torch

FRACATLAS = Path(__file__).parents[4] / "shared" / "data" / "fracatlas"


def test_auc_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score, roc_auc_score

    rng = np.random.default_rng(0)
    truth = rng.random(200) < 0.3
    score = np.round(rng.normal(truth * 0.8, 1), 1)  # with ties
    assert bootstrap.auc(score, truth) == pytest.approx(roc_auc_score(truth, score))
    assert np.isnan(bootstrap.auc(score, np.zeros(200, bool)))
    target, answer = rng.integers(0, 7, 200), rng.integers(0, 7, 200)
    assert bootstrap.macro_f1(answer, target, 7) == pytest.approx(f1_score(target, answer, average="macro"))


def test_weighted_figures_are_the_plain_ones_on_the_films_drawn() -> None:
    rng = np.random.default_rng(3)
    n = 60
    target, answer = rng.integers(0, 4, n), rng.integers(0, 4, n)
    scores = np.round(rng.random((n, 4)), 1)  # with ties
    draws = [rng.integers(0, n, n) for _ in range(20)]
    weights = bootstrap.film_weights(draws, n)
    pairs = [
        (weighted_figures.share(scores[:, 0]), lambda i: scores[i, 0].mean()),
        (
            weighted_figures.area(scores[:, 0], target == 0),
            lambda i: bootstrap.auc(scores[i, 0], target[i] == 0),
        ),
        (weighted_figures.mean_area(scores, target), lambda i: bootstrap.macro_auc(scores[i], target[i])),
        (weighted_figures.macro_f1(answer, target, 4), lambda i: bootstrap.macro_f1(answer[i], target[i], 4)),
    ]
    for figure, plain in pairs:
        np.testing.assert_allclose(figure.of(weights), [plain(draw) for draw in draws])
    one = weighted_figures.difference(
        weighted_figures.share(scores[:, 0]), weighted_figures.share(scores[:, 1])
    )
    assert one.value(np.ones(n, bool)) == pytest.approx(scores[:, 0].mean() - scores[:, 1].mean())


def test_groups_sum_their_classes() -> None:
    p = bootstrap.softmax(np.random.default_rng(1).normal(size=(5, 7)))
    grouped = bootstrap.group_probabilities(p)
    np.testing.assert_allclose(grouped[:, 1], p[:, 1:4].sum(axis=1))
    np.testing.assert_allclose(grouped.sum(axis=1), 1)


def test_bootstrap_draws_patients_not_films() -> None:
    patients = ["a", "a", "a", "b", "c"]
    truth = np.array([True, True, True, False, False])
    for draw in bootstrap.patient_draws(patients, truth, rounds=50):
        assert sum(patients[i] == "a" for i in draw) == 3  # the only broken patient is in every round
        assert len(draw) == 5
    draws = bootstrap.patient_draws(patients, truth, rounds=200)
    assert bootstrap.interval(lambda i: float(len(i)), draws) == (5.0, 5.0)
    assert bootstrap.interval(lambda i: float("nan"), draws) is None


def test_a_figure_without_spread_has_no_interval(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    some = scoring.score(ask(session.bundle, read_truth(toy_run.val)[:8]), session.bundle.card, rounds=50)
    kinds = np.array([0] * 4 + [1] * 4)
    found = scoring.metric("gain", weighted_figures.Figure(lambda w: np.full(len(w), 0.25), kinds), some)
    assert found is not None
    assert (found.value, found.low, found.high) == (0.25, None, None)
    assert found.method == f"{weighted_figures.FEW} (4 of the rarest kind)"


def crowd(patients: list[str], truth: list[bool], rounds: int = 300) -> scoring.Scored:
    """Scored films of these patients, without any answers: for figures of one's own."""
    films = tuple(
        KnownFilm(Path("x"), str(i), "A1" if broken else "normal", patient=patient)
        for i, (patient, broken) in enumerate(zip(patients, truth, strict=True))
    )
    n = len(films)
    target = np.array([int(value) for value in truth])
    return scoring.Scored(
        *(films, target, np.full((n, 7), 1 / 7), np.full(n, 0.5), np.ones(n, bool), np.full(n, -1), 0.5),
        *(("",) * n, np.zeros(n), np.zeros(n), np.array(patients)),
        bootstrap.film_weights(bootstrap.patient_draws(patients, target > 0, rounds), n),
    )


def test_intervals_where_patients_are_few_or_all_alike() -> None:
    from scipy.stats import binomtest

    names = [str(i // 2) for i in range(24)]  # 12 patients of two films
    truth = [i < 12 for i in range(24)]  # six with a fracture, six without
    some = crowd(names, truth)
    all_right = scoring.metric("share", weighted_figures.share(np.ones(24)), some)
    exact = binomtest(12, 12).proportion_ci(method="exact")
    assert all_right is not None
    assert (all_right.low, all_right.high) == (round(exact.low, 4), 1.0)
    assert (all_right.films, all_right.patients, all_right.method) == (24, 12, weighted_figures.EXACT)
    few = scoring.metric("share", weighted_figures.share(np.array([1.0, 0.0] * 12)), some, np.array(truth))
    exact = binomtest(3, 6).proportion_ci(method="exact")
    assert few is not None
    assert (few.low, few.high) == (round(exact.low, 4), round(exact.high, 4))
    assert few.patients == 6
    perfect = scoring.metric("AUC", weighted_figures.area(np.array(truth, float), np.array(truth)), some)
    exact = binomtest(6, 6).proportion_ci(method="exact")
    assert perfect is not None
    assert (perfect.low, perfect.high, perfect.method) == (
        round(exact.low, 4),
        1.0,
        weighted_figures.EXACT_PAIRS,
    )
    rng = np.random.default_rng(0)
    rough = scoring.metric("AUC", weighted_figures.area(rng.random(24), np.array(truth)), some)
    assert rough is not None
    assert rough.low is None
    assert rough.method == f"{weighted_figures.FEW} (6 of the rarest kind)"
    many = crowd([str(i) for i in range(40)], [i < 20 for i in range(40)])
    wide = scoring.metric("AUC", weighted_figures.area(rng.random(40), many.truth), many)
    assert wide is not None
    assert wide.method == bootstrap.METHOD
    assert (wide.low or 0) < wide.value < (wide.high or 0)
    flat = scoring.metric("AUC", weighted_figures.area(np.zeros(40), many.truth), many)
    assert flat is not None
    assert (flat.value, flat.low, flat.method) == (0.5, None, weighted_figures.ALIKE)


def test_bootstrap_covers_the_truth() -> None:
    rng = np.random.default_rng(4)
    hits = 0
    for _ in range(60):
        values = rng.random(80) < 0.7
        draws = bootstrap.patient_draws([str(i) for i in range(80)], np.zeros(80, bool), rounds=200)
        low, high = bootstrap.interval(lambda i, v=values: float(v[i].mean()), draws) or (1, 0)
        hits += low <= 0.7 <= high
    assert hits >= 51


def test_pointing_in_film_pixels() -> None:
    signed = np.full((4, 4), -1, np.float32)
    signed[1, 2] = 3
    to_film = ((10.0, 0.0, -5.0), (0.0, 10.0, 20.0))  # a cell is 10 film pixels, the film starts at (5, -20)
    assert localisation.peak(signed, to_film) == (20, 35)
    assert localisation.peak_inside(signed, to_film, ((18, 30, 30, 60),))
    assert not localisation.peak_inside(signed, to_film, ((40, 30, 60, 60),))
    assert localisation.mass_inside(signed, to_film, ((15, 30, 25, 35),)) == pytest.approx(0.5)
    assert localisation.mass_inside(-np.abs(signed), to_film, ((0, 0, 99, 99),)) == 0


@pytest.fixture(scope="module")
def scored(toy_run: ToyRun) -> scoring.Scored:
    session = Session(load(toy_run.bundle), threads=1)
    return scoring.score(ask(session.bundle, read_truth(toy_run.val)), session.bundle.card, rounds=100)


def test_figures_have_values_intervals_and_counts(toy_run: ToyRun, scored: scoring.Scored) -> None:
    card = load(toy_run.bundle).card
    found = {item.name: item for item in scoring.class_figures(scored) + scoring.point_figures(scored, card)}
    assert found["AUC, fracture"].value > 0.9
    for level in ("2 classes", "3 classes", "7 classes"):
        assert 0 <= found[f"accuracy, {level}"].value <= 1
    assert {f"AUC, {name}" for name in CLASSES} <= set(found)
    sensitivity = next(item for name, item in found.items() if name.startswith("sensitivity at half"))
    assert (sensitivity.films, sensitivity.patients) == (24, 24)
    assert sensitivity.low is not None
    assert sensitivity.low <= sensitivity.value <= (sensitivity.high or 0)
    assert found["AUC, fracture"].patients == 28
    missed = next(item for name, item in found.items() if name.startswith("false negatives"))
    kept = next(item for name, item in found.items() if name.startswith("sensitivity"))
    assert missed.value + kept.value == pytest.approx(1)
    assert any(name.startswith("F1 at") for name in found)
    table = scoring.confusion(scored)
    assert sum(map(sum, table)) == 28
    places = {item.name for item in scoring.place_figures(scored)}
    assert {"side named rightly", "map peak in the truth box"} <= places
    assert "side uncertain, both hips on the film" not in places  # these films do not say what they show
    known = [
        replace(film, meta={**film.meta, "sex": "FM"[number % 2], "age": 40 + number})
        for number, film in enumerate(scored.known)
    ]
    named = {item.name: item.films for item in scoring.subgroup_figures(replace(scored, known=tuple(known)))}
    assert "sensitivity, severity mild" in named
    assert (named["AUC, women"], named["AUC, men"]) == (14, 14)
    assert named["AUC, age under 50"] == 10


def test_the_side_is_measured_on_films_of_both_hips_apart(scored: scoring.Scored) -> None:
    known = [
        replace(film, meta={**film.meta, "hips_in_field": ["right", "left"][: 1 + number % 2]})
        for number, film in enumerate(scored.known)
    ]
    side = ["uncertain" if number % 2 == 0 else film.side or "" for number, film in enumerate(known)]
    told = replace(scored, known=tuple(known), side=tuple(side))
    found = {item.name: item for item in scoring.place_figures(told)}
    every, both = found["side named rightly"], found["side named rightly, both hips on the film"]
    assert 0 < both.films < every.films
    assert every.value < both.value == 1
    assert found["side uncertain, both hips on the film"].value == 0
    assert found["side uncertain"].value > 0


def test_films_are_grouped_by_age_where_it_is_known() -> None:
    ages = [49, 50, 64.5, 79, 80, None, "60"]
    films = [KnownFilm(Path(), str(age), "normal", meta={"age": age}) for age in ages]
    found = {name: np.flatnonzero(mine).tolist() for name, mine in scoring.age_groups(films).items()}
    assert found == {"age under 50": [0], "age 50 to 64": [1, 2], "age 65 to 79": [3], "age 80 and over": [4]}


def test_refused_films_score_one_half_and_are_wrong(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    answers = ask(session.bundle, read_truth(toy_run.val)[:7])
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
    name = set_name(toy_run.val, read_truth(toy_run.val))
    assert name.startswith("synthetic toy val films (seed 2, set ")
    assert json.loads(out.read_text("utf8"))["models"][0]["sections"][0]["name"] == f"{name}, first 14 only"
    assert main([*arguments, "--into-card", "--limit", "14"]) == 1
    assert load(toy_run.bundle).card.metrics == before.card.metrics
    assert main([*arguments, "--into-card", "--threads", "1"]) == 0
    report = json.loads(out.read_text("utf8"))
    assert report["models"][0]["sha256"] == before.card.onnx_sha256
    assert report["models"][0]["sections"][0]["films"] == 28
    assert report["differences"] == []
    assert "| AUC, fracture |" in out.with_suffix(".md").read_text("utf8")
    after = load(toy_run.bundle)
    assert after.card.onnx_sha256 == before.card.onnx_sha256
    assert after.card.operating_points == before.card.operating_points
    assert list(after.card.metrics) == [name]
    assert main([*arguments, "--data", str(toy_run.val), str(toy_run.val)]) == 1
    assert put_into_card(after, []).card == after.card


def test_a_film_without_an_output_is_named_and_scored_one_half(toy_run: ToyRun, tmp_path: Path) -> None:
    films = read_truth(toy_run.val)[:4]
    bad = tmp_path / "bad.dcm"
    bad.write_bytes(b"nothing")
    other = replace(films[3], pixel_sha256="0" * 64)
    session = Session(load(toy_run.bundle), threads=1)
    answers = ask(session.bundle, [films[0], replace(films[1], path=bad, key="bad"), films[2], other])
    assert len(answers.films) == 2
    assert [key for key, _ in answers.left_out] == ["bad", films[3].key]
    assert "truth names" in answers.left_out[1][1]
    scored = scoring.score(answers, session.bundle.card, rounds=20)
    assert len(scored.known) == 4
    assert list(scored.refused[[1, 3]]) == [True, True]
    assert list(scored.fracture[[1, 3]]) == [0.5, 0.5]
    assert [row[-1] for row in scoring.confusion(scored)][:4] == [0, 1, 0, 1]
    found = scoring.point_figures(scored, session.bundle.card)[0]
    assert (found.films, found.value) == (3, pytest.approx(float((scored.fracture >= 0.5)[2]) / 3, abs=1e-3))
    with pytest.raises(TrainingError, match="No film"):
        ask(session.bundle, [replace(films[0], path=bad)])


def test_several_models_read_a_film_once_and_each_answers(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    films = read_truth(toy_run.val)[:3]
    first, second = ask_all(Models((session.bundle, session.bundle)), films)
    np.testing.assert_array_equal(first.logits(), second.logits())
    np.testing.assert_array_equal(first.logits(), ask(session.bundle, films).logits())


def test_many_processes_say_what_one_says(toy_run: ToyRun, tmp_path: Path) -> None:
    """Also a look, a film that is none, and one on which the process was ended."""
    films = read_truth(toy_run.val)[:6]
    (tmp_path / "bad.dcm").write_bytes(b"nothing")
    asked = [*films[:3], replace(films[3], path=tmp_path / "bad.dcm"), *films[4:]]
    models = Models((load(toy_run.bundle),), flips=True, cores=2)
    ended = []

    def ending(rows: Iterable[KnownFilm]) -> Iterator[KnownFilm]:
        for row in rows:
            yield row
            if not ended:
                ended.extend(child.pid for child in active_children() if child.name == Measuring.name)
                os.kill(ended[0], signal.SIGKILL)

    found = ask_all(models, asked, ending)
    assert len(ended) == 2
    with DecodeChild() as child:
        images = {known.key: child.read(known.path) for known in films}
    for answers, session in zip(found, models.started(), strict=True):
        assert [key for key, _ in answers.left_out] == [films[3].key]
        assert [item.known.key for item in answers.films] == [films[at].key for at in (0, 1, 2, 4, 5)]
        for item in answers.films:
            alone = measure(session, item.known, images[item.known.key])
            for name in ("logits", "class_maps", "latent"):
                np.testing.assert_array_equal(getattr(item, name), getattr(alone, name))
            assert (item.film, item.to_film, item.refusal) == (
                alone.film, alone.to_film, alone.refusal
            )  # fmt: skip
    assert [one.card.version for one in models.shown] == [one.bundle.card.version for one in models.started()]


def test_what_gets_no_answer_in_the_window_is_refused_here_too(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    rng = np.random.default_rng(1)
    grey = film_image(rng.integers(0, 4096, (80, 96)).astype(np.uint16))
    two = film_image((rng.integers(0, 2, (80, 96)) * 4000).astype(np.uint16))
    assert said(session, grey)[4] == ""
    assert "only 2 grey levels" in said(session, two)[4]
    assert "chest" in said(session, replace(grey, film=replace(grey.film, body_part="CHEST")))[4]
    card = replace(session.bundle.card, extra_outputs={"hips": "those that are found"})

    class NoHip:
        bundle = replace(session.bundle, card=card)

        def run(self, tensor: np.ndarray) -> Outputs:
            return replace(session.run(tensor), extra={"hips": np.zeros((1, 2), np.float32)})

    assert "no hip" in said(NoHip(), grey)[4]


def test_a_set_is_synthetic_only_where_it_says_so(toy_run: ToyRun, tmp_path: Path) -> None:
    films = read_truth(toy_run.val)
    own = tmp_path / "films of ours"
    own.mkdir()
    assert set_name(own, films) == f"films of ours (set {fingerprint(films)})"
    assert fingerprint(films[:-1]) != fingerprint(films)
    assert fingerprint(films[::-1]) == fingerprint(films)
    (own / "dataset.json").write_text(json.dumps({"kind": "knees", "split": "test"}), "utf8")
    assert set_name(own, films).startswith("knees test films (set ")
    assert not is_synthetic(own)
    assert read_set(toy_run.val)[0].meta["source"] == "synthetic"
    for text in ("[1]", "{", ""):
        (own / "dataset.json").write_text(text, "utf8")
        with pytest.raises(TrainingError, match="damaged"):
            set_name(own, films)


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
    films = fracatlas.read_fracatlas(FRACATLAS)
    upright, lying = external_validation.contrasts(films)
    for contrast in (upright, lying):
        broken = [item for item in contrast.films if item.film.ao_class != "normal"]
        assert len(broken) == 11
        assert len({item.film.patient for item in broken}) == 5
        assert all(item.film.boxes for item in broken)
    assert all(item.aspect < 1 for item in upright.films if item.film.ao_class == "normal")
    assert all(item.aspect > 1 for item in lying.films if item.film.ao_class == "normal")
    guessed = {item.film.patient for item in upright.films if item.triage == fracatlas.FRACTURED}
    numbers = {int(item.film.key[3:10]) // fracatlas.BLOCK: item.film.patient for item in films}
    for item in upright.films:
        if item.triage == fracatlas.FRACTURED:  # all films of the block are of the guessed patient
            assert numbers[int(item.film.key[3:10]) // fracatlas.BLOCK] in guessed
    tested = {item.film.key for item in (*upright.films, *lying.films)}
    assert not tested & {film.key for film in fracatlas.limb_films(films)}


@pytest.mark.skipif(not FRACATLAS.is_dir(), reason="the shared real films are not here")
@pytest.mark.slow
def test_real_films_are_scored(toy_run: ToyRun) -> None:
    session = Session(load(toy_run.bundle), threads=1)
    found = external_validation.results(Models((session.bundle,)), FRACATLAS, lambda title: iter, limit=4)
    assert [item.kind for item in found] == [Kind.FRACTURE, Kind.FRACTURE, Kind.OTHER]
    made = [section(item, 0, session.bundle.card) for item in found]
    assert [section.films for section in made] == [8, 8, 4]
    names = [item.name for item in made[1].figures]
    assert names[:3] == [
        "AUC, fracture",
        "AUC, aspect ratio alone: taller is fracture",
        "AUC, aspect ratio alone: wider is fracture",
    ]
    assert made[1].figures[1].value + made[1].figures[2].value == pytest.approx(1)
    assert "CC BY 4.0" in made[0].note
    assert made[0].name.endswith("4 of either kind at most")  # a part is told to be one
