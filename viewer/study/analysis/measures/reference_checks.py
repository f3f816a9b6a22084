"""Published figures that the measures must give; part of ``shenton study verify``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from inference.stats.common import Floats
from inference.stats.concordance.chance_corrected import gwet, krippendorff
from inference.stats.concordance.icc import icc
from inference.stats.curves import averaged_roc, partial_auc
from inference.stats.models.linear_mixed import fit
from inference.stats.prediction import calibration, multiclass, prevalence
from inference.stats.proportions import Counts
from viewer.study.design import pilot_free, sample_size
from viewer.study.design.analysis_plan import Endpoint
from viewer.study.design.pilot_free import Expected

Item = tuple[str, float, float, float, str]
SHROUT: Final = (
    "Shrout and Fleiss 1979, Psychol Bull 86:420, table 2; intervals as the R package psych prints them"
)
UNITS: Final = "Krippendorff 2011; the same ratings in Gwet's irrCAC (cac.raw4raters)"
ROBERT: Final = "Robert 2023, MRMCsamplesize 1.0.0, examples of its manual"


def checks() -> Iterator[Item]:
    """Every check: name, expected, computed, tolerance, source."""
    yield from _agreement()
    yield from _prediction()
    yield from _curve()
    yield from _mixed()
    yield from _sizes()


def _agreement() -> Iterator[Item]:
    judges = np.array(
        [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]], float
    )
    found = icc(judges)
    yield "ICC(2,1)", 0.29, found.agreement or 0.0, 0.005, SHROUT
    yield "ICC(3,1)", 0.71, found.consistency or 0.0, 0.005, SHROUT
    if found.agreement_interval is not None:
        yield "ICC(2,1) upper", 0.761, found.agreement_interval.upper, 0.001, SHROUT
    rows = ("123321412000", "123322412503", "033323422510", "123324412510")
    rating = np.array([[math.nan if n == "0" else float(n) for n in row] for row in rows])
    counts: Floats = np.stack([(rating == c).sum(axis=0) for c in range(1, 6)], axis=1).astype(np.float64)
    ac1 = gwet(counts)
    yield "Krippendorff's alpha, nominal", 0.743, krippendorff(rating).value or 0.0, 0.0005, UNITS
    yield (
        "Krippendorff's alpha, interval",
        0.849,
        krippendorff(rating, "interval").value or 0.0,
        0.0005,
        UNITS,
    )
    yield "Gwet's AC1", 0.77544, ac1.value or 0.0, 6e-6, UNITS
    yield "Gwet's AC1, standard error", 0.14295, ac1.ase or 0.0, 6e-6, UNITS


def _prediction() -> Iterator[Item]:
    forecast = np.array([0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1])
    rain = np.array([0, 1, 1, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
    brier = calibration.calibrate(forecast, rain).brier
    yield (
        "Brier score, both categories",
        0.19,
        2 * brier,
        1e-9,
        "Brier 1950, Mon Weather Rev 78:1, ten forecasts",
    )
    share = np.concatenate([np.arange(50) < 15, np.arange(50) < 35])
    slope = calibration.calibrate(np.repeat([0.2, 0.8], 50), share).slope
    by_hand = math.log(7 / 3) / math.log(4)
    yield (
        "calibration slope, two groups",
        by_hand,
        0.0 if slope is None else slope.value,
        1e-8,
        "by hand, Cox 1958",
    )
    at = prevalence.at_prevalence(Counts(240, 87, 178, 288), 0.03)
    source = "Bayes' rule by hand, APOE e4 table of Mercaldo et al. 2007"
    yield "PPV at a prevalence of 0.03", 0.0711, at.ppv.value or 0.0, 5e-5, source
    yield "NPV at a prevalence of 0.03", 0.9831, at.npv.value or 0.0, 5e-5, source
    p, truth = np.array([0.9, 0.6, 0.3, 0.7, 0.2, 0.1, 0.1, 0.1]), np.arange(8) < 3
    net = prevalence.net_benefit(p, truth, 0.5, 3 / 8).model
    yield "net benefit", 1 / 8, net, 1e-12, "by hand, Vickers and Elkin 2006"
    rating, kinds = np.array([1.0, 2, 3, 2, 3, 4]), np.arange(6) >= 3
    part = partial_auc.partial(rating, kinds, high=1 / 3).area or 0.0
    yield "partial AUC to 1/3", 1 / 6, part, 1e-12, "by hand: sensitivity 1/3 to 2/3, McClish 1989"
    table = np.array([[90.0, 4], [5, 1]])
    source = "by hand (two classes: Matthews 1975)"
    expected = (90 * 1 - 4 * 5) / math.sqrt(94 * 6 * 95 * 5)
    yield "Matthews' correlation", expected, float(multiclass.matthews(table)), 1e-12, source


def _curve() -> Iterator[Item]:
    """One reader calls 1/3, 2/3 and 1 of the fractures at 0, 1/3 and 2/3 of the others; one calls all."""
    score = np.array([[1.0, 2, 3, 2, 3, 4], [0, 0, 0, 1, 1, 1]])
    curve = averaged_roc.average(score, np.arange(6) >= 3, fpf=np.array([0.0, 0.5]))
    yield "averaged ROC curve at specificity 1", (1 / 3 + 1) / 2, curve.tpf[0], 1e-12, "by hand"
    yield "averaged ROC curve at specificity 1/2", (5 / 6 + 1) / 2, curve.tpf[1], 1e-12, "by hand"


def _mixed() -> Iterator[Item]:
    """Two-way table of Shrout and Fleiss: REML of a balanced table is its analysis of variance."""
    judges = np.array(
        [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]], float
    )
    reader, film = np.indices(judges.shape)
    found = fit(judges.ravel(), np.ones((24, 1)), [reader.ravel(), film.ravel()])
    source = "mean squares of Shrout and Fleiss 1979, table 3: 11.24, 32.49, 1.02"
    if found is None:
        yield "mixed model", 1.0, 0.0, 0.0, source
        return
    yield "mixed model, residual", 1.02, found.residual, 0.005, source
    yield "mixed model, films", (11.24 - 1.02) / 4, found.variances[1], 0.005, source
    yield "mixed model, readers", (32.49 - 1.02) / 6, found.variances[0], 0.005, source


def _sizes() -> Iterator[Item]:
    parts = pilot_free.variances(Expected(Endpoint.AUC, 0.75, 0.1, 10, 0.05))
    films = sample_size.fewest_films(parts, 10, sample_size.Plan(0.1))
    yield "films without a pilot", 50, 0.0 if films is None else float(films.films), 0, ROBERT
    yield "variance of arm by reader without a pilot", 0.0002111701, parts.arm_reader, 1e-10, ROBERT
    yield "patients with 1.25 lesions for 218", 197, float(pilot_free.patients(218, 1.25, 0.5)), 0, ROBERT
    source = "Obuchowski, Lieber and Wians 2004, Clin Chem 50:1118, table 4"
    yield "fractures to show an AUC of 0.7", 33, float(math.ceil(pilot_free.one_area(0.7, 1))), 0, source
