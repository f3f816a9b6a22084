"""The measures as tables."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from inference.stats.concordance.chance_corrected import Agreement
from inference.stats.prediction.multiclass import Multiclass
from inference.stats.prediction.prevalence import Worth
from viewer.study.analysis.measures.measures import Measures
from viewer.study.analysis.plain_table import ALONE, UNDEFINED, Table, value


class Topic(Enum):
    """What a table is about, in the order in which they stand."""

    CURVES = auto()
    PARTIAL = auto()
    WORTH = auto()
    CALIBRATION = auto()
    CALIBRATION_CURVE = auto()
    NET_BENEFIT = auto()
    RELIABILITY = auto()


INDEPENDENT = (Topic.WORTH, Topic.CALIBRATION_CURVE, Topic.NET_BENEFIT, Topic.RELIABILITY)
"""Their methods do not allow for films that share a patient."""


def tables(found: Measures, level: str, *topics: Topic) -> list[Table]:
    """Every table that has rows; of ``topics`` alone, where any are named."""
    makers = {
        Topic.CURVES: _curves, Topic.PARTIAL: _partial, Topic.WORTH: _worth, Topic.CALIBRATION: _calibration,
        Topic.CALIBRATION_CURVE: _groups, Topic.NET_BENEFIT: _net_benefit, Topic.RELIABILITY: _reliability,
    }  # fmt: skip
    made = {topic: makers[topic](found, level) for topic in topics or Topic}
    if found.clustered:
        made |= {
            topic: replace(table, notes=(*table.notes, ALONE))
            for topic, table in made.items()
            if topic in INDEPENDENT
        }
    return [table for table in made.values() if table.rows]


told = value
"""A figure with its interval; words where there is none."""


def marked(note: str, notes: list[str]) -> str:
    """The mark of a note under a table."""
    if not note:
        return ""
    if note not in notes:
        notes.append(note)
    return f" [{notes.index(note) + 1}]"


def under(*fixed: str, notes: list[str]) -> tuple[str, ...]:
    """Notes under a table: those of the method, then the marked ones."""
    return (*fixed, *(f"[{number}] {note}." for number, note in enumerate(notes, 1)))


def _curves(found: Measures, level: str) -> Table:
    notes: list[str] = []
    rows = []
    for one in found.averaged_roc:
        for at in (0.05, 0.1, 0.2, 0.3, 0.5):
            place = one.curve.fpf.index(at)
            cell = told(one.curve.tpf[place], one.curve.band[place]) + marked(one.curve.note, notes)
            rows.append(
                (one.arm, str(len(one.readers)), str(one.films), str(one.fractures), f"{1 - at:.2f}", cell)
            )
    header = ("arm", "readers", "films", "fractures", "specificity", "mean sensitivity")
    how = f"{_method(found.averaged_roc)}. Complete cases; holds for readers and films like these."
    left = [f"{one.without}." for one in found.averaged_roc if one.without]
    title = f"ROC curve averaged over readers, {level} intervals"
    return Table(title, header, tuple(rows), under(how, *left, notes=notes))


def _method(items: tuple[object, ...]) -> str:
    first = items[0] if items else None
    return f"{getattr(first, 'method', '')} ({getattr(first, 'source', '')})"


def _partial(found: Measures, level: str) -> Table:
    notes: list[str] = []
    rows = tuple(
        (one.reader, one.arm, str(one.films), UNDEFINED if one.area.area is None else f"{one.area.area:.4f}",
         told(one.area.value, one.area.interval) + marked(one.area.note, notes))
        for one in found.partial
    )  # fmt: skip
    ends = f"{1 - found.partial[0].area.high:g} to {1 - found.partial[0].area.low:g}" if found.partial else ""
    header = ("reader", "arm", "films", "partial area", "standardised (0.5 to 1)")
    title = f"Partial AUC, specificity {ends}, {level} intervals"
    return Table(title, header, rows, under(f"{_method(found.partial)}.", notes=notes))


def _worth(found: Measures, level: str) -> Table:
    notes: list[str] = []

    def cell(one: Worth) -> str:
        return told(one.value, one.interval) + marked(one.note, notes)

    rows = tuple(
        (one.name, one.arm, str(one.films), cell(one.at.ppv), cell(one.at.npv), cell(one.at.positive_ratio),
         cell(one.at.negative_ratio))
        for one in found.worth
    )  # fmt: skip
    header = ("who", "arm", "films", "PPV", "NPV", "LR+", "LR-")
    title = f"Predictive values and likelihood ratios, prevalence {_prevalence(found)}, {level} intervals"
    return Table(title, header, rows, under(f"{_method(found.worth)}.", notes=notes))


def _prevalence(found: Measures) -> str:
    if found.prevalence is None:
        return UNDEFINED
    return f"{found.prevalence:.3g}" + (
        "" if found.prevalence_stated else " (that of these films; none stated)"
    )


def _calibration(found: Measures, level: str) -> Table:
    model = found.model
    header = ("films", "fractures", "slope", "intercept", "Brier", "scaled Brier")
    title = f"Calibration of the model's probabilities, {level} intervals"
    if model is None:
        return Table(title, header, ())
    one = model.calibration
    if one is None:
        row = (str(model.films), str(model.fractures), UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED)
        return Table(title, header, (row,), (f"{model.problem}.",))
    slope, intercept = (
        UNDEFINED if est is None else told(est.value, est.interval) for est in (one.slope, one.intercept)
    )
    scaled = UNDEFINED if one.scaled_brier is None else f"{one.scaled_brier:.3f}"
    row = (str(model.films), str(model.fractures), slope, intercept, f"{one.brier:.4f}", scaled)
    how = (
        f"{model.calibration_method} ({model.calibration_source}). Slope 1 and intercept 0 are right; the "
        "intercept depends on the share of fractures among these films."
    )
    return Table(title, header, (row,), (how, *((f"{one.note}.",) if one.note else ())))


def _groups(found: Measures, level: str) -> Table:
    one = None if found.model is None else found.model.calibration
    rows = tuple(
        (str(group.films), f"{group.predicted:.3f}", told(group.observed, group.interval))
        for group in (() if one is None else one.groups)
    )
    header = ("films", "mean probability", "share with a fracture")
    return Table(f"Calibration curve, {level} intervals", header, rows)


def _net_benefit(found: Measures, level: str) -> Table:
    model = found.model
    rows = tuple(
        (f"{one.threshold:.2f}", told(one.model, one.interval), f"{one.all:.3f}", "0")
        for one in (() if model is None else model.net_benefit)
    )
    how = "" if model is None else f"{model.net_benefit_method} ({model.net_benefit_source})."
    header = ("threshold", "the model", "calling all", "calling none")
    title = f"Net benefit, prevalence {_prevalence(found)}, {level} intervals"
    return Table(title, header, rows, (how,))


def _reliability(found: Measures, level: str) -> Table:
    notes: list[str] = []

    def cell(one: Agreement | None) -> str:
        return "-" if one is None else told(one.value, one.interval) + marked(one.note, notes)

    rows = []
    for one in found.reliability:
        both = one.icc
        pair = ("-", "-")
        if both is not None:
            mark = marked(both.note, notes)
            pair = (
                told(both.agreement, both.agreement_interval) + mark,
                told(both.consistency, both.consistency_interval) + mark,
            )
        rows.append((
            one.arm, str(one.readers), cell(one.ac1), cell(one.alpha), cell(one.ac2),
            cell(one.alpha_interval), *pair, "-" if both is None else f"{both.films} ({one.films_left} left)",
        ))  # fmt: skip
    header = (
        "arm", "readers", "AC1, decision", "alpha, decision", "AC2 (quadratic), rating",
        "alpha (interval), rating", "ICC(2,1)", "ICC(3,1)", "films of ICC",
    )  # fmt: skip
    first = found.reliability[0] if found.reliability else None
    how = "" if first is None else (
        f"Gwet's AC: {first.gwet_source}. Krippendorff's alpha: {first.krippendorff_source}. ICC: "
        f"{first.icc_source}; (2,1) absolute agreement, readers random, (3,1) consistency, these readers."
    )  # fmt: skip
    return Table(f"Reliability beside kappa, {level} intervals", header, tuple(rows), under(how, notes=notes))


def confusion(name: str, arm: str, one: Multiclass, level: str) -> Table:
    """A confusion matrix with the figures of its classes."""
    header = ("reference standard", *one.classes, "precision", "recall", "F1")
    rows = tuple(
        (each.name, *(str(n) for n in counts), *(UNDEFINED if v is None else f"{v:.3f}" for v in
         (each.precision, each.recall, each.f1)))
        for each, counts in zip(one.each, one.counts, strict=True)
    )  # fmt: skip
    notes = [
        f"Macro-F1 {told(one.macro_f1, one.macro_interval)}; Matthews' correlation "
        f"{told(one.mcc, one.mcc_interval)}; {level} intervals."
    ]
    return Table(
        f"AO/OTA confusion, {name}, {arm}", header, rows, (*notes, *((f"{one.note}.",) if one.note else ()))
    )
