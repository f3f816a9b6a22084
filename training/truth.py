"""A film with what is known about it: from a generated data set's truth, or from a reader's label."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from inference.aoota import CLASSES
from training.errors import TrainingError

Box = tuple[float, float, float, float]
Point = tuple[float, float]

SOME_FRACTURE = "fracture"
"""Class of a film of which only that much is known."""
META_KEYS = (
    "study_date",
    "severity",
    "framing",
    "implant",
    "implant_side",
    "hardware",
    "pattern",
    "displacement_mm",
    "source",
)


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """One film of a data set.

    Attributes:
        key: its name within the set, no path of this machine.
        boxes: fracture regions, x0, y0, x1, y1 in film pixels.
        points: landmarks in film pixels by name.
        meta: subgroup facts (severity, framing, implant ...) where the truth has them.
    """

    path: Path
    key: str
    ao_class: str
    side: str | None = None
    patient: str = ""
    pixel_sha256: str | None = None
    boxes: tuple[Box, ...] = ()
    points: dict[str, Point] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def read_truth(folder: Path) -> list[KnownFilm]:
    """The films of a generated data set (``truth.jsonl``) or of a ``manifest.csv``, in its order.

    Raises:
        TrainingError: no such file, or a line that is no truth record.
    """
    path = folder / "truth.jsonl"
    if not path.is_file() and (folder / "manifest.csv").is_file():
        from training.manifest import read_manifest

        return read_manifest(folder)
    if not path.is_file():
        raise TrainingError(
            f"There is no truth.jsonl and no manifest.csv in {folder.name}.",
            "Make films first: shenton-train synth --out DIR.",
        )
    return list(_records(path, folder))


def _records(path: Path, folder: Path) -> Iterator[KnownFilm]:
    with path.open(encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _known(json.loads(line), folder)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise TrainingError(
                    f"Line {number} of truth.jsonl is no truth record ({type(error).__name__}).",
                    "Remove the line, or make the films again.",
                ) from error


def _known(data: dict[str, Any], folder: Path) -> KnownFilm:
    if data["class"] not in CLASSES:
        raise ValueError(data["class"])
    return KnownFilm(
        path=folder / data["film"],
        key=str(data["film"]),
        ao_class=data["class"],
        side=data.get("side"),
        patient=str(data.get("patient_key") or data["film"]),
        pixel_sha256=data.get("pixel_sha256"),
        boxes=tuple(_box(box) for box in data.get("boxes") or ()),
        points={name: (float(p[0]), float(p[1])) for name, p in _points(data)},
        meta={key: data[key] for key in META_KEYS if data.get(key) is not None},
    )


def _box(values: Any) -> Box:
    x0, y0, x1, y1 = (float(value) for value in values)
    return (x0, y0, x1, y1)


def _points(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in (data.get("landmarks") or {}).items():
        if isinstance(value, (list, tuple)) and len(value) == 2 and None not in value:
            yield str(name), value


def validates(patient: str) -> bool:
    """A fixed tenth of the patients, by a hash of the key."""
    return sha256(patient.encode()).digest()[0] < 26


def class_number(ao_class: str) -> int:
    """Index into the seven classes; a fracture of no known class stands as the first of them.

    Such a number is for telling fractures from other films only.
    """
    return 1 if ao_class == SOME_FRACTURE else CLASSES.index(ao_class)
