"""The labels file: the one contract between the viewer's export and training.

``labels.jsonl``, one JSON object a line, schema 3, de-identified: pseudonymous keys, no names, dates,
paths or free text.  A row joins to its film by ``pixel_sha256``.  Unknown keys are refused.  Schemas 1 and 2
are read, too; they do not know ``others_visible``, the first neither ``settles``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from unicodedata import category

from inference import strict_json
from inference.aoota import EDITION, ReaderClass
from inference.errors import LabelsError
from inference.files import write_whole
from inference.messages import json_place
from inference.records import MapVerdict, QualityFlag, Side

SCHEMA: Final = 3
READ: Final = (1, 2, SCHEMA)


class Settles(StrEnum):
    """Why a reading is the one that a film's label is taken from (:mod:`inference.consensus`)."""

    ADJUDICATED = "adjudicated"  # given to settle what readers differ on
    SOLE = "sole"  # the only one that counts
    LATEST = "latest"  # of several: the last of those with the class of most votes


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One current reading of one film by one reader.

    ``regions`` are [x0, y0, x1, y1] in film pixels; ``film_key``, ``patient_key`` and ``reading_key`` are
    HMACs under a secret that never leaves the store; ``order`` numbers a reader's readings without a date.
    ``settles`` marks at most one reading of a film: the one that its label is taken from.  None on every
    reading of a film: its readers differ.  ``others_visible``: the reader had seen what others answered.
    """

    pixel_sha256: str
    film_key: str
    patient_key: str
    reading_key: str
    reader: str
    order: int
    ao_class: str
    side: str
    edition: int = EDITION
    confidence: int | None = None
    regions: tuple[tuple[float, float, float, float], ...] = ()
    film_rows: int = 0
    film_columns: int = 0
    flags: tuple[str, ...] = ()
    map_verdict: str | None = None
    ai_visible: bool = False
    map_visible: bool = False
    model_sha256: str | None = None
    p_fracture: float | None = None
    threshold: float | None = None
    seconds: float = 0.0
    synthetic: bool = False
    settles: str | None = None
    others_visible: bool = False
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if type(self.schema) is not int or self.schema not in READ:  # True is 1
            raise LabelsError(
                "The labels file has schema {schema}, this version reads 1 to {known}.",
                "Export the labels again with this version.",
                schema=self.schema,
                known=SCHEMA,
            )
        try:
            ReaderClass(self.ao_class)
            Side(self.side)
            [QualityFlag(flag) for flag in self.flags]
            if self.map_verdict is not None:
                MapVerdict(self.map_verdict)
            if self.settles is not None:
                Settles(self.settles)
        except ValueError as error:
            raise LabelsError("A label has an unknown value.") from error
        if not _is_hash(self.pixel_sha256):
            raise LabelsError("A label lacks the hash of its film's pixels.")
        if wrong := next(_wrong_kinds(self), None):
            raise LabelsError(
                "A label's {wrong} is of the wrong kind.", "Export the labels again.", wrong=wrong
            )


_HASH: Final = re.compile("[0-9a-f]{64}")
_LARGEST: Final = 1e300
_ROUNDING: Final = 0.001
"""So far may a probability be off, as in the store: those of a film add up to one only so nearly."""
_CONTROL: Final = frozenset(("Cc", "Cs"))
_TEXTS: Final = ("film_key", "patient_key", "reading_key", "reader")
_COUNTS: Final = ("order", "film_rows", "film_columns")
_CHANCES: Final = ("p_fracture", "threshold")
_EDITIONS: Final = (2007, EDITION)
"""Of AO/OTA; a class of the older one counts as fracture or not (:mod:`training.data.label_consensus`)."""
_TRUTHS: Final = ("ai_visible", "map_visible", "synthetic", "others_visible")


def _wrong_kinds(row: LabelRow) -> Iterator[str]:
    """Names of fields that hold something other than what they are for."""
    yield from (name for name in _TEXTS if not _is_key(getattr(row, name)))
    yield from (name for name in _COUNTS if not _is_count(getattr(row, name)))
    yield from (name for name in _TRUTHS if not isinstance(getattr(row, name), bool))
    if row.confidence is not None and not (_is_count(row.confidence) and row.confidence <= 100):
        yield "confidence"
    yield from (name for name in _CHANCES if not _is_chance(getattr(row, name)))
    if type(row.edition) is not int or row.edition not in _EDITIONS:
        yield "edition"
    if not (_is_number(row.seconds) and row.seconds >= 0):
        yield "seconds"
    if row.model_sha256 is not None and not _is_hash(row.model_sha256):
        yield "model_sha256"
    if row.schema == 1 and row.settles is not None:
        yield "settles"
    if row.schema < 3 and row.others_visible:
        yield "others_visible"
    if not all(len(region) == 4 and all(map(_is_number, region)) for region in row.regions):
        yield "regions"


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    """Whether it is a finite number that a float can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _is_chance(value: Any) -> bool:
    return value is None or (_is_number(value) and -_ROUNDING <= value <= 1 + _ROUNDING)


def _is_key(value: Any) -> bool:
    """Whether it is a short text without line breaks and halves of characters (a lone surrogate).

    A tab is no line break: a reader's name may hold one.
    """
    return (
        isinstance(value, str)
        and 0 < len(value) <= 200
        and not _CONTROL.intersection(map(category, value.replace("\t", " ")))
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53


def to_json(row: LabelRow) -> str:
    """One line of the labels file, keys in a fixed order."""
    return json.dumps(asdict(row), separators=(",", ":"), allow_nan=False)


def from_json(line: str) -> LabelRow:
    """Read one line.

    Raises:
        LabelsError: not JSON, an unknown key, a missing key or an unknown value.
    """
    known = {item.name for item in fields(LabelRow)}
    try:
        data: dict[str, Any] = strict_json.loads(line)
        if unknown := set(data) - known:
            raise LabelsError("A label has unknown keys: {unknown}.", unknown=sorted(unknown))
        data["regions"] = tuple(_region(box) for box in data.get("regions", ()))
        data["flags"] = tuple(data.get("flags", ()))
        return LabelRow(**data)
    except (TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        raise LabelsError("A label could not be read ({place}).", place=json_place(error)) from error


def _region(box: Any) -> tuple[float, ...]:
    """The numbers of a box; neither a text of digits nor a truth is one."""
    if not (isinstance(box, list) and all(map(_is_number, box))):
        raise TypeError("a region is no list of numbers")
    return tuple(map(float, box))


def write(path: Path, rows: Iterable[LabelRow]) -> int:
    """Write ``rows`` to ``path`` (UTF-8, one a line) and return how many."""
    lines = [f"{to_json(row)}\n" for row in rows]
    write_whole(path, "".join(lines))
    return len(lines)


def read(path: Path) -> Iterator[LabelRow]:
    """Read a labels file; an error names the line.

    Raises:
        LabelsError: not a text file, a line is no label, a reading comes twice, or two settle one film.
    """
    try:
        with path.open(encoding="utf8") as lines:
            yield from _rows(lines)
    except UnicodeDecodeError as error:
        raise LabelsError("The labels file is not a text file.", "Export the labels again.") from error
    except OSError as error:
        raise LabelsError("The labels file could not be read.", "Check that it is there.") from error


def _rows(lines: Iterable[str]) -> Iterator[LabelRow]:
    readings: set[str] = set()
    settled: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = from_json(line)
            if row.reading_key in readings:
                raise LabelsError("The reading was in a line before.", "Export the labels again.")
            if row.settles is not None and row.pixel_sha256 in settled:
                raise LabelsError("A second reading settles the same film.", "Export the labels again.")
            readings.add(row.reading_key)
            if row.settles is not None:
                settled.add(row.pixel_sha256)
            yield row
        except LabelsError as error:
            raise LabelsError(
                "Line {number}: {reason}", error.hint, number=number, reason=error.message
            ) from error
