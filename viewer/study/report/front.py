"""Page one of a report: one conclusion, one plot, one table; and what was decided before anybody read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from viewer.study.analysis import primary
from viewer.study.analysis.leading import Leading, Method, leading
from viewer.study.analysis.multireader import WEAK, MultiReader
from viewer.study.analysis.plain_table import NO_INTERVAL, Table, p_text
from viewer.study.analysis.primary import Finding
from viewer.study.analysis.summary import Tally
from viewer.study.design.analysis_plan import MODEL_ARM, Claim, Multiplicity, Plan
from viewer.study.design.protocol import AIDED, Scale
from viewer.study.report import findings
from viewer.study.report.parts import Drawing, Role, Section

UNPLANNED = "The protocol names no primary question: every comparison in this report is exploratory."
LENIENT = (
    "Mind: journals and regulators (ICH E9, FDA 2016) take 0.025 one-sided for non-inferiority; this study "
    "was locked with more."
)
FLOW = Drawing(
    "flow",
    "Who and what entered. Right: what left, and why. A dashed box: an analysis beside the leading one.",
)
FOREST = Drawing("forest", "The answer: the mean with its interval (diamond), and each reader's own figure.")
MARGIN = Drawing(FOREST.name, f"{FOREST.caption} Dotted: the margin of the protocol.")
ROC = Drawing(
    "roc", "The model's ROC curve with one point per reader by specialty, as figure 2 of Cheng 2019. "
    "The ring is the model at its threshold.",
)  # fmt: skip


def section(found: Tally) -> Section:
    """The question that was decided beforehand, and its answer; without one, what stands first."""
    plan = found.locked.protocol.plan
    plot = FOREST if plan is not None or question(found) is not None else ROC
    if plan is not None and plan.claim is not Claim.SUPERIORITY:
        plot = MARGIN
    if plot is not ROC and (more := _of_complete_cases(found)):
        plot = replace(plot, caption=f"{plot.caption} {more}")
    if plan is None:
        return Section(
            "The main comparison", (UNPLANNED, *_first_sentence(found)), (FLOW, plot), (_plain_table(found),),
            role=Role.EXPLORATORY,
        )  # fmt: skip
    (first, *_more) = primary.findings(plan, found.analysis)
    table = _table(plan, [first], "The primary endpoint", _weak(found, (plan.endpoint.value,)))
    return Section(
        "The primary question", (primary.sentence(plan, first),), (FLOW, plot), (table,), role=Role.PRIMARY
    )  # fmt: skip


def sentences(found: Tally) -> tuple[str, ...]:
    """The answer to what was decided beforehand, as it opens a report and a terminal."""
    told = [(one.title, text) for one in (section(found), secondary(found)) for text in one.text]
    return tuple(f"{title}: {text}" for title, text in told)


def secondary(found: Tally) -> Section:
    """The further endpoints of the protocol, by its rule of multiplicity."""
    plan = found.locked.protocol.plan
    if plan is None or not plan.secondary:
        return Section("")
    made = primary.findings(plan, found.analysis)[1:]
    title = f"Secondary endpoints, {plan.multiplicity.value}"
    told = tuple(primary.sentence(plan, one) for one in made)
    return Section(
        "Secondary endpoints",
        told,
        tables=(_table(plan, made, title, _weak(found, plan.secondary)),),
        role=Role.SECONDARY,
    )


def decided(found: Tally) -> Section:
    """What the protocol fixed, and was locked with the study."""
    protocol = found.locked.protocol
    plan, cutoffs = protocol.plan, protocol.cutoffs
    rows = [] if plan is None else _plan_rows(plan)
    asked = protocol.rules.questions.confidence is not Scale.NONE
    yes_no = "the readers' yes or no" if cutoffs.readers is None else f"a rating of {cutoffs.readers} or more"
    scale = ", on the scale {} to {}".format(*protocol.rules.questions.confidence.bounds) if asked else ""
    rows.append(("a reader's answer counts as a fracture by", yes_no + (scale if cutoffs.readers else "")))
    if found.model is not None:
        where = "the protocol's" if cutoffs.model is not None else f"its operating point “{_point(found)}”"
        rows.append(
            ("the model's answer counts as a fracture from", f"{found.model.threshold:.3f} ({where})")
        )
        rows.append(
            ("verdict shown to readers by", cutoffs.verdict.value if found.model.zone else "one threshold")
        )
    rows.append(("locked", found.locked.locked_at))
    notes = ["Locked with the study: none of it can change once a film was read."]
    notes += [LENIENT] if plan is not None and plan.lenient else []
    table = Table("Fixed in the protocol", ("what", "value"), tuple(rows), tuple(notes))
    return Section("Decided before the first film was read", tables=(table,))


def _point(found: Tally) -> str:
    return "" if found.model is None else found.model.operating_point


def _plan_rows(plan: Plan) -> list[tuple[str, str]]:
    margin = "" if plan.claim is Claim.SUPERIORITY else f", margin {plan.margin:g}"
    return [
        ("primary endpoint", plan.endpoint.value),
        ("compared", primary.question_arms(plan)),
        ("claim", f"{plan.claim.value}{margin}"),
        ("alpha", primary.alpha_text(plan)),
        ("analysis set", plan.analysis_set.value),
        ("secondary endpoints", ", ".join(plan.secondary) or "none"),
        ("multiplicity", plan.multiplicity.value),
    ]


def _weak(found: Tally, endpoints: Iterable[str]) -> tuple[str, ...]:
    """What limits how far these endpoints' intervals tell of other readers, as a sentence."""
    blocks = (block for block in found.analysis.multireader if block.scope == "pooled")
    weak = any(WEAK in block.notes for block in blocks if block.figure in endpoints)
    return (f"Mind: {WEAK}.",) if weak else ()


def _table(plan: Plan, made: list[Finding], title: str, weak: tuple[str, ...]) -> Table:
    sided = "p" if plan.claim is Claim.SUPERIORITY else "one-sided p"
    header = (
        "endpoint", "compared", "difference (interval)", sided, f"{sided} adjusted", "claim", "readers",
        "films", "fractures", "answers",
    )  # fmt: skip
    rows = tuple((one.endpoint.value, primary.question_arms(plan), *_cells(plan, one)) for one in made)
    how = dict.fromkeys(one.behind.method for one in made if one.behind is not None)
    level = f"{100 * made[0].level:g} % intervals" if made else ""
    notes = [f"{level}; {', '.join(how)}." if how else f"{level}."]
    if plan.multiplicity is Multiplicity.HOLM:
        notes.append(
            "Holm's rule holds over the primary and the secondary endpoints together; the intervals are not "
            "adjusted."
        )
    notes += [
        f"{one.endpoint.value}: {one.behind.estimate.note}."
        for one in made
        if one.behind is not None and one.behind.estimate.note
    ]
    return Table(title, header, rows, (*notes, *weak))


def _cells(plan: Plan, one: Finding) -> tuple[str, ...]:
    claim = f"{plan.claim.value}{'' if plan.claim is Claim.SUPERIORITY else f' within {plan.margin:g}'}"
    verdict = "shown" if one.shown else ("not shown" if one.adjusted is not None else "not tested")
    if one.behind is None:
        return ("-", "-", "-", f"{claim} {verdict}", "-", "-", "-", "-")
    value = findings.form(one.behind.estimate.value, signed=True)
    span = NO_INTERVAL
    if one.interval is not None:
        ends = (findings.form(end, signed=True) for end in (one.interval.lower, one.interval.upper))
        span = " to ".join(ends)
    counts = (one.behind.readers, one.behind.films, one.behind.fractures, one.behind.answers)
    return (
        f"{value} ({span})", p_text(one.p), p_text(one.adjusted), f"{claim} {verdict}", *map(str, counts)
    )  # fmt: skip


def _of_complete_cases(found: Tally) -> str:
    """Where the readers' own figures of the plot rest on fewer answers than the mean, a sentence."""
    plan = found.locked.protocol.plan
    if plan is not None and plan.second == MODEL_ARM:
        return ""
    if plan is None:
        main = question(found)
        block, chosen = main if main is not None else (None, None)
    else:
        block = next(
            (
                one for one in found.analysis.multireader
                if (one.scope, one.figure) == ("pooled", plan.endpoint.value)
                and set(one.arms) == {plan.first, plan.second}
            ),
            None,
        )  # fmt: skip
        chosen = primary.findings(plan, found.analysis)[0].behind
    if block is None or chosen is None or chosen.method in (Method.CROSSED, Method.COMPLETE_CASES):
        return ""
    if block.problem:
        return f"No reader's own figure is drawn: {block.problem}."
    without = f", without {', '.join(block.readers_left)}" if block.readers_left else ""
    return f"The readers' own figures are those of complete cases{without}."


def question(found: Tally) -> tuple[MultiReader, Leading] | None:
    """The two arms that stand first, with the estimate that leads; None where there is no such comparison."""
    for block in found.analysis.multireader:
        if block.scope == "pooled" and len(block.arms) == 2 and (chosen := leading(block)) is not None:
            return block, chosen
    return None


def _first_sentence(found: Tally) -> tuple[str, ...]:
    """The comparison that stands first in one sentence; of one arm, its mean."""
    for block in found.analysis.multireader:
        chosen = leading(block)
        if block.scope == "pooled" and chosen is not None:
            return (findings.headline(found, block, chosen),)
    return ()


def _plain_table(found: Tally) -> Table:
    """What stands first of every figure, without a claim."""
    rows, seen = [], set[str]()
    for block in found.analysis.multireader:
        chosen = leading(block)
        if block.scope != "pooled" or chosen is None or block.figure in seen:
            continue
        seen.add(block.figure)
        counts = (chosen.readers, chosen.films, chosen.fractures, chosen.answers)
        first = findings.turned(block, chosen)
        what = " less ".join(reversed(block.arms) if AIDED in block.arms[1:] else block.arms)
        cell = findings.with_span(first, signed=len(block.arms) > 1)
        rows.append((block.figure, what, cell, p_text(first.p), *map(str, counts), chosen.method))
    header = (
        "figure", "what", "estimate (interval)", "p", "readers", "films", "fractures", "answers", "method"
    )  # fmt: skip
    level = f"{100 * found.analysis.settings.level:g} %"
    return Table("What stands first", header, tuple(rows), (f"{level} intervals.", *_weak(found, seen)))
