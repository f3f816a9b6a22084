"""Reporting checklists filled with what the program knows; the rest is left for the author."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from inference.messages import counted
from viewer.study.analysis import cited, flow, per_reader, primary
from viewer.study.analysis.measures.tables import told
from viewer.study.analysis.summary import MODEL, Tally
from viewer.study.report.checklist_items import EVERY, Checklist
from viewer.study.report.failures import wrong_of_model

AUTHOR: Final = "(for the author)"


def files(found: Tally) -> dict[str, bytes]:
    """Each checklist as a table in Markdown, by its path beside the report."""
    facts = {topic: fact(found) for topic, fact in KNOWN.items()}
    return {f"checklists/{one.name}.md": _page(one, facts).encode() for one in EVERY}


def _page(one: Checklist, facts: Mapping[str, str]) -> str:
    lines = [
        f"# {one.name}", "",
        f"{one.about} The wording is ours. What Shenton knows is filled in; page numbers and the rest are "
        "the author's.",
        "", "| item | asked | reported |", "| --- | --- | --- |",
    ]  # fmt: skip
    lines += [f"| {number} | {asked} | {_cell(facts.get(topic, ''))} |" for number, asked, topic in one.items]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ") if text else AUTHOR


def _plan(found: Tally) -> str:
    plan = found.locked.protocol.plan
    if plan is None:
        return "The protocol names no primary question: every comparison is exploratory."
    return (
        f"{plan.claim.value} of the {plan.endpoint.value}, {plan.first} less {plan.second}, margin "
        f"{plan.margin:g}, alpha {primary.alpha_text(plan)}, multiplicity {plan.multiplicity.value}; locked "
        "before the first film was read."
    )


def _estimates(found: Tally) -> str:
    plan = found.locked.protocol.plan
    if plan is None:
        return 'Section "What was found" of the report; analysis.json.'
    return " ".join(primary.sentence(plan, one) for one in primary.findings(plan, found.analysis))


def _sampling(found: Tally) -> str:
    sampling = found.locked.protocol.sampling
    taken = ", ".join(f"{number} {name}" for name, number in sampling.take.items())
    how = f"drawn by {sampling.by.value}: {taken}" if taken else "every film of the reference standard"
    left = len(found.locked.left)
    return f"{how} (seed {found.locked.protocol.seed}); {left} left out, reasons in the report."


def _readers(found: Tally) -> str:
    named = [found.locked.protocol.reader(code).specialty or "specialty not stated" for code in found.results]
    special = ", ".join(f"{named.count(name)} {name}" for name in dict.fromkeys(named))
    people = counted(len(found.results), "reader")
    return f"{people} ({special}); years and answers in the report, section Readers."


def _films(found: Tally) -> str:
    data = found.analysis.data
    patients = "" if data.clusters is None else f" of {data.clusters} patients"
    synthetic = " Synthetic films." if all(film.synthetic for film in found.locked.test_films) else ""
    return f"{counted(data.films, 'film')}{patients}, {data.fractures} with a fracture.{synthetic}"


def _model(found: Tally) -> str:
    model = found.locked.model
    return "" if model is None else f"{model.name} {model.version}, graph SHA-256 {model.sha256}."


def _threshold(found: Tally) -> str:
    model = found.model
    return "" if model is None else f"{model.threshold!r} ({model.operating_point}), frozen with the study."


def _blinding(found: Tally) -> str:
    return (
        f"Design {found.locked.protocol.rules.design.value}; films under code names in an order of each "
        "reader's own; an unaided answer is locked before the model's is shown."
    )


def _missing(found: Tally) -> str:
    """Readers and answers that the design asked for and that did not come, and what lacks a part."""
    kinds = ("readers", "answers")
    lost = [flow.left_text(one) for stage in found.flow[:2] for one in stage.left if one.what in kinds]
    lost += [one.removesuffix(".") for one in per_reader.halves(found.decided, MODEL)]
    return "; ".join(lost) or "No answer is missing."


def _unanswered(found: Tally) -> str:
    films = counted(len(found.unanswered), "film")
    return "" if found.model is None else f"The model gave no answer to {films}."


def _failures(found: Tally) -> str:
    if MODEL not in found.answers.readers:
        return ""
    return f"The model was wrong on {counted(len(wrong_of_model(found)), 'film')}, which the report shows."


def _answers(found: Tally) -> str:
    answers = counted(sum(len(one.answers) for one in found.results.values()), "answer")
    readers, films = counted(len(found.results), "reader"), counted(len(found.read), "film")
    return f"{answers} of {readers} to {films} in {counted(len(found.locked.protocol.rules.arms), 'arm')}."


def _flow(found: Tally) -> str:
    return "; ".join(flow.stage_text(one) for one in found.flow) + "."


def _reliability(found: Tally) -> str:
    parts = []
    for one in found.analysis.measures.reliability:
        given = [
            (name, value) for name, value in (("AC1", one.ac1), ("alpha", one.alpha)) if value is not None
        ]
        values = [f"{name} {told(value.value, value.interval)}" for name, value in given]
        if one.icc is not None:
            values.append(f"ICC(2,1) {told(one.icc.agreement, one.icc.agreement_interval)}")
        parts.append(f"{one.arm}: {', '.join(values)}")
    return "; ".join(parts)


def _times(found: Tally) -> str:
    return "; ".join(
        f"{one.arm}: median {one.median:.1f} s a film" for one in found.timings if one.scope == "pooled"
    )


def _statistics(found: Tally) -> str:
    used = list(dict.fromkeys(line.method for line in cited.cited(found.analysis)))
    return f"{'; '.join(used)}. Sources stand in analysis.json."


def _always(text: str) -> Callable[[Tally], str]:
    return lambda _found: text


KNOWN: Final[Mapping[str, Callable[[Tally], str]]] = {
    "plan": _plan, "estimates": _estimates, "sampling": _sampling, "readers": _readers, "films": _films,
    "model": _model, "threshold": _threshold, "blinding": _blinding, "missing": _missing,
    "unanswered": _unanswered, "failures": _failures, "flow": _flow, "reliability": _reliability,
    "times": _times, "statistics": _statistics,
    "tabulation": _always("Table \"Decisions\" of the report: TP, FP, FN, TN by reader and arm."),
    "registration": lambda found: f"Study {found.locked.study} (SHA-256), locked {found.locked.locked_at}. "
    "A public registration is the author's to name.",
    "protocol": lambda found: f"Locked with the study, {found.locked.locked_at}; its file is there.",
    "data": _always("answers.csv, details.csv and analysis.json beside the report repeat every figure."),
    "records": _always(
        "Every answer is kept in a record chained by hash; details.csv holds those of readers and model."
    ),
    "versions": lambda found: f"Shenton {found.analysis.version}; others in the report.",
    "limits": _always("Research use only, not for diagnosis. Further limits are the author's."),
    "deidentified": _always("Films were packed without names, numbers, dates and free text."),
    "reference": lambda found: f"Given as a table before the lock: {len(found.locked.test_films)} films. How "
    "it was made is the author's to say.",
    "training": lambda found: "" if found.locked.model is None else "See the model's card, by its SHA-256.",
    "verdicts": lambda found: "Readers' verdicts on the maps, in the report." if found.verdicts else "",
    "switches": lambda found: "Table \"Switches\" of the report." if found.analysis.switches else "",
    "specialties": _always("By specialty, in the report's tables."),
    "questions": lambda found: "Fracture or not; rating: "
    f"{found.locked.protocol.rules.questions.confidence.value}.",
    "reliability_methods": _always(
        "Cohen's and Fleiss' kappa, Gwet's AC1 and AC2, Krippendorff's alpha, ICC(2,1) and ICC(3,1)."
    ),
    "answers": _answers,
}  # fmt: skip
"""What the program can say to a topic; an empty text is left for the author."""
