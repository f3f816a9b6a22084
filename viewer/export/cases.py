"""What an export is made of; plain values, so that exports do not know the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inference.records import ModelIdentity, Reading, Side


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One standing reading with the facts of its film.

    ``film_shape`` is rows, columns; the keys are pseudonyms made for exports; ``order`` numbers the reader's
    answers without a date.  ``adjudicated``: given to settle what readers differ on; ``place``: its
    place among all readings, which does not leave.
    """

    reading: Reading
    film_shape: tuple[int, int]
    synthetic: bool
    film_key: str
    patient_key: str
    reading_key: str
    order: int
    adjudicated: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class ExportAnswer:
    """What the model said about a film: the answer that the reader saw, else the newest in the store."""

    model: ModelIdentity
    probabilities: Mapping[str, float]
    threshold: float
    side: Side
    synthetic_training: bool = False

    @property
    def p_fracture(self) -> float:
        return 1.0 - self.probabilities["normal"]


@dataclass(frozen=True, slots=True)
class ExportCase:
    """One reading, the model's answer to its film, and where the film was last met (newest first)."""

    item: ExportItem
    answer: ExportAnswer | None = None
    paths: tuple[Path, ...] = ()
