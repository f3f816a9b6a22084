"""The labels file: the one contract between the viewer's export and training.

``labels.jsonl``, one JSON object a line, schema 1, de-identified: pseudonymous keys, no names, dates,
paths or free text.  A row joins to its film by ``pixel_sha256``.  Unknown keys are refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from inference.aoota import EDITION, ReaderClass
from inference.errors import LabelsError
from inference.records import MapVerdict, QualityFlag, Side

SCHEMA: Final = 1


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One current reading of one film by one reader.

    ``regions`` are [x0, y0, x1, y1] in film pixels; ``film_key``, ``patient_key`` and ``reading_key`` are
    HMACs under a secret that never leaves the store; ``order`` numbers a reader's readings without a date.
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
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise LabelsError(
                f"The labels file has schema {self.schema}, this version reads {SCHEMA}.",
                "Export the labels again with this version.",
            )
        try:
            ReaderClass(self.ao_class)
            Side(self.side)
            [QualityFlag(flag) for flag in self.flags]
            if self.map_verdict is not None:
                MapVerdict(self.map_verdict)
        except ValueError as error:
            raise LabelsError(f"A label has an unknown value: {error}.") from error
        if len(self.pixel_sha256) != 64:
            raise LabelsError("A label lacks the hash of its film's pixels.")


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
        data: dict[str, Any] = json.loads(line)
        if unknown := set(data) - known:
            raise LabelsError(f"A label has unknown keys: {', '.join(sorted(unknown))}.")
        data["regions"] = tuple(tuple(float(v) for v in box) for box in data.get("regions", ()))
        data["flags"] = tuple(data.get("flags", ()))
        return LabelRow(**data)
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise LabelsError(f"A label could not be read: {error}.") from error


def write(path: Path, rows: Iterable[LabelRow]) -> int:
    """Write ``rows`` to ``path`` (UTF-8, one a line) and return how many."""
    count = 0
    with path.open("w", encoding="utf8", newline="\n") as out:
        for row in rows:
            out.write(to_json(row) + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[LabelRow]:
    """Read a labels file; an error names the line."""
    with path.open(encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield from_json(line)
            except LabelsError as error:
                raise LabelsError(f"Line {number}: {error.message}", error.hint) from error
