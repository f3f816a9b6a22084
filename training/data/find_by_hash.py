"""Labelled films found again in a folder, by the hash of their pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError


def find_labelled(
    wanted: set[str],
    folder: Path,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    shapes: Mapping[str, tuple[int, int] | None] = MappingProxyType({}),
) -> dict[str, Path]:
    """Files below ``folder`` whose pixels are wanted, by pixel hash; what cannot be read is passed over.

    ``shapes``: rows and columns by hash, where they are known; the hash does not hold them.
    """
    from inference.dicom.file_discovery import find_films

    found: dict[str, Path] = {}
    with DecodeChild() as child:
        for path in progress(list(find_films([folder]))):
            if wanted <= set(found):
                break
            try:
                film = child.read(path).film
            except FilmError:
                continue
            digest = str(film.pixel_sha256)
            if digest in wanted and shapes.get(digest) in (None, film.shape):
                found.setdefault(digest, path)
    return found
