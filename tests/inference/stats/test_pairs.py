"""Sums over pairs of films: counted, compared bit by bit, or sorted, they are the same whole numbers."""

from __future__ import annotations

import time

import numpy as np
import pytest

from inference.stats import agreement, delong, pairs
from inference.stats.common import Bools, Floats


def by_hand(score: Floats, truth: Bools) -> Floats:
    high, low = score[:, truth][:, :, None], score[:, ~truth][:, None, :]
    success = np.where(np.isnan(high) | np.isnan(low), 0, (high > low) + 0.5 * (high == low))
    flat = success.reshape(len(score), -1)
    return np.asarray(flat @ flat.T)


@pytest.mark.parametrize("way", ["usual", "bits", "sorted"])
@pytest.mark.parametrize("steps", [2, 40, 10**6])
def test_products_of_pairs(way: str, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(steps)
    score = np.round(random.normal(size=(5, 90)) * steps) / steps
    score[0] = np.round(score[0])
    score[random.random(score.shape) < 0.1] = np.nan
    truth = np.arange(90) % 3 == 0
    monkeypatch.setattr(pairs, "_kept", [])
    if way != "usual":
        monkeypatch.setattr(pairs, "_SHORT", 2)
    if way == "sorted":
        monkeypatch.setattr(pairs, "_COMPARED", 0)
    assert np.array_equal(pairs.pair_products(score, truth), by_hand(score, truth))


def test_two_areas_of_two_hundred_thousand_films() -> None:
    """DeLong by ranks: 0.3 s on two busy cores, so that ten times as long is still no fault of the method."""
    random = np.random.default_rng(1)
    truth = np.arange(200_000) % 10 == 0
    score = random.normal(size=(2, 200_000)) + truth
    start = time.process_time()
    found = delong.compare(score, truth)
    assert time.process_time() - start < 10
    assert found is not None
    assert found.value == pytest.approx(0, abs=4 * found.se)


def test_fleiss_error_is_the_jackknife_over_films() -> None:
    counts = np.array([[3, 0], [2, 1], [1, 2], [0, 3], [3, 0], [1, 2]], dtype=np.float64)
    left = [agreement.fleiss(np.delete(counts, k, axis=0)).value or 0.0 for k in range(6)]
    spread = np.sqrt(5 / 6 * ((np.array(left) - np.mean(left)) ** 2).sum())
    assert agreement.fleiss(counts).ase == pytest.approx(spread)
