"""Obuchowski-Rockette of every answer, beside the crossed analysis and U-statistics."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats import mrmc_or, roemetz, ustat
from inference.stats.common import Floats
from inference.stats.covariance import covariance
from inference.stats.figures import AUC, F1, LROC_AREA, SENSITIVITY, SPECIFICITY, Figure
from inference.stats.models import unbalanced

TWO_EACH = np.arange(40) // 2


def ratings(seed: int = 4) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    answers = roemetz.simulate(roemetz.published("HL"), 5, 20, 20, seed=seed)
    order = np.random.default_rng(seed).permutation(40)
    return answers.rating[:, :, order], answers.truth[order]


@pytest.mark.parametrize("figure", [AUC, LROC_AREA, F1, SENSITIVITY, SPECIFICITY], ids=lambda f: f.name)
@pytest.mark.parametrize("clusters", [False, True])
def test_where_nothing_is_missing_it_is_the_crossed_analysis(figure: Figure, clusters: bool) -> None:
    score, truth = ratings()
    if figure.needs == "decision":
        score = (score > 0.7).astype(np.float64)
    cluster = TWO_EACH if clusters else None
    flat = score.reshape(10, 40)
    matrix = covariance(figure, flat, truth, "delong", cluster).reshape(2, 5, 2, 5)
    theta = figure.components(flat, truth).theta.reshape(2, 5)
    crossed = mrmc_or.infer(theta, matrix, "RRRC", null=figure.null)
    both = unbalanced.infer(score, truth, figure, cluster)
    one = unbalanced.infer(score[:1], truth, figure, cluster)
    assert crossed is not None
    assert both is not None
    assert one is not None
    for expected, found in ((crossed.differences[0], both.estimate), (crossed.arms[0], one.estimate)):
        assert found.value == pytest.approx(expected.value, abs=1e-12)
        assert found.se == pytest.approx(expected.se, abs=1e-12)
        assert found.df == pytest.approx(expected.df)
        assert (found.lower, found.upper) == pytest.approx((expected.lower, expected.upper))


def test_films_of_ones_own_are_what_u_statistics_make_of_them() -> None:
    """Each reader has as many films of each kind as any other."""
    score, truth = ratings()
    order = np.argsort(truth, kind="stable")
    score, truth = score[:, :, order], truth[order]
    apart = np.where(np.arange(40) % 5 == np.arange(5)[:, None], score, np.nan)
    by_all, found = ustat.two_arms(apart, truth), unbalanced.infer(apart, truth, AUC)
    assert by_all is not None
    assert found is not None
    assert found.means == pytest.approx(by_all.areas)
    assert found.estimate.se == pytest.approx(by_all.estimate.se)


def test_the_figure_with_missing_answers_is_that_of_the_u_statistics() -> None:
    score, truth = ratings()
    score[np.random.default_rng(1).random(score.shape) < 0.2] = np.nan
    by_all, found = ustat.two_arms(score, truth), unbalanced.infer(score, truth, AUC, TWO_EACH)
    assert by_all is not None
    assert found is not None
    assert found.means == pytest.approx(by_all.areas)
    assert found.estimate.interval is not None


def test_films_twice_say_no_more_than_once() -> None:
    score, truth = ratings()
    score[np.random.default_rng(2).random(score.shape) < 0.15] = np.nan
    once = unbalanced.infer(score, truth, AUC, np.arange(40))
    twice = unbalanced.infer(
        np.repeat(score, 2, axis=2), np.repeat(truth, 2), AUC, np.repeat(np.arange(40), 2)
    )
    assert once is not None
    assert twice is not None
    assert twice.estimate.value == pytest.approx(once.estimate.value)
    assert twice.estimate.se == pytest.approx(once.estimate.se)


def test_readers_of_one_arm_only_make_it_split_plot() -> None:
    score, truth = ratings()
    score[0, 3:], score[1, :3] = np.nan, np.nan
    found = unbalanced.infer(score, truth, AUC)
    assert found is not None
    assert found.entered.tolist() == [[True] * 3 + [False] * 2, [False] * 3 + [True] * 2]
    assert found.estimate.interval is not None


def test_two_readers_with_two_films_of_each_kind_are_needed() -> None:
    score, truth = ratings()
    few = score.copy()
    few[1, 1:, np.flatnonzero(truth)[1:]] = np.nan  # one fracture for all but the first reader
    assert unbalanced.infer(few, truth, AUC) is None
    assert unbalanced.infer(score, truth, AUC, np.zeros(40, dtype=np.int64)) is None


def test_perfect_readers_have_no_interval_and_the_reason() -> None:
    score, truth = ratings()
    perfect = np.where(np.isnan(score), np.nan, truth.astype(np.float64))
    perfect[0, 0, :5] = np.nan
    found = unbalanced.infer(perfect, truth, AUC)
    assert found is not None
    assert found.estimate.value == 0
    assert found.estimate.interval is None
    assert found.estimate.note
