"""What an export needs beside the readings: where the films lie, and what the model said about them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inference import strict_json
from inference.aoota import CLASSES
from inference.export_records import StoredAnswer
from inference.messages import Message
from inference.records import ModelIdentity, Sha256, Side
from viewer.store import reading_files
from viewer.store.pseudonyms import Keys
from viewer.store.reading_files import ReadFile
from viewer.store.rows import as_written


@dataclass(frozen=True, slots=True)
class Source:
    """Of one standing reading: the places of its film, newest first, and the answer to it.

    The answer is the one that the reader saw, else the newest in the store.  ``file`` is the one that the
    reading was made on; None where the pixels were met under several headers and nobody noted which.
    """

    paths: tuple[Path, ...]
    answer: StoredAnswer | None
    file: ReadFile | None


_ANSWERS: Final = """
SELECT film.pixel_sha256, reader.code, p.probabilities_json, p.threshold, p.side,
       m.name, m.version, m.sha256
FROM standing_reading r
JOIN film ON film.id = r.film_id
JOIN reader ON reader.id = r.reader_id
LEFT JOIN prediction p ON p.id = coalesce(r.shown_prediction_id,
     (SELECT max(q.id) FROM prediction q WHERE q.film_id = r.film_id))
LEFT JOIN model m ON m.id = p.model_id
"""
_PLACES: Final = """
SELECT film.pixel_sha256, location.path FROM location JOIN film ON film.id = location.film_id
ORDER BY location.seen_at DESC, location.path
"""


def sources(connection: sqlite3.Connection, keys: Keys) -> dict[tuple[Sha256, str], Source]:
    """By film and reader, for every standing reading."""
    places: dict[str, list[Path]] = {}
    for row in connection.execute(_PLACES):
        places.setdefault(row["pixel_sha256"], []).append(Path(row["path"]))
    files = reading_files.of_standing(connection, keys)
    made = {}
    for row in connection.execute(_ANSWERS):
        pixels, reader = Sha256(row["pixel_sha256"]), row["code"]
        made[pixels, reader] = Source(
            tuple(places.get(pixels, ())), _answer(row), files.get((pixels, reader))
        )
    return made


def _in_order(stored: dict[str, float]) -> dict[str, float]:
    """Probabilities as an answer has them: the store writes names in the alphabet's order."""
    return {name: float(stored[name]) for name in CLASSES}


def _answer(row: sqlite3.Row) -> StoredAnswer | None:
    if row["sha256"] is None:
        return None
    with as_written(Message("a prediction")):
        return StoredAnswer(
            ModelIdentity(row["name"], row["version"], Sha256(row["sha256"])),
            _in_order(strict_json.loads(row["probabilities_json"])),
            float(row["threshold"]),
            Side(row["side"]),
        )
