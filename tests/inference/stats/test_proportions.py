"""Proportions, F1 and McNemar against published figures and by simulation."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from inference.stats import f1, mcnemar
from inference.stats.proportions import (
    Counts,
    clopper_pearson,
    clustered,
    count,
    proportion,
    rates,
    wilson,
)


@pytest.mark.parametrize(
    ("hits", "total", "by_wilson", "by_exact"),
    [
        (49, 50, (0.8950, 0.9965), (0.8935, 0.9995)),
        (42, 50, (0.7149, 0.9166), (0.7089, 0.9283)),
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (20, 20, (0.8389, 1.0), (0.8316, 1.0)),
    ],
)
def test_published_intervals(
    hits: int, total: int, by_wilson: tuple[float, float], by_exact: tuple[float, float]
) -> None:
    one, other = wilson(hits, total), clopper_pearson(hits, total)
    assert (one.lower, one.upper) == pytest.approx(by_wilson, abs=6e-5)
    assert (other.lower, other.upper) == pytest.approx(by_exact, abs=6e-5)


@pytest.mark.slow
def test_scipy_agrees() -> None:
    from scipy.stats import binomtest

    for hits, total in ((0, 7), (3, 11), (11, 11), (200, 641)):
        for level in (0.9, 0.99):
            by_exact = binomtest(hits, total).proportion_ci(level, "exact")
            by_score = binomtest(hits, total).proportion_ci(level, "wilson")
            one, two = clopper_pearson(hits, total, level), wilson(hits, total, level)
            assert (one.lower, one.upper) == pytest.approx((by_exact.low, by_exact.high), abs=1e-9)
            assert (two.lower, two.upper) == pytest.approx((by_score.low, by_score.high), abs=1e-9)


def test_cheng_printed_clopper_pearson() -> None:
    printed = {(49, 50): (89, 100), (42, 50): (71, 93), (91, 100): (84, 96)}
    for pair, percent in printed.items():
        exact, score = clopper_pearson(*pair), wilson(*pair)
        assert (round(100 * exact.lower), round(100 * exact.upper)) == percent
        if pair == (42, 50):  # the pair of intervals that tells the two methods apart
            assert (round(100 * score.lower), round(100 * score.upper)) != percent


def test_cheng_f1_interval_is_no_interval_of_f1() -> None:
    counts = Counts(tp=49, fp=8, fn=1, tn=42)
    value = f1.f1(counts)
    assert value is not None
    assert value == pytest.approx(0.9159, abs=5e-5)
    printed = wilson(100 * value, 100)
    assert (printed.lower, printed.upper) == pytest.approx((0.845, 0.956), abs=5e-4)
    truth = np.arange(100) < 50
    decision = np.repeat([[1, 0, 1, 0]], [49, 1, 8, 42], axis=1)
    found = f1.bootstrap(decision, truth, seed=3)
    assert found.interval is not None
    assert (found.interval.lower, found.interval.upper) == pytest.approx((0.867, 0.962), abs=0.006)
    assert found == f1.bootstrap(decision, truth, seed=3)


def test_no_counts_is_no_figure() -> None:
    empty = rates(Counts(0, 0, 0, 5))
    assert empty["sensitivity"].value is None
    assert empty["sensitivity"].wilson is None
    assert empty["specificity"].value == 1.0
    assert f1.f1(Counts(0, 0, 0, 5)) is None
    nothing = f1.bootstrap(np.zeros((1, 5), dtype=np.int64), np.zeros(5, dtype=bool), 1)
    assert (nothing.value, nothing.interval, nothing.note) == (None, None, f1.UNDEFINED)
    assert proportion(0, 0).exact is None
    with pytest.raises(ValueError):
        wilson(3, 2)


def test_counts_leave_missing_answers_out() -> None:
    truth = np.array([True, True, False, False])
    assert count(np.array([1, -1, 0, 1]), truth) == Counts(1, 1, 0, 1)
    assert count(np.array([[1, 0, 0, 1], [1, -1, -1, 0]]), truth) == Counts(2, 1, 1, 2)
    assert Counts(1, 1, 0, 1) + Counts(1, 0, 1, 1) == Counts(2, 1, 1, 2)


def test_bootstrap_keeps_answers_to_a_film_together() -> None:
    """Two readers who answer alike give the interval of one of them, not a narrower one."""
    truth = np.arange(60) < 30
    one = np.repeat([[1, 0, 1, 0]], [24, 6, 8, 22], axis=1)
    alone, twice = f1.bootstrap(one, truth, 5), f1.bootstrap(np.tile(one, (2, 1)), truth, 5)
    assert alone.interval == twice.interval
    pairs = np.repeat(np.arange(30), 2)
    by_patient = f1.bootstrap(one, truth, 5, cluster=pairs).interval
    assert by_patient is not None
    assert alone.interval is not None
    assert by_patient.upper - by_patient.lower > alone.interval.upper - alone.interval.lower


def test_clustered_proportion() -> None:
    hits = np.repeat([1.0, 0.0], [30, 10])
    alone = clustered(hits, np.arange(40))
    doubled = clustered(np.repeat(hits, 2), np.repeat(np.arange(40), 2))
    plain = proportion(30, 40)
    assert alone.wilson is not None
    assert plain.wilson is not None
    assert doubled.wilson is not None
    # C/(C-1) on the design effect: 40/39 fewer independent films than 40.
    assert alone.wilson.lower == pytest.approx(wilson(30 * 39 / 40, 39).lower)
    assert doubled.wilson.lower == pytest.approx(alone.wilson.lower)
    assert clustered(np.ones(10), np.repeat(np.arange(5), 2)).exact == clopper_pearson(5, 5)
    assert clustered(np.empty(0), np.empty(0, dtype=np.int64)).value is None
    left_right = clustered(np.tile([1.0, 0.0], 10), np.repeat(np.arange(10), 2))
    assert left_right.wilson == wilson(10, 20)


@pytest.mark.parametrize("counts", [(3, 5), (0, 4), (2, 2), (500, 520), (1500, 1500), (1400, 1460)])
def test_mid_p_is_a_number_for_many_films(counts: tuple[int, int]) -> None:
    """Against whole-number sums: from 1,030 films on binomial coefficients are too large for a float."""
    n, least = sum(counts), min(counts)
    seen = Fraction(math.comb(n, least), 2**n)
    upto = Fraction(sum(math.comb(n, k) for k in range(least + 1)), 2**n)
    expected = 1 - seen / 2 if counts[0] == counts[1] else 2 * upto - seen
    assert mcnemar.mid_p(*counts) == pytest.approx(float(expected), rel=1e-10)
    assert mcnemar.mid_p(0, 0) == 1
    assert 0 < mcnemar.mid_p(100_000, 100_500) < 1


@pytest.mark.parametrize(
    ("one", "two", "p"), [(10, 2, 0.038574), (7, 1, 0.070313), (1, 9, 0.021484), (0, 0, 1.0)]
)
def test_mcnemar(one: int, two: int, p: float) -> None:
    assert mcnemar.exact(one, two) == pytest.approx(p, abs=1e-6)
    assert mcnemar.exact(two, one) == mcnemar.exact(one, two)
    assert mcnemar.exact(5, 5) == 1.0


def test_paired_difference() -> None:
    first, second = np.repeat([1, 1, 0, 0], [20, 12, 2, 16]), np.repeat([1, 0, 1, 0], [20, 12, 2, 16])
    found = mcnemar.paired(first, second)
    assert (found.both, found.first, found.second, found.neither) == (20, 12, 2, 16)
    # Newcombe (1998), table II, first contrast of a/b/c/d = 20 12 2 16: difference 0.2000, method 10.
    assert found.difference == pytest.approx(0.2)
    assert found.interval is not None
    assert (found.interval.lower, found.interval.upper) == pytest.approx((0.0562, 0.3292), abs=6e-5)
    none = mcnemar.paired(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    assert none.difference is None
    assert none.p is None


def test_clustered_difference_of_single_films_is_the_paired_one() -> None:
    first, second = np.repeat([1.0, 1, 0, 0], [20, 12, 2, 16]), np.repeat([1.0, 0, 1, 0], [20, 12, 2, 16])
    found = mcnemar.clustered(first, second, np.arange(50))
    d = first - second
    assert found.se == pytest.approx(d.std(ddof=1) / np.sqrt(50))
    same = mcnemar.clustered(first, first, np.arange(50))
    assert (same.interval, same.p) == (None, None)
    assert same.note


def test_a_bootstrap_that_degenerates_says_so() -> None:
    truth = np.arange(20) < 10
    perfect = f1.bootstrap(truth.astype(np.int64)[None], truth, 1)
    assert (perfect.value, perfect.interval, perfect.note) == (1.0, None, f1.DEGENERATE)
    one_miss = truth.astype(np.int64)[None].copy()
    one_miss[0, 0] = 0
    rough = f1.bootstrap(one_miss, truth, 1)
    assert rough.interval is not None
    assert rough.note == f1.FEW_VALUES
    random = np.random.default_rng(2)
    many = np.arange(200) < 100
    noisy = np.where(random.random(200) < 0.8, many, ~many).astype(np.int64)[None]
    assert f1.bootstrap(noisy, many, 1).note == ""
