"""Which report belongs to which film: joined by patient and study date (Lee 2020, data).

Reports come as ``reports.jsonl`` beside the films: one object a line with ``patient_key``, ``study_date`` and
``report``; or in the column ``report`` of a manifest, film by film.  Nothing is silent: films without a
report, reports without a film and pairs that are not the only one of their day are counted and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from inference import strict_json
from inference.messages import json_place
from inference.strict_json import RepeatedKeyError
from training.data import manifest
from training.data.dataset import has_manifest
from training.data.known_film import KnownFilm
from training.errors import TrainingError
from training.report_supervision.text import clean

FILE: Final = "reports.jsonl"
MOST: Final = 20_000
"""Characters of one report; what is longer is no report."""
Day = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Clean words by film key, and what found no partner."""

    words: Mapping[str, tuple[str, ...]]
    without_report: tuple[str, ...] = ()
    without_film: int = 0
    several: tuple[str, ...] = ()
    not_english: tuple[str, ...] = ()

    def told(self) -> list[str]:
        """Sentences for the end of a run; none where everything fits."""
        parts = [
            (len(self.without_report), "films have no report", self.without_report),
            (self.without_film, "reports have no film", ()),
            (len(self.several), "films share their patient's day with another report", self.several),
            (len(self.not_english), "films have a report without an English sentence", self.not_english),
        ]
        return [f"{count} {what}{_some(names)}." for count, what, names in parts if count]


@dataclass(slots=True)
class _Found:
    texts: dict[Day, list[str]] = field(default_factory=lambda: defaultdict(list))


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return f": {', '.join(listed[:5])}{' ...' if len(listed) > 5 else ''}" if listed else ""


def read_reports(folder: Path) -> dict[Day, list[str]]:
    """Reports by patient and study date.

    Raises:
        TrainingError: no such file, or a line that is no report.
    """
    path = folder / FILE
    if not path.is_file():
        raise TrainingError(
            "There is no {file} in {folder}.",
            "Make films with reports: shenton-train synth --reports.",
            file=FILE,
            folder=folder.name,
        )
    found = _Found()
    with path.open(encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                patient, date, text = _report(line, number)
                found.texts[patient, date].append(text)
    return dict(found.texts)


def _report(line: str, number: int) -> tuple[str, str, str]:
    try:
        data = strict_json.loads(line)
        values = tuple(data[key] for key in ("patient_key", "study_date", "report"))
    except RepeatedKeyError as error:
        raise TrainingError(
            "Line {number} of {file} cannot be read ({place}).",
            "Mend or remove the line.",
            number=number,
            file=FILE,
            place=json_place(error),
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            "Line {number} of {file} is no report.", "Mend or remove the line.", number=number, file=FILE
        ) from error
    if not all(isinstance(value, str) for value in values) or len(values[2]) > MOST:
        raise TrainingError(
            "Line {number} of {file} is no report.", "Mend or remove the line.", number=number, file=FILE
        )
    return values


def pair(films: Iterable[KnownFilm], reports: Mapping[Day, list[str]]) -> Pairing:
    """Join films with reports.  A day with several different reports is not guessed at."""
    words: dict[str, tuple[str, ...]] = {}
    missing, several, foreign, used = [], [], [], set()
    for film, day in _days(films):
        texts = set(reports.get(day, ()))
        used.add(day)
        if not texts:
            missing.append(film.key)
        elif len(texts) > 1:
            several.append(film.key)
        elif not (cleaned := clean(texts.pop())):
            foreign.append(film.key)
        else:
            words[film.key] = tuple(cleaned)
    lonely = sum(len(texts) for day, texts in reports.items() if day not in used)
    return Pairing(words, tuple(missing), lonely, tuple(several), tuple(foreign))


def pair_rows(films: Iterable[KnownFilm], reports: Mapping[str, str]) -> Pairing:
    """Films with the reports of a manifest's rows, by film key; a row that is not asked for is not missed."""
    words: dict[str, tuple[str, ...]] = {}
    missing, foreign = [], []
    for film in films:
        if film.key not in reports:
            missing.append(film.key)
        elif not (cleaned := clean(reports[film.key])):
            foreign.append(film.key)
        else:
            words[film.key] = tuple(cleaned)
    return Pairing(words, tuple(missing), not_english=tuple(foreign))


def paired_of(folder: Path, films: Iterable[KnownFilm]) -> Pairing:
    """Films of a set with their reports, as its files give them.

    Raises:
        TrainingError: there are none, or a line is no report.
    """
    return (
        pair_rows(films, manifest.reports(folder))
        if has_manifest(folder)
        else pair(films, read_reports(folder))
    )


def _days(films: Iterable[KnownFilm]) -> Iterator[tuple[KnownFilm, Day]]:
    for film in films:
        date: Any = film.meta.get("study_date")
        yield film, (film.patient, str(date or ""))
