"""Agreement beside kappa, against published worked examples."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats.concordance.chance_corrected import gwet, krippendorff
from inference.stats.concordance.icc import icc

# Shrout PE, Fleiss JL (1979), Psychol Bull 86:420-428, table 2: four judges rate six subjects.
SHROUT = np.array(
    [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]], dtype=float
)
# Krippendorff K (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units; the same
# ratings are cac.raw4raters of Gwet's R package irrCAC.
UNITS = np.array(
    [[float(n) if n != "." else np.nan for n in row] for row in
     ("123321412...", "12332241 25.3".replace(" ", ""), ".3332342251.", "12332441251.")]
)  # fmt: skip
# Gwet KL (2014), table of ectopic and intrauterine pregnancies: two abstractors, 100 patients (irrCAC:
# cont3x3abstractors).
ABSTRACTORS = np.array([[13, 0, 0], [0, 20, 7], [0, 4, 56]])


def counted(rating: np.ndarray, categories: int) -> np.ndarray:
    return np.stack([(rating == c).sum(axis=0) for c in range(1, categories + 1)], axis=1).astype(float)


def test_shrout_and_fleiss() -> None:
    found = icc(SHROUT)
    assert found.agreement == pytest.approx(0.29, abs=0.005)
    assert found.consistency == pytest.approx(0.71, abs=0.005)
    assert found.agreement_interval is not None
    assert found.consistency_interval is not None
    # intervals as printed by the R package psych for the same data
    ends = found.agreement_interval, found.consistency_interval
    assert (ends[0].lower, ends[0].upper) == pytest.approx((0.019, 0.761), abs=0.001)
    assert (ends[1].lower, ends[1].upper) == pytest.approx((0.342, 0.946), abs=0.001)


def test_krippendorff_and_gwet() -> None:
    assert krippendorff(UNITS).value == pytest.approx(0.743, abs=0.0005)
    assert krippendorff(UNITS, "interval").value == pytest.approx(0.849, abs=0.0005)
    found = gwet(counted(UNITS, 5))
    assert (found.value, found.ase) == pytest.approx((0.77544, 0.14295), abs=6e-6)
    assert found.interval is not None
    assert (found.interval.lower, found.interval.upper) == pytest.approx((0.461, 1.0), abs=0.0005)


def test_two_abstractors() -> None:
    pairs = [(a + 1, b + 1) for a in range(3) for b in range(3) for _ in range(ABSTRACTORS[a, b])]
    rating = np.array(pairs, dtype=float).T
    assert gwet(counted(rating, 3)).value == pytest.approx(0.8493305, abs=1e-7)
    assert krippendorff(rating).value == pytest.approx(0.7972585, abs=1e-7)


def test_error_of_alpha_is_the_jackknife() -> None:
    for metric in ("nominal", "interval"):
        known = (~np.isnan(UNITS)).sum(axis=0) >= 2
        films = UNITS[:, known]
        left = [krippendorff(np.delete(films, k, axis=1), metric).value or 0.0 for k in range(11)]  # type: ignore[arg-type]
        spread = np.sqrt(10 / 11 * ((np.array(left) - np.mean(left)) ** 2).sum())
        assert krippendorff(UNITS, metric).ase == pytest.approx(spread)  # type: ignore[arg-type]


def test_what_is_not_defined() -> None:
    alike = np.ones((3, 5))
    assert icc(alike).agreement is None
    assert krippendorff(alike).value is None
    assert krippendorff(alike, "interval").value is None
    perfect = gwet(counted(alike, 2))
    assert (perfect.value, perfect.interval) == (1.0, None)
    assert perfect.note
    assert gwet(counted(alike[:1], 2)).value is None
    assert icc(SHROUT[:1]).agreement is None
    exact = icc(np.stack([SHROUT[0], SHROUT[0]]))
    assert (exact.consistency, exact.consistency_interval) == (1.0, None)


def test_scales_of_one_category_and_of_any_size() -> None:
    found = gwet(np.array([[3.0], [2.0], [3.0]]))
    assert found.value is None
    assert "not defined" in found.note
    plain = icc(SHROUT)
    for scale in (1e200, 1e-200):  # squares overflow, or vanish
        assert icc(scale * SHROUT).consistency == pytest.approx(plain.consistency)
        alpha = krippendorff(scale * SHROUT, "interval").value
        assert alpha == pytest.approx(krippendorff(SHROUT, "interval").value)


def test_below_minus_one_the_interval_holds_the_value() -> None:
    found = icc(np.array([[1.0, 3.0], [3.0, 2.0]]))
    assert found.agreement is not None
    assert found.agreement_interval is not None
    assert found.agreement_interval.lower <= found.agreement <= found.agreement_interval.upper
    assert "negative" in found.note
    assert "negative" not in icc(SHROUT).note
