"""Averaged curve, partial area and several marks, against published figures and by definition."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from inference.stats import roemetz
from inference.stats.auc import auc
from inference.stats.curves import averaged_roc, free_response, partial_auc, weighted_roc
from inference.stats.curves.free_response import Marks
from inference.stats.curves.resampling import bootstrap, left_out_groups

ASAH = Path(__file__).resolve().parents[5] / "shared" / "reference" / "aSAH.csv"


@pytest.mark.skipif(not ASAH.exists(), reason="the reference data are not here")
def test_partial_areas_of_proc() -> None:
    """113 patients of pROC's example; areas of its own tests (Robin et al. 2011)."""
    with ASAH.open(encoding="utf8") as file:
        rows = list(csv.DictReader(file))
    truth = np.array([row["outcome"] == "Poor" for row in rows])
    wfns, ndka = (np.array([float(row[name]) for row in rows]) for name in ("wfns", "ndka"))
    assert partial_auc.partial(wfns, truth, high=0.1).area == pytest.approx(0.0334417344173442, abs=1e-14)
    tail = partial_auc.partial(wfns, truth, low=0.1, high=0.2)
    assert tail.area == pytest.approx(0.0598373983739837, abs=1e-14)
    assert partial_auc.partial(ndka, truth, high=0.1).area == pytest.approx(0.0107046070460705, abs=1e-14)
    whole = partial_auc.partial(wfns, truth, high=1.0)
    assert whole.value == whole.area == pytest.approx(0.823678861788618, abs=1e-14)
    assert whole.interval is not None
    assert (whole.interval.lower, whole.interval.upper) == pytest.approx((0.735, 0.887), abs=0.02)


def test_partial_area_that_is_not_defined() -> None:
    rating = np.arange(40.0)
    truth = rating >= 20
    perfect = partial_auc.partial(rating, truth)
    assert (perfect.value, perfect.interval) == (1.0, None)
    assert perfect.note
    assert partial_auc.partial(rating, np.ones(40, dtype=bool)).value is None
    few = partial_auc.partial(rating[::5], truth[::5])
    assert few.interval is None
    assert "fewer than" in few.note


def test_area_under_the_averaged_curve_is_the_mean_area() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 6, 40, 40, seed=3)
    fine = np.unique(np.concatenate([np.arange(41) / 40, averaged_roc.GRID]))
    found = averaged_roc.average(answers.rating[0], answers.truth, fpf=fine)
    areas = [auc(row, answers.truth) for row in answers.rating[0]]
    curve = np.array(found.tpf)
    # steps of one fortieth, where a vertical step counts by its upper end: half a step more than the area
    lower, width = np.concatenate([[0.0], curve[:-1]]), np.diff(fine, prepend=0)
    assert (lower * width).sum() <= np.mean(areas) <= (curve * width).sum()
    assert found.kind == "RRRC"
    assert all(band is None or band.lower < band.upper for band in found.band)


def test_band_covers_the_true_mean_curve() -> None:
    """Pointwise at specificity 0.8, 60 studies of 6 readers and 2 x 60 films: 0.95, give or take 0.03."""
    model, at = roemetz.published("HL"), np.array([0.2])
    truth = roemetz.simulate(model, 200, 700, 700, seed=10_000)
    whole = averaged_roc.average(truth.rating[0][:, :], truth.truth, fpf=at).tpf[0]
    hits = 0
    for seed in range(60):
        one = roemetz.simulate(model, 6, 60, 60, seed)
        band = averaged_roc.average(one.rating[0], one.truth, fpf=at).band[0]
        hits += band is not None and band.lower <= whole <= band.upper
    assert hits >= 51


def test_few_films_have_no_band() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 5, 5, seed=3)
    found = averaged_roc.average(answers.rating[0], answers.truth)
    assert set(found.band) == {None}
    assert "fewer than" in found.note


def test_patients_are_drawn_whole() -> None:
    truth, cluster = np.arange(12) < 5, np.repeat(np.arange(6), 2)
    for weight in (bootstrap(truth, cluster, 20, 1), left_out_groups(truth, cluster, 3, 1)):
        assert np.array_equal(weight[:, ::2], weight[:, 1::2])
    assert (bootstrap(truth, None, 20, 1)[:, truth].sum(axis=1) == 5).all()


def test_weighted_afroc_by_its_definition() -> None:
    random = np.random.default_rng(4)
    truth = np.array([True, True, True, False, False, False, False])
    film = np.array([0, 0, 1, 2, 2, 2])
    lesion = random.integers(0, 4, (2, 6)).astype(float)
    lesion[lesion == 0] = -np.inf
    other = random.integers(0, 4, (2, 7)).astype(float)
    other[other == 0] = -np.inf
    marks = Marks(lesion, film, other, tuple(row[np.isfinite(row)] for row in other), truth)
    found = free_response.components(marks)
    for reading in range(2):
        total = 0.0
        for at, k in product(range(6), np.flatnonzero(~truth)):
            own, against = lesion[reading, at], other[reading, k]
            total += (float(own > against) + 0.5 * float(own == against)) / np.sum(film == film[at])
        assert found.theta[reading] == pytest.approx(total / (3 * 4))
    assert found.negative.mean(axis=1) == pytest.approx(found.theta)


def test_curves_of_several_marks() -> None:
    lesion, other = np.array([[3.0, -np.inf, 1.0]]), np.array([[2.0, -np.inf, -np.inf, 2.0]])
    truth = np.array([True, True, False, False])
    marks = Marks(lesion, np.array([0, 0, 1]), other, (np.array([2.0, 2.0, 1.0]),), truth)
    line = free_response.froc(marks, 0)
    assert line.marks_per_film.tolist() == [0, 0, 0.5, 0.75]
    assert line.lesions == pytest.approx([0, 1 / 3, 1 / 3, 2 / 3])
    assert free_response.highest(marks).tolist() == [[3.0, 1.0, -np.inf, 2.0]]
    assert free_response.lroc_scores(marks).tolist() == [[3.0, 1.0, -np.inf, 2.0]]
    with pytest.raises(ValueError):
        free_response.components(
            Marks(lesion, np.array([0, 0, 1]), other, (other[0],), np.ones(4, dtype=bool))
        )


@pytest.mark.parametrize("steps", [1.0, 40.0])
def test_partial_areas_of_weighted_films_are_those_of_films_written_out(steps: float) -> None:
    """Every round's films written out as often as they weigh, integrated by numpy on a fine grid."""
    random = np.random.default_rng(4)
    truth = random.random(120) < 0.4
    rating = np.round(random.normal(1.2 * truth, 1) * steps)  # many and few ties
    weight = random.integers(0, 4, (45, 120)).astype(np.float64)
    found = weighted_roc.partial_area(rating, truth, weight, 0.05, 0.2)
    grid = np.linspace(0.05, 0.2, 20_001)
    for one, row in zip(found, weight.astype(int), strict=True):
        values, kinds = np.repeat(rating, row), np.repeat(truth, row)
        cuts = np.r_[np.inf, np.unique(values)[::-1]]
        x = np.array([(values[~kinds] >= cut).mean() for cut in cuts])
        y = np.array([(values[kinds] >= cut).mean() for cut in cuts])
        assert one == pytest.approx(np.trapezoid(np.interp(grid, x, y), grid), abs=2e-5)
