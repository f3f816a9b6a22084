"""Items of reporting checklists in our own short words: number, words, and what the program knows about it.

Sources: Bossuyt PM et al. (2015), BMJ 351:h5527 (STARD 2015) and Sounderajah V et al. (2025), Nat Med
(STARD-AI); Tejani AS et al. (2024), Radiol Artif Intell 6:e240300 (CLAIM 2024); Vasey B et al. (2022), Nat
Med 28:924-933 (DECIDE-AI); Kottner J et al. (2011), J Clin Epidemiol 64:96-106 (GRRAS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Item = tuple[str, str, str]
"""Number, what is asked, and the topic in :mod:`viewer.study.report.checklists`; empty: the author's."""


@dataclass(frozen=True)
class Checklist:
    """A checklist with what to mind about its numbers."""

    name: str
    about: str
    items: tuple[Item, ...]


STARD: Final = Checklist(
    "STARD-AI",
    "Numbers are those of STARD 2015; what STARD-AI adds is marked AI without its number. Check both against "
    "the published lists.",
    (
        ("1", "title: accuracy study, and the measure", ""),
        ("2", "abstract", ""),
        ("3", "background, use and place of the test", ""),
        ("4", "aims and hypotheses", "plan"),
        ("5", "prospective or retrospective", ""),
        ("6", "who was eligible", "sampling"),
        ("7", "how films were found", ""),
        ("8", "where and when", ""),
        ("9", "consecutive, random or convenience", "sampling"),
        ("10a", "index test, to be repeated", "model"),
        ("10b", "reference standard, to be repeated", "reference"),
        ("11", "why this reference standard", ""),
        ("12a", "cut-offs of the index test, set beforehand or not", "threshold"),
        ("12b", "cut-offs of the reference standard", ""),
        ("13a", "what readers knew", "blinding"),
        ("13b", "what assessors of the reference standard knew", ""),
        ("14", "methods of accuracy", "statistics"),
        ("15", "indeterminate results", "unanswered"),
        ("16", "missing data", "missing"),
        ("17", "variability, planned or exploratory", "plan"),
        ("18", "intended sample size", ""),
        ("19", "flow of participants", "flow"),
        ("20", "who they were", ""),
        ("21a", "spectrum of disease", "films"),
        ("21b", "other diagnoses", ""),
        ("22", "time between the tests", ""),
        ("23", "cross tabulation", "tabulation"),
        ("24", "accuracy with intervals", "estimates"),
        ("25", "harm", ""),
        ("26", "limits", "limits"),
        ("27", "implications", ""),
        ("28", "registration", "registration"),
        ("29", "protocol", "protocol"),
        ("30", "funding", ""),
        ("AI", "model: version and identity", "model"),
        ("AI", "where and on what it was trained", "training"),
        ("AI", "how its answers reach the reader", "blinding"),
        ("AI", "its errors", "failures"),
        ("AI", "fairness across groups", ""),
        ("AI", "code and data", "data"),
    ),
)
CLAIM: Final = Checklist(
    "CLAIM",
    "Numbers are those of the 2024 update.",
    (
        ("1", "title: AI and its kind", ""),
        ("2", "abstract", ""),
        ("3", "background", ""),
        ("4", "aims and hypotheses", "plan"),
        ("5", "prospective or retrospective", ""),
        ("6", "goal", "plan"),
        ("7", "sources of data", "films"),
        ("8", "eligibility", "sampling"),
        ("9", "preparation of data", "model"),
        ("10", "selection of subsets", "sampling"),
        ("11", "de-identification", "deidentified"),
        ("12", "missing data", "missing"),
        ("13", "acquisition", ""),
        ("14", "reference standard", "reference"),
        ("15", "why this one", ""),
        ("16", "who annotated", ""),
        ("17", "annotation of the test set", ""),
        ("18", "variability of annotators", ""),
        ("19", "assignment to partitions", "training"),
        ("20", "on which level they are disjoint", "training"),
        ("21", "sample size", ""),
        ("22", "the model", "model"),
        ("23", "software", "versions"),
        ("24", "initial parameters", "training"),
        ("25", "training", "training"),
        ("26", "choice of the final model", "training"),
        ("27", "ensembles", "training"),
        ("28", "metrics", "statistics"),
        ("29", "uncertainty and significance", "statistics"),
        ("30", "robustness", ""),
        ("31", "explanation", "verdicts"),
        ("32", "internal evaluation", "training"),
        ("33", "external test", "films"),
        ("34", "registration", "registration"),
        ("35", "flow", "flow"),
        ("36", "demography", ""),
        ("37", "performance", "estimates"),
        ("38", "estimates with intervals", "estimates"),
        ("39", "failures", "failures"),
        ("40", "limits", "limits"),
        ("41", "implications", ""),
        ("42", "protocol", "protocol"),
        ("43", "availability", "data"),
        ("44", "funding", ""),
    ),
)
DECIDE: Final = Checklist(
    "DECIDE-AI",
    "Arabic numbers: items about AI; Roman ones: general items. For early evaluation in clinical use; a "
    "reader study answers part of it.",
    (
        ("1", "title: early clinical evaluation", ""),
        ("I", "abstract", ""),
        ("2", "intended use", ""),
        ("II", "aims", "plan"),
        ("III", "governance", "protocol"),
        ("3", "participants: who and how", "readers"),
        ("4", "the system: version, input, output", "model"),
        ("5", "setting and workflow", "blinding"),
        ("IV", "outcomes", "plan"),
        ("6", "errors: how found and handled", "failures"),
        ("7", "human factors", "times"),
        ("V", "analysis", "statistics"),
        ("8", "ethics", ""),
        ("VI", "patients' part", ""),
        ("9", "participants: results", "readers"),
        ("10", "use as intended", "missing"),
        ("VII", "main results", "estimates"),
        ("VIII", "subgroups", "specialties"),
        ("11", "changes of the system", "model"),
        ("12", "agreement of people and system", "switches"),
        ("13", "errors and harm", "failures"),
        ("14", "usability, learning", "times"),
        ("15", "whether the use is supported", ""),
        ("16", "safety", "limits"),
        ("IX", "strengths and limits", "limits"),
        ("17", "data and code", "data"),
        ("X", "interests", ""),
    ),
)
GRRAS: Final = Checklist(
    "GRRAS",
    "For the agreement of readers.",
    (
        ("1", "title: reliability or agreement", ""),
        ("2", "what is measured", "questions"),
        ("3", "population of films", "films"),
        ("4", "population of readers", "readers"),
        ("5", "what is known, why this study", ""),
        ("6", "choice of sample sizes", ""),
        ("7", "sampling", "sampling"),
        ("8", "measuring: setting, time, blinding", "blinding"),
        ("9", "whether measurements were independent", "blinding"),
        ("10", "analysis", "reliability_methods"),
        ("11", "numbers of readers, films, repeats", "answers"),
        ("12", "who readers and films were", "readers"),
        ("13", "estimates with uncertainty", "reliability"),
        ("14", "practical meaning", ""),
        ("15", "detailed results", "data"),
    ),
)
EVERY: Final = (STARD, CLAIM, DECIDE, GRRAS)
