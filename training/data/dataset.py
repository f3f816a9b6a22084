"""What a set of films is called and where its films come from, as its own files say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from inference import strict_json
from training.data.ground_truth import records
from training.data.known_film import KnownFilm
from training.errors import TrainingError


def read_set(folder: Path) -> list[KnownFilm]:
    """The films of a set with known truth; each tells its source where its row or the set does.

    Raises:
        TrainingError: no truth, or a damaged file.
    """
    told = {"source": "synthetic"} if is_synthetic(folder) else {}
    return [replace(film, meta=told | film.meta) for film in read_truth(folder)]


def set_name(folder: Path, films: Sequence[KnownFilm]) -> str:
    """The set's name for reports and cards.

    "Synthetic" only where ``dataset.json`` says so; else the folder's name.  The end is a fingerprint of the
    films, so that two sets never share a name.

    Raises:
        TrainingError: ``dataset.json`` is damaged.
    """
    data, mark = described(folder), fingerprint(films)
    if not data:
        return f"{folder.absolute().name} (set {mark})"
    split = str(data.get("split", "")).strip()
    words = [str(data.get("kind") or folder.absolute().name), *([split] if split else []), "films"]
    facts = [f"{key} {data[key]}" for key in ("generator", "seed") if data.get(key) is not None]
    return f"{' '.join(words)} ({', '.join([*facts, f'set {mark}'])})"


def described(folder: Path) -> dict[str, Any]:
    """What ``dataset.json`` says; empty where there is none.

    Raises:
        TrainingError: it is damaged.
    """
    path = folder / "dataset.json"
    if not path.is_file():
        return {}
    try:
        data = strict_json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise _damaged(folder) from error
    if not isinstance(data, dict):
        raise _damaged(folder)
    return data


def is_synthetic(folder: Path) -> bool:
    """Whether the set says of itself that its films were generated.

    Raises:
        TrainingError: ``dataset.json`` is damaged.
    """
    return str(described(folder).get("kind", "")).startswith("synthetic")


def credit_of(folder: Path) -> str:
    """Whose films the set holds and under which licence, as it says of itself; empty for one's own.

    Raises:
        TrainingError: ``dataset.json`` is damaged.
    """
    return str(described(folder).get("credit", ""))


def fingerprint(films: Sequence[KnownFilm]) -> str:
    """Eight hexadecimal digits of the films' keys, pixels and classes."""
    rows = sorted(f"{film.key} {film.pixel_sha256} {film.ao_class}" for film in films)
    return hashlib.sha256("\n".join(rows).encode("utf8")).hexdigest()[:8]


def _damaged(folder: Path) -> TrainingError:
    return TrainingError(
        "The dataset.json of {folder} is damaged.", "Make the films again.", folder=folder.name
    )


def has_manifest(folder: Path) -> bool:
    """Whether a ``manifest.csv`` tells the truth of the folder's films; a ``truth.jsonl`` goes before it."""
    return not (folder / "truth.jsonl").is_file() and (folder / "manifest.csv").is_file()


def read_truth(folder: Path) -> list[KnownFilm]:
    """The films of a generated data set (``truth.jsonl``) or of a ``manifest.csv``, in its order.

    Raises:
        TrainingError: no such file, or a line that is no truth record.
    """
    path = folder / "truth.jsonl"
    if has_manifest(folder):
        from training.data.manifest import read_manifest

        return read_manifest(folder)
    if not path.is_file():
        raise TrainingError(
            "There is no truth.jsonl and no manifest.csv in {folder}.",
            "Make films first: shenton-train synth --out DIR.",
            folder=folder.name,
        )
    return list(records(path, folder))
