"""What an export would write: every file by name and number, and what stands in those of one reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from inference.errors import ShentonError
from inference.records import FilmImage
from viewer.export.cases import ExportCase
from viewer.export.exporter import PIXELS, TABLES, Exporter, Kind, Plan
from viewer.export.film_objects import EXPORTERS

TABLE_FILES: Final = {Kind.LABELS: ("labels.jsonl", "labels.csv", "manifest.json"), Kind.COCO: ("coco.json",)}
LONGEST: Final = 20_000
"""Letters of one file that are shown."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """Some files of one kind: the folder or the name, and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of the first reading, as text; ``text`` is empty where it is a picture."""

    name: str
    text: str


def files_of(plan: Plan, cases: Sequence[ExportCase]) -> list[FileLine]:
    """What will lie in the folder when nothing is left out, kinds in their order."""
    films = len({case.item.film_key for case in cases})
    made: list[FileLine] = []
    for kind in Kind:
        if kind not in plan.kinds or not cases or (kind is Kind.FILM and plan.identity.keeps):
            continue
        if kind in TABLE_FILES:
            made += [FileLine(name, 1) for name in TABLE_FILES[kind]]
        else:
            exporter = EXPORTERS[kind]
            count = films if exporter.once else sum(map(exporter.takes, cases))
            made.append(FileLine(f"{kind.value}/*{exporter.suffix}", count))
    return made


def contents(plan: Plan, case: ExportCase, read: Callable[[Path], FilmImage]) -> list[Shown]:
    """The files of one reading as they would be written, those that are no pictures as text.

    Nothing is written anywhere.  Pictures wait for the look at each film, and so are only named.
    """
    shown = [
        Shown(name, _table(name, case)) for kind in TABLES & plan.kinds for name in TABLE_FILES[kind][:1]
    ]
    exporter = Exporter(replace(plan, kinds=plan.kinds - PIXELS), read)
    try:
        for made in exporter.made([case]):
            text = str(made.dataset)[:LONGEST] if made.dataset is not None else ""
            shown.append(Shown(f"{made.kind.value}/{made.name}", text))
    except ShentonError as error:
        shown.append(Shown("-", str(error.whole)))
    shown += [Shown(one.key, str(one.reason)) for one in exporter.left_out]
    pictures = [kind for kind in Kind if kind in plan.kinds & PIXELS]
    return [*shown, *(Shown(f"{kind.value}/*{EXPORTERS[kind].suffix}", "") for kind in pictures)]


def _table(name: str, case: ExportCase) -> str:
    """The line of a reading in a table."""
    from viewer.export.coco import content
    from viewer.export.labels import rows_from

    if name == TABLE_FILES[Kind.COCO][0]:
        return json.dumps(content([case.item]), indent=1, ensure_ascii=False)[:LONGEST]
    (row,) = rows_from([case.item])
    return json.dumps(asdict(row), indent=1, ensure_ascii=False)[:LONGEST]
