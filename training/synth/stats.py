"""Class balance of a folder of synthetic films and a contact sheet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.synth.dataset import read_truth


def film_pixels(path: Path) -> NDArray[np.uint16]:
    """Display-oriented values 0-4095 (dense bone bright) of a film written here."""
    from pydicom import dcmread

    ds = dcmread(path)
    pixels = ds.pixel_array
    inverse = ds.PhotometricInterpretation == "MONOCHROME1"
    return np.asarray(4095 - pixels if inverse else pixels, np.uint16)


def contact_sheet(folder: Path, across: int = 6, tile: int = 320) -> Path:
    """``preview.png``: for each class a row of its first films."""
    import cv2

    rows: dict[str, list[NDArray[np.uint8]]] = {}
    for record in read_truth(folder):
        row = rows.setdefault(record["class"], [])
        if len(row) == across:
            continue
        grey = (film_pixels(folder / record["film"]) >> 4).astype(np.uint8)
        k = tile / max(grey.shape)
        small = cv2.resize(grey, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        cell = np.zeros((tile, tile), np.uint8)
        cell[: small.shape[0], : small.shape[1]] = small[:tile, :tile]
        cv2.putText(cell, record["class"], (4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 255, 1)
        row.append(cell)
    blank = np.zeros((tile, tile), np.uint8)
    lines = [np.hstack(r + [blank] * (across - len(r))) for _, r in sorted(rows.items())]
    path = folder / "preview.png"
    cv2.imwrite(str(path), np.vstack(lines))
    return path


def summary(folder: Path) -> str:
    """Counts by class, severity, framing and side, one line each."""
    records = read_truth(folder)
    lines = [f"{len(records)} films"]
    for field in ("class", "severity", "framing", "side", "implant"):
        counts = Counter(str(r[field]) for r in records)
        text = ", ".join(f"{k} {v} ({v / len(records):.1%})" for k, v in sorted(counts.items()))
        lines.append(f"{field}: {text}")
    return "\n".join(lines) + "\n"
