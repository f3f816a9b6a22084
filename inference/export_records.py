"""What an export may say of a reading and of a model's answer: bare of all that stays in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inference.aoota import NORMAL
from inference.records import ModelIdentity, Reading, Side


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One standing reading with what an export may say about its film.

    Attributes:
        reading: without comment, time and row numbers.
        film_shape: rows, columns.
        film_key, patient_key, reading_key: pseudonyms made for exports.
        order: numbers the reader's answers without a date.
        adjudicated: given to settle what readers differ on.
        place: among all readings of the store; it does not leave.
        others_seen: the reader had seen what others answered, here or in a store that was merged.
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
    others_seen: bool = False


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the model said about a film, as it is kept: no maps.

    ``synthetic_training``: the model is known to have learned from synthetic films.  ``zone``: the sensitive
    and the specific threshold where they were in force (:mod:`inference.model.verdict`).
    """

    model: ModelIdentity
    probabilities: Mapping[str, float]
    threshold: float
    side: Side
    synthetic_training: bool = False
    zone: tuple[float, float] | None = None

    @property
    def p_fracture(self) -> float:
        return 1.0 - self.probabilities[NORMAL]
