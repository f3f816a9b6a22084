"""A site's thresholds keep the rates that were asked for, on films that did not set them."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats import site_calibration as site
from inference.stats.site_calibration import Wanted

Site = tuple[np.ndarray, np.ndarray, np.ndarray]


def films(rng: np.random.Generator, whole: int, broken: int, offset: float = 0.0) -> Site:
    """Probabilities, calibrated at even mix where ``offset`` (of all log-odds) is 0; truth; log-odds."""
    truth = np.repeat([False, True], [whole, broken])
    odds = np.where(truth, 2.0, -2.0) + 2.0 * rng.normal(size=len(truth)) + offset
    return 1 / (1 + np.exp(-odds)), truth, odds


def curve(rng: np.random.Generator) -> site.Curve:
    score, truth, _ = films(rng, 4000, 4000)
    return tuple(
        (t, float((score[truth] >= t).mean()), float((score[~truth] < t).mean()))
        for t in np.linspace(0.01, 0.99, 99).tolist()
    )


def test_the_rates_asked_for_hold_on_other_films() -> None:
    specificity, sensitivity = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        score, truth, _ = films(rng, 60, 40, offset=1.5)
        found = site.from_readings(score, truth, Wanted(0.9, 0.9))
        assert found.sensitive is not None
        assert found.specific is not None
        other, kind, _ = films(rng, 500, 500, offset=1.5)
        specificity.append(float((other[~kind] < max(found.specific, found.sensitive)).mean()))
        sensitivity.append(float((other[kind] >= min(found.specific, found.sensitive)).mean()))
    assert np.mean(specificity) > 0.89
    assert np.mean(sensitivity) > 0.89


def test_unread_films_set_the_specific_point_where_the_mix_is_known_or_estimated() -> None:
    rng = np.random.default_rng(3)
    card = curve(rng)
    score, truth, _ = films(rng, 1900, 100)
    share = site.estimated_share(score, 0.5)
    assert share == pytest.approx(0.05, abs=0.02)
    for mix in (0.05, share):
        found = site.from_mix(score, mix, card, Wanted(0.9, 0.95))
        assert found.specific is not None
        assert float((score[~truth] < found.specific).mean()) == pytest.approx(0.9, abs=0.025)
    assert site.from_mix(score[:5], 0.05, card, Wanted()).specific is None
    with pytest.raises(ValueError, match="prior"):
        site.estimated_share(score, 1.0)


def test_held_out_rates_are_of_patients_that_did_not_set_the_threshold() -> None:
    rng = np.random.default_rng(5)
    score, truth, _ = films(rng, 120, 60)
    patient = np.arange(180) // 2
    rates = site.held_out_rates("specific", score, truth, patient, Wanted(0.8, 0.9))
    assert rates is not None
    assert rates.specificity is not None
    assert rates.specificity.total == 120
    assert rates.specificity.value == pytest.approx(0.8, abs=0.1)
    fold = site.fold_of(patient)
    assert all(len(set(fold[patient == p])) == 1 for p in range(90))
    assert site.held_out_rates("specific", score[:22], truth[:22], patient[:22], Wanted()) is None


def test_few_films_set_nothing_and_it_is_said_how_many_are_needed() -> None:
    assert site.specific_threshold(np.linspace(0, 1, site.LEAST - 1), 0.9) is None
    strict = site.specific_threshold(np.linspace(0, 0.5, site.LEAST), 0.99)
    assert strict is not None
    assert strict > 0.5
    assert site.films_needed(0.9, 0.05) == 139
    with pytest.raises(ValueError, match="between 0 and 1"):
        site.films_needed(1.0, 0.05)


def test_the_temperature_takes_back_what_was_too_sure() -> None:
    rng = np.random.default_rng(7)
    _, truth, odds = films(rng, 2000, 2000)
    right = site.fitted_temperature(odds, truth)
    assert right is not None
    assert site.fitted_temperature(odds * 2, truth) == pytest.approx(2 * right, rel=0.05)
    assert site.fitted_temperature(odds[:30], truth[:30]) is None
