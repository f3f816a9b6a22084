"""Compiled decoders meet files from elsewhere in a child process alone: gdcm ends its process on some.

Whatever asks for decoded pixels is named here, with why it may; everything else reads through a child.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
READS = re.compile(
    r"\b(read_film|read_unhashed|read_picture|raw_cells|codecs\.decode|overlays\.read|pixel_array|imdecode"
    r"|imread|Image\.open|QImageReader|loadFromData|fromData)\b(?!:)"
    r"|^\s*import (gdcm|imagecodecs|openjpeg|jpeg_ls)\b"
)
MAY = {
    # the readers themselves, and what runs in the children
    "inference/dicom/codecs.py", "inference/dicom/overlays.py", "inference/dicom/raster_image.py",
    "inference/dicom/reader.py", "inference/dicom/decode_worker.py", "inference/archive/worker.py",
    "viewer/study/design/film_processes.py", "training/evaluation/asking.py",
    # pictures that the program itself has just made
    "viewer/study/report/pdf.py", "viewer/study/packs/deidentify.py",
    "viewer/ui/study/desk/sample_size_page.py",
    # generated and published films; an investigator's own go through a child
    "training/data/cache.py", "training/data/real_normals.py", "training/data/augment_intensity.py",
}  # fmt: skip
DOCUMENTS = re.compile(r'"""[\s\S]*?"""|#.*')


def test_films_from_elsewhere_are_decoded_in_children_alone() -> None:
    found = set[str]()
    for room in ("inference", "viewer", "training"):
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            lines = DOCUMENTS.sub("", path.read_text("utf8")).splitlines()
            if not name.startswith("training/synth/") and any(READS.search(line) for line in lines):
                found.add(name)
    assert found == MAY
