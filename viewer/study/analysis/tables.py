"""A result as plain tables and sentences, for the terminal and for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from inference.stats.common import Estimate
from inference.stats.proportions import Proportion
from viewer.study.analysis.against_model import AgainstModel, EveryAnswer
from viewer.study.analysis.agreement import CohenKappa, FleissKappa
from viewer.study.analysis.analyse import Result
from viewer.study.analysis.every_answer import NamedUnbalanced
from viewer.study.analysis.flow import Stage, left_text
from viewer.study.analysis.measures import tables as measure_tables
from viewer.study.analysis.multireader import GENERALISES, Inferred, MultiReader
from viewer.study.analysis.per_reader import Comparison, Operating
from viewer.study.analysis.plain_table import ALONE, NONE, Table, Topic, estimate_text, p_text, value
from viewer.study.analysis.sentences import sentences

__all__ = ["Table", "level", "p_text", "sentences", "shown", "tables", "text", "value"]

RATES = (
    "sensitivity", "specificity", "false_negative_rate", "false_positive_rate", "accuracy",
    "positive_predictive_value", "negative_predictive_value",
)  # fmt: skip
F1_NOTE = "F1 has no binomial interval: its interval is a bootstrap over films."
PREDICTIVE_NOTE = "Predictive values hold for the share of fractures among these films, not for a clinic."


def tables(result: Result) -> list[Table]:
    """Every table of ``result`` that has rows."""
    made = [of(topic, result) for topic in Topic]
    more = measure_tables.tables(result.measures, level(result))
    return [table for table in (*made, *more) if table.rows]


def of(topic: Topic, result: Result) -> Table:
    """One table, with rows or without."""
    made = _MAKERS[topic](result)
    alone = result.data.clusters is not None and topic in (Topic.SWITCHES, Topic.AGREEMENT, Topic.PAIRS)
    return replace(made, notes=(*made.notes, ALONE)) if alone else made


def of_all_readers(topic: Topic, result: Result) -> Table:
    """One table of inferences, with those over all readers alone."""
    pooled = replace(
        result,
        multireader=tuple(block for block in result.multireader if block.scope == "pooled"),
        against_model=tuple(block for block in result.against_model if block.scope == "pooled"),
    )
    made = of(topic, pooled)
    return replace(made, title=f"{made.title}, all readers")


def text(result: Result) -> str:
    """The sentences and tables of ``result`` for a terminal."""
    head = [result.limits, result.direction, *sentences(result)]
    return "\n\n".join(["\n".join(head), *(plain(table) for table in tables(result))]) + "\n"


def flow_table(stages: tuple[Stage, ...]) -> Table:
    """The flow diagram as a table: a line a stage, and what leaves after it."""
    rows = []
    for stage in stages:
        counts = (stage.films, stage.fractures, stage.readers, stage.answers)
        shown = (NONE if count is None else str(count) for count in counts)
        told = [left_text(one) for one in stage.left] or [NONE]
        rows.append((stage.name, *shown, told[0]))
        rows += [("", "", "", "", "", more) for more in told[1:]]
    header = ("stage", "films", "fractures", "readers", "answers", "what leaves here, and why")
    return Table("Who and what entered", header, tuple(rows))


def _operating(result: Result) -> Table:
    header = (
        "who",
        "arm",
        "readers",
        "TP",
        "FP",
        "FN",
        "TN",
        *(name.replace("_", " ") for name in RATES),
        "F1",
    )
    rows = tuple(_operating_row(one) for one in result.operating)
    told = [
        note for one in result.operating for note in (one.note, one.f1.note and f"{one.f1.note}.") if note
    ]
    notes = [PREDICTIVE_NOTE, F1_NOTE, *dict.fromkeys(told)]
    return Table(f"Decisions, with Wilson's {level(result)} intervals", header, rows, tuple(notes))


def _operating_row(one: Operating) -> tuple[str, ...]:
    shown = one.clustered or one.rates
    counts = (one.counts.tp, one.counts.fp, one.counts.fn, one.counts.tn)
    cells = [value(shown[name].value, shown[name].wilson) for name in RATES]
    f1 = value(one.f1.value, one.f1.interval)
    return (one.name, one.arm, str(one.readers), *(str(n) for n in counts), *cells, f1)


def _areas(result: Result) -> Table:
    notes = list(dict.fromkeys(one.area.note for one in result.areas if one.area.note))
    rows = tuple(
        (
            one.figure,
            one.reader,
            one.arm,
            value(one.area.value, one.area.shown),
            _mark(one.area.note, notes),
        )
        for one in result.areas
    )
    title = f"Areas of single readers, with {level(result)} intervals (DeLong, logit)"
    told = tuple(f"[{number}] {note}." for number, note in enumerate(notes, 1))
    return Table(title, ("figure", "reader", "arm", "area", "note"), rows, told)


def _mark(note: str, notes: list[str]) -> str:
    return f"[{notes.index(note) + 1}]" if note else ""


def _several(result: Result) -> Table:
    header = (
        "figure",
        "who",
        "readers",
        "films",
        "fractures",
        "answers",
        "method",
        "inference",
        "what",
        "estimate",
        "df",
        "p",
    )
    rows: list[tuple[str, ...]] = []
    for block in result.multireader:
        answers = len(block.arms) * len(block.readers) * block.films
        counts = (len(block.readers), block.films, block.fractures, answers)
        lead = (block.figure, block.name, *map(str, counts))
        shown = block.obuchowski_rockette if block.scope == "pooled" else block.obuchowski_rockette[:1]
        analyses = [(f"OR {one.method}", one.inferences) for one in shown]
        analyses += [("DBM", block.dbm.inferences)] if block.dbm and block.scope == "pooled" else []
        for method, inferences in analyses:
            for inferred in inferences:
                rows += [(*lead, method, inferred.kind, *cells) for cells in _inferred(inferred, block)]
        rows += [_every_answer(block, more) for more in block.unbalanced]
    notes = tuple(f"{kind} {what}." for kind, what in GENERALISES.items())
    return Table(f"Several readers, {level(result)} intervals", header, tuple(rows), notes)


def _every_answer(block: MultiReader, one: NamedUnbalanced) -> tuple[str, ...]:
    counts = map(str, (one.readers, one.films, one.fractures, one.answers))
    found = (estimate_text(one.estimate), _df(one.estimate), p_text(one.estimate.p))
    return (block.figure, block.name, *counts, "OR every answer", "RRRC", " - ".join(one.arms), *found)


def _inferred(inferred: Inferred, block: MultiReader) -> Iterable[tuple[str, ...]]:
    if len(block.arms) == 1:
        for mean in inferred.arms:
            yield mean.arm, estimate_text(mean.estimate), _df(mean.estimate), p_text(mean.estimate.p)
    for one in inferred.differences:
        yield (
            f"{one.first} - {one.second}",
            estimate_text(one.estimate),
            _df(one.estimate),
            p_text(one.estimate.p),
        )


def _ustat(result: Result) -> Table:
    rows = tuple(
        (block.figure, block.name, " - ".join(one.arms), str(one.result.readers), str(one.films),
         str(one.fractures), str(one.answers), estimate_text(one.result.estimate),
         _df(one.result.estimate), p_text(one.result.estimate.p), one.result.estimate.note)
        for block in result.multireader
        for one in block.ustat
    )  # fmt: skip
    header = (
        "figure", "who", "arms", "readers", "films", "fractures", "answers", "estimate", "df", "p", "note"
    )  # fmt: skip
    return Table("U-statistics of all answers (as FDA iMRMC)", header, rows)


def _against(result: Result) -> Table:
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for block in result.against_model:
        if block.every is not None:
            rows.append(_against_by_every_answer(block, block.every))
            if block.every.estimate.note:
                notes.append(f"{block.figure}, {block.arm}: {block.every.estimate.note}.")
        elif block.problem:
            notes.append(f"{block.figure}, {block.name}, {block.arm}: not compared, {block.problem}.")
        for method, found in block.results.items():
            for kind, one in (("RRRC", found.rrrc), ("FRRC", found.frrc), ("RRFC", found.rrfc)):
                if one is not None:
                    people = len(block.readers)
                    counts = (people, block.films, block.fractures, (people + 1) * block.films)
                    lead = (
                        block.figure, block.name, block.arm, *map(str, counts), f"{found.mean:.3f}",
                        f"{found.model:.3f}",
                    )  # fmt: skip
                    rows.append((*lead, method, kind, estimate_text(one), _df(one), p_text(one.p)))
    header = (
        "figure", "who", "arm", "readers", "films", "fractures", "answers", "mean", "model", "method",
        "inference", "readers - model", "df", "p"
    )  # fmt: skip
    if any(block.every for block in result.against_model):
        notes.insert(0, "OR every answer leads: each reader less the model on the films that both answered.")
    return Table("Readers against the model", header, tuple(rows), tuple(dict.fromkeys(notes)))


def _against_by_every_answer(block: AgainstModel, one: EveryAnswer) -> tuple[str, ...]:
    counts = map(str, (len(one.readers), one.films, one.fractures, one.answers))
    found = (estimate_text(one.estimate), _df(one.estimate), p_text(one.estimate.p))
    means = (f"{one.mean:.3f}", f"{one.model:.3f}")
    return (block.figure, block.name, block.arm, *counts, *means, "OR every answer", "RRRC", *found)


def _comparisons(result: Result) -> Table:
    header = (
        "reader", "first", "second", "films", "AUC", "p", "sensitivity", "p", "mid-p", "specificity", "p",
        "mid-p",
    )  # fmt: skip
    rows = tuple(_comparison_row(one) for one in result.comparisons)
    how = "Newcombe's interval, McNemar's exact p and mid-p."
    if any(one.clustered for one in result.comparisons):
        how = "the difference over patients (Obuchowski 1998)."
    notes = (f"First less second: DeLong for the AUC, else {how}",)
    return Table("Single readers, two readings of the same films", header, rows, notes)


def _comparison_row(one: Comparison) -> tuple[str, ...]:
    auc = (NONE, NONE) if one.auc is None else (estimate_text(one.auc), p_text(one.auc.p))
    cells: list[str] = []
    for name, paired in (("sensitivity", one.sensitivity), ("specificity", one.specificity)):
        if name in one.clustered:
            cells += [estimate_text(one.clustered[name]), p_text(one.clustered[name].p), NONE]
        else:
            cells += [value(paired.difference, paired.interval), p_text(paired.p), p_text(paired.mid_p)]
    return (one.reader, one.first, one.second, str(one.films), *auc, *cells)


def _switches(result: Result) -> Table:
    rows = tuple(
        (one.name, str(one.answers), str(one.right_wrong), str(one.wrong_right), _share(one.misled),
         _share(one.rescued))
        for one in result.switches
    )  # fmt: skip
    header = (
        "who", "answers", "right to wrong", "wrong to right", "misled by the model", "rescued by the model"
    )  # fmt: skip
    notes = (
        "Misled: of the answers that were right alone on films that the model had wrong, those that became "
        "wrong (automation bias).  Rescued: of the answers that were wrong alone on films that the model had "
        f"right, those that became right.  Wilson's {level(result)} intervals, which count the answers of "
        "several readers as if each were independent.",
    )
    return Table("Switches after seeing the model's answer", header, rows, notes)


def _share(one: Proportion | None) -> str:
    return NONE if one is None or one.value is None else f"{one.successes:g}/{one.total:g} {shown(one)}"


def shown(one: Proportion) -> str:
    """A proportion with Wilson's interval."""
    return value(one.value, one.wilson)


def _fleiss(found: Iterable[FleissKappa]) -> Table:
    rows = tuple(
        (one.arm, str(one.readers), str(one.films), str(one.films_left),
         value(one.kappa.value, one.kappa.interval), p_text(one.kappa.p), one.kappa.note)
        for one in found
    )  # fmt: skip
    header = ("arm", "readers", "films", "films left out", "Fleiss' kappa", "p", "note")
    return Table("Agreement of all readers on the decision", header, rows)


def _cohen(found: Sequence[CohenKappa]) -> Table:
    rows = tuple(
        (one.first, one.second, " / ".join(dict.fromkeys(one.arms)),
         value(one.decision.value, one.decision.interval),
         NONE if one.linear is None else value(one.linear.value, one.linear.interval),
         NONE if one.quadratic is None else value(one.quadratic.value, one.quadratic.interval))
        for one in found
    )  # fmt: skip
    header = ("first", "second", "arm", "Cohen's kappa", "ratings, linear", "ratings, quadratic")
    kappas = (kappa for one in found for kappa in (one.decision, one.linear, one.quadratic))
    why = dict.fromkeys(f"Where it is so: {kappa.note}." for kappa in kappas if kappa and kappa.note)
    return Table("Agreement of two readings", header, rows, tuple(why))


_MAKERS: Final[dict[Topic, Callable[[Result], Table]]] = {
    Topic.FLOW: lambda result: flow_table(result.flow),
    Topic.DECISIONS: _operating,
    Topic.AREAS: _areas,
    Topic.SEVERAL: _several,
    Topic.USTAT: _ustat,
    Topic.AGAINST_MODEL: _against,
    Topic.SINGLE: _comparisons,
    Topic.SWITCHES: _switches,
    Topic.AGREEMENT: lambda result: _fleiss(result.fleiss),
    Topic.PAIRS: lambda result: _cohen(result.cohen),
}


def level(result: Result) -> str:
    """The confidence level, as in a title."""
    return f"{100 * result.settings.level:g} %"


def _df(one: Estimate) -> str:
    return NONE if one.df is None else f"{one.df:.2f}"


def plain(table: Table) -> str:
    """A table for a terminal."""
    lines = [table.header, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.header))]
    body = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([table.title, *body, *table.notes])
