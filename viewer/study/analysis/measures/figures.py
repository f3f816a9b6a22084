"""Every figure of the measures as one line with its method, source and numbers; :mod:`cited` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from inference.stats.common import Interval
from inference.stats.concordance import icc
from inference.stats.prediction.calibration import Calibration
from viewer.study.analysis.measures.measures import Measures, ModelPerformance, Reliability
from viewer.study.analysis.measures.of_study import Confusion, StudyMeasures, TimeModel

GWET: Final = "Gwet's AC1 and AC2"
KRIPPENDORFF: Final = "Krippendorff's alpha"
ICC: Final = "intraclass correlation"
CLASSES: Final = "macro-F1, Matthews' correlation"
Counts = tuple[int, int, int | None, int]
"""Readers, films, fractures (None where they have no part in the figure), answers."""


@dataclass(frozen=True)
class Line:
    """One figure: what, of whom, in which arms, its value and interval, how it was made and from how much."""

    figure: str
    who: str
    arms: tuple[str, ...]
    value: float | None
    interval: Interval | None
    method: str
    source: str
    behind: Counts
    p: float | None = None
    df: float | None = None
    note: str = ""


def of_answers(found: Measures, model: str) -> Iterator[Line]:
    """Lines of what the answers alone give; ``model`` is the model's name among the readers."""
    yield from _curves(found)
    yield from _partials(found)
    yield from _worths(found)
    if found.model is not None:
        yield from _model(found.model, model)
    for one in found.reliability:
        yield from _reliability(one)


def of_study(found: StudyMeasures) -> Iterator[Line]:
    """Lines of what needs the study itself: reading times and AO/OTA classes."""
    if found.times is not None:
        yield from _times(found.times)
    for one in found.confusions:
        yield from _classes(one)


def _times(times: TimeModel) -> Iterator[Line]:
    for effect in times.effects:
        behind = (times.readers, times.films, None, times.answers)
        yield Line(
            "ratio of reading times", "all readers", (effect.name,), effect.ratio, effect.interval,
            times.method, times.source, behind, effect.p, effect.df, times.note,
        )  # fmt: skip


def _curves(found: Measures) -> Iterator[Line]:
    for one in found.averaged_roc:
        people, curve = len(one.readers), one.curve
        behind = (people, one.films, one.fractures, people * one.films)
        for at, value, band in zip(curve.fpf, curve.tpf, curve.band, strict=True):
            name = f"mean sensitivity at specificity {1 - at:.3g}"
            how = f"{one.method}; {curve.kind}"
            note = "; ".join(filter(None, (curve.note, one.without)))
            yield Line(name, "all readers", (one.arm,), value, band, how, one.source, behind, note=note)


def _partials(found: Measures) -> Iterator[Line]:
    for one in found.partial:
        area = one.area
        name = f"partial AUC, standardised, 1 - specificity {area.low:g} to {area.high:g}"
        behind = (1, one.films, one.fractures, one.films)
        yield Line(
            name, one.reader, (one.arm,), area.value, area.interval, one.method, one.source, behind,
            note=area.note,
        )  # fmt: skip


def _worths(found: Measures) -> Iterator[Line]:
    for one in found.worth:
        at, behind = one.at, (1, one.films, one.fractures, one.films)
        for name, worth in (
            ("positive predictive value", at.ppv), ("negative predictive value", at.npv),
            ("positive likelihood ratio", at.positive_ratio),
            ("negative likelihood ratio", at.negative_ratio),
        ):  # fmt: skip
            full = f"{name} at a prevalence of {at.prevalence:g}" if "predictive" in name else name
            yield Line(
                full, one.name, (one.arm,), worth.value, worth.interval, one.method, one.source, behind,
                note=worth.note,
            )  # fmt: skip


def _model(found: ModelPerformance, model: str) -> Iterator[Line]:
    behind = (1, found.films, found.fractures, found.films)
    if found.calibration is not None:
        yield from _calibration(found.calibration, found, model, behind)
    for one in found.net_benefit:
        name = f"net benefit at a threshold of {one.threshold:g}"
        yield Line(
            name, model, (), one.model, one.interval, found.net_benefit_method, found.net_benefit_source,
            behind, note=found.problem,
        )  # fmt: skip


def _calibration(made: Calibration, found: ModelPerformance, model: str, behind: Counts) -> Iterator[Line]:
    how = (found.calibration_method, found.calibration_source)
    for name, one in (("calibration slope", made.slope), ("calibration intercept", made.intercept)):
        if one is None:
            yield Line(name, model, (), None, None, *how, behind, note=made.note)
        else:
            note = one.note or made.note
            yield Line(name, model, (), one.value, one.interval, *how, behind, one.p, one.df, note)
    for name, value in (("Brier score", made.brier), ("scaled Brier score", made.scaled_brier)):
        yield Line(name, model, (), value, None, *how, behind, note=made.note)
    for group in made.groups:
        name = f"share with a fracture where {group.predicted:.3g} was predicted"
        own = (1, group.films, round(group.observed * group.films), group.films)
        yield Line(name, model, (), group.observed, group.interval, *how, own)


def _reliability(found: Reliability) -> Iterator[Line]:
    for name, method, source, one in (
        ("Gwet's AC1 of decisions", GWET, found.gwet_source, found.ac1),
        ("Krippendorff's alpha of decisions", KRIPPENDORFF, found.krippendorff_source, found.alpha),
        ("Gwet's AC2 of ratings", GWET, found.gwet_source, found.ac2),
        ("Krippendorff's alpha of ratings", KRIPPENDORFF, found.krippendorff_source, found.alpha_interval),
    ):  # fmt: skip
        if one is not None:
            answers = found.decisions if name.endswith("decisions") else found.ratings
            behind = (found.readers, one.films, None, answers)
            yield Line(
                name, "all readers", (found.arm,), one.value, one.interval, method, source, behind,
                note=one.note,
            )  # fmt: skip
    if found.icc is not None:
        both = found.icc
        behind = (both.readers, both.films, None, both.readers * both.films)
        for name, value, span in (
            ("ICC(2,1), absolute agreement", both.agreement, both.agreement_interval),
            ("ICC(3,1), consistency", both.consistency, both.consistency_interval),
        ):
            how = (f"{ICC}: {icc.METHOD}", found.icc_source)
            yield Line(name, "all readers", (found.arm,), value, span, *how, behind, note=both.note)


def _classes(one: Confusion) -> Iterator[Line]:
    found = one.found
    behind = (one.readers, one.films, None, sum(sum(row) for row in found.counts))
    how = (f"{CLASSES}: {one.method}", one.source)
    for name, value, span in (
        ("macro-F1 of AO/OTA classes", found.macro_f1, found.macro_interval),
        ("Matthews' correlation of AO/OTA classes", found.mcc, found.mcc_interval),
    ):
        yield Line(name, one.reader, (one.arm,), value, span, *how, behind, note=found.note)
