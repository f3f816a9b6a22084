"""Film images made in memory, for what lies behind the DICOM reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inference.records import Film, FilmImage, Sha256, ValueChain


def film_image(pixels: NDArray[np.uint16], chain: ValueChain | None = None, **header: Any) -> FilmImage:
    """A film of these shifted pixels; ``header`` sets further fields of :class:`Film`."""
    fields: dict[str, Any] = {
        "path": Path("film.dcm"),
        "sop_uid": "1.2.3",
        "study_uid": "1.2",
        "series_uid": "1.2.1",
        "sop_class": "1.2.840.10008.5.1.4.1.1.1.1",
        "shape": pixels.shape,
        "chain": chain or ValueChain(bits_stored=16, signed=False),
        "pixel_sha256": Sha256("0" * 64),
        "modality": "DX",
        **header,
    }
    return FilmImage(Film(**fields), pixels)


def soft_picture(rows: int, columns: int, *, top: int = 4095, seed: int = 3) -> NDArray[np.uint16]:
    """A smooth picture with a bright blob and mild noise, values 0..``top``."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    blob = np.exp(-(((x / columns - 0.4) / 0.2) ** 2 + ((y / rows - 0.6) / 0.25) ** 2))
    slope = 0.3 * x / columns
    noise = rng.normal(0, 0.01, (rows, columns))
    unit = np.clip(0.1 + 0.5 * blob + slope + noise, 0, 1)
    return np.round(unit * top).astype(np.uint16)
