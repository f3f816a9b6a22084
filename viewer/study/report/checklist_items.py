"""Items of reporting checklists in our own short words: number, words, and what the program knows about it.

Sources: Sounderajah V et al. (2025), Nat Med 31:3283-3289 (STARD-AI); Tejani AS et al. (2024), Radiol Artif
Intell 6:e240300 (CLAIM 2024); Vasey B et al. (2022), Nat Med 28:924-933 (DECIDE-AI); Kottner J et al. (2011),
J Clin Epidemiol 64:96-106 (GRRAS).

How the numbers were checked: CLAIM (44), DECIDE-AI (17 and 10) and GRRAS (15) item by item against published
copies of their lists; STARD-AI (40 items in 48 rows) row by row against a published copy of the article's
table 2 (CC BY).  None was compared with the article itself.
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
    "Numbers are those of STARD-AI (Nat Med 2025;31:3283-3289): 40 items in 48 rows, each compared with a "
    "published copy of the article's table 2.",
    (
        ("1", "title or abstract: an accuracy study of AI, with a measure of accuracy", ""),
        ("2", "abstract", ""),
        ("3", "background, use and place of the test in the workflow", ""),
        ("4", "aims and hypotheses", "plan"),
        ("5", "prospective or retrospective", ""),
        ("6", "ethics approval", ""),
        ("7", "who was eligible, and which data, in the order applied", "sampling"),
        ("8", "how films were found", ""),
        ("9", "where and when", ""),
        ("10", "consecutive, random or convenience", "sampling"),
        ("11", "source of the data: routine, for this study, or open", "films"),
        ("12", "annotation: who, with what experience, and how", ""),
        ("13", "devices that captured the data; software that made the index test", ""),
        ("14", "protocols of acquisition, and preprocessing", ""),
        ("15a", "index test, to be repeated", "model"),
        ("15b", "development: training, tuning, test, outside evaluation, with sizes", "training"),
        ("15c", "cut-offs, set beforehand or not", "threshold"),
        ("15d", "who uses it, with what expertise", "readers"),
        ("16a", "reference standard, to be repeated", "reference"),
        ("16b", "why this reference standard", ""),
        ("16c", "cut-offs of the reference standard", ""),
        ("17a", "what readers knew", "blinding"),
        ("17b", "what assessors of the reference standard knew", ""),
        ("18", "methods of accuracy", "statistics"),
        ("19", "indeterminate results", "unanswered"),
        ("20", "missing data", "missing"),
        ("21", "variability, planned or exploratory", "plan"),
        ("22", "intended sample size", ""),
        ("23", "analysis of errors, bias and fairness", ""),
        ("24", "flow of participants", "flow"),
        ("25", "who they were, by training, tuning and test set", ""),
        ("26a", "spectrum of disease", "films"),
        ("26b", "other diagnoses", ""),
        ("27", "time between the tests", ""),
        ("28", "whether test films are like those of the intended use", ""),
        ("29", "how outside films differ", ""),
        ("30", "cross tabulation", "tabulation"),
        ("31", "accuracy with intervals", "estimates"),
        ("32", "harm", ""),
        ("33", "limits", "limits"),
        ("34", "implications", ""),
        ("35", "ethics and fairness", ""),
        ("36", "registration", "registration"),
        ("37", "protocol", "protocol"),
        ("38", "funding", ""),
        ("39", "commercial interests", ""),
        ("40a", "data and code, and limits of their use", "data"),
        ("40b", "whether outputs are stored and can be audited", "records"),
    ),
)
CLAIM: Final = Checklist(
    "CLAIM",
    "Numbers are those of the 2024 update, each of the 44 compared with a published table of its items.",
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
    "reader study answers part of it. Each of the 27 was compared with a published copy of the list.",
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
    "For the agreement of readers. Each of the 15 was compared with a published copy of table I.",
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
