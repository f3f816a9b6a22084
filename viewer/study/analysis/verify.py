"""Reference checks of the statistics, run on the user's machine: expected against computed.

Expected figures are published ones, or follow by hand from small constructed data; each check names its
source.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats import agreement, dbm, delong, f1, lroc, mcnemar, mrmc_or, proportions, standalone, ustat
from inference.stats.common import Bools, Floats, two_sided
from inference.stats.covariance import Method, clustered, covariance, jackknife, pseudovalues
from inference.stats.figures import AUC
from inference.stats.models import unbalanced
from inference.stats.mrmc_or import Inference, Kind
from inference.stats.ustat import UStat
from viewer.study.analysis import cited
from viewer.study.analysis.localisation import reference_checks as marks_checks
from viewer.study.analysis.measures import reference_checks
from viewer.study.design import sample_size
from viewer.study.design.reference_standard import imrmc_example

CHENG: Final = "Cheng 2019, Eur Radiol 29:5469, printed to whole per cent (Clopper-Pearson)"
BY_HAND: Final = "by hand"
IMRMC: Final = "FDA iMRMC, example with expected results (CC0)"
FLEISS: Final = "Fleiss 1971, Psychol Bull 76:378, table 1"
_PRINTED: Final = 6e-5  # half a unit of the fourth printed digit, and rounding

# Fleiss (1971), table 1: how many of 6 psychiatrists put each of 30 patients in each of 5 categories.
DIAGNOSES: Final = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


@dataclass(frozen=True)
class Check:
    """One comparison: it is ok where ``computed`` is within ``tolerance`` of ``expected``."""

    name: str
    expected: float
    computed: float
    tolerance: float
    source: str
    ok: bool


Item = tuple[str, float, float, float, str]


def verify() -> list[Check]:
    """Every check, in order; nothing is raised for a figure that differs."""
    return [
        Check(name, expected, computed, tolerance, source, abs(expected - computed) <= tolerance)
        for part in PARTS
        for name, expected, computed, tolerance, source in part()
    ]


def text(checks: list[Check]) -> str:
    """The checks as lines, with a verdict at the end."""
    width = max(len(check.name) for check in checks)
    lines = [
        f"{'ok   ' if check.ok else 'WRONG'} {check.name.ljust(width)}  expected {check.expected:<13.10g} "
        f"computed {check.computed:<16.12g} {check.source}"
        for check in checks
    ]
    wrong = sum(not check.ok for check in checks)
    verdict = (
        f"All {len(checks)} figures agree." if not wrong else f"{wrong} of {len(checks)} figures differ."
    )
    methods = [f"{one.name}: {checked(one, checks)} checks; {one.source}" for one in cited.METHODS]
    return "\n".join([*lines, "", "Methods of the figures:", *methods, "", verdict]) + "\n"


def checked(method: cited.Method, checks: list[Check]) -> int:
    """How many checks test a method."""
    return sum(any(word in check.name for word in method.checks) for check in checks)


def to_json(checks: list[Check]) -> str:
    """The checks at full precision."""
    return json.dumps([dataclasses.asdict(check) for check in checks], indent=1) + "\n"


def _proportions() -> Iterator[Item]:
    printed = {
        (49, 50): (0.8950, 0.9965, 0.8935, 0.9995), (42, 50): (0.7149, 0.9166, 0.7089, 0.9283),
        (81, 263): (0.2553, 0.3662, 0.2527, 0.3676), (0, 20): (0.0, 0.1611, 0.0, 0.1684),
    }  # fmt: skip
    for (hits, total), expected in printed.items():
        wilson, exact = proportions.wilson(hits, total), proportions.clopper_pearson(hits, total)
        computed = (wilson.lower, wilson.upper, exact.lower, exact.upper)
        names = ("Wilson lower", "Wilson upper", "exact lower", "exact upper")
        source = "Wilson 1927; Clopper and Pearson 1934; Newcombe 1998, Stat Med 17:857"
        for name, want, got in zip(names, expected, computed, strict=True):
            yield f"{hits}/{total} {name}", want, got, _PRINTED, source


def _clustered() -> Iterator[Item]:
    """40 patients with one film each, and with two that agree: the design effect counts patients."""
    hit = np.repeat([1.0, 0.0], [30, 10])
    alone = proportions.clustered(hit, np.arange(40)).wilson
    plain = proportions.wilson(30 * 39 / 40, 39)
    twice = proportions.clustered(np.repeat(hit, 2), np.repeat(np.arange(40), 2)).wilson
    effect = 2 * 40 / 39
    wide = proportions.wilson(60 / effect, 80 / effect)
    source = f"{BY_HAND}, Rao and Scott 1992: design effect m C / (C - 1) for m films that agree"
    if alone is not None and twice is not None:
        yield "share over patients, one film each, lower", plain.lower, alone.lower, 1e-9, source
        yield "share over patients, pairs, lower", wide.lower, twice.lower, 1e-9, source
    right, left = np.repeat([1.0, 0.0], [6, 14]), np.repeat([0.0, 1.0, 0.0], [6, 2, 12])
    own = mcnemar.clustered(right, left, np.repeat(np.arange(10), 2)).se
    source = f"{BY_HAND}, Obuchowski 1998: 3 of 10 patients better, 1 worse, two films each, 10/9 3.6/100"
    yield "paired share over patients, standard error", 0.2, own, 1e-12, source


def _cheng() -> Iterator[Item]:
    printed = {
        "sensitivity": (49, 50, 0.89, 1.0),
        "specificity": (42, 50, 0.71, 0.93),
        "accuracy": (91, 100, 0.84, 0.96),
    }
    for name, (hits, total, lower, upper) in printed.items():
        exact = proportions.clopper_pearson(hits, total)
        yield f"Cheng {name} lower", lower, exact.lower, 0.005, CHENG
        yield f"Cheng {name} upper", upper, exact.upper, 0.005, CHENG
    value = f1.f1(proportions.Counts(49, 8, 1, 42)) or 0.0
    as_printed = proportions.wilson(100 * value, 100)
    source = "Cheng 2019, printed F1 interval: Wilson's with p = F1, n = 100, which is no interval of F1"
    yield "Cheng F1", 0.916, value, 0.0005, "Cheng 2019"
    yield "Cheng F1 lower, as printed", 0.845, as_printed.lower, 0.0005, source
    yield "Cheng F1 upper, as printed", 0.956, as_printed.upper, 0.0005, source
    decision = np.repeat([[1, 0, 1, 0]], [49, 1, 8, 42], axis=1)
    drawn = f1.bootstrap(decision, np.arange(100) < 50, 20190).interval
    if drawn is not None:
        yield (
            "Cheng F1 lower, bootstrap",
            0.867,
            drawn.lower,
            0.005,
            "stratified bootstrap of 49/50 and 42/50",
        )
        yield (
            "Cheng F1 upper, bootstrap",
            0.962,
            drawn.upper,
            0.005,
            "stratified bootstrap of 49/50 and 42/50",
        )


def _agreement() -> Iterator[Item]:
    table = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]], dtype=np.float64)
    plain, linear = agreement.cohen(table), agreement.cohen(table, "linear")
    source = "Cohen 1960, 1968; Fleiss, Cohen and Everitt 1969"
    yield "Cohen's kappa", 0.4842, plain.value or 0.0, _PRINTED, source
    yield "Cohen's kappa, standard error", 0.1380, plain.ase or 0.0, _PRINTED, source
    yield "Cohen's kappa, linear weights", 0.4701, linear.value or 0.0, _PRINTED, source
    counts = np.array([[int(n) for n in row] for row in DIAGNOSES.split()], dtype=np.float64)
    fleiss = agreement.fleiss(counts)
    yield "Fleiss' kappa", 0.430245, fleiss.value or 0.0, 1e-6, FLEISS
    yield "Fleiss' kappa, z", 17.6518, fleiss.z or 0.0, 5e-5, FLEISS
    first, second = np.repeat([1, 1, 0, 0], [20, 12, 2, 16]), np.repeat([1, 0, 1, 0], [20, 12, 2, 16])
    between = mcnemar.paired(first, second).interval
    source = "Newcombe 1998, Stat Med 17:2635, table II, method 10"
    yield (
        "Newcombe 20/12/2/16 lower",
        0.0562,
        math.nan if between is None else between.lower,
        _PRINTED,
        source,
    )
    yield (
        "Newcombe 20/12/2/16 upper",
        0.3292,
        math.nan if between is None else between.upper,
        _PRINTED,
        source,
    )
    for pair, p in {(10, 2): 0.038574, (7, 1): 0.070313, (1, 9): 0.021484}.items():
        yield f"McNemar {pair[0]}/{pair[1]}", p, mcnemar.exact(*pair), 1e-6, "exact binomial"


def _areas() -> Iterator[Item]:
    """Films without a fracture rated 1, 2, 3, with one 2, 3, 4: 7 of 9 pairs; V10 = V01 = 1/2, 5/6, 1."""
    rating, truth = np.array([1.0, 2, 3, 2, 3, 4]), np.arange(6) >= 3
    parts = AUC.components(rating[None], truth)
    yield "AUC", 7 / 9, float(parts.theta[0]), 1e-12, BY_HAND
    yield "AUC variance, DeLong", 7 / 162, delong.area(rating, truth).variance or 0.0, 1e-12, BY_HAND
    yield "AUC variance, jackknife", 35 / 648, float(jackknife(parts)[0, 0]), 1e-12, BY_HAND
    twice, pairs = np.repeat(rating, 2), np.repeat(np.arange(6), 2)
    double = AUC.components(twice[None], np.repeat(truth, 2))
    own = float(clustered(double, np.repeat(truth, 2), pairs)[0, 0])
    yield "AUC variance, every film twice (Obuchowski 1997)", 7 / 162, own, 1e-12, BY_HAND
    located = np.array([-1, -1, -1, 1, 0, 1])
    marked = lroc.scores(rating, located, truth)
    yield (
        "LROC area, second fracture marked wrongly",
        0.5,
        delong.area(marked, truth).value or 0.0,
        1e-12,
        BY_HAND,
    )


def _or_by_hand() -> Iterator[Item]:
    """Figures .8 .9 / .7 .6; Var .004, Cov1 .002, Cov2 .0015, Cov3 .001: MS(T) .04, MS(TR) .01."""
    theta = np.array([[0.8, 0.9], [0.7, 0.6]])
    same_arm, same_reader = np.eye(2)[:, None, :, None], np.eye(2)[None, :, None, :]
    matrix = np.where(
        same_arm == 1, np.where(same_reader == 1, 0.004, 0.0015), np.where(same_reader == 1, 0.002, 0.001)
    )
    source = f"{BY_HAND}, Hillis 2014"
    random, fixed, cases = (_infer(theta, matrix, kind) for kind in ("RRRC", "FRRC", "RRFC"))
    yield "OR random readers and films, F", 0.04 / 0.011, _value(random), 1e-9, source
    yield "OR random readers and films, df", 1.21, _df2(random), 1e-9, source
    yield "OR fixed readers, chi-square", 16.0, _value(fixed), 1e-9, source
    yield "OR fixed films, F", 4.0, _value(cases), 1e-9, source
    yield "OR fixed films, p", 1 - 2 * math.atan(2) / math.pi, _p(cases), 1e-9, source


def _infer(theta: Floats, matrix: Floats, kind: Kind) -> Inference | None:
    return mrmc_or.infer(theta, matrix, kind)


def _value(found: Inference | None) -> float:
    return math.nan if found is None or found.test is None or found.test.value is None else found.test.value


def _df2(found: Inference | None) -> float:
    return math.nan if found is None or found.test is None or found.test.df2 is None else found.test.df2


def _p(found: Inference | None) -> float:
    return math.nan if found is None or found.test is None or found.test.p is None else found.test.p


def _sizes() -> Iterator[Item]:
    """Van Dyke's 114 films and 5 readers, with what RJafroc's vignette makes of them; two numbers by hand."""
    van_dyke = sample_size.Variances(0.00020040, 0.00080229, 0.00034661, 0.00034407, 0.00023903, 114)
    found = sample_size.readers(van_dyke, 6, 0.0438003)
    source = "RJafroc, vignette on sample size (Obuchowski-Rockette); Hillis et al. 2011"
    yield "films for 6 readers, Van Dyke", 251, 0.0 if found is None else float(found.films), 0, source
    source = "n = z^2 p (1 - p) / d^2 - z^2 (Wilson's width at p = 1/2)"
    yield "films for 0.5 +- 0.05", 381, float(sample_size.precision(0.5, 0.05).films), 1, source
    source = f"{BY_HAND}: (1.960 + 0.842)^2 0.1 / 0.1^2"
    pairs = sample_size.paired(0.9, 0.9, 0.1, discordant=0.1)
    yield "films for a margin of 0.1, paired", 79, float(pairs.films), 0, source


def _imrmc() -> Iterator[Item]:
    rating, truth = imrmc_example()
    first, second = ustat.one_arm(rating[0], truth), ustat.one_arm(rating[1], truth)
    both = ustat.two_arms(rating, truth)
    if first is None or second is None or both is None:
        yield "iMRMC example", 1.0, 0.0, 0.0, IMRMC
        return
    yield "iMRMC first AUC", 0.704375, first.areas[0], 1e-9, IMRMC
    yield "iMRMC first variance", 0.006313930237, first.variances[0], 1e-11, IMRMC
    yield "iMRMC second AUC", 0.7585, second.areas[0], 1e-9, IMRMC
    yield "iMRMC second variance", 0.002372052761, second.variances[0], 1e-11, IMRMC
    yield from _imrmc_difference(both)
    yield "iMRMC Hillis df", 7.435336, _df2(_infer(*_example_or("unbiased"), "RRRC")), 1e-6, IMRMC


def _imrmc_difference(both: UStat) -> Iterator[Item]:
    normal, own, whole = both.normal, both.estimate, both.whole
    yield "iMRMC difference", -0.054125, own.value, 1e-9, IMRMC
    yield "iMRMC difference variance", 0.004989509050, own.se**2, 1e-11, IMRMC
    yield "iMRMC normal p", 0.443529, normal.p or 0.0, 1e-6, IMRMC
    yield "iMRMC normal lower", -0.19257, _end(normal.lower), 1e-5, IMRMC
    yield "iMRMC normal upper", 0.08432, _end(normal.upper), 1e-5, IMRMC
    yield "iMRMC BDG df", 7.35007, own.df or 0.0, 1e-5, IMRMC
    yield "iMRMC BDG p, whole df", 0.468576, whole.p or 0.0, 1e-6, IMRMC
    yield "iMRMC BDG lower, whole df", -0.221154, _end(whole.lower), 1e-6, IMRMC
    yield "iMRMC BDG upper, whole df", 0.112904, _end(whole.upper), 1e-6, IMRMC
    yield "iMRMC BDG p", 0.46742, own.p or 0.0, 1e-5, "Student's t with 7.35007"


def _end(limit: float | None) -> float:
    return math.nan if limit is None else limit


def _example_or(method: Method) -> tuple[Floats, Floats]:
    rating, truth = imrmc_example()
    flat = rating.reshape(10, 80)
    matrix = covariance(AUC, flat, truth, method)
    return AUC.components(flat, truth).theta.reshape(2, 5), matrix.reshape(2, 5, 2, 5)


def _relations() -> Iterator[Item]:
    """Two methods that must agree, on the iMRMC example: DBM and OR; one model as a reader and as an arm."""
    rating, truth = imrmc_example()
    pseudo = pseudovalues(AUC.components(rating.reshape(10, 80), truth)).reshape(2, 5, 80)
    by_or, by_dbm = _infer(*_example_or("jackknife"), "RRRC"), dbm.infer(pseudo, "RRRC")
    source = "DBM = OR with the jackknife, Hillis et al. 2005"
    yield "DBM F", _value(by_or), _value(by_dbm), 1e-9, source
    yield "DBM df", _df2(by_or), _df2(by_dbm), 1e-7, source
    readers, model = rating[0, 1:], rating[0, 0]
    flat = np.concatenate([readers, model[None]])
    one = standalone.compare(
        AUC.components(flat, truth).theta, covariance(AUC, flat, truth, "jackknife")
    ).rrrc
    arms = np.concatenate([readers, np.tile(model, (4, 1))])
    matrix = covariance(AUC, arms, truth, "jackknife").reshape(2, 4, 2, 4)
    two = _infer(AUC.components(arms, truth).theta.reshape(2, 4), matrix, "RRRC")
    source = "model as one reader = model as an arm, Kooi et al. 2016"
    statistic = math.nan if one is None or one.statistic is None else one.statistic
    yield "readers against one model, t squared", _value(two), statistic**2, 1e-9, source
    yield "readers against one model, df", _df2(two), math.nan if one is None else one.df or 0.0, 1e-7, source
    yield "Student's t 2.364624 with 7", 0.05, two_sided(2.364624252, 7), 1e-9, "tables of Student's t"


def _every_answer() -> Iterator[Item]:
    """Nothing missing: as the crossed analysis.  To each reader films of his own: as U-statistics."""
    rating, truth = imrmc_example()
    crossed, every = _infer(*_example_or("delong"), "RRRC"), unbalanced.infer(rating, truth, AUC)
    apart = np.where(np.arange(80) % 5 == np.arange(5)[:, None], rating, np.nan)
    by_all, own = ustat.two_arms(apart, truth), unbalanced.infer(apart, truth, AUC)
    if crossed is None or every is None or by_all is None or own is None:
        yield "OR of every answer", 1.0, 0.0, 0.0, IMRMC
        return
    one, other = crossed.differences[0], every.estimate
    source = "OR of complete answers, Hillis 2014"
    yield "OR of every answer, nothing missing, standard error", one.se, other.se, 1e-12, source
    yield "OR of every answer, nothing missing, df", one.df or 0.0, other.df or 0.0, 1e-7, source
    source = "U-statistics with films nested in readers, Gallas 2006"
    yield (
        "OR of every answer, own films, difference",
        by_all.estimate.value,
        own.estimate.value,
        1e-12,
        source,
    )
    yield "OR of every answer, own films, standard error", by_all.estimate.se, own.estimate.se, 1e-9, source
    yield from _every_answer_less_a_model(rating[0], truth)


def _every_answer_less_a_model(rating: Floats, truth: Bools) -> Iterator[Item]:
    """The last reader as the model.  Nothing missing: as the analysis of complete cases."""
    made = unbalanced.against_model(rating[:-1], rating[-1], truth, AUC)
    theta = AUC.components(rating, truth).theta
    plain = standalone.compare(theta, covariance(AUC, rating, truth, "delong")).rrrc
    if made is None or plain is None:
        yield "OR of every answer, model", 1.0, 0.0, 0.0, IMRMC
        return
    source = "readers less one model, complete answers, Hillis 2007"
    yield "OR of every answer, model, difference", plain.value, made.estimate.value, 1e-12, source
    yield "OR of every answer, model, standard error", plain.se, made.estimate.se, 1e-12, source
    yield "OR of every answer, model, df", plain.df or 0.0, made.estimate.df or 0.0, 1e-7, source


PARTS: Final[tuple[Callable[[], Iterator[Item]], ...]] = (
    _proportions, _clustered, _cheng, _agreement, _areas, _or_by_hand, _imrmc, _relations, _every_answer,
    _sizes,
    reference_checks.checks, marks_checks.checks,
)  # fmt: skip
