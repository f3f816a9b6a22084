"""A film with what is known about it: from a generated data set's truth, or from a reader's label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inference import strict_json
from inference.aoota import CLASSES
from inference.messages import json_place
from inference.strict_json import RepeatedKeyError
from training.data.known_film import META_KEYS, Box, KnownFilm
from training.errors import TrainingError


def records(path: Path, folder: Path) -> Iterator[KnownFilm]:
    with path.open(encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _known(strict_json.loads(line), folder)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                named = json_place(error) if isinstance(error, RepeatedKeyError) else type(error).__name__
                raise TrainingError(
                    "Line {number} of truth.jsonl is no truth record ({problem}).",
                    "Remove the line, or make the films again.",
                    number=number,
                    problem=named,
                ) from error


def _known(data: dict[str, Any], folder: Path) -> KnownFilm:
    if data.get("class") is None and data.get("part"):
        raise TrainingError(
            "{folder} holds limb films, which have no class.",
            "Name films of hips; fit takes limb films with --limbs.",
            folder=folder.absolute().name,
        )
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
