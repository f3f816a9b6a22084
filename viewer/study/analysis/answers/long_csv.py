"""Answers as CSV in long form: one line an answer, ``reader,case,arm,truth,rating``.

Columns, by name in the first line, in any order:

* ``reader``, ``case``, ``arm`` (or ``modality``, ``treatment``), ``truth`` (1 fracture, 0 none): needed;
* ``rating``: suspicion, a higher one is more suspicious; empty or ``NA`` when not answered;
* ``decision``: 1 or 0, fracture called or not; one of ``rating`` and ``decision`` is needed;
* ``located``: 1 or 0, the place marked lies on the fracture; or ``x``, ``y`` with ``truth_x``, ``truth_y``
  and ``truth_radius`` in the same unit, from which it is computed;
* ``cluster`` (or ``patient``): what several cases share; ``specialty``: the reader's.  Empty or ``NA`` where
  not known: such a case stands alone.

Other columns are not read, which is said.  Fields are separated by commas, semicolons or tabs, whichever the
first line has; a comma inside a field is a decimal one where no number has a point.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from operator import methodcaller
from pathlib import Path
from typing import Final

from inference.messages import and_list
from inference.stats.records import Answers, Row, StudyDataError, from_rows, to_rows
from viewer.study.analysis.answers import columns
from viewer.study.analysis.answers.cells import (
    WITH_COMMA,
    bad_quotes,
    decimal_commas,
    lines_of,
    name,
    nameless,
    not_read,
    number,
    read_text,
    yes_no,
)

COLUMNS: Final = ("reader", "case", "arm", "truth", "rating", "decision", "located", "cluster", "specialty")
_NEEDED: Final = ("reader", "case", "arm", "truth")
_ALIASES: Final = {"modality": "arm", "treatment": "arm", "patient": "cluster", "patient_id": "cluster"}
_PLACE: Final = ("x", "y", "truth_x", "truth_y", "truth_radius")
_NUMBERS: Final = ("rating", *_PLACE)

Fields = dict[str, str]


def read(path: Path) -> Answers:
    """The answers in a CSV file.

    Raises:
        StudyDataError: the file cannot be read, or a line of it, which is named.
    """
    return parse(read_text(path))


def parse(text: str) -> Answers:
    """The answers in the text of a CSV file; errors as :func:`read`."""
    text = _without_separator_line(text)
    found = _plain(text) or _by_line(text)
    return replace(found, doubts=(*found.doubts, *_left_out(text)))


def _by_line(text: str) -> Answers:
    """The answers, line by line, so that a fault is named with its line."""
    lines = list(_lines(text))
    if not decimal_commas(fields[column] for fields, _ in lines for column in _NUMBERS if column in fields):
        return from_rows(_row(fields, line) for fields, line in lines)
    for fields, _ in lines:
        fields.update({column: fields[column].replace(",", ".") for column in _NUMBERS if column in fields})
    return replace(from_rows(_row(fields, line) for fields, line in lines), doubts=(WITH_COMMA,))


def _left_out(text: str) -> Iterator[str]:
    """Which columns were not read, in one sentence."""
    head = next((line for line in lines_of(text) if line.strip()), "")
    separator = max(",;\t", key=head.count)
    names = [name_.strip().strip('"').strip() for name_ in head.split(separator)]
    known = {*COLUMNS, *_PLACE, *_ALIASES}
    yield from not_read(name_ for name_ in names if name_.lower() not in known)
    yield from nameless(names, _numbered(text, separator))


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Number and fields of each line below the first that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    with suppress(csv.Error):  # a field beyond all bounds ends the look
        below = False
        for fields in reader:
            if any(map(str.strip, fields)):
                if below:
                    yield reader.line_num, fields
                below = True


def _without_separator_line(text: str) -> str:
    """The text with an empty first line where spreadsheets put ``sep=;``, so that numbers of lines stay."""
    first, end, rest = text.partition("\n")
    return end + rest if first.strip().lower() in ("sep=,", "sep=;", "sep=\t", "sep=") else text


def _plain(text: str) -> Answers | None:
    """The answers of a plain table; None where a line needs a look of its own."""
    if '"' in text or "\r" in text.replace("\r\n", ""):
        return None
    lines = filter(str.strip, lines_of(text))
    head = next(lines, "")
    separator = max(",;\t", key=head.count)
    header = _header(head.split(separator))
    if {"x", "y"} <= set(header):
        return None
    where: dict[str, int] = {column: header.index(column) for column in COLUMNS if column in header}
    rows = map(methodcaller("split", separator), lines)
    return columns.table(rows, where, width=len(header))


def _lines(text: str) -> Iterator[tuple[Fields, int]]:
    head = next((line for line in lines_of(text) if line.strip()), "")
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = _header(next((values for values in reader if any(map(str.strip, values))), []))
        for values in reader:
            if any(value.strip() for value in values):
                yield _fields(header, values, reader.line_num), reader.line_num
    except csv.Error as error:
        raise bad_quotes(reader.line_num) from error


def _header(values: list[str]) -> list[str]:
    plain = [value.strip().lower() for value in values]
    header = [_ALIASES.get(value, value) for value in plain]
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise StudyDataError(
            "The first line lacks the column {missing}.",
            "It names the columns, by commas, semicolons or tabs: reader,case,arm,truth,rating.",
            missing=and_list(missing),
        )
    if not {"rating", "decision"} & set(header):
        raise StudyDataError("The first line has neither rating nor decision.", "One of the two is needed.")
    twice = [column for column in (*COLUMNS, *_PLACE) if header.count(column) > 1]
    if twice:
        raise StudyDataError(
            "The first line has the column {column} twice.", "Keep one of them.", column=twice[0]
        )
    return header


def _fields(header: list[str], values: list[str], line: int) -> Fields:
    if len(values) > len(header):
        raise StudyDataError(
            "Fields in line {line}: {count}; in the first line: {wanted}.",
            "A decimal comma would do this: write numbers with a point.",
            line=line,
            count=len(values),
            wanted=len(header),
        )
    padded = [*values, *[""] * (len(header) - len(values))]
    return {column: value.strip() for column, value in zip(header, padded, strict=True)}


def _row(fields: Fields, line: int) -> Row:
    rating, decision = (_given(fields, column) for column in ("rating", "decision"))
    return Row(
        reader=name(fields["reader"], line, "reader"),
        case=name(fields["case"], line, "case"),
        arm=name(fields["arm"], line, "arm"),
        truth=yes_no(fields["truth"], line, "truth"),
        rating=number(rating, line, "rating") if rating else None,
        decision=yes_no(decision, line, "decision") if decision else None,
        located=_located(fields, line),
        cluster=_optional(fields, line, "cluster"),
        specialty=_optional(fields, line, "specialty"),
        line=line,
    )


def _given(fields: Fields, column: str) -> str:
    """The field, empty where it is missing (R writes NA)."""
    value = fields.get(column, "")
    return "" if value in columns.ABSENT else value


def _optional(fields: Fields, line: int, column: str) -> str:
    value = _given(fields, column)
    return name(value, line, column) if value else ""


def _located(fields: Fields, line: int) -> bool | None:
    """Whether the place lies on the fracture: the column, or the distance from the centre of the truth."""
    if located := _given(fields, "located"):
        return yes_no(located, line, "located")
    if not all(_given(fields, column) for column in _PLACE):
        return None
    x, y, tx, ty, radius = (number(fields[column], line, column) for column in _PLACE)
    return math.hypot(x - tx, y - ty) <= radius


def text(answers: Answers) -> str:
    """The CSV of every answer; numbers at full precision.  Columns that nobody filled are left out."""
    rows = list(to_rows(answers))
    used = [column for column in COLUMNS if column in _NEEDED or any(_cell(row, column) for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([_cell(row, column) for column in used] for row in rows)
    return out.getvalue()


def _cell(row: Row, column: str) -> str:
    value = getattr(row, column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)
