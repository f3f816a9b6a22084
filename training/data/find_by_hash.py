"""Labelled films found again in a folder, by the hash of their pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError


def find_labelled(
    wanted: set[str],
    folder: Path,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
) -> dict[str, Path]:
    """Files below ``folder`` whose pixels are wanted, by pixel hash; what cannot be read is passed over."""
    from inference.dicom.file_discovery import find_films

    found: dict[str, Path] = {}
    with DecodeChild() as child:
        for path in progress(list(find_films([folder]))):
            if wanted <= set(found):
                break
            try:
                digest = str(child.read(path).film.pixel_sha256)
            except FilmError:
                continue
            if digest in wanted:
                found.setdefault(digest, path)
    return found
