"""A film with what is known about it: from a generated data set's truth, or from a reader's label."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from inference.aoota import CLASSES

Box = tuple[float, float, float, float]


Point = tuple[float, float]


SOME_FRACTURE = "fracture"
"""Class of a film of which only that much is known."""


META_KEYS = (
    "study_date",
    "severity",
    "framing",
    "hips_in_field",
    "implant",
    "implant_side",
    "hardware",
    "pattern",
    "displacement_mm",
    "source",
    "age",
    "sex",
)


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """One film of a data set.

    Attributes:
        key: its name within the set, no path of this machine.
        boxes: fracture regions, x0, y0, x1, y1 in film pixels.
        points: landmarks in film pixels by name.
        meta: subgroup facts (severity, framing, implant, age in years ...) where the truth has them.
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


def validates(patient: str) -> bool:
    """A fixed tenth of the patients, by a hash of the key."""
    return sha256(patient.encode()).digest()[0] < 26


def class_number(ao_class: str) -> int:
    """Index into the seven classes; a fracture of no known class stands as the first of them.

    Such a number is for telling fractures from other films only.
    """
    return 1 if ao_class == SOME_FRACTURE else CLASSES.index(ao_class)
