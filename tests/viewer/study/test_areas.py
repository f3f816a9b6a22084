"""Areas under the ROC and LROC curve: pROC's figures, brute force, clusters, and degenerate readers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.stats import auc, covariance, delong, lroc
from inference.stats.common import Bools, Floats
from inference.stats.figures import AUC, SENSITIVITY, SPECIFICITY, Figure

ASAH = Path(__file__).parents[4] / "shared" / "reference" / "aSAH.csv"
TRUTH = np.arange(6) >= 3
RATING = np.array([1.0, 2, 3, 2, 3, 4])


def brute(rating: Floats, truth: Bools) -> float:
    pairs = [(p > n) + 0.5 * (p == n) for p in rating[truth] for n in rating[~truth]]
    return float(np.mean(pairs))


@pytest.fixture
def asah() -> tuple[dict[str, Floats], Bools]:
    if not ASAH.exists():
        pytest.skip("pROC's example is not here")
    with ASAH.open() as file:
        rows = list(csv.DictReader(file))
    truth = np.array([row["outcome"] == "Poor" for row in rows])
    return {name: np.array([float(row[name]) for row in rows]) for name in ("wfns", "s100b", "ndka")}, truth


def test_proc_areas(asah: tuple[dict[str, Floats], Bools]) -> None:
    markers, truth = asah
    expected = {
        "wfns": (0.823678861788618, 0.748534888, 0.898822836),
        "s100b": (0.731368563685637, 0.630118212, 0.832618916),
        "ndka": (0.611957994579946, 0.501245, 0.722671),
    }
    for name, (value, lower, upper) in expected.items():
        found = delong.area(markers[name], truth)
        assert found.value == pytest.approx(value, abs=1e-14)
        assert found.interval is not None
        assert (found.interval.lower, found.interval.upper) == pytest.approx((lower, upper), abs=5e-7)


def test_proc_paired_tests(asah: tuple[dict[str, Floats], Bools]) -> None:
    markers, truth = asah
    expected = {
        ("wfns", "s100b"): (2.20898359144091, 0.0271757822291882),
        ("wfns", "ndka"): (2.79777591868904, 0.00514557970691098),
        ("ndka", "s100b"): (-1.39077002573558, 0.164295175223054),
    }
    for (one, two), (z, p) in expected.items():
        found = delong.compare(np.stack([markers[one], markers[two]]), truth)
        assert found is not None
        assert (found.statistic, found.p) == pytest.approx((z, p), abs=1e-12)
        if two == "s100b" and one == "wfns":
            assert (found.lower, found.upper) == pytest.approx(
                (0.0104061769564846, 0.174214419249478), abs=1e-12
            )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=12), st.lists(st.integers(0, 6), min_size=1, max_size=12)
)
def test_area_counts_pairs(negative: list[int], positive: list[int]) -> None:
    rating = np.array([*negative, *positive], dtype=np.float64)
    truth = np.arange(len(rating)) >= len(negative)
    assert auc.auc(rating, truth) == pytest.approx(brute(rating, truth), abs=1e-12)
    line = auc.roc(rating, truth)
    assert np.trapezoid(line.tpf, line.fpf) == pytest.approx(brute(rating, truth), abs=1e-12)
    assert auc.auc(-rating, truth) == pytest.approx(1 - brute(rating, truth), abs=1e-12)


@pytest.mark.slow
def test_scikit_learn_agrees() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(3)
    truth, rating = random.random(200) < 0.4, np.round(random.normal(size=200), 1)
    assert auc.auc(rating, truth) == pytest.approx(metrics.roc_auc_score(truth, rating))


def test_variances_by_hand() -> None:
    parts = AUC.components(RATING[None], TRUTH)
    assert parts.theta[0] == pytest.approx(7 / 9)
    assert covariance.delong(parts)[0, 0] == pytest.approx(7 / 162)
    assert covariance.jackknife(parts)[0, 0] == pytest.approx(35 / 648)


@pytest.mark.parametrize("figure", [AUC, SENSITIVITY, SPECIFICITY])
def test_jackknife_and_pseudovalues_are_those_of_leaving_out(figure: Figure) -> None:
    random = np.random.default_rng(4)
    truth = np.arange(17) < 7
    score = (
        np.round(random.normal(size=(3, 17)) + truth)
        if figure is AUC
        else random.integers(0, 2, (3, 17)).astype(np.float64)
    )
    used = np.flatnonzero((truth & figure.on_positive) | (~truth & figure.on_negative))
    left = np.array(
        [figure.components(np.delete(score, k, axis=1), np.delete(truth, k)).theta for k in used]
    ).T
    parts = figure.components(score, truth)
    n = len(used)
    by_force = (n - 1) / n * n * np.cov(left, bias=True)
    assert covariance.jackknife(parts) == pytest.approx(by_force)
    pseudo = covariance.pseudovalues(parts)
    assert pseudo.mean(axis=1) == pytest.approx(parts.theta)
    order = np.concatenate([np.flatnonzero(truth[used]), np.flatnonzero(~truth[used])])
    assert pseudo == pytest.approx(n * parts.theta[:, None] - (n - 1) * left[:, order])
    assert covariance.jackknife_clusters(figure, score, truth, np.arange(17)) == pytest.approx(by_force)


def test_proportions_have_binomial_variance_by_every_method() -> None:
    truth = np.arange(30) < 20
    score = np.zeros((1, 30))
    score[0, :15] = 1
    for method in covariance.METHODS:
        assert covariance.covariance(SENSITIVITY, score, truth, method)[0, 0] == pytest.approx(
            0.75 * 0.25 / 19
        )


def test_unbiased_covariance_by_force() -> None:
    """The mean product of success scores that share no film, counted pair by pair."""
    random = np.random.default_rng(5)
    truth = np.arange(9) < 4
    score = np.round(2 * random.normal(size=(2, 9)) + truth)
    success = [
        np.array([[(p > n) + 0.5 * (p == n) for n in row[~truth]] for p in row[truth]]) for row in score
    ]
    products = [
        success[0][i, a] * success[1][j, b]
        for i in range(4) for j in range(4) for a in range(5) for b in range(5) if i != j and a != b
    ]  # fmt: skip
    expected = success[0].mean() * success[1].mean() - np.mean(products)
    assert covariance.covariance(AUC, score, truth, "unbiased")[0, 1] == pytest.approx(expected)


def test_clusters_of_one_are_no_clusters() -> None:
    random = np.random.default_rng(6)
    truth = random.random(40) < 0.4
    score = random.normal(size=(3, 40)) + truth
    parts = AUC.components(score, truth)
    assert covariance.clustered(parts, truth, np.arange(40)) == pytest.approx(covariance.delong(parts))


@pytest.mark.parametrize("figure", [AUC, SENSITIVITY, SPECIFICITY])
def test_jackknife_over_patients_by_force(figure: Figure) -> None:
    random = np.random.default_rng(7)
    truth, patient = random.random(30) < 0.5, random.integers(0, 12, size=30)
    score = random.integers(0, 2 if figure is not AUC else 5, (3, 30)).astype(np.float64)
    used = (truth & figure.on_positive) | (~truth & figure.on_negative)
    left = np.array(
        [
            figure.components(score[:, patient != p], truth[patient != p]).theta
            for p in np.unique(patient[used])
        ]
    ).T
    n = left.shape[1]
    found = covariance.jackknife_clusters(figure, score, truth, patient)
    assert found == pytest.approx((n - 1) * np.cov(left, bias=True))


def test_every_film_twice_has_the_variance_of_once() -> None:
    """Two hips that always look alike say no more than one."""
    twice, truth, pairs = np.repeat(RATING, 2)[None], np.repeat(TRUTH, 2), np.repeat(np.arange(6), 2)
    parts = AUC.components(twice, truth)
    assert covariance.clustered(parts, truth, pairs)[0, 0] == pytest.approx(7 / 162)
    assert covariance.jackknife_clusters(AUC, twice, truth, pairs)[0, 0] == pytest.approx(35 / 648)
    assert covariance.delong(parts)[0, 0] < 7 / 162
    found = delong.area(np.repeat(RATING, 2), truth, cluster=pairs)
    assert found.variance == pytest.approx(7 / 162)


def test_perfect_reader_has_an_exact_interval() -> None:
    truth = np.arange(30) >= 20
    found = delong.area(truth.astype(np.float64), truth)
    assert (found.value, found.variance) == (1.0, 0.0)
    assert found.interval is not None
    assert found.interval.lower == pytest.approx(0.025 ** (1 / 10))
    assert found.interval.upper == 1.0
    assert found.note == delong.PERFECT
    reversed_ = delong.area(-(truth.astype(np.float64)), truth)
    assert reversed_.interval is not None
    assert (reversed_.value, reversed_.interval.lower) == (0.0, 0.0)
    by_patient = delong.area(truth.astype(np.float64), truth, cluster=np.arange(30) // 2)
    assert by_patient.interval is not None
    assert by_patient.interval.lower == pytest.approx(0.025 ** (1 / 5))


def test_readers_who_say_nothing_or_too_little() -> None:
    constant = delong.area(np.ones(6), TRUTH)
    assert (constant.value, constant.variance) == (0.5, 0.0)
    assert "variance is zero" in constant.note
    assert delong.area(np.ones(3), np.ones(3, dtype=bool)).value is None
    single = delong.area(np.array([1.0, 2.0]), np.array([False, True]))
    assert (single.value, single.interval, single.note) == (1.0, None, delong.TOO_FEW)
    same = delong.compare(np.stack([RATING, RATING]), TRUTH)
    assert same is not None
    assert (same.value, same.se, same.interval, same.p) == (0.0, 0.0, None, None)
    assert delong.compare(np.ones((2, 2)), np.array([True, False])) is None
    with pytest.raises(ValueError):
        auc.auc(np.ones(3), np.zeros(3, dtype=bool))


def test_lroc() -> None:
    """Fractures rated 2, 3, 4, the second marked elsewhere: 1.5 + 0 + 3 of 9 pairs."""
    located = np.array([-1, -1, -1, 1, 0, 1])
    score = lroc.scores(RATING, located, TRUTH)
    assert delong.area(score, TRUTH).value == pytest.approx(0.5)
    line = lroc.curve(score, TRUTH)
    assert line.pcl[-1] == pytest.approx(2 / 3)
    assert lroc.area_to(line) == pytest.approx(0.5)
    assert lroc.pcl_at(line, 1.0) == pytest.approx(2 / 3)
    assert lroc.pcl_at(line, 0.5) == pytest.approx(0.5)
    assert lroc.area_to(line, 1 / 3) == pytest.approx(1 / 9)
    with pytest.raises(ValueError):
        lroc.pcl_at(line, 0.0)


def test_lroc_figures_match_the_curve_and_the_pairs() -> None:
    random = np.random.default_rng(8)
    truth = np.arange(40) < 18
    rating = np.round(2 * random.normal(size=(3, 40)) + truth)
    score = lroc.scores(rating, random.integers(0, 2, size=(3, 40)), truth)
    theta = lroc.figure_area(1.0).components(score, truth).theta
    assert theta == pytest.approx(lroc.AREA.components(score, truth).theta)
    alone = np.arange(40)
    by_force = covariance.covariance(lroc.figure_area(1.0), score, truth, "jackknife", alone)
    assert by_force == pytest.approx(covariance.covariance(lroc.AREA, score, truth, "jackknife"))
    assert lroc.figure_pcl(0.2).components(score, truth).theta.shape == (3,)
    nowhere = lroc.curve(np.where(truth, -np.inf, 1.0), truth)
    assert lroc.area_to(nowhere) == 0.0
