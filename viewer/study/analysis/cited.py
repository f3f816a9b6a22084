"""Every figure of a result as one line: what, of whom, by which method and source, from how much.

The list repeats what the nested result holds, so that a figure can be quoted and made again from its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from inference.stats.common import Estimate, Interval
from inference.stats.concordance import chance_corrected, icc
from inference.stats.curves import averaged_roc, partial_auc
from inference.stats.mcnemar import Paired
from inference.stats.models import linear_mixed, unbalanced
from inference.stats.prediction import calibration, multiclass, prevalence
from viewer.study.analysis import analyse
from viewer.study.analysis.analyse import Result
from viewer.study.analysis.localisation import localise
from viewer.study.analysis.measures import figures
from viewer.study.analysis.measures.of_study import StudyMeasures
from viewer.study.analysis.multireader import Inferred, MultiReader
from viewer.study.analysis.per_reader import Comparison
from viewer.study.analysis.plain_table import ALONE


@dataclass(frozen=True)
class Method:
    """How a figure is computed.

    Attributes:
        name: as it stands in a line.
        source: where it was published.
        checks: words of the names of those checks of ``shenton study verify`` that test it.
    """

    name: str
    source: str
    checks: tuple[str, ...]


WILSON: Final = Method("Wilson", "Wilson EB (1927), J Am Stat Assoc 22:209-212", ("Wilson",))
EXACT: Final = Method(
    "Clopper-Pearson", "Clopper CJ, Pearson ES (1934), Biometrika 26:404-413", ("exact", "Cheng sensitivity")
)
CLUSTERED: Final = Method(
    "Wilson over patients", "Rao JNK, Scott AJ (1992), Biometrics 48:577-585", ("share over patients",)
)
BOOTSTRAP: Final = Method(
    "bootstrap over films", "Efron B, Tibshirani RJ (1993), An Introduction to the Bootstrap, ch. 13",
    ("F1 lower, bootstrap",),
)  # fmt: skip
DELONG: Final = Method(
    "DeLong, logit", "DeLong ER et al. (1988), Biometrics 44:837-845; Pepe MS (2003), ch. 5; with clusters "
    "Obuchowski NA (1997), Biometrics 53:567-578", ("AUC variance, DeLong", "Obuchowski 1997"),
)  # fmt: skip
MCNEMAR: Final = Method(
    "McNemar exact, Newcombe 10", "McNemar Q (1947), Psychometrika 12:153-157; Newcombe RG (1998), Stat Med "
    "17:2635-2650", ("McNemar", "Newcombe"),
)  # fmt: skip
PAIRED: Final = Method(
    "paired difference over patients", "Obuchowski NA (1998), Stat Med 17:1495-1507",
    ("paired share over patients",),
)  # fmt: skip
OR: Final = Method(
    "Obuchowski-Rockette", "Obuchowski NA, Rockette HE (1995), Commun Stat Simul Comput 24:285-308; Hillis "
    "SL (2014), Stat Med 33:330-360", ("OR ", "Hillis df"),
)  # fmt: skip
DBM: Final = Method(
    "DBM", "Dorfman DD, Berbaum KS, Metz CE (1992), Invest Radiol 27:723-731; Hillis SL et al. (2005), Stat "
    "Med 24:1579-1607", ("DBM",),
)  # fmt: skip
USTAT: Final = Method(
    "U-statistics", "Gallas BD (2006), Acad Radiol 13:353-362; Gallas BD et al. (2009), Commun Stat Theory "
    "Methods 38:2586-2603", ("iMRMC",),
)  # fmt: skip
UNBALANCED: Final = Method(unbalanced.METHOD, unbalanced.SOURCE, ("every answer",))
MODEL: Final = Method(
    "Obuchowski-Rockette, one fixed model", "Hillis SL (2007), Stat Med 26:596-619; Kooi T et al. (2016)",
    ("one model",),
)  # fmt: skip
MODEL_EVERY: Final = Method(
    f"{unbalanced.METHOD}, one fixed model", f"{unbalanced.SOURCE}; Hillis SL (2007), Stat Med 26:596-619",
    ("every answer, model",),
)  # fmt: skip
COHEN: Final = Method(
    "Cohen's kappa", "Cohen J (1960), Educ Psychol Meas 20:37-46; Fleiss JL et al. (1969), Psychol Bull "
    "72:323-327", ("Cohen's kappa",),
)  # fmt: skip
FLEISS: Final = Method("Fleiss' kappa", "Fleiss JL (1971), Psychol Bull 76:378-382", ("Fleiss' kappa",))
MEASURES: Final = (
    Method(averaged_roc.METHOD, averaged_roc.SOURCE, ("averaged ROC",)),
    Method(partial_auc.METHOD, partial_auc.SOURCE, ("partial AUC",)),
    Method(calibration.METHOD, calibration.SOURCE, ("Brier", "calibration slope")),
    Method(prevalence.METHOD, prevalence.SOURCE, ("PPV at", "NPV at")),
    Method(prevalence.NET_METHOD, prevalence.NET_SOURCE, ("net benefit",)),
    Method(figures.GWET, chance_corrected.GWET, ("Gwet's AC1",)),
    Method(figures.KRIPPENDORFF, chance_corrected.KRIPPENDORFF, ("Krippendorff",)),
    Method(figures.ICC, icc.SOURCE, ("ICC(",)),
    Method(figures.CLASSES, multiclass.SOURCE, ("Matthews",)),
    Method(linear_mixed.METHOD, linear_mixed.SOURCE, ("mixed model",)),
)
"""Of :mod:`viewer.study.analysis.measures`, whose results name their method and source themselves."""
MARKS: Final = (
    Method(
        localise.SINGLE, "; ".join(localise.SOURCES.values()),
        ("weighted AFROC", "LROC area of marks", "inferred ROC"),
    ),
    Method(localise.FROC_METHOD, localise.FROC_SOURCE, ("FROC curve",)),
)  # fmt: skip
"""Of :mod:`viewer.study.analysis.localisation`; its means over readers are by Obuchowski and Rockette."""
METHODS: Final = (
    WILSON, EXACT, CLUSTERED, BOOTSTRAP, DELONG, MCNEMAR, PAIRED, OR, DBM, USTAT, UNBALANCED, MODEL,
    MODEL_EVERY, COHEN, FLEISS, *MEASURES, *MARKS,
)  # fmt: skip


_INDEPENDENT: Final = (
    COHEN.name, FLEISS.name, figures.GWET, figures.KRIPPENDORFF, figures.ICC, prevalence.METHOD,
    prevalence.NET_METHOD,
)  # fmt: skip
"""Methods that do not allow for films that share a patient."""


@dataclass(frozen=True)
class Cited:
    """One figure.

    Attributes:
        figure: what.
        who: reader, specialty, all readers, or the model.
        arms: one, or the first and the second of a difference.
        value: None where it is not defined.
        lower: limit of its interval; None where there is none.
        upper: likewise.
        level: of the interval.
        p: of its test; None without one.
        df: degrees of freedom; None for the normal distribution and where nothing is tested.
        method: how; ``kind`` of the inference and of the covariance with it.
        source: where the method was published.
        readers: behind the figure.
        films: likewise.
        fractures: films with one; None where the truth has no part in the figure.
        answers: likewise.
        version: of the program.
        note: what was done where the data did not define the usual answer.
    """

    figure: str
    who: str
    arms: tuple[str, ...]
    value: float | None
    lower: float | None
    upper: float | None
    level: float
    p: float | None
    df: float | None
    method: str
    source: str
    readers: int
    films: int
    fractures: int | None
    answers: int
    version: str
    note: str


Counts = figures.Counts


def to_json(result: Result) -> dict[str, object]:
    """A result as plain JSON values; ``figures`` lists each with method, source, N and version."""
    return {**analyse.to_json(result), "figures": analyse.plain(cited(result))}


class _Lines:
    """Makes lines with the level and version of one result."""

    def __init__(self, result: Result) -> None:
        self._level, self._version = result.settings.level, result.version

    def of(
        self, what: tuple[str, str, tuple[str, ...]], one: Estimate, how: tuple[Method, str], counts: Counts
    ) -> Cited:
        return self.line(what, one.value, one.interval, how, counts, one.p, one.df, one.note)

    def line(
        self,
        what: tuple[str, str, tuple[str, ...]],
        value: float | None,
        span: Interval | None,
        how: tuple[Method, str],
        counts: Counts,
        p: float | None = None,
        df: float | None = None,
        note: str = "",
    ) -> Cited:
        method, more = how
        figure, who, arms = what
        readers, films, fractures, answers = counts
        lower, upper = (None, None) if span is None else (span.lower, span.upper)
        name = f"{method.name}, {more}" if more else method.name
        return Cited(
            figure, who, arms, value, lower, upper, self._level, p, df, name, method.source, readers, films,
            fractures, answers, self._version, note,
        )  # fmt: skip

    def of_measures(self, found: Iterable[figures.Line]) -> Iterator[Cited]:
        for one in found:
            how = (Method(one.method, one.source, ()), "")
            what = (one.figure, one.who, one.arms)
            yield self.line(what, one.value, one.interval, how, one.behind, one.p, one.df, one.note)


def cited(result: Result) -> tuple[Cited, ...]:
    """Every figure of a result, in the order of its tables."""
    lines = _Lines(result)
    parts = (_operating, _areas, _several, _against, _comparisons, _kappas)
    made = [line for part in parts for line in part(result, lines)]
    made += lines.of_measures(figures.of_answers(result.measures, result.settings.model))
    return tuple(map(_alone, made) if result.data.clusters is not None else made)


def _alone(line: Cited) -> Cited:
    """A line by a method that does not allow for films of one patient says so, where there are such."""
    if line.lower is None or not (
        line.method.startswith(_INDEPENDENT) or line.figure.startswith("share with")
    ):
        return line
    return replace(line, note="; ".join(part for part in (line.note, ALONE.removesuffix(".")) if part))


def of_study(result: Result, found: StudyMeasures) -> tuple[Cited, ...]:
    """Every figure that needs the study itself, at the level and version of ``result``."""
    return tuple(_Lines(result).of_measures(figures.of_study(found)))


def _operating(result: Result, lines: _Lines) -> Iterator[Cited]:
    for one in result.operating:
        for name, rate in (one.clustered or one.rates).items():
            behind = (one.readers, *one.films[name], round(rate.total))
            method = CLUSTERED if one.clustered else WILSON
            yield lines.line((name, one.name, (one.arm,)), rate.value, rate.wilson, (method, ""), behind,
                             note=one.note)  # fmt: skip
            if not one.clustered:
                yield lines.line((name, one.name, (one.arm,)), rate.value, rate.exact, (EXACT, ""), behind,
                                 note=one.note)  # fmt: skip
        how = (BOOTSTRAP, f"{one.f1.repeats} repeats, seed {one.f1.seed}")
        counts = one.counts
        behind = (one.readers, *one.films["F1"], counts.tp + counts.fn + counts.fp + counts.tn)
        yield lines.line(
            ("F1", one.name, (one.arm,)), one.f1.value, one.f1.interval, how, behind, note=one.f1.note
        )


def _areas(result: Result, lines: _Lines) -> Iterator[Cited]:
    for one in result.areas:
        area = one.area
        films = area.positives + area.negatives
        yield lines.line(
            (one.figure, one.reader, (one.arm,)), area.value, area.shown, (DELONG, ""),
            (1, films, area.positives, films), note=area.note,
        )  # fmt: skip


def _several(result: Result, lines: _Lines) -> Iterator[Cited]:
    for block in result.multireader:
        films = block.films
        counts = (len(block.readers), films, block.fractures, len(block.arms) * len(block.readers) * films)
        for analysis in block.obuchowski_rockette:
            for inferred in analysis.inferences:
                yield from _inferred(block, inferred, lines, (OR, analysis.method), counts)
        for inferred in block.dbm.inferences if block.dbm is not None else ():
            yield from _inferred(block, inferred, lines, (DBM, "pseudovalues"), counts)
        for one in block.ustat:
            behind = (one.result.readers, one.films, one.fractures, one.answers)
            what = (block.figure, block.name, one.arms)
            yield lines.of(what, one.result.estimate, (USTAT, "RRRC"), behind)
        for more in block.unbalanced:
            behind = (more.readers, more.films, more.fractures, more.answers)
            what = (block.figure, block.name, more.arms)
            yield lines.of(what, more.estimate, (UNBALANCED, "RRRC"), behind)


def _inferred(
    block: MultiReader, inferred: Inferred, lines: _Lines, how: tuple[Method, str], counts: Counts
) -> Iterator[Cited]:
    named = (how[0], f"{how[1]}, {inferred.kind}")
    if len(block.arms) == 1:
        for mean in inferred.arms:
            yield lines.of((block.figure, block.name, (mean.arm,)), mean.estimate, named, counts)
    for one in inferred.differences:
        yield lines.of((block.figure, block.name, (one.first, one.second)), one.estimate, named, counts)


def _against(result: Result, lines: _Lines) -> Iterator[Cited]:
    for block in result.against_model:
        people, films = len(block.readers), block.films
        counts = (people, films, block.fractures, (people + 1) * films)
        if (more := block.every) is not None:
            behind = (len(more.readers), more.films, more.fractures, more.answers)
            what = (block.figure, block.name, (block.arm, result.settings.model))
            yield lines.of(what, more.estimate, (MODEL_EVERY, "RRRC"), behind)
        for method, found in block.results.items():
            for kind, one in (("RRRC", found.rrrc), ("FRRC", found.frrc), ("RRFC", found.rrfc)):
                if one is not None:
                    what = (block.figure, block.name, (block.arm, result.settings.model))
                    yield lines.of(what, one, (MODEL, f"{method}, {kind}"), counts)


def _comparisons(result: Result, lines: _Lines) -> Iterator[Cited]:
    for one in result.comparisons:
        arms = (one.first, one.second)
        if one.auc is not None:
            counts = (1, *one.rated, 2 * one.rated[0])
            yield lines.of(("AUC", one.reader, arms), one.auc, (DELONG, "paired"), counts)
        yield from _paired(one, lines)


def _paired(one: Comparison, lines: _Lines) -> Iterator[Cited]:
    """Differences of decisions: over patients where films share them, as the tables show them."""
    broken = _pairs(one.sensitivity)
    for name, paired, fractures in (
        ("sensitivity", one.sensitivity, broken), ("specificity", one.specificity, 0),
        ("accuracy", one.accuracy, broken),
    ):  # fmt: skip
        what, films = (name, one.reader, (one.first, one.second)), _pairs(paired)
        counts = (1, films, fractures, 2 * films)
        if name in one.clustered:
            yield lines.of(what, one.clustered[name], (PAIRED, ""), counts)
        elif paired.difference is not None:
            yield lines.line(what, paired.difference, paired.interval, (MCNEMAR, ""), counts, paired.p)


def _pairs(one: Paired) -> int:
    """Films that were decided in both readings."""
    return one.both + one.first + one.second + one.neither


def _kappas(result: Result, lines: _Lines) -> Iterator[Cited]:
    for fleiss in result.fleiss:
        counts = (fleiss.readers, fleiss.films, None, fleiss.readers * fleiss.films)
        kappa = fleiss.kappa
        yield lines.line(
            ("agreement", "all readers", (fleiss.arm,)), kappa.value, kappa.interval, (FLEISS, ""), counts,
            kappa.p, note=kappa.note,
        )  # fmt: skip
    for pair in result.cohen:
        for name, found in (("plain", pair.decision), ("linear", pair.linear), ("quadratic", pair.quadratic)):
            if found is not None:
                counts = (2, found.subjects, None, 2 * found.subjects)
                who = f"{pair.first} and {pair.second}"
                yield lines.line(
                    ("agreement", who, pair.arms), found.value, found.interval, (COHEN, name), counts,
                    found.p, note=found.note,
                )  # fmt: skip
