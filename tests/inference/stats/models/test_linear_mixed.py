"""The mixed model against figures that lme4 prints, and against simulated readers."""

from __future__ import annotations

import numpy as np
import pytest

from inference.stats.models.linear_mixed import fit

# Belenky G et al. (2003), J Sleep Res 12:1-12: reaction times of 18 drivers on ten days; hundredths of ms.
SLEEP = """
24956 25870 25080 32144 35685 41469 38220 29015 43059 46635 22273 20527 20298 20471 20772 21596 21363
21773 22430 23731 19905 19433 23432 23284 22931 22046 23542 25575 26101 24752 32154 30040 28386 28513
28580 29759 28024 31826 30535 35405 28761 28500 30182 32012 31628 29332 29008 33482 29375 37158 23486
24281 27296 30977 31746 31000 45416 34683 33030 25386 28384 28956 27677 29981 29717 33817 33203 34884
33336 36204 26547 27620 24336 25467 27902 28419 30552 33152 33575 37730 24161 27395 25449 27080 25145
25464 24545 23531 23575 23725 31237 31381 29161 34612 36573 39184 40426 41669 45586 45892 23610 23032
23893 25492 25071 26977 28156 30810 33628 35165 25630 24345 25620 25553 26892 32972 37944 36292 39449
38905 25053 30006 26989 28059 27183 30463 28775 26660 32154 34757 22168 29819 32688 34686 34874 35283
35443 36043 37564 38854 27192 26844 25724 27766 31482 31721 29814 34812 34028 36651 22526 23452 23890
24047 26754 34419 28115 34759 36516 37223 26988 27244 27790 28179 27917 28451 25927 30463 35078 36947
26941 27347 29760 31063 28717 32961 33448 34322 36914 36412
"""


def test_sleep_study() -> None:
    """lme4, lmer(Reaction ~ Days + (1 | Subject)): REML 1786.465, 1378.18, 960.46 (Bates et al. 2015)."""
    y = np.array(SLEEP.split(), dtype=float) / 100
    x = np.stack([np.ones(180), np.tile(np.arange(10.0), 18)], axis=1)
    found = fit(y, x, [np.repeat(np.arange(18), 10)])
    assert found is not None
    assert found.beta == pytest.approx([251.4051, 10.4673], abs=1e-3)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx([9.7467, 0.8042], abs=1e-3)
    assert found.variances[0] == pytest.approx(1378.18, abs=0.1)
    assert found.residual == pytest.approx(960.46, abs=0.02)
    assert found.criterion == pytest.approx(1786.465, abs=2e-3)


def test_crossed_factors_of_a_balanced_table_by_hand() -> None:
    """Readers and films crossed, balanced: REML is the analysis of variance (no component negative)."""
    random = np.random.default_rng(3)
    table = random.normal(0, 1, (6, 1)) + random.normal(0, 2, (1, 24)) + random.normal(0, 0.5, (6, 24))
    j, k = np.indices(table.shape)
    found = fit(table.ravel(), np.ones((144, 1)), [j.ravel(), k.ravel()])
    assert found is not None
    by_reader, by_film, middle = table.mean(axis=1), table.mean(axis=0), table.mean()
    rest = ((table - by_reader[:, None] - by_film + middle) ** 2).sum() / (5 * 23)
    assert found.residual == pytest.approx(rest, rel=1e-4)
    assert found.variances[0] == pytest.approx((24 * by_reader.var(ddof=1) - rest) / 24, rel=1e-3)
    assert found.variances[1] == pytest.approx((6 * by_film.var(ddof=1) - rest) / 6, rel=1e-3)
    assert found.beta[0] == pytest.approx(middle)


def test_designs_that_identify_nothing() -> None:
    x = np.ones((6, 1))
    assert fit(np.ones(6), x, [np.arange(6) % 2]) is None
    assert fit(np.arange(6.0), np.ones((6, 2)), [np.arange(6) % 2]) is None
