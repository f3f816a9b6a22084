"""One film per class and severity (of limbs: per part, whole and broken) as one picture for the guide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.synth.bones.anatomy import SIDES
from training.synth.dataset import read_truth
from training.synth.stats import film_pixels

Grey = NDArray[np.uint8]
Record = dict[str, Any]

SEVERITIES = ("hairline", "mild", "moderate", "gross")
ACROSS_MM = 170.0
TILE = 300
MARGIN = 26
QUALITY = 82


def _centre(record: Record) -> tuple[float, float]:
    """Middle of what is to be seen, film pixels: the break, else a hip in the field."""
    if record["boxes"]:
        x0, y0, x1, y1 = record["boxes"][0]
        return (x0 + x1) / 2, (y0 + y1) / 2
    side = next((s for s in SIDES if s in record["hips_in_field"]), SIDES[0])
    head, lesser = (record["landmarks"][f"{side}_{n}"] for n in ("head", "lesser"))
    return (head[0] + lesser[0]) / 2, (head[1] + lesser[1]) / 2


def _fitted(film: Grey, tile: int) -> Grey:
    """The film in the middle of a black square."""
    import cv2

    k = tile / max(film.shape)
    small = cv2.resize(film, None, fx=k, fy=k, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    small = small[:tile, :tile]
    out = np.zeros((tile, tile), np.uint8)
    top, left = (tile - small.shape[0]) // 2, (tile - small.shape[1]) // 2
    out[top : top + small.shape[0], left : left + small.shape[1]] = small
    return out


def _hip(folder: Path, record: Record) -> Grey:
    film = (film_pixels(folder / record["film"]) >> 4).astype(np.uint8)
    half = ACROSS_MM / 2 / (record["pixel_mm"] / record["magnification"])
    x, y = _centre(record)
    rows, cols = film.shape
    top, left = max(round(y - half), 0), max(round(x - half), 0)
    return _fitted(film[top : min(round(y + half), rows), left : min(round(x + half), cols)], TILE)


def _limb(folder: Path, record: Record) -> Grey:
    """The whole film, a break boxed."""
    import cv2

    film = (film_pixels(folder / record["film"]) >> 4).astype(np.uint8)
    for x0, y0, x1, y1 in record["boxes"]:
        thick = max(1, round(max(film.shape) / TILE))
        cv2.rectangle(film, (round(x0), round(y0)), (round(x1), round(y1)), 255, thick)
    return _fitted(film, TILE)


def _picture(rows: dict[str, list[Grey | None]], heads: list[str]) -> Grey:
    """Tiles with the rows' names at the left and the columns' above."""
    import cv2

    out = np.zeros((MARGIN + TILE * len(rows), 3 * MARGIN + TILE * len(heads)), np.uint8)
    for k, head in enumerate(heads):
        at = (3 * MARGIN + k * TILE + 8, MARGIN - 8)
        cv2.putText(out, head, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 230, 1, cv2.LINE_AA)
    for j, (name, tiles) in enumerate(rows.items()):
        top = MARGIN + j * TILE
        at = (6, top + TILE // 2)
        cv2.putText(out, name, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 230, 1, cv2.LINE_AA)
        for k, tile in enumerate(tiles):
            if tile is not None:
                left = 3 * MARGIN + k * TILE
                out[top : top + TILE, left : left + TILE] = tile
    return out


def _first(records: list[Record], **facts: object) -> Record | None:
    return next((r for r in records if all(r[name] == value for name, value in facts.items())), None)


def _hips(folder: Path, records: list[Record]) -> Grey:
    """Rows normal, A1 ... B3; columns by severity.  Views of one hip come first, for they show most."""
    near = sorted(
        records, key=lambda r: (r["implant"] is not None, r["framing"] not in ("one_hip", "close_hip"))
    )
    rows: dict[str, list[Grey | None]] = {}
    for label in ("normal", "A1", "A2", "A3", "B1", "B2", "B3"):
        own = [r for r in near if r["class"] == label]
        if label == "normal":
            chosen: list[Record | None] = [*own[: len(SEVERITIES)]]
        else:
            chosen = [_first(own, severity=severity) for severity in SEVERITIES]
        rows[label] = [None if r is None else _hip(folder, r) for r in chosen]
    return _picture(rows, list(SEVERITIES))


def _limbs(folder: Path, records: list[Record]) -> Grey:
    rows: dict[str, list[Grey | None]] = {}
    for part in sorted({r["part"] for r in records}):
        own = [r for r in records if r["part"] == part]
        kinds = ((False, "frontal"), (False, "lateral"), (True, "frontal"), (True, "lateral"))
        chosen = [_first(own, fractured=kind[0], view=kind[1]) for kind in kinds]
        rows[part] = [None if r is None else _limb(folder, r) for r in chosen]
    return _picture(rows, ["whole", "whole, lateral", "broken", "broken, lateral"])


def gallery(folder: Path) -> Path:
    """Write ``gallery.jpg`` from the films of a folder; where it has none for a place, that stays black."""
    import cv2

    records = read_truth(folder)
    limbs = bool(records) and records[0]["class"] is None
    picture = (_limbs if limbs else _hips)(folder, records)
    path = folder / "gallery.jpg"
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return path
