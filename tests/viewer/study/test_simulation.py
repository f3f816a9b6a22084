"""Intervals and tests against studies simulated with known truth (Roe and Metz 1997)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from inference.stats import covariance, delong, mcnemar, mrmc_or, proportions, roemetz, standalone, ustat
from inference.stats.common import Bools, Floats
from inference.stats.covariance import Method
from inference.stats.figures import AUC, F1, SENSITIVITY, Figure
from inference.stats.mrmc_or import Inference, Kind
from inference.stats.records import Answers

STUDIES = 300
# With 300 studies the share of covering intervals has a standard deviation of 0.0126 around 0.95.
NARROW, WIDE = 0.915, 0.99


def studies(
    model: roemetz.RoeMetz, readers: int, films: int, cutoff: float | None = None
) -> Iterator[Answers]:
    for seed in range(STUDIES):
        yield roemetz.simulate(model, readers, films, films, seed, cutoff=cutoff)


def infer(score: Floats, truth: Bools, figure: Figure, kind: Kind, method: Method = "delong") -> Inference:
    i, j, k = score.shape
    flat = score.reshape(i * j, k)
    matrix = covariance.covariance(figure, flat, truth, method).reshape(i, j, i, j)
    found = mrmc_or.infer(figure.components(flat, truth).theta.reshape(i, j), matrix, kind)
    assert found is not None
    return found


def test_expected_areas_of_the_model() -> None:
    for structure, separation, area in (("HL", 0.75, 0.7008), ("LH", 1.5, 0.8484), ("HH", 2.5, 0.9533)):
        model = roemetz.published(structure, separation)  # type: ignore[arg-type]
        assert model.areas() == pytest.approx((area, area), abs=6e-4)
        assert math.isclose(model.films + model.arm_films + model.reader_films + model.error, 1.0)


def test_simulated_readers_have_the_areas_asked_for() -> None:
    abilities = (0.70, 0.85, 0.97)
    answers = roemetz.simulate(
        roemetz.published("LL"), 3, 4000, 4000, seed=1, abilities=abilities, cutoff=0.5
    )
    theta = AUC.components(answers.rating[0], answers.truth).theta
    assert theta == pytest.approx(abilities, abs=0.02)
    assert np.array_equal(answers.decision, answers.rating >= 0.5)
    again = roemetz.simulate(roemetz.published("LL"), 3, 4000, 4000, seed=1, abilities=abilities)
    assert np.array_equal(again.rating, answers.rating)
    with pytest.raises(ValueError):
        roemetz.simulate(roemetz.published("LL"), 2, 5, 5, seed=1, abilities=abilities)


@pytest.mark.slow
def test_intervals_of_several_readers_cover() -> None:
    """Random readers and films: difference of two equal arms, one arm alone, and by U-statistics."""
    model = roemetz.published("HL", 1.5)
    area = model.areas()[0]
    hits = {"difference": 0, "arm": 0, "ustat": 0, "rejected": 0}
    for answers in studies(model, 5, 25):
        found = infer(answers.rating, answers.truth, AUC, "RRRC")
        both = ustat.two_arms(answers.rating, answers.truth)
        assert both is not None
        assert found.test is not None
        hits["difference"] += found.differences[0].lower <= 0 <= found.differences[0].upper
        hits["arm"] += found.arms[0].lower <= area <= found.arms[0].upper
        hits["ustat"] += both.estimate.lower <= 0 <= both.estimate.upper
        hits["rejected"] += (found.test.p or 1) < 0.05
    shares = {name: count / STUDIES for name, count in hits.items()}
    assert all(NARROW <= shares[name] <= WIDE for name in ("difference", "arm", "ustat")), shares
    assert 0.015 <= shares["rejected"] <= 0.08, shares


@pytest.mark.slow
def test_interval_of_several_readers_sensitivity_covers() -> None:
    """Sensitivity at a cut-off of 0.75 where fractures are rated N(1.5, 1 + variance of readers)."""
    model = roemetz.published("LL", 1.5, arms=1)
    noise = math.sqrt(1 + model.readers + model.arm_readers)
    true = 0.5 * math.erfc((0.75 - 1.5) / noise / math.sqrt(2))
    covered = 0
    for answers in studies(model, 6, 40, cutoff=0.75):
        score = answers.decision.astype(np.float64)
        found = infer(score, answers.truth, SENSITIVITY, "RRRC").arms[0]
        covered += found.lower <= true <= found.upper
    assert NARROW - 0.01 <= covered / STUDIES <= WIDE


@pytest.mark.slow
def test_interval_of_several_readers_f1_covers() -> None:
    """The mean of F1 over all simulated readers stands for its expected value."""
    model = roemetz.published("LL", 1.5, arms=1)
    drawn = list(studies(model, 6, 40, cutoff=0.75))
    scores = [answers.decision.astype(np.float64) for answers in drawn]
    expected = np.mean([F1.components(score[0], drawn[0].truth).theta for score in scores])
    found = [infer(score, drawn[0].truth, F1, "RRRC").arms[0] for score in scores]
    share = np.mean([one.lower <= expected <= one.upper for one in found])
    assert NARROW <= share <= WIDE


@pytest.mark.slow
def test_readers_against_a_model_of_equal_ability() -> None:
    """The model is one more reader of fixed ability equal to the readers' mean."""
    model = roemetz.published("LL", 1.5, arms=1)
    readers = tuple(float(a) for a in np.linspace(0.80, 0.90, 5))
    mean = float(np.mean(readers))
    covered = 0
    for seed in range(STUDIES):
        answers = roemetz.simulate(model, 6, 30, 30, seed, abilities=(*readers, mean))
        matrix = covariance.covariance(AUC, answers.rating[0], answers.truth, "delong")
        found = standalone.compare(AUC.components(answers.rating[0], answers.truth).theta, matrix)
        covered += found.frrc.lower <= 0 <= found.frrc.upper
    assert NARROW <= covered / STUDIES <= WIDE


@pytest.mark.slow
def test_delong_intervals_cover_and_perfect_readers_are_not_certain() -> None:
    random = np.random.default_rng(11)
    truth = np.arange(60) < 25
    area = 0.5 * math.erfc(-1.2 / 2)  # N(1.2, 1) over N(0, 1): Phi(1.2 / sqrt 2)
    plain = logit = 0
    for _ in range(1500):
        found = delong.area(random.normal(size=60) + 1.2 * truth, truth)
        assert found.interval is not None
        assert found.logit is not None
        plain += found.interval.lower <= area <= found.interval.upper
        logit += found.logit.lower <= area <= found.logit.upper
    assert 0.925 <= plain / 1500 <= 0.965
    assert 0.935 <= logit / 1500 <= 0.97
    near = 0.5 * math.erfc(-3.2 / 2)
    few = np.arange(12) < 6
    covered = 0
    for _ in range(1000):
        found = delong.area(random.normal(size=12) + 3.2 * few, few)
        assert found.interval is not None
        covered += found.value != 1.0 or found.interval.lower <= near
    assert covered == 1000


@pytest.mark.slow
def test_clustered_variance_is_the_variance_of_two_hips() -> None:
    """40 patients, two hips each, correlated; the clustered interval covers, DeLong's is too narrow."""
    random = np.random.default_rng(12)
    patient = np.repeat(np.arange(40), 2)
    values, by_cluster, by_film = [], [], []
    for _ in range(STUDIES):
        truth = np.repeat(random.random(40) < 0.5, 2) ^ (random.random(80) < 0.1)
        rating = np.repeat(random.normal(size=40), 2) * 1.5 + random.normal(size=80) + 1.5 * truth
        parts = AUC.components(rating[None], truth)
        values.append(float(parts.theta[0]))
        by_cluster.append(float(covariance.clustered(parts, truth, patient)[0, 0]))
        by_film.append(float(covariance.delong(parts)[0, 0]))
    observed = float(np.var(values, ddof=1))
    assert np.mean(by_cluster) == pytest.approx(observed, rel=0.2)
    assert np.mean(by_film) < 0.8 * observed


@pytest.mark.slow
def test_clustered_proportions_cover() -> None:
    random = np.random.default_rng(13)
    patient = np.repeat(np.arange(30), 2)
    covered, rejected = 0, 0
    for _ in range(STUDIES):
        skill = np.repeat(random.beta(4, 1, size=30), 2)  # mean 0.8
        first, second = (
            (random.random(60) < skill).astype(np.float64),
            (random.random(60) < skill).astype(np.float64),
        )
        found = proportions.clustered(first, patient).wilson
        assert found is not None
        covered += found.lower <= 0.8 <= found.upper
        rejected += (mcnemar.clustered(first, second, patient).p or 1) < 0.05
    assert NARROW <= covered / STUDIES <= WIDE
    assert 0.01 <= rejected / STUDIES <= 0.09


def test_intervals_hold_near_one() -> None:
    """Few studies, so wide bounds; docs/results/coverage.md has 2000 a row."""
    from inference.stats.common import within_one

    random, covered = np.random.default_rng(4), {"logit": 0, "wald": 0}
    for _ in range(400):
        rating = np.concatenate([random.normal(3.29, 1, 60), random.normal(0, 1, 60)])
        found = delong.area(rating, np.arange(120) < 60)
        assert found.shown is not None
        assert found.interval is not None
        covered["logit"] += found.shown.lower <= 0.99 <= found.shown.upper
        covered["wald"] += found.interval.lower <= 0.99 <= found.interval.upper
    assert covered["logit"] / 400 > 0.91
    assert covered["wald"] < covered["logit"]
    share = within_one(0.98, 0.02**2)
    assert share.interval is not None
    assert 0 < share.interval.lower < 0.98 < share.interval.upper < 1
