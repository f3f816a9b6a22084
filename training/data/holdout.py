"""The locked test set: patients drawn once, kept in a file that carries its own hash, never trained on.

The file names the patients' films, too: a patient's key changes with the store that exported it, or when a
film is met again under a fuller header.  A patient with a locked film is a locked patient.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from inference import strict_json
from training import run_folder
from training.data.label_consensus import Decision
from training.errors import TrainingError

SCHEMA: Final = 1
NAME: Final = "locked_test.json"


@dataclass(frozen=True, slots=True)
class Locked:
    """The patients of the test set; everybody else's films may train."""

    patients: frozenset[str]

    def tests(self, decision: Decision) -> bool:
        """Whether a film measures: its patient is locked and its label was given without the AI in sight."""
        return decision.patient in self.patients and decision.fracture is not None and not decision.aided

    def trains(self, decision: Decision) -> bool:
        """Whether a film may train."""
        return decision.patient not in self.patients and decision.ao_class is not None


def draw_or_load(folder: Path, decisions: Iterable[Decision], share: float, seed: int) -> Locked:
    """The locked set in ``folder``; drawn now if it was never drawn.

    Raises:
        TrainingError: the file was altered, or is gone although models were tuned here before.
    """
    path = folder / NAME
    decisions = list(decisions)
    if path.exists():
        return _known_again(*_load(path), decisions)
    if any(folder.glob("candidate-*")):
        raise TrainingError(
            "{file} is gone, but models were tuned in this folder before.",
            "Restore the file, or start in a new folder.",
            file=NAME,
        )
    locked = Locked(frozenset(_draw(decisions, share, seed)))
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "share": share,
        "seed": seed,
        "patients": sorted(locked.patients),
        "films": sorted(item.pixel_sha256 for item in decisions if item.patient in locked.patients),
    }
    run_folder.write_json(path, body | {"sha256": _digest(body)})
    return locked


def _known_again(patients: frozenset[str], films: frozenset[str], decisions: Sequence[Decision]) -> Locked:
    return Locked(patients | {item.patient for item in decisions if item.pixel_sha256 in films})


def _draw(decisions: Iterable[Decision], share: float, seed: int) -> list[str]:
    """A share of the patients with a fracture and of those without, among those whose films could test."""
    kinds: dict[str, bool] = {}
    for item in decisions:
        if item.fracture is not None and not item.aided:
            kinds[item.patient] = kinds.get(item.patient, False) or item.fracture
    rng = np.random.default_rng(seed)
    chosen: list[str] = []
    for kind in (True, False):
        names = sorted(name for name, value in kinds.items() if value is kind)
        count = round(share * len(names)) if len(names) > 1 else 0
        chosen += [names[i] for i in rng.permutation(len(names))[:count]]
    return chosen


def _load(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The patients and the films that the file names."""
    hint = "Restore the file, or start in a new folder."
    try:
        body = strict_json.loads(path.read_text("utf8"))
        stated = body.pop("sha256")
        patients, films = (frozenset(map(str, body[name])) for name in ("patients", "films"))
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise TrainingError("{file} cannot be read.", hint, file=NAME) from error
    if stated != _digest(body) or body.get("schema") != SCHEMA:
        raise TrainingError("{file} was altered since it was drawn.", hint, file=NAME)
    return patients, films


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode("utf8")).hexdigest()
