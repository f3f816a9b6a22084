"""What an export is made of; plain values, so that exports do not know the store."""

from __future__ import annotations

from dataclasses import dataclass

from inference.records import Reading


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One standing reading with the facts of its film.

    ``film_shape`` is rows, columns; the keys are pseudonyms made for exports; ``order`` numbers the reader's
    answers without a date.
    """

    reading: Reading
    film_shape: tuple[int, int]
    synthetic: bool
    film_key: str
    patient_key: str
    reading_key: str
    order: int
