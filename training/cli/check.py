"""``shenton-train check``: every fault of a manifest, before anything is trained."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError
from inference.messages import counted
from training.data import manifest
from training.data.known_film import KnownFilm


def run(args: argparse.Namespace) -> int:
    """List all faults, or say what is there; 1 where there are faults."""
    try:
        films = manifest.read_manifest(args.folder)
    except manifest.ManifestError as error:
        return _listed(error.faults)
    faults = () if args.quick else tuple(_unreadable(films))
    if faults:
        return _listed(faults)
    sys.stdout.write("".join(f"{line}\n" for line in _summary(films)))
    return 0


def _listed(faults: tuple[str, ...]) -> int:
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    count = counted(len(faults), "fault")
    sys.stdout.write(f"{count}. Nothing is trained on films with faults in their manifest.\n")
    return 1


def _unreadable(films: list[KnownFilm]) -> list[str]:
    """Films that cannot be read, and pixels that two rows name with different classes, sides or patients."""
    faults, seen = [], dict[str, KnownFilm]()
    with DecodeChild() as child:
        for film in films:
            try:
                digest = str(child.read(film.path).film.pixel_sha256)
            except FilmError as error:
                faults.append(f"{film.key}: {error.message}")
                continue
            first = seen.setdefault(digest, film)
            if (first.ao_class, first.side, first.patient) != (film.ao_class, film.side, film.patient):
                faults.append(f"{film.key}: the pixels of {first.key}, but another class, side or patient")
    return faults


def _summary(films: list[KnownFilm]) -> list[str]:
    counts = Counter(film.ao_class for film in films)
    splits = Counter(str(film.meta.get("split") or "not said") for film in films)
    patients = len({film.patient for film in films})
    return [
        f"{counted(len(films), 'film')} of {counted(patients, 'patient')}, no fault.",
        "classes: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())),
        "splits: " + ", ".join(f"{name} {count}" for name, count in sorted(splits.items())),
    ]
