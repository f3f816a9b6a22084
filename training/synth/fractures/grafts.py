"""``shenton-train graft``: breaks, shams and metal drawn into one's own normal films, as a set of its own."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from inference.errors import FilmError, ShentonError
from inference.files import Written, replacing, write_whole
from inference.records import FilmImage, InputSpec
from training.data.dataset import read_truth
from training.data.known_film import KnownFilm, Point
from training.synth.bones.anatomy import SIDES
from training.synth.fractures.displaced import displaced, displaced_sham
from training.synth.fractures.graft import (
    MARKS,
    Grafted,
    Grey,
    Key,
    Laid,
    MisfitError,
    graft,
    lay,
    sham,
)
from training.synth.fractures.metal import Metal, own_contrast, with_metal
from training.synth.fractures.patterns import CLASSES
from training.synth.generate import SynthFilm
from training.synth.seeds import SPLITS, chance, stream

Read = Callable[[Path], FilmImage]

SIZE = 1024
NECK_AND_SHAFT_MM = 118.0
"""Head centre to the shaft 60 mm below the lesser trochanter: mean of 800 synthetic hips (SD 4.7)."""
COMMENT = "SYNTHETIC fracture (or sham) drawn into another film. Research only."
METAL_COMMENT = "SYNTHETIC metal and fracture (or sham) drawn into another film. Research only."


@dataclass(frozen=True)
class Picture:
    """A normal film 0-1 [rows, columns], bone bright, its landmarks in its pixels, mm a pixel.

    ``grain``: its pixels for one of the file.
    """

    film: Grey
    marks: dict[str, Point]
    sides: tuple[str, ...]
    pixel: float
    grain: float = 1.0


@dataclass(frozen=True)
class Shares:
    """Of the films: those that get a sham, those whose bone is cut and moved, those that get metal."""

    shams: float = 0.5
    displaced: float = 0.0
    implants: float = 0.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--normals", type=Path, required=True, help="folder with truth.jsonl: normal films, landmarks"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to make")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--shams", type=float, default=0.5, help="share of films that get a sham")
    parser.add_argument(
        "--displaced", type=float, default=0.0, help="share of films whose bone is cut and its pieces moved"
    )
    parser.add_argument(
        "--implants", type=float, default=0.0, help="share of films that get metal in a hip, broken or not"
    )
    parser.add_argument("--copies", type=int, default=1, help="films made of each normal film")


def picture(known: KnownFilm, read: Read) -> Picture:
    """A film as the network sees it, ``SIZE`` pixels on its longest side.

    FilmError for one that cannot be read, MisfitError for one without the landmarks of any hip.
    """
    from inference.model.preprocess import square

    unit, to_film, content = square(read(known.path), InputSpec(size=SIZE))
    (sx, _, tx), (_, sy, ty) = to_film
    x0, y0, x1, y1 = (round(v) for v in content)
    marks = {name: ((x - tx) / sx - x0, (y - ty) / sy - y0) for name, (x, y) in known.points.items()}
    sides = tuple(s for s in SIDES if all(f"{s}_{m}" in marks for m in MARKS))
    inside = tuple(s for s in sides if all(_inside(marks[f"{s}_{m}"], x1 - x0, y1 - y0) for m in MARKS))
    if not inside:
        raise MisfitError("no hip with all its landmarks on the film")
    head, shaft = (np.array(marks[f"{inside[0]}_{m}"]) for m in ("head", "shaft"))
    pixel = NECK_AND_SHAFT_MM / float(np.linalg.norm(head - shaft))
    return Picture(unit[y0:y1, x0:x1], marks, inside, pixel, 1 / sx)


def _inside(point: Point, width: int, height: int) -> bool:
    return 0 <= point[0] < width and 0 <= point[1] < height


def changed(known: KnownFilm, key: Key, shares: Shares, read: Read) -> tuple[SynthFilm, str]:
    """One film with a break or a sham, and which.  FilmError, MisfitError as :func:`picture`.

    Where its own bone is not cut and moved, it gets the shadow's difference.  Metal comes on broken and whole
    hips alike, on the side of the break or sham as often as on the other.
    """
    shown = picture(known, read)
    rng = stream(*key, "graft choice")
    side = shown.sides[int(rng.integers(0, len(shown.sides)))]
    label = CLASSES[1 + int(rng.integers(0, len(CLASSES) - 1))]
    is_sham = chance(rng, shares.shams)
    laid = lay(shown.marks, side, shown.pixel, key)
    if chance(stream(*key, "graft displaced"), shares.displaced):
        done = (
            displaced_sham(shown.film, laid, key, shown.marks)
            if is_sham
            else displaced(shown.film, laid, label, key, shown.marks)
        )
    else:
        done = sham(shown.film, laid, key) if is_sham else graft(shown.film, laid, label, key)
    metal = None
    if chance(stream(*key, "graft implant"), shares.implants):
        metal = _metal(shown, laid, done, key)
        done = replace(done, film=metal.film)
    return _film(known, shown, side, done, metal, key), "sham" if is_sham else "grafted"


def _metal(shown: Picture, laid: Laid, done: Grafted, key: Key) -> Metal:
    """Metal in the hip of the break or sham, or in the other where that is on the film and a femur fits."""
    broken, turned = done.broken, done.turned
    other = [side for side in shown.sides if side != laid.side]
    if other and not chance(stream(*key, "graft implant side"), 0.5):
        with suppress(MisfitError):
            laid, broken, turned = lay(shown.marks, other[0], shown.pixel, key), None, None
    contrast = own_contrast(shown.film, laid, key)
    return with_metal(
        done.film, laid, key, contrast=contrast, broken=broken, turned=turned, grain=shown.grain
    )


def _film(
    known: KnownFilm, shown: Picture, side: str, done: Grafted, metal: Metal | None, key: Key
) -> SynthFilm:
    pixels = np.round(done.film * 4095).astype(np.uint16)
    split, seed, index = key
    truth: dict[str, Any] = {
        "schema": 1,
        "film": f"films/{split}-graft-{index:06d}.dcm",
        "pixel_sha256": hashlib.sha256(np.ascontiguousarray(pixels, "<u2").tobytes()).hexdigest(),
        "patient_key": known.patient,
        "split": split,
        "seed": seed,
        "index": index,
        "class": done.ao_class,
        "side": side if done.box else None,
        "boxes": [done.box] if done.box else [],
        "landmarks": {
            name: [round(v, 1) for v in point] for name, point in (shown.marks | done.marks).items()
        },
        "severity": done.severity,
        "displacement_mm": done.displacement_mm,
        "misfit_mm": round(done.misfit_mm, 2),
        "source": "grafted" if done.box else "sham",
        "implant": metal.kind if metal else None,
        "implant_side": metal.side if metal else None,
        "hardware": metal is not None,
        "pixel_mm": round(shown.pixel, 5),
        "magnification": 1.0,
    }
    header = {
        "photometric": "MONOCHROME2",
        "storage": "DX",
        "sex": "O",
        "age": None,
        "pixel": shown.pixel,
        "magnification": 1.0,
        "sid": 1100.0,
        "kind": "landscape",
        "comment": METAL_COMMENT if metal else COMMENT,
    }
    return SynthFilm(pixels, truth, header)


def _make(
    normals: list[KnownFilm], args: argparse.Namespace, written: Written
) -> tuple[dict[str, int], list[str]]:
    """Write film after film with its truth: how many of each kind, and which were left out and why."""
    from tqdm import tqdm

    from inference.dicom.decode_worker import DecodeChild
    from training.synth.film import write_film

    made, left = {"grafted": 0, "sham": 0, "metal": 0}, list[str]()
    shares = Shares(args.shams, args.displaced, args.implants)
    with (
        replacing(args.out / "truth.jsonl") as part,
        DecodeChild() as child,
        part.open("w", encoding="utf8") as truth,
    ):
        for index, known in enumerate(tqdm([film for film in normals for _ in range(args.copies)])):
            try:
                film, what = changed(known, (args.split, args.seed, index), shares, child.read)
            except (FilmError, MisfitError) as fault:
                left.append(f"  {known.key}: {fault}\n")
                continue
            write_film(film, args.out / film.truth["film"])
            written.note(args.out / film.truth["film"])
            truth.write(json.dumps(film.truth) + "\n")
            made[what] += 1
            made["metal"] += bool(film.truth["hardware"])
    return made, left


def _describe(normals: Path, out: Path, metal: int) -> None:
    """Whose films the normals are, where their set says so, and what was drawn into them."""
    from training.data.dataset import credit_of

    also = f", metal in {metal}" if metal else ""
    about = {
        "schema": 1,
        "kind": f"real hip films with breaks or shams drawn in{also}",
        "treated": f"with breaks or shams{also}",
    }
    credit = credit_of(normals)
    write_whole(out / "dataset.json", json.dumps(about | ({"credit": credit} if credit else {})) + "\n")


def run(args: argparse.Namespace) -> int:
    """Make the folder; 0 if any film was made.  What was left out is named.

    ShentonError for no normal films, or a folder that holds films already.
    """
    normals = [f for f in read_truth(args.normals) if f.ao_class == "normal" and not f.meta.get("implant")]
    if not normals:
        raise ShentonError("There are no normal films there.", "Name a folder whose truth.jsonl holds some.")
    if (args.out / "truth.jsonl").exists():
        raise ShentonError("{folder} holds films already.", "Choose another --out.", folder=args.out.name)
    (args.out / "films").mkdir(parents=True, exist_ok=True)
    written = Written()
    made, left = _make(normals, args, written)
    _describe(args.normals, args.out, made["metal"])
    written.note(args.out / "truth.jsonl", args.out / "dataset.json")
    written.need_all(ShentonError)
    sys.stdout.write(
        f"{made['grafted']} grafted, {made['sham']} shams, {made['metal']} with metal, "
        f"{len(left)} left out\n{''.join(left)}"
    )
    return 0 if made["grafted"] + made["sham"] else 1
