"""The findings of a study in sentences, each saying for whom it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inference.messages import counted
from inference.stats.common import Estimate
from inference.stats.figures import AUC, F1, LROC_AREA, SENSITIVITY, SPECIFICITY
from viewer.study.analysis.leading import Leading, Method, leading, less_model
from viewer.study.analysis.multireader import GENERALISES, MultiReader
from viewer.study.analysis.summary import Tally, rating_words
from viewer.study.analysis.tables import Table
from viewer.study.design.protocol import AIDED, UNAIDED

FIGURES: Final = tuple(figure.name for figure in (AUC, SENSITIVITY, SPECIFICITY, F1, LROC_AREA))
SHORT: Final = {LROC_AREA.name: "LROC area"}
"""Names that are too long for a table."""


def about(found: Tally) -> Iterable[str]:
    """Who read what, and what is missing."""
    data, purpose = found.analysis.data, found.locked.protocol.purpose
    if purpose:
        yield purpose.replace("\n", " ")
    people = len(found.results)
    patients = "" if data.clusters is None else f" of {data.clusters} patients"
    special = _counted(
        [found.locked.protocol.reader(code).specialty or "specialty not stated" for code in found.results]
    )
    share, of_them = "", ""
    if len(found.read) < data.films:
        share, of_them = f"{len(found.read)} of ", f" of the {data.films}"
    yield (
        f"{counted(people, 'reader')} ({special}) read {share}{counted(data.films, 'film')}{patients}, "
        f"{data.fractures}{of_them} with a fracture of the proximal femur. "
        + rating_words(found.locked.protocol.rules.questions.confidence)
    )
    if found.absent:
        yield f"No result has come from {', '.join(found.absent)}."
    for code, result in found.results.items():
        if result.missing:
            told = counted(result.missing, "question")
            yield f"{code} has not answered {told}; such answers count as missing."
    yield from _contradicted(found)
    for reader, missing in _timed_out(found).items():
        yield f"{reader}: the time was over on {counted(missing, 'film')} before an answer was given."


def _contradicted(found: Tally) -> Iterable[str]:
    """Answers whose yes or no is not what their rating says by the protocol's cut-off."""
    cutoff = found.locked.protocol.cutoffs.readers
    given = [answer.response for result in found.results.values() for answer in result.answers]
    both = [one for one in given if one.fracture is not None and one.rating is not None]
    if cutoff is None or not both:
        return
    against = sum(one.fracture is not (one.rating >= cutoff) for one in both if one.rating is not None)
    if against:
        yield (
            f"In {against} of {counted(len(both), 'answer')} the yes or no is not what the rating says by "
            f"the cut-off of {cutoff}; the rating counts."
        )


def _timed_out(found: Tally) -> dict[str, int]:
    counts = {
        code: sum(given.timed_out and given.response.fracture is None for given in result.answers)
        for code, result in found.results.items()
    }
    return {code: count for code, count in counts.items() if count}


def _counted(names: list[str]) -> str:
    return ", ".join(f"{names.count(name)} {name}" for name in dict.fromkeys(names))


def behind(chosen: Leading, figure: str) -> str:
    """Readers, films, fractures and answers behind a figure, and the method where it is not the usual one."""
    films = f"{counted(chosen.films, 'film')} ({chosen.fractures} with a fracture)"
    if figure in (SENSITIVITY.name, SPECIFICITY.name):
        kind = "with" if figure == SENSITIVITY.name else "without"
        films = f"{counted(chosen.films, 'film')} {kind} a fracture"
    how = "" if chosen.method is Method.CROSSED else f" by {chosen.method}"
    return f"from {counted(chosen.answers, 'answer')} of {counted(chosen.readers, 'reader')} to {films}{how}"


def headline(found: Tally, block: MultiReader, chosen: Leading) -> str:
    """A block's leading figure in one sentence, with what stands behind it and for whom it holds."""
    told, arms = _signed(found, turned(block, chosen)), less(block)
    if len(block.arms) == 1:
        told, arms = _with_interval(found, chosen.estimate), f"mean of the readers, {block.arms[0]}"
    held = GENERALISES[chosen.kind]
    return f"{block.figure}, {arms}: {told}, {behind(chosen, block.figure)}. This {held}."


def less(block: MultiReader) -> str:
    """What is compared: aided less unaided where these are the arms."""
    return "aided less unaided" if set(block.arms) == {UNAIDED, AIDED} else " less ".join(block.arms)


def turned(block: MultiReader, chosen: Leading) -> Estimate:
    """The estimate as aided less unaided where these are the arms; otherwise as it is."""
    both = set(block.arms) == {UNAIDED, AIDED}
    return _aided_less_unaided(block, chosen) if both else chosen.estimate


def with_span(one: Estimate, *, signed: bool) -> str:
    """An estimate with its interval, for a table."""
    return f"{form(one.value, signed)} ({_span(one, signed)})"


def _aided_less_unaided(block: MultiReader, chosen: Leading) -> Estimate:
    return chosen.estimate if block.arms[0] == AIDED else chosen.estimate.turned()


def _signed(found: Tally, one: Estimate) -> str:
    return _with_interval(found, one, signed=True) + _p(one)


def _with_interval(found: Tally, one: Estimate, *, signed: bool = False) -> str:
    if one.interval is None:
        return f"{form(one.value, signed)} ({one.note or 'no interval'})"
    note = f"; {one.note}" if one.note else ""
    return f"{form(one.value, signed)} ({_level(found)} {_span(one, signed)}{note})"


def _span(one: Estimate, signed: bool) -> str:
    if one.interval is None:
        return "no interval"
    return f"{form(one.interval.lower, signed)} to {form(one.interval.upper, signed)}"


def form(value: float, signed: bool = False) -> str:
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


HOLDS: Final = {"RRRC": "readers and films", "FRRC": "films", "RRFC": "readers"}
COUNTED: Final = "N: readers / films / fractures / answers."
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
        (SHORT.get(figure, figure), name, *cells, holds)
        for figure in FIGURES
        for scope, name in _groups(found)
        for cells, holds in _row(found, (figure, scope, name), notes)
    ]
    told = tuple(f"[{number}] {note}." for number, note in enumerate(notes, 1))
    title = (
        f"Readers together, with {_level(found)} (Obuchowski-Rockette; where answers miss, of every answer)"
    )
    header.append("N")
    same = {row[-1] for row in rows}
    if len(same) == 1:
        rows, title = [row[:-1] for row in rows], f"{title}; holds for {same.pop()}"
    else:
        header.append("holds for")
    return Table(title, tuple(header), tuple(rows), (COUNTED, _NOTE, *told))


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
        cells.append(cell(means[0], notes) if means else "-")
    if len(arms) == 2:
        both = [one for one in blocks if set(one[0].arms) == {UNAIDED, AIDED}]
        cells += _signed_cells(_aided_less_unaided(*both[0]) if both else None, notes)
    for arm in arms if found.model else ():
        against = [
            led.estimate
            for one in found.analysis.against_model
            if (one.figure, one.scope, one.name, one.arm) == (*which, arm) and (led := less_model(one))
        ]
        cells += _signed_cells(against[0] if against else None, notes)[:1]
    kinds = dict.fromkeys(HOLDS[chosen.kind] for _, chosen in blocks)
    most = max((chosen for _, chosen in blocks), key=lambda one: one.answers)
    cells.append(f"{most.readers} / {most.films} / {most.fractures} / {most.answers}")
    yield cells, " / ".join(kinds)


def cell(one: Estimate, notes: list[str], *, signed: bool = False) -> str:
    """An estimate with its interval; what is to be said of it goes into ``notes``, by number."""
    if one.note and one.note not in notes:
        notes.append(one.note)
    mark = f" [{notes.index(one.note) + 1}]" if one.note else ""
    return f"{form(one.value, signed)} ({_span(one, signed)}){mark}"


def _signed_cells(one: Estimate | None, notes: list[str]) -> list[str]:
    if one is None:
        return ["-", "-"]
    p = "-" if one.p is None else ("< 0.0001" if one.p < 0.0001 else f"{one.p:.4f}")
    return [cell(one, notes, signed=True), p]
