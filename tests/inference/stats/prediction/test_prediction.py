"""Calibration, worth at a prevalence and several classes, against published figures and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from inference.stats.prediction import calibration, multiclass, prevalence
from inference.stats.proportions import Counts


def test_brier_as_in_his_paper() -> None:
    """Brier GW (1950), Mon Weather Rev 78:1-3: ten forecasts of rain; both categories counted: 0.19."""
    forecast = np.array([0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1])
    rain = np.array([0, 1, 1, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
    found = calibration.calibrate(forecast, rain)
    assert 2 * found.brier == pytest.approx(0.19)
    assert "count as" in found.note


def test_slope_of_two_probabilities_by_hand() -> None:
    """With two probabilities the regression is saturated: it gives the observed odds of both."""
    p = np.repeat([0.2, 0.8], 50)
    truth = np.concatenate([np.arange(50) < 15, np.arange(50) < 35])
    found = calibration.calibrate(p, truth)
    assert found.slope is not None
    assert found.intercept is not None
    assert found.slope.value == pytest.approx(math.log(7 / 3) / math.log(4))
    assert found.intercept.value == pytest.approx(0, abs=1e-9)
    assert found.slope.lower is not None
    assert [group.observed for group in found.groups] == [0.3, 0.7]


def test_slope_that_is_not_defined() -> None:
    p = np.linspace(0.1, 0.9, 20)
    apart = calibration.calibrate(p, p > 0.5)
    assert apart.slope is None
    assert calibration.SEPARATED in apart.note
    assert calibration.calibrate(np.full(20, 0.3), p > 0.5).slope is None
    one_kind = calibration.calibrate(p, np.ones(20, dtype=bool))
    assert (one_kind.slope, one_kind.intercept, one_kind.scaled_brier) == (None, None, None)


def test_slope_of_probabilities_that_hardly_differ() -> None:
    """They separate nothing: the same logits over 10,000 have 10,000 times the slope and its error."""
    random = np.random.default_rng(1)
    logit = random.normal(size=200)
    truth = random.random(200) < 1 / (1 + np.exp(-logit))
    wide, narrow = (calibration.calibrate(1 / (1 + np.exp(-logit * by)), truth).slope for by in (1, 1e-4))
    assert wide is not None
    assert narrow is not None
    assert (narrow.value * 1e-4, narrow.se * 1e-4) == pytest.approx((wide.value, wide.se), rel=1e-4)


def test_slope_covers_the_truth() -> None:
    random, hits = np.random.default_rng(7), 0
    for _ in range(200):
        x = random.normal(0, 1.5, 150)
        truth = random.random(150) < 1 / (1 + np.exp(-x))
        found = calibration.calibrate(1 / (1 + np.exp(-x / 0.7)), truth)  # too extreme: the slope is 0.7
        assert found.slope is not None
        hits += found.slope.holds(0.7)
    assert 180 <= hits <= 199


def test_predictive_values_of_a_case_control_study() -> None:
    """Mercaldo, Lau and Zhou (2007), APOE e4 in Alzheimer's disease: 240/418, 87/375, prevalence 0.03."""
    found = prevalence.at_prevalence(Counts(240, 87, 178, 288), 0.03)
    assert found.ppv.value == pytest.approx(0.0711, abs=5e-5)
    assert found.npv.value == pytest.approx(0.9831, abs=5e-5)
    sens, spec = 240 / 418, 288 / 375
    spread = math.sqrt((1 - sens) / (418 * sens) + spec / (375 * (1 - spec)))  # standard logit interval
    logit = math.log(sens * 0.03 / ((1 - spec) * 0.97))
    assert found.ppv.interval is not None
    assert found.ppv.interval.lower == pytest.approx(
        1 / (1 + math.exp(-(logit - 1.959964 * spread))), abs=1e-6
    )
    assert found.positive_ratio.value == pytest.approx(sens / (1 - spec))
    assert found.negative_ratio.value == pytest.approx((1 - sens) / spec)


def test_worth_that_is_not_defined() -> None:
    sure = prevalence.at_prevalence(Counts(10, 0, 0, 10), 0.2)
    assert (sure.positive_ratio.value, sure.ppv.value, sure.ppv.interval) == (None, 1.0, None)
    assert (sure.negative_ratio.value, sure.negative_ratio.interval) == (0.0, None)
    never = prevalence.at_prevalence(Counts(0, 0, 10, 10), 0.2)
    assert never.ppv.value is None
    assert never.ppv.note
    assert prevalence.at_prevalence(Counts(0, 3, 0, 7), 0.2).ppv.value is None


def test_net_benefit() -> None:
    """Vickers and Elkin (2006): TP/n less FP/n times the odds of the threshold, at the films' prevalence."""
    p = np.array([0.9, 0.6, 0.3, 0.7, 0.2, 0.1, 0.1, 0.1])
    truth = np.arange(8) < 3
    found = prevalence.net_benefit(p, truth, 0.5, 3 / 8)
    assert found.model == pytest.approx(2 / 8 - 1 / 8)
    assert found.all == pytest.approx(3 / 8 - 5 / 8)
    assert found.interval.lower < found.model < found.interval.upper
    assert len(prevalence.decision_curve(p, truth, 0.1)) == 19


def test_several_classes_against_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(2)
    truth, answer = random.integers(0, 4, 80), random.integers(0, 4, 80)
    answer[:50] = truth[:50]
    found = multiclass.multiclass(truth, answer, np.arange(80), ("A1", "A2", "A3", "B1"))
    assert found.mcc == pytest.approx(metrics.matthews_corrcoef(truth, answer))
    assert found.macro_f1 == pytest.approx(metrics.f1_score(truth, answer, average="macro"))
    assert found.macro_interval is not None
    assert found.macro_interval.lower < found.macro_f1 < found.macro_interval.upper
    assert np.array_equal(found.counts, metrics.confusion_matrix(truth, answer))
    one = multiclass.multiclass(np.zeros(5, dtype=int), np.zeros(5, dtype=int), np.arange(5), ("A1", "A2"))
    assert (one.mcc, one.macro_f1, one.macro_interval) == (None, 1.0, None)
    assert one.note


def test_no_round_lacks_a_class_and_a_rare_one_is_told() -> None:
    """One film of a class that nobody names: without it in a round the mean was one over two classes."""
    truth = np.repeat([0, 1, 2], [20, 20, 1])
    answer = truth.copy()
    answer[[0, 1, 20, 21, 40]] = [1, 1, 0, 0, 0]
    found = multiclass.multiclass(truth, answer, np.arange(41), ("normal", "A2", "C1"))
    assert found.macro_f1 is not None
    assert found.macro_interval is not None
    assert found.macro_f1 < found.macro_interval.upper <= 2 / 3
    assert found.note == "few films (patients) are of C1: read the intervals as rough"


def test_rounds_of_a_large_study_are_drawn_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 readers of 5,000 films would hold 4 GB of draws at once; the figures are the same in parts."""
    random = np.random.default_rng(5)
    truth, answer = random.integers(0, 3, (2, 90))
    unit = np.arange(90) // 3
    whole = multiclass.multiclass(truth, answer, unit, ("a", "b", "c"), rounds=200)
    monkeypatch.setattr(multiclass, "_CELLS", 30 * 7)
    assert multiclass.multiclass(truth, answer, unit, ("a", "b", "c"), rounds=200) == whole
