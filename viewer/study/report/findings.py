"""The findings of a study in sentences, each saying for whom it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inference.stats.common import Estimate
from viewer.study.analysis.against_model import AgainstModel
from viewer.study.analysis.leading import Leading, leading
from viewer.study.analysis.multireader import GENERALISES, MultiReader
from viewer.study.analysis.summary import MODEL, Tally, rating_words
from viewer.study.analysis.tables import Table
from viewer.study.design.protocol import AIDED, UNAIDED

FIGURES: Final = ("AUC", "sensitivity", "specificity", "F1", "area under the LROC curve")


HEADLINES: Final = ("AUC", "sensitivity", "specificity")
"""Figures that are told in sentences; the table holds the others, too."""


def sentences(found: Tally) -> list[str]:
    """What was read by whom, then a paragraph a figure that ends with whom it holds for."""
    return [*_about(found), *(text for figure in HEADLINES if (text := _paragraph(found, figure)))]


def _paragraph(found: Tally, figure: str) -> str:
    kinds: list[str] = []
    parts = [
        *_means(found, figure, kinds),
        *_differences(found, figure, kinds),
        *_against(found, figure, kinds),
    ]
    own = list(_model_alone(found, figure))
    if parts:
        holds = " and ".join(dict.fromkeys(GENERALISES[kind] for kind in kinds))
        parts.append(f"This {holds}.")
    if own:
        parts += [*own, "The model's figure holds for this one model on films like these."]
    return " ".join(parts)


def _about(found: Tally) -> Iterable[str]:
    data, purpose = found.analysis.data, found.locked.protocol.purpose
    if purpose:
        yield purpose.replace("\n", " ")
    people = len(found.results)
    patients = "" if data.clusters is None else f" of {data.clusters} patients"
    special = _counted(
        [found.locked.protocol.reader(code).specialty or "specialty not stated" for code in found.results]
    )
    yield (
        f"{number(people, 'reader')} ({special}) read {data.films} films{patients}, {data.fractures} with a "
        f"fracture of the proximal femur. {rating_words(found.locked.protocol.rules.questions.confidence)}"
    )
    if found.absent:
        yield f"No result has come from {', '.join(found.absent)}."
    for code, result in found.results.items():
        if result.missing:
            told = number(result.missing, "question")
            yield f"{code} has not answered {told}; such answers count as missing."
    for reader, missing in _timed_out(found).items():
        yield f"{reader}: the time was over on {number(missing, 'film')} before an answer was given."


def _timed_out(found: Tally) -> dict[str, int]:
    counts = {
        code: sum(given.timed_out and given.response.fracture is None for given in result.answers)
        for code, result in found.results.items()
    }
    return {code: count for code, count in counts.items() if count}


def _counted(names: list[str]) -> str:
    return ", ".join(f"{names.count(name)} {name}" for name in dict.fromkeys(names))


def _pooled(found: Tally, figure: str, arms: int) -> Iterable[tuple[MultiReader, Leading]]:
    """Blocks over all readers with the estimate that leads."""
    for block in found.analysis.multireader:
        if block.scope == "pooled" and block.figure == figure and len(block.arms) == arms:
            chosen = leading(block)
            if chosen is not None:
                yield block, chosen


def _means(found: Tally, figure: str, kinds: list[str]) -> Iterable[str]:
    told = []
    for block, chosen in _pooled(found, figure, 1):
        kinds.append(chosen.kind)
        told.append(f"{block.arms[0]} {_with_interval(found, chosen.estimate)}, {behind(chosen, figure)}")
    if told:
        yield f"Mean {figure} of the readers: {'; '.join(told)}."


def behind(chosen: Leading, figure: str) -> str:
    """Readers, films, fractures and answers behind a figure, and the method where it is not the usual one."""
    films = number(chosen.films, "film")
    if figure not in ("sensitivity", "specificity"):
        films = f"{films} ({chosen.fractures} with a fracture)"
    how = "" if chosen.method == "Obuchowski-Rockette" else f" by {chosen.method}"
    return f"from {number(chosen.answers, 'answer')} of {number(chosen.readers, 'reader')} to {films}{how}"


def _model_alone(found: Tally, figure: str) -> Iterable[str]:
    for one in found.analysis.areas:
        area = one.area
        if one.reader == MODEL and one.figure == figure and area.value is not None and area.shown:
            span = f"{area.shown.lower:.3f} to {area.shown.upper:.3f}"
            films = f"{area.positives + area.negatives} films, {area.positives} with a fracture"
            how = "exact" if area.logit is None else "DeLong, logit"
            yield f"{figure} of the model: {area.value:.3f} ({_level(found)} {span}, {how}; {films})."
    for decided in found.analysis.operating:
        if decided.scope == "model" and figure in decided.rates:
            rate = (decided.clustered or decided.rates)[figure]
            if rate.value is not None and rate.wilson and rate.exact:
                spans = [f"{i.lower:.3f} to {i.upper:.3f}" for i in (rate.wilson, rate.exact)]
                counted = f"{rate.successes:g} of {rate.total:g}, {rate.value:.3f}"
                yield (
                    f"{_capital(figure)} of the model at its threshold: {counted} "
                    f"({_level(found)} {spans[0]} by Wilson, {spans[1]} by Clopper-Pearson)."
                )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _differences(found: Tally, figure: str, kinds: list[str]) -> Iterable[str]:
    for block, chosen in _pooled(found, figure, 2):
        if set(block.arms) == {UNAIDED, AIDED}:
            kinds.append(chosen.kind)
            told = _signed(found, _aided_less_unaided(block, chosen))
            yield f"With the model less without: {told}, {behind(chosen, figure)}."
            yield from _complete_cases(found, block, chosen)


def _complete_cases(found: Tally, block: MultiReader, chosen: Leading) -> Iterable[str]:
    """The complete block beside the figure of every answer, and who is not in it."""
    kinds = (
        {one.kind: one for one in block.obuchowski_rockette[0].inferences}
        if block.obuchowski_rockette
        else {}
    )
    widest = kinds.get("RRRC") or kinds.get("FRRC")
    if not chosen.method.startswith("U") or widest is None:
        return
    one = widest.differences[0]
    estimate = one.estimate if one.first == AIDED else one.estimate.turned()
    without = f" (without {', '.join(block.readers_left)}: too few answers)" if block.readers_left else ""
    yield (
        f"Complete cases alone: {_signed(found, estimate)}, from {number(len(block.readers), 'reader')} and "
        f"{number(block.films, 'film')}{without}."
    )


def _aided_less_unaided(block: MultiReader, chosen: Leading) -> Estimate:
    return chosen.estimate if block.arms[0] == AIDED else chosen.estimate.turned()


def _against(found: Tally, figure: str, kinds: list[str]) -> Iterable[str]:
    for one in found.analysis.against_model:
        if one.scope == "pooled" and one.figure == figure and one.results:
            estimate, kind = _widest(one)
            kinds.append(kind)
            films = f"{number(one.films, 'film')}, {one.fractures} with a fracture"
            told = f"{number(len(one.readers), 'reader')}, {films}"
            yield f"Readers ({one.arm}) less the model: {_signed(found, estimate)}, {told}."


def _widest(one: AgainstModel) -> tuple[Estimate, str]:
    first = next(iter(one.results.values()))
    return (first.frrc, "FRRC") if first.rrrc is None else (first.rrrc, "RRRC")


def _signed(found: Tally, one: Estimate) -> str:
    return _with_interval(found, one, signed=True) + _p(one)


def _with_interval(found: Tally, one: Estimate, *, signed: bool = False) -> str:
    if one.interval is None:
        return f"{_form(one.value, signed)} ({one.note or 'no interval'})"
    note = f"; {one.note}" if one.note else ""
    return f"{_form(one.value, signed)} ({_level(found)} {_span(one, signed)}{note})"


def _span(one: Estimate, signed: bool) -> str:
    if one.interval is None:
        return "no interval"
    return f"{_form(one.interval.lower, signed)} to {_form(one.interval.upper, signed)}"


def _form(value: float, signed: bool) -> str:
    """Three digits, and no sign before zero."""
    rounded = round(value, 3)
    if not rounded:
        return "0.000"
    return f"{rounded:+.3f}" if signed else f"{rounded:.3f}"


def _level(found: Tally) -> str:
    return f"{100 * found.analysis.settings.level:g}\u00a0%\u00a0CI"


def _p(one: Estimate) -> str:
    if one.p is None:
        return ""
    return ", p < 0.0001" if one.p < 0.0001 else f", p = {one.p:.4f}"


def number(count: int, what: str) -> str:
    """A count with its noun."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


HOLDS: Final = {"RRRC": "readers and films", "FRRC": "films", "RRFC": "readers"}
_NOTE: Final = (
    "Holds for: readers and films like these (both taken as random samples), or films like these read by "
    "these very readers. Columns against the model hold for this one model."
)


def table(found: Tally) -> Table:
    """Means and differences of all readers, then of each specialty, a row a figure."""
    arms = found.locked.protocol.rules.arms
    header = ["figure", "who", *(f"mean, {arm}" for arm in arms)]
    header += ["aided less unaided", "p"] if len(arms) == 2 else []
    header += [f"{arm} less model" for arm in arms if found.model]
    notes: list[str] = []
    rows = [
        ("LROC area" if "LROC" in figure else figure, name, *cells, holds)
        for figure in FIGURES
        for scope, name in _groups(found)
        for cells, holds in _row(found, (figure, scope, name), notes)
    ]
    told = tuple(f"[{number}] {note}." for number, note in enumerate(notes, 1))
    title = (
        f"Readers together, with {_level(found)} (Obuchowski and Rockette; U-statistics where answers miss)"
    )
    header.append("N: readers, films, fractures, answers")
    return Table(title, (*header, "holds for"), tuple(rows), (_NOTE, *told))


def _groups(found: Tally) -> list[tuple[str, str]]:
    """All readers first."""
    named = dict.fromkeys((block.scope, block.name) for block in found.analysis.multireader)
    return sorted(named, key=lambda one: one[0] != "pooled")


def _row(found: Tally, which: tuple[str, str, str], notes: list[str]) -> Iterable[tuple[list[str], str]]:
    """The cells of a figure, scope and group; what is to be said of a cell goes into ``notes``."""
    blocks = [
        (block, chosen)
        for block in found.analysis.multireader
        if (block.figure, block.scope, block.name) == which and (chosen := leading(block)) is not None
    ]
    if not blocks:
        return
    arms, cells = found.locked.protocol.rules.arms, []
    for arm in arms:
        means = [chosen.estimate for block, chosen in blocks if block.arms == (arm,)]
        cells.append(_cell(means[0], notes) if means else "-")
    if len(arms) == 2:
        both = [one for one in blocks if set(one[0].arms) == {UNAIDED, AIDED}]
        cells += _signed_cells(_aided_less_unaided(*both[0]) if both else None, notes)
    for arm in arms if found.model else ():
        against = [
            _widest(one)[0]
            for one in found.analysis.against_model
            if (one.figure, one.scope, one.name, one.arm) == (*which, arm) and one.results
        ]
        cells += _signed_cells(against[0] if against else None, notes)[:1]
    kinds = dict.fromkeys(HOLDS[chosen.kind] for _, chosen in blocks)
    most = max((chosen for _, chosen in blocks), key=lambda one: one.answers)
    cells.append(f"{most.readers}, {most.films}, {most.fractures}, {most.answers}")
    yield cells, " / ".join(kinds)


def _cell(one: Estimate, notes: list[str], *, signed: bool = False) -> str:
    if one.note and one.note not in notes:
        notes.append(one.note)
    mark = f" [{notes.index(one.note) + 1}]" if one.note else ""
    return f"{_form(one.value, signed)} ({_span(one, signed)}){mark}"


def _signed_cells(one: Estimate | None, notes: list[str]) -> list[str]:
    if one is None:
        return ["-", "-"]
    p = "-" if one.p is None else ("< 0.0001" if one.p < 0.0001 else f"{one.p:.4f}")
    return [_cell(one, notes, signed=True), p]
