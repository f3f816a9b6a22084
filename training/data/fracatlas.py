"""The real films of FracAtlas (Abedeen 2023, figshare 22363012, CC BY 4.0): how they are read and grouped.

No patient numbers are published.  Neighbouring film numbers, in blocks of ten, are taken for one patient, and
so are the films that one guess (``patient_guess``) names, with all blocks that they lie in.  Hip films
are for testing only, but for those without a fracture whose ``role`` is ``train``; limb films may set the
film gate's threshold.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inference import strict_json
from inference.aoota import NORMAL
from training.data.connected_components import linked
from training.data.known_film import KnownFilm
from training.errors import TrainingError

CREDIT: Final = "FracAtlas, Abedeen et al. 2023, figshare 22363012, CC BY 4.0"
BLOCK: Final = 10
"""Neighbouring film numbers are taken for one patient in blocks of this many."""
FRACTURED: Final = "native_proximal_femur_fx"
LANDSCAPE: Final = "normal_ap_pelvis_landscape"
PORTRAIT: Final = "nonfractured_portrait_mixed_views"


@dataclass(frozen=True, slots=True)
class RealFilm:
    """One film of the set and its row's facts; ``aspect`` is width over height.

    ``teaches``: a hip without a fracture whose row says so; such films may train and never test.
    """

    film: KnownFilm
    triage: str
    frontal: bool
    hip: bool
    aspect: float
    fractured: bool
    teaches: bool = False


def read_fracatlas(folder: Path) -> list[RealFilm]:
    """All films that ``films.csv`` lists and that are there.

    Raises:
        TrainingError: no such table, or it lacks a column.
    """
    table = folder / "films.csv"
    if not table.is_file():
        raise TrainingError(
            "There is no films.csv in the FracAtlas folder.", "Name the folder that holds it."
        )
    images = {path.name: path for path in folder.rglob("*.jpg")}
    with table.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    try:
        patients = linked(_names(row) for row in rows)
        found = [_film(row, images, patients[_names(row)[0]]) for row in rows]
    except (KeyError, ValueError) as error:
        raise TrainingError("The FracAtlas table is not as expected.", "Use the published set.") from error
    return [film for film in found if film is not None]


def _film(row: dict[str, str], images: dict[str, Path], patient: str) -> RealFilm | None:
    path = images.get(row["image_id"])
    if path is None:
        return None
    width, height = int(row["width"]), int(row["height"])
    boxes = strict_json.loads(row["boxes"] or "[]")
    fractured = row["fractured"] == "1"
    native = row["hip_triage"] == FRACTURED
    known = KnownFilm(
        path=path,
        key=row["image_id"],
        # the true AO/OTA class is not known: any fracture class stands for "fracture" at two classes
        ao_class="A1" if native else NORMAL,
        patient=patient,
        boxes=tuple((b[0] * width, b[1] * height, b[2] * width, b[3] * height) for b in boxes)
        if native
        else (),
        meta={"source": "real"},
    )
    return RealFilm(
        known,
        row["hip_triage"],
        row["frontal"] == "1",
        row["hip"] == "1",
        width / height,
        fractured,
        teaches=row.get("role") == "train" and not fractured,
    )


def _names(row: dict[str, str]) -> list[str]:
    """What a row says of its patient: its block of film numbers, and the guess where there is one."""
    digits = "".join(c for c in row["image_id"] if c.isdigit())
    block = f"block {int(digits or 0) // BLOCK}"
    return [block, f"guess {row['patient_guess']}"] if row["patient_guess"] else [block]


def limb_films(films: list[RealFilm], count: int = 300) -> list[KnownFilm]:
    """Films of other body parts, evenly over the set: none shows a hip."""
    limbs = [item.film for item in films if not item.hip]
    step = max(1, len(limbs) // count)
    return limbs[::step][:count]
