"""Values that the store gives out, and how they lie in its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from inference import strict_json
from inference.aoota import ReaderClass
from inference.hash_chain import canonical
from inference.messages import Message
from inference.records import (
    MapVerdict,
    Prediction,
    QualityFlag,
    Reading,
    Region,
    Sha256,
    Shown,
    Side,
)
from viewer.store.sqlite_errors import damaged


class FilmState(StrEnum):
    """A film in the worklist, as one reader sees it."""

    UNREAD = "unread"
    READ = "read"
    CORRECTED = "corrected"  # the reader's class or side differs from the answer that was on screen
    REFUSED = "refused"  # unreadable, or the model gave no answer; and not read


@dataclass(frozen=True, slots=True)
class FilmStatus:
    """One line of the worklist; never another reader's answer.

    ``disputed``: others have answered differently, none has settled it, and this reader has not answered.
    """

    state: FilmState = FilmState.UNREAD
    film_sha256: Sha256 | None = None
    ao_class: ReaderClass | None = None  # the reader's
    p_fracture: float | None = None
    threshold: float | None = None
    answer: str | None = None  # the model's class
    reason: str = ""  # why refused
    disputed: bool = False
    side: Side | None = None  # the reader's
    answer_side: Side | None = None  # the model's
    drafted: bool = False  # the reader has begun to answer
    key: bool = False  # the reader's key image
    shape: tuple[int, int] | None = None  # rows, columns of the film that the store holds


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is not confirmed yet; every part may be missing."""

    ao_class: ReaderClass | None = None
    side: Side | None = None
    confidence: int | None = None
    regions: tuple[Region, ...] = ()
    comment: str = ""
    flags: frozenset[QualityFlag] = frozenset()
    map_verdict: MapVerdict | None = None
    seconds: float = 0.0


class StoreReport(NamedTuple):
    """What a check found in a sound store."""

    version: int
    films: int
    predictions: int
    readings: int
    readers: int
    audit_rows: int
    audit_head: str


def storable(text: str) -> str:
    """``text`` with lone surrogates spelled out (SQLite holds UTF-8; file names may hold any byte)."""
    return text.encode("utf8", "backslashreplace").decode("utf8")


def path_text(path: Path) -> str:
    """How a path is written in the store."""
    return storable(str(path.absolute()))


def _regions_json(regions: tuple[Region, ...]) -> str:
    return canonical([[float(r.x0), float(r.y0), float(r.x1), float(r.y1)] for r in regions])


def _regions(text: str) -> tuple[Region, ...]:
    return tuple(Region(*box) for box in strict_json.loads(text))


def _flags_json(flags: frozenset[QualityFlag]) -> str:
    return canonical(sorted(flag.value for flag in flags))


def _flags(text: str) -> frozenset[QualityFlag]:
    return frozenset(QualityFlag(flag) for flag in strict_json.loads(text))


def _verdict(text: str | None) -> MapVerdict | None:
    return None if text is None else MapVerdict(text)


def reading_values(reading: Reading) -> dict[str, Any]:
    """The columns that the caller of ``Store.add_reading`` decides."""
    shown = reading.shown
    return {
        "ao_class": reading.ao_class.value,
        "edition": reading.edition,
        "side": reading.side.value,
        "confidence": reading.confidence,
        "regions_json": _regions_json(reading.regions),
        "flags_json": _flags_json(reading.flags),
        "map_verdict": reading.map_verdict.value if reading.map_verdict else None,
        "comment": storable(reading.comment),
        "shown_prediction_id": shown.prediction,
        "shown_model_sha256": shown.model_sha256,
        "shown_p_fracture": shown.p_fracture,
        "shown_threshold": shown.threshold,
        "shown_answer": int(shown.answer_visible),
        "shown_map": int(shown.map_visible),
        "seconds": float(reading.seconds),
    }


READING_SQL = (
    "SELECT r.*, film.pixel_sha256, reader.code FROM {source} r "
    "JOIN film ON film.id = r.film_id JOIN reader ON reader.id = r.reader_id"
)
"""Select that :func:`reading_from` reads; ``source`` is the table or one of its views."""


@contextmanager
def as_written(what: Message) -> Iterator[None]:
    """A value that the store cannot have written is damage.

    Raises:
        StoreError: ``what`` does not follow its format.
    """
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(Message("{what} is not what was written", what=what)) from error


def reading_from(row: sqlite3.Row) -> Reading:
    """A row of :data:`READING_SQL` as a record.

    Raises:
        StoreError: the row is damaged.
    """
    with as_written(Message("reading {number}", number=row["id"])):
        return _reading_from(row)


def _reading_from(row: sqlite3.Row) -> Reading:
    return Reading(
        film_sha256=Sha256(row["pixel_sha256"]),
        reader=row["code"],
        ao_class=ReaderClass(row["ao_class"]),
        side=Side(row["side"]),
        confidence=row["confidence"],
        regions=_regions(row["regions_json"]),
        comment=row["comment"],
        flags=_flags(row["flags_json"]),
        map_verdict=_verdict(row["map_verdict"]),
        shown=_shown(row),
        seconds=row["seconds"],
        edition=row["edition"],
        id=row["id"],
        supersedes=row["supersedes_id"],
        decided_at=row["decided_at"],
        retracted=bool(row["retracted"]),
        stands=row["stands_id"],
    )


def _shown(row: sqlite3.Row) -> Shown:
    model = row["shown_model_sha256"]
    return Shown(
        prediction=row["shown_prediction_id"],
        model_sha256=None if model is None else Sha256(model),
        p_fracture=row["shown_p_fracture"],
        threshold=row["shown_threshold"],
        answer_visible=bool(row["shown_answer"]),
        map_visible=bool(row["shown_map"]),
    )


def prediction_values(prediction: Prediction) -> dict[str, Any]:
    """The columns of a prediction, film, model and time apart."""
    return {
        "input_sha256": prediction.input_sha256,
        "provider": prediction.provider,
        "threshold": float(prediction.threshold),
        "p_fracture": float(prediction.p_fracture),
        "answer": prediction.best_class,
        "side": prediction.side.value,
        "probabilities_json": canonical({name: float(p) for name, p in prediction.probabilities.items()}),
        "logits_json": canonical([float(value) for value in prediction.logits]),
        "elapsed_ms": float(prediction.elapsed_ms),
    }


def draft_json(draft: Draft) -> str:
    """A draft as it lies in its row."""
    return canonical(
        {
            "ao_class": draft.ao_class.value if draft.ao_class else None,
            "side": draft.side.value if draft.side else None,
            "confidence": draft.confidence,
            "regions": _regions_json(draft.regions),
            "comment": storable(draft.comment),
            "flags": _flags_json(draft.flags),
            "map_verdict": draft.map_verdict.value if draft.map_verdict else None,
            "seconds": draft.seconds,
        }
    )


def draft_from(text: str) -> Draft:
    """Read back what :func:`draft_json` wrote.

    Raises:
        StoreError: the draft is damaged.
    """
    with as_written(Message("a draft")):
        return _draft_from(strict_json.loads(text))


def _draft_from(data: Mapping[str, Any]) -> Draft:
    return Draft(
        ao_class=ReaderClass(data["ao_class"]) if data["ao_class"] else None,
        side=Side(data["side"]) if data["side"] else None,
        confidence=data["confidence"],
        regions=_regions(data["regions"]),
        comment=data["comment"],
        flags=_flags(data["flags"]),
        map_verdict=_verdict(data["map_verdict"]),
        seconds=data["seconds"],
    )
