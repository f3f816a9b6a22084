"""What a report says: sections of sentences, tables, figures and films, before any file format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from inference.messages import counted
from viewer.study.analysis import tables
from viewer.study.analysis.plain_table import Topic
from viewer.study.analysis.summary import MODEL, Tally
from viewer.study.analysis.tables import Table
from viewer.study.design.protocol import Design
from viewer.study.design.sampling import NOT_DRAWN
from viewer.study.report import findings, front, localisation, measures, repeat
from viewer.study.report.failures import wrong_of_model
from viewer.study.report.found_table import found_table
from viewer.study.report.parts import Content, Drawing, Panel, Role, Section

USE: Final = "Research use only, not for diagnosis."
SYNTHETIC: Final = (
    "Every film of this study is synthetic: nothing here says how readers do on patients' films."
)


def build(found: Tally, panels: Iterable[tuple[str, Panel]] = ()) -> Content:
    """The report of a counted study.

    Args:
        panels: films that went wrong, each with ``model`` or ``readers``.
    """
    shown = list(panels)
    of_model = [panel for kind, panel in shown if kind == MODEL]
    of_readers = [panel for kind, panel in shown if kind != MODEL]
    sections = (
        front.section(found), front.decided(found), front.secondary(found),
        *(replace(one, role=Role.EXPLORATORY) for one in _exploratory(found)),
        _readers(found), _failures(found, of_model, of_readers), _left(found), repeat.section(found),
    )  # fmt: skip
    synthetic = all(film.synthetic for film in found.locked.test_films)
    return Content(
        found.locked.protocol.rules.title.replace("\n", " "),
        f"Reader study · {_design(found)}",
        (USE, SYNTHETIC) if synthetic else (USE,),
        tuple(_marked(one) for one in sections if one.text or one.tables or one.drawings or one.panels),
    )


def _marked(section: Section) -> Section:
    """Each plot says what it may claim, also where it is copied out of its section; a flow claims nothing."""
    if section.role is None:
        return section
    said = section.role.value.capitalize()
    drawings = [
        one if one == front.FLOW else replace(one, caption=f"{said}. {one.caption}")
        for one in section.drawings
    ]
    return replace(section, drawings=tuple(drawings))


def _exploratory(found: Tally) -> tuple[Section, ...]:
    """Everything that the protocol's questions do not name."""
    return (
        _found(found), _curves(found), _decisions(found), _switches(found), _times(found), _classes(found),
        _verdicts(found), _agreement(found), *measures.sections(found),
        localisation.section(found), _several(found),
    )  # fmt: skip


def _design(found: Tally) -> str:
    rules = found.locked.protocol.rules
    words = {
        Design.UNAIDED: "readers without the model",
        Design.AIDED: "readers with the model's answer and map",
        Design.SEQUENTIAL: "each film rated alone, locked, then rated again with the model's answer and map",
        Design.CROSSOVER: "each film read alone and with the model, in two sessions, wash-out of "
        f"{rules.washout_days} days",
    }
    return words[rules.design]


def _found(found: Tally) -> Section:
    return Section("What was found", tuple(findings.about(found)), tables=(found_table(found),))


def _curves(found: Tally) -> Section:
    drawings = [
        Drawing(
            "roc",
            "The model's ROC curve with one point per reader by specialty"
            f" ({found.locked.protocol.rules.arms[0]}), as figure 2 of Cheng 2019. "
            "The ring is the model at its threshold.",
        )
    ]
    if len(found.locked.protocol.rules.arms) == 2:
        drawings.append(
            Drawing(
                "arrows", "Each reader from unaided (tail) to aided (head). Up and to the left is better."
            )
        )
    return Section("Readers and the model", drawings=tuple(drawings), tables=(findings.table(found),))


def _decisions(found: Tally) -> Section:
    made = tables.of(Topic.DECISIONS, found.analysis)
    return Section("Figures by reader, specialty and pooled", tables=(*_with_rows(made), *_areas(found)))


def _with_rows(*made: Table) -> tuple[Table, ...]:
    return tuple(table for table in made if table.rows)


def _areas(found: Tally) -> list[Table]:
    """A row a reader, a column a figure and arm."""
    cells, notes = {}, list[str]()
    for one in found.analysis.areas:
        if one.area.note and one.area.note not in notes:
            notes.append(one.area.note)
        mark = f" [{notes.index(one.area.note) + 1}]" if one.area.note else ""
        figure = findings.SHORT.get(one.figure, one.figure)
        cells[one.reader, f"{figure}, {one.arm}"] = tables.value(one.area.value, one.area.shown) + mark
    told = tuple(f"[{number}] {note}." for number, note in enumerate(notes, 1))
    title = f"Areas of single readers, with {tables.level(found.analysis)} intervals (DeLong, logit)"
    return [_pivot(title, cells, told)] if cells else []


def _pivot(title: str, cells: Mapping[tuple[str, str], str], notes: tuple[str, ...]) -> Table:
    """A table of named rows and columns in order of appearance."""
    rows, columns = dict.fromkeys(row for row, _ in cells), dict.fromkeys(column for _, column in cells)
    body = tuple((row, *(cells.get((row, column), "-") for column in columns)) for row in rows)
    return Table(title, ("who", *columns), body, notes)


def _several(found: Tally) -> Section:
    """Every inference over all readers; the specialties' stand in analysis.json."""
    made = _with_rows(
        tables.of_all_readers(Topic.SEVERAL, found.analysis),
        tables.of_all_readers(Topic.AGAINST_MODEL, found.analysis),
        tables.of(Topic.SINGLE, found.analysis),
    )
    notes = [
        f"{block.figure}, {block.name}, {' and '.join(block.arms)}: {block.problem}."
        for block in found.analysis.multireader
        if block.problem
    ]
    return Section("Every inference", tuple(dict.fromkeys(notes)), tables=made)


def _switches(found: Tally) -> Section:
    made = _with_rows(tables.of(Topic.SWITCHES, found.analysis))
    if not made:
        return Section("")
    drawing = Drawing("switches", "Answers that changed after the model's answer was seen, by reader.")
    return Section("What changed after seeing the model's answer", drawings=(drawing,), tables=made)


def _times(found: Tally) -> Section:
    cells = {}
    for one in found.timings:
        cells[one.name, f"{one.arm}, films"] = str(one.films)
        cells[one.name, f"{one.arm}, median s (quartiles)"] = (
            f"{one.median:.1f} ({one.lower:.1f} to {one.upper:.1f})"
        )
        cells[one.name, f"{one.arm}, mean s"] = f"{one.mean:.1f}"
        if any(other.timed_out for other in found.timings):
            cells[one.name, f"{one.arm}, time over"] = str(one.timed_out)
        if any(other.interrupted for other in found.timings):
            cells[one.name, f"{one.arm}, interrupted"] = str(one.interrupted)
        if any(other.revised for other in found.timings):
            cells[one.name, f"{one.arm}, revised"] = str(one.revised)
    notes = (
        "Seconds that the film was on the screen at this stage, pauses apart. In a sequential study the "
        "aided stage begins when the model's answer is shown.",
        "Times of films that were on the screen when the program ended, and of answers that were revised, "
        "are left out and counted.",
    )
    drawing = Drawing(
        "times", "Seconds a film, by reader; box: quartiles, line: median, whiskers: 5 to 95 %."
    )
    return Section("Time per film", drawings=(drawing,), tables=(_pivot("Time per film", cells, notes),))


def _classes(found: Tally) -> Section:
    if not found.classes:
        return Section("")
    cells = {}
    for one in found.classes:
        shown = f"{one.right.successes:g}/{one.right.total:g} {tables.shown(one.right)}"
        cells[one.name, one.arm] = shown
    notes = (
        "Of the fractures of known class to which the reader gave a class. Wilson's intervals, which count "
        "answers of several readers, and films of one patient, as if each were independent.",
    )
    return Section("AO/OTA classes", tables=(_pivot("AO/OTA class given rightly", cells, notes),))


def _verdicts(found: Tally) -> Section:
    if not found.verdicts:
        return Section("")
    rows = tuple(
        (one.name, f"{one.on_lesion.successes:g}/{one.on_lesion.total:g}", tables.shown(one.on_lesion),
         str(one.beside), str(one.no_lesion))
        for one in found.verdicts
    )  # fmt: skip
    header = ("who", "on the lesion", "share", "beside it", "no lesion there")
    notes = ("Wilson's intervals, which count answers of several readers as if each were independent.",)
    table = Table("Readers' verdicts on the maps", header, rows, notes)
    return Section("Verdicts on the maps", tables=(table,))


def _agreement(found: Tally) -> Section:
    made = list(_with_rows(tables.of(Topic.AGREEMENT, found.analysis)))
    rows = []
    for arm in found.analysis.data.arms:
        values = [
            one.decision.value
            for one in found.analysis.cohen
            if set(one.arms) == {arm}
            and MODEL not in (one.first, one.second)
            and one.decision.value is not None
        ]
        if values:
            middle, low, high = np.median(values), min(values), max(values)
            rows.append((arm, str(len(values)), f"{middle:.3f}", f"{low:.3f} to {high:.3f}"))
    if rows:
        header, note = ("arm", "pairs", "median", "range"), "Every pair stands in analysis.json."
        made.append(Table("Cohen's kappa of every two readers", header, tuple(rows), (note,)))
    return Section("Agreement", tables=tuple(made))


def _failures(found: Tally, model: list[Panel], readers: list[Panel]) -> Section:
    wrong = wrong_of_model(found)
    text = []
    if found.model is not None:
        text.append(
            f"The model was wrong on {counted(len(wrong), 'film')} of {len(found.locked.test_films)}"
            + (f": {', '.join(wrong)}." if wrong else ".")
        )
        text += [f"The model gave no answer to {name}: {reason}" for name, reason in found.unanswered.items()]
    if model:
        text.append(
            "Films that the model had wrong are shown first, then those that half of the readers had wrong."
        )
    return Section("Failures", tuple(text), panels=(*model, *readers))


def _readers(found: Tally) -> Section:
    """Who read how much; pseudonyms only."""
    rows = []
    for reader in found.locked.protocol.readers:
        result = found.results.get(reader.code)
        years = "-" if reader.years is None else str(reader.years)
        given = () if result is None else result.answers
        late, cut, revised = (
            sum(getattr(one, name) for one in given) for name in ("timed_out", "interrupted", "revised")
        )
        left = "-" if result is None else str(result.missing)
        counts = (str(len(given)), left, str(revised), str(late), str(cut))
        rows.append((reader.code, reader.specialty or "-", years, *counts))
    header = ("reader", "specialty", "years", "answers", "missing", "revised", "time over", "interrupted")
    return Section("Readers", tables=(Table("Readers and their answers", header, tuple(rows)),))


def _left(found: Tally) -> Section:
    left = [one for one in found.locked.left if one.reason != NOT_DRAWN]
    undrawn = len(found.locked.left) - len(left)
    reasons = dict.fromkeys(one.reason for one in left)
    rows = tuple((reason, str(sum(one.reason == reason for one in left))) for reason in reasons)
    text = [f"{counted(len(left), 'film')} of the reference standard could not be evaluated."]
    if undrawn:
        text.append(f"{counted(undrawn, 'film')} more were not drawn by the sampling.")
    practice = sum(film.practice for film in found.locked.films)
    if practice:
        text.append(f"{counted(practice, 'film')} served for practice and entered no figure.")
    made = (Table("Films not evaluated", ("reason", "films"), rows),) if rows else ()
    flow = tables.flow_table(found.flow)
    return Section("Films not evaluated, and why", tuple(text), tables=(flow, *made))
