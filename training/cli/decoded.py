"""Decoded films of the folders that a command names, with what it says of them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from inference import strict_json
from training.data import cache, two_truths
from training.data.dataset import read_truth
from training.data.known_film import KnownFilm
from training.data.limb_films import read_limbs

log = logging.getLogger(__name__)


def cached(folder: Path, root: Path, size: int) -> cache.FilmCache:
    """The decoded films of a folder."""
    return _decoded(read_truth(folder), folder, root / folder.absolute().name, size)


def cached_limbs(folder: Path, root: Path, size: int, *, part_alone: bool = False) -> cache.FilmCache:
    """The decoded limb films of a folder, real or generated; of an earlier size where they are there.

    ``part_alone`` as in :func:`~training.data.limb_films.read_limbs`.
    """
    where = root / limb_name(folder, part_alone)
    header = where / "cache.json"
    size = int(strict_json.loads(header.read_text("utf8"))["size"]) if header.is_file() else size
    films = read_limbs(folder, part_alone=part_alone)
    return _decoded(films, folder, where, size)


def limb_name(folder: Path, part_alone: bool) -> str:
    """The cache of a folder's limb films, more of them where the part alone is learned.

    Its hip films, if they are ever cached, lie apart.
    """
    return f"{folder.absolute().name}-{'parts' if part_alone else 'limbs'}"


def _decoded(films: list[KnownFilm], folder: Path, where: Path, size: int) -> cache.FilmCache:
    report = cache.build(films, where, size=size, progress=progress_bar(f"decoding {folder.name}"))
    tell_left_out(report)
    return cache.open_cache(where)


def tell_left_out(report: cache.BuildReport) -> None:
    """Name the films that could not be read, with the reason, and those whose truths contradict."""
    for key, reason in report.left_out:
        log.warning("left out %s: %s", key, reason)
    if report.left_out:
        log.warning("%d films were left out.", len(report.left_out))
    if said := two_truths.words(report.contradictory):
        log.warning("%s", said)


def progress_bar(title: str) -> Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]:
    """A bar around an iterable of films."""
    from tqdm import tqdm

    def around(films: Iterable[KnownFilm]) -> Iterable[KnownFilm]:
        bar: Iterable[KnownFilm] = tqdm(films, desc=title, unit="film", mininterval=pace(), leave=False)
        return bar

    return around


def pace() -> float:
    """Seconds between updates: a log file needs few."""
    return 0.2 if sys.stderr.isatty() else 20.0
