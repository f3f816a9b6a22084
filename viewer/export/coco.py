"""Boxes for detectors: COCO's detection format (one JSON file), de-identified as the labels are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import inference
from inference.aoota import DESCRIPTIONS, EDITION, FRACTURES, ReaderClass
from inference.export_records import ExportRecord
from inference.files import write_whole
from inference.messages import NOTHING, Message
from viewer.export.csv_cells import stated

FILE: Final = "coco.json"
CATEGORIES: Final = tuple(
    {
        "id": number,
        "name": one.value,
        "supercategory": "fracture of the proximal femur"
        if one.value in DESCRIPTIONS and number
        else "other",
        "description": DESCRIPTIONS.get(one.value, one.value),
    }
    for number, one in enumerate(ReaderClass)
)
"""Every class that a reader can choose; ids are the order of :class:`inference.aoota.ReaderClass`."""
BOXLESS: Final = (*FRACTURES, ReaderClass.C1.value, ReaderClass.C2.value)
"""Classes that name a lesion, which a film without a box does not seem to have."""


def content(items: Iterable[ExportRecord]) -> dict[str, Any]:
    """The file as an object: one image a film, one annotation a box, points left out (they have no area).

    ``bbox`` is x, y, width, height in film pixels, x to the right, y down, from the film's top left corner.
    ``file_name`` is where the export of grey pictures puts the film.
    """
    rows = sorted(items, key=lambda item: (item.film_key, item.reading.reader, item.order))
    films = {item.film_key: item for item in rows}
    numbers = {key: number for number, key in enumerate(films, 1)}
    order = {one.value: number for number, one in enumerate(ReaderClass)}
    boxes = [(item, box) for item in rows for box in item.reading.regions if not box.is_point]
    return {
        "info": {
            "description": "Shenton: boxes drawn by readers. Research use only, not for diagnosis.",
            "version": inference.__version__,
            "classification": f"AO/OTA {EDITION}",
        },
        "licenses": [],
        "images": [_image(numbers[key], item) for key, item in films.items()],
        "annotations": [
            {
                "id": number,
                "image_id": numbers[item.film_key],
                "category_id": order[item.reading.ao_class.value],
                "bbox": [box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0],
                "area": (box.x1 - box.x0) * (box.y1 - box.y0),
                "iscrowd": 0,
                "segmentation": [],
                "side": item.reading.side.value,
                "reader": item.reading.reader,
                "reading_key": item.reading_key,
            }
            for number, (item, box) in enumerate(boxes, 1)
        ],
        "categories": list(CATEGORIES),
    }


def boxless(items: Iterable[ExportRecord]) -> Message:
    """What to know of readings of a fracture without a box; empty where there are none.

    Points have no area.  A detector learns from a film without a box that there is no lesion on it.
    """
    count = sum(
        item.reading.ao_class.value in BOXLESS and all(box.is_point for box in item.reading.regions)
        for item in items
    )
    if not count:
        return NOTHING
    return Message(
        "Readings of a fracture without a box: {count}. In the COCO file their films look like films without "
        "a lesion; the labels name them.",
        count=count,
    )


def _image(number: int, item: ExportRecord) -> dict[str, Any]:
    return {
        "id": number,
        "file_name": f"pictures/{item.film_key}.png",
        "height": item.film_shape[0],
        "width": item.film_shape[1],
        "pixel_sha256": item.reading.film_sha256,
        "patient_key": item.patient_key,
        "synthetic": item.synthetic,
    }


def export_coco(items: Iterable[ExportRecord], folder: Path) -> Path:
    """Write :data:`FILE` into ``folder``, whole or not at all; its path.

    Boxes as COCO's detection format has them (Lin et al. 2014, and cocodataset.org, "Data format").

    Args:
        items: the standing readings; marks in film pixels.
        folder: made when missing.

    Raises:
        ExportError: the folder cannot be written.
    """
    text = json.dumps(content(items), indent=1, allow_nan=False)
    with stated(Message("The COCO file")):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, text + "\n")
    return folder / FILE
