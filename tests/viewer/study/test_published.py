"""Published studies as OR-DBM MRMC 2.51 prints them: areas and error covariances in, every inference out.

Sources: Franken EA et al. (1992), Invest Radiol 27:732-737; Van Dyke CW et al. (1993), 79th RSNA; the printed
output of both (trapezoidal areas, jackknife) stands in RJafroc, tests/testthat/goodValues361/Iowa.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from inference.stats import mrmc_or
from inference.stats.common import Floats
from inference.stats.mrmc_or import Kind

LAST = 6e-6
"""Half of the last printed digit of five, and what the printed input was rounded by."""


@dataclass(frozen=True)
class Printed:
    """Areas by treatment and reader; Var and Cov2 of each treatment; Cov1, Cov3; what is printed of them."""

    areas: tuple[tuple[float, ...], ...]
    var: tuple[float, float]
    cov2: tuple[float, float]
    cov1: float
    cov3: float
    squares: tuple[float, float, float]
    components: tuple[float, float]
    f: tuple[float, float, float]
    difference: tuple[float, float, float, float]
    chi2: tuple[float, float]
    fixed: tuple[float, float, float]
    cases: tuple[float, float, float]
    single: tuple[tuple[float, float, float, float], ...]
    fixed_single: tuple[tuple[float, float, float], ...]


FRANKEN = Printed(
    ((0.85345997, 0.86499322, 0.85730439, 0.81524197), (0.84961556, 0.84350972, 0.84011759, 0.81433740)),
    (0.00152278, 0.00152877), (0.00047230, 0.00049498), 0.00079168, 0.00051251,
    (0.00023565, 0.00068406, 0.00005020), (0.00003776, -0.00071276), (4.69, 3.00, 0.1188),
    (0.01085, 0.00501, -0.00509, 0.02680), (0.32101, 0.5710), (0.01916, -0.02670, 0.04840),
    (0.00501, -0.00509, 0.02680),
    ((0.02440215, 70.12, 0.79908282, 0.89641696), (0.02356642, 253.64, 0.79048429, 0.88330585)),
    ((0.02710939, 0.79461647, 0.90088331), (0.02744860, 0.78309680, 0.89069334)),
)  # fmt: skip
VAN_DYKE = Printed(
    ((0.91964573, 0.85877617, 0.90386473, 0.97310789, 0.82979066),
     (0.94782609, 0.90531401, 0.92173913, 0.99935588, 0.92995169)),
    (0.00101410, 0.00059047), (0.00048396, 0.00020419), 0.00034661, 0.00023903,
    (0.00479617, 0.00383620, 0.00055103), (0.00153500, 0.00020040), (4.46, 15.26, 0.0517),
    (-0.04380, 0.02075, -0.08796, 0.00036), (5.47595, 0.0193), (0.01872, -0.08049, -0.00711),
    (0.01485, -0.08502, -0.00258),
    ((0.03317360, 12.74, 0.82522360, 0.96885048), (0.02156637, 12.71, 0.89413783, 0.98753689)),
    ((0.02428971, 0.84943008, 0.94464399), (0.01677632, 0.90795637, 0.97371835)),
)  # fmt: skip


def covariances(study: Printed) -> Floats:
    readers = len(study.areas[0])
    same = np.eye(readers, dtype=bool)
    blocks = [[np.where(same, study.cov1, study.cov3) for _ in range(2)] for _ in range(2)]
    for arm in range(2):
        blocks[arm][arm] = np.where(same, study.var[arm], study.cov2[arm])
    return np.array(blocks).transpose(0, 2, 1, 3)


def inferred(study: Printed, kind: Kind) -> mrmc_or.Inference:
    found = mrmc_or.infer(np.array(study.areas), covariances(study), kind)
    assert found is not None
    return found


@pytest.mark.parametrize("study", [FRANKEN, VAN_DYKE], ids=["Franken", "Van Dyke"])
def test_or_dbm_mrmc_prints_the_same(study: Printed) -> None:
    parts = mrmc_or.components(np.array(study.areas), covariances(study))
    assert (parts.ms_t, parts.ms_r, parts.ms_tr) == pytest.approx(study.squares, abs=2e-8)
    # as printed Var(T*R) keeps a negative Cov2 - Cov3; ours counts it as zero
    var_tr = (
        (parts.ms_tr or 0.0) - parts.var + (parts.cov1 or 0.0) + (parts.cov2 or 0.0) - (parts.cov3 or 0.0)
    )
    assert (parts.var_r, var_tr) == pytest.approx(study.components, abs=3e-8)

    both, fixed, cases = (inferred(study, kind) for kind in ("RRRC", "FRRC", "RRFC"))
    assert both.test is not None
    assert fixed.test is not None
    assert (both.test.value, both.test.df2) == pytest.approx(study.f[:2], abs=6e-3)
    assert both.test.p == pytest.approx(study.f[2], abs=6e-5)
    assert (fixed.test.value, fixed.test.p) == pytest.approx(study.chi2, abs=2e-4)
    for one, printed in (
        (both, study.difference[1:]), (fixed, study.fixed), (cases, study.cases),
    ):  # fmt: skip
        estimate = one.differences[0]
        assert estimate.value == pytest.approx(study.difference[0], abs=LAST)
        assert (estimate.se, estimate.lower, estimate.upper) == pytest.approx(printed, abs=LAST)


@pytest.mark.parametrize("study", [FRANKEN, VAN_DYKE], ids=["Franken", "Van Dyke"])
def test_single_treatments_as_printed_and_as_shown(study: Printed) -> None:
    """Shown intervals lie within 0 and 1 and their degrees of freedom are never above the printed ones."""
    matrix = covariances(study)
    for arm, areas in enumerate(study.areas):
        theta, own = np.array(areas), matrix[arm, :, arm]
        plain = mrmc_or.single(theta, own, "RRRC", bounds=None, as_printed=True)
        se, df, lower, upper = study.single[arm]
        assert (plain.se, plain.lower, plain.upper) == pytest.approx((se, lower, upper), abs=2e-6)
        assert plain.df == pytest.approx(df, rel=2e-3)
        fixed = mrmc_or.single(theta, own, "FRRC", bounds=None)
        assert (fixed.se, fixed.lower, fixed.upper) == pytest.approx(study.fixed_single[arm], abs=2e-6)
        shown = mrmc_or.single(theta, own, "RRRC", null=0.5)
        assert shown.se == plain.se
        assert shown.df is not None
        assert plain.df is not None
        assert shown.df <= plain.df
        assert 0 < (shown.lower or 0) < (shown.upper or 0) < 1
