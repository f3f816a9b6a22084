"""Cells of a table of answers: size, encoding, numbers, names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from inference.files import read_at_most
from inference.messages import and_list, system_reason
from inference.stats.records import StudyDataError

MAX_BYTES: Final = 256 * 1024 * 1024
WITH_COMMA: Final = "Numbers are written with a decimal comma and were read so."
_COMMA: Final = re.compile(r"[+-]?\d+,(\d+)(?:[eE][+-]?\d+)?")
_THOUSANDS: Final = 3
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
MAX_NAME: Final = 200
MAX_NUMBER: Final = 1e100
"""Beyond it differences and squares of ratings overflow; no scale of suspicion goes so far."""
BLOCK: Final = 1_000_000
"""Letters that are parted into lines at once."""
_MOST_TOLD: Final = 8
_NAME_TOLD: Final = 40


def read_text(path: Path) -> str:
    """The text of a file of at most :data:`MAX_BYTES`: UTF-8, or UTF-16 with its byte-order mark.

    Raises:
        StudyDataError: the file is missing, empty, too large, or no text.
    """
    try:
        data = read_at_most(path, MAX_BYTES)
    except OSError as error:
        raise StudyDataError(
            "The file of answers could not be read ({reason}).",
            "Check its name.",
            reason=system_reason(error),
        ) from error
    if data is None:
        raise StudyDataError(
            "The file of answers is larger than 256 MiB.", "Leave out columns that are not needed."
        )
    if data.startswith(_UTF_16):
        data = _from_utf_16(data)
    if b"\0" in data:
        raise StudyDataError("The file of answers is no plain text.", "Save the table as CSV in UTF-8.")
    if not data or data.isspace():
        raise StudyDataError("The file of answers is empty.", "Choose another file.")
    try:
        return _one_line_end(data.decode("utf-8-sig").lstrip("\ufeff"))
    except UnicodeDecodeError as error:
        raise StudyDataError(
            "The file of answers is not in UTF-8.", "Save the table as CSV in UTF-8."
        ) from error


def _from_utf_16(data: bytes) -> bytes:
    """The same text in UTF-8, as spreadsheets save "Unicode text"; as it is where it is none."""
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        return data


def decimal_commas(texts: Iterable[str]) -> bool:
    """Whether numbers are written with a decimal comma throughout.

    Not where one has a point, or where every comma stands before three digits, which may be thousands.
    """
    sure = False
    for text in texts:
        if "." in text:
            return False
        if "," in text:
            found = _COMMA.fullmatch(text)
            if found is None:
                return False
            sure = sure or len(found[1]) != _THOUSANDS
    return sure


def _one_line_end(text: str) -> str:
    """Lines that end with a carriage return alone (old spreadsheets) end with a line feed."""
    return text if "\n" in text else text.replace("\r", "\n")


def lines_of(text: str) -> Iterator[str]:
    """The lines of ``text``, one after the other, without holding them all."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + BLOCK)
        end = len(text) - text.endswith("\n") if end < 0 else end
        lines = text[start:end].split("\n")
        yield from (line.rstrip("\r") for line in lines) if "\r" in text[start:end] else lines
        start = end + 1


def number(text: str, line: int, column: str) -> float:
    """A finite number.

    Raises:
        StudyDataError: ``text`` is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise StudyDataError(
            "Line {line}: {column} is no number.",
            "Write numbers with a point; leave a missing answer empty.",
            line=line,
            column=column,
        )
    if abs(value) > MAX_NUMBER:
        raise StudyDataError(
            "Line {line}: {column} is larger than any scale.",
            "Numbers lie between -1e100 and 1e100.",
            line=line,
            column=column,
        )
    return value


def yes_no(text: str, line: int, column: str) -> bool:
    """0 or 1.

    Raises:
        StudyDataError: ``text`` is neither.
    """
    value = _zero_or_one(text)
    if value is None:
        raise StudyDataError(
            "Line {line}: {column} is neither 0 nor 1.",
            "1 stands for a fracture, 0 for none.",
            line=line,
            column=column,
        )
    return value


def _zero_or_one(text: str) -> bool | None:
    """1 and 0 as any program writes a number (``1``, ``1.0000``, ``0.00E+00``); None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return bool(value) if value in (0.0, 1.0) and "_" not in text else None


def bad_quotes(line: int) -> StudyDataError:
    """What is said where a table's line breaks the rules of CSV."""
    return StudyDataError(
        "Line {line}: the quotes do not match or the line is too long.", "Save the table as CSV.", line=line
    )


def not_read(names: Iterable[str]) -> Iterator[str]:
    """A sentence where there are columns that nobody reads, with the first of their names."""
    left = [column for column in names if is_name(column)]
    if left:
        told = [column[:_NAME_TOLD] for column in left[:_MOST_TOLD]]
        more = [f"{len(left) - _MOST_TOLD} more"] if len(left) > _MOST_TOLD else []
        yield f"Columns that were not read: {and_list([*told, *more])}."


def nameless(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[str]:
    """A sentence where values stand in a column without a name, which nobody reads.

    Args:
        names: of the columns.
        rows: number and fields of each line below them.
    """
    places = [place for place, column in enumerate(names) if not column.strip()]
    lines = [
        line
        for line, fields in (rows if places else ())
        if any(place < len(fields) and fields[place].strip() for place in places)
    ]
    if lines:
        yield (
            f"Values stand in a column without a name and were not read: lines {len(lines)}, the first is "
            f"line {lines[0]}."
        )


def is_name(text: str) -> bool:
    """Whether ``text`` may be a name."""
    return 0 < len(text) <= MAX_NAME and text.isprintable()


def name(text: str, line: int, column: str) -> str:
    """A name that is not empty, not long and on one line.

    Raises:
        StudyDataError: ``text`` is no such name.
    """
    if not is_name(text):
        raise StudyDataError(
            "Line {line}: {column} is empty or no plain name.",
            "Names have 1 to {most} printable characters.",
            line=line,
            column=column,
            most=MAX_NAME,
        )
    return text
