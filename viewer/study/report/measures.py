"""Sections of the report beside the comparison of readers: curves, the model's probabilities, reliability."""

from __future__ import annotations

from inference.messages import counted
from viewer.study.analysis import tables
from viewer.study.analysis.measures import of_study
from viewer.study.analysis.measures import tables as measure_tables
from viewer.study.analysis.measures.of_study import StudyMeasures, TimeModel
from viewer.study.analysis.measures.tables import Topic
from viewer.study.analysis.plain_table import Table
from viewer.study.analysis.summary import Tally
from viewer.study.report.parts import Drawing, Section


def sections(found: Tally) -> tuple[Section, ...]:
    """The sections; what the study did not ask is left out."""
    level = tables.level(found.analysis)
    own = of_study.measures(found)
    return (
        _curves(found), _model(found), _worth(found),
        Section("Reliability of the readers", tables=_about(found, Topic.RELIABILITY)),
        Section("Reading times by a mixed model", tables=_times(own.times, level)),
        Section("AO/OTA classes against the reference standard", tables=_confusions(own, level)),
    )  # fmt: skip


def _about(found: Tally, *topics: Topic) -> tuple[Table, ...]:
    analysis = found.analysis
    return tuple(measure_tables.tables(analysis.measures, tables.level(analysis), *topics))


def _curves(found: Tally) -> Section:
    shown = found.analysis.measures.averaged_roc
    caption = (
        "Curve averaged over readers (thick) with its band, and each reader's curve (thin), by arm. The band "
        "is pointwise: it holds at each specificity, not along the whole curve at once."
    )
    left = "".join(f" {one.without}." for one in shown if one.without)
    drawings = (Drawing("averaged_roc", caption + left),) if shown else ()
    tables_ = _about(found, Topic.CURVES, Topic.PARTIAL)
    return Section("ROC curves of the readers", drawings=drawings, tables=tables_)


def _model(found: Tally) -> Section:
    model = found.analysis.measures.model
    drawings = []
    if model is not None and model.calibration is not None:
        drawings.append(
            Drawing("calibration", "The model's probabilities against the share with a fracture.")
        )
    if model is not None and model.net_benefit:
        drawings.append(Drawing("net_benefit", "Net benefit of acting on the model, on every film, on none."))
    shown = _about(found, Topic.CALIBRATION, Topic.CALIBRATION_CURVE, Topic.NET_BENEFIT)
    return Section("Calibration and net benefit of the model", drawings=tuple(drawings), tables=shown)


def _worth(found: Tally) -> Section:
    return Section("At a stated prevalence", tables=_about(found, Topic.WORTH))


def _times(model: TimeModel | None, level: str) -> tuple[Table, ...]:
    if model is None:
        return ()
    rows = tuple(
        (one.name, measure_tables.told(one.ratio, one.interval), f"{one.df:g}",
         "< 0.0001" if one.p < 0.0001 else f"{one.p:.4f}")
        for one in model.effects
    )  # fmt: skip
    rows = rows or ((model.note, "-", "-", "-"),)
    spread = ", ".join(f"{name} {value:.3f}" for name, value in model.variances.items())
    notes = (
        f"{counted(model.answers, 'answer')} of {counted(model.readers, 'reader')} to "
        f"{counted(model.films, 'film')}; {model.left} left out "
        "(interrupted, revised, or cut off by the time limit).",
        f"{model.method} ({model.source})." + (f" Variances of the logarithm: {spread}." if spread else ""),
        *((f"{model.note}.",) if model.note and model.effects else ()),
    )
    header = ("effect", "times are multiplied by", "df", "p")
    return (Table(f"Reading times, {level} intervals", header, rows, notes),)


def _confusions(own: StudyMeasures, level: str) -> tuple[Table, ...]:
    """Every reader's figures in one table, and the matrix of all readers in each arm."""
    if not own.confusions:
        return ()
    rows = tuple(
        (one.reader, one.arm, str(sum(map(sum, one.found.counts))), str(one.left),
         measure_tables.told(one.found.macro_f1, one.found.macro_interval),
         measure_tables.told(one.found.mcc, one.found.mcc_interval))
        for one in own.confusions
    )  # fmt: skip
    how = (
        f"{own.confusions[0].method} ({own.confusions[0].source}). Left: answers to films of unknown class, "
        "and answers without a class. Every matrix stands in analysis.json."
    )
    header = ("reader", "arm", "answers", "left", "macro-F1", "Matthews' correlation")
    summary = Table(f"AO/OTA classes by reader, {level} intervals", header, rows, (how,))
    matrices = (
        measure_tables.confusion(one.reader, one.arm, one.found, level)
        for one in own.confusions
        if one.reader == of_study.ALL
    )
    return (summary, *matrices)
