"""Several readers: Obuchowski-Rockette, DBM, U-statistics, readers against one model."""

from __future__ import annotations

import csv
import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.stats import covariance, dbm, mrmc_or, roemetz, standalone, ustat
from inference.stats.common import Bools, Floats
from inference.stats.covariance import Method
from inference.stats.crossing import cross
from inference.stats.figures import AUC, SENSITIVITY
from inference.stats.mrmc_or import KINDS, Inference, Kind
from viewer.study.analysis import analyse, tables
from viewer.study.analysis.answers import answer_files
from viewer.study.analysis.plain_table import Topic, p_text
from viewer.study.design.reference_standard import imrmc_example

IMRMC = Path(__file__).parents[4] / "shared" / "reference" / "imrmc"


def by_or(rating: Floats, truth: Bools, kind: Kind, method: Method = "jackknife") -> Inference:
    i, j, k = rating.shape
    flat = rating.reshape(i * j, k)
    matrix = covariance.covariance(AUC, flat, truth, method).reshape(i, j, i, j)
    found = mrmc_or.infer(AUC.components(flat, truth).theta.reshape(i, j), matrix, kind)
    assert found is not None
    return found


def pseudovalues(rating: Floats, truth: Bools) -> Floats:
    i, j, k = rating.shape
    return covariance.pseudovalues(AUC.components(rating.reshape(i * j, k), truth)).reshape(i, j, k)


def test_or_by_hand() -> None:
    """MS(T) .04, MS(TR) .01; Var .004, Cov1 .002, Cov2 .0015, Cov3 .001."""
    theta = np.array([[0.8, 0.9], [0.7, 0.6]])
    arm, reader = np.eye(2)[:, None, :, None] == 1, np.eye(2)[None, :, None, :] == 1
    matrix = np.where(arm, np.where(reader, 0.004, 0.0015), np.where(reader, 0.002, 0.001))
    parts = mrmc_or.components(theta, matrix)
    assert (parts.ms_t, parts.ms_tr, parts.ms_r) == pytest.approx((0.04, 0.01, 0.0))
    assert (parts.var, parts.cov1, parts.cov2, parts.cov3) == pytest.approx((0.004, 0.002, 0.0015, 0.001))
    assert parts.var_r == pytest.approx(-0.005 - 0.002 + 0.001)
    assert parts.var_tr == pytest.approx(0.01 - 0.004 + 0.002 + 0.0005)
    found = {kind: mrmc_or.infer(theta, matrix, kind) for kind in KINDS}
    random, fixed, films = found["RRRC"], found["FRRC"], found["RRFC"]
    assert random is not None
    assert fixed is not None
    assert films is not None
    assert random.test is not None
    assert fixed.test is not None
    assert films.test is not None
    assert (random.test.value, random.test.df2) == pytest.approx((0.04 / 0.011, 1.21))
    assert random.differences[0].se == pytest.approx(math.sqrt(0.011))
    assert fixed.test.value == pytest.approx(16.0)
    assert fixed.differences[0].se == pytest.approx(math.sqrt(0.0025))
    assert (films.test.value, films.test.p) == pytest.approx((4.0, 1 - 2 * math.atan(2) / math.pi))
    # One arm alone: MS(R) .005, Cov2 .0015.
    assert random.arms[0].se == pytest.approx(math.sqrt((0.005 + 0.003) / 2))
    assert random.arms[0].df == pytest.approx((0.008 / 0.005) ** 2)
    assert fixed.arms[0].se == pytest.approx(math.sqrt((0.004 + 0.0015) / 2))
    # Readers who are closer together than chance leaves them: MS(R) .00005 counts as Var - Cov2 in df alone.
    near = mrmc_or.single(np.array([0.8, 0.81]), matrix[0, :, 0], "RRRC")
    assert near.se == pytest.approx(math.sqrt((0.00005 + 0.003) / 2))
    assert near.df == pytest.approx(((0.0025 + 0.003) / 0.0025) ** 2)


def test_interval_and_test_of_a_mean_area_agree() -> None:
    """p is below 0.05 where the interval leaves out 0.5, and only there."""
    random = np.random.default_rng(5)
    for readers in (2, 3, 6):
        for _ in range(30):
            rating = random.normal(size=(readers, 24)) + random.uniform(0, 2) * (np.arange(24) < 12)
            found = mrmc_or.single(
                AUC.components(rating, np.arange(24) < 12).theta,
                covariance.covariance(AUC, rating, np.arange(24) < 12, "jackknife"), "RRRC", null=0.5,
            )  # fmt: skip
            if found.p is not None:
                assert (found.p < 0.05) is not found.holds(0.5)


def test_dbm_is_or_where_readers_are_closer_than_chance_leaves_them() -> None:
    rating, truth = imrmc_example()
    for rows in (rating[:, :2] * [[[1.0], [1.01]]], np.tile(rating[:, :1], (1, 3, 1))):
        one, two = by_or(rows, truth, "RRRC"), dbm.infer(pseudovalues(rows, truth), "RRRC")
        for a, b in zip(one.arms, two.arms, strict=True):
            assert (b.value, b.se, b.df, b.lower) == pytest.approx((a.value, a.se, a.df, a.lower))


def test_dbm_is_or_with_the_jackknife() -> None:
    """Hillis et al. (2005): same F, degrees of freedom and intervals; components by their table."""
    rating, truth = imrmc_example()
    pseudo = pseudovalues(rating, truth)
    for kind in ("RRRC", "RRFC"):
        one, two = by_or(rating, truth, kind), dbm.infer(pseudo, kind)
        assert one.test is not None
        assert two.test is not None
        assert (two.test.value, two.test.df2, two.test.p) == pytest.approx(
            (one.test.value, one.test.df2, one.test.p)
        )
        for a, b in zip([*one.differences, *one.arms], [*two.differences, *two.arms], strict=True):
            assert (b.value, b.se, b.df, b.lower) == pytest.approx((a.value, a.se, a.df, a.lower))
    flat = rating.reshape(10, 80)
    matrix = covariance.covariance(AUC, flat, truth, "jackknife").reshape(2, 5, 2, 5)
    parts = mrmc_or.components(AUC.components(flat, truth).theta.reshape(2, 5), matrix)
    own = dbm.variance_components(dbm.mean_squares(pseudo), (2, 5, 80))
    assert (own.c + own.tc) / 80 == pytest.approx(parts.cov2)
    assert (own.c + own.rc) / 80 == pytest.approx(parts.cov1)
    assert own.c / 80 == pytest.approx(parts.cov3)
    assert (own.c + own.tc + own.rc + own.trc) / 80 == pytest.approx(parts.var)
    assert own.r == pytest.approx(parts.var_r)


def test_dbm_mean_squares_are_an_analysis_of_variance() -> None:
    """The sums of squares of all effects add up to the total."""
    pseudo = np.random.default_rng(2).normal(size=(3, 4, 5))
    squares = dbm.mean_squares(pseudo)
    freedom = (2, 3, 4, 6, 8, 12, 24)
    values = (squares.t, squares.r, squares.c, squares.tr, squares.tc, squares.rc, squares.trc)
    total = sum(f * v for f, v in zip(freedom, values, strict=True))
    assert total == pytest.approx(float(((pseudo - pseudo.mean()) ** 2).sum()))


def test_imrmc_built_in_example_is_the_file() -> None:
    if not IMRMC.exists():
        pytest.skip("iMRMC's example is not here")
    answers = answer_files.read(IMRMC / "input.imrmc")
    rating, truth = imrmc_example()
    assert np.array_equal(answers.rating, rating)
    assert np.array_equal(answers.truth, truth)


def expected(name: str) -> list[dict[str, str]]:
    if not IMRMC.exists():
        pytest.skip("iMRMC's example is not here")
    with (IMRMC / name).open() as file:
        return list(csv.DictReader(file))


def test_imrmc_averages_over_readers() -> None:
    rating, truth = imrmc_example()
    found = [ustat.one_arm(rating[0], truth), ustat.one_arm(rating[1], truth), ustat.two_arms(rating, truth)]
    for one, row in zip(found, expected("expected_Ustat.csv"), strict=True):
        assert one is not None
        paired = row["modalityB"] != "NO_MOD"
        name = "AUCAminusAUCB" if paired else "AUCA" if row["AUCA"] else "AUCB"
        assert one.estimate.value == pytest.approx(float(row[name]), abs=1e-9)
        assert one.estimate.se**2 == pytest.approx(float(row[f"var{name}"]), rel=1e-8)
        assert one.normal.p == pytest.approx(float(row["pValueNormal"]), rel=1e-8)
        assert one.normal.lower == pytest.approx(float(row["botCInormal"]), abs=1e-9)
        assert one.estimate.df == pytest.approx(float(row["dfBDG"]), rel=1e-8)
        assert one.whole.p == pytest.approx(float(row["pValueBDG"]), rel=1e-8)
        assert (one.whole.lower, one.whole.upper) == pytest.approx(
            (float(row["botCIBDG"]), float(row["topCIBDG"])), abs=1e-9
        )
        assert one.crossed


def test_imrmc_hillis_degrees_of_freedom() -> None:
    rating, truth = imrmc_example()
    found = by_or(rating, truth, "RRRC", "unbiased")
    rows = expected("expected_Ustat.csv")
    for one, row in zip([*found.arms, *found.differences], rows, strict=True):
        assert one.df == pytest.approx(float(row["dfHillis"]), rel=1e-7)


def test_imrmc_single_readers() -> None:
    rating, truth = imrmc_example()
    for row in expected("expected_perReader.csv"):
        j = int(row["readerID"].removeprefix("reader")) - 1
        arms = [
            {"testA": 0, "testB": 1}[name]
            for name in (row["modalityA"], row["modalityB"])
            if name != "NO_MOD"
        ]
        found = covariance.covariance(AUC, rating[arms, j], truth, "unbiased")
        own = np.diagonal(found)
        if len(arms) == 2:
            assert own[0] + own[1] - 2 * found[0, 1] == pytest.approx(
                float(row["varAUCAminusAUCB"]), abs=1e-8
            )
        assert own[0] == pytest.approx(float(row["varAUCA"]), abs=1e-8)


def test_single_readers_show_mcnemar_s_mid_p_too() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 2, 12, 12, seed=3, cutoff=0.7)
    result = analyse.analyse(answers, analyse.Settings(repeats=100))
    table = tables.of(Topic.SINGLE, result)
    at = [n for n, head in enumerate(table.header) if head == "mid-p"]
    for one, row in zip(result.comparisons, table.rows, strict=True):
        assert [row[n] for n in at] == [p_text(one.sensitivity.mid_p), p_text(one.specificity.mid_p)]


def test_moments_with_missing_answers_by_force() -> None:
    """Every moment is the mean product of two success scores that share what its place in the list says."""
    random = np.random.default_rng(3)
    truth = np.arange(7) < 3
    rating = np.round(2 * random.normal(size=(3, 7)) + truth)
    rating[0, 1] = rating[1, 5] = rating[2, 0] = np.nan
    score = {
        (r, p, n): float((rating[r, p] > rating[r, n]) + 0.5 * (rating[r, p] == rating[r, n]))
        for r in range(3) for p in range(3) for n in range(3, 7)
        if np.isfinite(rating[r, [p, n]]).all()
    }  # fmt: skip
    places: dict[tuple[bool, bool, bool], list[float]] = {}
    for (a, va), (b, vb) in itertools.product(score.items(), repeat=2):
        places.setdefault((a[0] == b[0], a[1] == b[1], a[2] == b[2]), []).append(va * vb)
    found = ustat.moments(rating, rating, truth)
    assert found is not None
    order = [(True, True), (True, False), (False, True), (False, False)]
    for index, (reader, (p, n)) in enumerate(itertools.product((True, False), order)):
        values = places[reader, p, n]
        assert found.unbiased[index] == pytest.approx(np.mean(values)), index
        weight = len(values) / len(score) ** 2 - (index == 7)
        assert found.coefficient[index] == pytest.approx(weight)


def test_ustat_leaves_nobody_out() -> None:
    rating, truth = imrmc_example()
    holes = rating.copy()
    holes[1, 4, 3:9] = np.nan
    full, some = ustat.two_arms(rating, truth), ustat.two_arms(holes, truth)
    assert full is not None
    assert some is not None
    assert (some.readers, some.crossed) == (5, False)
    assert some.estimate.se == pytest.approx(full.estimate.se, rel=0.1)
    apart = rating.copy()
    apart[0, 2:], apart[1, :2] = np.nan, np.nan  # each reader in one arm only
    unpaired = ustat.two_arms(apart, truth)
    assert unpaired is not None
    assert (unpaired.readers, unpaired.crossed) == (5, False)
    assert unpaired.estimate.value == pytest.approx(unpaired.areas[0] - unpaired.areas[1])
    assert ustat.one_arm(rating[0, :1], truth) is None


def test_readers_who_agree_in_everything() -> None:
    """No reader variance at all: Hillis' degrees of freedom are infinite, and nothing divides by zero."""
    rating, truth = imrmc_example()
    same = np.repeat(rating[:, :1], 3, axis=1)
    found = by_or(same, truth, "RRRC")
    assert found.test is not None
    assert found.test.df2 is None
    single = by_or(rating[:, :1], truth, "FRRC")
    assert found.differences[0].se == pytest.approx(single.differences[0].se)
    assert found.differences[0].df is None
    cases = by_or(same, truth, "RRFC")
    assert cases.test is not None
    assert (cases.test.value, cases.test.p, cases.differences[0].p) == (None, None, None)
    equal_arms = by_or(np.stack([rating[0], rating[0]]), truth, "RRRC")
    assert equal_arms.test is not None
    assert equal_arms.test.p is None
    assert (equal_arms.differences[0].interval, equal_arms.differences[0].p) == (None, None)


def test_perfect_readers() -> None:
    truth = np.arange(20) < 8
    perfect = np.broadcast_to(truth.astype(np.float64), (2, 3, 20)).copy()
    for kind in KINDS:
        found = by_or(perfect, truth, kind)
        assert [one.value for one in found.arms] == [1.0, 1.0]
        assert all(one.interval is None and one.note for one in found.arms)
        assert found.test is not None
        assert found.test.p is None
    pseudo = pseudovalues(perfect, truth)
    assert dbm.infer(pseudo, "RRRC").differences[0].p is None
    rating = imrmc_example()[0][:1].repeat(2, axis=0)
    equal = dbm.infer(pseudovalues(rating, imrmc_example()[1]), "RRRC")
    assert equal.differences[0].p is None
    assert equal.test is not None
    assert equal.test.p is None
    both = ustat.two_arms(perfect, truth)
    assert both is not None
    assert both.estimate.p is None


def test_negative_components_are_clamped_and_named() -> None:
    rating, truth = imrmc_example()
    theta = np.array([[0.8, 0.82], [0.7, 0.75]])
    arm, reader = np.eye(2)[:, None, :, None] == 1, np.eye(2)[None, :, None, :] == 1
    matrix = np.where(arm, np.where(reader, 0.004, -0.001), np.where(reader, 0.002, 0.001))
    found = mrmc_or.infer(theta, matrix, "RRRC")
    assert found is not None
    assert found.test is not None
    assert len(found.notes) == 2
    assert found.test.df2 == pytest.approx(1.0)
    assert not by_or(rating, truth, "RRFC").notes


def test_one_reader_can_only_be_fixed() -> None:
    rating, truth = imrmc_example()
    flat = rating[:, 0]
    matrix = covariance.covariance(AUC, flat, truth, "delong").reshape(2, 1, 2, 1)
    theta = AUC.components(flat, truth).theta.reshape(2, 1)
    assert mrmc_or.infer(theta, matrix, "RRRC") is None
    fixed = mrmc_or.infer(theta, matrix, "FRRC")
    assert fixed is not None
    assert fixed.differences[0].se ** 2 == pytest.approx(
        matrix[0, 0, 0, 0] + matrix[1, 0, 1, 0] - 2 * matrix[0, 0, 1, 0]
    )
    with pytest.raises(ValueError):
        mrmc_or.single(np.array([0.8]), np.array([[0.01]]), "RRRC")


def test_one_model_is_a_second_arm() -> None:
    """Kooi et al. (2016): the model beside every reader as a second arm gives the same t and df."""
    rating, truth = imrmc_example()
    readers, model = rating[0, 1:], rating[0, 0]
    flat = np.concatenate([readers, model[None]])
    found = standalone.compare(
        AUC.components(flat, truth).theta, covariance.covariance(AUC, flat, truth, "delong")
    )
    assert found.rrrc is not None
    assert found.rrfc is not None
    arms = np.stack([readers, np.tile(model, (4, 1))])
    twice = by_or(arms, truth, "RRRC", "delong")
    assert twice.test is not None
    assert found.rrrc.statistic is not None
    assert found.rrrc.statistic**2 == pytest.approx(twice.test.value)
    assert found.rrrc.df == pytest.approx(twice.test.df2)
    assert found.rrrc.value == pytest.approx(found.mean - found.model)
    differences = np.array(found.readers) - found.model
    assert found.rrfc.se == pytest.approx(differences.std(ddof=1) / 2)
    alone = standalone.compare(
        AUC.components(flat[3:], truth).theta, covariance.covariance(AUC, flat[3:], truth, "delong")
    )
    assert alone.rrrc is None
    assert alone.cov2 is None


def test_crossing_counts_what_leaves() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 10, 10, seed=1, cutoff=0.7)
    rating = answers.rating.copy()
    rating[1, 0] = np.nan
    rating[0, 2, 5] = np.nan
    holes = replace(answers, rating=rating)
    kept = cross(holes, AUC, (0, 1), (0, 1, 2, 3))
    assert (kept.readers, kept.readers_left) == ((1, 2, 3), (0,))
    assert (kept.films, kept.films_left, kept.problem) == (19, 1, "")
    assert cross(holes, SENSITIVITY, (0, 1), (0, 1, 2, 3)).films == 10
    rating[1] = np.nan
    assert "no reader" in cross(replace(answers, rating=rating), AUC, (0, 1), (0, 1)).problem
    split = answers.rating.copy()
    split[:, 0, ::2], split[:, 1, 1::2] = np.nan, np.nan
    assert "no film" in cross(replace(answers, rating=split), AUC, (0, 1), (0, 1)).problem
