"""Class balance of a folder of synthetic films and a contact sheet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.synth.dataset import read_truth

PELVIS_FIELDS = ("class", "severity", "framing", "side", "implant")
LIMB_FIELDS = ("part", "view", "fractured", "bone", "severity", "side")


def film_pixels(path: Path) -> NDArray[np.uint16]:
    """Display-oriented values 0-4095 (dense bone bright) of a film written here."""
    from pydicom import dcmread

    ds = dcmread(path)
    pixels = ds.pixel_array
    inverse = ds.PhotometricInterpretation == "MONOCHROME1"
    return np.asarray(4095 - pixels if inverse else pixels, np.uint16)


def _name(record: dict[str, Any]) -> str:
    """The class of a pelvis, the part of a limb."""
    return str(record["class"] or record["part"])


def contact_sheet(folder: Path, across: int = 6, tile: int = 320) -> Path:
    """``preview.png``: for each class (of limbs: part) a row of its first films."""
    import cv2

    rows: dict[str, list[NDArray[np.uint8]]] = {}
    for record in read_truth(folder):
        row = rows.setdefault(_name(record), [])
        if len(row) == across:
            continue
        grey = (film_pixels(folder / record["film"]) >> 4).astype(np.uint8)
        k = tile / max(grey.shape)
        small = cv2.resize(grey, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        cell = np.zeros((tile, tile), np.uint8)
        cell[: small.shape[0], : small.shape[1]] = small[:tile, :tile]
        cv2.putText(cell, _name(record), (4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 255, 1)
        row.append(cell)
    blank = np.zeros((tile, tile), np.uint8)
    lines = [np.hstack(r + [blank] * (across - len(r))) for _, r in sorted(rows.items())]
    path = folder / "preview.png"
    cv2.imwrite(str(path), np.vstack(lines))
    return path


def summary(folder: Path) -> str:
    """Counts by class, severity, framing and side (of limbs by part, view and break), one line each."""
    records = read_truth(folder)
    lines = [f"{len(records)} films"]
    limbs = bool(records) and records[0]["class"] is None
    for field in LIMB_FIELDS if limbs else PELVIS_FIELDS:
        counts = Counter("none" if r[field] is None else str(r[field]) for r in records)
        text = ", ".join(f"{k} {v} ({v / len(records):.1%})" for k, v in sorted(counts.items()))
        lines.append(f"{field}: {text}")
    return "\n".join(lines) + "\n"
