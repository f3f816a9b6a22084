"""Localisation as tables, sentences and plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inference.messages import counted
from inference.stats.common import Estimate
from viewer.study.analysis import analyse, tables
from viewer.study.analysis.cited import Cited
from viewer.study.analysis.localisation.localise import SINGLE, STEPS, Localisation, ReaderFroc, Together
from viewer.study.analysis.measures.tables import marked, told, under
from viewer.study.analysis.multireader import GENERALISES
from viewer.study.analysis.plain_table import UNDEFINED, Table

CROSSED: Final = "Of the films that every reader here read in every arm here."


def every(found: Localisation) -> list[Table]:
    """Every table that has rows."""
    return [table for table in (_together(found), _single(found), _froc(found)) if table.rows]


def level(found: Localisation) -> str:
    """The confidence level, as in a title."""
    return f"{100 * found.level:g} %"


def sentences(found: Localisation) -> list[str]:
    """What was analysed, what was left out, and what the readers together show."""
    patients = "" if found.patients is None else f" of {found.patients} patients"
    films, lesions = counted(found.films, "film"), counted(found.lesions, "lesion")
    readers, marks = counted(len(found.readers), "reader"), counted(found.marks, "mark")
    lines = [
        f"{films}{patients}, {found.with_lesion} with {lesions}; {readers}; arms: {', '.join(found.arms)}; "
        f"{marks}.",
        *found.notes,
    ]
    for block in found.together:
        lines += _left(block)
        lines += [_sentence(block, kind) for kind in ("RRRC", "FRRC") if _of(block, kind)][:1]
    return list(dict.fromkeys(lines))


def _left(block: Together) -> Iterator[str]:
    where = f"{block.figure}, {' and '.join(block.arms)}"
    if block.problem:
        yield f"{where}: no inference, because {block.problem}."
        yield from (f"{where}: {note}." for note in block.notes)
        return
    if block.readers_left:
        yield f"{where}: without {', '.join(block.readers_left)}, who read too few films of an arm."
    if block.films_left:
        left = "1 film" if block.films_left == 1 else f"{block.films_left} films"
        yield f"{where}: without {left} that not every reader read in every arm."
    for note in block.notes:
        yield f"{where}: {note}."


def _of(block: Together, kind: str) -> list[tuple[tuple[str, ...], Estimate]]:
    return [(line.arms, line.estimate) for line in block.lines if line.kind == kind]


def _sentence(block: Together, kind: str) -> str:
    shown = "; ".join(
        f"{' less '.join(arms)} {told(one.value, one.interval)}"
        + ("" if one.p is None else f", p {tables.p_text(one.p)}")
        + (f" ({one.note})" if one.note else "")
        for arms, one in _of(block, kind)
    )
    return (
        f"{block.figure}: {shown}; {counted(len(block.readers), 'reader')} on "
        f"{counted(block.films, 'film')}, {block.with_lesion} with a lesion; {kind} {GENERALISES[kind]}."
    )


def text(found: Localisation) -> str:
    """Sentences and tables for a terminal."""
    head = "\n".join([found.limits, "A higher rating is more suspicious.", *sentences(found)])
    return "\n\n".join([head, *(tables.plain(table) for table in every(found))]) + "\n"


def _together(found: Localisation) -> Table:
    notes: list[str] = []
    rows = []
    for block in found.together:
        counts = (str(len(block.readers)), str(block.films), str(block.with_lesion))
        for line in block.lines:
            one = line.estimate
            rows.append(
                (block.figure, " - ".join(line.arms), *counts, line.kind,
                 told(one.value, one.interval) + marked(one.note, notes), _df(one), tables.p_text(one.p))
            )  # fmt: skip
    methods = dict.fromkeys(f"{one.figure}: {one.method} ({one.source})." for one in found.together)
    how = (CROSSED, *methods, *(f"{kind} {what}." for kind, what in GENERALISES.items()))
    header = ("figure", "arm", "readers", "films", "with a lesion", "inference", "estimate", "df", "p")
    title = f"Marks of several readers, {level(found)} intervals"
    return Table(title, header, tuple(rows), under(*how, notes=notes))


def _df(one: Estimate) -> str:
    return "-" if one.df is None else f"{one.df:.2f}"


def _single(found: Localisation) -> Table:
    notes: list[str] = []
    rows = tuple(
        (one.figure, one.reader, one.arm, str(one.films), str(one.with_lesion),
         UNDEFINED + marked(one.note, notes) if one.estimate is None
         else told(one.estimate.value, one.estimate.interval) + marked(one.note, notes))
        for one in found.areas
    )  # fmt: skip
    header = ("figure", "reader", "arm", "films", "with a lesion", "area")
    title = f"Marks of single readers, {level(found)} intervals"
    return Table(title, header, rows, under("Of all films that the reader read in the arm.", notes=notes))


def _froc(found: Localisation) -> Table:
    rows = tuple(
        (one.reader, one.arm, str(one.films), str(one.lesions), str(one.found), str(one.beside),
         *(_share(one, step) for step in STEPS))
        for one in found.froc
    )  # fmt: skip
    steps = (f"lesions at {step:g} a film" for step in STEPS)
    header = ("reader", "arm", "films", "lesions", "marked", "non-lesion marks", *steps)
    notes = (
        f"{found.froc_method} ({found.froc_source}). Share of lesions marked with at most so many non-lesion "
        "marks a film, without an interval.",
    )
    return Table("FROC curves", header, rows, notes)


def _share(one: ReaderFroc, step: float) -> str:
    share = one.share_at(step)
    return UNDEFINED if share is None else f"{share:.3f}"


def to_json(found: Localisation) -> dict[str, object]:
    """Plain JSON values; ``figures`` lists each with method, source, N and version."""
    values = analyse.plain(found)
    if not isinstance(values, dict):
        raise TypeError("a result is a mapping")
    return {**values, "figures": analyse.plain(tuple(cited(found)))}


def cited(found: Localisation) -> Iterator[Cited]:
    """Every figure as one line."""
    for block in found.together:
        people = len(block.readers)
        for line in block.lines:
            counts = (people, block.films, block.with_lesion, people * block.films * len(block.arms))
            how = (f"{block.method}, {line.kind}", block.source)
            yield _cite(found, (block.figure, "all readers", line.arms), line.estimate, how, counts)
    sources = {block.figure: block.source.split("; Obuchowski and Rockette")[0] for block in found.together}
    for one in found.areas:
        counts = (1, one.films, one.with_lesion, one.films)
        what = (one.figure, one.reader, (one.arm,))
        yield _cite(found, what, one.estimate, (SINGLE, sources.get(one.figure, "")), counts, one.note)
    for curve in found.froc:
        with_lesion = next(
            (a.with_lesion for a in found.areas if (a.reader, a.arm) == (curve.reader, curve.arm)), 0
        )
        for step in STEPS:
            share = curve.share_at(step)
            yield Cited(
                f"lesions at {step:g} non-lesion marks a film", curve.reader, (curve.arm,), share, None, None,
                found.level, None, None, found.froc_method, found.froc_source, 1, curve.films, with_lesion,
                curve.films, found.version, "no interval",
            )  # fmt: skip


def _cite(
    found: Localisation, what: tuple[str, str, tuple[str, ...]], one: Estimate | None, how: tuple[str, str],
    counts: tuple[int, int, int, int], note: str = "",
) -> Cited:  # fmt: skip
    value, lower, upper = (None, None, None) if one is None else (one.value, one.lower, one.upper)
    p, df = (None, None) if one is None else (one.p, one.df)
    return Cited(
        *what, value, lower, upper, found.level, p, df, *how, *counts, found.version,
        note or ("" if one is None else one.note),
    )  # fmt: skip
