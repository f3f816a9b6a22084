"""The demonstration films: a dozen synthetic films in as many dresses, with their truth.

``python -m training.synth.demo --out resources/films`` makes them again.  They come from the split
``demo``, whose random streams no training, validation or test film shares.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    JPEG2000,
    UID,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from inference.dicom.reader import read_film
from inference.files import replacing, write_whole
from training.synth.film import dataset
from training.synth.generate import VERSION, SynthFilm, make_film
from training.synth.limb import make_knee

SEED = 7
LARGEST_BYTES = 1_200_000
_LOSSY_METHOD: dict[str, str] = {
    JPEG2000: "ISO_15444_1",
    JPEGBaseline8Bit: "ISO_10918_1",
    JPEGExtended12Bit: "ISO_10918_1",
}
_SHOWN = (
    *("class", "side", "edition", "pattern", "severity", "boxes", "landmarks", "displacement_mm"),
    *(
        "displacement_deg",
        "implant",
        "implant_side",
        "fragments",
        "framing",
        "hips_in_field",
        "split",
        "seed",
        "index",
    ),
)


@dataclass(frozen=True)
class Recipe:
    """One film: its place in the demo stream, size on the long side, dress, what it must show."""

    index: int
    size: int
    syntax: str
    label: str | None
    bits: int = 12
    body_part: str | None = None


RECIPES = (
    Recipe(40, 1200, JPEG2000Lossless, "normal"),
    Recipe(186, 2688, JPEG2000, "B3"),
    Recipe(8, 1080, RLELossless, "B1"),
    Recipe(134, 1300, JPEGLSLossless, "A3"),
    Recipe(27, 1060, ExplicitVRLittleEndian, "normal", bits=8),
    Recipe(69, 1280, JPEGExtended12Bit, "B2"),
    Recipe(28, 1200, JPEGLSLossless, "A1"),
    Recipe(72, 1240, JPEG2000Lossless, "A2"),
    Recipe(975, 1280, JPEG2000Lossless, "B1"),
    Recipe(201, 1400, JPEGBaseline8Bit, "A2", bits=8),
    Recipe(3, 1200, JPEGLosslessSV1, None, body_part="KNEE"),
    Recipe(2, 1200, JPEGLSLossless, None, body_part="PELVIS"),
)


def _film(recipe: Recipe) -> SynthFilm:
    """Make the film.  RuntimeError if the generator no longer draws what the recipe says."""
    if recipe.label is None:
        return make_knee(SEED, recipe.index, "demo", recipe.size, recipe.body_part)
    film = make_film(SEED, recipe.index, "demo", recipe.size)
    if film.truth["class"] != recipe.label:
        raise RuntimeError(f"demonstration film {recipe.index} is {film.truth['class']}, not {recipe.label}")
    return film


def _codestream(stored: NDArray[np.uint16], syntax: str) -> bytes:
    """One frame by a codec that pydicom does not write.  Whole-number transforms only, so that every
    decoder gives the same values; JPEG 2000 at the best whole decibel under ``LARGEST_BYTES``."""
    import imagecodecs

    if syntax == JPEGBaseline8Bit:
        return bytes(imagecodecs.jpeg8_encode(stored.astype(np.uint8), level=92))
    if syntax == JPEGExtended12Bit:
        return bytes(imagecodecs.jpeg8_encode(stored, level=88, bitspersample=12))
    if syntax == JPEGLosslessSV1:
        return bytes(imagecodecs.ljpeg_encode(stored, bitspersample=12))
    for decibel in range(64, 40, -1):
        code = imagecodecs.jpeg2k_encode(
            stored, level=decibel, codecformat="j2k", reversible=True, bitspersample=12
        )
        frame = bytes(code)
        if len(frame) < LARGEST_BYTES - 20_000:
            return frame
    raise RuntimeError("the film does not fit at any fair JPEG 2000 quality")


def _dress(ds: Dataset, stored: NDArray[np.uint16], syntax: str) -> None:
    """Replace the pixel data of ``ds`` by one compressed frame."""
    frame = _codestream(stored, syntax)
    if syntax in _LOSSY_METHOD:
        ds.LossyImageCompression = "01"
        ds.LossyImageCompressionRatio = round(stored.nbytes / len(frame), 2)
        ds.LossyImageCompressionMethod = _LOSSY_METHOD[syntax]
        ds.ImageType = ["DERIVED", *ds.ImageType[1:]]
    ds.PixelData = encapsulate([frame])
    ds["PixelData"].VR = "OB"
    ds["PixelData"].is_undefined_length = True
    ds.file_meta.TransferSyntaxUID = UID(syntax)


def _eight_bits(ds: Dataset, stored: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Keep the upper eight of twelve bits, as old archives do; returns the values kept."""
    kept = stored >> 4
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 8, 8, 7
    ds.WindowCenter, ds.WindowWidth = 128, 256
    data = kept.astype(np.uint8).tobytes()
    ds.PixelData = data + b"\0" * (len(data) % 2)
    ds["PixelData"].VR = "OW"
    return np.asarray(kept, np.uint16)


def _write(film: SynthFilm, recipe: Recipe, path: Path) -> None:
    """Write the film atomically.  RuntimeError if it grew over ``LARGEST_BYTES``."""
    own = recipe.syntax in (*_LOSSY_METHOD, JPEGLosslessSV1)
    ds = dataset(film, ExplicitVRLittleEndian if own else recipe.syntax)
    stored = _eight_bits(ds, film.stored()) if recipe.bits == 8 else film.stored()
    if own:
        _dress(ds, stored, recipe.syntax)
    save: Any = ds.save_as
    with replacing(path) as part:
        save(part, enforce_file_format=True)
        size = part.stat().st_size
        if size > LARGEST_BYTES:
            raise RuntimeError(f"{path.name} has {size} bytes, over {LARGEST_BYTES}")


def _record(film: SynthFilm, path: Path) -> dict[str, Any]:
    """The truth that ships; the hash is of the values as they are read back."""
    shown = {k: film.truth[k] for k in _SHOWN if k in film.truth}
    return {
        "film": path.name,
        "synthetic": True,
        "part": film.truth.get("part", "pelvis"),
        **shown,
        "generator": VERSION,
        "pixel_sha256": read_film(path).film.pixel_sha256,
    }


def make_demo(out: Path) -> list[Path]:
    """Write ``01.dcm`` ... into ``out`` and their truth beside it; the same bytes each time.

    The truth lies outside the folder, so that the folder holds films and nothing else.

    RuntimeError if a film is not what its recipe says or too large to ship.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths, records = [], []
    for number, recipe in enumerate(RECIPES, 1):
        path = out / f"{number:02d}.dcm"
        film = _film(recipe)
        _write(film, recipe, path)
        paths.append(path)
        records.append(_record(film, path))
    truth = out.with_name(f"{out.name}_truth.json")
    write_whole(truth, json.dumps(records, indent=1) + "\n")
    return [*paths, truth]


def main() -> int:
    """Entry point of ``python -m training.synth.demo``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the films")
    for path in make_demo(parser.parse_args().out):
        sys.stdout.write(f"{path} {path.stat().st_size}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
