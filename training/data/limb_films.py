"""Limb films as a training source: which part of the body, fracture or not, and where.

Cheng 2019 pretrained on limb films (which part).  FracAtlas (Abedeen 2023, figshare 22363012, CC BY 4.0) also
tells fractured from not and gives boxes: the look of a real break.  Films with a hip are left for testing,
and so is every block of neighbouring numbers that holds one.  Films with hardware are left out: nearly
all are fractured.  Where the part of the body alone is learned neither they nor the blocks whose hips may
teach tell anything of the answer, and they teach, too.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference import strict_json
from inference.aoota import NORMAL
from training.data.fracatlas import BLOCK
from training.data.known_film import SOME_FRACTURE, Box, KnownFilm
from training.errors import TrainingError

ONE_PART: Final = ("hand", "leg", "shoulder")
PARTS: Final = (*ONE_PART, "mixed")
"""What a limb film is filed as: one part of the body, or more than one."""
PART_OF: Final = {
    **dict.fromkeys(("wrist", "hand", "elbow"), "hand"),
    **dict.fromkeys(("knee", "ankle", "foot"), "leg"),
}
"""Parts of synthetic films by the names of FracAtlas, whose "hand" is the whole arm."""
Ints = NDArray[np.int64]
Row = dict[str, str]


def read_limbs(folder: Path, *, part_alone: bool = False) -> list[KnownFilm]:
    """The limb films of a folder: FracAtlas (``films.csv``), or made by ``synth --parts limb``.

    Their class is normal or :data:`SOME_FRACTURE`.  ``part_alone``: nothing but the part is learned of them.

    ``meta``: ``part``, and ``like``, the width and height of some fracture's box in units of its longer
    side: on a film without a fracture a place of that size stands for it, so that views of both kinds are of
    one scale.

    Raises:
        TrainingError: no such table, or it lacks a column.
    """
    table = folder / "films.csv"
    if (folder / "truth.jsonl").is_file():
        return _made(folder)
    if not table.is_file():
        raise TrainingError(
            "There is no films.csv in the folder of limb films.",
            "Name FracAtlas, or a folder made by synth --parts limb.",
        )
    images = {path.name: path for path in folder.rglob("*.jpg")}
    with table.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    try:
        return _known(_of_parts(rows) if part_alone else _usable(rows), images)
    except (KeyError, ValueError, TypeError) as error:
        raise TrainingError("The FracAtlas table is not as expected.", "Use the published set.") from error


def is_generated(folder: Path) -> bool:
    """Whether the limb films of the folder are synthetic."""
    return (folder / "truth.jsonl").is_file()


def _made(folder: Path) -> list[KnownFilm]:
    """Synthetic limb films, each with the size of its own or of another's fracture."""
    lines = (folder / "truth.jsonl").read_text("utf8").splitlines()
    try:
        rows = [strict_json.loads(line) for line in lines if line.strip()]
        rows = [row for row in rows if row["part"] in PART_OF]
        longer = float(strict_json.loads((folder / "dataset.json").read_text("utf8"))["size"])
        likes = [_like(row, longer) for row in rows if row["boxes"]] or [(0.07, 0.07)]
        rng = np.random.default_rng(5)
        return [_made_film(folder, row, longer, likes[int(rng.integers(len(likes)))]) for row in rows]
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise TrainingError(
            "The truth.jsonl of {folder} is of no limb films.",
            "Make them with synth --parts limb.",
            folder=folder.name,
        ) from error


def _made_film(folder: Path, row: dict[str, Any], longer: float, like: tuple[float, float]) -> KnownFilm:
    boxes = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in row["boxes"])
    return KnownFilm(
        path=folder / row["film"],
        key=str(row["film"]),
        ao_class=SOME_FRACTURE if boxes else NORMAL,
        patient=str(row["patient_key"]),
        pixel_sha256=row["pixel_sha256"],
        boxes=boxes,
        meta={"part": PART_OF[row["part"]], "like": _like(row, longer) if boxes else like, "generated": True},
    )


def _like(row: dict[str, Any], longer: float) -> tuple[float, float]:
    """Width and height of a fracture's box, in units of the film's longer side."""
    a, b, c, d = row["boxes"][0]
    return (float(c - a) / longer, float(d - b) / longer)


def _usable(rows: list[Row]) -> list[Row]:
    hips = {_block(row) for row in rows if row["hip"] == "1"}
    return [
        row
        for row in rows
        if _block(row) not in hips
        and row["hardware"] != "1"
        and (row["fractured"] == "1") == bool(strict_json.loads(row["boxes"] or "[]"))
    ]


def _of_parts(rows: list[Row]) -> list[Row]:
    """All limb films but those of blocks with a hip that tests; without ``role`` every hip does."""
    tests = {_block(row) for row in rows if row["hip"] == "1" and row.get("role") != "train"}
    return [row for row in rows if row["hip"] != "1" and _block(row) not in tests]


def block_patient(image_id: str) -> str:
    """The patient of a limb film: its block of numbers."""
    return f"limb block {_number(image_id) // BLOCK}"


def _number(image_id: str) -> int:
    return int("".join(c for c in image_id if c.isdigit()))


def _block(row: Row) -> int:
    """Films of one patient have neighbouring numbers."""
    return _number(row["image_id"]) // BLOCK


def _known(rows: list[Row], images: dict[str, Path]) -> list[KnownFilm]:
    likes = [like for row in rows for like in _likes(row)]
    rng = np.random.default_rng(5)
    films = []
    for row in rows:
        own = _likes(row)
        like = own[0] if own else likes[int(rng.integers(len(likes)))] if likes else (0.07, 0.07)
        if row["image_id"] in images:
            films.append(_film(row, images[row["image_id"]], like))
    return films


def _film(row: Row, path: Path, like: tuple[float, float]) -> KnownFilm:
    width, height = int(row["width"]), int(row["height"])
    boxes = strict_json.loads(row["boxes"] or "[]")
    return KnownFilm(
        path=path,
        key=row["image_id"],
        ao_class=SOME_FRACTURE if row["fractured"] == "1" else NORMAL,
        patient=block_patient(row["image_id"]),
        boxes=tuple((b[0] * width, b[1] * height, b[2] * width, b[3] * height) for b in boxes),
        meta={"part": _part(row), "like": like},
    )


def _part(row: Row) -> str:
    named = [part for part in ONE_PART if row[part] == "1"]
    return named[0] if len(named) == 1 and row["mixed"] != "1" else "mixed"


def _likes(row: Row) -> list[tuple[float, float]]:
    width, height = int(row["width"]), int(row["height"])
    longer = max(width, height)
    boxes: list[Box] = strict_json.loads(row["boxes"] or "[]")
    return [(float((c - a) * width / longer), float((d - b) * height / longer)) for a, b, c, d in boxes]


def limb_order(
    broken: NDArray[np.bool_], parts: Ints, count: int, rng: np.random.Generator, normal_share: float
) -> Ints:
    """``count`` numbers of limb films, ``normal_share`` of them without a fracture.

    Parts are as frequent among the unfractured as among the fractured: the part does not tell a fracture.
    """
    wanted = round(count * normal_share)
    pools = (np.flatnonzero(~broken), np.flatnonzero(broken))
    if not len(pools[1]) or not len(pools[0]):
        return rng.permutation(_often(np.arange(len(broken)), count, rng))
    shares = np.bincount(parts[pools[1]], minlength=int(parts.max()) + 1) / len(pools[1])
    chosen: list[Ints] = [_often(pools[1], count - wanted, rng)]
    for part, share in enumerate(shares):
        own = pools[0][parts[pools[0]] == part]
        chosen.append(_often(own if len(own) else pools[0], round(wanted * share), rng))
    found = np.concatenate(chosen)
    spare = _often(pools[0], max(0, count - len(found)), rng)
    return rng.permutation(np.concatenate([found, spare])[:count])


def part_order(parts: Ints, count: int, rng: np.random.Generator) -> Ints:
    """``count`` numbers of limb films, each part by the root of its frequency: rare ones come more often."""
    kinds, films = np.unique(parts, return_counts=True)
    wanted = np.sqrt(films) / np.sqrt(films).sum() * count
    chosen = [_often(np.flatnonzero(parts == k), round(n), rng) for k, n in zip(kinds, wanted, strict=True)]
    spare = rng.integers(0, len(parts), count)  # rounding may leave a few places
    return rng.permutation(np.concatenate([*chosen, spare])[:count])


def _often(pool: Ints, count: int, rng: np.random.Generator) -> Ints:
    """``count`` of ``pool``, each as often as any other, give or take one."""
    turns = [rng.permutation(pool) for _ in range(-(-count // len(pool)))]
    return np.concatenate([*turns, pool[:0]])[:count]


def part_number(meta: dict[str, Any]) -> int:
    """Index into :data:`PARTS`; -1 for a film that is no limb film or whose part is not known."""
    part = meta.get("part")
    return PARTS.index(part) if part in PARTS else -1
