"""Marks as CSV in long form: one line a mark, and one for each film that a reader read without marking it.

Columns, by name in the first line, in any order (RJafroc's names stand for them, too):

* ``reader`` (``ReaderID``), ``arm`` (``ModalityID``), ``case`` (``CaseID``): needed;
* ``truth``: how many lesions the film has, 0 for a film without; not needed beside ``boxes``;
* ``rating``: of the mark, a higher one is more suspicious; empty where nothing was marked;
* ``lesion`` (``LesionID``): number of the lesion that the mark lies on, from 1, or 0 for none; or ``x`` and
  ``y`` of the mark with ``boxes``, the film's lesions as ``x0 y0 x1 y1`` in the same unit, several by
  semicolons;
* ``weights``: of the film's lesions, by semicolons, one together; without, they count alike;
* ``cluster`` (or ``patient``): what several films share.

A film without a line of a reader in an arm was not read there.  RJafroc's workbook holds the same in three
sheets: TP (``LesionID`` 1 and more), FP (0 here) and TRUTH.
"""

from __future__ import annotations

import csv
import io
from typing import Final

import numpy as np

from inference.messages import and_list
from inference.stats.records import StudyDataError
from viewer.study.analysis.answers.cells import bad_quotes, name, nameless, not_read, number
from viewer.study.analysis.localisation.mark_table import (
    MAX_LESIONS,
    UNIT,
    FilmTruth,
    Mark,
    MarkTable,
    equal,
    of_marks,
)
from viewer.study.analysis.settings import stand_ins

ALIASES: Final = {
    "readerid": "reader", "modalityid": "arm", "modality": "arm", "treatment": "arm", "caseid": "case",
    "lesionid": "lesion", "patient": "cluster", "patient_id": "cluster",
}  # fmt: skip
_NEEDED: Final = ("reader", "case", "arm", "rating")
_KNOWN: Final = (*_NEEDED, "truth", "lesion", "x", "y", "boxes", "weights", "cluster")
_BOX: Final = 4

Box = tuple[float, float, float, float]
Fields = dict[str, str]


def is_marks(text: str) -> bool:
    """Whether the first line is that of a table of marks: it names lesions or boxes."""
    return bool({"lesion", "boxes"} & set(_names(text.split("\n", 1)[0])[0]))


def _names(head: str) -> tuple[list[str], str]:
    separator = max(",\t", key=head.count)
    separator = ";" if head.count(";") > head.count(separator) else separator
    plain = [value.strip().strip('"').lower() for value in head.rstrip("\r").split(separator)]
    return [ALIASES.get(value, value) for value in plain], separator


def parse(text: str) -> MarkTable:
    """The marks in the text of a CSV file.

    Raises:
        StudyDataError: a line does not fit, which is named; a film contradicts itself.
    """
    header, separator = _names(text.split("\n", 1)[0])
    _check(header)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    known: dict[str, tuple[FilmTruth, tuple[Box, ...], int]] = {}
    marks: list[Mark] = []
    rows: list[tuple[int, list[str]]] = []
    try:
        next(reader, None)
        for values in reader:
            if any(value.strip() for value in values):
                rows.append((reader.line_num, values))
                marks.append(_mark(_fields(header, values, reader.line_num), reader.line_num, known))
    except csv.Error as error:
        raise bad_quotes(reader.line_num) from error
    notes = [*not_read(column for column in header if column not in _KNOWN), *nameless(header, rows)]
    notes += stand_ins(np.array([one.rating for one in marks if one.rating is not None]))
    _no_two_answers(marks)
    return of_marks(marks, {case: truth for case, (truth, _, _) in known.items()}, notes)


def _check(header: list[str]) -> None:
    missing = [column for column in _NEEDED if column not in header]
    if "lesion" not in header:
        missing += [column for column in ("x", "y", "boxes") if column not in header]
    if "truth" not in header and "boxes" not in header:
        missing.append("truth")
    if missing:
        raise StudyDataError(
            "The first line lacks the column {missing}.",
            "It names the columns: reader,case,arm,truth,lesion,rating.",
            missing=and_list(missing),
        )
    twice = [column for column in _KNOWN if header.count(column) > 1]
    if twice:
        raise StudyDataError(
            "The first line has the column {column} twice.", "Keep one of them.", column=twice[0]
        )


def _fields(header: list[str], values: list[str], line: int) -> Fields:
    if len(values) > len(header):
        raise StudyDataError(
            "Fields in line {line}: {count}; in the first line: {wanted}.",
            "A decimal comma would do this: write numbers with a point.",
            line=line, count=len(values), wanted=len(header),
        )  # fmt: skip
    padded = [*values, *[""] * (len(header) - len(values))]
    plain = {column: value.strip() for column, value in zip(header, padded, strict=True)}
    return {column: "" if value == "NA" else value for column, value in plain.items()}


def _mark(fields: Fields, line: int, known: dict[str, tuple[FilmTruth, tuple[Box, ...], int]]) -> Mark:
    case = name(fields["case"], line, "case")
    boxes = _boxes(fields.get("boxes", ""), line)
    truth = _truth(fields, line, boxes)
    before = known.setdefault(case, (truth, boxes, line))
    if before[:2] != (truth, boxes):
        raise StudyDataError(
            "Lines {before} and {line} say different things of the lesions of the same film.",
            "Lesions, boxes, weights and cluster of a film are the same on each of its lines.",
            before=before[2], line=line,
        )  # fmt: skip
    who = name(fields["reader"], line, "reader"), name(fields["arm"], line, "arm"), case
    if not fields["rating"]:
        if any(fields.get(column) for column in ("lesion", "x", "y")):
            raise StudyDataError(
                "Line {line}: a mark without a rating.",
                "Every mark needs one, 1 for all if need be.",
                line=line,
            )
        return Mark(*who, None, None, line)
    return Mark(*who, _lesion(fields, line, boxes), number(fields["rating"], line, "rating"), line)


def _lesion(fields: Fields, line: int, boxes: tuple[Box, ...]) -> int:
    """The lesion of a mark: as stated, or the box that holds it (of several the nearest centre's)."""
    if fields.get("lesion"):
        return _whole(fields["lesion"], line, "lesion")
    if not fields.get("x") or not fields.get("y") or "boxes" not in fields:
        raise StudyDataError(
            "Line {line}: a mark without its lesion.",
            "Give lesion (0 for none), or x and y with boxes.",
            line=line,
        )
    x, y = number(fields["x"], line, "x"), number(fields["y"], line, "y")
    return holding(x, y, boxes)


def holding(x: float, y: float, boxes: tuple[Box, ...]) -> int:
    """Number from 1 of the box that holds a place, edges included; 0 where none does."""
    inside = [
        (((x0 + x1) / 2 - x) ** 2 + ((y0 + y1) / 2 - y) ** 2, at)
        for at, (x0, y0, x1, y1) in enumerate(boxes, 1)
        if x0 <= x <= x1 and y0 <= y <= y1
    ]
    return min(inside)[1] if inside else 0


def _truth(fields: Fields, line: int, boxes: tuple[Box, ...]) -> FilmTruth:
    stated = fields.get("truth", "")
    if not stated and "boxes" not in fields:
        raise StudyDataError(
            "Line {line}: truth is empty.", "Write how many lesions the film has.", line=line
        )
    count = _whole(stated, line, "truth") if stated else len(boxes)
    if "boxes" in fields and count != len(boxes) and "lesion" not in fields:
        raise StudyDataError(
            "Line {line}: lesions: {count}, but boxes: {boxes}.", "Give a box for each lesion.",
            line=line, count=count, boxes=len(boxes),
        )  # fmt: skip
    cluster = fields.get("cluster", "")
    return FilmTruth(
        count,
        _weights(fields.get("weights", ""), count, line),
        name(cluster, line, "cluster") if cluster else "",
    )


def _weights(text: str, count: int, line: int) -> tuple[float, ...]:
    if not text or not count:
        return equal(count) if count else ()
    values = [number(part.strip(), line, "weights") for part in text.split(";")]
    if len(values) != count or min(values) <= 0 or abs(sum(values) - 1) > UNIT:
        raise StudyDataError(
            "Line {line}: the weights do not fit the lesions ({count}).",
            "Give one above 0 for each lesion, by semicolons; together they are 1.",
            line=line, count=count,
        )  # fmt: skip
    return tuple(value / sum(values) for value in values)


def _boxes(text: str, line: int) -> tuple[Box, ...]:
    parts = [part.split() for part in text.split(";") if part.strip()]
    if len(parts) > MAX_LESIONS or any(len(part) != _BOX for part in parts):
        raise StudyDataError(
            "Line {line}: boxes are not x0 y0 x1 y1.",
            "Write four numbers a box, several boxes by semicolons.",
            line=line,
        )
    found = []
    for part in parts:
        x0, y0, x1, y1 = (number(value, line, "boxes") for value in part)
        found.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return tuple(found)


def _whole(text: str, line: int, column: str) -> int:
    value = number(text, line, column)
    if value != int(value) or not 0 <= value <= MAX_LESIONS:
        raise StudyDataError(
            "Line {line}: {column} is no whole number from 0 to {most}.",
            "Lesions are counted from 1; 0 stands for none.",
            line=line, column=column, most=MAX_LESIONS,
        )  # fmt: skip
    return int(value)


def _no_two_answers(marks: list[Mark]) -> None:
    """Refuse a film that a reader marked and, on another line, did not mark."""
    empty = {(one.reader, one.arm, one.case): one.line for one in marks if one.rating is None}
    for one in marks:
        line = empty.get((one.reader, one.arm, one.case))
        if line is not None and line != one.line:
            raise StudyDataError(
                "Lines {before} and {line} answer the same film by the same reader in the same arm.",
                "A line without a rating says that nothing was marked; keep one kind.",
                before=min(line, one.line), line=max(line, one.line),
            )  # fmt: skip
