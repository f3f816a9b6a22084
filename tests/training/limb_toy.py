"""A toy folder of limb films laid out as FracAtlas is: real JPEG files, a table, boxes, a hip among them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np

COLUMNS = (
    *("image_id", "hand", "leg", "hip", "shoulder", "mixed", "hardware", "multiscan", "fractured"),
    *("fracture_count", "frontal", "lateral", "oblique", "hip_triage", "patient_guess"),
    *("width", "height", "boxes"),
)
WIDTH, HEIGHT = 90, 110


def make_limbs(folder: Path, count: int = 60, seed: int = 1, hips: tuple[int, ...] = ()) -> Path:
    """Hands are one bar, legs two; every third is fractured: a gap in a bar.  ``hips``: film numbers."""
    (folder / "images").mkdir(parents=True)
    with (folder / "films.csv").open("w", encoding="utf8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS)
        table.writeheader()
        for number in range(count):
            table.writerow(_film(folder / "images", number, seed, number in hips))
    return folder


def _film(folder: Path, number: int, seed: int, hip: bool) -> dict[str, object]:
    rng = np.random.default_rng([seed, number])
    hand, broken = number % 2 == 0, number % 3 == 0
    film = np.full((HEIGHT, WIDTH), 40, np.uint8)
    for x in (45,) if hand else (35, 60):
        film[8:-8, x - 6 : x + 6] = 150
    box = []
    if broken:
        x, y = 45 if hand else 35, int(rng.integers(40, 70))
        film[y - 3 : y + 3, x - 7 : x + 7] = 40
        box = [[(x - 9) / WIDTH, (y - 8) / HEIGHT, (x + 9) / WIDTH, (y + 8) / HEIGHT]]
    film = np.clip(film + rng.normal(0, 4, film.shape), 0, 255).astype(np.uint8)
    name = f"IMG{number:07d}.jpg"
    cv2.imwrite(str(folder / name), film, [cv2.IMWRITE_JPEG_QUALITY, 95])
    row: dict[str, object] = dict.fromkeys(COLUMNS, 0)
    row |= {"image_id": name, "hand": int(hand), "leg": int(not hand), "hip": int(hip), "frontal": 1}
    row |= {"fractured": int(broken), "fracture_count": int(broken), "hip_triage": "", "patient_guess": ""}
    return row | {"width": WIDTH, "height": HEIGHT, "boxes": json.dumps(box)}


def make_generated(folder: Path, count: int = 24, seed: int = 2) -> Path:
    """The same pictures as a data set that ``synth --parts limb`` would leave."""
    (folder / "films").mkdir(parents=True)
    (folder / "dataset.json").write_text(json.dumps({"size": HEIGHT, "kind": "synthetic limbs"}), "utf8")
    with (folder / "truth.jsonl").open("w", encoding="utf8") as out:
        for number in range(count):
            row = _film(folder / "films", number, seed, hip=False)
            boxes = [
                [a * WIDTH, b * HEIGHT, c * WIDTH, d * HEIGHT] for a, b, c, d in json.loads(str(row["boxes"]))
            ]
            truth = {
                "film": f"films/{row['image_id']}",
                "part": ("wrist", "knee")[number % 2],
                "boxes": boxes,
            }
            truth |= {"patient_key": f"made-{number}", "pixel_sha256": None}
            out.write(json.dumps(truth) + "\n")
    return folder
