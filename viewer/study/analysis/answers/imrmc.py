"""Answers in the input format of FDA iMRMC (``.imrmc``).

Free text, then ``BEGIN DATA:``, then lines ``reader,case,modality,score``; the reader ``truth`` (or ``-1``)
gives a case's truth, 0 or 1, in any case of letters.  A higher score is more suspicious.

What programs make of it is read, too: semicolons or tabs in place of commas, blanks around a field, the
empty fields that a spreadsheet puts after the fourth, quoted fields, a line that names the columns (in any
order, and then also without ``BEGIN DATA:``, as the R package iMRMC writes its tables), ``1.0000`` and
``1.00E+00`` for 1, decimal commas beside semicolons or tabs, a score that is missing (empty, ``NA``), and
counts in the head as words, as comments or with other separators.  A line ``END DATA`` ends the data.
Source: iMRMC user manual, "Input file format" (https://github.com/DIDSR/iMRMC, CC0), and the files beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from inference.stats.records import Answers, Row, StudyDataError, from_rows
from viewer.study.analysis.answers import columns
from viewer.study.analysis.answers.cells import (
    WITH_COMMA,
    decimal_commas,
    lines_of,
    name,
    nameless,
    not_read,
    number,
    read_text,
    yes_no,
)

BEGIN: Final = "BEGIN DATA:"
_BEGINS: Final = "BEGIN DATA"
_ENDS: Final = ("END DATA", "End Data", "End data", "end data")
_BEGIN_LINE: Final = re.compile(r'^[ \t\r"]*BEGIN DATA', re.IGNORECASE | re.MULTILINE)
_END_LINE: Final = re.compile(r'^[ \t\r"]*END DATA\b', re.IGNORECASE | re.MULTILINE)
_TRUTH: Final = ("truth", "-1")
_COLUMNS: Final = ("readerid", "caseid", "modalityid", "score")
_SAME: Final = {
    "reader": "readerid", "case": "caseid", "modality": "modalityid", "arm": "modalityid",
    "treatment": "modalityid", "rating": "score",
}  # fmt: skip
_COUNT: Final = re.compile(
    r"[#%/;\s\"]*(?:(?P<short>NR|N0|N1|NM)|number of (?P<words>[a-z -]+?))"
    r"[\s\"]*[:=,;：]+[\s\"]*(?P<count>\d{1,3}(?:,\d{3})+(?!\d)|\d+)",
    re.IGNORECASE,
)
_IN_WORDS: Final = {
    "reader": "NR", "modalit": "NM", "treatment": "NM", "arm": "NM", "normal": "N0", "negative": "N0",
    "non": "N0", "signal-absent": "N0", "diseased": "N1", "abnormal": "N1", "positive": "N1",
    "signal-present": "N1",
}  # fmt: skip
"""How the words after "number of" begin, and which count they state."""
_COUNTED: Final = {
    "N0": ("film without a fracture", "films without a fracture"),
    "N1": ("film with a fracture", "films with a fracture"),
    "NR": ("reader", "readers"), "NM": ("arm", "arms"),
}  # fmt: skip


def is_imrmc(text: str) -> bool:
    """Whether a line begins the data of the format, or the first line names its columns."""
    start = text.lstrip()[:2000].split("\n", 1)[0]
    named = _named(_fields(start, _separator(start))) is not None
    return named or _BEGIN_LINE.search(text) is not None


def read(path: Path) -> Answers:
    """The answers in a ``.imrmc`` file.

    Raises:
        StudyDataError: the file cannot be read, or a line of it, which is named.
    """
    return parse(read_text(path))


def parse(text: str) -> Answers:
    """The answers in the text of a ``.imrmc`` file; errors as :func:`read`."""
    text = _without_end(text)
    layout = _layout(text)
    found = _plain(text, layout) or _by_line(text, layout)
    return replace(found, doubts=(*_doubts(layout.head, found), *found.doubts, *_left_out(text, layout)))


def _left_out(text: str, layout: _Layout) -> Iterator[str]:
    """Columns beside the four, which may be named or not."""
    known = set(layout.places)
    yield from not_read(name_ for place, name_ in enumerate(layout.names) if place not in known)
    rows = ((at, _fields(line, layout.separator)) for at, line in enumerate(lines_of(text), 1))
    yield from nameless(layout.names, ((at, fields) for at, fields in rows if at >= layout.first))


def _without_end(text: str) -> str:
    """The text before a line that ends the data."""
    if not any(end in text for end in _ENDS):
        return text
    found = _END_LINE.search(text)
    return text if found is None else text[: found.start()]


@dataclass(frozen=True)
class _Layout:
    """Where the data stand: lines before them, number of the first, separator, places of the four fields.

    ``names``: of all columns, where they are named.
    """

    head: list[str]
    first: int
    separator: str
    places: tuple[int, ...]
    names: tuple[str, ...] = ()


def _layout(text: str) -> _Layout:
    head: list[str] = []
    lines: Iterator[tuple[int, str]] = enumerate(lines_of(text), 1)
    for _, line in lines:
        if line.strip(' \t\r"').upper().startswith(_BEGINS):
            break
        if not any(part.strip() for part in head) and _named(_fields(line, _separator(line))) is not None:
            lines = chain([(len(head) + 1, line)], lines)
            break
        head.append(line)
    else:
        raise StudyDataError(
            "The file has no line BEGIN DATA:.", "The data of a .imrmc file follow that line."
        )
    number_, first = next(((n, line) for n, line in lines if line.strip(" ,;\t")), (len(head) + 2, ""))
    separator = _separator(first)
    named = _fields(first, separator)
    places = _named(named, _SAME)
    start = number_ if places is None else number_ + 1
    names = () if places is None else tuple(named)
    return _Layout([line.strip() for line in head], start, separator, places or (0, 1, 2, 3), names)


def _separator(line: str) -> str:
    return max(",;\t", key=line.count)


def _fields(line: str, separator: str) -> list[str]:
    return [field.strip().strip('"').strip() for field in line.split(separator)]


def _named(fields: list[str], same: Mapping[str, str] = MappingProxyType({})) -> tuple[int, ...] | None:
    """Places of the four columns in a line that names them; None for any other line.

    Args:
        same: other names of the columns.  Only below BEGIN DATA; elsewhere they begin a table in long form.
    """
    lower = [same.get(field.lower(), field.lower()) for field in fields]
    return tuple(lower.index(name_) for name_ in _COLUMNS) if set(_COLUMNS) <= set(lower) else None


def _data(text: str, layout: _Layout) -> Iterator[tuple[int, list[str]]]:
    """Number and four fields of each line of data; what is empty after the last field is left out.

    Where columns are named, further ones may stand beside the four.
    """
    width, most = max(layout.places) + 1, len(layout.names)
    for at, line in enumerate(lines_of(text), 1):
        if at < layout.first or not line.strip(" ,;\t"):
            continue
        fields = _fields(line, layout.separator)
        while len(fields) > width and not fields[-1]:
            fields.pop()
        whole = width <= len(fields) <= max(width, most)
        yield at, [fields[place] for place in layout.places] if whole else fields


def _plain(text: str, layout: _Layout) -> Answers | None:
    """The answers where every line is plain; None where one needs a look of its own."""
    if '"' in text or "\r" in text.replace("\r\n", ""):
        return None
    width, at = max(layout.places) + 1, layout.places
    lines = islice(lines_of(text), layout.first - 1, None)
    split = [] if layout.separator not in text else (line.split(layout.separator) for line in lines)
    about = _About(at[0])
    truths: dict[str, bool] = {}
    for fields in split:
        if about.truth(fields):
            if (
                len(fields) != width
                or fields[at[1]].strip() in truths
                or fields[at[3]].strip() not in ("0", "1")
            ):
                return None
            truths[fields[at[1]].strip()] = fields[at[3]].strip() == "1"
    again = (line.split(layout.separator) for line in islice(lines_of(text), layout.first - 1, None) if line)
    rows = (fields for fields in again if not about.truth(fields))
    where = dict(zip(("reader", "case", "arm", "rating"), at, strict=True))
    return columns.table(rows, where, truths, width=width)


class _About:
    """Tells lines of truth from lines of answers; each spelling of a reader is looked at once."""

    def __init__(self, place: int) -> None:
        self._place, self._known = place, dict[str, bool]()

    def truth(self, fields: list[str]) -> bool:
        reader = fields[self._place] if len(fields) > self._place else ""
        known = self._known.get(reader)
        if known is None:
            known = self._known[reader] = reader.strip().lower() in _TRUTH
        return known


def _by_line(text: str, layout: _Layout) -> Answers:
    """The answers, line by line, so that a fault is named with its line."""
    entries = [_entry(fields, at) for at, fields in _data(text, layout)]
    truths = _truths(entries)
    given = [entry for entry in entries if entry[0].lower() not in _TRUTH]
    if truths and not given:
        raise StudyDataError("The file has truths but no scores.", "Add lines reader,case,modality,score.")
    commas = decimal_commas(entry[3] for entry in given)
    rows = [_answer(entry, truths, commas=commas) for entry in given]
    found = from_rows(
        rows, [Row("truth", case, "truth", truth, line=at) for case, (truth, at) in truths.items()]
    )
    return replace(found, doubts=(WITH_COMMA,)) if commas else found


def _doubts(head: list[str], answers: Answers) -> tuple[str, ...]:
    """Where the counts in the head are not those of the data."""
    fractures = int(answers.truth.sum())
    found = {
        "N0": len(answers.cases) - fractures, "N1": fractures, "NR": len(answers.readers),
        "NM": len(answers.arms),
    }  # fmt: skip
    stated = [(key, count) for line in head for key, count in _count(line)]
    return tuple(
        f"The file's head says {_many(count, _COUNTED[key])} ({key}), its data hold {found[key]}; the data "
        "were analysed."
        for key, count in stated
        if count != found[key]
    )


def _many(count: int, what: tuple[str, str]) -> str:
    """A count with its noun in one of two numbers."""
    return f"{count} {what[count != 1]}"


def _count(line: str) -> Iterator[tuple[str, int]]:
    """The count that a line of the head states, by its short name."""
    found = _COUNT.match(line)
    if found is None:
        return
    words = (found["words"] or "").lower()
    key = (found["short"] or "").upper() or next(
        (short for start, short in _IN_WORDS.items() if words.startswith(start)), ""
    )
    if key:
        yield key, int(found["count"].replace(",", ""))


def _entry(fields: list[str], at: int) -> tuple[str, str, str, str, int]:
    if len(fields) != 4:
        raise StudyDataError(
            "Fields in line {line}: {count}.",
            "It needs reader,case,modality,score.",
            line=at,
            count=len(fields),
        )
    return fields[0], fields[1], fields[2], fields[3], at


def _truths(entries: list[tuple[str, str, str, str, int]]) -> dict[str, tuple[bool, int]]:
    truths: dict[str, tuple[bool, int]] = {}
    for reader, case, _, score, at in entries:
        if reader.lower() in _TRUTH:
            if case in truths:
                raise StudyDataError(
                    "Lines {before} and {line} give the truth of one case.",
                    "Keep one.",
                    before=truths[case][1],
                    line=at,
                )
            truths[name(case, at, "case")] = (yes_no(score, at, "truth"), at)
    return truths


def _answer(
    entry: tuple[str, str, str, str, int], truths: dict[str, tuple[bool, int]], *, commas: bool
) -> Row:
    reader, case, arm, score, at = entry
    score = score.replace(",", ".") if commas else score
    if case not in truths:
        raise StudyDataError(
            "Line {line}: no line gives the truth of this case.", "Add truth,CASE,truth,0 or 1.", line=at
        )
    return Row(
        name(reader, at, "reader"), case, name(arm, at, "modality"), truths[case][0],
        None if score in columns.ABSENT else number(score, at, "score"), line=at,
    )  # fmt: skip


def text(answers: Answers, title: str = "Shenton reader study") -> str:
    """The ``.imrmc`` text of every rating; decisions where there are no ratings at all.

    Raises:
        StudyDataError: a name holds a comma or blank, which the format cannot hold, or is ``truth``.
    """
    for part in (*answers.arms, *answers.readers, *answers.cases):
        if "," in part or part.lower() in _TRUTH or any(letter.isspace() for letter in part):
            raise StudyDataError(
                "A name has a comma or a blank, or is truth.", "iMRMC cannot hold such a name."
            )
    scores = answers.rating
    if not np.isfinite(scores).any():
        scores = np.where(answers.decision >= 0, answers.decision, np.nan)
    lines = [" ".join(title.split()), *_sizes(answers), BEGIN]
    lines += [f"truth,{case},truth,{int(t)}" for case, t in zip(answers.cases, answers.truth, strict=True)]
    for i, j, k in np.argwhere(np.isfinite(scores)).tolist():
        lines.append(f"{answers.readers[j]},{answers.cases[k]},{answers.arms[i]},{float(scores[i, j, k])!r}")
    return "\n".join(lines) + "\n"


def _sizes(answers: Answers) -> list[str]:
    fractures = int(answers.truth.sum())
    return [
        f"N0: {len(answers.cases) - fractures}", f"N1: {fractures}", f"NR: {len(answers.readers)}",
        f"NM: {len(answers.arms)}",
    ]  # fmt: skip
