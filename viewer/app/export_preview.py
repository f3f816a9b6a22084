"""What an export would write: every file by name and number, and what stands in those of one reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import ShentonError
from inference.records import FilmImage
from viewer.export.cases import ExportCase
from viewer.export.exporter import TABLES, Draw, Exporter, Kind, Plan, find_film
from viewer.export.film_objects import EXPORTERS, Made, PictureFile
from viewer.export.page.pdf_page import PageFile, reduced
from viewer.export.pictures import grey_picture, square

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

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
    """A file of the first reading: what it says, what it shows, or both.

    Attributes:
        picture: grey or RGB uint8, reduced to be looked at; a PDF's pages one by one.
    """

    name: str
    text: str = ""
    picture: NDArray[np.uint8] | None = None


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


def contents(
    plan: Plan, case: ExportCase, read: Callable[[Path], FilmImage], draw: Draw | None = None
) -> list[Shown]:
    """The files of one reading as they would be written: tables and DICOM as text, pictures as they look.

    Nothing is written anywhere.  What a human will still make black is not black yet.
    """
    shown = [
        Shown(name, _table(name, case)) for kind in TABLES & plan.kinds for name in TABLE_FILES[kind][:1]
    ]
    pixels = case.item.reading.film_sha256
    reviewed = {pixels: (), **plan.reviewed}
    exporter = Exporter(replace(plan, reviewed=reviewed), read, draw)
    try:
        for made in exporter.made([case]):
            found = _files(made)
            if made.kind is Kind.FILM:
                image = find_film(case, read)
                grey = reduced(square(grey_picture(image, reviewed[pixels]), image.film.pixel_aspect))
                found = [replace(one, picture=grey) for one in found]
            shown += found
    except ShentonError as error:
        shown.append(Shown("-", str(error.whole)))
    return [*shown, *(Shown(one.key, str(one.reason)) for one in exporter.left_out)]


def _files(made: Made) -> list[Shown]:
    """One file: its pages, or its header with the picture in it."""
    name = f"{made.kind.value}/{made.name}"
    if isinstance(made.save, (PageFile, PictureFile)):
        pages = made.save.pages()
        names = (
            [name] if len(pages) == 1 else [f"{name}, {at}/{len(pages)}" for at in range(1, len(pages) + 1)]
        )
        return [Shown(title, picture=reduced(page)) for title, page in zip(names, pages, strict=True)]
    text = str(made.dataset)[:LONGEST]
    picture = reduced(_captured(made.dataset)) if made.kind is Kind.SC and made.dataset is not None else None
    return [Shown(name, text, picture)]


def _captured(capture: Dataset) -> NDArray[np.uint8]:
    """The picture of a secondary capture: RGB by pixel, not compressed (PS3.3 C.7.6.3.1)."""
    shape = (capture.Rows, capture.Columns, 3)
    return np.frombuffer(capture.PixelData, np.uint8, int(np.prod(shape))).reshape(shape)


def _table(name: str, case: ExportCase) -> str:
    """The line of a reading in a table."""
    from viewer.export.coco import content
    from viewer.export.labels import rows_from

    if name == TABLE_FILES[Kind.COCO][0]:
        return json.dumps(content([case.item]), indent=1, ensure_ascii=False)[:LONGEST]
    (row,) = rows_from([case.item])
    return json.dumps(asdict(row), indent=1, ensure_ascii=False)[:LONGEST]
