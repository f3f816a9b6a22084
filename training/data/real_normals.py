"""Real hip films without a fracture as a training source: upright, with landmarks, their blocks split.

Of FracAtlas only those whose ``role`` is ``train``.  A network never sees them as "normal" alone: breaks
and shams are drawn into them too (``training.synth.fractures.grafts``), so that the class does not depend
on the source. Landmarks are those of the landmark network; a film that lies on its side is turned to where
it is surest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.files import write_whole
from inference.records import InputSpec
from training.data.augment_geometry import SIDES
from training.data.connected_components import linked
from training.data.fracatlas import CREDIT, RealFilm
from training.networks.landmarks import MARKS, SURE, Found

Units = NDArray[np.float32]
Asked = Callable[[Units], list[dict[str, Found]]]
SIZE: Final = 320
"""Input of the landmark network."""
GAP: Final = 5
"""Films whose numbers lie no farther apart are of one group."""
HELD: Final = 3
"""Every so many-th group validates."""
UPRIGHT: Final = 0.15
"""A film is turned only where that makes the marks so much hotter on the mean."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A film as it is used: uint8 [rows, columns], how it was turned (quarters), its landmarks in pixels."""

    pixels: NDArray[np.uint8]
    quarters: int
    marks: dict[str, tuple[float, float]]


def groups(films: Iterable[RealFilm]) -> list[list[RealFilm]]:
    """Films by runs of neighbouring numbers; runs that share a patient are one group, and none is parted."""
    return list(_numbered(films).values())


def _numbered(films: Iterable[RealFilm]) -> dict[int, list[RealFilm]]:
    """The groups, each by the number of its first run."""
    runs = _runs(films)
    names = [[f"run {place:09d}", *{film.film.patient for film in run}] for place, run in enumerate(runs)]
    first = linked(names)
    found: dict[str, list[RealFilm]] = {}
    places: dict[str, int] = {}
    for place, (run, own) in enumerate(zip(runs, names, strict=True)):
        places.setdefault(first[own[0]], place)
        found.setdefault(first[own[0]], []).extend(run)
    return {places[name]: group for name, group in found.items()}


def _runs(films: Iterable[RealFilm]) -> list[list[RealFilm]]:
    found: list[list[RealFilm]] = []
    last = -GAP - 1
    for film in sorted(films, key=lambda item: number(item)):
        if number(film) - last > GAP:
            found.append([])
        found[-1].append(film)
        last = number(film)
    return found


def number(film: RealFilm) -> int:
    """The film's number in the published set."""
    return int("".join(c for c in film.film.key if c.isdigit()))


def upright(grey: NDArray[np.uint8], ask: Asked) -> Upright:
    """The film turned to where the landmark network is surest, and its marks there."""
    best, chosen = -1.0, Upright(grey, 0, {})
    for quarters in (0, 1, 3):
        turned = np.ascontiguousarray(np.rot90(grey, quarters))
        found, marks = _marks(turned, ask)
        heat = float(np.mean(sorted(item.heat for item in found.values())[-len(MARKS) :]))
        if heat > best + (UPRIGHT if best >= 0 else 0.0):
            best, chosen = heat, Upright(turned, quarters, marks)
    return chosen


def _marks(grey: NDArray[np.uint8], ask: Asked) -> tuple[dict[str, Found], dict[str, tuple[float, float]]]:
    """All marks, and in pixels those of sides that are wholly on the film."""
    unit, to_square = _squared(grey)
    found = ask(unit[None])[0]
    marks: dict[str, tuple[float, float]] = {}
    rows, columns = grey.shape
    for side in SIDES:
        own = {f"{side}_{mark}": to_square(found[f"{side}_{mark}"]) for mark in MARKS}
        sure = all(found[name].heat > SURE for name in own)
        if sure and all(0 <= x < columns and 0 <= y < rows for x, y in own.values()):
            marks |= {name: (round(x, 1), round(y, 1)) for name, (x, y) in own.items()}
    return found, marks


def _squared(grey: NDArray[np.uint8]) -> tuple[Units, Callable[[Found], tuple[float, float]]]:
    """As the network sees it, and back from its square to pixels."""
    import cv2

    from inference.dicom.raster_image import read_picture
    from inference.model.preprocess import square

    done, png = cv2.imencode(".png", grey)
    assert done
    unit, to_film, _ = square(read_picture(Path("film.png"), png.tobytes()), InputSpec(size=SIZE))
    (sx, _, tx), (_, sy, ty) = to_film
    return unit, lambda found: (sx * found.x * SIZE + tx, sy * found.y * SIZE + ty)


def write(films: Iterable[RealFilm], out: Path, ask: Asked, left_out: frozenset[int]) -> dict[str, int]:
    """Two folders below ``out``, ``train`` and ``val``, with PNG films and ``truth.jsonl``: films of each."""
    rows: dict[str, list[dict[str, Any]]] = {"train": [], "val": []}
    for place, group in _numbered(film for film in films if film.teaches).items():
        split = "val" if place % HELD == 0 else "train"
        for film in group:
            if number(film) not in left_out:
                rows[split].append(_written(film, out / split, f"fracatlas group {place}", split, ask))
    for split, told in rows.items():
        (out / split).mkdir(parents=True, exist_ok=True)
        write_whole(out / split / "truth.jsonl", "".join(json.dumps(row) + "\n" for row in told))
        about = {"schema": 1, "kind": "real hip films without a fracture", "split": split, "credit": CREDIT}
        write_whole(out / split / "dataset.json", json.dumps(about, indent=1) + "\n")
    return {split: len(told) for split, told in rows.items()}


def _written(film: RealFilm, folder: Path, patient: str, split: str, ask: Asked) -> dict[str, Any]:
    import cv2

    grey = cv2.imread(str(film.film.path), cv2.IMREAD_GRAYSCALE)
    shown = upright(np.asarray(grey, np.uint8), ask)
    name = f"films/{number(film):07d}.png"
    (folder / "films").mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / name), shown.pixels)
    return {
        "film": name,
        "class": "normal",
        "side": None,
        "patient_key": patient,
        "split": split,
        "boxes": [],
        "source": "real",
        "landmarks": {key: list(point) for key, point in shown.marks.items()},
        "turned": shown.quarters,
    }
